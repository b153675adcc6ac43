"""The heads of annex 2: who, which contract, and for each month what its columns tick."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sgz_desktop.intake.block_mapping import mapping_of
from sgz_desktop.intake.calendar_readings import Month, fill_years, split_month
from sgz_desktop.intake.heads import (
    Block,
    Path,
    above,
    blocks,
    first_text,
    head_text,
    is_total,
    month_numbers,
    periods_above,
    shown_text,
)
from sgz_desktop.intake.mapping import Annex, ColumnRole, Role
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.readings import plain, read_number
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.training_heads import service_year_of, start_of

LEAST_MONTHS = 2
_TICKS = (
    (Role.INSURED, ("社保", "保险", "五险", "参保")),
    (Role.PAID, ("工资", "薪资", "薪酬", "薪金")),
    (Role.PRESENT, ("到位", "到岗", "在岗", "出勤", "实到", "人员", "配备")),
)
_ABOUT = (
    (Role.NAME, ("姓名", "社工姓名", "人员姓名", "员工姓名", "名字")),
    (Role.NUMBER, ("序号", "编号", "号", "序")),
    (Role.CONTRACT, ("合同期", "合同起止", "起止")),
    (Role.CONTRACT_START, ("合同开始", "合同起", "合同签订")),
    (Role.CONTRACT_END, ("合同结束", "合同终止", "合同止", "合同到期")),
    (Role.LEFT, ("离职时间", "离职日期", "离岗时间", "离岗日期", "离职", "离岗")),
    (Role.JOINED, ("入职", "到岗时间", "到岗日期", "上岗时间", "上岗日期", "到任")),
    (Role.CONTRACT, ("合同",)),
    (Role.CERTIFIED, ("是否持证", "是否有证", "有无证", "持证情况", "持证与否")),
    (Role.CREDENTIAL, ("资格", "证书", "资质", "持证", "职称", "专业水平", "社工证")),
    (Role.POST, ("职位", "岗位", "职务")),
    (Role.ZONE, ("片区", "服务点", "社工点")),
    (Role.REMARK, ("备注", "说明")),
    (Role.SECTION, ("类型", "类别", "人员类型")),
)
_ENDS = {
    each: role
    for role, words in (
        (Role.CONTRACT_START, ("起", "开始", "起始", "开始日期", "起始日期", "开始时间", "起始时间")),
        (Role.CONTRACT_END, ("止", "结束", "终止", "结束日期", "终止日期", "结束时间", "终止时间")),
    )
    for each in words
}
_TWO_YEARS = ("2年", "两年", "二年", "从业年限", "工作年限", "从业时间", "从业起始", "社工年限", "从业经历")
_SUMS = ("小计", "合计", "人次", "月数", "总计")
_TITLE_MONTH = re.compile(r"(?:(?P<year>20\d{2})年)?(?<!\d)(?P<month>\d{1,2})月(?!\d)", re.ASCII)
_AMOUNTS = ("天数", "工时", "金额", "元", "应发", "实发", "基本工资")
_DATA_ROWS = 12
_MOST_DAYS = 366
_DUE = "应到"
_OF_PAYROLLS = ("实发", "应发", "扣款", "基本工资", "金额")
_OF_PRESENCE = ("到岗", "到位", "在岗", "出勤", "考勤")
_LONGEST_KIND = 8
_LONGEST_HEAD = 20
_OF_CONTRACTS = {Role.CONTRACT, Role.CONTRACT_START, Role.JOINED}
_MONTHLY = (Role.PRESENT, Role.INSURED, Role.PAID, Role.STATED)
_HALVES = (
    (Role.FIRST_HALF, ("上半月", "前半月", "上半个月", "前半个月", "1-15日", "1日-15日", "1~15日")),
    (
        Role.SECOND_HALF,
        ("下半月", "后半月", "下半个月", "后半个月", "16-31日", "16日-31日", "16日-月底", "16~31日"),
    ),
)
"""What a head over one half of a month says."""
_YEAR = re.compile(r"(20\d{2})(?:年度?)?")
_SPAN = re.compile(r"[-~—至到]\d{0,4}年?\d{1,2}月")


def is_leaf(sheet: Sheet, row: int) -> bool:
    """Whether a row is the lowest of annex 2's heads: names of people, and months or what they tick."""
    if not any(is_name(plain(cell.text)) for each in range(row - 2, row + 1) for _, cell in sheet.row(each)):
        return False  # most rows have no such head over them, and the rest takes time
    if not _are_months([cell.value for _, cell in sheet.row(row) if isinstance(cell.value, date)]):
        return False
    here = _texts(sheet, row)
    if _ticks(here) >= LEAST_MONTHS or sum(half_of(text) is not None for text in here) >= LEAST_MONTHS:
        over = [*here, *(text for each in (row - 1, row - 2) for text in _texts(sheet, each))]
        if any(word in text for text in over for word in _OF_PAYROLLS):
            return False
        heads = [*here, *(text for each in (row - 1, row - 2) for text in _heads_in(sheet, each))]
        has_months = _months(heads) > 0 or (_of_one_month(here) and title_month(sheet, row) is not None)
        return any(map(is_name, over)) and has_months and not _names_somebody(sheet, row)
    below = _texts(sheet, row + 1)
    has_heads = _ticks(below) > 0 or any(half_of(text) is not None for text in below)
    goes_on = has_heads and not _names_somebody(sheet, row + 1)
    return any(map(is_name, here)) and _months(here) >= LEAST_MONTHS and not goes_on


