"""A report as the source of two other typesetters: the same headings, paragraphs and tables."""

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module

from sgz_desktop.assets import fallback_font
from sgz_desktop.exports.report import (
    Block,
    Cell,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Passage,
    Report,
    Row,
    Run,
    Table,
    leaves,
)

_FONT = "Noto Sans SC"


def changed(report: Report, number: int) -> Report:
    """The report with that number behind every paragraph, so that nobody can remember how it was set."""
    tail = Run(str(number), Passage("benchmark"))
    sections = tuple(
        replace(section, blocks=tuple(_with_tail(each, tail) for each in section.blocks))
        for section in report.sections
    )
    return replace(report, sections=sections)


def _with_tail(block: Block, tail: Run) -> Block:
    if isinstance(block, KeepTogether):
        inside = tuple(_longer(each, tail) if isinstance(each, Paragraph) else each for each in block.blocks)
        return replace(block, blocks=inside)
    return _longer(block, tail) if isinstance(block, Paragraph) else block


def _longer(paragraph: Paragraph, tail: Run) -> Paragraph:
    return replace(paragraph, runs=(*paragraph.runs, tail))


def typst() -> Callable[[Report], bytes]:
    """Sets the report by typst."""
    setter = import_module("typst")
    folder = str(fallback_font().parent)

    def work(report: Report) -> bytes:
        source = "\n\n".join(_typst_lines(report)).encode()
        return bytes(setter.compile(source, font_paths=[folder], ignore_system_fonts=True))

    return work


def weasyprint() -> Callable[[Report], bytes]:
    """Sets the report by WeasyPrint. Raises OSError where the libraries it needs are missing."""
    setter = import_module("weasyprint")
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    face = f"@font-face {{ font-family: '{_FONT}'; src: url('{fallback_font().as_uri()}'); }}"
    look = f"@page {{ size: A4; margin: 3.7cm 2.6cm 3.5cm 2.8cm }} body {{ font: 16pt '{_FONT}'; }}"
    table = "table { border-collapse: collapse; width: 100% } td { border: 0.5pt solid; font-size: 10.5pt }"
    style = setter.CSS(
        string=face + look + "p { text-indent: 2em; margin: 0; line-height: 29pt }" + table, font_config=fonts
    )

    def work(report: Report) -> bytes:
        source = "".join(_html_parts(report))
        return bytes(setter.HTML(string=source).write_pdf(stylesheets=[style], font_config=fonts))

    return work


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _typst_lines(report: Report) -> Iterator[str]:
    yield '#set page("a4", margin: (top: 3.7cm, bottom: 3.5cm, left: 2.8cm, right: 2.6cm), numbering: "1")'
    yield f'#set text(font: "{_FONT}", size: 16pt, lang: "zh")'
    yield "#set par(first-line-indent: (amount: 2em, all: true), leading: 13pt, spacing: 13pt, justify: true)"
    for block in leaves(report):
        if isinstance(block, Heading):
            yield f"{'=' * block.level} #{_quoted(_text(block.runs))}"
        elif isinstance(block, Paragraph):
            yield f"#{_quoted(_text(block.runs))}"
        elif isinstance(block, Table):
            cells = ", ".join(_typst_cell(each) for each in _cells(block))
            yield f"#[#set text(size: 10.5pt); #table(columns: {len(block.columns)}, {cells})]"
        elif isinstance(block, PageBreak):
            yield "#pagebreak(weak: true)"


def _typst_cell(cell: Cell) -> str:
    return f"table.cell(colspan: {cell.columns}, rowspan: {cell.rows})[#{_quoted(_text(cell.runs))}]"


def _quoted(text: str) -> str:
    inside = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inside}"'


def _html_parts(report: Report) -> Iterator[str]:
    yield "<html lang=zh><body>"
    for block in leaves(report):
        if isinstance(block, Heading):
            yield f"<h{block.level}>{html.escape(_text(block.runs))}</h{block.level}>"
        elif isinstance(block, Paragraph):
            yield f"<p>{html.escape(_text(block.runs))}</p>"
        elif isinstance(block, Table):
            yield "<table>"
            for row in _rows(block):
                yield f"<tr>{''.join(_html_cell(each) for each in row.cells)}</tr>"
            yield "</table>"
        elif isinstance(block, PageBreak):
            yield "<div style='break-before: page'></div>"
    yield "</body></html>"


def _html_cell(cell: Cell) -> str:
    return f"<td colspan={cell.columns} rowspan={cell.rows}>{html.escape(_text(cell.runs))}</td>"


def _rows(table: Table) -> Iterator[Row]:
    yield from table.head
    yield from table.body


def _cells(table: Table) -> Iterator[Cell]:
    for row in _rows(table):
        yield from row.cells
