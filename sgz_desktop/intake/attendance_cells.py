"""The cells of a roster: what a column says of a worker, what the months tick, in one row or several."""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sgz_desktop.intake.attendance_contracts import Contract, read_contract
from sgz_desktop.intake.attendance_heads import row_kind
from sgz_desktop.intake.attendance_legend import Meaning
from sgz_desktop.intake.calendar_readings import Month, read_date, read_month
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import is_total, shown_text
from sgz_desktop.intake.mapping import Mapping, Role
from sgz_desktop.intake.problems import Place, Problem, error, warning
from sgz_desktop.intake.readings import Reading, as_written, plain, read_number, read_tick
from sgz_desktop.intake.sheets import At, Sheet
from sgz_desktop.intake.tables import Figure, Ticks

_T = TypeVar("_T")
_TICK_FIELDS = {
    Role.PRESENT: "present",
    Role.INSURED: "insured",
    Role.PAID: "paid",
    Role.STATED: "stated",
}
_HALF = Decimal("0.5")
_LEAST_WORD = 2
_HALVES = (Role.FIRST_HALF, Role.SECOND_HALF)
_OF_MONTHS = _TICK_FIELDS.keys() | {*_HALVES}
_GONE, _ENDLESS = ("离职", "辞职", "离岗", "调离"), ("无固定", "长期", "不定期", "无期限")


