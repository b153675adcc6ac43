"""The rows of a list read by its mapping: which are data, sums and heads of sections, and their cells."""

import re
from collections.abc import Collection, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from sgz_desktop.intake.calendar_readings import read_date
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import Block, is_note, shown_text
from sgz_desktop.intake.hidden import hidden_columns, hidden_rows
from sgz_desktop.intake.list_heads import bare_head, block_of, says_total
from sgz_desktop.intake.mapping import Mapping, Role
from sgz_desktop.intake.problems import Place, Problem, error, warning
from sgz_desktop.intake.readings import as_written, plain, read_number
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure

ONE = Decimal(1)
_PLACES = Decimal("0.000001")
# Beyond the order of what any list of a station holds; such numbers are slips of the keyboard.
_MOST_DIGITS = 14
_SHOWN = 40
_LONGEST_NAME = 8
_SIGNED = re.compile(
    r"(?:盖章|签名|签字|签章|经办|统计人|填报|复核|日期:|时间:|项目负责人|单位负责人|机构负责人|附件\d|表\d*:)"
    r"|.{0,30}\((?:盖章|签章|签名|签字)\)|注\d*[:.、]|\*"
)
_SECTION = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.]|.*[:,。;]")
_BEFORE_MONEY = re.compile(r"\A(?:人民币|RMB|CNY)", re.IGNORECASE)
_LABEL_FREE = (Role.DESCRIPTION, Role.REMARK, Role.BENEFICIARIES)


_OTHER_HEADS = (
    *("人数", "比例", "占比", "区间", "分数段", "等级", "次数", "份数", "频数", "评价", "选项", "百分比"),
    *("满意度", "统计", "类别", "项目", "内容"),
)
_LEAST_HEADS = 2
_LONGEST_OTHER = 12
_WHOLE_DAY = re.compile(r"20\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?")


class Kind(Enum):
    """What a row of a list is."""

    DATA = "data"
    TOTAL = "total"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `text` is what a sum or the head of a section says."""

    number: int
    kind: Kind
    text: str = ""


class ListRows:
    """Reads the rows of one block and collects what is wrong; `figures` are the roles of numbers."""

    def __init__(self, sheet: Sheet, mapping: Mapping, figures: Collection[Role]) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.block = block_of(sheet, mapping)
        self._found: list[Problem] = []
        roles = {column: each.role for column, each in mapping.columns.items()}
        heads = range(self.block.head_top, self.block.head_bottom + 1)
        # Repeated where the station's printer begins a page.
        self._heads = {tuple((column, plain(cell.text)) for column, cell in sheet.row(row)) for row in heads}
        self._figures = [column for column, role in roles.items() if role in figures]
        self._used = {
            column for column, role in roles.items() if role not in (Role.IGNORED, Role.NUMBER, Role.REMARK)
        }
        first = min(self._figures, default=sheet.columns + 1)
        free = {column for column, role in roles.items() if role in _LABEL_FREE}
        labels = {*range(1, min(first, sheet.columns + 1)), *self._used, *self._number_columns()}
        self._labels = sorted(labels - set(self._figures) - free)

    def __iter__(self) -> Iterator[Row]:
        """The rows that say anything, without notes, lines for signatures and what is skipped."""
        for number in self.block.rows():
            if number in self.mapping.skipped_rows:
                continue
            row = self._row(number)
            if row is not None:
                yield row

    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong in the sheet and with what was read of it."""
        return (
            *self.sheet.problems,
            *hidden_rows(self.sheet, self.mapping),
            *hidden_columns(self.sheet, self.mapping),
            *self._found,
        )

    def column(self, role: Role) -> int | None:
        """The first column of a role."""
        return next(iter(self.columns(role)), None)

    def columns(self, role: Role) -> tuple[int, ...]:
        """The columns of a role, from left to right."""
        return tuple(column for column, each in sorted(self.mapping.columns.items()) if each.role is role)

    def text(self, row: int, role: Role) -> str:
        """What a person sees in the column of a role, merged cells counted in."""
        column = self.column(role)
        return "" if column is None else text_of_number(self.sheet.shown(row, column))

    def words(self, row: int, role: Role) -> str:
        """What stands in the column of a role as it is written, for a text that is printed again."""
        column = self.column(role)
        cell = None if column is None else self.sheet.shown(row, column)
        return (
            as_written(cell.text)
            if cell is not None and isinstance(cell.value, str)
            else text_of_number(cell)
        )

    def figure(
        self, row: int, column: int, *, units: Map[str, Decimal], bare: Decimal = ONE, of: str = "数量"
    ) -> Figure | None:
        """The number of a cell, times what its unit counts; `bare` is what a number without a unit counts."""
        cell = self.sheet.at(row, column)
        if cell is None:
            return None
        value, fault = _amount(cell, units, bare, of)
        if fault:
            self.fault(row, column, fault)
        return None if value is None else Figure(settled(value), self.sheet.place(row, column))

    def day(self, row: int, role: Role) -> tuple[date | None, str]:
        """The day in the column of a role, None and what is written where it names no day."""
        column = self.column(role)
        cell = None if column is None else self.sheet.shown(row, column)
        read = read_date(cell)
        written = "" if cell is None else plain(cell.text)
        if column is not None and read.fault and _WHOLE_DAY.fullmatch(written):
            self.warn(row, column, f"没有“{written}”这一天，按文字保留，请核对日期。")
        return (read.value, "") if read.value is not None else (None, written if read.fault else "")

    def fault(self, row: int, column: int, text: str) -> None:
        """Note a cell whose value was not read."""
        self._found.append(error(self.sheet.place(row, column), text))

    def warn(self, row: int, column: int, text: str) -> None:
        """Note a cell that was read but that somebody should look at."""
        self._found.append(warning(self.sheet.place(row, column), text))

    def warn_place(self, place: Place, text: str) -> None:
        """Note something of what stands at a place."""
        self._found.append(warning(place, text))

    def warn_head(self, text: str) -> None:
        """Note something of the whole block, at its head."""
        top, bottom = self.block.head_top, max(self.block.head_bottom, self.block.head_top)
        self._found.append(warning(Place(self.sheet.file, self.sheet.name, f"{top}:{bottom}"), text))

    def _number_columns(self) -> list[int]:
        return [column for column, each in self.mapping.columns.items() if each.role is Role.NUMBER]

    def _row(self, number: int) -> Row | None:
        own = self.sheet.row(number)
        if tuple((column, plain(cell.text)) for column, cell in own) in self._heads:
            return None
        first_column, first = own[0]
        text = plain(first.text)
        has_figure = any(any(map(str.isdigit, self.sheet.text(number, column))) for column in self._figures)
        if not has_figure and (is_note(text) or _SIGNED.match(text)):
            return None
        total = self._total(number, text)
        if total:
            return Row(number, Kind.TOTAL, total)
        if len(own) == 1 and not has_figure and isinstance(first.value, str):
            return self._alone(number, first_column, text)
        return Row(number, Kind.DATA) if any(column in self._used for column, _ in own) else None

    def _total(self, number: int, first: str) -> str:
        """What the head of a sum says, "" for a row that is none."""
        texts = [shown_text(self.sheet, number, column) for column in self._labels]
        if len(first) <= _LONGEST_NAME:
            texts.append(first)
        return next((text for text in reversed(texts) if says_total(text)), "")

    def _alone(self, number: int, column: int, text: str) -> Row | None:
        """A text that has a row to itself: a name without more, or the head of a section."""
        over = self.sheet.merged.over(number, column)
        names = self.columns(Role.NAME)
        is_wide = over is not None and over.right > over.left
        if column in names and not is_wide and len(text) <= _LONGEST_NAME and not _SECTION.match(text):
            return Row(number, Kind.DATA)
        return (
            None if column in self._number_columns() and text.isdigit() else Row(number, Kind.SECTION, text)
        )


