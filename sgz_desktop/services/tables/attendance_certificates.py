"""Which social worker's certificate a text names: 中级社工师, 助理社会工作师, 备考, 二级心理咨询师."""

import re

from sgz_desktop.domain.staffing import Certificate
from sgz_desktop.services.tables.matching import short, squeezed

_LEVELS = (
    ("高级", Certificate.SENIOR),
    ("中级", Certificate.INTERMEDIATE),
    ("助理", Certificate.ASSISTANT),
    ("初级", Certificate.ASSISTANT),
    ("助工", Certificate.ASSISTANT),
    ("助师", Certificate.ASSISTANT),
    ("社会工作师", Certificate.INTERMEDIATE),
    ("社工师", Certificate.INTERMEDIATE),
)
_ORDER = (Certificate.SENIOR, Certificate.INTERMEDIATE, Certificate.ASSISTANT)
_WITHOUT = ("非持证", "未持证", "不持证", "无证", "没有证", "暂无证", "未取得", "未考取", "未获得", "尚未")
_UNCERTIFIED = ("无", "暂无", "没有", "否", "×", "-", "—", "/", "无证书", "暂无证书")
_STUDYING = (
    *("备考", "报考", "在考", "待考", "考取中", "考证中", "报名", "准备考", "拟考", "学习中"),
    *("未通过", "未过", "考试中", "应考"),
)
_AWAITED = ("待领", "待发", "待取", "领证中", "办证中")
_OTHERS = (
    *("心理", "教师", "会计", "护士", "护师", "护理", "医师", "律师", "法律", "营养", "育婴", "家庭教育"),
    *("健康管理", "人力资源", "职业指导", "就业指导", "经济师", "工程", "统计师", "审计", "驾驶", "普通话"),
    *("计算机", "英语", "厨师", "消防", "康复", "调解", "档案", "编辑", "馆员", "按摩", "美容", "导游"),
)
"""The words of other professions' certificates, which make no 持证社工."""
_OURS = ("社工", "社会工作")
_PARTS = re.compile(r"[,，、;；/+&()（）\[\]【】|]|和|及|兼|以及|\s")


def is_none(text: str) -> bool:
    """Whether a text says that somebody has no certificate."""
    bare = squeezed(text)
    if bare in _UNCERTIFIED or any(word in bare for word in _WITHOUT):
        return True
    parts = _parts(text)
    return bool(parts) and all(
        each in _UNCERTIFIED or any(word in each for word in _STUDYING) for each in parts
    )


def certificate_in(text: str) -> tuple[Certificate | None, str]:
    """The highest certificate that a text names, None where it names no level, and what is doubtful in it."""
    if is_none(text):
        return Certificate.NONE, ""
    bare = squeezed(text)
    found = {level for each in _parts(text) if (level := _level(each)) is not None}
    if found:
        best = next(each for each in _ORDER if each in found)
        doubt = f"“{short(text)}”还没有领到证书，按持证读入，请核对。" if _has(bare, _AWAITED) else ""
        if not _has(bare, _OURS) and ("助工" in bare or "助师" in bare):
            doubt = f"“{short(text)}”按助理社工师读入，请核对。"
        return best, doubt
    if _has(bare, _OTHERS) and not _has(bare, _OURS):
        return Certificate.NONE, f"“{short(text)}”不是社工证书，按非持证读入，请核对。"
    return None, ""


def _parts(text: str) -> list[str]:
    return [squeezed(each) for each in _PARTS.split(text) if each]


def _level(part: str) -> Certificate | None:
    """The level that one part names; of what is being studied for, and of other trades, none."""
    if _has(part, _STUDYING) or (_has(part, _OTHERS) and not _has(part, _OURS)):
        return None
    return next((level for word, level in _LEVELS if word in part), None)


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
