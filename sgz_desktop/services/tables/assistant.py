"""What the assistant shows of a workbook: its blocks with their columns, and how a person corrects them."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sgz_desktop.errors import Refused
from sgz_desktop.intake.addresses import column_name
from sgz_desktop.intake.calendar_readings import Month, fill_years, read_month
from sgz_desktop.intake.heads import paths
from sgz_desktop.intake.indicator_heads import PAIRS
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.turning import as_read
from sgz_desktop.models.names import KINDS, field_name
from sgz_desktop.services.naming import plain_value
from sgz_desktop.services.tables.importing import Opened
from sgz_desktop.services.tables.plan import Fate, TablePlan
from sgz_desktop.services.tables.showing import ANNEX_NAMES

MOST_ROWS = 12
"""So many rows of a block are shown: enough to tell whether it is read as it is meant."""

ROLE_NAMES: Map[Role, str] = {
    Role.IGNORED: "不读",
    Role.NUMBER: "序号",
    Role.NAME: "姓名",
    Role.UNIT: "单位",
    Role.ZONE: "片区",
    Role.STAFF: "投入社工人数",
    Role.INDICATOR: "指标名称",
    Role.AGREED: "协议量",
    Role.AGREED_RATE: "协议比率",
    Role.DONE: "完成量",
    Role.DONE_OF_AGREED: "完成量/协议量",
    Role.AGREED_AND_DONE: "协议量/完成量",
    Role.RATE: "百分比",
    Role.SECTION: "类型（持证、非持证）",
    Role.POST: "职位",
    Role.CREDENTIAL: "资格证或资质",
    Role.CERTIFIED: "是否持证",
    Role.KIND: "分行的项目（到位、社保、工资）",
    Role.CONTRACT: "合同期限（起止）",
    Role.CONTRACT_START: "合同开始日期",
    Role.CONTRACT_END: "合同结束日期",
    Role.JOINED: "到岗日期",
    Role.LEFT: "离岗日期",
    Role.EXPERIENCED: "从业是否满两年",
    Role.PRESENT: "人员到位",
    Role.INSURED: "社保购买",
    Role.PAID: "工资发放",
    Role.FIRST_HALF: "上半月到位",
    Role.SECOND_HALF: "下半月到位",
    Role.STATED: "当月到岗数",
    Role.MONTHS: "到岗小计",
    Role.EXPERIENCED_MONTHS: "从业两年以上到岗小计",
    Role.REMARK: "备注",
    Role.DATE: "日期",
    Role.PROVIDER: "提供方",
    Role.CATEGORY: "类别",
    Role.DESCRIPTION: "内容",
    Role.VALUE: "价值",
    Role.BENEFICIARIES: "受益人数",
    Role.FUND: "所用基金",
    Role.TRAINING: "培训学时",
    Role.SUPERVISION: "督导学时",
    Role.PHONE: "联系电话",
    Role.OUTCOME: "联系结果",
    Role.ANSWER: "满意度",
    Role.INITIAL_BUDGET: "年初预算",
    Role.BUDGET: "全年预算",
    Role.SPENT: "执行数",
    Role.STAFF_COSTS: "人员费用",
}
"""What a person calls each role of a column."""

_OWN_NAMES: Map[tuple[Annex, Role], str] = {
    (Annex.TRAINING, Role.VALUE): "学时",
    (Annex.TRAINING, Role.STATED): "表中的合计",
    (Annex.TRAINING, Role.BENEFICIARIES): "参加人员",
    (Annex.TRAINING, Role.CATEGORY): "类别（培训、督导）",
    (Annex.MONEY, Role.NAME): "经费名称",
}
"""What a role is called in one annex only."""
_OF_HOURS = {Role.TRAINING.value: "培训", Role.SUPERVISION.value: "督导"}

_COMMON = (Role.IGNORED, Role.NUMBER, Role.REMARK)
_HALVES = (Role.FIRST_HALF, Role.SECOND_HALF)
_OF_MONTHS = (Role.PRESENT, Role.INSURED, Role.PAID, Role.STATED, *_HALVES)
_ROLES: Map[Annex, Sequence[Role]] = {
    Annex.INDICATORS: (
        *(Role.ZONE, Role.STAFF, Role.INDICATOR, Role.UNIT),
        *(Role.AGREED, Role.AGREED_RATE, Role.DONE, Role.RATE, *PAIRS),
    ),
    Annex.ATTENDANCE: (
        *(Role.NAME, Role.SECTION, Role.KIND, Role.ZONE, Role.POST, Role.CREDENTIAL, Role.CERTIFIED),
        *(Role.EXPERIENCED, Role.CONTRACT, Role.CONTRACT_START, Role.CONTRACT_END, Role.JOINED, Role.LEFT),
        *(*_OF_MONTHS, Role.MONTHS, Role.EXPERIENCED_MONTHS),
    ),
    Annex.RESOURCES: (
        *(Role.DATE, Role.PROVIDER, Role.CATEGORY, Role.DESCRIPTION),
        *(Role.VALUE, Role.BENEFICIARIES, Role.FUND),
    ),
    Annex.TRAINING: (
        *(Role.NAME, Role.TRAINING, Role.SUPERVISION, Role.DATE),
        *(Role.BENEFICIARIES, Role.CATEGORY, Role.VALUE, Role.STATED),
    ),
    Annex.SATISFACTION: (
        *(Role.NAME, Role.PHONE, Role.ZONE, Role.CATEGORY, Role.OUTCOME, Role.ANSWER, Role.DATE),
    ),
    Annex.MONEY: (Role.NAME, Role.INITIAL_BUDGET, Role.BUDGET, Role.SPENT, Role.STAFF_COSTS),
}
FATE_NAMES: Map[Fate, str] = {Fate.NEW: "新增", Fate.CHANGED: "改动", Fate.SAME: "不变"}


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One column of a block: what a person calls it, its head as in the sheet, and what it is taken for.

    `name` is C 列, of a block that lies on its side 第 5 行.
    """

    number: int
    name: str
    head: str
    role: ColumnRole
    meaning: str


