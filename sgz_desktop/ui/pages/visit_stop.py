"""One stop of the walk: what to look at, the answer, a note, and what was seen."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.mark import Answer, NotApplicable, Pending
from sgz_desktop.domain.result import LineState
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.answering import Answering
from sgz_desktop.ui.widgets.auto_fields import auto_line
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.observations import ObservationsPanel
from sgz_desktop.ui.widgets.plain import Card, Chip, Elided, label, row
from sgz_desktop.ui.wording import list_text, methods_text, state_name

if TYPE_CHECKING:
    from sgz_desktop.services.visiting import Stop

_STATE_CHIP = {
    LineState.ANSWERED: "good",
    LineState.NOT_APPLICABLE: "plain",
    LineState.PENDING: "warn",
    LineState.OPEN: "plain",
}


class StopPanel(QWidget):
    """Shows one stop; `save` writes an answer, `save_note` a note and returns what refuses it."""

    def __init__(
        self, session: Session, *, save: Callable[[Answer | None], Outcome], save_note: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._session = session
        self._stop: Stop | None = None
        self._whose: tuple[UUID, UUID | None] | None = None
        self._make_texts()
        self._answering = Answering(save)
        self._answering.settled.connect(self._show_state)
        self.not_applicable = KeyButton(self.tr("不适用"), "N", name="answerNotApplicable")
        self.pending = KeyButton(self.tr("待议"), "F", name="answerPending")
        self.clear = KeyButton(self.tr("清除"), "C", name="answerClear")
        self.note = auto_line(
            save_note,
            name="answerNote",
            title=self.tr("备注"),
            placeholder=self.tr("备注（可不写，只给评估组看）"),
        )
        self.observations = ObservationsPanel(session, self._place)
        self.previous = KeyButton(self.tr("上一项"), "↑", name="stopPrevious")
        self.next = KeyButton(self.tr("下一未答项"), "Enter", name="stopNext", primary=True)
        self._others = label("", "second", name="stopOthers")
        self._said = label("", "quiet", name="stopSaid")
        self._lay_out()

    def show_stop(self, stop: "Stop", others: "Sequence[Stop]", *, has_previous: bool) -> None:
        """Show this stop and the same item's points in the expert's other review groups."""
        whose = self._session.open_id, self._session.judge_id
        is_other = self._stop is None or self._stop.key != stop.key or self._whose != whose
        self._stop, self._whose = stop, whose
        if is_other:
            self._show_item(stop)
        self._answering.show_answer(stop.mark.answer if stop.mark else None)
        self.note.show_text(stop.mark.note if stop.mark else "", other=is_other)
        self._show_state()
        self.observations.show_place(
            stop.key, lambda each: each.item == stop.item.code and each.group_id == stop.group_id
        )
        self.previous.setEnabled(has_previous)
        texts = [f"{each.group_name} {figure_text(each.points)}" for each in others]
        self._others.setText(self.tr("同项其他片区：{texts}").format(texts="　".join(texts)) if texts else "")
        if is_other:
            self._said.setText("")

    def take_key(self, text: str, key: Qt.Key) -> bool:
        """Hand a single key to the answer."""
        return self._answering.take_key(text, key)

    def give(self, answer: Answer | None) -> None:
        """Answer, or (None) clear the answer."""
        self._answering.give(answer)

    def tell(self, sentence: str) -> None:
        """Say something beside the buttons, until the next stop."""
        self._said.setText(sentence)

    def _show_item(self, stop: "Stop") -> None:
        item = stop.item
        self._where.setText(
            " · ".join(filter(None, (stop.component_name, stop.group_name, methods_text(item))))
        )
        suggested = self._session.rubric.item_points_are_suggestions
        self._suggested.setVisible(suggested)
        self._title.setText(f"{item.code}　{item.subject}")
        self._wording.setText(item.wording)
        self._look.setText("\n".join(item.look_for))
        self._papers.setText(self.tr("要看的资料：{papers}").format(papers=list_text(item.papers)))
        self._papers.setVisible(bool(item.papers))
        self._how.setText(self._answering.show_item(item))

    def _show_state(self) -> None:
        stop, answering = self._stop, self._answering
        if stop is None:
            return
        if answering.is_unsaved:
            self._state.say(self.tr("没有保存"), "bad")
        else:
            self._state.say(state_name(stop.state), _STATE_CHIP[stop.state])
        is_answered = stop.state is LineState.ANSWERED and not answering.is_unsaved
        self._working.say(stop.working if is_answered else "")
        for button, kind in ((self.not_applicable, NotApplicable), (self.pending, Pending)):
            button.show_chosen(is_chosen=isinstance(answering.answer, kind))
        self.clear.setEnabled(stop.mark is not None or answering.is_unsaved)

    def _place(self) -> dict[str, Any]:
        stop = self._stop
        if stop is None:
            return {}
        return {
            "subject": stop.item.component,
            "item": stop.item.code,
            "group_id": stop.group_id,
            "person_id": self._session.judge_id,
        }

    def _make_texts(self) -> None:
        self._where = label("", "second", name="stopWhere")
        self._suggested = Chip(self.tr("建议分值"), "plain", name="suggestedPoints")
        self._suggested.setToolTip(self.tr("分项以下的分值是本程序的建议，不是官方指标。"))
        self._title = label("", "title", wrap=True, name="stopTitle")
        self._wording = label("", "quiet", wrap=True, name="stopWording")
        self._look = label("", wrap=True, name="stopLook")
        self._papers = label("", "second", wrap=True, name="stopPapers")
        self._how = label("", "quiet", name="stopHow")
        self._state = Chip("", name="stopState")
        self._working = Elided("", "second", name="stopWorking")

    def _lay_out(self) -> None:
        look = Card("quiet", spacing=6)
        look.body.addWidget(label(self.tr("看什么"), "quiet"))
        look.body.addWidget(self._look)
        look.body.addWidget(self._papers)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 14, 26, 14)
        column.setSpacing(8)
        column.addLayout(row(self._where, self._suggested, None))
        column.addWidget(self._title)
        column.addWidget(self._wording)
        column.addWidget(look)
        column.addSpacing(2)
        column.addLayout(row(label(self.tr("评分"), "strong"), self._how, self._state, self._working, None))
        column.addWidget(self._answering)
        column.addLayout(
            row(self.not_applicable, self.pending, self.clear, 6, label(self.tr("备注"), "quiet"), self.note)
        )
        column.addSpacing(2)
        column.addWidget(label(self.tr("观察"), "strong"))
        column.addWidget(self.observations)
        column.addSpacing(4)
        column.addLayout(row(self.previous, self.next, self._said, None, self._others))
        column.addStretch(1)
