"""报告: what is missing, the texts, the preview, the files."""

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, compose, press, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]


def test_what_is_missing_leads_to_where_it_is_mended(qtbot: QtBot, opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "report")
    assert "还缺" in text_of(shell, "reportReady")
    click(shell, "missing_head.visit_date")
    assert the(shell, QLineEdit, "head_visit_date").hasFocus()
    shell.go("report")
    click(shell, "missing_component.operations.marks")
    assert text_of(shell, "stopTitle").startswith("O-01")
    shell.go("report")
    click(shell, "missing_veto.rectification")
    assert the(shell, QComboBox, "veto_rectification_choose").hasFocus()
    shell.go("report")
    click(shell, "missing_party.purchaser")
    assert the(shell, QLineEdit, "figure_purchaser").hasFocus()
    shell.go("report")
    click(shell, "missing_text.conclusion")
    assert the(shell, QPlainTextEdit, "text_conclusion").hasFocus()


def test_nothing_missing_is_said(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    qtbot.waitUntil(lambda: "什么都不缺" in words_on(shell))
    assert text_of(shell, "reportReady") == "✓ 可以出正式稿"


def test_gaps_are_a_group_of_their_own_and_let_the_final_report_out(
    qtbot: QtBot,
    opened: Open,
    program: Program,
    zhongcun: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program.preparing.set_head(zhongcun, {"purchaser": ""}, NOBODY)
    program.preparing.set_text(zhongcun, "conclusion", "", NOBODY)
    shell = opened(zhongcun, "report")
    qtbot.waitUntil(lambda: "报告里还没填写" in words_on(shell))
    assert "必须补上" not in words_on(shell)
    assert text_of(shell, "reportReady") == "可出正式稿，2 处没填写"
    signs = {
        name: the(shell, QPushButton, f"nav_{name}").accessibleName() for name in ("preparing", "report")
    }
    assert signs == {"preparing": "评前准备 报告缺 1", "report": "报告 缺 2"}
    path = tmp_path / "终.pdf"
    monkeypatch.setattr(files, "choose_save_path", lambda *_: path)
    with qtbot.waitSignal(shell.jobs.idle, timeout=60_000):
        click(shell, "exportFinal")
    qtbot.waitUntil(lambda: "稿里有 2 处没有填写" in shell.notices.sentence)
    assert path.read_bytes().startswith(b"%PDF")
    click(shell, "missing_head.purchaser")
    assert the(shell, QLineEdit, "head_purchaser").hasFocus()
    type_into(the(shell, QLineEdit, "head_purchaser"), "钟村街道办事处")
    shell.go("report")
    assert text_of(shell, "reportReady") == "可出正式稿，1 处没填写"


def test_texts_save_themselves(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "report")
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    type_into(the(shell, QPlainTextEdit, "text_profile"), "位于云边街。")
    conclusion = the(shell, QPlainTextEdit, "text_conclusion")
    conclusion.setFocus()
    compose(conclusion, "总体良好。")
    assert shell.go("home")
    known = program.evaluations.dossier(fresh).text_by_code
    assert (known["profile"], known["conclusion"]) == ("位于云边街。", "总体良好。")


def test_the_texts_of_the_style_come_first_and_the_others_are_folded_away(
    opened: Open, program: Program, zhuguang: UUID
) -> None:
    shell = opened(zhuguang, "report")
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    assert the(shell, QPlainTextEdit, "text_main_problem").isVisible()
    folded = the(shell, QPlainTextEdit, "text_feedback.attendees")
    assert not folded.isVisible()
    fold = the(shell, QPushButton, "textsFold")
    assert fold.text() == "▸ 其他文字 10 项，本体例不印"
    click(shell, "textsFold")
    assert folded.isVisible()
    type_into(folded, "全体社工")
    shell.go("home")
    shell.go("report")
    assert fold.text() == "▾ 其他文字 10 项，本体例不印，其中 1 项写了内容"
    click(shell, "textsFold")
    assert not folded.isVisible()
    assert program.evaluations.dossier(zhuguang).text_by_code["feedback.attendees"] == "全体社工"


def test_another_style_brings_its_own_texts_forward(
    opened: Open, program: Program, zhongcun: UUID, zhuguang: UUID
) -> None:
    shell = opened(zhuguang, "report")
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    assert not the(shell, QPlainTextEdit, "text_foreword").isVisible()
    shell.open_evaluation(zhongcun)
    shell.go("report")
    assert the(shell, QPlainTextEdit, "text_foreword").isVisible()
    assert not the(shell, QPlainTextEdit, "text_main_problem").isVisible()
    the(shell, QPlainTextEdit, "text_foreword").setFocus()
    press(Qt.Key.Key_Tab)
    assert the(shell, QPlainTextEdit, "text_profile").hasFocus()


def test_each_party_s_answer_has_a_field(opened: Open, program: Program, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    for party in ("supervisor", "purchaser", "supervision_centre", "operator", "station"):
        type_into(the(shell, QPlainTextEdit, f"text_feedback.draft.{party}"), f"{party}的答复")
    assert shell.go("home")
    known = program.evaluations.dossier(zhongcun).text_by_code
    assert known["feedback.draft.station"] == "station的答复"
    assert known["feedback.draft.supervision_centre"] == "supervision_centre的答复"


@pytest.mark.parametrize(
    ("button", "name", "begins"),
    [
        ("exportFinal", "终.pdf", b"%PDF"),
        ("exportDraft", "稿.pdf", b"%PDF"),
        ("exportWorkbook", "表.xlsx", b"PK"),
        ("exportPackage", "数据.json", b"{"),
    ],
)
def test_files_leave_whole(
    qtbot: QtBot,
    opened: Open,
    zhongcun: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
    name: str,
    begins: bytes,
) -> None:
    shell = opened(zhongcun, "report")
    path = tmp_path / name
    monkeypatch.setattr(files, "choose_save_path", lambda *_: path)
    with qtbot.waitSignal(shell.jobs.idle, timeout=60_000):
        click(shell, button)
    assert path.read_bytes().startswith(begins)
    assert name in shell.notices.sentence


def test_a_final_report_is_refused_with_the_list(
    opened: Open, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = opened(fresh, "report")
    monkeypatch.setattr(files, "choose_save_path", lambda *_: pytest.fail("asked for a path"))
    click(shell, "exportFinal")
    dialog = the(shell, QDialog, "notFinal")
    assert "林专家还有 24 项未作答" in the(dialog, QPlainTextEdit, "notFinal_lines").toPlainText()
    click(dialog, "notFinal_yes")


def test_marks_not_handed_in_ask_for_a_reason_before_the_final_report(
    qtbot: QtBot,
    opened: Open,
    program: Program,
    zhongcun: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = program.evaluations.dossier(zhongcun).marks[0].person_id
    program.deliberating.take_back(zhongcun, person, NOBODY)
    shell = opened(zhongcun, "report")
    qtbot.waitUntil(lambda: text_of(shell, "reportReady") == "1 名评委没有提交评分")
    path = tmp_path / "终.pdf"
    monkeypatch.setattr(files, "choose_save_path", lambda *_: path)
    click(shell, "exportFinal")
    asked = the(shell, QDialog, "askUnhanded")
    assert "还没有提交评分" in text_of(asked, "askUnhanded_who")
    click(asked, "askUnhanded_yes")
    assert text_of(asked, "askUnhanded_error") == "请写明不等提交就出正式稿的原因。"
    type_into(the(asked, QLineEdit, "askUnhanded_reason"), "出差未归，电话确认")
    with qtbot.waitSignal(shell.jobs.idle, timeout=60_000):
        click(asked, "askUnhanded_yes")
    assert path.read_bytes().startswith(b"%PDF")
    note = program.evaluations.dossier(zhongcun).evaluation.note
    assert note.endswith("评分未全部提交即出正式稿，原因：出差未归，电话确认")


def test_a_file_that_cannot_be_written_is_said(
    qtbot: QtBot, opened: Open, zhongcun: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = opened(zhongcun, "report")
    monkeypatch.setattr(files, "choose_save_path", lambda *_: tmp_path / "no" / "where" / "x.xlsx")
    with qtbot.waitSignal(shell.jobs.idle, timeout=60_000):
        click(shell, "exportWorkbook")
    assert shell.notices.sentence
    monkeypatch.setattr(files, "choose_save_path", lambda *_: None)
    click(shell, "exportWorkbook")
    assert shell.jobs.running == ()


def test_the_package_holds_everything(
    qtbot: QtBot,
    opened: Open,
    program: Program,
    zhongcun: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shell = opened(zhongcun, "report")
    path = tmp_path / "a.json"
    monkeypatch.setattr(files, "choose_save_path", lambda *_: path)
    with qtbot.waitSignal(shell.jobs.idle, timeout=60_000):
        click(shell, "exportPackage")
    assert json.loads(path.read_bytes())["evaluation"]["id"] == str(zhongcun)
