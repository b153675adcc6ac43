"""What a new evaluation begins with: its team by names, or what lasts of an earlier one of the station."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import assemble
from sgz_desktop.domain.evaluation import Basis, Evaluation, Phase
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.people import Person
from sgz_desktop.interchange.contents import Package
from sgz_desktop.interchange.copying import copy_of


def team(names: Sequence[str]) -> tuple[Person, ...]:
    """Experts by these names, in this order; the first one leads. Raises Refused for an impossible name."""
    found: list[Person] = []
    for name in names:
        position = after_last([each.position for each in found])
        found.append(Person(id=uuid4(), name=name.strip(), leads=not found, position=position))
    return tuple(found)


def like(source: Dossier, *, phase: Phase, visit_date: date | None, with_people: bool) -> tuple[Any, ...]:
    """The entities of a new evaluation of the same station, the head first, all with IDs of their own.

    Agreement and parties are taken as they are; what belongs to one visit (dates, period, result) is not.
    """
    kept = assemble([_head(source.evaluation, phase, visit_date), *_lasting(source, with_people=with_people)])
    return tuple(copy_of(Package(kept), uuid4()).dossier.entities())


def _head(head: Evaluation, phase: Phase, visit_date: date | None) -> Evaluation:
    return replace(
        head,
        phase=phase,
        visit_date=visit_date,
        report_date=None,
        basis=Basis.ITEMS,
        period_start=None,
        period_end=None,
        stated_grade=None,
        stated_grade_source="",
        note="",
    )


def _lasting(source: Dossier, *, with_people: bool) -> Iterator[Any]:
    yield from source.groups
    yield from source.zones
    yield from source.communities
    yield from source.indicators
    if with_people:
        yield from source.people
        yield from source.assignments
