"""Annex 1 read by its mapping: zones as rows, or indicators as rows with one or several zones beside."""

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from decimal import Decimal

from sgz_desktop.intake.heads import (
    Block,
    first_text,
    is_note,
    is_total,
    paths,
    periods_above,
    shown_text,
    title_of,
)
from sgz_desktop.intake.hidden import hidden_rows
from sgz_desktop.intake.mapping import ColumnRole, Mapping, Role
from sgz_desktop.intake.problems import Problem, error
from sgz_desktop.intake.readings import plain, read_number, read_share, split_unit
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure, IndicatorReading, IndicatorTable, ZoneStaff

_HUNDRED = Decimal(100)
_WHOLE = ("总体", "全站", "整体")


@dataclass(frozen=True, slots=True)
class _Group:
    """The columns of one indicator: 协议, 完成, 百分比."""

    indicator: str
    measure: str
    unit: str
    agreed: int | None
    is_rate: bool
    done: int | None
    rate: int | None


@dataclass(frozen=True, slots=True)
class _Strip:
    """What is read of a row at once: its indicators, and the columns that name and count them if any do."""

    name: int | None
    unit: int | None
    groups: tuple[_Group, ...]


def read_indicators(sheet: Sheet, mapping: Mapping) -> tuple[IndicatorTable, tuple[Problem, ...]]:
    """The figures of one block, and what is wrong with its cells; what can be read is read."""
    reader = _Reader(sheet, mapping)
    block = _block(sheet, mapping)
    readings: list[IndicatorReading] = []
    staff: list[ZoneStaff] = []
    for row in block.rows():
        if row in mapping.skipped_rows:
            continue
        text = first_text(sheet, row)
        if is_note(text) or reader.is_empty(row):
            continue
        staff += reader.staff(row)
        readings += reader.readings(row)
    period = next((each for _, each in periods_above(sheet, mapping.head_top)), None)
    table = IndicatorTable(title_of(sheet, block), period, tuple(readings), tuple(staff))
    return table, (*sheet.problems, *hidden_rows(sheet, mapping), *reader.problems)


def _block(sheet: Sheet, mapping: Mapping) -> Block:
    found = paths(sheet, mapping.head_top, mapping.head_bottom)
    last = min(mapping.last_row, sheet.rows)
    return Block(sheet, mapping.head_top, mapping.head_bottom, mapping.first_row, last, found)


class _Reader:
    """Reads the rows of one block and collects what is wrong with them."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._strips = tuple(_strips(mapping.columns))
        self._zone = _column(mapping.columns, Role.ZONE)
        self._staff = _column(mapping.columns, Role.STAFF)
        self.problems: list[Problem] = []

    def is_empty(self, row: int) -> bool:
        """Whether none of the columns with figures holds anything in a row."""
        groups = [each for strip in self._strips for each in strip.groups]
        columns = [column for each in groups for column in (each.agreed, each.done) if column is not None]
        return all(self._sheet.at(row, column) is None for column in columns)

    def staff(self, row: int) -> Iterator[ZoneStaff]:
        """投入社工人数 of a row."""
        if self._staff is None or self._zone is None:
            return
        figure = self._number(row, self._staff)
        zone = shown_text(self._sheet, row, self._zone)
        if figure is not None and zone:
            yield ZoneStaff(zone, is_total(zone), figure)

    def readings(self, row: int) -> Iterator[IndicatorReading]:
        """Every indicator's figures in a row."""
        for strip in self._strips:
            for group in strip.groups:
                reading = self._reading(row, group, strip)
                if any(each is not None for each in (reading.agreed, reading.done, reading.printed_rate)):
                    yield reading

    def _reading(self, row: int, group: _Group, strip: _Strip) -> IndicatorReading:
        agreed = None if group.agreed is None else self._agreed(row, group.agreed, is_rate=group.is_rate)
        done = None if group.done is None else self._number(row, group.done)
        rate = None if group.rate is None else self._rate(row, group.rate, agreed, done)
        if strip.name is None:
            zone = "" if self._zone is None else shown_text(self._sheet, row, self._zone)
            whole = is_total(zone)
            zone = "" if any(word in zone for word in _WHOLE) else zone
            return IndicatorReading(
                zone, whole, group.indicator, group.measure, group.unit, agreed, group.is_rate, done, rate
            )
        name, unit = split_unit(shown_text(self._sheet, row, strip.name))
        if strip.unit is not None:
            unit = unit or plain(self._sheet.text(row, strip.unit))
        zone = group.indicator
        if any(word in zone for word in _WHOLE):
            zone = ""
        return IndicatorReading(
            zone, is_total(zone), name, "", unit, agreed, agreed_is_rate=False, done=done, printed_rate=rate
        )

    def _agreed(self, row: int, column: int, *, is_rate: bool) -> Figure | None:
        if not is_rate:
            return self._number(row, column)
        read = read_share(self._sheet.at(row, column))
        return self._figure(row, column, None if read.value is None else read.value * _HUNDRED, read.fault)

    def _number(self, row: int, column: int) -> Figure | None:
        read = read_number(self._sheet.at(row, column))
        fault = read.fault
        if read.percent:
            fault = f"这里应是数量，实际是百分比“{self._sheet.text(row, column)}”，没有读入。"
        elif read.value is not None and read.value < 0:
            fault = f"“{read.value}”是负数，没有读入。"
        return self._figure(row, column, None if fault else read.value, fault)

    def _rate(self, row: int, column: int, agreed: Figure | None, done: Figure | None) -> Figure | None:
        expected = None
        if agreed is not None and done is not None and agreed.value:
            expected = done.value / agreed.value
        read = read_share(self._sheet.at(row, column), expected)
        return self._figure(row, column, None if read.value is None else read.value * _HUNDRED, read.fault)

    def _figure(self, row: int, column: int, value: Decimal | None, fault: str) -> Figure | None:
        place = self._sheet.place(row, column)
        if fault:
            self.problems.append(error(place, fault))
        return None if value is None else Figure(value, place)


def _column(columns: Map[int, ColumnRole], role: Role) -> int | None:
    return next((column for column, each in sorted(columns.items()) if each.role is role), None)


def _strips(columns: Map[int, ColumnRole]) -> Iterator[_Strip]:
    """The columns from one that names indicators to the next: 总体服务 prints several lists side by side."""
    strips: list[dict[int, ColumnRole]] = [{}]
    for column, each in sorted(columns.items()):
        named = _column(strips[-1], Role.INDICATOR) is not None
        if each.role is Role.INDICATOR and named and any(_groups(strips[-1])):
            strips.append({})
        strips[-1][column] = each
    for strip in strips:
        yield _Strip(_column(strip, Role.INDICATOR), _column(strip, Role.UNIT), tuple(_groups(strip)))


def _groups(columns: Map[int, ColumnRole]) -> Iterator[_Group]:
    grouped: dict[tuple[str, str], dict[Role, int]] = {}
    heads: dict[tuple[str, str], ColumnRole] = {}
    for column, each in sorted(columns.items()):
        if each.role in (Role.AGREED, Role.AGREED_RATE, Role.DONE, Role.RATE):
            key = each.indicator, each.measure
            grouped.setdefault(key, {}).setdefault(each.role, column)
            heads.setdefault(key, each)
    for key, found in grouped.items():
        is_rate = Role.AGREED_RATE in found
        yield _Group(
            *key,
            heads[key].unit,
            found.get(Role.AGREED_RATE if is_rate else Role.AGREED),
            is_rate,
            found.get(Role.DONE),
            found.get(Role.RATE),
        )
