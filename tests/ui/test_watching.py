"""What another program writes shows by itself, and takes nothing from under anybody's hands."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.indicator import IndicatorValue
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.wiring import open_program
from tests.ui.find import compose, press, send, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]


@pytest.fixture
def second(program: Program) -> Iterator[Program]:
    """Another program on the same folder."""
    other = open_program(program.folder)
    yield other
    other.close()


def stations(shell: Shell) -> list[str]:
    """What the list of 首页 shows."""
    model = the(shell, QTableView, "homeTable").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def chosen(shell: Shell) -> str:
    """The station that is selected in the list."""
    table = the(shell, QTableView, "homeTable")
    return str(table.model().index(table.currentIndex().row(), 0).data())


def values(program: Program, evaluation_id: UUID) -> tuple[IndicatorValue, ...]:
    """What is agreed and done."""
    return program.evaluations.dossier(evaluation_id).indicator_values


def make(program: Program, *names: str) -> list[UUID]:
    """New evaluations."""
    return [program.evaluations.create(station=name, phase=Phase.MIDTERM) for name in names]


def test_an_import_elsewhere_shows_by_itself(qtbot: QtBot, shell: Shell, second: Program) -> None:
    assert "这里会列出每一次评估" in words_on(shell)
    second.importing.sample("zhongcun")
    qtbot.waitUntil(lambda: stations(shell) == ["钟村街社工服务站"])
    assert text_of(shell, "homeState") == "共 1 次评估"


def test_home_looks_when_it_is_shown_again(qtbot: QtBot, opened: Open, second: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    make(second, "别处新建的站")
    shell.watching.look()
    assert stations(shell) == ["白云区云边街社工服务站"]
    shell.go("home")
    assert sorted(stations(shell)) == ["别处新建的站", "白云区云边街社工服务站"]


@pytest.mark.parametrize("count", [1, 30])
def test_selection_and_place_stay_while_others_come_and_go(
    qtbot: QtBot, program: Program, shell: Shell, second: Program, count: int
) -> None:
    made = make(program, *(f"站{number:03}" for number in range(80)))
    assert shell.session is not None
    shell.session.listed.emit()
    table = the(shell, QTableView, "homeTable")
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.setCurrentIndex(table.model().index(50, 0))
    table.scrollTo(table.model().index(40, 0), QTableView.ScrollHint.PositionAtTop)
    top = table.rowAt(0)
    uppermost = stations(shell)[top]
    make(second, *(f"站{number:03}又" for number in range(count)))
    second.evaluations.delete(made[0])
    second.evaluations.delete(made[70])
    shell.watching.look()
    qtbot.waitUntil(lambda: len(stations(shell)) == 78 + count)
    assert chosen(shell) == "站050"
    assert stations(shell)[table.rowAt(0)] == uppermost


def test_who_stands_at_the_top_of_the_list_stays_there(
    qtbot: QtBot, program: Program, shell: Shell, second: Program
) -> None:
    make(program, *(f"站{number:03}" for number in range(80)))
    assert shell.session is not None
    shell.session.listed.emit()
    table = the(shell, QTableView, "homeTable")
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.scrollToTop()
    make(second, "别处")
    qtbot.waitUntil(lambda: len(stations(shell)) == 81)
    assert table.rowAt(0) == 0


def test_nothing_is_scored_for_the_list(
    shell: Shell, program: Program, second: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(second, "别处")

    def score(*_: object) -> None:
        raise AssertionError("scored")

    monkeypatch.setattr("sgz_desktop.services.editing.score", score)
    assert [each.station for each in program.evaluations.glance()] == ["别处"]
    assert program.evaluations.glance(deleted=True) == ()


def test_a_page_shows_what_the_other_wrote(qtbot: QtBot, opened: Open, second: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    second.preparing.set_head(fresh, {"district": "白云区"}, NOBODY)
    qtbot.waitUntil(lambda: the(shell, QLineEdit, "head_district").text() == "白云区")


def test_under_the_cursor_too_where_nothing_is_typed(
    qtbot: QtBot, opened: Open, program: Program, second: Program, fresh: UUID
) -> None:
    """Whoever types on replaces what they see, and so there is nothing to disagree about."""
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_district")
    field.setFocus()
    second.preparing.set_head(fresh, {"district": "白云"}, NOBODY)
    qtbot.waitUntil(lambda: field.text() == "白云")
    send(field, "区")
    press(Qt.Key.Key_Return)
    assert program.evaluations.dossier(fresh).evaluation.district == "白云区"
    assert program.results.contests(fresh) == ()


def test_what_is_being_typed_is_saved_first_and_stands_beside_the_others(
    qtbot: QtBot, opened: Open, program: Program, second: Program, fresh: UUID
) -> None:
    second.evaluations.dossier(fresh)
    shell = opened(fresh, "preparing")
    type_into(the(shell, QLineEdit, "head_district"), "甲区")
    second.preparing.set_head(fresh, {"district": "乙区"}, NOBODY)
    shell.watching.look()
    (found,) = program.results.contests(fresh)
    assert [side.texts for side in found.sides] == [("乙区",), ("甲区",)]
    qtbot.waitUntil(lambda: the(shell, QPushButton, "contests").isVisible())
    assert the(shell, QLineEdit, "head_district").text() == "甲区"


def test_a_composition_is_left_alone(qtbot: QtBot, opened: Open, second: Program, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_district")
    field.setFocus()
    compose(field, "bai yun")
    second.preparing.set_head(fresh, {"address": "乙路"}, NOBODY)
    shell.watching.look()
    assert field.text() == ""
    assert the(shell, QLineEdit, "head_address").text() == ""
    send(field, "白云")
    press(Qt.Key.Key_Return)
    shell.watching.look()
    qtbot.waitUntil(lambda: the(shell, QLineEdit, "head_address").text() == "乙路")
    assert field.text() == "白云"


def test_half_a_date_is_not_taken_from_who_types_it(
    qtbot: QtBot, opened: Open, second: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    field = the(shell, QLineEdit, "head_visit_date")
    type_into(field, "2024-")
    second.preparing.set_head(fresh, {"address": "乙路"}, NOBODY)
    shell.watching.look()
    assert (field.text(), text_of(shell, "head_visit_date_error")) == ("2024-", "")
    send(field, "01-16")
    press(Qt.Key.Key_Return)
    shell.watching.look()
    qtbot.waitUntil(lambda: the(shell, QLineEdit, "head_address").text() == "乙路")


def test_a_cell_that_is_typed_into_keeps_its_text(
    qtbot: QtBot, opened: Open, program: Program, second: Program, fresh: UUID
) -> None:
    program.preparing.add(fresh, "indicator", {"label": "家访", "unit": "次"}, NOBODY)
    shell = opened(fresh, "indicators")
    table = the(shell, QTableView, "indicatorStation")
    table.setCurrentIndex(table.model().index(0, 0))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "12")
    second.preparing.set_head(fresh, {"address": "乙路"}, NOBODY)
    shell.watching.look()
    assert editor.isVisible()
    assert editor.text() == "12"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [each.agreed for each in values(program, fresh)] == [12])


def test_an_evaluation_deleted_elsewhere_is_left(
    qtbot: QtBot, opened: Open, second: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "preparing")
    second.evaluations.delete(fresh)
    qtbot.waitUntil(lambda: "已在另一个程序里删除" in shell.notices.sentence)
    assert shell.session is not None
    assert shell.session.evaluation_id is None
    assert stations(shell) == []


def test_a_closed_window_looks_no_more(qtbot: QtBot, shell: Shell) -> None:
    with qtbot.waitSignal(shell.closed):
        shell.close()
    assert not shell.watching.is_looking
