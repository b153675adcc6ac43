"""The navigation: the state of each stage, who works here, and how much of the day is left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.day import Checked
from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Tone
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.heading import Heading
from sgz_desktop.ui.pages.names import page_names
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.stages import DONE, stages, time_left
from sgz_desktop.ui.theme import TextSize
from sgz_desktop.ui.widgets.navigation import Stage
from tests.ui.find import text_of, the

Open = Callable[[UUID, str], Shell]
DAY = date(2024, 1, 16)


def told(program: Program, evaluation_id: UUID, page: str) -> Stage:
    results = program.results
    dossier = program.evaluations.dossier(evaluation_id)
    return stages(results.score(evaluation_id), results.missing(evaluation_id), dossier)[page]


def test_stages_of_a_fresh_evaluation(program: Program, fresh: UUID) -> None:
    assert told(program, fresh, "preparing").sign.startswith("报告缺 ")
    assert told(program, fresh, "visit").sign.startswith("0/")
    begun = [told(program, fresh, each) for each in ("day", "observations", "indicators")]
    assert begun == [Stage(0.0), Stage(0.0), Stage()]


def test_the_day_is_done_when_nothing_is_left_that_only_the_station_can_give(
    program: Program, fresh: UUID
) -> None:
    def add(kind: str, values: dict[str, Any]) -> UUID:
        return program.preparing.add(fresh, kind, values, NOBODY)[1]

    (expert,) = program.evaluations.dossier(fresh).people
    paper = add("paper_request", {"title": "审计报告"})
    # Open are the paper, the expert's declaration, sign-in, interview, spot check and two of the feedback.
    assert told(program, fresh, "day") == Stage(0.0, "待办 7")
    add("attendee", {"name": "林专家", "signed_in_at": "09:00", "at_feedback": True})
    assert told(program, fresh, "day") == Stage(2 / 7, "待办 5")
    program.preparing.edit(fresh, "paper_request", paper, {"arrived_on": DAY}, NOBODY)
    program.preparing.declare(fresh, expert.id, {"conflict": Conflict.NONE, "pledged_on": DAY}, NOBODY)
    add("interview", {"role": "社工", "notes": "谈了督导"})
    add("spot_check", {"checked": Checked.CASE, "number": "3", "found": "齐全"})
    program.preparing.set_text(fresh, "feedback.objections", "没有", NOBODY)
    assert told(program, fresh, "day") == Stage(1.0, DONE)


def test_observations_are_done_when_all_are_filed(program: Program, fresh: UUID) -> None:
    _, noted = program.preparing.add(fresh, "observation", {"text": "随手记"}, NOBODY)
    assert told(program, fresh, "observations") == Stage(0.0, "1 · 待归 1", is_warning=True)
    filed = {"subject": "purchaser", "tone": Tone.STRENGTH}
    program.preparing.edit(fresh, "observation", noted, filed, NOBODY)
    assert told(program, fresh, "observations") == Stage(1.0, f"1 {DONE}")


def test_indicators_and_what_is_done(program: Program, zhuguang: UUID) -> None:
    assert told(program, zhuguang, "indicators") == Stage(1.0, DONE)
    whole = program.evaluations.dossier(zhuguang)
    results = program.results
    parts = replace(whole, indicator_values=whole.indicator_values[1:])
    told_parts = stages(results.score(zhuguang), results.missing(zhuguang), parts)["indicators"]
    done, total = map(int, told_parts.sign.split("/"))
    assert done < total


@pytest.fixture
def planned(program: Program, fresh: UUID) -> Dossier:
    """An evaluation with a day planned until half past four."""
    program.preparing.set_head(fresh, {"visit_date": DAY}, NOBODY)
    for title, ends_at in (("听取介绍", "10:00"), ("总结反馈", "16:30"), ("机动", "")):
        program.preparing.add(fresh, "plan_entry", {"title": title, "ends_at": ends_at}, NOBODY)
    return program.evaluations.dossier(fresh)


def at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        (at(DAY, 14, 48), ("距离结束 1 小时 42 分", False)),
        (at(DAY, 16, 3), ("距离结束 27 分", False)),
        (at(DAY, 16, 30), ("已到计划的结束时间", False)),
        (at(DAY, 17, 35), ("已超过计划 1 小时 5 分", True)),
        (at(date(2024, 1, 17), 9, 0), None),
    ],
)
def test_how_much_of_the_day_is_left(
    planned: Dossier, now: datetime, sentence: tuple[str, bool] | None
) -> None:
    assert time_left(planned, now) == sentence


def test_no_plan_no_time(program: Program, fresh: UUID) -> None:
    assert time_left(program.evaluations.dossier(fresh), at(DAY, 9, 0)) is None


def test_the_foot_says_who_works_and_what_is_left(
    opened: Open, program: Program, planned: Dossier, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    assert shell.session is not None
    now = [at(DAY, 14, 48)]
    heading = Heading(
        shell.session, shell.header, shell.navigation, shown=lambda: "visit", now=lambda: now[0]
    )
    heading.refresh()
    assert text_of(shell, "timeLeft") == "距离结束 1 小时 42 分"
    now[0] = at(DAY, 17, 35)
    heading.tell_time()
    assert text_of(shell, "timeLeft") == "已超过计划 1 小时 5 分"
    assert the(shell, QLabel, "timeLeft").property("late") is True
    worker = the(shell, QPushButton, "workerButton")
    assert worker.text() == "林专家 · 评估专家"
    _, helper = program.preparing.add(fresh, "person", {"name": "何助理", "role": "staff"}, NOBODY)
    shell.session.work_as(Worker(helper, program.evaluations.dossier(fresh).people[0].id))
    assert worker.text() == "何助理 · 工作人员\n代 林专家 录入"
    assert "何助理" in worker.accessibleName()
    heading.deleteLater()


def test_all_pages_and_the_foot_fit_at_the_least_height_with_the_largest_text(
    qtbot: QtBot, opened: Open, planned: Dossier, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    before = QApplication.font()
    try:
        shell.theme.ask_size(TextSize.LARGEST)
        shell.resize(1040, 620)
        shell.navigation.show_left("距离结束 11 小时 42 分")
        shell.navigation.show_worker("欧阳某某某", "林专家", "评估专家")
        QApplication.processEvents()
        bottoms = []
        for name in (*(f"nav_{each}" for each, _, _ in page_names()), "workerButton"):
            button = the(shell, QPushButton, name)
            assert button.visibleRegion().boundingRect() == button.rect(), name
            bottoms.append(button.mapTo(shell.navigation, QPoint(0, button.height())).y())
        assert bottoms == sorted(bottoms)
        left = the(shell, QLabel, "timeLeft")
        assert left.mapTo(shell.navigation, QPoint(0, left.height())).y() <= shell.navigation.height()
        assert left.sizeHint().width() <= left.width()
        header = shell.header
        assert header.search.geometry().right() <= header.width()
        assert header.station.width() >= 60
        shell.resize(1366, 768)
        assert header.phase.isVisible()
    finally:
        QApplication.setFont(before)
