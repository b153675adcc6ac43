"""The heads of annex 4: whose hours, of which month, of training or of supervision."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sgz_desktop.intake.calendar_readings import Month, fill_years, read_month, split_month
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import Block, Path, above, is_figure, periods_above
from sgz_desktop.intake.list_heads import bare_head, list_blocks, mapping_of, role_by_words, title_over
from sgz_desktop.intake.mapping import Annex, ColumnRole, Role
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.readings import plain, read_number
from sgz_desktop.intake.sheets import Sheet

TRAINING_WORDS = ("培训", "内训", "外训", "继续教育", "学习")
MONTH_SIGN = "月"
SUPERVISION_WORDS = ("督导",)
_WORDS = {
    Role.NUMBER: ("序号", "编号", "号"),
    Role.NAME: ("姓名", "员工", "社工", "人员"),
    Role.BENEFICIARIES: (
        "参加人员",
        "参训人员",
        "参与人员",
        "参加者",
        "参会人员",
        "参加社工",
        "参训社工",
        "参加人",
        "参训人",
        "参与社工",
        "人员名单",
        "参加名单",
        "受训人员",
        "被督导者",
        "被督导人",
        "受督导",
    ),
    Role.POST: ("岗位", "职务", "职位"),
    Role.REMARK: ("备注",),
}
_HOURS = ("学时", "时数", "小时", "时长", "课时")
_ABOUT = (
    "主题",
    "内容",
    "名称",
    "日期",
    "地点",
    "讲师",
    "导师",
    "督导者",
    "督导师",
    "机构",
    "单位",
    "次数",
    "场次",
    "人数",
    "人次",
    "形式",
    "方式",
    "证",
    "费",
    "记录",
    "签到",
    "课程",
    "题目",
)
_KIND_HEADS = ("类别", "类型", "性质", "分类", "形式", "项目", "内容")
_DATES = ("月份", "日期", "时间", "培训日期", "培训时间", "督导日期", "督导时间", "培训月份", "年月")
_COUNTS = ("参加人数", "参训人数", "参与人数", "人数", "参会人数")
_KINDS = (Role.TRAINING, Role.SUPERVISION)
_PEOPLE = frozenset((Role.NAME, Role.BENEFICIARIES, Role.STAFF))
_SINGLE = (Role.NAME, Role.DATE, Role.BENEFICIARIES, Role.CATEGORY)
_SUMS = ("合计", "小计", "总计", "累计", "共计", "总学时", "总时数", "总时长", "年度")
_REQUIRED = ("应", "要求", "标准", "达标", "率", "差", "目标", "协议", "平均", "人均", "是否")
_OTHER = ("到位", "到岗", "社保", "工资", "满意", "预算", "执行数", "协议量", "捐赠")
# The head of a figure of the whole period, where the months stand beside it: 总培训时数, 实际完成学时.
_WHOLE = re.compile(r"总(?:培训|督导|学时|时数|时长|课时|小时|数|量)|实际|完成|全年|全期|本期|考核期|评估期")
_YEAR = re.compile(r"(?<!\d)(20\d{2})年")
_SERVICE_YEAR = re.compile(r"(20\d{2})年?\s*[-–—~至到/]\s*(20\d{2})\s*(?:服务)?年度")


def kind_of(text: str) -> Role | None:
    """Whether a text is of training or of supervision; None where it names both or neither."""
    training = any(word in text for word in TRAINING_WORDS)
    supervision = any(word in text for word in SUPERVISION_WORDS)
    if training == supervision:
        return None
    return Role.TRAINING if training else Role.SUPERVISION


def training_blocks(sheet: Sheet) -> tuple[Block, ...]:
    """The blocks of annex 4 in a sheet: a row a worker, a row a training, or a row a month."""
    found = list_blocks(sheet, _role, _enough)
    return tuple(block for block in found if _tells_whose(block) and _tells_hours(block))


def _tells_whose(block: Block) -> bool:
    roles = {_role(path) for path in block.paths.values()}
    return bool(_PEOPLE & roles) or len(set(_named_columns(block).values())) > 1


def _tells_hours(block: Block) -> bool:
    """Whether something says that the hours are of training: a head, a title, or a column of kinds."""
    roles = {_role(path) for path in block.paths.values()}
    if ({*_KINDS, *_PEOPLE} - {Role.NAME}) & roles or _is_about(title_over(block.sheet, block.head_top)):
        return True
    return _kinds_column(block) is not None


def _is_about(title: str) -> bool:
    return any(word in title for word in (*TRAINING_WORDS, *SUPERVISION_WORDS, "学时"))


def _kinds_column(block: Block) -> int | None:
    """The column that names the kind of each row's hours: 培训, 督导, 参加培训, 接受督导."""
    for column, path in sorted(block.paths.items()):
        if _role(path) in (Role.IGNORED, Role.CATEGORY):
            cells = [cell for row in block.rows() if (cell := block.sheet.at(row, column)) is not None]
            known = sum(kind_of(plain(cell.text)) is not None for cell in cells)
            if known and known * 4 >= len(cells) * 3:
                return column
    return None


