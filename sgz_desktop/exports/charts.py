"""What a chart shows: bars, their measure, a mark. How it is drawn is told in exports/chart_drawing.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_TICKS = (Decimal(0), Decimal(50), Decimal(100))


class ChartKind(StrEnum):
    """What the bars are measured against."""

    COMPLETION = "completion"  # rates in per cent of what was agreed, beside the time that has passed
    SHARE = "share"  # points, each bar against a maximum of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; `value` None draws none, `printed` is what stands beside it in any case.

    `maximum` is what fills the bar's whole length; a longer value is drawn cut off, with its true number.
    `behind` bars are hatched, so that they are told from the others without colour.
    """

    label: str
    printed: str
    maximum: Decimal
    value: Decimal | None = None
    behind: bool = False

    def __post_init__(self) -> None:
        if self.maximum <= 0:
            raise ValueError(f"bar {self.label}: the maximum is not more than nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLine:
    """A line across all bars at a value of their common measure, with its label (时间进度 45.83%)."""

    value: Decimal
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Horizontal bars from top to bottom. The title is the caption's affair and is not drawn.

    `plain_legend` and `behind_legend` name plain and hatched bars, empty where there are none; `note` stands
    below all. `unit` is that of the values. Of a chart in parts, `measured` are the bars of all parts: their
    words say where the bars begin and end, so that every part is drawn to one scale.
    """

    kind: ChartKind
    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    mark: MarkLine | None = None
    plain_legend: str = ""
    behind_legend: str = ""
    note: str = ""
    measured: tuple[Bar, ...] = ()

    def __post_init__(self) -> None:
        if not self.bars:
            raise ValueError(f"chart {self.title}: nothing to show")

    @property
    def ticks(self) -> tuple[tuple[Decimal, str], ...]:
        """What is written under the bars: values of their common measure, none where each has its own."""
        if self.kind is not ChartKind.COMPLETION:
            return ()
        return tuple((each, f"{each}%" if each else "0") for each in _TICKS)

    def words(self) -> Iterator[str]:
        """The words of the chart from top to bottom as they are drawn: mark, bars, ticks, legend, note."""
        if self.mark is not None:
            yield self.mark.label
        for bar in self.bars:
            yield from (bar.label, bar.printed)
        yield from (text for _, text in self.ticks)
        yield from (each for each in (self.plain_legend, self.behind_legend, self.note) if each)
