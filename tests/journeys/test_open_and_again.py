"""What is not finished yet, what comes back, and what is refused: nothing is lost and nothing pretended."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QPlainTextEdit

from tests.journeys.case import SAMPLES, sample
from tests.journeys.conftest import Open
from tests.journeys.paper import pdf_text, sheets, squeezed
from tests.journeys.person import Person

STATION = "钟村街社工服务站"
SENTENCE = "运营管理：林若溪还有 2 项未作答，其中 1 项待议（O-11、O-12）。"


@pytest.mark.timeout(120)
def test_an_open_result_shows_bounds_and_leaves_only_as_a_draft(
    open_window: Open, chosen_file: Callable[[Path], None], tmp_path: Path
) -> None:
    person = open_window()
    _take_the_sample(person)
    person.go("visit")
    person.press(Qt.Key.Key_T)  # what was handed in is taken back before it is changed
    person.until(lambda: not person.is_shown("handedIn"), "taken back")
    person.press(Qt.Key.Key_Home)
    while not person.text("stopTitle").startswith("O-11"):
        person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_C, Qt.Key.Key_Down, Qt.Key.Key_F)
    assert person.text("stopState") == "待议"
    assert person.text("resultFigure") == "●●"  # the colleagues' marks could be told from it
    person.works("乔小满")
    person.until(lambda: person.text("resultFigure") == "●●.●●", "a hidden result")
    person.press(Qt.Key.Key_E, control=True)
    _shows_bounds(person)
    person.press(Qt.Key.Key_E, control=True)
    person.until(lambda: person.text("resultFigure") == "●●.●●", "a hidden result")
    person.go("scoring")
    _shows_bounds(person)
    floor, ceiling = person.rows("scoreTable")[-1][3].split("–")
    assert person.text("resultMore") == f"已得 {floor}，最高可达 {ceiling}"
    assert float(floor) < 87.11 < float(ceiling)
    person.go("report")
    person.sees("讨论稿：还缺 1 项", SENTENCE)
    _is_refused_as_final(person, chosen_file, tmp_path)
    _leaves_as_draft(person, chosen_file, tmp_path)
    _is_taken_back(person)


def _shows_bounds(person: Person) -> None:
    person.until(lambda: person.text("resultMore").startswith("已得 "), "bounds")
    assert "，最高可达 " in person.text("resultMore")
    assert not person.is_shown("resultFigure")
    assert "87.11" not in person.seen()


def _is_refused_as_final(person: Person, chosen_file: Callable[[Path], None], folder: Path) -> None:
    chosen_file(folder / "final.pdf")
    person.push("exportFinal")
    refused = person.find(QDialog, "notFinal")
    person.sees("还不能出正式稿", f"1. {SENTENCE}", within=refused)
    person.answer("notFinal")
    assert not (folder / "final.pdf").exists()


def _leaves_as_draft(person: Person, chosen_file: Callable[[Path], None], folder: Path) -> None:
    for button, name in (("exportDraft", "draft.pdf"), ("exportWorkbook", "draft.xlsx")):
        chosen_file(folder / name)
        person.push(button)
        person.sees(f"已导出：{folder / name}")
    text = pdf_text(folder / "draft.pdf")
    assert "讨论稿" in text
    assert squeezed(SENTENCE) in text
    assert "87.11" not in text
    book = sheets(folder / "draft.xlsx")
    assert SENTENCE in [row[1] for row in book["尚缺内容"]]
    assert [row[3] for row in book["评分表"] if row[0] == "总分"] == ["未定"]


def _is_taken_back(person: Person) -> None:
    """Both answers come back by undo, and with them the total."""
    person.works("林若溪")
    person.go("visit")
    person.press(Qt.Key.Key_Z, control=True)
    person.press(Qt.Key.Key_Z, control=True)
    person.until(lambda: person.text("openCount") == "✓ 全部已答", "all answered")
    person.works("乔小满")
    person.go("scoring")
    person.until(lambda: person.text("resultFigure") == "87.11", "87.11")


@pytest.mark.timeout(120)
def test_everything_is_there_again_after_closing(open_window: Open) -> None:
    person = open_window()
    _take_the_sample(person)
    person.works("乔小满", behalf="周明川")
    person.go("visit")
    before = _read_visit(person)
    person.go("scoring")
    scores = person.rows("scoreTable")
    person.leave()

    again = open_window()
    (row,) = again.rows("homeTable")
    assert (row[0], row[1], row[2], row[5], row[6]) == (STATION, "中期", "2024-01-16", "87.11", "良好")
    again.press(Qt.Key.Key_Return)
    again.until(lambda: again.is_shown("visitPage"), "the visit page")
    assert not again.all(QDialog)
    assert again.find(QAbstractButton, "workerButton").text() == "乔小满 · 工作人员\n代 周明川 录入"
    assert _read_visit(again) == before
    again.go("scoring")
    assert again.rows("scoreTable") == scores
    again.go("preparing")
    assert again.find(QLineEdit, "head_operator").text() == sample("zhongcun")["evaluation"]["operator"]


def _read_visit(person: Person) -> tuple[str, ...]:
    return tuple(
        person.text(name) for name in ("whoseMarks", "stopTitle", "stopState", "stopCount", "openCount")
    )


@pytest.mark.timeout(120)
def test_an_evaluation_is_deleted_and_brought_back(open_window: Open) -> None:
    person = open_window()
    _take_the_sample(person)
    person.go("home")
    person.push("homeDelete")
    person.sees(f"“{STATION}”将移到“已删除”，随时可以恢复。")
    person.answer("askDelete")
    person.sees(f"已删除“{STATION}”", "这里会列出每一次评估")
    assert not person.find(QAbstractButton, "nav_visit").isEnabled()
    person.push("homeWhich_4")
    person.until(lambda: [row[0] for row in person.rows("homeTable")] == [STATION], "the deleted one")
    person.push("homeBringBack")
    person.push("homeWhich_0")
    person.until(lambda: [row[5:7] for row in person.rows("homeTable")] == [["87.11", "良好"]], "it is back")
    person.push("homeOpen")
    person.until(lambda: person.is_shown("visitPage"), "the visit page")
    assert person.text("stationName") == STATION


@pytest.mark.timeout(120)
def test_a_faulty_file_is_refused_whole(
    open_window: Open, chosen_file: Callable[[Path], None], tmp_path: Path
) -> None:
    person = open_window()
    _take_the_sample(person)
    person.go("home")
    before = person.rows("homeTable")
    faulty: dict[str, Any] = json.loads((SAMPLES / "zhuguang.json").read_text(encoding="utf-8"))
    faulty["evaluation"]["colour"] = "red"
    faulty["figures"][0]["points"] = 51.98
    faulty["zones"][0]["group_id"] = "00000000-0000-4000-8000-000000000000"
    path = tmp_path / "faulty.json"
    path.write_text(json.dumps(faulty), encoding="utf-8")
    chosen_file(path)
    person.push("homeImport")
    said = person.find(QDialog, "importProblems")
    person.sees("文件有 3 处问题，没有导入任何内容。", within=said)
    lines = person.find(QPlainTextEdit, "importProblems_lines", within=said).toPlainText().splitlines()
    assert len(lines) == 3
    for place in ("evaluation.colour", "figures[0].points", "zones[0].group_id"):
        assert [line for line in lines if place in line], (place, lines)
    person.answer("importProblems")
    assert person.rows("homeTable") == before


@pytest.mark.timeout(120)
def test_a_file_that_is_there_already_becomes_a_copy(
    open_window: Open, chosen_file: Callable[[Path], None]
) -> None:
    person = open_window()
    _take_the_sample(person)
    person.go("home")
    chosen_file(SAMPLES / "zhongcun.json")
    for button, count in (("no", 1), ("yes", 2)):
        person.push("homeImport")
        asked = person.find(QDialog, "importPlan")
        person.sees("这次评估已经在这里。可以另存一份副本，原来的不受影响。", "导入为副本", within=asked)
        person.push(f"importPlan_{button}")
        if button == "yes":
            person.find(QDialog, "askWorker")
            person.answer("askWorker")
        else:
            person.see_off("importPlan")
        person.go("home")
        assert [row[5:7] for row in person.rows("homeTable")] == [["87.11", "良好"]] * count


def _take_the_sample(person: Person) -> None:
    """The first start offers the samples; whoever takes one is asked who works here."""
    person.push("homeSample_zhongcun")
    person.find(QDialog, "askWorker")
    person.answer("askWorker")
    person.until(
        lambda: person.find(QAbstractButton, "workerButton").text() == "林若溪 · 组长",
        "the first person works",
    )
