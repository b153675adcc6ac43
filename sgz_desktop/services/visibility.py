"""Whose marks, and which figures with marks in them, somebody may see before handing in their own.

Each expert judges for themselves (domain). Of two experts' mean one's own marks leave the colleague's:
a figure is hidden wherever a hidden mark counts in it.
"""

from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.result import Score, Source
from sgz_desktop.domain.veil import VEILED_WHY, Veil
from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import Worker


class ResultVeiled(SgzError):
    """What is asked for tells a result that rests on colleagues' marks."""

    def __init__(self) -> None:
        super().__init__(
            f"{VEILED_WHY}：报告和工作簿里的得分算进了其他专家的评分。"
            "请先在“现场检查”里提交评分，再看预览、导出；数据文件不受影响。"
        )


def may_see_marks(dossier: Dossier, worker: Worker, whose: UUID) -> bool:
    """Whether who works here may see a person's marks.

    One's own always; a colleague's once one has handed in, or has nothing to judge. Staff who work in their
    own name enter and check for everybody and see all; on somebody's behalf they see what that person may.
    """
    viewer = worker.for_id or worker.author_id
    if viewer is None:
        return False
    if viewer == whose or viewer in dossier.handed_in:
        return True
    return viewer in dossier.person_by_id and not is_judging(dossier, worker)


def is_judging(dossier: Dossier, worker: Worker) -> bool:
    """Whether who works here is an expert, or works for one, who is assigned and has not handed in."""
    viewer = worker.for_id or worker.author_id
    person = dossier.person_by_id.get(viewer) if viewer else None
    if person is None or person.role is not Role.EXPERT or person.id in dossier.handed_in:
        return False
    return any(each.person_id == person.id for each in dossier.assignments)


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
