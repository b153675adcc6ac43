"""Where the words of a paragraph come from, told so that a person can go there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.quantities import ENTERED_KEYS, REGISTRY
from sgz_desktop.domain.report_text import TEXT_NAMES, ReportText
from sgz_desktop.domain.result import Missing
from sgz_desktop.exports.charts import ChartKind
from sgz_desktop.exports.report import Field, ObservationRef, Passage, QuantityRef, Run
from sgz_desktop.house_styles import vocabulary
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.phrases import UNKNOWN_PREFIX

PREPARING, SCORING, INDICATORS = "preparing", "scoring", "indicators"
HEAD_FIELDS: Mapping[str, str] = {
    "社工站": "station",
    "简称": "station_short",
    "区": "district",
    "阶段": "phase",
    "监督方": "supervisor",
    "购买方": "purchaser",
    "承办方": "operator",
    "评估方": "assessor",
    "督导中心": "supervision_centre",
    "地址": "address",
    "成立时间": "founded",
    "承办起始": "operator_since",
    "评估日期": "visit_date",
    "报告日期": "report_date",
    "协议起": "agreement_start",
    "协议止": "agreement_end",
    "考核期起": "period_start",
    "考核期止": "period_end",
    "经费万元": "funds_yuan",
    "应配人数": "required_staff",
}
"""The field of the evaluation behind each of vocabulary.HEAD."""
_NAME_OF_FIELD = {field: name for name, field in HEAD_FIELDS.items()}
_ENTERED_FOR = {
    "period.months": "head.period_start",
    "period.elapsed": "head.period_start",
    "attendance.surplus": "quantity.attendance.required",
    "attendance.shortfall": "quantity.attendance.required",
    "attendance.certified_surplus": "quantity.attendance.certified_required",
    "attendance.certified_shortfall": "quantity.attendance.certified_required",
    "attendance.retention": "quantity.staff.stayed",
    "staff.mean": "quantity.attendance.actual",
    "staff.mean_certified": "quantity.attendance.certified_actual",
    "training.due": "quantity.attendance.required",
    "training.rate": "quantity.training.hours",
    "training.shortfall": "quantity.training.hours",
    "funds.rate": "quantity.funds.spent",
    "staff.uncertified": "quantity.staff.certified",
    "attendance.certified_share": "quantity.attendance.certified_actual",
    "staff.certified_share": "quantity.staff.certified",
    "staff.two_to_six_years": "quantity.staff.over_six_years",
    "staff.experienced_share": "quantity.staff.experienced",
}
"""Where to go for a figure that is worked out: to one of those it is worked out from."""
_COUNTED = {"experts.count": "people", "assistants.count": "people"}
_PARTS = {
    "people": "人员与分工",
    "places": "片区与社区",
    "indicators": "服务指标",
    "attendance": "到岗情况",
    "resources": "资源整合",
    "training": "培训与督导",
    "money": "经费",
    "satisfaction": "满意度调查",
}
_TABLES = frozenset(_PARTS) - {"people", "places"}
_KINDS = {
    "person": "people",
    "assignment": "people",
    "group": "places",
    "zone": "places",
    "community": "places",
    "indicator": "indicators",
    "indicator_value": "indicators",
    "worker": "attendance",
    "duty_month": "attendance",
    "resource": "resources",
    "training_hours": "training",
    "fund_line": "money",
    "survey": "satisfaction",
    "respondent": "satisfaction",
}
_COUNT_NAMES = {"专家人数": "people", "工作人员人数": "people", "片区数": "places", "社区数": "places"}
_MOST = 12
_STOPS = "。，；：、！？（） "


class OriginKind(StrEnum):
    """What can be done about words: edited here, or gone to; FIXED ones are the style's or the rule set's."""

    OBSERVATION = "observation"
    TEXT = "text"
    PASSAGE = "passage"
    ELSEWHERE = "elsewhere"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing that words of a paragraph come from.

    `key` is a text's code, a passage's key or what stands for a place; `page` and `target` say where the
    window goes for one that is edited elsewhere.
    """

    kind: OriginKind
    key: str
    name: str
    entity_id: UUID | None = None
    page: str = ""
    target: Missing | None = None


_SCORE = Origin(OriginKind.ELSEWHERE, "score", "得分与等级", page=SCORING)


