"""What a folder is brought to before a verb is called on it."""

from uuid import UUID

from sgz_desktop.domain.mark import Pending
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.wiring import Program

NEW = ("new", "--station", "和安街社工服务站", "--phase", "midterm", "--date", "2024-01-16")


def final(program: Program, found: UUID) -> None:
    """Leave it as it is."""


def provisional(program: Program, found: UUID) -> None:
    dossier = program.evaluations.dossier(found)
    mark = dossier.marks[0]
    program.deliberating.take_back(found, mark.person_id, NOBODY)
    program.visiting.answer(found, mark.item, mark.group_id, mark.person_id, Pending(), NOBODY)


def with_a_gap(program: Program, found: UUID) -> None:
    program.preparing.set_head(found, {"agreement_end": None}, NOBODY)


def taken_back(program: Program, found: UUID) -> None:
    program.deliberating.take_back(found, program.evaluations.dossier(found).marks[0].person_id, NOBODY)


def with_advice(program: Program, found: UUID) -> None:
    program.visiting.observe(found, NOBODY, text="还没有归类的一条")
