"""The board of observations as a person uses it: by keys, by mouse, filtered, undone."""

import warnings
from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListView, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.result import Missing
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages.board import BoardPage
from sgz_desktop.ui.pages.board_drag import packed, picture
from sgz_desktop.ui.pages.board_view import BoardView
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.typing_fields import Line
from tests.ui.find import click, compose, key_in, press, send, text_of, the, type_into

Opened = Callable[[UUID, str], Shell]
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def _counts(sight: "Sight", number: int) -> bool:
    return len(sight.seen) == number


class Sight:
    """The board of one evaluation, its cards found by the beginning of their words."""

    def __init__(self, shell: Shell, program: Program, evaluation_id: UUID) -> None:
        self.shell, self._program, self.id = shell, program, evaluation_id
        self.view = the(shell, BoardView, "boardView")
        self.page = the(shell, BoardPage, "boardPage")

    @property
    def seen(self) -> tuple[Observation, ...]:
        return self._program.evaluations.dossier(self.id).observations

    def card(self, words: str) -> Observation:
        return next(each for each in self.seen if (each.lead or each.text).startswith(words))

    def column(self, subject: str, tone: Tone, group_id: UUID | None = None) -> list[str]:
        place = subject, group_id, tone
        several = [each for each in self.seen if (each.subject, each.group_id, each.tone) == place]
        return [(each.lead or each.text)[:4] for each in several]

    def area(self, words: str) -> QPoint:
        index = self.view.board.place_of(self.card(words).id)
        self.view.scrollTo(index)
        return self.view.visualRect(index).center()

    def pick(self, words: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        at = self.area(words)
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    def drop(self, words: str, at: QPoint) -> None:
        """Let a card go somewhere, as a drag ends."""
        mime, left = packed([self.card(words).id]), Qt.MouseButton.LeftButton
        nothing = Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.MoveAction
        with warnings.catch_warnings():
            # Qt deprecates making these events at all, and a drag cannot be begun without a pointer.
            warnings.simplefilter("ignore", DeprecationWarning)
            over = [each(at, action, mime, left, nothing) for each in (QDragEnterEvent, QDragMoveEvent)]
        for each in over:
            QApplication.sendEvent(self.view.viewport(), each)
            assert each.isAccepted()
        self.view.viewport().repaint()
        QApplication.sendEvent(self.view.viewport(), QDropEvent(QPointF(at), action, mime, left, nothing))

    def undo(self) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.shell, Qt.Key.Key_Z, CTRL)


@pytest.fixture
def sight(opened: Opened, program: Program, zhongcun: UUID) -> Sight:
    """The board of 钟村."""
    found = Sight(opened(zhongcun, "observations"), program, zhongcun)
    found.view.setFocus()
    return found


def _said(view: QListView | BoardView) -> list[str]:
    model, role = view.model(), Qt.ItemDataRole.AccessibleTextRole
    cells = [
        model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())
    ]
    return [str(each.data(role) or each.data()) for each in cells]


def _dialog(name: str) -> QDialog:
    return next(
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog) and each.objectName() == name and each.isVisible()
    )


def test_sections_stand_with_their_balance_and_cards_say_what_is_on_them(sight: Sight) -> None:
    said = _said(sight.view)
    assert "运营管理，肯定 3 条，关注 2 条" in said
    assert "服务监测，肯定 2 条，关注 0 条，只有肯定" in said
    assert "监督方，肯定 0 条，关注 0 条，还没有观察" in said
    card = next(each for each in said if "专业伦理与权益" in each)
    assert card.startswith("关注，运营管理，O-15，专业伦理与权益")
    assert "证据：2023年第三" in card
    assert any("，缺证据，" in each for each in said)
    model, across = sight.view.model(), Qt.Orientation.Horizontal
    assert [model.headerData(each, across) for each in (0, 1)] == ["值得肯定　24 条", "需要关注　16 条"]
    overview = _said(the(sight.shell, QListView, "boardOverview"))
    assert "服务质量，肯定 10 条，关注 7 条" in overview
    assert text_of(sight.shell, "boardSums") == "共 40 条：肯定 24，关注 16；2 处只有一类或空着"
    sight.view.viewport().repaint()
    QApplication.processEvents()
    assert sight.view.stamps  # the times of what was drawn


