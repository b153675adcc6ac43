"""The tables: taken in from a workbook, mended and added to by keys, seen on page, paper and in cells."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QListView, QTableView, QWidget

from tests.intake import stations
from tests.journeys.conftest import Open
from tests.journeys.entering import begin_evaluation
from tests.journeys.paper import pdf_text, sheets, squeezed
from tests.journeys.person import Person

_HEAD = {
    "station": "和安街社工服务站",
    "visit_date": "2024-01-16",
    "district": "甲区",
    "purchaser": "和安街道办事处",
    "operator": "和安社工服务中心",
    "supervisor": "甲区民政局",
    "assessor": "甲评估中心",
    "supervision_centre": "甲督导中心",
    "agreement_start": "2023-08-01",
    "agreement_end": "2024-07-31",
    "funds_yuan": "800000",
    "required_staff": "4",
}
_CASE = {"evaluation": _HEAD, "people": [{"name": "林若溪"}]}
_MONTHS = ("8月", "9月", "10月", "11月", "12月")
_WORKERS = (
    ("陈一", "助理社工师", "2023年8月1日", "√√√√√", ""),
    ("李二", "助理社工师", "2023年8月16日", "√√√√√", ""),
    ("王三", "中级社工师", "2023年8月1日", "√√√——", "2023年10月12日解除劳动合同"),
    ("张四", "非持证", "2023年8月1日", "√√√  ", ""),
)
# 5 + 4.5 + 2.5, and of the fourth 3 as the workbook has it, 5 once ticked, 4.5 as a person decided.
_FIGURES = {
    "attendance.required": "20",
    "attendance.actual": "16.5",
    "attendance.shortfall": "3.5",
    "attendance.certified_required": "10",
    "attendance.certified_actual": "12",
    "attendance.certified_surplus": "2",
    "attendance.retention": "25.00%",
}
_SENTENCES = (
    "社工应到岗20人次，实到岗16.5人次，缺少3.5人次",
    "社工站共有工作人员3名：社工专业人员2名",
    "社工应接受培训120学时，实际完成126学时，完成率为105%；接受督导18学时。",
    "全年预算为800000元，已执行400000元，预算执行率为50%；人员费用占支出的82.5%。",
    "共2人受访：满意度在95%及以上的1人，85%（含）至95%的0人，75%（含）至85%的1人。",
)
_PARAGRAPHS = 18
_REASON = "10月16日起请事假。"


@pytest.mark.timeout(60)
def test_the_tables_are_taken_in_mended_and_seen_everywhere(
    open_window: Open, chosen_file: Callable[[Path], None], tmp_path: Path
) -> None:
    person = open_window()
    begin_evaluation(person, _CASE)
    person.go("preparing")
    person.turn_to("preparingTabs", "基本信息")
    for field, day in (("period_start", "2023-08-01"), ("period_end", "2023-12-31")):
        person.fill(f"head_{field}", day)
    person.go("indicators")
    _take_in(person, chosen_file, tmp_path / "附件2.xlsx")
    _tick(person)
    _list_a_resource(person)
    _type_hours(person)
    _ask(person, chosen_file, tmp_path / "p.pdf")
    _account(person)
    _read_preview(person)
    _read_files(person, chosen_file, tmp_path)


def _take_in(person: Person, chosen_file: Callable[[Path], None], path: Path) -> None:
    """Annex 2 by the assistant; of the fourth worker the last two months are blank."""
    heads = ["序号", "姓名", "职位", "岗位资格证", "合同期限"]
    ticks = [f"2023年{month}{what}" for month in _MONTHS for what in ("人员到位", "社保购买", "工资发放")]
    lines = [
        [
            number,
            name,
            "社工",
            certificate,
            f"{start}至2024年7月31日",
            *(each for each in marks for _ in "123"),
            said,
        ]
        for number, (name, certificate, start, marks, said) in enumerate(_WORKERS, 1)
    ]
    path.write_bytes(stations.rows(["社工到岗情况统计表"], [*heads, *ticks, "备注"], *lines))
    chosen_file(path)
    person.press(Qt.Key.Key_2, alt=True)
    person.press(Qt.Key.Key_I, control=True)
    asked = person.meet("tableIntake")
    person.sees("附件2 社工到岗情况　表，第 3–6 行", within=asked)
    person.press(Qt.Key.Key_Return)
    person.sees("新增 22", within=asked)
    person.press(Qt.Key.Key_Return)
    person.see_off("tableIntake")
    person.sees("已读入“附件2.xlsx”，读入前的数据已备份。")
    assert [row[20] for row in person.rows("attendanceGrid")] == ["5", "4.5", "2.5", "12", "3", "3", "15"]


def _tick(person: Person) -> None:
    """The blank months ticked to the end of the period, a month decided otherwise, that undone and redone."""
    grid, of_fourth = person.find(QTableView, "attendanceGrid"), 4
    person.go_to_cell(grid, grid.model().index(of_fourth, 12))
    person.press(Qt.Key.Key_R)
    _counts(person, "17")
    person.go_to_cell(grid, grid.model().index(of_fourth, 11))
    person.press(Qt.Key.Key_O)
    asked = person.meet("attendanceOverride")
    person.write(_REASON)
    person.push("attendanceOverrideFigure_1", within=asked)
    person.answer("attendanceOverride")
    _counts(person, "16.5")
    person.press(Qt.Key.Key_Z, control=True)
    _counts(person, "17")
    person.press(Qt.Key.Key_Y, control=True)
    _counts(person, "16.5")
    for key, figure in _FIGURES.items():
        person.until(partial(_shows, person, key, figure), f"{key} {figure}")


def _counts(person: Person, months: str) -> None:
    person.until(lambda: person.rows("attendanceGrid")[-1][20] == months, f"{months} person-months")


def _shows(person: Person, key: str, figure: str) -> bool:
    return person.find(QWidget, f"attendanceFigure_{key}").accessibleName().endswith(f" {figure}")


def _list_a_resource(person: Person) -> None:
    person.press(Qt.Key.Key_3, alt=True)
    person.write("10月20日 街道商会 物资 中秋慰问品 1280.5元")
    person.press(Qt.Key.Key_Return)
    person.until(lambda: person.is_shown("resourceTable"), "a resource")
    assert person.rows("resourceTable")[0][:5] == ["2023-10-20", "街道商会", "物资", "中秋慰问品", "1,280.50"]
    person.sees("物资 1 项", "1,280.50 元")


def _type_hours(person: Person) -> None:
    person.press(Qt.Key.Key_4, alt=True)
    for hours in ("66", "18", "60"):
        person.write(hours)
        person.press(Qt.Key.Key_Tab)
    assert person.rows("trainingGrid")[-1] == ["126", "18"]
    person.sees("应训 120 学时 = 应到岗 20 人次 × 6 学时", "105.00%")


def _ask(person: Person, chosen_file: Callable[[Path], None], calls: Path) -> None:
    """A roster pasted, a name put right, all three drawn and printed; two answer and one is not reached."""
    person.press(Qt.Key.Key_5, alt=True)
    person.press(Qt.Key.Key_N)
    person.write("陈小明 13800001234 长者、李某 13800001235、王某")
    person.press(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_F2)
    person.write("珠")
    person.press(Qt.Key.Key_Return, Qt.Key.Key_D, Qt.Key.Key_P)
    asked = person.meet("askPapers")
    kinds = [each for each in person.all(QCheckBox, within=asked) if each.objectName().startswith("paper_")]
    assert [each.objectName() for each in kinds if each.isChecked()] == ["paper_call_sheet"]
    chosen_file(calls)
    person.push_letter("askPapers_yes", within=asked)
    person.see_off("askPapers")
    person.until(lambda: f"页：{calls}" in person.seen(), "a saved paper")
    assert [each for each in ("访问名单", "陈小明珠", "13800001235") if each not in pdf_text(calls)] == []
    for answer in ("96", "81.5"):
        person.write(answer)
        person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_L)
    person.write("三次无人接听")
    person.press(Qt.Key.Key_Return)
    person.sees("已访 2 / 3", "88.75%", "抽中的人都问过了。")
    told = [(row[1], row[5], row[6]) for row in person.rows("surveyTable")]
    assert told == [("陈＊＊＊", "已受访", "96%"), ("李＊", "已受访", "81.5%"), ("王＊", "联系不上", "")]
    assert "陈小明" not in person.seen()


def _account(person: Person) -> None:
    person.press(Qt.Key.Key_6, alt=True)
    person.write("社工站项目")
    person.press(Qt.Key.Key_Return)
    yuan = {"initial_budget": "80万", "budget": "80万", "spent": "40万", "staff_costs": "33万"}
    for field, amount in yuan.items():
        person.fill(f"fund_{field}", amount)
    person.press(Qt.Key.Key_Return)
    person.sees("82.50%", "否决条件的线是 80%，现为 82.50%，人员费用比线上多 10,000 元。")


def _read_preview(person: Person) -> None:
    """Paragraph by paragraph through the chapters that the tables feed."""
    person.go("report")
    person.until(lambda: person.is_shown("previewPages") and "页" in person.text("previewCount"), "a preview")
    chapters = person.find(QListView, "chapterList")
    names = [str(chapters.model().index(row, 0).data()) for row in range(chapters.model().rowCount())]
    (row,) = [row for row, name in enumerate(names) if name.endswith("社工站基本情况")]
    person.go_to_cell(chapters, chapters.model().index(row, 0))
    person.reach(person.find(QWidget, "previewPages"))
    printed = []
    for _ in range(_PARAGRAPHS):
        person.press(Qt.Key.Key_Down)
        printed += [each.text() for each in person.all(QLabel, "passagePrinted")]
    assert [each for each in _SENTENCES if each not in "".join(printed)] == []


def _read_files(person: Person, chosen_file: Callable[[Path], None], folder: Path) -> None:
    """The figures on paper and in cells, with the sources that the paper tells."""
    for button, name in (("exportDraft", "z.pdf"), ("exportWorkbook", "z.xlsx")):
        chosen_file(folder / name)
        person.push(button)
        person.sees(f"已导出：{folder / name}")
    text = pdf_text(folder / "z.pdf")
    noted = f"*张四（2023年10月）：原记录到位√、社保√、工资√→改定0.5人次，理由：{_REASON}"
    assert [
        each
        for each in (*_SENTENCES, noted, "稳岗率为25%", "合计（1项）1280.5")
        if squeezed(each) not in text
    ] == []
    assert "陈小明" not in text
    cells = [
        [each for each in line if each is not None]
        for sheet in sheets(folder / "z.xlsx").values()
        for line in sheet
    ]
    assert _line(cells, "社工有效人次总计（即持证社工及非持证社工有效人次总数）")[-2] == 16.5
    assert _line(cells, "持证社工有效人次小计")[-2] == 12
    assert _line(cells, "合计（1 项）") == ["合计（1 项）", 1280.5]
    assert _line(cells, "培训学时完成率（126÷120×100%）")[1] == 1.05


def _line(cells: list[list[object]], begins: str) -> list[object]:
    (found,) = [line for line in cells if line and line[0] == begins]
    return found
