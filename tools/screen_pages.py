"""What somebody opens on a page while working: an item, an observation, a draw, a proof, a source."""

from typing import TYPE_CHECKING

from tools.screen_camera import Camera, the

if TYPE_CHECKING:
    from sgz_desktop.ui.shell import Shell

_ITEMS = ("O-01", "O-05", "O-08", "O-10", "O-13", "M-05")
"""One item of each judging rule."""


def sources(camera: Camera, shell: "Shell", state: str) -> None:
    """What stands beside the preview for one paragraph of each kind."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTabBar

    from sgz_desktop.ui.pages.report_sources import SourcePanel
    from sgz_desktop.ui.widgets.pages import PageView

    the(shell, QTabBar, "reportTabs").setCurrentIndex(0)
    pages = the(shell, PageView, "previewPages")
    beside = the(shell, SourcePanel, "sourcePanel")
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_Home)
    seen: set[str] = set()
    for _ in pages.block_ids:
        QTest.keyClick(pages, Qt.Key.Key_Down)
        kind = beside.origin.kind if beside.origin is not None else ""
        if kind not in seen:
            camera.take(shell, f"source_{kind}_{state}")
        seen.add(kind)
    QTest.keyClick(pages, Qt.Key.Key_Escape)


def items(camera: Camera, shell: "Shell") -> None:
    """One item of each judging rule, an observation being written, and those that hang on no item."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QListView

    shell.go("visit")
    stops = the(shell, QListView, "stopList")
    for row in range(stops.model().rowCount()):
        index = stops.model().index(row, 0)
        code = str(index.data()).split()[0]
        if code in _ITEMS:
            stops.setCurrentIndex(index)
            camera.take(shell, f"item_{code}")
    QTest.keyClick(stops, Qt.Key.Key_Minus)
    camera.take(shell, "observation_new")
    stops.setFocus()
    QTest.keyClick(stops, Qt.Key.Key_O)
    camera.take(shell, "others")
    places = the(shell, QListView, "placeList")
    places.setCurrentIndex(places.model().index(1, 0))
    places.setFocus()
    QTest.keyClick(places, Qt.Key.Key_Plus)
    camera.take(shell, "others_new")
    QTest.keyClick(places, Qt.Key.Key_O)
    _ways(camera, shell)


def _ways(camera: Camera, shell: "Shell") -> None:
    """The walk by method and by review group, marks taken back, one too high, and a quick note."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QLineEdit, QListView

    stops = the(shell, QListView, "stopList")
    for key, name in ((Qt.Key.Key_W, "by_method"), (Qt.Key.Key_W, "by_group"), (Qt.Key.Key_T, "taken_back")):
        stops.setFocus()
        QTest.keyClick(stops, key)
        camera.take(shell, f"visit_{name}")
    mark = the(shell, QLineEdit, "answerField")
    kept = mark.text()
    for text, picture in (("9", "visit_error"), (kept, "")):
        mark.setFocus()
        mark.setText(text)
        QTest.keyClick(mark, Qt.Key.Key_Return)
        if picture:
            camera.take(shell, picture)
    stops.setFocus()
    for key in (Qt.Key.Key_T, Qt.Key.Key_W):
        QTest.keyClick(stops, key)
    shell.go("note")
    camera.settle()
    note = the(shell, QDialog, "quickNote")
    camera.take(note, "dialog_note")
    note.reject()


def day(camera: Camera, shell: "Shell") -> None:
    """A draw before it is entered, what was drawn, and the feedback as it fills the screen."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTableView

    shell.go("day", "spot_check")
    table = the(shell, QTableView, "checkTable")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_R)
    asked = the(shell, QDialog, "askDraw")
    for name, text in (("draw_population", "60"), ("draw_count", "3")):
        QTest.keyClicks(the(asked, QLineEdit, name), text)
    camera.take(asked, "dialog_askDraw")
    asked.accept()
    shell.go("day", "feedback")
    the(shell, QPushButton, "feedbackShow").click()
    camera.settle()
    shown = the(shell, QDialog, "presentation")
    shown.resize(shell.size())
    camera.take(shown, "presentation")
    shown.close()


def board(camera: Camera, shell: "Shell") -> None:
    """One observation being edited, several chosen, where to move them, and a new one."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDialog, QTableView

    shell.go("observations")
    view = the(shell, QTableView, "boardView")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    camera.take(shell, "board_one")
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    camera.take(shell, "board_several")
    QTest.keyClick(view, Qt.Key.Key_M)
    camera.settle()
    asked = the(shell, QDialog, "boardMoveTo")
    camera.take(asked, "board_move")
    asked.reject()
    QTest.keyClick(view, Qt.Key.Key_N)
    camera.take(shell, "board_new")
    QTest.keyClick(view, Qt.Key.Key_Escape)


def deliberation(camera: Camera, shell: "Shell") -> None:
    """An answer that waits for its reason, who handed in when, and a figure's proof with its way back."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPushButton, QTabBar, QTableView

    shell.go("scoring")
    tabs = the(shell, QTabBar, "scoringTabs")
    tabs.setCurrentIndex(1)
    questions = the(shell, QTableView, "questionTable")
    questions.setFocus()
    QTest.keyClick(questions, Qt.Key.Key_N)
    story = the(shell, QPushButton, "handInStory")
    story.click()
    camera.take(shell, "deliberation_draft")
    story.click()
    the(shell, QPushButton, "finalWithdraw").click()
    tabs.setCurrentIndex(0)
    scores = the(shell, QTableView, "scoreTable")
    scores.setFocus()
    QTest.keyClick(scores, Qt.Key.Key_Return)
    camera.take(shell, "proof_of_figure")
    tabs.setCurrentIndex(0)
