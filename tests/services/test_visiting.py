"""The walk: the stops of each expert, the next that is open, answers of every judging rule."""

import pytest

from sgz_desktop.domain import mark as answers
from sgz_desktop.domain.mark import Answer
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import LineState
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.walking import Way
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION, D, uid
from tests.services.case import EXPERT, GROUP, HELPER, LI, OTHER, OTHER_GROUP, STAFF, degree, take_in

E = EVALUATION
ONCE = [("degree", None), ("conditions", None), ("tiers", None)]
PER_GROUP = ["completeness", "deduction", "bare"]


def test_the_stops_go_by_component_then_group_then_checklist(program: Program) -> None:
    stops = program.visiting.stops(E, EXPERT)
    assert [each.key for each in stops] == [
        *ONCE,
        *((code, group) for group in (GROUP, OTHER_GROUP) for code in PER_GROUP),
    ]
    assert {each.component_name for each in stops} == {"运营管理", "服务质量"}
    assert [each.group_name for each in stops] == [""] * 3 + ["评审组1"] * 3 + ["评审组2"] * 3
    assert {each.state for each in stops} == {LineState.ANSWERED}
    assert [each.points for each in stops[:3]] == [D("10"), D("10"), D("5")]
    assert all(each.working and each.mark is not None for each in stops)


def test_who_judges_nothing_has_no_stops(program: Program) -> None:
    assert program.visiting.stops(E, STAFF) == ()
    assert program.visiting.sections(E, STAFF, Way.GROUP) == ()


def test_who_judges_one_group_has_only_its_stops(program: Program) -> None:
    _, third = program.preparing.add(E, "person", {"name": "专家3"}, LI)
    program.preparing.assign(E, "quality", OTHER_GROUP, third, on=True, worker=LI)
    stops = program.visiting.stops(E, third)
    assert [each.key for each in stops] == [(code, OTHER_GROUP) for code in PER_GROUP]
    assert {each.state for each in stops} == {LineState.OPEN}
    assert {each.points for each in stops} == {None}


def test_without_groups_every_item_is_one_stop(empty: Program) -> None:
    take_in(empty, make.judged(experts=1, groups=0, handed_in=False), empty.folder)
    assert [each.key for each in empty.visiting.stops(E, EXPERT)] == [
        *ONCE,
        *((code, None) for code in PER_GROUP),
    ]
    empty.visiting.answer(E, "bare", None, EXPERT, answers.Bare(D("9.125")), LI)
    assert empty.visiting.stops(E, EXPERT)[-1].points == D("9.125")


ANSWERS: dict[str, tuple[str, Answer, str | None, LineState]] = {
    "degree": ("degree", degree("7.5"), "7.5", LineState.ANSWERED),
    "degree, none": ("degree", degree("0"), "0", LineState.ANSWERED),
    "conditions": ("conditions", answers.Conditions(frozenset({"plan", "review"})), "7", LineState.ANSWERED),
    "conditions, none": ("conditions", answers.Conditions(frozenset()), "0", LineState.ANSWERED),
    "tiers, upper": ("tiers", answers.Ratio(D("1")), "5", LineState.ANSWERED),
    "tiers, just below": ("tiers", answers.Ratio(D("0.999999")), "3", LineState.ANSWERED),
    "tiers, none": ("tiers", answers.Ratio(D("0.1")), "0", LineState.ANSWERED),
    "all": ("completeness", answers.Completeness(answers.Extent.ALL), "10", LineState.ANSWERED),
    "part": ("completeness", answers.Completeness(answers.Extent.PART), "6", LineState.ANSWERED),
    "nothing": ("completeness", answers.Completeness(answers.Extent.NONE), "0", LineState.ANSWERED),
    "faults": (
        "deduction",
        answers.Faults((answers.FaultCount("missing", 2), answers.FaultCount("unsigned", 1))),
        "7.5",
        LineState.ANSWERED,
    ),
    "more faults than points": (
        "deduction",
        answers.Faults((answers.FaultCount("missing", 99),)),
        "0",
        LineState.ANSWERED,
    ),
    "bare": ("bare", answers.Bare(D("8.925")), "8.925", LineState.ANSWERED),
    "not applicable": ("bare", answers.NotApplicable(), None, LineState.NOT_APPLICABLE),
    "pending": ("degree", answers.Pending(), None, LineState.PENDING),
}


