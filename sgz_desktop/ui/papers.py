"""Working papers of the day, from whatever page: chosen in a dialog, saved as PDF or sent to a printer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.services.paper_kinds import CALL_SHEET, FEEDBACK, MARK_SHEET, TITLES, PaperKind
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.dialogs.papers import AskPapers, Wanted
from sgz_desktop.ui.jobs import Jobs, Progress
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import flush_all

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from sgz_desktop.services.papers import Render, Rendered

_COUNT_AFTER_MS = 250


class Papers:
    """Asks for papers over a window (Ctrl+P)."""

    def __init__(self, window: QWidget, session: Session, jobs: Jobs, notices: NoticeBar) -> None:
        self._window, self._session, self._jobs, self._notices = window, session, jobs, notices
        self._asked: AskPapers | None = None
        self._round = 0
        self._waiting = QTimer(window)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_COUNT_AFTER_MS)
        self._waiting.timeout.connect(self._count)

    def ask(self, target: object = None) -> None:
        """Open the dialog; a target such as "sign_in" or "mark_sheet:<person>" is ticked beforehand."""
        if self._session.evaluation_id is None:
            self._notices.complain(tr("先打开一份评估，才能打印现场用表。"))
            return
        if self._asked is not None:
            self._asked.activateWindow()
            return
        flush_all(self._window)
        kinds = self._session.program.papers.kinds(self._session.open_id, self._session.worker)
        code, only = _read(target)
        people = [(each.id, each.name) for each in self._session.dossier.people]
        asked = AskPapers(
            self._window,
            kinds,
            people,
            ticked=[code] if code in TITLES else _usual(kinds),
            only=only if any(only == each for each, _ in people) else None,
            save=self._save,
            send=self._send,
        )
        self._asked = asked
        asked.altered.connect(self._await_count)
        asked.finished.connect(self._forget)
        asked.open()
        self._await_count()

    def _forget(self) -> None:
        self._asked = None
        self._round += 1
        self._waiting.stop()

    def _await_count(self) -> None:
        self._round += 1
        self._waiting.start()

    def _count(self) -> None:
        """Count the pages by making them, beside the window: how many there are is only known then."""
        asked = self._asked
        if asked is None:
            return
        try:
            wanted = asked.wanted
            render = self._prepared(wanted) if wanted.codes else None
        except SgzError as error:
            asked.show_pages("" if isinstance(error, Refused) else str(error))
            return
        if render is None:
            asked.show_pages(tr("还没有选择。"))
            return
        asked.show_pages(tr("正在计算页数…"))
        now, make = self._round, render
        self._jobs.start(
            tr("计算页数"),
            lambda progress: make(lambda _page: None, lambda: progress.is_stopped).pages,
            done=lambda pages: self._tell_pages(now, tr("共 {count} 页（A4）").format(count=pages)),
            failed=lambda sentence: self._tell_pages(now, sentence),
        )

    def _tell_pages(self, asked_in: int, text: str) -> None:
        if self._asked is not None and asked_in == self._round:
            self._asked.show_pages(text)

    def _prepared(self, wanted: Wanted) -> "Render":
        return self._session.program.papers.prepared(
            self._session.open_id,
            wanted.codes,
            people=wanted.people,
            rows=wanted.rows,
            viewer=self._session.worker,
        )

    def _save(self, wanted: Wanted) -> str:
        """Ask where, and write the file in a job; the sentence that refuses it."""
        papers, exporting = self._session.program.papers, self._session.program.exporting
        try:
            render = self._prepared(wanted)
        except SgzError as error:
            return str(error)
        stem = papers.file_stem(self._session.open_id, wanted.codes)
        path = files.choose_save_path(self._parent, tr("保存现场用表"), f"{stem}.pdf", "PDF (*.pdf)")
        if path is None:
            return ""

        def whole(progress: Progress) -> int:
            # Runs in the job's thread: nothing here may touch a widget.
            made = _made(render, progress)
            progress.conclude(f"写入 {path.name}")
            exporting.save(path, made.data)
            return made.pages

        self._close()
        self._jobs.start(
            tr("保存现场用表"),
            whole,
            done=lambda pages: self._tell_saved(path, pages),
            failed=self._notices.complain,
            is_asked_for=True,
        )
        return ""

    def _tell_saved(self, path: Path, pages: int) -> None:
        said = tr("已保存现场用表 {count} 页：{path}").format(count=pages, path=path)
        self._notices.tell(said, offer=(tr("打开所在文件夹"), lambda: open_folder(path)))

    def _send(self, wanted: Wanted) -> str:
        """Make the pages in a job, then ask for a printer; the sentence that refuses it."""
        try:
            render = self._prepared(wanted)
        except SgzError as error:
            return str(error)
        self._close()
        self._jobs.start(
            tr("准备打印"),
            lambda progress: _made(render, progress),
            done=self._ask_printer,
            failed=self._notices.complain,
            is_asked_for=True,
        )
        return ""

    def _ask_printer(self, made: "Rendered") -> None:
        # The printing library takes its time; whoever does not print needs none of it.
        from sgz_desktop.ui import printing

        printing.ask_printer(self._window, made.pages, chosen=lambda printer: self._print(made.data, printer))

    def _print(self, data: bytes, printer: "QPrinter") -> None:
        from sgz_desktop.ui.printing import prepare, print_pdf

        prepare()
        self._jobs.start(
            tr("打印现场用表"),
            lambda progress: print_pdf(
                data,
                printer,
                said=lambda page: progress.say(f"打印第 {page} 页"),
                stopped=lambda: progress.is_stopped,
            ),
            done=lambda count: self._notices.tell(tr("已送去打印 {count} 页。").format(count=count)),
            failed=self._notices.complain,
            is_asked_for=True,
        )

    @property
    def _parent(self) -> QWidget:
        return self._asked or self._window

    def _close(self) -> None:
        if self._asked is not None:
            self._asked.accept()


def open_folder(path: Path) -> None:
    """Show the folder of a file in the machine's own program for that."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _made(render: "Callable[..., Rendered]", progress: Progress) -> "Rendered":
    return render(lambda page: progress.say(f"第 {page} 页"), lambda: progress.is_stopped)


def _usual(kinds: Sequence[PaperKind]) -> list[str]:
    """What the day needs: all blank papers. The feedback and the marks come at its end.

    Names and numbers of served people are printed only where somebody asks for them.
    """
    return [each.code for each in kinds if each.code not in (CALL_SHEET, FEEDBACK, MARK_SHEET)]


def _read(target: object) -> tuple[str, UUID | None]:
    """The paper that a page asks for, and whose."""
    code, _, person = str(target or "").partition(":")
    try:
        return code, UUID(person) if person else None
    except ValueError:
        return code, None
