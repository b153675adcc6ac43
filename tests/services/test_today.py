"""What is due about now, and how the backups stand."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.models.listing import Listed
from sgz_desktop.scoring.deadlines import WorkCalendar
from sgz_desktop.services.today import BackupState, Step, Today, due_of, working_days_left
from sgz_desktop.services.working_days import work_calendar
from sgz_desktop.wiring import build

VISIT = date(2024, 1, 16)  # a Tuesday; first opinion until the 23rd, report until the 30th
REPORTED = date(2024, 1, 26)  # confirmed until 2 February, published until 18 February (Spring Festival)


def listed(visit: date | None = VISIT, *, report: date | None = None, deleted: bool = False) -> Listed:
    """A row of the list."""
    return Listed(
        id=UUID(int=1),
        station="海珠区瑞宝街社工服务站",
        station_short="瑞宝街",
        district="海珠区",
        phase=Phase.MIDTERM,
        visit_date=visit,
        report_date=report,
        basis=Basis.ITEMS,
        rubric="",
        deleted=deleted,
        changed_at=datetime(2024, 1, 1, tzinfo=UTC),
        summary=None,
    )


@pytest.mark.parametrize(
    ("today", "report", "step", "left"),
    [
        (date(2024, 1, 1), None, None, None),
        (date(2024, 1, 2), None, Step.VISIT, 14),
        (VISIT, None, Step.VISIT, 0),
        (date(2024, 1, 17), None, Step.FIRST_OPINION, 4),
        (date(2024, 1, 20), None, Step.FIRST_OPINION, 2),
        (date(2024, 1, 23), None, Step.FIRST_OPINION, 0),
        (date(2024, 1, 24), None, Step.REPORT, 4),
        (date(2024, 2, 1), None, Step.REPORT, -2),
        (date(2024, 3, 17), None, None, None),
        (REPORTED, REPORTED, Step.CONFIRMATION, 5),
        (date(2024, 2, 5), REPORTED, Step.PUBLICATION, 5),
        (date(2024, 3, 1), REPORTED, None, None),
    ],
)
def test_the_next_step_is_due(today: date, report: date | None, step: Step | None, left: int | None) -> None:
    due = due_of(listed(report=report), today, work_calendar())
    assert (due and due.step, due and due.left) == (step, left)


def test_a_year_without_a_list_is_unknown() -> None:
    due = due_of(listed(), date(2024, 1, 17), WorkCalendar())
    assert due is not None
    assert (due.due, due.left) == (None, None)
    assert working_days_left(VISIT, VISIT + timedelta(days=1), WorkCalendar()) is None


@pytest.mark.parametrize("each", [listed(None), listed(deleted=True)])
def test_nothing_is_due_of_what_has_no_day_or_is_gone(each: Listed) -> None:
    assert due_of(each, VISIT, work_calendar()) is None


def test_the_most_urgent_comes_first_and_backups_are_counted(tmp_path: Path) -> None:
    with build(tmp_path / "data") as program:
        assert program.today.backups() == BackupState(last=None, count=0, days=0, weeks=0, months=0)
        rows = [listed(date(2024, 1, 30)), listed(), listed(date(2024, 1, 10))]
        found = program.today.due(rows, date(2024, 1, 18))
        assert [(each.step, each.left) for each in found] == [
            (Step.FIRST_OPINION, 3),
            (Step.REPORT, 4),
            (Step.VISIT, 12),
        ]
        for _ in range(2):
            program.keeping.make()
        state = program.today.backups()
        assert isinstance(program.today, Today)
        assert state.last is not None
        assert (state.count, state.days, state.weeks, state.months) == (2, 1, 1, 1)
