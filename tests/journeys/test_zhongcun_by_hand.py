"""钟村街, entered item by item by five experts: 87.11 良好, from an empty folder to the exported files."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.anywhere import go_everywhere, print_paper
from tests.journeys.case import Record, names, sample
from tests.journeys.conftest import Open
from tests.journeys.day import (
    ask_for_papers,
    before_leaving,
    check_records,
    enter_plan,
    file_note,
    give_feedback,
    interview,
    note_quickly,
    observe_check,
    receive_papers,
    settle_and_withdraw,
    sign_in,
)
from tests.journeys.entering import (
    begin_evaluation,
    enter_assignments,
    enter_figures,
    enter_head,
    enter_indicators,
    enter_needs,
    enter_people,
    enter_places,
    enter_quantities,
    enter_texts,
    enter_vetoes,
)
from tests.journeys.paper import pdf_text, sheets, squeezed
from tests.journeys.person import Person
from tests.journeys.walking import Walk

CASE = sample("zhongcun")
_RATES = "97.08 180.63 52.50 50.00 70.00 76.67 97.00 50.00 50.00"
NOTED = "走廊的意见箱没有上锁，也没有开箱记录。"


@pytest.mark.timeout(300)
def test_a_whole_day_in_zhongcun_is_entered_by_hand_and_exported(
    open_window: Open, chosen_file: Callable[[Path], None], tmp_path: Path
) -> None:
    person = open_window()
    person.sees("这里会列出每一次评估")
    begin_evaluation(person, CASE)
    _prepare(person)
    enter_plan(person, CASE)
    sign_in(person, CASE)
    _visit(person)
    go_everywhere(person, item="Q-03", name=CASE["people"][0]["name"])
    who = [each["name"] for each in CASE["attendees"]]
    print_paper(
        person,
        "sign_in",
        chosen_file,
        tmp_path / "p.pdf",
        says=("签到表", CASE["evaluation"]["station"], *who),
    )
    _attend(person)
    _judge(person)
    _report(person, chosen_file, tmp_path)


def _prepare(person: Person) -> None:
    assert person.text("stationName") == "钟村街社工服务站"
    enter_head(person, CASE)
    enter_people(person, CASE)
    enter_places(person, CASE)
    enter_assignments(person, CASE)
    enter_quantities(person, CASE)
    enter_needs(person, CASE)
    enter_indicators(person, CASE)
    *_, whole = person.rows("indicatorZones")
    rates = [*whole[3::3], *(row[2] for row in person.rows("indicatorStation"))]
    told = "97.08 180.63 52.50 50.00 70.00 76.67 97.00 50.00 50.00"
    assert " ".join(each.rstrip("%") for each in rates) == told


def _visit(person: Person) -> None:
    person.go("visit")
    person.sees("建议分值")
    experts = list(names(CASE, "people").values())[:5]
    given = others = 0
    for number, expert in enumerate(experts):
        if number:
            person.works(expert) if number == 1 else person.works("乔小满", behalf=expert)
        else:
            note_quickly(person, NOTED)
        walk = Walk(person, CASE, expert)
        given += walk.all(postpone=("O-03", "") if number == 0 else None)
        others += walk.observe_others()
        walk.hand_in()
    assert given == len(CASE["marks"]) == 155
    assert others == sum("item" not in each for each in CASE["observations"]) == 9
    person.sees("已答 155/155")


def _attend(person: Person) -> None:
    """What the day has beside the checklist, until everybody may leave."""
    check_records(person, CASE)
    observe_check(person, CASE["spot_checks"][0]["found"])
    ask_for_papers(person, CASE)
    interview(person, CASE)
    file_note(person, NOTED, home="运营管理")
    give_feedback(person, CASE)
    assert "离站后补不了" in before_leaving(person)
    person.sees(f"待补材料“{CASE['paper_requests'][0]['title']}”还没有收到")
    receive_papers(person)


def _judge(person: Person) -> None:
    person.go("scoring")
    person.press(Qt.Key.Key_E, control=True)
    person.sees("计分所需 155/158")  # three parties have not given their points yet
    person.press(Qt.Key.Key_E, control=True)
    enter_figures(person, CASE["figures"])
    enter_vetoes(person, CASE["veto_findings"])
    person.sees("没有否决条件成立。")
    person.turn_to("scoringTabs", "得分")
    table = {row[0]: row for row in person.rows("scoreTable")}
    assert table["服务监测"][2:4] == ["8.925", "8.93"]
    assert table["服务成效"][2:4] == ["12.400", "12.40"]
    assert table["运营管理"][2:4] == ["9.600", "9.60"]
    (quality,) = [row for name, row in table.items() if name.startswith("服务质量")]
    assert quality[0].endswith("16.8 · 16 · 16.5 的均值")
    assert quality[3] == "16.43"
    assert table["总分"][3] == "87.11"
    assert (person.text("resultFigure"), person.text("resultGrade")) == ("87.11", "良好")
    settle_and_withdraw(person)


def _report(person: Person, chosen_file: Callable[[Path], None], folder: Path) -> None:
    person.go("report")
    enter_texts(person, {each["code"]: each["text"] for each in CASE["report_texts"]})
    person.sees("什么都不缺。", "✓ 可以出正式稿")
    person.turn_to("reportTabs", "预览")
    person.until(lambda: person.is_shown("previewPages") and "页" in person.text("previewCount"), "a preview")
    for button, name in (("exportFinal", "z.pdf"), ("exportWorkbook", "z.xlsx"), ("exportPackage", "z.json")):
        chosen_file(folder / name)
        person.push(button)
        person.sees(f"已导出：{folder / name}")
    _check_paper(folder / "z.pdf")
    _check_workbook(folder / "z.xlsx")
    _check_package(folder / "z.json")


def _check_paper(path: Path) -> None:
    text = pdf_text(path)
    assert "讨论稿" not in text
    place = 0
    for heading in ("中期评估背景", "评估总结", "项目运营管理", "服务质量情况", "评估等级", "结语"):
        place = text.index(heading, place)
    assert "总分为87.11分，等级为“良好”" in text
    assert len(CASE["observations"]) == 40
    for each in CASE["observations"]:
        for part in ("lead", "text", "recommendation"):
            assert squeezed(each.get(part, "")) in text
    for subject, heading in (("purchaser", "购买方反馈情况"), ("supervision_centre", "市督导中心反馈")):
        place = text.index(heading, text.index("评估总结"))
        for each in CASE["observations"]:
            if each["subject"] == subject:
                assert text.index(squeezed(each["text"])) > place


def _check_workbook(path: Path) -> None:
    found = sheets(path)
    rows = {row[0]: row[1:] for row in found["评分表"]}
    assert [float(each) for each in rows["服务监测"]] == [10, 8.925, 8.93]
    assert [float(each) for each in rows["服务成效"]] == [15, 12.4, 12.4]
    assert [float(each) for each in rows["运营管理"]] == [10, 9.6, 9.6]
    assert [float(rows[f"服务质量（{zone}片区）"][1]) for zone in ("第一", "第二", "第三")] == [
        16.8,
        16,
        16.5,
    ]
    assert float(rows["服务质量（第一片区）"][2]) == 16.43
    assert (float(rows["总分"][0]), rows["总分"][1], float(rows["总分"][2])) == (100, "良好", 87.11)
    written = {row[6] for row in found["观察记录"]}
    assert {each["text"] for each in CASE["observations"]} <= written
    authors = {row[4] for row in found["评分依据"]}
    assert {"林若溪", "周明川", "乔小满代苏怀远", "乔小满代何静澜", "乔小满代温以宁"} <= authors
    annex = {row[0]: row for row in found["附件1"]}
    assert [float(each) for each in annex["合计"][2:5]] == [1200, 1165, pytest.approx(0.9708)]


def _check_package(path: Path) -> None:
    package = json.loads(path.read_text(encoding="utf-8"))
    assert _answers(package) == _answers(CASE)
    added = {each[6]: each for each in _observations(package) - _observations(CASE)}
    assert len(package["observations"]) == 40 + len(added) == 42
    assert added.keys() == {NOTED, CASE["spot_checks"][0]["found"]}
    assert {each[4] for each in added.values()} == {"concern"}
    assert added[NOTED][2] == "operations"
    assert len(package["hand_ins"]) == 5
    for kind in ("plan_entries", "needs", "attendees", "spot_checks", "paper_requests", "interviews"):
        assert len(package[kind]) == len(CASE[kind]), kind
    assert not package.get("final_words")
    for case in (package, CASE):
        assert all(each["note"] for each in case["zones"])
    assert _sources(package) == _sources(CASE)
    assert package["evaluation"]["station"] == "钟村街社工服务站"
    assert package["changes"]


def _sources(case: Record) -> set[tuple[str, str, str]]:
    """Where the amounts of each indicator come from, by indicator and zone."""
    labels = {each["id"]: each["label"] for each in case["indicators"]}
    zones = names(case, "zones")
    return {
        (labels[each["indicator_id"]], zones.get(each.get("zone_id") or "", ""), each["source"])
        for each in case["indicator_values"]
        if each.get("source")
    }


def _observations(case: Record) -> set[tuple[str, ...]]:
    """What was seen, by whom, where it belongs."""
    people, groups = names(case, "people"), names(case, "groups")
    fields = ("subject", "item", "tone", "lead", "text", "recommendation", "evidence")
    return {
        (
            groups.get(each.get("group_id", ""), ""),
            people[each["person_id"]],
            *(each.get(field) or "" for field in fields),
        )
        for each in case["observations"]
    }


def _answers(case: Record) -> set[tuple[str, ...]]:
    """What was answered to which item, by whom, in which review group, with which note."""
    people, groups = names(case, "people"), names(case, "groups")
    return {
        (
            each["item"],
            groups.get(each.get("group_id", ""), ""),
            people[each["person_id"]],
            json.dumps(each["answer"], sort_keys=True),
            each.get("note", ""),
        )
        for each in case["marks"]
    }
