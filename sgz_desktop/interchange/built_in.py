"""What travels with the program: the documents a file may name without carrying them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sgz_desktop.domain.problems import Problem

ReadStyle = Callable[[object], tuple[object | None, tuple[Problem, ...]]]
CheckWording = Callable[[str, str, str], str]
"""Canonical JSON of a style, key and text of a passage worded anew → what is wrong with it, or ""."""


def _as_it_is(raw: object) -> tuple[object | None, tuple[Problem, ...]]:
    return raw, ()


def _whatever(_style: str, _key: str, _text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltIn:
    """Rule sets and house styles, each as hash to canonical JSON text.

    `rubric` and `style` are the hashes of those that a file means which names none. A file may name a style
    by its code in `style_codes` too. `read_style` says what is wrong with a style document a file carries,
    `check_wording` what is wrong with a passage that an evaluation words anew.
    """

    rubrics: Mapping[str, str] = field(default_factory=dict)
    rubric: str | None = None
    styles: Mapping[str, str] = field(default_factory=dict)
    style: str | None = None
    style_codes: Mapping[str, str] = field(default_factory=dict)
    read_style: ReadStyle = _as_it_is
    check_wording: CheckWording = _whatever


NOTHING = BuiltIn()
"""For a file that carries all it names."""
