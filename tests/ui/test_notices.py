"""How long a sentence stands above the page: with its page, with its cause, or until what failed is saved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from sgz_desktop.errors import SgzError
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, press, the, type_into

Open = Callable[[UUID, str], Shell]
FULL = "磁盘已满，没有保存。"
WAITS = f"{FULL}\n1 项操作等待保存，正在自动重试：组长。"


@contextmanager
def full_disk(program: Program) -> Iterator[None]:
    """No edit of a person, group or zone is taken."""

    def refuse(*_: object) -> None:
        raise SgzError(FULL)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(program.preparing), "edit", refuse)
        yield


def lead(shell: Shell) -> None:
    """Click that the first person leads."""
    the(shell, QTabBar, "preparingTabs").setCurrentIndex(1)
    the(shell, QCheckBox, "person_leads").click()


def test_what_was_said_of_a_page_goes_with_it(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    for say in (shell.notices.complain, shell.notices.tell):
        say("这一页的事。")
        assert shell.go("preparing")
        assert shell.notices.sentence == "这一页的事。"
        assert shell.go("scoring")
        assert shell.notices.sentence == ""
        assert shell.go("preparing")


def test_what_was_not_saved_stays_on_every_page_until_it_is(
    opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    with full_disk(program):
        lead(shell)
        assert shell.notices.sentence == WAITS
        for page in ("visit", "home", "scoring"):
            assert shell.go(page)
            assert shell.notices.sentence == WAITS
        click(shell, "noticeRetry")
        assert shell.notices.sentence == WAITS
    click(shell, "noticeRetry")
    assert shell.notices.sentence == ""
    assert program.evaluations.dossier(fresh).people[0].leads


def test_what_belongs_to_another_evaluation_is_not_saved_into_this_one(
    opened: Open, program: Program, fresh: UUID, zhongcun: UUID
) -> None:
    shell = opened(fresh, "preparing")
    with full_disk(program):
        lead(shell)
        shell.open_evaluation(zhongcun)
        assert shell.session is not None
        assert shell.session.evaluation_id == fresh
        assert "才能换一次评估" in shell.notices.sentence
        assert WAITS in shell.notices.sentence
    before = program.exporting.package(zhongcun)
    click(shell, "noticeDrop")
    shell.notices.look()
    assert shell.notices.sentence == ""
    shell.open_evaluation(zhongcun)
    assert shell.session.evaluation_id == zhongcun
    assert program.exporting.package(zhongcun) == before
    assert not program.evaluations.dossier(fresh).people[0].leads


def test_a_refusal_is_no_failure_and_goes_with_its_page(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    person = program.evaluations.dossier(fresh).people[0]
    assert shell.session is not None
    shell.session.write(
        "身份", lambda each, who: program.preparing.edit(each, "person", person.id, {"role": "staff"}, who)
    )
    assert "已安排评分" in shell.notices.sentence
    assert not the(shell, QPushButton, "noticeRetry").isVisible()
    assert shell.go("scoring")
    assert shell.notices.sentence == ""


def test_a_sentence_about_unsaved_text_goes_once_that_is_mended(
    qtbot: QtBot, opened: Open, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_visit_date")
    type_into(field, "哪一天")
    assert not shell.go("scoring")
    assert "这一页还有没保存的内容" in shell.notices.sentence
    shell.notices.look()
    assert "这一页还有没保存的内容" in shell.notices.sentence
    type_into(field, "2024-01-16")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.notices.sentence == "")


def test_a_list_that_was_read_after_all_says_nothing_more(
    qtbot: QtBot, shell: Shell, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object, **__: object) -> None:
        raise SgzError("读不出来。")

    assert shell.session is not None
    with monkeypatch.context() as patch:
        patch.setattr(type(program.evaluations), "listing", unreadable)
        shell.session.listed.emit()
        assert shell.notices.sentence == "读不出来。"
    shell.session.listed.emit()
    qtbot.waitUntil(lambda: shell.notices.sentence == "")


def test_what_broke_the_program_is_told_wherever_one_goes(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    shell.notices.complain("程序内部出错。", stays=True)
    assert shell.go("scoring")
    assert shell.notices.sentence == "程序内部出错。"
    click(shell, "noticeClose")
    assert shell.notices.sentence == ""
