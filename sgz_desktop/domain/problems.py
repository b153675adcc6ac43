"""A thing that is wrong with its place, so that all of them can be said at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `place` is a JSON path ($.marks[3].answer) or file!sheet!cell, `sentence` is Chinese."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}：{self.sentence}"
