"""One measured row a budget, and all of them as a table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured beside what is allowed, both in `unit`; `baseline` is what a ratio is taken to."""

    name: str
    measured: float
    limit: float
    budget: str
    baseline: float | None = None
    unit: str = "ms"

    @property
    def holds(self) -> bool:
        """Whether the budget is kept."""
        return self.measured <= self.limit


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A row that could not be measured here, and why."""

    name: str
    reason: str


Found = Row | NotMeasured
_HEAD = ("row", "measured", "baseline", "ratio", "budget", "holds")


def lines(found: Iterable[Found]) -> Iterator[str]:
    """The rows as aligned lines under a head."""
    texts = [_HEAD, *(_texts(each) for each in found)]
    widths = [max(_width(line[place]) for line in texts) for place in range(len(_HEAD))]
    for line in texts:
        cells = (text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _texts(each: Found) -> tuple[str, ...]:
    if isinstance(each, NotMeasured):
        return each.name, "not measured", "", "", each.reason, ""
    ratio = "" if not each.baseline else f"{each.measured / each.baseline:.2f}"
    baseline = "" if each.baseline is None else _figure(each.baseline, each.unit)
    return (
        each.name,
        _figure(each.measured, each.unit),
        baseline,
        ratio,
        each.budget,
        "yes" if each.holds else "NO",
    )


def _figure(value: float, unit: str) -> str:
    return f"{value:.2f} {unit}" if value < 10 else f"{value:.0f} {unit}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)
