"""The tables of an evaluation while they are full: each tab and its parts, refusals, a workbook coming in."""

from typing import TYPE_CHECKING

from tools.screen_camera import PREVIEW_S, Camera, after, the
from tools.screen_intake import assistant, intake
from tools.screen_station import SUPPLEMENT, ask_people, full_station
from tools.screen_workbook import write_supplement

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.shell import Shell

_TABS = ("indicators", "attendance", "resources", "training", "survey", "funds")


def tables(camera: Camera, shell: "Shell", program: "Program") -> None:
    """All six tables of a station, then its later workbook in the assistant."""
    before = shell.session.evaluation_id if shell.session else None
    station = full_station(program)
    shell.open_evaluation(station)
    shell.go("indicators")
    turn(camera, shell, "indicators")
    camera.take(shell, "tables_indicators")
    shown_as(camera, shell, "indicatorView", "chart")
    _take_chart(camera, shell, "tables_indicators_chart")
    shown_as(camera, shell, "indicatorView", "grid")
    _attendance(camera, shell)
    _ledger(camera, shell, "resources", "resource", "resource_value_yuan")
    _training(camera, shell)
    _survey(camera, shell, program)
    _ledger(camera, shell, "funds", "fund", "fund_spent")
    _loud_and_large(camera, shell)
    turn(camera, shell, "resources")
    intake(camera, shell, program)
    if before is not None:
        shell.open_evaluation(before)


def show_tables(camera: Camera, shell: "Shell", program: "Program") -> None:
    """The tables that the manual shows, each by the name of its part, and the assistant over a workbook."""
    from PySide6.QtWidgets import QTableView

    from sgz_desktop.services.tables.hours import Spread

    station = full_station(program)
    ask_people(program, station)
    shell.open_evaluation(station)
    shell.go("indicators")
    for tab, name, place in (
        ("attendance", "attendanceGrid", (9, 27)),
        ("resources", "resourceTable", (2, 0)),
        ("training", "trainingGrid", (2, 0)),
        ("survey", "surveyTable", (19, 0)),
        ("funds", "fundTable", (6, 0)),
    ):
        turn(camera, shell, tab)
        if tab == "training":
            shown_as(camera, shell, "trainingSpread", Spread.PERIOD)
        _stand_on(the(shell, QTableView, name), *place)
        camera.take(shell, tab)
    path = program.folder / SUPPLEMENT
    write_supplement(path)
    asked = assistant(camera, shell, path)
    camera.take(asked, "intake")
    asked.reject()


def turn(camera: Camera, shell: "Shell", name: str) -> None:
    """Show the tab of a table."""
    from PySide6.QtWidgets import QTabBar

    the(shell, QTabBar, "tableTabs").setCurrentIndex(_TABS.index(name))
    camera.settle(after(PREVIEW_S / 4))  # figures above a roster follow once nobody types


def shown_as(camera: Camera, shell: "Shell", name: str, value: object) -> None:
    """Choose one of the ways in which a table is shown."""
    from sgz_desktop.ui.widgets.buttons import Segments

    views = the(shell, Segments, name)
    views.choose(value)
    views.chosen.emit(value)
    camera.settle(lambda: not shell.jobs.running)
    camera.settle(after(PREVIEW_S / 4))


def _take_chart(camera: Camera, shell: "Shell", name: str) -> None:
    """A picture once the chart is drawn, which it is beside the window."""
    camera.settle(after(PREVIEW_S))
    camera.settle(lambda: not shell.jobs.running)
    camera.take(shell, name)


