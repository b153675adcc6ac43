"""Colleagues' marks stay unseen until one's own are handed in."""

import pytest

from sgz_desktop.domain.people import Role
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.visibility import may_see_marks
from tests import build
from tests.build import uid

OWN, COLLEAGUE, STAFF = uid("person", 1), uid("person", 2), uid("person", 3)
PEOPLE = [build.person(1), build.person(2), build.person(3, role=Role.STAFF)]


@pytest.mark.parametrize(
    ("worker", "handed_in", "sees"),
    [
        (NOBODY, False, False),
        (Worker(OWN), False, False),
        (Worker(OWN), True, True),
        (Worker(COLLEAGUE), False, True),
        (Worker(STAFF), False, True),
        (Worker(STAFF, OWN), False, False),
        (Worker(STAFF, OWN), True, True),
        (Worker(uid("person", 9)), False, False),
    ],
)
def test_a_colleague_s_marks(worker: Worker, handed_in: bool, sees: bool) -> None:
    dossier = build.dossier(*PEOPLE, build.hand_in(handed_in=handed_in))
    assert may_see_marks(dossier, worker, COLLEAGUE) is sees
