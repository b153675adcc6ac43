"""Evaluations made, listed, found, put away and brought back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.errors import Refused
from sgz_desktop.models.errors import NoSuchEvaluation
from sgz_desktop.scoring.version import SCORING_VERSION
from sgz_desktop.services import rubrics
from sgz_desktop.services.display import listed_line
from sgz_desktop.services.evaluations import Ambiguous, NotFound
from sgz_desktop.services.opening import open_storage
from sgz_desktop.wiring import Program, now
from tests import build as make
from tests.build import EVALUATION, D, uid
from tests.services.case import LI, refuse_unsettled, take_in


def test_a_new_evaluation_stands_in_the_list_with_nothing_answered(empty: Program) -> None:
    made = empty.evaluations.create(
        station=" 和安街社工服务站 ", phase=Phase.FINAL, visit_date=date(2024, 6, 27)
    )
    head = empty.evaluations.dossier(made).evaluation
    assert (head.station, head.phase, head.visit_date) == (
        "和安街社工服务站",
        Phase.FINAL,
        date(2024, 6, 27),
    )
    assert empty.evaluations.rubric(made).code == "guangzhou-2023"
    (listed,) = empty.evaluations.listing()
    assert listed.summary is not None
    assert (listed.id, listed.summary.answered, listed.summary.total) == (made, 0, None)
    assert (listed.summary.floor, listed.summary.ceiling) == (D("0"), D("100"))
    assert empty.evaluations.grade_name(listed) == ""
    refuse_unsettled(empty, made)


def test_a_new_evaluation_needs_a_name(empty: Program) -> None:
    with pytest.raises(Refused, match="名称不能为空"):
        empty.evaluations.create(station=" ", phase=Phase.MIDTERM)
    assert empty.evaluations.listing() == ()


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        (str(EVALUATION), EVALUATION),
        ("5A1F", EVALUATION),
        (" 5a1f ", EVALUATION),
        ("5b", UUID("5b1f3f62-7d0c-4c1e-9a57-0d1c5f0e9b11")),
    ],
)
def test_a_unique_beginning_finds(program: Program, prefix: str, found: UUID) -> None:
    take_in(
        program,
        make.dossier(make.evaluation(id=UUID("5b1f3f62-7d0c-4c1e-9a57-0d1c5f0e9b11"))),
        program.folder,
    )
    assert program.evaluations.find(prefix) == found


@pytest.mark.parametrize(
    "prefix", ["", "  ", "0", "5a1f-", "%", "_", "5a1f3f62-7d0c-4c1e-9a57-0d1c5f0e9b11x"]
)
def test_what_begins_otherwise_is_not_found(program: Program, prefix: str) -> None:
    with pytest.raises(NotFound, match="没有编号以"):
        program.evaluations.find(prefix)


def test_a_beginning_of_two_is_ambiguous(program: Program) -> None:
    other = UUID("5a1f3f62-0000-4c1e-9a57-0d1c5f0e9b11")
    take_in(program, make.dossier(make.evaluation(id=other)), program.folder)
    with pytest.raises(Ambiguous, match="有 2 个评估的编号以“5a1f”开头"):
        program.evaluations.find("5a1f")
    assert program.evaluations.find("5a1f3f62-0") == other


def test_a_deleted_evaluation_is_gone_from_the_list_and_comes_back_whole(program: Program) -> None:
    before = program.evaluations.dossier(EVALUATION)
    (listed,) = program.evaluations.listing()
    program.evaluations.delete(EVALUATION, LI)
    assert program.evaluations.listing() == ()
    with pytest.raises(NotFound):
        program.evaluations.find(str(EVALUATION))
    (put_away,) = program.evaluations.listing(deleted=True)
    assert put_away.deleted
    refuse_unsettled(program, EVALUATION)
    program.evaluations.bring_back(EVALUATION, LI)
    assert program.evaluations.listing(deleted=True) == ()
    (back,) = program.evaluations.listing()
    assert replace(back, changed_at=listed.changed_at) == listed
    assert program.evaluations.dossier(EVALUATION) == before
    refuse_unsettled(program, EVALUATION)


def test_nobody_can_delete_what_is_not_there(empty: Program) -> None:
    with pytest.raises(NoSuchEvaluation):
        empty.evaluations.delete(uid("nobody"))


def test_the_listing_scores_what_nobody_scored_or_was_scored_by_other_rules(program: Program) -> None:
    (listed,) = program.evaluations.listing()
    assert listed.summary is not None
    assert (listed.summary.total, program.evaluations.grade_name(listed)) == (D("94.75"), "优秀")
    assert "94.75 优秀" in listed_line(listed, "优秀")
    storage = open_storage(program.folder, now)
    storage.store.save_summary(
        EVALUATION, replace(listed.summary, total=D("1"), grade=None, rules_hash="0" * 64)
    )
    assert program.evaluations.listing() == (listed,)
    edit = program.preparing.set_head(EVALUATION, {"district": "番禺区"}, LI)
    assert edit
    storage.store.write(EVALUATION, [], author_id=None)
    storage.store.absorb(EVALUATION, (), {})
    storage.close()
    refuse_unsettled(program, EVALUATION)


def test_what_an_earlier_release_scored_is_scored_anew(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    (listed,) = program.evaluations.listing()
    assert listed.summary is not None
    storage = open_storage(program.folder, now)
    storage.store.save_summary(EVALUATION, replace(listed.summary, total=D("1")))
    assert program.evaluations.listing()[0].summary != listed.summary
    monkeypatch.setattr(rubrics, "SCORING_VERSION", SCORING_VERSION + 1)
    (again,) = program.evaluations.listing()
    assert again.summary is not None
    assert again.summary == replace(listed.summary, rules_hash=again.summary.rules_hash)
    assert again.summary.rules_hash != listed.summary.rules_hash
    storage.close()


def test_one_of_the_list_alone(empty: Program) -> None:
    one = empty.evaluations.create(station="甲街社工服务站", phase=Phase.FINAL)
    empty.evaluations.create(station="乙街社工服务站", phase=Phase.FINAL)
    assert empty.evaluations.listed(one) == next(e for e in empty.evaluations.listing() if e.id == one)
    assert empty.evaluations.listed(one, deleted=True) is None
    empty.evaluations.delete(one)
    assert empty.evaluations.listed(one) is None
    found = empty.evaluations.listed(one, deleted=True)
    assert found is not None
    assert found.deleted
