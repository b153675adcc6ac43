"""What people type into fields, as values."""

from datetime import date
from decimal import Decimal

import pytest

from sgz_desktop.errors import Refused
from sgz_desktop.ui.reading import (
    read_amount,
    read_date,
    read_figure,
    read_mark,
    read_name,
    read_share,
    read_text,
    read_whole,
    read_yuan,
)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.5", "1.5"),
        ("１．５", "1.5"),
        ("1．5", "1.5"),
        ("1。5", "1.5"),
        ("1｡5", "1.5"),
        ("1﹒5", "1.5"),
        ("1、5", "1.5"),
        ("1,5", "1.5"),
        ("１，５", "1.5"),
        (" 2 ", "2"),
        (".5", "0.5"),
        ("3.", "3"),
        ("8.925", "8.925"),
        ("-1", "-1"),
    ],
)
def test_marks(typed: str, value: str) -> None:
    assert read_mark(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("2,400,000", "2400000"), ("240,000", "240000"), ("97.08%", "97.08"), ("９５％", "95"), ("0,5", "0.5")],
)
def test_figures(typed: str, value: str) -> None:
    assert read_figure(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "value"), [("1,200", "1200"), ("１，２００．５", "1200.5"), ("1 445", "1445")]
)
def test_figures_of_a_table(typed: str, value: str) -> None:
    assert read_amount(typed) == read_share(f"{typed}%") == Decimal(value)


@pytest.mark.parametrize("typed", ["1,2", "1，2", "0、5", "1,20", "1200,5", "1,2,000"])
def test_a_comma_of_a_table_is_never_guessed_at(typed: str) -> None:
    for read in (read_amount, read_share):
        with pytest.raises(Refused, match="逗号的意思不清楚"):
            read(typed)
    for percentage in ("50%", "５０％"):
        with pytest.raises(Refused, match="不填百分比"):
            read_amount(percentage)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("240万元", "2400000"), ("２４０．５ 万", "2405000"), ("2,400,000元", "2400000"), ("240", "240")],
)
def test_sums_of_money(typed: str, value: str) -> None:
    assert read_yuan(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["万", "元", "两百万", "abc"])
def test_what_is_no_sum_is_refused_with_a_fitting_example(typed: str) -> None:
    with pytest.raises(Refused, match="例如 2400000"):
        read_yuan(typed)
    assert read_yuan(" ") is None


@pytest.mark.parametrize("typed", ["一", "1.2.3", "abc", "1-2", "1e3", "٣", "NaN"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="应是一个数"):
        read_mark(typed)


@pytest.mark.parametrize(
    "typed",
    ["2024-01-16", "2024-1-16", "2024.1.16", "2024/01/16", "2024年1月16日", "20240116", "２０２４－１－16"],
)
def test_dates(typed: str) -> None:
    assert read_date(typed) == date(2024, 1, 16)


@pytest.mark.parametrize("typed", ["2024-02-30", "16.1.2024", "昨天", "2024-1", "20241301"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="日期应写成"):
        read_date(typed)


def test_nothing_typed_is_nothing() -> None:
    assert [read(" ") for read in (read_mark, read_figure, read_whole, read_date)] == [None] * 4


def test_whole_numbers() -> None:
    assert read_whole("20") == 20
    for typed in ("1.5", "99999999999"):
        with pytest.raises(Refused, match="整数"):
            read_whole(typed)


def test_names_and_texts() -> None:
    assert read_name(" 第一片区 ") == "第一片区"
    assert read_text(" 原样 ") == " 原样 "
    with pytest.raises(Refused, match="名称不能为空"):
        read_name("  ")
