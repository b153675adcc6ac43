"""The heads of annex 1: what is agreed, done, a rate; of which indicator, in which unit."""

import re

from sgz_desktop.intake.heads import Path, is_figure, shown_text
from sgz_desktop.intake.indicator_names import counts_staff, names_indicator
from sgz_desktop.intake.indicator_zones import zones_below
from sgz_desktop.intake.mapping import ColumnRole, Role
from sgz_desktop.intake.readings import split_unit
from sgz_desktop.intake.sheets import Sheet

_RATES = ("百分比", "完成率", "比例", "完成比", "达成率", "%")
_AGREED = (
    "协议",
    "全年协议",
    "年度协议",
    "中期协议",
    "中期指标",
    "中期目标",
    "指标要求",
    "指标量",
    "指标值",
    "指标数",
    "年度指标",
    "全年指标",
    "年度目标",
    "年度任务",
    "任务",
    "合同量",
    "合同数",
    "合同指标",
    "合同约定",
    "应完成",
    "中期应",
    "序时应",
    "本期应",
    "目标",
    "计划",
    "约定",
    "要求",
)
_DONE = ("完成", "实际", "达成", "已开展", "结案数", "累计")
_NEITHER = ("未完成", "剩余", "差额", "上年", "去年", "往年", "同期", "同比", "环比", "增减", "缺口", "尚欠")
_PARTS = (
    "上月",
    "本月",
    "当月",
    "上半年",
    "下半年",
    "季度",
    "中期协议",
    "中期指标",
    "中期目标",
    "中期应",
    "序时应",
    "本期应",
    "本期完成",
    "本次完成",
    "本期实际",
)
_TIMES = re.compile(
    r"(?:截至|截止)?(?:20\d{2}年)?(?:截至|截止)?(?:中期|末期|全年|年度|上半年|下半年|上月|本月|当月|本期|本次|目前|累计|合计|小计|总|第?[一二三四]季度"
    r"|\d{1,2}(?:[-–~至到]\d{1,2})?月份?)+(?:底|末)?(?:计|数)?"
)
"""Words for a time, of which a head such as 中期完成数 is no indicator's name."""
_MONTHS = re.compile(r"\d月|季度|半年")
_WHOLE_TIME = ("截至", "截止", "累计", "合计", "全年", "总")
_PLAIN = ("数量", "数", "量", "数据", "值", "产出", "工作量", "服务量", "产出量")
"""What a head counts that says no more than 协议量 and 完成量 do."""
_NO_NAME = re.compile(
    r"(?:已|实际)?(?:完成|达成|协议|合同|约定|任务|目标|指标)(?:情况|数量|量|数|要求)?|全年(?:度|累计)?|年度(?:累计)?"
)
_ZONES = ("片区", "社工点", "服务点", "服务区域", "村居", "社区名称", "区域")
_NAMES = (
    "协议内容",
    "服务内容",
    "服务指标",
    "服务产出",
    "指标名称",
    "指标内容",
    "指标项目",
    "服务项目",
    "项目名称",
    "指标",
    "项目",
    "内容",
    "产出",
    "产出指标",
)
_FLAT = re.compile(
    r"(?P<name>.+?)\s*[-—–_/:：(（]\s*(?P<leaf>(?:协议|完成|实际|目标|计划|百分比|达成)[^()（）]*)[)）]?\Z"
)
_RUN_ON = re.compile(r"(?P<name>.{2,}?)(?P<leaf>(?:协议|完成|实际|目标|计划)[^-—(（]*|百分比|完成率)\Z")
_COUNTED = r"(?:已|实际|应)?(?:完成|实际|达成|协议|目标|任务|计划|指标|约定)[量数值]?"
_PAIR = re.compile(
    rf"[(\[]?(?P<first>{_COUNTED})\s*(?:(?:/|:|比|与|和)\s*(?P<second>{_COUNTED})[)\]]?|\((?P<aside>{_COUNTED})\))"
)
"""A head over cells that hold two figures: 完成/协议 over 9/16, 完成(协议) over 9(16)."""
_OF_LEAF = re.compile(r"[-—–_/:：(（]?(?:全年|年度|上年|本年|上月|本月|当月|累计|中期|末期|实际|已|未)\Z")
_JOINTS = " -—–_/:：()（）"
_MEASURES = ("个数", "节数", "人次", "次数", "场次", "场数", "人数", "接案数", "结案数", "户数", "份数")
PARTIAL = ("接案", "结案", "面谈", "跟进", "活动", "服务", "参与", "个案")
"""What says little without the head over it."""
_CLASSES = ("服务", "指标", "类", "工作", "情况")
"""What heads over several indicators end with: 兜底服务, 服务指标."""
_STRIPPED = (
    "中期应完成",
    "序时应完成",
    "本期应完成",
    "全年协议",
    "年度协议",
    "中期协议",
    "中期指标",
    "中期目标",
    "协议",
    "年度指标",
    "全年指标",
    "年度目标",
    "年度任务",
    "任务",
    "合同",
    "应完成",
    "指标值",
    "指标要求",
    "目标",
    "计划",
    "约定",
    "要求",
    "实际",
    "已",
)


