"""Working papers: ticked in a dialog, counted, saved as PDF, sent to a printer."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from sgz_desktop.services.program import Program
from sgz_desktop.ui import printing
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.dialogs.papers import AskPapers
from sgz_desktop.ui.papers import Papers
from sgz_desktop.ui.printing import NotPrinted, print_pdf
from sgz_desktop.ui.shell import Shell
from tests.exports import readback
from tests.ui.find import click, text_of, the, type_into

Open = Callable[[UUID, str], Shell]


def ticked(asked: AskPapers) -> list[str]:
    return [
        each.objectName().removeprefix("paper_")
        for each in asked.findChildren(QCheckBox)
        if each.isChecked() and each.objectName().startswith("paper_")
    ]


def asked_for(qtbot: QtBot, shell: Shell, target: str | None) -> AskPapers:
    shell.go("papers", target)
    asked = shell.findChildren(AskPapers)[-1]
    qtbot.waitUntil(lambda: text_of(asked, "papersPages").startswith("共"), timeout=30_000)
    return asked


def test_papers_are_ticked_counted_and_saved(
    qtbot: QtBot, opened: Open, zhongcun: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = opened(zhongcun, "day")
    asked = asked_for(qtbot, shell, "feedback")
    assert ticked(asked) == ["feedback"]
    for box in asked.findChildren(QCheckBox):
        is_paper = box.objectName().startswith("paper_")
        assert box.isEnabled() is (is_paper and box.objectName() != "paper_call_sheet"), "nobody is drawn"
    the(asked, QCheckBox, "paper_feedback").setChecked(False)
    yes = the(asked, QPushButton, "askPapers_yes")
    assert (yes.isEnabled(), text_of(asked, "papersPages")) == (False, "还没有选择。")
    the(asked, QCheckBox, "paper_sign_in").setChecked(True)
    the(asked, QCheckBox, "paper_declaration").setChecked(True)
    click(asked, "papersNobody")
    assert (yes.isEnabled(), text_of(asked, "papersPages")) == (False, "还没有选择给谁打印。")
    click(asked, "papersEverybody")
    assert yes.isEnabled()
    tops = sorted(box.y() for box in asked.findChildren(QCheckBox) if box.objectName().startswith("paper_"))
    assert len({below - above for above, below in pairwise(tops)}) == 1
    type_into(the(asked, QLineEdit, "paperRows_sign_in"), "400")
    click(asked, "askPapers_yes")
    assert text_of(asked, "askPapers_error") == "空行数应在 0 至 200 之间。"
    type_into(the(asked, QLineEdit, "paperRows_sign_in"), "60")
    qtbot.waitUntil(lambda: text_of(asked, "papersPages") == "共 10 页（A4）", timeout=30_000)
    monkeypatch.setattr(files, "choose_save_path", lambda *_: None)
    click(asked, "askPapers_yes")
    assert asked.isVisible()
    path = tmp_path / "用表.pdf"
    suggested: list[str] = []

    def choose(_parent: object, _title: str, name: str, _pattern: str) -> Path:
        suggested.append(name)
        return path

    monkeypatch.setattr(files, "choose_save_path", choose)
    with qtbot.waitSignal(shell.jobs.idle, timeout=60_000):
        click(asked, "askPapers_yes")
    qtbot.waitUntil(lambda: "已保存现场用表 10 页" in shell.notices.sentence)
    assert suggested[0].endswith("现场用表.pdf")
    assert len(readback.sizes(path.read_bytes())) == 10
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    click(shell, "noticeOffer")
    assert shown[0].toLocalFile() == str(tmp_path)
    shell.notices.tell("好")
    assert not the(shell, QPushButton, "noticeOffer").isVisible()


def test_an_expert_s_sheet_is_ticked_for_them_alone_and_printed(
    qtbot: QtBot,
    opened: Open,
    program: Program,
    zhongcun: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shell = opened(zhongcun, "scoring")
    expert = program.evaluations.dossier(zhongcun).people[0].id
    asked = asked_for(qtbot, shell, f"mark_sheet:{expert}")
    assert ticked(asked) == ["mark_sheet"]
    assert the(asked, QCheckBox, f"paperFor_{expert}").isChecked()
    assert asked.wanted.people == (expert,)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sent.pdf"))
    printer.setFullPage(True)
    printer.setFromTo(1, 2)
    monkeypatch.setattr(printing, "ask_printer", lambda _parent, _pages, *, chosen: chosen(printer))
    click(asked, "askPapers_print")
    qtbot.waitUntil(lambda: shell.notices.sentence == "已送去打印 2 页。", timeout=60_000)
    assert readback.sizes((tmp_path / "sent.pdf").read_bytes()) == [(842, 595)] * 2


def test_without_an_evaluation_nothing_is_printed(shell: Shell, fresh: UUID) -> None:
    assert shell.session is not None
    Papers(shell, shell.session, shell.jobs, shell.notices).ask()
    assert shell.findChildren(AskPapers) == []
    assert shell.notices.sentence == "先打开一份评估，才能打印现场用表。"


@pytest.mark.no_qt_log  # Qt warns of what cannot be written before we tell it
def test_a_printer_that_takes_nothing_is_told_and_a_stop_ends_the_print(
    program: Program, fresh: UUID, tmp_path: Path
) -> None:
    raw = program.papers.pdf(fresh, ["interview"])
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "a.pdf"))
    with pytest.raises(NotPrinted, match="打印机没有响应"):
        print_pdf(raw, printer, said=lambda _: None, stopped=lambda: False)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    assert print_pdf(raw, printer, said=lambda _: None, stopped=lambda: True) == 0
    assert print_pdf(b"", printer, said=lambda _: None, stopped=lambda: False) == 0
