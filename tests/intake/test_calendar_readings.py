"""What people mean by a cell that tells of time."""

from datetime import date
from decimal import Decimal

import pytest

from sgz_desktop.intake.calendar_readings import (
    Month,
    Period,
    fill_years,
    read_date,
    read_month,
    read_period,
    split_month,
)
from sgz_desktop.intake.cells import Cell

AUGUST = Month(2023, 8)
MONTHS = [
    (
        AUGUST,
        "2023年8月|2023年08月份|2023 年 8 月|23年8月|2023-08|2023-8|2023.8|2023.08|2023/8|2023.8月|202308",
    ),
    (AUGUST, "2023-08-01|2023年8月1日|20230801|45139|二〇二三年八月|２０２３年８月|2023\n年8月"),
    (Month(None, 8), "8月|08月|8月份|八月|8 月|８月\n"),
    (Month(None, 12), "12月|十二月"),
    (Month(None, 10), "十月|10月"),
]


@pytest.mark.parametrize(
    ("month", "text"), [(month, text) for month, texts in MONTHS for text in texts.split("|")]
)
def test_a_month_is_read_however_it_is_written(month: Month, text: str) -> None:
    read = read_month(text)
    assert (read.value, read.fault) == (month, "")


@pytest.mark.parametrize(
    "text",
    ["13月", "0月", "8", "8月1日", "第8月", "姓名", "2023年", "2023.13", "1899年8月", "8月到岗", "十十月"],
)
def test_what_is_no_month_is_a_fault(text: str) -> None:
    read = read_month(text)
    assert read.value is None
    assert "不是月份" in read.fault


def test_a_month_may_be_a_date_or_where_that_is_asked_a_bare_number() -> None:
    assert read_month(Cell(date(2023, 8, 1), "2023年8月")).value == AUGUST
    assert read_month(Cell(Decimal("8"), "8"), bare=True).value == Month(None, 8)
    assert read_month("13", bare=True).fault
    assert read_month("").value is None
    assert read_month("8月（16日起）").note == "16日起"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("8月人员到位", (Month(None, 8), "人员到位")),
        ("2023年8月-社保\n购买", (AUGUST, "社保购买")),
        ("2023-08 到岗", (AUGUST, "到岗")),
        ("8月", (Month(None, 8), "")),
        ("姓名", (None, "姓名")),
        ("8月1日到岗", (None, "8月1日到岗")),
    ],
)
def test_a_heads_month_is_split_off(head: str, found: tuple[Month | None, str]) -> None:
    assert split_month(head) == found


def months(text: str) -> list[Month]:
    """Months as 8 or 2024/1."""
    return [
        Month(int(year) if year else None, int(month))
        for year, _, month in (one.rpartition("/") for one in text.split())
    ]


@pytest.mark.parametrize(
    ("given", "start", "filled"),
    [
        ("8 9 12 1 2", date(2023, 8, 1), "2023/8 2023/9 2023/12 2024/1 2024/2"),
        ("1 2", date(2023, 8, 1), "2024/1 2024/2"),
        ("11 12 2024/1 2 2", None, "2023/11 2023/12 2024/1 2024/2 2024/2"),
        ("2023/8 9 2024/1 2", date(2020, 1, 1), "2023/8 2023/9 2024/1 2024/2"),
        ("2023/8 2023/9 2023/1 2023/11", None, "2023/8 2023/9 2023/10 2023/11"),
        ("8 9", None, "8 9"),
        ("", date(2023, 8, 1), ""),
        ("12 1900/1", None, "12 1900/1"),
        ("2099/12 1", None, "2099/12 1"),
    ],
)
def test_missing_years_come_from_the_neighbours_or_the_period(
    given: str, start: date | None, filled: str
) -> None:
    assert list(fill_years(months(given), start)) == months(filled)


DAYS = (
    "2023.10.20|2023-10-20|2023/10/20|2023年10月20日|20231020|2023年10月20|2023. 10. 20|23.10.20|45219"
    "|２０２３年１０月２０日|2023 年 10 月 20 日|二〇二三年十月二十日"
    "|2023-10-20 00:00:00|2023-10-20T08:30|2023年10月20号起"
)


@pytest.mark.parametrize("text", DAYS.split("|"))
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    read = read_date(text)
    assert (read.value, read.fault) == (date(2023, 10, 20), "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023年10月", "缺少日"),
        ("2023.2.30", "不存在"),
        ("10月20日", "不是完整的日期"),
        ("长期", "不是完整的日期"),
        ("2023.10.20-2024.1.1", "不是完整的日期"),
        ("99999", "不是完整的日期"),
    ],
)
def test_what_is_no_day_is_a_fault(text: str, words: str) -> None:
    read = read_date(text)
    assert read.value is None
    assert words in read.fault


def test_a_day_may_be_a_date_a_serial_number_or_nothing() -> None:
    assert read_date(Cell(date(2023, 10, 20), "10月20日")).value == date(2023, 10, 20)
    assert read_date(Cell(Decimal(45219), "45219")).value == date(2023, 10, 20)
    assert read_date("—").fault == read_date(None).fault == ""
    assert read_date("2023.10.20（续签）").note == "续签"


YEAR = Period(date(2023, 8, 1), date(2024, 7, 31))
PERIODS = [
    (YEAR, "2023年8月1日至\n2024年7月31日"),
    (YEAR, "2023.8.1-2024.7.31"),
    (YEAR, "2023.08.01—2024.07.31"),
    (YEAR, "2023-08-01-2024-07-31"),
    (YEAR, "2023/8/1 ~ 2024/7/31"),
    (YEAR, "2023/8/1～2024/7/31"),
    (YEAR, "20230801-20240731"),
    (YEAR, "2023年8月至2024年7月"),
    (YEAR, "2023.8-2024.7"),
    (YEAR, "2023-8-2024-7"),
    (YEAR, "2023年8月1日起至2024年7月31日止"),
    (YEAR, "年度服务协议时间：2023年8月1日至2024年7月31日"),
    (YEAR, "情况统计表（2023年8月1日至2024年7月31日）2025年填"),
    (YEAR, "2023年8月1日至7月31日"),
    (YEAR, "二〇二三年八月一日至二〇二四年七月三十一日"),
    (Period(date(2023, 8, 1), date(2023, 12, 31)), "2023.8.1-12.31"),
    (Period(date(2023, 8, 1), date(2023, 12, 31)), "2023年8月至12月"),
    (Period(date(2023, 8, 1), date(2024, 2, 29)), "2023.8.1-2.29"),
    (Period(date(2023, 8, 1), date(2023, 8, 15)), "2023年8月1日-15日"),
]


@pytest.mark.parametrize(("period", "text"), PERIODS)
def test_a_period_is_found_however_it_is_written(period: Period, text: str) -> None:
    read = read_period(text)
    assert (read.value, read.fault) == (period, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023年8月1日至2023年7月1日", "早于"),
        ("填表日期：2024年5月31日", "没有完整的起止日期"),
        ("8月1日至9月1日", "没有完整的起止日期"),
        ("2023年8月1日至今", "没有完整的起止日期"),
        ("2023年2月30日至2024年1月1日", "没有完整的起止日期"),
        ("2023年8月1日至2023年9月31日", "没有完整的起止日期"),
        ("到岗情况统计表", "没有完整的起止日期"),
    ],
)
def test_what_is_no_period_is_a_fault(text: str, words: str) -> None:
    read = read_period(text)
    assert read.value is None
    assert words in read.fault


def test_no_text_is_no_period_and_no_fault() -> None:
    assert read_period("").fault == read_period(None).fault == ""
