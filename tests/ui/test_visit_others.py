"""各方意见与其他观察: what hangs on no checklist item, written, filed, found again."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListView, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, press, send, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]


def turn_to_place(shell: Shell, name: str) -> None:
    """Go to one place by the arrows."""
    places = the(shell, QListView, "placeList")
    places.setFocus()
    press(Qt.Key.Key_Home)
    for _ in range(places.model().rowCount()):
        if text_of(shell, "placeTitle") != name:
            press(Qt.Key.Key_Down)
    assert text_of(shell, "placeTitle") == name


def listed(shell: Shell) -> list[str]:
    """The places with their counts, as they are read out."""
    model = the(shell, QListView, "placeList").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def pick(box: QComboBox, text: str) -> None:
    """Pick a text by the arrows."""
    box.setFocus()
    texts = [box.itemText(each) for each in range(box.count())]
    while box.currentIndex() != texts.index(text):
        press(Qt.Key.Key_Down if box.currentIndex() < texts.index(text) else Qt.Key.Key_Up)


def only(program: Program, evaluation: UUID) -> Observation:
    """The one observation, as it is on disk."""
    (found,) = program.evaluations.dossier(evaluation).observations
    return found


def test_a_partys_opinion_by_keyboard(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    press(Qt.Key.Key_O)
    turn_to_place(shell, "购买方")
    press(Qt.Key.Key_Plus)
    send(the(shell, QPlainTextEdit, "observationBody"), "街道认为联系及时。")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = only(program, fresh)
    assert (found.subject, found.item, found.group_id, found.tone) == (
        "purchaser",
        None,
        None,
        Tone.STRENGTH,
    )
    assert found.person_id == program.evaluations.dossier(fresh).people[0].id
    assert the(shell, QListView, "placeList").hasFocus()
    qtbot.waitUntil(lambda: "购买方 1 条" in listed(shell))
    press(Qt.Key.Key_O)
    assert the(shell, QListView, "stopList").hasFocus()
    assert text_of(shell, "stopTitle").startswith("O-01")


def test_every_review_group_has_its_place(opened: Open, program: Program, fresh: UUID) -> None:
    _, group = program.preparing.add(fresh, "group", {"name": "第一片区"}, NOBODY)
    shell = opened(fresh, "visit")
    press(Qt.Key.Key_O)
    names = [each.rpartition(" ")[0].rpartition(" ")[0] for each in listed(shell)]
    assert names == [
        "督导中心",
        "购买方",
        "监督方",
        "运营管理",
        "服务质量（各片区共同）",
        "服务质量 · 第一片区",
        "服务监测",
        "服务成效",
        "待归类",
    ]
    turn_to_place(shell, "服务质量 · 第一片区")
    press(Qt.Key.Key_Minus)
    send(the(shell, QPlainTextEdit, "observationBody"), "资料分册不齐。")
    click(shell, "observationDone")
    found = only(program, fresh)
    assert (found.subject, found.group_id, found.tone) == ("quality", group, Tone.CONCERN)


def test_what_was_jotted_down_is_filed(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    _, group = program.preparing.add(fresh, "group", {"name": "第一片区"}, NOBODY)
    shell = opened(fresh, "visit")
    press(Qt.Key.Key_O)
    turn_to_place(shell, "待归类")
    press(Qt.Key.Key_Asterisk)
    send(the(shell, QPlainTextEdit, "observationBody"), "随手记")
    click(shell, "observationDone")
    assert only(program, fresh).subject is None
    qtbot.waitUntil(lambda: "待归类 1 条" in listed(shell))
    qtbot.waitUntil(lambda: "随手记" in words_on(shell))
    click(shell, "observationEdit")
    click(shell, "observationKind_1")
    pick(the(shell, QComboBox, "observationSubject"), "服务质量")
    pick(the(shell, QComboBox, "observationGroup"), "第一片区")
    box = the(shell, QComboBox, "observationItem")
    pick(box, box.itemText(1))
    code = box.itemText(1).split()[0]
    found = only(program, fresh)
    assert (found.subject, found.group_id, found.item, found.tone) == ("quality", group, code, Tone.CONCERN)
    assert found.text == "随手记"
    click(shell, "observationDone")
    qtbot.waitUntil(lambda: "待归类 0 条" in listed(shell))
    assert "随手记" not in words_on(shell)


def test_another_chapter_takes_group_and_item_away(opened: Open, program: Program, fresh: UUID) -> None:
    program.preparing.add(fresh, "group", {"name": "第一片区"}, NOBODY)
    shell = opened(fresh, "visit")
    press(Qt.Key.Key_O)
    turn_to_place(shell, "服务质量 · 第一片区")
    press(Qt.Key.Key_Plus)
    assert the(shell, QComboBox, "observationGroup").isVisible()
    pick(the(shell, QComboBox, "observationSubject"), "监督方")
    assert not the(shell, QComboBox, "observationGroup").isVisible()
    assert not the(shell, QComboBox, "observationItem").isVisible()
    send(the(shell, QPlainTextEdit, "observationBody"), "区民政局的意见。")
    click(shell, "observationDone")
    found = only(program, fresh)
    assert (found.subject, found.group_id, found.item) == ("supervisor", None, None)


def test_the_missing_list_leads_to_an_unfiled_observation(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID
) -> None:
    program.visiting.observe(fresh, NOBODY, subject="operations", item="O-13", text="没有归类的一条")
    shell = opened(fresh, "report")
    click(shell, "missing_observation.unfiled")
    body = the(shell, QPlainTextEdit, "observationBody")
    qtbot.waitUntil(body.hasFocus)
    assert text_of(shell, "placeTitle") == "待归类"
    assert body.toPlainText() == "没有归类的一条"


def test_who_judges_nothing_can_write_down_what_a_party_said(
    opened: Open, program: Program, fresh: UUID
) -> None:
    _, helper = program.preparing.add(fresh, "person", {"name": "录入员", "role": "staff"}, NOBODY)
    program.desk.set_worker(fresh, Worker(helper))
    shell = opened(fresh, "visit")
    assert "还没有要检查的内容" in words_on(shell)
    click(shell, "visitOthers")
    press(Qt.Key.Key_Plus)
    type_into(the(shell, QPlainTextEdit, "observationBody"), "督导中心的意见。")
    click(shell, "observationDone")
    found = only(program, fresh)
    assert (found.subject, found.person_id) == ("supervision_centre", helper)


def test_a_text_that_cannot_be_kept_holds_the_list(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    press(Qt.Key.Key_O)
    turn_to_place(shell, "购买方")
    press(Qt.Key.Key_Plus)
    type_into(the(shell, QPlainTextEdit, "observationBody"), "一" * 200_000)
    places = the(shell, QListView, "placeList")
    places.setCurrentIndex(places.model().index(0, 0))
    assert text_of(shell, "placeTitle") == "购买方"
    press(Qt.Key.Key_O)
    assert the(shell, QListView, "placeList").isVisible()
    type_into(the(shell, QPlainTextEdit, "observationBody"), "短一点。")
    click(shell, "observationDone")
    assert only(program, fresh).text == "短一点。"


def test_a_long_list_comes_in_parts(qtbot: QtBot, opened: Open, program: Program, fresh: UUID) -> None:
    from sgz_desktop.ui.pages import visit_others

    for number in range(visit_others.AT_ONCE + 2):
        program.visiting.observe(fresh, NOBODY, subject="operations", text=f"第{number}条")
    shell = opened(fresh, "visit")
    press(Qt.Key.Key_O)
    turn_to_place(shell, "运营管理")
    more = the(shell, QPushButton, "placeMore")
    assert more.text() == "还有 2 条，接着列出"
    last = f"第{visit_others.AT_ONCE + 1}条"
    assert last not in words_on(shell)
    more.click()
    qtbot.waitUntil(lambda: last in words_on(shell))
    assert not more.isVisible()
