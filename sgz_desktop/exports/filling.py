"""The filling of pages: what stands where, what waits for what follows it, and where a page ends."""

from collections.abc import Callable, Sequence
from math import ceil

from sgz_desktop.errors import SgzError
from sgz_desktop.exports.figures import Figure
from sgz_desktop.exports.report import PageBreak, PageForm, Rendered
from sgz_desktop.exports.sheets import Sheets
from sgz_desktop.exports.strips import Strip
from sgz_desktop.exports.tables import TableLayout
from sgz_desktop.exports.typography import PageStyle, Typography

HAIR = 0.01  # points by which sums of pitches miss the page's depth
Item = Strip | TableLayout | Figure | PageBreak


class Cancelled(SgzError):
    """The person stopped the export."""

    def __init__(self) -> None:
        super().__init__("已取消，文件没有生成。")


class Filling:
    """The pages of one report while they fill; `page` is the form of the one that is filled now."""

    def __init__(
        self,
        sheets: Sheets,
        typography: Typography,
        *,
        on_page: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.sheets = sheets
        self.page = typography.pages[PageForm.PORTRAIT]
        self.waiting: list[Strip] = []  # not placed yet, since they must stand with what follows
        self._look = typography
        self._on_page = on_page
        self._cancelled = cancelled
        self._numbered = True
        self._again: tuple[Strip, ...] = ()  # at the head of every further page of the section
        self._y = 0.0
        self._touched = False

    def begin_section(self, page: PageStyle, *, numbered: bool) -> None:
        """Go on at the top of a new page of a form."""
        self._end_page()
        self._numbered, self._again = numbered, ()
        self._begin_page(page)

    def finish(self) -> Rendered:
        """End the last page and write the file."""
        if self.sheets.last is None:
            self._begin_page(self.page)
        self._end_page()
        return self.sheets.finish()

    def take(self, item: Item) -> None:
        """Place an item, or let it wait for what must stand with it."""
        if isinstance(item, Strip):
            self.waiting.append(item)
            if not item.with_next:
                self.place_waiting()
        elif isinstance(item, TableLayout):
            self.place_waiting(followed_by=item.first_height() + self._look.table.before)
            self._place_table(item)
        elif isinstance(item, Figure):
            self.place_waiting(followed_by=item.height + item.below + self._above(item))
            if not self.fits([item], followed_by=item.below or HAIR) and not self.is_fresh():
                self.next_page()
            self._place_figure(item)
        else:
            self.place_waiting()
            if not self.is_fresh():
                self.next_page()

    def keep(self, items: Sequence[Item]) -> None:
        """Begin a new page if it holds items, and what waits for them, which this one does not hold."""
        together = [*self.waiting, *items]
        if not self.fits(together) and self.fits(together, on_fresh_page=True):
            self.next_page()

    def place_waiting(self, *, followed_by: float = 0.0) -> None:
        """Put the strips that belong together on this page, or on the next if only that can hold them all."""
        strips, self.waiting = self.waiting, []
        if not strips and not followed_by:
            return
        if not self.fits(strips, followed_by=followed_by) and self.fits(
            strips, followed_by=followed_by, on_fresh_page=True
        ):
            self.next_page()
        for strip in strips:
            top = self._top_of(strip, self._y, fresh=self.is_fresh())
            if top - strip.height < self.page.bottom - HAIR:
                self.next_page()
                top = self._top_of(strip, self._y, fresh=True)
            self.sheets.paint(self._here, strip, top=top)
            self._y = top - strip.height - strip.after
            self._touched = True
            self._again = strip.again or self._again

    def _place_table(self, table: TableLayout) -> None:
        style, left = self._look.table, self.page.left
        if not self.is_fresh():
            self._y -= style.before
        while not table.is_done:
            height = table.paint_next(
                self._here.pen, x=left, top=self._y, room=self.room(), page_is_fresh=self.is_fresh()
            )
            if height > 0:
                right = left + self.page.measure
                self._note(table.block_id, left=left, right=right, height=height)
            if not table.is_done:
                self.next_page()
        self._y -= style.after

    def _place_figure(self, figure: Figure) -> None:
        if not self.is_fresh():
            self._y -= self._above(figure)
        left, right = self.page.left, self.page.left + self.page.measure
        figure.paint(self._here.pen, x=left, top=self._y)
        self._note(figure.block_id, left=left, right=right, height=figure.height)

    def _above(self, figure: Figure) -> float:
        """The space over a chart: half of what it and its caption lack to whole lines of the grid."""
        grid, height = self.page.grid, figure.height + figure.below
        return (ceil((height + 2 * self._look.chart_before) / grid) * grid - height) / 2

    def _note(self, block_id: str, *, left: float, right: float, height: float) -> None:
        top, self._y = self._y, self._y - height
        self._touched = True
        self.sheets.note(block_id, self._here, left=left, top=top, right=right, bottom=self._y)

    def fits(self, items: Sequence[Item], *, followed_by: float = 0.0, on_fresh_page: bool = False) -> bool:
        """Whether items, and points of something after them, stand on this page or on an empty one."""
        y = self._y_after(items, followed_by=followed_by, on_fresh_page=on_fresh_page)
        return y >= self.page.bottom - HAIR

    def _y_after(
        self, items: Sequence[Item], *, followed_by: float = 0.0, on_fresh_page: bool = False
    ) -> float:
        """Where items, and points of something after them, end on this page or on an empty one."""
        page = self.page
        upper = page.height - page.top - _depth_of(self._again)
        y, fresh = (upper, True) if on_fresh_page else (self._y, self.is_fresh())
        after = 0.0
        for item in items:
            if isinstance(item, Strip):
                y = self._top_of(item, y - after, fresh=fresh) - item.height
                after = item.after
            elif isinstance(item, TableLayout):
                y -= after + item.height + (0.0 if fresh else self._look.table.before)
                after = self._look.table.after
            elif isinstance(item, Figure):
                y -= after + item.height + (0.0 if fresh else self._above(item))
                after = 0.0
            fresh = False
        return y - (after + followed_by if followed_by else 0.0)

    def _top_of(self, strip: Strip, y: float, *, fresh: bool) -> float:
        """The upper edge of a strip that follows what ends at y: on the grid, if of the grid's pitch."""
        y -= strip.sink if fresh else strip.before
        grid = self.page.grid
        if not _is_multiple(strip.style.pitch, grid):
            return y
        upper = self.page.height - self.page.top
        return upper - ceil((upper - y - HAIR) / grid) * grid

    @property
    def depth(self) -> float:
        """Height of the text on the next page, below the lines that are repeated at its head."""
        again = next((strip.again for strip in self.waiting[::-1] if strip.again), self._again)
        return self.page.depth - _depth_of(again)

    def room(self) -> float:
        """Points left on the page."""
        return self._y - self.page.bottom + HAIR

    def room_after_waiting(self, *, on_fresh_page: bool = False) -> float:
        """Points left under what waits, on this page or on an empty one."""
        y = self._y_after(self.waiting, followed_by=HAIR, on_fresh_page=on_fresh_page)
        return y - self.page.bottom + HAIR

    def is_fresh(self) -> bool:
        """Whether nothing stands on the page yet."""
        return not self._touched

    def next_page(self) -> None:
        """End the page and begin another of its form."""
        self._end_page()
        self._begin_page(self.page)

    def _begin_page(self, page: PageStyle) -> None:
        self.heed_cancel()
        self.page = page
        self._here = self.sheets.begin(page, numbered=self._numbered)
        self._y = page.height - page.top
        for strip in self._again:
            self.sheets.paint(self._here, strip, top=self._y)
            self._y -= strip.height + strip.after
        self._touched = False

    def _end_page(self) -> None:
        sheet = self.sheets.last
        if sheet is not None:
            self.sheets.furnish(sheet)
            self._on_page(sheet.index + 1)

    def heed_cancel(self) -> None:
        """Raise Cancelled if the person stopped the export."""
        if self._cancelled():
            raise Cancelled


def _depth_of(strips: Sequence[Strip]) -> float:
    return sum(strip.height + strip.after for strip in strips)


def _is_multiple(pitch: float, grid: float) -> bool:
    return abs(pitch / grid - round(pitch / grid)) < HAIR and pitch > 0
