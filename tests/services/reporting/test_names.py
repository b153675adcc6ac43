"""Short names of authorities, with districts spelt in every way and names that are not of the district."""

import pytest

from sgz_desktop.services.reporting.names import purchaser_in_short, supervisor_in_short


@pytest.mark.parametrize(
    ("name", "district", "short"),
    [
        ("广州市越秀区民政局", "越秀区", "越秀区民政局"),
        ("广东省广州市越秀区民政局", "越秀区", "越秀区民政局"),
        ("越秀区民政局", "越秀区", "越秀区民政局"),
        (" 广州市越秀区民政局 ", " 越秀 ", "越秀区民政局"),
        ("广州市越秀区民政局", "广州市越秀区", "越秀区民政局"),
        ("广州市增城市民政局", "增城市", "增城市民政局"),
        ("广州市市桥区民政局", "市桥区", "市桥区民政局"),
        ("广州市民政局", "越秀区", "广州市民政局"),
        ("广州市天河区民政局", "越秀区", "广州市天河区民政局"),
        ("广州市越秀区民政局", "", "广州市越秀区民政局"),
        ("广州市越秀区民政局", "区", "广州市越秀区民政局"),
        ("越秀区", "越秀区", "越秀区"),
        ("广州(市)[越秀区]民政局", "[越秀区", "广州(市)[越秀区]民政局"),
        ("", "越秀区", ""),
    ],
)
def test_a_supervisor_loses_the_city_before_its_district(name: str, district: str, short: str) -> None:
    assert supervisor_in_short(name, district) == short


@pytest.mark.parametrize(
    ("name", "district", "short"),
    [
        ("广州市越秀区珠光街道办事处", "越秀区", "珠光街道办事处"),
        ("越秀区珠光街道办事处", "越秀", "珠光街道办事处"),
        ("番禺区石楼镇人民政府", "番禺区", "石楼镇人民政府"),
        ("广州市海珠区区庄街道办事处", "海珠区", "区庄街道办事处"),
        ("钟村街道办事处", "番禺区", "钟村街道办事处"),
        ("广州市越秀区人民政府", "越秀区", "越秀区人民政府"),
        ("广州市越秀区街道办事处", "越秀区", "越秀区街道办事处"),
        ("广州市越秀区珠光街道办事处", "", "广州市越秀区珠光街道办事处"),
        ("", "", ""),
    ],
)
def test_a_purchaser_loses_city_and_district_where_a_street_or_town_follows(
    name: str, district: str, short: str
) -> None:
    assert purchaser_in_short(name, district) == short