def _attendance(camera: Camera, shell: "Shell") -> None:
    """Months that want a look, an overridden one asked about, people with a date refused, the chart."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QTableView

    from sgz_desktop.services.tables.attendance_grid import Part

    turn(camera, shell, "attendance")
    view = the(shell, QTableView, "attendanceGrid")
    _stand_on(view, 3, 35)
    camera.take(shell, "tables_attendance_months")
    QTest.keyClick(view, Qt.Key.Key_O)
    camera.settle()
    asked = the(shell, QDialog, "attendanceOverride")
    camera.take(asked, "dialog_override")
    the(asked, QPlainTextEdit, "attendanceOverrideReason").clear()
    the(asked, QPushButton, "attendanceOverride_yes").click()
    camera.take(asked, "dialog_override_error")
    asked.reject()
    shown_as(camera, shell, "attendanceView", Part.PEOPLE)
    _stand_on(view, 9, 6)
    camera.take(shell, "tables_attendance_people")
    _type_into_cell(camera, view, "2024年13月")
    camera.take(shell, "tables_attendance_error")
    _stand_on(view, 9, 6)
    _type_into_cell(camera, view, "2024-08-31")
    shown_as(camera, shell, "attendanceView", "chart")
    _take_chart(camera, shell, "tables_attendance_chart")
    shown_as(camera, shell, "attendanceView", Part.MONTHS)


def _ledger(camera: Camera, shell: "Shell", tab: str, name: str, field: str) -> None:
    """One line being looked at, and a sum of money that is none."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QTableView

    turn(camera, shell, tab)
    table = the(shell, QTableView, f"{name}Table")
    table.setFocus()
    table.setCurrentIndex(table.model().index(6, 0))
    camera.take(shell, f"tables_{tab}")
    line = the(shell, QLineEdit, field)
    kept = line.text()
    for text in ("约五千", kept):
        line.setFocus()
        line.setText(text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        if text != kept:
            camera.take(shell, f"tables_{tab}_error")
    table.setFocus()
    camera.settle()


def _training(camera: Camera, shell: "Shell") -> None:
    """Hours of the whole period and by month, and hours that are no number."""
    from PySide6.QtWidgets import QTableView

    from sgz_desktop.services.tables.hours import Spread

    turn(camera, shell, "training")
    view = the(shell, QTableView, "trainingGrid")
    for spread in (Spread.MONTHS, Spread.PERIOD):
        shown_as(camera, shell, "trainingSpread", spread)
        _stand_on(view, 2, 0)
        camera.take(shell, f"tables_training_{spread}")
    kept = str(view.currentIndex().data())
    _type_into_cell(camera, view, "许多")
    camera.take(shell, "tables_training_error")
    _stand_on(view, 2, 0)
    _type_into_cell(camera, view, kept)


def _stand_on(view: "QTableView", row: int, column: int) -> None:
    """Make a cell the current one, in sight."""
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, column))
    view.scrollTo(view.currentIndex())


def _type_into_cell(camera: Camera, view: "QTableView", text: str) -> None:
    """Type over the current cell and press Enter."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    QTest.keyClick(view, Qt.Key.Key_F2)
    camera.settle()
    (editor,) = [each for each in view.viewport().findChildren(QLineEdit) if each.isVisible()]
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    camera.settle()


def _survey(camera: Camera, shell: "Shell", program: "Program") -> None:
    """Before the draw; somebody asked, masked and shown; a figure and a replacement refused; the roster."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QTableView

    turn(camera, shell, "survey")
    camera.take(shell, "tables_survey_draw")
    count = the(shell, QLineEdit, "surveyCount")
    count.setText("四十")
    table = the(shell, QTableView, "surveyTable")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_D)
    camera.take(shell, "tables_survey_draw_error")
    count.setText("")
    if shell.session is None:
        return
    shell.session.heard(ask_people(program, shell.session.open_id))
    camera.settle()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    camera.take(shell, "tables_survey")
    QTest.keyClick(table, Qt.Key.Key_V)
    camera.take(shell, "tables_survey_revealed")
    QTest.keyClick(table, Qt.Key.Key_V)
    QTest.keyClick(table, Qt.Key.Key_R)
    camera.take(shell, "tables_survey_reason")
    table.setFocus()
    answer = the(shell, QLineEdit, "surveyAnswer")
    for text in ("120", ""):
        answer.setFocus()
        answer.setText(text)
        QTest.keyClick(answer, Qt.Key.Key_Return)
        if text:
            camera.take(shell, "tables_survey_error")
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    camera.take(shell, "tables_survey_replaced")
    QTest.keyClick(table, Qt.Key.Key_G)
    camera.take(shell, "tables_survey_roster")
    QTest.keyClick(table, Qt.Key.Key_G)
    camera.settle()


def _loud_and_large(camera: Camera, shell: "Shell") -> None:
    """Each table in high contrast, and in the largest text in a small window."""
    from sgz_desktop.ui.theme import Appearance, TextSize

    worn, size = shell.theme.asked, shell.size()
    for appearance, text_size, name in (
        (Appearance.CONTRAST, TextSize.STANDARD, "contrast"),
        (worn, TextSize.LARGEST, "largest"),
    ):
        shell.theme.ask(appearance)
        shell.theme.ask_size(text_size)
        if text_size is TextSize.LARGEST:
            shell.resize(shell.theme.least(1040), 620)
        for tab in _TABS:
            turn(camera, shell, tab)
            camera.take(shell, f"tables_{tab}_{name}")
    shell.theme.ask_size(TextSize.STANDARD)
    shell.resize(size)
