"""满意度调查: the sample drawn by seed, replacements with a reason, answers, names masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.survey import Outcome, Respondent, Survey, Way
from sgz_desktop.errors import Refused
from sgz_desktop.scoring.derived import derived_figures
from sgz_desktop.scoring.satisfaction import sample_needed
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.drawing_lots import places
from sgz_desktop.services.editing import Editing, make_edit

_CODE = "satisfaction"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the survey is: wanted, drawn, answered, still to ask, and the running mean in per cent."""

    people: int
    wanted: int
    drawn: int
    answered: int
    replaced: int
    waiting: int
    mean: Decimal | None


def sample(dossier: Dossier) -> tuple[Respondent, ...]:
    """Who was drawn, in the order of the draw, each followed by those asked in their place."""
    drawn = sorted((each for each in dossier.respondents if each.drawn), key=lambda each: each.drawn or 0)
    return tuple(drawn)


def to_ask(dossier: Dossier) -> tuple[Respondent, ...]:
    """Who was drawn and neither answered nor was replaced."""
    replaced = {each.stands_in_for for each in dossier.respondents}
    return tuple(each for each in sample(dossier) if each.outcome is None and each.id not in replaced)


def progress(dossier: Dossier) -> Progress:
    """The state of the survey; the running mean is the table's own figure."""
    survey = survey_of(dossier)
    people = len(dossier.respondents)
    wanted = survey.wanted if survey and survey.wanted is not None else sample_needed(people)
    figures = derived_figures(dossier)
    answered = [each for each in dossier.respondents if each.outcome is Outcome.ANSWERED]
    mean = figures["satisfaction.mean"].value if "satisfaction.mean" in figures else None
    replaced = sum(each.stands_in_for is not None for each in dossier.respondents)
    return Progress(people, wanted, len(sample(dossier)), len(answered), replaced, len(to_ask(dossier)), mean)


def survey_of(dossier: Dossier) -> Survey | None:
    """How the sample of this evaluation was drawn."""
    return next((each for each in dossier.surveys if each.code == _CODE), None)


class Surveying:
    """Draws, replaces, and takes answers down; each verb is one batch."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def draw(
        self, evaluation_id: UUID, *, seed: str, count: int | None = None, day: date, worker: Worker
    ) -> Changes:
        """Draw a sample of the roster; without a count 100, or all where there are fewer (domain: section 2).

        The same seed draws the same people. Raises Refused where somebody was drawn already.
        """
        dossier = self._editing.dossier(evaluation_id)
        if any(each.drawn for each in dossier.respondents):
            raise Refused("seed", "已经抽取过样本；需要重新抽取时，请先撤销原来的抽取。")
        people = dossier.respondents
        if not people:
            raise Refused("seed", "还没有服务对象名册，请先读入或录入名册。")
        wanted = sample_needed(len(people)) if count is None else count
        picked = places(len(people), wanted, seed)
        edits = [
            Edit(Respondent.kind, people[at - 1].id, {"drawn": order}) for order, at in enumerate(picked, 1)
        ]
        values = {"target_people": len(people), "wanted": wanted, "seed": seed, "drawn_on": day}
        return self._apply(evaluation_id, [self._survey(evaluation_id, values), *edits], worker, "抽取样本")

    def replace(self, evaluation_id: UUID, respondent_id: UUID, *, reason: str, worker: Worker) -> Changes:
        """Ask somebody else in a person's place, drawn by the same seed from who is left. Raises Refused."""
        dossier = self._editing.dossier(evaluation_id)
        person = _respondent(dossier, respondent_id)
        survey = survey_of(dossier)
        if not reason.strip():
            raise Refused("reason", "替换受访对象应写明理由。")
        if person.drawn is None or survey is None:
            raise Refused("stands_in_for", "只能替换抽中的人。")
        if any(each.stands_in_for == person.id for each in dossier.respondents):
            raise Refused("stands_in_for", "这个人已经替换过了。")
        left = [each for each in dossier.respondents if each.drawn is None]
        if not left:
            raise Refused("stands_in_for", "名册里没有还可以抽取的人了。")
        last = max(each.drawn or 0 for each in dossier.respondents)
        (at,) = places(len(left), 1, f"{survey.seed}/{last + 1}")
        stand_in = Edit(Respondent.kind, left[at - 1].id, {"drawn": last + 1, "stands_in_for": person.id})
        outcome = person.outcome or Outcome.NOT_REACHED
        gone = Edit(Respondent.kind, person.id, {"outcome": outcome, "reason": reason})
        return self._apply(evaluation_id, [gone, stand_in], worker, "替换受访对象")

    def answer(
        self, evaluation_id: UUID, respondent_id: UUID, values: dict[str, Any], *, worker: Worker
    ) -> Changes:
        """Take down what somebody answered, or why not. Raises Refused."""
        person = _respondent(self._editing.dossier(evaluation_id), respondent_id)
        if values.get("answer") is not None:
            values = {"outcome": Outcome.ANSWERED, "way": person.way or Way.PHONE, **values}
        return self._apply(evaluation_id, [Edit(Respondent.kind, person.id, values)], worker, "")

    def _survey(self, evaluation_id: UUID, values: dict[str, Any]) -> Edit:
        return make_edit(evaluation_id, Survey.kind, {"code": _CODE, **values})

    def _apply(self, evaluation_id: UUID, edits: Sequence[Edit], worker: Worker, reason: str) -> Changes:
        return self._editing.apply(evaluation_id, edits, worker=worker, reason=reason)


def _respondent(dossier: Dossier, respondent_id: UUID) -> Respondent:
    found = next((each for each in dossier.respondents if each.id == respondent_id), None)
    if found is None:
        raise Refused("id", "名册里已经没有这个人。")
    return found
