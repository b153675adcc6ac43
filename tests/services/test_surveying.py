"""The satisfaction desk: drawn by seed, replaced with a reason, answered, masked."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.survey import Outcome, Respondent, Way
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.tables.names import masked_name, masked_phone
from sgz_desktop.services.tables.surveying import progress, sample, survey_of, to_ask
from sgz_desktop.wiring import Program
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


@pytest.mark.parametrize(("people", "drawn"), [(130, 100), (60, 60)])
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
