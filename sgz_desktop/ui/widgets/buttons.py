"""Buttons that show their key, and rows of buttons of which one is chosen."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.mnemonics import on_page, take_letter

_GAP, _CAP = 8, 18


class KeyButton(QPushButton):
    """A push button that shows the key which does the same; without one it may have a letter for Alt."""

    def __init__(self, text: str, key: str = "", *, name: str = "", primary: bool = False) -> None:
        super().__init__(on_page(text) if primary and not key else text)
        self._key = key
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if primary:
            self.setProperty("primary", True)
        if name:
            self.setObjectName(name)
        self.setAccessibleName(text)
        if key:
            self.setAccessibleDescription(self.tr("快捷键 {key}").format(key=key))
        else:
            take_letter(self)

    def show_chosen(self, *, is_chosen: bool) -> None:
        """Look like the choice that holds, or like one that could be made."""
        if bool(self.property("chosen")) != is_chosen:
            self.setProperty("chosen", is_chosen)
            self.setAccessibleDescription(self.tr("已选") if is_chosen else "")
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._cap_width() + (_GAP if self._key else 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._key:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text, option.text = self.text(), ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        width = self.fontMetrics().horizontalAdvance(text)
        left = (self.width() - width - _GAP - self._cap_width()) / 2
        painter.setPen(self._ink())
        area = QRectF(left, 0, width + 1, self.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        high = text_px(self, _CAP)
        cap = QRectF(left + width + _GAP, (self.height() - high) / 2, self._cap_width(), high)
        self._draw_cap(painter, cap)

    def _draw_cap(self, painter: QPainter, area: QRectF) -> None:
        tokens = tokens_of(self)
        primary = bool(self.property("primary")) and self.isEnabled()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.on_accent if primary else tokens.line), 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._cap_font())
        painter.setPen(QColor(tokens.on_accent if primary else tokens.ink2))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._key)

    def _ink(self) -> QColor:
        tokens = tokens_of(self)
        if not self.isEnabled():
            return QColor(tokens.ink3)
        if self.property("primary"):
            return QColor(tokens.on_accent)
        if self.property("chosen"):
            return QColor(tokens.accent_ink)
        return QColor(tokens.accent if self.property("flat") else tokens.ink)

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(text_px(self, 11))
        return font

    def _cap_width(self) -> int:
        if not self._key:
            return 0
        return max(text_px(self, _CAP), QFontMetrics(self._cap_font()).horizontalAdvance(self._key) + 10)


class Segments(QWidget):
    """A row of choices of which one holds.

    Signals: chosen, with the value, when a person picks one.
    """

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[Any, str]], *, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        places = {len(choices) - 1: "last", 0: "first"}
        for number, (_, text) in enumerate(choices):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("segment", True)
            button.setProperty("place", places.get(number, "inner"))
            button.setObjectName(f"{name}_{number}")
            button.setAccessibleName(f"{title}：{text}")
            self._group.addButton(button, number)
            line.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Tab comes to the choice itself; the letter of its name comes here.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    @property
    def value(self) -> Any:
        """The choice that holds, None while none does."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    def choose(self, value: Any) -> None:
        """Let this choice hold, without a signal."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        chosen = self._group.checkedButton() or self._group.button(0)
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rename(self, value: Any, text: str) -> None:
        """Show another text on one choice."""
        button = self._group.button(self._values.index(value))
        button.setText(text)
        button.setAccessibleName(f"{self.accessibleName()}：{text}")
