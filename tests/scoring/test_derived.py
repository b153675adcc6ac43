"""Figures from the tables, with formulas, and what counts beside a bare figure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.domain.survey import Outcome
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.scoring.derived import Derived, derived_figures
from sgz_desktop.scoring.known import Origin, disagreement, known_figures
from sgz_desktop.scoring.missing import missing
from sgz_desktop.scoring.score import score
from tests import annexes, build
from tests.build import D

PERIOD = {"period_start": date(2023, 7, 16), "period_end": date(2023, 9, 30), "required_staff": 2}
MONTHS = ("2023-07", "2023-08", "2023-09")


def on_duty(number: int, *ticks: Tick | None, **over: Any) -> list[Any]:
    """A worker with a tick for each month of the period."""
    months = [
        annexes.duty_month(worker_id=build.uid("worker", number), month=month, present=tick)
        for month, tick in zip(MONTHS, ticks, strict=False)
    ]
    return [annexes.worker(number, **over), *months]


ALL = (Tick.YES, Tick.YES, Tick.YES)


def roster(*more: Any, **over: Any) -> Dossier:
    """Four workers: intermediate, assistant who leaves, neither certified, the last a graduate."""
    return build.dossier(
        *on_duty(1, *ALL, certificate=Certificate.INTERMEDIATE, source="附件2.xlsx!到岗!A7:AM7"),
        *on_duty(2, Tick.YES, Tick.YES, Tick.NO),
        *on_duty(3, *ALL, certificate=Certificate.NONE, related_degree=False, experienced=False),
        *on_duty(4, *ALL, certificate=Certificate.NONE, related_degree=True),
        *more,
        **(PERIOD | over),
    )


def values(found: Mapping[str, Derived]) -> dict[str, str | None]:
    """The figures as text."""
    return {key: None if each.value is None else str(each.value) for key, each in found.items()}


def test_attendance_and_heads_follow_from_the_roster() -> None:
    found = derived_figures(roster())
    assert values(found) == {
        "attendance.required": "5.0",
        "attendance.certified_required": "2.50",
        "attendance.actual": "9.0",
        "attendance.certified_actual": "4.0",
        "attendance.experienced_actual": "6.5",
        "staff.total": "3",
        "staff.certified": "1",
        "staff.intermediate": "1",
        "staff.assistant": "0",
        "staff.related": "1",
        "staff.other": "1",
        "staff.experienced": "2",
        "staff.stayed": "3",
    }
    assert found["attendance.required"].formula == "应配 2 人 × 2.5 个月"
    assert found["attendance.actual"].sources == ("附件2.xlsx!到岗!A7:AM7",)


def test_what_is_not_known_leaves_its_figures_open() -> None:
    more = on_duty(5, Tick.YES, Tick.YES, certificate=None, experienced=None)
    found = derived_figures(roster(*more, required_staff=None))
    assert "attendance.required" not in found
    assert values(found) | {"staff.stayed": "3"} == dict.fromkeys(found) | {"staff.stayed": "3"}
    assert found["attendance.actual"].open_parts == 1
    assert found["attendance.certified_actual"].open_parts == 1
    assert found["attendance.experienced_actual"].open_parts == 3


@pytest.mark.parametrize(
    ("over", "key", "value"),
    [
        ({"certificate": None}, "staff.certified", None),
        ({"certificate": None}, "staff.related", None),
        ({"certificate": None}, "staff.total", "1"),
        ({"certificate": Certificate.NONE}, "staff.related", None),
        ({"certificate": Certificate.SENIOR}, "staff.related", "0"),
        ({"certificate": Certificate.SENIOR}, "staff.certified", "1"),
        ({"experienced": None}, "staff.experienced", None),
        ({"experienced": False}, "staff.experienced", "0"),
    ],
)
def test_heads_at_the_end_need_what_they_count(over: dict[str, Any], key: str, value: str | None) -> None:
    assert values(derived_figures(build.dossier(*on_duty(1, *ALL, **over), **PERIOD)))[key] == value


@pytest.mark.parametrize(
    ("ticks", "stayed"), [((Tick.YES, None, Tick.YES), None), ((Tick.NO, None, Tick.YES), "0")]
)
def test_who_missed_a_month_did_not_stay(ticks: tuple[Tick | None, ...], stayed: str | None) -> None:
    assert values(derived_figures(build.dossier(*on_duty(1, *ticks), **PERIOD)))["staff.stayed"] == stayed


def test_hours_resources_and_money_are_added_up() -> None:
    found = derived_figures(
        build.dossier(
            annexes.worker(),
            annexes.training_hours(month="2023-08", training=D("4.5"), source="甲"),
            annexes.training_hours(month="2023-09", training=None, supervision=D(2), source="甲"),
            annexes.resource(1),
            annexes.resource(2, value_yuan=None, beneficiaries=12),
            annexes.fund_line(1),
            annexes.fund_line(2, initial_budget=None, spent=D("300000"), staff_costs=D("180000")),
        )
    )
    assert values(found) == {
        "training.hours": "4.5",
        "training.supervision": "2",
        "resources.count": "2",
        "resources.value": "1280.5",
        "resources.beneficiaries": "42",
        "funds.initial_budget": None,
        "funds.budget": "4800000",
        "funds.spent": "1500000",
        "funds.staff_cost_share": "80.00",
    }
    assert found["training.hours"].formula == "各人培训学时相加（1 行没有填写，未计入）"
    assert found["funds.staff_cost_share"].formula == "人员费用 1200000 元 ÷ 执行数 1500000 元"
    assert found["training.hours"].sources == ("甲",)


@pytest.mark.parametrize(
    ("over", "share"),
    [
        ({"staff_costs": None}, "none"),
        ({"spent": None}, "open"),
        ({"spent": D(0), "staff_costs": D(0)}, "open"),
    ],
)
def test_a_share_needs_both_of_its_sides(over: dict[str, Any], share: str) -> None:
    found = derived_figures(build.dossier(annexes.fund_line(**over)))
    if share == "none":
        assert "funds.staff_cost_share" not in found
    else:
        assert found["funds.staff_cost_share"].value is None
    assert ("funds.spent" in found) is (over.get("spent", D(1)) is not None)


def test_the_survey_gives_mean_and_bands() -> None:
    found = derived_figures(
        build.dossier(
            annexes.respondent(1, answer=D("74.9")),
            annexes.respondent(2, answer=D(75)),
            annexes.respondent(3, answer=D(85), outcome=None),
            annexes.respondent(4, answer=D(100)),
            annexes.respondent(5, answer=None, outcome=Outcome.REFUSED, reason="不愿受访"),
            annexes.respondent(6, answer=None, outcome=None),
        )
    )
    assert values(found) == {
        "satisfaction.asked": "4",
        "satisfaction.mean": "83.73",
        "satisfaction.below_75": "1",
        "satisfaction.75_to_85": "1",
        "satisfaction.85_to_95": "1",
        "satisfaction.from_95": "1",
    }
    assert found["satisfaction.from_95"].formula == "回答在 95%（含）至 100%（含）之间的人数"


def test_a_survey_with_an_answer_missing_is_open() -> None:
    found = derived_figures(build.dossier(annexes.respondent(1), annexes.respondent(2, answer=None)))
    assert found["satisfaction.mean"] == Derived(
        "satisfaction.mean", None, "1 份回答的平均值", 1, found["satisfaction.mean"].sources
    )
    assert found["satisfaction.from_95"].value is None
    assert derived_figures(build.dossier(annexes.respondent(outcome=Outcome.REFUSED, answer=None))) == {}


def test_a_table_goes_before_a_bare_figure_and_says_so() -> None:
    entered = [
        build.quantity(code="staff.total", value=D(4)),
        build.quantity(code="staff.supervisors", value=D(1)),
    ]
    known = known_figures(roster(*entered, build.quantity(code="staff.certified", value=D(1))))
    assert known["staff.total"].origin is Origin.TABLE
    assert known["staff.total"].value == 3
    assert disagreement(known["staff.total"]) == (
        "“期末社工人数”录入的是 4 人，按表格算得 3 人，现按表格计，请核对。"
    )
    assert disagreement(known["staff.certified"]) == ""
    assert disagreement(known["staff.supervisors"]) == ""
    assert known["staff.supervisors"].origin is Origin.ENTERED


def test_a_sum_that_the_sheet_prints_is_told_with_its_cell() -> None:
    printed = build.quantity(code="staff.total", value=D(4), source="附件2.xlsx!到岗!AK65")
    assert disagreement(known_figures(roster(printed))["staff.total"]) == (
        "“期末社工人数”表上印的是 4 人（附件2.xlsx!到岗!AK65），按各行算得 3 人，现按各行计，请核对。"
    )


def test_while_a_table_is_open_the_bare_figure_counts() -> None:
    open_month = on_duty(1, Tick.YES, Tick.YES)
    known = known_figures(
        build.dossier(*open_month, build.quantity(code="attendance.actual", value=D(5)), **PERIOD)
    )
    assert known["attendance.actual"].value == 5
    assert known["attendance.actual"].derived is not None
    assert "attendance.certified_actual" not in known


def test_a_percentage_is_told_without_a_space() -> None:
    known = known_figures(
        build.dossier(annexes.fund_line(), build.quantity(code="funds.staff_cost_share", value=D(90)))
    )
    assert "录入的是 90%，按表格算得 85%" in disagreement(known["funds.staff_cost_share"])


def staffing(*more: Any, staff: int) -> Any:
    """The veto on staffing, of which 5 person-months may not be missing."""
    found = score(roster(*more, required_staff=staff), build.rubric())
    return {each.rule: each for each in found.vetoes}["staffing"]


def test_the_veto_follows_from_the_roster() -> None:
    assert staffing(staff=4).state is VetoState.CLEAR
    assert staffing(staff=4).headroom == Decimal("4.0")
    assert staffing(staff=6).state is VetoState.HOLDS
    assert staffing(staff=6).disagrees == ""


def test_two_figures_with_two_verdicts_leave_the_veto_unknown() -> None:
    bare = build.quantity(code="attendance.actual", value=D(14))
    found = staffing(bare, staff=6)
    assert found.state is VetoState.UNKNOWN
    assert "按表格：" in found.reason
    assert "按录入的数字：" in found.reason
    assert staffing(build.quantity(code="attendance.required", value=D(15)), staff=6).disagrees == ""


def test_a_verdict_by_a_printed_sum_names_its_cell() -> None:
    printed = build.quantity(code="attendance.actual", value=D(14), source="附件2.xlsx!到岗!AK65")
    found = staffing(printed, build.quantity(code="staff.total", value=D(9)), staff=6)
    assert found.reason.startswith("表格与表上印的数字得出不同的结论，请先核对。按表格：")
    assert "按表上印的数字（附件2.xlsx!到岗!AK65）：" in found.reason


def test_two_figures_with_one_verdict_are_told() -> None:
    found = staffing(build.quantity(code="attendance.actual", value=D(9)), staff=4)
    assert found.disagrees == ""
    other = staffing(build.quantity(code="attendance.actual", value=D("9.5")), staff=4)
    assert other.state is VetoState.CLEAR
    assert other.disagrees.startswith("表格与录入的数字不一致。按表格：")


def test_what_is_missing_names_open_months_and_bare_figures_that_disagree() -> None:
    late = on_duty(5, None, Tick.YES, Tick.YES, contract_start=date(2023, 9, 20))
    dossier = roster(*late, build.quantity(code="staff.total", value=D(9)))
    found = missing(score(dossier, build.rubric()), dossier, build.rubric())
    told = {each.sentence for each in found if each.code in ("worker.months", "quantity.staff.total")}
    assert told == {
        "社工“社工05”2023-08勾选了到位，但不在合同期内，请核实。",
        "“期末社工人数”录入的是 9 人，按表格算得 4 人，现按表格计，请核对。",
    }
    open_month = build.dossier(*on_duty(1, Tick.YES, None, Tick.YES), **PERIOD)
    told = {each.sentence for each in missing(score(open_month, build.rubric()), open_month, build.rubric())}
    assert "社工“社工01”2023-08在合同期内，但没有到岗记录，请核实。" in told
