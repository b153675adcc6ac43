"""满意度调查: the sample drawn by seed, replacements with a reason, answers, names masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import id_of
from sgz_desktop.domain.survey import Outcome, Respondent, Survey, Way
from sgz_desktop.errors import Refused
from sgz_desktop.models.asked import read_asked, read_seeds
from sgz_desktop.models.store import Store
from sgz_desktop.scoring.derived import derived_figures
from sgz_desktop.scoring.satisfaction import sample_needed
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.drawing_lots import places, spelled
from sgz_desktop.services.editing import Editing, make_edit

_CODE = "satisfaction"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the survey is: wanted, drawn, answered, still to ask, and the running mean in per cent.

    `needed` is how many the rule wants of the roster as it is now.
    """

    people: int
    needed: int
    wanted: int
    drawn: int
    answered: int
    replaced: int
    waiting: int
    mean: Decimal | None

    @property
    def missing(self) -> int:
        """How many more can be drawn, and are wanted by the rule."""
        return max(0, min(self.needed - self.wanted, self.people - self.drawn)) if self.drawn else 0


def sample(dossier: Dossier) -> tuple[Respondent, ...]:
    """Who was drawn, in the order of the draw, each followed by those asked in their place."""
    drawn = sorted((each for each in dossier.respondents if each.drawn), key=lambda each: each.drawn or 0)
    return tuple(drawn)


def to_ask(dossier: Dossier) -> tuple[Respondent, ...]:
    """Who was drawn, has no result and was not replaced; a stand-in only where still wanted."""
    replaced, spared = {each.stands_in_for for each in dossier.respondents}, spared_ids(dossier)
    return tuple(
        each
        for each in sample(dossier)
        if each.outcome is None and each.id not in replaced and each.id not in spared
    )


def spared_ids(dossier: Dossier) -> frozenset[UUID]:
    """Who stands in for somebody who answered after all, and need not be asked any more."""
    people = {each.id: each for each in dossier.respondents}
    return frozenset(
        each.id for each in dossier.respondents if each.outcome is None and _is_spared(each, people)
    )


def _is_spared(person: Respondent, people: Mapping[UUID, Respondent]) -> bool:
    seen = {person.id}
    now = people.get(person.stands_in_for) if person.stands_in_for else None
    # Two laptops may have made a ring of stand-ins between them.
    while now is not None and now.id not in seen:
        if now.outcome is Outcome.ANSWERED:
            return True
        seen.add(now.id)
        now = people.get(now.stands_in_for) if now.stands_in_for else None
    return False


def progress(dossier: Dossier) -> Progress:
    """The state of the survey; the running mean is the table's own figure."""
    survey = survey_of(dossier)
    people = len(dossier.respondents)
    wanted = survey.wanted if survey and survey.wanted is not None else sample_needed(people)
    figures = derived_figures(dossier)
    answered = [each for each in dossier.respondents if each.outcome is Outcome.ANSWERED]
    mean = figures["satisfaction.mean"].value if "satisfaction.mean" in figures else None
    replaced = sum(each.stands_in_for is not None for each in dossier.respondents)
    return Progress(
        people,
        sample_needed(people),
        wanted,
        len(sample(dossier)),
        len(answered),
        replaced,
        len(to_ask(dossier)),
        mean,
    )


def survey_of(dossier: Dossier) -> Survey | None:
    """How the sample of this evaluation was drawn."""
    return next((each for each in dossier.surveys if each.code == _CODE), None)


