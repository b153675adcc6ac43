"""Evaluations in every state a report may be asked of."""

from collections.abc import Callable
from typing import Any

from sgz_desktop.domain import mark as answers
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.veto import VetoState
from tests import build as make
from tests.build import D, uid
from tests.services.case import CASES, HEAD, everything

TOTAL = make.figure(scope=Scope.TOTAL, code="total", points=D("84.02"))
FORTY = "和安街道综合服务中心党群阵地与未成年人保护工作联合服务点位于社区文化活动中心二楼东侧"


def complete(*parts: Any, **over: Any) -> Dossier:
    """A head with its names, all vetoes decided, and the given parts."""
    return make.dossier(*make.clear_vetoes(), *parts, **(HEAD | over))


def of_groups(count: int, experts: int = 2) -> Dossier:
    judged = make.judged(experts=experts, groups=count)
    parts = [each for each in judged.entities() if each.kind != "evaluation"]
    if not count:
        codes = ("completeness", "deduction", "bare")
        parts += [
            make.mark(code, group_id=None, person_id=each.id) for each in judged.people for code in codes
        ]
    zones = [make.zone(number, group_id=uid("group", number)) for number in range(1, count + 1) if number % 2]
    return make.dossier(*parts, *zones, **HEAD)


def pooled() -> Dossier:
    """Two zones in one review group, one of them without communities, and a zone in no group."""
    parts = [
        each for each in of_groups(1).entities() if each.kind in ("person", "group", "assignment", "mark")
    ]
    return complete(
        *parts,
        *make.party_figures(),
        make.zone(1, group_id=uid("group", 1), staff=D("3.5")),
        make.zone(2, group_id=uid("group", 1)),
        make.zone(3, name="评审组1"),
        make.community(1),
        make.community(2),
        make.observation(1, subject="quality", group_id=None),
        make.observation(2, subject="quality", group_id=uid("group", 1), tone=Tone.CONCERN),
        make.indicator(1, cover=Cover.ZONES, table_label="家访"),
        make.indicator_value(zone_id=uid("zone", 1), agreed=D("10"), done=D("0")),
        make.indicator_value(zone_id=uid("zone", 2), agreed=D("0"), done=D("3")),
        period_start=make.NOON.date().replace(year=2023),
        period_end=make.NOON.date(),
        agreement_start=make.NOON.date().replace(year=2023),
        agreement_end=make.NOON.date(),
        funds_yuan=D("2400050"),
    )


def components() -> Dossier:
    """Bare figures of the components, one of them by review group."""
    return complete(
        make.group(1),
        make.group(2),
        *make.party_figures(),
        make.figure(scope=Scope.COMPONENT, code="operations", points=D("21.125")),
        make.figure(scope=Scope.COMPONENT, code="quality", group_id=uid("group", 1), points=D("25.1234")),
        make.figure(scope=Scope.COMPONENT, code="quality", group_id=uid("group", 2), points=D("26")),
        basis=Basis.COMPONENTS,
    )


def thirds() -> Dossier:
    """Three experts whose mean ends nowhere."""
    dossier = of_groups(3, experts=3)
    parts = [each for each in dossier.entities() if each.kind != "evaluation"]
    worse = make.mark("bare", group_id=uid("group", 2), answer=answers.Bare(D("8.917")))
    return make.dossier(*(worse if each.id == worse.id else each for each in parts), **HEAD)


def texts() -> Dossier:
    """All texts, with empty lines, rare characters and what begins like a formula."""
    return everything(
        make.report_text(code="foreword", text="前言一。\n\n前言二。"),
        make.report_text(code="profile", text="龘先生说：=1+1。\n+86 020"),
        make.report_text(code="progress_verdict", text="进度合理。"),
        make.report_text(code="feedback.on_site", text="无异议。\n补充一条。"),
        make.report_text(code="feedback.attendees", text="站长、=街道代表。"),
        make.report_text(code="feedback.objections", text="@抽样\n偏少"),
        make.report_text(code="feedback.draft.supervisor", text="无异议"),
        make.report_text(code="feedback.draft.purchaser", text="  \n "),
        make.report_text(code="feedback.draft.operator", text="-请改一处"),
        make.report_text(code="main_problem", text="档案不全。\n建议补齐。"),
        make.observation(3, lead="", text="", recommendation=""),
        make.observation(4, subject="supervisor", lead="规范", text="@记录完整", recommendation="继续保持"),
        make.observation(
            5, subject="purchaser", tone=Tone.CONCERN, text="-要多沟通！", recommendation="建议多沟通。"
        ),
        make.observation(6, subject="supervision_centre", tone=Tone.CONCERN, text="=看培训"),
        make.observation(7, subject="operations", text="记下的话", printed_text="印出的话", printed_lead=""),
        make.indicator(3, cover=Cover.ZONES, sentence_group=1),
        make.indicator_value(indicator_id=uid("indicator", 3), agreed=D("0"), done=D("5")),
        station="站" * 40,
        station_short="",
        agreement_start=make.NOON.date().replace(year=2023),
        agreement_end=make.NOON.date(),
        funds_yuan=D("2400000.5"),
        report_date=make.NOON.date(),
    )