@dataclass
class RosterCells:
    """Reads the cells of one block by their roles and collects what is wrong with them.

    `taken` are the rows read with the first of their worker; `maternity` the columns of a row that say 产假,
    `gone` those that say 离职. `legend` is what the sheet's notes say of its signs; `term` the first and last
    day of its months.
    """

    sheet: Sheet
    mapping: Mapping
    problems: list[Problem] = field(default_factory=list)
    maternity: list[int] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    gone: list[int] = field(default_factory=list)
    legend: Map[str, Meaning] = field(default_factory=dict)
    term: tuple[date, date] | None = None

    def tick(self, row: int, column: int) -> Decimal | None:
        """A tick; who is on maternity leave is there, and said to be."""
        cell = self.sheet.shown(row, column)
        if cell is None or (not self.legend and len(cell.text) < _LEAST_WORD):
            return self.value(row, column, read_tick)
        text = plain(cell.text)
        meaning = self.legend.get(text.lower())
        if meaning is not None and meaning.value is not None:
            if meaning.is_maternity:
                self.maternity.append(column)
            return meaning.value
        if any(word in text for word in _GONE):
            self.gone.append(column)
        if read_tick(cell).fault and "产假" in text:
            self.maternity.append(column)
            return Decimal(1)
        return self.value(row, column, read_tick)

    def contract(self, row: int) -> tuple[date | None, date | None]:
        """When a worker's contract begins and ends, from one column or two."""
        column = self.column(Role.CONTRACT)
        if column is not None and self.sheet.shown(row, column) is not None:
            found = self.noted(row, column, lambda cell: read_contract(cell, self.term)) or Contract()
            return found.start, found.end
        start = self.day(row, Role.CONTRACT_START)
        last, text = self.column(Role.CONTRACT_END), self.text(row, Role.CONTRACT_END)
        if last is not None and any(word in text for word in _ENDLESS):
            sentence = f"“{text}”没有终止日期，按考核期内一直有合同读入，请核对。"
            self.problems.append(warning(self.sheet.place(row, last), sentence))
            return start, None
        return start, self.day(row, Role.CONTRACT_END)

    def day(self, row: int, role: Role) -> date | None:
        """The day in the column of a role."""
        column = self.column(role)
        if column is None:
            return None
        cell = self.sheet.shown(row, column)
        if role is Role.JOINED and read_date(cell).fault and self._is_before(read_month(cell).value):
            return None  # 入职 2017年3月, long before the months of the table: the day makes no difference
        return self.value(row, column, read_date)

    def _is_before(self, month: Month | None) -> bool:
        """Whether a month lies before those of the table."""
        if month is None or month.year is None or self.term is None:
            return False
        return (month.year, month.month) < (self.term[0].year, self.term[0].month)

    def kinds(self, row: int, name: str) -> dict[Role, int]:
        """The rows of a worker who has one for each of the three ticks; nothing where each has one row."""
        column = self.column(Role.KIND)
        kinds: dict[Role, int] = {}
        last = min(self.mapping.last_row, self.sheet.rows)
        each = row
        while column is not None and each <= last:
            text = shown_text(self.sheet, each, column)
            kind = row_kind(text)
            labels = (shown_text(self.sheet, each, before) for before in range(1, column))
            goes_on = text and self.text(each, Role.NAME) in ("", name) and not any(map(is_total, labels))
            if (each > row and not goes_on) or kind in kinds:
                break
            if kind is not None:
                kinds[kind] = each
            self.taken.add(each)
            each += 1
        return kinds

    def months(self, row: int, kinds: Map[Role, int]) -> Iterator[tuple[str, Ticks]]:
        """What each month says of a worker, whose `kinds` tell of several rows."""
        cells: dict[str, dict[Role, At]] = {}
        for column, each in sorted(self.mapping.columns.items()):
            here = {each.role: row}
            if kinds:
                has_figures = each.role is Role.STATED
                here = {Role.STATED if k is Role.PRESENT and has_figures else k: r for k, r in kinds.items()}
            here.pop(Role.IGNORED, None)
            for role, at in here.items() if each.month and here.keys() <= _OF_MONTHS else ():
                cells.setdefault(each.month, {}).setdefault(role, (at, column))
        for month, by_role in cells.items():
            stated, ticked = None, None
            if Role.STATED in by_role:
                stated, ticked = self.stated(*by_role[Role.STATED])
            told = {
                role: self.tick(*by_role[role])
                for role in (Role.PRESENT, Role.INSURED, Role.PAID)
                if role in by_role
            }
            rows, columns = zip(*by_role.values(), strict=True)
            place = self.sheet.place_of(min(rows), min(columns), max(rows), max(columns))
            present = ticked if ticked is not None else told.get(Role.PRESENT)
            of_cells = {
                _TICK_FIELDS[role]: self.sheet.place(*at)
                for role, at in by_role.items()
                if role in _TICK_FIELDS
            }
            halves = [by_role[each] for each in _HALVES if each in by_role]
            if halves:
                present = self.halves(halves)
                of_cells["present"] = self.sheet.place_of(
                    halves[0][0], halves[0][1], halves[-1][0], halves[-1][1]
                )
            if ticked is not None:
                of_cells["present"] = of_cells.pop("stated")
            yield (
                month,
                Ticks(place, present, told.get(Role.INSURED), told.get(Role.PAID), stated, of_cells),
            )

    def halves(self, cells: Sequence[At]) -> Decimal | None:
        """A month that is ticked by its halves; an empty half counts for none beside one that is ticked."""
        told = [self.tick(*each) for each in cells]
        known = [each for each in told if each is not None]
        return sum((_HALF for each in known if each), Decimal(0)) if known else None

    def stated(self, row: int, column: int) -> tuple[Decimal | None, Decimal | None]:
        """The figure of a month, or the tick that stands among such figures."""
        cell = self.sheet.shown(row, column)
        ticked = None
        if read_number(cell).fault and (not read_tick(cell).fault or "产假" in self.sheet.text(row, column)):
            ticked = self.tick(row, column)
        return (None, ticked) if ticked is not None else (self.value(row, column, read_number), None)

    def figure(self, row: int, role: Role) -> Figure | None:
        """The number in the column of a role, with its cell."""
        column = self.column(role)
        value = None if column is None else self.value(row, column, read_number)
        return None if value is None or column is None else Figure(value, self.sheet.place(row, column))

    def value(self, row: int, column: int, read: Callable[[Cell | None], Reading[_T]]) -> _T | None:
        """What a cell is read as; what is wrong with it is a problem."""
        found = read(self.sheet.shown(row, column))
        if found.fault:
            self.problems.append(error(self.sheet.place(row, column), found.fault))
        return found.value

    def noted(self, row: int, column: int, read: Callable[[Cell | None], Reading[_T]]) -> _T | None:
        """The same of a reading whose note is a sentence to be looked at."""
        found = read(self.sheet.shown(row, column))
        place = self.sheet.place(row, column)
        if found.note:
            self.problems.append(warning(place, found.note))
        if found.fault:
            self.problems.append(error(place, found.fault))
        return found.value

    def text(self, row: int, role: Role) -> str:
        """What the column of a role says, merged cells counted in."""
        column = self.column(role)
        return "" if column is None else shown_text(self.sheet, row, column)

    def words(self, row: int, role: Role) -> str:
        """What the column of a role says as it is written, for a text that is printed again."""
        column = self.column(role)
        cell = None if column is None else self.sheet.shown(row, column)
        return "" if cell is None else as_written(cell.text)

    def column(self, role: Role) -> int | None:
        """The first column of a role."""
        return next((each for each, kind in sorted(self.mapping.columns.items()) if kind.role is role), None)

    def cell(self, row: int, *roles: Role) -> Place | None:
        """The place of the first of these that holds anything in a row."""
        columns = (column for each in roles if (column := self.column(each)) is not None)
        filled = (each for each in columns if self.sheet.shown(row, each) is not None)
        return next((self.sheet.place(*self.sheet.anchor(row, each)) for each in filled), None)
