"""The user's manual: its chapters in order, each a file of Markdown beside its pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sgz_desktop.assets import manual


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: the page of the window it is about (or another key), its title and its file."""

    key: str
    title: str
    path: Path

    @property
    def text(self) -> str:
        """The chapter as Markdown."""
        return self.path.read_text(encoding="utf-8")


CHAPTERS = (
    "start",
    "home",
    "preparing",
    "visit",
    "day",
    "observations",
    "indicators",
    "tables",
    "scoring",
    "report",
    "safety",
    "keys",
)
"""The chapters in reading order; those named as a page of the window are opened from there."""


def chapters() -> tuple[Chapter, ...]:
    """Every chapter; raises MissingAssetError where the manual was not installed."""
    return tuple(_chapters(manual()))


def found(wanted: str, given: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """The chapters in which every word of `wanted` stands; all of them for an empty one."""
    words = wanted.lower().split()
    return tuple(each for each in given if all(word in each.text.lower() for word in words))


def _chapters(folder: Path) -> Iterator[Chapter]:
    for key in CHAPTERS:
        path = folder / f"{key}.md"
        with path.open(encoding="utf-8") as lines:
            yield Chapter(key, next(lines).removeprefix("#").strip(), path)
