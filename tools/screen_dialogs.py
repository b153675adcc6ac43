"""The home page with its questions, and what stands over every page."""

from pathlib import Path
from typing import TYPE_CHECKING

from tools.screen_camera import PAGES, PREVIEW_S, Camera, after, the

if TYPE_CHECKING:
    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.shell import Shell


def home(camera: Camera, shell: "Shell", program: "Program") -> None:
    """The list with what is due, nothing found, several put away with the way back, and the assistant."""
    from datetime import UTC, datetime, timedelta

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTableView

    from sgz_desktop.domain.evaluation import Phase

    today = datetime.now(UTC).astimezone().date()
    for station, days in (("海珠区瑞宝街社工服务站", -4), ("南沙区大岗镇社工服务站", 5)):
        program.evaluations.create(
            station=station, phase=Phase.MIDTERM, visit_date=today + timedelta(days=days)
        )
    program.keeping.make()
    if shell.session is not None:
        shell.session.listed.emit()
    camera.settle(after(PREVIEW_S))
    camera.take(shell, "home_full")
    before = shell.session.evaluation_id if shell.session else None
    search = the(shell, QLineEdit, "homeSearch")
    search.setText("乌有街")
    camera.take(shell, "home_nothing_found")
    search.setText("")
    _not_imported(camera, shell, program)
    table = the(shell, QTableView, "homeTable")
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    camera.settle()
    asked = the(shell, QDialog, "askDelete")
    camera.take(asked, "dialog_askDelete")
    the(asked, QPushButton, "askDelete_yes").click()
    camera.settle(after(PREVIEW_S))
    camera.take(shell, "home_deleted")
    if shell.session is not None:
        shell.session.undo()
    if before is not None:
        shell.open_evaluation(before)
        shell.go("home")
    the(shell, QPushButton, "homeNew").click()
    camera.settle()
    new = the(shell, QDialog, "askNew")
    for number in (1, 2):
        the(new, QPushButton, f"askNew_step_{number}").click()
        camera.take(new, f"dialog_askNew_{number}")
    the(new, QPushButton, "askNew_how_1").click()
    camera.take(new, "dialog_askNew_like")
    new.reject()
    shell.notices.clear()


def _not_imported(camera: Camera, shell: "Shell", program: "Program") -> None:
    """A file that has gone, and one whose evaluation is not whole."""
    from unittest.mock import patch

    from PySide6.QtWidgets import QDialog, QPushButton

    from sgz_desktop.ui.dialogs import files

    path = program.folder / "云溪街社工服务站.json"
    for text, name in ((None, "home_error"), ('{"format": "sgz-evaluation", "version": 9}', "")):
        if text is not None:
            path.write_text(text, "utf-8")
        with patch.object(files, "choose_open_path", return_value=path):
            the(shell, QPushButton, "homeImport").click()
        camera.settle(lambda: not shell.jobs.running)
        camera.settle()
        if name:
            camera.take(shell, name)
            shell.notices.clear()
    asked = the(shell, QDialog, "importProblems")
    camera.take(asked, "dialog_importProblems")
    asked.reject()


def dialogs(camera: Camera, shell: "Shell") -> None:
    from PySide6.QtWidgets import QDialog, QPushButton

    for button, name in (("homeNew", "askNew"), ("homeBackups", "backups"), ("homeSamples", "samples")):
        the(shell, QPushButton, button).click()
        camera.settle()
        dialog = the(shell, QDialog, name)
        camera.take(dialog, f"dialog_{name}")
        dialog.reject()
    shell.ask_worker()
    camera.settle()
    asked = the(shell, QDialog, "askWorker")
    camera.take(asked, "dialog_askWorker")
    asked.reject()
    shell.notices.complain("磁盘已满，没有保存。文字留在原处，稍后会再试一次。", lambda: None)
    camera.take(shell, "notice")
    shell.notices.clear()


def over_all(camera: Camera, shell: "Shell") -> None:
    """What stands over every page; then pages in high contrast, and the largest text in a small window."""
    from PySide6.QtWidgets import QDialog

    from sgz_desktop.crash import Crash
    from sgz_desktop.ui.dialogs.crashed import Crashed, show_crash
    from sgz_desktop.ui.dialogs.look import AskLook
    from sgz_desktop.ui.manual import Manual
    from sgz_desktop.ui.palette import Palette
    from sgz_desktop.ui.theme import Appearance, TextSize
    from sgz_desktop.ui.tour import Tour

    shell.go("visit")
    for text, state in (("", "rest"), ("档案", "found"), ("乌有", "nothing")):
        shell.overlays.search()
        (palette,) = [each for each in shell.findChildren(Palette) if each.isVisible()]
        palette.field.setText(text)
        camera.take(shell, f"palette_{state}")
        palette.leave()
    shell.go("papers")
    camera.settle(after(PREVIEW_S))
    papers = the(shell, QDialog, "askPapers")
    camera.take(papers, "dialog_papers")
    papers.reject()
    shell.overlays.look()
    (look,) = shell.findChildren(AskLook)
    camera.take(look, "dialog_look")
    look.reject()
    show_crash(
        shell, Crash("刚才的操作没有完成（KeyError）。", "Traceback …\nKeyError: 'x'", Path("log.txt"))
    )
    (crashed,) = shell.findChildren(Crashed)
    camera.take(crashed, "dialog_crashed")
    crashed.reject()
    shell.overlays.keys()
    keys = the(shell, QDialog, "keys")
    camera.take(keys, "dialog_keys")
    keys.reject()
    shell.overlays.help()
    camera.settle(after(PREVIEW_S))
    manual = the(shell, Manual, "manual")
    camera.take(manual, "manual")
    manual.close()
    shell.overlays.tour()
    tour = the(shell, Tour, "tour")
    for number in (1, 2, 3):
        camera.settle(after(PREVIEW_S))
        camera.take(shell, f"tour_{number}")
        tour.turn(1)
    tour.end()
    camera.settle()
    worn, size = shell.theme.asked, shell.size()
    for appearance, text_size, name in (
        (Appearance.CONTRAST, TextSize.STANDARD, "contrast"),
        (worn, TextSize.LARGEST, "largest"),
    ):
        shell.theme.ask(appearance)
        shell.theme.ask_size(text_size)
        if text_size is TextSize.LARGEST:
            shell.resize(shell.theme.least(1040), 620)
        for page in ("home", *PAGES):
            shell.go(page)
            camera.settle(lambda: not shell.jobs.running)
            camera.take(shell, f"{page}_{name}")
    shell.theme.ask_size(TextSize.STANDARD)
    shell.resize(size)
    shell.go("home")
