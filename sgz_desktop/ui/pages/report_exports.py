"""The files that leave the program: report, workbook, data; each rendered in a job and written whole."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.result import Missing, Severity
from sgz_desktop.errors import SgzError
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.dialogs.confirm import Confirm
from sgz_desktop.ui.jobs import Jobs, Progress
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.pages.report_unhanded import HAND_IN, AskUnhanded
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import row

if TYPE_CHECKING:
    from sgz_desktop.services.exporting import Form


class Exports(QWidget):
    """A button a file. `leave` saves what is typed first, `gaps` tells how many places are not filled in."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        notices: NoticeBar,
        *,
        leave: Callable[[], bool],
        gaps: Callable[[], int],
    ) -> None:
        super().__init__()
        from sgz_desktop.services.exporting import Form

        self._session, self._jobs, self._notices = session, jobs, notices
        self._leave, self._gaps = leave, gaps
        buttons = (
            (self.tr("数据文件"), "exportPackage", self.export_package),
            (self.tr("工作簿"), "exportWorkbook", self.export_workbook),
            (self.tr("讨论稿 PDF"), "exportDraft", partial(self.export_pdf, Form.DRAFT)),
            (self.tr("导出正式稿 PDF"), "exportFinal", self.export_final),
        )
        found = []
        for text, name, run in buttons:
            button = KeyButton(text, name=name, primary=name == "exportFinal")
            button.clicked.connect(_without_state(run))
            found.append(button)
        self.setLayout(row(None, *found))

    def export_final(self) -> None:
        """Export the final report; while marks are not handed in only for a reason, which is kept."""
        from sgz_desktop.services.exporting import Form

        if not self._leave():
            return
        missing = self._session.program.results.missing(self._session.open_id)
        unhanded = [each for each in missing if each.code == HAND_IN]
        if unhanded and not any(each.severity is Severity.BLOCKS for each in missing):
            AskUnhanded(
                self.window(),
                unhanded,
                keep=self._keep_reason,
                agreed=partial(self.export_pdf, Form.FINAL),
            ).open()
        else:
            self.export_pdf(Form.FINAL)

    def _keep_reason(self, reason: str) -> str:
        """Write down among the evaluation's notes why nobody waited for the hand-in."""
        preparing = self._session.program.preparing
        said = self.tr("评分未全部提交即出正式稿，原因：{reason}").format(reason=reason)
        note = "\n".join(filter(None, (self._session.dossier.evaluation.note, said)))
        return self._session.write(
            self.tr("说明出正式稿的原因"), lambda each, who: preparing.set_head(each, {"note": note}, who)
        ).sentence

    def export_pdf(self, form: "Form") -> None:
        """Ask where, render in a job, write the file whole."""
        if not self._leave():
            return
        try:
            render = self._session.program.exporting.prepared_pdf(self._session.open_id, form=form)
        except SgzError as error:
            self._refuse(error)
            return

        def work(progress: Progress) -> bytes:
            # Runs in the job's thread: nothing here may touch a widget.
            found: bytes = render(lambda page: progress.say(f"第 {page} 页"), lambda: progress.is_stopped)
            return found

        gaps = self._gaps_said() if form.value == "final" else ""
        self._save(self.tr("导出 PDF"), "PDF (*.pdf)", ".pdf", work, gaps=gaps)

    def export_workbook(self) -> None:
        """Ask where, render in a job, write the file whole."""
        if not self._leave():
            return
        try:
            render = self._session.program.exporting.prepared_workbook(self._session.open_id)
        except SgzError as error:
            self._refuse(error)
            return
        self._save(self.tr("导出工作簿"), "Excel (*.xlsx)", ".xlsx", lambda _: render())

    def export_package(self) -> None:
        """Ask where, and write everything of the evaluation as one JSON file."""
        if not self._leave():
            return
        try:
            data = self._session.program.exporting.package(self._session.open_id)
        except SgzError as error:
            self._refuse(error)
            return
        self._save(self.tr("导出数据"), self.tr("数据文件 (*.json)"), ".json", lambda _: data)

    def _refuse(self, error: SgzError) -> None:
        missing: tuple[Missing, ...] = getattr(error, "missing", ())
        if not missing:
            self._notices.complain(str(error))
            return
        Confirm(
            self.window(),
            name="notFinal",
            title=self.tr("还不能出正式稿"),
            text=self.tr("还缺下面 {count} 项。可以先出讨论稿，缺的内容会列在稿子里。").format(
                count=len(missing)
            ),
            yes=self.tr("知道了"),
            lines=[f"{number}. {each.sentence}" for number, each in enumerate(missing, 1)],
        ).open()

    def _gaps_said(self) -> str:
        count = self._gaps()
        return self.tr("；稿里有 {count} 处没有填写").format(count=count) if count else ""

    def _save(
        self, title: str, pattern: str, suffix: str, work: Callable[[Progress], bytes], *, gaps: str = ""
    ) -> None:
        exporting = self._session.program.exporting
        stem = exporting.file_stem(self._session.open_id)
        path = files.choose_save_path(self, title, f"{stem}{suffix}", pattern)
        if path is None:
            return

        def whole(progress: Progress) -> Path:
            data = work(progress)
            progress.conclude(f"写入 {path.name}")
            exporting.save(path, data)
            return path

        said = self.tr("已导出：{path}{gaps}").format(path=path, gaps=gaps)
        self._jobs.start(
            title,
            whole,
            done=lambda _: self._notices.tell(said),
            failed=self._notices.complain,
            is_asked_for=True,
        )


def _without_state(run: Callable[[], None]) -> Callable[[], None]:
    """A slot that takes nothing of what the button says with its click."""

    def clicked() -> None:
        run()

    return clicked
