"""The documents that say where each line of a printed report comes from, held against our report."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.exports.report import (
    Field,
    Heading,
    ObservationRef,
    Passage,
    QuantityRef,
    Report,
    Run,
    Table,
    leaves,
    plain,
    texts_of,
)
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.services.reporting.compose import compose
from sgz_desktop.wiring import Program

DOCS = sorted((Path(__file__).parents[3] / "docs").glob("coverage-*.md"))
_ROW = re.compile(r"\| (\d+)(?:[-–](\d+))? \| ([^|]+) \| ([^|]+) \| ([^|]+) \|")
_NOTHING = "—"
_GENERAL = ("numbering", "fault:", "field:", "quantity:", "passage:terms.", "passage:counted")
"""Sources that stand in many places: they do not say where in the report a line is."""
_RUBRIC = {
    "parties": "rubric.parties",
    "grades": "rubric.grades",
    "title": "rubric.title",
    "vetoes": "rubric.veto.",
}


class Line(NamedTuple):
    """A row of a document: the lines of the printed report, where they come from and what must be printed."""

    first: int
    last: int
    sources: tuple[str, ...]
    facts: tuple[str, ...]


class Coverage(NamedTuple):
    """One document: how many lines it covers, of which sample in which style."""

    lines: int
    style: str
    sample: str
    rows: tuple[Line, ...]


@cache
def coverage(path: Path) -> Coverage:
    text = path.read_text(encoding="utf-8")
    head = re.search(r"第 ?1[-–](\d+) ?行", text)
    style, sample = re.search(r"体例：`(\w+)`", text), re.search(r"示例：`(\w+)`", text)
    assert head is not None, "how many lines the document covers: 第 1–209 行"
    assert style is not None, "the style: 体例：`panyu`"
    assert sample is not None, "the sample: 示例：`zhongcun`"
    rows = tuple(
        Line(
            int(found[1]),
            int(found[2] or found[1]),
            tuple(found[4].split("；")),
            _facts(found[5]),
        )
        for found in map(_ROW.fullmatch, text.splitlines())
        if found is not None
    )
    return Coverage(int(head[1]), style[1], sample[1], rows)


def _facts(cell: str) -> tuple[str, ...]:
    return () if cell == _NOTHING else tuple(cell.split("；"))


def test_both_reports_are_covered() -> None:
    assert [each.stem for each in DOCS] == ["coverage-000", "coverage-003"]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_every_line_is_covered_once_and_in_order(path: Path) -> None:
    told = coverage(path)
    after = 1
    for row in told.rows:
        assert row.first == after, f"line {after} is skipped or told twice"
        assert row.last >= row.first
        assert all(row.sources)
        after = row.last + 1
    assert after == told.lines + 1


@pytest.fixture(scope="module")
def printed(sampled: Path) -> Iterator[dict[str, tuple[Dossier, Report]]]:
    """The final report of every document's sample in its style."""
    from sgz_desktop.wiring import build

    with build(sampled) as program:
        yield {path.stem: _report(program, coverage(path)) for path in DOCS}


def _report(program: Program, told: Coverage) -> tuple[Dossier, Report]:
    names = {"zhongcun": "钟村", "zhuguang": "珠光"}
    (found,) = [each.id for each in program.evaluations.listing() if names[told.sample] in each.station]
    dossier = program.evaluations.dossier(found)
    assert program.results.blocking(found) == ()
    report = compose(
        dossier,
        program.evaluations.rubric(found),
        program.results.score(found),
        (),
        read_style_folder(resource("house_styles", told.style)),
        created=program.results.last_change(found),
        final=True,
    )
    return dossier, report


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_every_named_source_is_printed(path: Path, printed: dict[str, tuple[Dossier, Report]]) -> None:
    dossier, report = printed[path.stem]
    known = set(_codes(dossier, report))
    named = {each for row in coverage(path).rows for each in row.sources}
    assert sorted(each for each in named if not each.startswith("fault:") and each not in known) == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_every_fact_of_a_line_is_printed_where_its_sources_are(
    path: Path, printed: dict[str, tuple[Dossier, Report]]
) -> None:
    dossier, report = printed[path.stem]
    blocks = tuple(_codes_and_words(dossier, report))
    unprinted = []
    for row in coverage(path).rows:
        own = {each for each in row.sources if not each.startswith(_GENERAL)}
        words = "\n".join(words for codes, words in blocks if not own or own & codes)
        unprinted += [(row.first, each) for each in row.facts if not each or _squeezed(each) not in words]
    assert unprinted == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_every_line_but_blanks_and_damage_has_facts(path: Path) -> None:
    rows = coverage(path).rows
    bare = [row for row in rows if not row.facts]
    assert [row for row in bare if not all(each.startswith("fault:") for each in row.sources)] == []
    assert sum(len(row.facts) for row in rows) > 2 * len(rows)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_every_observation_answers_for_a_line(path: Path, printed: dict[str, tuple[Dossier, Report]]) -> None:
    dossier, report = printed[path.stem]
    named = {each for row in coverage(path).rows for each in row.sources}
    seen = {each for each in _codes(dossier, report) if each.startswith("observation:")}
    assert len(seen) == len(dossier.observations)
    assert sorted(seen - named) == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_a_fault_says_what_is_wrong(path: Path) -> None:
    faults = [each for row in coverage(path).rows for each in row.sources if each.startswith("fault:")]
    assert all(len(each) > len("fault:") + 1 for each in faults)


def _codes(dossier: Dossier, report: Report) -> Iterator[str]:
    """How a document would name what the report prints."""
    for codes, _ in _codes_and_words(dossier, report):
        yield from codes


def _codes_and_words(dossier: Dossier, report: Report) -> Iterator[tuple[frozenset[str], str]]:
    """Of every block how a document would name its sources, and its words without blanks, a cell a line."""
    for block in leaves(report):
        texts = tuple(texts_of(block))
        codes = {code for runs in texts for run in runs for code in _names(dossier, run)}
        if isinstance(block, Table):
            codes.add(f"table:{block.id}")
        if isinstance(block, Heading) and block.id.startswith("annex."):
            codes.add(f"annex:{block.id.removeprefix('annex.')}")
        yield frozenset(codes), "\n".join(_squeezed(plain(runs)) for runs in texts)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _names(dossier: Dossier, run: Run) -> Iterator[str]:
    if isinstance(run.source, Passage):
        yield from (f"rubric:{name}" for name, head in _RUBRIC.items() if run.source.key.startswith(head))
    yield _code(dossier, run)


def _code(dossier: Dossier, run: Run) -> str:
    match run.source:
        case Passage("numbering"):
            return "numbering"
        case Passage(key) if key.startswith("heading."):
            return f"heading:{key.removeprefix('heading.')}"
        case Passage(key):
            return f"passage:{key}"
        case Field("report_text", entity_id, _):
            (code,) = [each.code for each in dossier.report_texts if each.id == entity_id]
            return f"text:{code}"
        case Field(kind, _, name):
            return f"field:{kind}.{name}"
        case ObservationRef(observation_id, _):
            return f"observation:{str(observation_id)[:8]}"
        case QuantityRef(key, _):
            assert key in REGISTRY
            return f"quantity:{key}"
    raise AssertionError(run)
