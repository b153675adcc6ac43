"""A line above a grid to look for one of its rows, by text or by the first letters of its characters."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from sgz_desktop.ui.initials import initials
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.plain import restyle
from sgz_desktop.ui.widgets.typing_fields import Line


class Finder(Line):
    """What is typed leads to the first, Enter to the next, Esc back.

    `find` gets the text and whether to go on from the present one, and says whether anything was found.
    Signals: given_up, by Esc.
    """

    given_up = Signal()

    def __init__(
        self, find: Callable[[str, bool], bool], *, name: str, title: str, key: str, width: int = 130
    ) -> None:
        super().__init__(name=name, title=title, placeholder=f"{title}（{key}）")
        self._find, self._width = find, width
        self.setFixedWidth(width)
        self.typed.connect(lambda: self._look(onward=False))

    def begin(self) -> None:
        """Take the focus, what was looked for before being selected."""
        self.setFocus()
        self.selectAll()

    def forget(self) -> None:
        """Hold nothing to look for, and look for nothing."""
        self.put("")
        self._tell(is_found=True)

    def _look(self, *, onward: bool) -> None:
        self._tell(is_found=self._find(self.plain_text().strip(), onward))

    def _tell(self, *, is_found: bool) -> None:
        self.setAccessibleDescription("" if is_found else tr("没有找到"))
        self.setToolTip("" if is_found else tr("没有找到"))
        self.setProperty("wrong", not is_found)
        restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._look(onward=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedWidth(text_px(self, self._width))


def next_found(named: Sequence[Sequence[str]], text: str, *, start: int) -> int | None:
    """The first from a place on, then from the beginning, one of whose names has the text or its letters."""
    places = (number % len(named) for number in range(start, start + len(named)))
    return next((each for each in places if any(_has(name, text) for name in named[each])), None)


def _has(name: str, text: str) -> bool:
    wanted = text.casefold()
    return wanted in name.casefold() or (text.isascii() and text.isalpha() and wanted in initials(name))
