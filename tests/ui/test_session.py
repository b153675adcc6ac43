"""Writes that are durable at once, their way back, and what a failure leaves."""

from datetime import date
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome, Verb
from sgz_desktop.ui.waiting import Way


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

    with qtbot.assertNotEmitted(session.failed):
        assert session.write("地址", verb).may_come
    assert [each.text for each in session.waiting.acts] == ["地址"]
    assert session.is_unsaved
    session.waiting.retry()
    assert address(session) == "找到了"
    assert session.stack.count() == 1
    assert not session.is_unsaved
    session.waiting.retry()
    assert session.stack.count() == 1


class Disk:
    """A disk that is full until it is emptied; notes what was written, in order."""

    def __init__(self, session: Session) -> None:
        self.session, self.is_full = session, True
        self.written: list[str] = []

    def verb(self, text: str) -> Verb:
        def write(each: UUID, who: Worker) -> Changes:
            if self.is_full:
                raise SgzError("磁盘已满。")
            self.written.append(text)
            return self.session.program.preparing.set_head(each, {"address": text}, who)

        return write

    def turn(self, *_: object, **__: object) -> Changes:
        raise SgzError("磁盘已满。")


def test_what_waits_is_saved_in_its_order_once(qtbot: QtBot, session: Session) -> None:
    disk = Disk(session)
    for about in ("一", "二", "三", "一"):
        session.write(about, disk.verb(about), about=about)
    assert [each.text for each in session.waiting.acts] == ["二", "三", "一"]
    disk.is_full = False
    # Something else that is saved lets what was done before go first.
    session.write("四", disk.verb("四"))
    session.waiting.retry()
    assert disk.written == ["二", "三", "一", "四"]
    assert not session.waiting.acts


def test_quiet_writes_about_something_wait_and_leave_the_sentence(qtbot: QtBot, session: Session) -> None:
    disk = Disk(session)
    assert session.write("一", disk.verb("一"), quiet=True, about="一").may_come
    assert session.write("二", disk.verb("二"), quiet=True).may_come
    assert [each.text for each in session.waiting.acts] == ["一"]


def test_what_is_overtaken_while_it_waits_is_said_and_dropped(qtbot: QtBot, session: Session) -> None:
    disk, preparing = Disk(session), session.program.preparing
    _, group = preparing.add(session.open_id, "group", {"name": "甲组"}, session.worker)

    def rename(each: UUID, who: Worker) -> Changes:
        disk.verb("先")(each, who)
        return preparing.edit(each, "group", group, {"name": "乙组"}, who)

    session.write("改名", rename)
    preparing.remove(session.open_id, "group", group, session.worker)
    disk.is_full = False
    with qtbot.waitSignal(session.failed) as told:
        session.waiting.retry()
    assert "已被删除" in told.args[0]
    assert not session.waiting.acts


def test_undo_and_redo_wait_in_order_and_drop_their_opposite(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("甲", "乙"):
        write(session, text)
    with monkeypatch.context() as patch:
        patch.setattr(type(session.program.undoing), "undo", Disk(session).turn)
        session.undo()
        session.undo()
        session.undo()  # nothing more is there to be undone
        assert [each.way for each in session.waiting.acts] == [Way.BACK, Way.BACK]
        session.redo()
        assert [each.way for each in session.waiting.acts] == [Way.BACK]
        assert address(session) == "乙"
    session.waiting.retry()
    assert address(session) == "甲"
    assert session.stack.redoText() == "地址"
    with monkeypatch.context() as patch:
        patch.setattr(type(session.program.undoing), "undo", Disk(session).turn)
        session.redo()
        session.undo()
        assert not session.waiting.acts
        session.redo()
    session.waiting.retry()
    assert address(session) == "乙"


def test_an_undo_that_waited_takes_back_nothing_newer(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(session, "甲")
    with monkeypatch.context() as patch:
        patch.setattr(type(session.program.undoing), "undo", Disk(session).turn)
        session.undo()
        write(session, "乙", merge="typed")
        assert address(session) == "甲"  # a click comes behind what waits
        session.waiting.drop("typed")
        assert session.write("文字", head(session, "address", "丙"), quiet=True).is_done
    with qtbot.waitSignal(session.failed) as told:
        session.waiting.retry()
    assert "此后又保存了" in told.args[0]
    assert address(session) == "丙"


def test_to_undo_what_waits_is_to_drop_it(session: Session) -> None:
    write(session, "甲")
    disk = Disk(session)
    session.write("一", disk.verb("一"))
    session.redo()
    assert len(session.waiting.acts) == 1
    session.undo()
    assert not session.waiting.acts
    assert address(session) == "甲"


def test_what_waits_goes_with_its_evaluation_and_the_list_s_stays(session: Session) -> None:
    disk, tried = Disk(session), list[str]()

    def delete() -> None:
        tried.append("删除")
        if disk.is_full:
            raise SgzError("磁盘已满。")

    session.write("一", disk.verb("一"))
    session.attempt("删除", delete, about="deleted")
    session.close()
    assert [each.text for each in session.waiting.acts] == ["删除"]
    assert tried == []
    disk.is_full = False
    session.waiting.retry()
    assert (tried, disk.written) == (["删除"], [])


def test_what_cannot_be_attempted_is_said(qtbot: QtBot, session: Session) -> None:
    def gone() -> None:
        session.program.evaluations.delete(UUID(int=1))

    with qtbot.waitSignal(session.failed):
        session.attempt("删除", gone, about="deleted")
    assert not session.waiting.acts


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
