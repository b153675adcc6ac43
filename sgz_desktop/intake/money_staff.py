"""What of the money went to staff where a row says it: the other rows then have none, and that is told."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sgz_desktop.intake.problems import Place
from sgz_desktop.intake.tables import Figure, FundReading

STAFF = (
    "人员费用",
    "人员经费",
    "人员支出",
    "人员成本",
    "人员薪酬",
    "人力成本",
    "人力费用",
    "人力支出",
    "人工成本",
    "人工费",
    "员工薪酬",
    "社工薪酬",
    "工资福利",
    "薪酬福利",
)
"""The words for what went to staff."""

# Beside a row of staff costs these may belong to it, or be in it.
_SALARIES = (
    "工资",
    "薪",
    "社保",
    "社会保险",
    "公积金",
    "奖金",
    "津贴",
    "补贴",
    "福利",
    "绩效",
    "人员",
    "五险",
)
_NOT_SALARIES = ("服务对象", "志愿者", "困难", "居民", "慰问")
_MOST_CELLS = 6

Doubt = tuple[Place | None, str]
"""A sentence, and the line it is of; None for the whole block."""


def with_staff(lines: Sequence[FundReading]) -> tuple[tuple[FundReading, ...], tuple[Doubt, ...]]:
    """The lines, with staff costs of 0 where another row is clearly the staff's; and what is doubtful.

    其中：人员费用 of one line says nothing of the others: theirs stay unknown.
    """
    named = [each for each in lines if each.staff_costs is not None]
    if not named:
        return tuple(lines), ()
    is_row = all(each.staff_costs == each.spent for each in named)
    unknown = [each for each in lines if each.staff_costs is None and each.spent is not None]
    doubtful = [each for each in unknown if not is_row or _may_be_staff(each.name)]
    cells = [each.staff_costs.place.cell for each in named if each.staff_costs is not None]
    where = "、".join(cells[:_MOST_CELLS]) + (f"等 {len(cells)} 处" if len(cells) > _MOST_CELLS else "")
    doubts: list[Doubt] = [
        (each.place, f"看不出“{each.name}”里有多少人员费用（已有 {where}），请核对。") for each in doubtful
    ]
    others = {each.place for each in unknown} - {each.place for each in doubtful}
    if others:
        doubts.append((None, f"人员费用取 {where}，其余各行的人员费用按 0 计，请核对。"))
    found = (
        replace(each, staff_costs=Figure(Decimal(0), each.place)) if each.place in others else each
        for each in lines
    )
    return tuple(found), tuple(doubts)


def _may_be_staff(name: str) -> bool:
    return any(word in name for word in _SALARIES) and not any(word in name for word in _NOT_SALARIES)
