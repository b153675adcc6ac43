"""Whose marks somebody may see before all are handed in (domain: each expert judges for themselves)."""

from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Role
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