_SHARE = re.compile(r"\((?:\d{1,3}(?:\.\d+)?%|全年度?|年度|一年)\)")
"""What part of the year's amount is meant: 中期应完成量(50%), 协议量(全年)."""
OF_A_PART = ("中期", "序时", "本期", "上月", "本月", "当月", "季度")

PAIRS = (Role.DONE_OF_AGREED, Role.AGREED_AND_DONE)


class Leaves:
    """Tells which rows are the lowest of annex 1's heads: something agreed and something done, no figures.

    Where 协议量 and 完成量 stand over the same indicators each, or over 上半年 and 下半年, the row of these
    is. What is told of a row is kept, so that a sheet may be gone through twice.
    """

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def __call__(self, sheet: Sheet, row: int) -> bool:
        if self._counts(sheet, row):
            return not _goes_on_below(sheet, row)
        return row > 1 and self._counts(sheet, row - 1) and _goes_on_below(sheet, row - 1)

    def _counts(self, sheet: Sheet, row: int) -> bool:
        known = self._known.get(row)
        if known is None:
            known = self._known[row] = _counts(sheet, row)
        return known


def _goes_on_below(sheet: Sheet, row: int) -> bool:
    """Whether the row below one that says what is agreed and done belongs to the head as well."""
    return _repeats_below(sheet, row) or _parts_below(sheet, row) or zones_below(sheet, row)


def _parts_below(sheet: Sheet, row: int) -> bool:
    """Whether nothing but times, 数量 or 完成率 stands below a row of heads: 上半年, 下半年, 全年合计."""
    own = [
        shown_text(sheet, row + 1, column)
        for column, cell in sheet.row(row + 1)
        if sheet.anchor(row + 1, column)[0] == row + 1 and not is_figure(cell)
    ]
    return len(own) > 1 and len(own) == len(sheet.row(row + 1)) and all(map(_says_no_more, own))


def _says_no_more(text: str) -> bool:
    """Whether a head below 完成情况 names no indicator: 上半年, 数量, 完成率."""
    bare = split_unit(text)[0]
    return bool(_TIMES.fullmatch(bare)) or bare in _PLAIN or kind_of(text) is Role.RATE


def _repeats_below(sheet: Sheet, row: int) -> bool:
    """Whether the same texts stand below what is agreed and what is done."""
    if any(is_figure(cell) for _, cell in sheet.row(row + 1)):
        return False
    below: dict[Role | None, set[str]] = {}
    for column, _ in sheet.row(row + 1):
        if sheet.anchor(row + 1, column)[0] == row + 1:
            kind = kind_of(shown_text(sheet, row, column))
            below.setdefault(kind, set()).add(shown_text(sheet, row + 1, column))
    common = below.get(Role.AGREED, set()) & below.get(Role.DONE, set())
    return any(kind_of(text) is None for text in common)


