"""The annexes a report carries, each on sheets of its own."""

from collections.abc import Iterator, Sequence

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.exports.report import Block, Heading, KeepTogether, PageForm, ParagraphStyle, Passage, Run
from sgz_desktop.house_styles.parts import Annex, AnnexPart, Look
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.annex_attendance import attendance_tables, has_attendance
from sgz_desktop.services.reporting.annex_grid import AnnexContent, Line, table_of
from sgz_desktop.services.reporting.annex_indicators import indicator_form, indicator_tables
from sgz_desktop.services.reporting.annex_resources import resources_annex
from sgz_desktop.services.reporting.annex_roster import roster_annex
from sgz_desktop.services.reporting.annex_training import training_annex
from sgz_desktop.services.reporting.draft import Draft, paragraphs
from sgz_desktop.services.reporting.roster import roster_of

_CITY = "市"
_OWN = Passage("annex_note")


def annexes_of(style: HouseStyle, dossier: Dossier) -> tuple[AnnexPart, ...]:
    """The annexes of the style that the evaluation has data for, in the order of the report."""
    return tuple(each for each in style.outline if isinstance(each, AnnexPart) and _has_data(dossier, each))


def _has_data(dossier: Dossier, part: AnnexPart) -> bool:
    if part.annex is Annex.INDICATORS:
        return bool(dossier.indicators)
    if part.annex is Annex.ATTENDANCE:
        return roster_of(dossier) is not None or (not part.rows_only and has_attendance(dossier))
    return bool(dossier.resources if part.annex is Annex.RESOURCES else dossier.training_hours)


def annex_content(draft: Draft, part: AnnexPart) -> AnnexContent | None:
    """What an annex of rows shows; None for one that is told otherwise: indicators, totals of attendance."""
    if part.annex is Annex.ATTENDANCE:
        return roster_annex(draft)
    if part.annex is Annex.RESOURCES:
        return resources_annex(draft.dossier)
    return training_annex(draft) if part.annex is Annex.TRAINING else None


def annex_title(draft: Draft, part: AnnexPart, number: int) -> tuple[Run, ...]:
    """The title of one annex as its sheet, the list of annexes, contents and bookmarks have it."""
    return tuple(_once(draft.filled(part.title, f"annex.{part.annex}", {"附件号": _number(number)})))


def annex_period(draft: Draft, part: AnnexPart, number: int) -> tuple[Run, ...]:
    """The line below the title that says what time the figures are of; () where the style has none."""
    if not part.period:
        return ()
    return draft.filled(part.period, f"annex.{part.annex}.period", {"附件号": _number(number)})


def annex_form(dossier: Dossier, part: AnnexPart, content: AnnexContent | None) -> PageForm:
    """The form of its sheets: as the style has it, but for rows and indicators that need another one."""
    if content is not None:
        return content.form
    form = PageForm(part.form)
    return indicator_form(dossier, form) if part.annex is Annex.INDICATORS else form


def annex_blocks(draft: Draft, part: AnnexPart, number: int, content: AnnexContent | None) -> Iterator[Block]:
    """附件 and its number, title, period and tables of one annex; its number with （续） on more sheets."""
    label = (Run("附件", Passage("annex")), _number(number))
    yield from paragraphs(f"annex.{part.annex}.label", label, Look.ANNEX_TITLE)
    title = annex_title(draft, part, number)
    again = (*label, Run("（续）", Passage("annex")))
    yield Heading(f"annex.{part.annex}", 1, title, ParagraphStyle.TITLE, lead=label, again=again)
    if part.period:
        yield from paragraphs(f"annex.{part.annex}.period", annex_period(draft, part, number), Look.CENTERED)
    if content is not None:
        yield from _content_blocks(draft, f"annex.{part.annex}", content)
    else:
        form = annex_form(draft.dossier, part, content)
        is_attendance = part.annex is Annex.ATTENDANCE
        yield from attendance_tables(draft) if is_attendance else indicator_tables(draft, form)


def _content_blocks(draft: Draft, base: str, content: AnnexContent) -> Iterator[Block]:
    yield from _lines(f"{base}.above", content.above)
    for number, grid in enumerate(content.parts, 1):
        name = f"{base}.rows" if number == 1 else f"{base}.rows.{number}"
        yield table_of(grid, name, draft.style.figures)
    yield from _lines(f"{base}.note", content.notes)
    if content.signature:
        signed = paragraphs(f"{base}.signature", (Run(content.signature, _OWN),), Look.NOTE)
        yield KeepTogether(f"{base}.signed", signed)


def _lines(base: str, lines: Sequence[Line]) -> Iterator[Block]:
    for number, line in enumerate(lines, 1):
        yield from paragraphs(f"{base}.{number}", (Run(line.text, line.source),), Look.NOTE)


def _number(number: int) -> Run:
    return Run(str(number), Passage("numbering"))


def _once(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs without a city that the style's words name right before a name that begins with it."""
    for run, following in zip(runs, (*runs[1:], None), strict=True):
        named = following is not None and following.text.startswith(run.text)
        if not (named and run.text.endswith(_CITY)):
            yield run
