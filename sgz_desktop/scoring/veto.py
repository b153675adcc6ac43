"""The rules that make the grade 不合格 whatever the total (domain: section 3), with their head-room."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.result import VetoResult
from sgz_desktop.domain.rubric import FindingTest, Rubric, ShareTest, ShortfallTest, VetoRule
from sgz_desktop.domain.veto import VetoFinding, VetoState
from sgz_desktop.scoring.known import Known, known_figures
from sgz_desktop.scoring.rules import ZERO

PERSON_MONTHS = "人次"
PERCENTAGE_POINTS = "个百分点"

_Figures = Mapping[str, Decimal]


def veto_results(dossier: Dossier, rubric: Rubric) -> tuple[VetoResult, ...]:
    """Every veto rule of the rubric with its state.

    What follows from figures is computed once they are there, from the tables where these give them; a
    person's finding that says otherwise is reported in `disagrees`, not obeyed. Where a bare figure beside a
    table would give another state, the rule is unknown until one of the two is mended. Without figures such a
    rule is unknown, or deferred by a person.
    """
    known = known_figures(dossier)
    counting = {key: each.value for key, each in known.items()}
    entered = {key: each.value if each.entered is None else each.entered for key, each in known.items()}
    differing = [each for each in known.values() if each.disagrees]
    return tuple(_settled(each, dossier, counting, entered, differing) for each in rubric.vetoes)


def _settled(
    rule: VetoRule, dossier: Dossier, counting: _Figures, entered: _Figures, differing: Sequence[Known]
) -> VetoResult:
    result = _result(rule, dossier, counting)
    if not differing or isinstance(rule.test, FindingTest):
        return result
    other = _result(rule, dossier, entered)
    if other.reason == result.reason:
        return result
    bare, where = _bare_figures([each for each in differing if each.key in _keys(rule.test)])
    told = f"按表格：{result.reason}；按{bare}{where}：{other.reason}"
    if other.state is result.state:
        return replace(result, disagrees=f"表格与{bare}不一致。{told}。{result.disagrees}")
    return replace(
        _without_figures(rule, None, result.limit, result.unit),
        reason=f"表格与{bare}得出不同的结论，请先核对。{told}",
    )


def _keys(test: ShortfallTest | ShareTest) -> tuple[str, ...]:
    return (test.required, test.actual) if isinstance(test, ShortfallTest) else (test.share,)


def _bare_figures(differing: Sequence[Known]) -> tuple[str, str]:
    """What the figures beside a table are called, and in which cells they are printed if they are."""
    if not all(each.printed_at for each in differing):
        return "录入的数字", ""
    return "表上印的数字", f"（{'、'.join(each.printed_at for each in differing)}）"


def _result(rule: VetoRule, dossier: Dossier, figures: _Figures) -> VetoResult:
    finding = dossier.finding_by_rule.get(rule.code)
    test = rule.test
    if isinstance(test, ShortfallTest):
        required, actual = figures.get(test.required), figures.get(test.actual)
        if required is None or actual is None:
            return _without_figures(rule, finding, test.limit(dossier.evaluation.phase), PERSON_MONTHS)
        limit = test.limit(dossier.evaluation.phase)
        shortfall = required - actual
        return _computed(
            rule,
            finding,
            holds=shortfall >= limit,
            unit=PERSON_MONTHS,
            limit=limit,
            found=max(ZERO, shortfall),
            headroom=limit - shortfall,
            reason=_compared(required, actual, limit),
        )
    if isinstance(test, ShareTest):
        share = figures.get(test.share)
        if share is None:
            return _without_figures(rule, finding, test.least, PERCENTAGE_POINTS)
        return _computed(
            rule,
            finding,
            holds=share < test.least,
            unit=PERCENTAGE_POINTS,
            limit=test.least,
            found=share,
            headroom=share - test.least,
            reason=f"占比 {decimal_text(share)}%，不得低于 {decimal_text(test.least)}%",
        )
    return _found_by_person(rule, finding)


def _compared(required: Decimal, actual: Decimal, limit: Decimal) -> str:
    """Both figures, by how much they differ, and which difference makes the rule hold."""
    gap = actual - required
    differs = "两者相同"
    if gap:
        differs = f"{'多' if gap > 0 else '少'} {decimal_text(abs(gap))} {PERSON_MONTHS}"
    figures = f"应到岗 {decimal_text(required)}，实到岗 {decimal_text(actual)}"
    return f"{figures}，{differs}，少满 {decimal_text(limit)} {PERSON_MONTHS}即成立"


def room_text(veto: VetoResult) -> str:
    """How far a computed rule is from holding, in words; "" where that is not known."""
    room = veto.headroom
    if room is None:
        return ""
    size = f"{decimal_text(abs(room))} {veto.unit}"
    if veto.unit == PERCENTAGE_POINTS:
        if not room:
            return "正好等于下限"
        return f"比下限{'高' if room > 0 else '低'} {size}"
    if not room:
        return "正好触及红线"
    return f"再少 {size}触及红线" if room > 0 else f"已超过红线 {size}"


def _computed(
    rule: VetoRule,
    finding: VetoFinding | None,
    *,
    holds: bool,
    unit: str,
    limit: Decimal,
    found: Decimal,
    headroom: Decimal,
    reason: str,
) -> VetoResult:
    state = VetoState.HOLDS if holds else VetoState.CLEAR
    return VetoResult(
        rule=rule.code,
        name=rule.name,
        wording=rule.wording,
        state=state,
        unit=unit,
        limit=limit,
        found=found,
        headroom=headroom,
        reason=reason,
        disagrees=_disagreement(state, finding),
    )


_STATE_NAMES = {
    VetoState.HOLDS: "成立",
    VetoState.CLEAR: "不成立",
    VetoState.UNKNOWN: "未核",
    VetoState.DEFERRED: "本期不评",
}


def state_name(state: VetoState) -> str:
    """The Chinese word for a veto's state."""
    return _STATE_NAMES[state]


def _disagreement(state: VetoState, finding: VetoFinding | None) -> str:
    if finding is None or finding.state in (VetoState.UNKNOWN, state):
        return ""
    said = f"人工认定为“{state_name(finding.state)}”（{finding.reason}）"
    return f"{said}，与按数据计算的“{state_name(state)}”不一致。"


def _without_figures(
    rule: VetoRule, finding: VetoFinding | None, limit: Decimal | None, unit: str
) -> VetoResult:
    deferred = finding is not None and finding.state is VetoState.DEFERRED
    return VetoResult(
        rule=rule.code,
        name=rule.name,
        wording=rule.wording,
        state=VetoState.DEFERRED if deferred else VetoState.UNKNOWN,
        unit=unit,
        limit=limit,
        reason=finding.reason if finding is not None and deferred else "",
        decided_by=finding.decided_by if finding is not None and deferred else "",
        disagrees=""
        if finding is None or deferred or finding.state is VetoState.UNKNOWN
        else f"人工认定为“{state_name(finding.state)}”，但这一条须由数据得出，请录入数据。",
    )


def _found_by_person(rule: VetoRule, finding: VetoFinding | None) -> VetoResult:
    assert isinstance(rule.test, FindingTest)
    return VetoResult(
        rule=rule.code,
        name=rule.name,
        wording=rule.wording,
        state=finding.state if finding else VetoState.UNKNOWN,
        reason=finding.reason if finding else "",
        decided_by=finding.decided_by if finding else "",
    )
