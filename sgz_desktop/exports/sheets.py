"""The sheets of one report while they fill: page numbers, marks, lines of contents, places, and the file."""

from collections import Counter
from dataclasses import dataclass, replace
from io import BytesIO

from sgz_desktop.exports.archive import finish_file, new_canvas
from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.pen import Pen
from sgz_desktop.exports.report import Heading, PageForm, Passage, Place, Rendered, Report, Run, leaves_of
from sgz_desktop.exports.strips import Strip, base_line, strips_of
from sgz_desktop.exports.typeset import advances_of
from sgz_desktop.exports.typography import PageStyle, TextStyle, Typography

PROVISIONAL_MARK = "讨论稿"
_OWN = Passage("page")
_DASH_RISE = 0.36  # of the size: the stroke of a dash above the base line
_DOT_RISE = 0.3  # of the size: leaders, a little below the middle of the figures
_CLEAR = 0.4  # of the size, between a leader and what it leads from and to
_ENDLESS = 10_000.0


@dataclass(slots=True)
class Sheet:
    """One page; `number` is the printed one, None where none is; `section` counts from 0."""

    index: int
    number: int | None
    page: PageStyle
    pen: Pen
    section: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """The end of a line of contents that awaits its page number."""

    sheet: Sheet
    strip: Strip
    start: float
    right: float
    y: float
    after: int  # what the pen had drawn by then: the number follows its title in the file too


@dataclass(slots=True)
class _Area:
    left: float
    top: float
    right: float
    bottom: float


