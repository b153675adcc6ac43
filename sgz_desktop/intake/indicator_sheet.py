"""Annex 1 read by its mapping: zones as rows, or indicators as rows with one or several zones beside."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from sgz_desktop.intake.heads import (
    Block,
    first_text,
    is_note,
    paths,
    periods_above,
    shown_text,
    title_of,
    zone_named_in,
    zone_over,
)
from sgz_desktop.intake.hidden import hidden_columns, hidden_rows
from sgz_desktop.intake.indicator_lone import unsaid
from sgz_desktop.intake.indicator_names import (
    is_no_zone,
    is_other_time,
    is_sum,
    is_whole,
    names_indicator,
)
from sgz_desktop.intake.indicator_strips import Group, Strip, column_of, is_beside, strips_of
from sgz_desktop.intake.indicator_told import left_out
from sgz_desktop.intake.mapping import Mapping, Role
from sgz_desktop.intake.problems import Problem, error, warning
from sgz_desktop.intake.readings import (
    UNITS,
    Readable,
    Reading,
    plain,
    read_at_least,
    read_number,
    read_pair,
    read_share,
    split_unit,
)
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure, IndicatorReading, IndicatorTable, ZoneStaff
from sgz_desktop.intake.turning import as_read

_HUNDRED = Decimal(100)
_COUNTED = ("人次", "场次", "节次", "接案", "结案", "面谈", "次数", "节数")
_CLASSES = ("服务", "指标", "类", "工作", "情况", "项目")
"""What the name of several indicators ends with, which says nothing of one of them: 兜底服务."""
_SHORT = 3
_PEOPLE = re.compile(r"(\d{1,3}) ?[人名]?\([^()]{1,40}\)", re.ASCII)
_LEFT_OUT = "“{name}”不是片区，也不是指标，这里的数没有读入。"


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
        if reader.is_beside(row):
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
        *left_out(sheet, mapping),
        *reader.problems,
    )


def _with_one_total(readings: Sequence[IndicatorReading]) -> Iterator[IndicatorReading]:
    """The rows without a 小计 of them where a 合计 adds up the whole."""
    whole = any((each.is_total or not each.zone) and "小计" not in each.zone for each in readings)
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
        columns = {column: each for column, each in mapping.columns.items() if not is_beside(each)}
        self._strips = tuple(strips_of(columns))
        self._zone = column_of(mapping.columns, Role.ZONE)
        self._staff = column_of(mapping.columns, Role.STAFF)
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
        return is_sum(text) and all(
            each is not None and (not (name := shown_text(self._sheet, row, each)) or is_sum(name))
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

    def is_beside(self, row: int) -> bool:
        """Whether a row compares and belongs to no zone (上年同期, 差额), which is told."""
        names = [strip.name for strip in self._strips if strip.name is not None]
        if names:
            name = shown_text(self._sheet, row, names[0])
            is_other = is_other_time(name) and not names_indicator(name)
            column = names[0]
        else:
            column = self._zone or 1
            name = (
                first_text(self._sheet, row) if self._zone is None else shown_text(self._sheet, row, column)
            )
            is_other = is_no_zone(name)
        if is_other:
            self.problems.append(warning(self._sheet.place(row, column), _LEFT_OUT.format(name=name[:40])))
        return is_other

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
        return zone, not is_sum(zone) and any("小计" in text for text in between)

    def is_empty(self, row: int) -> bool:
        """Whether none of the columns with figures holds anything in a row."""
        groups = [each for strip in self._strips for each in strip.groups]
        columns = [column for each in groups for column in each.counted]
        return all(self._sheet.at(row, column) is None for column in columns)

    def staff(self, row: int) -> Iterator[ZoneStaff]:
        """投入社工人数 of a row."""
        if self._staff is None or self._zone is None:
            return
        figure = self._people(row, self._staff)
        zone = shown_text(self._sheet, row, self._zone)
        if figure is not None and zone:
            yield ZoneStaff(zone, is_sum(zone) or is_whole(zone), figure)

    def _people(self, row: int, column: int) -> Figure | None:
        """How many people a cell says, who may be told of in brackets: 5（含督导1名）."""
        cell = self._sheet.at(row, column)
        text = "" if cell is None or not isinstance(cell.value, str) else plain(cell.text)
        found = _PEOPLE.fullmatch(text)
        if found is None:
            return self._number(row, column)
        place = self._sheet.place(row, column)
        self.problems.append(warning(place, f"“{text[:40]}”按 {found[1]} 人读入，请核对。"))
        return Figure(Decimal(found[1]), place)

    def readings(self, row: int) -> Iterator[IndicatorReading]:
        """Every indicator's figures in a row."""
        for strip in self._strips:
            for group in strip.groups:
                reading = self._reading(row, group, strip)
                if any(each is not None for each in (reading.agreed, reading.done, reading.printed_rate)):
                    yield reading

    def _reading(self, row: int, group: Group, strip: Strip) -> IndicatorReading:
        is_rate = group.is_rate or self._is_rate_row(row, group, strip)
        agreed = None if group.agreed is None else self._agreed(row, group.agreed, is_rate=is_rate)
        done = None if group.done is None else self._number(row, group.done)
        if group.pair is not None:
            agreed, done = self._pair(row, *group.pair)
        rate = None if group.rate is None else self._rate(row, group.rate, agreed, done)
        if strip.name is None:
            zone = "" if self._zone is None else self._zone_and_sum(row)[0]
            whole = is_sum(zone)
            zone = "" if is_whole(zone) else zone
            unit = group.unit or self._unit_in(row, group)
            return IndicatorReading(
                zone, whole, group.indicator, group.measure, unit, agreed, group.is_rate, done, rate
            )
        name, measure, unit = self._named(row, strip)
        if strip.unit is not None:
            unit = unit or plain(shown_text(self._sheet, row, strip.unit))
        unit = unit or group.unit or self._unit_in(row, group)
        zone = group.indicator or self._zone_of(row)
        if is_whole(zone):
            zone = ""
        return IndicatorReading(
            zone,
            is_sum(zone),
            name,
            measure,
            unit,
            agreed,
            agreed_is_rate=is_rate,
            done=done,
            printed_rate=rate,
        )

    def _named(self, row: int, strip: Strip) -> tuple[str, str, str]:
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
        is_class = len(below) > _SHORT and (name.endswith(_CLASSES) or below.endswith(name[-2:]))
        # 大型 says nothing without 社区活动 beside it, 电访 all without 兜底服务.
        return (below if is_class or names_indicator(below) else f"{name}({below})"), "", below_unit or unit

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

    def _is_rate_row(self, row: int, group: Group, strip: Strip) -> bool:
        """Whether a row agrees a rate of something: 结案率, 80% or 0.8."""
        if strip.name is None or group.agreed is None:
            return False
        columns = {strip.name, strip.measure or strip.name}
        named = any("率" in shown_text(self._sheet, row, each) for each in columns)
        read = read_number(self._sheet.at(row, group.agreed))
        return named and (read.percent or (read.value is not None and 0 < read.value < 1))

    def _unit_in(self, row: int, group: Group) -> str:
        """The unit that the cells of a row tell beside their figures: 2400人次."""
        for column in (group.agreed, group.done):
            note = "" if column is None else read_at_least(self._sheet.at(row, column)).note
            if note in UNITS:
                return note
        return ""

    def _agreed(self, row: int, column: int, *, is_rate: bool) -> Figure | None:
        if not is_rate:
            return self._number(row, column, read_at_least)
        read = read_share(self._sheet.at(row, column))
        return self._figure(row, column, None if read.value is None else read.value * _HUNDRED, read.fault)

    def _pair(self, row: int, column: int, order: Role) -> tuple[Figure | None, Figure | None]:
        """What is agreed and what is done, of a cell that holds both: 9/16."""
        read = read_pair(self._sheet.at(row, column))
        figures = [self._figure(row, column, each, "") for each in read.value or (None, None)]
        self._figure(row, column, None, read.fault)
        return (figures[0], figures[1]) if order is Role.AGREED_AND_DONE else (figures[1], figures[0])

    def _number(
        self, row: int, column: int, read_cell: Callable[[Readable], Reading[Decimal]] = read_number
    ) -> Figure | None:
        read = read_cell(self._sheet.at(row, column))
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
