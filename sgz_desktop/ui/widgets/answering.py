"""The answer to one item: its editor, in which an answer that could not be saved stays and is tried again."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.mark import Answer
from sgz_desktop.domain.rubric import Item
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.answers import AnswerEditor, editor_for
from sgz_desktop.ui.widgets.self_saving import SelfSaving


class Answering(SelfSaving):
    """Shows and takes the answer to one item; `save` writes one and says what became of it.

    The latest answer counts, given or typed: what was not saved of an earlier one is dropped for it.

    Signals: settled, when an answer is saved or turns out not to be.
    """

    settled = Signal()

    def __init__(self, save: Callable[[Answer | None], Outcome]) -> None:
        super().__init__("answer")
        self._save = save
        self._editor: AnswerEditor | None = None
        self._stored: Answer | None = None
        self._given: Answer | None = None
        self._waits = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.error)

    @property
    def is_unsaved(self) -> bool:
        """Whether the answer shown could not be saved: one that was given, or one that is typed."""
        return self._waits or (self._editor is not None and self._editor.is_refused)

    @property
    def answer(self) -> Answer | None:
        """The answer shown: the one that waits to be saved, else the stored one."""
        return self._given if self._waits else self._stored

    @property
    def is_a_line(self) -> bool:
        """Whether it is no higher than a field."""
        return self._editor is not None and self._editor.is_a_line

    def show_item(self, item: Item) -> str:
        """Begin with another item; returns how it is answered, in a few words."""
        self._forget()
        if self._editor is not None:
            self._column.removeWidget(self._editor)
            self._editor.hide()
            for each in (self._editor, *self._editor.findChildren(QWidget)):
                each.setObjectName("")  # nobody shall find it between now and its end
            self._editor.deleteLater()
        self._editor = editor_for(item, self._type)
        self._editor.given.connect(self.give)
        self._editor.refused.connect(self.settled)
        self._column.insertWidget(0, self._editor)
        return self._editor.how()

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is stored, unless another answer waits to be saved."""
        self._stored = answer
        if self._editor is not None and not self._waits:
            self._editor.show_answer(answer)

    def offer(self, value: Decimal | None, told: str) -> None:
        """Offer a ratio that is known from elsewhere; None offers nothing."""
        if self._editor is not None:
            self._editor.offer(value, told)

    def give(self, answer: Answer | None) -> None:
        """Save an answer that was chosen, or (None) clear the one there is."""
        if self._editor is None:
            return
        self._forget()
        self._editor.drop()
        outcome = self._save(answer)
        self._given, self._waits = answer, outcome.may_come
        self.explain(outcome.sentence)
        if self._waits:
            self._wait()
        self._editor.show_answer(self.answer)
        self.settled.emit()

    def take_key(self, text: str, key: Qt.Key) -> bool:
        """Hand a single key to the editor; False when it means nothing there."""
        return self._editor is not None and self._editor.take_key(text, key)

    def flush(self) -> bool:
        if self._waits:
            self.give(self._given)
        return not self._waits

    def retry(self) -> None:
        self.flush()

    def _type(self, answer: Answer | None) -> str:
        self._forget()
        sentence = self._save(answer).sentence
        self.settled.emit()
        return sentence

    def _forget(self) -> None:
        self._waits = False
        self._again.stop()
        self.explain("")
