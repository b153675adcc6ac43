"""Whose marks, and which figures with marks in them, somebody may see before handing in their own.

Each expert judges for themselves (domain). Of two experts' mean one's own marks leave the colleague's:
a figure is hidden wherever a hidden mark counts in it.
"""

from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.result import Score, Source
from sgz_desktop.domain.veil import Veil
from sgz_desktop.services.changes import Worker


def may_see_marks(dossier: Dossier, worker: Worker, whose: UUID) -> bool:
    """Whether who works here may see a person's marks.

    One's own always; a colleague's only once one has handed in. Staff who work in their own name enter and
    check for everybody and see all; on somebody's behalf they see what that person may.
    """
    viewer = worker.for_id or worker.author_id
    if viewer is None:
        return False
    if viewer == whose or viewer in dossier.handed_in:
        return True
    person = dossier.person_by_id.get(viewer)
    return person is not None and person.role is Role.STAFF


def is_judging(dossier: Dossier, worker: Worker) -> bool:
    """Whether who works here is an expert, or works for one, who has not handed in."""
    viewer = worker.for_id or worker.author_id
    person = dossier.person_by_id.get(viewer) if viewer else None
    return person is not None and person.role is Role.EXPERT and person.id not in dossier.handed_in


def hidden_people(dossier: Dossier, worker: Worker) -> frozenset[UUID]:
    """The assigned experts whose marks who works here may not see yet."""
    judges = {each.person_id for each in dossier.assignments}
    return frozenset(each for each in judges if not may_see_marks(dossier, worker, each))


def veil_over(score: Score, dossier: Dossier, worker: Worker) -> Veil:
    """What of a score who works here may not see yet.

    A bare figure that counts is known to all: of what is taken from it nothing is hidden.
    """
    people = hidden_people(dossier, worker)
    if not people or not is_judging(dossier, worker):
        return Veil(people=people)
    counting = [
        (component.code, group, component.figure_id is None and group.figure_id is None)
        for component in score.components
        for group in component.groups
        if any(each.person_id in people for each in group.experts)
    ]
    components = frozenset(code for code, _, counts in counting if counts)
    return Veil(
        people=people,
        places=frozenset((code, group.group_id) for code, group, _ in counting),
        components=components,
        total=bool(components) and any(each.source is Source.COMPONENTS for each in score.parties),
    )
