"""离站前检查: what is still open before the experts leave, first what no office can mend."""

from collections.abc import Iterator
from uuid import UUID

from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import Missing, Score, Severity
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.scoring.missing import missing
from sgz_desktop.services.display import CHECKED_NAMES

DAY, PREPARING, OBSERVATIONS = "day", "preparing", "observations"


def departure(dossier: Dossier, rubric: Rubric, score: Score) -> tuple[Missing, ...]:
    """Everything open on the spot, in the order in which it gets harder to mend later.

    What only the station can give is of severity BLOCKS; what can also be done in the office is ADVICE.
    """
    return (*left_here(dossier), *_later(dossier, rubric, score))


def left_here(dossier: Dossier) -> tuple[Missing, ...]:
    """What has to be mended before leaving, as only the station can give it."""
    return (
        *_papers(dossier),
        *_signatures(dossier),
        *_interviews(dossier),
        *_checks(dossier),
        *_concerns(dossier),
        *_feedback(dossier),
    )


def settled_here(dossier: Dossier) -> int:
    """How many things of the day are settled, counted as `left_here` counts those that are not."""
    settled = [
        *(each.arrived_on is not None for each in dossier.paper_requests),
        *(bool(each.signed_in_at) for each in dossier.attendees),
        *(bool(each.notes.strip()) for each in dossier.interviews),
        *(bool(each.found.strip()) for each in dossier.spot_checks),
        not any(each.code == "feedback.attendees" for each in _feedback(dossier)),
        not any(each.code == "feedback.objections" for each in _feedback(dossier)),
    ]
    return sum(settled)


def only_here(each: Missing) -> bool:
    """Whether this has to be mended before leaving."""
    return each.severity is Severity.BLOCKS


def _papers(dossier: Dossier) -> Iterator[Missing]:
    for each in dossier.paper_requests:
        if each.arrived_on is None:
            who = f"（{each.promised_by}）" if each.promised_by else ""
            sentence = f"待补材料“{each.title}”还没有收到{who}。"
            yield Missing("paper", sentence, DAY, entity_id=each.id, item=each.item)


def _signatures(dossier: Dossier) -> Iterator[Missing]:
    for person in dossier.people:
        declared = dossier.declaration_by_person.get(person.id)
        lacks = []
        if declared is None or declared.conflict is None:
            lacks.append(("declaration", "回避声明"))
        if declared is None or declared.pledged_on is None:
            lacks.append(("pledge", "廉洁责任承诺书"))
        if lacks:
            sentence = f"{person.name}还没有签{'和'.join(name for _, name in lacks)}。"
            yield Missing(lacks[0][0], sentence, PREPARING, person_id=person.id)
        elif declared is not None and declared.conflict is Conflict.EXISTS and _judges(dossier, person.id):
            sentence = f"{person.name}声明有需要回避的情形，却安排了评分。"
            yield Missing("declaration.conflict", sentence, PREPARING, person_id=person.id)
    if not dossier.attendees:
        yield Missing("attendee.none", "还没有人签到。", DAY)
    for each in dossier.attendees:
        if not each.signed_in_at:
            yield Missing("attendee", f"{each.name}还没有签到。", DAY, entity_id=each.id)


def _judges(dossier: Dossier, person_id: UUID) -> bool:
    return any(each.person_id == person_id for each in dossier.assignments)


def _interviews(dossier: Dossier) -> Iterator[Missing]:
    if not dossier.interviews:
        yield Missing("interview.none", "还没有访谈记录。", DAY)
    for each in dossier.interviews:
        if not each.notes.strip():
            yield Missing("interview", f"对{each.role}的访谈还没有记录内容。", DAY, entity_id=each.id)


def _checks(dossier: Dossier) -> Iterator[Missing]:
    if not dossier.spot_checks:
        yield Missing("spot_check.none", "还没有抽查记录。", DAY)
    for each in dossier.spot_checks:
        if not each.found.strip():
            sentence = f"抽查的{CHECKED_NAMES[each.checked]} {each.number} 还没有写看到了什么。"
            yield Missing(
                "spot_check", sentence, DAY, entity_id=each.id, item=each.item, group_id=each.group_id
            )


def _concerns(dossier: Dossier) -> Iterator[Missing]:
    for each in dossier.observations:
        shown = (each.lead or each.text or each.recommendation).strip()
        if each.tone is Tone.CONCERN and shown and not each.evidence.strip():
            sentence = f"有一条关注没有证据：{' '.join(shown.split())}"
            yield Missing(
                "observation.evidence",
                sentence,
                OBSERVATIONS,
                entity_id=each.id,
                item=each.item,
                group_id=each.group_id,
            )


def _feedback(dossier: Dossier) -> Iterator[Missing]:
    told = dossier.text_by_code
    if not told.get("feedback.attendees", "").strip() and not any(
        each.at_feedback for each in dossier.attendees
    ):
        yield Missing("feedback.attendees", "还没有记录谁听取了现场反馈。", DAY)
    if not told.get("feedback.objections", "").strip() and not told.get("feedback.on_site", "").strip():
        yield Missing("feedback.objections", "还没有记录现场反馈时有没有异议。", DAY)


def _later(dossier: Dossier, rubric: Rubric, score: Score) -> Iterator[Missing]:
    open_there = missing(score, dossier, rubric)
    wanted = [each for each in open_there if each.code.endswith(".marks")]
    for each in (*wanted, *(note for note in open_there if note.code == "observation.unfiled")):
        page = each.page if each.code.endswith(".marks") else OBSERVATIONS
        yield Missing(
            each.code,
            each.sentence,
            page,
            Severity.ADVICE,
            each.entity_id,
            each.item,
            each.group_id,
            each.person_id,
        )
