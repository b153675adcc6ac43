"""Which rows of a survey's lists are one person: names are often masked, and lists on several sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sgz_desktop.intake.problems import Place, Problem, warning
from sgz_desktop.intake.tables import RespondentReading
from sgz_desktop.services.tables.matching import short

_ANSWERS = ("answer", "outcome")


@dataclass(slots=True)
class _Person:
    """One person of a key: where each sheet tells of them, and what the first did."""

    reading: RespondentReading
    values: Mapping[str, Any]
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def is_answered(self) -> bool:
        return _is_answered(self.values)


class People:
    """Tells, for each row in turn, the how-manieth of its name and telephone number it is, from 0."""

    def __init__(self) -> None:
        self._found: dict[str, list[_Person]] = {}
        self.problems: list[Problem] = []

    def turn(self, key: str, reading: RespondentReading, values: Mapping[str, Any]) -> int:
        """Which person of that key a row is of; what is likely only is told among the problems.

        Of one sheet each row is a person, but for those with one telephone number and no number of their own.
        Of another sheet a row is of the person who is still without an answer, or has the very same one.
        """
        people = self._found.setdefault(key, [])
        known = self._known(people, reading, values)
        if known is None:
            if people and reading.phone:
                self._say(people[0], reading, "同名同电话，序号不同，按另一位受访对象读入，请核对是否重复。")
            people.append(_Person(reading, values))
            known = len(people) - 1
        elif values == people[known].values:
            if _is_answered(values) or reading.place.sheet in people[known].places:
                self._say(people[known], reading, "的内容相同，是同一个人，只算一位受访对象，请核对。")
        elif not people[known].is_answered:
            people[known].values = values
        people[known].places.setdefault(reading.place.sheet, reading.place)
        return known

    def _known(
        self, people: list[_Person], reading: RespondentReading, values: Mapping[str, Any]
    ) -> int | None:
        sheet = reading.place.sheet
        if reading.phone and people and not (reading.number and sheet in people[0].places):
            return 0
        free = [number for number, each in enumerate(people) if sheet not in each.places]
        same = (number for number in free if people[number].values == values)
        open_ones = (
            number
            for number in free
            if not (people[number].is_answered and _is_answered(values))
            and _may_be_of_one_zone(reading, people[number].reading)
        )
        return next(same, next(open_ones, None))

    def _say(self, person: _Person, reading: RespondentReading, text: str) -> None:
        at = next(iter(person.places.values()))
        where = at.cell if at.sheet == reading.place.sheet else f"{short(at.sheet)}!{at.cell}"
        self.problems.append(warning(reading.place, f"与 {where} {text}"))


def _is_answered(values: Mapping[str, Any]) -> bool:
    return any(values[name] is not None for name in _ANSWERS)


def _may_be_of_one_zone(reading: RespondentReading, other: RespondentReading) -> bool:
    return reading.zone == other.zone or "" in (reading.zone, other.zone)
