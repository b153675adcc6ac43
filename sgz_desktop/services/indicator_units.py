"""The unit in which an indicator of this name is usually counted, to begin with; anybody may change it."""

_ENDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("人次", "人数次"), "人次"),
    (("节数", "节次", "节"), "节"),
    (("次数", "频次"), "次"),
    (("户数", "户"), "户"),
    (("人数", "人员", "人"), "人"),
    (("场次", "场数", "场"), "场"),
    (("个数", "个案数", "小组数"), "个"),
    (("份数", "篇数"), "份"),
)
"""What a name ends in is the surest sign, and says more than what it begins with: 小组人次, 活动场次."""

_HOLDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("家访", "探访", "走访", "电访", "咨询", "转介", "辅导", "巡查"), "次"),
    (("建档", "档案", "困难家庭"), "户"),
    (("队伍",), "支"),
    (("社会组织", "社区组织", "自组织", "兴趣组织", "互助组织", "微心愿", "心愿"), "个"),
    (("志愿者", "义工", "骨干", "培育"), "人"),
    (("个案", "接案", "结案", "开案", "小组", "项目", "方案", "阵地", "站点"), "个"),
    (("活动", "座谈", "议事会", "培训", "讲座", "宣传", "会议"), "场"),
    (("报道", "推文", "简报", "报告", "文章", "稿"), "篇"),
)
"""The first that a name holds: a visit to a volunteer is a visit."""

USUAL = "次"


def told_unit(name: str) -> str:
    """The unit that a name itself ends in (人次, 节数); nothing where it is only usual."""
    told = name.strip().rstrip("）)")
    return next((unit for ends, unit in _ENDS if told.endswith(ends)), "")


def usual_unit(name: str) -> str:
    """户 for 建档, 个 for 个案 and 小组, 场 for 活动, 人 for 骨干, 次 for visits and all that is unknown."""
    held = (unit for words, unit in _HOLDS if any(each in name for each in words))
    return told_unit(name) or next(held, USUAL)
