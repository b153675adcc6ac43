"""A block of texts as a spreadsheet takes it from the clipboard: as lines with tabs, and as a table."""

import html
from collections.abc import Iterable, Sequence


def tsv(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells as text for a spreadsheet."""
    return "".join("\t".join(line) + "\r\n" for line in lines)


def html_table(lines: Iterable[Sequence[str]], *, align: str) -> str:
    """Lines of cells as a table, bordered, with the texts at one side of their cells or in the center."""
    cell = f'<td style="border:1px solid #808080;text-align:{align}">{{}}</td>'
    told = "".join(f"<tr>{''.join(cell.format(html.escape(each)) for each in line)}</tr>" for line in lines)
    return f'<meta charset="utf-8"><table style="border-collapse:collapse">{told}</table>'
