"""The arithmetic of money: how much of the budget was spent, and how much of that on staff."""

from decimal import Decimal

from sgz_desktop.scoring.rates import percent


def budget_execution_rate(spent: Decimal, budget: Decimal | None) -> Decimal | None:
    """预算执行率: yuan spent in per cent of the year's budget, 2 decimals; None without one (domain: 4.6)."""
    return percent(spent, budget)


def staff_cost_share(staff_costs: Decimal, spending: Decimal | None) -> Decimal | None:
    """人员费用占比: yuan of staff costs in per cent of all spending; None without any (domain: 4.6)."""
    return percent(staff_costs, spending)
