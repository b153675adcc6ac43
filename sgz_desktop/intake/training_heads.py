"""The heads of annex 4: whose hours, of which month, of training or of supervision."""

import re
from collections.abc import Collection
from datetime import date

from sgz_desktop.intake.calendar_readings import Month, read_month, split_month
from sgz_desktop.intake.heads import Block, Path, above, periods_above
from sgz_desktop.intake.list_heads import bare_head, list_blocks, role_by_words, title_over
from sgz_desktop.intake.mapping import Role
from sgz_desktop.intake.readings import plain
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
KINDS = (Role.TRAINING, Role.SUPERVISION)
PEOPLE = frozenset((Role.NAME, Role.BENEFICIARIES, Role.STAFF))
_SUMS = ("合计", "小计", "总计", "累计", "共计", "总学时", "总时数", "总时长", "年度")
_REQUIRED = ("应", "要求", "标准", "达标", "率", "差", "目标", "协议", "平均", "人均", "是否")
_OTHER = ("到位", "到岗", "社保", "工资", "满意", "预算", "执行数", "协议量", "捐赠")
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
    found = list_blocks(sheet, role_of, _enough)
    return tuple(block for block in found if _tells_whose(block) and _tells_hours(block))


def _tells_whose(block: Block) -> bool:
    roles = {role_of(path) for path in block.paths.values()}
    return bool(PEOPLE & roles) or len(set(named_columns(block).values())) > 1


def _tells_hours(block: Block) -> bool:
    """Whether something says that the hours are of training: a head, a title, or a column of kinds."""
    roles = {role_of(path) for path in block.paths.values()}
    if ({*KINDS, *PEOPLE} - {Role.NAME}) & roles or _is_about(title_over(block.sheet, block.head_top)):
        return True
    return kinds_column(block) is not None


def _is_about(title: str) -> bool:
    return any(word in title for word in (*TRAINING_WORDS, *SUPERVISION_WORDS, "学时"))


def kinds_column(block: Block) -> int | None:
    """The column that names the kind of each row's hours: 培训, 督导, 参加培训, 接受督导."""
    for column, path in sorted(block.paths.items()):
        if role_of(path) in (Role.IGNORED, Role.CATEGORY):
            cells = [cell for row in block.rows() if (cell := block.sheet.at(row, column)) is not None]
            known = sum(kind_of(plain(cell.text)) is not None for cell in cells)
            if known and known * 4 >= len(cells) * 3:
                return column
    return None


def named_columns(block: Block) -> dict[int, str]:
    """Whose hours a column holds where each worker has columns of their own, months being the rows."""
    named: dict[int, str] = {}
    name = ""
    for column, path in sorted(block.paths.items()):
        if role_of(path) not in KINDS or is_sum(path):
            name = ""
            continue
        if len(path) > 1:
            name = path[-2] if not month_of(path[-2:-1])[0] and not any(map(str.isdigit, path[-2])) else ""
        if name:
            named[column] = name
    return named


def _enough(roles: Collection[Role], title: str) -> bool:
    """FUND stands for what other annexes have; VALUE and STATED for hours or a month that names no kind."""
    if Role.FUND in roles:
        return False
    if not PEOPLE & set(roles):
        return {Role.DATE, *KINDS} <= set(roles)
    if {Role.TRAINING, Role.SUPERVISION} & set(roles):
        return True
    if {Role.NAME, Role.DATE, Role.VALUE} <= set(roles):
        # 姓名, 月份, 类型, 时数: a row for each month and kind, if its cells say so.
        return True
    return _is_about(title) and bool({Role.VALUE, Role.STATED} & set(roles))


def role_of(path: Path) -> Role:
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
    if month is None and is_sum(path) and (hours or lowest in _SUMS):
        return Role.STATED
    if month is not None or hours:
        return Role.VALUE
    return role_by_words((lowest,), _WORDS)


def _kind(path: Path) -> Role | None:
    """The kind that the heads name, the lowest that does."""
    return next((kind for kind in map(kind_of, reversed(path)) if kind is not None), None)


def is_sum(path: Path) -> bool:
    """Whether a column's heads say 合计 or the like, of no month."""
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


def month_name(month: Month) -> str:
    """2023-08; nothing where nobody says which year."""
    return "" if month.year is None else f"{month.year:04}-{month.month:02}"


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