STATES: dict[str, tuple[Callable[[], Dossier], bool]] = {
    "everything": (everything, True),
    "texts": (texts, True),
    "nothing at all": (make.dossier, False),
    "a new one of forty characters": (
        lambda: make.dossier(station=FORTY, station_short="", visit_date=None),
        False,
    ),
    "no groups": (lambda: of_groups(0), True),
    "one expert": (lambda: of_groups(1, experts=1), True),
    "six groups": (lambda: of_groups(6), True),
    "four groups, seven experts": (lambda: of_groups(4, experts=7), True),
    "pooled zones": (pooled, True),
    "endless means": (thirds, True),
    "components": (components, True),
    "components, one figure for the whole": (
        lambda: complete(
            make.group(1),
            make.group(2),
            *make.party_figures(),
            make.figure(scope=Scope.COMPONENT, code="operations", points=D("21.125")),
            make.figure(scope=Scope.COMPONENT, code="quality", points=D("25.5")),
            make.figure(scope=Scope.COMPONENT, code="quality", group_id=uid("group", 1), points=D("26")),
            basis=Basis.COMPONENTS,
        ),
        True,
    ),
    "a figure for the whole is awaited": (
        lambda: everything(
            make.figure(scope=Scope.COMPONENT, code="quality", points=None, counts=True),
        ),
        False,
    ),
    "components, one missing": (
        lambda: make.dossier(make.group(1), *make.party_figures(), basis=Basis.COMPONENTS, **HEAD),
        False,
    ),
    "parties": (
        lambda: complete(*make.party_figures(assessor="51.98"), basis=Basis.PARTIES),
        True,
    ),
    "a party missing": (lambda: complete(*make.party_figures(), basis=Basis.PARTIES), False),
    "total only": (lambda: complete(TOTAL, basis=Basis.TOTAL), True),
    "final, its report full of gaps": (
        lambda: make.dossier(*make.clear_vetoes(), TOTAL, basis=Basis.TOTAL, visit_date=None),
        True,
    ),
    "total missing": (lambda: complete(basis=Basis.TOTAL), False),
    "grade only": (
        lambda: complete(basis=Basis.GRADE_ONLY, stated_grade="good", phase=Phase.FINAL),
        True,
    ),
    "grade missing": (lambda: complete(basis=Basis.GRADE_ONLY), False),
    "vetoed": (
        lambda: make.dossier(
            TOTAL,
            make.veto_finding(state=VetoState.HOLDS, reason="保安占岗"),
            *make.clear_vetoes()[1:],
            basis=Basis.TOTAL,
            **HEAD,
        ),
        True,
    ),
    "vetoed, no total": (
        lambda: make.dossier(
            make.veto_finding(state=VetoState.HOLDS, reason="保安占岗"),
            *make.clear_vetoes()[1:],
            basis=Basis.GRADE_ONLY,
            stated_grade="good",
            **HEAD,
        ),
        True,
    ),
    "vetoes unknown": (lambda: make.dossier(TOTAL, basis=Basis.TOTAL, **HEAD), False),
    "open, the grade is certain": (
        lambda: complete(
            *[each for each in of_groups(0).entities() if each.kind in ("person", "assignment", "mark")],
            *make.party_figures(supervision_centre="15", purchaser="20")[:2],
        ),
        False,
    ),
    "indicators of nothing": (lambda: complete(TOTAL, make.indicator(1), basis=Basis.TOTAL), True),
    "indicators done, nothing agreed": (
        lambda: complete(
            TOTAL,
            make.indicator(1),
            make.indicator(2),
            make.indicator_value(agreed=None),
            make.indicator_value(indicator_id=uid("indicator", 2), agreed=D("10"), done=D("7")),
            basis=Basis.TOTAL,
        ),
        True,
    ),
    "zones partly without values": (
        lambda: complete(
            TOTAL,
            *(make.zone(number, staff=None if number == 2 else D("2")) for number in (1, 2, 3)),
            *(make.indicator(number, cover=Cover.ZONES) for number in range(1, 6)),
            make.indicator_value(indicator_id=CASES, zone_id=uid("zone", 1)),
            basis=Basis.TOTAL,
        ),
        True,
    ),
}
"""Name to the evaluation and whether its report may be final."""
