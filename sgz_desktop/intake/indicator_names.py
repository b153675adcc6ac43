"""What the names in annex 1 say: an indicator, a zone, the whole station, a comparison that is neither."""

import re

from sgz_desktop.intake.heads import is_total

_KNOWN = (
    *("建档", "电访", "探访", "家访", "走访", "入户", "个案", "转介", "小组", "社区活动", "座谈会", "议事会"),
    *("志愿者", "社会组织", "需求调研", "发展计划", "特色项目", "品牌项目", "公共服务", "政策宣传"),
    *("微心愿", "热线", "结案", "接案", "节次", "面谈"),
)
"""What indicators are called (domain: 4.1); two of them in a row of heads or a column make a table."""

_WHOLE = ("总体", "全站", "整体")
"""What makes a name that of the whole station wherever it stands in it."""
_ALL = (
    "全镇街",
    "全镇",
    "全街道",
    "全街",
    "全乡",
    "全区域",
    "全域",
    "全辖区",
    "全区",
    "全部",
    "各片区",
    "所有片区",
)
_SUMS = ("总数", "总量", "总和", "总值", "汇总", "累计", "合共", "一共", "总的", "总")
_SUM = re.compile(
    rf"(?:{'|'.join(_ALL)})?(?:{'|'.join(_SUMS)})(?:数据|情况)?|(?:{'|'.join(_ALL)})(?:数据|情况)?"
)
"""全镇, 总数, 全街汇总: a name that is nothing else is that of the sum."""
_STATION = re.compile(r".*(?:社工(?:服务)?站|服务站|街道|镇|乡)(?:整体|本级|本部)?|站点?本?级|本站")

_OTHER_TIMES = (
    "上年",
    "上一年",
    "去年",
    "往年",
    "前年",
    "同期",
    "同比",
    "环比",
    "上期",
    "差额",
    "增减",
    "增幅",
)
_NO_ZONE = (
    *_OTHER_TIMES,
    *("差异", "差距", "缺口", "进度", "完成率", "达标率", "百分比", "完成比", "未完成", "剩余", "尚欠"),
    *("排名", "平均", "均值", "占比", "是否达标", "备注", "说明", "得分", "评分", "权重"),
)
"""What a row or a group of columns beside the zones may be that belongs to none: 上年同期, 差额, 序时进度."""

_STAFF = (
    "投入社工",
    "社工人数",
    "投入人数",
    "人员数",
    "配备社工",
    "配备人数",
    "社工数",
    "在岗人数",
    "投入人力",
    "配置人数",
)
_STAFF_ALONE = (
    "人数",
    "社工",
    "人员",
    "人力",
    "社工(人)",
    "人员(人)",
    "人数(人)",
    "社工配备",
    "人员配备",
    "人员配置",
)
"""What says that a column counts staff where it stands alone beside the zones."""

_NUMBERED = r"(?:[0-9]+|[一二三四五六七八九十]+|[A-Za-z])"
_ZONE = re.compile(rf"第?{_NUMBERED}片区?.{{0,6}}|片区{_NUMBERED}.{{0,6}}|.{{1,4}}片区?")


def names_indicator(text: str) -> bool:
    """Whether a text has a word in it that indicators are called by."""
    return any(word in text for word in _KNOWN)


def is_sum(text: str) -> bool:
    """Whether a zone's name says that it is a sum: 合计, 全镇, 总数."""
    return is_total(text) or bool(_SUM.fullmatch(_bare(text)))


def is_whole(text: str) -> bool:
    """Whether a zone's name says the whole station, as 总体 and 全站 do."""
    return any(word in text for word in _WHOLE)


def names_station(text: str, station: str = "") -> bool:
    """Whether a name is that of a station (社工站, 云溪街社工站): the sum of its zones, or its own part."""
    bare = _bare(text)
    return bool(bare) and (bare == _bare(station) or bool(_STATION.fullmatch(bare)))


def is_no_zone(text: str) -> bool:
    """Whether the name of a row or group is that of a comparison: 上年同期, 差额, 序时进度."""
    return any(word in text for word in _NO_ZONE)


def is_other_time(text: str) -> bool:
    """Whether the name of an indicator is that of a comparison with another time: 上年同期."""
    return any(word in text for word in _OTHER_TIMES)


def names_zone(text: str) -> bool:
    """Whether a name is plainly one of a zone: 第一片区, A片, 东片区."""
    return bool(_ZONE.fullmatch(_bare(text)))


def names_place(text: str) -> bool:
    """Whether a name is one of a zone, or of all of them: no indicator is called so."""
    return names_zone(text) or is_sum(text) or is_whole(text) or names_station(text)


def counts_staff(head: str) -> bool:
    """Whether a head is of the staff put in: 投入社工人数, or 人数 alone."""
    return any(word in head for word in _STAFF) or is_staff_alone(head)


def is_staff_alone(head: str) -> bool:
    """Whether a head says 人数 and no more, which beside the zones is their staff."""
    return head in _STAFF_ALONE


def _bare(text: str) -> str:
    return re.sub(r"[\s()（）:：]", "", text)
