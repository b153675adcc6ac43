"""报告: the preview with what its words come from beside it, the texts, what is missing, the files."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.domain.result import Missing
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.report_chapters import ChapterList
from sgz_desktop.ui.pages.report_exports import Exports
from sgz_desktop.ui.pages.report_overview import Overview
from sgz_desktop.ui.pages.report_printing import Printing
from sgz_desktop.ui.pages.report_sources import OBSERVATION, PASSAGE, SourcePanel
from sgz_desktop.ui.pages.report_texts import TextsPanel
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.beside import Beside
from sgz_desktop.ui.widgets.page_tabs import PageTabs
from sgz_desktop.ui.widgets.plain import upright
from sgz_desktop.ui.widgets.preview import Preview
from sgz_desktop.ui.widgets.scrolling import behind_bar

if TYPE_CHECKING:
    from sgz_desktop.services.origins import Origin

_SIDE, _SIDE_AT_LEAST = 430, 300
PREVIEW, TEXTS = 0, 1


class ReportPage(Page):
    """Chapters, pages and at the right what the chosen paragraph comes from, else what is still missing."""

    def __init__(self, session: Session, jobs: Jobs, notices: NoticeBar) -> None:
        super().__init__(session, name="reportPage")
        self._preview = Preview()
        self._pages = self._preview.pages
        self.printing = Printing(session, jobs, self._preview)
        self._chapters = ChapterList()
        self._texts = TextsPanel(session)
        self._overview = Overview()
        self._sources = SourcePanel(session)
        self._exports = Exports(session, jobs, notices, leave=self.leave, gaps=lambda: self._overview.gaps)
        self._tabs = PageTabs(name="reportTabs", title=self.tr("报告页的部分"))
        self._tabs.addTab(self.tr("预览"))
        self._tabs.addTab(self.tr("文字"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self._tabs)

    def begin_anew(self) -> None:
        self._texts.begin_anew()
        self._sources.begin_anew()
        self.printing.begin_anew()
        self._overview.show_fonts(None)
        self._side.setCurrentWidget(self._overview_area)

    def redraw(self) -> None:
        missing = self.session.program.results.missing(self.session.open_id, viewer=self.session.worker)
        self._overview.show_missing(missing)
        if self._tabs.currentIndex() == TEXTS:
            self._texts.redraw()
        self.printing.renew()

    def point_at(self, target: Any) -> None:
        if isinstance(target, Missing) and target.code.startswith("text."):
            self._tabs.setCurrentIndex(TEXTS)
            self._texts.point_at(target.code.removeprefix("text."))
        elif isinstance(target, Missing) and target.code == "observation.outlived":
            self._open_origin(OBSERVATION, str(target.entity_id))

    def choose(self, block_id: str) -> None:
        """Show what a paragraph comes from; what is typed beside the one before is saved first."""
        if not self._is_free():
            return
        self._pages.choose(block_id)
        self._pages.reveal(block_id)
        self._show_sources()

    def _is_free(self) -> bool:
        """Whether nothing is left unsaved beside the preview."""
        return flush_all(self._sources)

    def _show_sources(self) -> None:
        """Show the origins of the chosen block as they are now; without one, what is missing."""
        block_id, now = self._pages.chosen, self.printing.now
        origins: tuple[Origin, ...] = ()
        if now is not None and block_id:
            origins = self.session.program.wording.origins(self.session.open_id, now, block_id)
            self._pages.setAccessibleDescription(now.text(block_id))
        if origins:
            self._sources.show_origins(origins, block_id=block_id, page=self._pages.page_of(block_id))
            self._side.setCurrentWidget(self._sources)

    def _composed(self) -> None:
        """The blocks are those of the report as it is now; its pages may still be on their way."""
        now = self.printing.now
        if now is not None:
            wording, viewer = self.session.program.wording, self.session.worker
            self._chapters.show_chapters(wording.chapters(self.session.open_id, now, viewer=viewer))
            self._overview.show_loose(now.unprinted)
        else:
            self._chapters.show_chapters(())
            self._overview.show_loose(())
            self._overview.show_fonts(None)
            self._close_sources()
        if self._side.currentWidget() is self._sources:
            if now is not None and self._pages.chosen in now.blocks:
                self._show_sources()
            self._sources.redraw()

    def _close_sources(self) -> None:
        if not self._is_free():
            return
        had_focus = self._sources.isAncestorOf(self.focusWidget() or self)
        self._pages.choose("")
        self._pages.setAccessibleDescription("")
        self._side.setCurrentWidget(self._overview_area)
        if had_focus:
            self._pages.setFocus()

    def _step(self, by: int) -> None:
        """Go to a neighbouring paragraph and go on writing there."""
        before = self._pages.chosen
        self._pages.step(by)
        if self._pages.chosen != before:
            self._sources.take_focus()

    def _step_by_key(self, by: int) -> None:
        """What the keys do that the panel's buttons bear, from wherever on the page the preview is seen."""
        if self._tabs.currentIndex() == PREVIEW:
            self._step(by)

    def _enter(self) -> None:
        if not self._pages.chosen:
            self._pages.step(1)
        self._sources.take_focus()

    def _lead(self, block_id: str) -> None:
        """Bring a chapter's heading up; the list has marked it already."""
        self._is_led = True
        self._pages.bring(block_id)
        self._is_led = False

    def _follow(self) -> None:
        if not self._is_led:
            self._chapters.follow(self._pages.last_passed(self._chapters.block_ids))

    def _jump(self, missing: Missing) -> None:
        if missing.page == "report":
            self.point_at(missing)
        else:
            self.wanted.emit(missing.page, missing)

    def _open_origin(self, kind: str, key: str, *, begins: bool = True) -> None:
        """Work on a passage or an observation where it is first printed, or where it is not printed at all.

        Whoever only passes it in a list does not begin (`begins`) to write.
        """
        now, wording = self.printing.now, self.session.program.wording
        if not self.leave() or not self._is_free():
            return
        if now is None:
            self._tabs.setCurrentIndex(PREVIEW)  # which says why there is nothing to work on
            return
        self._tabs.setCurrentIndex(PREVIEW)
        found = wording.place_of(self.session.open_id, now, kind, key)
        if found is None:
            return
        block_id, origin = found
        self._pages.choose(block_id)
        if block_id:
            self._pages.reveal(block_id)
            self._show_sources()
            self._sources.prefer(origin)
        else:
            self._sources.show_origins((origin,), block_id="", page=None)
            self._side.setCurrentWidget(self._sources)
        if begins:
            self._sources.take_focus()

    def _turn(self, number: int) -> None:
        self.leave()
        self._views.setCurrentIndex(number)
        if self.session.evaluation_id is not None and number == TEXTS:
            self._close_sources()
            self._texts.redraw()

    def _connect(self) -> None:
        self._is_led = False
        self._tabs.currentChanged.connect(self._turn)
        self._pages.picked.connect(self.choose)
        self._pages.entered.connect(self._enter)
        self._pages.left.connect(self._close_sources)
        self._pages.moved.connect(self._follow)
        self._chapters.chosen.connect(self._lead)
        self._chapters.omitted_chosen.connect(partial(self._open_origin, PASSAGE, begins=False))
        self.printing.composed.connect(self._composed)
        self.printing.fonts_found.connect(self._overview.show_fonts)
        self._overview.chosen.connect(self._jump)
        self._overview.block_wanted.connect(self.choose)
        self._sources.stepped.connect(self._step)
        for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            # A key press alone would not do: what scrolls beneath takes every arrow.
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._step_by_key, by))
        self._sources.closed.connect(self._close_sources)
        self._sources.wanted.connect(self.wanted)
        self._texts.passage_wanted.connect(partial(self._open_origin, PASSAGE))

    def _lay_out(self) -> None:
        printed = QWidget()
        across = QHBoxLayout(printed)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self._chapters, 2)
        across.addWidget(self._preview, 6)
        self._views = QStackedWidget()
        self._views.addWidget(printed)
        self._views.addWidget(behind_bar(self._texts))
        left = QVBoxLayout()
        left.setContentsMargins(20, 10, 14, 12)
        left.setSpacing(10)
        left.addWidget(Beside(self._tabs, self._exports))
        left.addWidget(self._views, 1)
        self._overview_area = behind_bar(self._overview)
        self._side = QStackedWidget()
        self._side.addWidget(self._overview_area)
        self._side.addWidget(self._sources)
        side = QWidget()
        side.setMinimumWidth(_SIDE_AT_LEAST)
        side.setMaximumWidth(_SIDE)
        right = QVBoxLayout(side)
        right.setContentsMargins(16, 14, 14, 12)
        right.addWidget(self._side)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        # In a narrow window both sides give way, in a wide one the left one grows.
        whole.addLayout(left, 20)
        whole.addWidget(upright())
        whole.addWidget(side, 9)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._side.currentWidget() is self._sources:
            self._close_sources()
        else:
            super().keyPressEvent(event)
