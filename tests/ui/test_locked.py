"""Another program holds the data file: said at once, kept where it was given, saved once the file is free."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton, QTabBar
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, Engine, event

from sgz_desktop.app import build_window
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.mark import (
    Answer,
    Completeness,
    Conditions,
    Degree,
    Extent,
    FaultCount,
    Faults,
    NotApplicable,
    Pending,
    Ratio,
)
from sgz_desktop.models.connections import BUSY_MILLISECONDS
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.opening import DATA_FILE
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets import self_saving
from sgz_desktop.wiring import WINDOW_BUSY_MILLISECONDS, build
from tests.ui.find import click, key_in, press, text_of, the, type_into, words_on
from tests.ui.test_visit import answer_to, go_to

Open = Callable[[UUID, str], Shell]
D = Decimal
LOCKED = "没有保存：数据文件正被另一个程序占用"
LATER = 3_600_000
"""Milliseconds: no timer tries again within a test."""


@contextmanager
def held(program: Program) -> Iterator[None]:
    """Within, another program writes to the data file and does not come to an end."""
    with closing(sqlite3.connect(program.folder / DATA_FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture(autouse=True)
def _tries_again_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", 30)


def waits_of_writes(program: Program) -> set[int]:
    """How long, in milliseconds, the connection waits for a lock that a write of this program uses."""
    found: set[int] = set()

    def look(connection: Connection) -> None:
        found.add(connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one())

    event.listen(Engine, "commit", look)
    try:
        program.evaluations.create(station="云边街社工服务站", phase=Phase.MIDTERM)
    finally:
        event.remove(Engine, "commit", look)
    return found


def test_a_window_waits_only_briefly_for_another_program(qtbot: QtBot, tmp_path: Path) -> None:
    window = build_window(tmp_path / "data")
    qtbot.addWidget(window)
    assert isinstance(window, Shell)
    assert window.session is not None
    assert waits_of_writes(window.session.program) == {WINDOW_BUSY_MILLISECONDS}
    window.close()
    assert WINDOW_BUSY_MILLISECONDS < 200


def test_the_command_line_waits_as_long_as_ever(tmp_path: Path) -> None:
    with build(tmp_path / "data") as program:
        assert waits_of_writes(program) == {BUSY_MILLISECONDS}


def district(program: Program, evaluation: UUID) -> str:
    """The district on disk."""
    return program.evaluations.dossier(evaluation).evaluation.district


def test_text_is_said_not_to_be_saved_stays_and_is_saved_later(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_district")
    with held(program):
        type_into(field, "甲区")
        press(Qt.Key.Key_Return)
        assert LOCKED in text_of(shell, "head_district_error")
        assert not shell.go("home")
        assert the(shell, QLabel, "head_district_error").isVisible()
        assert field.text() == "甲区"
        assert district(program, fresh) == ""
    qtbot.waitUntil(lambda: district(program, fresh) == "甲区")
    qtbot.waitUntil(the(shell, QLabel, "head_district_error").isHidden)
    assert field.text() == "甲区"


def test_one_write_that_goes_through_takes_the_others_along(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", LATER)
    shell = opened(fresh, "preparing")
    names = "head_district", "head_address", "head_note"
    first, second = (the(shell, QLineEdit, name) for name in names[:2])
    with held(program):
        for each in (first, second):
            type_into(each, "甲")
        type_into(the(shell, QPlainTextEdit, names[2]), "甲")
        first.setFocus()
        press(Qt.Key.Key_Return)
        assert all(LOCKED in text_of(shell, f"{name}_error") for name in names)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: all(the(shell, QLabel, f"{name}_error").isHidden() for name in names))
    head = program.evaluations.dossier(fresh).evaluation
    assert (head.district, head.address, head.note) == ("甲", "甲", "甲")


def test_the_notice_s_retry_takes_the_fields_along(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", LATER)
    shell = opened(fresh, "preparing")
    assert shell.session is not None
    with held(program):
        type_into(the(shell, QLineEdit, "head_district"), "甲区")
        press(Qt.Key.Key_Return)
        shell.session.write(
            "地址", lambda each, who: program.preparing.set_head(each, {"address": "乙"}, who)
        )
        assert LOCKED in shell.notices.sentence
    click(shell, "noticeRetry")
    assert program.evaluations.dossier(fresh).evaluation.address == "乙"
    qtbot.waitUntil(lambda: district(program, fresh) == "甲区")
    assert the(shell, QLabel, "head_district_error").isHidden()


@pytest.mark.parametrize(
    ("code", "keys", "answer"),
    [
        ("O-08", "12", Conditions(frozenset({"qualified", "present"}))),
        ("O-08", "0", Conditions(frozenset())),
        ("O-10", "12", Completeness(Extent.PART)),
        ("O-05", "112", Faults((FaultCount("no-contract", 2), FaultCount("no-station", 1)))),
        ("O-05", "0", Faults(())),
        ("O-13", "n", NotApplicable()),
        ("O-13", "nf", Pending()),
    ],
)
def test_an_answer_by_key_stays_as_not_saved_and_is_saved_later(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, code: str, keys: str, answer: Answer
) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, code)
    with held(program):
        for key in keys:
            key_in(key)
            assert text_of(shell, "stopState") == "没有保存"
            assert LOCKED in words_on(shell)
        press(Qt.Key.Key_Return)
        assert text_of(shell, "stopTitle").startswith(code)
        assert text_of(shell, "stopState") == "没有保存"
        assert answer_to(program, fresh, code) is None
    qtbot.waitUntil(lambda: answer_to(program, fresh, code) == answer)
    qtbot.waitUntil(lambda: LOCKED not in words_on(shell))
    assert text_of(shell, "stopState") != "没有保存"


def test_what_is_shown_is_the_answer_that_waits(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    with held(program):
        go_to(shell, "O-10")
        key_in("2")
        assert the(shell, QRadioButton, f"extent_{Extent.PART}").isChecked()
        go_to_refused(shell)
        key_in("n")
        assert not the(shell, QRadioButton, f"extent_{Extent.PART}").isChecked()
        assert the(shell, QPushButton, "answerNotApplicable").property("chosen")
        key_in("c")
        # There was no answer before, and so nothing is left to be saved.
        assert LOCKED not in words_on(shell)
        assert text_of(shell, "stopState") != "没有保存"
        go_to(shell, "O-08")
        key_in("1")
        assert the(shell, QCheckBox, "condition_1").isChecked()
        key_in("c")


def go_to_refused(shell: Shell) -> None:
    """Try to leave the item, which what is not saved does not allow."""
    before = text_of(shell, "stopTitle")
    press(Qt.Key.Key_Down)
    assert text_of(shell, "stopTitle") == before


@pytest.mark.parametrize(
    ("code", "keys", "text", "answer"),
    [
        ("O-13", (Qt.Key.Key_Right, Qt.Key.Key_Right), "0.2", Degree(D("0.2"))),
        ("O-13", (Qt.Key.Key_0, Qt.Key.Key_Period, Qt.Key.Key_3), "0.3", Degree(D("0.3"))),
        ("O-01", (Qt.Key.Key_9, Qt.Key.Key_7), "97", Ratio(D("0.97"))),
    ],
)
def test_a_figure_stays_in_its_field(
    qtbot: QtBot,
    opened: Open,
    program: Program,
    fresh: UUID,
    code: str,
    keys: tuple[Qt.Key, ...],
    text: str,
    answer: Answer,
) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, code)
    with held(program):
        for key in keys:
            press(key) if key == Qt.Key.Key_Right else key_in(chr(key.value))
        press(Qt.Key.Key_Return)
        assert LOCKED in text_of(shell, "answerField_error")
        assert the(shell, QLineEdit, "answerField").text() == text
        assert text_of(shell, "stopTitle").startswith(code)
    qtbot.waitUntil(lambda: answer_to(program, fresh, code) == answer)
    qtbot.waitUntil(the(shell, QLabel, "answerField_error").isHidden)


def test_of_two_answers_that_wait_the_later_one_counts(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", LATER)
    shell = opened(fresh, "visit")
    assert shell.session is not None
    go_to(shell, "O-13")
    field = the(shell, QLineEdit, "answerField")
    with held(program):
        key_in("0.3")
        press(Qt.Key.Key_Escape)
        key_in("n")
        assert field.text() == ""
        assert the(shell, QLabel, "answerField_error").isHidden()
    assert shell.go("scoring")
    assert answer_to(program, fresh, "O-13") == NotApplicable()
    shell.go("visit")
    with held(program):
        key_in("f")
        assert text_of(shell, "stopState") == "没有保存"
        field.setFocus()
        QTest.keyClicks(field, "0.4")
        press(Qt.Key.Key_Escape)
        assert not the(shell, QPushButton, "answerPending").property("chosen")
        assert text_of(shell, "stopState") == "没有保存"
    assert shell.go("scoring")
    assert answer_to(program, fresh, "O-13") == Degree(D("0.4"))


def test_an_answer_that_waits_is_never_saved_in_another_s_name(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    _, other = program.preparing.add(fresh, "person", {"name": "周专家"}, NOBODY)
    for component in program.evaluations.rubric(fresh).components:
        program.preparing.assign(fresh, component.code, None, other, on=True, worker=NOBODY)
    shell = opened(fresh, "visit")
    assert shell.session is not None
    go_to(shell, "O-01")
    with held(program):
        key_in("n")
        type_into(the(shell, QLineEdit, "answerNote"), "备注")
        shell.session.work_as(Worker(other))
        assert text_of(shell, "stopState") != "没有保存"
        assert the(shell, QLineEdit, "answerNote").text() == ""
    press(Qt.Key.Key_Return)
    assert program.evaluations.dossier(fresh).marks == ()


def test_an_answer_that_may_not_be_is_said_and_not_kept(
    opened: Open, program: Program, zhongcun: UUID
) -> None:
    dossier = program.evaluations.dossier(zhongcun)
    mark = next(each for each in dossier.marks if each.group_id is not None)
    program.desk.set_worker(zhongcun, Worker(mark.person_id))
    program.deliberating.take_back(zhongcun, mark.person_id, NOBODY)
    shell = opened(zhongcun, "visit")
    go_to(shell, mark.item)
    for each in dossier.groups:
        program.preparing.remove(zhongcun, "group", each.id, NOBODY)
    key_in("n")
    assert text_of(shell, "answer_error") != ""
    assert text_of(shell, "stopState") != "没有保存"


def test_of_several_communities_none_is_added_twice(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    program.preparing.add(fresh, "zone", {"name": "第一片区"}, NOBODY)
    shell = opened(fresh, "preparing")
    the(shell, QTabBar, "preparingTabs").setCurrentIndex(2)
    qtbot.waitUntil(lambda: bool(shell.findChildren(QLineEdit, "communityName")))
    field = the(shell, QLineEdit, "communityName")
    too_long = "村" * 1000
    type_into(field, f"谢村村、{too_long}、胜石村")
    press(Qt.Key.Key_Return)
    assert field.text() == f"谢村村、{too_long}、胜石村"  # all or none: they are one step
    assert text_of(shell, "communityName_error") != ""
    with held(program):
        type_into(field, "胜石村、钟一村")
        press(Qt.Key.Key_Return)
        assert field.text() == "胜石村、钟一村"
    qtbot.waitUntil(lambda: field.text() == "")
    found = [each.name for each in program.evaluations.dossier(fresh).communities]
    assert found == ["胜石村", "钟一村"]
