"""首页: stages, columns, order, what is due, and the menu of a row."""

import sqlite3
from contextlib import closing
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.opening import DATA_FILE
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages.home_filter import Stage
from sgz_desktop.ui.pages.home_lookup import Lookup
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.theme import TextSize
from tests.ui.find import click, press, the, type_into, words_on
from tests.ui.listing import CTRL, listed, make, stations

DAY = date(2026, 11, 20)


def segments(shell: Shell) -> list[str]:
    """What the stages say."""
    return [the(shell, QPushButton, f"homeWhich_{number}").text() for number in range(5)]


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


def test_where_it_cannot_be_read_who_may_see_what_nothing_is_shown(program: Program, zhongcun: UUID) -> None:
    (record,) = [each for each in program.evaluations.listing() if each.id == zhongcun]
    lookup = Lookup(program, lambda: [record])
    with closing(sqlite3.connect(program.folder / DATA_FILE)) as connection:
        connection.execute("ALTER TABLE person RENAME TO lost")
        assert lookup.is_veiled(record)
        connection.execute("ALTER TABLE lost RENAME TO person")
    assert not lookup.is_veiled(record)
