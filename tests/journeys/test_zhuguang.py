"""珠光街, whose parties gave bare totals: 94.98 优秀, from a file and by hand, to paper and workbook."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit

from tests.journeys.anywhere import print_paper, search
from tests.journeys.case import SAMPLES, sample
from tests.journeys.conftest import Open
from tests.journeys.day import (
    before_leaving,
    check_records,
    enter_plan,
    file_note,
    give_feedback,
    interview,
    note_quickly,
    observe_check,
    sign_in,
)
from tests.journeys.entering import (
    begin_evaluation,
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

CASE = sample("zhuguang")
NOTED = "墙上的服务时间与门口公示的不一致。"
RESULT = ("94.98", "优秀")


@pytest.mark.timeout(120)
def test_zhuguang_is_imported_changed_and_exported(
    open_window: Open, chosen_file: Callable[[Path], None], tmp_path: Path
) -> None:
    person = open_window()
    chosen_file(SAMPLES / "zhuguang.json")
    person.push("homeImport")
    plan = person.find(QDialog, "importPlan")
    listed = person.find(QPlainTextEdit, "importPlan_lines", within=plan).toPlainText()
    assert "广州市珠光街社工服务站，2025-01-07" in listed
    assert "观察 42 条" in listed
    person.push("importPlan_yes")
    person.find(QDialog, "askWorker")
    person.answer("askWorker")
    person.go("scoring")
    assert _result(person) == RESULT
    table = {row[0]: row[3] for row in person.rows("scoreTable")}
    assert table == {
        "第三方评估": "51.98",
        "督导中心": "13.00",
        "购买方": "20.00",
        "监督方": "10.00",
        "总分": "94.98",
    }
    _change_undo_redo(person)
    _export(person, chosen_file, tmp_path)
    text = pdf_text(tmp_path / "z.pdf")
    for each in CASE["observations"][:8]:
        assert squeezed(each["text"]) in text
    person.go("home")
    (row,) = person.rows("homeTable")
    assert (row[0], row[5], row[6]) == ("广州市珠光街社工服务站", *RESULT)


def _change_undo_redo(person: Person) -> None:
    person.turn_to("scoringTabs", "录入得分")
    person.fill("figure_supervision_centre", "12.5")
    person.press(Qt.Key.Key_Return)
    person.until(lambda: _result(person) == ("94.48", "优秀"), "94.48")
    person.turn_to("scoringTabs", "得分")
    for key, total in ((Qt.Key.Key_Z, "94.98"), (Qt.Key.Key_Y, "94.48"), (Qt.Key.Key_Z, "94.98")):
        person.press(key, control=True)
        person.says("resultFigure", total)
    person.turn_to("scoringTabs", "录入得分")
    assert person.find(QLineEdit, "figure_supervision_centre").text() == "13"


@pytest.mark.timeout(120)
def test_a_whole_day_in_zhuguang_is_entered_by_hand(
    open_window: Open, chosen_file: Callable[[Path], None], tmp_path: Path
) -> None:
    person = open_window()
    begin_evaluation(person, CASE)
    enter_head(person, CASE)
    person.choose("head_house_style", "广州市社会工作协会体例")
    enter_people(person, CASE)
    enter_places(person, CASE)
    enter_quantities(person, CASE)
    enter_needs(person, CASE)
    enter_indicators(person, CASE)
    _attend(person, chosen_file, tmp_path)
    person.go("scoring")
    person.choose("basis", "四方得分")
    enter_figures(person, CASE["figures"])
    assert _result(person) == ("94.98", "暂 优秀")
    person.sees("6 项未核，等级为暂定：优秀，除非否决成立。")
    enter_vetoes(person, CASE["veto_findings"])
    person.sees("没有否决条件成立。", "再少 20 人次才触及红线")
    assert _result(person) == RESULT
    person.go("report")
    person.sees("可出正式稿，1 处没填写", "报告里还没填写")
    chosen_file(tmp_path / "gaps.pdf")
    person.push("exportFinal")
    person.sees(f"已导出：{tmp_path / 'gaps.pdf'}；稿里有 1 处没有填写")
    texts = {each["code"]: each["text"] for each in CASE["report_texts"]}
    enter_texts(person, {code: text for code, text in texts.items() if not code.startswith("passage.")})
    _export(person, chosen_file, tmp_path)


def _attend(person: Person, chosen_file: Callable[[Path], None], folder: Path) -> None:
    """The day: nothing is marked, but everything else is written down."""
    enter_plan(person, CASE)
    sign_in(person, CASE)
    note_quickly(person, NOTED)
    check_records(person, CASE)
    observe_check(person, CASE["spot_checks"][1]["found"])
    interview(person, CASE)
    file_note(person, NOTED, home="服务质量 · 一片区")
    search(person, NOTED[:8])
    person.until(lambda: person.is_shown("boardPage"), "the board")
    assert person.find(QPlainTextEdit, "boardText").toPlainText() == NOTED
    found = [each["found"] for each in CASE["spot_checks"]]
    print_paper(person, "spot_check", chosen_file, folder / "p.pdf", says=("抽查表", *found))
    give_feedback(person, CASE)
    assert before_leaving(person) == "现场的都齐了"


def _export(person: Person, chosen_file: Callable[[Path], None], folder: Path) -> None:
    person.go("report")
    person.sees("✓ 可以出正式稿")
    for button, name in (("exportFinal", "z.pdf"), ("exportWorkbook", "z.xlsx")):
        chosen_file(folder / name)
        person.push(button)
        person.sees(f"已导出：{folder / name}")
    text = pdf_text(folder / "z.pdf")
    assert text.startswith("广州市珠光街社工服务站中期评估报告")
    assert "总得分：94.98分，等级：优秀" in text
    assert "讨论稿" not in text
    rows = {row[0]: row for row in sheets(folder / "z.xlsx")["评分表"]}
    shown = {name: float(row[3]) for name, row in rows.items() if name in ("第三方评估", "购买方", "总分")}
    assert shown == {"第三方评估": 51.98, "购买方": 20, "总分": 94.98}
    assert rows["总分"][2] == "优秀"


def _result(person: Person) -> tuple[str, str]:
    return person.text("resultFigure"), person.text("resultGrade")
