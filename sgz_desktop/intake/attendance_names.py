"""The names of a roster: their marks, two people in one cell, and who is listed without being counted."""

import re
from collections.abc import Iterable

from sgz_desktop.intake.readings import plain

_MARKS = re.compile(r"[*★☆#△▲※◎●○^'’\s①②③④⑤⑥⑦⑧⑨¹²³]+\Z|\A[*★☆#△▲※◎●○\s]+")
_ASIDE = re.compile(r"\(([^()]{1,20})\)\Z|【([^】]{1,20})】\Z|\[([^\]]{1,20})\]\Z")
_BETWEEN = re.compile(
    r"[/、,，;；&+|\\]|和(?=[\u4e00-\u9fff]{2})|及(?=[\u4e00-\u9fff]{2})|与(?=[\u4e00-\u9fff]{2})"
)
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}")
_DOUBLE = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|轩辕|端木|南宫|西门|独孤|呼延|申屠|长孙"
)
_LONGEST_NAME = 4
_OUT = re.compile(
    r"(?:不(?:予)?(?:计|算|列|纳)(?:入|在|为)?(?:内|社工|到岗|人数|人次|统计|考核|配备|配置|在内|总数|[^\d]{0,10}))\)?\Z"
)
_PARTLY = re.compile(r"\d|期间|当月|本月|部分|一半")
_OTHER_TRADES = (
    *("保洁", "清洁", "保安", "门卫", "门岗", "司机", "驾驶", "厨", "炊事", "食堂", "后勤", "勤杂", "杂工"),
    *("水电工", "绿化", "志愿者", "义工", "实习"),
)
_SHOWN = 40


def bare_name(text: str) -> tuple[str, str]:
    """A name without its marks, and what stands in brackets behind it: 卫晓彤（站长）, 许泽宇*."""
    name = _MARKS.sub("", plain(text))
    aside = _ASIDE.search(name)
    if aside is None:
        return name, ""
    rest = _MARKS.sub("", name[: aside.start()])
    return (rest, next(each for each in aside.groups() if each)) if rest else (name, "")


def people_in(text: str) -> tuple[str, ...]:
    """The people of a cell that names more than one: 金婉婷/吴新来, or one below the other; else nobody."""
    parts = [plain(each) for each in _BETWEEN.split(text)]
    if len(parts) > 1 and all(_PERSON.fullmatch(bare_name(each)[0]) for each in parts):
        return tuple(bare_name(each)[0] for each in parts)
    lines = text.split()
    is_several = (
        len(lines) > 1
        and all(_PERSON.fullmatch(each) for each in lines)
        and (sum(map(len, lines)) > _LONGEST_NAME or not _DOUBLE.fullmatch(lines[0]))
    )
    return tuple(lines) if is_several else ()


def left_out(texts: Iterable[str]) -> str:
    """Which of the texts beside a name says that the person does not count: 后勤人员（不计入社工到岗）."""
    return next((text[:_SHOWN] for text in texts if _OUT.search(text) and not _PARTLY.search(text)), "")


def perhaps_left_out(text: str) -> bool:
    """Whether a remark says that somebody does not count for a part of the time."""
    return bool(re.search(r"不(?:予)?(?:计|算|列|纳)入?", text) and _PARTLY.search(text))


def is_other_trade(post: str) -> bool:
    """Whether a post is one that social workers do not have: 保洁, 保安, 司机, 厨工."""
    return any(word in post for word in _OTHER_TRADES) and "社工" not in post
