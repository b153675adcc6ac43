"""Which blocks of a section are set as one group, and what the next block asks of the one before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from sgz_desktop.exports.report import (
    Block,
    Heading,
    KeepTogether,
    Paragraph,
    ParagraphStyle,
    Table,
    plain,
)
from sgz_desktop.exports.strips import Strip
from sgz_desktop.exports.typography import TextStyle

_LEAD_IN = ("：", ":", "如下。", "如下")
_LONGEST_LEAD = 10  # characters, in whose line something else begins


@dataclass(frozen=True, slots=True)
class Group:
    """Paragraphs of one kind in a row, with the space of their style before the first and after the last."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables in a row that are each kept whole; smaller type may save a page."""

    tables: tuple[Table, ...]


def grouped(blocks: Sequence[Block]) -> Iterator[tuple[Block | Group | Tables, Block | None]]:
    """Blocks and groups of them in reading order, each with the block that follows it."""
    at = 0
    for _, members in groupby(blocks, _kind_of):
        block, *more = members
        at += 1 + len(more)
        following = blocks[at] if at < len(blocks) else None
        table = _whole_table(block)
        if isinstance(block, Paragraph):
            yield Group((block, *(each for each in more if isinstance(each, Paragraph)))), following
        elif table is not None:
            others = (_whole_table(each) for each in more)
            yield Tables((table, *(each for each in others if each is not None))), following
        else:
            yield block, following


def is_underlined(heading: Heading, following: Block | None) -> bool:
    """Whether a line below a title belongs to it, the period of an annex, so that no space parts them."""
    titles, lines = ParagraphStyle.TITLE, (ParagraphStyle.SUBTITLE, ParagraphStyle.CENTERED)
    return heading.style is titles and isinstance(following, Paragraph) and following.style in lines


def pages_of(heights: Sequence[float], *, gap: float, room: float, depth: float) -> int:
    """How many pages things of such heights need besides one with so much room; cut is what none can hold."""
    pages = 0
    for height in heights:
        room -= height
        if room < 0:
            more = ceil(-room / depth) if height > depth else 1
            pages, room = pages + more, room + more * depth if height > depth else depth - height
        room -= gap
    return pages


def leads_in(paragraph: Paragraph, following: Block | None) -> bool:
    """Whether a paragraph announces what follows it, so that no page ends between them."""
    if following is None:
        return False
    return plain(paragraph.runs).rstrip().endswith(_LEAD_IN) or is_signature(following)


def runs_in(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the first of such paragraphs, 附件：, stands in the line of the second, as GB/T 9704 has it."""
    lead = plain(paragraphs[0].runs)
    is_list = paragraphs[0].style is ParagraphStyle.ANNEX_LIST and len(paragraphs) > 1
    return is_list and lead.endswith(_LEAD_IN[:2]) and len(lead) <= _LONGEST_LEAD


def may_sum_up(paragraph: Paragraph, following: Block | None) -> bool:
    """Whether what follows the last item of a list may be a line that says what they come to."""
    is_body = isinstance(following, Paragraph) and following.style is ParagraphStyle.BODY
    return is_body and paragraph.style is ParagraphStyle.LIST


def is_signature(block: Block) -> bool:
    """Whether this is, or begins with, the lines in which a report is signed: they do not stand alone."""
    if isinstance(block, KeepTogether):
        return bool(block.blocks) and is_signature(block.blocks[0])
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.SIGNATURE


def signed(lines: Sequence[tuple[Strip, ...]], style: TextStyle) -> list[tuple[Strip, ...]]:
    """Name and date centred under one another, the date its indent from the right where the name has room."""
    widths = [max((strip.line.width for strip in strips), default=0.0) for strips in lines]
    axis = max(style.right_indent + widths[-1] / 2, max(widths) / 2)
    return [
        tuple(
            replace(strip, style=replace(style, right_indent=axis - strip.line.width / 2)) for strip in strips
        )
        for strips in lines
    ]


def _whole_table(block: Block) -> Table | None:
    """The table that is alone kept together."""
    if not isinstance(block, KeepTogether) or len(block.blocks) != 1:
        return None
    (only,) = block.blocks
    return only if isinstance(only, Table) and not only.caption else None


def _kind_of(block: Block) -> ParagraphStyle | str | type:
    if _whole_table(block) is not None:
        return Tables
    if not isinstance(block, Paragraph):
        return block.id
    # A term under a title belongs to it.
    return ParagraphStyle.TITLE if block.style is ParagraphStyle.SUBTITLE else block.style