def _named_columns(block: Block) -> dict[int, str]:
    """Whose hours a column holds where each worker has columns of their own, months being the rows."""
    named: dict[int, str] = {}
    name = ""
    for column, path in sorted(block.paths.items()):
        if _role(path) not in _KINDS or _is_sum(path):
            name = ""
            continue
        if len(path) > 1:
            name = path[-2] if not month_of(path[-2:-1])[0] and not any(map(str.isdigit, path[-2])) else ""
        if name:
            named[column] = name
    return named


def training_mapping(block: Block) -> BlockMapping:
    """How a block of annex 4 is read."""
    return mapping_of(block, Annex.TRAINING, training_columns(block))


def _enough(roles: Collection[Role], title: str) -> bool:
    """FUND stands for what other annexes have; VALUE and STATED for hours or a month that names no kind."""
    if Role.FUND in roles:
        return False
    if not _PEOPLE & set(roles):
        return {Role.DATE, *_KINDS} <= set(roles)
    if {Role.TRAINING, Role.SUPERVISION} & set(roles):
        return True
    if {Role.NAME, Role.DATE, Role.VALUE} <= set(roles):
        # 姓名, 月份, 类型, 时数: a row for each month and kind, if its cells say so.
        return True
    return _is_about(title) and bool({Role.VALUE, Role.STATED} & set(roles))


def _role(path: Path) -> Role:
    """What a column holds; VALUE for hours of an unnamed kind, STATED for such a sum."""
    whole = "".join(path)
    lowest = bare_head(path[-1])
    if any(word in whole for word in _OTHER):
        return Role.FUND
    named = role_by_words((lowest,), {Role.BENEFICIARIES: _WORDS[Role.BENEFICIARIES]})
    if named is not Role.IGNORED and "人数" not in lowest:
        return named
    if lowest in _COUNTS:
        return Role.STAFF
    if any(lowest.startswith(word) or lowest.endswith(word) for word in _REQUIRED) and "对应" not in lowest:
        return Role.IGNORED
    if lowest in _DATES and not _in_hours(path):
        return Role.DATE
    if lowest.endswith(_KIND_HEADS[:4]):
        return Role.CATEGORY
    if any(word in lowest for word in _ABOUT):
        return Role.IGNORED
    return _hours_role(path, lowest)


def _hours_role(path: Path, lowest: str) -> Role:
    kind = _kind(path)
    month, _ = month_of(path)
    if kind is not None:
        return kind
    hours = any(word in text for text in path for word in _HOURS)
    if month is None and _is_sum(path) and (hours or lowest in _SUMS):
        return Role.STATED
    if month is not None or hours:
        return Role.VALUE
    return role_by_words((lowest,), _WORDS)


def _kind(path: Path) -> Role | None:
    """The kind that the heads name, the lowest that does."""
    return next((kind for kind in map(kind_of, reversed(path)) if kind is not None), None)


def _is_sum(path: Path) -> bool:
    return month_of(path)[0] is None and any(word in text for text in path[-2:] for word in _SUMS)


def _in_hours(path: Path) -> bool:
    return any(word in path[-1] for word in _HOURS)


