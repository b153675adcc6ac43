"""What an indicator is called where another one of the same service bears the same name."""

import pytest

from sgz_desktop.services.reporting.indicator_names import told_apart
from tests import build as make


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["家访||次|", "电访||次|"], ["家访", "电访"]),
        (
            [
                "专业个案|专业个案|个|协议接案数",
                "个案节数|专业个案|节|协议节数",
                "个案结案|专业个案|个|协议结案率",
            ],
            ["专业个案（接案数）", "专业个案（节数）", "专业个案（结案率）"],
        ),
        (["小组|小组|个|", "小组人次|小组|人次|协议量"], ["小组（个）", "小组（人次）"]),
        (["小组|小组|个|协议数", "小组人次|小组|人次|协议数"], ["小组（个）", "小组（人次）"]),
        (["大型活动|活动|场|", "小型活动|活动|场|", "义诊||场|"], ["大型活动", "小型活动", "义诊"]),
    ],
)
def test_indicators_named_alike_are_told_apart(given: list[str], told: list[str]) -> None:
    several = []
    for number, line in enumerate(given, 1):
        label, table_label, unit, column = line.split("|")
        several.append(make.indicator(number, label=label, table_label=table_label, unit=unit, column=column))
    assert [told_apart(several)[each.id] for each in several] == told
