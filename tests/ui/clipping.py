"""What a person cannot read whole: cut labels and buttons, and widgets that stand outside their place."""

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QStackedWidget,
    QWidget,
)

from sgz_desktop.ui.widgets.plain import Elided

_SLACK = 1


def clipped(root: QWidget) -> Iterator[str]:
    """The labels, buttons and choices that are not seen whole, and what stands outside its parent."""
    for each in root.findChildren(QWidget):
        if not each.isVisible() or each.window() is not root.window():
            continue
        if isinstance(each, QAbstractButton | QComboBox):
            wrong = _cut_button(each)
        elif isinstance(each, QLabel):
            wrong = _cut_label(each)
        else:
            wrong = ""
        wrong = wrong or _outside(each)
        if wrong:
            yield f"{each.objectName() or type(each).__name__} “{_text(each)}” {wrong}"


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()[:30]
    return widget.accessibleName()[:30]


def _cut_button(button: QAbstractButton | QComboBox) -> str:
    needed = min(button.minimumSizeHint().width(), button.maximumWidth())
    if button.width() < needed:
        return f"is {button.width()} wide and needs {needed}"
    if button.height() < button.fontMetrics().height():
        return f"is {button.height()} high and needs {button.fontMetrics().height()}"
    region = button.visibleRegion()
    if not region.isEmpty() and region.boundingRect().width() < button.width():
        return f"is seen to {region.boundingRect().width()} of {button.width()}"
    return ""


def _cut_label(label: QLabel) -> str:
    if not label.text() or not label.pixmap().isNull() or isinstance(label, Elided):
        return ""
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        return f"is {label.height()} high and needs {needed}" if needed > label.height() + _SLACK else ""
    needed = label.sizeHint().width()
    return f"is {label.width()} wide and needs {needed}" if needed > label.width() + _SLACK else ""


def _outside(widget: QWidget) -> str:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, QStackedWidget):
        return ""
    above = parent.parentWidget()
    if isinstance(above, QAbstractScrollArea) or isinstance(parent, QAbstractScrollArea):
        return ""
    room: QRect = parent.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    return "" if room.contains(widget.geometry()) else f"stands at {widget.geometry()} in {parent.rect()}"
