"""Which indicators stand under one head, and how many blocks they take."""

from collections.abc import Sequence

import pytest

from sgz_desktop.services.reporting.indicator_groups import IndicatorGroup, grouped, shared_out
from sgz_desktop.services.reporting.indicators import Standing
from tests import build as make

Given = tuple[str, str, str, int]  # name, unit, head of the agreed column, clause of the sentence


def standing(number: int, given: Given) -> Standing:
    name, unit, column, clause = given
    one = make.indicator(number, label=name, unit=unit, column=column, sentence_group=clause)
    return Standing(one, None, None, None)


def groups_of(*given: Given) -> tuple[IndicatorGroup, ...]:
    return grouped([standing(number, each) for number, each in enumerate(given, 1)])


def names_of(*names: str) -> list[tuple[str, list[str]]]:
    """Heads and what the members say beside them."""
    found = groups_of(*((name, "个", "", 1) for name in names))
    return [(each.head, [member.detail for member in each.members]) for each in found]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["建档", "电访"], [("建档（个）", [""]), ("电访（个）", [""])]),
        (["咨询个案", "咨询个案（辅导）"], [("咨询个案", ["", "辅导"])]),
        (["专业个案（接案）"], [("专业个案（接案）（个）", ["接案"])]),
        (["专业个案（接案）", "专业个案（结案）"], [("专业个案", ["接案", "结案"])]),
        (["专业个案接案", "专业个案结案", "专业个案面谈"], [("专业个案", ["接案", "结案", "面谈"])]),
        (["专业小组", "专业小组开展", "专业小组服务（人次）"], [("专业小组", ["", "开展", "服务人次"])]),
        (["小组节数", "小组节次"], [("小组", ["节数", "节次"])]),
        (["社区服务", "社区服务人次"], [("社区服务", ["", "人次"])]),
        # A clause whose labels say the rest: 小组, 开展, 服务.
        (["小组", "开展", "服务"], [("小组", ["", "开展", "服务"])]),
        (["个案接案", "结案"], [("个案", ["接案", "结案"])]),
        (["服务"], [("服务（个）", [""])]),
        # What lies between them does not tear them.
        (["小组", "座谈会", "小组节数"], [("小组", ["", "节数"]), ("座谈会（个）", [""])]),
        # Names that begin alike and are services of their own.
        (["社区活动", "社区议事会"], [("社区活动（个）", [""]), ("社区议事会（个）", [""])]),
        (["新增志愿者", "新增志愿者骨干"], [("新增志愿者（个）", [""]), ("新增志愿者骨干（个）", [""])]),
        (["指标1", "指标15"], [("指标1（个）", [""]), ("指标15（个）", [""])]),
        (["甲", "甲服务"], [("甲", ["", "服务"])]),
    ],
)
def test_names_say_what_belongs_together(names: Sequence[str], expected: object) -> None:
    assert names_of(*names) == expected


def test_a_mere_count_of_another_clause_stands_alone() -> None:
    found = groups_of(("小组", "个", "", 1), ("服务", "人次", "", 2))
    assert [each.head for each in found] == ["小组（个）", "服务（人次）"]


def test_the_heads_of_the_second_level_tell_counts_apart() -> None:
    (cases,) = groups_of(
        ("专业个案接案", "个", "协议个数", 1),
        ("专业个案结案", "个", "协议个数", 1),
        ("专业个案面谈", "节", "协议节数", 1),
        ("专业个案辅导", "次", "协议辅导节数", 1),
        ("专业个案服务", "人", "参考数", 1),
        ("专业个案受益", "人", "参考数", 1),
    )
    assert [(each.agreed, each.done) for each in cases.members] == [
        ("协议接案个数", ("接案", "完成量")),
        ("协议结案个数", ("结案", "完成量")),
        ("协议节数", ("完成量",)),
        ("协议辅导节数", ("辅导", "完成量", "（次）")),
        ("服务参考数", ("服务", "完成量", "（人）")),
        ("受益参考数", ("受益", "完成量", "（人）")),
    ]
    ((alone,),) = (each.members for each in groups_of(("小组", "个", "", 0)))
    assert (alone.agreed, alone.done) == ("协议量", ("完成量",))


@pytest.mark.parametrize(
    ("sizes", "most", "expected"),
    [
        ([], 7, []),
        ([1, 1, 1, 3, 3, 2, 2], 7, [6, 7]),
        ([1, 1, 2, 3, 3, 2, 1, 1], 7, [7, 7]),
        ([1, 1, 1, 3, 3, 2, 2], 3, [3, 3, 3, 2, 2]),
        ([1] * 8, 7, [4, 4]),
        ([9, 1], 7, [9, 1]),
        ([1, 9, 1], 7, [1, 9, 1]),
    ],
)
def test_groups_are_shared_out_evenly_and_none_is_torn(
    sizes: Sequence[int], most: int, expected: Sequence[int]
) -> None:
    groups = [
        group
        for place, size in enumerate(sizes)
        for group in groups_of(*((f"服务{chr(0x4E00 + place)}（{n}）", "个", "", 0) for n in range(size)))
    ]
    assert [len(each.members) for each in groups] == list(sizes)
    blocks = shared_out(groups, most)
    assert [sum(len(each.members) for each in block) for block in blocks] == list(expected)
    assert [each for block in blocks for each in block] == groups
