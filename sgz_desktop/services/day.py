"""现场事务: what is written down about the day itself, and what becomes an observation of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import Edit
from sgz_desktop.domain.day import Attendee, Checked, Draw, Interview, PaperRequest, PlanEntry, SpotCheck
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.result import Missing
from sgz_desktop.domain.rubric import Judged, Rubric
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.day_plan import PlanLine, by_time, is_free, plan_lines, usual_plan
from sgz_desktop.services.departure import departure
from sgz_desktop.services.display import CHECKED_NAMES
from sgz_desktop.services.drawing_lots import Drawn, next_seed, places
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.feedback_sheet import FeedbackSheet, attendees_text, feedback_sheet, party_names


class Day:
    """Reads and writes the working papers of the day; each verb is one batch and so one step of undo."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def plan(self, evaluation_id: UUID, now: datetime) -> tuple[PlanLine, ...]:
        """The plan of the day with what runs at `now` (local) and what collides."""
        dossier = self._editing.dossier(evaluation_id)
        return plan_lines(dossier.plan_entries, dossier.evaluation.visit_date, now)

    def fill_plan(self, evaluation_id: UUID, worker: Worker) -> Changes:
        """Add what the usual day has at the times that are free in the plan, ordered by time."""
        dossier = self._editing.dossier(evaluation_id)
        usual = usual_plan(dossier, self._editing.rubric(evaluation_id))
        wanted = [each for each in usual if is_free(dossier.plan_entries, each)]
        if not wanted:
            raise Refused("title", "日程里已经没有空的时间，常用日程没有可填入的。")
        edits = self._behind(evaluation_id, PlanEntry.kind, dossier.plan_entries, wanted)
        made = [PlanEntry(id=each.entity_id, **each.values) for each in edits]
        placed = _ordered((*dossier.plan_entries, *made))
        positioned = [
            Edit(each.entity, each.entity_id, {**each.values, "position": placed[each.entity_id]})
            for each in edits
        ]
        moved = [_moved(each, placed) for each in dossier.plan_entries]
        return self._editing.apply(evaluation_id, [*positioned, *moved], worker=worker)

    def sort_plan(self, evaluation_id: UUID, worker: Worker) -> Changes:
        """Order the plan by its times."""
        entries = self._editing.dossier(evaluation_id).plan_entries
        placed = _ordered(entries)
        return self._editing.apply(evaluation_id, [_moved(each, placed) for each in entries], worker=worker)

    def take_over_team(self, evaluation_id: UUID, worker: Worker) -> Changes:
        """Add the assessor's people to the sign-in, as far as they are not on it by name."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        code = rubric.assessor.code
        known = {each.name for each in dossier.attendees if each.party == code}
        wanted = [
            {
                "name": each.name,
                "party": code,
                "title": each.title or ("评估专家" if each.role is Role.EXPERT else "工作人员"),
            }
            for each in dossier.people
            if each.name not in known
        ]
        if not wanted:
            raise Refused("name", "评估人员都已在签到表上。" if known else "还没有登记评估人员。")
        edits = self._behind(evaluation_id, Attendee.kind, dossier.attendees, wanted)
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def sign_in(self, evaluation_id: UUID, attendee_id: UUID, now: datetime, worker: Worker) -> Changes:
        """Let somebody be signed in at `now` (local)."""
        return self._set(
            Attendee.kind, evaluation_id, attendee_id, {"signed_in_at": now.strftime("%H:%M")}, worker
        )

    def sign_in_all(self, evaluation_id: UUID, now: datetime, worker: Worker) -> Changes:
        """Sign in everybody on the list who is not yet."""
        values = {"signed_in_at": now.strftime("%H:%M")}
        attendees = self._editing.dossier(evaluation_id).attendees
        edits = [Edit(Attendee.kind, each.id, values) for each in attendees if not each.signed_in_at]
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def attendees_text(self, evaluation_id: UUID) -> str:
        """Who heard the feedback, by the sign-in, in the words of the report."""
        return attendees_text(self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id))

    def next_seed(self, evaluation_id: UUID, today: date) -> str:
        """The seed of the next draw: the day of the visit (else today) and a counter."""
        dossier = self._editing.dossier(evaluation_id)
        return next_seed(dossier.evaluation.visit_date or today, (each.seed for each in dossier.spot_checks))

    def note_draw(
        self, evaluation_id: UUID, drawn: Drawn, values: dict[str, Any], worker: Worker
    ) -> tuple[Changes, UUID]:
        """Enter what was drawn into the ledger, and tell the first of it.

        `values` are kind, review group, item and who looks.
        """
        proven = {"draw": Draw.DRAWN, "drawn_from": drawn.population, "seed": drawn.seed}
        wanted = [{**values, **proven, "number": each} for each in drawn.numbers]
        checks = self._editing.dossier(evaluation_id).spot_checks
        edits = self._behind(evaluation_id, SpotCheck.kind, checks, wanted)
        return self._editing.apply(evaluation_id, edits, worker=worker), edits[0].entity_id

    def draw_proof(self, evaluation_id: UUID, check: SpotCheck) -> str:
        """How a record was drawn, worked out anew where the numbers are places; "" for a chosen one."""
        if check.draw is not Draw.DRAWN or check.drawn_from is None or not check.seed:
            return ""
        together = [
            each
            for each in self._editing.dossier(evaluation_id).spot_checks
            if (each.seed, each.drawn_from) == (check.seed, check.drawn_from)
        ]
        return _proof(together, check.drawn_from, check.seed)

    def observe_check(
        self, evaluation_id: UUID, check_id: UUID, tone: Tone, worker: Worker
    ) -> tuple[Changes, UUID]:
        """Make an observation of what a spot check found, and link it; raises Refused without a finding."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        check = next(each for each in dossier.spot_checks if each.id == check_id)
        if check.observation_id in {each.id for each in dossier.observations}:
            raise Refused("observation_id", "这条抽查已经转为观察。")
        if not check.found.strip():
            raise Refused("found", "请先写下抽查看到了什么，再转为观察。")
        values = {
            **_belongs(check.item, check.group_id, rubric),
            "person_id": check.person_id or worker.for_id or worker.author_id,
            "tone": tone,
            "text": check.found.strip(),
            "evidence": evidence_of_check(check),
        }
        made = self._observation(evaluation_id, dossier, values)
        linked = Edit(SpotCheck.kind, check_id, {"observation_id": made.entity_id})
        return self._editing.apply(evaluation_id, [made, linked], worker=worker), made.entity_id

    def observe_interview(
        self, evaluation_id: UUID, interview_id: UUID, text: str, tone: Tone, worker: Worker
    ) -> tuple[Changes, UUID]:
        """Make an observation of a part of an interview's notes (""; all of them)."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        talk = next(each for each in dossier.interviews if each.id == interview_id)
        said = text.strip() or talk.notes.strip()
        if not said:
            raise Refused("notes", "请先写下访谈记录，再转为观察。")
        values = {
            **(_of_a_party(talk.role, rubric) or _belongs(None, talk.group_id, rubric)),
            "person_id": talk.person_id or worker.for_id or worker.author_id,
            "tone": tone,
            "text": said,
            "evidence": evidence_of_interview(talk),
        }
        made = self._observation(evaluation_id, dossier, values)
        return self._editing.apply(evaluation_id, [made], worker=worker), made.entity_id

    def ask_for_paper(
        self,
        evaluation_id: UUID,
        worker: Worker,
        *,
        title: str,
        item: str | None = None,
        promised_by: str = "",
        due_on: date | None = None,
        due_at: str = "",
    ) -> tuple[Changes, UUID]:
        """Note a paper that is still to come, from whatever page."""
        known = self._editing.dossier(evaluation_id).paper_requests
        values = {
            "title": title,
            "item": item,
            "promised_by": promised_by,
            "due_on": due_on,
            "due_at": due_at,
        }
        (edit,) = self._behind(evaluation_id, PaperRequest.kind, known, [values])
        return self._editing.apply(evaluation_id, [edit], worker=worker), edit.entity_id

    def receive_paper(self, evaluation_id: UUID, paper_id: UUID, on: date | None, worker: Worker) -> Changes:
        """Say on which day a paper arrived; None: it has not after all."""
        return self._set(PaperRequest.kind, evaluation_id, paper_id, {"arrived_on": on}, worker)

    def feedback(self, evaluation_id: UUID) -> FeedbackSheet:
        """The sheet of the feedback on the spot, which is made without the score."""
        return feedback_sheet(self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id))

    def departure(self, evaluation_id: UUID) -> tuple[Missing, ...]:
        """What is still open before leaving."""
        return departure(
            self._editing.dossier(evaluation_id),
            self._editing.rubric(evaluation_id),
            self._editing.score(evaluation_id),
        )

    def _set(
        self, kind: str, evaluation_id: UUID, entity_id: UUID, values: dict[str, Any], worker: Worker
    ) -> Changes:
        return self._editing.apply(evaluation_id, [Edit(kind, entity_id, values)], worker=worker)

    def _observation(self, evaluation_id: UUID, dossier: Dossier, values: dict[str, Any]) -> Edit:
        (made,) = self._behind(evaluation_id, Observation.kind, dossier.observations, [values])
        return made

    def _behind(
        self, evaluation_id: UUID, kind: str, siblings: Sequence[Any], wanted: Sequence[dict[str, Any]]
    ) -> list[Edit]:
        """The edits that make these behind their siblings."""
        keys, found = [each.position for each in siblings], []
        for values in wanted:
            keys.append(after_last(keys))
            found.append(make_edit(evaluation_id, kind, {**values, "position": keys[-1]}))
        return found


def is_overdue(paper: PaperRequest, now: datetime) -> bool:
    """Whether a paper should be there by `now` (local); one without a time is due by its day's end."""
    if paper.arrived_on is not None or paper.due_on is None:
        return False
    if paper.due_on != now.date():
        return paper.due_on < now.date()
    return bool(paper.due_at) and paper.due_at < now.strftime("%H:%M")


