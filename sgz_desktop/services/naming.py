"""What a person calls one thing of an evaluation, one field of it, and the value it has."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.change import DELETED
from sgz_desktop.domain.day import Checked, Draw
from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import COLLECTIONS, REFERENCES
from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.domain.indicator import Agreed, Cover
from sgz_desktop.domain.mark import Extent
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.domain.report_text import OMIT_PREFIX, PASSAGE_PREFIX, TEXT_NAMES
from sgz_desktop.domain.rubric import METHOD_NAMES, Judged, Method, RoundingLevel, Rubric
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.domain.survey import Outcome, Way
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.models.mapping import value_of
from sgz_desktop.models.names import KINDS, field_name
from sgz_desktop.scoring.rules import points_for, working_of
from sgz_desktop.scoring.veto import state_name
from sgz_desktop.services.display import BASIS_NAMES, CHECKED_NAMES
from sgz_desktop.services.reporting.phrases import PHASE_NAMES
from sgz_desktop.services.tables.names import (
    CERTIFICATE_NAMES,
    OUTCOME_NAMES,
    RESOURCE_NAMES,
    TICK_NAMES,
    WAY_NAMES,
    masked_name,
    masked_phone,
    told_apart,
)

_NAME_FIELDS = ("name", "label", "title", "number", "role", "text", "lead")
"""What siblings are known by, the first that is not empty."""
_MOST = 24
"""How many characters of a text stand for the whole where a thing is only to be recognised."""
_HASH = 64
_SLOT, _CONDITION = re.compile(r"\{\{\s*(.*?)\s*\}\}"), re.compile(r"\{%.*?%\}")
_DOCUMENTS = ("rubric", "house_style")
_CODES: Mapping[type[Enum], Mapping[Any, str]] = {
    Phase: PHASE_NAMES,
    Basis: BASIS_NAMES,
    Role: {Role.EXPERT: "评估专家", Role.STAFF: "工作人员"},
    Tone: {Tone.STRENGTH: "肯定", Tone.CONCERN: "关注", Tone.UNFILED: "未定类别"},
    Cover: {Cover.ZONES: "按片区", Cover.STATION: "总体服务"},
    Agreed: {Agreed.AMOUNT: "按数量", Agreed.RATE: "按比率"},
    Extent: {Extent.ALL: "全有", Extent.PART: "部分", Extent.NONE: "没有"},
    Scope: {Scope.PARTY: "一方", Scope.COMPONENT: "分项", Scope.TOTAL: "总分"},
    Conflict: {Conflict.NONE: "没有", Conflict.EXISTS: "有"},
    Method: METHOD_NAMES,
    Checked: CHECKED_NAMES,
    Draw: {Draw.DRAWN: "随机抽取", Draw.CHOSEN: "指定"},
    Judged: {Judged.ONCE: "全站一次", Judged.PER_GROUP: "每个评审组一次"},
    RoundingLevel: {RoundingLevel.COMPONENT: "分项", RoundingLevel.TOTAL: "总分"},
    VetoState: {each: state_name(each) for each in VetoState},
    Certificate: CERTIFICATE_NAMES,
    Tick: TICK_NAMES,
    ResourceKind: RESOURCE_NAMES,
    Outcome: OUTCOME_NAMES,
    Way: WAY_NAMES,
}
_OWN_NAMES: Mapping[tuple[str, str], str] = {
    ("person", "name"): "姓名",
    ("worker", "name"): "姓名",
    ("respondent", "name"): "姓名",
    ("respondent", "answer"): "满意度",
}
_MASKS: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("respondent", "name"): masked_name,
    ("respondent", "phone"): masked_phone,
}
"""What of the people served nobody reads whole where it is only to be recognised."""
_STAYS: Mapping[str, tuple[str, str, str]] = {
    "assignment": ("是否安排", "安排", "不安排"),
    "mark": ("是否作答", "保留评分", "清除评分"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of an evaluation: what it is called, and where it belongs."""

    title: str
    detail: str


