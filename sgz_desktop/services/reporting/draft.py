"""What every part is written with: data, result, style, and runs that know where they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.domain.result import Missing, Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import SgzError
from sgz_desktop.exports.report import Field, Paragraph, ParagraphStyle, Passage, QuantityRef, Run
from sgz_desktop.house_styles.numbering import chinese_numeral, numbered
from sgz_desktop.house_styles.parts import Look
from sgz_desktop.house_styles.passages import BadPassage, check_passage, fill
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.house_styles.vocabulary import IN_ANNEX, IN_GROUP, IN_PARTY, IN_ZONE, VOCABULARY
from sgz_desktop.services.reporting.phrases import UNKNOWN, UNKNOWN_PREFIX
from sgz_desktop.services.reporting.values import Values, values_of


class UnfitPassage(SgzError):
    """A passage of this evaluation cannot be filled."""

    def __init__(self, style: str, key: str, fault: BadPassage) -> None:
        super().__init__(
            f"报告的段落“{key}”（{style}）第 {fault.line} 行不能印出：{fault}可在“报告”页改正或恢复标准段落。"
        )
        self.fault = fault


@dataclass(frozen=True)
class Draft:
    """One report in the writing."""

    dossier: Dossier
    rubric: Rubric
    score: Score
    missing: tuple[Missing, ...]
    style: HouseStyle
    created: datetime
    final: bool

    @cached_property
    def values(self) -> Values:
        """Every name that a passage may use."""
        return values_of(self.dossier, self.rubric, self.score, self.style)

    def quantity(self, key: str, text: str, detail: str = "") -> Run:
        """A computed figure under its registered key."""
        return Run(text, QuantityRef(key, detail))

    def passage(self, key: str, more: Mapping[str, Any] | None = None) -> tuple[Run, ...]:
        """A standard passage with its names filled: from `more`, else from what every passage may name."""
        try:
            text = self.style.passage(key)
            _check(text)
        except BadPassage as fault:
            raise UnfitPassage(self.style.title, key, fault) from fault
        return self.filled(text, key, more)

    def filled(self, text: str, key: str, more: Mapping[str, Any] | None = None) -> tuple[Run, ...]:
        """A template as runs; `key` is the passage that its own words come from. Raises UnfitPassage."""
        values = {**self.values, **(more or {})}
        try:
            pieces = fill(text, values, unknown=_unknown, filters=_FILTERS)
        except BadPassage as fault:
            raise UnfitPassage(self.style.title, key, fault) from fault
        return tuple(run for each in pieces if each != "" for run in _runs(each, key))

    def knows(self, names: Sequence[str], more: Mapping[str, Any] | None = None) -> bool:
        """Whether every one of the names is known."""
        values = {**self.values, **(more or {})}
        return all(values.get(name) is not None for name in names)

    def written(self, code: str) -> tuple[tuple[Run, ...], ...]:
        """A text of the report, its paragraphs in order; () where nobody wrote it."""
        found = next((each for each in self.dossier.report_texts if each.code == code), None)
        if found is None:
            return ()
        source = Field(ReportText.kind, found.id, "text")
        return tuple((Run(line.strip(), source),) for line in found.text.splitlines() if line.strip())


@lru_cache(maxsize=512)
def _check(text: str) -> None:
    """Refuse a passage that came with an evaluation and that no house style was ever read with."""
    check_passage(text, _ANYWHERE)


_ANYWHERE = VOCABULARY.with_names((*IN_GROUP, *IN_ZONE, *IN_PARTY, *IN_ANNEX))


def _unknown(name: str) -> Run:
    return Run(UNKNOWN, Passage(f"{UNKNOWN_PREFIX}{name}"))


def _in_han(value: Run | tuple[Run, ...]) -> Run | tuple[Run, ...]:
    if isinstance(value, tuple) or not value.text.isdecimal():
        return value
    number = int(value.text)
    return Run(chinese_numeral(number), value.source) if 0 < number < 100 else value


_FILTERS = {"中文数字": _in_han}


def _runs(piece: str | Run | tuple[Run, ...], key: str) -> tuple[Run, ...]:
    """A stretch of the template, a value, or a value of several runs."""
    if isinstance(piece, tuple):
        return piece
    return (Run(piece, Passage(key)) if isinstance(piece, str) else piece,)


def paragraphs(
    block_id: str, runs: Sequence[Run], look: Look = Look.BODY, *, number: str = ""
) -> tuple[Paragraph, ...]:
    """Runs as paragraphs, a new one after every line break; the first bears the number."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(Run(first, run.source, run.bold))
        lines += [[Run(text, run.source, run.bold)] for text in rest]
    kept = [_trimmed(line) for line in lines]
    found = [line for line in kept if line]
    token = (Run(number, Passage("numbering")),) if number else ()
    style = ParagraphStyle(look)
    return tuple(
        Paragraph(
            block_id if place == 1 else f"{block_id}.{place}", (*(token if place == 1 else ()), *line), style
        )
        for place, line in enumerate(found, 1)
    )


def _trimmed(line: Sequence[Run]) -> list[Run]:
    """The runs without blanks at both ends of their line, and without empty ones."""
    line = [each for each in line if each.text]
    while line and not line[0].text.lstrip():
        line = line[1:]
    while line and not line[-1].text.rstrip():
        line = line[:-1]
    if not line:
        return []
    head = line[0]
    line = [Run(head.text.lstrip(), head.source, head.bold), *line[1:]]
    tail = line[-1]
    return [*line[:-1], Run(tail.text.rstrip(), tail.source, tail.bold)]


def listed(
    block_id: str, several: Sequence[tuple[str, Sequence[Run]]], form: str, *, single: bool = False
) -> tuple[Paragraph, ...]:
    """Named runs as a numbered list; `single`: one alone bears no number."""
    found: list[Paragraph] = []
    bare = single and len(several) == 1
    for number, (name, runs) in enumerate(several, 1):
        token = "" if bare else numbered(form, number)
        look = Look.BODY if bare else Look.LIST
        found += paragraphs(f"{block_id}.{name}", runs, look, number=token)
    return tuple(found)
