"""What cannot be kept, one picture a page."""

from typing import TYPE_CHECKING

from tools.screen_camera import PREVIEW_S, Camera, after, the

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from sgz_desktop.ui.shell import Shell

_TOO_LONG = "站内资料齐全。" * 4_000


def refuse(camera: Camera, shell: "Shell") -> None:
    """One picture a page of what cannot be kept; each field has its text back afterwards."""
    for take in (_refuse_day, _refuse_observation, _refuse_indicator, _refuse_score, _refuse_report):
        take(camera, shell)
        camera.settle(lambda: not shell.jobs.running)


def _refuse_day(camera: Camera, shell: "Shell") -> None:
    from PySide6.QtWidgets import QLineEdit

    shell.go("day", "plan")
    camera.settle()
    _try_line(camera, shell, the(shell, QLineEdit, "plan_ends_at"), "08:00", "day0_error")


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
    field = the(shell, QPlainTextEdit, "boardText")
    kept = field.toPlainText()
    field.setFocus()
    field.setPlainText(_TOO_LONG)
    view.setFocus()
    camera.take(shell, "observations_error")
    field.setFocus()
    field.setPlainText(kept)
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
    shell.go("indicators")
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


def _refuse_score(camera: Camera, shell: "Shell") -> None:
    from PySide6.QtWidgets import QLineEdit, QTabBar

    shell.go("scoring")
    tabs = the(shell, QTabBar, "scoringTabs")
    tabs.setCurrentIndex(2)
    camera.settle()
    _try_line(camera, shell, the(shell, QLineEdit, "figure_purchaser"), "21", "scoring2_error")
    tabs.setCurrentIndex(0)


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


def _try_line(camera: Camera, shell: "Shell", field: "QObject", text: str, picture: str) -> None:
    """Enter a text that is refused, take the picture, and enter what was there."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit

    assert isinstance(field, QLineEdit)
    kept = field.text()
    for entered, name in ((text, picture), (kept, "")):
        field.setFocus()
        field.setText(entered)
        QTest.keyClick(field, Qt.Key.Key_Return)
        if name:
            camera.take(shell, name)
    camera.settle()
