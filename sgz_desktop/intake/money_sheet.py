"""The money: budgets, what was spent, and what of it went to staff, in yuan whatever the sheet counts in."""

import re
from collections.abc import Collection
from collections.abc import Mapping as Map
from dataclasses import replace
from decimal import Decimal

from sgz_desktop.intake.block_mapping import mapping_of
from sgz_desktop.intake.calendar_readings import read_month
from sgz_desktop.intake.heads import Block, Path, is_figure, shown_text, title_of
from sgz_desktop.intake.list_heads import (
    bare_head,
    columns_by,
    list_blocks,
    role_by_words,
    says_total,
    scale_above,
    scale_in,
)
from sgz_desktop.intake.list_rows import Kind, ListRows, Row
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role, fingerprint
from sgz_desktop.intake.money_parts import parts_of
from sgz_desktop.intake.money_periods import (
    added,
    keep_whole,
    parts_told,
    tells_other,
    tells_spending,
    wrong_rate,
)
from sgz_desktop.intake.money_staff import STAFF, with_staff
from sgz_desktop.intake.problems import Place, Problem
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure, FundReading, MoneyTable

_FIGURE_WORDS = {
    Role.RATE: ("完成率", "执行率", "使用率", "支出率", "比例", "占比", "百分比", "进度", "率"),
    Role.IGNORED: ("分值", "得分", "结余", "余额", "剩余", "差额", "偏差", "到账", "到位", "拨付", "收入"),
    Role.STAFF_COSTS: STAFF,
    Role.INITIAL_BUDGET: ("年初预算", "期初预算", "初始预算", "年初数"),
    Role.SPENT: (
        "执行数",
        "执行金额",
        "执行额",
        "实际支出",
        "支出金额",
        "支出数",
        "实际使用",
        "使用金额",
        "决算",
        "实支",
        "累计支出",
    ),
    Role.BUDGET: ("全年预算", "调整后预算", "调整预算", "年度预算", "预算", "协议金额", "合同金额"),
}
_LOOSE_SPENT = ("支出", "金额", "费用", "合计金额")
_WORDS = {
    Role.NUMBER: ("序号", "编号"),
    Role.REMARK: ("备注", "说明"),
    Role.NAME: (
        "项目",
        "科目",
        "内容",
        "名称",
        "用途",
        "类别",
        "支出项",
        "费用项",
        "资金来源",
        "明细",
        "摘要",
    ),
}
# What is to be spent, where no row says 预算; none of them says what has come so far.
_WHOLE_BUDGET = ("总经费", "项目经费", "协议金额", "合同金额", "总金额", "资金总额", "经费总额", "采购金额")
_NO_BUDGET = ("到账", "到位", "拨付", "收到", "支出", "使用", "其中", "结余")
_FIGURES = (Role.INITIAL_BUDGET, Role.BUDGET, Role.SPENT, Role.STAFF_COSTS)
_ABOUT = ("预算", "决算", "经费", "资金", "支出", "费用", "财务", "开支")
_OTHER = ("满意度", "培训", "督导", "到岗", "指标完成", "捐赠", "资源整合", "资源链接")
_TOTALS = ("资金总额", "总额", "总预算", "总支出", "总经费", "项目总")
_UNITS = {"元": Decimal(1), "千元": Decimal(1_000)}
# A station has 2.4 million yuan or more: a whole below this is most likely not in yuan.
_LEVELS = tuple(
    map(re.compile, (r"[一二三四五六七八九十]+", r"\([一二三四五六七八九十]+\)", r"\d+", r"\d+\.\d+|\(\d+\)"))
)
_MOST_LABELS, _MOST_LINES = 12, 200
_FEWEST_YUAN = 10_000


def suggest_money(sheet: Sheet) -> tuple[Mapping, ...]:
    """How each list of money in a sheet is read; failing that, its figures one below another."""
    found = tuple(
        mapping_of(block, Annex.MONEY, _columns(block)) for block in list_blocks(sheet, _role, _enough)
    )
    return found or _upright(sheet)


def read_money(sheet: Sheet, mapping: Mapping) -> tuple[MoneyTable, tuple[Problem, ...]]:
    """The lines of one block, and what is wrong with its cells; what can be read is read."""
    reader = _Reader(sheet, mapping)
    table = reader.upright() if mapping.transposed else reader.lines()
    reader.doubt_unit(table)
    return table, reader.rows.problems()


