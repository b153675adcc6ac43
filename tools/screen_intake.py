"""A later workbook of the station in the assistant: what is found, pointed at by hand and would change."""

from typing import TYPE_CHECKING

from tools.screen_camera import Camera, the
from tools.screen_station import SUPPLEMENT
from tools.screen_workbook import write_supplement

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.shell import Shell

_HEAD_ROW = "2"


def intake(camera: Camera, shell: "Shell", program: "Program") -> None:
    """The assistant: what was found, a table pointed at by hand, what would change; a file that is none."""
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTableView

    from sgz_desktop.ui.tables.intake import TableIntake

    path = program.folder / SUPPLEMENT
    write_supplement(path)
    asked = assistant(camera, shell, path)
    camera.take(asked, "dialog_intake")
    annex = the(asked, QComboBox, "byHand_annex")
    annex.setCurrentIndex(annex.findText("附件3 服务资源整合"))
    the(asked, QComboBox, "byHand_sheet").setCurrentText("台账")
    add, head = the(asked, QPushButton, "byHand_add"), the(asked, QLineEdit, "byHand_head")
    add.click()
    camera.take(asked, "dialog_intake_by_hand_error")
    head.setText(_HEAD_ROW)
    add.click()
    preview = the(asked, QTableView, "tablePreview")
    for column, wanted in enumerate(("提供方", "内容", "日期")):
        preview.setCurrentIndex(preview.model().index(0, column))
        role = the(asked, QComboBox, "tableRole")
        role.setCurrentIndex(role.findText(wanted))
        role.activated.emit(role.currentIndex())
    camera.take(asked, "dialog_intake_by_hand")
    the(asked, QPushButton, "tableIntake_yes").click()
    camera.take(asked, "dialog_intake_plan")
    the(asked, QPushButton, "tableIntake_yes").click()
    camera.settle()
    camera.take(shell, "tables_read_in")
    old = program.folder / "云溪街社工站报表.xls"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024))
    shell.findChildren(TableIntake)[0].read(old)
    camera.settle(lambda: not shell.jobs.running)
    camera.take(shell, "tables_unreadable")
    shell.notices.clear()


def assistant(camera: Camera, shell: "Shell", path: "Path") -> "QDialog":
    """The assistant over a workbook, once that is read."""
    from PySide6.QtWidgets import QDialog

    from sgz_desktop.ui.tables.intake import TableIntake

    (intake,) = shell.findChildren(TableIntake)
    intake.read(path)

    def shown() -> list[QDialog]:
        return [each for each in shell.findChildren(QDialog, "tableIntake") if each.isVisible()]

    camera.settle(lambda: bool(shown()))
    (asked,) = shown()
    return asked
