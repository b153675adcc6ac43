"""首页: whole evaluations made, copied, taken in and put away, and the way back."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.people import Role
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.program import Program
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.noting import Noting
from sgz_desktop.ui.shell import Shell
from sgz_desktop.wiring import build
from tests.ui.find import click, press, send, text_of, the, type_into, words_on, worked
from tests.ui.listing import CTRL, listed, make, stations, undo

Open = Callable[[UUID, str], Shell]


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


@pytest.mark.parametrize("noting", [False, True])
def test_an_import_that_ends_while_somebody_works_elsewhere_is_only_offered(
    qtbot: QtBot, opened: Open, program: Program, fresh: UUID, noting: bool
) -> None:
    shell = opened(fresh, "home" if noting else "visit")
    page = listed(shell)
    assert shell.session is not None
    page._intake.sample("zhongcun")
    page._intake.sample("zhongcun")
    assert shell.notices.sentence == "正在导入，请稍候。"
    if noting:
        Noting(shell, shell.session, shell.notices).ask()
        send(the(shell, QPlainTextEdit, "quickNoteText"), "门口没有站名")
    worked(qtbot, shell)
    qtbot.waitUntil(lambda: shell.notices.sentence == "已导入“钟村街社工服务站”。")
    assert shell.session.evaluation_id == fresh
    assert not [each for each in shell.findChildren(QDialog, "askWorker") if each.isVisible()]
    if noting:
        press(Qt.Key.Key_Return, CTRL)
        assert [each.text for each in program.evaluations.dossier(fresh).observations] == ["门口没有站名"]
    else:
        assert len(stations(shell)) == 2
        assert the(shell, QPushButton, "noticeOffer").text() == "打开"
        click(shell, "noticeOffer")
        assert shell.session.dossier.evaluation.station == "钟村街社工服务站"
        assert shell.notices.sentence == ""
        click(shell, "askWorker_no")


def test_what_the_palette_does_to_an_evaluation_is_done_to_no_other(
    opened: Open, program: Program, fresh: UUID
) -> None:
    (other,) = make(program, "甲站")
    shell = opened(fresh, "visit")
    program.evaluations.delete(fresh)
    page = listed(shell)
    shell.go("home")
    for target, chosen in ((other, ["甲站"]), (uuid4(), []), (other, ["甲站"]), (fresh, [])):
        page.point_at(target)
        assert [each.station for each in page._list.chosen] == chosen
        assert the(shell, QPushButton, "homeDelete").isEnabled() is bool(chosen)


@pytest.mark.parametrize("is_written", [False, True])
def test_a_restore_is_not_taken_back_over_what_another_program_wrote(
    qtbot: QtBot, shell: Shell, program: Program, fresh: UUID, is_written: bool
) -> None:
    made = program.keeping.make()
    click(shell, "homeBackups")
    click(the(shell, QDialog, "backups"), "backupsRestore")
    program.preparing.set_head(fresh, {"district": "甲区"}, NOBODY)
    click(the(shell, QDialog, "restorePlan"), "restorePlan_yes")
    if is_written:
        with build(program.folder) as second:
            second.preparing.set_head(fresh, {"district": "乙区"}, NOBODY)
    page = listed(shell)
    page._deeds.put_away(page._list.records)
    for _ in range(2):
        shell.activateWindow()
        qtbot.waitUntil(shell.isActiveWindow)
        undo(shell)
    district = program.evaluations.dossier(fresh).evaluation.district
    assert made.path.exists()
    if is_written:
        assert district == "乙区"
        assert shell.notices.sentence.startswith("恢复之后数据里又写入了别的内容，没有撤销恢复")
        assert shell.session is not None
        assert shell.session.deeds.last is None
    else:
        assert (district, shell.notices.sentence) == ("甲区", "已撤销：恢复备份。")
