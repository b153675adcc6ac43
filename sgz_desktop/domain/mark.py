"""What an expert answered on one item: one answer type a judging rule, beside 不适用 and 待议."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sgz_desktop.domain.checks import refuse_code, refuse_figure, refuse_text
from sgz_desktop.errors import Refused


class Extent(StrEnum):
    """How far something is there: all of it, part of it, nothing."""

    ALL = "all"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Degree:
    """程度分: the points given, 0 to full."""

    kind: ClassVar[str] = "degree"
    points: Decimal

    def __post_init__(self) -> None:
        refuse_figure("points", self.points)


@dataclass(frozen=True, slots=True)
class Conditions:
    """组合分: the codes of the conditions that are met."""

    kind: ClassVar[str] = "conditions"
    met: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """按比例分档: the ratio itself, 1 for 100 %."""

    kind: ClassVar[str] = "ratio"
    value: Decimal

    def __post_init__(self) -> None:
        refuse_figure("value", self.value)


@dataclass(frozen=True, slots=True)
class Completeness:
    """全有、部分、没有: how far the thing is there."""

    kind: ClassVar[str] = "completeness"
    extent: Extent


@dataclass(frozen=True, slots=True)
class FaultCount:
    """How often one fault was found."""

    fault: str
    count: int

    def __post_init__(self) -> None:
        refuse_code("fault", self.fault)
        if not 0 < self.count <= 1000:
            raise Refused("count", "扣分次数应在 1 至 1000 之间。")


@dataclass(frozen=True, slots=True)
class Faults:
    """扣分: the faults found; an empty list means none was."""

    kind: ClassVar[str] = "faults"
    found: tuple[FaultCount, ...]

    def __post_init__(self) -> None:
        codes = [each.fault for each in self.found]
        if len(set(codes)) != len(codes):
            raise Refused("found", "同一扣分点只能写一次，请合并次数。")
        if codes != sorted(codes):
            object.__setattr__(self, "found", tuple(sorted(self.found, key=lambda each: each.fault)))

    @property
    def counts(self) -> Mapping[str, int]:
        """Fault code to how often it was found."""
        return {each.fault: each.count for each in self.found}


@dataclass(frozen=True, slots=True)
class Bare:
    """直接给分: a bare figure."""

    kind: ClassVar[str] = "bare"
    points: Decimal

    def __post_init__(self) -> None:
        refuse_figure("points", self.points)


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """不适用（/）: the item leaves numerator and denominator."""

    kind: ClassVar[str] = "not_applicable"


@dataclass(frozen=True, slots=True)
class Pending:
    """待议: seen, not decided; counts as unanswered."""

    kind: ClassVar[str] = "pending"


Answer = Degree | Conditions | Ratio | Completeness | Faults | Bare | NotApplicable | Pending


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One expert's answer on one item, in one review group where the item is judged per group."""

    kind: ClassVar[str] = "mark"
    key: ClassVar[tuple[str, ...]] = ("item", "group_id", "person_id")
    id: UUID
    item: str
    group_id: UUID | None = None
    person_id: UUID
    answer: Answer
    note: str = ""

    def __post_init__(self) -> None:
        refuse_code("item", self.item)
        refuse_text("note", self.note)
