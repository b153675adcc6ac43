"""Annex 2 read by its mapping: the workers with their months, and the sums that the sheet prints."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.intake.attendance_cells import RosterCells
from sgz_desktop.intake.attendance_credentials import (
    certified_by,
    credential_beside,
    names_credential,
    says_certified,
    yes_no,
)
from sgz_desktop.intake.attendance_legend import legend_of
from sgz_desktop.intake.attendance_names import (
    bare_name,
    is_other_trade,
    left_out,
    people_in,
    perhaps_left_out,
)
from sgz_desktop.intake.attendance_terms import named_term, purchase_term, term_by_months, term_of
from sgz_desktop.intake.attendance_years import Experience, read_experience
from sgz_desktop.intake.heads import (
    Block,
    above,
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
from sgz_desktop.intake.problems import Place, Problem, error, warning
from sgz_desktop.intake.readings import plain, read_share, read_tick
from sgz_desktop.intake.remarks import Told, read_remark
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import AttendanceTable, Figure, StatedTotals, WorkerReading
from sgz_desktop.intake.turning import as_read

_HUNDRED = Decimal(100)
_SHOWN, _LONGEST = 40, 200
_NOBODY = ("备注", "说明", "签名", "负责人")
_RETENTION = "稳岗率"
_WHOLE = ("总计", "总人次", "合计")
_OF_ZONE = re.compile(r"(?<![各全])片区[^总]{0,6}(?:小计|合计)")


def read_attendance(sheet: Sheet, mapping: Mapping) -> tuple[AttendanceTable, tuple[Problem, ...]]:
    """The roster of one block, and what is wrong with its cells; what can be read is read."""
    sheet = as_read(sheet, mapping)
    reader = _Reader(sheet, mapping, term=term_of(mapping))
    reader.legend = legend_of(sheet, mapping.first_row)
    last = min(mapping.last_row, sheet.rows)
    heads = paths(sheet, mapping.head_top, mapping.head_bottom)
    block = Block(sheet, mapping.head_top, mapping.head_bottom, mapping.first_row, last, heads)
    for row in block.rows():
        if row not in mapping.skipped_rows:
            reader.read(row)
    reader.finish()
    terms = list(periods_above(sheet, mapping.head_top))
    table = AttendanceTable(
        title=title_of(sheet, block),
        term=named_term(terms, ("考核", "评估", "统计", "采购", "项目", "服务周期"))
        or term_by_months(terms, reader.term),
        agreement=named_term(terms, ("年度", "协议")),
        purchase=purchase_term(sheet, mapping.head_top),
        months=tuple(sorted({each.month for each in mapping.columns.values() if each.month})),
        yearless=any(each.month and each.measure for each in mapping.columns.values()),
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


@dataclass
class _Reader(RosterCells):
    """Reads the rows of one block and collects what they say."""

    workers: list[WorkerReading] = field(default_factory=list)
    totals: dict[str, StatedTotals] = field(default_factory=dict)
    retention: Figure | None = None
    retention_formula: str = ""
    _certified: bool | None = None
    _section_place: Place | None = None
    _not_counted: str = ""
    _subtotals: list[StatedTotals] = field(default_factory=list)
    _unticked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._zone = zone_over(self.sheet, self.mapping.head_top)
        self._certified = certified_by(plain(self.sheet.name), *above(self.sheet, self.mapping.head_top))
        self._heads = paths(self.sheet, self.mapping.head_top, self.mapping.head_bottom)

    def read(self, row: int) -> None:
        """One row: a worker, the head of a section, a printed sum, the retention line, or a note."""
        if row in self.taken:
            return
        text = first_text(self.sheet, row)
        name = self.text(row, Role.NAME)
        section = self._section(row)
        if _RETENTION in text:
            self._read_retention(row, text)
        elif is_note(text) or is_note(name) or name in _NOBODY:
            return
        elif is_total(text) or is_total(name) or "有效人次" in text:
            self._read_total(row, text if is_total(text) or "有效人次" in text else name)
        elif name and name != text:
            self._certified = section if section is not None else self._certified
            self._read_worker(row, name)
        elif len({self.sheet.anchor(row, each) for each, _ in self.sheet.row(row)}) == 1:
            self._not_counted = left_out([text])
            self._certified = self._certified if section is None else section
        elif name and (self._has_ticks(row) or self._has_contract(row)):
            self._read_worker(row, name)

    def _section(self, row: int) -> bool | None:
        """What the row's section says: in a column of its own, or in a row of its own."""
        column = self.column(Role.SECTION)
        cells = self.sheet.row(row)
        text = shown_text(self.sheet, row, column) if column is not None else ""
        if not text and len(cells) == 1:
            text = plain(cells[0][1].text)
        told = says_certified(text)
        if told is not None:
            at = (row, column if column is not None else cells[0][0])
            self._section_place = self.sheet.place(*self.sheet.anchor(*at))
        return told

    def _has_ticks(self, row: int) -> bool:
        return any(self.sheet.at(row, column) for column, each in self.mapping.columns.items() if each.month)

    def _has_contract(self, row: int) -> bool:
        """Whether a row tells of a worker by a contract in a cell of its own, where no month is ticked."""
        names = self.column(Role.NAME) or 1
        columns = (self.column(each) for each in (Role.CONTRACT, Role.CONTRACT_START, Role.JOINED))
        return any(
            each is not None
            and self.sheet.shown(row, each) is not None
            and self.sheet.anchor(row, each) != self.sheet.anchor(row, names)
            for each in columns
        )

    def _read_worker(self, row: int, name: str) -> None:
        columns = sorted(self.mapping.columns)
        kinds = self.kinds(row, name)
        if self._is_nobody(row, name):
            return
        aside = bare_name(name)[1]
        remark = "；".join(each for each in (self.text(row, Role.REMARK), aside) if each)
        told = read_remark(remark, self.term)
        kept = "；".join(each for each in (self.words(row, Role.REMARK), aside) if each)
        contract = self.contract(row)
        months = dict(self.months(row, kinds))
        experience = self._told_experienced(row)
        self._warn(row, name, told)
        self.workers.append(
            WorkerReading(
                place=self.sheet.place_of(row, columns[0], max((row, *kinds.values())), columns[-1]),
                name=name,
                post=self.words(row, Role.POST),
                zone=self.text(row, Role.ZONE) or self._zone,
                credential=self._credential(row),
                certified=self._told_certified(row),
                contract=contract,
                joined_on=self._day_of(row, Role.JOINED, told.joined_on),
                left_on=self._day_of(row, Role.LEFT, told.left_on),
                maternity=told.maternity,
                remark=kept,
                months=months,
                stated_months=self.figure(kinds.get(Role.PRESENT, row), Role.MONTHS),
                stated_experienced=self.figure(kinds.get(Role.PRESENT, row), Role.EXPERIENCED_MONTHS),
                experienced=experience.is_full,
                experienced_from=experience.full_from,
                cells=self._cells(row, told, stated=kinds.get(Role.PRESENT, row)),
            )
        )

    def _cells(self, row: int, told: Told, *, stated: int) -> dict[str, Place]:
        """Where each field of a worker stands."""
        places = {
            "name": self.cell(row, Role.NAME),
            "post": self.cell(row, Role.POST),
            "zone_id": self.cell(row, Role.ZONE, Role.POST),
            "credential": self.cell(row, Role.CREDENTIAL, Role.CERTIFIED),
            "certificate": self.cell(row, Role.CREDENTIAL, Role.CERTIFIED) or self._section_place,
            "related_degree": self.cell(row, Role.CREDENTIAL),
            "contract_start": self.cell(row, Role.CONTRACT, Role.CONTRACT_START),
            "contract_end": self.cell(row, Role.CONTRACT, Role.CONTRACT_END),
            "joined_on": self.cell(row, Role.JOINED, Role.REMARK),
            "left_on": self.cell(row, Role.LEFT, Role.REMARK),
            "experienced": self.cell(row, Role.EXPERIENCED) or self.cell(stated, Role.EXPERIENCED_MONTHS),
            "experienced_from": self.cell(row, Role.EXPERIENCED),
            "stated_months": self.cell(stated, Role.MONTHS),
            "stated_experienced": self.cell(stated, Role.EXPERIENCED_MONTHS),
            "remark": self.cell(row, Role.REMARK),
        }
        return {name: place for name, place in places.items() if place is not None}

    def _day_of(self, row: int, role: Role, told: date | None) -> date | None:
        """A day by its own column, else by the remark; that they differ is told."""
        found = self.day(row, role)
        if found is not None and told is not None and found != told:
            sentence = f"这里写的是 {found}，备注里写的是 {told}，按这里的读入，请核对。"
            self.problems.append(warning(self.cell(row, role) or self.sheet.place(row, 1), sentence))
        return found or told

    def _credential(self, row: int) -> str:
        """The credential; that which stands in a column for 是否持证, where no other has one."""
        text = self.text(row, Role.CREDENTIAL)
        return text or credential_beside(self.text(row, Role.CERTIFIED))

    def _told_certified(self, row: int) -> bool | None:
        """What the column for it says, else the section, else a credential that ticks it or is 无."""
        text = self.text(row, Role.CERTIFIED)
        told = yes_no(text)
        if told is not None:
            return told
        if names_credential(text):
            return True
        if text:
            column = self.column(Role.CERTIFIED) or 1
            fault = f"“{text[:_SHOWN]}”看不出是否持证，没有读入。"
            self.problems.append(error(self.sheet.place(row, column), fault))
        if self._certified is not None:
            return self._certified
        return yes_no(self.text(row, Role.CREDENTIAL))

    def _told_experienced(self, row: int) -> Experience:
        """What a column that asks for two years in the trade says: 是, √, 3年2个月, 2018年7月起."""
        column = self.column(Role.EXPERIENCED)
        if column is None:
            return Experience()
        cell = self.sheet.shown(row, column)
        if cell is None:
            self._unticked.append(len(self.workers))
        head = "".join(self._heads.get(column, ()))
        found = self.noted(row, column, lambda each: read_experience(each, head, self.term))
        return found or Experience()

    def _is_nobody(self, row: int, name: str) -> bool:
        """Whether a row is left out, which is told: of two people, or of one who does not count."""
        column = self.column(Role.NAME) or 1
        cell = self.sheet.shown(row, column)
        people = people_in(name if cell is None else cell.text)
        beside = (self.text(row, each) for each in (Role.SECTION, Role.POST, Role.NAME, Role.REMARK))
        numbered = shown_text(self.sheet, row, 1)
        mark = self._not_counted or left_out([*beside, numbered])
        if people:
            sentence = (
                f"一行里写了 {len(people)} 个人（{'、'.join(people)}），看不出各月是谁在岗，没有读入；"
                "请一人写一行。"
            )
        elif mark:
            sentence = f"“{name[:_SHOWN]}”：表里写了“{mark}”，没有计入到岗，没有读入。"
        else:
            return False
        self.problems.append(error(self.sheet.place(row, column), sentence))
        return True

    def _warn(self, row: int, name: str, told: Told) -> None:
        """What is to be looked at of a worker who is read."""
        if self.maternity:
            place = self.sheet.place_of(row, min(self.maternity), row, max(self.maternity))
            self.problems.append(warning(place, "写的是产假，按到岗读入，请核对产假的起止日期。"))
        if self.gone and told.left_on is None and self.column(Role.LEFT) is None:
            place = self.sheet.place(row, min(self.gone))
            sentence = f"“{name[:_SHOWN]}”写了离职，但没有写是哪一天，请填写离岗日期。"
            self.problems.append(warning(place, sentence))
        self.maternity.clear()
        self.gone.clear()
        post, remark = self.text(row, Role.POST), self.text(row, Role.REMARK)
        if is_other_trade(post):
            place = self.cell(row, Role.POST) or self.sheet.place(row, 1)
            sentence = f"“{name[:_SHOWN]}”的职位是“{post[:_SHOWN]}”，按社工计入到岗，请核对应不应当计入。"
            self.problems.append(warning(place, sentence))
        doubts = list(told.doubts)
        if perhaps_left_out(remark):
            doubts.append(f"备注“{remark[:_SHOWN]}”没有据以扣减到岗，请核对。")
        place = self.cell(row, Role.REMARK) or self.sheet.place(row, 1)
        self.problems += [warning(place, each) for each in doubts]

    def finish(self) -> None:
        """What only the whole block tells: its sum, names without marks, blanks in a column of ticks."""
        if len(self._subtotals) == 1:
            self.totals.setdefault("whole", self._subtotals[0])
        bare = Counter(bare_name(each.name)[0] for each in self.workers)
        self.workers = [
            each if bare[bare_name(each.name)[0]] > 1 else replace(each, name=bare_name(each.name)[0])
            for each in self.workers
        ]
        column = self.column(Role.EXPERIENCED)
        if column is None or not self._unticked or not all(self._ticks_of(column)):
            return
        self.workers = [
            replace(each, experienced=False) if number in self._unticked else each
            for number, each in enumerate(self.workers)
        ]
        rows = [self.workers[number].name for number in self._unticked]
        sentence = f"这一列其余的人都打了勾，空着的按不满两年读入，请核对：{'、'.join(rows)[:_LONGEST]}。"
        place = self.sheet.place_of(self.mapping.first_row, column, self._last(), column)
        self.problems.append(warning(place, sentence))

    def _last(self) -> int:
        return min(self.mapping.last_row, self.sheet.rows)

    def _ticks_of(self, column: int) -> Iterator[bool]:
        """Whether the cells of a column that hold anything are ticks; one False where none does."""
        rows = range(self.mapping.first_row, self._last() + 1)
        told = [
            read_tick(cell).value == 1
            for row in rows
            if self.text(row, Role.NAME) and (cell := self.sheet.shown(row, column)) is not None
        ]
        yield from told or [False]

    def _read_total(self, row: int, text: str) -> None:
        which = "whole"
        if _OF_ZONE.search(text):
            return
        told = says_certified(text)
        if told is not None and not any(word in text for word in _WHOLE):
            which = "certified" if told else "uncertified"
        elif not any(word in text for word in _WHOLE) and self._certified is not None:
            which = "certified" if self._certified else "uncertified"
        figures = StatedTotals(self.figure(row, Role.MONTHS), self.figure(row, Role.EXPERIENCED_MONTHS))
        if which == "whole" and not any(word in text for word in _WHOLE):
            self._subtotals.append(figures)  # of all, unless there are several or a 总计
        elif which == "whole" and which in self.totals:
            self._read_again(figures, is_sum_of_people="有效人次" in text)
        else:
            self.totals.setdefault(which, figures)

    def _read_again(self, figures: StatedTotals, *, is_sum_of_people: bool) -> None:
        """Another sum of all: 社工有效人次总计 goes before 每月…情况总计, and a difference is told."""
        first = self.totals["whole"]
        if is_sum_of_people:
            self.totals["whole"] = figures
        for one, other in (
            (first.months, figures.months),
            (first.experienced, figures.experienced),
        ):
            if one is not None and other is not None and one.value != other.value:
                printed = decimal_text(one.value)
                sentence = (
                    f"{one.place.cell} 印的总计是 {printed}，这里是 {decimal_text(other.value)}，请核对。"
                )
                self.problems.append(warning(other.place, sentence))

    def _read_retention(self, row: int, text: str) -> None:
        self.retention_formula = text
        for column, cell in self.sheet.row(row)[1:]:
            read = read_share(cell)
            if read.value is not None:
                self.retention = Figure(read.value * _HUNDRED, self.sheet.place(row, column))
                return
