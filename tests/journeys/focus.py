"""How the focus goes by Tab: where it stops, which way round is the shorter one, what it never reaches."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

_POINTED = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    }
)


class NoMouse(QObject):
    """Notes every event that only a mouse makes, while it is installed on the application."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _POINTED:
            self.seen.append(f"{event.type().name} at {type(watched).__name__} {watched.objectName()!r}")
        return False


def holder(widget: QWidget) -> QWidget:
    """What has the focus when a widget is given it."""
    while (within := widget.focusProxy()) is not None:
        widget = within
    return widget


def name_of(widget: QWidget | None) -> str:
    """What tells a widget from the others in a sentence."""
    if widget is None:
        return "nothing"
    named = widget.objectName() or widget.accessibleName()
    return f"{type(widget).__name__} {named!r}"


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab stops in a window, beginning with what has the focus."""
    first = window.focusWidget() or window
    found, now = [first], first.nextInFocusChain()
    while now is not None and now is not first:
        if _stops_at(now, window):
            found.append(now)
        now = now.nextInFocusChain()
    return found


def way_to(widget: QWidget) -> tuple[Qt.Key, int] | None:
    """The key, Tab or Shift+Tab, and how often it may have to be pressed; None where no Tab stops there."""
    found = stops(widget.window())
    if widget not in found:
        return None
    place = found.index(widget)
    back = len(found) - place
    return (Qt.Key.Key_Tab, len(found)) if place <= back else (Qt.Key.Key_Backtab, len(found))


def stop_beside(widget: QWidget) -> QWidget | None:
    """The one of a row or grid at which Tab stops, where the arrows go on from it to the others."""
    parent = widget.parentWidget()
    if parent is None:
        return None
    beside = [each for each in parent.children() if isinstance(each, type(widget))]
    return next((each for each in beside if _stops_at(each, widget.window())), None)


def _stops_at(widget: QWidget, window: QWidget) -> bool:
    policy = widget.focusPolicy()
    return (
        policy & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.window() is window
        and widget.isVisibleTo(window)
    )