def begins_other(sheet: Sheet, row: int, block: Block) -> bool:
    """Whether a row is the head of another table below: of how many people, of which share, in which band."""
    texts = [plain(cell.text) for _, cell in sheet.row(row) if isinstance(cell.value, str)]
    if len(texts) < _LEAST_HEADS or len(texts) < len(sheet.row(row)) or row == block.first_row:
        return False
    if any(len(text) > _LONGEST_OTHER or any(map(str.isdigit, text)) for text in texts):
        return False
    known = sum(bare_head(text).endswith(_OTHER_HEADS) for text in texts)
    is_apart = len(sheet.row(row - 1)) < _LEAST_HEADS
    return known == len(texts) or (is_apart and known > 0)


def _amount(cell: Cell, units: Map[str, Decimal], bare: Decimal, of: str) -> tuple[Decimal | None, str]:
    """The number of a cell in the unit that is wanted, or what is wrong with it."""
    text = plain(cell.text)[:_SHOWN]
    is_text = isinstance(cell.value, str)
    read = read_number(_BEFORE_MONEY.sub("", plain(cell.text)).removesuffix("整") if is_text else cell)
    if read.fault or read.value is None:
        return None, read.fault
    if read.percent:
        return None, f"这里应是{of}，实际是百分比“{text}”，没有读入。"
    if not read.value.is_finite() or read.value.adjusted() > _MOST_DIGITS:
        return None, f"“{text}”太大，没有读入。"
    if read.value < 0:
        return None, f"“{text}”是负数，没有读入。"
    if read.note:
        factor = units.get(read.note)
        if factor is None:
            return None, f"“{text}”的单位“{read.note}”不是{of}的单位，没有读入。"
        return read.value * factor, ""
    # 3万 is 30000 already, whatever the column counts in.
    is_scaled = is_text and any(sign in text for sign in "万亿")
    return read.value if is_scaled else read.value * bare, ""


def settled(value: Decimal) -> Decimal:
    """A number without the noise that a formula's cached value has behind its sixth decimal."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        value = value.quantize(_PLACES, rounding=ROUND_HALF_UP)
    if value == value.to_integral_value():
        return value.quantize(ONE)
    return value.normalize()


def text_of_number(cell: Cell | None) -> str:
    """A cell's text as plain text; a number that is a name (a telephone) with all its digits."""
    if cell is None:
        return ""
    if isinstance(cell.value, Decimal) and not cell.percent:
        value = cell.value
        if value == value.to_integral_value() and value.adjusted() <= _MOST_DIGITS + 6:
            return str(value.quantize(ONE))
    return plain(cell.text)


def best_total(totals: list[tuple[str, Figure]]) -> Figure | None:
    """The sum of the whole among printed sums: the last that is no 小计; a single 小计 is one too."""
    sums = [(text, figure) for text, figure in totals if "均" not in text]
    whole = [figure for text, figure in sums if "小计" not in text]
    if whole:
        return whole[-1]
    return sums[0][1] if len(sums) == 1 else None
