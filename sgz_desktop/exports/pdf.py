"""A report as PDF bytes: pages filled block by block, bookmarks, page numbers, embedded fonts only."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from sgz_desktop.errors import SgzError
from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.pen import Pen
from sgz_desktop.exports.report import (
    Block,
    Heading,
    KeepTogether,
    PageBreak,
    PageForm,
    Paragraph,
    Passage,
    Report,
    Run,
    Section,
    Table,
    plain,
)
from sgz_desktop.exports.strips import Strip, base_line, kept, strips_of
from sgz_desktop.exports.tables import TableLayout
from sgz_desktop.exports.typography import PageStyle, TextStyle, Typography

PROVISIONAL_MARK = "讨论稿"
PRODUCER = "SGZ Desktop"
_OWN = Passage("page")


class Cancelled(SgzError):
    """The person stopped the export."""

    def __init__(self) -> None:
        super().__init__("已取消，文件没有生成。")


def render_pdf(
    report: Report,
    fonts: FontBook,
    *,
    typography: Typography | None = None,
    on_page: Callable[[int], None] = lambda _number: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """The report as a PDF file: the same report and fonts give the same bytes.

    `on_page` hears the number of every finished page; `cancelled` is asked before every block and page.
    Raises Cancelled, or MissingGlyph when a character can be printed by no font.
    """
    paper = _Paper(report, fonts, typography or Typography(), on_page=on_page, cancelled=cancelled)
    for section in report.sections:
        paper.print_section(section)
    return paper.finish()


class _Paper:
    """The sheets of one report while they fill."""

    def __init__(
        self,
        report: Report,
        fonts: FontBook,
        typography: Typography,
        *,
        on_page: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._report = report
        self._fonts = fonts
        self._look = typography
        self._on_page = on_page
        self._cancelled = cancelled
        self._buffer = BytesIO()
        self._canvas = _canvas(report, fonts, self._buffer)
        self._pen = Pen(self._canvas)
        self._page = typography.pages[PageForm.PORTRAIT]
        self._number = 0
        self._y = 0.0
        self._touched = False
        self._waiting: list[Strip] = []  # not placed yet, since they must stand with what follows
        self._heading = ""
        self._depth = 0

    def print_section(self, section: Section) -> None:
        """Print a section from the top of a new page of its form."""
        self._end_page()
        self._begin_page(self._look.pages[section.form])
        for block in section.blocks:
            for item in self._items(block):
                self._take(item)
        self._place_waiting()

    def finish(self) -> bytes:
        """End the last page and write the file."""
        if self._number == 0:
            self._begin_page(self._page)
        self._end_page()
        self._canvas.save()
        return self._buffer.getvalue()

    def _take(self, item: Strip | TableLayout | PageBreak) -> None:
        if isinstance(item, Strip):
            self._waiting.append(item)
            if not item.with_next:
                self._place_waiting()
        elif isinstance(item, TableLayout):
            self._place_waiting(followed_by=item.first_height() + self._look.table.before)
            self._place_table(item)
        else:
            self._place_waiting()
            if not self._is_fresh():
                self._next_page()

    def _items(self, block: Block) -> Iterator[Strip | TableLayout | PageBreak]:
        if self._cancelled():
            raise Cancelled
        if isinstance(block, PageBreak):
            yield block
        elif isinstance(block, KeepTogether):
            yield from self._kept(block)
        else:
            yield from self._set(block)

    def _set(self, block: Heading | Paragraph | Table) -> Iterator[Strip | TableLayout]:
        if isinstance(block, Heading):
            yield from self._heading_strips(block)
        elif isinstance(block, Paragraph):
            yield from self._strips(block.runs, self._look.paragraphs[block.style], block.id)
        else:
            yield from self._strips(block.caption, self._look.caption, block.id)
            yield self._table(block)

    def _heading_strips(self, heading: Heading) -> tuple[Strip, ...]:
        self._heading = " ".join(plain(heading.runs).split())
        # A level may be skipped in the text but not in an outline.
        self._depth = min(heading.level, self._depth + 1)
        return self._strips(
            heading.runs, self._look.headings[heading.level], heading.id, level=self._depth - 1
        )

    def _strips(
        self, runs: Sequence[Run], style: TextStyle, block_id: str, *, level: int | None = None
    ) -> tuple[Strip, ...]:
        return strips_of(
            runs,
            style,
            self._fonts,
            measure=self._page.measure,
            place=self._place_name(),
            block_id=block_id,
            level=level,
        )

    def _table(self, table: Table) -> TableLayout:
        return TableLayout(
            table,
            self._look.table,
            self._fonts,
            measure=self._page.measure,
            depth=self._page.depth,
            place=self._place_name(),
        )

    def _kept(self, block: KeepTogether) -> Iterator[Strip | TableLayout]:
        items = [item for inner in block.blocks for item in self._set(inner)]
        height = sum(_height_of(item, self._look) for item in (*self._waiting, *items))
        if height > self._room() and height <= self._page.depth:
            self._next_page()
        strips = [item for item in items if isinstance(item, Strip)]
        if len(strips) == len(items):
            yield from kept(strips)
        else:
            yield from items

    def _place_name(self) -> str:
        return f"“{self._heading}”之下" if self._heading else "报告开头"

    def _place_waiting(self, *, followed_by: float = 0.0) -> None:
        """Put the strips that belong together on this page, or on the next if only that can hold them all."""
        strips, self._waiting = self._waiting, []
        needed = sum(strip.before + strip.height + strip.after for strip in strips) + followed_by
        last_after = strips[-1].after if strips and not followed_by else 0.0
        if needed - last_after > self._room() and needed - last_after <= self._page.depth:
            self._next_page()
        for strip in strips:
            before = 0.0 if self._is_fresh() else strip.before
            if before + strip.height > self._room():
                self._next_page()
                before = 0.0
            top = self._y - before
            strip.paint(self._pen, x=self._page.left, top=top, measure=self._page.measure)
            self._y = top - strip.height - strip.after
            self._touched = True

    def _place_table(self, table: TableLayout) -> None:
        style = self._look.table
        if not self._is_fresh():
            self._y -= style.before
        while not table.is_done:
            height = table.paint_next(
                self._pen, x=self._page.left, top=self._y, room=self._room(), page_is_fresh=self._is_fresh()
            )
            self._y -= height
            self._touched = self._touched or height > 0
            if not table.is_done:
                self._next_page()
        self._y -= style.after

    def _room(self) -> float:
        return self._y - self._page.bottom + 0.01  # sums of pitches miss the page's depth by a hair

    def _is_fresh(self) -> bool:
        return not self._touched

    def _next_page(self) -> None:
        self._end_page()
        self._begin_page(self._page)

    def _begin_page(self, page: PageStyle) -> None:
        if self._cancelled():
            raise Cancelled
        self._page = page
        self._number += 1
        self._y = page.height - page.top
        self._touched = False
        self._canvas.setPageSize((page.width, page.height))

    def _end_page(self) -> None:
        if self._number == 0:
            return
        self._furniture()
        self._pen.lift()
        self._canvas.showPage()
        self._on_page(self._number)

    def _furniture(self) -> None:
        """The page number on the outer side, and the mark of a provisional report."""
        page, look = self._page, self._look
        number = self._loose(f"—{self._number}—", look.folio)
        shift = look.folio.size if self._number % 2 == 0 else page.measure - look.folio.size - number[1]
        self._write(number[0], x=page.left + shift, y=page.bottom - look.folio_drop)
        if self._report.provisional:
            mark = self._loose(PROVISIONAL_MARK, look.mark)
            self._write(
                mark[0], x=page.left + page.measure - mark[1], y=page.height - page.top + look.mark_rise
            )

    def _loose(self, text: str, style: TextStyle) -> tuple[Strip, float]:
        strip = strips_of(
            (Run(text, _OWN),), style, self._fonts, measure=self._page.measure, place="页眉页脚"
        )[0]
        return strip, strip.line.width * style.size

    def _write(self, strip: Strip, *, x: float, y: float) -> None:
        top = y + base_line(strip.style.size, strip.style.pitch)
        strip.paint(self._pen, x=x, top=top, measure=self._page.measure)


def _height_of(item: Strip | TableLayout, look: Typography) -> float:
    if isinstance(item, Strip):
        return item.before + item.height + item.after
    return look.table.before + item.height


def _canvas(report: Report, fonts: FontBook, buffer: BytesIO) -> Canvas:
    # The initial font is one of ours: reportlab would name its own, which no file may carry unembedded.
    initial: dict[str, Any] = {"initialFontName": fonts.first_font().name}
    canvas = Canvas(buffer, pageCompression=1, invariant=1, lang="zh-CN", pdfVersion=(1, 4), **initial)
    canvas.setTitle(report.title)
    canvas.setAuthor(report.author)
    canvas.setSubject(report.subject)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    stamp = _pdf_date(report.created)
    canvas.setDateFormatter(lambda *_parts: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z")
    return f"{moment:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