def _counts(sheet: Sheet, row: int) -> bool:
    """Whether a row says what is agreed and what is done, and holds no figures."""
    found: set[Role | None] = set()
    for column, cell in sheet.row(row):
        if is_figure(cell):
            return False
        text = shown_text(sheet, row, column)
        has_both = paired(text) and len(sheet.row(row)) > 1
        found |= {Role.AGREED, Role.DONE} if has_both else {kind_of(leaf_of((text,))[1])}
    return {Role.AGREED, Role.DONE} <= found


def paired(text: str) -> Role | None:
    """Which of the two figures in a cell comes first by what a head says: 完成/协议, 协议/完成."""
    found = _PAIR.search(text)
    if found is None:
        return None
    kinds = kind_of(found["first"]), kind_of(found["second"] or found["aside"])
    orders: dict[tuple[Role | None, Role | None], Role] = {
        (Role.DONE, Role.AGREED): Role.DONE_OF_AGREED,
        (Role.AGREED, Role.DONE): Role.AGREED_AND_DONE,
    }
    return orders.get(kinds)


def role_of(path: Path) -> ColumnRole:
    """What a column holds by the heads over it, before it is compared with those beside it."""
    if len(path) > 1 and kind_of(path[-2]) in (Role.AGREED, Role.DONE):
        below = split_unit(path[-1])[0]
        if below in _PLAIN or _TIMES.fullmatch(below):
            path = path[:-1]
    if (
        len(path) > 1
        and kind_of(path[-1]) is None
        and kind_of(path[-2]) in (Role.AGREED, Role.DONE, Role.RATE)
    ):
        path = (*path[:-2], path[-1], path[-2])  # 协议量 over 建档
    path = (*(each for each in path[:-1] if not _NO_NAME.fullmatch(each)), path[-1])
    whole = "".join(path)
    if (both := paired(path[-1])) is not None:
        upper = "".join(_meaningful(path[:-1])) if len(path) > 1 else ""
        name, unit = split_unit(f"{upper}{_PAIR.sub('', path[-1]).strip(_JOINTS)}")
        name = "" if kind_of(name) is not None else name
        return ColumnRole(both, indicator=name, unit=unit)
    name, leaf = leaf_of(path)
    kind = kind_of(leaf)
    if kind is None:
        return ColumnRole(_other(path, whole))
    if kind in (Role.DONE, Role.RATE):
        if kind is Role.RATE:
            return ColumnRole(kind, indicator=_bare(name))
        return ColumnRole(kind, indicator=_bare(name), measure=_own(leaf), unit=split_unit(leaf)[1])
    measure, unit = split_unit(leaf)
    for word in _STRIPPED:
        measure = measure.removeprefix(word)
    measure = _SHARE.sub("", measure)
    measure = measure.strip("的 ").removesuffix("指标") if measure not in _PLAIN else ""
    if "率" in measure:
        return ColumnRole(Role.AGREED_RATE, indicator=_bare(name), measure=measure, unit="%")
    head, head_unit = split_unit(name)
    return ColumnRole(Role.AGREED, indicator=head, measure=measure.removesuffix("量"), unit=unit or head_unit)


def _own(leaf: str) -> str:
    """What a head of something done counts, if it says so: 完成节数, 结案完成量."""
    bare = split_unit(leaf)[0]
    for word in ("累计", "实际", "已", "完成", "达成", "合计"):
        bare = bare.removeprefix(word)
    if bare in _MEASURES:
        return bare
    for word in ("数量", "量", "数", "完成", "达成", "实际", "已"):
        bare = bare.removesuffix(word)
    return bare if bare in (*_MEASURES, *PARTIAL) else ""


