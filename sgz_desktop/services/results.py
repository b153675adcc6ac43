"""The result of an evaluation as it is now: score, proof and what is missing."""

import json
from datetime import datetime
from uuid import UUID

from sgz_desktop.domain.change import Change
from sgz_desktop.domain.result import Missing, ProofLine, Score, Severity, Stamp
from sgz_desktop.models.names import field_name
from sgz_desktop.models.store import Store
from sgz_desktop.scoring.missing import missing
from sgz_desktop.scoring.proof import prove
from sgz_desktop.services.editing import Editing

_ANSWERS = {
    "not_applicable": "不适用",
    "pending": "待议",
    "conditions": "组合分",
    "faults": "扣分",
    "completeness": "全有/部分/没有",
}


class Results:
    """Reads; changes nothing."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store = store
        self._editing = editing

    def score(self, evaluation_id: UUID) -> Score:
        """The score with all its parts."""
        return self._editing.score(evaluation_id)

    def proof(self, evaluation_id: UUID) -> tuple[ProofLine, ...]:
        """The proof lines, each mark with who gave it, on whose behalf, and when."""
        return prove(
            self._editing.score(evaluation_id),
            self._editing.dossier(evaluation_id),
            self._editing.rubric(evaluation_id),
            self.stamps(evaluation_id),
        )

    def stamps(self, evaluation_id: UUID) -> dict[UUID, Stamp]:
        """Who last set each entity, by entity."""
        people = self._editing.dossier(evaluation_id).person_by_id

        def name(person_id: UUID | None) -> str:
            person = people.get(person_id) if person_id else None
            return person.name if person else ""

        return {
            entity_id: Stamp(name(author), name(behalf), at)
            for entity_id, (author, behalf, at) in self._store.stamps(evaluation_id).items()
        }

    def last_change(self, evaluation_id: UUID) -> datetime:
        """When the evaluation last changed (UTC): the time that a report of this state bears."""
        return max(at for _, _, at in self._store.stamps(evaluation_id).values())

    def missing(self, evaluation_id: UUID) -> tuple[Missing, ...]:
        """What is not there yet, what blocks the final report first."""
        return missing(
            self._editing.score(evaluation_id),
            self._editing.dossier(evaluation_id),
            self._editing.rubric(evaluation_id),
        )

    def disagreements(self, evaluation_id: UUID) -> tuple[str, ...]:
        """A sentence for each field that people set differently without seeing one another's value."""
        people = self._editing.dossier(evaluation_id).person_by_id

        def who(change: Change) -> str:
            person = people.get(change.author_id) if change.author_id else None
            return person.name if person else "未署名"

        return tuple(
            f"{field_name(each.entity, each.field)}有互不知情的不同填法："
            + "；".join(f"{_shown(change.value)}（{who(change)}）" for change in each.changes)
            + "。请确认后重新填写一次。"
            for each in self._store.disagreements(evaluation_id)
        )

    def blocking(self, evaluation_id: UUID) -> tuple[Missing, ...]:
        """Only what keeps the report from being final."""
        return tuple(each for each in self.missing(evaluation_id) if each.severity is Severity.BLOCKS)


def _shown(value: str) -> str:
    """A canonical value as a person reads it; an answer by its figure, else as it is written."""
    raw = json.loads(value)
    if isinstance(raw, dict):
        return str(raw.get("points") or raw.get("value") or _ANSWERS[raw["kind"]])
    return "空" if raw in (None, "") else str(raw)
