"""Every verb leaves memory, disk, summary and file in step; what fails leaves all as it was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from sgz_desktop.domain import mark as answers
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.errors import Refused
from sgz_desktop.models.errors import ChangedSince, NoSuchBatch, NoSuchEvaluation, StorageLocked
from sgz_desktop.services.changes import NOBODY, Changes
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION, D, uid
from tests.services.case import (
    CASES,
    EXPERT,
    GROUP,
    HELPER,
    LI,
    OTHER,
    OTHER_ZONE,
    RATE,
    ZONE,
    count_of_changes,
    data_file,
    degree,
    everything,
    refuse_unsettled,
    take_in,
)

E = EVALUATION
Verb = Callable[[Program], Changes]

VERBS: dict[str, Verb] = {
    "answer": lambda p: p.visiting.answer(E, "degree", None, EXPERT, degree("7.5"), HELPER),
    "answer with a note": lambda p: p.visiting.answer(
        E, "degree", None, EXPERT, answers.NotApplicable(), LI, note="没有这类服务。"
    ),
    "clear an answer": lambda p: p.visiting.answer(E, "bare", GROUP, OTHER, None, LI),
    "set a note": lambda p: p.visiting.set_note(
        E, p.evaluations.dossier(E).mark_by_key["degree", None, EXPERT], "另见附件。", LI
    ),
    "observe": lambda p: p.visiting.observe(E, LI, subject="quality", text="=看到的", tone=Tone.CONCERN)[0],
    "edit an observation": lambda p: p.visiting.edit_observation(
        E, uid("observation", 1), {"recommendation": "加强督导", "subject": "purchaser", "item": None}, LI
    ),
    "remove an observation": lambda p: p.visiting.remove_observation(E, uid("observation", 2), LI),
    "set the head": lambda p: p.preparing.set_head(E, {"funds_yuan": D("2400000"), "note": "两\n行"}, LI),
    "add a person": lambda p: p.preparing.add(E, "person", {"name": "龘先生"}, LI)[0],
    "add a group": lambda p: p.preparing.add(E, "group", {"name": "第三组"}, LI)[0],
    "edit a zone": lambda p: p.preparing.edit(E, "zone", ZONE, {"staff": D("8.5"), "group_id": None}, LI),
    "move a person": lambda p: p.preparing.move(E, "person", uid("person", 3), EXPERT, LI),
    "move a person behind all": lambda p: p.preparing.move(E, "person", EXPERT, None, LI),
    "remove a person with marks": lambda p: p.preparing.remove(E, "person", EXPERT, LI),
    "remove a group with marks": lambda p: p.preparing.remove(E, "group", GROUP, LI),
    "remove a zone with communities": lambda p: p.preparing.remove(E, "zone", ZONE, LI),
    "remove an indicator with values": lambda p: p.preparing.remove(E, "indicator", RATE, LI),
    "take an assignment back": lambda p: p.preparing.assign(E, "quality", None, OTHER, on=False, worker=LI),
    "assign": lambda p: p.preparing.assign(E, "quality", GROUP, OTHER, on=True, worker=LI),
    "enter a quantity": lambda p: p.preparing.set_quantity(E, "attendance.actual", D("111.5"), "到岗表", LI),
    "empty a quantity": lambda p: p.preparing.set_quantity(E, "attendance.required", None, "", LI),
    "enter an indicator's value": lambda p: p.preparing.set_indicator_value(
        E, CASES, OTHER_ZONE, {"agreed": D("400"), "done": D("745")}, LI
    ),
    "write a text": lambda p: p.preparing.set_text(E, "profile", "第一段\n第二段", LI),
    "set the basis": lambda p: p.judging.set_basis(E, Basis.TOTAL, LI),
    "state a grade": lambda p: p.judging.set_stated_grade(E, "good", "公示", LI),
    "enter a figure": lambda p: p.judging.set_figure(
        E, Scope.COMPONENT, "quality", D("28.5"), LI, group_id=GROUP, counts=True, source="评分表"
    ),
    "find a veto": lambda p: p.judging.find_veto(E, "posts", VetoState.HOLDS, "保安占岗", "组长", LI),
    "delete the evaluation": lambda p: p.evaluations.delete(E, LI),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_a_verb_can_be_undone_and_redone_and_all_stays_in_step(program: Program, verb: Verb) -> None:
    before = program.evaluations.dossier(E)
    done = verb(program)
    after = program.evaluations.dossier(E)
    refuse_unsettled(program, E)
    assert done
    assert (done.evaluation_id, bool(done.entity_ids), done.saved_at is None) == (E, True, False)
    assert done.batch_id is not None

    undone = program.undoing.undo(E, done.batch_id, worker=LI)
    assert program.evaluations.dossier(E) == before
    refuse_unsettled(program, E)

    assert undone.batch_id is not None
    program.undoing.undo(E, undone.batch_id, worker=LI)
    assert program.evaluations.dossier(E) == after
    refuse_unsettled(program, E)


def test_the_verbs_one_after_another_stay_in_step(program: Program) -> None:
    for name, verb in VERBS.items():
        if name != "delete the evaluation" and not name.startswith(("remove", "set a note")):
            verb(program)
    refuse_unsettled(program, E)


def test_a_verb_that_changes_nothing_writes_nothing(program: Program) -> None:
    before = count_of_changes(program, E)
    done = program.visiting.answer(E, "degree", None, EXPERT, degree("10.0"), LI)
    assert not done
    assert (done.batch_id, done.saved_at) == (None, None)
    assert count_of_changes(program, E) == before


WRONG: dict[str, tuple[str, Verb]] = {
    "too many points": ("points", lambda p: p.visiting.answer(E, "degree", None, EXPERT, degree("10.5"), LI)),
    "an answer of another rule": (
        "kind",
        lambda p: p.visiting.answer(E, "degree", None, EXPERT, answers.Ratio(D("1")), LI),
    ),
    "an unknown condition": (
        "met",
        lambda p: p.visiting.answer(
            E, "conditions", None, EXPERT, answers.Conditions(frozenset({"other"})), LI
        ),
    ),
    "an unknown fault": (
        "found",
        lambda p: p.visiting.answer(
            E, "deduction", GROUP, EXPERT, answers.Faults((answers.FaultCount("other", 1),)), LI
        ),
    ),
    "an unknown item": ("item", lambda p: p.visiting.answer(E, "X-9", None, EXPERT, degree("1"), LI)),
    "no group where one is needed": (
        "group_id",
        lambda p: p.visiting.answer(E, "bare", None, EXPERT, answers.Bare(D("1")), LI),
    ),
    "a group that is not there": (
        "group_id",
        lambda p: p.visiting.answer(E, "bare", uid("group", 9), EXPERT, answers.Bare(D("1")), LI),
    ),
    "a group where none belongs": (
        "group_id",
        lambda p: p.visiting.answer(E, "degree", GROUP, EXPERT, degree("1"), LI),
    ),
    "somebody unknown": (
        "person_id",
        lambda p: p.visiting.answer(E, "degree", None, uid("person", 9), degree("1"), LI),
    ),
    "an observation of nothing": ("subject", lambda p: p.visiting.observe(E, LI, subject="weather")[0]),
    "an observation of no item": ("item", lambda p: p.visiting.observe(E, LI, item="X-9")[0]),
    "an observation moved to nothing": (
        "subject",
        lambda p: p.visiting.edit_observation(E, uid("observation", 1), {"subject": "weather"}, LI),
    ),
    "a control character": (
        "text",
        lambda p: p.visiting.edit_observation(E, uid("observation", 1), {"text": "\x07"}, LI),
    ),
    "a blank station": ("station", lambda p: p.preparing.set_head(E, {"station": " "}, LI)),
    "an end before its beginning": (
        "period_end",
        lambda p: p.preparing.set_head(
            E, {"period_start": make.NOON.date(), "period_end": make.NOON.date().replace(year=2023)}, LI
        ),
    ),
    "an unknown grade in the head": (
        "stated_grade",
        lambda p: p.preparing.set_head(E, {"stated_grade": "superb"}, LI),
    ),
    "a rule set nobody has": ("rubric", lambda p: p.preparing.set_head(E, {"rubric": "0" * 64}, LI)),
    "an unknown field": ("colour", lambda p: p.preparing.set_head(E, {"colour": "red"}, LI)),
    "an assignment to nothing": (
        "component",
        lambda p: p.preparing.assign(E, "weather", None, EXPERT, on=True, worker=LI),
    ),
    "an assignment to a group of what is judged once": (
        "group_id",
        lambda p: p.preparing.assign(E, "operations", GROUP, EXPERT, on=True, worker=LI),
    ),
    "an unknown quantity": ("code", lambda p: p.preparing.set_quantity(E, "weather", D("1"), "", LI)),
    "a computed quantity": ("code", lambda p: p.preparing.set_quantity(E, "score.total", D("1"), "", LI)),
    "a value of no indicator": (
        "indicator_id",
        lambda p: p.preparing.set_indicator_value(E, uid("indicator", 9), None, {"done": D("1")}, LI),
    ),
    "an unknown grade": ("stated_grade", lambda p: p.judging.set_stated_grade(E, "superb", "", LI)),
    "an unknown party": ("code", lambda p: p.judging.set_figure(E, Scope.PARTY, "weather", D("1"), LI)),
    "an unknown component": (
        "code",
        lambda p: p.judging.set_figure(E, Scope.COMPONENT, "weather", D("1"), LI),
    ),
    "a total of another name": ("code", lambda p: p.judging.set_figure(E, Scope.TOTAL, "sum", D("1"), LI)),
    "a party above its points": (
        "points",
        lambda p: p.judging.set_figure(E, Scope.PARTY, "purchaser", D("20.01"), LI),
    ),
    "a component above its points": (
        "points",
        lambda p: p.judging.set_figure(E, Scope.COMPONENT, "quality", D("30.5"), LI),
    ),
    "a total above all points": (
        "points",
        lambda p: p.judging.set_figure(E, Scope.TOTAL, "total", D("100.01"), LI),
    ),
    "fewer points than none": (
        "points",
        lambda p: p.judging.set_figure(E, Scope.TOTAL, "total", D("-1"), LI),
    ),
    "a group of what is judged once": (
        "group_id",
        lambda p: p.judging.set_figure(E, Scope.COMPONENT, "operations", D("1"), LI, group_id=GROUP),
    ),
    "an unknown veto rule": (
        "rule",
        lambda p: p.judging.find_veto(E, "weather", VetoState.CLEAR, "晴", "", LI),
    ),
    "a veto without a reason": (
        "reason",
        lambda p: p.judging.find_veto(E, "posts", VetoState.CLEAR, " ", "", LI),
    ),
    "a veto deferred by nobody": (
        "decided_by",
        lambda p: p.judging.find_veto(E, "posts", VetoState.DEFERRED, "下期", "", LI),
    ),
}


@pytest.mark.parametrize(("field", "verb"), WRONG.values(), ids=WRONG)
def test_what_may_not_be_is_refused_by_its_field_and_changes_nothing(
    program: Program, field: str, verb: Verb
) -> None:
    before, changes = program.evaluations.dossier(E), count_of_changes(program, E)
    listing = program.evaluations.listing()
    with pytest.raises(Refused) as refused:
        verb(program)
    assert refused.value.field == field
    assert refused.value.sentence.endswith("。")
    assert program.evaluations.dossier(E) == before
    assert program.evaluations.listing() == listing
    assert count_of_changes(program, E) == changes
    refuse_unsettled(program, E)


def test_a_locked_file_leaves_all_as_it_was_and_the_same_is_taken_later(program: Program) -> None:
    before, listing = program.evaluations.dossier(E), program.evaluations.listing()
    verb = VERBS["answer"]
    with closing(sqlite3.connect(data_file(program), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageLocked, match="正被另一个程序占用"):
            verb(program)
        assert program.evaluations.dossier(E) == before
        assert program.results.score(E).total == D("94.75")
        other.execute("ROLLBACK")
    assert program.evaluations.listing() == listing
    refuse_unsettled(program, E)
    assert verb(program)
    refuse_unsettled(program, E)


def test_undo_is_refused_once_somebody_has_changed_the_same(program: Program) -> None:
    first = program.visiting.answer(E, "degree", None, EXPERT, degree("7"), LI)
    program.visiting.answer(E, "degree", None, EXPERT, degree("6"), HELPER)
    assert first.batch_id is not None
    before = program.evaluations.dossier(E)
    with pytest.raises(ChangedSince, match="专家1"):
        program.undoing.undo(E, first.batch_id, worker=LI)
    assert program.evaluations.dossier(E) == before
    refuse_unsettled(program, E)


def test_there_is_nothing_to_undo_under_an_unknown_batch(program: Program) -> None:
    with pytest.raises(NoSuchBatch):
        program.undoing.undo(E, uid("batch"), worker=NOBODY)


def test_what_is_not_there_cannot_be_read_or_written(program: Program) -> None:
    for verb in (program.evaluations.dossier, program.results.score, program.undoing.refresh_summary):
        with pytest.raises(NoSuchEvaluation):
            verb(uid("nobody"))


def test_marks_made_before_the_first_group_stay_and_their_notes_can_be_mended(empty: Program) -> None:
    given = make.dossier(
        make.person(), make.assignment(component="quality"), make.mark("bare", group_id=None)
    )
    take_in(empty, given, empty.folder)
    empty.preparing.add(E, "group", {"name": "第一组"}, LI)
    refuse_unsettled(empty, E)
    empty.visiting.set_note(E, empty.evaluations.dossier(E).marks[0], "分组之前评的。", LI)
    refuse_unsettled(empty, E)


def test_only_a_few_evaluations_are_kept_at_hand_and_none_is_mixed_up(empty: Program) -> None:
    numbers = [uid("evaluation", each) for each in range(6)]
    for number in numbers:
        head = make.evaluation(id=number, station=f"第{number.hex[:4]}站")
        take_in(empty, make.dossier(head), empty.folder)
    for number in (*numbers, *numbers):
        assert empty.evaluations.dossier(number).id == number
        assert empty.results.score(number).provisional
    empty.undoing.forget(numbers[-1])
    refuse_unsettled(empty, numbers[-1])


def test_changes_add_up() -> None:
    first = Changes(E, uid("batch", 1), frozenset({"mark"}), frozenset({uid("mark")}), make.NOON)
    nothing = Changes(E)
    both = first | nothing
    assert both == first
    later = replace(first, batch_id=uid("batch", 2), kinds=frozenset({"zone"}))
    assert (first | later).batch_id == uid("batch", 2)
    assert (first | later).kinds == {"mark", "zone"}
    assert not nothing


def test_the_case_is_complete() -> None:
    given: Dossier = everything()
    empty_kinds = [name for name in Dossier.__dataclass_fields__ if not getattr(given, name)]
    assert empty_kinds == []
