"""首页: stages, order, what is due, the assistant, copies, exports of several, and the way back."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.people import Role
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.pages.home import HomePage
from sgz_desktop.ui.pages.home_exports import Sort
from sgz_desktop.ui.pages.home_filter import Stage
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.theme import TextSize
from tests.ui.find import click, press, send, text_of, the, type_into, words_on, worked

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DAY = date(2026, 11, 20)


def stations(shell: Shell) -> list[str]:
    """The stations that are listed."""
    model = the(shell, QTableView, "homeTable").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def segments(shell: Shell) -> list[str]:
    """What the stages say."""
    return [the(shell, QPushButton, f"homeWhich_{number}").text() for number in range(5)]


def make(program: Program, *names: str, phase: Phase = Phase.MIDTERM, day: date | None = None) -> list[UUID]:
    """New evaluations."""
    return [program.evaluations.create(station=each, phase=phase, visit_date=day) for each in names]


def listed(shell: Shell) -> HomePage:
    """The home page with everything read anew."""
    assert shell.session is not None
    shell.session.listed.emit()
    page = shell.findChild(HomePage, "homePage")
    assert page is not None
    return page


def undo(shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_Z, CTRL)


def test_stages_search_and_what_is_said_where_nothing_fits(
    shell: Shell, program: Program, zhongcun: UUID, zhuguang: UUID, fresh: UUID
) -> None:
    gone = make(program, "白云区旧街社工服务站", phase=Phase.FINAL, day=date(2022, 3, 1))[0]
    program.evaluations.delete(gone)
    program.preparing.set_head(zhongcun, {"report_date": None}, NOBODY)
    page = listed(shell)
    assert segments(shell) == ["全部 3", "进行中 1", "待出报告 1", "已完成 1", "已删除 1"]
    seen = []
    for number in range(5):
        click(shell, f"homeWhich_{number}")
        seen.append(sorted(stations(shell)))
    assert seen[1:] == [
        ["白云区云边街社工服务站"],
        ["钟村街社工服务站"],
        ["广州市珠光街社工服务站"],
        ["白云区旧街社工服务站"],
    ]
    assert not the(shell, QPushButton, "homeDelete").isVisible()
    click(shell, "homeWhich_0")
    search = the(shell, QLineEdit, "homeSearch")
    for words, count in (("番禺 2024", 1), ("越秀 中期 优秀", 1), ("中期", 3), ("旧街", 0)):
        type_into(search, words)
        assert len(stations(shell)) == count, words
    assert "没有找到“旧街”" in words_on(shell)
    assert page.focusProxy() is the(shell, QPushButton, "homeShowAll")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert len(stations(shell)) == 3
    QTest.keyClick(shell, Qt.Key.Key_F, CTRL)
    assert search.hasFocus()
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert the(shell, QTableView, "homeTable").hasFocus()
    page._show_stage(Stage.DELETED)
    press(Qt.Key.Key_Return)
    assert "“已删除”里没有评估" in words_on(shell)
    press(Qt.Key.Key_Escape)
    assert len(stations(shell)) == 4


def test_columns_say_who_handed_in_and_who_works_here(shell: Shell, zhongcun: UUID, zhuguang: UUID) -> None:
    listed(shell)
    model = the(shell, QTableView, "homeTable").model()
    rows = [[str(model.index(row, column).data()) for column in range(9)] for row in range(2)]
    titles = [model.headerData(each, Qt.Orientation.Horizontal) for each in range(9)]
    assert titles == [
        "社工站",
        "阶段",
        "评估日",
        "评委已交",
        "进度",
        "总分",
        "等级",
        "谁在这里工作",
        "最后改动",
    ]
    assert [row[3] for row in rows] == ["–", "5/5"]
    assert all(row[7] for row in rows)
    hints = [str(model.index(row, 3).data(Qt.ItemDataRole.ToolTipRole)) for row in range(2)]
    assert hints == ["这次评估不逐项评分，不用提交", "安排了评分的评委 5 名，已提交 5 名"]
    model.sort(3, Qt.SortOrder.DescendingOrder)
    assert stations(shell) == ["钟村街社工服务站", "广州市珠光街社工服务站"]


def test_the_order_is_remembered(shell: Shell, program: Program) -> None:
    make(program, "乙站", "甲站")
    listed(shell)
    header = the(shell, QTableView, "homeTable").horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    assert stations(shell) == sorted(["乙站", "甲站"])
    assert program.desk.recall("order.home") == "0 up"


def test_sorted_by_keys_and_grades_by_their_rank(
    shell: Shell, program: Program, zhongcun: UUID, zhuguang: UUID, fresh: UUID
) -> None:
    page = listed(shell)
    titles = [title for title, _ in page._list.orders]
    menu = the(shell, QMenu, "homeOrders")
    for expected in (
        ["广州市珠光街社工服务站", "钟村街社工服务站", "白云区云边街社工服务站"],
        ["白云区云边街社工服务站", "钟村街社工服务站", "广州市珠光街社工服务站"],
    ):
        page.setFocus()
        press(Qt.Key.Key_F7)
        assert menu.isVisible()
        menu.actions()[titles.index("等级")].trigger()
        menu.close()
        assert stations(shell) == expected
    assert page._list.orders[titles.index("等级")] == ("等级", True)


def test_the_list_grows_with_its_text_and_keeps_its_columns(
    qtbot: QtBot, shell: Shell, zhongcun: UUID, zhuguang: UUID, fresh: UUID
) -> None:
    shell.resize(1280, 720)
    listed(shell)
    table, before = the(shell, QTableView, "homeTable"), shell.theme.size
    try:
        for size in (TextSize.LARGE, TextSize.LARGEST):
            shell.theme.ask_size(size)
            qtbot.waitUntil(
                lambda: table.viewport().height() >= 3 * table.verticalHeader().defaultSectionSize()
            )
        assert not any(map(table.isColumnHidden, range(9)))
    finally:
        shell.theme.ask_size(before)


def test_a_final_report_without_all_hand_ins_asks_for_the_reason(
    qtbot: QtBot,
    shell: Shell,
    program: Program,
    zhongcun: UUID,
    zhuguang: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = program.evaluations.dossier(zhongcun).marks[0].person_id
    program.deliberating.take_back(zhongcun, person, NOBODY)
    page = listed(shell)
    monkeypatch.setattr(files, "choose_folder", lambda *_: tmp_path)
    page._outgoing.export(Sort.PDF, [zhongcun, zhuguang])
    asked = the(shell, QDialog, "askUnhanded")
    assert text_of(asked, "askUnhanded_who").startswith("钟村街社工服务站：")
    type_into(the(asked, QLineEdit, "askUnhanded_reason"), "出差未归")
    click(asked, "askUnhanded_yes")
    worked(qtbot, shell)
    assert len(list(tmp_path.glob("*.pdf"))) == 2
    assert "原因：出差未归" in program.evaluations.dossier(zhongcun).evaluation.note
    assert "出差未归" not in program.evaluations.dossier(zhuguang).evaluation.note


def test_what_is_due_and_backed_up_stands_beneath(
    qtbot: QtBot, shell: Shell, program: Program, fresh: UUID
) -> None:
    for name, day in (("甲站", 16), ("乙站", 20), ("丙站", 25)):
        make(program, name, day=date(2026, 11, day))
    page = listed(shell)
    page.today.day = lambda: DAY
    page.today.refresh()
    qtbot.waitUntil(lambda: "乙站 · 现场评估\n就在今天" in words_on(page))
    said = words_on(page)
    assert "甲站 · 初评意见\n还有 1 个工作日（11 月 23 日前反馈）" in said
    assert "还没有备份" in said
    click(shell, "todayAll")
    lines = the(the(shell, QDialog, "todayList"), QPlainTextEdit, "todayList_lines").toPlainText()
    assert "丙站 · 现场评估  还有 5 天（11 月 25 日）" in lines
    click(shell, "todayList_yes")
    program.keeping.make()
    page.today.day = lambda: date(2027, 1, 4)
    page.today.refresh()
    qtbot.waitUntil(lambda: "期限未知：没有那一年的放假安排" in words_on(page))
    assert "已校验\n保留 1 份：1 天 · 1 周 · 1 月" in words_on(page)
    page.today.day = lambda: date(2028, 1, 4)
    page.today.refresh()
    qtbot.waitUntil(lambda: "近期没有要到的期限" in words_on(page))
    click(shell, "todayBackups")
    the(shell, QDialog, "backups").accept()


@pytest.mark.parametrize(
    ("report", "today", "said"),
    [
        (None, date(2024, 2, 1), "已过 2 个工作日（1 月 30 日到期）"),
        (None, date(2024, 1, 23), "今天到期（1 月 23 日前反馈）"),
        (date(2024, 1, 26), date(2024, 1, 29), "还有 4 个工作日（2 月 2 日前确认）"),
        (date(2024, 1, 26), date(2024, 2, 3), "公示到 2 月 18 日，共 7 个工作日"),
        (date(2024, 1, 26), date(2024, 2, 6), "第 3 日，共 7 个工作日（到 2 月 18 日）"),
    ],
)
def test_each_deadline_has_its_sentence(
    program: Program, report: date | None, today: date, said: str
) -> None:
    from sgz_desktop.ui.pages.home_today import _sentence

    program.evaluations.create(
        station="站", phase=Phase.FINAL, visit_date=date(2024, 1, 16), head={"report_date": report}
    )
    (due,) = program.today.due(program.evaluations.listing(), today)
    assert _sentence(due) == said


def test_the_assistant_takes_three_steps(shell: Shell, program: Program) -> None:
    QTest.keyClick(shell, Qt.Key.Key_N, CTRL)
    dialog = the(shell, QDialog, "askNew")
    send(the(dialog, QLineEdit, "askNew_station"), "白云区云边街社工服务站")
    click(dialog, "askNew_next")
    type_into(the(dialog, QLineEdit, "askNew_purchaser"), "云边街道办事处")
    type_into(the(dialog, QLineEdit, "askNew_funds_yuan"), "两百万")
    click(dialog, "askNew_next")
    assert "例如 2400000" in text_of(dialog, "askNew_funds_yuan_error")
    assert dialog.focusWidget() is the(dialog, QLineEdit, "askNew_funds_yuan")
    type_into(the(dialog, QLineEdit, "askNew_funds_yuan"), "")
    click(dialog, "askNew_next")
    type_into(the(dialog, QPlainTextEdit, "askNew_names"), "林专家、王专家")
    type_into(the(dialog, QLineEdit, "askNew_count"), "百")
    click(dialog, "askNew_back")
    type_into(the(dialog, QLineEdit, "askNew_funds_yuan"), "两百万")
    click(dialog, "askNew_back")
    day = the(dialog, QLineEdit, "askNew_day")
    type_into(day, "昨天")
    click(dialog, "askNew_next")
    assert "日期应写成" in text_of(dialog, "askNew_day_error")
    assert dialog.focusWidget() is day
    type_into(day, "")
    assert not the(dialog, QLabel, "askNew_day_error").isVisible()
    click(dialog, "askNew_yes")
    assert "服务经费（元）" in text_of(dialog, "askNew_error")
    funds = the(dialog, QLineEdit, "askNew_funds_yuan")
    assert dialog.focusWidget() is funds
    type_into(funds, "240万元")
    click(dialog, "askNew_yes")
    assert "专家人数" in text_of(dialog, "askNew_error")
    assert dialog.focusWidget() is the(dialog, QLineEdit, "askNew_count")
    type_into(the(dialog, QLineEdit, "askNew_count"), "3")
    click(dialog, "askNew_yes")
    (row,) = program.evaluations.listing()
    dossier = program.evaluations.dossier(row.id)
    assert [each.name for each in dossier.people] == ["林专家", "王专家", "专家3"]
    assert all(each.role is Role.EXPERT for each in dossier.people)
    assert (dossier.evaluation.purchaser, str(dossier.evaluation.funds_yuan)) == ("云边街道办事处", "2400000")
    click(shell, "askWorker_no")
    assert "已新建" in shell.notices.sentence
    undo(shell)
    assert program.evaluations.listing() == ()
    assert shell.shown == "home"
    QTest.keyClick(shell, Qt.Key.Key_Y, CTRL)
    assert [each.id for each in program.evaluations.listing()] == [row.id]


def test_one_is_made_like_another(shell: Shell, program: Program, zhongcun: UUID, zhuguang: UUID) -> None:
    listed(shell)
    QTest.keyClick(shell, Qt.Key.Key_N, CTRL)
    dialog = the(shell, QDialog, "askNew")
    click(dialog, "askNew_how_1")
    search = the(dialog, QLineEdit, "askNew_search")
    type_into(search, "无此站")
    click(dialog, "askNew_yes")
    assert "请选一次以前的评估" in text_of(dialog, "askNew_error")
    type_into(search, "")
    QTest.keyClick(search, Qt.Key.Key_Down)
    type_into(the(dialog, QLineEdit, "askLike_day"), "不知道")
    click(dialog, "askNew_yes")
    assert "评估日期" in text_of(dialog, "askNew_error")
    type_into(the(dialog, QLineEdit, "askLike_day"), "2024-06-27")
    the(dialog, QCheckBox, "askLike_people").setChecked(True)
    click(dialog, "askNew_yes")
    made = next(each for each in program.evaluations.listing() if each.id not in (zhongcun, zhuguang))
    assert (made.station, made.phase, str(made.visit_date)) == (
        "钟村街社工服务站",
        Phase.FINAL,
        "2024-06-27",
    )
    assert len(program.evaluations.dossier(made.id).people) == 7
    click(shell, "askWorker_no")
    assert "请核对" in shell.notices.sentence
    click(shell, "noticeOffer")
    assert len(program.evaluations.listing()) == 2
    the(shell, QTableView, "homeTable").selectRow(0)
    click(shell, "homeLike")
    again = the(shell, QDialog, "askNew")
    assert the(again, QTableView, "askNew_source").currentIndex().data() == "广州市珠光街社工服务站"
    again.reject()


def test_several_are_put_away_and_come_back_by_undo(shell: Shell, program: Program, fresh: UUID) -> None:
    make(program, "甲站", "乙站")
    listed(shell)
    shell.open_evaluation(fresh)
    shell.go("home")
    table = the(shell, QTableView, "homeTable")
    table.setFocus()
    table.selectAll()
    assert text_of(shell, "homeState") == "共 3 次评估，选中 3 次"
    QTest.keyClick(table, Qt.Key.Key_Delete)
    click(shell, "askDelete_yes")
    assert "等 3 次评估" in shell.notices.sentence
    assert (program.evaluations.listing(), shell.session and shell.session.evaluation_id) == ((), None)
    undo(shell)
    assert len(program.evaluations.listing()) == 3
    assert "已撤销：删除" in shell.notices.sentence
    QTest.keyClick(shell, Qt.Key.Key_Y, CTRL)
    assert program.evaluations.listing() == ()
    click(shell, "homeWhich_4")
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert len(program.evaluations.listing()) == 3
    undo(shell)
    undo(shell)
    assert len(program.evaluations.listing()) == 3


def test_a_write_ends_what_undo_takes_back_of_the_list(shell: Shell, program: Program, fresh: UUID) -> None:
    make(program, "甲站")
    page = listed(shell)
    shell.open_evaluation(fresh)
    shell.go("home")
    page._deeds.put_away([each for each in page._list.records if each.station == "甲站"])
    assert shell.session is not None
    shell.go("preparing")
    type_into(the(shell, QLineEdit, "head_district"), "白云区")
    press(Qt.Key.Key_Return)
    undo(shell)
    assert program.evaluations.dossier(fresh).evaluation.district == ""
    undo(shell)
    assert [each.id for each in program.evaluations.listing()] == [fresh]


def test_an_import_goes_away_and_a_deleted_one_is_offered_again(
    qtbot: QtBot,
    shell: Shell,
    program: Program,
    zhongcun: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "钟村.json"
    program.exporting.save(path, program.exporting.package(zhongcun))
    program.evaluations.delete(zhongcun)
    page = listed(shell)
    monkeypatch.setattr(files, "choose_open_path", lambda *_: path)
    click(shell, "homeImport")
    worked(qtbot, shell)
    dialog = the(shell, QDialog, "importPlan")
    assert "在“已删除”里" in words_on(dialog)
    click(dialog, "importPlan_back")
    assert [each.id for each in program.evaluations.listing()] == [zhongcun]
    page._intake.sample("zhongcun")
    worked(qtbot, shell)
    click(shell, "askWorker_no")
    shell.activateWindow()  # no window manager does that here
    qtbot.waitUntil(shell.isActiveWindow)
    assert len(program.evaluations.listing()) == 2
    undo(shell)
    assert [each.id for each in program.evaluations.listing()] == [zhongcun]
    assert shell.shown == "home"


def test_chosen_ones_are_exported_whole(
    qtbot: QtBot,
    shell: Shell,
    program: Program,
    zhongcun: UUID,
    zhuguang: UUID,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = the(shell, QTableView, "homeTable")
    out = tmp_path / "out"
    out.mkdir()
    (out / "钟村街社工站中期评估报告.json").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(files, "choose_folder", lambda *_: out)
    monkeypatch.setattr(files, "choose_save_path", lambda *_: tmp_path / "one.xlsx")
    page = listed(shell)
    actions = {each.objectName(): each for each in page._actions.menu.actions()}
    table.selectAll()
    for name in ("package", "pdf"):
        actions[f"homeExport_{name}"].trigger()
        qtbot.waitUntil(lambda: not shell.jobs.running and "个文件" in shell.notices.sentence, timeout=60_000)
        shell.notices.clear()
    assert sorted(each.name for each in out.iterdir()) == [
        "珠光街社工站中期评估报告.json",
        "珠光街社工站中期评估报告.pdf",
        "钟村街社工站中期评估报告.json",
        "钟村街社工站中期评估报告.pdf",
        "钟村街社工站中期评估报告（2）.json",
    ]
    assert (out / "钟村街社工站中期评估报告.json").read_text("utf-8") == "mine"
    table.selectionModel().setCurrentIndex(
        table.model().index(0, 0),
        QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
    )
    actions["homeExport_workbook"].trigger()
    qtbot.waitUntil(lambda: "one.xlsx" in shell.notices.sentence, timeout=60_000)
    assert (tmp_path / "one.xlsx").stat().st_size > 10_000
    monkeypatch.setattr(files, "choose_save_path", lambda *_: None)
    actions["homeExport_workbook"].trigger()
    assert not shell.jobs.running


def test_the_menu_of_a_row_offers_what_its_buttons_do(shell: Shell, fresh: UUID) -> None:
    page = listed(shell)
    page._show_menu(page.rect().center())
    (menu,) = [each for each in shell.findChildren(QMenu) if each.isVisible()]
    assert [each.text() for each in menu.actions()] == ["打开", "照此新建", "删除", "导出"]
    menu.close()
    page._actions.show_menu()
    assert page._actions.menu.isVisible()
    page._actions.menu.close()


def test_on_a_narrow_page_the_stages_take_a_line_of_their_own(shell: Shell, fresh: UUID) -> None:
    page = listed(shell)
    tops = []
    for width in (1366, 1040, 1366):
        shell.resize(width, 700)
        QTest.qWait(0)
        tops.append(page._top.stages.y() > page._top.search.y() + 20)
        assert page._top.new.geometry().right() < page._top.width()
    assert tops == [False, True, False]
