"""What the formalities of the day lack, and which of it blocks the result."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.result import Severity
from sgz_desktop.scoring.formalities import formalities
from tests import build

JUDGE = [build.person(), build.assignment()]
DECLARED = build.declaration()


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ([], []),
        ([build.person(role=Role.STAFF)], ["declaration", "pledge"]),
        ([build.person(role=Role.STAFF), build.declaration(conflict=Conflict.EXISTS)], []),
        ([build.person(), build.declaration(conflict=None)], ["declaration"]),
        ([build.person(), build.declaration(pledged_on=None)], ["pledge"]),
        ([*JUDGE, DECLARED], []),
        ([*JUDGE, DECLARED, build.mark()], ["hand_in"]),
        ([*JUDGE, DECLARED, build.mark(), build.hand_in(handed_in=False)], ["hand_in"]),
        ([*JUDGE, DECLARED, build.mark(), build.hand_in()], []),
        ([*JUDGE, build.declaration(conflict=Conflict.EXISTS)], ["declaration.conflict"]),
        ([build.paper_request()], ["paper"]),
        ([build.paper_request(arrived_on=date(2024, 1, 16))], []),
    ],
)
def test_what_is_open_is_told(parts: Sequence[Any], codes: list[str]) -> None:
    found = list(formalities(build.dossier(*parts)))
    assert [each.code for each in found] == codes
    for each in found:
        blocks = each.code == "declaration.conflict"
        assert each.severity is (Severity.BLOCKS if blocks else Severity.ADVICE)
