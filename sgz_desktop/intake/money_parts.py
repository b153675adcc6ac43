"""Which lines of the money are parts of the line above: 其中 …, and lines that are indented."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from sgz_desktop.intake.list_heads import says_total
from sgz_desktop.intake.mapping import Mapping, Role
from sgz_desktop.intake.readings import plain, read_number
from sgz_desktop.intake.sheets import Sheet

_MOST_PARTS = 40
_PART = "其中"
_INDENTED = re.compile(r"[ \t\u3000]{2,}\S|\u3000\S|[ \t]*[-—–·•└├]+\s*[^\d\s]")
_NUMBERED = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[)、.]")
_FIGURES = (Role.INITIAL_BUDGET, Role.BUDGET, Role.SPENT)


def parts_of(sheet: Sheet, rows: Iterable[int], mapping: Mapping) -> tuple[set[int], set[int]]:
    """The rows whose amounts are in those of a row above already, and those that only look so.

    They begin with 其中 or are indented below a row that has amounts; lines that follow 其中 without such a
    sign are parts where together they make the row above.
    """
    columns = [column for column, each in mapping.columns.items() if each.role in _FIGURES]
    names = sorted(column for column, each in mapping.columns.items() if each.role is Role.NAME)
    lines = [row for row in rows if any(_amount(sheet, row, column) for column in columns)]
    found, doubtful = set[int](), set[int]()
    parent: int | None = None
    for number, row in enumerate(lines):
        if row in found:
            continue
        text = _text(sheet, row, names)
        is_named = plain(text).startswith(_PART)
        if not (is_named or _INDENTED.match(text)):
            # 其中 beside the head of its own section has no line above that it is in.
            parent = None if _begins_parts(sheet, row, names) else row
        if parent is None or parent == row:
            continue
        below = lines[number : number + _MOST_PARTS]
        run = _run(sheet, below, names)
        makes = _making(sheet, parent, below if is_named else run, columns)
        if makes:
            run = run if len(run) > len(makes) and is_named else makes
        elif not is_named:
            if row not in doubtful and _fits(sheet, parent, run, columns):
                doubtful |= set(run)
            continue
        found |= set(run)
    return found, doubtful


def _text(sheet: Sheet, row: int, names: Sequence[int]) -> str:
    """The name of a line as it is written, with the spaces before it."""
    cells = (sheet.at(row, column) for column in names)
    return next((str(cell.value) for cell in cells if cell is not None), "")


def _begins_parts(sheet: Sheet, row: int, names: Sequence[int]) -> bool:
    """Whether a row has the name of a section and, beside it, that of its first part."""
    texts = [plain(cell.text) for column in names if (cell := sheet.at(row, column)) is not None]
    return any(text.startswith(_PART) for text in texts[1:])


def _run(sheet: Sheet, lines: Sequence[int], names: Sequence[int]) -> list[int]:
    """The first line and those after it that are indented."""
    run = [lines[0]]
    for row in lines[1:]:
        if not _INDENTED.match(_text(sheet, row, names)):
            break
        run.append(row)
    return run


def _making(sheet: Sheet, parent: int, lines: Sequence[int], columns: Sequence[int]) -> list[int]:
    """The first lines that together have every amount of the row above; none where no number of them has."""
    wanted = [_amount(sheet, parent, column) for column in columns]
    sums = [Decimal(0)] * len(columns)
    for number, row in enumerate(lines, start=1):
        if says_total(_label(sheet, row)) or (number > 1 and _NUMBERED.match(_label(sheet, row))):
            return []
        sums = [whole + _amount(sheet, row, column) for whole, column in zip(sums, columns, strict=True)]
        if sums == wanted:
            return list(lines[:number])
        if any(whole > most for whole, most in zip(sums, wanted, strict=True)):
            return []
    return []


def _fits(sheet: Sheet, parent: int, run: Sequence[int], columns: Sequence[int]) -> bool:
    """Whether the lines could be some of the parts of the row above: none of its amounts is less."""
    return all(
        sum((_amount(sheet, row, column) for row in run), Decimal(0)) <= _amount(sheet, parent, column)
        for column in columns
    )


def _label(sheet: Sheet, row: int) -> str:
    return plain(sheet.row(row)[0][1].text)


def _amount(sheet: Sheet, row: int, column: int) -> Decimal:
    cell = sheet.at(row, column)
    read = None if cell is None else read_number(cell)
    return Decimal(0) if read is None or read.value is None else read.value
