"""While a disagreement is open nothing told, printed or stored takes one of its values for settled."""

import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, event

from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.result import Severity
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.models.listing import Summary
from sgz_desktop.services import display
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.contests import CONTESTS
from sgz_desktop.services.exporting import Form
from sgz_desktop.services.opening import open_storage
from sgz_desktop.services.reports import NotFinal
from sgz_desktop.wiring import Program, build, now, open_program
from tests.build import EVALUATION, D
from tests.exports import readback
from tests.services.case import EXPERT, HELPER, LI, OTHER, degree, refuse_unsettled

E = EVALUATION
HINT = "1 处不一致未定，结果暂定"


@pytest.fixture
def second(program: Program) -> Iterator[Program]:
    """Another program on the folder of `program`, both with the evaluation shown."""
    other = open_program(program.folder)
    for each in (program, other):
        each.evaluations.dossier(E)
    yield other
    other.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Program]:
    """A program on an empty folder of another laptop."""
    with build(tmp_path / "elsewhere") as opened:
        yield opened


@pytest.fixture
def disputed(program: Program, second: Program) -> Program:
    """A program on whose folder two people gave the purchaser's points differently."""
    give(program, "10", LI)
    give(second, "18.5", HELPER)
    return program


def give(program: Program, points: str, who: Worker) -> None:
    """Enter the purchaser's points."""
    program.judging.set_figure(E, Scope.PARTY, "purchaser", D(points), who)


def settle(program: Program, side: int) -> Changes:
    """Choose one side of the only contest."""
    (found,) = program.results.contests(E)
    chosen = tuple(zip(found.disputes, found.sides[side].values, strict=True))
    return program.undoing.settle(E, chosen, worker=LI)


def stored(program: Program) -> Summary:
    """What the home page reads, and nobody has scored since it was written."""
    (listed,) = program.evaluations.glance()
    assert listed.summary is not None
    return listed.summary


def row(program: Program) -> tuple[Decimal | None, str | None, bool]:
    """Total, grade and whether they are provisional, as stored."""
    found = stored(program)
    return found.total, found.grade, found.provisional


OPEN = (None, None, True)


def test_two_programs_leave_no_total_and_no_grade(disputed: Program) -> None:
    score = disputed.results.score(E)
    assert (score.total, score.grade, score.provisional, score.disagreements) == (None, None, True, 1)
    assert (score.floor, score.ceiling) == (D("86.25"), D("94.75"))
    assert row(disputed) == OPEN
    assert (stored(disputed).floor, stored(disputed).ceiling) == (D("86.25"), D("94.75"))
    refuse_unsettled(disputed, E)
    (proof, *_) = disputed.results.proof(E)
    assert proof.value == "未定"


def test_the_row_tells_it_to_who_opens_the_folder_anew(disputed: Program) -> None:
    with build(disputed.folder) as other:
        assert row(other) == OPEN
        (listed,) = other.evaluations.listing()
        line = display.listed_line(listed, other.evaluations.grade_name(listed))
        assert line.endswith("86.25–94.75（暂定）")


def test_the_report_is_not_final(disputed: Program) -> None:
    (missing,) = disputed.results.blocking(E)
    assert (missing.code, missing.page) == ("contest.figure.points", CONTESTS)
    assert missing.severity is Severity.BLOCKS
    assert "10（专家1）；18.5（记录员代专家1）" in missing.sentence
    for render in (disputed.exporting.pdf, disputed.exporting.workbook):
        with pytest.raises(NotFinal, match=r"购买方，录入的得分：分数有互不知情的不同填法"):
            render(E, form=Form.FINAL)
    report = disputed.reports.report(E)
    assert report.provisional
    assert "购买方，录入的得分：分数有互不知情的不同填法" in readback.report_text(report)
    assert disputed.exporting.workbook(E)


def test_the_lines_and_the_record_say_so(disputed: Program) -> None:
    lines = list(display.score_lines(disputed.results.score(E)))
    assert lines[0] == "最低 86.25，最高 94.75，等级 待定（暂定）"
    assert lines[1].startswith(HINT)
    assert "购买方：未定 / 20" in lines
    record = disputed.exporting.score_record(E)
    found = {key: record[key] for key in ("total", "floor", "grade", "provisional", "disagreements")}
    assert found == {
        "total": None,
        "floor": "86.25",
        "grade": None,
        "provisional": True,
        "disagreements": 1,
    }


@pytest.mark.parametrize(("side", "total"), [(0, "86.25"), (1, "94.75")])
@pytest.mark.parametrize("shown_first", [False, True])
def test_settling_undoing_and_redoing(disputed: Program, side: int, total: str, shown_first: bool) -> None:
    if shown_first:
        disputed.evaluations.dossier(E)
    done = settle(disputed, side)
    settled = stored(disputed)
    assert (settled.total, settled.provisional) == (D(total), False)
    assert disputed.results.blocking(E) == ()
    assert disputed.results.contests(E) == ()
    refuse_unsettled(disputed, E)
    assert done.batch_id is not None
    undone = disputed.undoing.undo(E, done.batch_id, worker=LI)
    assert row(disputed) == OPEN
    refuse_unsettled(disputed, E)
    assert undone.batch_id is not None
    disputed.undoing.undo(E, undone.batch_id, worker=LI)
    assert stored(disputed) == settled
    refuse_unsettled(disputed, E)


