"""`tables import` and `tables show`: what was recognised, what changed, what follows, each with its cells."""

import json
from pathlib import Path

import pytest

from tests.cli.calling import Line
from tests.intake import stations


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "附件2.xlsx"
    path.write_bytes(stations.attendance())
    return path


def begin(line: Line) -> str:
    """大岗's evaluation, and its ID."""
    made: str = line("new", "--station", "大岗镇社工服务站", "--phase", "final", "--date", "2024-06-27").out
    return made.strip()


def test_a_roster_is_taken_in_and_shown(fresh: Line, roster: Path) -> None:
    found = begin(fresh)
    assert "还没有表格数据" in fresh("tables", "show", found).out
    tried = fresh("tables", "import", found, str(roster), "--dry-run").out
    assert "附件2 社工到岗情况：工作表“到岗情况”，表头第 5–6 行，数据第 7–67 行" in tried
    assert "新增 620 条，改动 1 条，不变 0 条" in tried
    assert "没有改动任何内容。" in tried
    assert "已读入" in fresh("tables", "import", found, str(roster)).out
    assert "没有改动。" in fresh("tables", "import", found, str(roster)).out
    shown = fresh("tables", "show", found, "--annex", "2").out
    assert "社工实到岗 514 人次（花名册各人各月到岗数相加）" in shown
    assert "从业两年以上社工实到岗 447.5 人次" in shown
    assert "来自 附件2.xlsx!到岗情况!A7:AM50\n" in shown
    assert "相关专业人员人数 待核" in shown
    assert "待核：社工46 有没有相关专业学历没有写（附件2.xlsx!到岗情况!E53）" in shown


def test_json_tells_mapping_plan_problems_and_cells(fresh: Line, tmp_path: Path) -> None:
    found = begin(fresh)
    path = tmp_path / "附件1.xlsx"
    head = ["片区", "电访（次）-协议量", "电访（次）-完成量"]
    path.write_bytes(stations.rows(head, ["一片区", 10, "十来次"], ["合计", 10, 10]))
    told = json.loads(fresh("tables", "import", found, str(path), "--annex", "1", "--json").out)
    assert told["applied"] is True
    assert told["mappings"][0]["columns"]["2"] == {"role": "agreed", "indicator": "电访", "unit": "次"}
    assert told["problems"] == [
        {
            "level": "error",
            "file": "附件1.xlsx",
            "sheet": "表",
            "cell": "C2",
            "text": "“十来次”不是一个确定的数字，没有读入。",
        }
    ]
    values = [each for each in told["plans"][0]["entities"] if each["kind"] == "indicator_value"]
    by_place = {each["place"]: each["fields"] for each in values}
    assert by_place["附件1.xlsx!表!B2"]["agreed"] == {"before": None, "after": "10", "cell": "B2"}
    shown = json.loads(fresh("tables", "show", found, "--json").out)
    assert [each["annex"] for each in shown] == ["1"]
    sources = {each["source"] for each in shown[0]["rows"]["indicator_value"]}
    assert sources == {"附件1.xlsx!表!B2", "附件1.xlsx!表!B3、C3（协议 B3，完成 C3）"}
    cells = [each["cells"] for each in shown[0]["rows"]["indicator_value"] if "cells" in each]
    assert cells == [{"agreed": "附件1.xlsx!表!B3", "done": "附件1.xlsx!表!C3"}]


def test_what_is_no_table_is_one_sentence_and_exit_2(fresh: Line, tmp_path: Path) -> None:
    found = begin(fresh)
    path = tmp_path / "附件2.csv"
    path.write_text("姓名,8月\n社工甲,√\n", "utf-8")
    refused = fresh("tables", "import", found, str(path))
    assert refused.code == 2
    assert "另存为" in refused.error
    other = tmp_path / "纪要.xlsx"
    other.write_bytes(stations.rows(["会议纪要"], ["时间", 2023]))
    assert fresh.refuse("tables", "import", found, str(other)) == (
        "没有认出表格；看到的工作表有“表”；其中没有附件1至附件4、满意度或经费表格的列名；"
        "请在窗口里打开这个文件，指明工作表、表头在第几行和每一列是什么，或者补上列名后再读。"
    )
    told = fresh("tables", "import", found, str(other), "--json")
    (problem,) = json.loads(told.out)["problems"]
    assert (told.code, problem["level"]) == (2, "error")
    assert "没有认出表格" in problem["text"]


def test_an_annex_that_is_not_there_is_told_with_the_one_that_is(fresh: Line, tmp_path: Path) -> None:
    found = begin(fresh)
    path = tmp_path / "经费.xlsx"
    path.write_bytes(stations.rows(["支出科目", "年初预算", "执行数"], ["人员费用", 100, 90]))
    said = fresh.refuse("tables", "import", found, str(path), "--annex", "2")
    assert "没有认出附件2 社工到岗情况" in said
    assert said.endswith("不限定附件时认出的是经费，请去掉 --annex 或改为 --annex money。")
