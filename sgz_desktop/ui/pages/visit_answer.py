"""One mark to give: how the item is answered, the answer with its keys, a note to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sgz_desktop.domain.mark import Answer, Faults, NotApplicable, Pending, Ratio
from sgz_desktop.domain.result import LineState
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.answering import Answering
from sgz_desktop.ui.widgets.auto_fields import auto_line
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Chip, Elided, label, restyle, row
from sgz_desktop.ui.widgets.tab_order import put_in_place
from sgz_desktop.ui.wording import state_name

if TYPE_CHECKING:
    from sgz_desktop.services.walking import Stop

_STATE_CHIP = {
    LineState.ANSWERED: "good",
    LineState.NOT_APPLICABLE: "plain",
    LineState.PENDING: "warn",
    LineState.OPEN: "plain",
}
_BESIDE = 560
"""From this width on (at the standard text size) 不适用 and 待议 stand beside a field."""
_BELOW_EDGE = 6
"""They are so much lower than the field whose middle they meet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One stop to answer: whose, whether it is named by its review group, current, and not to be changed."""

    stop: "Stop"
    whose: tuple[UUID, UUID | None]
    detail: str = ""
    is_named: bool = False
    is_current: bool = True
    is_locked: bool = False

    @property
    def identity(self) -> object:
        """What tells this answer from all others."""
        return self.stop.key, self.whose


class AnswerRow(QFrame):
    """Shows and takes one mark; `save` writes an answer, `save_note` a note and returns what refuses it."""

    def __init__(
        self, save: "Callable[[Stop, Answer | None], Outcome]", save_note: "Callable[[Stop, str], str]"
    ) -> None:
        super().__init__()
        self._save, self._save_note = save, save_note
        self._asked: Asked | None = None
        self._group = label("", "head", name="answerGroup")
        self._here = Chip(self.tr("当前"), "accent")
        self._places = Elided("", "second")
        self._how = label("", "quiet", wrap=True, name="stopHow")
        self._state = Chip("", name="stopState")
        self._working = label("", "second", wrap=True, name="stopWorking")
        self.answering = Answering(self._keep)
        self.answering.settled.connect(self._show_state)
        self.not_applicable = KeyButton(self.tr("不适用"), "N", name="answerNotApplicable")
        self.pending = KeyButton(self.tr("待议"), "F", name="answerPending")
        self.clear = KeyButton(self.tr("清除"), "C", name="answerClear")
        self.not_applicable.clicked.connect(lambda: self.give(NotApplicable()))
        self.pending.clicked.connect(lambda: self.give(Pending()))
        self.clear.clicked.connect(lambda: self.give(None))
        self.note = auto_line(
            self._keep_note,
            name="answerNote",
            title=self.tr("备注"),
            placeholder=self.tr("备注（可不写，只给评估组看）"),
        )
        self._only_noted = label(
            self.tr("有备注、没有评分，这一项记为待议，提交前要有评分。"),
            "hint",
            wrap=True,
            name="answerOnlyNoted",
        )
        self.note.field.typed.connect(self._show_only_noted)
        self._lay_out()

    def show_record(self, record: tuple[int, Asked]) -> None:
        """Show a stop as it is; the number only tells one row from the next."""
        _, asked = record
        is_other = self._asked is None or self._asked.identity != asked.identity
        stop = asked.stop
        self._asked = asked
        if is_other:
            self._how.setText(self.answering.show_item(stop.item))
            put_in_place(self.answering)
        self.answering.offer(stop.ratio.value if stop.ratio else None, stop.ratio.told if stop.ratio else "")
        self.answering.show_answer(stop.mark.answer if stop.mark else None)
        self.note.show_text(stop.mark.note if stop.mark else "", other=is_other)
        self.answering.setEnabled(not asked.is_locked)
        self.note.field.setReadOnly(asked.is_locked)
        self._show_place(asked)
        self._show_state()
        self._show_only_noted()
        self._turn()

    @property
    def stop(self) -> "Stop | None":
        """The stop that is shown."""
        return self._asked.stop if self._asked else None

    def take_key(self, text: str, key: Qt.Key) -> bool:
        """Hand a single key to the answer; nothing happens where it is not to be changed."""
        if self._asked is not None and self._asked.is_locked:
            return False
        return self.answering.take_key(text, key)

    def give(self, answer: Answer | None) -> None:
        """Answer, or (None) clear the answer; nothing happens where it is not to be changed."""
        if self._asked is not None and not self._asked.is_locked:
            self.answering.give(answer)

    def _keep(self, answer: Answer | None) -> Outcome:
        return Outcome() if self._asked is None else self._save(self._asked.stop, answer)

    def _keep_note(self, text: str) -> str:
        return "" if self._asked is None else self._save_note(self._asked.stop, text)

    def _show_place(self, asked: Asked) -> None:
        wanted = ("plain" if asked.is_current else "quiet") if asked.is_named else ""
        for each in (self._group, self._places):
            each.setVisible(asked.is_named)
        self._here.setVisible(asked.is_named and asked.is_current)
        self._group.setText(asked.stop.group_name)
        self._places.say(asked.detail)
        margin = 12 if asked.is_named else 0
        self._column.setContentsMargins(
            margin, margin - 2 if margin else 0, margin, margin - 2 if margin else 0
        )
        if self.property("card") != wanted:
            self.setProperty("card", wanted)
            restyle(self)

    def _show_state(self) -> None:
        asked, answering = self._asked, self.answering
        if asked is None:
            return
        stop = asked.stop
        if answering.is_unsaved:
            self._state.say(self.tr("没有保存"), "bad")
        else:
            self._state.say(state_name(stop.state), _STATE_CHIP[stop.state])
        is_answered = stop.state is LineState.ANSWERED and not answering.is_unsaved
        # What the editor shows itself needs no words; a tier and a deduction do.
        is_telling = is_answered and isinstance(answering.answer, Ratio | Faults)
        self._working.setText(stop.working if is_telling else "")
        self._working.setVisible(is_telling)
        for button, kind in ((self.not_applicable, NotApplicable), (self.pending, Pending)):
            button.show_chosen(is_chosen=isinstance(answering.answer, kind))
            button.setEnabled(not asked.is_locked)
        has_answer = stop.mark is not None or answering.is_unsaved
        self.clear.setEnabled(has_answer and not asked.is_locked)

    def _show_only_noted(self) -> None:
        """A note hangs on an answer: say plainly which one it becomes where there is none."""
        answer = self.answering.answer
        is_bare = answer is None or isinstance(answer, Pending)
        self._only_noted.setVisible(is_bare and bool(self.note.text.strip()))

    def _lay_out(self) -> None:
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(8)
        for each in (self.not_applicable, self.pending, self.clear):
            acts.addWidget(each)
        acts.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(8)
        self._both.addWidget(self.answering, 1)
        self._both.addWidget(self._acts)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addLayout(row(self._group, self._here, self._places, None))
        head = row(label(self.tr("评分"), "strong"), self._how, self._state)
        head.setStretch(1, 1)
        self._column.addLayout(head)
        self._column.addLayout(self._both)
        self._column.addWidget(self._working)
        self._column.addLayout(row(label(self.tr("备注"), "quiet"), self.note))
        self._column.addWidget(self._only_noted)
        self._column.addStretch(1)

    def _turn(self) -> None:
        """Let the three other answers stand beside a field, as there is room, else beneath it."""
        is_beside = self.answering.is_a_line and self.width() >= text_px(self, _BESIDE)
        ways = QBoxLayout.Direction
        wanted = ways.LeftToRight if is_beside else ways.TopToBottom
        if self._both.direction() is not wanted:
            self._both.setDirection(wanted)
            self._both.setStretch(1, 0)
            # What a field says beneath itself must not push them down.
            top = Qt.AlignmentFlag.AlignTop
            self._both.setAlignment(self._acts, top if is_beside else Qt.AlignmentFlag(0))
            self._acts.setContentsMargins(0, text_px(self, _BELOW_EDGE) if is_beside else 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()
