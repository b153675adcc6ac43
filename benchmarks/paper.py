"""PDF and workbook, beside those who set the same text and write the same cells."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from statistics import median

from benchmarks import markup
from benchmarks.generated import make_sample
from benchmarks.table import Found, NotMeasured, Row
from benchmarks.timing import empty_folder, in_turn
from sgz_desktop.exports.report import Report
from sgz_desktop.exports.workbook import WorkbookContent
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.wiring import Program, build

_PAGES = 20
_TIMES = 7
_AT = datetime(2024, 1, 16, 4, 0, tzinfo=UTC)
_SENTENCE = "该站建立了服务对象档案并按月走访，记录基本完整，能反映需要的变化；个别文书缺少签名与日期。"


def measure() -> Iterator[Found]:
    """A report of twenty pages and the sample's workbook."""
    os.environ["SGZ_FONTS"] = "bundled"  # the one font that all who are compared can use
    with empty_folder() as folder:
        make_sample(folder)
        with build(folder) as program:
            yield _workbook(_workbook_of(program))
            yield from _pdf(_long_report(program))


def _pdf(report: Report) -> Iterator[Found]:
    from sgz_desktop.exports.fonts import font_book
    from sgz_desktop.exports.pdf import render_pdf

    fonts = font_book()
    others: tuple[tuple[str, Callable[[], Callable[[Report], bytes]], float, str], ...] = (
        ("typst", markup.typst, 3.0, "≤ 3 × typst"),
        ("WeasyPrint", markup.weasyprint, 1 / 3, "≤ 1/3 of WeasyPrint"),
    )
    pages: list[int] = []
    render_pdf(report, fonts, on_page=pages.append)
    for name, make, factor, budget in others:
        row = f"PDF of {len(pages)} pages, warm, beside {name}"
        try:
            other = make()
        except (ImportError, OSError) as error:
            yield NotMeasured(row, f"{type(error).__name__}: {str(error).splitlines()[0]}")
            continue
        ours, theirs = in_turn(
            _setting(report, lambda each: render_pdf(each, fonts)), _setting(report, other), times=_TIMES
        )
        yield Row(
            name=row,
            measured=median(ours),
            baseline=median(theirs),
            limit=factor * median(theirs),
            budget=budget,
        )


def _setting(report: Report, work: Callable[[Report], bytes]) -> Callable[[], object]:
    """Sets another version of the report each time it is called."""
    versions = iter([markup.changed(report, each) for each in range(_TIMES + 1)])
    return lambda: work(next(versions))


def _long_report(program: Program) -> Report:
    """The sample's report with as many more observations as make it twenty pages long."""
    from sgz_desktop.exports.fonts import font_book
    from sgz_desktop.exports.pdf import render_pdf

    (listed,) = program.evaluations.listing()
    while True:
        for number in range(10):
            program.visiting.observe(
                listed.id,
                NOBODY,
                subject="operations",
                tone="concern" if number % 2 else "strength",
                lead=f"第{number}处情况。",
                text=_SENTENCE * 4,
                recommendation=_SENTENCE,
            )
        report = program.reports.report(listed.id)
        counted: list[int] = []
        render_pdf(report, font_book(), on_page=counted.append)
        if len(counted) >= _PAGES:
            return report


def _workbook_of(program: Program) -> WorkbookContent:
    from sgz_desktop.services.workbooks import workbook_content

    (listed,) = program.evaluations.listing()
    dossier = program.evaluations.dossier(listed.id)
    return workbook_content(
        dossier,
        program.evaluations.rubric(listed.id),
        program.results.score(listed.id),
        proof=program.results.proof(listed.id),
        missing=(),
        order=program.reports.style(dossier.evaluation.house_style).orders.score_table,
        created=_AT,
        final=True,
    )


def _workbook(content: WorkbookContent) -> Row:
    from sgz_desktop.exports.xlsx import render_workbook

    ours, bare = in_turn(lambda: render_workbook(content), lambda: _bare_workbook(content), times=15)
    return Row(
        name="workbook with all its sheets",
        measured=median(ours),
        baseline=median(bare),
        limit=1.3 * median(bare),
        budget="≤ 1.3 × bare openpyxl, same cells",
    )


def _bare_workbook(content: WorkbookContent) -> bytes:
    """The same values in the same places, and nothing else."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in content.sheets:
        page = book.create_sheet(sheet.name)
        taken: set[tuple[int, int]] = set()
        for row, line in enumerate(sheet.rows, 1):
            column = 1
            for cell in line.cells:
                while (row, column) in taken:
                    column += 1
                value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
                page.cell(row, column, value)
                taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
                column += cell.columns
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
