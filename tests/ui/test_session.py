"""Writes that are durable at once, their way back, and what a failure leaves."""

from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.session import Outcome, Session, Verb


@pytest.fixture
def session(qtbot: QtBot, program: Program, fresh: UUID) -> Session:
    found = Session(program)
    assert found.open(fresh)
    return found


def head(session: Session, field: str, value: object) -> Verb:
    """The verb that sets one field of the head."""
    return lambda each, who: session.program.preparing.set_head(each, {field: value}, who)


def write(session: Session, value: str, *, merge: str = "") -> Outcome:
    """Write an address."""
    return session.write("地址", head(session, "address", value), merge=merge)


def address(session: Session) -> str:
    """The address on disk."""
    return session.dossier.evaluation.address


def test_a_write_is_told_and_can_be_undone_and_redone(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.changed) as told:
        assert write(session, "人民路 76 号").is_done
    heard: Changes = told.args[0]
    assert heard.kinds == {"evaluation"}
    assert session.saved_at == heard.saved_at
    session.undo()
    assert address(session) == ""
    session.redo()
    assert address(session) == "人民路 76 号"
    session.undo()
    assert address(session) == ""
    assert session.stack.redoText() == "地址"


def test_typing_in_one_field_is_one_step(session: Session) -> None:
    for text in ("人", "人民", "人民路"):
        write(session, text, merge="address")
    assert session.stack.count() == 1
    session.undo()
    assert address(session) == ""
    session.redo()
    assert address(session) == "人民路"


def test_steps_on_one_field_go_back_one_by_one(session: Session) -> None:
    for text in ("甲", "乙", "丙"):
        write(session, text)
    found = []
    for _ in range(3):
        session.undo()
        found.append(address(session))
    for _ in range(3):
        session.redo()
        found.append(address(session))
    assert found == ["乙", "甲", "", "甲", "乙", "丙"]


def test_what_is_refused_is_said_and_leaves_no_step(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.failed) as told:
        outcome = session.write("人数", head(session, "required_staff", 0))
    assert outcome.field == "required_staff"
    assert "1 至 10000" in outcome.sentence
    assert told.args[0] == outcome.sentence
    assert session.stack.count() == 0


def test_a_quiet_write_leaves_the_sentence_to_its_caller(qtbot: QtBot, session: Session) -> None:
    with qtbot.assertNotEmitted(session.failed):
        outcome = session.write("人数", head(session, "required_staff", 0), quiet=True)
    assert not outcome.is_done


def test_a_failed_write_can_be_tried_again(qtbot: QtBot, session: Session) -> None:
    trouble = [SgzError("磁盘已满。")]

    def verb(each: UUID, who: Worker) -> Changes:
        if trouble:
            raise trouble.pop()
        return session.program.preparing.set_head(each, {"address": "找到了"}, who)

    with qtbot.waitSignal(session.failed) as told:
        session.write("地址", verb)
    told.args[1]()
    assert address(session) == "找到了"
    assert session.stack.count() == 1


def test_the_first_write_that_goes_through_again_is_told(qtbot: QtBot, session: Session) -> None:
    def full(each: UUID, who: Worker) -> Changes:
        raise SgzError("磁盘已满。")

    with qtbot.assertNotEmitted(session.recovered):
        write(session, "甲")
        assert session.write("地址", full, quiet=True).may_come
        refused = session.write("人数", head(session, "required_staff", 0), quiet=True)
        assert not refused.is_done
        assert not refused.may_come
    with qtbot.waitSignal(session.recovered):
        write(session, "乙")
    with qtbot.assertNotEmitted(session.recovered):
        write(session, "丙")


def test_a_write_that_changes_nothing_leaves_no_step(session: Session) -> None:
    write(session, "")
    assert session.stack.count() == 0


def test_what_somebody_changed_since_is_not_undone(qtbot: QtBot, session: Session) -> None:
    write(session, "我写的")
    other = Worker(session.dossier.people[0].id)
    session.program.preparing.set_head(session.open_id, {"address": "别人写的"}, other)
    with qtbot.waitSignal(session.failed) as told:
        session.undo()
    assert "林专家" in told.args[0]
    assert address(session) == "别人写的"


def test_what_is_made_is_named(session: Session) -> None:
    outcome = session.write(
        "添加", lambda each, who: session.program.preparing.add(each, "group", {"name": "第一片区"}, who)
    )
    assert outcome.entity_id in session.dossier.group_by_id
    session.undo()
    assert session.dossier.groups == ()


def test_who_works_is_remembered_for_the_evaluation(qtbot: QtBot, session: Session, program: Program) -> None:
    expert = session.dossier.people[0].id
    made = session.program.preparing.add(session.open_id, "person", {"name": "录入员"}, session.worker)[1]
    with qtbot.waitSignal(session.worker_changed):
        session.work_as(Worker(made, expert))
    again = Session(program)
    assert again.open(session.open_id)
    assert again.worker == Worker(made, expert)
    assert again.judge_id == expert
    write(again, "代写")
    stamp = program.results.stamps(again.open_id)[again.open_id]
    assert (stamp.author, stamp.on_behalf) == ("录入员", "林专家")


def test_a_worker_who_is_gone_is_asked_for_anew(session: Session, program: Program) -> None:
    expert = session.dossier.people[0].id
    program.preparing.remove(session.open_id, "person", expert, session.worker)
    again = Session(program)
    assert again.open(session.open_id)
    assert again.worker == Worker()


def test_an_evaluation_that_cannot_be_read_is_said(qtbot: QtBot, session: Session) -> None:
    before = session.evaluation_id
    with qtbot.waitSignal(session.failed):
        assert not session.open(UUID(int=1))
    assert session.evaluation_id == before


def test_closing_forgets_the_steps(qtbot: QtBot, session: Session) -> None:
    session.write("日期", head(session, "visit_date", date(2024, 1, 16)))
    with qtbot.waitSignal(session.opened):
        session.close()
    assert session.evaluation_id is None
    assert session.stack.count() == 0
    with pytest.raises(LookupError):
        _ = session.open_id
