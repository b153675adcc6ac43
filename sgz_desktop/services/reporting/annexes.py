"""The annexes a report carries, each on sheets of its own."""

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

from sgz_desktop.exports.report import (
    Block,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Passage,
    Run,
    Table,
)
from sgz_desktop.house_styles.parts import Annex, AnnexPart, Form, Look
from sgz_desktop.services.reporting.annex_attendance import attendance_tables, has_attendance
from sgz_desktop.services.reporting.annex_indicators import indicator_tables
from sgz_desktop.services.reporting.draft import Draft, paragraphs

# Points, as the typesetter sets tables that would else need one more sheet. Where the guess is wrong, a table
# goes over to a sheet that only lacks the line 附件1 …（续） above it.
_ROW, _BETWEEN = 18.5, 12.0
_ROOMS = MappingProxyType({Form.LANDSCAPE: (326.0, 418.0), Form.PORTRAIT: (490.0, 610.0)})


def annexes_of(draft: Draft) -> tuple[AnnexPart, ...]:
    """The annexes of the style that the evaluation has data for, in the order of the report."""
    return tuple(
        each for each in draft.style.outline if isinstance(each, AnnexPart) and _has_data(draft, each.annex)
    )


def _has_data(draft: Draft, annex: Annex) -> bool:
    if annex is Annex.INDICATORS:
        return bool(draft.dossier.indicators)
    return has_attendance(draft.dossier)


def annex_blocks(draft: Draft, part: AnnexPart, number: int) -> Iterator[Block]:
    """附件 and its number, the title, the period and the tables of one annex, sheet by sheet."""
    more = {"附件号": Run(str(number), Passage("numbering"))}
    label = (Run("附件", Passage("annex")), more["附件号"])
    yield from paragraphs(f"annex.{part.annex}.label", label, Look.ANNEX_TITLE)
    title = draft.filled(part.title, f"annex.{part.annex}", more)
    yield Heading(f"annex.{part.annex}", 1, title, ParagraphStyle.TITLE, lead=label)
    if part.period:
        runs = draft.filled(part.period, f"annex.{part.annex}.period", more)
        yield from paragraphs(f"annex.{part.annex}.period", runs, Look.CENTERED)
    if part.annex is Annex.ATTENDANCE:
        yield from attendance_tables(draft)
        return
    first, *others = _sheets(indicator_tables(draft), *_ROOMS[part.form])
    yield from first
    again = (*label, Run(" ", Passage("annex")), *title, Run("（续）", Passage("annex")))
    for sheet, several in enumerate(others, 2):
        block_id = f"annex.{part.annex}.sheet.{sheet}"
        yield PageBreak(block_id)
        yield from _headed(several, paragraphs(f"{block_id}.label", again, Look.NOTE), _ROOMS[part.form][1])


def _sheets(tables: Iterable[KeepTogether], first: float, room: float) -> list[list[KeepTogether]]:
    """Tables sheet by sheet; the first sheet bears the title and has less room."""
    sheets: list[list[KeepTogether]] = [[]]
    left = first
    for table in tables:
        if sheets[-1] and _height(table) > left:
            sheets.append([])
            left = room
        sheets[-1].append(table)
        left -= _height(table) + _BETWEEN
    return sheets


def _height(kept: KeepTogether) -> float:
    return sum(len(each.head) + len(each.body) for each in kept.blocks if isinstance(each, Table)) * _ROW


def _headed(tables: Sequence[KeepTogether], line: Sequence[Paragraph], room: float) -> Iterator[Block]:
    """The line above the tables of a sheet; a table that no sheet can hold is cut, and not parted from it."""
    if _height(tables[0]) > room:
        yield KeepTogether(f"{tables[0].id}.headed", (*line, *tables[0].blocks))
        yield from tables[1:]
        return
    yield from line
    yield from tables
