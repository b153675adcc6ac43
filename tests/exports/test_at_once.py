"""Two jobs print at once with one book of fonts: a preview and an export, say."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sgz_desktop.exports.fonts import font_book
from sgz_desktop.exports.pdf import render_pdf
from sgz_desktop.exports.report import Heading, Paragraph, ParagraphStyle, Passage, Report, Run, Section

_SOURCE = Passage("test")


def _report() -> Report:
    blocks = (
        Paragraph("title", (Run("广州市珠光街社工服务站中期评估报告", _SOURCE),), ParagraphStyle.TITLE),
        Heading("one", 1, (Run("一、社工站基本情况", _SOURCE),)),
        Paragraph("text", (Run("项目监督方是越秀区民政局，共23人，占82.61%。" * 20, _SOURCE),)),
        Paragraph("label", (Run("值得肯定的地方：", _SOURCE),), ParagraphStyle.LABEL),
    )
    return Report(
        title="报告", author="", created=datetime(2025, 1, 7, tzinfo=UTC), sections=(Section(blocks),)
    )


def test_reports_printed_at_once_are_those_printed_alone() -> None:
    """A font file that two jobs opened at the same moment once gave glyphs under each other's codes."""
    report = _report()
    alone = render_pdf(report, font_book())
    for _ in range(3):
        book = font_book()
        with ThreadPoolExecutor(4) as pool:
            printed = list(pool.map(lambda _number, fonts=book: render_pdf(report, fonts), range(8)))
        assert all(each == alone for each in printed)
