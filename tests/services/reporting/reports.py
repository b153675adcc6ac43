"""What the tests of reports look at: headings, tables, paragraphs, and runs whose source is nowhere."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import field_names
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.domain.report_text import TEXT_NAMES
from sgz_desktop.exports.report import (
    Field,
    Heading,
    ObservationRef,
    Paragraph,
    Passage,
    QuantityRef,
    Report,
    Run,
    Table,
    leaves,
    plain,
    runs_in_reading_order,
)
from sgz_desktop.house_styles.parts import Annex, HeadingPart, Part
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.house_styles.vocabulary import VOCABULARY
from sgz_desktop.services.reporting.compose import compose
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION

OWN_KEYS = {"numbering", "indicator_sentence", "annex", "annex_head", "score_table", "counted", "flag"}
OWN_KEYS |= {"annex_note", "contents", "terms.expert", "terms.assistant"}
_PARTIES = {"supervisor", "purchaser", "supervision_centre", "operator"}


def composed(
    program: Program, style: HouseStyle, *, of: UUID = EVALUATION, final: bool | None = None
) -> Report:
    """The report of an evaluation in a style; final where nothing is missing unless told."""
    missing = program.results.blocking(of)
    return compose(
        program.evaluations.dossier(of),
        program.evaluations.rubric(of),
        program.results.score(of),
        missing,
        style,
        created=make.NOON,
        final=not missing if final is None else final,
    )


def headings(report: Report) -> list[str]:
    """Level and text of every heading."""
    return [f"{each.level} {plain(each.runs)}" for each in leaves(report) if isinstance(each, Heading)]


def chapters(report: Report) -> list[str]:
    """The headings of the first level."""
    return [each.removeprefix("1 ") for each in headings(report) if each.startswith("1 ")]


def table(report: Report, key: str) -> list[list[str]]:
    """The cells of a table, the covered ones left out."""
    (found,) = [each for each in leaves(report) if isinstance(each, Table) and each.id == key]
    return [[plain(cell.runs) for cell in row.cells] for row in (*found.head, *found.body)]


def below(report: Report, heading_id: str) -> list[str]:
    """The paragraphs between a heading and the next one."""
    found: list[str] | None = None
    for each in leaves(report):
        if isinstance(each, Heading):
            if found is not None:
                return found
            found = [] if each.id == heading_id else None
        elif found is not None and isinstance(each, Paragraph):
            found.append(plain(each.runs))
    assert found is not None, f"no heading {heading_id}"
    return found


def with_passage(style: HouseStyle, key: str, text: str) -> HouseStyle:
    """The style with one passage worded anew."""
    return replace(style, passages={**style.passages, key: text})


def changed(style: HouseStyle, heading_id: str, part: Part) -> HouseStyle:
    """The style with another part instead of the first one below a heading."""
    outline = list(style.outline)
    (place,) = [
        number
        for number, each in enumerate(outline)
        if isinstance(each, HeadingPart) and each.id == heading_id
    ]
    outline[place + 1] = part
    return replace(style, outline=tuple(outline))


def sourceless(report: Report, dossier: Dossier, style: HouseStyle) -> Iterator[Run]:
    """The runs whose source is nowhere."""
    for run in runs_in_reading_order(report):
        if not _is_real(run, dossier, style):
            yield run


def _is_real(run: Run, dossier: Dossier, style: HouseStyle) -> bool:
    entities = {each.id: each for each in dossier.entities()}
    match run.source:
        case Passage(key):
            return _is_word(key, style)
        case Field(kind, entity_id, name):
            entity = entities.get(entity_id)
            return entity is not None and entity.kind == kind and name in field_names(type(entity))
        case ObservationRef(observation_id, field):
            observation = entities.get(observation_id)
            return observation is not None and field in field_names(type(observation))
        case QuantityRef(key):
            return key in REGISTRY
    return False


def _is_word(key: str, style: HouseStyle) -> bool:
    """Whether fixed wording is the style's, the rule set's, or known as the program's own."""
    kind, _, rest = key.partition(".")
    parts = [*style.outline, *(each for parts in style.fragments.values() for each in parts)]
    known = {
        "heading": {each.id for each in parts if isinstance(each, HeadingPart)} | {"missing"},
        "annex": {f"{each}{end}" for each in Annex for end in ("", ".period")},
        "chart": {"indicators", "components"},
        "quantity": set(REGISTRY),
        "unknown": VOCABULARY.names | TEXT_NAMES.keys() | _PARTIES,
    }
    if kind in known and rest:
        return rest in known[kind]
    return key in OWN_KEYS or key in style.passages or kind in ("rubric", "missing")
