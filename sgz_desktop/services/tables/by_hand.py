"""A block that a person points at where the program recognises none: sheet, annex, head and rows."""

from sgz_desktop.errors import Refused
from sgz_desktop.intake.heads import paths
from sgz_desktop.intake.mapping import Annex, Mapping, fingerprint
from sgz_desktop.services.tables.importing import Opened
from sgz_desktop.services.tables.showing import ANNEX_NAMES

ANNEXES: tuple[tuple[Annex, str], ...] = tuple(ANNEX_NAMES.items())
"""What a block can be, with what a person calls it."""


def sheets_of(opened: Opened) -> tuple[str, ...]:
    """The sheets that hold anything."""
    return tuple(each.name for each in opened.workbook.sheets if each.rows)


def pointed_at(
    opened: Opened,
    annex: Annex,
    name: str,
    *,
    head_top: int | None,
    head_bottom: int | None,
    first_row: int | None,
    last: int | None,
) -> Mapping:
    """The block of these rows, none of its columns read until somebody says what it is. Raises Refused.

    Left out, the head is one row, the data begins below it and goes to the end of the sheet.
    """
    sheet = opened.workbook.sheet(name)
    if sheet is None:
        raise Refused("sheet", "请选一张工作表。")
    top = head_top
    if top is None or not 1 <= top <= sheet.rows:
        raise Refused("head", f"请写表头在第几行（1 至 {sheet.rows}）。")
    bottom = top if head_bottom is None else head_bottom
    first = bottom + 1 if first_row is None else first_row
    end = sheet.rows if last is None else last
    if not top <= bottom < first <= end <= sheet.rows:
        raise Refused("rows", f"行的次序应是表头、第一行数据、最后一行数据，最多到第 {sheet.rows} 行。")
    heads = {number: "/".join(path) for number, path in paths(sheet, top, bottom).items()}
    return Mapping(annex, name, top, bottom, first, end, fingerprint=fingerprint(annex, heads))
