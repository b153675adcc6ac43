"""Annex 2 read by its mapping: the workers with their months, and the sums that the sheet prints."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sgz_desktop.intake.calendar_readings import read_date, read_period
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import (
    Block,
    first_text,
    is_note,
    is_total,
    paths,
    periods_above,
    shown_text,
    title_of,
    zone_over,
)
from sgz_desktop.intake.hidden import hidden_columns, hidden_rows
from sgz_desktop.intake.mapping import Mapping, Role
from sgz_desktop.intake.problems import Problem, error, warning
from sgz_desktop.intake.readings import Reading, plain, read_number, read_share, read_tick
from sgz_desktop.intake.remarks import read_remark
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import AttendanceTable, Figure, StatedTotals, Ticks, WorkerReading

_T = TypeVar("_T")
_HUNDRED = Decimal(100)
_WITHOUT, _WITH = ("非持证", "无证", "未持证", "不持证"), ("持证",)
_UNCERTIFIED = ("无", "暂无", "没有", "未取得", "未考取")
_CREDENTIALS = ("社工师", "社会工作师", "中级", "初级", "高级", "助理", "社会工作者")
_YEARS = Decimal(2)
_SHOWN = 40
_RETENTION = "稳岗率"
_WHOLE = ("总计", "总人次", "合计")


def read_attendance(sheet: Sheet, mapping: Mapping) -> tuple[AttendanceTable, tuple[Problem, ...]]:
    """The roster of one block, and what is wrong with its cells; what can be read is read."""
    reader = _Reader(sheet, mapping)
    last = min(mapping.last_row, sheet.rows)
    heads = paths(sheet, mapping.head_top, mapping.head_bottom)
    block = Block(sheet, mapping.head_top, mapping.head_bottom, mapping.first_row, last, heads)
    for row in block.rows():
        if row not in mapping.skipped_rows:
            reader.read(row)
    terms = list(periods_above(sheet, mapping.head_top))
    table = AttendanceTable(
        title=title_of(sheet, block),
        term=_named(terms, ("考核", "评估", "统计", "采购", "项目", "服务周期")),
        agreement=_named(terms, ("年度", "协议")),
        months=tuple(sorted({each.month for each in mapping.columns.values() if each.month})),
        workers=tuple(reader.workers),
        certified=reader.totals.get("certified", StatedTotals()),
        uncertified=reader.totals.get("uncertified", StatedTotals()),
        whole=reader.totals.get("whole", StatedTotals()),
        retention=reader.retention,
        retention_formula=reader.retention_formula,
    )
    if not table.workers:
        reader.problems.append(
            error(
                sheet.place(mapping.head_top, 1),
                "这张到岗表里没有读出社工，请核对哪一列是姓名、哪些列是月份。",
            )
        )
    undated = [each.measure for _, each in sorted(mapping.columns.items()) if each.measure and not each.month]
    if undated:
        sentence = f"看不出 {'、'.join(dict.fromkeys(undated))} 是哪一年的，没有读入；请在标题里写上考核期。"
        place = sheet.place_of(mapping.head_top, 1, mapping.head_bottom, max(sheet.columns, 1))
        reader.problems.append(error(place, sentence))
    return table, (
        *sheet.problems,
        *hidden_rows(sheet, mapping),
        *hidden_columns(sheet, mapping),
        *reader.problems,
    )


def _named(terms: Sequence[tuple[str, tuple[date, date]]], words: Sequence[str]) -> tuple[date, date] | None:
    return next((period for text, period in terms if any(word in text for word in words)), None)


def _yes_no(text: str) -> bool | None:
    """Whether a text says that somebody has a credential: 是, √, 持证; 否, 无证, 暂无."""
    if any(word in text for word in _WITHOUT) or text in _UNCERTIFIED:
        return False
    ticked = read_tick(text).value
    if ticked is not None:
        return bool(ticked)
    return True if text in (*_WITH, "有证", "已持证") else None


def _names_credential(text: str) -> bool:
    return any(word in text for word in _CREDENTIALS)


@dataclass
class _Reader:
    """Reads the rows of one block and collects what they say."""

    sheet: Sheet
    mapping: Mapping
    workers: list[WorkerReading] = field(default_factory=list)
    totals: dict[str, StatedTotals] = field(default_factory=dict)
    retention: Figure | None = None
    retention_formula: str = ""
    problems: list[Problem] = field(default_factory=list)
    _certified: bool | None = None
    _maternity: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._zone = zone_over(self.sheet, self.mapping.head_top)
        self._heads = paths(self.sheet, self.mapping.head_top, self.mapping.head_bottom)

    def read(self, row: int) -> None:
        """One row: a worker, the head of a section, a printed sum, the retention line, or a note."""
        text = first_text(self.sheet, row)
        name = self._text(row, Role.NAME)
        section = self._section(row)
        if _RETENTION in text:
            self._read_retention(row, text)
        elif is_note(text) or is_note(name):
            return
        elif is_total(text) or is_total(name) or "有效人次" in text:
            self._read_total(row, text if is_total(text) or "有效人次" in text else name)
        elif name and name != text:
            self._certified = section if section is not None else self._certified
            self._read_worker(row, name)
        elif (
            section is not None
            and len({self.sheet.anchor(row, each) for each, _ in self.sheet.row(row)}) == 1
        ):
            self._certified = section
        elif name and self._has_ticks(row):
            self._read_worker(row, name)

    def _section(self, row: int) -> bool | None:
        """What the row's section says: in a column of its own, or in a row of its own."""
        column = self._column(Role.SECTION)
        cells = self.sheet.row(row)
        text = shown_text(self.sheet, row, column) if column is not None else ""
        if not text and len(cells) == 1:
            text = plain(cells[0][1].text)
        if any(word in text for word in _WITHOUT):
            return False
        return True if any(word in text for word in _WITH) else None

    def _has_ticks(self, row: int) -> bool:
        return any(self.sheet.at(row, column) for column, each in self.mapping.columns.items() if each.month)

    def _read_worker(self, row: int, name: str) -> None:
        columns = sorted(self.mapping.columns)
        remark = self._text(row, Role.REMARK)
        told = read_remark(remark)
        contract = self._contract(row)
        months = dict(self._months(row))
        if self._maternity:
            place = self.sheet.place_of(row, min(self._maternity), row, max(self._maternity))
            self.problems.append(warning(place, "写的是产假，按到岗读入，请核对产假的起止日期。"))
            self._maternity.clear()
        self.workers.append(
            WorkerReading(
                place=self.sheet.place_of(row, columns[0], row, columns[-1]),
                name=name,
                post=self._text(row, Role.POST),
                zone=self._text(row, Role.ZONE) or self._zone,
                credential=self._credential(row),
                certified=self._told_certified(row),
                contract=contract,
                joined_on=told.joined_on or self._day(row, Role.JOINED),
                left_on=told.left_on or self._day(row, Role.LEFT),
                maternity=told.maternity,
                remark=remark,
                months=months,
                stated_months=self._figure(row, Role.MONTHS),
                stated_experienced=self._figure(row, Role.EXPERIENCED_MONTHS),
                experienced=self._told_experienced(row),
            )
        )

    def _credential(self, row: int) -> str:
        """The credential; that which stands in a column for 是否持证, where no other has one."""
        text = self._text(row, Role.CREDENTIAL)
        other = self._text(row, Role.CERTIFIED)
        return other if not text and _yes_no(other) is None and _names_credential(other) else text

    def _told_certified(self, row: int) -> bool | None:
        """What the column for it says, else the section, else a credential that ticks it or is 无."""
        text = self._text(row, Role.CERTIFIED)
        told = _yes_no(text)
        if told is not None:
            return told
        if _names_credential(text):
            return True
        if text:
            column = self._column(Role.CERTIFIED) or 1
            fault = f"“{text[:_SHOWN]}”看不出是否持证，没有读入。"
            self.problems.append(error(self.sheet.place(row, column), fault))
        if self._certified is not None:
            return self._certified
        return _yes_no(self._text(row, Role.CREDENTIAL))

    def _told_experienced(self, row: int) -> bool | None:
        """What a column that asks for two years in the trade says: 是, √, 3年."""
        column = self._column(Role.EXPERIENCED)
        if column is None:
            return None
        cell = self.sheet.shown(row, column)
        head = "".join(self._heads.get(column, ()))
        years = read_number(cell)
        if years.value is not None and (years.note == "年" or "年限" in head):
            return years.value >= _YEARS
        ticked = self._read(row, column, read_tick)
        return None if ticked is None else bool(ticked)

    def _tick(self, row: int, column: int) -> Decimal | None:
        """A tick; who is on maternity leave is there, and said to be."""
        cell = self.sheet.shown(row, column)
        read = read_tick(cell)
        if read.fault and cell is not None and "产假" in cell.text:
            self._maternity.append(column)
            return Decimal(1)
        return self._read(row, column, read_tick)

    def _contract(self, row: int) -> tuple[date | None, date | None]:
        column = self._column(Role.CONTRACT)
        if column is not None and self.sheet.shown(row, column) is not None:
            found = self._read(row, column, read_period)
            return (None, None) if found is None else (found.start, found.end)
        ends = (Role.CONTRACT_START, Role.CONTRACT_END)
        start, end = (self._day(row, each) for each in ends)
        return start, end

    def _day(self, row: int, role: Role) -> date | None:
        column = self._column(role)
        return None if column is None else self._read(row, column, read_date)

    def _months(self, row: int) -> Iterator[tuple[str, Ticks]]:
        columns: dict[str, dict[Role, int]] = {}
        for column, each in sorted(self.mapping.columns.items()):
            if each.month:
                columns.setdefault(each.month, {}).setdefault(each.role, column)
        for month, by_role in columns.items():
            stated, ticked = None, None
            if Role.STATED in by_role:
                stated, ticked = self._stated(row, by_role[Role.STATED])
            told = {
                role: self._tick(row, by_role[role])
                for role in (Role.PRESENT, Role.INSURED, Role.PAID)
                if role in by_role
            }
            place = self.sheet.place_of(row, min(by_role.values()), row, max(by_role.values()))
            present = ticked if ticked is not None else told.get(Role.PRESENT)
            yield (
                month,
                Ticks(place, present, told.get(Role.INSURED), told.get(Role.PAID), stated),
            )

    def _stated(self, row: int, column: int) -> tuple[Decimal | None, Decimal | None]:
        """The figure of a month, or the tick that stands among such figures."""
        cell = self.sheet.shown(row, column)
        ticked = None
        if read_number(cell).fault and (not read_tick(cell).fault or "产假" in self.sheet.text(row, column)):
            ticked = self._tick(row, column)
        return (None, ticked) if ticked is not None else (self._read(row, column, read_number), None)

    def _read_total(self, row: int, text: str) -> None:
        which = "whole"
        if "片区" in text and "小计" in text:
            return
        if any(word in text for word in _WITHOUT) and not any(word in text for word in _WHOLE):
            which = "uncertified"
        elif any(word in text for word in _WITH) and not any(word in text for word in _WHOLE):
            which = "certified"
        elif not any(word in text for word in _WHOLE) and self._certified is not None:
            which = "certified" if self._certified else "uncertified"
        figures = StatedTotals(self._figure(row, Role.MONTHS), self._figure(row, Role.EXPERIENCED_MONTHS))
        self.totals.setdefault(which, figures)

    def _read_retention(self, row: int, text: str) -> None:
        self.retention_formula = text
        for column, cell in self.sheet.row(row)[1:]:
            read = read_share(cell)
            if read.value is not None:
                self.retention = Figure(read.value * _HUNDRED, self.sheet.place(row, column))
                return

    def _figure(self, row: int, role: Role) -> Figure | None:
        column = self._column(role)
        value = None if column is None else self._read(row, column, read_number)
        return None if value is None or column is None else Figure(value, self.sheet.place(row, column))

    def _read(self, row: int, column: int, read: Callable[[Cell | None], Reading[_T]]) -> _T | None:
        found = read(self.sheet.shown(row, column))
        if found.fault:
            self.problems.append(error(self.sheet.place(row, column), found.fault))
        return found.value

    def _text(self, row: int, role: Role) -> str:
        column = self._column(role)
        return "" if column is None else shown_text(self.sheet, row, column)

    def _column(self, role: Role) -> int | None:
        return next((each for each, kind in sorted(self.mapping.columns.items()) if kind.role is role), None)