class Sheets:
    """All pages of a report; none is written before the last is known, so that contents can name it."""

    def __init__(self, report: Report, fonts: FontBook, look: Typography) -> None:
        self.report = report
        self.fonts = fonts
        self.look = look
        self._buffer = BytesIO()
        self._canvas = new_canvas(report, fonts, self._buffer)
        self._sheets: list[Sheet] = []
        self._entries: list[_Entry] = []
        self._areas: dict[tuple[str, int], _Area] = {}
        self._headings: dict[str, Sheet] = {}
        self._numbered = 0
        self._feet = [""]  # by section, the first for a report without any

    @property
    def last(self) -> Sheet | None:
        """The page that is being filled."""
        return self._sheets[-1] if self._sheets else None

    def enter(self, foot: str) -> None:
        """Another section begins: what its pages bear at their foot, "" for nothing."""
        self._feet.append(foot)

    def begin(self, page: PageStyle, *, numbered: bool) -> Sheet:
        """A new page at the end."""
        if numbered:
            self._numbered += 1
        number = self._numbered if numbered else None
        sheet = Sheet(len(self._sheets), number, page, Pen(self._canvas), len(self._feet) - 1)
        self._sheets.append(sheet)
        return sheet

    def paint(self, sheet: Sheet, strip: Strip, *, top: float) -> None:
        """Put a line of text on a page, and remember where."""
        page = sheet.page
        end = strip.paint(sheet.pen, x=page.left, top=top, measure=page.measure)
        bottom = top - strip.style.pitch
        # What follows in the line is another block's; the mark a lead ends with is empty in its right half.
        right = end - strip.style.size / 2 if strip.beside else page.left + page.measure
        self.note(strip.block_id, sheet, left=page.left, top=top, right=right, bottom=bottom)
        if strip.bookmark is not None:
            self._headings.setdefault(strip.block_id, sheet)
        if strip.leads:
            y = top - base_line(strip.style.size, strip.style.pitch)
            self._entries.append(_Entry(sheet, strip, end, page.left + page.measure, y, sheet.pen.drawn))
        if strip.target:
            right = page.left + page.measure
            sheet.pen.link(strip.target, left=page.left, bottom=bottom, right=right, top=top)

    def listed(self, depth: int) -> list[Heading]:
        """The headings that contents of that depth name: those that stand on pages with numbers."""
        sections = [section for section in self.report.sections if section.numbered]
        blocks = (block for section in sections for block in leaves_of(section))
        return [block for block in blocks if isinstance(block, Heading) and block.level <= depth]

    def note(
        self, block_id: str, sheet: Sheet, *, left: float, top: float, right: float, bottom: float
    ) -> None:
        """Remember that a block covers this area of a page, besides what it covers already."""
        area = self._areas.setdefault((block_id, sheet.index), _Area(left, top, right, bottom))
        area.left, area.right = min(area.left, left), max(area.right, right)
        area.top, area.bottom = max(area.top, top), min(area.bottom, bottom)

    def furnish(self, sheet: Sheet) -> None:
        """The page number on the outer side, and the mark of a provisional report."""
        if sheet.number is not None:
            self._write_folio(sheet, sheet.number)
        if self.report.provisional:
            strip, width = self._loose(PROVISIONAL_MARK, self.look.mark)
            page = sheet.page
            right, top = page.left + page.measure, page.height - page.top
            self._write(sheet, strip, x=right - width, y=top + self.look.mark_rise)

    def finish(self) -> Rendered:
        """Fill in the contents and write the file."""
        for entry in reversed(self._entries):  # from the last, so that the places of the others stay
            with entry.sheet.pen.inserting(entry.after):
                self._lead(entry)
        self._write_feet()
        for sheet in self._sheets:
            self._canvas.setPageSize((sheet.page.width, sheet.page.height))
            sheet.pen.lift()
            self._canvas.showPage()
        finish_file(self._canvas, self.report, [sheet.number for sheet in self._sheets])
        heights = [sheet.page.height for sheet in self._sheets]
        places = tuple(
            Place(
                block_id, page, area.left, heights[page] - area.top, area.right, heights[page] - area.bottom
            )
            for (block_id, page), area in self._areas.items()
            if block_id
        )
        return Rendered(self._buffer.getvalue(), places, len(self._sheets))

    def _lead(self, entry: _Entry) -> None:
        """Dots from a line of contents to the number of the page it names."""
        size = entry.strip.style.size
        number = self._headings[entry.strip.target].number
        strip, width = self._loose(str(number), replace(self.look.contents_number, size=size))
        start = entry.right - width
        self._write(entry.sheet, strip, x=start, y=entry.y)
        clear = _CLEAR * size
        entry.sheet.pen.dots(entry.start + clear, entry.y + _DOT_RISE * size, to_x=start - clear, size=size)

    def _write_folio(self, sheet: Sheet, number: int) -> None:
        """On a sheet that is an upright one turned, the number stands where it would stand on that."""
        look, page = self.look, sheet.page
        upright = look.pages[PageForm.PORTRAIT] if page.sideways else page
        strip, width = self._loose(look.folio_form.format(number), look.folio)
        inset = look.folio_inset * look.folio.size
        across = upright.left + (inset if number % 2 == 0 else upright.measure - inset - width)
        up = upright.bottom - look.folio_drop - _DASH_RISE * look.folio.size
        if page.sideways:
            self._write(sheet, strip, x=up, y=page.height - across, turned=True)
        else:
            self._write(sheet, strip, x=across, y=up)

    def _write_feet(self) -> None:
        """What the pages of a section are of, and which of them each is."""
        counts = Counter(sheet.section for sheet in self._sheets)
        seen: Counter[int] = Counter()
        for sheet in self._sheets:
            foot, page = self._feet[sheet.section], sheet.page
            seen[sheet.section] += 1
            if foot:
                y = page.bottom - self.look.foot_drop
                strip, _ = self._loose(foot, self.look.foot)
                self._write(sheet, strip, x=page.left, y=y)
                count = f"第 {seen[sheet.section]} 页，共 {counts[sheet.section]} 页"
                strip, width = self._loose(count, self.look.foot)
                self._write(sheet, strip, x=page.left + page.measure - width, y=y)

    def _loose(self, text: str, style: TextStyle) -> tuple[Strip, float]:
        run = Run(text, _OWN)
        strip = strips_of((run,), style, self.fonts, measure=_ENDLESS, place="页眉页脚")[0]
        return strip, strip.line.width * style.size

    def _write(self, sheet: Sheet, strip: Strip, *, x: float, y: float, turned: bool = False) -> None:
        advances = advances_of(strip.ink, strip.line)
        sheet.pen.text(strip.ink, strip.line, advances, x=x, y=y, size=strip.style.size, turned=turned)
