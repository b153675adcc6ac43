"""What a person calls the codes of the tables."""

from collections.abc import Callable, Mapping, Sequence

from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.domain.survey import Outcome, Way

CERTIFICATE_NAMES: Mapping[Certificate, str] = {
    Certificate.SENIOR: "高级社工师",
    Certificate.INTERMEDIATE: "中级社工师",
    Certificate.ASSISTANT: "助理社工师",
    Certificate.NONE: "非持证",
}
TICK_NAMES: Mapping[Tick, str] = {Tick.YES: "√", Tick.HALF: "半", Tick.NO: "—"}
RESOURCE_NAMES: Mapping[ResourceKind, str] = {
    ResourceKind.MONEY: "资金",
    ResourceKind.GOODS: "物资",
    ResourceKind.VENUE: "场地",
    ResourceKind.PEOPLE: "人力",
    ResourceKind.OTHER: "其他",
}
OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.ANSWERED: "已受访",
    Outcome.NOT_REACHED: "联系不上",
    Outcome.REFUSED: "不愿受访",
    Outcome.WRONG_NUMBER: "号码有误",
    Outcome.OTHER: "其他",
}
_PHONE_HEAD, _PHONE_TAIL, _SHORT_PHONE = 3, 4, 7
WAY_NAMES: Mapping[Way, str] = {Way.PHONE: "电话", Way.VISIT: "上门", Way.QUESTIONNAIRE: "问卷"}


def masked_name(name: str) -> str:
    """A name as it is shown on a screen that others see: 陈小明 is 陈＊＊."""
    return name[:1] + "＊" * len(name[1:])


def told_apart(texts: Sequence[str], mask: Callable[[str], str]) -> tuple[str, ...]:
    """Several texts behind their mask; of those that would read alike no more stands open than parts them.

    陈小明 and 陈晓明 are 陈小＊ and 陈晓＊.
    """
    shown = {each: mask(each) for each in texts}
    for at in range(max(map(len, texts), default=0)):
        alike: dict[str, list[str]] = {}
        for text, masked in shown.items():
            alike.setdefault(masked, []).append(text)
        for masked, several in alike.items():
            if len({each[at : at + 1] for each in several}) > 1:
                shown |= {each: masked[:at] + each[at] + masked[at + 1 :] for each in several}
    return tuple(shown[each] for each in texts)


def masked_phone(phone: str) -> str:
    """A number with its middle hidden: 138＊＊＊＊1234."""
    if len(phone) <= _SHORT_PHONE:
        return "＊" * len(phone)
    hidden = len(phone) - _PHONE_HEAD - _PHONE_TAIL
    return phone[:_PHONE_HEAD] + "＊" * hidden + phone[-_PHONE_TAIL:]
