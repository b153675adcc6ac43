"""Rows of widgets kept in step with records, so that a redraw never takes a field from under the cursor."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.ui.widgets.abreast import AbreastLayout
from sgz_desktop.ui.widgets.tab_order import put_in_order, put_in_place


class Rows(QWidget):
    """One widget a record, in the records' order; a record that stays keeps its widget.

    They stand one above the other, or as many beside one another `abreast` as there is room for.
    """

    def __init__(
        self,
        make: Callable[[Any], QWidget],
        key: Callable[[Any], Hashable],
        *,
        spacing: int = 6,
        name: str = "",
        abreast: bool = False,
    ) -> None:
        super().__init__()
        if name:
            self.setObjectName(name)
        self._make, self._key = make, key
        self._shown: dict[Hashable, QWidget] = {}
        self._column: QVBoxLayout | AbreastLayout = AbreastLayout() if abreast else QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self.setLayout(self._column)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """The widgets, in order."""
        return tuple(self._shown.values())

    def widget(self, key: Hashable) -> QWidget | None:
        """The widget of one record."""
        return self._shown.get(key)

    def show_records(self, records: Sequence[Any]) -> None:
        """Make, drop and order the widgets as the records are, and let each show its record."""
        wanted = {self._key(each): each for each in records}
        for key in [each for each in self._shown if each not in wanted]:
            self._drop(self._shown.pop(key))
        found: dict[Hashable, QWidget] = {}
        for place, (key, record) in enumerate(wanted.items()):
            widget = self._shown.get(key) or self._make(record)
            if self._column.indexOf(widget) != place:
                self._column.removeWidget(widget)
                self._column.insertWidget(place, widget)
            show: Any = widget
            show.show_record(record)
            found[key] = widget
        before, self._shown = self.widgets, found
        if before != self.widgets:
            put_in_order(before, self.widgets)
        if not set(before) & set(self.widgets):
            put_in_place(self)

    def clear(self) -> None:
        """Drop every widget, because other records of the same keys come."""
        for widget in self._shown.values():
            self._drop(widget)
        self._shown = {}

    def _drop(self, widget: QWidget) -> None:
        widget.hide()
        self._column.removeWidget(widget)
        for each in (widget, *widget.findChildren(QWidget)):
            each.setObjectName("")  # nobody shall find it between now and its end
        widget.deleteLater()