def _heads_in(sheet: Sheet, row: int) -> list[str]:
    """The heads of a row over another; a title that names a month with other words is none."""
    cells = sheet.row(row)
    is_title = len(cells) == 1 and bool(split_month(plain(cells[0][1].text))[1])
    return [] if is_title else _texts(sheet, row)


def _of_one_month(texts: Sequence[str]) -> bool:
    """Whether heads without months are those of one month: 到位 beside 社保 or 工资, no days and no wages."""
    roles = [tick_role(text) for text in texts if not any(word in text for word in _AMOUNTS)]
    return Role.PRESENT in roles and len({*roles} - {None}) > 1


def title_month(sheet: Sheet, row: int) -> Month | None:
    """The one month that the nearest title with any names, or the sheet's name, of a sheet a month."""
    for text in (*above(sheet, row), plain(sheet.name)):
        found = {(each["year"], each["month"]) for each in _TITLE_MONTH.finditer(text)}
        if found:
            year, month = found.pop()
            is_one = not found and 1 <= int(month) <= 12
            return Month(int(year) if year else None, int(month)) if is_one else None
    return None


def _names_somebody(sheet: Sheet, row: int) -> bool:
    """Whether a row below a head tells of a worker whose months say 在岗."""
    return any(
        is_name(head) and (text := shown_text(sheet, row, column)) and not is_name(text)
        for each in range(max(row - 2, 1), row)
        for column, head in ((column, plain(cell.text)) for column, cell in sheet.row(each))
    )


def _are_months(days: Sequence[date]) -> bool:
    """Whether days go on from month to month, as heads do; those of a contract do not."""
    months = [each.year * 12 + each.month for each in days]
    return all(after - before in (0, 1) or after == months[0] for before, after in pairwise(months))


def _texts(sheet: Sheet, row: int) -> list[str]:
    numbers = month_numbers(sheet, row)
    columns = range(1, sheet.columns + 1) if row > 0 else ()
    return [head_text(sheet, row, column, numbers) for column in columns]


def _ticks(texts: Sequence[str]) -> int:
    return sum(tick_role(text) is not None for text in texts)


def _months(texts: Sequence[str]) -> int:
    return sum(split_month(text)[0] is not None for text in texts if text)


def is_name(text: str) -> bool:
    """Whether a head is that of the workers' names."""
    bare = re.sub(r"\([^()]*\)", "", text)
    return bare in _ABOUT[0][1] or bare in ("名字", "员工", "社工")


def suggest_attendance(sheet: Sheet) -> tuple[BlockMapping, ...]:
    """How each roster of a sheet is read."""
    return tuple(mapping_of_block(block) for block in blocks(sheet, is_leaf))


