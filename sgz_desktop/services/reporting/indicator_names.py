"""Indicators named one by one where several of a service bear its name: 专业个案（节数）."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from sgz_desktop.domain.indicator import Indicator
from sgz_desktop.services.reporting.indicator_groups import name_of

_AGREED = "协议"
_NO_MEASURE = ("", "量")


def told_apart(indicators: Sequence[Indicator]) -> Mapping[UUID, str]:
    """Each indicator's name; of those named alike with what it counts, by its column, unit or label."""
    counts = Counter(map(name_of, indicators))
    named = {}
    for each in indicators:
        name = name_of(each)
        alike = [other for other in indicators if name_of(other) == name]
        named[each.id] = name if counts[name] == 1 else _telling(alike)(each)
    return named


def _telling(alike: Sequence[Indicator]) -> Callable[[Indicator], str]:
    """The first way of naming them that makes no two alike, or else their labels."""
    for way in (_by_measure, _by_unit):
        if len({way(each) for each in alike}) == len(alike):
            return way
    return _by_label


def _by_measure(indicator: Indicator) -> str:
    measure = indicator.column.removeprefix(_AGREED)
    return _by_unit(indicator) if measure in _NO_MEASURE else f"{name_of(indicator)}（{measure}）"


def _by_unit(indicator: Indicator) -> str:
    return f"{name_of(indicator)}（{indicator.unit}）"


def _by_label(indicator: Indicator) -> str:
    return indicator.label
