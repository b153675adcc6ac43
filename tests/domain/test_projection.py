"""The changes of an evaluation tell what it is now."""

import random

import pytest

from sgz_desktop.domain.canonical import Unreadable
from sgz_desktop.domain.change import DELETED
from sgz_desktop.domain.entities import assemble
from sgz_desktop.domain.projection import living_values, project
from sgz_desktop.errors import Refused
from tests import build

PERSON = build.person(1)
WHOLE = build.dossier(PERSON, build.assignment(), build.mark(), build.observation(1))
MADE = build.creation(WHOLE)


def test_what_the_creation_tells_is_the_dossier_in_any_order() -> None:
    shuffled = random.Random(7).sample(MADE, len(MADE))

    assert assemble(project(shuffled)) == WHOLE


def test_the_newest_unreplaced_value_is_shown() -> None:
    first = next(each for each in MADE if each.entity == "person" and each.field == "name")
    renamed = build.change(
        100, entity="person", entity_id=PERSON.id, field="name", value='"改名"', replaces=(first.id,)
    )
    rival = build.change(
        101, entity="person", entity_id=PERSON.id, field="name", value='"另名"', replaces=(first.id,)
    )

    assert assemble(project([*MADE, renamed])).person_by_id[PERSON.id].name == "改名"
    assert assemble(project([rival, *MADE, renamed])).person_by_id[PERSON.id].name == "另名"


@pytest.mark.parametrize(("value", "lives"), [("true", False), ("false", True)])
def test_what_is_deleted_is_not_there_until_it_is_brought_back(value: str, lives: bool) -> None:
    gone = build.change(100, entity="person", entity_id=PERSON.id, field=DELETED, value=value)

    found = assemble(project([*MADE, gone]))

    assert (PERSON in found.people) is lives
    assert all(DELETED not in values for values in living_values([*MADE, gone]).values())


def test_a_deleted_evaluation_is_still_what_it_was() -> None:
    gone = build.change(100, field=DELETED, value="true")

    assert assemble(project([*MADE, gone])) == WHOLE


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [("name", "5", Unreadable), ("name", '""', Refused), ("position", '"A"', Refused)],
)
def test_changes_that_make_no_entity_are_refused(field: str, value: str, fault: type[Exception]) -> None:
    wrong = build.change(100, lamport=1000, entity="person", entity_id=PERSON.id, field=field, value=value)

    with pytest.raises(fault):
        project([*MADE, wrong])
