"""The score as it may be told: by the values that are shown, and by all others that stand in dispute."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import TYPES, field_names
from sgz_desktop.domain.result import Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import Refused
from sgz_desktop.models.disputes import Dispute
from sgz_desktop.models.mapping import value_of
from sgz_desktop.scoring.disputed import Question, decides, score_in_dispute
from sgz_desktop.services.contests import written_together


def told_score(shown: Score, dossier: Dossier, rubric: Rubric, disputes: Sequence[Dispute]) -> Score:
    """The score by the values that are shown, with nothing in it as settled that depends on a dispute."""
    if not disputes:
        return shown
    deciding = [each for each in disputes if decides(each.entity, each.field)]
    living = {each.id: each for each in dossier.entities()} if deciding else {}
    questions = [_question(each, living) for each in deciding]
    return score_in_dispute(shown, dossier, rubric, questions, count=len(written_together(disputes)))


def _question(dispute: Dispute, living: Mapping[UUID, Any]) -> Question:
    kind, field = dispute.entity, dispute.field
    texts = dict.fromkeys(each.change.value for each in dispute.claims)
    try:
        values = tuple(value_of(kind, field, each) for each in texts)
        entity = living.get(dispute.entity_id) or _made(dispute)
    except Refused:
        values, entity = (), None
    return Question(kind=kind, entity_id=dispute.entity_id, field=field, values=values, entity=entity)


def _made(dispute: Dispute) -> Any:
    """What is deleted as the value shown has it, as it would be were it there."""
    made = TYPES[dispute.entity]
    values = {
        name: value_of(dispute.entity, name, dispute.values[name])
        for name in field_names(made)
        if name in dispute.values
    }
    return made(id=dispute.entity_id, **values)
