"""Money in columns of parts of the year, beside the column of the whole; and the rates printed of it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.heads import Block, Path
from sgz_desktop.intake.list_rows import settled
from sgz_desktop.intake.mapping import ColumnRole, Role
from sgz_desktop.intake.mapping import Mapping as BlockMapping
from sgz_desktop.intake.readings import read_number
from sgz_desktop.intake.tables import Figure, FundReading

_WHOLE = re.compile(
    r"全年|合计|总|累计|共计|截[至止]|(?<!\d)0?1月?[-~—至到]12月|20\d\d\D{0,2}\d{1,2}\D{0,6}[-~—至到]20\d\d"
)
_PART = re.compile(
    r"[上下]半年|[前后]半年|第?[一二三四1-4]季度?|Q[1-4]|\d{1,2}月?[-~—至到]\d{1,2}月|(?<!\d)\d{1,2}月"
    r"|[一二三四五六七八九十]月|本[期月季]|当[期月季]|上期|前期|中期(?!调)|末期"
)
_OTHER = ("协议", "指标值", "学时", "到位", "捐赠", "满意")
_OF_MONEY = re.compile(r"(?:协议|到位)(?:金额|资金|经费|总额)|(?:资金|经费|金额)到位")
_SAID = {
    Role.INITIAL_BUDGET: "年初预算",
    Role.BUDGET: "预算",
    Role.SPENT: "支出",
    Role.STAFF_COSTS: "人员费用",
}
_SPENDING = ("执行率", "使用率", "支出率", "完成率", "支出进度", "执行进度")
_HUNDRED = Decimal(100)
_PLACES = 2


def is_part(path: Path) -> bool:
    """Whether a column's heads name a part of the year (上半年, 第一季度, 7-12月, 8月), and not the whole."""
    whole = "".join(path)
    return not _WHOLE.search(whole) and bool(_PART.search(whole))


def tells_other(path: Path) -> bool:
    """Whether a column's heads are those of another annex; 协议金额 and 到位资金 are of money."""
    return any(word in _OF_MONEY.sub("", text) for text in path for word in _OTHER)


def keep_whole(
    block: Block, columns: Mapping[int, ColumnRole], figures: Collection[Role]
) -> dict[int, ColumnRole]:
    """The columns of figures: of each role one, that of the whole year; its parts only where it has none."""
    kept: dict[int, ColumnRole] = {}
    for role in figures:
        same = [column for column, each in sorted(columns.items()) if each.role is role]
        whole = [column for column in same if not is_part(block.paths[column])]
        named = [column for column in whole if _WHOLE.search("".join(block.paths[column]))]
        # Without parts the first is meant; beside them the one that says that it is the whole.
        chosen = (named or whole)[:1] if len(whole) < len(same) else same[:1]
        if not whole:
            chosen = _apart(block, same)
        kept |= {column: ColumnRole(role if column in chosen else Role.IGNORED) for column in same}
    return kept


def _apart(block: Block, parts: list[int]) -> list[int]:
    """Of columns of parts those that may be added: each names another part; else the first."""
    heads = {found[0] for column in parts if (found := _PART.search("".join(block.paths[column])))}
    return parts if len(heads) == len(parts) else parts[:1]


def parts_told(block: Block, mapping: BlockMapping, figures: Collection[Role]) -> list[str]:
    """A sentence for each role whose figures are of parts of the year only."""
    found = []
    for role in figures:
        columns = [column for column, each in sorted(mapping.columns.items()) if each.role is role]
        parts = [column for column in columns if is_part(block.paths.get(column, ()))]
        heads = "、".join(f"“{block.paths[column][-1]}”" for column in parts)
        if len(columns) > 1:
            found.append(f"没有全年的{_SAID[role]}，由{heads or '几列'}相加，请核对。")
        elif parts:
            found.append(f"{heads}只是一部分时间的{_SAID[role]}，按它读入，不一定是全年的数，请核对。")
    return found


def added(figures: Sequence[Figure]) -> Figure | None:
    """The figures of a row's columns as one, with the cells they stand in."""
    if len(figures) < 2:
        return figures[0] if figures else None
    cells = "、".join(each.place.cell for each in figures)
    total = settled(sum((each.value for each in figures), Decimal(0)))
    return Figure(total, replace(figures[0].place, cell=cells))


def tells_spending(path: Path) -> bool:
    """Whether a column's heads are those of what was spent of the budget, and not of another share."""
    return bool(path) and any(word in path[-1] for word in _SPENDING) and not is_part(path)


def wrong_rate(cell: Cell | None, line: FundReading) -> str:
    """What to say of a printed rate that neither budget gives, as precisely as it is printed."""
    read = None if cell is None else read_number(cell)
    budgets = [each.value for each in (line.budget, line.initial_budget) if each and each.value]
    if read is None or read.value is None or line.spent is None or not budgets:
        return ""
    # Without its sign a rate may be a fraction (0.975) or in per cent (97.5).
    printed = [read.value * _HUNDRED] if read.percent else [read.value * _HUNDRED, read.value]
    rates = [line.spent.value / budget * _HUNDRED for budget in budgets]
    if any(abs(one - rate) < _least(one) for one in printed for rate in rates):
        return ""
    shown = next((one for one in printed if one > 1), printed[-1])
    return f"印的执行率是 {settled(shown)}%，按支出和预算算得 {round(rates[0], _PLACES)}%，请核对。"


def _least(printed: Decimal) -> Decimal:
    """What a rate may differ from the printed one: less than one of its last place, two places at most."""
    exponent = printed.normalize().as_tuple().exponent
    places = min(_PLACES, max(0, -exponent if isinstance(exponent, int) else 0))
    return Decimal(1).scaleb(-places)