def test_writing_on_elsewhere_keeps_it_open(disputed: Program, second: Program) -> None:
    for program, item in ((disputed, "1"), (second, "2")):
        program.visiting.answer(E, "degree", None, EXPERT, degree(item), LI)
        assert row(disputed)[::2] == (None, True)
        program.evaluations.dossier(E)
        program.visiting.answer(E, "degree", None, OTHER, degree("1"), LI)
        assert row(disputed)[::2] == (None, True)
    give(disputed, "12", LI)
    assert row(disputed)[::2] == (None, True)
    refuse_unsettled(disputed, E)


def test_giving_what_the_other_gave_ends_it(disputed: Program) -> None:
    disputed.evaluations.dossier(E)
    give(disputed, "10", LI)
    assert disputed.results.contests(E) == ()
    found = stored(disputed)
    assert (found.total, found.provisional) == (D("86.25"), False)
    refuse_unsettled(disputed, E)


def test_what_does_not_decide_makes_it_provisional_all_the_same(program: Program, second: Program) -> None:
    program.preparing.set_head(E, {"address": "甲路"}, LI)
    second.preparing.set_head(E, {"address": "乙路"}, HELPER)
    assert row(program) == (D("94.75"), "excellent", True)
    assert program.results.blocking(E) != ()
    lines = list(display.score_lines(program.results.score(E)))
    assert lines[:2] == ["总分 94.75，等级 优秀（暂定）", f"{HINT}（用 check 查看）"]
    (listed,) = program.evaluations.listing()
    assert display.listed_line(listed, "优秀").endswith("94.75 优秀（暂定）")
    refuse_unsettled(program, E)


def test_a_veto_in_dispute_leaves_no_grade(program: Program, second: Program) -> None:
    program.judging.find_veto(E, "posts", VetoState.HOLDS, "见到一人。", "", LI)
    second.judging.find_veto(E, "posts", VetoState.CLEAR, "没有见到。", "", HELPER)
    assert row(program) == (D("94.75"), None, True)
    score = program.results.score(E)
    assert (score.vetoed, score.vetoes[0].state, score.disagreements) == (False, VetoState.UNKNOWN, 1)
    refuse_unsettled(program, E)


def test_what_somebody_cleared_and_another_kept_is_tried_both_ways(program: Program, second: Program) -> None:
    """One clears a mark and gives it again, another, who has seen neither, clears it."""
    for each, answer in ((program, None), (program, degree("10")), (second, None)):
        each.visiting.answer(E, "degree", None, EXPERT, answer, LI)
    score = program.results.score(E)
    assert score.total is None
    assert score.disagreements == len(program.results.contests(E)) > 0
    refuse_unsettled(program, E)


def test_a_file_brings_its_disagreements(disputed: Program, elsewhere: Program, tmp_path: Path) -> None:
    path = tmp_path / "evaluation.json"
    path.write_bytes(disputed.exporting.package(E))
    elsewhere.importing.apply(elsewhere.importing.plan(path))
    assert row(elsewhere) == OPEN
    assert stored(elsewhere) == stored(disputed)
    assert elsewhere.results.score(E) == disputed.results.score(E)
    refuse_unsettled(elsewhere, E)
    settle(elsewhere, 0)
    assert stored(elsewhere).total == D("86.25")


def test_a_history_written_by_hand_is_no_different(
    program: Program, elsewhere: Program, tmp_path: Path
) -> None:
    """An older value that nothing replaces stands in dispute with the newer one."""
    raw = json.loads(program.exporting.package(E))
    (points,) = [
        each for each in raw["changes"] if each["field"] == "points" and "18.5" in str(each["value"])
    ]
    top = max(each["device_seq"] for each in raw["changes"])
    newer = {"id": str(uuid4()), "value": '"10"', "device_seq": top + 1, "batch_id": str(uuid4())}
    raw["changes"].append(points | newer)
    next(each for each in raw["figures"] if each["code"] == "purchaser")["points"] = "10"
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps(raw), "utf-8")
    plan = elsewhere.importing.plan(path)
    assert [str(each) for each in plan.problems] == []
    elsewhere.importing.apply(plan)
    assert row(elsewhere) == OPEN


def test_a_copy_starts_without_them(disputed: Program, tmp_path: Path) -> None:
    path = tmp_path / "evaluation.json"
    path.write_bytes(disputed.exporting.package(E))
    made = disputed.importing.apply(disputed.importing.plan(path), copy=True)
    assert disputed.results.contests(made) == ()
    assert disputed.results.score(made).total == D("94.75")
    refuse_unsettled(disputed, made)


def test_a_summary_that_is_scored_anew_tells_it_too(disputed: Program) -> None:
    disputed.undoing.refresh_summary(E)
    assert row(disputed) == OPEN
    refuse_unsettled(disputed, E)


def test_where_nothing_is_in_dispute_no_answer_looks_for_it(begun: Path, tmp_path: Path) -> None:
    """After the first look, which tells that there is nothing."""
    shutil.copytree(begun, tmp_path / "data")
    storage = open_storage(tmp_path / "data", now)
    program = Program(tmp_path / "data", storage)
    program.evaluations.dossier(E)
    program.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    looks: list[str] = []

    def executed(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        looks.extend([statement] if "GROUP BY" in statement else [])

    event.listen(storage.store.engine, "before_cursor_execute", executed)
    program.visiting.answer(E, "degree", None, EXPERT, degree("2"), LI)
    program.results.score(E)
    program.results.missing(E)
    assert looks == []
    other = open_program(program.folder)
    give(other, "10", HELPER)
    other.close()
    program.results.score(E)
    assert len(looks) == 1
    program.close()
