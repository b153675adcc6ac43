"""What people mean by a cell: numbers, shares, ticks, units."""

from datetime import date
from decimal import Decimal

import pytest

from sgz_desktop.intake.cells import Cell, Value
from sgz_desktop.intake.readings import (
    as_written,
    plain,
    read_number,
    read_share,
    read_tick,
    split_unit,
    text_of,
)

NUMBERS = [
    ("1550", "1550", ""),
    ("１，２３４.5", "1234.5", ""),
    ("1,550户", "1550", "户"),
    ("1 550", "1550", ""),
    ("30 人次", "30", "人次"),
    ("¥1,200.50元", "1200.5", "元"),
    ("240万元", "2400000", "元"),
    ("240万", "2400000", ""),
    ("1.2亿元", "120000000", "元"),
    ("-3", "-3", ""),
    ("+3", "3", ""),
    (".5", "0.5", ""),
    ("4.5h", "4.5", "h"),
    ("6个月", "6", "个月"),
    (" \u30008\n", "8", ""),
]


@pytest.mark.parametrize(("text", "value", "unit"), NUMBERS)
def test_a_number_is_read_with_its_unit(text: str, value: str, unit: str) -> None:
    read = read_number(text)
    assert (str(read.value), read.note, read.fault, read.percent) == (value, unit, "", False)


@pytest.mark.parametrize(
    ("text", "value"),
    [("80%", "0.8"), ("100.00%", "1"), ("１２．５％", "0.125"), ("5‰", "0.005"), ("94.39 %", "0.9439")],
)
def test_a_percentage_in_words_is_a_ratio(text: str, value: str) -> None:
    read = read_number(text)
    assert (str(read.value), read.percent) == (value, True)


@pytest.mark.parametrize("text", ["", " ", "-", "－", "—", "——", "/", "／", "\\", "无", "暂无", "N/A", None])
def test_a_dash_says_that_there_is_no_number(text: str | None) -> None:
    read = read_number(text)
    assert (read.value, read.fault) == (None, "")


NO_NUMBERS = (
    "约30|30余人|12人左右|30以上|12 5|3,00|1.5.3|12/20|1+2|30(含2)|12a|12月|3日|三十|十|√|1e5|NaN|٣|²|%|¥|.|"
    + "x" * 99
)


@pytest.mark.parametrize("text", NO_NUMBERS.split("|"))
def test_what_is_not_one_certain_number_is_a_fault(text: str) -> None:
    read = read_number(text)
    assert read.value is None
    assert text[:60] in read.fault
    assert read.fault.endswith("没有读入。")


@pytest.mark.parametrize(
    ("cell", "value", "percent"),
    [
        (Cell(Decimal("0.8"), "80%", percent=True), Decimal("0.8"), True),
        (Cell(Decimal(1550), "1550"), Decimal(1550), False),
        (Cell("1,550", "1,550"), Decimal(1550), False),
        (Cell(True, "TRUE"), None, False),
        (Cell(date(2023, 8, 1), "2023-08-01"), None, False),
    ],
)
def test_a_cells_number_is_its_value(cell: Cell, value: Decimal | None, percent: bool) -> None:
    read = read_number(cell)
    assert (read.value, read.percent) == (value, percent)
    assert bool(read.fault) == (value is None)


@pytest.mark.parametrize(
    ("text", "expected", "ratio"),
    [
        ("94.39%", None, "0.9439"),
        ("94.39", None, "0.9439"),
        ("0.9439", None, "0.9439"),
        ("330", "3.3", "3.3"),
        ("3.3", "3.3", "3.3"),
        ("1.05", "1.04", "1.05"),
        ("2", "0.02", "0.02"),
        ("0.5", "0.005", "0.005"),
        ("-", "1", "None"),
    ],
)
def test_a_bare_share_is_a_ratio_or_a_percentage(text: str, expected: str | None, ratio: str) -> None:
    assert str(read_share(text, Decimal(expected) if expected else None).value) == ratio


TICKS = {
    "1": "√ ✓ ✔ ✔\ufe0f ☑ 是 有 1 1.0 Y y Ｙ yes 对 在岗 到岗 已购买 V P ü √（产假） 到岗(病假)",
    "0.5": "半 0.5 ½ 1/2 半月 半个月 √半 √0.5 √（半月） ✓(0.5)",
    "0": "× ✗ ✘ 否 无 0 N x - － — —— / ／ \\ 离职 未到岗 □ ×（离职）",
}


@pytest.mark.parametrize(
    ("text", "counts"), [(text, counts) for counts, texts in TICKS.items() for text in texts.split()]
)
def test_a_tick_counts_one_a_half_or_nothing(text: str, counts: str) -> None:
    read = read_tick(text)
    assert (str(read.value), read.fault) == (counts, "")


@pytest.mark.parametrize("text", ["", "  ", None])
def test_an_empty_cell_is_no_tick_at_all(text: str | None) -> None:
    assert read_tick(text).value is None
    assert read_tick(text).fault == ""


@pytest.mark.parametrize("text", ["产假", "√√", "2", "√2", "8月", "、", "(√)", "√（", "半√"])
def test_what_is_no_tick_is_a_fault(text: str) -> None:
    read = read_tick(text)
    assert read.value is None
    assert "打了勾" in read.fault


@pytest.mark.parametrize(
    ("value", "counts"),
    [
        (True, 1),
        (False, 0),
        (Decimal(1), 1),
        (Decimal("0.5"), Decimal("0.5")),
        (Decimal(0), 0),
        (Decimal(2), None),
    ],
)
def test_a_tick_may_be_a_number_or_a_truth(value: Value, counts: Decimal | int | None) -> None:
    assert read_tick(Cell(value, "1.00" if value == 1 else str(value))).value == counts


def test_words_in_brackets_beside_a_tick_are_kept() -> None:
    assert read_tick("√（产假）").note == "产假"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("建档（户）", ("建档", "户")),
        (" 居家 探访 \n（次）", ("居家探访", "次")),
        ("预算(单位：万元)", ("预算", "万元")),
        ("金额 单位：元", ("金额", "元")),
        ("电访/人次", ("电访", "人次")),
        ("协议辅导节数", ("协议辅导节数", "")),
        ("社工（持证）", ("社工(持证)", "")),
        ("（个）", ("(个)", "")),
        ("", ("", "")),
    ],
)
def test_a_heads_unit_is_split_off(head: str, found: tuple[str, str]) -> None:
    assert split_unit(head) == found


def test_plain_texts_are_narrow_and_have_no_idle_spaces() -> None:
    assert plain("　投入社\n工 人数（ＡＢ　cd） ") == "投入社工人数(AB cd)"
    assert plain("①㎡½") == "①㎡½"


def test_texts_that_are_printed_again_keep_their_own_signs() -> None:
    assert as_written("  义诊3场，医护\n12人次（上午） ") == "义诊3场，医护12人次（上午）"
    assert as_written("Red\nCross　两处：A B") == "Red Cross 两处：A B"
    assert text_of(None) == ""
