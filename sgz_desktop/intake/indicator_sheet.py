"""Annex 1 read by its mapping: zones as rows, or indicators as rows with one or several zones beside."""

from collections.abc import Iterator, Sequence
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
    zone_named_in,
    zone_over,
)
from sgz_desktop.intake.hidden import hidden_columns, hidden_rows
from sgz_desktop.intake.indicator_heads import PAIRS
from sgz_desktop.intake.indicator_lone import unsaid
from sgz_desktop.intake.mapping import ColumnRole, Mapping, Role
from sgz_desktop.intake.problems import Problem, error
from sgz_desktop.intake.readings import plain, read_number, read_pair, read_share, split_unit
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure, IndicatorReading, IndicatorTable, ZoneStaff
from sgz_desktop.intake.turning import as_read

_HUNDRED = Decimal(100)
_COUNTED = ("人次", "场次", "节次", "接案", "结案", "面谈", "次数", "节数")
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
    pair: tuple[int, Role] | None = None

    @property
    def counted(self) -> tuple[int, ...]:
        """The columns that hold what is agreed and done."""
        pair = None if self.pair is None else self.pair[0]
        return tuple(each for each in (self.agreed, self.done, pair) if each is not None)


@dataclass(frozen=True, slots=True)
class _Strip:
    """What is read of a row at once: its indicators, and the columns that name and count them if any do."""

    name: int | None
    measure: int | None
    unit: int | None
    groups: tuple[_Group, ...]


def read_indicators(sheet: Sheet, mapping: Mapping) -> tuple[IndicatorTable, tuple[Problem, ...]]:
    """The figures of one block, and what is wrong with its cells; what can be read is read."""
    sheet = as_read(sheet, mapping)
    reader = _Reader(sheet, mapping)
    block = _block(sheet, mapping)
    readings: list[IndicatorReading] = []
    staff: list[ZoneStaff] = []
    parts = reader.parts(block)
    for row in block.rows():
        if row in mapping.skipped_rows:
            continue
        text = first_text(sheet, row)
        if is_note(text):
            continue
        if reader.is_empty(row):
            reader.open_section(text)
            continue
        if row in parts or reader.has_lost_name(row) or reader.is_nameless_total(row, text):
            continue
        staff += reader.staff(row)
        readings += reader.readings(row)
    period = next((each for _, each in periods_above(sheet, mapping.head_top)), None)
    table = IndicatorTable(title_of(sheet, block), period, tuple(_with_one_total(readings)), tuple(staff))
    return table, (
        *sheet.problems,
        *hidden_rows(sheet, mapping),
        *hidden_columns(sheet, mapping),
        *unsaid(sheet, mapping),
        *reader.problems,
    )


