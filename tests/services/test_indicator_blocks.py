"""Blocks from and to Excel and WPS: read, planned whole or refused whole, filled, summed."""

from uuid import UUID

import pytest

from sgz_desktop.domain.indicator import Agreed, Cover
from sgz_desktop.errors import SgzError
from sgz_desktop.services.block_texts import html_table, tsv
from sgz_desktop.services.indicator_blocks import (
    MOST_TEXT,
    Area,
    NothingToFill,
    NothingToPaste,
    Plan,
    TooMuchText,
    Way,
    clear,
    fill,
    paste,
    read_block,
    summed,
    texts_of,
    told,
)
from sgz_desktop.services.indicator_grid import Figure, Grid
from sgz_desktop.ui.reading import read_amount, read_share
from tests import build as make
from tests.build import D, uid


@pytest.fixture(scope="module")
def grid() -> Grid:
    """Two zones and 合计 by two indicators: staff, then three columns for each; the first has figures."""
    values = [
        make.indicator_value(zone_id=uid("zone", each), agreed=D("100"), done=D(done))
        for each, done in ((1, "90"), (2, "110"))
    ]
    return Grid(
        make.dossier(
            make.zone(1, staff=D("3")),
            make.zone(2),
            make.indicator(1, label="家访", unit="次", cover=Cover.ZONES),
            make.indicator(2, label="电访", unit="次", cover=Cover.ZONES),
            *values,
        ),
        by_zone=True,
    )


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4"))),
        ('"1\n445"\t"2 ""甲"""\r\n', (("1\n445", '2 "甲"'),)),
        ("1\t\t\n\t2\t\n\n \n", (("1", ""), ("", "2"))),
        ("1\n2\t3\n", (("1", ""), ("2", "3"))),
        ('5" 管\t1\n', (('5" 管', "1"),)),
        ('"没有收尾\t1\n2\t3', (('"没有收尾', "1"), ("2", "3"))),
    ],
)
def test_a_text_is_read_as_cells(text: str, block: tuple[tuple[str, ...], ...]) -> None:
    assert read_block(text) == block


@pytest.mark.parametrize(("text", "error"), [("", NothingToPaste), ("\t\n \n", NothingToPaste)])
def test_nothing_is_no_block(text: str, error: type[SgzError]) -> None:
    with pytest.raises(error):
        read_block(text)
    with pytest.raises(TooMuchText):
        read_block("1" * (MOST_TEXT + 1))


def planned(grid: Grid, area: Area, text: str) -> Plan:
    """What pasting a text plans."""
    return paste(grid, area, read_block(text), read=read_amount, read_share=read_share)


def written(plan: Plan) -> dict[tuple[str, int, int | None], object]:
    """The figures of a plan by what they are, number of the indicator and number of the zone."""
    numbers: dict[UUID | None, int] = {
        uid(kind, each): each for kind in ("zone", "indicator") for each in (1, 2)
    }
    return {
        (spot.figure, numbers.get(spot.indicator_id, 0), numbers.get(spot.zone_id)): figure
        for spot, figure in plan.figures.items()
    }


def test_figures_are_read_and_rates_are_worked_out_here(grid: Grid) -> None:
    plan = planned(grid, Area(0, 0), "4\t１,４４５\t1 445\t100.00%\r\n5\t1445.0\t—\t#DIV/0!\r\n")
    assert written(plan) == {
        (Figure.STAFF, 0, 1): 4,
        (Figure.AGREED, 1, 1): 1445,
        (Figure.DONE, 1, 1): 1445,
        (Figure.STAFF, 0, 2): 5,
        (Figure.AGREED, 1, 2): 1445,
    }
    assert plan.area == Area(0, 0, 2, 4)
    assert plan.notes == ("空白的 1 格保留了原来的数",)


@pytest.mark.parametrize(
    ("rate", "note"),
    [
        ("50%", ""),
        ("50.00", ""),
        ("0.5", ""),
        ("55%", "第1片区“电访（次）”的百分比原表是 55%，算出来是 50.00%"),
    ],
)
def test_a_printed_rate_is_compared(grid: Grid, rate: str, note: str) -> None:
    plan = planned(grid, Area(0, 4), f"10\t5\t{rate}")
    assert written(plan) == {(Figure.AGREED, 2, 1): 10, (Figure.DONE, 2, 1): 5}
    assert "".join(plan.notes) == note


