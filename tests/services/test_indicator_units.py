"""The unit a new indicator begins with, from its name."""

import pytest

from sgz_desktop.services.indicator_units import usual_unit


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("户", ["建档", "困难家庭建档", "探访户数"]),
        ("个", ["专业个案", "个案结案", "专业小组", "小组数", "微项目"]),
        ("场", ["社区活动", "大型活动", "居民议事会", "活动场次", "志愿者培训场次"]),
        ("人", ["居民骨干", "志愿者", "培育义工", "服务人数"]),
        ("次", ["家访", "电访", "探访", "咨询", "志愿者走访", "探访次数", "别的服务", ""]),
        ("人次", ["小组人次", "活动服务人次", "活动（人次）"]),
        ("节", ["小组节数"]),
        ("支", ["志愿者队伍"]),
        ("篇", ["媒体报道"]),
    ],
)
def test_a_name_tells_the_usual_unit(unit: str, names: list[str]) -> None:
    assert {usual_unit(each) for each in names} == {unit}
