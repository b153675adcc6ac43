"""Finds entries by all the words that are typed, best first, kind by kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sgz_desktop.ui.palette_entries import Entry, Kind, folded, padded, squeezed

MOST = 60
"""More rows than these nobody reads: another letter is quicker."""
_MOST_OF_A_KIND = 15
_LETTERS_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """The best entries, those of one kind side by side, and how many there are in all."""

    entries: tuple[Entry, ...] = ()
    total: int = 0


class Finder:
    """Looks through what can be found; each letter more looks only through what the ones before left."""

    def __init__(self, entries: Sequence[Entry], recent: Iterable[str] = ()) -> None:
        self._entries = tuple(entries)
        by_key = {each.key: each for each in self._entries}
        self._recent = tuple(by_key[each] for each in recent if each in by_key)
        self._typed = ""
        self._left = self._entries

    def find(self, text: str) -> Found:
        """What fits all words; for no word what was gone to last, then pages and commands."""
        typed = folded(text).strip()
        if not typed:
            return self._at_rest()
        if not typed.startswith(self._typed) or not _narrows(self._typed):
            self._left = self._entries
        words = tuple(typed.split())
        ranked = [(rank, each) for each in self._left if (rank := _rank(each, words)) is not None]
        self._typed, self._left = typed, tuple(each for _, each in ranked)
        return Found(_grouped(ranked), len(ranked))

    def _at_rest(self) -> Found:
        plain = [
            *(each for each in self._entries if each.kind is Kind.PAGE),
            *(each for each in self._entries if each.kind is Kind.COMMAND),
        ]
        known = {each.key for each in self._recent}
        shown = (*self._recent, *(each for each in plain if each.key not in known))
        return Found(shown[:MOST], len(shown))


def _rank(entry: Entry, words: Sequence[str]) -> int | None:
    """How well an entry fits, smaller is better; None where a word is nowhere in it."""
    worst = 0
    for word in words:
        if entry.head.startswith(word) or (entry.code and _is_code_of(entry, word)):
            continue
        if word in entry.head:
            worst = max(worst, 1)
        elif _are_letters(word) and word in entry.letters:
            worst = max(worst, 1 if entry.letters.startswith(word) else 2)
        elif word in entry.whole:
            worst = max(worst, 3)
        else:
            return None
    return worst


def _is_code_of(entry: Entry, word: str) -> bool:
    """Whether a word begins the item's code: a letter and some digits, with a hyphen or without."""
    code = squeezed(word)
    return (
        not code.isalpha()
        and code[:1].isalpha()
        and (entry.code.startswith(code) or entry.code == padded(code))
    )


def _narrows(typed: str) -> bool:
    """Whether what is typed behind it can only find less: one more letter makes a lone one initials."""
    last = typed.split()[-1:]
    return bool(last) and (len(last[0]) >= _LETTERS_AT_LEAST or not last[0].isascii())


def _are_letters(word: str) -> bool:
    return len(word) >= _LETTERS_AT_LEAST and word.isascii() and word.isalpha()


def _grouped(ranked: Sequence[tuple[int, Entry]]) -> tuple[Entry, ...]:
    groups: dict[Kind, list[tuple[int, Entry]]] = {}
    for rank, entry in ranked:
        groups.setdefault(entry.kind, []).append((rank, entry))
    most = MOST if len(groups) == 1 else _MOST_OF_A_KIND
    for each in groups.values():
        each.sort(
            key=lambda pair: pair[0]
        )  # stable: those that fit alike stay in the order of the evaluation
    order = sorted(groups, key=lambda kind: (groups[kind][0][0], kind))
    return tuple(entry for kind in order for _, entry in groups[kind][:most])[:MOST]
