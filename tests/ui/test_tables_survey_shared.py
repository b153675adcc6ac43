"""满意度调查 while another window writes to the same data folder."""

from contextlib import closing
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.wiring import open_for_window
from tests.build import D
from tests.ui.find import key_in, press, text_of, the, type_into
from tests.ui.surveys import NAMES, drawn, enrol, survey_panel

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def enrolled(program: Program, fresh: UUID) -> UUID:
    """Five people with numbers."""
    enrol(program, fresh)
    return fresh


def test_two_windows_on_one_folder_draw_once_and_say_so(
    qtbot: QtBot, program: Program, enrolled: UUID
) -> None:
    panel = survey_panel(qtbot, program, enrolled)
    with closing(open_for_window(program.folder)) as second:
        other = survey_panel(qtbot, second, enrolled)
        panel.draw_now()
        other.draw_now()
        assert "已经抽取过样本" in text_of(other, "surveyDrawError")
        other.redraw()
        first = drawn(other)[0]
        assert first.drawn == 1
        other.desk.begin_answer("90")
        assert other.desk.flush()
        panel.desk.begin_answer("80")
        assert panel.desk.flush()
        (found,) = program.results.contests(enrolled)
        assert not any(name in found.sentence for name in NAMES)
        panel.redraw()
        other.redraw()
        renamed = {program: ("陈小明", "13811110000"), second: ("陈晓明", "13811120000")}
        for each, (name, phone) in renamed.items():
            values = {"name": name, "phone": phone}
            each.preparing.edit(enrolled, "respondent", first.id, values, NOBODY)
        (found,) = [each for each in program.results.contests(enrolled) if "姓名" in each.fields]
        assert found.thing.title == "陈＊＊"
        assert [each.texts for each in found.sides] == [
            ("陈小＊", "138＊＊＊10000"),
            ("陈晓＊", "138＊＊＊20000"),
        ]
        whole = [text for texts in renamed.values() for text in texts]
        assert [each for each in whole if each in found.sentence] == []


def test_who_was_drawn_and_is_deleted_elsewhere_leaves_the_rest_as_it_is(
    qtbot: QtBot, program: Program, enrolled: UUID
) -> None:
    panel = survey_panel(qtbot, program, enrolled)
    type_into(the(panel, QLineEdit, "surveyCount"), "3")
    press(ESC)
    key_in("d")
    panel.catch_up()
    key_in("h")
    press(ESC)
    key_in("r")
    first, second, _, stand_in = drawn(panel)
    panel.table.selectRow(1)
    panel.desk.begin_answer("90")
    for each in (first, second):
        program.preparing.remove(enrolled, "respondent", each.id, NOBODY)
    press(ENTER)
    assert "已经没有这个人" in text_of(panel, "surveyAnswer_error")
    panel.redraw()
    assert [each.drawn for each in drawn(panel)] == [3, 4]
    assert text_of(panel, "surveyPlace") != "第 2 位"
    assert panel.leave()
    panel.point_at(stand_in.id)
    assert "替换" not in text_of(panel, "surveyMore")
    key_in("70")
    press(ENTER)
    assert drawn(panel)[1].answer == D(70)
