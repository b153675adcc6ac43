"""The tree of blocks: what may be built, and in which order it is read."""

from uuid import UUID

import pytest

from sgz_desktop.exports.report import (
    Cell,
    Column,
    Field,
    Heading,
    KeepTogether,
    PageBreak,
    QuantityRef,
    Row,
    Run,
    Table,
    places_of,
    runs_in_reading_order,
    text_in_reading_order,
)
from tests.exports.build import CREATED, cell, heading, paragraph, report, row, runs, score_table


def test_text_is_read_block_by_block_and_cell_by_cell() -> None:
    tree = report(
        heading("a", "一、背景"),
        KeepTogether("k", (paragraph("b", "正文。"), paragraph("c", " "))),
        PageBreak("p"),
        score_table(),
    )
    assert text_in_reading_order(tree)[:8] == (
        "一、背景",
        "正文。",
        "评分表",
        "评估内容",
        "标准分",
        "评分",
        "折算分",
        "服务监测",
    )
    assert text_in_reading_order(tree)[-2:] == ("总分", "87.11")


def test_every_run_tells_its_source() -> None:
    station = Field("evaluation", UUID(int=1), "station")
    total = QuantityRef("score.total")
    tree = report(Heading("h", 1, (Run("钟村街", station), Run("87.11", total))))
    assert [run.source for run in runs_in_reading_order(tree)] == [station, total]


def test_a_merged_cell_takes_the_places_below_it() -> None:
    places = places_of((row("a", cell("b", rows=2)), row("c")), 2)
    assert [(line, column) for line, column, _cell in places] == [(0, 0), (0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ((row("a"),), "no cell"),
        ((row("a", "b", "c"),), "outside"),
        ((row("a", cell("b", rows=2)),), "outside"),
        ((row(cell("a", columns=3)),), "outside"),
        ((row("a", cell("b", rows=2)), row(cell("c", columns=2))), "overlap"),
        ((row("a", Cell(columns=0)),), "overlap"),
    ],
)
def test_a_table_whose_cells_do_not_fill_its_grid_is_refused(body: tuple[Row, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Table("t", (Column(), Column()), body)


def test_ids_are_used_once() -> None:
    with pytest.raises(ValueError, match="twice: a"):
        report(paragraph("a", "甲"), KeepTogether("k", (paragraph("a", "乙"),)))


def test_a_report_is_created_at_an_aware_time() -> None:
    with pytest.raises(ValueError, match="aware"):
        report(paragraph("a", "甲"), created=CREATED.replace(tzinfo=None))


def test_there_are_four_levels_of_headings() -> None:
    with pytest.raises(ValueError, match="level 5"):
        Heading("h", 5, runs("五"))
