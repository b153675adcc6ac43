"""An evaluation made like an earlier one of the station, and one that begins with its team and terms."""

from datetime import date

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import COLLECTIONS
from sgz_desktop.domain.evaluation import Basis, Evaluation, Phase
from sgz_desktop.errors import Refused
from sgz_desktop.models.errors import NoSuchEvaluation
from sgz_desktop.wiring import Program
from tests.build import EVALUATION, D, uid

LASTING = ("groups", "zones", "communities", "indicators")
OF_A_VISIT = (
    "visit_date",
    "report_date",
    "period_start",
    "period_end",
    "stated_grade",
    "stated_grade_source",
    "note",
    "basis",
    "phase",
    "id",
)


def shape(dossier: Dossier, name: str) -> list[tuple[object, ...]]:
    """What entities of a collection say apart from their IDs."""
    found = [
        tuple(
            getattr(each, field)
            for field in each.__dataclass_fields__
            if field != "id" and not field.endswith("_id") and field != "rate_of"
        )
        for each in getattr(dossier, name)
    ]
    return sorted(found, key=str)  # what has no place of its own stands in the order of its ID


@pytest.mark.parametrize("with_people", [False, True])
def test_a_copy_keeps_what_lasts_and_nothing_of_the_visit(
    samples_program: Program, *, with_people: bool
) -> None:
    evaluations = samples_program.evaluations
    source_id = evaluations.find("d147a597")
    made = evaluations.create_like(
        source_id, phase=Phase.FINAL, visit_date=date(2024, 6, 27), with_people=with_people
    )
    source, copy = evaluations.dossier(source_id), evaluations.dossier(made)
    head = copy.evaluation
    assert (head.phase, head.visit_date, head.basis) == (Phase.FINAL, date(2024, 6, 27), Basis.ITEMS)
    assert (head.report_date, head.period_end, head.stated_grade, head.note) == (None, None, None, "")
    for field in set(Evaluation.__dataclass_fields__) - {*OF_A_VISIT, "kind", "key"}:
        assert getattr(head, field) == getattr(source.evaluation, field), field
    kept = (*LASTING, "people", "assignments") if with_people else LASTING
    for name in COLLECTIONS.values():
        found = getattr(copy, name)
        assert (shape(copy, name) == shape(source, name)) if name in kept else not found, name
        assert not {each.id for each in found} & {each.id for each in getattr(source, name)}
    assert all(zone.group_id in {each.id for each in copy.groups} for zone in copy.zones if zone.group_id)
    assert samples_program.exporting.package(made)
    evaluations.delete(made)
    assert evaluations.listed(made) is None


def test_what_was_taken_back_is_not_handed_in(program: Program) -> None:
    found = program.evaluations.hand_ins([EVALUATION])[EVALUATION]
    assert (found.done, found.judges) == (0, 2)


def test_a_copy_of_nothing_is_refused(empty: Program) -> None:
    with pytest.raises(NoSuchEvaluation):
        empty.evaluations.create_like(uid("nobody"), phase=Phase.FINAL)


def test_a_new_one_begins_with_its_terms_and_its_team(empty: Program) -> None:
    made = empty.evaluations.create(
        station="和安街社工服务站",
        phase=Phase.MIDTERM,
        head={"purchaser": "和安街道办事处", "funds_yuan": D("2400000")},
        experts=("林专家", " 王专家 "),
    )
    dossier = empty.evaluations.dossier(made)
    assert (dossier.evaluation.purchaser, dossier.evaluation.funds_yuan) == ("和安街道办事处", D("2400000"))
    assert [(each.name, each.leads) for each in dossier.people] == [("林专家", True), ("王专家", False)]


def test_impossible_terms_are_refused_and_nothing_is_made(empty: Program) -> None:
    terms = {"agreement_start": date(2024, 7, 1), "agreement_end": date(2023, 7, 1)}
    with pytest.raises(Refused, match="早于"):
        empty.evaluations.create(station="站", phase=Phase.FINAL, head=terms)
    assert empty.evaluations.listing(deleted=None) == ()


def test_hand_ins_and_names_are_read_for_what_is_seen(samples_program: Program) -> None:
    evaluations = samples_program.evaluations
    zhongcun, zhuguang = evaluations.find("d147"), evaluations.find("5f6b")
    found = evaluations.hand_ins([zhongcun, zhuguang])
    assert [(found[each].done, found[each].judges) for each in (zhongcun, zhuguang)] == [(5, 5), (0, 5)]
    people = evaluations.dossier(zhongcun).people
    assert evaluations.names([people[0].id, uid("nobody")]) == {people[0].id: people[0].name}
    assert evaluations.names([]) == {}
    evaluations.delete(zhuguang)
    assert {each.id for each in evaluations.listing(deleted=None)} == {zhongcun, zhuguang}
