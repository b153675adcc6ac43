"""报告: what is still missing, the report's own texts, a preview, and the files that leave the program."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sgz_desktop.domain.result import Missing, Severity
from sgz_desktop.errors import SgzError
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.dialogs.confirm import Confirm
from sgz_desktop.ui.jobs import Job, Jobs, Progress
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.report_missing import MissingPanel
from sgz_desktop.ui.pages.report_texts import TextsPanel
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Chip, label, row, upright

if TYPE_CHECKING:
    from sgz_desktop.services.exporting import Form
    from sgz_desktop.ui.widgets.preview import Preview

_SIDE = 360


class ReportPage(Page):
    """Missing at the left; texts and preview at the right; exports above."""

    def __init__(self, session: Session, jobs: Jobs, notices: NoticeBar) -> None:
        super().__init__(session, name="reportPage")
        self._jobs, self._notices = jobs, notices
        self._rendering: Job | None = None
        self._gaps = 0
        self._preview: Preview | None = None
        self._missing = MissingPanel()
        self._missing.chosen.connect(self._jump)
        self._texts = TextsPanel(session)
        self._tabs = QTabBar()
        self._tabs.setObjectName("reportTabs")
        self._tabs.setAccessibleName(self.tr("报告页的部分"))
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.addTab(self.tr("文字"))
        self._tabs.addTab(self.tr("预览"))
        self._views = QStackedWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._texts)
        self._views.addWidget(area)
        self._page_of_preview = QWidget()
        QVBoxLayout(self._page_of_preview).setContentsMargins(0, 0, 0, 0)
        self._views.addWidget(self._page_of_preview)
        self._tabs.currentChanged.connect(self._turn)
        self._make_buttons()
        self._lay_out()
        self.setFocusProxy(self._tabs)

    def begin_anew(self) -> None:
        self._texts.begin_anew()
        if self._preview is not None:
            self._preview.show_nothing("")

    def redraw(self) -> None:
        missing = self.session.program.results.missing(self.session.open_id)
        self._missing.show_missing(missing)
        blocking, self._gaps = (
            sum(each.severity is severity for each in missing) for severity in (Severity.BLOCKS, Severity.GAP)
        )
        if blocking:
            self._ready.say(self.tr("讨论稿：还缺 {count} 项").format(count=blocking), "warn")
        elif self._gaps:
            said = self.tr("可出正式稿，{count} 处没填写")
            self._ready.say(said.format(count=self._gaps), "warn")
        else:
            self._ready.say(self.tr("✓ 可以出正式稿"), "good")
        self._texts.redraw()
        if self._views.currentWidget() is self._page_of_preview:
            self._render_preview()

    def _jump(self, missing: Missing) -> None:
        if missing.page == "report":
            self._tabs.setCurrentIndex(0)
            self._texts.point_at(missing.code.removeprefix("text."))
        else:
            self.wanted.emit(missing.page, missing)

    def _turn(self, number: int) -> None:
        self.leave()
        self._views.setCurrentIndex(number)
        if self._views.currentWidget() is self._page_of_preview:
            self._render_preview()

    def _render_preview(self) -> None:
        if self._preview is None:
            from sgz_desktop.ui.widgets.preview import Preview

            self._preview = Preview()
            layout = self._page_of_preview.layout()
            assert layout is not None
            layout.addWidget(self._preview)
        if self._rendering is not None:
            self._rendering.stop()
        from sgz_desktop.services.exporting import Form

        work = self._prepared_pdf(Form.AS_IT_IS)
        if work is not None:
            self._rendering = self._jobs.start(
                self.tr("排版预览"), work, done=self._preview.show_pdf, failed=self._preview.show_nothing
            )

    def _prepared_pdf(self, form: "Form") -> Callable[[Progress], bytes] | None:
        try:
            render = self.session.program.exporting.prepared_pdf(self.session.open_id, form=form)
        except SgzError as error:
            self._refuse(error)
            return None

        def work(progress: Progress) -> bytes:
            # Runs in the job's thread: nothing here may touch a widget.
            found: bytes = render(lambda page: progress.say(f"第 {page} 页"), lambda: progress.is_stopped)
            return found

        return work

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

    def export_pdf(self, form: "Form") -> None:
        """Ask where, render in a job, write the file whole."""
        if not self.leave():
            return
        work = self._prepared_pdf(form)
        if work is not None:
            gaps = self._gaps_said() if form.value == "final" else ""
            self._save(self.tr("导出 PDF"), "PDF (*.pdf)", ".pdf", work, gaps=gaps)

    def export_workbook(self) -> None:
        """Ask where, render in a job, write the file whole."""
        if not self.leave():
            return
        try:
            render = self.session.program.exporting.prepared_workbook(self.session.open_id)
        except SgzError as error:
            self._refuse(error)
            return
        self._save(self.tr("导出工作簿"), "Excel (*.xlsx)", ".xlsx", lambda _: render())

    def export_package(self) -> None:
        """Ask where, and write everything of the evaluation as one JSON file."""
        if not self.leave():
            return
        try:
            data = self.session.program.exporting.package(self.session.open_id)
        except SgzError as error:
            self._refuse(error)
            return
        self._save(self.tr("导出数据"), "JSON (*.json)", ".json", lambda _: data)

    def _gaps_said(self) -> str:
        return self.tr("；稿里有 {count} 处没有填写").format(count=self._gaps) if self._gaps else ""

    def _save(
        self, title: str, pattern: str, suffix: str, work: Callable[[Progress], bytes], *, gaps: str = ""
    ) -> None:
        exporting = self.session.program.exporting
        stem = exporting.file_stem(self.session.open_id)
        path = files.choose_save_path(self, title, f"{stem}{suffix}", pattern)
        if path is None:
            return

        def whole(progress: Progress) -> Path:
            data = work(progress)
            progress.say(f"写入 {path.name}")
            exporting.save(path, data)
            return path

        said = self.tr("已导出：{path}{gaps}").format(path=path, gaps=gaps)
        self._jobs.start(title, whole, done=lambda _: self._notices.tell(said), failed=self._notices.complain)

    def _make_buttons(self) -> None:
        from sgz_desktop.services.exporting import Form

        self._ready = Chip(name="reportReady")
        self._final = KeyButton(self.tr("导出正式稿 PDF"), name="exportFinal", primary=True)
        self._final.clicked.connect(lambda: self.export_pdf(Form.FINAL))
        self._draft = KeyButton(self.tr("讨论稿 PDF"), name="exportDraft")
        self._draft.clicked.connect(lambda: self.export_pdf(Form.DRAFT))
        self._workbook = KeyButton(self.tr("工作簿"), name="exportWorkbook")
        self._workbook.clicked.connect(self.export_workbook)
        self._package = KeyButton(self.tr("数据文件"), name="exportPackage")
        self._package.clicked.connect(self.export_package)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        left = QVBoxLayout(side)
        left.setContentsMargins(20, 14, 14, 12)
        left.setSpacing(10)
        left.addLayout(row(label(self.tr("还缺什么"), "head"), None, self._ready))
        left.addWidget(self._missing, 1)
        right = QVBoxLayout()
        right.setContentsMargins(18, 10, 20, 12)
        right.setSpacing(10)
        exports = row(self._tabs, None, self._package, self._workbook, self._draft, self._final)
        right.addLayout(exports)
        right.addWidget(self._views, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(upright())
        across.addLayout(right, 1)
