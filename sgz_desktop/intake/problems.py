"""What is wrong with a workbook, and where in it."""

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How bad a problem is: the value was not read, or it was read and somebody should look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; `cell` may be a range (C4:E4), empty for the sheet, `sheet` for the file."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return "!".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `text` is the Chinese sentence that says it."""

    place: Place
    text: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.place}：{self.text}"


def error(place: Place, text: str) -> Problem:
    """A problem whose value was not read."""
    return Problem(place, text, Level.ERROR)


def warning(place: Place, text: str) -> Problem:
    """A problem whose value was read, but which somebody should look at."""
    return Problem(place, text, Level.WARNING)