@dataclass(frozen=True, slots=True)
class BlockShown:
    """One block of the workbook as the assistant shows it, with its first rows as a person sees them."""

    mapping: Mapping
    title: str
    place: str
    columns: tuple[ColumnShown, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class LineShown:
    """One field that would be written: of what, before and after as texts, the cell and sheet it is from."""

    fate: Fate
    title: str
    field: str
    before: str
    after: str
    cell: str
    sheet: str


def roles_of(annex: Annex) -> tuple[tuple[Role, str], ...]:
    """What a column of that annex can be, with what a person calls it."""
    return tuple((each, _role_name(annex, each)) for each in (*_ROLES[annex], *_COMMON))


def _role_name(annex: Annex, role: Role) -> str:
    return _OWN_NAMES.get((annex, role), ROLE_NAMES[role])


def has_month(role: Role) -> bool:
    """Whether a column of that role belongs to a month."""
    return role in (*_OF_MONTHS, Role.TRAINING, Role.SUPERVISION)


def has_indicator(role: Role) -> bool:
    """Whether a column of that role belongs to an indicator."""
    return role in (Role.AGREED, Role.AGREED_RATE, Role.DONE, Role.RATE, *PAIRS)


def shown(opened: Opened, mapping: Mapping) -> BlockShown:
    """A block with its columns and first rows."""
    sheet = opened.workbook.sheet(mapping.sheet)
    assert sheet is not None
    sheet = as_read(sheet, mapping)
    heads = paths(sheet, mapping.head_top, mapping.head_bottom)
    numbers = range(1, sheet.columns + 1)
    columns = tuple(_column(mapping, number, " / ".join(heads.get(number, ()))) for number in numbers)
    last = min(mapping.last_row, mapping.first_row + MOST_ROWS - 1)
    rows = tuple(
        (
            column_name(row) if mapping.turned else str(row),
            tuple(_text(sheet, row, number) for number in numbers),
        )
        for row in range(mapping.first_row, last + 1)
        if sheet.row(row)
    )
    place = f"{mapping.sheet}，{data_of(mapping)}"
    return BlockShown(mapping, ANNEX_NAMES[mapping.annex], place, columns, rows)


def _column(mapping: Mapping, number: int, head: str) -> ColumnShown:
    role = mapping.columns.get(number, ColumnRole(Role.IGNORED))
    return ColumnShown(number, line_name(mapping, number), head, role, meaning(mapping.annex, role))


def line_name(mapping: Mapping, column: int) -> str:
    """What a person calls a column of a block: C 列, of one that lies on its side 第 5 行."""
    return f"第 {column} 行" if mapping.turned else f"{column_name(column)} 列"


def head_of(mapping: Mapping) -> str:
    """Where a block's head is: 第 2–3 行, of one that lies on its side A–B 列."""
    return _span(mapping, mapping.head_top, mapping.head_bottom)


def data_of(mapping: Mapping) -> str:
    """Where a block's data is: 第 4–9 行, of one that lies on its side C–F 列."""
    return _span(mapping, mapping.first_row, mapping.last_row)


def _span(mapping: Mapping, first: int, last: int) -> str:
    ends = dict.fromkeys(column_name(each) if mapping.turned else str(each) for each in (first, last))
    return f"{'–'.join(ends)} 列" if mapping.turned else f"第 {'–'.join(ends)} 行"


def _text(sheet: Sheet, row: int, column: int) -> str:
    return " ".join(sheet.text(row, column).split())


def meaning(annex: Annex, role: ColumnRole) -> str:
    """What a column of an annex is taken for, in one line: 协议量 · 专业小组 节数; 人员到位 · 2023年8月.

    What decides comes first: a narrow column cuts the end off.
    """
    month = f"{role.month[:4]}年{int(role.month[5:])}月" if role.month else ""
    about = month or " ".join(filter(None, (role.indicator, _OF_HOURS.get(role.measure, role.measure))))
    return " · ".join(filter(None, (_role_name(annex, role.role), about)))


def read_column_month(text: str, mapping: Mapping, column: int) -> str:
    """The month that a person names for a column (2024年3月, 3月, 2024-03) as 2024-03; "" for nothing.

    A month without a year is the one of that number in the sheet, else near those beside it. Raises Refused.
    """
    told = read_month(text)
    if told.value is None:
        if told.fault:
            raise Refused("month", f"“{text}”不是月份，请写成 2024-03 或 2024年3月。")
        return ""
    beside = {number: each.month for number, each in mapping.columns.items() if each.month}
    same = {each for each in beside.values() if _month(each).month == told.value.month}
    if told.value.year is None and len(same) == 1:
        return same.pop()
    before = [_month(beside[number]) for number in sorted(beside) if number < column][-1:]
    after = [_month(beside[number]) for number in sorted(beside) if number > column][:1]
    found = fill_years([*before, told.value, *after])[len(before)]
    if found.year is None:
        raise Refused("month", f"“{text}”没有写年份，请写成 2024-03 或 2024年3月。")
    return f"{found.year:04}-{found.month:02}"


def _month(name: str) -> Month:
    return Month(int(name[:4]), int(name[5:]))


def corrected(mapping: Mapping, column: int, role: ColumnRole) -> Mapping:
    """The mapping with one column taken for something else."""
    columns = {**mapping.columns, column: role}
    transposed = mapping.annex is Annex.INDICATORS and any(
        each.role is Role.INDICATOR for each in columns.values()
    )
    return replace(mapping, columns=columns, transposed=transposed)


def lines_of(plan: TablePlan) -> tuple[LineShown, ...]:
    """Every field that would be written, in the order of the sheet, but for keys of the program's own."""
    found = []
    for each in plan.writes:
        for change in each.fields:
            if change.name not in _UNTOLD:
                before = "" if change.before is None else plain_value(change.before)
                label = field_name(each.kind, change.name).removeprefix(f"{KINDS[each.kind]}的")
                cell = change.cell or each.place.cell
                after, sheet = plain_value(change.after), each.place.sheet
                found.append(LineShown(each.fate, each.title, label, before, after, cell, sheet))
    return tuple(found)


_UNTOLD = frozenset(
    {"position", "source", "worker_id", "zone_id", "indicator_id", "month", "rate_of", "code"}
)
