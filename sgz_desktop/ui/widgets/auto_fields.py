"""Fields that save themselves: every half second of typing, on leaving, on page change and on closing."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from sgz_desktop.domain.checks import TEXT_LIMIT
from sgz_desktop.errors import Refused
from sgz_desktop.ui.reading import read_date, read_figure, read_mark, read_text
from sgz_desktop.ui.widgets.plain import restyle
from sgz_desktop.ui.widgets.self_saving import SelfSaving
from sgz_desktop.ui.widgets.typing_fields import Field, Line, MarkField, Text

SAVE_MS = 500


class AutoField(SelfSaving):
    """A text field and the line beneath it that says why its text is not kept.

    `read` makes a value of the text and refuses what is none; `save` keeps the value and returns the
    sentence that says why it could not, or "". Text that could not be kept stays and is tried again.
    Half a second after the first unsaved letter the committed text is saved, while typing goes on too, so
    that a kill takes no more than that; what is being composed is left alone, and `flush` takes it in first.
    With `holds_back` only leaving saves, where half a name must not become a thing of its own.

    Signals: kept, after something was saved; explained, when it says why its text is not kept, or no more.
    """

    kept = Signal()
    explained = Signal()

    def __init__(
        self, field: Field, *, save: Callable[[Any], str], read: Callable[[str], Any] = read_text
    ) -> None:
        super().__init__(field.objectName())
        self.field = field
        self._save, self._read = save, read
        self._stored = field.plain_text()
        self._waiting: str | None = None
        self.holds_back = False
        self._shows_undo = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(field)
        column.addWidget(self.error)
        self.setFocusProxy(field)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_MS)
        self._soon.timeout.connect(self._save_soon)
        field.typed.connect(self._begin_to_wait)
        field.undo_passed.connect(self._expect_undo)
        field.left.connect(self._leave)
        if isinstance(field, Line):
            field.returnPressed.connect(self.flush)
        else:
            field.overfull.connect(self._refuse_paste)
        self._tell_settled()

    @property
    def is_kept(self) -> bool:
        """Whether everything shown is saved and nothing is being composed."""
        return self.field.plain_text() == self._stored and not self.field.composition.is_open

    @property
    def text(self) -> str:
        """The committed text."""
        return self.field.plain_text()

    def show_text(self, text: str, *, other: bool = False) -> None:
        """Show what is stored. What somebody is typing stays; `other` says the field is now another one's."""
        if other:
            self._soon.stop()
            self._again.stop()
            self.explain("")
        elif (self.field.hasFocus() and not self._shows_undo) or not self.is_kept:
            self._waiting = text
            return
        self._waiting = None
        self._stored = text
        self._shows_undo = False
        if self.field.plain_text() != text:
            self.field.put(text)
        self._tell_settled()

    def _tell_settled(self) -> None:
        self.field.is_settled = self.is_kept

    def make_way(self) -> None:
        """Show what is stored next under the cursor too: another program wrote, nothing is typed here."""
        self._shows_undo = True

    def _expect_undo(self) -> None:
        self._shows_undo = True

    def flush(self) -> bool:
        """Take in what is composed and save; False when something is left unsaved."""
        self.field.composition.take_in()
        return self._keep(complain=True)

    def retry(self) -> None:
        self._keep(complain=False)

    def empty(self) -> None:
        """Begin again with nothing, from within `save`."""
        self.field.put("")

    def _begin_to_wait(self) -> None:
        self._shows_undo = False
        self._tell_settled()
        if self.holds_back:
            self._again.stop()  # what is being typed on is half a name again
            return
        # The first letter starts the wait and no later one prolongs it: who never pauses is saved as well.
        if not self._soon.isActive():
            self._soon.start()

    def _save_soon(self) -> None:
        self._keep(complain=False)

    def _leave(self) -> None:
        self._keep(complain=True)
        if self.is_kept and self._waiting is not None:
            self.show_text(self._waiting)

    def _keep(self, *, complain: bool) -> bool:
        self._soon.stop()
        text = self.field.plain_text()
        if text == self._stored:
            self._again.stop()
            self.explain("")
            return True
        try:
            value = self._read(text)
        except Refused as refused:
            if complain or self.error.text():  # another reason may stand there by now
                self.explain(str(refused))
            return False
        self._waiting = None
        sentence = self._save(value)
        self.explain(sentence)
        if sentence:
            self._wait()
            return False
        self._again.stop()
        self._stored = self.field.plain_text() if self.holds_back else text
        self._tell_settled()
        self.kept.emit()
        return True

    def _refuse_paste(self, length: int) -> None:
        said = self.tr("没有粘贴：最多 {most} 个字，粘贴后会有 {length} 个字。")
        self.explain(said.format(most=TEXT_LIMIT, length=length))

    def explain(self, sentence: str) -> None:
        if sentence == self.error.text():
            return
        super().explain(sentence)
        self.field.setAccessibleDescription(sentence)
        self.field.setProperty("wrong", bool(sentence))
        restyle(self.field)
        self.explained.emit()


def auto_line(
    save: Callable[[str], str],
    *,
    name: str,
    title: str,
    placeholder: str = "",
    read: Callable[[str], Any] = read_text,
) -> AutoField:
    """A line of text that saves itself."""
    return AutoField(Line(name=name, title=title, placeholder=placeholder), save=save, read=read)


def auto_text(
    save: Callable[[str], str],
    *,
    name: str,
    title: str,
    placeholder: str = "",
    lines: tuple[int, int] = (2, 8),
) -> AutoField:
    """Several lines of text that save themselves."""
    field = Text(name=name, title=title, placeholder=placeholder, lines=lines)
    field.most = TEXT_LIMIT
    return AutoField(field, save=save)


def auto_figure(
    save: Callable[[Any], str],
    *,
    name: str,
    title: str,
    read: Callable[[str], Any] = read_figure,
    width: int = 90,
) -> AutoField:
    """A figure that saves itself; None when the field is emptied."""
    return AutoField(MarkField(name=name, title=title, width=width), save=save, read=read)


def auto_mark(save: Callable[[Any], str], *, name: str, title: str, width: int = 90) -> AutoField:
    """Points that save themselves; a comma is their decimal point."""
    return auto_figure(save, name=name, title=title, read=read_mark, width=width)


def auto_date(save: Callable[[Any], str], *, name: str, title: str) -> AutoField:
    """A day that saves itself; None when the field is emptied."""
    return auto_line(save, name=name, title=title, placeholder="2024-01-16", read=read_date)


def flush_all(within: QWidget) -> bool:
    """Flush whatever saves itself within a widget; False when one of them has something unsaved.

    A cell that is being typed into hands its text over as well.
    """
    focused: QWidget | None = within.focusWidget()
    if focused is not None and _is_in_a_cell(focused):
        focused.clearFocus()
    kept = [each.flush() for each in within.findChildren(SelfSaving)]  # every one, also after a refusal
    return all(kept)


def _is_in_a_cell(field: QWidget) -> bool:
    ground: QWidget | None = field.parentWidget()
    return ground is not None and isinstance(ground.parentWidget(), QAbstractItemView)
