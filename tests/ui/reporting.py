"""Somebody at the report page: looks at the preview, points at paragraphs, waits for pages."""

from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.ui.pages.report import ReportPage
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets.pages import PageView
from tests.ui.find import the


def pages_of(shell: Shell) -> PageView:
    """The preview's pages."""
    return the(shell, PageView, "previewPages")


def report_page(shell: Shell) -> ReportPage:
    """The page."""
    return the(shell, ReportPage, "reportPage")


def when_printed(qtbot: QtBot, shell: Shell) -> PageView:
    """Wait until the preview is there and no job runs."""
    pages = pages_of(shell)
    qtbot.waitUntil(lambda: pages.page_count > 0 and not shell.jobs.running, timeout=60_000)
    return pages


def point_at(shell: Shell, block_id: str) -> None:
    """Click a paragraph in the preview, brought into sight as with the wheel."""
    pages = pages_of(shell)
    pages.bring(block_id)
    where = pages.middle_of(block_id)
    inside = QPoint(round(where.x()), min(round(where.y()), pages.viewport().height() - 20))
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=inside)


def block_of(shell: Shell, ending: str) -> str:
    """The first block whose id ends so."""
    return next(each for each in pages_of(shell).block_ids if each.endswith(ending))


def observed(shell: Shell, number: int = 0) -> tuple[UUID, str]:
    """An observation that the report prints, and its block, counted in reading order."""
    known = {str(each.id): each.id for each in report_page(shell).session.dossier.observations}
    found = [(known[each[-36:]], each) for each in pages_of(shell).block_ids if each[-36:] in known]
    return found[number]


def cells(table: QTableView, column: int = 0) -> list[str]:
    """What a column of a table shows."""
    model = table.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def is_within(widget: QWidget, name: str) -> bool:
    """Whether a widget stands within the part of that name."""
    found: QWidget | None = widget
    while found is not None:
        if found.objectName() == name:
            return True
        found = found.parentWidget()
    return False
