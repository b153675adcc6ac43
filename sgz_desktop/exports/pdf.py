"""A report as a PDF file: pages filled block by block, bookmarks, page numbers, embedded fonts only."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from math import floor

from sgz_desktop.exports.covers import cover_looks, is_cover
from sgz_desktop.exports.figures import figures_of
from sgz_desktop.exports.filling import Cancelled as Cancelled
from sgz_desktop.exports.filling import Filling, Item
from sgz_desktop.exports.flow import (
    Group,
    Tables,
    grouped,
    is_signature,
    is_underlined,
    leads_in,
    may_sum_up,
    pages_of,
    runs_in,
    signed,
)
from sgz_desktop.exports.fonts import FontBook
from sgz_desktop.exports.report import (
    MOST_LEVELS,
    Block,
    Chart,
    Contents,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Passage,
    Rendered,
    Report,
    Run,
    Section,
    Table,
    plain,
    title_of,
)
from sgz_desktop.exports.sheets import Sheets
from sgz_desktop.exports.strips import Strip, bound, kept, strips_of
from sgz_desktop.exports.tables import TableLayout
from sgz_desktop.exports.typography import AGAIN, TableStyle, TextStyle, Typography

_OWN = Passage("contents")
_GOES_ON = Run("（续）", Passage("chart"))
_NUMBER = re.compile(r"\d+\.")
_SHORT_LIST = 8  # lines of a list and of the one that sums it up, which stay together
_LABEL_DEPTH = MOST_LEVELS + 1  # below all headings


def render(
    report: Report,
    fonts: FontBook,
    *,
    typography: Typography | None = None,
    on_page: Callable[[int], None] = lambda _number: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Rendered:
    """The report as a PDF file with the places of its blocks: the same report and fonts give the same bytes.

    `on_page` hears the number of every finished page, counted from the first of the file; `cancelled` is
    asked before every block and page. Raises Cancelled, or MissingGlyph when no font can print a character.
    """
    paper = _Paper(report, fonts, typography or Typography(), on_page=on_page, cancelled=cancelled)
    for section in report.sections:
        paper.print_section(section)
    return paper.finish()


def render_pdf(
    report: Report,
    fonts: FontBook,
    *,
    typography: Typography | None = None,
    on_page: Callable[[int], None] = lambda _number: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """The bytes of `render` alone."""
    return render(report, fonts, typography=typography, on_page=on_page, cancelled=cancelled).data


class _Paper:
    """The pages of one report while they fill."""

    def __init__(
        self,
        report: Report,
        fonts: FontBook,
        typography: Typography,
        *,
        on_page: Callable[[int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._fonts = fonts
        self._look = typography
        sheets = Sheets(report, fonts, typography)
        self._pages = Filling(sheets, typography, on_page=on_page, cancelled=cancelled)
        self._path: list[tuple[float, str]] = []  # the headings and labels that what is set stands under
        self._depth = 0

    def print_section(self, section: Section) -> None:
        """Print a section from the top of a new page of its form."""
        self._pages.sheets.enter(section.foot)
        self._pages.begin_section(self._look.pages[section.form], numbered=section.numbered)
        usual = self._look
        if is_cover(section.blocks, usual):
            self._look = self._cover_look(section.blocks)
        for item in self._items(section.blocks):
            self._pages.take(item)
        self._pages.place_waiting()
        self._look = usual

    def _cover_look(self, blocks: Sequence[Block]) -> Typography:
        """The first look in which a cover stands on one page; the usual one if it does in none."""
        usual = self._look
        for self._look in cover_looks(usual):
            lines: list[Strip] = []
            foot = 0.0
            for block, _ in grouped(blocks):
                if isinstance(block, Group):
                    style = self._look.paragraphs[block.paragraphs[0].style]
                    foot = max(foot, style.foot or 0.0)
                    several = self._set_together(block.paragraphs, style)
                    lines += (*several[:-1], *(replace(each, after=style.after) for each in several[-1:]))
            if self._pages.fits(lines, followed_by=foot):
                return self._look
        return usual

    def finish(self) -> Rendered:
        """End the last page and write the file."""
        return self._pages.finish()

    def _items(self, blocks: Sequence[Block]) -> Iterator[Item]:
        for block, following in grouped(blocks):
            if isinstance(block, Group):
                yield from self._group(block, following)
                continue
            self._pages.heed_cancel()
            if isinstance(block, Tables):
                yield from self._tables(block)
            elif isinstance(block, Heading):
                yield from self._heading_strips(block, is_underlined=is_underlined(block, following))
            elif isinstance(block, Table):
                yield from self._strips(block.caption, self._look.caption, block.id)
                yield self._table(block)
            elif isinstance(block, Chart):
                yield from self._chart(block)
            elif isinstance(block, Contents):
                yield from self._contents(block)
            elif isinstance(block, KeepTogether):
                yield from self._kept(block)
            elif isinstance(block, PageBreak):
                yield block

    def _group(self, group: Group, following: Block | None) -> Iterator[Strip]:
        """The lines of paragraphs of one kind; a short list that the next line sums up stays with that."""
        lines = self._lines(group, following)
        if self._is_summed_up(group.paragraphs[-1], following):
            several = list(lines)
            is_short = len(several) < _SHORT_LIST
            yield from (replace(strip, with_next=True) for strip in several) if is_short else several
        else:
            yield from lines

    def _lines(self, group: Group, following: Block | None) -> Iterator[Strip]:
        """The lines of paragraphs of one kind, their space before the first and after the last."""
        paragraphs = group.paragraphs
        first, last = paragraphs[0], paragraphs[-1]
        style = self._look.paragraphs[first.style]
        if is_signature(first) or style.foot is not None:
            yield from self._set_as_one(paragraphs, style)
            return
        begin = 0.0  # of the items, in the line of what leads them in
        for number, paragraph in enumerate(paragraphs):
            self._pages.heed_cancel()
            looks = self._look.paragraphs[paragraph.style]
            if begin:
                looks = self._listed(paragraph, looks, begin=begin)
            strips = self._strips(
                paragraph.runs,
                replace(
                    looks,
                    before=looks.before if paragraph is first else 0.0,
                    sink=looks.sink if paragraph is first else 0.0,
                    after=looks.after if paragraph is last else 0.0,
                ),
                paragraph.id,
            )
            if paragraph is first and len(strips) == 1 and runs_in(paragraphs):
                strips, begin = (replace(strips[0], beside=True),), strips[0].end
            if paragraph.style is ParagraphStyle.LABEL:
                self._enter(_LABEL_DEPTH, paragraph.runs)
            next_one = following if paragraph is last else paragraphs[number + 1]
            is_bound = leads_in(paragraph, next_one) or self._is_summed_up(paragraph, next_one)
            yield from bound(strips) if is_bound else strips

    def _is_summed_up(self, paragraph: Paragraph, following: Block | None) -> bool:
        """Whether a single line follows the last item of a list: it does not begin a page alone."""
        if not isinstance(following, Paragraph) or not may_sum_up(paragraph, following):
            return False
        style = self._look.paragraphs[following.style]
        return len(self._strips(following.runs, style, following.id)) == 1

    def _listed(self, paragraph: Paragraph, style: TextStyle, *, begin: float) -> TextStyle:
        """The style of an item that begins so far from the left, its further lines under its words."""
        number = _NUMBER.match(plain(paragraph.runs))
        strips = self._strips(paragraph.runs, style, paragraph.id)
        hang = begin + sum(strips[0].ink.advances[: number.end()]) if strips and number else begin
        return replace(style, indent=hang - (hang - begin) / (1 + style.tracking), hang=hang)

    def _set_as_one(self, paragraphs: Sequence[Paragraph], style: TextStyle) -> Iterator[Strip]:
        """Lines that are measured together before the first is placed: a signature, the foot of a cover."""
        strips = self._set_together(paragraphs, style)
        before = style.before
        if strips and style.foot is not None:
            self._pages.place_waiting()
            height = sum(strip.height for strip in strips) + sum(strip.before for strip in strips[1:])
            before = max(before, self._pages.room() - height - style.foot)
        yield from (replace(strip, before=before) if n == 0 else strip for n, strip in enumerate(strips))

    def _set_together(self, paragraphs: Sequence[Paragraph], style: TextStyle) -> tuple[Strip, ...]:
        """The lines of paragraphs as one, `between` their paragraphs and nothing below."""
        plain_style = replace(style, before=0.0, after=0.0)
        lines = [self._strips(each.runs, plain_style, each.id) for each in paragraphs]
        lines = [strips for strips in lines if strips]
        if lines and is_signature(paragraphs[0]):
            lines = signed(lines, plain_style)
        return kept(
            [
                replace(strip, before=(style.between if place else style.before) if number == 0 else 0.0)
                for place, strips in enumerate(lines)
                for number, strip in enumerate(strips)
            ]
        )

    def _heading_strips(self, heading: Heading, *, is_underlined: bool) -> tuple[Strip, ...]:
        self._enter(heading.level, heading.runs)
        # A level may be skipped in the text but not in an outline.
        self._depth = min(heading.level, self._depth + 1)
        look = self._look
        style = look.headings[heading.level] if heading.style is None else look.paragraphs[heading.style]
        after = 0.0 if is_underlined else style.after
        style = replace(style, with_next=True, together=True, after=after)
        strips = self._strips(heading.runs, style, heading.id, level=self._depth - 1, title=title_of(heading))
        return (*strips[:-1], *(replace(strip, again=self._again(heading)) for strip in strips[-1:]))

    def _again(self, heading: Heading) -> tuple[Strip, ...]:
        """The line at the head of the pages that the heading's section goes on to."""
        style = replace(self._look.paragraphs[AGAIN], before=0.0, sink=0.0, after=self._look.table.before)
        return self._strips(heading.again, style, heading.id)

    def _contents(self, contents: Contents) -> Iterator[Strip]:
        title = self._strips(contents.title, self._look.contents_title, contents.id)
        headings = self._pages.sheets.listed(contents.depth)
        entries = [self._entry(heading, contents) for heading in headings]
        pitch = self._close_pitch(title, [strip for strips in entries for strip in strips])
        yield from title
        for strips in entries:
            for strip in strips:
                yield strip if pitch is None else replace(strip, style=replace(strip.style, pitch=pitch))

    def _entry(self, heading: Heading, contents: Contents) -> tuple[Strip, ...]:
        """The lines of contents that lead to a heading; without line breaks and bold type."""
        self._pages.heed_cancel()
        lead = (*heading.lead, Run(" ", _OWN)) if heading.lead else ()
        runs = tuple(Run(run.text.replace("\n", ""), run.source) for run in (*lead, *heading.runs))
        style = replace(self._look.contents[heading.level], together=True)
        strips = self._strips(runs, style, contents.id)
        return tuple(replace(strip, target=heading.id, leads=strip is strips[-1]) for strip in strips)

    def _close_pitch(self, title: Sequence[Strip], lines: Sequence[Strip]) -> float | None:
        """The pitch that puts contents on a page which are a little longer than it; None if none does."""
        if not lines or not self._pages.is_fresh() or self._pages.fits([*title, *lines]):
            return None
        used = sum(strip.height for strip in title) + (title[-1].after if title else 0.0)
        pitch = floor((self._pages.page.depth - used) / len(lines) * 100) / 100
        return pitch if pitch >= self._look.contents_least_pitch else None

    def _strips(
        self,
        runs: Sequence[Run],
        style: TextStyle,
        block_id: str,
        *,
        level: int | None = None,
        title: str = "",
    ) -> tuple[Strip, ...]:
        return strips_of(
            runs,
            style,
            self._fonts,
            measure=self._pages.page.measure,
            place=self._place_name(),
            block_id=block_id,
            level=level,
            title=title,
        )

    def _tables(self, block: Tables) -> Iterator[TableLayout]:
        """Tables that are kept whole, in as much closer rows as saves a page."""
        layouts = [self._table(table) for table in block.tables]
        usual, pages = self._look.table, self._pages
        room = pages.room_after_waiting() - usual.before
        needed = partial(pages_of, gap=usual.before + usual.after, room=room, depth=pages.depth)
        if needed([each.height for each in layouts]) and len(layouts) > 1:
            _set_in_fewest(layouts, (usual, *usual.closer()), needed)
        for layout in layouts:
            pages.keep([layout])
            yield layout

    def _table(self, table: Table) -> TableLayout:
        return TableLayout(
            table,
            self._look.table,
            self._fonts,
            measure=self._pages.page.measure,
            depth=self._pages.depth,
            place=self._place_name(),
        )

    def _chart(self, chart: Chart) -> Iterator[Item]:
        again = (*chart.caption, _GOES_ON) if chart.caption else ()
        caption, goes_on = (
            self._strips(runs, self._look.chart_caption, chart.id) for runs in (chart.caption, again)
        )
        below = max(sum(strip.before + strip.height for strip in each) for each in (caption, goes_on))
        pages, above = self._pages, self._pages.page.grid  # what may stand above a chart
        figures = figures_of(
            chart,
            self._fonts,
            measure=pages.page.measure,
            depth=pages.depth - above,
            first=pages.room_after_waiting(on_fresh_page=True) - above,
            room=pages.room_after_waiting() - above,
            below=below,
        )
        for number, figure in enumerate(figures):
            yield figure
            yield from goes_on if number else caption

    def _kept(self, block: KeepTogether) -> Iterator[Item]:
        items = list(self._items(block.blocks))
        self._pages.keep(items)
        strips = [item for item in items if isinstance(item, Strip)]
        if len(strips) == len(items):
            yield from kept(strips)
        else:
            yield from items

    def _enter(self, depth: float, runs: Sequence[Run]) -> None:
        """What follows stands under this heading or label, and no longer under others of its depth."""
        title = " ".join(plain(runs).split())
        self._path = [each for each in self._path if each[0] < depth] + [(depth, title)]

    def _place_name(self) -> str:
        path = " › ".join(title for _depth, title in self._path)
        return f"“{path}”之下" if path else "报告开头"


def _set_in_fewest(
    layouts: Sequence[TableLayout], styles: Sequence[TableStyle], needed: Callable[[Sequence[float]], int]
) -> None:
    """Set tables in the first of ever closer styles in which they need as few pages as in the last."""

    def pages_in(style: TableStyle) -> int:
        for layout in layouts:
            layout.set_in(style)
        return needed([layout.height for layout in layouts])

    fewest = pages_in(styles[-1])
    for style in styles:
        if pages_in(style) == fewest:
            return
