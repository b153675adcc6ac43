"""The heads of annex 2: who, which contract, and for each month what its columns tick."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sgz_desktop.intake.calendar_readings import Month, fill_years, split_month
from sgz_desktop.intake.heads import Block, Path, blocks, periods_above, shown_text
from sgz_desktop.intake.mapping import Annex, ColumnRole, Role, fingerprint
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.readings import plain, read_number
from sgz_desktop.intake.sheets import Sheet

LEAST_MONTHS = 2
_TICKS = (
    (Role.INSURED, ("社保", "保险", "五险", "参保")),
    (Role.PAID, ("工资", "薪资", "薪酬", "薪金")),
    (Role.PRESENT, ("到位", "到岗", "在岗", "出勤", "人员", "配备")),
)
_ABOUT = (
    (Role.NAME, ("姓名", "社工姓名", "人员姓名", "员工姓名")),
    (Role.NUMBER, ("序号", "编号", "号")),
    (Role.CONTRACT, ("合同期", "合同起止", "起止")),
    (Role.CONTRACT_START, ("合同开始", "合同起", "入职", "到岗时间", "到岗日期", "上岗时间")),
    (Role.CONTRACT_END, ("合同结束", "合同终止", "合同止", "合同到期")),
    (Role.CONTRACT, ("合同",)),
    (Role.CREDENTIAL, ("资格", "证书", "资质", "持证", "职称", "专业水平")),
    (Role.POST, ("职位", "岗位", "职务")),
    (Role.ZONE, ("片区", "服务点", "社工点")),
    (Role.REMARK, ("备注", "说明")),
    (Role.SECTION, ("类型", "类别", "人员类型")),
)
_TWO_YEARS = ("2年", "两年", "二年")
_SUMS = ("小计", "合计", "人次", "月数", "总计")
_DATA_ROWS = 12


def is_leaf(sheet: Sheet, row: int) -> bool:
    """Whether a row is the lowest of annex 2's heads: names of people, and months or what they tick."""
    if not any(_is_name(plain(cell.text)) for each in range(row - 2, row + 1) for _, cell in sheet.row(each)):
        return False  # most rows have no such head over them, and the rest takes time
    here, above = _texts(sheet, row), _texts(sheet, row - 1)
    if _ticks(here) >= LEAST_MONTHS:
        over = [*here, *above, *_texts(sheet, row - 2)]
        return any(map(_is_name, over)) and _months(over) > 0
    return any(map(_is_name, here)) and _months(here) >= LEAST_MONTHS and _ticks(_texts(sheet, row + 1)) < 1


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [shown_text(sheet, row, column) for column in range(1, sheet.columns + 1)] if row > 0 else []


def _ticks(texts: Sequence[str]) -> int:
    return sum(_tick_role(text) is not None for text in texts)


def _months(texts: Sequence[str]) -> int:
    return sum(split_month(text)[0] is not None for text in texts if text)


def _is_name(text: str) -> bool:
    return text in _ABOUT[0][1]


def suggest_attendance(sheet: Sheet) -> tuple[BlockMapping, ...]:
    """How each roster of a sheet is read."""
    return tuple(_mapping(block) for block in blocks(sheet, is_leaf))


def _mapping(block: Block) -> BlockMapping:
    heads = {column: "/".join(path) for column, path in block.paths.items()}
    return BlockMapping(
        annex=Annex.ATTENDANCE,
        sheet=block.sheet.name,
        head_top=block.head_top,
        head_bottom=block.head_bottom,
        first_row=block.first_row,
        last_row=block.last_row,
        columns=attendance_columns(block),
        fingerprint=fingerprint(Annex.ATTENDANCE, heads),
    )


def attendance_columns(block: Block) -> dict[int, ColumnRole]:
    """What each column holds; months get the years they lack from one another and from the titles."""
    columns: dict[int, ColumnRole] = {}
    months: list[tuple[int, Month]] = []
    current: Month | None = None
    for column, path in sorted(block.paths.items()):
        month, rest = _month(path)
        role = _tick_role(rest)
        if month is not None:
            current = month
        elif role is None or current is None or _about(path) is not None:
            columns[column] = ColumnRole(_about(path) or Role.IGNORED)
            continue
        months.append((column, current))
        columns[column] = ColumnRole(role or _bare(block, column))
    return columns | _dated(columns, months, _start(block))


def _dated(
    columns: Mapping[int, ColumnRole], months: Sequence[tuple[int, Month]], start: date | None
) -> dict[int, ColumnRole]:
    """The columns of months with their months spelt out; a month stands over up to three columns."""
    distinct = [
        month for index, (_, month) in enumerate(months) if not index or months[index - 1][1] != month
    ]
    filled = iter(fill_years(distinct, start))
    dated, current = {}, None
    for index, (column, month) in enumerate(months):
        if not index or months[index - 1][1] != month:
            current = next(filled)
        assert current is not None
        name = "" if current.year is None else f"{current.year:04}-{current.month:02}"
        dated[column] = replace(
            columns[column], month=name, role=columns[column].role if name else Role.IGNORED
        )
    return dated


def _start(block: Block) -> date | None:
    """The beginning of the term that the titles name, the year's before the whole project's."""
    found = list(periods_above(block.sheet, block.head_top))
    yearly = [period for text, period in found if "年度" in text or "考核" in text or "评估" in text]
    return next(iter(yearly or [period for _, period in found]), (None, None))[0]


def _month(path: Path) -> tuple[Month | None, str]:
    """The month in a column's heads, and what else they say."""
    month, rest = None, []
    for text in path:
        found, after = split_month(text) if month is None else (None, text)
        if found is not None:
            month = found
            rest.append(after)
        else:
            rest.append(text)
    return month, "".join(rest)


def _tick_role(text: str) -> Role | None:
    if any(word in text for word in (*_SUMS, *_TWO_YEARS, "合同", "证", "姓名", "时间", "日期")):
        return None
    return next((role for role, words in _TICKS if any(word in text for word in words)), None)


def _bare(block: Block, column: int) -> Role:
    """A month without more: figures of 0, 0.5 and 1 state the month, ticks tell of presence."""
    rows = list(block.rows())[:_DATA_ROWS]
    cells = [block.sheet.at(row, column) for row in rows]
    stated = [each for each in cells if each is not None and read_number(each).value is not None]
    return Role.STATED if stated else Role.PRESENT


def _about(path: Path) -> Role | None:
    whole = plain("".join(path))
    is_sum = any(word in whole for word in _SUMS)
    if any(word in whole for word in _TWO_YEARS):
        return Role.EXPERIENCED_MONTHS if is_sum or "到岗" in whole else Role.EXPERIENCED
    if is_sum:
        return Role.MONTHS
    return next((role for role, words in _ABOUT if any(word in whole for word in words)), None)
