"""Annex 4 (员工参加培训及督导情况统计汇总表): each worker's hours of training and of supervision by month."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from sgz_desktop.intake.calendar_readings import Month, read_date, read_month
from sgz_desktop.intake.heads import above, first_text, shown_text, title_of
from sgz_desktop.intake.list_heads import bare_head, says_total
from sgz_desktop.intake.list_rows import Kind, ListRows, best_total, settled
from sgz_desktop.intake.mapping import ColumnRole, Mapping, Role
from sgz_desktop.intake.problems import Place, Problem
from sgz_desktop.intake.readings import plain
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure, HoursReading, TrainingTable
from sgz_desktop.intake.training_across import suggest_across
from sgz_desktop.intake.training_columns import training_mapping
from sgz_desktop.intake.training_heads import (
    MONTH_SIGN,
    kind_of,
    month_name,
    start_of,
    training_blocks,
)

_KINDS = (Role.TRAINING, Role.SUPERVISION)
_FIGURES = (*_KINDS, Role.VALUE, Role.STATED)
_SAID = {Role.TRAINING: "培训", Role.SUPERVISION: "督导"}
_UNITS = dict.fromkeys(("小时", "个小时", "学时", "课时", "个学时", "h", "H", "时"), Decimal(1)) | {
    "分钟": Decimal(1) / 60,
    "分": Decimal(1) / 60,
}
_NO_WORKER = ("平均", "人均", "应完成", "要求", "达标", "完成率", "标准")
_PARTED = re.compile(r"[、,;；，/\n\r]+")
_COUNT = re.compile(r"(?:共|约)?\d+(?:人|名|人次)?|全体.*|全员.*|所有.*")
_ASIDE = re.compile(r"\([^()]*\)|等\d*人?\Z|共\d+人?\Z")
_LONGEST_NAME = 12

_Key = tuple[str, str, Role]


def suggest_training(sheet: Sheet) -> tuple[Mapping, ...]:
    """How each block of annex 4 in a sheet is read."""
    return tuple(training_mapping(block) for block in training_blocks(sheet)) or suggest_across(sheet)


def read_training(sheet: Sheet, mapping: Mapping) -> tuple[TrainingTable, tuple[Problem, ...]]:
    """The hours of one block by worker and month, and what is wrong with its cells."""
    reader = _Reader(sheet, mapping)
    reader.read()
    return reader.table(), reader.rows.problems()


@dataclass(frozen=True, slots=True)
class _Hours:
    """Hours of a cell: of which month and kind, and how many."""

    row: int
    column: int
    month: str
    kind: Role
    figure: Figure


@dataclass(slots=True)
class _Sum:
    """What one worker has of one kind in one month, and the cells it stands in."""

    hours: Decimal = Decimal(0)
    cells: list[tuple[int, int]] = field(default_factory=list)


class _Reader:
    """Reads the rows of one block and adds up each worker's hours."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.rows = ListRows(sheet, mapping, _FIGURES)
        self._sheet = sheet
        self._sums: dict[_Key, _Sum] = {}
        self._places: dict[str, Place] = {}
        self._stated: dict[Role, list[tuple[str, Figure]]] = {kind: [] for kind in _KINDS}
        self._whole: list[tuple[str, Figure]] = []
        self._is_event = any(self.rows.columns(role) for role in (Role.DATE, Role.BENEFICIARIES))
        nearest = [text for text in above(sheet, mapping.head_top) if kind_of(text)]
        self._kind = kind_of(nearest[0]) if nearest else kind_of(plain(sheet.name))
        self._owners = {column: role.indicator for column, role in mapping.columns.items() if role.indicator}
        self._section: Role | None = None
        self._guessed = False
        self._last_name = ""
        self._start = start_of(sheet, mapping.head_top)

    def read(self) -> None:
        """Every row of the block."""
        for row in self.rows:
            if row.kind is Kind.SECTION:
                self._section = kind_of(row.text) or self._section
            elif row.kind is Kind.TOTAL:
                self._read_total(row.number, row.text)
            else:
                self._read_row(row.number)

    def table(self) -> TrainingTable:
        """What was read, a row a worker in the order of the sheet."""
        if self._guessed:
            self.rows.warn_head("看不出学时是培训还是督导，按培训读入，请核对。")
        months: dict[str, dict[str, dict[Role, Figure]]] = {name: {} for name in self._places}
        for (name, month, kind), found in self._sums.items():
            figure = Figure(settled(found.hours), self._place(found.cells))
            months[name].setdefault(month, {})[kind] = figure
        rows = tuple(
            HoursReading(
                place,
                name,
                {
                    month: (kinds.get(Role.TRAINING), kinds.get(Role.SUPERVISION))
                    for month, kinds in months[name].items()
                },
            )
            for name, place in self._places.items()
        )
        stated = {kind: self._of_kind(best_total(found)) for kind, found in self._stated.items()}
        self._compare_whole()
        self._tell_added()
        return TrainingTable(
            title_of(self._sheet, self.rows.block), rows, stated[Role.TRAINING], stated[Role.SUPERVISION]
        )

    def _added(self, *kinds: Role) -> Decimal:
        found = (each.hours for (_, _, kind), each in self._sums.items() if kind in kinds)
        return settled(sum(found, Decimal(0)))

    def _of_kind(self, stated: Figure | None) -> Figure | None:
        """A printed sum, unless it is that of both kinds together."""
        both = self._added(*_KINDS)
        return None if stated and stated.value == both and all(map(self._added, _KINDS)) else stated

    def _compare_whole(self) -> None:
        """Say where the printed sum of rows of both kinds is not what they have together."""
        stated, both = best_total(self._whole), self._added(*_KINDS)
        if stated is not None and stated.value != both:
            parts = "、".join(f"{_SAID[kind]} {self._added(kind)}" for kind in _KINDS)
            said = f"表中的合计是 {stated.value}，各行相加是 {both}（{parts}），请核对。"
            self.rows.warn_place(stated.place, said)

    def _stands_beside_months(self, column: int) -> bool:
        """Whether some row has a figure in a column without a month and in a month of its kind."""
        columns = self.rows.mapping.columns
        dated = [
            each
            for each in self._figure_columns()
            if columns[each].role is columns[column].role and _is_of_month(columns[each])
        ]
        return any(
            self._sheet.at(row, column) is not None
            and any(self._sheet.at(row, each) is not None for each in dated)
            for row in self.rows.block.rows()
            if not says_total(first_text(self._sheet, row))
        )

    def _tell_added(self) -> None:
        """Say which columns without a month are added to months of their kind."""
        if self._is_event or self._owners:
            return
        columns = self.rows.mapping.columns
        dated = {columns[column].role for column in self._figure_columns() if _is_of_month(columns[column])}
        for column in self._figure_columns():
            is_bare = columns[column].role in dated and not _is_of_month(columns[column])
            if is_bare and self._stands_beside_months(column):
                head = shown_text(self._sheet, self.rows.block.head_bottom, column)
                said = f"“{head}”没有写月份，与各月的学时相加，请核对。"
                self.rows.warn(self.rows.block.head_bottom, column, said)

    def _read_row(self, row: int) -> None:
        if self._owners:
            for each in self._hours(row):
                name = self._owners.get(each.column, "")
                if name:
                    self._places.setdefault(name, self._sheet.place(*self._head_of(name, each.column)))
                    self._add(name, each)
            return
        names = self._names(row)
        if not names:
            return
        hours = self._hours(row)
        for name in names:
            self._places.setdefault(name, self._sheet.place(row, self._name_column()))
            for each in hours:
                self._add(name, each)
        if not self._is_event:
            self._compare(row, hours)

    def _head_of(self, name: str, column: int) -> tuple[int, int]:
        """The head that names whose column it is, else the lowest but one."""
        top, bottom = self.rows.block.head_top, self.rows.block.head_bottom
        named = (
            row for row in range(top, bottom + 1) if bare_head(shown_text(self._sheet, row, column)) == name
        )
        return self._sheet.anchor(next(named, max(bottom - 1, 1)), column)

    def _name_column(self) -> int:
        return self.rows.column(Role.NAME) or self.rows.column(Role.BENEFICIARIES) or 1

    def _names(self, row: int) -> list[str]:
        """Who a row is of: one worker, or those who took part."""
        name = self.rows.text(row, Role.NAME)
        if not name and kind_of(self.rows.text(row, Role.CATEGORY)):
            # A name stands beside the first of its two kinds only, and is not merged over the other.
            name = self._last_name
        self._last_name = name
        if name:
            return [] if any(word in name for word in _NO_WORKER) else [name]
        column = self.rows.column(Role.BENEFICIARIES)
        cell = None if column is None else self._sheet.shown(row, column)
        if column is None or cell is None:
            if any(self._sheet.at(row, each) is not None for each in self._figure_columns()):
                self.rows.fault(row, self._name_column(), "这一行没有姓名，学时没有读入。")
            return []
        found = split_names(cell.text)
        if not found:
            self.rows.fault(
                row, column, f"“{plain(cell.text)[:40]}”不是姓名，学时无法分到每位员工，没有读入。"
            )
        return found

    def _hours(self, row: int) -> list[_Hours]:
        """The hours of a row's cells, of which month and kind each."""
        found = []
        month = self._row_month(row)
        for column in self._figure_columns():
            figure = self.rows.figure(row, column, units=_UNITS, of="学时")
            if figure is None:
                continue
            role = self.rows.mapping.columns[column]
            kind = role.role if role.role in _KINDS else self._row_kind(row)
            found.append(
                _Hours(row, column, role.month or role.measure if _is_of_month(role) else month, kind, figure)
            )
        return found

    def _figure_columns(self) -> tuple[int, ...]:
        return tuple(sorted(column for role in (*_KINDS, Role.VALUE) for column in self.rows.columns(role)))

    def _row_month(self, row: int) -> str:
        column = self.rows.column(Role.DATE)
        cell = None if column is None else self._sheet.shown(row, column)
        if column is None or cell is None:
            return ""
        day = read_date(cell).value
        month = Month(day.year, day.month) if day else read_month(cell).value
        if month is None:
            self.rows.warn(
                row, column, f"“{plain(cell.text)[:40]}”看不出是哪个月，学时计入整个期间，请核对。"
            )
            return ""
        if month.year is None and self._start is not None:
            month = Month(self._start.year + (month.month < self._start.month), month.month)
        return month_name(month) or f"{month.month}{MONTH_SIGN}"

    def _row_kind(self, row: int) -> Role:
        """The kind of hours whose column names none; training where nothing tells."""
        kind = self._told_kind(row)
        self._guessed = self._guessed or kind is None
        return kind or Role.TRAINING

    def _told_kind(self, row: int) -> Role | None:
        """The kind that a row, its section or the title names."""
        return kind_of(self.rows.text(row, Role.CATEGORY)) or self._section or self._kind

    def _add(self, name: str, hours: _Hours) -> None:
        found = self._sums.setdefault((name, hours.month, hours.kind), _Sum())
        if (
            found.cells
            and not self._is_event
            and not self._owners
            and all(row != hours.row for row, _ in found.cells)
        ):
            self.rows.warn(
                hours.row, hours.column, f"“{name}”不止一行，{_SAID[hours.kind]}学时相加，请核对。"
            )
        found.hours += hours.figure.value
        found.cells.append((hours.row, hours.column))

    def _place(self, cells: list[tuple[int, int]]) -> Place:
        """The cells that were added up, as the rectangle they lie in."""
        rows, columns = [row for row, _ in cells], [column for _, column in cells]
        return self._sheet.place_of(min(rows), min(columns), max(rows), max(columns))

    def _compare(self, row: int, hours: list[_Hours]) -> None:
        """Say where a printed sum of a worker is not that of the months."""
        for column in self.rows.columns(Role.STATED):
            measure = self.rows.mapping.columns[column].measure
            added = [each for each in hours if measure in ("", each.kind.value)]
            stated = self.rows.figure(row, column, units=_UNITS, of="学时")
            # 合计 that names no kind may be of both kinds, or of the months that name none either.
            unnamed = [each for each in added if self.rows.mapping.columns[each.column].role is Role.VALUE]
            totals = [_total(each) for each in (unnamed, added) if each]
            if stated is not None and totals and stated.value not in totals:
                total = totals[0]
                self.rows.warn(
                    row, column, f"表中写 {stated.value}，各月相加是 {total}，按各月读入，请核对。"
                )

    def _read_total(self, row: int, text: str) -> None:
        """A printed sum of each kind: in the columns of sums, or in the only column of the kind."""
        if self._owners or self.rows.column(Role.BENEFICIARIES) is not None:
            return
        found = self._totals(row, self._figure_columns()) | self._totals(row, self.rows.columns(Role.STATED))
        for kind, figures in found.items():
            # Of several columns none is the sum: inner and outer training, say.
            if len(figures) == 1:
                self._stated[kind].append((text, figures[0]))

    def _totals(self, row: int, columns: tuple[int, ...]) -> dict[Role, list[Figure]]:
        found: dict[Role, list[Figure]] = {}
        for column in columns:
            role = self.rows.mapping.columns[column]
            if self._is_of_both(row, role):
                whole = self.rows.figure(row, column, units=_UNITS, of="学时")
                self._whole += [("合计", whole)] if whole is not None else []
                continue
            kind = self._kind_of_total(row, role)
            if kind is None or _is_of_month(role):
                continue
            figure = self.rows.figure(row, column, units=_UNITS, of="学时")
            if figure is not None:
                found.setdefault(kind, []).append(figure)
        return found

    def _is_of_both(self, row: int, column: ColumnRole) -> bool:
        """Whether a sum is that of rows whose own cells name their kinds."""
        named = column.role in _KINDS or bool(column.measure) or _is_of_month(column)
        told = self._section or kind_of(self.rows.text(row, Role.CATEGORY))
        return not named and not told and all(map(self._added, _KINDS))

    def _kind_of_total(self, row: int, column: ColumnRole) -> Role | None:
        if column.role in _KINDS:
            return column.role
        if column.measure in (Role.TRAINING.value, Role.SUPERVISION.value):
            return Role(column.measure)
        named = {each.role for each in self.rows.mapping.columns.values() if each.role in _KINDS}
        if len(named) == 1:
            return next(iter(named))
        if named:
            return None
        return self._told_kind(row) or (Role.TRAINING if self._guessed else None)


