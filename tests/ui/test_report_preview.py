"""报告's preview: chapters, paragraphs by mouse and keys, pages that follow what is written."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListView, QPlainTextEdit, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from sgz_desktop.services.changes import NOBODY, Changes, Worker
from sgz_desktop.services.program import Program
from sgz_desktop.ui.pages import report_printing
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets.pages import PageView
from tests.services.styling import give_style, give_unusable_style, without_findings
from tests.ui.find import click, press, text_of, the, type_into, words_on
from tests.ui.reporting import block_of, observed, pages_of, point_at, report_page, when_printed

Open = Callable[[UUID, str], Shell]
RARE = "\U0002b5a3"


def roll(pages: PageView, by: int) -> None:
    """Turn the wheel."""
    middle = QPointF(pages.viewport().rect().center())
    event = QWheelEvent(
        middle,
        QPointF(pages.viewport().mapToGlobal(middle.toPoint())),
        QPoint(0, 0),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pages.viewport(), event)


def marked(shell: Shell) -> str:
    """The chapter marked in the list."""
    return str(the(shell, QListView, "chapterList").currentIndex().data())


def test_the_preview_shows_the_pages(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    assert pages.page_count > 15
    assert text_of(shell, "previewCount") == f"共 {pages.page_count} 页"
    middle = pages.viewport().grab().toImage()
    assert middle.pixelColor(middle.width() // 2, 30) == QColor("white")
    wide = pages.fit
    click(shell, "previewFitPage")
    assert pages.fit.whole
    click(shell, "previewFitWidth")
    assert pages.fit == wide


def test_a_chapter_is_gone_to_and_the_list_follows(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    chapters = the(shell, QListView, "chapterList")
    titles = [str(chapters.model().index(row, 0).data()) for row in range(chapters.model().rowCount())]
    index = chapters.model().index(titles.index("三、评估反馈"), 0)
    QTest.mouseClick(chapters.viewport(), Qt.MouseButton.LeftButton, pos=chapters.visualRect(index).center())
    assert 0 <= pages.middle_of("feedback").y() < 60
    assert marked(shell) == "三、评估反馈"
    pages.setFocus()
    press(Qt.Key.Key_Home)
    assert pages.verticalScrollBar().value() == 0
    for _ in range(200):
        if marked(shell) == "（一）评估依据":
            break
        roll(pages, -120)
    assert marked(shell) == "（一）评估依据"
    press(Qt.Key.Key_Home)
    assert not chapters.currentIndex().isValid(), "the title is in no chapter"
    press(Qt.Key.Key_End)
    assert marked(shell) == titles[-1]
    assert pages.verticalScrollBar().value() == pages.verticalScrollBar().maximum()


def test_chapters_by_keys(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    chapters = the(shell, QListView, "chapterList")
    chapters.setFocus()
    seen = []
    for _ in range(chapters.model().rowCount()):
        press(Qt.Key.Key_Down)
        seen.append(marked(shell))
    assert len(set(seen)) >= chapters.model().rowCount() - 1, "no chapter is leapt over"
    assert pages.page_of(block_of(shell, "conclusion")) is not None


def test_a_clicked_paragraph_is_marked_and_its_source_stands_beside_it(
    qtbot: QtBot, opened: Open, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    point_at(shell, "background.background")
    assert pages.chosen == "background.background"
    assert text_of(shell, "sourceTitle") == "第 1 页"
    assert "评估日期" in the(shell, QPlainTextEdit, "passageTemplate").toPlainText()
    assert pages.accessibleDescription().startswith("2024年1月16日")
    where = pages.middle_of("background.background").toPoint()
    beside = pages.viewport().grab().toImage().pixelColor(where.x(), where.y())
    assert beside != QColor("white"), "it is washed in the accent's colour"
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert pages.chosen == "background.background", "a click beside the paper changes nothing"
    click(shell, "sourceClose")
    assert pages.chosen == ""
    assert "本报告将用的字体" in words_on(shell)


def test_paragraphs_by_keys_alone(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    pages.setFocus()
    press(Qt.Key.Key_Return)
    assert pages.chosen == "front.title", "the first in sight"
    pages.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Down)
    assert pages.chosen == "background"
    press(Qt.Key.Key_Up)
    assert pages.chosen == "front.foreword"
    press(Qt.Key.Key_Return)
    template = the(shell, QPlainTextEdit, "passageTemplate")
    assert template.hasFocus()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert pages.chosen == "background"
    assert the(shell, QPushButton, "elsewhereGo").hasFocus()
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert pages.chosen == "background.background"
    pages.setFocus()
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert pages.chosen == "background", "from the preview as well"
    press(Qt.Key.Key_Escape)
    assert pages.chosen == ""
    assert pages.hasFocus()
    press(Qt.Key.Key_PageDown)
    assert pages.verticalScrollBar().value() > 0
    for _ in range(400):
        press(Qt.Key.Key_Down)
    assert pages.chosen == pages.block_ids[-1]
    press(Qt.Key.Key_Escape)
    assert pages.chosen == ""


def test_the_first_and_the_last_paragraph_are_the_ends(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    point_at(shell, pages.block_ids[0])
    click(shell, "sourcePrevious")
    assert pages.chosen == pages.block_ids[0]
    click(shell, "sourceNext")
    assert pages.chosen == pages.block_ids[1]


def test_a_table_leads_to_where_its_figures_are(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    point_at(shell, "grade.table")
    click(shell, "elsewhereGo")
    assert shell.navigation.isVisible()
    assert the(shell, QTabBar, "scoringTabs").isVisible()


def test_what_is_written_is_printed_and_the_place_is_kept(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    _, block = observed(shell, 12)
    point_at(shell, block)
    before = pages.middle_of(block).y()
    field = the(shell, QPlainTextEdit, "printedText")
    with qtbot.waitSignal(report_page(shell).printing.printed, timeout=60_000):
        type_into(field, "只有一句。")
        the(shell, QPlainTextEdit, "printedAdvice").setFocus()
    assert pages.chosen == block
    assert abs(pages.middle_of(block).y() - before) < 140, "the paragraph stays where it was"
    assert report_page(shell).printing.now is not None
    with qtbot.waitSignal(report_page(shell).printing.printed, timeout=60_000):
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert all(each.printed_text is None for each in program.evaluations.dossier(zhongcun).observations)


def test_what_prints_the_same_is_not_rendered_again(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    started: list[object] = []
    shell.jobs.started.connect(started.append)
    shell.go("preparing")
    assert shell.session is not None
    shell.session.write("说明", lambda each, who: program.preparing.set_head(each, {"note": "甲"}, who))
    shell.go("report")
    assert started == []


def test_before_a_slow_report_its_changed_chapter_is_shown(
    qtbot: QtBot, opened: Open, zhongcun: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_printing, "QUICK_S", -1.0)
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    whole = pages.page_count
    _, block = observed(shell, 12)
    point_at(shell, block)
    before = pages.middle_of(block).y()
    states: list[tuple[str, int, float]] = []
    report_page(shell).printing.shown.connect(
        lambda: states.append((text_of(shell, "previewState"), pages.page_count, pages.middle_of(block).y()))
    )
    with qtbot.waitSignal(report_page(shell).printing.printed, timeout=60_000):
        type_into(the(shell, QPlainTextEdit, "printedText"), "只有一句。")
        the(shell, QPlainTextEdit, "printedAdvice").setFocus()
    (first, last) = states
    assert first[0] == "先显示改动的一章，全文正在排版…"
    assert first[1] < whole
    assert last[0] == ""
    assert last[1] >= first[1]
    assert abs(first[2] - last[2]) < 30, "the whole takes the chapter's place without a leap"
    assert abs(first[2] - before) < 140


def conclude(program: Program, text: str, evaluation_id: UUID, worker: Worker) -> Changes:
    """Write the conclusion."""
    return program.preparing.set_text(evaluation_id, "conclusion", text, worker)


def test_a_later_change_overtakes_an_earlier_one(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    assert shell.session is not None
    for text in ("甲。", "乙。", "丙。"):
        shell.session.write("结语", partial(conclude, program, text))
        report_page(shell).catch_up()
    when_printed(qtbot, shell)
    now = report_page(shell).printing.now
    assert now is not None
    assert now.text("conclusion.conclusion") == "丙。"
    assert not the(shell, QPushButton, "statusStop").isVisible()


def test_a_stopped_preview_is_said(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    (job,) = shell.jobs.running
    job.stop()
    qtbot.waitUntil(lambda: not shell.jobs.running, timeout=60_000)
    qtbot.waitUntil(lambda: "已取消" in words_on(shell))
    shell.go("home")
    report_page(shell).hear(Changes(zhongcun))
    shell.go("report")
    assert when_printed(qtbot, shell).page_count > 15


def test_a_character_no_font_has_is_named_before_exporting(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    assert shell.session is not None
    shell.session.write("结语", partial(conclude, program, f"谢谢王{RARE}同志。"))
    qtbot.waitUntil(lambda: "预览停在上一次的样子" in words_on(shell), timeout=60_000)
    assert pages_of(shell).page_count > 15
    assert text_of(shell, "reportReady") == "✕ 1 处有字印不出"
    line = the(shell, QPushButton, "missingGlyph")
    assert "结语" in line.accessibleName()
    assert "U+2B5A3" in line.accessibleName()
    click(shell, "missingGlyph")
    field = the(shell, QPlainTextEdit, "sourceText")
    assert field.isVisible()
    with qtbot.waitSignal(report_page(shell).printing.printed, timeout=60_000):
        type_into(field, "谢谢各位同志。")
        pages_of(shell).setFocus()
    assert "预览停在上一次的样子" not in words_on(shell)
    click(shell, "sourceClose")
    assert not shell.findChildren(QPushButton, "missingGlyph")
    assert text_of(shell, "reportReady") == "✓ 可以出正式稿"


def test_fonts_are_listed_with_what_stands_in(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    qtbot.waitUntil(lambda: "本报告将用的字体" in words_on(shell))
    qtbot.waitUntil(lambda: "仿宋：" in words_on(shell))


def test_observations_without_a_place_are_listed_and_lead_there(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    give_style(program, zhongcun, without_findings("purchaser"))
    shell = opened(zhongcun, "report")
    when_printed(qtbot, shell)
    assert "不会印出" in words_on(shell)
    loose = [
        each for each in program.evaluations.dossier(zhongcun).observations if each.subject == "purchaser"
    ]
    click(shell, f"loose_{loose[0].id}")
    assert the(shell, QPlainTextEdit, "observationBody").toPlainText() == loose[0].text


def test_another_evaluation_is_shown_from_its_beginning(
    qtbot: QtBot, opened: Open, zhongcun: UUID, zhuguang: UUID
) -> None:
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    point_at(shell, "conclusion.conclusion")
    shell.open_evaluation(zhuguang)
    shell.go("report")
    assert pages.chosen == ""
    when_printed(qtbot, shell)
    assert pages.verticalScrollBar().value() == 0
    assert marked(shell) != "三、评估反馈"


def test_a_report_that_cannot_be_composed_says_why_and_how_it_is_mended(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    program.preparing.set_text(zhongcun, "passage.method_premises", "{{ 没有 }}", NOBODY)
    shell = opened(zhongcun, "report")
    assert "method_premises" in words_on(shell)
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    qtbot.waitUntil(lambda: "没有名为“没有”的内容" in words_on(shell))
    click(shell, "rewrittenRestore_method_premises")
    when_printed(qtbot, shell)
    assert "改写过的标准段落" not in words_on(shell)


def test_resizing_keeps_the_place(qtbot: QtBot, opened: Open, zhongcun: UUID) -> None:
    shell = opened(zhongcun, "report")
    pages = when_printed(qtbot, shell)
    point_at(shell, "feedback.feedback")
    shell.resize(1100, 700)
    qtbot.waitUntil(lambda: pages.viewport().width() < 420)
    assert 0 < pages.middle_of("feedback.feedback").y() < pages.viewport().height()
    shell.resize(1600, 900)
    qtbot.waitUntil(lambda: pages.viewport().width() > 600)
    assert 0 < pages.middle_of("feedback.feedback").y() < pages.viewport().height()
    pages.viewport().grab()


def test_a_style_nobody_can_print_by_is_said_and_another_is_chosen(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID
) -> None:
    give_unusable_style(program, zhongcun)
    shell = opened(zhongcun, "report")
    assert "改选体例" in words_on(shell)
    the(shell, QTabBar, "reportTabs").setCurrentIndex(1)
    assert the(shell, QPlainTextEdit, "text_main_problem").isVisible()
    click(shell, "missing_head.house_style")
    styles = the(shell, QComboBox, "head_house_style")
    assert styles.hasFocus()
    styles.setCurrentIndex(0)
    styles.activated.emit(0)
    shell.go("report")
    the(shell, QTabBar, "reportTabs").setCurrentIndex(0)
    assert when_printed(qtbot, shell).page_count > 15
