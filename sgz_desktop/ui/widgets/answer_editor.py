"""What every way of answering an item shares."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.mark import Answer
from sgz_desktop.domain.rubric import Item

Save = Callable[[Answer | None], str]
BEGINS_FIGURE = "0123456789.．。０１２３４５６７８９"
_DIGITS = "0123456789"


class AnswerEditor(QWidget):
    """Shows an answer and takes a new one.

    A typed one goes to `save`, which returns the sentence that refuses it, or ""; its text stays where it is.

    Signals: given, with an answer that was chosen; refused, when `is_refused` may be another.
    """

    given = Signal(object)
    refused = Signal()
    is_a_line = False
    """Whether it is no higher than a field, so that other answers can stand beside it."""

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__()
        self.item = item
        self.save = save
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    def how(self) -> str:
        """How this rule is answered, in a few words with its keys."""
        raise NotImplementedError

    @property
    def is_refused(self) -> bool:
        """Whether it says why what is typed is not kept."""
        return False

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is stored; None, 不适用 and 待议 leave the editor empty."""
        raise NotImplementedError

    def offer(self, value: Decimal | None, told: str) -> None:
        """Offer a ratio that is known from elsewhere, and say from what; None offers nothing."""

    def drop(self) -> None:
        """Forget what is typed and not saved: another answer counts now."""

    def take_key(self, text: str, key: Qt.Key) -> bool:
        """Act on a single key pressed outside any text field; False when it means nothing here."""
        return False

    def number(self, text: str) -> int | None:
        """The digit a key typed, if it is one."""
        return _DIGITS.index(text) if len(text) == 1 and text in _DIGITS else None