def evidence_of_check(check: SpotCheck) -> str:
    """抽查：个案 GA-014."""
    return f"抽查：{CHECKED_NAMES[check.checked]} {check.number}"


def evidence_of_interview(talk: Interview) -> str:
    """访谈：一线社工 4 人."""
    return f"访谈：{talk.role} {talk.people} 人" if talk.people is not None else f"访谈：{talk.role}"


def checked_names() -> tuple[tuple[Checked, str], ...]:
    """The kinds of record with their names."""
    return tuple(CHECKED_NAMES.items())


def _belongs(item: str | None, group_id: UUID | None, rubric: Rubric) -> dict[str, Any]:
    """Chapter, item and review group: by the item, else a group belongs to what is judged per group."""
    known = rubric.item_by_code.get(item) if item is not None else None
    if known is not None:
        in_group = rubric.component_by_code[known.component].judged is Judged.PER_GROUP
        return {"subject": known.component, "item": known.code, "group_id": group_id if in_group else None}
    grouped = [each.code for each in rubric.components if each.judged is Judged.PER_GROUP]
    subject = grouped[0] if group_id is not None and len(grouped) == 1 else None
    return {"subject": subject, "item": None, "group_id": group_id}


def _of_a_party(role: str, rubric: Rubric) -> dict[str, Any]:
    """Chapter of what somebody of another party said, by the name in front of the role; else nothing."""
    codes = (code for code, name in party_names(rubric) if role.startswith(name))
    known = {each.code for each in rubric.other_parties}
    return next(({"subject": code, "item": None, "group_id": None} for code in codes if code in known), {})


def _proof(together: Sequence[SpotCheck], population: int, seed: str) -> str:
    numbers = [each.number for each in together]
    drawn = places(population, len(numbers), seed) if len(numbers) <= population else ()
    if drawn and sorted(numbers) == sorted(map(str, drawn)):
        return f"{Drawn(seed, population, drawn, tuple(map(str, drawn))).proof}（已按号码重抽，一致）"
    return f"从 {population} 份中按号码 {seed} 抽取 {len(numbers)} 份：{'、'.join(numbers)}"


def _ordered(entries: Sequence[PlanEntry]) -> dict[UUID, str]:
    """New order keys for entries by their times."""
    wanted = by_time(entries)
    keys: list[str] = []
    for _ in wanted:
        keys.append(after_last(keys))
    return {each.id: key for each, key in zip(wanted, keys, strict=True)}


def _moved(entry: PlanEntry, placed: dict[UUID, str]) -> Edit:
    return Edit(PlanEntry.kind, entry.id, {"position": placed[entry.id]})
