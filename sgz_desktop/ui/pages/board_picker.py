"""A small window in which one of many things is picked: a home for observations, an item to link to."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.typing_fields import Line

_PRESS = QEvent.Type.KeyPress
_PASSED_ON = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Picker(Ask):
    """A search field over a list; the arrows move in the list, Enter picks.

    Signals: picked, with the value.
    """

    picked = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        choices: Sequence[tuple[Any, str]],
        *,
        name: str,
        title: str,
        hint: str,
        now: Any = None,
    ) -> None:
        super().__init__(parent, name=name, title=title, yes=self.tr("选定"))
        self._choices, self._shown = tuple(choices), tuple(choices)
        self._search = Line(name=f"{name}_search", title=self.tr("搜索"), placeholder=hint)
        self._search.typed.connect(self._filter)
        self._search.installEventFilter(self)
        self._texts = QStringListModel(self)
        self._list = QListView()
        self._list.setObjectName(f"{name}_list")
        self._list.setAccessibleName(title)
        self._list.setModel(self._texts)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setSpacing(4)
        self._list.setMinimumHeight(360)
        self._list.doubleClicked.connect(lambda _: self.agree())
        for each in (self._search, self._list, label(self.tr("↑ ↓ 选择，Enter 选定，Esc 取消"), "second")):
            self.body.addWidget(each)
        self._filter()
        values = [each for each, _ in self._choices]
        if now in values:
            self._list.setCurrentIndex(self._texts.index(values.index(now), 0))
        self._search.setFocus()

    def agree(self) -> None:
        place = self._list.currentIndex().row()
        if not 0 <= place < len(self._shown):
            self.complain(self.tr("没有这样的内容，请换一个词再找。"))
            return
        self.accept()
        self.picked.emit(self._shown[place][0])

    def _filter(self) -> None:
        words = self._search.text().casefold().split()
        self._shown = tuple(
            each for each in self._choices if all(word in each[1].casefold() for word in words)
        )
        self.complain("")
        self._texts.setStringList([text for _, text in self._shown])
        self._list.setCurrentIndex(self._texts.index(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == _PRESS and isinstance(event, QKeyEvent) and event.key() in _PASSED_ON:
            self._list.event(event)
            return True
        return super().eventFilter(watched, event)
