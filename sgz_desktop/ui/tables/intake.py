"""A station's workbook in: the file asked for, read beside the window, shown and corrected, then taken in."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.session import Session

if TYPE_CHECKING:
    from sgz_desktop.services.changes import Changes, Worker
    from sgz_desktop.services.tables.importing import Opened, TablesPlan


class TableIntake(QObject):
    """Leads through taking a workbook in; nothing is written before the person has seen what would change."""

    def __init__(self, page: QWidget, session: Session, jobs: Jobs, notices: NoticeBar) -> None:
        super().__init__(page)
        self._page, self._session, self._jobs, self._notices = page, session, jobs, notices
        self._is_busy = False
        self._reads = 0

    def ask(self) -> None:
        """Ask for a workbook."""
        from sgz_desktop.ui.dialogs import files

        path = files.choose_open_path(
            self._page, self.tr("从工作簿读入表格"), self.tr("Excel 工作簿 (*.xlsx)")
        )
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a workbook beside the window, then show what was found in it."""
        if self._is_busy:
            return
        tables, evaluation_id = self._session.program.tables_in, self._session.open_id
        self._is_busy = True
        self._reads += 1
        self._notices.look()

        def done(opened: "Opened") -> None:
            self._is_busy = False
            if self._session.evaluation_id == evaluation_id:
                self._show(opened)

        def failed(sentence: str) -> None:
            self._is_busy = False
            self._complain(sentence, lambda: self.read(path))

        text = self.tr("读取 {file}").format(file=path.name)
        self._jobs.start(text, lambda _: tables.open(path), done=done, failed=failed, is_asked_for=True)

    def _show(self, opened: "Opened") -> None:
        from sgz_desktop.ui.tables.assistant import Assistant

        if not any(each.rows for each in opened.workbook.sheets):
            sentence = self.tr("“{file}”里没有任何内容，没有可以读入的表格。")
            self._complain(sentence.format(file=opened.path.name), None)
            return
        Assistant(
            self._page.window(), self._session.program, self._session.open_id, opened, take=self._take
        ).open()

    def _complain(self, sentence: str, retry: Callable[[], None] | None) -> None:
        """Say what is wrong with a file, until another one is read."""
        reads = self._reads
        self._notices.complain(sentence, retry, is_there=lambda: reads == self._reads)

    def _take(self, plan: "TablesPlan") -> str:
        """Write the plan as one step of undo; the sentence that refuses it, or ""."""
        program, file = self._session.program, plan.file
        outcome = self._session.write(
            self.tr("读入 {file}").format(file=file), _applying(program.tables_in.apply, plan), quiet=True
        )
        if outcome.is_done:
            said = self.tr("已读入“{file}”，读入前的数据已备份。").format(file=file)
            self._notices.tell(said, offer=(self.tr("撤销"), self._session.undo))
        return outcome.sentence


def _applying(apply: Callable[..., "Changes"], plan: "TablesPlan") -> Callable[[UUID, "Worker"], "Changes"]:
    return lambda evaluation_id, worker: apply(evaluation_id, plan, worker=worker)
