"""What was undone or cleared and is written again begins anew: nothing it said before comes back unasked."""

from collections.abc import Callable, Mapping

import pytest

from sgz_desktop.domain import mark as answers
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.mark import Degree
from sgz_desktop.services.changes import NOBODY, Changes
from sgz_desktop.wiring import Program
from tests.build import EVALUATION as E
from tests.build import D
from tests.services.case import CASES, EXPERT, LI, OTHER_ZONE, refuse_unsettled

Write = Callable[[Program], Changes]
_PART, _CODE = Scope.PARTY, "purchaser"

AGAIN: Mapping[str, tuple[Write, Write, Callable[[Dossier], object], object]] = {
    "a figure": (
        lambda it: it.judging.set_figure(E, _PART, _CODE, D("9"), NOBODY, source="旧函", file_number="一号"),
        lambda it: it.judging.set_figure(E, _PART, _CODE, D("8"), NOBODY, received_by="甲"),
        lambda it: [
            (each.points, each.source, each.received_by) for each in it.figures if each.code == _CODE
        ],
        [(D("8"), "", "甲")],
    ),
    "an indicator's value": (
        lambda it: it.preparing.set_indicator_value(E, CASES, OTHER_ZONE, {"agreed": D("10")}, NOBODY),
        lambda it: it.preparing.set_indicator_value(E, CASES, OTHER_ZONE, {"done": D("5")}, NOBODY),
        lambda it: [(each.agreed, each.done) for each in it.indicator_values if each.zone_id == OTHER_ZONE],
        [(None, D("5"))],
    ),
    "a component's figure": (
        lambda it: it.judging.set_figure(E, Scope.COMPONENT, "quality", D("9"), NOBODY, counts=True),
        lambda it: it.judging.set_figure(E, Scope.COMPONENT, "quality", D("8"), NOBODY),
        lambda it: [(each.points, each.counts) for each in it.figures if each.scope is Scope.COMPONENT],
        [(D("8"), False)],
    ),
}


@pytest.mark.parametrize(("first", "then", "told", "said"), AGAIN.values(), ids=AGAIN)
def test_what_was_undone_does_not_come_back_with_the_next_write(
    program: Program, first: Write, then: Write, told: Callable[[Dossier], object], said: object
) -> None:
    before = program.evaluations.dossier(E)
    undone = first(program).batch_id
    assert undone is not None
    program.undoing.undo(E, undone, worker=NOBODY)
    assert program.evaluations.dossier(E) == before
    again = then(program).batch_id
    after = program.evaluations.dossier(E)
    assert told(after) == said
    refuse_unsettled(program, E)
    assert again is not None
    back = program.undoing.undo(E, again, worker=NOBODY).batch_id
    assert program.evaluations.dossier(E) == before
    assert back is not None
    program.undoing.undo(E, back, worker=NOBODY)
    assert program.evaluations.dossier(E) == after


def test_the_note_of_a_cleared_mark_stays_with_it(program: Program) -> None:
    key = "degree", None, EXPERT
    program.visiting.answer(E, *key, Degree(D("7")), LI, note="抽查三份。")
    cleared = program.visiting.answer(E, *key, None, LI).batch_id
    again = program.visiting.answer(E, *key, answers.Pending(), LI).batch_id
    assert program.evaluations.dossier(E).mark_by_key[key].note == ""
    assert again is not None
    assert cleared is not None
    program.undoing.undo(E, again, worker=LI)
    program.undoing.undo(E, cleared, worker=LI)
    assert program.evaluations.dossier(E).mark_by_key[key].note == "抽查三份。"
    refuse_unsettled(program, E)
