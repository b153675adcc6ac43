"""Budget and staff costs (domain: section 4.6)."""

from sgz_desktop.scoring.money import budget_execution_rate, staff_cost_share
from tests.build import D


def test_zhongnan_spent_its_whole_budget() -> None:
    assert budget_execution_rate(D("2400000"), D("2400000")) == D("100")
    assert budget_execution_rate(D("2400000"), None) is None


def test_staff_costs_are_a_share_of_spending() -> None:
    assert staff_cost_share(D("1992000.125"), D("2400000")) == D("83.00")
    assert staff_cost_share(D("79.995"), D("100")) == D("80.00")
    assert staff_cost_share(D("1"), D("0")) is None
