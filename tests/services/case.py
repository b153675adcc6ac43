"""Evaluations in a real data folder, and what must hold of one whatever was done to it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed
from sgz_desktop.domain.mark import Degree
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.interchange.package import Package, read_package, write_package
from sgz_desktop.scoring.score import score
from sgz_desktop.services.changes import Worker
from sgz_desktop.services.editing import summary_of
from sgz_desktop.services.opening import DATA_FILE
from sgz_desktop.services.styles import Styles
from sgz_desktop.wiring import Program, build
from tests import annexes
from tests import build as make
from tests.build import D, uid

EXPERT, OTHER, STAFF = uid("person", 1), uid("person", 2), uid("person", 3)
GROUP, OTHER_GROUP = uid("group", 1), uid("group", 2)
ZONE, OTHER_ZONE = uid("zone", 1), uid("zone", 2)
CASES, RATE = uid("indicator", 1), uid("indicator", 2)
LI = Worker(EXPERT)
HELPER = Worker(STAFF, EXPERT)
HEAD = {"supervisor": "番禺区民政局", "purchaser": "和安街道办事处"}
HEAD |= {"operator": "和安社会工作服务中心", "assessor": "番禺区社会组织联合会"}


class Nowhere:
    """Documents there are none of."""

    def document(self, content_hash: str) -> str | None:
        return None


STYLE = Styles(Nowhere()).default().hash
"""The address of the house style that reports are written in unless told."""
HEAD |= {"house_style": STYLE}


def everything(*more: Any, **over: Any) -> Dossier:
    """A final evaluation with one of everything: two experts, two groups, full marks, tables, texts.

    The marks were handed in and taken back, so that they can be changed.
    """
    judged = make.judged(experts=2, groups=2, handed_in=False)
    parts = [each for each in judged.entities() if each.kind != "evaluation"]
    given = [
        *parts,
        make.person(3, name="记录员", role=Role.STAFF),
        make.declaration(person_id=STAFF),
        make.final_word("bare", group_id=OTHER_GROUP),
        make.zone(1, group_id=GROUP, staff=D("7")),
        make.zone(2, group_id=OTHER_GROUP, staff=D("6")),
        make.community(1),
        make.community(2, zone_id=OTHER_ZONE),
        make.observation(1, item="degree", person_id=EXPERT),
        make.observation(2, subject="quality", group_id=GROUP, person_id=OTHER),
        make.indicator(1),
        make.indicator(2, agreed=Agreed.RATE, rate_of=CASES),
        make.indicator_value(),
        make.indicator_value(indicator_id=RATE, agreed=D("80"), done=None),
        make.indicator_value(zone_id=ZONE, agreed=D("400"), done=D("700")),
        make.quantity(),
        make.report_text(),
        make.plan_entry(),
        make.need(),
        make.attendee(),
        make.spot_check(observation_id=uid("observation", 1)),
        make.paper_request(arrived_on=make.NOON.date()),
        make.interview(),
        annexes.worker(),
        annexes.duty_month(),
        annexes.training_hours(),
        annexes.resource(),
        annexes.fund_line(staff_costs=None, spent=None),
        annexes.survey(),
        annexes.respondent(answer=None),
        *more,
    ]
    return make.dossier(*given, **(HEAD | over))


def take_in(program: Program, dossier: Dossier, folder: Path, rubric: Rubric | None = None) -> UUID:
    """Import a built evaluation with the small rule set, or the one it was built for.

    Its report is written in the built-in house style, since nothing can be printed in the small one.
    """
    if dossier.evaluation.house_style == make.style_hash():
        dossier = replace(dossier, evaluation=replace(dossier.evaluation, house_style=STYLE))
    text = make.rubric_text(rubric)
    path = folder / f"{dossier.id}.json"
    path.write_bytes(write_package(Package(dossier, (), {make.rubric_hash(rubric): text})))
    plan = program.importing.plan(path)
    assert [str(each) for each in plan.problems] == []
    return program.importing.apply(plan)


def as_stored(program: Program, evaluation_id: UUID) -> Dossier:
    """The evaluation as another start of the program reads it."""
    with build(program.folder) as other:
        return other.evaluations.dossier(evaluation_id)


def refuse_unsettled(program: Program, evaluation_id: UUID) -> None:
    """Memory, disk, changes, stored summary and a file of it all tell the same."""
    dossier = program.evaluations.dossier(evaluation_id)
    with build(program.folder) as other:
        assert dossier == other.evaluations.dossier(evaluation_id)
        fresh = other.results.score(evaluation_id)
    shown = score(dossier, program.evaluations.rubric(evaluation_id))
    assert program.results.score(evaluation_id) == fresh
    assert (fresh == shown) is not bool(fresh.disagreements)
    listed = [*program.evaluations.listing(), *program.evaluations.listing(deleted=True)]
    (entry,) = [each for each in listed if each.id == evaluation_id]
    assert entry.summary == summary_of(fresh, dossier)
    raw = program.exporting.package(evaluation_id)
    package, problems = read_package(raw)
    assert [str(each) for each in problems] == []
    assert package is not None
    assert package.dossier == dossier
    assert write_package(package) == raw


def count_of_changes(program: Program, evaluation_id: UUID) -> int:
    """How many changes the evaluation has had."""
    return len(json.loads(program.exporting.package(evaluation_id))["changes"])


def data_file(program: Program) -> Path:
    """The data file of a program."""
    return program.folder / DATA_FILE


def degree(points: str) -> Degree:
    """So many points of the item judged by degree."""
    return Degree(D(points))
