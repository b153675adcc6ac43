"""What follows from the dates and figures of the head, told with its working."""

from datetime import date

import pytest

from sgz_desktop.scoring.deadlines import WorkCalendar
from sgz_desktop.services.preparing_terms import (
    deadlines_told,
    elapsed_told,
    period_told,
    required_told,
)
from sgz_desktop.services.working_days import work_calendar
from tests.build import evaluation


@pytest.mark.parametrize(
    ("start", "end", "figure", "how"),
    [
        ("2023-07-16", "2023-12-31", "5.5 个月", "7 月自 16 日起计半月，8—12 月各计整月"),
        ("2024-06-15", "2024-12-31", "7 个月", "6 月自 15 日起按整月计，7—12 月各计整月"),
        ("2024-08-01", "2024-12-31", "5 个月", "8—12 月各计整月"),
        ("2024-08-01", "2024-08-31", "1 个月", "8 月 1 日至 31 日计整月"),
        ("2024-08-16", "2024-08-31", "0.5 个月", "8 月 16 日至 31 日计半月"),
        ("2024-07-01", "2024-08-10", "1.5 个月", "7 月计整月，8 月到 10 日止计半月"),
        ("2024-07-20", "2024-08-20", "1.5 个月", "7 月自 20 日起计半月，8 月到 20 日止按整月计"),
        (
            "2023-11-16",
            "2024-02-15",
            "3 个月",
            "2023 年 11 月自 16 日起计半月，2023 年 12 月、2024 年 1 月各计整月，"
            "2024 年 2 月到 15 日止计半月",
        ),
    ],
)
def test_the_months_are_explained(start: str, end: str, figure: str, how: str) -> None:
    head = evaluation(period_start=date.fromisoformat(start), period_end=date.fromisoformat(end))
    told = period_told(head)
    assert told is not None
    assert (told.figure, told.how) == (figure, how)


def test_what_the_agreement_requires_and_how_much_time_has_passed() -> None:
    head = evaluation(period_start=date(2023, 7, 16), period_end=date(2023, 12, 31), required_staff=20)
    required, elapsed = required_told(head), elapsed_told(head)
    assert required is not None
    assert required.how == "应到岗 20 × 5.5 ＝ 110 人次，持证应过半 55"
    assert elapsed is not None
    assert elapsed.figure == "45.83%"
    empty = evaluation(period_start=None, period_end=None)
    assert (period_told(empty), required_told(empty), elapsed_told(empty)) == (None, None, None)


def test_what_is_due_when() -> None:
    head = evaluation(visit_date=date(2024, 1, 16))
    said = [each.figure for each in deadlines_told(head, work_calendar())]
    assert said == ["初评意见 2024-01-23", "评估报告 2024-01-30", "确认 2024-02-05", "公示期满 2024-02-20"]
    unknown = deadlines_told(head, WorkCalendar())[0]
    assert (unknown.figure, unknown.how) == ("初评意见", "未知：没有 2024 年的工作日历")
    late = deadlines_told(evaluation(visit_date=date(2024, 12, 28)), WorkCalendar(frozenset({2024})))
    assert late[1].how == "未知：没有 2025 年的工作日历"
    assert deadlines_told(evaluation(visit_date=None), work_calendar()) == ()
