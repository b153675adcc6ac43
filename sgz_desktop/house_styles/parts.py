"""What an outline is made of: parts in the order of the report, headings with the level they stand at."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from sgz_desktop.domain.checks import refuse_code
from sgz_desktop.domain.observation import Tone
from sgz_desktop.errors import Refused
from sgz_desktop.house_styles.numbering import FORMS

DEEPEST = 5


class Look(StrEnum):
    """What a paragraph is; how that looks is the typography's affair."""

    BODY = "body"
    LIST = "list"
    LABEL = "label"
    TITLE = "title"
    SUBTITLE = "subtitle"
    NOTE = "note"
    SIGNATURE = "signature"
    CENTERED = "centered"
    COVER_TITLE = "cover_title"
    COVER_FIELD = "cover_field"
    ANNEX_TITLE = "annex_title"
    ANNEX_LIST = "annex_list"


class Scope(StrEnum):
    """Which observations belong in a leaf: those of no review group, of the group in hand, or all."""

    STATION = "station"
    GROUP = "group"
    ALL = "all"


class Annex(StrEnum):
    """The annexes a report can carry."""

    INDICATORS = "indicators"
    ATTENDANCE = "attendance"
    RESOURCES = "resources"
    TRAINING = "training"


class ChartKind(StrEnum):
    """The charts a report can carry."""

    INDICATORS = "indicators"
    COMPONENTS = "components"


class Form(StrEnum):
    """An upright sheet or one on its side."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


def _refuse_form(field: str, form: str | None) -> None:
    if form is not None and form not in FORMS:
        shown = "、".join(f"“{each}”" for each in sorted(FORMS) if each)
        raise Refused(field, f"“{form}”不是一种编号，可用的有 {shown}，不编号写成空文字。")


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPart:
    """What follows begins a new page of this form; `numbered` false: without page numbers, not counted."""

    kind: ClassVar[str] = "section"
    form: Form = Form.PORTRAIT
    numbered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPart:
    """A heading at a level; `number` None takes the level's own form. Its parts are those that follow.

    `optional`: left out with its number where nothing stands below it. `label`: a line without a place in
    the contents and bookmarks, such as 值得肯定的地方：.
    """

    kind: ClassVar[str] = "heading"
    id: str
    level: int
    text: str
    number: str | None = None
    optional: bool = False
    label: bool = False
    when: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_code("id", self.id)
        _refuse_form("number", self.number)
        if not 1 <= self.level <= DEEPEST:
            raise Refused("level", f"标题的级别应在 1 至 {DEEPEST} 之间。")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePart:
    """A passage as paragraphs, where every name in `when` is known and none in `unless` is."""

    kind: ClassVar[str] = "passage"
    key: str
    look: Look = Look.BODY
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """Passages as a numbered list."""

    kind: ClassVar[str] = "list"
    keys: tuple[str, ...]
    number: str = "1."

    def __post_init__(self) -> None:
        _refuse_form("number", self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    """A text of the evaluation by its code, behind a passage `lead` if there is one.

    Where nobody wrote it, the passage `fallback` stands for it; without one a draft says that it is missing
    and a final report leaves it out.
    """

    kind: ClassVar[str] = "written"
    code: str
    lead: str = ""
    number: str = ""
    fallback: str = ""
    when: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        _refuse_form("number", self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsPart:
    """The observations of some subjects and one tone; a single one bears no number.

    `leading` are passages that open the list where their names are known; `lead` introduces it; `none`
    stands for it where it is empty.
    """

    kind: ClassVar[str] = "findings"
    subjects: tuple[str, ...]
    tone: Tone
    number: str = "（1）"
    scope: Scope = Scope.ALL
    lead: str = ""
    leading: tuple[str, ...] = ()
    none: str = ""

    def __post_init__(self) -> None:
        _refuse_form("number", self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsPart:
    """A fragment once for every review group, then `shared` once if anything is of no group."""

    kind: ClassVar[str] = "groups"
    fragment: str
    shared: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonesPart:
    """A passage once for every zone."""

    kind: ClassVar[str] = "zones"
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsPart:
    """The indicator sentence between two passages; `none` where nothing was entered."""

    kind: ClassVar[str] = "indicators"
    lead: str
    tail: str
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VetoesPart:
    """The rule set's vetoes as a list."""

    kind: ClassVar[str] = "vetoes"
    number: str = "（一）"

    def __post_init__(self) -> None:
        _refuse_form("number", self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyScoresPart:
    """A passage once for every party, in the style's order, where the parties' scores are known."""

    kind: ClassVar[str] = "party_scores"
    key: str
    number: str = "1."

    def __post_init__(self) -> None:
        _refuse_form("number", self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTablePart:
    """The score table with its lead; where item points are suggestions, `suggested` says so."""

    kind: ClassVar[str] = "score_table"
    lead: str
    suggested: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePart:
    """The sentence of total and grade, in the wording that the state of the score asks for."""

    kind: ClassVar[str] = "outcome"
    final: str
    grade_only: str
    veto: str
    veto_open: str
    open: str
    open_same: str
    unknown_vetoes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPart:
    """What is missing, in a draft only; nothing in a final report."""

    kind: ClassVar[str] = "missing"
    title: str
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsPart:
    """The table of contents down to a level."""

    kind: ClassVar[str] = "contents"
    title: str
    depth: int = 2

    def __post_init__(self) -> None:
        if not 1 <= self.depth <= DEEPEST:
            raise Refused("depth", f"目录应到第 1 至 {DEEPEST} 级标题。")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexListPart:
    """The titles of the annexes that the report carries, behind the passage `lead`."""

    kind: ClassVar[str] = "annex_list"
    lead: str
    number: str = "1."

    def __post_init__(self) -> None:
        _refuse_form("number", self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexPart:
    """One annex on sheets of its own; left out where there is nothing to show.

    `rows_only`: left out too where only totals are known and no rows.
    """

    kind: ClassVar[str] = "annex"
    annex: Annex
    title: str
    period: str = ""
    form: Form = Form.LANDSCAPE
    rows_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPart:
    """A chart where people would rather look than read."""

    kind: ClassVar[str] = "chart"
    chart: ChartKind
    caption: str


Part = (
    SectionPart
    | HeadingPart
    | PassagePart
    | ListPart
    | WrittenPart
    | FindingsPart
    | GroupsPart
    | ZonesPart
    | IndicatorsPart
    | VetoesPart
    | PartyScoresPart
    | ScoreTablePart
    | OutcomePart
    | MissingPart
    | ContentsPart
    | AnnexListPart
    | AnnexPart
    | ChartPart
)
