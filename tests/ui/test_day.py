"""现场事务 by keyboard: every part, what becomes an observation, the sheet without scores, leaving."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.day import Checked
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import Missing
from sgz_desktop.errors import Refused
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages.day import DayPage
from sgz_desktop.ui.pages.day_form import read_time
from sgz_desktop.ui.pages.day_plan import read_entry
from sgz_desktop.ui.pages.day_table import Ledger
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, compose, press, send, text_of, the, type_into, words_on

Open = Callable[[UUID, str], Shell]
ALT = Qt.KeyboardModifier.AltModifier
PARTS = ("plan", "attendee", "check", "paper", "talk", "feedback", "departure")


def at(shell: Shell, part: str) -> DayPage:
    """Go to a part of the page by its key, at 10:40 on the day of the visit."""
    page = the(shell, DayPage, "dayPage")
    page.clock = lambda: datetime(2024, 1, 16, 10, 40, tzinfo=UTC)
    page.setFocus()
    press(Qt.Key(Qt.Key.Key_1 + PARTS.index(part)), ALT)
    page.catch_up()
    return page


def ledger(shell: Shell, part: str) -> Ledger:
    """The table of a part, with the focus."""
    page = at(shell, part)
    found = the(page, Ledger, f"{part}Table")
    found.setFocus()
    return found


def add(shell: Shell, name: str, *texts: str) -> None:
    """Type into the line that adds, and press Enter."""
    field = the(shell, QLineEdit, name)
    for text in texts:
        field.setFocus()
        send(field, text)
        press(Qt.Key.Key_Return)
    the(shell, DayPage, "dayPage").catch_up()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9:30", "09:30"),
        ("0930", "09:30"),
        ("９：３０", "09:30"),
        ("9点", "09:00"),
        ("9点半", "09:30"),
        ("9点一刻", "09:15"),
        ("9时05分", "09:05"),
        ("14。05", "14:05"),
        (" ", ""),
    ],
)
def test_a_time_as_people_type_it(typed: str, read: str) -> None:
    assert read_time(typed) == read


@pytest.mark.parametrize("typed", ["25:00", "9:75", "上午", "9:3:1", "1" * 5000, "9:" + "1" * 5000])
def test_what_is_no_time(typed: str) -> None:
    with pytest.raises(Refused, match="09:30"):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("听取介绍", {"title": "听取介绍"}),
        ("9:00 听取介绍", {"title": "听取介绍", "starts_at": "09:00", "ends_at": ""}),
        ("0900-9:30，听取介绍", {"title": "听取介绍", "starts_at": "09:00", "ends_at": "09:30"}),
        ("9：00到10：00 查阅", {"title": "查阅", "starts_at": "09:00", "ends_at": "10:00"}),
        ("9点半到10点 机构访谈", {"title": "机构访谈", "starts_at": "09:30", "ends_at": "10:00"}),
        ("9点到10点半访谈", {"title": "访谈", "starts_at": "09:00", "ends_at": "10:30"}),
        ("０９：３０－１０：００ 访谈", {"title": "访谈", "starts_at": "09:30", "ends_at": "10:00"}),
        ("2.5小时访谈", {"title": "2.5小时访谈"}),
        ("2024年计划", {"title": "2024年计划"}),
        ("三点建议", {"title": "三点建议"}),
    ],
)
def test_an_entry_typed_in_one_line(typed: str, read: dict[str, str]) -> None:
    assert read_entry(typed) == read


@pytest.mark.parametrize(
    "typed", ["9:30", "9-10点 访谈", "9:30-10 访谈", "下午2点 访谈", "九点半 访谈", "10点"]
)
def test_what_looks_like_a_time_is_not_taken_for_a_title(typed: str) -> None:
    with pytest.raises(Refused, match="9:30-10:00"):
        read_entry(typed)


def test_a_whole_day_from_nothing_by_keyboard(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "day")

    def now() -> Dossier:
        return program.evaluations.dossier(fresh)

    at(shell, "plan")
    assert the(shell, QWidget, "planEmpty").isVisible()
    the(shell, QPushButton, "planFillFirst").setFocus()
    press(Qt.Key.Key_Space)
    assert now().plan_entries[0].starts_at == "09:00"
    add(shell, "planTitle_new", "17:10-17:30 收拾资料")
    assert now().plan_entries[-1].ends_at == "17:30"
    plan = ledger(shell, "plan")
    assert plan.record.entry.title == "收拾资料"
    press(Qt.Key.Key_Up, ALT)
    assert [each.title for each in now().plan_entries][-2:] == ["收拾资料", "现场反馈"]
    plan.setFocus()
    press(Qt.Key.Key_S)
    assert now().plan_entries[-1].title == "收拾资料"

    at(shell, "attendee")
    add(shell, "attendeeName_new", "3 方向晚 街道代表", "简书恒")
    assert [(each.name, each.party, each.title) for each in now().attendees] == [
        ("方向晚", "purchaser", "街道代表"),
        ("简书恒", None, ""),
    ]
    assert "1 人未注明所属方" in words_on(shell)
    people = ledger(shell, "attendee")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_1)
    assert now().attendees[1].party == "station"
    click(shell, "attendeeTeam")
    people = ledger(shell, "attendee")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_3)
    assert now().attendees[-1].party == "assessor"
    assert "评估人员不换所属方" in words_on(shell)
    for key in (Qt.Key.Key_F, Qt.Key.Key_2, Qt.Key.Key_Space):
        press(Qt.Key.Key_Home)
        press(key)
        if key == Qt.Key.Key_F:
            at(shell, "attendee")
            assert people.record.name == "简书恒"  # the next key is for the same person
            people.setFocus()
        at(shell, "attendee")
        people.setFocus()
    assert people.record.name == "方向晚"  # who has signed in is left behind
    station = now().attendees[1]
    assert (station.at_feedback, station.party, station.signed_in_at) == (True, "operator", "10:40")
    assert "已签到 1/3" in words_on(shell)
    click(shell, "attendeeAll")
    assert {each.signed_in_at for each in now().attendees} == {"10:40"}

    at(shell, "paper")
    add(shell, "paperTitle_new", "值班表")
    papers = ledger(shell, "paper")
    type_into(the(shell, QLineEdit, "paper_due_at"), "930")
    click(shell, "paperToday")
    assert (now().paper_requests[0].due_at, now().paper_requests[0].due_on) == ("09:30", date(2024, 1, 16))
    at(shell, "paper")
    assert "1 份逾期" in words_on(shell)
    papers.setFocus()
    press(Qt.Key.Key_Space)
    assert now().paper_requests[0].arrived_on == date(2024, 1, 16)
    shell.session.undo() if shell.session else None
    assert now().paper_requests[0].arrived_on is None
    papers.setFocus()
    press(Qt.Key.Key_Delete)
    assert not now().paper_requests


def test_esc_leads_out_of_the_field_of_an_empty_part(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "day")
    at(shell, "feedback")
    click(shell, "feedbackBySignIn")
    hint = the(shell, QLabel, "feedbackNobody")
    assert "按 F 标出听取反馈的人" in hint.text()
    assert hint.isVisible()
    assert not shell.notices.sentence
    for part, name in (
        ("check", "checkNumber_new"),
        ("talk", "talkRole_new"),
        ("attendee", "attendeeName_new"),
    ):
        at(shell, part)
        assert the(shell, QLineEdit, name).hasFocus()
        press(Qt.Key.Key_Escape)
        assert the(shell, QWidget, f"{part}Empty").hasFocus()
    press(Qt.Key.Key_3)
    add(shell, "attendeeName_new", "方向晚", "简书恒")
    click(shell, "attendeeParty_3")
    add(shell, "attendeeName_new", "蓝一舟")
    people = program.evaluations.dossier(fresh).attendees
    assert [each.party for each in people] == ["purchaser", "purchaser", None]
    at(shell, "feedback")
    assert not hint.isVisible()
    at(shell, "check")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_2)
    add(shell, "checkNumber_new", "7")
    table = ledger(shell, "check")
    assert table.record.checked is list(Checked)[1]
    press(Qt.Key.Key_Delete)
    at(shell, "check")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_R)
    the(shell, QDialog, "askDraw").reject()
    at(shell, "talk")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_4)
    at(shell, "talk")
    type_into(the(shell, QPlainTextEdit, "talk_notes"), "文书较多。")
    press(Qt.Key.Key_Minus, ALT)
    at(shell, "talk")
    assert "未归章节，到“观察记录”里归好。" in text_of(shell, "talkMade")
    at(shell, "feedback")
    assert the(shell, QPushButton, "feedbackUnplaced").text() == "1 条未归章节，不在单上"


def test_a_draw_its_finding_and_the_way_to_the_observation(
    opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "day")
    table = ledger(shell, "check")
    press(Qt.Key.Key_R)
    asked = the(shell, QDialog, "askDraw")
    click(asked, "askDraw_yes")
    assert "总数" in text_of(asked, "askDraw_error")
    type_into(the(asked, QLineEdit, "draw_population"), "60")
    type_into(the(asked, QLineEdit, "draw_count"), "70")
    assert "1 至 60" in text_of(asked, "draw_proof")
    type_into(the(asked, QLineEdit, "draw_count"), "3")
    type_into(the(asked, QLineEdit, "draw_seed"), "20240116-1")
    assert text_of(asked, "draw_proof") == "从 60 份中按号码 20240116-1 抽取 3 份：第 21、32、38 份"
    type_into(the(asked, QPlainTextEdit, "draw_list"), "甲、乙、丙、丁")
    assert the(asked, QLineEdit, "draw_population").text() == "4"
    click(asked, "askDraw_yes")
    at(shell, "check")
    made = program.evaluations.dossier(zhongcun).spot_checks[4:]
    assert len(made) == 3
    assert {each.number for each in made} <= set("甲乙丙丁")
    assert table.record.id == made[0].id
    table.setFocus()
    press(Qt.Key.Key_Minus)
    assert "先写下抽查" in words_on(shell)
    press(Qt.Key.Key_Return)
    found = the(shell, QPlainTextEdit, "check_found")
    assert found.hasFocus()
    send(found, "缺-")
    compose(found, "签名")
    press(Qt.Key.Key_Minus, ALT)
    check = next(each for each in program.evaluations.dossier(zhongcun).spot_checks if each.id == made[0].id)
    observation = program.evaluations.dossier(zhongcun).observations[-1]
    assert (observation.text, observation.tone) == ("缺-签名", Tone.CONCERN)
    assert check.observation_id == observation.id
    at(shell, "check")
    assert text_of(shell, "checkLinked") == "已转为观察：关注"
    asked_for: list[tuple[str, object]] = []
    the(shell, DayPage, "dayPage").wanted.connect(lambda page, target: asked_for.append((page, target)))
    table.setFocus()
    press(Qt.Key.Key_O)
    ((page, target),) = asked_for
    assert page == "observations"
    assert isinstance(target, Missing)
    assert target.entity_id == observation.id


def test_notes_of_a_talk_become_observations_in_part(opened: Open, program: Program, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "day")
    ledger(shell, "talk")
    press(Qt.Key.Key_5)
    at(shell, "talk")
    assert program.evaluations.dossier(zhongcun).interviews[-1].role == "服务对象"
    type_into(the(shell, QLineEdit, "talk_people"), "2")
    notes = the(shell, QPlainTextEdit, "talk_notes")
    type_into(notes, "探访及时。希望多办活动。")
    cursor = notes.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    notes.setTextCursor(cursor)
    press(Qt.Key.Key_Equal, ALT)
    observation = program.evaluations.dossier(zhongcun).observations[-1]
    assert (observation.text, observation.tone) == ("探访及时。", Tone.STRENGTH)
    assert observation.evidence == "访谈：服务对象 2 人"
    at(shell, "talk")
    assert "已转为观察 1 条" in words_on(shell)


def test_the_feedback_shows_no_figure_of_the_score(
    opened: Open, program: Program, zhongcun: UUID, qtbot: QtBot
) -> None:
    shell = opened(zhongcun, "day")
    page = at(shell, "feedback")
    result = program.results.score(zhongcun)
    figures = {str(result.total), result.grade_name} | {str(each.converted) for each in result.components}
    click(shell, "feedbackBySignIn")
    assert (
        program.evaluations.dossier(zhongcun).text_by_code["feedback.attendees"]
        == "社工站人员2人和购买方代表1人"
    )
    page.catch_up()
    type_into(the(shell, QPlainTextEdit, "dayText_feedback.objections"), "希望写明片区名称。")
    press(Qt.Key.Key_F5)
    shown = the(shell, QDialog, "presentation")
    sheet = the(shown, QTextBrowser, "presentationSheet")
    for view in (sheet, the(page, QTextBrowser, "feedbackSheet")):
        told = view.toPlainText()
        assert "值得肯定" in told
        assert "第一片区" in told
        assert not [each for each in figures if each in told]
    assert "希望写明片区名称。" in sheet.toPlainText()
    QTest.keyClick(shown, Qt.Key.Key_PageDown)
    assert sheet.verticalScrollBar().value() > 0
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shell.findChildren(QDialog, "presentation"))
    words = words_on(page)
    assert not [each for each in figures if each in words]
    click(shell, "feedbackNone")
    assert program.evaluations.dossier(zhongcun).text_by_code["feedback.objections"] == "无异议。"
    asked_for: list[tuple[str, object]] = []
    page.wanted.connect(lambda name, target: asked_for.append((name, target)))
    page.wanted.disconnect(shell.go)
    click(shell, "feedbackPrint")
    assert asked_for == [("papers", "feedback")]


def test_leaving_leads_to_what_is_open(opened: Open, program: Program, zhongcun: UUID) -> None:
    session = opened(zhongcun, "day").session
    assert session is not None
    _, check = program.preparing.add(zhongcun, "spot_check", {"number": "GA-77"}, session.worker)
    shell = opened(zhongcun, "day")
    page = at(shell, "departure")
    page.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert "GA-77" in focused.accessibleName()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert the(shell, QTabBar, "dayTabs").currentIndex() == PARTS.index("check")
    assert the(shell, Ledger, "checkTable").record.id == check
    for evidence in program.evaluations.dossier(zhongcun).observations:
        if not evidence.evidence:
            values = {"evidence": "照片"}
            program.visiting.edit_observation(zhongcun, evidence.id, values, session.worker)
    program.preparing.remove(zhongcun, "spot_check", check, session.worker)
    opened(zhongcun, "day")
    at(shell, "departure")
    assert "都齐了，可以离站。" in words_on(shell)


def test_what_cannot_be_kept_stays_in_its_field(opened: Open, program: Program, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "day")
    table = ledger(shell, "plan")
    press(Qt.Key.Key_Home)
    first = table.record.id
    field = the(shell, QLineEdit, "plan_ends_at")
    type_into(field, "八点")
    table.setFocus()
    press(Qt.Key.Key_Down)
    assert table.record.id == first
    assert field.text() == "八点"
    assert "09:30" in the(shell, QLabel, "plan_ends_at_error").text()
    type_into(field, "8:00")
    press(Qt.Key.Key_Return)
    assert "早于" in the(shell, QLabel, "plan_ends_at_error").text()
    type_into(field, "9:40")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    assert table.record.id != first
    assert program.evaluations.dossier(zhongcun).plan_entries[0].ends_at == "09:40"
    boxes = the(shell, DayPage, "dayPage").findChildren(QCheckBox)
    assert all(each.accessibleName() for each in boxes)
