"""The annexes a report carries, each on sheets of its own."""

from collections.abc import Iterator

from sgz_desktop.exports.report import Block, Heading, ParagraphStyle, Passage, Run
from sgz_desktop.house_styles.parts import Annex, AnnexPart, Look
from sgz_desktop.services.reporting.annex_attendance import attendance_tables, has_attendance
from sgz_desktop.services.reporting.annex_indicators import indicator_tables
from sgz_desktop.services.reporting.draft import Draft, paragraphs


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
    """附件 and its number, title, period and tables of one annex; its number with （续） on more sheets."""
    more = {"附件号": Run(str(number), Passage("numbering"))}
    label = (Run("附件", Passage("annex")), more["附件号"])
    yield from paragraphs(f"annex.{part.annex}.label", label, Look.ANNEX_TITLE)
    title = draft.filled(part.title, f"annex.{part.annex}", more)
    again = (*label, Run("（续）", Passage("annex")))
    yield Heading(f"annex.{part.annex}", 1, title, ParagraphStyle.TITLE, lead=label, again=again)
    if part.period:
        runs = draft.filled(part.period, f"annex.{part.annex}.period", more)
        yield from paragraphs(f"annex.{part.annex}.period", runs, Look.CENTERED)
    yield from attendance_tables(draft) if part.annex is Annex.ATTENDANCE else indicator_tables(draft)
