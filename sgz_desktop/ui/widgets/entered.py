"""Parts that begin in their midst: whoever comes to them stands there, and Tab stops at what is before."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

# For the type checker a part is a widget; for Qt it comes in beside one.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Entered(_Widget):
    """Hands the focus on to a part of itself.

    With a focus proxy of Qt's own, Tab goes from the widget before this one straight to the proxy, and never
    comes to what stands in front of it.
    """

    _begins_at: QWidget | None = None

    def setFocusProxy(self, widget: QWidget | None, /) -> None:
        self._begins_at = widget

    def focusProxy(self) -> QWidget | None:
        return self._begins_at if self._begins_at is not None else super().focusProxy()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:
        if self._begins_at is None:
            super().setFocus(reason)
        else:
            self._begins_at.setFocus(reason)
