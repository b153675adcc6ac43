"""The report while it is worked on: its chapters, its blocks and where they stand, the fonts it will use."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from sgz_desktop.domain.observation import Observation
from sgz_desktop.exports.report import (
    Block,
    Contents,
    Heading,
    KeepTogether,
    Leaf,
    PageBreak,
    Report,
    Section,
    leaves,
    leaves_of,
    plain,
    texts_of,
    title_of,
)
from sgz_desktop.exports.report import Place as Place
from sgz_desktop.exports.report import Rendered as Rendered
from sgz_desktop.services.changes import Worker
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.reporting.compose import unprinted
from sgz_desktop.services.reports import Reports

if TYPE_CHECKING:
    from sgz_desktop.exports.font_use import FontUse as FontUse
    from sgz_desktop.exports.fonts import FontBook
    from sgz_desktop.exports.typography import Typography

LISTED_LEVELS = 2
"""How deep the list of chapters goes."""
_FRONT = "front"
_CHAPTER_LEVELS = (1, 2, 3)
_LONG = 6_000
"""Characters; a longer chapter is not shown ahead of the rest as a whole."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One heading of the chapter list."""

    block_id: str
    level: int
    title: str
    omitted: str = ""
    """The key of a passage that stands here as not printed; "" for a heading."""


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A character that no font has: the word around it, the heading above, and the block it stands in."""

    character: str
    word: str
    heading: str
    block_id: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """What a report will be set in, and what cannot be set at all."""

    uses: "tuple[FontUse, ...]"
    missing: tuple[Unprintable, ...]


@dataclass(frozen=True)
class Preview:
    """One state of the report, frozen, to be read in the window and rendered in a job."""

    report: Report
    unprinted: tuple[Observation, ...]
    _book: "FontBook"
    _typography: "Typography"

    @cached_property
    def blocks(self) -> Mapping[str, Leaf]:
        """The blocks that can be chosen, by their id, in reading order."""
        return {each.id: each for each in leaves(self.report) if not isinstance(each, PageBreak)}

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The headings of the upper levels in reading order."""
        return tuple(
            Chapter(each.id, each.level, " ".join(title_of(each).split()))
            for each in self.blocks.values()
            if isinstance(each, Heading) and each.level <= LISTED_LEVELS
        )

    def text(self, block_id: str) -> str:
        """What a block says, its cells one after another; "" for one that is not there."""
        block = self.blocks.get(block_id)
        return "" if block is None else " ".join(filter(None, (plain(runs) for runs in texts_of(block))))

    def prints_as(self, other: "Preview | None") -> bool:
        """Whether both print the same pages."""
        return (
            other is not None
            and self.report.sections == other.report.sections
            and self.report.provisional == other.report.provisional
            and self._typography == other._typography
        )

    def changed_chapter(self, before: "Preview", *, near: str = "") -> "Preview | None":
        """The chapter alone that differs from an earlier state: that of the block `near`, else the first.

        Of a long chapter the section that differs, so that it is there in no time. None where nothing that is
        there now has changed.
        """
        found: tuple[Section, ...] = ()
        for level in _CHAPTER_LEVELS:
            were, are = before._parts(level), self._parts(level)
            changed = [name for name, sections in are.items() if were.get(name) != sections]
            if not changed:
                return None
            found = are[next((name for name in changed if _holds(are[name], near)), changed[0])]
            if _length(found) <= _LONG:
                break
        return replace(self, report=replace(self.report, sections=found))

    def render(self, on_page: Callable[[int], None], cancelled: Callable[[], bool]) -> Rendered:
        """The pages and where every block stands, from any thread. Raises Cancelled or MissingGlyph."""
        from sgz_desktop.exports.pdf import render

        return render(
            self.report, self._book, typography=self._typography, on_page=on_page, cancelled=cancelled
        )

    def fonts(self) -> Fonts:
        """The fonts the report will use, before anything is printed; from any thread."""
        from sgz_desktop.exports.font_use import fonts_used

        uses = fonts_used(self.report, self._book, typography=self._typography)
        lacking = frozenset("".join(each.missing for each in uses))
        return Fonts(uses, tuple(self._unprintable(lacking)) if lacking else ())

    def _parts(self, level: int) -> Mapping[str, tuple[Section, ...]]:
        """What begins with each heading down to a level, by its id; the front stands before the first."""
        found: dict[str, list[Section]] = {}
        name = _FRONT
        for section in self.report.sections:
            begun = ""
            for block in section.blocks:
                name = _begins(block, level) or name
                several = found.setdefault(name, [])
                if isinstance(block, Contents):
                    continue
                if begun == name:
                    several[-1] = replace(several[-1], blocks=(*several[-1].blocks, block))
                else:
                    several.append(replace(section, blocks=(block,)))
                    begun = name
        return {name: tuple(several) for name, several in found.items() if several}

    def _unprintable(self, lacking: frozenset[str]) -> Iterator[Unprintable]:
        from sgz_desktop.exports.fonts import word_around

        heading = ""
        for block_id, block in self.blocks.items():
            if isinstance(block, Heading):
                heading = " ".join(plain(block.runs).split())
            for runs in texts_of(block):
                text = plain(runs)
                for number, character in enumerate(text):
                    if character in lacking:
                        yield Unprintable(character, word_around(text, number), heading, block_id)


class Previews:
    """Composes states of the report for the window."""

    def __init__(self, editing: Editing, reports: Reports, book: "Callable[[], FontBook]") -> None:
        self._editing = editing
        self._reports = reports
        self._book = book

    def preview(self, evaluation_id: UUID, *, viewer: Worker | None = None) -> Preview:
        """The report as it is now. Raises ResultVeiled, NoSuchStyle, UnusableStyle or UnfitPassage."""
        report = self._reports.report(evaluation_id, viewer=viewer)
        dossier = self._editing.dossier(evaluation_id)
        loose = tuple(each for each in unprinted(report, dossier) if each.subject is not None)
        return Preview(report, loose, self._book(), self._reports.typography(evaluation_id))


def _begins(block: Block, level: int) -> str:
    """The id of the heading down to a level that a block begins with, "" where there is none."""
    first = block.blocks[0] if isinstance(block, KeepTogether) and block.blocks else block
    return first.id if isinstance(first, Heading) and first.level <= level else ""


def _length(sections: tuple[Section, ...]) -> int:
    """How many characters some sections print."""
    return sum(
        len(run.text)
        for section in sections
        for block in leaves_of(section)
        for runs in texts_of(block)
        for run in runs
    )


def _holds(sections: tuple[Section, ...], block_id: str) -> bool:
    return any(block.id == block_id for section in sections for block in leaves_of(section))