def month_of(path: Path) -> tuple[Month | None, int | None]:
    """The month that a column's heads name, and the year that another of them does."""
    month, year = None, None
    for text in path:
        found = _YEAR.search(text)
        year = int(found[1]) if found else year
        here = read_month(text).value or split_month(text)[0]
        month = month or here
    if month is not None and month.year is None and year is not None:
        month = Month(year, month.month)
    return month, year


def training_columns(block: Block) -> dict[int, ColumnRole]:
    """What each column holds; months get the years they lack from one another and from the titles."""
    roles = {column: _role(path) for column, path in sorted(block.paths.items())}
    kinds = _kinds_column(block)
    if kinds is not None:
        roles = {column: Role.IGNORED if role is Role.CATEGORY else role for column, role in roles.items()}
        roles[kinds] = Role.CATEGORY
    _keep_one(roles)
    sums = _sum_columns(block, roles)
    months: dict[Role, list[tuple[int, Month]]] = {}
    current: tuple[int, Month] | None = None
    for column, role in roles.items():
        if role in (*_KINDS, Role.VALUE) and _only_texts(block, column):
            roles[column] = Role.IGNORED
        elif role in (*_KINDS, Role.VALUE) and column not in sums:
            path = block.paths[column]
            month = month_of(path)[0]
            if month is None and current and current[0] == column - 1 and len(path) == 1 and role in _KINDS:
                # 8月 stands over the first of its two columns only, and is not merged over the other.
                month = None if _has(months, role, current[1]) else current[1]
            current = (column, month) if month is not None and _may_carry(block, roles, column) else None
            if month is not None:
                months.setdefault(role, []).append((column, month))
    sums |= _whole_columns(block, roles, months, sums)
    names = {} if _PEOPLE & set(roles.values()) else _named_columns(block)
    columns = {column: ColumnRole(role, indicator=names.get(column, "")) for column, role in roles.items()}
    start = start_of(block.sheet, block.head_top)
    for found in months.values():
        filled = fill_years([month for _, month in found], start)
        for (column, written), named in zip(found, filled, strict=True):
            # Without a year it is no month to keep, but it may be shown and corrected.
            columns[column] = replace(
                columns[column],
                month=month_name(named),
                measure="" if written.year is not None else f"{named.month}{MONTH_SIGN}",
            )
    return columns | _sums(columns, sums, _kind_over(block))


def _sum_columns(block: Block, roles: Mapping[int, Role]) -> set[int]:
    """The columns of sums; where 合计 is not merged over its two columns, the second of them as well."""
    sums: set[int] = set()
    for column, path in sorted(block.paths.items()):
        role, before = roles[column], roles.get(column - 1)
        is_second = (
            len(path) == 1
            and column - 1 in sums
            and len(block.paths[column - 1]) > 1
            and {role, before} == {*_KINDS}
        )
        if role in (*_KINDS, Role.VALUE) and (_is_sum(path) or is_second):
            sums.add(column)
    return sums


def _may_carry(block: Block, roles: Mapping[int, Role], column: int) -> bool:
    """Whether the month over a column may be that of the next too: it stands over the heads of both.

    8月培训, 督导, 9月培训, 督导 say so as well; one 督导时数 behind the months is of the whole period.
    """
    path = block.paths[column]
    if len(path) > 1:
        return month_of(path[:-1])[0] is not None
    others = {*_KINDS} - {roles[column]}
    bare = [each for each in block.paths if roles[each] in others and month_of(block.paths[each])[0] is None]
    return len(bare) > 1 and roles[column] in _KINDS


def _whole_columns(
    block: Block,
    roles: Mapping[int, Role],
    months: Mapping[Role, list[tuple[int, Month]]],
    sums: Collection[int],
) -> set[int]:
    """The columns without a month that are the months' sums: by their heads, or by their figures."""
    dated = {column for found in months.values() for column, _ in found}
    whole = set()
    for column, role in roles.items():
        if role not in (*_KINDS, Role.VALUE) or column in dated or column in sums:
            continue
        same = [each for each, _ in months.get(role, ())]
        others = same or [each for each, _ in months.get(Role.VALUE, ())]
        named = any(_WHOLE.search(text) for text in block.paths[column][-2:])
        if others and (named or (same and _makes(block, column, same))):
            whole.add(column)
    return whole


