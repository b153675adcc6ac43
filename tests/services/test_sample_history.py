"""The story behind a sample: who entered it, and when."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sgz_desktop.domain.entities import field_names
from sgz_desktop.domain.people import Role
from sgz_desktop.services.sample_history import sample_history
from sgz_desktop.wiring import Program, build

SAMPLES = ("zhongcun", "zhuguang")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with build(tmp_path / "data") as opened:
        yield opened


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_has_an_author_of_the_evaluation(program: Program, name: str) -> None:
    found = program.importing.sample(name)
    dossier, stamps = program.evaluations.dossier(found), program.results.stamps(found)
    names = {each.name for each in dossier.people}
    assert stamps.keys() == {each.id for each in dossier.entities()}
    assert {each.author for each in stamps.values()} <= names
    assert not any(each.on_behalf for each in stamps.values())


def test_marks_and_observations_are_by_their_experts(program: Program) -> None:
    found = program.importing.sample("zhongcun")
    dossier, stamps = program.evaluations.dossier(found), program.results.stamps(found)
    experts = {each.id: each.person_id for each in dossier.marks}
    experts |= {each.id: each.person_id for each in dossier.observations if each.person_id}
    assert len(experts) == len(dossier.marks) + len(dossier.observations)
    for each, expert_id in experts.items():
        assert stamps[each].author == dossier.person_by_id[expert_id].name
        assert stamps[each].at.date() == dossier.evaluation.visit_date


@pytest.mark.parametrize("name", SAMPLES)
def test_figures_are_by_the_staff_who_took_them_in(program: Program, name: str) -> None:
    found = program.importing.sample(name)
    dossier, stamps = program.evaluations.dossier(found), program.results.stamps(found)
    staff = {each.name for each in dossier.people if each.role is Role.STAFF}
    assert dossier.figures
    for each in dossier.figures:
        stamp = stamps[each.id]
        assert (stamp.author, stamp.at.date()) == (each.received_by, each.received_on)
        assert stamp.author in staff


def test_the_story_is_told_in_its_order_and_the_same_everywhere(program: Program) -> None:
    dossier = program.evaluations.dossier(program.importing.sample("zhongcun"))
    changes = sample_history(dossier)
    assert changes == sample_history(dossier)
    assert len(changes) == sum(len(field_names(type(each))) for each in dossier.entities())
    assert [each.at for each in changes] == sorted(each.at for each in changes)
    assert [each.device_seq for each in changes] == list(range(1, len(changes) + 1))
    assert changes[0].at == datetime(2024, 1, 15, 7, tzinfo=UTC)
    assert changes[-1].at == datetime(2024, 1, 26, 3, tzinfo=UTC)
    assert {each.reason for each in changes} == {"示例"}


def test_a_second_copy_has_a_story_too(program: Program) -> None:
    program.importing.sample("zhongcun")
    again = program.importing.sample("zhongcun")
    assert "" not in {each.author for each in program.results.stamps(again).values()}


def test_where_nobody_is_named_nobody_is_the_author(program: Program) -> None:
    from sgz_desktop.domain.evaluation import Phase

    made = program.evaluations.create(station="和安街社工服务站", phase=Phase.MIDTERM)
    changes = sample_history(program.evaluations.dossier(made))
    assert {each.author_id for each in changes} == {None}


def test_a_sample_can_be_worked_on_and_sent_on(program: Program, tmp_path: Path) -> None:
    found = program.importing.sample("zhongcun")
    path = tmp_path / "a.json"
    path.write_bytes(program.exporting.package(found))
    with build(tmp_path / "other") as other:
        other.importing.apply(other.importing.plan(path))
        assert other.results.stamps(found) == program.results.stamps(found)
