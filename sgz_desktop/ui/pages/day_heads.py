"""What stands above a ledger: its name with a word on its state, buttons, and choices that wrap."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sgz_desktop.domain.observation import Tone
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import AutoField
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.plain import Chip, label, row
from sgz_desktop.ui.widgets.tab_order import put_in_place
from sgz_desktop.ui.widgets.typing_fields import Line
from sgz_desktop.ui.wording import tone_name

TONE_KEYS = ((Tone.STRENGTH, "+"), (Tone.CONCERN, "-"), (Tone.UNFILED, "*"))
"""The keys that make an observation of each kind; with Alt they act within a text field too."""
TONES = {"=": Tone.STRENGTH, **{key: tone for tone, key in TONE_KEYS}}


class Head(QWidget):
    """A title, a chip that gives way where there is no room for it, and buttons at the right."""

    def __init__(self, title: str, *, name: str) -> None:
        super().__init__()
        self._chip = Chip(name=name)
        self._title = label(title, "head")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._title)
        self._line.addWidget(self._chip)
        self._line.addStretch(1)
        self._buttons: list[QWidget] = []

    def offer(self, *buttons: QWidget) -> None:
        """Put buttons at the right."""
        for each in buttons:
            self._line.addWidget(each)
            self._buttons.append(each)

    def show_buttons(self, *, is_shown: bool) -> None:
        """Show the buttons, or none of them while there is nothing that they could do."""
        for each in self._buttons:
            each.setVisible(is_shown)

    def say(self, text: str, tone: str = "plain") -> None:
        """Say the state in a word or two; "" says nothing."""
        self._chip.say(text, tone)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._least() - 16
        self._chip.setVisible(bool(self._chip.text()) and self._chip.sizeHint().width() <= room)

    def _least(self) -> int:
        shown = [each for each in self._buttons if not each.isHidden()]
        return sum(each.sizeHint().width() + 8 for each in (self._title, *shown))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class OneOf(QWidget):
    """Buttons with their keys, wrapped like words, of which one holds.

    With `may_be_none` none holds at first, and the one that holds is let go by another click.
    """

    def __init__(
        self, choices: Sequence[tuple[Any, str]], *, name: str, title: str, may_be_none: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._value: Any = None
        self._buttons: dict[Any, KeyButton] = {}
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self._name, self._title, self._may_be_none = name, title, may_be_none
        self.offer(choices)

    @property
    def value(self) -> Any:
        """The choice that holds."""
        return self._value

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these; the first (or none) holds where the one that held is not among them."""
        if [(value, button.text()) for value, button in self._buttons.items()] == list(choices):
            return
        for button in self._buttons.values():
            button.hide()
            button.setObjectName("")
            self._flow.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for number, (value, text) in enumerate(choices, 1):
            button = small_button(text, str(number), name=f"{self._name}_{number}")
            button.setAccessibleName(f"{self._title}：{text}")
            button.clicked.connect(lambda _=False, value=value: self._click(value))
            self._flow.addWidget(button)
            self._buttons[value] = button
        put_in_place(self)
        first = None if self._may_be_none else next(iter(self._buttons), None)
        self.choose(self._value if self._value in self._buttons else first)

    def choose(self, value: Any) -> None:
        """Let this choice hold, without a signal."""
        self._value = value
        for each, button in self._buttons.items():
            button.show_chosen(is_chosen=each == value)

    def _click(self, value: Any) -> None:
        self.choose(None if self._may_be_none and value == self._value else value)


class QuickAdd(QWidget):
    """A line that makes a record of what is typed into it, by Enter or on leaving."""

    def __init__(self, add: Callable[[str], str], *, name: str, title: str, placeholder: str) -> None:
        super().__init__()
        self._add = add
        self.auto = AutoField(Line(name=name, title=title, placeholder=placeholder), save=self._keep)
        self.auto.holds_back = True
        self.button = KeyButton(tr("添加"), "Enter", name=f"{name}_add")
        self.button.setAccessibleName(title)
        self.button.clicked.connect(self.auto.flush)
        line = row(self.auto, self.button)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setFocusProxy(self.auto)

    def _keep(self, text: str) -> str:
        if not text.strip():
            return ""
        sentence = self._add(text.strip())
        if not sentence:
            self.auto.empty()
        return sentence


def no_chapter() -> str:
    """What is said of an observation that belongs to no chapter yet, and so is not on the sheet."""
    return tr("未归章节，到“观察记录”里归好。")


def small_button(text: str, key: str = "", *, name: str) -> KeyButton:
    """A button of the smaller size with its key."""
    button = KeyButton(text, key, name=name)
    button.setProperty("small", True)
    return button


def tone_buttons(name: str, make: Callable[[Tone], None], *, by_alt: QWidget) -> QWidget:
    """Three buttons that make an observation; within `by_alt`, Alt with the key does so too."""
    found, flow = QWidget(), FlowLayout()
    column = QVBoxLayout(found)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(tr("转为观察"), "second"))
    column.addLayout(flow)
    for tone, key in TONE_KEYS:
        button = small_button(tone_name(tone), "−" if key == "-" else key, name=f"{name}_{tone.value}")
        button.setAccessibleName(tr("转为观察：{tone}").format(tone=tone_name(tone)))
        button.clicked.connect(lambda _=False, tone=tone: make(tone))
        flow.addWidget(button)
        for each in (key, "=") if key == "+" else (key,):
            shortcut = QShortcut(QKeySequence(f"Alt+{each}"), by_alt)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda tone=tone: make(tone))
    return found