def _is_of_month(column: ColumnRole) -> bool:
    """Whether a column is of one month, though nobody may have said of which year."""
    return bool(column.month) or column.measure.endswith(MONTH_SIGN)


def _total(hours: list[_Hours]) -> Decimal:
    return settled(sum((each.figure.value for each in hours), Decimal(0)))


def split_names(text: str) -> list[str]:
    """The names in a cell, however they are parted; none where it holds a count or 全体社工."""
    parts = [plain(part) for part in _PARTED.split(text)]
    if len(parts) == 1:
        parts = _by_spaces(text)
    names = [_ASIDE.sub("", part).strip() for part in parts]
    return list(
        dict.fromkeys(
            name for name in names if name and len(name) <= _LONGEST_NAME and not _COUNT.fullmatch(name)
        )
    )


def _by_spaces(text: str) -> list[str]:
    """Names parted by spaces; the single characters of a name that is spread (张 三) belong together."""
    words = text.replace("\u3000", " ").split()
    if all(len(word) == 1 for word in words):
        return ["".join(words)]
    joined: list[str] = []
    for index, word in enumerate(words):
        if len(word) == 1 and index and len(words[index - 1]) == 1 and len(joined[-1]) == 1:
            joined[-1] += word
        else:
            joined.append(word)
    return joined