class Naming:
    """Names things of one evaluation; those that are gone by what their fields last showed."""

    def __init__(
        self, dossier: Dossier, rubric: Rubric, *, passages: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """`passages` are the house style's own by their key: a passage is known by how it begins."""
        self._dossier, self._rubric, self._passages = dossier, rubric, passages

    def thing(self, kind: str, values: Mapping[str, str]) -> Thing:
        """What a person calls the entity whose fields show these values (canonical JSON)."""
        shown = {name: json.loads(text) for name, text in values.items()}
        named: Mapping[str, Callable[[Mapping[str, Any]], Thing]] = {
            "evaluation": lambda _: Thing("基本信息", ""),
            "community": lambda of: Thing(of["name"], f"社区 · {self._entity('zone_id', of['zone_id'])}"),
            "assignment": self._assignment,
            "mark": self._mark,
            "figure": self._figure,
            "veto_finding": self._veto,
            "quantity": lambda of: Thing(REGISTRY[of["code"]].name, "数据"),
            "observation": self._observation,
            "indicator": lambda of: Thing(of["label"], KINDS["indicator"]),
            "indicator_value": self._indicator_value,
            "declaration": lambda of: self._personal(of, "回避与廉洁声明"),
            "hand_in": lambda of: self._personal(of, "评分提交"),
            "final_word": self._final_word,
            "plan_entry": lambda of: Thing(_short(of["title"]), KINDS["plan_entry"]),
            "need": lambda of: Thing(_short(of["title"]), KINDS["need"]),
            "spot_check": lambda of: Thing(_short(of["number"]), _joined("抽查", self._group(of))),
            "paper_request": lambda of: Thing(_short(of["title"]), KINDS["paper_request"]),
            "interview": lambda of: Thing(_short(of["role"]), _joined("访谈", self._group(of))),
            "duty_month": lambda of: Thing(
                self._entity("worker_id", of["worker_id"]), f"到岗 · {of['month']}"
            ),
            "training_hours": lambda of: Thing(
                self._entity("worker_id", of["worker_id"]), _joined("学时", of.get("month", ""))
            ),
            "resource": lambda of: Thing(_short(of["description"] or of["provider"]), KINDS["resource"]),
            "survey": lambda _: Thing("满意度调查", "抽样"),
            "respondent": lambda of: Thing(masked_name(of["name"]), KINDS["respondent"]),
            "report_text": self._report_text,
        }
        if kind in named:
            return named[kind](shown)
        return Thing(shown["name"], KINDS[kind])

    def field(self, kind: str, field: str) -> str:
        """What a person calls a field of a kind of entity."""
        if field == DELETED:
            return _STAYS.get(kind, ("是否删除", "", ""))[0]
        if (kind, field) in _OWN_NAMES:
            return _OWN_NAMES[kind, field]
        return field_name(kind, field).removeprefix(f"{KINDS[kind]}的")

    def values(
        self, kind: str, field: str, texts: Sequence[str], *, entity_id: UUID, among: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Several values of one field (canonical JSON) as a person reads them side by side.

        What is masked is still told apart. `among` are the entity's other values.
        """
        if mask := _MASKS.get((kind, field)):
            masked = told_apart([value_of(kind, field, each) for each in texts], mask)
            return tuple(plain_value(each) for each in masked)
        return tuple(self.value(kind, field, each, entity_id=entity_id, among=among) for each in texts)

    def value(self, kind: str, field: str, text: str, *, entity_id: UUID, among: Mapping[str, str]) -> str:
        """A field's value (canonical JSON) as a person reads it, beside the entity's other values."""
        value = value_of(kind, field, text)
        if mask := _MASKS.get((kind, field)):
            return plain_value(mask(value))
        if field == DELETED:
            _, kept, gone = _STAYS.get(kind, ("", "保留", "删除"))
            return gone if value else kept
        if (kind, field) == ("respondent", "answer"):
            return plain_value(value) if value is None else f"{decimal_text(value)}%"
        if field == "answer":
            return self._answer(value, among)
        if field == "position":
            return self._place(kind, value, entity_id, among)
        if field in REFERENCES:
            return "无" if value is None else self._entity(field, str(value))
        if field in _DOCUMENTS and len(text) > _HASH:
            return f"{value[:8]}…"
        if field in ("subject", "item") and value is not None:
            return self._code(value)
        return plain_value(value)

    def _answer(self, answer: Any, among: Mapping[str, str]) -> str:
        item = self._rubric.item_by_code.get(json.loads(among["item"]))
        if item is None:
            return "评分标准中已没有这一项"
        points = points_for(item, answer)
        working = working_of(item, answer)
        return working if points is None else f"{decimal_text(points)} 分（{working}）"

    def _place(self, kind: str, position: str, entity_id: UUID, among: Mapping[str, str]) -> str:
        """A place among its siblings, since its key says nothing to anybody."""
        zone = json.loads(among.get("zone_id", "null"))
        siblings = [
            each
            for each in getattr(self._dossier, COLLECTIONS[kind])
            if each.id != entity_id
            and each.position < position
            and (zone is None or str(each.zone_id) == zone)
        ]
        if not siblings:
            return "排在最前"
        last = siblings[-1]
        names = (getattr(last, each, "") for each in _NAME_FIELDS)
        name = _short(next(filter(None, names), ""))
        return f"排在“{masked_name(name) if kind == 'respondent' else name}”之后"

    def _assignment(self, of: Mapping[str, Any]) -> Thing:
        return Thing(
            f"{self._entity('person_id', of['person_id'])}评{self._code(of['component'])}",
            _joined("分工", self._group(of)),
        )

    def _mark(self, of: Mapping[str, Any]) -> Thing:
        item = self._rubric.item_by_code.get(of["item"])
        title = f"{item.code} {item.wording}" if item else of["item"]
        return Thing(title, _joined(self._entity("person_id", of["person_id"]), self._group(of)))

    def _personal(self, of: Mapping[str, Any], what: str) -> Thing:
        return Thing(self._entity("person_id", of["person_id"]), what)

    def _final_word(self, of: Mapping[str, Any]) -> Thing:
        return Thing(self._code(of["item"]), _joined("合议结论", self._group(of)))

    def _figure(self, of: Mapping[str, Any]) -> Thing:
        name = "总分" if of["scope"] == "total" else self._code(of["code"])
        return Thing(name, _joined("录入的得分", self._group(of)))

    def _veto(self, of: Mapping[str, Any]) -> Thing:
        name = next((each.name for each in self._rubric.vetoes if each.code == of["rule"]), of["rule"])
        return Thing(name, "否决条件")

    def _observation(self, of: Mapping[str, Any]) -> Thing:
        text = of.get("lead") or of.get("text") or "还没有内容的一条"
        person = of.get("person_id")
        return Thing(_short(text), _joined("观察记录", self._entity("person_id", person) if person else ""))

    def _indicator_value(self, of: Mapping[str, Any]) -> Thing:
        zone = of.get("zone_id")
        where = self._entity("zone_id", zone) if zone else "合计"
        return Thing(self._entity("indicator_id", of["indicator_id"]), _joined("服务指标", where))

    def _report_text(self, of: Mapping[str, Any]) -> Thing:
        code = of["code"]
        for prefix, what in ((PASSAGE_PREFIX, "改写的段落"), (OMIT_PREFIX, "是否印出的段落")):
            if code.startswith(prefix):
                standard = self._passages.get(code.removeprefix(prefix), "")
                begins = _SLOT.sub(r"\1", _CONDITION.sub("", standard or of.get("text", ""))).strip()
                return Thing(f"段落“{_short(begins)}”" if begins else "体例里没有的段落", what)
        return Thing(TEXT_NAMES.get(code, "报告里的一段文字"), "报告文字")

    def _group(self, of: Mapping[str, Any]) -> str:
        group = of.get("group_id")
        return self._entity("group_id", group) if group else ""

    def _entity(self, field: str, entity_id: str) -> str:
        """The name of the entity a field points at."""
        kind = REFERENCES[field]
        known = {each.id: each for each in getattr(self._dossier, COLLECTIONS[kind])}
        found = known.get(UUID(entity_id))
        if found is None:
            return f"已删除的{KINDS[kind]}"
        named = {"indicator": "label", "observation": "text"}
        name = _short(getattr(found, named.get(kind, "name")))
        return masked_name(name) if kind == "respondent" else name

    def _code(self, code: str) -> str:
        """The name of a component, party or item of the rule set."""
        rubric = self._rubric
        found = rubric.component_by_code.get(code) or rubric.party_by_code.get(code)
        if found is not None:
            return found.name
        item = rubric.item_by_code.get(code)
        return f"{item.code} {item.wording}" if item else code


def word_of(code: Enum) -> str:
    """What a person calls one of the codes that a field may have."""
    return str(_CODES[type(code)][code])


def plain_value(value: Any) -> str:
    """A value as a person reads it, whatever it is of."""
    if value is None or value == "":
        return "空"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, Enum):
        return word_of(value)
    return str(value)


def _short(text: str) -> str:
    first = text.split("\n")[0]
    return first if len(first) <= _MOST else f"{first[:_MOST]}…"


def _joined(*parts: str) -> str:
    return " · ".join(each for each in parts if each)
