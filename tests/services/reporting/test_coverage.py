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
    runs_in_reading_order,
)
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.services.reporting.compose import compose
from sgz_desktop.wiring import Program

DOCS = sorted((Path(__file__).parents[3] / "docs").glob("coverage-*.md"))
_ROW = re.compile(r"\| ([\d]+)(?:[-–](\d+))? \| (.+) \| (.+) \|")
_RUBRIC = {
    "parties": "rubric.parties",
    "grades": "rubric.grades",
    "title": "rubric.title",
    "vetoes": "rubric.veto.",
}


class Line(NamedTuple):
    """A row of a document: the lines of the printed report and where they come from."""

    first: int
    last: int
    sources: tuple[str, ...]


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
        Line(int(found[1]), int(found[2] or found[1]), tuple(found[4].split("；")))
        for found in map(_ROW.fullmatch, text.splitlines())
        if found is not None
    )
    return Coverage(int(head[1]), style[1], sample[1], rows)


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
    style_words = {
        key
        for run in runs_in_reading_order(report)
        if isinstance(run.source, Passage) and (key := run.source.key)
    }
    yield from (f"rubric:{name}" for name, key in _RUBRIC.items() if _begins(style_words, key))
    for block in leaves(report):
        if isinstance(block, Table):
            yield f"table:{block.id}"
        if isinstance(block, Heading) and block.id.startswith("annex."):
            yield f"annex:{block.id.removeprefix('annex.')}"
    for run in runs_in_reading_order(report):
        yield _code(dossier, run)


def _begins(keys: set[str], head: str) -> bool:
    return any(each.startswith(head) for each in keys)


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