def test_cards_are_filed_and_ordered_by_keys_each_undone_in_one_step(sight: Sight) -> None:
    good, bad = (sight.column("operations", each) for each in (Tone.STRENGTH, Tone.CONCERN))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)  # two stand at the right, three at the left: the nearest one above
    assert sight.view.current == sight.card("面向整站")
    press(Qt.Key.Key_Up, ALT)
    assert sight.column("operations", Tone.CONCERN) == bad[::-1]
    press(Qt.Key.Key_Up, ALT)  # it is the first: nothing happens
    press(Qt.Key.Key_Plus)
    assert sight.card("面向整站").tone is Tone.STRENGTH
    assert sight.view.current == sight.card("面向整站")
    press(Qt.Key.Key_Asterisk)
    assert sight.card("面向整站").tone is Tone.UNFILED
    assert "运营管理，肯定 3 条，关注 1 条，未定类别 1 条" in _said(sight.view)
    for _ in range(3):
        sight.undo()
    assert (sight.column("operations", Tone.STRENGTH), sight.column("operations", Tone.CONCERN)) == (
        good,
        bad,
    )
    press(Qt.Key.Key_Down, ALT)
    press(Qt.Key.Key_Delete)
    assert len(sight.seen) == 39
    sight.undo()
    assert len(sight.seen) == 40
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Home)
    assert sight.view.current is None
    assert sight.view.current_home is not None
    assert sight.view.current_home.name == "运营管理"


def test_a_card_is_edited_at_the_right_and_moving_on_loses_nothing(sight: Sight, qtbot: QtBot) -> None:
    sight.pick("站点容易")
    text = the(sight.shell, QPlainTextEdit, "boardText")
    assert text.toPlainText().startswith("路标指引清楚")
    press(Qt.Key.Key_Return)
    assert text.hasFocus()
    text.selectAll()
    send(text, "路标清楚。")
    compose(text, "地图也对")
    sight.pick("面向整站")
    assert sight.card("站点容易").text == "路标清楚。地图也对"
    assert text.toPlainText().startswith("考核期内")
    for field in ("boardLead", "boardAdvice"):
        assert the(sight.shell, QWidget, field).isVisible()
    evidence = the(sight.shell, QPlainTextEdit, "boardEvidence")
    type_into(evidence, "")
    press(Qt.Key.Key_Return, CTRL)
    assert sight.view.hasFocus()
    assert the(sight.shell, QWidget, "boardUnproven").isVisible()
    assert "面向整站" in next(each for each in _said(sight.view) if "缺证据" in each)
    click(sight.shell, "boardUnlink")
    assert sight.card("面向整站").item is None
    the(sight.shell, Choice, "boardHome").picked.emit(("purchaser", None))
    assert sight.card("面向整站").subject == "purchaser"
    press(Qt.Key.Key_Escape)
    assert the(sight.shell, QListView, "boardOverview").isVisible()


def test_why_a_text_cannot_be_kept_comes_into_sight(sight: Sight, qtbot: QtBot) -> None:
    sight.shell.resize(1280, 640)
    sight.pick("站点容易")
    text = the(sight.shell, QPlainTextEdit, "boardText")
    kept = text.toPlainText()
    type_into(text, "资料齐全。" * 4_001)
    sight.view.setFocus()
    why = the(sight.shell, QLabel, "boardText_error")
    qtbot.waitUntil(lambda: why.visibleRegion().boundingRect() == why.rect())
    assert "最多 20000 个字" in why.text()
    type_into(text, kept)
    sight.view.setFocus()
    assert why.isHidden()


def test_a_new_observation_stays_under_the_hand_when_it_is_first_saved(sight: Sight, qtbot: QtBot) -> None:
    text, card = the(sight.shell, QPlainTextEdit, "boardText"), sight.card("站点容易")
    sight.pick("站点容易")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_N)
    for words, number in (("first ", 41), ("second ", 42)):
        key_in(words)
        compose(text, "hou'lai")  # open while what was typed before is saved
        qtbot.waitUntil(partial(_counts, sight, number))
        QApplication.processEvents()
        assert text.isVisible()
        assert text.hasFocus()
        send(QApplication.focusWidget() or text, "后来")
        key_in("!")
        assert text.toPlainText() == f"{words}后来!"
        made = sight.view.current
        assert made is not None
        assert made.text == words
        click(sight.shell, "boardNew")
        assert sight.card(words).text == f"{words}后来!"
        assert text.toPlainText() == ""
    key_in("third")
    concern = the(sight.shell, QPushButton, "boardTone_1")
    where = concern.mapTo(sight.shell, concern.rect().center())
    window = sight.shell.windowHandle()
    QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    QApplication.processEvents()
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert sight.card("third").tone is Tone.CONCERN
    sight.view.setFocus()
    press(Qt.Key.Key_Minus)
    assert len(sight.seen) == 43
    assert (sight.card("third").text, sight.card("站点容易")) == ("third", card)


