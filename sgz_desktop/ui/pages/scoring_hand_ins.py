"""提交: how far each expert is, who has handed in and when, and the way back."""

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sgz_desktop.domain.people import Role
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import moment_text
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import Flow
from sgz_desktop.ui.widgets.plain import Card, Chip, label, row

if TYPE_CHECKING:
    from sgz_desktop.services.deliberating import Event, Standing

_TOLD = 12


class _Row(NamedTuple):
    standing: "Standing"
    last: "Event | None"
    may_act: bool


class HandInCard(QFrame):
    """One expert: how much is answered, handed in or not, and the button that changes it."""

    def __init__(self, session: Session, person_id: UUID) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setObjectName(f"hand_in_{person_id}")
        self._session, self._person_id = session, person_id
        self._is_handed_in = False
        self._name = label("", "strong")
        self._chip = Chip("", name=f"hand_in_{person_id}_state")
        self._count = label("", "second", name=f"hand_in_{person_id}_count")
        self._button = KeyButton("", name=f"hand_in_{person_id}_turn")
        self._button.setProperty("small", True)
        self._button.clicked.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 5, 6, 5)
        column.setSpacing(0)
        column.addLayout(row(self._name, self._chip, None, self._button))
        column.addWidget(self._count)

    def show_record(self, record: _Row) -> None:
        """Show how this expert stands."""
        standing, last, may_act = record
        self._is_handed_in = standing.is_handed_in
        self._name.setText(standing.name)
        if standing.is_handed_in:
            self._chip.say(self.tr("✓ 已提交"), "good")
        else:
            self._chip.say(self.tr("未提交"), "warn")
        count = self.tr("已答 {done}/{all}").format(done=standing.answered, all=standing.asked)
        at = moment_text(last.at) if last is not None and last.holds else ""
        self._count.setText(f"{count} · {at[5:]}" if at else count)
        self._count.setToolTip(self.tr("{at} 提交").format(at=at) if at else "")
        verb = self.tr("撤回") if standing.is_handed_in else self.tr("提交")
        self._button.setText(verb)
        self._button.setAccessibleName(self.tr("{verb}{name}的评分").format(verb=verb, name=standing.name))
        self._button.setEnabled(may_act)
        why = "" if may_act else self.tr("由本人、组长或工作人员提交和撤回；左下角可以换人操作。")
        self._button.setToolTip(why)
        self._button.updateGeometry()

    def _turn(self) -> None:
        deliberating, person_id = self._session.program.deliberating, self._person_id
        verb = deliberating.take_back if self._is_handed_in else deliberating.hand_in
        self._session.write(
            self.tr("撤回评分") if self._is_handed_in else self.tr("提交评分"),
            lambda each, who: verb(each, person_id, who),
            about=f"hand in {person_id}",
        )


class HandIns(QWidget):
    """All experts side by side, and beneath them what happened when, on request.

    `count` and `story_button` are laid out by whoever shows them.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("handIns")
        self._session = session
        self._flow = Flow(
            lambda each: HandInCard(session, each.standing.person_id), lambda each: each.standing.person_id
        )
        self.count = label("", "strong", name="handInCount")
        self.story_button = KeyButton(self.tr("提交记录"), name="handInStory")
        self.story_button.setProperty("small", True)
        self.story_button.setProperty("flat", True)
        self.story_button.setCheckable(True)
        self._card = Card("quiet", margin=10)
        self._story = label("", "second", wrap=True, name="handInEvents")
        self._card.body.addWidget(self._story)
        self._card.hide()
        self.story_button.toggled.connect(self._card.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._flow)
        column.addWidget(self._card)

    def refresh(self) -> None:
        """Show how everybody stands."""
        session = self._session
        deliberating = session.program.deliberating
        standings = deliberating.standings(session.open_id)
        events = deliberating.hand_in_events(session.open_id)
        last = {each.entity_id: each for each in events}
        of = {each.person_id: last.get(each.id) for each in session.dossier.hand_ins}
        self._flow.show_records(
            [_Row(each, of.get(each.person_id), self._may_act(each.person_id)) for each in standings]
        )
        done = sum(each.is_handed_in for each in standings)
        said = self.tr("提交 {done}/{all}").format(done=done, all=len(standings))
        self.count.setText(said if standings else self.tr("还没有安排专家评分"))
        told = [self._told(each) for each in reversed(events[-_TOLD:])]
        self._story.setText("\n".join(told) or self.tr("还没有人提交过。"))

    def _may_act(self, person_id: UUID) -> bool:
        worker, people = self._session.worker, self._session.dossier.person_by_id
        if self._session.judge_id == person_id:
            return True
        person = people.get(worker.author_id) if worker.author_id and worker.for_id is None else None
        return person is not None and (person.leads or person.role is Role.STAFF)

    def _told(self, event: "Event") -> str:
        verb = self.tr("提交") if event.holds else self.tr("撤回")
        who = event.author or self.tr("未署名")
        behalf = self.tr("（代{name}）").format(name=event.on_behalf) if event.on_behalf else ""
        text = self.tr("{at}　{name}的评分 {verb}　操作：{who}{behalf}")
        return text.format(at=moment_text(event.at), name=event.about, verb=verb, who=who, behalf=behalf)
