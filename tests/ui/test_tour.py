"""The tour: every step lit and told, by keys, on the sample, with nothing changed."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from sgz_desktop.app import _tidy_up
from sgz_desktop.services.changes import Worker
from sgz_desktop.services.desk import TOUR_LEFT
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages.home_table import HomeTable
from sgz_desktop.ui.pages.names import page_names
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.steps import Verb
from sgz_desktop.ui.theme import TextSize
from sgz_desktop.ui.tour import Tour, _place_beside, take_away_left
from sgz_desktop.ui.tour_steps import stages
from tests.ui.find import text_of, the, words_on

Open = Callable[[UUID, str], Shell]
FORWARD = (Qt.Key.Key_Return, Qt.Key.Key_Right)


def begun(shell: Shell) -> Tour:
    the(shell, QAction, "action_tour").trigger()
    (found,) = [each for each in shell.findChildren(Tour) if each.isVisible()]
    return found


def address_of(program: Program, place: str) -> Verb:
    return lambda each, who: program.preparing.set_head(each, {"address": place}, who)


def press(tour: Tour, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(the(tour, QPushButton, "tourNext"), key, modifier)


def test_from_nothing_it_takes_the_sample_in_and_walks_through_every_page(
    shell: Shell, program: Program
) -> None:
    tour = begun(shell)
    (listed,) = program.evaluations.listing()
    before = program.evaluations.dossier(listed.id)
    shown = []
    for number, stage in enumerate(stages()):
        tour._place()
        card = the(tour, QFrame, "tourCard")
        shown.append(shell.shown)
        assert shell.shown == stage.page
        assert not tour.lit.isEmpty(), stage.title
        assert tour.rect().contains(tour.lit)
        assert tour.rect().contains(card.geometry())
        assert (text_of(tour, "tourTitle"), text_of(tour, "tourText")) == (stage.title, stage.text)
        following = the(tour, QPushButton, "tourNext")
        assert following.hasFocus()
        assert stage.text in following.accessibleDescription()
        press(tour, FORWARD[number % 2])
    assert not tour.isVisible()
    assert set(shown) == {name for name, _, _ in page_names()}
    assert (shell.shown, shell.session and shell.session.evaluation_id) == ("home", None)
    assert program.evaluations.listing() == ()
    assert "示例已收走" in shell.notices.sentence
    assert the(shell, QPushButton, "homeWhich_4").text() == "已删除 0"
    assert program.evaluations.dossier(listed.id) == before
    assert program.desk.worker(listed.id) is None
    again = begun(shell)
    assert [each.id for each in program.evaluations.listing()] == [listed.id]
    shell.close()
    assert not again.isVisible()
    assert program.evaluations.listing() == ()
    assert [each.id for each in program.evaluations.listing(deleted=True)] == [listed.id]


def test_back_and_no_other_key_and_esc_leaves_what_was_open(
    opened: Open, program: Program, zhongcun: UUID, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    worker = program.desk.worker(zhongcun)
    tour = begun(shell)
    assert begun(shell) is tour
    press(tour, Qt.Key.Key_Left)
    assert tour.stage == stages()[0]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Left):
        press(tour, key)
    assert tour.stage == stages()[1]
    before = program.exporting.package(zhongcun)
    for key in (Qt.Key.Key_5, Qt.Key.Key_Z, Qt.Key.Key_Q):
        press(tour, key, Qt.KeyboardModifier.ControlModifier)
    assert tour.stage == stages()[1]
    assert tour.isVisible()
    shell.theme.ask_size(TextSize.LARGEST)
    shell.resize(shell.minimumSize())
    tour._place()
    assert tour.rect() == shell.rect()
    assert tour.rect().contains(the(tour, QFrame, "tourCard").geometry())
    shell.theme.ask_size(TextSize.STANDARD)
    the(tour, QPushButton, "tourEnd").click()
    tour.end()
    assert shell.session is not None
    assert (shell.shown, shell.session.evaluation_id) == ("home", fresh)
    assert program.exporting.package(zhongcun) == before
    assert program.desk.worker(zhongcun) == worker


def test_on_the_sample_itself_who_works_there_stays(opened: Open, program: Program, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "visit")
    assert shell.session is not None
    other = Worker(program.evaluations.dossier(zhongcun).people[2].id)
    shell.session.work_as(other)
    tour = begun(shell)
    assert shell.session.worker == other
    press(tour, Qt.Key.Key_Escape)
    assert (shell.session.evaluation_id, shell.session.worker) == (zhongcun, other)


def test_the_sample_is_lit_and_marked_and_undo_of_ones_own_stays(
    opened: Open, program: Program, zhongcun: UUID, fresh: UUID
) -> None:
    shell = opened(fresh, "scoring")
    session = shell.session
    assert session is not None
    was = session.dossier.evaluation.address
    for number, place in enumerate(("甲", "乙")):
        session.write(f"第{number}步", address_of(program, place))
    session.undo()
    the(shell, QTabBar, "scoringTabs").setCurrentIndex(3)
    tour = begun(shell)
    tour._place()
    table = the(shell, HomeTable, "homeTable")
    assert [each.id for each in table.chosen()] == [zhongcun]
    assert tour.lit.height() < 2 * table.rowHeight(0)
    mark = the(tour, QLabel, "tourSample")
    assert mark.isVisible()
    assert tour.lit.contains(mark.geometry())
    assert not session.stack.count()
    while tour.stage.tabs == "":
        press(tour, Qt.Key.Key_Right)
    assert not mark.isVisible()
    assert not tour.lit.isEmpty()
    assert not tour.lit.intersects(the(tour, QFrame, "tourCard").geometry())
    press(tour, Qt.Key.Key_Escape)
    assert zhongcun in [each.id for each in program.evaluations.listing()]
    assert [each.id for each in table.chosen()] == [fresh]
    assert (session.stack.undoText(), session.stack.redoText()) == ("第0步", "第1步")
    assert "撤销 Ctrl+Z：第0步" in words_on(shell)
    session.undo()
    assert session.dossier.evaluation.address == was
    session.redo()
    assert session.dossier.evaluation.address == "甲"


def test_it_waits_for_what_is_not_saved(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_visit_date")
    field.setFocus()
    QTest.keyClicks(field, "1")
    the(shell, QAction, "action_tour").trigger()
    assert not shell.findChildren(Tour)
    assert "还有内容没有保存" in shell.notices.sentence
    assert shell.shown == "preparing"


@pytest.mark.parametrize(
    ("lit", "corner"),
    [
        pytest.param(QRect(100, 100, 200, 50), (314, 100), id="right"),
        pytest.param(QRect(700, 100, 280, 400), (386, 100), id="left"),
        pytest.param(QRect(20, 20, 960, 60), (20, 94), id="beneath"),
        pytest.param(QRect(20, 500, 960, 80), (20, 336), id="above"),
        pytest.param(QRect(10, 10, 980, 580), (676, 426), id="low within"),
        pytest.param(QRect(), (350, 225), id="in the middle"),
    ],
)
def test_where_the_card_stands(lit: QRect, corner: tuple[int, int]) -> None:
    found = _place_beside(lit, QSize(300, 150), QRect(0, 0, 1000, 600))
    assert abs(found.x() - corner[0]) <= 2
    assert abs(found.y() - corner[1]) <= 2


def test_tab_goes_round_its_buttons_and_never_to_the_page_behind(opened: Open, zhongcun: UUID) -> None:
    tour = begun(opened(zhongcun, "visit"))
    press(tour, Qt.Key.Key_Right)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        met = []
        for _ in range(3):
            focused = QApplication.focusWidget()
            assert focused is not None
            assert tour.isAncestorOf(focused), focused.objectName()
            met.append(focused.objectName())
            QTest.keyClick(focused, key)
        assert set(met) == {"tourEnd", "tourBack", "tourNext"}
    tour.end()


def test_the_sample_of_a_tour_that_was_killed_is_put_away_at_the_next_start(
    qtbot: QtBot, shell: Shell, program: Program
) -> None:
    tour = begun(shell)
    (listed,) = program.evaluations.listing()
    assert program.desk.recall(TOUR_LEFT) == str(listed.id)
    take_away_left(shell)
    assert program.evaluations.listing() != (), "while it is shown it stays"
    press(tour, Qt.Key.Key_Escape)
    assert program.desk.recall(TOUR_LEFT) is None
    # What a program leaves behind that ends amid the tour.
    program.evaluations.bring_back(listed.id)
    program.desk.remember(TOUR_LEFT, str(listed.id))
    shell.open_evaluation(listed.id)
    take_away_left(shell)
    assert program.evaluations.listing() != (), "what somebody has opened stays"
    assert shell.session is not None
    shell.session.close()
    _tidy_up(shell, program)
    qtbot.waitUntil(lambda: program.evaluations.listing() == ())
    assert "上次的导览没有看完" in shell.notices.sentence
    assert program.desk.recall(TOUR_LEFT) is None
    shell.notices.clear()
    take_away_left(shell)
    assert shell.notices.sentence == ""
