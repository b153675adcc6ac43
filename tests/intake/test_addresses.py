"""Cells and ranges by their names."""

import pytest

from sgz_desktop.intake.addresses import Range, cell_name, column_name, parse_cell, parse_range
from sgz_desktop.intake.problems import Level, Place, Problem


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")])
def test_columns_have_letters(column: int, name: str) -> None:
    assert column_name(column) == name
    assert parse_cell(f"{name}7") == (7, column)


@pytest.mark.parametrize(
    ("name", "at"),
    [("C4", (4, 3)), ("$c$4", (4, 3)), ("XFD1048576", (1048576, 16384)), ("XFE1", None), ("A0", None)]
    + [(wrong, None) for wrong in ("", "A", "4", "A1048577", "A1:B2", "A-1", "A1\n", "Ａ１", "A٣")],
)
def test_a_cells_name_is_read_or_refused(name: str, at: tuple[int, int] | None) -> None:
    assert parse_cell(name) == at


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("C4:E5", Range(4, 3, 5, 5)),
        ("E5:C4", Range(4, 3, 5, 5)),
        ("C4", Range(4, 3, 4, 3)),
        ("C4:", None),
        ("A:A", None),
        ("C4:E5:F6", None),
    ],
)
def test_a_ranges_name_is_read_or_refused(name: str, found: Range | None) -> None:
    assert parse_range(name) == found


def test_ranges_tell_what_they_cover_and_how_they_are_called() -> None:
    assert str(Range(4, 3, 5, 5)) == "C4:E5"
    assert str(Range(4, 3, 4, 3)) == cell_name(4, 3) == "C4"
    assert Range(4, 3, 5, 5).covers(5, 3)
    assert not Range(4, 3, 5, 5).covers(6, 3)


def test_a_problem_says_its_place_first() -> None:
    assert str(Problem(Place("表.xlsx", "附件1", "C4:E4"), "没有读入。")) == "表.xlsx!附件1!C4:E4：没有读入。"
    assert str(Problem(Place("表.xlsx"), "损坏。", Level.WARNING)) == "表.xlsx：损坏。"