def test_what_the_filters_leave_out_is_written_to_its_end(sight: Sight, qtbot: QtBot) -> None:
    send(the(sight.shell, Line, "boardSearch"), "o-15 伦理")
    click(sight.shell, "boardNew")
    text = the(sight.shell, QPlainTextEdit, "boardText")
    key_in("more")
    qtbot.waitUntil(lambda: len(sight.seen) == 41)
    QApplication.processEvents()
    key_in(" said")
    assert text.hasFocus()
    click(sight.shell, "boardTone_0")
    assert sight.card("more").tone is Tone.STRENGTH
    press(Qt.Key.Key_Return, CTRL)
    assert sight.card("more").text == "more said"
    click(sight.shell, "boardNew")
    key_in("gone")
    click(sight.shell, "boardTone_1")
    click(sight.shell, "boardRemove")
    assert [each.text for each in sight.seen if each.text in ("more said", "gone")] == ["more said"]
    assert not text.isVisible()


def test_what_has_no_kind_and_what_has_no_chapter_are_told_apart(sight: Sight) -> None:
    sight.pick("站点容易")
    press(Qt.Key.Key_Asterisk)
    the(sight.shell, Choice, "boardHome").picked.emit((None, None))
    sight.pick("人员管理")
    press(Qt.Key.Key_Asterisk)
    press(Qt.Key.Key_B)
    assert text_of(sight.shell, "boardSums").endswith("；待归 2 条")
    for name, said, shown in (("Unfiled", "未定类别 2", 2), ("Unplaced", "未归章节 1", 1)):
        assert the(sight.shell, QPushButton, f"boardShow{name}").text() == said
        click(sight.shell, f"boardShow{name}")
        assert text_of(sight.shell, "boardCount") == f"显示 {shown} / 40 条"


def test_several_are_merged_and_one_is_split(sight: Sight) -> None:
    sight.pick("人员管理")
    press(Qt.Key.Key_Down, SHIFT)
    sight.pick("面向整站", CTRL)
    assert text_of(sight.shell, "boardChosen") == "已选 3 条"
    press(Qt.Key.Key_H)
    whole = sight.card("人员管理")
    assert len(sight.seen) == 38
    assert f"关联 {whole.item}；原来对 O-13、O-24 的关联没有保留" in sight.shell.notices.sentence
    assert "专业服务有章可循，内控落到日常。" in whole.text
    assert sight.view.current == whole
    text = the(sight.shell, QPlainTextEdit, "boardText")
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(whole.text.index("面向整站"))
    text.setTextCursor(cursor)
    press(Qt.Key.Key_Return, CTRL | SHIFT)
    assert len(sight.seen) == 39
    second = sight.card("面向整站")
    assert sight.seen.index(second) == sight.seen.index(sight.card("人员管理")) + 1
    assert text.toPlainText().startswith("面向整站")
    sight.undo()
    sight.undo()
    assert len(sight.seen) == 40
    sight.view.setFocus()
    sight.pick("人员管理")
    click(sight.shell, "boardSplit")  # the cursor is not in the midst of the text
    assert len(sight.seen) == 40
    sight.pick("专业服务", CTRL)
    click(sight.shell, "boardAll_unfiled")
    assert sight.card("专业服务").tone is Tone.UNFILED
    click(sight.shell, "boardRemoveAll")
    assert len(sight.seen) == 38


def test_a_card_is_moved_and_linked_by_typing_where_to(sight: Sight) -> None:
    sight.pick("站点容易")
    press(Qt.Key.Key_M)
    asked = _dialog("boardMoveTo")
    search = the(asked, Line, "boardMoveTo_search")
    following = sight.view.following([sight.card("站点容易").id])
    send(search, "第三")
    QTest.keyClick(search, Qt.Key.Key_Return)
    moved = sight.card("站点容易")
    assert (moved.subject, moved.group_id) == ("quality", sight.page.session.dossier.groups[2].id)
    assert sight.view.current is not None
    assert sight.view.current.id == following  # the cursor stays where the card was
    sight.pick("站点容易")
    press(Qt.Key.Key_L)
    asked = _dialog("boardLinkTo")
    search = the(asked, Line, "boardLinkTo_search")
    send(search, "没有这一项")
    the(asked, QPushButton, "boardLinkTo_yes").click()
    assert text_of(asked, "boardLinkTo_error") == "没有这样的内容，请换一个词再找。"
    search.selectAll()
    send(search, "q-0")
    QTest.keyClick(search, Qt.Key.Key_Down)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert sight.card("站点容易").item == "Q-02"
    assert text_of(sight.shell, "boardItem").startswith("Q-02")


