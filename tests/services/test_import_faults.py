"""Faults of a file as a person reads them."""

import pytest

from sgz_desktop.domain.problems import Problem
from sgz_desktop.services.import_faults import fault_text


@pytest.mark.parametrize(
    ("place", "sentence", "told"),
    [
        (
            "$.evaluation.phase",
            "应是 midterm、final 之一。",
            "评估的评估阶段：应是“中期”（midterm）、“末期”（final）之一（$.evaluation.phase）。",
        ),
        ("$.evaluation.station", "不能为空。", "评估的社工站名称：不能为空（$.evaluation.station）。"),
        ("$.people[0].name", "缺少“name”。", "第 1 条人员的名称：没有填写（$.people[0].name）。"),
        ("$.marks[3].answer.met", "应是数。", "第 4 条评分的评分：应是数（$.marks[3].answer.met）。"),
        ("$.groups", "应是一个列表 […]。", "评审组：应是一个列表 […]（$.groups）。"),
        ("$.zones[0].x", "不认识的键“x”。", "第 1 条片区：不认识的键“x”（$.zones[0].x）。"),
        ("$.zzz", "不认识的键“zzz”。", "$.zzz：不认识的键“zzz”。"),
        ("$", "应是一个对象 {…}。", "$：应是一个对象 {…}。"),
    ],
)
def test_place_and_values_by_their_names(place: str, sentence: str, told: str) -> None:
    assert fault_text(Problem(place, sentence)) == told
