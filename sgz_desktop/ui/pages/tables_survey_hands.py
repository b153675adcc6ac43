"""What a person does on the survey's page: draws, replaces, takes down, clears, adds; each a step of undo."""

from typing import Any
from uuid import UUID

from sgz_desktop.domain.survey import Respondent
from sgz_desktop.services.drawing_lots import next_seed
from sgz_desktop.ui.pages.day_form import Clock
from sgz_desktop.ui.pages.tables_survey_people import read_people
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.texts import tr

_KIND = Respondent.kind


class SurveyHands:
    """Writes through the services; `clock` tells local time."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session, self._clock = session, clock

    def next_seed(self) -> str:
        """The day and a counter that no draw has used yet."""
        used = self._session.program.surveying.seeds(self._session.open_id)
        return next_seed(self._clock().date(), used)

    def draw(self, seed: str, count: int | None) -> Outcome:
        """Draw the sample."""
        surveying, day = self._session.program.surveying, self._clock().date()
        return self._session.write(
            tr("抽取样本"),
            lambda each, who: surveying.draw(each, seed=seed, count=count, day=day, worker=who),
            quiet=True,
        )

    def draw_more(self) -> Outcome:
        """Draw as many more as the rule wants."""
        surveying = self._session.program.surveying
        return self._session.write(
            tr("补抽样本"), lambda each, who: surveying.draw_more(each, worker=who), quiet=True
        )

    def undraw(self) -> Outcome:
        """Let nobody be drawn, so that a sample can be drawn anew."""
        surveying = self._session.program.surveying
        return self._session.write(
            tr("取消抽取"), lambda each, who: surveying.undraw(each, worker=who), quiet=True
        )

    def replace(self, known: UUID, reason: str) -> Outcome:
        """Ask somebody else in a person's place."""
        surveying = self._session.program.surveying
        return self._session.write(
            tr("替换受访对象"),
            lambda each, who: surveying.replace(each, known, reason=reason, worker=who),
            quiet=True,
        )

    def keep(self, known: UUID, values: dict[str, Any], title: str, *, is_typed: bool) -> str:
        """Write what somebody answered, or why not; what is typed merges into one step of undo."""
        surveying = self._session.program.surveying
        if values.get("outcome") is not None:
            values = {**values, "asked_on": self._clock().date(), "person_id": self._session.judge_id}
        key = f"{_KIND} {known} {' '.join(values)}"
        return self._session.write(
            tr("满意度调查：{title}").format(title=title),
            lambda each, who: surveying.answer(each, known, values, worker=who),
            merge=key if is_typed else "",
            quiet=is_typed,
            about="" if is_typed else key,
        ).sentence

    def drop(self, person: Respondent) -> Outcome:
        """Let somebody be asked anew; who was neither drawn nor asked leaves the roster."""
        program, known = self._session.program, person.id
        if person.drawn is not None or person.outcome is not None or person.answer is not None:
            return self._session.write(
                tr("满意度调查：清除结果"),
                lambda each, who: program.surveying.clear(each, known, worker=who),
                quiet=True,
                about=f"{_KIND} {known} outcome",
            )
        return self._session.write(
            tr("从名册删除"),
            lambda each, who: program.preparing.remove(each, _KIND, known, who),
            quiet=True,
            about=f"remove {known}",
        )

    def add(self, text: str) -> str:
        """Put people on the roster, as typed or pasted; the sentence that refuses them, or ""."""
        several, preparing = read_people(text), self._session.program.preparing
        if not several:
            return tr("请写上姓名，例如：陈小明 13800001234 长者。")
        return self._session.write(
            tr("名册添加 {count} 人").format(count=len(several)),
            lambda each, who: preparing.add_several(each, _KIND, several, who),
            quiet=True,
        ).sentence
