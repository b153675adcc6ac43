"""The people of the satisfaction survey as a list: names and numbers masked, in the order of the draw."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.survey import Outcome, Respondent
from sgz_desktop.services.tables.names import OUTCOME_NAMES, masked_name, masked_phone
from sgz_desktop.services.tables.surveying import spared_ids
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.wording import field_text

_LINES = re.compile(r"[、，,；;\r\n\u2028\u2029]+")
_PHONE = re.compile(r"\+?[\d０-９][\d０-９\-－ ]{5,}[\d０-９]")


def read_people(text: str) -> list[dict[str, Any]]:
    """Names with numbers and kinds, as typed or pasted: commas, 、 and line ends stand between people."""
    found = []
    for line in _LINES.split(text):
        phone = _PHONE.search(line)
        words = (line if phone is None else line.replace(phone[0], " ", 1)).split()
        if words:
            number = "" if phone is None else "".join(phone[0].split())
            found.append({"name": words[0], "phone": number, "category": " ".join(words[1:])})
    return found


class People:
    """How the rows of the list read; knows who stands in for whom, and the zones' names."""

    def __init__(self) -> None:
        self.zones: Mapping[UUID, str] = {}
        self.replaced: Mapping[UUID, int] = {}
        self.orders: Mapping[UUID, int] = {}
        self.spared: frozenset[UUID] = frozenset()

    def tell(self, dossier: Dossier) -> None:
        """Read what the list needs to know."""
        self.zones = {each.id: each.name for each in dossier.zones}
        self.orders = {each.id: each.drawn for each in dossier.respondents if each.drawn is not None}
        self.spared = spared_ids(dossier)
        self.replaced = {
            each.stands_in_for: self.orders[each.id]
            for each in dossier.respondents
            if each.stands_in_for is not None and each.id in self.orders
        }

    def columns(self) -> tuple[Column, ...]:
        """The columns of the list."""
        return (
            Column(tr("序"), _order, width=44, least=44, figure=True),
            Column(tr("姓名"), lambda each: masked_name(each.name), width=110, least=72),
            Column(tr("电话"), lambda each: masked_phone(each.phone), width=150, least=150, gives_way=True),
            Column(tr("片区"), self._zone, width=90, least=64, gives_way=True),
            Column(tr("类别"), lambda each: str(each.category), width=110, least=64, gives_way=True),
            Column(tr("结果"), self._state, width=104, least=96, chip=self._chip, hint=self._hint),
            Column(tr("满意度"), _answer, width=80, least=72, figure=True),
        )

    def said(self, each: Respondent) -> tuple[str, str]:
        """What became of somebody in a word or two, and the chip's colour for it."""
        return self._state(each), self._chip(each)

    def more(self, each: Respondent) -> str:
        """Zone, kind, in whose place, and where the row is from."""
        parts = [self._zone(each), each.category]
        parts.append(self._stands_in(each))
        if each.source:
            parts.append(tr("出处：{source}").format(source=each.source))
        return " · ".join(filter(None, parts))

    def _zone(self, each: Respondent) -> str:
        return self.zones.get(each.zone_id, "") if each.zone_id else ""

    def _state(self, each: Respondent) -> str:
        if each.id in self.replaced and each.outcome is not Outcome.ANSWERED:
            return tr("换成 {order}").format(order=self.replaced[each.id])
        if each.outcome is not None:
            return OUTCOME_NAMES[each.outcome]
        if each.drawn:
            return tr("不必访") if each.id in self.spared else tr("待访")
        return tr("未抽中") if self.orders else ""

    def _chip(self, each: Respondent) -> str:
        if each.outcome is Outcome.ANSWERED:
            return "good" if each.answer is not None else "warn"
        if each.id in self.replaced or each.id in self.spared:
            return "plain"
        return "warn" if each.outcome is not None else "accent" if each.drawn else "plain"

    def _hint(self, each: Respondent) -> str:
        return "；".join(filter(None, (self._state(each), each.reason, self._stands_in(each))))

    def _stands_in(self, each: Respondent) -> str:
        order = self.orders.get(each.stands_in_for) if each.stands_in_for else None
        return "" if order is None else tr("替换第 {order} 位").format(order=order)


def _order(each: Respondent) -> str:
    return "" if each.drawn is None else str(each.drawn)


def _answer(each: Respondent) -> str:
    return "" if each.answer is None else f"{field_text(each.answer)}%"