def test_a_card_is_dragged_beside_another_onto_a_head_and_into_an_empty_place(sight: Sight) -> None:
    below = sight.area("面向整站") + QPoint(0, 20)
    sight.drop("人员管理", below)
    assert sight.column("operations", Tone.CONCERN)[-1] == "人员管理"
    sight.drop("人员管理", sight.area("专业伦理") - QPoint(0, 20))
    assert sight.column("operations", Tone.CONCERN)[0] == "人员管理"
    head = sight.view.board.head_of(("monitoring", None))
    sight.view.scrollTo(head)
    area = sight.view.visualRect(head)
    sight.drop("人员管理", QPoint(area.right() - 40, area.center().y()))
    assert sight.column("monitoring", Tone.CONCERN) == ["人员管理"]
    card = sight.view.board.place_of(sight.seen[-1].id)
    sight.view.scrollTo(card)
    sight.drop("人员管理", sight.view.visualRect(card).center())
    for _ in range(4):
        sight.undo()
    assert sight.column("operations", Tone.STRENGTH)[0] == "人员管理"
    assert not picture(sight.view, 3).isNull()


def test_cards_are_chosen_one_by_one_with_the_space_bar(sight: Sight) -> None:
    sight.pick("人员管理")
    press(Qt.Key.Key_Down, CTRL)
    assert text_of(sight.shell, "boardChosen") == "已选 1 条"  # the cursor stands on another
    press(Qt.Key.Key_Down, CTRL)
    press(Qt.Key.Key_Space, CTRL)
    assert text_of(sight.shell, "boardChosen") == "已选 2 条"
    assert sight.view.chosen == (sight.card("人员管理").id, sight.card("站点容易").id)


def test_filters_and_search_show_a_part_and_are_remembered(sight: Sight, program: Program) -> None:
    press(Qt.Key.Key_F, CTRL)
    search = the(sight.shell, Line, "boardSearch")
    assert search.hasFocus()
    send(search, "o-15 伦理")
    assert text_of(sight.shell, "boardCount") == "显示 1 / 40 条"
    send(search, "没有的词")
    assert text_of(sight.shell, "boardCount") == "显示 0 / 40 条"
    click(sight.shell, "boardShowAll")
    click(sight.shell, "boardShowUnproven")
    assert text_of(sight.shell, "boardCount") == "显示 2 / 40 条"
    for name, number in (("boardChapter", 2), ("boardGroup", 1), ("boardAuthor", 1)):
        box = the(sight.shell, Choice, name)
        box.setCurrentIndex(number)
        box.activated.emit(number)
    remembered = program.desk.recall(f"board.{sight.id}") or ""
    assert "unproven" in remembered
    shown = text_of(sight.shell, "boardCount")
    sight.shell.go("home")
    sight.shell.open_evaluation(sight.id)
    sight.shell.go("observations")
    assert text_of(sight.shell, "boardCount") == shown
    wanted = sight.card("站点容易")
    sight.page.point_at(Missing("observation.unfiled", "", "observations", entity_id=wanted.id))
    assert sight.view.current == wanted
    assert the(sight.shell, QLabel, "boardCount").isHidden()
    press(Qt.Key.Key_B)
    overview = the(sight.shell, QListView, "boardOverview")
    assert overview.hasFocus()
    overview.setCurrentIndex(overview.model().index(1, 0))
    overview.activated.emit(overview.currentIndex())
    assert sight.view.current_home is not None
    assert sight.view.current_home.name == "服务质量 · 第一片区"
    program.desk.remember(f"board.{sight.id}", '{"group": "gone", "kind": 3')
    sight.page.begin_anew()
    sight.page.redraw()
    assert not the(sight.shell, Choice, "boardKind").value


def test_an_empty_board_says_how_to_begin_and_the_first_note_is_filed(
    opened: Opened, program: Program, fresh: UUID, qtbot: QtBot
) -> None:
    shell = opened(fresh, "observations")
    assert the(shell, QWidget, "boardEmpty").isVisible()
    click(shell, "boardFirst")
    text = the(shell, QPlainTextEdit, "boardText")
    assert text.hasFocus()
    send(text, "公示栏没有更新。")
    press(Qt.Key.Key_Escape)
    sight = Sight(shell, program, fresh)
    (first,) = sight.seen
    assert (first.text, first.tone, first.person_id) == (
        "公示栏没有更新。",
        Tone.UNFILED,
        shell.session and shell.session.judge_id,
    )
    sight.view.setFocus()
    assert "未归章节，肯定 0 条，关注 0 条，未定类别 1 条，请归到章节" in _said(sight.view)
    sight.pick("公示栏")
    press(Qt.Key.Key_L)
    asked = _dialog("boardLinkTo")
    QTest.keyClick(the(asked, Line, "boardLinkTo_search"), Qt.Key.Key_Return)
    first = sight.card("公示栏")
    assert (first.item, first.subject) == ("O-01", "operations")
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Escape)  # nothing was typed: nothing is made
    assert len(sight.seen) == 1
    shell.resize(1040, 620)
    sight.view.setFocus()
    sight.pick("公示栏")
    assert text.isVisible()
    press(Qt.Key.Key_Escape)
    assert not text.isVisible()
    assert not the(shell, QListView, "boardOverview").isVisible()
    program.board.remove(fresh, [first.id], NOBODY)
