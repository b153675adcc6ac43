"""The proof of a score: every figure with its working, down to who gave which mark and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.deliberation import FinalWord
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.result import (
    ComponentScore,
    ExpertScore,
    GroupScore,
    ItemLine,
    PartyScore,
    ProofLine,
    Score,
    Source,
    Stamp,
    VetoResult,
)
from sgz_desktop.domain.rubric import Item, Judged, RoundingLevel, Rubric
from sgz_desktop.domain.veil import LIFTED, VEILED, VEILED_WHY, Veil
from sgz_desktop.scoring.rounding import printed_points, round_half_up
from sgz_desktop.scoring.rules import working_of
from sgz_desktop.scoring.veto import room_text, state_name

UNDECIDED = "未定"


@dataclass(frozen=True, slots=True)
class _Case:
    dossier: Dossier
    rubric: Rubric
    stamps: Mapping[UUID, Stamp]
    figures: Mapping[UUID, Figure]
    veil: Veil


def prove(
    result: Score,
    dossier: Dossier,
    rubric: Rubric,
    stamps: Mapping[UUID, Stamp],
    *,
    veil: Veil = LIFTED,
) -> tuple[ProofLine, ...]:
    """The lines that prove a score: the total with all its parts, the grade, and each veto rule.

    What is under the veil is told by dots: marks, and every figure that they could be told from.
    """
    case = _Case(dossier, rubric, stamps, {each.id: each for each in dossier.figures}, veil)
    return (_total(result, case), _grade(result, case), *(_veto(each, case) for each in result.vetoes))


def _total(result: Score, case: _Case) -> ProofLine:
    if result.basis is Basis.GRADE_ONLY:
        return ProofLine("总分", "本评估只公布等级，不计总分", "不计")
    if result.basis is Basis.TOTAL:
        figure = case.dossier.figure_by_key.get((Scope.TOTAL, "total", None))
        return ProofLine(
            "总分", _figure_working(figure), _figure_value(result.total), *_stamped(figure, case)
        )
    children = tuple(_party(each, result, case) for each in result.parties)
    names = "＋".join(each.name for each in result.parties)
    if case.veil.total:
        return ProofLine("总分", f"{names}；{VEILED_WHY}", VEILED, children=children)
    if result.total is None:
        working = f"{names}；尚有未定，已得 {result.floor}，最高可达 {result.ceiling}"
        return ProofLine("总分", working, UNDECIDED, children=children)
    figures = "＋".join(_figure_value(each.converted) for each in result.parties)
    places = case.rubric.rounding.places
    note = (
        "各分项、各方先各自四舍五入再相加"
        if case.rubric.rounding.level is RoundingLevel.COMPONENT
        else "精确相加后四舍五入一次"
    )
    working = f"{names} ＝ {figures}（{note}，保留 {places} 位小数）"
    return ProofLine("总分", working, str(result.total), children=children)


def _party(party: PartyScore, result: Score, case: _Case) -> ProofLine:
    label = f"{party.name}（{decimal_text(party.possible)} 分）"
    value = _figure_value(party.converted)
    if party.source is not Source.COMPONENTS:
        figure = case.figures.get(party.figure_id) if party.figure_id else None
        return ProofLine(label, _figure_working(figure), value, *_stamped(figure, case))
    values = [_component_value(each, case) for each in result.components]
    working = "＋".join(f"{each.name} {shown}" for each, shown in zip(result.components, values, strict=True))
    return ProofLine(
        label,
        working,
        VEILED if case.veil.components else value,
        children=tuple(_component(each, case) for each in result.components),
    )


def _component_value(component: ComponentScore, case: _Case) -> str:
    return VEILED if component.code in case.veil.components else _figure_value(component.converted)


def _component(component: ComponentScore, case: _Case) -> ProofLine:
    label = f"{component.name}（{decimal_text(component.possible)} 分）"
    children = tuple(_group(each, component, case) for each in component.groups)
    figure = case.figures.get(component.figure_id) if component.figure_id else None
    if component.code in case.veil.components:
        return ProofLine(label, VEILED_WHY, VEILED, children=children)
    if component.points is None or component.converted is None:
        working = f"尚有未定，在 {component.floor} 至 {component.ceiling} 之间"
        if figure is not None:
            working = f"{_figure_working(figure)}；{working}"
        return ProofLine(label, working, UNDECIDED, *_stamped(figure, case), children=children)
    shown = decimal_text(printed_points(component.points, component.converted))
    rounding = f"评分 {shown}，四舍五入得 {component.converted}"
    if figure is not None:
        working = f"{_figure_working(figure)}；{rounding}"
        return ProofLine(label, working, str(component.converted), *_stamped(figure, case), children=children)
    judged = case.rubric.component_by_code[component.code].judged
    if judged is Judged.PER_GROUP and len(component.groups) > 1:
        terms = "＋".join(_fraction(each.points) for each in component.groups)
        working = f"各评审组平均：({terms})÷{len(component.groups)}；{rounding}"
        return ProofLine(label, working, str(component.converted), children=children)
    return ProofLine(label, rounding, str(component.converted), children=children)


def _group(group: GroupScore, component: ComponentScore, case: _Case) -> ProofLine:
    children = tuple(_expert(each, component, group, case) for each in group.experts)
    figure = case.figures.get(group.figure_id) if group.figure_id else None
    if figure is not None:
        return ProofLine(
            group.name,
            _figure_working(figure),
            _fraction(group.points),
            *_stamped(figure, case),
            children=children,
        )
    if not children:
        return ProofLine(group.name, "尚未安排评委，也没有录入分数", UNDECIDED)
    if (component.code, group.group_id) in case.veil.places:
        return ProofLine(group.name, f"{len(children)} 位评委平均；{VEILED_WHY}", VEILED, children=children)
    if group.points is None:
        low, high = round_half_up(group.bounds.floor, 3), round_half_up(group.bounds.ceiling, 3)
        return ProofLine(group.name, f"有评委尚未完成，在 {low} 至 {high} 之间", UNDECIDED, children=children)
    terms = "＋".join(
        VEILED if each.person_id in case.veil.people else _fraction(each.points) for each in group.experts
    )
    working = f"{len(children)} 位评委平均：({terms})÷{len(children)}"
    return ProofLine(group.name, working, _fraction(group.points), children=children)


def _expert(expert: ExpertScore, component: ComponentScore, group: GroupScore, case: _Case) -> ProofLine:
    name = case.dossier.person_by_id[expert.person_id].name
    if expert.person_id in case.veil.people:
        veiled = tuple(_veiled(each, group.group_id, case) for each in expert.lines)
        return ProofLine(name, VEILED_WHY, VEILED, children=veiled)
    children = tuple(_item(each, expert.person_id, group.group_id, case) for each in expert.lines)
    if not expert.possible:
        return ProofLine(name, "所有指标均不适用，须由人录入分数", UNDECIDED, children=children)
    sums = f"得 {decimal_text(expert.earned)}，应得 {decimal_text(expert.possible)}"
    if case.rubric.item_points_are_suggestions:
        sums += "（各指标按建议分值）"
    if expert.points is None:
        return ProofLine(
            name, f"{sums}，已答 {expert.answered}/{len(expert.lines)}", UNDECIDED, children=children
        )
    ratio = f"{decimal_text(expert.earned)}÷{decimal_text(expert.possible)}"
    working = f"{sums}：{ratio}×{decimal_text(component.possible)}"
    return ProofLine(name, working, _fraction(expert.points), children=children)


def _item(line: ItemLine, person_id: UUID, group_id: UUID | None, case: _Case) -> ProofLine:
    item = case.rubric.item_by_code[line.item]
    mark = case.dossier.mark_by_key.get((line.item, group_id, person_id))
    working = working_of(item, mark.answer if mark else None)
    if mark is not None and mark.note:
        working = f"{working}（{mark.note}）"
    final = case.dossier.final_by_key.get((line.item, group_id))
    if final is not None:
        settled = _settled(item, final)
        working = f"{settled}；本人原评：{working}" if mark else settled
    stamp = case.stamps.get(mark.id) if mark else None
    value = f"{decimal_text(line.earned)}/{decimal_text(line.possible)}"
    return ProofLine(f"{item.code} {item.wording}", working, value, stamp, mark.id if mark else None)


def _veiled(line: ItemLine, group_id: UUID | None, case: _Case) -> ProofLine:
    """What the experts settled together is known to all of them; the mark beneath it is not."""
    item = case.rubric.item_by_code[line.item]
    label = f"{item.code} {item.wording}"
    final = case.dossier.final_by_key.get((line.item, group_id))
    if final is None:
        return ProofLine(label, VEILED_WHY, VEILED)
    value = f"{decimal_text(line.earned)}/{decimal_text(line.possible)}"
    return ProofLine(label, _settled(item, final), value)


def _settled(item: Item, final: FinalWord) -> str:
    return f"合议：{working_of(item, final.answer)}（{final.reason.rstrip('。')}）"


def _grade(result: Score, case: _Case) -> ProofLine:
    if result.vetoed:
        names = "、".join(each.name for each in result.vetoes if each.state.value == "holds")
        return ProofLine("等级", f"否决条件成立（{names}），无论总分多少", result.grade_name)
    if result.basis is Basis.GRADE_ONLY:
        return ProofLine("等级", "直接录入的等级", result.grade_name or UNDECIDED)
    if case.veil.total:
        return ProofLine("等级", VEILED_WHY, VEILED)
    if result.grade is None:
        return ProofLine("等级", f"已得 {result.floor} 与最高可达 {result.ceiling} 分属不同等级", UNDECIDED)
    line = next(each.at_least for each in case.rubric.grades if each.code == result.grade)
    reached = result.total if result.total is not None else result.floor
    return ProofLine("等级", f"{reached} 分，达到 {decimal_text(line)} 分线", result.grade_name)


def _veto(veto: VetoResult, case: _Case) -> ProofLine:
    parts = [veto.wording, veto.reason, veto.disagrees]
    if veto.decided_by:
        parts.append(f"认定人：{veto.decided_by}")
    parts.append(room_text(veto))
    finding = case.dossier.finding_by_rule.get(veto.rule)
    stamp = case.stamps.get(finding.id) if finding else None
    working = "；".join(each.rstrip("。；") for each in parts if each)
    return ProofLine(
        f"否决：{veto.name}", working, state_name(veto.state), stamp, finding.id if finding else None
    )


def _stamped(figure: Figure | None, case: _Case) -> tuple[Stamp | None, UUID | None]:
    return (None, None) if figure is None else (case.stamps.get(figure.id), figure.id)


def _figure_working(figure: Figure | None) -> str:
    if figure is None or figure.points is None:
        return "尚未录入"
    parts = [f"直接录入 {decimal_text(figure.points)} 分"]
    if figure.source:
        parts.append(f"来源：{figure.source.rstrip('。')}")
    if figure.received_on:
        parts.append(f"收到日期：{figure.received_on.isoformat()}")
    if figure.file_number:
        parts.append(f"文号：{figure.file_number}")
    if figure.received_by:
        parts.append(f"接收人：{figure.received_by}")
    return "，".join(parts)


def _figure_value(figure: Decimal | None) -> str:
    return UNDECIDED if figure is None else str(figure)


def _fraction(points: Fraction | None) -> str:
    return UNDECIDED if points is None else _decimals(points)


def _decimals(points: Fraction) -> str:
    """A score as decimals: exact where it ends within six places, else six places and an ellipsis."""
    shown = round_half_up(points, 6)
    text = decimal_text(shown)
    return text if Fraction(shown) == points else f"{text}…"
