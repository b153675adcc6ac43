"""合议: handing in, colleagues' marks side by side, the final word, and who did what when."""

from uuid import UUID

import pytest

from sgz_desktop.domain.mark import Answer, Degree, NotApplicable, Pending
from sgz_desktop.domain.result import LineState
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.deliberating import Question
from sgz_desktop.services.judging import points_by_items
from sgz_desktop.wiring import Program
from tests.build import EVALUATION, D, uid
from tests.services.case import EXPERT, GROUP, HELPER, LI, OTHER, OTHER_GROUP, STAFF, degree

E = EVALUATION
ZHAO = Worker(OTHER)


@pytest.fixture
def program(program: Program) -> Program:
    """The evaluation that has one of everything, and nobody has handed in."""
    for each in program.evaluations.dossier(E).handed_in:
        program.deliberating.take_back(E, each, HELPER)
    return program


def question(program: Program, item: str = "degree", *, viewer: Worker = HELPER) -> Question:
    return next(each for each in program.deliberating.questions(E, viewer) if each.item.code == item)


def test_marks_are_handed_in_once_nothing_is_open(program: Program) -> None:
    deliberating = program.deliberating
    program.visiting.answer(E, "degree", None, EXPERT, Pending(), LI)
    program.visiting.answer(E, "tiers", None, EXPERT, None, LI)
    with pytest.raises(Refused, match="专家1还有 2 项未作答或待议（degree、tiers），作答后才能提交。"):
        deliberating.hand_in(E, EXPERT, LI)
    standing = deliberating.standings(E)[0]
    assert (standing.name, standing.answered, standing.asked) == ("专家1", 7, 9)
    deliberating.settle(E, "degree", None, degree("8"), LI, reason="一致同意", decided_by="专家1")
    program.visiting.answer(E, "tiers", None, EXPERT, NotApplicable(), LI)
    deliberating.hand_in(E, EXPERT, HELPER)
    assert EXPERT in program.evaluations.dossier(E).handed_in
    changes = deliberating.take_back(E, EXPERT, LI)
    with pytest.raises(Refused, match="专家1还没有提交"):
        deliberating.take_back(E, EXPERT, LI)
    assert changes.batch_id is not None
    program.undoing.undo(E, changes.batch_id, worker=LI)
    events = deliberating.hand_in_events(E)[-3:]
    told = [(each.about, each.holds, each.author, each.on_behalf) for each in events]
    helper = program.evaluations.dossier(E).person_by_id[STAFF].name
    assert told == [
        ("专家1", True, helper, "专家1"),
        ("专家1", False, "专家1", ""),
        ("专家1", True, "专家1", ""),
    ]


def test_who_judges_nothing_hands_nothing_in(program: Program) -> None:
    with pytest.raises(Refused, match="没有安排评分"):
        program.deliberating.hand_in(E, STAFF, NOBODY)


def test_a_colleagues_marks_are_hidden_until_ones_own_are_handed_in(program: Program) -> None:
    program.visiting.answer(E, "degree", None, OTHER, degree("6"), ZHAO, note="台账缺两份")
    assert program.results.veil(E, LI).people == {OTHER}
    own, other = question(program, viewer=LI).voices
    assert (own.is_hidden, own.points, other.is_hidden, other.points, other.note) == (
        *(False, D("10"), True, None),
        "",
    )
    assert question(program, viewer=LI).spread is None
    program.deliberating.hand_in(E, EXPERT, LI)
    seen = question(program, viewer=LI)
    assert [(each.points, each.note) for each in seen.voices] == [(D("10"), ""), (D("6"), "台账缺两份")]
    assert (seen.spread, seen.share, seen.differs, seen.is_hidden) == (D("4"), D("0.4"), True, False)
    assert seen.working(seen.voices[1].answer) == "程度分：6/10"


def test_not_applicable_beside_points_is_told_apart(program: Program) -> None:
    program.visiting.answer(E, "degree", None, OTHER, NotApplicable(), ZHAO)
    program.visiting.answer(E, "conditions", None, OTHER, Pending(), ZHAO)
    program.deliberating.hand_in(E, EXPERT, LI)
    seen = question(program, viewer=LI)
    assert (seen.spread, seen.is_split, seen.differs, seen.is_pending) == (None, True, True, False)
    assert seen.voices[1].state is LineState.NOT_APPLICABLE
    assert question(program, "conditions", viewer=LI).is_pending


def test_the_final_word_counts_and_can_be_withdrawn(program: Program) -> None:
    deliberating = program.deliberating
    before = program.results.score(E).total
    deliberating.settle(E, "degree", None, degree("0"), LI, reason="复看台账", decided_by="组长")
    settled = question(program)
    assert settled.final is not None
    assert (settled.final_points, settled.final.reason, settled.final.decided_by) == (
        D("0"),
        "复看台账",
        "组长",
    )
    assert program.results.score(E).total != before
    deliberating.settle(E, "degree", None, degree("1"), LI, reason="再议", decided_by="组长")
    deliberating.withdraw(E, "degree", None, LI)
    assert program.results.score(E).total == before
    assert [each.holds for each in deliberating.final_events(E, "degree", None)] == [True, True, False]
    with pytest.raises(Refused, match="还没有合议结论"):
        deliberating.withdraw(E, "degree", None, LI)


@pytest.mark.parametrize(
    ("item", "group", "answer", "reason", "sentence"),
    [
        ("degree", None, Degree(D("1")), " ", "请写明合议的理由"),
        ("degree", None, Pending(), "理由", "不能是待议"),
        ("degree", None, Degree(D("11")), "理由", "满分 10"),
        ("degree", GROUP, Degree(D("1")), "理由", "全站只评一次"),
        ("bare", None, NotApplicable(), "理由", "按评审组评分"),
        ("none", None, NotApplicable(), "理由", "没有“none”这一项"),
    ],
)
def test_a_final_word_must_fit(
    program: Program, item: str, group: UUID | None, answer: Answer, reason: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        program.deliberating.settle(E, item, group, answer, LI, reason=reason, decided_by="")


def test_what_could_turn_the_grade_is_worked_out_once(program: Program) -> None:
    told = program.deliberating.turning(E)
    assert told is not None
    assert program.deliberating.turning(E) is told
    program.visiting.answer(E, "degree", None, EXPERT, None, LI)
    assert program.deliberating.turning(E) is None


def test_the_marks_alone_are_told_beside_a_bare_figure(program: Program) -> None:
    (quality,) = [each for each in program.results.score(E).components if each.code == "quality"]
    assert [points_by_items(each) for each in quality.groups] == [D("30.000"), D("30.000")]
    program.visiting.answer(E, "bare", GROUP, uid("person", 1), None, LI)
    (quality,) = [each for each in program.results.score(E).components if each.code == "quality"]
    assert [points_by_items(each) for each in quality.groups] == [None, D("30.000")]
    assert quality.groups[1].group_id == OTHER_GROUP