def _role(path: Path) -> Role:
    if tells_other(path):
        return Role.FUND
    if read_month(path[-1]).value is not None:
        return Role.DATE
    figures = [
        role_by_words((text,), _FIGURE_WORDS) if bare_head(text) != "预算科目" else Role.NAME
        for text in reversed(path)
        if not _names(text)
    ]
    known = [role for role in figures if role is not Role.IGNORED]
    if known:
        return known[0]
    named = role_by_words(path, _WORDS)
    loose = any(word in path[-1] for word in _LOOSE_SPENT) and not _names(path[-1])
    ignored = role_by_words(path[-1:], {Role.NUMBER: _FIGURE_WORDS[Role.IGNORED]}) is Role.NUMBER
    return Role.SPENT if loose and not ignored else named


def _names(text: str) -> bool:
    """Whether a head is that of the lines' names: 支出项目, 预算科目, 费用名称."""
    return bare_head(text).endswith(("项目", "科目", "名称", "内容", "类别", "用途", "明细"))


def _enough(roles: Collection[Role], title: str) -> bool:
    """FUND stands for what other annexes have, DATE for a month's part of what was spent."""
    if Role.FUND in roles:
        return False
    budgets = {Role.INITIAL_BUDGET, Role.BUDGET} & set(roles)
    if budgets and {Role.SPENT, Role.RATE, Role.NAME} & set(roles):
        return True
    about = any(word in title for word in _ABOUT) and not any(word in title for word in _OTHER)
    return about and Role.SPENT in roles and Role.NAME in roles


def _columns(block: Block) -> dict[int, ColumnRole]:
    columns = columns_by(
        block, _role, several=(Role.NAME, Role.DATE, Role.RATE, *_FIGURES), first_of=_FIGURES
    )
    columns |= keep_whole(block, columns, _FIGURES)
    for column, each in columns.items():
        if each.role is Role.DATE:
            columns[column] = ColumnRole(Role.IGNORED)
    first = min((column for column, each in columns.items() if each.role in _FIGURES), default=1)
    for column in range(1, first):
        # The names may stand below a head that belongs to the column before, or to none.
        role = columns.get(column, ColumnRole(Role.IGNORED)).role
        if role is Role.IGNORED and any(block.sheet.at(row, column) for row in block.rows()):
            # As 资金 over 年度资金总额 does.
            columns[column] = ColumnRole(Role.NAME)
    return columns


def _upright(sheet: Sheet) -> tuple[Mapping, ...]:
    """A sheet with a figure a row: 年初预算 beside its amount, 执行数 below."""
    for label in range(1, min(sheet.columns, _MOST_LABELS)):
        rows = {}
        for row in range(1, min(sheet.rows, _MOST_LINES) + 1):
            cell = sheet.at(row, label)
            role = (
                _upright_role(shown_text(sheet, row, label))
                if cell is not None and not is_figure(cell)
                else None
            )
            if role in (*_FIGURES, Role.RATE) and _has_figure(sheet, row, label + 1):
                rows[row] = role
        if {Role.INITIAL_BUDGET, Role.BUDGET} & set(rows.values()) and Role.SPENT in rows.values():
            top = min(rows)
            heads = {row: shown_text(sheet, row, label) for row in rows}
            return (
                Mapping(
                    annex=Annex.MONEY,
                    sheet=sheet.name,
                    head_top=max(top - 1, 1),
                    head_bottom=max(top - 1, 1),
                    first_row=top,
                    last_row=max(rows),
                    columns={label: ColumnRole(Role.NAME), label + 1: ColumnRole(Role.SPENT)},
                    transposed=True,
                    fingerprint=fingerprint(Annex.MONEY, heads),
                ),
            )
    return ()


def _upright_role(text: str) -> Role:
    """What a row of figures one below another holds; 项目总经费 stands there for the budget."""
    role = _role((text,))
    whole = role in (Role.NAME, Role.IGNORED, Role.FUND) and bare_head(text).endswith(_WHOLE_BUDGET)
    return Role.BUDGET if whole and not any(word in text for word in _NO_BUDGET) else role


