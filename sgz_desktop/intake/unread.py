"""An account of the blocks' cells: which columns and rows hold values and were not read."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal

from sgz_desktop.intake.addresses import column_name, parse_range
from sgz_desktop.intake.calendar_readings import read_date, read_month, read_period
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import Path, is_figure, is_note, month_numbers, shown_text
from sgz_desktop.intake.list_heads import block_of, says_total
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role
from sgz_desktop.intake.own_sheets import is_own_paper
from sgz_desktop.intake.problems import Place, Problem, warning
from sgz_desktop.intake.readings import plain, read_number
from sgz_desktop.intake.sheets import Sheet, Workbook
from sgz_desktop.intake.tables import Table
from sgz_desktop.intake.turning import as_read
from sgz_desktop.intake.unread_words import (
    AGREED_WORDS,
    ANSWERS,
    NEEDLESS,
    NEEDLESS_ROWS,
    OF_PARTS,
    PARTS,
)

Read = tuple[Mapping, Table]
"""A block with what was read of it."""

_UNREAD = (Role.IGNORED, Role.NUMBER, Role.REMARK, Role.RATE)
_DAYS = (Role.CONTRACT, Role.CONTRACT_START, Role.CONTRACT_END, Role.JOINED, Role.LEFT)
_YEAR_OR_MONTH = re.compile(r"(?:19|20)\d{2}(?:\.(?:0?[1-9]|1[0-2]))?|[1-9]|1[0-2]")
# Of these annexes a column of texts may be what is looked for; of the others only figures count.
_OF_TEXTS = (Annex.ATTENDANCE, Annex.RESOURCES)
_MONTH = re.compile(r"(?<!\d)(?:1[0-2]|0?[1-9])月")
# 中期应完成量(50%) is no share for all that.
_DUE = re.compile(r"\(\d{1,3}%\)")
_LONGEST_LABEL = 12
_LONGEST_VALUE = 20
_FEWEST_FIGURES = 2
_MOST_TOLD = 8


def unread_of(workbook: Workbook, read: Sequence[Read], problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """One warning for each block with cells that hold values and were not read.

    What `problems` tells of already is not told again.
    """
    found: list[Problem] = []
    for sheet in workbook.sheets:
        here = [each for each in read if each[0].sheet == sheet.name]
        if here:
            told = [each.place for each in problems if each.place.sheet == sheet.name]
            found += _Account(sheet, here, told).problems()
    return tuple(found)


_LONGEST_NAME = 31  # characters, as Excel has them


def unread_sheets(workbook: Workbook, mappings: Sequence[Mapping]) -> tuple[Problem, ...]:
    """One warning that names the sheets with figures of which nothing was recognised."""
    known = {each.sheet for each in mappings}
    names = [
        each.name
        for each in workbook.sheets
        if each.name not in known and _has_figures(each) and not is_own_paper(each)
    ]
    if not names:
        return ()
    named = _listed([f"“{name[:_LONGEST_NAME]}”" for name in names])
    text = f"没有认出是哪张表、没有读入的工作表：{named}，请核对。"
    return (warning(Place(workbook.name, names[0]), text),)


def _has_figures(sheet: Sheet) -> bool:
    rows = {row for (row, _), cell in sheet.cells.items() if isinstance(cell.value, Decimal)}
    return len(rows) >= _FEWEST_FIGURES


class _Account:
    """What of one sheet was read: the cells of its tables, and those that a problem names."""

    def __init__(self, sheet: Sheet, read: Sequence[Read], told: Sequence[Place]) -> None:
        self._sheet = sheet
        self._read = sorted(read, key=lambda each: (each[0].turned, each[0].head_top))
        self._told = told

    def problems(self) -> Iterator[Problem]:
        """A warning for each block of which something was not read."""
        for number, (mapping, _) in enumerate(self._read):
            block = _BlockAccount(
                as_read(self._sheet, mapping), mapping, self._rows_read(mapping), self._others(number)
            )
            found = block.problem()
            if found is not None:
                yield found

    def _rows_read(self, mapping: Mapping) -> set[int]:
        """The rows (of a turned block: the sheet's columns) that any table or problem names."""
        tables = [place for _, table in self._read for place in _places(table)]
        ranges = (
            parse_range(cell) for place in (*tables, *self._told) for cell in place.cell.split("、") if cell
        )
        found: set[int] = set()
        for each in ranges:
            if each is not None:
                first, last = (each.left, each.right) if mapping.turned else (each.top, each.bottom)
                found |= set(range(first, min(last, first + self._sheet.rows + self._sheet.columns) + 1))
        return found

    def _others(self, number: int) -> list[Mapping]:
        return [mapping for each, (mapping, _) in enumerate(self._read) if each != number]


@dataclass(frozen=True, slots=True)
class _BlockAccount:
    """What of one block was not read; `others` are the sheet's other blocks."""

    sheet: Sheet
    mapping: Mapping
    rows_read: set[int]
    others: Sequence[Mapping]

    def problem(self) -> Problem | None:
        """One warning with the columns and rows, None where all was read."""
        columns, rows = self._columns(), sorted({*self._heads(), *self._without_parts(list(self._rows()))})
        if not columns and not rows:
            return None
        across, down = ("行", "列") if self.mapping.turned else ("列", "行")
        said = []
        if columns:
            said.append(f"没有读入的{across}：{_listed([self._named(*each) for each in columns.items()])}")
        if rows:
            said.append(f"没有读入的{down}：{_listed(self._spans(rows))}")
        if columns:
            column = min(columns)
            place = self.sheet.place_of(
                self.mapping.first_row, column, max(self.mapping.first_row, self._last()), column
            )
        else:
            place = self.sheet.place_of(rows[0], 1, rows[0], max(self.sheet.columns, 1))
        return warning(place, "；".join(said) + "。请核对是否需要。")

    def _last(self) -> int:
        return min(self.mapping.last_row, self.sheet.rows)

    def _named(self, column: int, head: str) -> str:
        name = str(column) if self.mapping.turned else column_name(column)
        return f"{name}（{head}）" if head else name

    def _spans(self, rows: Sequence[int]) -> list[str]:
        """Rows as a person writes them: 12, 104–107."""
        spans: list[list[int]] = []
        for row in rows:
            if spans and (
                row == spans[-1][-1] + 1 or not any(map(self.sheet.row, range(spans[-1][-1] + 1, row)))
            ):
                spans[-1] = [spans[-1][0], row]
            else:
                spans.append([row])
        name = column_name if self.mapping.turned else str
        return ["–".join(dict.fromkeys(map(name, (each[0], each[-1])))) for each in spans]

    def _role(self, column: int) -> Role:
        return self.mapping.columns.get(column, ColumnRole(Role.IGNORED)).role

    def _columns(self) -> dict[int, str]:
        """The columns with values in rows that were read, each with its head."""
        paths = block_of(self.sheet, self.mapping).paths
        found: dict[int, str] = {}
        for row in range(self.mapping.first_row, self._last() + 1):
            if row not in self.rows_read or self._is_of_others(row):
                continue
            for column, cell in self.sheet.row(row):
                if column not in found and self._role(column) is Role.IGNORED and self._is_value(cell):
                    found[column] = "／".join(paths.get(column, ()))[:_LONGEST_VALUE]
        return {
            column: head
            for column, head in sorted(found.items())
            if (head or not self._is_beside_others(column)) and not self._is_needless_column(column, paths)
        }

    def _is_needless_column(self, column: int, paths: Map[int, Path]) -> bool:
        """Whether nobody would miss a column: by its head, or as a part of one that is read."""
        path = paths.get(column, ())
        annex = self.mapping.annex
        if any(word in _DUE.sub("", path[-1]) for word in NEEDLESS[annex] if path):
            return True
        if (
            path
            and path[-1].endswith("率")
            and not any(word in text for text in path for word in AGREED_WORDS)
        ):
            return True
        if annex is Annex.SATISFACTION:
            read = [text for each in self._of(Role.ANSWER) for text in paths.get(each, ())]
            told = any(word in text for text in path for word in ANSWERS)
            return not told or any(word in text for text in read for word in ANSWERS[1:])
        if annex in OF_PARTS:
            read = [text for each in self._of(OF_PARTS[annex]) for text in paths.get(each, ())]
            return any(map(_is_part, path)) and bool(read) and not any(map(_is_part, read))
        return False

    def _of(self, role: Role) -> list[int]:
        return [column for column in self.mapping.columns if self._role(column) is role]

    def _is_value(self, cell: Cell) -> bool:
        text = plain(cell.text)
        if not text or len(text) > _LONGEST_VALUE:
            return False
        return self.mapping.annex in _OF_TEXTS or isinstance(cell.value, Decimal) or is_figure(cell)

    def _rows(self) -> Iterator[int]:
        """The rows within and below the block with figures in columns that are read."""
        used = {column for column in self.mapping.columns if self._role(column) not in _UNREAD}
        heads = range(self.mapping.head_top, self.mapping.head_bottom + 1)
        repeated = {self._texts(row) for row in heads}
        for row in range(self.mapping.first_row, self._end() + 1):
            cells = self.sheet.row(row)
            if (
                not cells
                or row in self.rows_read
                or row in self.mapping.skipped_rows
                or self._is_of_others(row)
            ):
                continue
            # A template's rows that nobody filled in add up to 0.
            figures = [
                column for column, cell in cells if column in used and cell.value != 0 and _is_told(cell)
            ]
            if figures and not self._is_needless(row, cells) and self._texts(row) not in repeated:
                yield row

    def _without_parts(self, rows: Sequence[int]) -> Iterator[int]:
        """The rows without those whose sum is read: the places below a zone where its 小计 is taken."""
        runs: list[list[int]] = []
        for row in rows:
            if runs and row == runs[-1][-1] + 1:
                runs[-1].append(row)
            else:
                runs.append([row])
        for run in runs:
            if not any(row in self.rows_read and self._is_sum(row, run) for row in (run[-1] + 1, run[0] - 1)):
                yield from run

    def _is_sum(self, row: int, parts: Sequence[int]) -> bool:
        used = [column for column in self.mapping.columns if self._role(column) not in _UNREAD]
        sums = [(self._number(row, each), [self._number(part, each) for part in parts]) for each in used]
        told = [(whole, sum(several, Decimal(0))) for whole, several in sums if whole or any(several)]
        return bool(told) and all(whole == added for whole, added in told)

    def _number(self, row: int, column: int) -> Decimal:
        cell = self.sheet.at(row, column)
        read = None if cell is None else read_number(cell)
        return Decimal(0) if read is None or read.value is None else read.value

    def _end(self) -> int:
        """The last row below the block that belongs to no other block."""
        below = [each.head_top for each in self.others if each.head_top > self.mapping.head_top]
        return min([each - 1 for each in below], default=self.sheet.rows)

    def _is_needless(self, row: int, cells: Sequence[tuple[int, Cell]]) -> bool:
        """Whether a row is a sum, a mean, a note, a line for signatures or numbers the columns."""
        if all(cell.value == number for number, (_, cell) in enumerate(cells, start=1)):
            return True
        texts = [plain(cell.text) for _, cell in cells if isinstance(cell.value, str)]
        labels = [shown_text(self.sheet, row, 1), *texts]
        needless = NEEDLESS_ROWS[self.mapping.annex]
        if any(is_note(text) for text in texts) or (texts and len(cells) == len(texts) == 1):
            return True
        return any(
            says_total(label) or (len(name) <= _LONGEST_LABEL and any(word in name for word in needless))
            for label in labels
            for name in [label.partition("(")[0]]
        )

    def _heads(self) -> Iterator[int]:
        """The rows of the head that look like data: with a day, a period or a figure under such a column."""
        for row in range(self.mapping.head_top, min(self.mapping.head_bottom, self.sheet.rows) + 1):
            numbers = month_numbers(self.sheet, row)
            for column, cell in self.sheet.row(row):
                role = self._role(column)
                text = plain(cell.text)
                is_day = role in _DAYS and _tells_days(cell)
                bare = is_figure(cell) and not _YEAR_OR_MONTH.fullmatch(text) and column not in numbers
                if is_day or (bare and role not in _UNREAD and not isinstance(cell.value, date)):
                    yield row
                    break

    def _texts(self, row: int) -> tuple[tuple[int, str], ...]:
        return tuple((column, plain(cell.text)) for column, cell in self.sheet.row(row))

    def _is_of_others(self, row: int) -> bool:
        """Whether another block of the sheet, above, below or beside, has the row."""
        return any(
            each.head_top <= row <= each.last_row and each.head_top > self.mapping.head_top
            for each in self.others
            if each.turned == self.mapping.turned
        )

    def _is_beside_others(self, column: int) -> bool:
        return any(column in each.columns for each in self.others)


def _is_part(head: str) -> bool:
    """Whether a head is that of a part of the period: a month, a quarter, half a year."""
    is_month = read_month(head).value is not None or _MONTH.search(head) is not None
    return is_month or any(word in head for word in PARTS)


def _is_told(cell: Cell) -> bool:
    """Whether a cell holds a number, a share or a day."""
    return isinstance(cell.value, date | Decimal) or (
        len(plain(cell.text)) <= _LONGEST_VALUE and (is_figure(cell) or read_date(cell).value is not None)
    )


def _tells_days(cell: Cell) -> bool:
    return read_date(cell).value is not None or read_period(cell).value is not None


def _places(value: object) -> Iterator[Place]:
    """Every place within what was read."""
    if isinstance(value, Place):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _places(getattr(value, each.name))
    elif isinstance(value, Map):
        for each in value.values():
            yield from _places(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _places(each)


def _listed(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are."""
    more = f"等 {len(names)} 处" if len(names) > _MOST_TOLD else ""
    return "、".join(names[:_MOST_TOLD]) + more