@pytest.mark.parametrize(
    ("area", "text", "said"),
    [
        (Area(0, 1), "1\t约三百\n2\t4", "第1片区“家访（次）”的完成量是“约三百”，应是一个数"),
        (Area(0, 1), "50%", "第1片区“家访（次）”的协议量是“50%”，这里是数量，不填百分比"),
        (Area(0, 1, 1, 2), "1\t５０％", "第1片区“家访（次）”的完成量是“５０％”，这里是数量，不填百分比"),
        (Area(0, 0), "1,2", "第1片区的投入社工人数是“1,2”，逗号的意思不清楚"),
        (Area(0, 1), "-1", "第1片区“家访（次）”的协议量是“-1”，不能小于 0"),
        (Area(0, 1), "甲\n乙\n丙\t丁", "，等 4 处"),
        (Area(0, 1), "100\t90\t800\t400", "第1片区“家访（次）”的百分比是“800”，不像百分比"),
        (Area(2, 4), "1\t2\t3%\t4", "复制来的是 1 行 4 列，从这一格起只放得下 1 行 3 列"),
        (Area(1, 0), "1\n2\n3", "复制来的是 3 行 1 列，从这一格起只放得下 2 行 7 列"),
    ],
)
def test_a_block_is_refused_whole(grid: Grid, area: Area, text: str, said: str) -> None:
    with pytest.raises(SgzError, match="没有粘贴") as caught:
        planned(grid, area, text)
    assert said in str(caught.value)


def test_what_is_agreed_as_a_rate_takes_per_cent() -> None:
    grid = Grid(
        make.dossier(
            make.indicator(1, label="家访", unit="次", cover=Cover.STATION),
            make.indicator(
                2,
                label="回访",
                unit="次",
                cover=Cover.STATION,
                agreed=Agreed.RATE,
                rate_of=uid("indicator", 1),
            ),
        ),
        by_zone=False,
    )
    assert list(planned(grid, Area(1, 0), "80%\t1,200").figures.values()) == [80, 1200]
    for area, text in ((Area(0, 0), "80%"), (Area(1, 1), "80%"), (Area(1, 0), "1,2%")):
        with pytest.raises(SgzError, match="没有粘贴"):
            planned(grid, area, text)


def test_one_figure_fills_a_selection(grid: Grid) -> None:
    plan = planned(grid, Area(0, 4, 2, 3), "7")
    assert set(written(plan).values()) == {7}
    assert len(plan.figures) == 4
    assert written(planned(grid, Area(0, 0, 2, 1), "6\n")) == {
        (Figure.STAFF, 0, 1): 6,
        (Figure.STAFF, 0, 2): 6,
    }


def test_a_block_is_copied_as_text_and_as_a_table(grid: Grid) -> None:
    area = Area(0, 0, 2, 4)
    lines = [*texts_of(grid, area)]
    assert tsv(lines) == "3\t100\t90\t90.00%\r\n\t100\t110\t110.00%\r\n"
    assert read_block(tsv(lines)) == (("3", "100", "90", "90.00%"), ("", "100", "110", "110.00%"))
    assert html_table(lines, align="right").count("<tr>") == 2
    assert 'text-align:right">90.00%</td>' in html_table(lines, align="right")


@pytest.mark.parametrize(
    ("area", "way", "figures"),
    [
        (Area(0, 0, 2, 2), Way.DOWN, {(Figure.STAFF, 0, 2): 3, (Figure.AGREED, 1, 2): 100}),
        (Area(1, 2), Way.DOWN, {(Figure.DONE, 1, 2): 90}),
        (Area(0, 2, 1, 3), Way.RIGHT, {(Figure.AGREED, 2, 1): 90}),
        (Area(0, 4), Way.RIGHT, {(Figure.AGREED, 2, 1): 90}),
    ],
)
def test_a_fill_repeats_the_first(grid: Grid, area: Area, way: Way, figures: dict[object, int]) -> None:
    assert written(fill(grid, area, way)) == figures


@pytest.mark.parametrize(("area", "way"), [(Area(0, 1), Way.DOWN), (Area(0, 0), Way.RIGHT)])
def test_nothing_stands_before_the_first(grid: Grid, area: Area, way: Way) -> None:
    with pytest.raises(NothingToFill):
        fill(grid, area, way)


def test_clearing_and_summing(grid: Grid) -> None:
    assert written(clear(grid, Area(0, 2, 1, 2))) == {(Figure.DONE, 1, 1): None}
    assert told(summed(grid, Area(0, 0, 2, 4))) == "选了 8 格 · 个数 7 · 合计 403"
    assert told(summed(grid, Area(0, 3))) == "选了 1 格 · 个数 1"
