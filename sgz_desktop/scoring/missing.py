"""What a dossier still lacks before its result is final, each with the page that mends it."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.report_text import TEXT_NAMES
from sgz_desktop.domain.result import (
    ComponentScore,
    ExpertScore,
    GroupScore,
    LineState,
    Missing,
    Score,
    Severity,
    Source,
)
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.scoring.components import figure_beside_items, judges_of
from sgz_desktop.scoring.denominators import turned_by_denominator
from sgz_desktop.scoring.duty import Why, attendance_of
from sgz_desktop.scoring.formalities import formalities
from sgz_desktop.scoring.known import disagreement, known_figures

REMOVED = "已删除的人员"
PREPARING, VISIT, SCORING, REPORT, INDICATORS = "preparing", "visit", "scoring", "report", "indicators"


_ORDER = (Severity.BLOCKS, Severity.GAP, Severity.ADVICE)


def missing(
    result: Score,
    dossier: Dossier,
    rubric: Rubric,
    *,
    texts: Sequence[str] = (),
    outlived: Mapping[UUID, Sequence[str]] = MappingProxyType({}),
) -> tuple[Missing, ...]:
    """Everything open: what keeps the result from being final, then gaps of the report, then advice.

    `texts` are the codes of the texts that the house style has no words of its own for; `outlived`
    names the fields of observations whose record was corrected after their printed wording was chosen.
    """
    found = [
        *_score(result, dossier),
        *_vetoes(result),
        *_head(dossier),
        *_texts(dossier, texts),
        *formalities(dossier),
        *_advice(result, dossier, rubric),
        *_outlived(dossier, outlived),
    ]
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.severity)))


_HEAD_FIELDS = (
    ("visit_date", "评估日期"),
    ("supervisor", "监督方"),
    ("purchaser", "购买方"),
    ("operator", "承办方"),
    ("assessor", "评估方"),
    ("agreement_start", "服务协议期的开始日期"),
    ("agreement_end", "服务协议期的结束日期"),
    ("period_start", "考核期的开始日期"),
    ("period_end", "考核期的结束日期"),
)


def _head(dossier: Dossier) -> Iterator[Missing]:
    for field, name in _HEAD_FIELDS:
        if not getattr(dossier.evaluation, field):
            sentence = f"还没有填写{name}。"
            yield Missing(f"head.{field}", sentence, PREPARING, Severity.GAP, entity_id=dossier.id)


def _texts(dossier: Dossier, wanted: Sequence[str]) -> Iterator[Missing]:
    for code in wanted:
        if not dossier.text_by_code.get(code, "").strip():
            yield Missing(f"text.{code}", f"报告的“{TEXT_NAMES[code]}”还没有写。", REPORT, Severity.GAP)


def _score(result: Score, dossier: Dossier) -> Iterator[Missing]:
    if result.basis is Basis.GRADE_ONLY:
        if dossier.evaluation.stated_grade is None:
            yield Missing("grade", "还没有录入等级。", SCORING)
        return
    if result.basis is Basis.TOTAL:
        if result.total is None:
            yield Missing("total", "还没有录入总分。", SCORING)
        return
    for component in result.components:
        yield from _component(component, dossier, result.basis)
    for party in result.parties:
        if party.points is None and party.source is not Source.COMPONENTS:
            yield Missing(f"party.{party.code}", f"还没有录入{party.name}的得分。", SCORING)


def _component(component: ComponentScore, dossier: Dossier, basis: Basis) -> Iterator[Missing]:
    if component.points is not None:
        return
    if component.source is Source.FIGURE and component.figure_id is not None:
        yield _awaited(component.code, component.name)
        return
    for group in component.groups:
        if group.points is None:
            yield from _group(component, group, dossier, basis)


def _group(component: ComponentScore, group: GroupScore, dossier: Dossier, basis: Basis) -> Iterator[Missing]:
    place = component.name if group.group_id is None else f"{component.name}（{group.name}）"
    code = f"component.{component.code}"
    if group.figure_id is not None:
        yield _awaited(component.code, place, group.group_id)
        return
    if basis is Basis.COMPONENTS:
        yield Missing(code, f"还没有录入{place}的得分。", SCORING, group_id=group.group_id)
        return
    if not group.experts:
        yield Missing(
            f"{code}.judge", f"{place}还没有安排评委，也没有录入得分。", PREPARING, group_id=group.group_id
        )
    for expert in group.experts:
        name = dossier.person_by_id[expert.person_id].name
        if not expert.possible:
            sentence = f"{place}：{name}认为各项均不适用，须由人录入分项得分。"
            yield Missing(
                f"{code}.figure", sentence, SCORING, group_id=group.group_id, person_id=expert.person_id
            )
        yield from _expert(code, place, name, expert, group)


def _awaited(code: str, place: str, group_id: UUID | None = None) -> Missing:
    sentence = f"{place}按录入的得分计，但还没有录入。"
    return Missing(f"component.{code}.awaited", sentence, SCORING, group_id=group_id)


def _expert(code: str, place: str, name: str, expert: ExpertScore, group: GroupScore) -> Iterator[Missing]:
    undecided = [each for each in expert.lines if each.state in (LineState.OPEN, LineState.PENDING)]
    if not undecided:
        return
    pending = sum(each.state is LineState.PENDING for each in undecided)
    waiting = f"，其中 {pending} 项待议" if pending else ""
    first = "、".join(each.item for each in undecided[:5]) + ("等" if len(undecided) > 5 else "")
    yield Missing(
        f"{code}.marks",
        f"{place}：{name}还有 {len(undecided)} 项未作答{waiting}（{first}）。",
        VISIT,
        item=undecided[0].item,
        group_id=group.group_id,
        person_id=expert.person_id,
    )


def _vetoes(result: Score) -> Iterator[Missing]:
    for veto in result.vetoes:
        if veto.state is VetoState.UNKNOWN:
            yield Missing(f"veto.{veto.rule}", f"否决条件“{veto.name}”未核。", SCORING)


def _advice(result: Score, dossier: Dossier, rubric: Rubric) -> Iterator[Missing]:
    for veto in result.vetoes:
        if veto.disagrees:
            yield _advise(f"veto.{veto.rule}.disagrees", f"否决条件“{veto.name}”：{veto.disagrees}", SCORING)
    yield from _beside(result, dossier)
    yield from _beside_tables(dossier)
    yield from _open_tables(dossier)
    yield from _denominators(dossier)
    yield from _unassigned(result, dossier, rubric)
    yield from _observations(dossier)


def _beside_tables(dossier: Dossier) -> Iterator[Missing]:
    """Bare figures that say something else than the table."""
    for known in known_figures(dossier).values():
        if sentence := disagreement(known):
            yield _advise(f"quantity.{known.key}", sentence, PREPARING)


def _denominators(dossier: Dossier) -> Iterator[Missing]:
    """Rates that reach what was agreed by one denominator and miss it by another."""
    for each in turned_by_denominator(dossier):
        indicator_id = each.indicator.id
        yield Missing(
            "indicator.denominator", each.sentence, INDICATORS, Severity.ADVICE, entity_id=indicator_id
        )


_OPEN_MONTHS = {
    Why.UNSEEN: "在合同期内，但没有到岗记录",
    Why.CONTRADICTED: "勾选了到位，但不在合同期内",
}


def _open_tables(dossier: Dossier) -> Iterator[Missing]:
    """Months that nobody can count yet, a line for each worker and reason."""
    counted = attendance_of(dossier)
    for count in counted.workers if counted else ():
        for why, said in _OPEN_MONTHS.items():
            months = [each.month for each in count.months if each.why is why]
            if months:
                sentence = f"社工“{count.worker.name}”{'、'.join(months)}{said}，请核实。"
                yield Missing("worker.months", sentence, INDICATORS, Severity.GAP, entity_id=count.worker.id)


def _observations(dossier: Dossier) -> Iterator[Missing]:
    for each in dossier.observations:
        shown = (each.lead or each.text or each.recommendation)[:20]
        why = ""
        if not shown.strip():
            why = "有一条观察没有内容，报告里不会出现。"
        elif each.tone is Tone.UNFILED:
            why = f"有一条观察未定类别，报告里不会出现：{shown}"
        elif each.subject is None:
            why = f"有一条观察未归章节，报告里不会出现：{shown}"
        if why:
            yield Missing("observation.unfiled", why, VISIT, Severity.ADVICE, entity_id=each.id)


_WORDINGS = {"lead": "首句", "text": "正文", "recommendation": "建议"}


def _outlived(dossier: Dossier, fields: Mapping[UUID, Sequence[str]]) -> Iterator[Missing]:
    for each in dossier.observations:
        # What has no place in the report is told as that.
        if each.id in fields and each.subject is not None and each.tone is not Tone.UNFILED:
            shown = (each.lead or each.text or each.recommendation)[:20]
            names = "、".join(_WORDINGS[name] for name in fields[each.id])
            sentence = f"有一条观察的{names}在记录里后来改过，报告印的还是先前改写的措辞：{shown}"
            yield Missing("observation.outlived", sentence, REPORT, Severity.ADVICE, entity_id=each.id)


def _beside(result: Score, dossier: Dossier) -> Iterator[Missing]:
    for component in result.components:
        for figure in dossier.figures:
            if figure.code == component.code and figure_beside_items(
                component, figure.points, group_id=figure.group_id
            ):
                which = "按录入的得分计" if figure.counts else "按逐项评分计"
                group = dossier.group_by_id.get(figure.group_id) if figure.group_id else None
                place = f"{component.name}（{group.name}）" if group else component.name
                yield _advise(
                    f"component.{component.code}.both",
                    f"{place}既有逐项评分，又有录入的得分，现{which}，请确认。",
                    SCORING,
                )
        yield from _of_whole_and_groups(component, dossier)


def _of_whole_and_groups(component: ComponentScore, dossier: Dossier) -> Iterator[Missing]:
    given = [
        each
        for each in dossier.figures
        if each.scope is Scope.COMPONENT and each.code == component.code and each.points is not None
    ]
    groups = {each.group_id for each in component.groups}
    whole = [each for each in given if each.group_id is None]
    if None not in groups and whole and any(each.group_id in groups for each in given):
        which = "按全站的得分计" if component.figure_id == whole[0].id else "按各评审组的得分计"
        sentence = f"{component.name}既录入了全站的得分，又录入了评审组的得分，现{which}，请确认。"
        yield _advise(f"component.{component.code}.whole", sentence, SCORING)


def _unassigned(result: Score, dossier: Dossier, rubric: Rubric) -> Iterator[Missing]:
    if result.basis is not Basis.ITEMS:
        return
    seen = set()
    for mark in dossier.marks:
        item = rubric.item_by_code.get(mark.item)
        if item is None:
            continue
        key = (item.component, mark.group_id, mark.person_id)
        if key in seen:
            continue
        seen.add(key)
        if mark.person_id not in judges_of(item.component, mark.group_id, dossier):
            person = dossier.person_by_id.get(mark.person_id)
            name = person.name if person else REMOVED
            component = rubric.component_by_code[item.component]
            group = dossier.group_by_id.get(mark.group_id) if mark.group_id else None
            place = f"{component.name}（{group.name}）" if group else component.name
            yield _advise(
                f"component.{item.component}.unassigned",
                f"{name}没有被安排评{place}，其评分不计入。",
                PREPARING,
            )


def _advise(code: str, sentence: str, page: str) -> Missing:
    return Missing(code, sentence, page, Severity.ADVICE)