@pytest.mark.parametrize(("item", "answer", "points", "state"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_of_each_rule_is_worth_its_points(
    program: Program, item: str, answer: Answer, points: str | None, state: LineState
) -> None:
    group = GROUP if item in PER_GROUP else None
    program.visiting.answer(E, item, group, EXPERT, answer, HELPER)
    (stop,) = [each for each in program.visiting.stops(E, EXPERT) if each.key == (item, group)]
    assert stop.points == (None if points is None else D(points))
    assert stop.state is state
    assert stop.working


def test_an_answer_keeps_its_note_and_a_cleared_one_can_be_given_again(program: Program) -> None:
    program.visiting.answer(E, "degree", None, EXPERT, degree("7"), LI, note="抽查三份。")
    program.visiting.answer(E, "degree", None, EXPERT, degree("8"), LI)
    key = "degree", None, EXPERT
    assert program.evaluations.dossier(E).mark_by_key[key].note == "抽查三份。"
    program.visiting.answer(E, "degree", None, EXPERT, None, LI)
    assert key not in program.evaluations.dossier(E).mark_by_key
    program.visiting.answer(E, "degree", None, EXPERT, degree("9"), LI)
    assert program.evaluations.dossier(E).mark_by_key[key].answer == degree("9")


def test_one_experts_answer_leaves_the_others_alone(program: Program) -> None:
    program.visiting.answer(E, "bare", GROUP, EXPERT, answers.Bare(D("1")), LI)
    marks = program.evaluations.dossier(E).mark_by_key
    assert marks["bare", GROUP, OTHER].answer == answers.Bare(D("10"))
    assert marks["bare", OTHER_GROUP, EXPERT].answer == answers.Bare(D("10"))


def test_an_observation_is_written_changed_and_removed(program: Program) -> None:
    changes, made = program.visiting.observe(
        E, HELPER, subject="operations", tone=Tone.UNFILED, text="通讯录没有更新", person_id=EXPERT
    )
    assert changes.kinds == {"observation"}
    assert program.evaluations.dossier(E).observations[-1].id == made
    program.visiting.edit_observation(E, made, {"tone": Tone.CONCERN, "lead": "资料更新"}, HELPER)
    found = program.evaluations.dossier(E).observations[-1]
    assert (found.tone, found.lead, found.text) == (Tone.CONCERN, "资料更新", "通讯录没有更新")
    program.visiting.remove_observation(E, made, HELPER)
    assert uid("observation", 2) == program.evaluations.dossier(E).observations[-1].id


def test_what_was_handed_in_is_not_changed_before_it_is_taken_back(program: Program) -> None:
    sentence = "专家1已提交评分；要修改，请先撤回提交。"
    program.deliberating.hand_in(E, EXPERT, LI)
    mark = program.evaluations.dossier(E).mark_by_key["degree", None, EXPERT]
    with pytest.raises(Refused, match=sentence):
        program.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    with pytest.raises(Refused, match=sentence):
        program.visiting.answer(E, "degree", None, EXPERT, None, HELPER)
    with pytest.raises(Refused, match=sentence):
        program.visiting.set_note(E, mark, "改一下", LI)
    program.visiting.answer(E, "degree", None, OTHER, degree("2"), LI)
    program.deliberating.take_back(E, EXPERT, LI)
    program.visiting.answer(E, "degree", None, EXPERT, degree("1"), LI)
    assert program.evaluations.dossier(E).mark_by_key["degree", None, EXPERT].answer == degree("1")


def test_a_colleague_is_seen_only_by_who_has_handed_in(program: Program) -> None:
    note = "没有看到记录。"
    program.visiting.answer(E, "degree", None, OTHER, degree("3"), Worker(OTHER), note=note)

    def seen(worker: Worker) -> tuple[bool, object, str, str]:
        found = {each.person_id: each for each in program.visiting.colleagues(E, "degree", None, worker)}[
            OTHER
        ]
        return found.is_hidden, found.points, found.working, found.note

    assert seen(LI) == (True, None, "", "")
    assert seen(HELPER) == (True, None, "", "")  # on behalf of the one who has not
    assert seen(NOBODY)[0]
    assert seen(Worker(STAFF)) == (False, D("3"), "程度分：3/10", note)
    program.deliberating.hand_in(E, EXPERT, LI)
    assert seen(LI) == (False, D("3"), "程度分：3/10", note)
    assert [each.name for each in program.visiting.colleagues(E, "degree", None, LI)] == ["专家2"]


def test_a_settled_item_is_open_no_longer_and_says_why(program: Program) -> None:
    program.visiting.answer(E, "degree", None, EXPERT, None, LI)
    program.deliberating.settle(
        E, "degree", None, degree("6"), LI, reason="两人看法不同。", decided_by="专家2"
    )
    (stop,) = [each for each in program.visiting.stops(E, EXPERT) if each.key == ("degree", None)]
    assert (stop.state, stop.is_open, stop.final_points) == (LineState.OPEN, False, D("6"))
    assert stop.final is not None
    assert (stop.final.reason, stop.final_working) == ("两人看法不同。", "程度分：6/10")


def test_the_newest_stamp_of_what_is_shown(program: Program) -> None:
    _, made = program.visiting.observe(E, LI, text="看到的")
    program.visiting.edit_observation(E, made, {"text": "看到的。"}, HELPER)
    stamp = program.visiting.stamps(E, [made])[made]
    assert (stamp.author, stamp.on_behalf) == ("记录员", "专家1")
    assert program.visiting.stamps(E, []) == {}
