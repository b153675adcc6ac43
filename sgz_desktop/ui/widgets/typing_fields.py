"""Text fields that never lose what an input method is composing, and mark fields that keep it out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

# For the type checker a field's common part is a widget; for Qt it comes in beside one.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

_FRAME = 24


class Composition:
    """What the input method shows in one field but has not handed over."""

    def __init__(self, field: QWidget) -> None:
        self._field = field
        self._shown = ""
        self._taken = ""
        self._is_taking = False

    @property
    def is_open(self) -> bool:
        """Whether something is being composed."""
        return bool(self._shown)

    def repeats(self, event: QInputMethodEvent) -> bool:
        """Whether an event brings once more what was taken in already: a platform's late commit."""
        taken, self._taken = self._taken, ""
        return bool(taken) and not event.preeditString() and event.commitString() == taken

    def see(self, event: QInputMethodEvent) -> None:
        """Remember what the field shows after this event."""
        self._shown = event.preeditString()

    def begin(self) -> None:
        """The field was entered anew: whatever comes now is meant."""
        self._taken = ""

    def take_in(self) -> None:
        """Make text of what is composed, exactly once: the platform's way first, else what is displayed."""
        if not self._shown or self._is_taking:
            return  # a cell's delegate asks at every event, the one that is sent here too
        self._is_taking = True
        try:
            self._take()
        finally:
            self._is_taking = False

    def _take(self) -> None:
        if self._field.hasFocus():
            QGuiApplication.inputMethod().commit()
        left = self._shown
        if not left:
            return
        event = QInputMethodEvent()
        event.setCommitString(left)
        QCoreApplication.sendEvent(self._field, event)
        if self._field.hasFocus():
            QGuiApplication.inputMethod().reset()
        self._shown, self._taken = "", left


def _leaves_undo(event: QEvent, *, is_settled: bool) -> bool:
    """Whether a key is undo or redo and the field has nothing unsaved of its own to take back."""
    if not is_settled or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)


class _Typing(_Widget):
    """What every text field has.

    Signals: typed, when its committed text changes by hand; left, when it loses the focus; undo_passed, when
    undo or redo is left to the program.
    """

    typed = Signal()
    left = Signal()
    undo_passed = Signal()
    composition: Composition
    is_settled: bool

    def _begin(self, name: str, title: str) -> None:
        self.composition = Composition(self)
        self.is_settled = False
        self.setObjectName(name)
        self.setAccessibleName(title)

    def event(self, event: QEvent) -> bool:
        if _leaves_undo(event, is_settled=self.is_settled):
            # The program's own undo is meant: the field has saved what was typed.
            self.undo_passed.emit()
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.composition.repeats(event):
            event.accept()
            return
        self.composition.see(event)
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.composition.begin()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composition.take_in()
        super().focusOutEvent(event)
        self.left.emit()


class Line(_Typing, QLineEdit):
    """A line of text."""

    def __init__(self, *, name: str = "", title: str = "", placeholder: str = "") -> None:
        super().__init__()
        self._begin(name, title)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(self.typed)

    def plain_text(self) -> str:
        """The committed text."""
        return self.text()

    def put(self, text: str) -> None:
        """Show another text, without a signal."""
        blocked = self.blockSignals(True)
        self.setText(text)
        self.setCursorPosition(0 if not self.hasFocus() else len(text))
        self.blockSignals(blocked)


class Text(_Typing, QPlainTextEdit):
    """Several lines of text, as high as what is written between two limits; Tab leaves it, Enter never.

    With `most` a paste that would make the text longer is refused, before the window has to lay it out.
    Signals: overfull, with the length that the text would have had.
    """

    overfull = Signal(int)

    def __init__(
        self, *, name: str = "", title: str = "", placeholder: str = "", lines: tuple[int, int] = (2, 8)
    ) -> None:
        super().__init__()
        self._begin(name, title)
        self._lines = lines
        self._seen = ""
        self.most: int | None = None
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.textChanged.connect(self._note)
        self._fit()

    def plain_text(self) -> str:
        """The committed text."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Show another text, without a signal."""
        self._seen = text
        self.setPlainText(text)

    def _note(self) -> None:
        # A composition changes the layout and is reported as a change, though no text came in.
        if self.toPlainText() != self._seen:
            self._seen = self.toPlainText()
            self.typed.emit()

    def _fit(self) -> None:
        least, most = self._lines
        needed = self._line_count(most + 1)
        height = max(least, min(most, needed)) * self.fontMetrics().lineSpacing() + _FRAME
        is_cut = needed > most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_cut else policy.ScrollBarAlwaysOff)
        if height != self.height():
            self.setFixedHeight(height)

    def _line_count(self, enough: int) -> int:
        """How many lines the text has as wide as the field is; of more than `enough` only that many.

        The document itself counts only the lines that are laid out.
        """
        lines, block = 0, self.document().begin()
        while block.isValid() and lines < enough:
            self.blockBoundingRect(block)  # lays it out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines

    def insertFromMimeData(self, source: QMimeData) -> None:
        replaced = len(self.textCursor().selectedText())
        length = len(self.toPlainText()) - replaced + len(source.text())
        if self.most is not None and length > self.most:
            self.overfull.emit(length)
        else:
            super().insertFromMimeData(source)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()  # lines break elsewhere now, and the layout tells that only of new text


class MarkField(Line):
    """A field for a figure: the input method is off, the figure stands right.

    What one composes nevertheless is no figure yet and is not shown; what it hands over is.
    """

    def __init__(self, *, name: str = "", title: str = "", placeholder: str = "", width: int = 90) -> None:
        super().__init__(name=name, title=title, placeholder=placeholder)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setProperty("figure", True)
        self.setFixedWidth(width)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(without_preedit(event))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)


Field = Line | Text


def without_preedit(event: QInputMethodEvent) -> QInputMethodEvent:
    """The event with only what the input method hands over."""
    found = QInputMethodEvent()
    found.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
    return found


def text_has_focus() -> bool:
    """Whether a text field has the focus, so that single keys are text and no commands."""
    focused = QApplication.focusWidget()
    if focused is None:
        return False
    return (
        focused.inherits("QLineEdit") or focused.inherits("QPlainTextEdit") or focused.inherits("QTextEdit")
    )
