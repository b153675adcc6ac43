"""Keeps the preview at the report as it is: the changed chapter first where the whole takes long."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from sgz_desktop.errors import SgzError
from sgz_desktop.services.visibility import ResultVeiled
from sgz_desktop.ui.jobs import Job, Jobs, Progress
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.page_pictures import Anchor, Fit, pictures
from sgz_desktop.ui.widgets.preview import Preview

if TYPE_CHECKING:
    from sgz_desktop.services.previews import Fonts, Place
    from sgz_desktop.services.previews import Preview as Printed

QUICK_S = 0.2
"""A whole report that renders in less is shown at once; before a slower one its changed chapter is."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """What a job hands over: a file, pictures of the pages that will be in sight, and how long it took.

    Where nothing could be printed `fault` says why; the fonts of a whole report are told in any case.
    """

    data: bytes = b""
    places: "tuple[Place, ...]" = ()
    images: "dict[int, QImage] | None" = None
    seconds: float = 0.0
    fonts: "Fonts | None" = None
    fault: str = ""


class Printing(QObject):
    """Renders in jobs with frozen data; of an older state nothing is shown once a newer one is wanted.

    Signals: composed, when `now` is the report as it is; shown, with every new pages; printed, when they are
    those of the whole report; fonts_found, with the Fonts it will use.
    """

    composed = Signal()
    shown = Signal()
    printed = Signal()
    fonts_found = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, view: Preview) -> None:
        super().__init__(view)
        self._session, self._jobs, self._view = session, jobs, view
        self.now: Printed | None = None
        self._wanted: Printed | None = None
        self._shown: Printed | None = None
        self._running: Job | None = None
        self._round = 0
        self._seconds = 0.0

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._drop_running()
        self.now = self._wanted = self._shown = None
        self._view.begin_anew()

    def renew(self) -> None:
        """Compose the report as it is now, and render it where it prints otherwise than what is shown."""
        try:
            session = self._session
            self.now = session.program.previews.preview(session.open_id, viewer=session.worker)
        except ResultVeiled as veiled:
            self.begin_anew()  # the pages before tell what may not be seen now
            self._view.tell_fault(str(veiled))
            self.composed.emit()
            return
        except SgzError as error:
            self._drop_running()
            self._wanted = None
            self._view.tell_fault(str(error))
            self.composed.emit()
            return
        self.composed.emit()
        if self.now.prints_as(self._wanted):
            return
        self._drop_running()
        self._wanted = self.now
        chapter = None
        if self._shown is not None and self._seconds > QUICK_S:
            chapter = self.now.changed_chapter(self._shown, near=self._view.pages.chosen)
        if chapter is None:
            self._render_whole()
        else:
            # The whole waits until the chapter is there: side by side each would slow the other.
            self._render(chapter, self._show_chapter)

    def _drop_running(self) -> None:
        self._round += 1
        if self._running is not None:
            self._running.stop()
            self._running = None

    def _render_whole(self) -> None:
        if self._wanted is not None:
            self._render(self._wanted, self._show_whole)

    def _render(self, wanted: "Printed", show: "Callable[[Printed, _Pages], None]") -> None:
        view = self._view.pages
        work = partial(_work, wanted, view.fit, view.anchor(), is_whole=wanted is self._wanted)
        number = self._round

        def done(pages: _Pages) -> None:
            if number == self._round:
                self._running = None
                show(wanted, pages)

        def failed(sentence: str) -> None:
            if number == self._round:
                self._running = self._wanted = None
                self._view.tell_fault(sentence)

        self._running = self._jobs.start(self.tr("排版预览"), work, done=done, failed=failed)

    def _show_chapter(self, _: "Printed", pages: _Pages) -> None:
        if not pages.fault:
            self._put(pages, is_part=True)
        self._render_whole()

    def _show_whole(self, wanted: "Printed", pages: _Pages) -> None:
        if pages.fonts is not None:
            self.fonts_found.emit(pages.fonts)
        if pages.fault:
            self._view.tell_fault(pages.fault)
        elif self._put(pages, is_part=False):
            self._seconds, self._shown = pages.seconds, wanted
            self.printed.emit()
        else:
            self._view.tell_fault(self.tr("预览无法显示，导出不受影响。"))

    def _put(self, pages: _Pages, *, is_part: bool) -> bool:
        view = self._view.pages
        shown = view.show_pages(
            pages.data, pages.places, pages.images or {}, anchor=view.anchor(), is_part=is_part
        )
        if shown:
            self._view.tell_pages(is_part=is_part)
            self.shown.emit()
        return shown


def _work(
    wanted: "Printed", fit: Fit, anchor: Anchor | None, progress: Progress, *, is_whole: bool
) -> _Pages:
    """Runs in the job's thread: nothing here may touch a widget."""
    begun = monotonic()
    fonts = wanted.fonts() if is_whole else None
    try:
        rendered = wanted.render(lambda page: progress.say(f"第 {page} 页"), lambda: progress.is_stopped)
    except SgzError as error:
        if progress.is_stopped:
            raise
        return _Pages(fonts=fonts, fault=str(error))
    place = next((each.page for each in rendered.places if anchor and each.block_id == anchor.block_id), 0)
    seconds = monotonic() - begun
    images = pictures(rendered.data, range(place - 1, place + 2), fit)
    return _Pages(rendered.data, rendered.places, images, seconds, fonts)
