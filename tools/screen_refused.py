"""What cannot be kept, one picture a page or part that has a field."""

from typing import TYPE_CHECKING

from tools.screen_camera import PREVIEW_S, Camera, after, the

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

    from sgz_desktop.ui.shell import Shell

_BENEATH = 80
"""Pixels beneath a field in which what is wrong with it is said."""
_TOO_LONG = "站内资料齐全。" * 4_000
_OF_PARTS = (
    ("preparing", 4, "need_title", ""),
    ("day", 0, "plan_ends_at", "08:00"),
    ("day", 1, "attendee_signed_in_at", "九点"),
    ("day", 2, "check_number", ""),
    ("day", 3, "paper_due_on", "下周"),
    ("day", 4, "talk_people", "几"),
    ("day", 5, "dayText_feedback.objections", _TOO_LONG),
    ("scoring", 1, "finalReason", _TOO_LONG),
    ("scoring", 2, "figure_purchaser", "21"),
    ("report", 1, "text_foreword", _TOO_LONG),
)
"""Page, part, the first field of that name there, and what it does not keep."""


def refuse(camera: Camera, shell: "Shell") -> None:
    """One picture of each of what cannot be kept; each field has its text back afterwards."""
    for take in (_refuse_in_parts, _refuse_observation, _refuse_indicator, _refuse_report):
        take(camera, shell)
        camera.settle(lambda: not shell.jobs.running)


def _refuse_in_parts(camera: Camera, shell: "Shell") -> None:
    from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QTabBar

    for page, part, name, text in _OF_PARTS:
        shell.go(page)
        tabs = the(shell, QTabBar, f"{page}Tabs")
        tabs.setCurrentIndex(part)
        camera.settle()
        for view in shell.findChildren(QAbstractItemView):
            if view.isVisible() and not view.currentIndex().isValid():
                view.setCurrentIndex(view.model().index(0, 0))
        camera.settle()
        lines, texts = shell.findChildren(QLineEdit, name), shell.findChildren(QPlainTextEdit, name)
        several: list[QLineEdit | QPlainTextEdit] = [*lines, *texts]
        field = next((each for each in several if each.isVisible() and each.isEnabled()), None)
        if field is not None:
            _try_text(camera, shell, field, text, f"{page}{part}_error")
        tabs.setCurrentIndex(0)


def _refuse_observation(camera: Camera, shell: "Shell") -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QTableView

    shell.go("observations")
    view = the(shell, QTableView, "boardView")
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down):
        view.setFocus()
        QTest.keyClick(view, key)
    camera.settle()
    _try_text(camera, shell, the(shell, QPlainTextEdit, "boardText"), _TOO_LONG, "observations_error")
    view.setFocus()
    camera.settle()
    search = the(shell, QLineEdit, "boardSearch")
    search.setText("乌有街")
    camera.take(shell, "observations_nothing_found")
    the(shell, QPushButton, "boardShowAll").click()
    camera.settle()


def _refuse_indicator(camera: Camera, shell: "Shell") -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QTableView

    from sgz_desktop.ui.widgets.buttons import Segments

    shell.activateWindow()
    shell.go("indicators", "indicators")
    camera.settle()
    view = the(shell, QTableView, "indicatorZones")
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 2))
    QTest.keyClicks(view, "1")
    editor = the(shell, QLineEdit, "cellEditor")
    editor.setText("许多")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    camera.take(shell, "indicators_error")
    QTest.keyClick(view, Qt.Key.Key_Delete)
    camera.settle()
    QTest.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    views = the(shell, Segments, "indicatorView")
    for way in ("chart", "grid"):
        views.choose(way)
        views.chosen.emit(way)
        if way == "chart":
            camera.settle(after(PREVIEW_S))
            camera.settle(lambda: not shell.jobs.running)
            camera.take(shell, "indicators_chart")


def _refuse_report(camera: Camera, shell: "Shell") -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTabBar

    from sgz_desktop.ui.widgets.pages import PageView

    shell.go("report")
    the(shell, QTabBar, "reportTabs").setCurrentIndex(0)
    camera.settle(after(PREVIEW_S))
    pages = the(shell, PageView, "previewPages")
    camera.settle(lambda: pages.page_count > 0 and not shell.jobs.running)
    pages.setFocus()
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_Down):
        QTest.keyClick(pages, key)
        camera.settle()
    field = the(shell, QPlainTextEdit, "passageTemplate")
    field.setFocus()
    field.setPlainText("看一看。\n{{ 没有 }}")
    camera.settle(after(PREVIEW_S))
    pages.setFocus()
    camera.take(shell, "report0_error")
    the(shell, QPushButton, "passageBack").click()
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_Escape)


def _try_text(
    camera: Camera, shell: "Shell", field: "QLineEdit | QPlainTextEdit", text: str, picture: str
) -> None:
    """Leave a field with a text that is refused, take the picture, and enter what was there."""
    from PySide6.QtWidgets import QLineEdit

    kept = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    for entered, name in ((text, picture), (kept, "")):
        shell.activateWindow()  # a question that was closed before keeps the window from the focus
        field.setFocus()
        camera.settle(field.hasFocus)
        if isinstance(field, QLineEdit):
            field.setText(entered)
        else:
            field.setPlainText(entered)
        field.clearFocus()
        if name:
            _scroll_to(camera, field)
            camera.take(shell, name)
    camera.settle()


def _scroll_to(camera: Camera, field: "QWidget") -> None:
    """Bring a field into sight with what is said beneath it."""
    from PySide6.QtWidgets import QScrollArea

    above = field.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    inside = above.widget() if isinstance(above, QScrollArea) else None
    if isinstance(above, QScrollArea) and inside is not None:
        camera.settle()
        end = field.mapTo(inside, field.rect().bottomLeft())
        above.ensureVisible(end.x(), end.y(), 0, _BENEATH)
