"""What the day's formalities still lack: declarations, marks not handed in, papers not arrived."""

from collections.abc import Iterator
from uuid import UUID

from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Person
from sgz_desktop.domain.result import Missing, Severity

PREPARING, DAY, SCORING = "preparing", "day", "scoring"


def formalities(dossier: Dossier) -> Iterator[Missing]:
    """A conflict of interest that judges blocks the result; the rest is advice, for not all is kept here.

    Marks that are not handed in count all the same: whoever exports a final report is asked for the reason.
    """
    judges = {each.person_id for each in dossier.assignments}
    for person in dossier.people:
        yield from _declared(person, dossier, is_judge=person.id in judges)
        if person.id in judges:
            yield from _handed_in(person.id, person.name, dossier)
    for paper in dossier.paper_requests:
        if paper.arrived_on is None:
            sentence = f"待补材料“{paper.title}”还没有收到。"
            yield Missing("paper", sentence, DAY, Severity.ADVICE, entity_id=paper.id, item=paper.item)


def _declared(person: Person, dossier: Dossier, *, is_judge: bool) -> Iterator[Missing]:
    declared = dossier.declaration_by_person.get(person.id)
    if declared is not None and declared.conflict is Conflict.EXISTS:
        if is_judge:
            sentence = f"{person.name}声明有需要回避的情形，却安排了评分。"
            yield Missing("declaration.conflict", sentence, PREPARING, person_id=person.id)
    elif declared is None or declared.conflict is None:
        sentence = f"{person.name}还没有作回避声明。"
        yield Missing("declaration", sentence, PREPARING, Severity.ADVICE, person_id=person.id)
    if declared is None or declared.pledged_on is None:
        sentence = f"{person.name}还没有签署廉洁责任承诺书。"
        yield Missing("pledge", sentence, PREPARING, Severity.ADVICE, person_id=person.id)


def _handed_in(person_id: UUID, name: str, dossier: Dossier) -> Iterator[Missing]:
    if person_id not in dossier.handed_in and any(each.person_id == person_id for each in dossier.marks):
        sentence = f"{name}还没有提交评分。"
        yield Missing("hand_in", sentence, SCORING, Severity.ADVICE, person_id=person_id)
