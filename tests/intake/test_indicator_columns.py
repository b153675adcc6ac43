"""Which column of annex 1 belongs to which agreed amount, in whatever order and words the heads tell it."""

from collections.abc import Sequence

import pytest

from sgz_desktop.intake.indicator_columns import indicator_columns
from tests.intake.sheets import Value
from tests.intake.test_strange_layouts import figures

CASES = ["协议 接案", "完成 接案", "协议 结案", "完成 结案"]
KINDS = {"agreed": "协议", "agreed_rate": "协议率", "done": "完成", "rate": "比", "ignored": "无"}


def told(*heads: str) -> list[str]:
    """What each head below 个案类 and 专业个案 is read as: 协议 接案（个）."""
    columns = indicator_columns({number: ("个案类", "专业个案", head) for number, head in enumerate(heads)})
    assert {each.indicator for each in columns.values()} == {"专业个案"}
    return [
        f"{KINDS[each.role]} {each.measure}{f'（{each.unit}）' if each.unit else ''}".rstrip()
        for each in columns.values()
    ]


@pytest.mark.parametrize(
    ("heads", "wanted"),
    [
        ("接案协议 接案完成 结案协议 结案完成", CASES),
        ("协议接案 完成接案 协议结案 完成结案", CASES),
        ("接案协议 结案协议 接案完成 结案完成", [CASES[each] for each in (0, 2, 1, 3)]),
        ("接案完成 接案协议 结案完成 结案协议", [CASES[each] for each in (1, 0, 3, 2)]),
        (
            "协议接案 协议结案 完成接案 完成率 完成结案 完成率",
            ["协议 接案", "协议 结案", "完成 接案", "比 接案", "完成 结案", "比 结案"],
        ),
        (
            "协议接案个数 接案完成量 百分比 协议节数 完成量",
            ["协议 接案个数", "完成 接案个数", "比 接案个数", "协议 节数", "完成 节数"],
        ),
        (
            "接案数协议 接案数完成 协议结案率 结案完成数",
            ["协议 接案数", "完成 接案数", "协议率 结案率（%）", "完成 结案率（%）"],
        ),
        ("节数协议(节) 节数完成 协议量 完成服务", ["协议 节数（节）", "完成 节数（节）", "协议", "完成"]),
        ("协议接案数 完成量(个)", ["协议 接案数（个）", "完成 接案数（个）"]),
        ("完成量(个) 协议接案数", ["完成 接案数（个）", "协议 接案数（个）"]),
        ("完成接案 完成结案", ["完成 接案", "完成 结案"]),
    ],
)
def test_what_is_done_goes_with_what_is_agreed_of_it(heads: str, wanted: Sequence[str]) -> None:
    assert told(*heads.split()) == wanted


def test_cases_below_two_heads_are_read_with_what_is_agreed_and_done() -> None:
    lines: list[list[Value]] = [
        ["片区", "个案类", None, None, None],
        [None, "专业个案", None, None, None],
        [None, "接案\n协议", "接案\n完成", "结案\n协议", "结案\n完成"],
        ["一片区", 10, 9, 8, 7],
        ["二片区", 11, 12, 6, 5],
    ]
    assert figures(*lines, merged=["A1:A3", "B1:E1", "B2:E2"]) == [
        "一片区 专业个案接案 - 10 9",
        "一片区 专业个案结案 - 8 7",
        "二片区 专业个案接案 - 11 12",
        "二片区 专业个案结案 - 6 5",
    ]
