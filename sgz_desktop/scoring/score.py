"""The whole result of an evaluation: components, parties, vetoes, total, grade (domain: section 3)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.result import (
    Bounds,
    ComponentScore,
    GroupScore,
    PartyScore,
    Score,
    Source,
    VetoResult,
)
from sgz_desktop.domain.rubric import GradeBand, Party, RoundingLevel, Rubric
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.scoring.components import (
    exact_bounds,
    experts_after,
    finals_by_group,
    marks_by_judge,
    score_component,
)
from sgz_desktop.scoring.grade import distances, grade_of, lowest_grade
from sgz_desktop.scoring.rounding import round_half_up
from sgz_desktop.scoring.rules import ZERO
from sgz_desktop.scoring.veto import veto_results

_BY_COMPONENTS = (Basis.ITEMS, Basis.COMPONENTS)
_BY_PARTIES = (*_BY_COMPONENTS, Basis.PARTIES)


def score(dossier: Dossier, rubric: Rubric) -> Score:
    """Everything the figures of a dossier say under a rubric; the same input, the same score for ever."""
    return _result(dossier, rubric, _components(dossier, rubric))


def rescore(
    previous: Score, dossier: Dossier, rubric: Rubric, *, now: Sequence[Mark], gone: Sequence[Mark] = ()
) -> Score:
    """What score gives, found quicker: since `previous` only these marks came or changed, and those went."""
    if previous.basis is not Basis.ITEMS:
        return score(dossier, rubric)
    known = rubric.item_by_code
    codes = {known[each.item].component for each in (*now, *gone) if each.item in known}
    finals = finals_by_group(dossier)
    components = tuple(
        score_component(
            rubric.component_by_code[each.code],
            dossier,
            rubric,
            {},
            finals=finals,
            by_items=True,
            known=experts_after(each, rubric, now, gone, finals),
        )
        if each.code in codes
        else each
        for each in previous.components
    )
    return _result(dossier, rubric, components)


def _result(dossier: Dossier, rubric: Rubric, components: tuple[ComponentScore, ...]) -> Score:
    basis = dossier.evaluation.basis
    parties = tuple(_party(each, dossier, rubric, components) for each in rubric.parties)
    vetoes = veto_results(dossier, rubric)
    total, floor, ceiling = _total(dossier, rubric, parties, components)
    band = _grade(dossier, rubric, vetoes, floor, ceiling)
    is_open = band is None if basis is Basis.GRADE_ONLY else total is None
    answered, answerable = _progress(dossier, parties, components)
    return Score(
        basis=basis,
        parties=parties,
        components=components,
        vetoes=vetoes,
        total=total,
        floor=floor,
        ceiling=ceiling,
        grade=band.code if band else None,
        grade_name=band.name if band else "",
        provisional=is_open or any(each.state is VetoState.UNKNOWN for each in vetoes),
        distances=() if floor is None or ceiling is None else distances(floor, ceiling, rubric),
        answered=answered,
        answerable=answerable,
    )


def _components(dossier: Dossier, rubric: Rubric) -> tuple[ComponentScore, ...]:
    basis = dossier.evaluation.basis
    if basis not in _BY_COMPONENTS:
        return ()
    by_items = basis is Basis.ITEMS
    marks = marks_by_judge(dossier.marks) if by_items else {}
    finals = finals_by_group(dossier) if by_items else {}
    return tuple(
        score_component(each, dossier, rubric, marks, finals=finals, by_items=by_items)
        for each in rubric.components
    )


def _party(
    party: Party, dossier: Dossier, rubric: Rubric, components: Sequence[ComponentScore]
) -> PartyScore:
    if party.is_assessor and components:
        return _assessor(party, rubric, components)
    figure = dossier.figure_by_key.get((Scope.PARTY, party.code, None))
    if figure is not None and figure.points is not None:
        return _party_of_figure(party, figure, figure.points, rubric.rounding.places)
    if dossier.evaluation.basis in _BY_PARTIES:
        return PartyScore(
            party.code, party.name, party.points, Source.FIGURE, None, None, None, ZERO, party.points
        )
    return PartyScore(party.code, party.name, party.points, Source.NOT_NEEDED, None, None, None, None, None)


def _party_of_figure(party: Party, figure: Figure, points: Decimal, places: int) -> PartyScore:
    converted = round_half_up(points, places)
    return PartyScore(
        party.code,
        party.name,
        party.points,
        Source.FIGURE,
        figure.id,
        Fraction(points),
        converted,
        converted,
        converted,
    )


def _assessor(party: Party, rubric: Rubric, components: Sequence[ComponentScore]) -> PartyScore:
    known = [each.points for each in components if each.points is not None]
    complete = len(known) == len(components)
    exact = sum(known, Fraction(0)) if complete else None
    floor, ceiling = _bounds_of_components(components, rubric)
    return PartyScore(
        code=party.code,
        name=party.name,
        possible=party.points,
        source=Source.COMPONENTS,
        figure_id=None,
        points=exact,
        converted=_sum_of_components(exact, components, rubric) if exact is not None else None,
        floor=floor,
        ceiling=ceiling,
    )


def _bounds_of_components(components: Sequence[ComponentScore], rubric: Rubric) -> tuple[Decimal, Decimal]:
    if rubric.rounding.level is RoundingLevel.COMPONENT:
        return sum((each.floor for each in components), ZERO), sum(
            (each.ceiling for each in components), ZERO
        )
    return _rounded(_exact_bounds(components), rubric)


def _exact_bounds(components: Sequence[ComponentScore]) -> Bounds:
    bounds = [exact_bounds(each) for each in components]
    return Bounds(
        sum((each.floor for each in bounds), Fraction(0)), sum((each.ceiling for each in bounds), Fraction(0))
    )


def _rounded(bounds: Bounds, rubric: Rubric) -> tuple[Decimal, Decimal]:
    places = rubric.rounding.places
    return round_half_up(bounds.floor, places), round_half_up(bounds.ceiling, places)


def _sum_of_components(exact: Fraction, components: Sequence[ComponentScore], rubric: Rubric) -> Decimal:
    if rubric.rounding.level is RoundingLevel.TOTAL:
        return round_half_up(exact, rubric.rounding.places)
    return sum((each.converted for each in components if each.converted is not None), ZERO)


def _total(
    dossier: Dossier, rubric: Rubric, parties: Sequence[PartyScore], components: Sequence[ComponentScore]
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Total, floor and ceiling; all None where only a grade is known."""
    basis = dossier.evaluation.basis
    if basis is Basis.GRADE_ONLY:
        return None, None, None
    if basis is Basis.TOTAL:
        figure = dossier.figure_by_key.get((Scope.TOTAL, "total", None))
        if figure is None or figure.points is None:
            return None, ZERO, sum((each.points for each in rubric.parties), ZERO)
        total = round_half_up(figure.points, rubric.rounding.places)
        return total, total, total
    if any(each.points is None for each in parties):
        return None, *_bounds_of_total(rubric, parties, components)
    total = _round_once(parties, rubric)
    return total, total, total