class Surveying:
    """Draws, replaces, and takes answers down; each verb is one batch."""

    def __init__(self, editing: Editing, store: Store) -> None:
        self._editing, self._store = editing, store

    def seeds(self, evaluation_id: UUID) -> tuple[str, ...]:
        """The numbers by which a sample was ever drawn, the last at the end. Raises ReadFailed."""
        return read_seeds(self._store.engine, id_of(evaluation_id, Survey, {"code": _CODE}))

    def draw(
        self, evaluation_id: UUID, *, seed: str, count: int | None = None, day: date, worker: Worker
    ) -> Changes:
        """Draw a sample of the roster; without a count 100, or all where there are fewer (domain: section 2).

        The same seed draws the same people. Raises Refused where somebody was drawn already; and where
        a draw with a result was taken back, for any seed but its own: who knows the answers must not choose.
        """
        dossier = self._editing.dossier(evaluation_id)
        if any(each.drawn for each in dossier.respondents):
            raise Refused("seed", "已经抽取过样本；需要重新抽取时，请先取消原来的抽取。")
        people = dossier.respondents
        if not people:
            raise Refused("seed", "还没有服务对象名册，请先读入或录入名册。")
        seed = spelled(seed)
        last = self.seeds(evaluation_id)[-1:]
        if last not in ((), (seed,)) and self._asked(dossier):
            said = f"已经有人有过结果，只能用原来的抽取号码 {last[0]}：知道了答案，不应另选样本。"
            raise Refused("seed", said)
        wanted = sample_needed(len(people)) if count is None else count
        if not 0 < wanted <= len(people):
            raise Refused("count", f"抽取人数应在 1 至 {len(people)} 之间。")
        picked = places(len(people), wanted, seed)
        edits = [
            Edit(Respondent.kind, people[at - 1].id, {"drawn": order}) for order, at in enumerate(picked, 1)
        ]
        values = {"target_people": len(people), "wanted": wanted, "seed": seed, "drawn_on": day}
        return self._apply(evaluation_id, [self._survey(evaluation_id, values), *edits], worker, "抽取样本")

    def draw_more(self, evaluation_id: UUID, *, worker: Worker) -> Changes:
        """Draw as many more as the rule wants of the roster as it is now, by the same seed. Raises Refused.

        From those left they are drawn by the text `seed+next place in the draw`.
        """
        dossier = self._editing.dossier(evaluation_id)
        told, survey = progress(dossier), survey_of(dossier)
        if survey is None or not told.drawn:
            raise Refused("seed", "还没有抽取过样本。")
        if not told.missing:
            raise Refused("count", "抽取的人数已经够了，不用补抽。")
        left = [each for each in dossier.respondents if each.drawn is None]
        following = max(each.drawn or 0 for each in dossier.respondents) + 1
        picked = places(len(left), told.missing, f"{survey.seed}+{following}")
        edits = [
            Edit(Respondent.kind, left[at - 1].id, {"drawn": order})
            for order, at in enumerate(picked, following)
        ]
        values = {"target_people": told.people, "wanted": told.wanted + told.missing}
        return self._apply(evaluation_id, [Edit(Survey.kind, survey.id, values), *edits], worker, "补抽样本")

    def undraw(self, evaluation_id: UUID, *, worker: Worker) -> Changes:
        """Let nobody be drawn, so that another sample can be. Raises Refused once anybody had a result.

        Who knows the answers must not choose another sample, and clearing an answer does not unlearn it.
        """
        dossier = self._editing.dossier(evaluation_id)
        drawn, survey = sample(dossier), survey_of(dossier)
        known = sum(each.outcome is not None or each.answer is not None for each in drawn)
        if known:
            raise Refused("drawn", f"抽中的人里已有 {known} 人有了结果，不能取消抽取。")
        if past := len(self._asked(dossier)):
            said = f"有 {past} 人有过结果，后来清除了，仍不能取消抽取：知道了答案，不应另选样本。"
            raise Refused("drawn", said)
        edits = [Edit(Respondent.kind, each.id, {"drawn": None, "stands_in_for": None}) for each in drawn]
        if survey is not None:
            forgotten = {"target_people": None, "wanted": None, "seed": "", "drawn_on": None}
            edits.append(Edit(Survey.kind, survey.id, forgotten))
        return self._apply(evaluation_id, edits, worker, "取消抽取")

    def replace(self, evaluation_id: UUID, respondent_id: UUID, *, reason: str, worker: Worker) -> Changes:
        """Ask somebody else in a person's place, drawn by the same seed from who is left. Raises Refused."""
        dossier = self._editing.dossier(evaluation_id)
        person = _respondent(dossier, respondent_id)
        survey = survey_of(dossier)
        if not reason.strip():
            raise Refused("reason", "替换受访对象应写明理由。")
        if person.drawn is None or survey is None:
            raise Refused("stands_in_for", "只能替换抽中的人。")
        if person.outcome is Outcome.ANSWERED:
            raise Refused("stands_in_for", "这个人已经受访，不用换人。")
        if _stand_in(dossier, person) is not None:
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
        """Take down what somebody answered, or why not. Raises Refused for who is not in the sample."""
        dossier = self._editing.dossier(evaluation_id)
        person = _respondent(dossier, respondent_id)
        if values.get("answer") is not None:
            values = {"outcome": Outcome.ANSWERED, "way": person.way or Way.PHONE, **values}
        is_new = person.outcome is None and values.get("outcome") is not None
        if is_new and person.drawn is None and sample(dossier):
            raise Refused("drawn", "这个人没有抽中，不计入样本。")
        return self._apply(evaluation_id, [Edit(Respondent.kind, person.id, values)], worker, "")

    def clear(self, evaluation_id: UUID, respondent_id: UUID, *, worker: Worker) -> Changes:
        """Let somebody be asked anew; a stand-in without a result leaves the sample. Raises Refused."""
        dossier = self._editing.dossier(evaluation_id)
        person = _respondent(dossier, respondent_id)
        stand_in = _stand_in(dossier, person)
        if stand_in is not None:
            raise Refused(
                "stands_in_for",
                f"这个人已经换成第 {stand_in.drawn} 位；先在第 {stand_in.drawn} 位按 Del 收回。",
            )
        if person.outcome is not None or person.answer is not None:
            values: dict[str, Any] = {
                "outcome": None,
                "answer": None,
                "reason": "",
                "way": None,
                "asked_on": None,
            }
        elif person.stands_in_for is not None:
            values = {"drawn": None, "stands_in_for": None}
        else:
            raise Refused("drawn", "抽中的人不能从名册里删除；不能受访的，按 R 换一个人。")
        return self._apply(evaluation_id, [Edit(Respondent.kind, person.id, values)], worker, "")

    def _asked(self, dossier: Dossier) -> frozenset[UUID]:
        return read_asked(self._store.engine, [each.id for each in dossier.respondents])

    def _survey(self, evaluation_id: UUID, values: dict[str, Any]) -> Edit:
        return make_edit(evaluation_id, Survey.kind, {"code": _CODE, **values})

    def _apply(self, evaluation_id: UUID, edits: Sequence[Edit], worker: Worker, reason: str) -> Changes:
        return self._editing.apply(evaluation_id, edits, worker=worker, reason=reason)


def _stand_in(dossier: Dossier, person: Respondent) -> Respondent | None:
    """Who was drawn to be asked instead of somebody."""
    return next((each for each in dossier.respondents if each.stands_in_for == person.id), None)


def _respondent(dossier: Dossier, respondent_id: UUID) -> Respondent:
    found = next((each for each in dossier.respondents if each.id == respondent_id), None)
    if found is None:
        raise Refused("id", "名册里已经没有这个人。")
    return found
