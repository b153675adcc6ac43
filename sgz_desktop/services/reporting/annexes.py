"""The annexes a report carries, each on sheets of its own."""

from collections.abc import Iterator, Sequence

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.exports.report import Block, Heading, ParagraphStyle, Passage, Run
from sgz_desktop.house_styles.parts import Annex, AnnexPart, Look
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.annex_attendance import attendance_tables, has_attendance
from sgz_desktop.services.reporting.annex_indicators import indicator_tables
from sgz_desktop.services.reporting.draft import Draft, paragraphs

_CITY = "市"


def annexes_of(style: HouseStyle, dossier: Dossier) -> tuple[AnnexPart, ...]:
    """The annexes of the style that the evaluation has data for, in the order of the report."""
    return tuple(
        each for each in style.outline if isinstance(each, AnnexPart) and _has_data(dossier, each.annex)
    )


def _has_data(dossier: Dossier, annex: Annex) -> bool:
    if annex is Annex.INDICATORS:
        return bool(dossier.indicators)
    return has_attendance(dossier)


def annex_title(draft: Draft, part: AnnexPart, number: int) -> tuple[Run, ...]:
    """The title of one annex as its sheet, the list of annexes, contents and bookmarks have it."""
    return tuple(_once(draft.filled(part.title, f"annex.{part.annex}", {"附件号": _number(number)})))


def annex_blocks(draft: Draft, part: AnnexPart, number: int) -> Iterator[Block]:
    """附件 and its number, title, period and tables of one annex; its number with （续） on more sheets."""
    label = (Run("附件", Passage("annex")), _number(number))
    yield from paragraphs(f"annex.{part.annex}.label", label, Look.ANNEX_TITLE)
    title = annex_title(draft, part, number)
    again = (*label, Run("（续）", Passage("annex")))
    yield Heading(f"annex.{part.annex}", 1, title, ParagraphStyle.TITLE, lead=label, again=again)
    if part.period:
        runs = draft.filled(part.period, f"annex.{part.annex}.period", {"附件号": label[-1]})
        yield from paragraphs(f"annex.{part.annex}.period", runs, Look.CENTERED)
    yield from attendance_tables(draft) if part.annex is Annex.ATTENDANCE else indicator_tables(draft)


def _number(number: int) -> Run:
    return Run(str(number), Passage("numbering"))


def _once(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs without a city that the style's words name right before a name that begins with it."""
    for run, following in zip(runs, (*runs[1:], None), strict=True):
        named = following is not None and following.text.startswith(run.text)
        if not (named and run.text.endswith(_CITY)):
            yield run
