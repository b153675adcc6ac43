"""States of whole pages: nothing filled in yet, refused in the preparation, written by two people at once."""

from datetime import date
from typing import TYPE_CHECKING

from tools.screen_camera import PAGES, PREVIEW_S, Camera, after, parts_of, the

if TYPE_CHECKING:
    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.shell import Shell


def begun_empty(camera: Camera, shell: "Shell", program: "Program") -> None:
    """The pages that follow the visit while there is nothing on them."""

    from PySide6.QtWidgets import QDialog

    from sgz_desktop.domain.evaluation import Phase

    before = shell.session.evaluation_id if shell.session else None
    shell.open_evaluation(
        program.evaluations.create(
            station="白云区云桥街社工站", phase=Phase.MIDTERM, visit_date=date(2025, 3, 4)
        )
    )
    the(shell, QDialog, "askWorker").reject()
    for page in PAGES[2:]:
        shell.go(page)
        for part in parts_of(shell):
            camera.settle(after(PREVIEW_S) if page == "report" else lambda: not shell.jobs.running)
            camera.take(shell, f"{page}{part}_empty")
    if before is not None:
        shell.open_evaluation(before)


def preparing(camera: Camera, shell: "Shell", program: "Program") -> None:
    """Nothing filled in yet; what cannot be kept; a conflict declared by somebody who has work assigned."""

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QTabBar

    from sgz_desktop.domain.evaluation import Phase

    def part(number: int) -> None:
        bars = [each for each in shell.findChildren(QTabBar, "preparingTabs") if each.isVisible()]
        bars[0].setCurrentIndex(number)

    made = program.evaluations.create(
        station="白云区云边街社工站", phase=Phase.MIDTERM, visit_date=date(2025, 3, 4)
    )
    before = shell.session.evaluation_id if shell.session else None
    shell.open_evaluation(made)
    shell.go("preparing")
    asked = the(shell, QDialog, "askWorker")
    camera.take(asked, "dialog_askWorker_nobody")
    asked.reject()
    for number in range(5):
        part(number)
        camera.take(shell, f"preparing{number}_empty")
    shell.go("visit")
    camera.take(shell, "visit_empty")
    if before is not None:
        shell.open_evaluation(before)
    shell.go("preparing")
    part(0)
    ends = the(shell, QLineEdit, "head_agreement_end")
    kept = ends.text()
    for text, picture in (("2000-01-01", "preparing0_error"), (kept, "")):
        ends.setFocus()
        ends.setText(text)
        QTest.keyClick(ends, Qt.Key.Key_Return)
        if picture:
            camera.take(shell, picture)
    part(1)
    camera.settle()
    conflict = shell.findChildren(QComboBox, "person_conflict")[0]
    conflict.setFocus()
    QTest.keyClick(conflict, Qt.Key.Key_End)
    camera.take(shell, "preparing1_error")
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Escape)
    camera.settle()
    for number, name, text in ((2, "zone_name", ""), (3, "quantity_staff.total", "二十一人")):
        part(number)
        field = shell.findChildren(QLineEdit, name)[0]
        kept = field.text()
        for each, picture in ((text, f"preparing{number}_error"), (kept, "")):
            field.setFocus()
            field.setText(each)
            QTest.keyClick(field, Qt.Key.Key_Return)
            if picture:
                camera.take(shell, picture)


def contested(camera: Camera, shell: "Shell", program: "Program") -> None:
    """Two people wrote one field without seeing one another: the header says so, the dialog decides."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTabBar

    from sgz_desktop.services.changes import NOBODY
    from sgz_desktop.wiring import open_program

    if shell.session is None or not shell.go("preparing"):
        return
    (tabs,) = [each for each in shell.findChildren(QTabBar, "preparingTabs") if each.isVisible()]
    tabs.setCurrentIndex(0)
    camera.settle()
    address = the(shell, QLineEdit, "head_address")
    evaluation_id = shell.session.open_id
    other = open_program(program.folder)
    other.evaluations.dossier(evaluation_id)
    address.setFocus()
    address.setText("番禺区钟村街人民路 78 号")
    other.preparing.set_head(evaluation_id, {"address": "番禺区钟村街市广路 12 号"}, NOBODY)
    other.close()
    QTest.keyClick(address, Qt.Key.Key_Return)
    button = the(shell, QPushButton, "contests")
    camera.settle(button.isVisible)
    camera.take(shell, "contested")
    button.click()
    camera.settle()
    asked = the(shell, QDialog, "askContests")
    camera.take(asked, "dialog_contests")
    asked.reject()
    camera.settle()