def _other(path: Path, whole: str) -> Role:
    if counts_staff(whole):
        return Role.STAFF
    last = path[-1]
    if last in _NAMES or any(last.endswith(word) for word in _NAMES[:6]):
        return Role.INDICATOR
    if any(word in whole for word in _ZONES):
        return Role.ZONE
    if "单位" in last:
        return Role.UNIT
    return Role.NUMBER if last in ("序号", "编号") else Role.REMARK if "备注" in last else Role.IGNORED


def is_part(head: str) -> bool:
    """Whether a head is of a part of the time only: 上半年, 8月, 第一季度, but not 截至12月."""
    is_month = _MONTHS.search(head) is not None and not any(word in head for word in _WHOLE_TIME)
    return is_month or any(word in head for word in _PARTS)


def is_part_of_time(name: str) -> bool:
    """Whether a name is that of a part of the time, or of an indicator in it: 8月, 上半年, 上半年电访."""
    found = _TIMES.match(name) if _MONTHS.search(name) else None
    return found is not None and (found.end() == len(name) or names_indicator(name[found.end() :]))


def leaf_of(path: Path) -> tuple[str, str]:
    """The indicator's name and the lowest head; a flat head is taken apart."""
    if len(path) > 1:
        name, leaf = leaf_of(path[-1:])
        # 电访协议量 names the indicator itself, 结案完成数 only with 个案 over it.
        if not names_indicator(name) or any(word in name for word in PARTIAL):
            return "".join(_meaningful(path[:-1])), _kind_first(name, leaf) or path[-1]
        upper = path[:-1] if path[-2].endswith(name) else (*path[:-1], name)
        return "".join(_meaningful(upper)), leaf
    text, unit = split_unit(path[0])
    aside = f"({unit})" if unit else ""
    for pattern in (_FLAT,) if text.startswith((*_AGREED, *_DONE)) else (_FLAT, _RUN_ON):
        found = pattern.fullmatch(text)
        if found is not None and _TIMES.fullmatch(found["name"].removesuffix("应")):
            continue
        if found is not None and kind_of(found["leaf"]) is not None:
            name = _OF_LEAF.sub("", found["name"]) or found["name"]
            return name, f"{text[len(name) :].strip(_JOINTS)}{aside}"
    return "", path[0]


def _kind_first(name: str, leaf: str) -> str:
    """协议接案 of 接案 and 协议量, a head that ends in what it is of; "" of any other."""
    if kind_of(leaf) is not Role.AGREED or not any(word in name for word in (*PARTIAL, *_MEASURES)):
        return ""
    _, unit = split_unit(leaf)
    return f"协议{name}({unit})" if unit else f"协议{name}"


def _meaningful(upper: Path) -> Path:
    """The upper heads that name an indicator: not 个案服务 over 专业个案, but 小组服务 over 人次."""
    if len(upper) < 2 or split_unit(upper[1])[0] in (*_MEASURES, *PARTIAL):
        return upper
    stem = upper[0]
    for word in _CLASSES:
        stem = stem.removesuffix(word)
    above = upper[0].endswith(_CLASSES) or (len(stem) > 1 and stem in upper[1])
    return _meaningful(upper[1:]) if above else upper


def _bare(name: str) -> str:
    return split_unit(name)[0]


def kind_of(leaf: str) -> Role | None:
    """Whether a lowest head is of something agreed, done, or a rate."""
    bare = split_unit(leaf)[0] if "%" not in leaf else leaf
    if any(word in bare for word in _NEITHER):
        return None
    if bare.startswith(_AGREED):
        return None if any(word in bare for word in ("协议内容", "指标内容")) else Role.AGREED
    if any(word in bare for word in _RATES) or bare in ("率", "占比"):
        return Role.RATE
    if any(word in bare for word in _DONE):
        return Role.DONE
    return None
