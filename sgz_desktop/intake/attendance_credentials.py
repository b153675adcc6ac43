"""Whether somebody is certified and as what, by the words of a roster: its sections, columns, and title."""

from sgz_desktop.intake.attendance_names import bare_name
from sgz_desktop.intake.readings import read_tick

_WITHOUT, _WITH = ("非持证", "无证", "未持证", "不持证"), ("持证",)
_UNCERTIFIED = ("无", "暂无", "没有", "未取得", "未考取")
_CREDENTIALS = ("社工师", "社会工作师", "中级", "初级", "高级", "助理", "社会工作者")


def says_certified(text: str) -> bool | None:
    """Whether a section's text is of those with a certificate or of those without one."""
    if any(word in text for word in _WITHOUT):
        return False
    return True if any(word in text for word in _WITH) else None


def certified_by(*named: str) -> bool | None:
    """Whether a sheet's name or title says that all its people are of one kind: 非持证社工到岗情况.

    One that speaks of both, or of how many are certified, says nothing of each.
    """
    told = set()
    for text in named:
        bare = text
        for word in _WITHOUT:
            bare = bare.replace(word, "")
        both = bare != text and "持证" in bare
        if "持证社工" in text or "无证社工" in text:
            told.add(None if both or any(sign in text for sign in "数率及与和、/") else says_certified(text))
    return told.pop() if len(told) == 1 else None


def yes_no(text: str) -> bool | None:
    """Whether a text says that somebody has a credential: 是, √, 持证, 有(中级); 否, 无证, 暂无."""
    if any(word in text for word in _WITHOUT) or text in _UNCERTIFIED:
        return False
    ticked = read_tick(text).value
    if ticked is not None:
        return bool(ticked)
    return True if text in (*_WITH, "有证", "已持证") else None


def names_credential(text: str) -> bool:
    """Whether a text names a certificate or its level."""
    return any(word in text for word in _CREDENTIALS)


def credential_beside(text: str) -> str:
    """The credential that a column for 是否持证 names itself: 中级社工师, or in brackets, 有（中级）."""
    if not names_credential(text) or yes_no(text) is False:
        return ""
    return text if yes_no(text) is None else bare_name(text)[1]
