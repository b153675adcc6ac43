"""Which fonts a report will be printed in, told before anything is printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sgz_desktop.exports.chart_drawing import PAPER
from sgz_desktop.exports.font_files import INSTEAD, ROLE_NAMES, Role
from sgz_desktop.exports.fonts import FontBook, is_invisible
from sgz_desktop.exports.report import (
    Chart,
    Contents,
    Heading,
    Paragraph,
    Passage,
    Report,
    Run,
    Table,
    leaves,
)
from sgz_desktop.exports.typography import AGAIN, Typography


@dataclass(frozen=True, slots=True, kw_only=True)
class FontUse:
    """A kind of type that a report uses: what it should be set in, what it will be, and what is not in that.

    `wanted` is the kind (小标宋), `taken` the font, `stands_in` the kind it is of where the machine has
    none of the wanted, "" when it is the font we carry. `fallen` are the characters taken from elsewhere, by
    font; `missing` are those that no font has, for which the export will stop.
    """

    role: Role
    wanted: str
    taken: str
    official: bool
    stands_in: str = ""
    fallen: tuple[tuple[str, str], ...] = ()
    missing: str = ""


def fonts_used(
    report: Report, fonts: FontBook, *, typography: Typography | None = None
) -> tuple[FontUse, ...]:
    """Every kind of type the report uses, in the order of Role; nothing is printed and nothing raised."""
    look = typography or Typography()
    texts: dict[Role, set[str]] = {role: set() for role in Role}
    for role, runs in _set_texts(report, look):
        for run in runs:
            texts[Role.HEI if run.bold else role].update(run.text)
    return tuple(_use(role, sorted(texts[role]), fonts) for role in Role if texts[role])


def _use(role: Role, characters: Sequence[str], fonts: FontBook) -> FontUse:
    main = fonts.main_font(role)
    fallen: dict[str, str] = {}
    missing = ""
    for character in characters:
        if character == "\n" or is_invisible(character):
            continue
        glyph = fonts.glyph(character, role)
        if glyph is None:
            missing += character
        elif glyph.font is not main:
            family = fonts.family_of(glyph.font)
            fallen[family] = fallen.get(family, "") + character
    official = fonts.is_official(role)
    like = next((other for other in INSTEAD[role] if not official and fonts.is_official(other)), None)
    return FontUse(
        role=role,
        wanted=ROLE_NAMES[role],
        taken=fonts.family_of(main),
        official=official,
        stands_in=ROLE_NAMES[like] if like else "",
        fallen=tuple(fallen.items()),
        missing=missing,
    )


def _set_texts(report: Report, look: Typography) -> Iterator[tuple[Role, tuple[Run, ...]]]:
    for block in leaves(report):
        if isinstance(block, Heading):
            style = look.headings[block.level] if block.style is None else look.paragraphs[block.style]
            yield style.role, block.runs
            yield look.paragraphs[AGAIN].role, block.again
        elif isinstance(block, Paragraph):
            yield look.paragraphs[block.style].role, block.runs
        elif isinstance(block, Table):
            yield look.caption.role, block.caption
            yield from ((look.table.head_role, cell.runs) for row in block.head for cell in row.cells)
            yield from ((look.table.role, cell.runs) for row in block.body for cell in row.cells)
        elif isinstance(block, Chart):
            words = "".join(block.chart.words())
            yield PAPER.role, (Run(words, Passage("chart")),)
            yield look.chart_caption.role, block.caption
        elif isinstance(block, Contents):
            yield look.contents_title.role, block.title
