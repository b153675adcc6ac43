"""Passages that one evaluation may leave out of its report, and the style without them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sgz_desktop.house_styles.checks import places_of
from sgz_desktop.house_styles.parts import (
    FindingsPart,
    GroupsPart,
    HeadingPart,
    ListPart,
    Look,
    Part,
    PassagePart,
    ScoreTablePart,
    ZonesPart,
)
from sgz_desktop.house_styles.style import HouseStyle

_FREE_LOOKS = frozenset({Look.BODY, Look.LIST, Look.LABEL, Look.NOTE, Look.CENTERED})
_FREE_FIELDS = frozenset(
    {
        (PassagePart, "key"),
        (ListPart, "keys"),
        (FindingsPart, "leading"),
        (ScoreTablePart, "suggested"),
        (ZonesPart, "key"),
    }
)
"""Where a passage is a paragraph of its own; elsewhere it is part of a sentence or of the result."""


def omissible(style: HouseStyle) -> frozenset[str]:
    """The keys of the passages that may be left out.

    Not title, cover and signature, what stands in for a text that nobody wrote, nor what tells the result.
    """
    free: set[str] = set()
    bound: set[str] = set()
    for part, field, key in places_of(style):
        is_free = (type(part), field) in _FREE_FIELDS and getattr(part, "look", Look.BODY) in _FREE_LOOKS
        (free if is_free else bound).add(key)
    return frozenset(free - bound)


def without(style: HouseStyle, keys: Collection[str]) -> HouseStyle:
    """The style without those of the passages that may be left out.

    A heading whose passages go is printed only where something else stands beneath it.
    """
    gone = omissible(style).intersection(keys)
    if not gone:
        return style
    fragments = {name: tuple(_left(parts, gone)) for name, parts in style.fragments.items()}
    return replace(style, outline=tuple(_left(style.outline, gone)), fragments=fragments)


def headings_before(style: HouseStyle, key: str) -> tuple[str, ...]:
    """The ids of the outline's headings before the first place of a passage, the nearest first."""
    found: list[str] = []
    for part in style.outline:
        inside = [part]
        if isinstance(part, HeadingPart):
            found.insert(0, part.id)
        elif isinstance(part, GroupsPart):
            inside = [each for name in (part.fragment, part.shared) for each in style.fragments.get(name, ())]
        if any(_without(each, frozenset({key})) != each for each in inside):
            return tuple(found)
    return ()


def _left(parts: Sequence[Part], gone: frozenset[str]) -> Iterator[Part]:
    """The parts that stay, a heading that loses something made optional."""
    heading: HeadingPart | None = None
    beneath: list[Part] = []
    loses = False
    for part in parts:
        if isinstance(part, HeadingPart):
            yield from _chapter(heading, beneath, loses=loses)
            heading, beneath, loses = part, [], False
            continue
        left = _without(part, gone)
        loses = loses or left != part
        if left is not None:
            beneath.append(left)
    yield from _chapter(heading, beneath, loses=loses)


def _chapter(heading: HeadingPart | None, beneath: Sequence[Part], *, loses: bool) -> Iterator[Part]:
    if heading is not None:
        yield replace(heading, optional=True) if loses else heading
    yield from beneath


def _without(part: Part, gone: frozenset[str]) -> Part | None:
    """A part without some passages; None where nothing is left of it."""
    match part:
        case PassagePart() | ZonesPart():
            return None if part.key in gone else part
        case ListPart():
            keys = tuple(each for each in part.keys if each not in gone)
            return replace(part, keys=keys) if keys else None
        case FindingsPart():
            return replace(part, leading=tuple(each for each in part.leading if each not in gone))
        case ScoreTablePart():
            return replace(part, suggested="") if part.suggested in gone else part
    return part
