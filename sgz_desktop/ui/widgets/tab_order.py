"""The order in which Tab, and whoever hears the window read, goes through widgets that come and go."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def put_in_order(before: Sequence[QWidget], now: Sequence[QWidget]) -> None:
    """Go through siblings as they stand now: one that came would be last, wherever it stands.

    `before` are those that were there, as they stood; the first of them that stayed holds their common place.
    """
    for each in now:
        each.raise_()
    holder = next((each for each in before if each in now), None)
    if holder is None:
        return  # all are new, and were made in their order
    place = now.index(holder)
    _chain([holder, *now[:place], *now[place + 1 :]])
    # Those in front stand behind the holder now; it takes its place behind the last of them.
    _chain([*now[place - 1 : place], holder])


def put_as_laid_out(layout: QLayout, first: QWidget) -> None:
    """Go through a layout as it is seen; `first` is what Tab comes to first in it so far."""
    put_in_order([first], list(_laid_out(layout)))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def put_in_place(part: QWidget, *within: QWidget) -> None:
    """Let Tab come to what a part got lately behind what stands before the part, and not last of all.

    `within` are its parts as they stand, where they were not made in that order.
    """
    before: QWidget | None = part.previousInFocusChain()
    while before is not None and (part.isAncestorOf(before) or not _takes_tab(before)):
        before = None if before is part else before.previousInFocusChain()
    if before is not None:
        for first, second in pairwise(
            [before, *(stop for each in within or (part,) for stop in _stops(each))]
        ):
            QWidget.setTabOrder(first, second)


def _chain(widgets: Sequence[QWidget]) -> None:
    stops = [each for widget in widgets for each in _stops(widget)]
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


def _stops(widget: QWidget) -> list[QWidget]:
    # The list of a drop-down is a window of its own.
    inside = [each for each in widget.findChildren(QWidget) if each.window() is widget.window()]
    return [each for each in (widget, *inside) if _takes_tab(each)]


def _takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at a widget, or at one within it to which it hands the focus on: both go together."""
    holder = widget
    while (within := holder.focusProxy()) is not None:
        holder = within
    if not holder.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    if holder is widget:
        return True
    if not widget.isAncestorOf(holder):
        return False
    if widget.focusPolicy() is not holder.focusPolicy():
        widget.setFocusPolicy(holder.focusPolicy())  # without one of its own it could not be put anywhere
    return True
