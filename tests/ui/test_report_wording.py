"""报告: passages, printed words and texts changed beside the preview."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTableView,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.ui.find import click, compose, key_in, press, send, text_of, the, type_into, words_on
from tests.ui.reporting import block_of, cells, observed, pages_of, point_at, report_page, when_printed

Open = Callable[[UUID, str], Shell]
KEY = "method_premises"
BLOCK = "background.method_premises"


def template_of(shell: Shell) -> QPlainTextEdit:
    """The field in which a passage is written."""
    return the(shell, QPlainTextEdit, "passageTemplate")


def stored(program: Program, evaluation_id: UUID, key: str = KEY) -> str | None:
    """The passage as this evaluation words it."""
    return program.evaluations.dossier(evaluation_id).text_by_code.get(f"passage.{key}")


def printed(shell: Shell, block_id: str = BLOCK) -> str:
    """What a paragraph says now."""
    now = report_page(shell).printing.now
    assert now is not None
    return now.text(block_id)


def opened_at(qtbot: QtBot, opened: Open, evaluation_id: UUID, block_id: str) -> Shell:
    """The page with a paragraph chosen by a click."""
    shell = opened(evaluation_id, "report")
    when_printed(qtbot, shell)
    point_at(shell, block_id)
    return shell


def test_a_passage_is_worded_anew_printed_undone_and_restored(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, BLOCK)
    field = template_of(shell)
    standard = field.toPlainText()
    assert text_of(shell, "passageState") == "标准"
    assert not the(shell, QPushButton, "passageRestore").isVisible()
    type_into(field, "到{{ 简称 }}看一看。")
    qtbot.waitUntil(lambda: text_of(shell, "passagePrinted") == "到钟村街社工站看一看。")
    qtbot.waitUntil(lambda: stored(program, zhongcun) == "到{{ 简称 }}看一看。")
    qtbot.waitUntil(lambda: printed(shell).endswith("到钟村街社工站看一看。"))
    assert text_of(shell, "passageState") == "已改写"
    assert field.toPlainText() == "到{{ 简称 }}看一看。"
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: stored(program, zhongcun) is None)
    qtbot.waitUntil(lambda: field.toPlainText() == standard)
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: stored(program, zhongcun) == "到{{ 简称 }}看一看。")
    qtbot.waitUntil(lambda: the(shell, QPushButton, "passageRestore").isVisible())
    click(shell, "passageRestore")
    assert stored(program, zhongcun) is None
    assert field.toPlainText() == standard
    assert field.hasFocus()
    when_printed(qtbot, shell)


def test_a_wrong_template_stays_in_the_field_and_is_never_stored(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, BLOCK)
    field = template_of(shell)
    standard = field.toPlainText()
    type_into(field, "看一看。\n{{ 没有 }}")
    qtbot.waitUntil(lambda: text_of(shell, "passageResultHead") == "这样还不能印")
    assert text_of(shell, "passagePrinted") == "第 2 行：没有名为“没有”的内容。"
    pages_of(shell).setFocus()
    assert text_of(shell, "passageTemplate_error") == "第 2 行：没有名为“没有”的内容。"
    assert not the(shell, QFrame, "passageResult").isVisible(), "said once"
    point_at(shell, "background.background")
    assert pages_of(shell).chosen == BLOCK, "nothing unsaved is left behind"
    assert not shell.go("home")
    assert "还有没保存的内容" in words_on(shell)
    assert (field.toPlainText(), stored(program, zhongcun)) == ("看一看。\n{{ 没有 }}", None)
    click(shell, "passageBack")
    assert field.toPlainText() == standard
    assert not the(shell, QLabel, "passageTemplate_error").isVisible()
    assert shell.go("home")


def test_an_emptied_passage_is_the_standard_again(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, BLOCK)
    type_into(template_of(shell), "看一看。")
    pages_of(shell).setFocus()
    assert stored(program, zhongcun) == "看一看。"
    type_into(template_of(shell), "")
    pages_of(shell).setFocus()
    assert stored(program, zhongcun) is None
    qtbot.waitUntil(lambda: template_of(shell).toPlainText().startswith("实地观察"))


def test_a_composition_in_a_passage_is_taken_in(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, BLOCK)
    field = template_of(shell)
    type_into(field, "看一看")
    compose(field, "再问一问")
    assert shell.go("home")
    assert stored(program, zhongcun) == "看一看再问一问"


def test_names_are_put_in_by_a_click_and_by_keys(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, BLOCK)
    field = template_of(shell)
    type_into(field, "到")
    table = the(shell, QTableView, "passageNames")
    row = cells(table).index("简称")
    assert cells(table, 1)[row] == "钟村街社工站"
    table.scrollTo(table.model().index(row, 0))
    where = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert field.toPlainText() == "到{{ 简称 }}"
    assert field.hasFocus()
    search = the(shell, QLineEdit, "passageNameSearch")
    search.setFocus()
    send(search, "评估日期")
    press(Qt.Key.Key_Return)
    assert field.toPlainText() == "到{{ 简称 }}{{ 评估日期 }}"
    type_into(search, "有简称")
    press(Qt.Key.Key_Down)
    assert table.hasFocus()
    press(Qt.Key.Key_Return)
    assert field.toPlainText() == "到{{ 简称 }}{{ 评估日期 }}{% if 有简称 %}{% endif %}"
    send(field, "简称")
    assert field.toPlainText().endswith("{% if 有简称 %}简称{% endif %}")
    type_into(search, "片区列表")
    press(Qt.Key.Key_Return)
    assert "{% for 一项 in 片区列表 %}" in field.toPlainText()
    qtbot.waitUntil(lambda: text_of(shell, "passagePrinted").startswith("到钟村街社工站2024年1月16日简称"))
    assert shell.go("home")
    assert "评估日期" in (stored(program, zhongcun) or "")


def test_a_search_that_finds_nothing_puts_nothing_in(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened_at(qtbot, opened, zhongcun, BLOCK)
    before = template_of(shell).toPlainText()
    search = the(shell, QLineEdit, "passageNameSearch")
    search.setFocus()
    send(search, "没有这个名称")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    assert search.hasFocus()
    assert template_of(shell).toPlainText() == before
    point_at(shell, "background.method_projects")
    assert search.text() == "", "another passage begins with all names"


def test_several_origins_are_chosen_from_a_list(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened_at(qtbot, opened, zhongcun, "background.background")
    assert template_of(shell).isVisible()
    click(shell, "origin_elsewhere_head.visit_date")
    assert text_of(shell, "elsewhereTitle") == "评估日期"
    assert the(shell, QPushButton, "elsewhereGo").hasFocus()
    press(Qt.Key.Key_Space)
    assert the(shell, QLineEdit, "head_visit_date").hasFocus()


def test_two_passages_of_one_paragraph_have_an_editor_each(
    qtbot: QtBot, opened: Open, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, "progress.indicators")
    first = template_of(shell).toPlainText()
    click(shell, "origin_passage_indicators_tail")
    assert template_of(shell).toPlainText() != first
    assert template_of(shell).hasFocus()
    click(shell, "origin_elsewhere_part.indicators")
    click(shell, "elsewhereGo")
    assert the(shell, QTableView, "indicatorZones").isVisible()


def test_figures_and_lists_lead_to_their_part_of_the_preparations(
    qtbot: QtBot, opened: Open, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, "profile.staff")
    click(shell, "origin_elsewhere_quantity.staff.total")
    click(shell, "elsewhereGo")
    assert the(shell, QLineEdit, "quantity_staff.total").hasFocus()
    shell.go("report")
    point_at(shell, "front.foreword")
    click(shell, "origin_elsewhere_part.people")
    click(shell, "elsewhereGo")
    assert the(shell, QTabBar, "preparingTabs").currentIndex() == 1
    shell.go("report")
    point_at(shell, "background")
    click(shell, "elsewhereGo")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "head_phase"


def test_what_no_evaluation_changes_says_who_decides(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened_at(qtbot, opened, zhongcun, "grounds")
    assert text_of(shell, "fixedTitle") == "由体例规定"
    pages_of(shell).setFocus()
    press(Qt.Key.Key_Return)
    point_at(shell, "explanation.staffing_short")
    assert text_of(shell, "fixedTitle") == "由评分标准规定"


def test_an_observation_is_printed_otherwise_and_restored(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    known, block = observed(shell)
    point_at(shell, block)

    def now() -> tuple[str, str | None, str | None]:
        several = program.evaluations.dossier(zhongcun).observations
        found = next(each for each in several if each.id == known)
        return found.text, found.printed_lead, found.printed_text

    recorded = now()[0]
    assert text_of(shell, "recordedText") == recorded
    assert text_of(shell, "recordedAuthor") == "林若溪"
    field = the(shell, QPlainTextEdit, "printedText")
    assert field.toPlainText() == recorded
    type_into(field, "换一种写法。")
    compose(field, "再加一句。")
    the(shell, QLineEdit, "printedLead").setFocus()
    assert now() == (recorded, None, "换一种写法。再加一句。")
    assert text_of(shell, "recordedText") == recorded
    qtbot.waitUntil(lambda: "换一种写法。再加一句。" in printed(shell, block))
    assert the(shell, QPushButton, "restore_text").isVisible()
    assert not the(shell, QPushButton, "restore_lead").isVisible()
    click(shell, "restore_text")
    assert now() == (recorded, None, None)
    assert field.toPlainText() == recorded
    type_into(the(shell, QLineEdit, "printedLead"), "")
    pages_of(shell).setFocus()
    assert now()[1] == ""
    when_printed(qtbot, shell)


def test_an_observation_leads_to_where_it_was_recorded(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    known, block = observed(shell, 3)
    point_at(shell, block)
    click(shell, "printedGo")
    several = program.evaluations.dossier(zhongcun).observations
    text = next(each.text for each in several if each.id == known)
    assert the(shell, QPlainTextEdit, "observationBody").toPlainText() == text


def test_a_deleted_observation_leaves_the_page_usable(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    known, block = observed(shell)
    point_at(shell, block)
    assert shell.session is not None
    with qtbot.waitSignal(report_page(shell).printing.printed, timeout=60_000):
        shell.session.write("删除", lambda each, who: program.visiting.remove_observation(each, known, who))
    assert block not in pages_of(shell).block_ids
    point_at(shell, BLOCK)
    assert template_of(shell).isVisible()


def test_a_text_of_the_report_is_written_beside_it(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, "progress.progress_verdict")
    assert text_of(shell, "sourceTextTitle") == "服务进度评语"
    type_into(the(shell, QPlainTextEdit, "sourceText"), "进度合适。")
    point_at(shell, "conclusion.conclusion")
    assert text_of(shell, "sourceTextTitle") == "结语"
    assert program.evaluations.dossier(zhongcun).text_by_code["progress_verdict"] == "进度合适。"
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    assert the(shell, QPlainTextEdit, "text_progress_verdict").toPlainText() == "进度合适。"


def test_rewritten_passages_are_listed_opened_and_restored(
    qtbot: QtBot, opened: Open, program: Program, zhuguang: UUID
) -> None:
    shell = opened(zhuguang, "report")
    when_printed(qtbot, shell)
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    assert "改写过的标准段落" in words_on(shell)
    qtbot.waitUntil(lambda: the(shell, QPushButton, "rewrittenEdit_staff_qualifications").isVisible())
    click(shell, "rewrittenEdit_staff_qualifications")
    assert the(shell, QTabBar, "reportTabs").currentIndex() == 0
    assert template_of(shell).hasFocus()
    assert text_of(shell, "passageState") == "已改写"
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    click(shell, "rewrittenRestore_staff_qualifications")
    qtbot.waitUntil(lambda: "改写过的标准段落" not in words_on(shell))
    assert stored(program, zhuguang, "staff_qualifications") is None


def test_the_page_remembers_nothing_of_another_evaluation(
    qtbot: QtBot, opened: Open, zhongcun: UUID, zhuguang: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, BLOCK)
    type_into(template_of(shell), "看一看。")
    shell.open_evaluation(zhuguang)
    shell.go("report")
    when_printed(qtbot, shell)
    point_at(shell, block_of(shell, ".method_premises"))
    assert template_of(shell).toPlainText().startswith("实地观察")


def test_tab_goes_from_the_preview_to_its_source(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened_at(qtbot, opened, zhongcun, BLOCK)
    pages_of(shell).setFocus()
    seen: list[str] = []
    for _ in range(12):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
    expected = ["sourcePrevious", "sourceNext", "sourceClose", "passageTemplate", "passageNameSearch"]
    assert [each for each in seen if each in expected][:5] == expected


def test_typing_into_a_passage_does_not_reach_the_page(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, BLOCK)
    field = template_of(shell)
    field.setFocus()
    field.selectAll()
    key_in("N+-")
    assert field.toPlainText() == "N+-"


def test_a_corrected_record_is_told_and_settled_beside_its_printed_wording(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    known, block = observed(shell)
    session = report_page(shell).session
    assert session is not None
    session.write("改", lambda each, who: program.wording.set_printed(each, known, "lead", "印首句", who))
    session.write("改", lambda each, who: program.wording.set_printed(each, known, "text", "印正文。", who))
    values = {"lead": "更正的首句", "text": "更正的正文。"}
    session.write("改", lambda each, who: program.visiting.edit_observation(each, known, values, who))
    qtbot.waitUntil(lambda: "后来改过" in words_on(shell))
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    click(shell, "missing_observation.outlived")
    assert pages_of(shell).chosen == block
    assert the(shell, QLineEdit, "printedLead").hasFocus()
    assert text_of(shell, "outlivedRecorded_text") == "更正的正文。"
    assert text_of(shell, "outlivedPrinted_text") == "印正文。"
    assert not the(shell, QPushButton, "restore_text").isVisible()
    click(shell, "outlivedTake_lead")
    assert the(shell, QLineEdit, "printedLead").text() == "更正的首句"
    click(shell, "outlivedKeep_text")
    qtbot.waitUntil(lambda: program.wording.outlived(zhongcun, known) == ())
    qtbot.waitUntil(lambda: not the(shell, QPushButton, "outlivedKeep_text").isVisible())
    assert the(shell, QPlainTextEdit, "printedText").hasFocus()
    assert the(shell, QPushButton, "restore_text").isVisible()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: the(shell, QPushButton, "outlivedKeep_text").isVisible())
    when_printed(qtbot, shell)


def test_a_passage_is_left_out_and_found_again_in_the_list_of_chapters(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened_at(qtbot, opened, zhongcun, "front.foreword")
    assert not the(shell, QCheckBox, "passageOmit").isVisible()
    point_at(shell, BLOCK)
    the(shell, QCheckBox, "passageOmit").click()
    qtbot.waitUntil(lambda: text_of(shell, "passageState") == "已不印")
    qtbot.waitUntil(lambda: BLOCK not in pages_of(shell).block_ids)
    assert text_of(shell, "passageResultHead") == "印的话是"
    click(shell, "sourceClose")
    chapters = the(shell, QListView, "chapterList")
    assert chapters.model().index(1, 0).data() == "已不印：实地观察。察看社工站的硬…"
    chapters.setFocus()
    chapters.setCurrentIndex(chapters.model().index(0, 0))
    press(Qt.Key.Key_Down)
    assert chapters.hasFocus()
    assert template_of(shell).toPlainText().startswith("实地观察")
    the(shell, QCheckBox, "passageOmit").click()
    qtbot.waitUntil(lambda: BLOCK in pages_of(shell).block_ids)
    assert text_of(shell, "passageState") == "标准"
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: text_of(shell, "passageState") == "已不印")
    when_printed(qtbot, shell)
