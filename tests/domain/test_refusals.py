"""Values that may not exist are refused at birth, each with the field that is wrong."""

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.indicator import Agreed
from sgz_desktop.domain.mark import Bare, Degree, FaultCount, Faults, Pending, Ratio
from sgz_desktop.domain.rubric import (
    CompletenessRule,
    Condition,
    DegreeRule,
    FaultKind,
    GradeBand,
    Rounding,
    ShareTest,
    ShortfallTest,
    Tier,
    TiersRule,
    VetoRule,
)
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.errors import Refused, SgzError
from tests import annexes, build
from tests.build import D

LONG = "字" * 20_001


@pytest.mark.parametrize(
    ("make", "over", "field"),
    [
        (build.evaluation, {"station": ""}, "station"),
        (build.evaluation, {"station": "站\n名"}, "station"),
        (build.evaluation, {"district": "区" * 201}, "district"),
        (build.evaluation, {"address": "a\x00"}, "address"),
        (build.evaluation, {"note": LONG}, "note"),
        (build.evaluation, {"stated_grade_source": LONG}, "stated_grade_source"),
        (build.evaluation, {"rubric": "x"}, "rubric"),
        (build.evaluation, {"rubric": "A" * 64}, "rubric"),
        (build.evaluation, {"house_style": "panyu"}, "house_style"),
        (build.evaluation, {"house_style": "A" * 64}, "house_style"),
        (build.evaluation, {"founded": LONG}, "founded"),
        (build.evaluation, {"stated_grade": "良好"}, "stated_grade"),
        (build.evaluation, {"funds_yuan": D("-1")}, "funds_yuan"),
        (build.evaluation, {"required_staff": 0}, "required_staff"),
        (build.evaluation, {"required_staff": 10_001}, "required_staff"),
        (
            build.evaluation,
            {"agreement_start": date(2024, 1, 2), "agreement_end": date(2024, 1, 1)},
            "agreement_end",
        ),
        (build.evaluation, {"period_start": date(2024, 1, 2), "period_end": date(2024, 1, 1)}, "period_end"),
        (build.person, {"name": " "}, "name"),
        (build.person, {"title": "名" * 121}, "title"),
        (build.person, {"note": LONG}, "note"),
        (build.person, {"position": ""}, "position"),
        (build.assignment, {"component": "运营"}, "component"),
        (build.declaration, {"relation": LONG}, "relation"),
        (build.final_word, {"item": "条目"}, "item"),
        (build.final_word, {"answer": Pending()}, "answer"),
        (build.final_word, {"reason": " "}, "reason"),
        (build.final_word, {"reason": LONG}, "reason"),
        (build.final_word, {"decided_by": "名" * 121}, "decided_by"),
        (build.plan_entry, {"title": ""}, "title"),
        (build.plan_entry, {"starts_at": "9:00"}, "starts_at"),
        (build.plan_entry, {"ends_at": "24:00"}, "ends_at"),
        (build.plan_entry, {"ends_at": "08:59"}, "ends_at"),
        (build.plan_entry, {"who": "名" * 201}, "who"),
        (build.plan_entry, {"place": "处" * 201}, "place"),
        (build.plan_entry, {"note": LONG}, "note"),
        (build.plan_entry, {"position": "a0"}, "position"),
        (build.need, {"title": " "}, "title"),
        (annexes.worker, {"name": ""}, "name"),
        (annexes.worker, {"post": "职" * 121}, "post"),
        (annexes.worker, {"credential": LONG}, "credential"),
        (annexes.worker, {"remark": LONG}, "remark"),
        (annexes.worker, {"contract_end": date(2023, 7, 15)}, "contract_end"),
        (annexes.worker, {"joined_on": date(2023, 9, 2), "left_on": date(2023, 9, 1)}, "left_on"),
        (annexes.worker, {"stated_months": D("-1")}, "stated_months"),
        (annexes.worker, {"position": "a0"}, "position"),
        (annexes.duty_month, {"month": "2023年8月"}, "month"),
        (annexes.duty_month, {"month": "2023-13"}, "month"),
        (annexes.duty_month, {"stated": D("0.25")}, "stated"),
        (annexes.duty_month, {"override": D("1.5"), "reason": "考勤"}, "override"),
        (annexes.duty_month, {"override": D("1"), "reason": " "}, "reason"),
        (annexes.training_hours, {"month": "八月"}, "month"),
        (annexes.training_hours, {"training": D("10001")}, "training"),
        (annexes.training_hours, {"supervision": D("-1")}, "supervision"),
        (annexes.resource, {"provider": "方" * 201}, "provider"),
        (annexes.resource, {"description": LONG}, "description"),
        (annexes.resource, {"value_yuan": D("-1")}, "value_yuan"),
        (annexes.resource, {"beneficiaries": -1}, "beneficiaries"),
        (annexes.fund_line, {"name": " "}, "name"),
        (annexes.fund_line, {"staff_costs": D("-0.01")}, "staff_costs"),
        (annexes.survey, {"code": "满意度"}, "code"),
        (annexes.survey, {"wanted": -1}, "wanted"),
        (annexes.survey, {"seed": "0" * 121}, "seed"),
        (annexes.respondent, {"name": ""}, "name"),
        (annexes.respondent, {"phone": "1" * 61}, "phone"),
        (annexes.respondent, {"drawn": 0}, "drawn"),
        (annexes.respondent, {"stands_in_for": build.uid("respondent", 1)}, "stands_in_for"),
        (annexes.respondent, {"answer": D("100.1")}, "answer"),
        (annexes.respondent, {"reason": LONG}, "reason"),
        (build.need, {"who": "名" * 201}, "who"),
        (build.need, {"note": LONG}, "note"),
        (build.attendee, {"name": ""}, "name"),
        (build.attendee, {"party": "街道"}, "party"),
        (build.attendee, {"title": "名" * 121}, "title"),
        (build.attendee, {"signed_in_at": "09:60"}, "signed_in_at"),
        (build.spot_check, {"number": ""}, "number"),
        (build.spot_check, {"item": "条目"}, "item"),
        (build.spot_check, {"drawn_from": 0}, "drawn_from"),
        (build.spot_check, {"drawn_from": 1_000_001}, "drawn_from"),
        (build.spot_check, {"seed": "1" * 121}, "seed"),
        (build.spot_check, {"found": LONG}, "found"),
        (build.paper_request, {"title": ""}, "title"),
        (build.paper_request, {"item": "条目"}, "item"),
        (build.paper_request, {"promised_by": "名" * 201}, "promised_by"),
        (build.paper_request, {"due_at": "四点"}, "due_at"),
        (build.interview, {"role": ""}, "role"),
        (build.interview, {"people": 0}, "people"),
        (build.interview, {"people": 10_001}, "people"),
        (build.interview, {"notes": LONG}, "notes"),
        (build.group, {"name": ""}, "name"),
        (build.group, {"position": "a0"}, "position"),
        (build.zone, {"name": ""}, "name"),
        (build.zone, {"note": LONG}, "note"),
        (build.zone, {"staff": D("-1")}, "staff"),
        (build.zone, {"position": "A1"}, "position"),
        (build.community, {"name": ""}, "name"),
        (build.community, {"position": "a" * 201}, "position"),
        (build.mark, {"item": "条目"}, "item"),
        (build.mark, {"note": LONG}, "note"),
        (build.figure, {"code": "购买方"}, "code"),
        (build.figure, {"scope": Scope.TOTAL, "code": "sum"}, "code"),
        (build.figure, {"group_id": build.uid("group", 1)}, "group_id"),
        (build.figure, {"points": D("1000.1")}, "points"),
        (build.figure, {"points": D("-1")}, "points"),
        (build.figure, {"source": LONG}, "source"),
        (build.figure, {"received_by": LONG}, "received_by"),
        (build.figure, {"file_number": LONG}, "file_number"),
        (build.veto_finding, {"rule": "规则"}, "rule"),
        (build.veto_finding, {"reason": LONG}, "reason"),
        (build.veto_finding, {"decided_by": "名" * 121}, "decided_by"),
        (build.veto_finding, {"reason": " "}, "reason"),
        (build.veto_finding, {"state": VetoState.HOLDS, "reason": ""}, "reason"),
        (build.veto_finding, {"state": VetoState.DEFERRED, "decided_by": " "}, "decided_by"),
        (build.quantity, {"code": "score.total"}, "code"),
        (build.quantity, {"code": "x"}, "code"),
        (build.quantity, {"value": D("-1")}, "value"),
        (build.quantity, {"code": "satisfaction.mean", "value": D("100.01")}, "value"),
        (build.quantity, {"code": "funds.staff_cost_share", "value": D("1000.1")}, "value"),
        (build.quantity, {"code": "experts.count", "value": D("3.5")}, "value"),
        (build.quantity, {"code": "staff.total", "value": D("19.5")}, "value"),
        (build.quantity, {"source": LONG}, "source"),
        (build.observation, {"subject": "运营"}, "subject"),
        (build.observation, {"item": ""}, "item"),
        (build.observation, {"lead": LONG}, "lead"),
        (build.observation, {"text": LONG}, "text"),
        (build.observation, {"recommendation": LONG}, "recommendation"),
        (build.observation, {"evidence": LONG}, "evidence"),
        (build.observation, {"printed_lead": LONG}, "printed_lead"),
        (build.observation, {"printed_text": "\x00"}, "printed_text"),
        (build.observation, {"printed_recommendation": LONG}, "printed_recommendation"),
        (build.observation, {"position": ""}, "position"),
        (build.indicator, {"label": ""}, "label"),
        (build.indicator, {"table_label": "名" * 121}, "table_label"),
        (build.indicator, {"unit": ""}, "unit"),
        (build.indicator, {"column": "名" * 121}, "column"),
        (build.indicator, {"position": ""}, "position"),
        (build.indicator, {"sentence_group": -1}, "sentence_group"),
        (build.indicator, {"sentence_group": 1000}, "sentence_group"),
        (build.indicator, {"rate_of": build.uid("indicator", 1)}, "rate_of"),
        (build.indicator, {"agreed": Agreed.RATE}, "rate_of"),
        (build.indicator, {"agreed": Agreed.AMOUNT, "rate_of": build.uid("indicator", 2)}, "rate_of"),
        (build.indicator_value, {"agreed": D("-1")}, "agreed"),
        (build.indicator_value, {"done": D("0.1234567")}, "done"),
        (build.indicator_value, {"source": LONG}, "source"),
        (build.report_text, {"code": "结语"}, "code"),
        (build.report_text, {"text": LONG}, "text"),
        (build.change, {"entity": ""}, "entity"),
        (build.change, {"field": "名称"}, "field"),
        (build.change, {"reason": LONG}, "reason"),
        (build.change, {"device_seq": 0}, "device_seq"),
        (build.change, {"lamport": 0}, "lamport"),
        (build.rubric, {"code": "标准"}, "code"),
        (build.rubric, {"title": ""}, "title"),
        (build.rubric, {"source": LONG}, "source"),
        (build.item, {"component": "运营"}, "component"),
        (build.item, {"subject": ""}, "subject"),
        (build.item, {"wording": "字" * 301}, "wording"),
        (build.item, {"points": D("-1")}, "points"),
    ],
)
def test_a_wrong_field_is_refused_by_name(make: Callable[..., Any], over: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        make(**over)

    assert refusal.value.field == field
    assert str(refusal.value) == refusal.value.sentence


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Degree(D("-1")), "points"),
        (lambda: Bare(D("NaN")), "points"),
        (lambda: Ratio(D("-0.1")), "value"),
        (lambda: FaultCount("缺", 1), "fault"),
        (lambda: FaultCount("a", 0), "count"),
        (lambda: FaultCount("a", 1001), "count"),
        (lambda: Faults((FaultCount("a", 1), FaultCount("a", 2))), "found"),
        (lambda: DegreeRule(step=D("0")), "step"),
        (lambda: DegreeRule(step=D("-1")), "step"),
        (lambda: Condition("a", "", D("1")), "wording"),
        (lambda: Tier(D("-1"), D("1")), "at_least"),
        (lambda: Tier(D("1"), D("-1")), "points"),
        (lambda: TiersRule("", ()), "ratio"),
        (lambda: CompletenessRule(D("-1")), "part_points"),
        (lambda: FaultKind("a", "缺", D("-1")), "points"),
        (lambda: GradeBand(code="a", name="优", at_least=D("-1")), "at_least"),
        (lambda: ShortfallTest(required="a", actual="b", midterm=D("-1"), final=D("1")), "midterm"),
        (lambda: ShortfallTest(required="a", actual="b", midterm=D("1"), final=D("-1")), "final"),
        (lambda: ShareTest(share="a", least=D("-1")), "least"),
        (
            lambda: VetoRule(
                code="a", name="名", wording="字" * 301, test=ShareTest(share="a", least=D("1"))
            ),
            "wording",
        ),
        (lambda: Rounding(places=-1), "places"),
        (lambda: Rounding(places=7), "places"),
    ],
)
def test_a_wrong_part_is_refused_by_name(make: Callable[[], Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        make()

    assert refusal.value.field == field


def test_a_refusal_survives_the_way_from_a_job() -> None:
    refusal = pickle.loads(pickle.dumps(Refused("name", "名称不能为空。")))

    assert isinstance(refusal, Refused)
    assert issubclass(Refused, SgzError)
    assert (refusal.field, str(refusal)) == ("name", "名称不能为空。")


@pytest.mark.parametrize(
    "make",
    [
        lambda: build.evaluation(agreement_start=date(2024, 1, 1), agreement_end=None),
        lambda: build.evaluation(period_start=date(2024, 1, 1), period_end=date(2024, 1, 1)),
        lambda: build.evaluation(stated_grade="good", funds_yuan=D("2400000"), required_staff=20),
        lambda: build.zone(staff=D("5.5")),
        lambda: build.figure(points=None),
        lambda: build.figure(scope=Scope.TOTAL, code="total"),
        lambda: build.figure(scope=Scope.COMPONENT, code="quality", group_id=build.uid("group", 1)),
        lambda: build.veto_finding(state=VetoState.UNKNOWN, reason=""),
        lambda: build.veto_finding(state=VetoState.DEFERRED, decided_by="组长"),
        lambda: build.quantity(value=None),
        lambda: build.quantity(value=D("111.5")),
        lambda: build.quantity(code="satisfaction.mean", value=D("100")),
        lambda: build.quantity(code="funds.staff_cost_share", value=D("104.5")),
        lambda: build.quantity(code="experts.count", value=D("3.0")),
        lambda: build.indicator(sentence_group=999),
        lambda: build.indicator(2, rate_of=build.uid("indicator", 1)),
        lambda: build.observation(subject=None, item="degree"),
        lambda: build.indicator_value(agreed=None, done=None),
        lambda: build.community(name="钟一村"),
        lambda: build.plan_entry(starts_at="", ends_at="08:00"),
        lambda: build.plan_entry(ends_at=""),
        lambda: build.spot_check(item="O-14", drawn_from=60),
        lambda: build.paper_request(item="O-14", due_at="16:00"),
        lambda: build.attendee(party=None),
        lambda: build.interview(people=None),
        lambda: build.change(reason="补录"),
    ],
)
def test_what_is_right_is_taken(make: Callable[[], Any]) -> None:
    assert make() is not None


def test_a_station_goes_by_its_short_name_where_it_has_one() -> None:
    assert build.evaluation(station_short="钟村站").short_name == "钟村站"
    assert build.evaluation(station_short="", station="钟村街社工站").short_name == "钟村街社工站"


@pytest.mark.parametrize(("phase", "limit"), [(Phase.MIDTERM, "5"), (Phase.FINAL, "10")])
def test_a_shortfall_has_a_limit_for_each_phase(phase: Phase, limit: str) -> None:
    test = ShortfallTest(required="a", actual="b", midterm=D("5"), final=D("10"))

    assert test.limit(phase) == D(limit)