def _bounds_of_total(
    rubric: Rubric, parties: Sequence[PartyScore], components: Sequence[ComponentScore]
) -> tuple[Decimal, Decimal]:
    if rubric.rounding.level is RoundingLevel.COMPONENT:
        floor = sum((each.floor for each in parties if each.floor is not None), ZERO)
        return floor, sum((each.ceiling for each in parties if each.ceiling is not None), ZERO)
    # Sums of rounded bounds could pass the total that is rounded once, so these are rounded once too.
    known = sum((each.points for each in parties if each.points is not None), Fraction(0))
    judged = Bounds(Fraction(0), Fraction(0))
    for party in parties:
        if party.points is None:
            exact = _exact_bounds(components) if party.source is Source.COMPONENTS else _whole(party)
            judged = Bounds(judged.floor + exact.floor, judged.ceiling + exact.ceiling)
    return _rounded(Bounds(known + judged.floor, known + judged.ceiling), rubric)


def _whole(party: PartyScore) -> Bounds:
    return Bounds(Fraction(0), Fraction(party.possible))


def _round_once(parties: Sequence[PartyScore], rubric: Rubric) -> Decimal:
    if rubric.rounding.level is RoundingLevel.COMPONENT:
        return sum((each.converted for each in parties if each.converted is not None), ZERO)
    exact = sum((each.points for each in parties if each.points is not None), Fraction(0))
    return round_half_up(exact, rubric.rounding.places)


def _grade(
    dossier: Dossier,
    rubric: Rubric,
    vetoes: Sequence[VetoResult],
    floor: Decimal | None,
    ceiling: Decimal | None,
) -> GradeBand | None:
    if any(each.state is VetoState.HOLDS for each in vetoes):
        return lowest_grade(rubric)
    if floor is None or ceiling is None:
        stated = dossier.evaluation.stated_grade
        return next((each for each in rubric.grades if each.code == stated), None)
    least, most = grade_of(floor, rubric), grade_of(ceiling, rubric)
    return least if least is most else None


def _progress(
    dossier: Dossier, parties: Sequence[PartyScore], components: Sequence[ComponentScore]
) -> tuple[int, int]:
    """How many answers and figures the basis needs, and how many of them are there."""
    basis = dossier.evaluation.basis
    if basis is Basis.GRADE_ONLY:
        return int(dossier.evaluation.stated_grade is not None), 1
    if basis is Basis.TOTAL:
        figure = dossier.figure_by_key.get((Scope.TOTAL, "total", None))
        return int(figure is not None and figure.points is not None), 1
    needed = [each for each in parties if each.source is not Source.COMPONENTS]
    answered = sum(each.points is not None for each in needed)
    answerable = len(needed)
    for component in components:
        if component.figure_id is not None and component.source is Source.FIGURE:
            answered += component.points is not None
            answerable += 1
            continue
        for group in component.groups:
            done, whole = _group_progress(group)
            answered, answerable = answered + done, answerable + whole
    return answered, answerable


def _group_progress(group: GroupScore) -> tuple[int, int]:
    if group.figure_id is not None or not group.experts:
        return int(group.points is not None), 1
    answered = sum(each.answered for each in group.experts)
    answerable = sum(len(each.lines) for each in group.experts)
    # Where to one of them nothing applies, a person's figure is wanted too.
    return answered, answerable + any(not each.possible for each in group.experts)
