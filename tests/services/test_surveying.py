"""The satisfaction desk: drawn by seed, replaced with a reason, answered, masked."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.survey import Outcome, Respondent, Way
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.names import masked_name, masked_phone, told_apart
from sgz_desktop.services.tables.surveying import progress, sample, spared_ids, survey_of, to_ask
from sgz_desktop.wiring import Program, open_program
from tests.build import EVALUATION, D, position, uid

E, DAY = EVALUATION, date(2024, 1, 16)


@pytest.fixture
def program(program: Program) -> Program:
    """Without anybody on the roster."""
    dossier = program.evaluations.dossier(E)
    roster: list[Any] = [*dossier.respondents, *dossier.surveys]
    gone = [Edit(each.kind, each.id, {DELETED: True}) for each in roster]
    program.undoing.apply(E, gone, worker=NOBODY)
    return program


def person(number: int) -> UUID:
    return uid("roster", number)


def enrol(program: Program, count: int) -> None:
    """A roster of so many people."""
    edits = [
        Edit(Respondent.kind, person(each), {"name": f"对象{each}", "position": position(each)})
        for each in range(1, count + 1)
    ]
    program.undoing.apply(E, edits, worker=NOBODY)


def draw(program: Program, *, count: int | None = None) -> tuple[str, ...]:
    program.surveying.draw(E, seed="20240116", count=count, day=DAY, worker=NOBODY)
    return tuple(each.name for each in sample(program.evaluations.dossier(E)))


@pytest.mark.parametrize(("people", "drawn"), [(130, 100), (101, 100), (100, 100), (99, 99), (1, 1)])
def test_a_hundred_are_drawn_or_all(program: Program, people: int, drawn: int) -> None:
    enrol(program, people)
    names = draw(program)
    assert len(names) == drawn
    dossier = program.evaluations.dossier(E)
    survey = survey_of(dossier)
    assert survey is not None
    assert (survey.target_people, survey.wanted, survey.seed, survey.drawn_on) == (
        people,
        drawn,
        "20240116",
        DAY,
    )
    assert progress(dossier).waiting == drawn


def test_the_same_seed_draws_the_same_people(program: Program) -> None:
    enrol(program, 30)
    for count in (0, 31):
        with pytest.raises(Refused, match="抽取人数应在 1 至 30 之间"):
            draw(program, count=count)
    first = program.undoing.dossier(E)
    names = draw(program, count=5)
    assert len(names) == 5
    assert first.respondents != program.evaluations.dossier(E).respondents
    with pytest.raises(Refused, match="已经抽取过样本"):
        draw(program, count=5)


def test_who_cannot_be_asked_is_replaced_with_a_reason(program: Program) -> None:
    enrol(program, 12)
    draw(program, count=3)
    first = sample(program.evaluations.dossier(E))[0]
    with pytest.raises(Refused, match="理由"):
        program.surveying.replace(E, first.id, reason=" ", worker=NOBODY)
    program.surveying.replace(E, first.id, reason="三次无人接听", worker=NOBODY)
    dossier = program.evaluations.dossier(E)
    drawn = sample(dossier)
    assert [each.drawn for each in drawn] == [1, 2, 3, 4]
    assert drawn[3].stands_in_for == first.id
    assert (drawn[0].outcome, drawn[0].reason) == (Outcome.NOT_REACHED, "三次无人接听")
    assert [each.drawn for each in to_ask(dossier)] == [2, 3, 4]
    with pytest.raises(Refused, match="已经替换过"):
        program.surveying.replace(E, first.id, reason="又一次", worker=NOBODY)
    left = next(each for each in dossier.respondents if each.drawn is None)
    with pytest.raises(Refused, match="只能替换抽中的人"):
        program.surveying.replace(E, left.id, reason="未抽中", worker=NOBODY)


def test_answers_make_the_running_mean(program: Program) -> None:
    enrol(program, 3)
    draw(program)
    first, second, _ = sample(program.evaluations.dossier(E))
    program.surveying.answer(E, first.id, {"answer": D(96)}, worker=NOBODY)
    program.surveying.answer(E, second.id, {"answer": D("81.5"), "way": Way.VISIT}, worker=NOBODY)
    dossier = program.evaluations.dossier(E)
    told = progress(dossier)
    assert (told.answered, told.waiting, told.mean) == (2, 1, D("88.75"))
    assert [each.way for each in sample(dossier)] == [Way.PHONE, Way.VISIT, None]


def test_another_sample_is_drawn_while_nobody_has_a_result(program: Program) -> None:
    enrol(program, 12)
    first = draw(program, count=3)
    program.surveying.undraw(E, worker=NOBODY)
    dossier = program.evaluations.dossier(E)
    assert sample(dossier) == ()
    assert (progress(dossier).wanted, progress(dossier).needed) == (12, 12)
    program.surveying.undraw(E, worker=NOBODY)  # twice does no harm
    program.surveying.draw(E, seed="２０２４-2 ", count=3, day=DAY, worker=NOBODY)
    dossier = program.evaluations.dossier(E)
    survey = survey_of(dossier)
    assert survey is not None
    assert survey.seed == "2024-2"
    assert [each.name for each in sample(dossier)] != list(first)
    program.surveying.answer(E, sample(dossier)[0].id, {"outcome": Outcome.REFUSED}, worker=NOBODY)
    with pytest.raises(Refused, match="已有 1 人有了结果"):
        program.surveying.undraw(E, worker=NOBODY)
    assert program.surveying.seeds(E)[-2:] == ("20240116", "2024-2")


def test_who_knew_an_answer_chooses_no_other_sample_even_once_it_is_cleared(program: Program) -> None:
    enrol(program, 12)
    program.surveying.answer(E, person(1), {"answer": D(70)}, worker=NOBODY)
    program.surveying.clear(E, person(1), worker=NOBODY)  # of somebody whom nobody drew
    program.surveying.draw(E, seed="1", count=3, day=DAY, worker=NOBODY)
    program.surveying.undraw(E, worker=NOBODY)
    drawn = program.surveying.draw(E, seed="2", count=3, day=DAY, worker=NOBODY)
    before = sample(program.evaluations.dossier(E))
    program.surveying.answer(E, before[1].id, {"answer": D(10)}, worker=NOBODY)
    program.surveying.clear(E, before[1].id, worker=NOBODY)
    with pytest.raises(Refused, match="有 1 人有过结果，后来清除了，仍不能取消抽取"):
        program.surveying.undraw(E, worker=NOBODY)
    assert sample(program.evaluations.dossier(E)) == before
    assert drawn.batch_id is not None
    program.undoing.undo(E, drawn.batch_id, worker=NOBODY)
    assert sample(program.evaluations.dossier(E)) == ()
    with pytest.raises(Refused, match="只能用原来的抽取号码 2"):
        program.surveying.draw(E, seed="3", count=3, day=DAY, worker=NOBODY)
    program.surveying.draw(E, seed="２", count=3, day=DAY, worker=NOBODY)
    assert sample(program.evaluations.dossier(E)) == before


def test_more_are_drawn_where_the_roster_grew_or_too_few_were(program: Program) -> None:
    with pytest.raises(Refused, match="还没有抽取"):
        program.surveying.draw_more(E, worker=NOBODY)
    enrol(program, 6)
    draw(program, count=3)
    first = sample(program.evaluations.dossier(E))
    program.surveying.replace(E, first[0].id, reason="空号", worker=NOBODY)
    assert progress(program.evaluations.dossier(E)).missing == 2  # three are wanted, but two are left
    program.surveying.draw_more(E, worker=NOBODY)
    dossier = program.evaluations.dossier(E)
    assert [each.drawn for each in sample(dossier)] == [1, 2, 3, 4, 5, 6]
    assert (progress(dossier).wanted, progress(dossier).missing) == (5, 0)
    with pytest.raises(Refused, match="不用补抽"):
        program.surveying.draw_more(E, worker=NOBODY)
    program.preparing.add(E, "respondent", {"name": "后来的人"}, NOBODY)
    program.surveying.draw_more(E, worker=NOBODY)
    dossier = program.evaluations.dossier(E)
    assert (sample(dossier)[-1].name, progress(dossier).wanted) == ("后来的人", 6)


def test_a_replacement_is_replaced_and_taken_back_from_its_end(program: Program) -> None:
    enrol(program, 12)
    draw(program, count=2)
    first, second = sample(program.evaluations.dossier(E))
    program.surveying.replace(E, first.id, reason="空号", worker=NOBODY)
    third = sample(program.evaluations.dossier(E))[2]
    program.surveying.replace(E, third.id, reason="不愿受访", worker=NOBODY)
    dossier = program.evaluations.dossier(E)
    fourth = sample(dossier)[3]
    assert (fourth.drawn, fourth.stands_in_for) == (4, third.id)
    assert (progress(dossier).replaced, [each.drawn for each in to_ask(dossier)]) == (2, [2, 4])
    for known, place in ((first.id, 3), (third.id, 4)):
        with pytest.raises(Refused, match=f"已经换成第 {place} 位"):
            program.surveying.clear(E, known, worker=NOBODY)
    program.surveying.clear(E, fourth.id, worker=NOBODY)
    program.surveying.clear(E, third.id, worker=NOBODY)
    dossier = program.evaluations.dossier(E)
    assert [each.drawn for each in to_ask(dossier)] == [2, 3]
    program.surveying.clear(E, third.id, worker=NOBODY)
    program.surveying.clear(E, first.id, worker=NOBODY)
    assert sample(program.evaluations.dossier(E)) == (first, second)
    with pytest.raises(Refused, match="按 R 换一个人"):
        program.surveying.clear(E, first.id, worker=NOBODY)


def test_who_was_replaced_may_answer_after_all_and_spares_the_stand_in(program: Program) -> None:
    enrol(program, 12)
    draw(program, count=1)
    (first,) = sample(program.evaluations.dossier(E))
    for _ in range(2):
        last = sample(program.evaluations.dossier(E))[-1]
        program.surveying.replace(E, last.id, reason="三次无人接听", worker=NOBODY)
    first, second, third = sample(program.evaluations.dossier(E))
    assert to_ask(program.evaluations.dossier(E)) == (third,)
    program.surveying.answer(E, first.id, {"answer": D(90)}, worker=NOBODY)
    dossier = program.evaluations.dossier(E)
    assert to_ask(dossier) == ()
    assert spared_ids(dossier) == {third.id}
    assert progress(dossier).answered == 1
    with pytest.raises(Refused, match="已经受访"):
        program.surveying.replace(E, first.id, reason="又换", worker=NOBODY)
    program.surveying.answer(E, third.id, {"answer": D(80)}, worker=NOBODY)  # asked nevertheless: both count
    told = progress(program.evaluations.dossier(E))
    assert (told.answered, told.mean, told.waiting) == (2, D(85), 0)
    ring = Edit(Respondent.kind, first.id, {"stands_in_for": third.id, "outcome": None, "answer": None})
    back = Edit(Respondent.kind, third.id, {"outcome": None, "answer": None})
    program.undoing.apply(E, [ring, back], worker=NOBODY)  # as two laptops may make it between them
    assert spared_ids(program.evaluations.dossier(E)) == frozenset()
    assert second.outcome is Outcome.NOT_REACHED


def test_only_the_sample_is_asked_and_what_came_by_a_workbook_stays(program: Program) -> None:
    enrol(program, 12)
    program.surveying.answer(E, person(1), {"answer": D(70)}, worker=NOBODY)
    draw(program, count=2)
    dossier = program.evaluations.dossier(E)
    left = next(each for each in dossier.respondents if each.drawn is None and each.outcome is None)
    for values in ({"answer": D(90)}, {"outcome": Outcome.OTHER}):
        with pytest.raises(Refused, match="没有抽中"):
            program.surveying.answer(E, left.id, values, worker=NOBODY)
    program.surveying.answer(E, left.id, {"remark": "搬走"}, worker=NOBODY)
    program.surveying.answer(E, person(1), {"answer": D(75)}, worker=NOBODY)
    assert progress(program.evaluations.dossier(E)).mean == D(75)
    program.undoing.apply(E, [Edit(Respondent.kind, sample(dossier)[0].id, {DELETED: True})], worker=NOBODY)
    assert [each.drawn for each in sample(program.evaluations.dossier(E))] == [2]


def test_of_two_programs_only_one_draws_and_nobody_is_answered_for_unseen(program: Program) -> None:
    enrol(program, 12)
    other = open_program(program.folder)
    try:
        other.evaluations.dossier(E)
        names = draw(program, count=3)
        with pytest.raises(Refused, match="已经抽取过样本"):
            draw(other, count=4)
        first, second, _ = sample(program.evaluations.dossier(E))
        other.surveying.replace(E, first.id, reason="空号", worker=NOBODY)
        with pytest.raises(Refused, match="已经替换过"):
            program.surveying.replace(E, first.id, reason="空号", worker=NOBODY)
        other.preparing.remove(E, Respondent.kind, second.id, NOBODY)
        with pytest.raises(Refused, match="已经没有这个人"):
            program.surveying.answer(E, second.id, {"answer": D(90)}, worker=NOBODY)
        assert len(names) == len(sample(program.evaluations.dossier(E))) == 3
    finally:
        other.close()


def test_nobody_is_drawn_of_nobody(program: Program) -> None:
    with pytest.raises(Refused, match="还没有服务对象名册"):
        draw(program)
    with pytest.raises(Refused, match="已经没有这个人"):
        program.surveying.answer(E, person(1), {"answer": D(90)}, worker=NOBODY)


def test_nobody_is_left_to_stand_in(program: Program) -> None:
    enrol(program, 2)
    draw(program)
    first = sample(program.evaluations.dossier(E))[0]
    with pytest.raises(Refused, match="没有还可以抽取的人"):
        program.surveying.replace(E, first.id, reason="空号", worker=NOBODY)


@pytest.mark.parametrize(
    ("name", "phone", "shown"),
    [
        ("陈小明", "13800001234", ("陈＊＊", "138＊＊＊＊1234")),
        ("李", "1234567", ("李", "＊＊＊＊＊＊＊")),
        ("欧阳某", "", ("欧＊＊", "")),
    ],
)
def test_names_are_masked_on_screen(name: str, phone: str, shown: tuple[str, str]) -> None:
    assert (masked_name(name), masked_phone(phone)) == shown


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ((), ()),
        (("陈一", "陈一", "李一"), ("陈＊", "陈＊", "李＊")),
        (("陈小明", "陈小敏", "陈晓明", "陈"), ("陈小明", "陈小敏", "陈晓＊", "陈")),
    ],
)
def test_masks_that_would_read_alike_show_what_parts_them(
    names: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    assert told_apart(names, masked_name) == shown