def suggest_roster(sheet: Sheet) -> tuple[BlockMapping, ...]:
    """How a list of the workers with their contracts is read that ticks no months."""
    return tuple(mapping_of_block(block) for block in blocks(sheet, _lists_workers))


def _lists_workers(sheet: Sheet, row: int) -> bool:
    """Whether a row's heads are names, contracts or days of arrival, and posts or credentials."""
    texts = [plain(cell.text) for _, cell in sheet.row(row)]
    if not any(map(is_name, texts)):
        return False
    roles = {_about((text,)) for text in texts if len(text) <= _LONGEST_HEAD}
    return bool(roles & _OF_CONTRACTS) and bool(roles & {Role.POST, Role.CREDENTIAL, Role.CERTIFIED})


def mapping_of_block(block: Block) -> BlockMapping:
    """The mapping of a roster's block."""
    return mapping_of(block, Annex.ATTENDANCE, attendance_columns(block))


def attendance_columns(block: Block) -> dict[int, ColumnRole]:
    """What each column holds; months get the years they lack from one another and from the titles."""
    columns: dict[int, ColumnRole] = {}
    months: list[tuple[int, Month]] = []
    has_months = any(_month(path)[0] is not None for path in block.paths.values())
    current = None if has_months else title_month(block.sheet, block.head_top)
    titled = _titled(block)
    for column, path in sorted(block.paths.items()):
        month, rest = _month(path)
        if month is not None and (any(word in rest for word in _SUMS) or _SPAN.search("".join(path))):
            month = None  # 8月-12月合计
        role = tick_role(rest)
        if _DUE in rest:
            current = month or current
            columns[column] = ColumnRole(Role.IGNORED)
            continue
        if month is not None:
            current = month
        elif (role is None and half_of(path[-1]) is None) or current is None or _about(path) is not None:
            columns[column] = ColumnRole(_about(path) or Role.IGNORED)
            continue
        months.append((column, current))
        bare = half_of(path[-1]) or half_of(rest) or _bare(block, column, titled)
        columns[column] = ColumnRole(role or bare)
    columns |= _ticked(block, columns)
    kind = _kind_column(block, columns)
    columns |= {} if kind is None else {kind: ColumnRole(Role.KIND)}
    return columns | _dated(columns, months, _start(block))


def _titled(block: Block) -> Role:
    """What the months of a sheet tick whose heads do not say: by the title, else the sheet's name, 到位."""
    for text in (*above(block.sheet, block.head_top), plain(block.sheet.name)):
        kinds = [role for role, words in _TICKS[:2] if any(word in text for word in words)]
        if kinds or any(word in text for word in _TICKS[2][1]):
            return (
                kinds[0]
                if len(kinds) == 1 and not any(word in text for word in _OF_PRESENCE)
                else Role.PRESENT
            )
    return Role.PRESENT


def _ticked(block: Block, columns: Mapping[int, ColumnRole]) -> dict[int, ColumnRole]:
    """The months whose figures are ticks: where nothing but 1 and 0 stands beside the names."""
    stated = [column for column, each in columns.items() if each.role is Role.STATED]
    names = next((column for column, each in columns.items() if each.role is Role.NAME), None)
    rows = [
        row
        for row in block.rows()
        if names is None
        or (shown_text(block.sheet, row, names) and not _is_sum(first_text(block.sheet, row)))
    ]
    figures = {read_number(block.sheet.at(row, column)).value for row in rows for column in stated}
    ticks_only = figures <= {None, Decimal(0), Decimal(1)}
    return {column: ColumnRole(Role.PRESENT) for column in stated} if ticks_only else {}


def _is_sum(text: str) -> bool:
    return is_total(text) or any(word in text for word in (_DUE, "实到", "差额"))


def _kind_column(block: Block, columns: Mapping[int, ColumnRole]) -> int | None:
    """The column before the months whose cells say what a row ticks, where each worker has several rows."""
    first = min((column for column, each in columns.items() if each.role in _MONTHLY), default=1)
    for column in range(1, first):
        known = columns.get(column)
        if known is None or known.role in (Role.IGNORED, Role.SECTION, Role.POST, Role.NAME):
            texts = (shown_text(block.sheet, row, column) for row in list(block.rows())[:_DATA_ROWS])
            if len({row_kind(text) for text in texts if len(text) <= _LONGEST_KIND} - {None}) > 1:
                return column
    return None