def _has_figure(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell holds a number, with its unit or without."""
    cell = sheet.at(row, column)
    return cell is not None and any(map(str.isdigit, cell.text)) and len(cell.text) < 30


class _Reader:
    """Reads the rows of one block."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.rows = ListRows(sheet, mapping, () if mapping.transposed else _FIGURES)
        self._sheet = sheet
        self._names = self.rows.columns(Role.NAME)
        beside = (scale_in(self.rows.block.paths.get(column, ())) for column in self._names)
        above = scale_above(sheet, mapping.first_row if mapping.transposed else self.rows.block.head_top)
        self._scale = next((scale for scale in beside if scale is not None), None) or above
        self._level: int | None = None
        self._section = ""
        self._said: set[Decimal | None] = set()
        self._staff_told = self.rows.column(Role.STAFF_COSTS) is not None
        rows = () if mapping.transposed else self.rows.block.rows()
        self._parts, self._doubtful = parts_of(sheet, rows, mapping)

    def lines(self) -> MoneyTable:
        """A line a row, the printed sum kept apart."""
        for text in parts_told(self.rows.block, self.rows.mapping, _FIGURES):
            self.rows.warn_head(text)
        found: list[FundReading] = []
        total: FundReading | None = None
        is_below_total = False
        for row in self.rows:
            if self._begins_section(row.number):
                self._section = ""
            line = self._line(row.number, row.text) if row.kind is not Kind.SECTION else None
            self._tell_rate(row.number, line)
            if line is not None and self._is_nameless(row) and (found or total):
                self.rows.fault(row.number, self._first(row.number), "这一行没有支出项目的名称，没有读入。")
            elif line is None or not any((line.initial_budget, line.budget, line.spent, line.staff_costs)):
                self._open_section(row, line)
            elif row.kind is Kind.TOTAL or any(word in line.name for word in _TOTALS):
                if "小计" not in line.name:
                    staff = line.staff_costs or (total.staff_costs if total else None)
                    total, is_below_total = replace(line, staff_costs=staff), True
            elif is_below_total and row.number in self._parts and not self._is_staff(line.name):
                # 年度资金总额 stands above what it is made of.
                found.append(line)
            elif row.number not in self._parts and not self._is_detail(row.number):
                found.append(line)
                is_below_total = False
                if row.number in self._doubtful:
                    said = "这一行缩进，像是上面一行的明细，但相加不等于那一行，按单独的一行读入，请核对。"
                    self.rows.warn(row.number, self._first(row.number), said)
            elif self._is_staff(line.name):
                # A part of the line above, or of the sum: its amount is in theirs already.
                if is_below_total and total is not None:
                    total = replace(total, staff_costs=line.spent)
                elif found:
                    found[-1] = replace(found[-1], staff_costs=found[-1].staff_costs or line.spent)
            else:
                self.rows.warn(row.number, self._first(row.number), "这一行是上一行的明细，没有另计。")
        return MoneyTable(title_of(self._sheet, self.rows.block), self._with_staff(found), total)

    def _tell_rate(self, row: int, line: FundReading | None) -> None:
        """Say where a printed 执行率 is not what was spent of the budget."""
        for column in self.rows.columns(Role.RATE):
            is_told = tells_spending(self.rows.block.paths.get(column, ()))
            said = wrong_rate(self._sheet.at(row, column), line) if line and is_told else ""
            if said:
                self.rows.warn(row, column, said)

    def _is_nameless(self, row: Row) -> bool:
        return bool(self._names) and row.kind is Kind.DATA and not self._name(row.number)

    def _with_staff(self, lines: list[FundReading]) -> tuple[FundReading, ...]:
        if self._staff_told:
            return tuple(lines)
        found, doubts = with_staff(lines)
        for place, text in doubts:
            if place is None:
                self.rows.warn_head(text)
            else:
                self.rows.warn_place(place, text)
        return found

    def _open_section(self, row: Row, line: FundReading | None) -> None:
        """A row without figures may be the head of a section: 一、人员费用."""
        if line is None or self._begins_section(row.number):
            self._section = row.text if line is None else line.name

    def _begins_section(self, row: int) -> bool:
        number = self.rows.text(row, Role.NUMBER).strip(".、 ")
        return any(level.fullmatch(number) for level in _LEVELS[:2])

    def upright(self) -> MoneyTable:
        """One line whose figures stand one below another; its name is the sheet's title."""
        values: dict[Role, Figure] = {}
        label, column = self.rows.column(Role.NAME), self.rows.column(Role.SPENT)
        title = title_of(self._sheet, replace(self.rows.block, head_top=self.rows.block.first_row))
        if label is None or column is None:
            return MoneyTable(title)
        for row in self.rows.block.rows():
            if row in self.rows.mapping.skipped_rows:
                continue
            text = shown_text(self._sheet, row, label)
            role = _upright_role(text) if text else Role.IGNORED
            figure = self._amount(row, column, (text,)) if role in _FIGURES else None
            if figure is not None:
                values.setdefault(role, figure)
        if not values:
            return MoneyTable(title)
        place = self._sheet.place(self.rows.block.first_row, label)
        return MoneyTable(title, (_reading(title or self._sheet.name, place, values),))

    def doubt_unit(self, table: MoneyTable) -> None:
        """Warn of figures too small for yuan in a sheet that names no unit."""
        lines = [*table.rows, *((table.total,) if table.total else ())]
        amounts = [
            figure.value
            for line in lines
            for figure in (line.initial_budget, line.budget, line.spent)
            if figure is not None
        ]
        if self._said == {None} and amounts and 0 < max(amounts) < _FEWEST_YUAN:
            self.rows.warn_head("表里没有写金额的单位，按元读入；如果是万元，请核对。")

    def _line(self, row: int, total: str) -> FundReading:
        values: dict[Role, Figure] = {}
        for role in _FIGURES:
            amounts = (
                self._amount(row, column, self.rows.block.paths.get(column, ()))
                for column in self.rows.columns(role)
            )
            figure = added([each for each in amounts if each is not None])
            if figure is not None:
                values[role] = figure
        name = self._name(row) or total or title_of(self._sheet, self.rows.block) or self._sheet.name
        is_staff = self._is_staff(name) or self._is_staff(self._section)
        if not self._staff_told and not total and is_staff and Role.SPENT in values:
            values[Role.STAFF_COSTS] = values[Role.SPENT]
        place = self._sheet.place(row, self._first(row))
        return _reading(name, place, values)

    def _is_detail(self, row: int) -> bool:
        """Whether a line's number makes it a part of one above: 1 below 一, 1.1 below 1."""
        text = self.rows.text(row, Role.NUMBER).strip(".、 ")
        level = next((level for level, known in enumerate(_LEVELS) if known.fullmatch(text)), None)
        if level is None:
            return False
        if self._level is not None and level > self._level:
            return True
        self._level = level
        return False

    def _first(self, row: int) -> int:
        """The column that a line's place names: that of its name, else its first."""
        named = (column for column in self._names if self._sheet.at(row, column) is not None)
        return next(named, self._sheet.row(row)[0][0])

    def _name(self, row: int) -> str:
        """The line's name; where it has several levels, they are joined."""
        texts: list[str] = []
        for column in self._names:
            text = shown_text(self._sheet, row, column)
            # What reaches down from the head is a head: 项目资金（万元） beside all of its rows.
            in_head = self._sheet.anchor(row, column)[0] < self.rows.block.first_row
            if text and text not in texts and not in_head:
                texts.append(text)
        return "／".join(texts)

    @staticmethod
    def _is_staff(name: str) -> bool:
        return any(word in name for word in STAFF) and not says_total(name)

    def _amount(self, row: int, column: int, path: Path) -> Figure | None:
        scale = scale_in(path) or self._scale
        figure = self.rows.figure(row, column, units=_UNITS, bare=scale or Decimal(1), of="金额")
        if figure is not None:
            text = self._sheet.text(row, column)
            self._said.add(Decimal(1) if any(unit in text for unit in "元万亿") else scale)
        return figure


def _reading(name: str, place: Place, values: Map[Role, Figure]) -> FundReading:
    return FundReading(
        place,
        name,
        initial_budget=values.get(Role.INITIAL_BUDGET),
        budget=values.get(Role.BUDGET),
        spent=values.get(Role.SPENT),
        staff_costs=values.get(Role.STAFF_COSTS),
    )
