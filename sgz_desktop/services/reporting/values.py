"""What the names of passages (house_styles/vocabulary.py) stand for; what is unknown is None."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.places import ReviewGroup, Zone
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.domain.result import Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.exports.report import Field, Passage, QuantityRef, Run
from sgz_desktop.house_styles import vocabulary
from sgz_desktop.house_styles.numbering import chinese_numeral
from sgz_desktop.house_styles.style import HouseStyle, Terms
from sgz_desktop.scoring.known import Known, known_figures
from sgz_desktop.services.reporting.answers import ATTENDEES, FEEDBACK, answer_values
from sgz_desktop.services.reporting.figures import computed_figures, share_text
from sgz_desktop.services.reporting.indicators import behind, standings
from sgz_desktop.services.reporting.names import purchaser_in_short, supervisor_in_short
from sgz_desktop.services.reporting.phrases import (
    PHASE_NAMES,
    bands_of,
    in_ten_thousands,
    long_date,
    sentence,
    shares_of,
    weights_of,
)
from sgz_desktop.services.reporting.roster import roster_of

Values = dict[str, Any]
_Known = Mapping[str, Known]


def values_of(dossier: Dossier, rubric: Rubric, score: Score, style: HouseStyle) -> Values:
    """Every name of the vocabulary with its run, its list, or None."""
    known = known_figures(dossier)
    return {
        **_head(dossier),
        **_terms(style.terms),
        **_rules(rubric, style),
        **_party_shares(rubric, style),
        **_outcome(score),
        **_counted(dossier, known),
        **_quantities(known),
        **_computed(dossier, style),
        **_progress(dossier, style),
        **_texts(dossier),
        **answer_values(dossier),
        **_flags(dossier, score, known),
        **_lists(dossier),
    }


def _head(dossier: Dossier) -> Values:
    head = dossier.evaluation
    spelt = {
        "社工站": ("station", head.station),
        "简称": ("station_short", head.short_name),
        "区": ("district", head.district),
        "阶段": ("phase", PHASE_NAMES[head.phase]),
        "监督方": ("supervisor", head.supervisor),
        "购买方": ("purchaser", head.purchaser),
        "承办方": ("operator", head.operator),
        "评估方": ("assessor", head.assessor),
        "督导中心": ("supervision_centre", head.supervision_centre),
        "地址": ("address", head.address),
        "成立时间": ("founded", head.founded),
        "承办起始": ("operator_since", head.operator_since),
        "评估日期": ("visit_date", head.visit_date and long_date(head.visit_date)),
        "报告日期": ("report_date", head.report_date and long_date(head.report_date)),
        "协议起": ("agreement_start", head.agreement_start and long_date(head.agreement_start)),
        "协议止": ("agreement_end", head.agreement_end and long_date(head.agreement_end)),
        "考核期起": ("period_start", head.period_start and long_date(head.period_start)),
        "考核期止": ("period_end", head.period_end and long_date(head.period_end)),
        "经费万元": ("funds_yuan", None if head.funds_yuan is None else in_ten_thousands(head.funds_yuan)),
        "应配人数": ("required_staff", None if head.required_staff is None else str(head.required_staff)),
        "监督方简称": ("supervisor", supervisor_in_short(head.supervisor, head.district)),
        "购买方简称": ("purchaser", purchaser_in_short(head.purchaser, head.district)),
    }
    return {
        name: Run(text, Field("evaluation", head.id, field)) if text else None
        for name, (field, text) in spelt.items()
    }


def _rules(rubric: Rubric, style: HouseStyle) -> Values:
    full = sum((each.points for each in rubric.parties), Decimal(0))
    lowest = min(rubric.grades, key=lambda each: each.at_least).name
    sign, orders = style.figures.per_cent, style.orders
    weights = weights_of(rubric, orders.weights, per_cent=sign)
    again = weights_of(rubric, orders.weights_again or orders.weights, per_cent=sign)
    return {
        "评分标准": Run(f"《{rubric.title}》", Passage("rubric.title")),
        "权重": Run(weights, Passage("rubric.parties")),
        "权重再述": Run(again, Passage("rubric.parties")),
        "等级线": Run(bands_of(rubric), Passage("rubric.grades")),
        "满分": Run(decimal_text(full), Passage("rubric.parties")),
        "方数": Run(chinese_numeral(len(rubric.parties)), Passage("rubric.parties")),
        "最低等级": Run(lowest, Passage("rubric.grades")),
    }


def _party_shares(rubric: Rubric, style: HouseStyle) -> Values:
    shares = shares_of(rubric, per_cent=style.figures.per_cent)
    return {
        name: Run(shares[code], Passage("rubric.parties")) if code in shares else None
        for name, code in vocabulary.SHARES.items()
    }


def _terms(terms: Terms) -> Values:
    return {
        "专家称谓": Run(terms.expert, Passage("terms.expert")),
        "工作人员称谓": Run(terms.assistant, Passage("terms.assistant")),
    }


def _outcome(score: Score) -> Values:
    def names(state: VetoState) -> Run | None:
        found = [each.name for each in score.vetoes if each.state is state]
        return Run("、".join(found), Passage("rubric.vetoes")) if found else None

    def figure(key: str, number: Decimal | None) -> Run | None:
        return None if number is None else Run(str(number), QuantityRef(f"score.{key}"))

    return {
        "总分": figure("total", score.total),
        "等级": Run(score.grade_name, QuantityRef("grade")) if score.grade_name else None,
        "已得分": figure("floor", score.floor),
        "最高可得分": figure("ceiling", score.ceiling),
        "否决情形": names(VetoState.HOLDS),
        "未核否决": names(VetoState.UNKNOWN),
    }


def _counted(dossier: Dossier, known: _Known) -> Values:
    """People and places are counted where they are listed; a figure somebody entered stands for a list."""
    experts = sum(each.role is Role.EXPERT for each in dossier.people)
    assistants = len(dossier.people) - experts
    counts = {"专家人数": ("experts.count", experts), "工作人员人数": ("assistants.count", assistants)}
    values: Values = {}
    for name, (key, count) in counts.items():
        entered = _text(known, key)
        text = str(count) if count else entered if entered != "0" else None
        values[name] = Run(text, QuantityRef(key)) if text else None
    for name, several in (("片区数", dossier.zones), ("社区数", dossier.communities)):
        values[name] = Run(str(len(several)), Passage("counted")) if several else None
    return values


def _text(known: _Known, key: str) -> str | None:
    found = known.get(key)
    return None if found is None else decimal_text(found.value)


def _quantities(known: _Known) -> Values:
    values: Values = {}
    for name, key in vocabulary.QUANTITIES.items():
        text = _text(known, key)
        values[name] = None if text is None else Run(text, QuantityRef(key))
    return values


def _computed(dossier: Dossier, style: HouseStyle) -> Values:
    found = computed_figures(dossier, style.figures)
    return {name: _figure(found, key, style) for name, key in vocabulary.COMPUTED.items()}


def _figure(found: Mapping[str, Decimal | None], key: str, style: HouseStyle) -> Run | None:
    figure = found[key]
    if figure is None:
        return None
    is_share = REGISTRY[key].unit == "%"
    return Run(share_text(figure, style.figures) if is_share else decimal_text(figure), QuantityRef(key))


def _progress(dossier: Dossier, style: HouseStyle) -> Values:
    late = behind(dossier, computed_figures(dossier, style.figures)["period.elapsed"])
    names = "、".join(each.label for each in late)
    rated = any(each.rate is not None for each in standings(dossier))
    return {
        "有完成率": Run("有", QuantityRef("indicator.rate")) if rated else None,
        "落后指标": Run(names, QuantityRef("indicator.rate", "behind")) if late else None,
    }


def _texts(dossier: Dossier) -> Values:
    """Each in one line; answers end as a sentence does, and who was there stands inside one."""
    by_code = {each.code: each for each in dossier.report_texts if each.text.strip()}
    return {
        name: Run(_in_line(code, by_code[code].text), Field(ReportText.kind, by_code[code].id, "text"))
        if code in by_code
        else None
        for name, code in vocabulary.TEXTS.items()
    }


def _in_line(code: str, text: str) -> str:
    line = " ".join(text.split())
    if code == ATTENDEES:
        return line.rstrip("。") or line
    return sentence(line) if code.startswith(FEEDBACK) else line


def _flags(dossier: Dossier, score: Score, known: _Known) -> Values:
    head = dossier.evaluation
    subjects = {each.subject for each in dossier.observations}
    told = {
        "有简称": head.short_name != head.station,
        "有服务指标": any(each.done is not None for each in dossier.indicator_values),
        "公布分数": score.basis is not Basis.GRADE_ONLY,
        "有到岗名册": roster_of(dossier) is not None,
        "有低于75的受访者": _text(known, "satisfaction.below_75") not in (None, "0"),
    }
    for name, subject in vocabulary.FLAGS.items():
        told.setdefault(name, subject in subjects)
    return {name: Run("有", Passage("flag")) if told[name] else None for name in vocabulary.FLAGS}


def _lists(dossier: Dossier) -> Values:
    return {
        "片区列表": tuple(_zone_item(dossier, each) for each in dossier.zones) or None,
        "评审组列表": tuple(
            {"评审组": _name(each), "社区": _communities(dossier, dossier.zones_of(each.id))}
            for each in dossier.groups
        )
        or None,
    }


def _zone_item(dossier: Dossier, zone: Zone) -> Values:
    staff = Run(decimal_text(zone.staff), Field(zone.kind, zone.id, "staff")) if zone.staff else None
    return {"片区": _name(zone), "社区": _communities(dossier, (zone,)), "人数": staff}


def _name(place: Zone | ReviewGroup) -> Run:
    return Run(place.name, Field(place.kind, place.id, "name"))


def _communities(dossier: Dossier, zones: tuple[Zone, ...]) -> Run | None:
    names = [each.name for zone in zones for each in dossier.communities_of(zone.id)]
    return Run("、".join(names), Field("zone", zones[0].id, "name")) if names else None


def group_values(dossier: Dossier, group: ReviewGroup) -> Values:
    """The names of a fragment that stands for one review group."""
    return {
        "评审组": _name(group),
        "评审组社区": _group_line(dossier, group),
    }


def _group_line(dossier: Dossier, group: ReviewGroup) -> Run | None:
    """谢村村、胜石村…; a pooled group names each zone with its communities."""
    zones = dossier.zones_of(group.id)
    parts = [text for zone in zones if (text := _zone_text(dossier, zone, group, pooled=len(zones) > 1))]
    return Run("；".join(parts), Field(group.kind, group.id, "name")) if parts else None


def _zone_text(dossier: Dossier, zone: Zone, group: ReviewGroup, *, pooled: bool) -> str:
    communities = "、".join(each.name for each in dossier.communities_of(zone.id))
    if not pooled and zone.name == group.name:
        return communities
    return f"{zone.name}（{communities}）" if communities else zone.name


def zone_values(dossier: Dossier) -> Iterator[tuple[Zone, Values]]:
    """Every zone with the names of a passage that stands for it."""
    for zone in dossier.zones:
        item = _zone_item(dossier, zone)
        yield zone, {"片区": item["片区"], "片区社区": item["社区"], "片区人数": item["人数"]}