def _with_one_total(readings: Sequence[IndicatorReading]) -> Iterator[IndicatorReading]:
    """The rows without a 小计 of them where a 合计 adds up the whole."""
    whole = any(each.is_total and "小计" not in each.zone for each in readings)
    return (each for each in readings if not (whole and each.is_total and "小计" in each.zone))


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
        self._section = ""
        self._over: dict[int, dict[int, str]] = {}
        self._continues = self._has_communities()
        self.problems: list[Problem] = []

    def has_lost_name(self, row: int) -> bool:
        """Whether the zone or indicator of a row stands in a cell that could not be read, as is told."""
        names = (self._zone, *(strip.name for strip in self._strips))
        return any(each is not None and (row, each) in self._sheet.broken for each in names)

    def is_nameless_total(self, row: int, text: str) -> bool:
        """Whether a row adds up unlike indicators, as a 合计 below a list of them does."""
        names = [strip.name for strip in self._strips]
        return is_total(text) and all(
            each is not None and (not (name := shown_text(self._sheet, row, each)) or is_total(name))
            for each in names
        )

    def _has_communities(self) -> bool:
        """Whether zones have several rows, so that a 小计 is that of the zone it stands below."""
        last = min(self._mapping.last_row, self._sheet.rows)
        column = self._zone
        return column is not None and any(
            self._sheet.row(row) and not self.is_empty(row) and self._sheet.at(row, column) is None
            for row in range(self._mapping.first_row, last + 1)
        )

    def open_section(self, text: str) -> None:
        """A row without figures may name the zone of those below it."""
        self._section = zone_named_in(text) or self._section

    def parts(self, block: Block) -> set[int]:
        """The rows that a 小计 of their zone adds up: its communities. Only for zones as rows."""
        if self._zone is None or any(strip.name is not None for strip in self._strips):
            return set()
        zones: dict[str, list[int]] = {}
        sums: set[str] = set()
        for row in block.rows():
            if self.is_empty(row):
                continue
            zone, is_sum = self._zone_and_sum(row)
            zones.setdefault(zone, []).append(row)
            if is_sum:
                sums.add(zone)
        return {
            row
            for zone in sums
            for row in zones[zone]
            if len(zones[zone]) > 1 and not self._zone_and_sum(row)[1]
        }

    def _zone_and_sum(self, row: int) -> tuple[str, bool]:
        """The zone of a row, and whether it is the sum of that zone's: A片区小计, or 小计 beside A片区."""
        assert self._zone is not None
        written = shown_text(self._sheet, row, self._zone)
        for word in ("小计", "合计"):
            own = written.removesuffix(word).strip("() ")
            if own != written and own and own == self._above(row, self._zone):
                return own, True
        goes_on = not written or (written == "小计" and self._continues)
        zone = self._above(row, self._zone) if goes_on else written
        figures = (column for strip in self._strips for each in strip.groups for column in each.counted)
        last = min(figures, default=1)
        between = [shown_text(self._sheet, row, each) for each in range(self._zone, last)]
        return zone, not is_total(zone) and any("小计" in text for text in between)

    def is_empty(self, row: int) -> bool:
        """Whether none of the columns with figures holds anything in a row."""
        groups = [each for strip in self._strips for each in strip.groups]
        columns = [column for each in groups for column in each.counted]
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
        if group.pair is not None:
            agreed, done = self._pair(row, *group.pair)
        rate = None if group.rate is None else self._rate(row, group.rate, agreed, done)
        if strip.name is None:
            zone = "" if self._zone is None else self._zone_and_sum(row)[0]
            whole = is_total(zone)
            zone = "" if any(word in zone for word in _WHOLE) else zone
            return IndicatorReading(
                zone, whole, group.indicator, group.measure, group.unit, agreed, group.is_rate, done, rate
            )
        name, measure, unit = self._named(row, strip)
        if strip.unit is not None:
            unit = unit or plain(self._sheet.text(row, strip.unit))
        zone = group.indicator or self._zone_of(row)
        if any(word in zone for word in _WHOLE):
            zone = ""
        return IndicatorReading(
            zone,
            is_total(zone),
            name,
            measure,
            unit,
            agreed,
            agreed_is_rate=False,
            done=done,
            printed_rate=rate,
        )

    def _named(self, row: int, strip: _Strip) -> tuple[str, str, str]:
        """The indicator of a row, what of it is counted, and the unit: 小组 over 个数, 节数 and 人次."""
        assert strip.name is not None
        name, unit = split_unit(shown_text(self._sheet, row, strip.name))
        if strip.measure is None or strip.measure == strip.name:
            return name, "", unit
        below, below_unit = split_unit(shown_text(self._sheet, row, strip.measure))
        name = name or self._above(row, strip.name)
        if not below or below == name:
            return name, "", unit
        if any(word in below for word in _COUNTED) or below.endswith(("数", "量", "率")):
            return name, below, below_unit or unit
        return below, "", below_unit

    def _above(self, row: int, column: int) -> str:
        """The name that a row without one goes on from."""
        known = self._over.get(column)
        if known is None:
            known, last = {}, ""
            for each in range(self._mapping.first_row, self._sheet.rows + 1):
                known[each] = last
                last = split_unit(shown_text(self._sheet, each, column))[0] or last
            self._over[column] = known
        return known.get(row, "")

    def _zone_of(self, row: int) -> str:
        """The zone of a row whose heads name none: its column's, its section's, the title's."""
        own = (
            ""
            if self._zone is None
            else shown_text(self._sheet, row, self._zone) or self._above(row, self._zone)
        )
        return own or self._section or zone_over(self._sheet, self._mapping.head_top)

    def _agreed(self, row: int, column: int, *, is_rate: bool) -> Figure | None:
        if not is_rate:
            return self._number(row, column)
        read = read_share(self._sheet.at(row, column))
        return self._figure(row, column, None if read.value is None else read.value * _HUNDRED, read.fault)

    def _pair(self, row: int, column: int, order: Role) -> tuple[Figure | None, Figure | None]:
        """What is agreed and what is done, of a cell that holds both: 9/16."""
        read = read_pair(self._sheet.at(row, column))
        figures = [self._figure(row, column, each, "") for each in read.value or (None, None)]
        self._figure(row, column, None, read.fault)
        return (figures[0], figures[1]) if order is Role.AGREED_AND_DONE else (figures[1], figures[0])

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
        names = sorted(column for column, each in strip.items() if each.role is Role.INDICATOR)
        yield _Strip(
            names[0] if names else None,
            names[-1] if len(names) > 1 else None,
            _column(strip, Role.UNIT),
            tuple(_groups(strip)),
        )


def _groups(columns: Map[int, ColumnRole]) -> Iterator[_Group]:
    grouped: dict[tuple[str, str], dict[Role, int]] = {}
    heads: dict[tuple[str, str], ColumnRole] = {}
    for column, each in sorted(columns.items()):
        if each.role in (Role.AGREED, Role.AGREED_RATE, Role.DONE, Role.RATE, *PAIRS):
            key = each.indicator, each.measure
            grouped.setdefault(key, {}).setdefault(each.role, column)
            heads.setdefault(key, each)
    for key, found in grouped.items():
        is_rate = Role.AGREED_RATE in found
        pair = next(((found[each], each) for each in PAIRS if each in found), None)
        yield _Group(
            *key,
            heads[key].unit,
            found.get(Role.AGREED_RATE if is_rate else Role.AGREED),
            is_rate,
            found.get(Role.DONE),
            found.get(Role.RATE),
            pair,
        )
