"""A house style as one value: the order of a report, its wording, its figures and its looks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sgz_desktop.domain.checks import refuse_code, refuse_figure, refuse_name
from sgz_desktop.errors import Refused
from sgz_desktop.house_styles.numbering import FORMS
from sgz_desktop.house_styles.parts import DEEPEST, Part, WrittenPart
from sgz_desktop.house_styles.passages import BadPassage


class Rates(StrEnum):
    """How completion rates are written: 50.00%, or 50% when whole."""

    TWO_DECIMALS = "two_decimals"
    WHOLE_BARE = "whole_bare"


class ExperiencedShare(StrEnum):
    """The share of staff with two years or more (domain.md 4.2): of person-months or heads."""

    PERSON_MONTHS = "person_months"
    HEADS = "heads"
    AGREED_HEADS = "agreed_heads"


class Retention(StrEnum):
    """稳岗率 (domain.md 4.2): who stayed, or certified staff on duty, over the agreed heads."""

    STAYED = "stayed"
    CERTIFIED_ON_DUTY = "certified_on_duty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words a house uses where others use another."""

    expert: str
    assistant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Codes of parties and components in the order in which a house names them.

    `weights_again` is for a house that tells the weights a second time in another order; () is the first one.
    """

    weights: tuple[str, ...]
    score_table: tuple[str, ...]
    party_scores: tuple[str, ...]
    weights_again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Number style and denominators, and the fixed words of the indicator sentence.

    `rates` are the indicators' in the sentence, `shares` all others.
    """

    rates: Rates = Rates.TWO_DECIMALS
    shares: Rates = Rates.TWO_DECIMALS
    per_cent: str = "%"
    experienced_share: ExperiencedShare = ExperiencedShare.HEADS
    retention: Retention = Retention.STAYED
    between_amounts: str = "，"
    between_rates: str = "、"
    between_clauses: str = "；"
    one_rate: str = "，完成协议指标量的"
    several_rates: str = "，分别完成协议指标量的"

    def __post_init__(self) -> None:
        if self.per_cent not in ("%", "％"):
            raise Refused("per_cent", "百分号应是 % 或 ％。")


class Face(StrEnum):
    """The official faces of GB/T 9704: 小标宋, 黑体, 楷体, 仿宋, and 宋体."""

    TITLE = "title"
    HEI = "hei"
    KAI = "kai"
    FANGSONG = "fangsong"
    SONG = "song"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A face, its size in points, and whether it is drawn heavy."""

    face: Face
    size: Decimal = Decimal(16)
    heavy: bool = False

    def __post_init__(self) -> None:
        refuse_figure("size", self.size, least=Decimal(5), most=Decimal(72))


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Page and letters: margins in millimetres, the grid of lines and characters, faces by level."""

    top: Decimal = Decimal(37)
    bottom: Decimal = Decimal(35)
    left: Decimal = Decimal(28)
    right: Decimal = Decimal(26)
    lines: int = 22
    characters: int = 28
    title: Letter = Letter(face=Face.TITLE, size=Decimal(22), heavy=True)
    subtitle: Letter = Letter(face=Face.KAI)
    headings: tuple[Letter, ...] = (
        Letter(face=Face.HEI, heavy=True),
        Letter(face=Face.KAI, heavy=True),
        Letter(face=Face.FANGSONG, heavy=True),
        Letter(face=Face.FANGSONG),
    )
    body: Letter = Letter(face=Face.FANGSONG)
    label: Letter = Letter(face=Face.KAI, heavy=True)

    def __post_init__(self) -> None:
        for field in ("top", "bottom", "left", "right"):
            refuse_figure(field, getattr(self, field), least=Decimal(5), most=Decimal(80))
        if not 10 <= self.lines <= 60:
            raise Refused("lines", "每页行数应在 10 至 60 之间。")
        if not 15 <= self.characters <= 60:
            raise Refused("characters", "每行字数应在 15 至 60 之间。")
        if not self.headings:
            raise Refused("headings", "至少要有一级标题的字体。")


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStyle:
    """One association's way of writing a report. `outline` is in the order of the report."""

    kind: ClassVar[str] = "house_style"
    code: str
    title: str
    terms: Terms
    orders: Orders
    outline: tuple[Part, ...]
    passages: Mapping[str, str]
    numbering: tuple[str, ...] = ("一、", "（一）", "1.", "（1）", "①")
    figures: Figures = Figures()
    looks: Looks = Looks()
    fragments: Mapping[str, tuple[Part, ...]]

    def __post_init__(self) -> None:
        refuse_code("code", self.code)
        refuse_name("title", self.title)
        if len(self.numbering) < DEEPEST:
            raise Refused("numbering", f"应有 {DEEPEST} 级编号。")
        for form in self.numbering:
            if form not in FORMS:
                raise Refused("numbering", f"“{form}”不是一种编号。")

    def passage(self, key: str) -> str:
        """A passage's template by its key. Raises BadPassage where there is none."""
        if key not in self.passages:
            raise BadPassage(f"体例“{self.title}”里没有名为“{key}”的段落。")
        return self.passages[key]

    @property
    def texts_wanted(self) -> tuple[str, ...]:
        """The codes of the texts that somebody has to write: nothing else can stand in their place."""
        return tuple(
            each.code
            for each in self.outline
            if isinstance(each, WrittenPart) and not each.fallback and not each.when
        )

    def with_passages(self, changed: Mapping[str, str]) -> "HouseStyle":
        """The style with some passages worded anew for one evaluation; unknown keys are left alone."""
        known = {key: text for key, text in changed.items() if key in self.passages}
        return replace(self, passages={**self.passages, **known}) if known else self
