"""What one column of a sheet is taken for, as a person may correct it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import label, row

if TYPE_CHECKING:
    from sgz_desktop.services.tables.assistant import ColumnShown

_NAME, _SHORT = 200, 110


class RoleEditor(QWidget):
    """The role of a column, and beside it the indicator, measure or month that belong to it.

    Signals: changed, with the new role.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: ColumnShown | None = None
        self._mapping: Any = None
        self._what = label("", "strong", name="tableColumn")
        self._role = Choice((), name="tableRole", title=self.tr("这一列是"))
        self._role.setMinimumWidth(190)
        self._role.picked.connect(lambda _: self._tell())
        self._indicator = _line("tableRole_indicator", self.tr("指标"), _NAME)
        self._measure = _line("tableRole_measure", self.tr("计量"), _SHORT)
        self._month = _line("tableRole_month", self.tr("月份（如 2023-08）"), _SHORT)
        self._fields = (self._indicator, self._measure, self._month)
        self._captions = tuple(
            _caption(text, field)
            for text, field in zip(
                (self.tr("指标"), self.tr("计量"), self.tr("月份")), self._fields, strict=True
            )
        )
        for each in self._fields:
            each.editingFinished.connect(self._tell)
        parts: list[Any] = [self._what, _caption(self.tr("这一列是"), self._role), self._role]
        for name, field in zip(self._captions, self._fields, strict=True):
            parts += [name, field]
        self._fault = label("", "error", wrap=True, name="tableRole_fault")
        self._fault.hide()
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(4)
        both.addLayout(row(*parts, None))
        both.addWidget(self._fault)

    def show_column(self, mapping: Any, column: "ColumnShown") -> None:
        """Show what a column of a block is taken for."""
        from sgz_desktop.services.tables.assistant import roles_of

        self._shown, self._mapping, annex = column, mapping, mapping.annex
        self._complain("")
        self._what.setText(column.name)
        self._role.offer(roles_of(annex))
        self._role.choose(column.role.role)
        self._indicator.setText(column.role.indicator)
        self._measure.setText(column.role.measure)
        self._month.setText(column.role.month)
        self._show_fields()

    def _show_fields(self) -> None:
        from sgz_desktop.services.tables.assistant import has_indicator, has_month

        role = self._role.value
        wanted = (has_indicator(role), has_indicator(role), has_month(role))
        for name, field, is_wanted in zip(self._captions, self._fields, wanted, strict=True):
            name.setVisible(is_wanted)
            field.setVisible(is_wanted)

    def _complain(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def _tell(self) -> None:
        from sgz_desktop.services.tables.assistant import has_indicator, has_month, read_column_month

        if self._shown is None:
            return
        role = self._role.value
        of_indicator, of_month = has_indicator(role), has_month(role)
        self._show_fields()
        typed = self._month.text().strip() if of_month else ""
        try:
            month = read_column_month(typed, self._mapping, self._shown.number)
        except SgzError as error:
            self._complain(str(error))
            return
        self._complain("")
        self._month.setText(month)
        told = replace(
            self._shown.role,
            role=role,
            indicator=self._indicator.text().strip() if of_indicator else "",
            measure=self._measure.text().strip() if of_indicator else self._of_month(month),
            month=month,
        )
        if told != self._shown.role:
            self.changed.emit(told)

    def _of_month(self, month: str) -> str:
        """What its head says of the month, unless a person names another one."""
        known = self._shown.role if self._shown is not None else None
        return known.measure if known is not None and month == known.month else ""


def _caption(text: str, field: QWidget) -> QLabel:
    found = label(text, "quiet")
    found.setBuddy(field)
    return found


def _line(name: str, title: str, width: int) -> QLineEdit:
    found = QLineEdit()
    found.setObjectName(name)
    found.setAccessibleName(title)
    found.setFixedWidth(width)
    return found
