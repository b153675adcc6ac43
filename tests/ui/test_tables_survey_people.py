"""Who is on the survey's roster: edited in plain text one at a time, masked again; no mask is ever saved."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.services.tables.names import masked_name, masked_phone
from sgz_desktop.ui.pages.tables_survey import SurveyPanel
from sgz_desktop.ui.widgets import self_saving
from tests.ui.clipping import clipped
from tests.ui.find import click, compose, key_in, press, send, text_of, the, type_into
from tests.ui.places import settle
from tests.ui.surveys import NAMES, dossier, drawn, enrol, shown_text, survey_panel
from tests.ui.test_locked import LOCKED, held

F2, ENTER, ESC, DOWN, TAB = (
    Qt.Key.Key_F2,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_Tab,
)
Show = Callable[[], SurveyPanel]


@pytest.fixture
def show(qtbot: QtBot, program: Program, fresh: UUID) -> Show:
    """The panel on a roster of five, in two zones."""

    def shown() -> SurveyPanel:
        enrol(program, fresh)
        program.preparing.add_several(fresh, "zone", [{"name": "一片区"}, {"name": "二片区"}], NOBODY)
        return survey_panel(qtbot, program, fresh)

    return shown


def field(panel: SurveyPanel, name: str) -> QLineEdit:
    return the(panel, QLineEdit, f"surveyPerson_{name}")


def test_everything_about_somebody_is_edited_by_keys_and_masked_again(show: Show) -> None:
    panel = show()
    before = dossier(panel).respondents
    press(DOWN)
    press(F2)
    assert (field(panel, "name").text(), field(panel, "phone").text()) == ("李二", "13800000001")
    assert field(panel, "name").hasFocus()
    assert "陈一" not in shown_text(panel)
    send(field(panel, "name"), "甲")
    press(TAB)
    type_into(field(panel, "phone"), "020-7654321")
    press(TAB)
    zone = the(panel, QComboBox, "surveyPerson_zone_id")
    assert zone.hasFocus()
    press(DOWN)
    press(DOWN)
    press(TAB)
    send(field(panel, "category"), "长者")
    settle()
    assert list(clipped(panel)) == []
    press(ENTER)
    assert panel.table.hasFocus()
    found = dossier(panel).respondents
    zones = {each.id: each.name for each in dossier(panel).zones}
    edited = found[1]
    assert (edited.name, edited.phone, edited.category) == ("李二甲", "020-7654321", "长者")
    assert zones[edited.zone_id or edited.id] == "二片区"
    assert "李二" not in shown_text(panel)
    assert "020-7654321" not in shown_text(panel)
    row = [panel.table.model().index(1, column).data() for column in range(5)]
    assert row == ["", masked_name("李二甲"), masked_phone("020-7654321"), "二片区", "长者"]
    while panel.session.stack.canUndo():
        panel.session.undo()
    assert dossier(panel).respondents == before
    while panel.session.stack.canRedo():
        panel.session.redo()
    assert dossier(panel).respondents == found


def test_no_mask_is_ever_saved(show: Show) -> None:
    panel = show()
    key_in("d")
    before = drawn(panel)
    steps = panel.session.stack.count()
    for end in (ENTER, ESC):
        for opened in ("", "v", "vv"):
            panel.table.selectRow(0)
            for _ in before:
                key_in(opened)
                press(F2)
                assert "＊" not in field(panel, "name").text() + field(panel, "phone").text()
                press(end)
                assert not any(each in shown_text(panel) for each in NAMES)
                press(DOWN)
    press(F2)
    panel.hide()
    assert not any(each in shown_text(panel) for each in NAMES)
    assert drawn(panel) == before
    assert panel.session.stack.count() == steps


def test_what_is_refused_stays_where_it_was_typed_and_in_sight(show: Show) -> None:
    panel = show()
    key_in("d")
    panel.catch_up()
    click(panel, "surveyEdit")
    type_into(field(panel, "name"), "")
    press(ENTER)
    assert field(panel, "name").hasFocus()
    assert "不能为空" in text_of(panel, "surveyPerson_name_error")
    press(ESC)
    assert panel.table.hasFocus()
    for key in (DOWN, ENTER, F2, ESC):
        press(key)
        assert panel.table.currentIndex().row() == 0
        assert field(panel, "name").isVisible()
    key_in("9lr")
    assert drawn(panel)[0].outcome is None
    assert not panel.leave()
    type_into(field(panel, "name"), "陈＊＊")
    press(ENTER)
    assert not field(panel, "name").isVisible()
    assert drawn(panel)[0].name == "陈＊＊"  # typed by a person, so it is meant


def test_what_the_disk_does_not_take_stays_and_is_saved_later(
    qtbot: QtBot, show: Show, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(self_saving, "RETRY_MS", 30)
    panel = show()
    press(F2)
    with held(program):
        type_into(field(panel, "phone"), "110")
        press(ENTER)
        assert LOCKED in text_of(panel, "surveyPerson_phone_error")
        panel.redraw()
        press(ESC)
        assert field(panel, "phone").text() == "110"
    qtbot.waitUntil(lambda: dossier(panel).respondents[0].phone == "110")
    qtbot.waitUntil(lambda: not text_of(panel, "surveyPerson_phone_error"))
    press(DOWN)
    assert not field(panel, "phone").isVisible()


@pytest.mark.parametrize("leave", [ENTER, ESC, TAB, F2])
def test_a_name_in_composition_is_kept_once(show: Show, leave: Qt.Key) -> None:
    panel = show()
    press(F2)
    compose(field(panel, "name"), "小明")
    press(leave)
    assert panel.leave()
    assert dossier(panel).respondents[0].name == "陈一小明"


def test_enter_edits_while_nobody_is_drawn_and_another_program_may_write(
    show: Show, program: Program
) -> None:
    panel = show()
    press(ENTER)
    assert field(panel, "name").hasFocus()
    press(ESC)
    panel.table.doubleClicked.emit(panel.table.currentIndex())
    assert field(panel, "name").hasFocus()
    first, second, *_ = dossier(panel).respondents
    program.preparing.edit(
        panel.session.open_id, "respondent", second.id, {"source": "甲.xlsx!名册!A3"}, NOBODY
    )
    program.preparing.remove(panel.session.open_id, "respondent", first.id, NOBODY)
    panel.redraw()
    assert not field(panel, "name").isVisible()
    panel.setFocus()
    press(F2)
    assert text_of(panel, "surveyPersonSource") == "出处：甲.xlsx!名册!A3"
    key_in("a")
    click(panel, "surveyPersonDone")
    assert dossier(panel).respondents[0].source == "甲.xlsx!名册!A3（已手工修改）"