def _makes(block: Block, column: int, months: Collection[int]) -> bool:
    """Whether a column has in most rows what its months have together."""
    told, same = 0, 0
    for row in block.rows():
        whole = _number(block, row, column)
        if whole:
            told += 1
            same += whole == sum((_number(block, row, each) for each in months), Decimal(0))
    return same * 2 > told


def _number(block: Block, row: int, column: int) -> Decimal:
    cell = block.sheet.at(row, column)
    value = None if cell is None else read_number(cell).value
    return Decimal(0) if value is None else value


def _kind_over(block: Block) -> Role | None:
    """The kind that the nearest title names, else the sheet's own name."""
    nearest = [text for text in above(block.sheet, block.head_top) if kind_of(text)]
    return kind_of(nearest[0]) if nearest else kind_of(plain(block.sheet.name))


def _keep_one(roles: dict[int, Role]) -> None:
    """Names, dates and who took part have one column; a count of people stands in for their names."""
    if not {Role.NAME, Role.BENEFICIARIES} & set(roles.values()):
        roles.update({column: Role.BENEFICIARIES for column, role in roles.items() if role is Role.STAFF})
    given: set[Role] = set()
    for column, role in roles.items():
        if role is Role.STAFF or (role in given and role in _SINGLE):
            roles[column] = Role.IGNORED
        given.add(role)


def _has(months: Mapping[Role, list[tuple[int, Month]]], role: Role, month: Month | None) -> bool:
    return any(each == month for _, each in months.get(role, ()))


def _sums(
    columns: Mapping[int, ColumnRole], sums: Collection[int], over: Role | None
) -> dict[int, ColumnRole]:
    """A sum beside other columns of its kind is stated; alone it is the figure of the whole period.

    Columns that name no kind are of the kind that stands `over` them; 督导合计 beside the months of a table
    of training is the supervision of the whole period.
    """
    others = {each.role for column, each in columns.items() if column not in sums}
    kinds: Collection[Role] = _KINDS
    if Role.CATEGORY not in others and (over or {*_KINDS} <= {columns[column].role for column in sums}):
        kinds = (over or Role.TRAINING,)
    found = {}
    for column in sorted(sums):
        role = columns[column].role
        if role in others or (role in _KINDS and Role.VALUE in others and role in kinds):
            found[column] = ColumnRole(Role.STATED, measure=role.value if role in _KINDS else "")
    if not {*_KINDS, Role.VALUE} & {each.role for each in columns.values()}:
        found |= {
            column: ColumnRole(Role.VALUE) for column, each in columns.items() if each.role is Role.STATED
        }
    return found


def month_name(month: Month) -> str:
    """2023-08; nothing where nobody says which year."""
    return "" if month.year is None else f"{month.year:04}-{month.month:02}"


def _only_texts(block: Block, column: int) -> bool:
    cells: list[Cell] = [
        cell
        for row in block.rows()
        if (cell := block.sheet.at(row, column)) is not None and cell.text.strip()
    ]
    return bool(cells) and not any(is_figure(cell) or any(map(str.isdigit, cell.text)) for cell in cells)


def service_year_of(sheet: Sheet, head_top: int) -> date | None:
    """The beginning of a year from summer to summer that a title names: 2023-2024年度."""
    found = (_SERVICE_YEAR.search(text) for text in above(sheet, head_top))
    years = next((each for each in found if each is not None and int(each[2]) == int(each[1]) + 1), None)
    return None if years is None else date(int(years[1]), 7, 1)


def start_of(sheet: Sheet, head_top: int) -> date | None:
    """The beginning of the period that a title names, or of the only year it names."""
    found = next((period for _, period in periods_above(sheet, head_top)), None)
    if found is not None:
        return found[0]
    if (summer := service_year_of(sheet, head_top)) is not None:
        return summer
    year = _YEAR.search(title_over(sheet, head_top))
    return date(int(year[1]), 1, 1) if year else None