class Origins:
    """Tells origins in one state of one evaluation."""

    def __init__(self, dossier: Dossier, style: HouseStyle, missing: Sequence[Missing]) -> None:
        self._dossier, self._style = dossier, style
        self._codes = {each.id: each.code for each in dossier.report_texts}
        self._missing = {each.code: each for each in missing}

    def of_block(self, block_id: str, runs: Sequence[Run]) -> tuple[Origin, ...]:
        """The origins of a block's runs, what is edited in the report first, each once.

        What the style or the rule set says is told only where there is nothing else to go to.
        """
        found: dict[tuple[OriginKind, str], Origin] = {}
        for number, run in enumerate(runs):
            for each in self._of_run(run, runs[number:]):
                found.setdefault((each.kind, each.key), each)
        if not any(kind in _EDITED for kind, _ in found):
            key = self._passage_of(block_id)
            if key:
                found[OriginKind.PASSAGE, key] = _passage(key, runs)
        ranks = list(OriginKind)
        several = sorted(found.values(), key=lambda each: ranks.index(each.kind))
        return tuple(each for each in several if each.kind is not OriginKind.FIXED) or tuple(several)

    def of_chart(self, kind: ChartKind) -> Origin:
        """What a chart draws."""
        return _part("indicators") if kind is ChartKind.COMPLETION else _SCORE

    def _of_run(self, run: Run, following: Sequence[Run]) -> Iterator[Origin]:
        source = run.source
        if isinstance(source, ObservationRef):
            found = {each.id: each for each in self._dossier.observations}.get(source.observation_id)
            said = (found.lead or found.text or found.recommendation) if found else run.text
            name = f"观察“{short(said)}”"
            yield Origin(OriginKind.OBSERVATION, str(source.observation_id), name, source.observation_id)
        elif isinstance(source, Field):
            yield from self._of_field(source)
        elif isinstance(source, QuantityRef):
            yield self._of_quantity(source.key)
        elif source.key in self._style.passages:
            yield _passage(source.key, following)
        else:
            yield from self._of_fixed(source.key)

    def _of_field(self, field: Field) -> Iterator[Origin]:
        if field.kind == ReportText.kind:
            code = self._codes.get(field.entity_id)
            if code is not None:
                yield text_origin(code)
        elif field.kind == "evaluation":
            yield head_origin(field.name)
        else:
            yield _part(_KINDS.get(field.kind, "places"))

    def _of_quantity(self, key: str) -> Origin:
        if key in _COUNTED and self._dossier.people:
            return _part(_COUNTED[key])
        if key.startswith("indicator."):
            return _part("indicators")
        if key in ENTERED_KEYS:
            return _prepared(f"quantity.{key}", REGISTRY[key].name)
        if key in _ENTERED_FOR:
            return _prepared(_ENTERED_FOR[key], f"{REGISTRY[key].name}（算出）", key=key)
        return _SCORE

    def _of_fixed(self, key: str) -> Iterator[Origin]:
        """What the program or the rule set says."""
        if key.startswith(UNKNOWN_PREFIX):
            yield from self._of_unknown(key.removeprefix(UNKNOWN_PREFIX))
        elif key.startswith("missing."):
            found = self._missing.get(key.removeprefix("missing."))
            if found is not None:
                name = f"缺项“{short(found.sentence)}”"
                yield Origin(OriginKind.ELSEWHERE, key, name, None, found.page, found)
        elif key == "counted":
            yield _part("places")
        elif key.startswith("rubric."):
            yield Origin(OriginKind.FIXED, "rubric", "评分标准")
        elif key not in ("numbering", "flag"):
            yield Origin(OriginKind.FIXED, "style", "体例")

    def _of_unknown(self, name: str) -> Iterator[Origin]:
        """What would have to be filled in for a name that nothing is known for."""
        name = vocabulary.SHORT.get(name, name)
        if name in TEXT_NAMES:
            yield text_origin(name)
        elif name in vocabulary.TEXTS:
            yield text_origin(vocabulary.TEXTS[name])
        elif name in HEAD_FIELDS:
            yield head_origin(HEAD_FIELDS[name])
        elif name in _NAME_OF_FIELD:
            yield head_origin(name)
        elif name in _COUNT_NAMES:
            yield _part(_COUNT_NAMES[name])
        elif name in vocabulary.QUANTITIES:
            yield self._of_quantity(vocabulary.QUANTITIES[name])
        elif name in vocabulary.COMPUTED:
            yield self._of_quantity(vocabulary.COMPUTED[name])
        elif name in vocabulary.OUTCOME:
            yield _SCORE
        else:
            yield _part("places")

    def _passage_of(self, block_id: str) -> str:
        """The passage a block was made of that says nothing of its own, such as a lone name."""
        if block_id.startswith("annex."):
            return ""  # named after what an annex shows, which may be called as a passage is
        bare = re.sub(r"(\.\d+)?(~\d+)?$", "", block_id)
        fitting = (key for key in self._style.passages if bare.endswith(f".{key}"))
        return max(fitting, key=len, default="")


_EDITED = (OriginKind.OBSERVATION, OriginKind.TEXT, OriginKind.PASSAGE)


def _passage(key: str, runs: Sequence[Run]) -> Origin:
    """A passage, known by the words that are printed from its first one on."""
    said = "".join(run.text for run in runs if run.source != Passage("numbering")).lstrip(_STOPS)
    return Origin(OriginKind.PASSAGE, key, f"段落“{short(said)}”")


def text_origin(code: str) -> Origin:
    """A text of the report, by its code."""
    return Origin(OriginKind.TEXT, code, TEXT_NAMES.get(code, code))


def head_origin(field: str) -> Origin:
    """A field of the evaluation itself."""
    return _prepared(f"head.{field}", _NAME_OF_FIELD.get(field, "基本信息"))


def short(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"


def _part(name: str) -> Origin:
    return _prepared(f"part.{name}", _PARTS[name], page=INDICATORS if name in _TABLES else PREPARING)


def _prepared(code: str, name: str, *, key: str = "", page: str = PREPARING) -> Origin:
    target = Missing(code, "", page)
    return Origin(OriginKind.ELSEWHERE, key or code, name, page=page, target=target)