YEARLESS = "月"
"""What the measure of a month's column ends with where its heads do not say the year: 8月."""


def _dated(
    columns: Mapping[int, ColumnRole], months: Sequence[tuple[int, Month]], start: date | None
) -> dict[int, ColumnRole]:
    """The columns of months with their months spelt out; a month stands over up to three columns."""
    # 社保 may have the same months again, beside those of 到位.
    several: dict[Role | None, list[tuple[int, Month]]] = {}
    for column, month in months:
        role = columns[column].role
        several.setdefault(role if role in (Role.INSURED, Role.PAID) else None, []).append((column, month))
    dated = {}
    for found in several.values():
        filled = fill_years([month for _, month in found], start)
        for (column, _), month in zip(found, filled, strict=True):
            name = "" if month.year is None else f"{month.year:04}-{month.month:02}"
            told = dict(months)[column].year is not None
            dated[column] = replace(
                columns[column], month=name, measure="" if told else f"{month.month}{YEARLESS}"
            )
    return dated


def _start(block: Block) -> date | None:
    """The beginning of the term that the titles name, a year's first; a longer one tells no year."""
    if (summer := service_year_of(block.sheet, block.head_top)) is not None:
        return summer
    found = list(periods_above(block.sheet, block.head_top))
    yearly = [period for text, period in found if "年度" in text or "考核" in text or "评估" in text]
    named = yearly or [period for _, period in found]
    if not named:
        return start_of(block.sheet, block.head_top)
    return next((start for start, end in named if (end - start).days <= _MOST_DAYS), None)


def _month(path: Path) -> tuple[Month | None, str]:
    """The month in a column's heads, and what else they say."""
    month, year, rest = None, None, []
    for text in path:
        if (alone := _YEAR.fullmatch(text)) is not None:
            year = int(alone[1])
            continue
        found, after = split_month(text) if month is None else (None, text)
        if found is not None:
            month = found
            rest.append(after)
        else:
            rest.append(text)
    if month is not None and month.year is None and year is not None:
        month = Month(year, month.month)
    return month, "".join(rest)


def tick_role(text: str) -> Role | None:
    """Which of the three ticks a head, or a row's, is about."""
    if any(word in text for word in (*_SUMS, *_TWO_YEARS, _DUE, "合同", "证", "姓名", "时间", "日期")):
        return None
    return next((role for role, words in _TICKS if any(word in text for word in words)), None)


def half_of(text: str) -> Role | None:
    """Which half of a month a head is about."""
    bare = text.strip("()")
    return next((role for role, words in _HALVES if bare in words), None)


def row_kind(text: str) -> Role | None:
    """What a row of a worker who has several says: one of the three ticks; 应到 counts for nothing."""
    return Role.IGNORED if _DUE in text else tick_role(text)


def _bare(block: Block, column: int, titled: Role) -> Role:
    """A month without more: figures of 0, 0.5 and 1 state the month, ticks tell what the title is about."""
    rows = list(block.rows())[:_DATA_ROWS]
    cells = [block.sheet.at(row, column) for row in rows]
    stated = [each for each in cells if each is not None and read_number(each).value is not None]
    return Role.STATED if stated and titled is Role.PRESENT else titled


def _about(path: Path) -> Role | None:
    whole = plain("".join(path))
    if ("合同" in whole or whole in ("起", "止")) and path[-1] in _ENDS:
        return _ENDS[path[-1]]
    is_sum = any(word in whole for word in _SUMS)
    if any(word in whole for word in _TWO_YEARS):
        return Role.EXPERIENCED_MONTHS if is_sum or "到岗" in whole else Role.EXPERIENCED
    if is_sum:
        return None if _DUE in whole else Role.MONTHS
    if is_name(path[-1]):
        return Role.NAME
    if whole in ("持证", "持证社工"):
        return Role.CERTIFIED
    return next((role for role, words in _ABOUT if any(word in whole for word in words)), None)
