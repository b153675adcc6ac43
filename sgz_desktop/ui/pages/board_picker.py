"""A small window in which one of many things is picked: a home for observations, an item to link to."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.pages.board_model import Index
from sgz_desktop.ui.pages.board_paint import cut
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.typing_fields import Line

_LINE, _MOST_LINES, _MOST_HEIGHT = 36, 11, 440
_PRESS = QEvent.Type.KeyPress
_PASSED_ON = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Lines(QStyledItemDelegate):
    """One choice a line, as high as the lines of other lists, the picked one on a ground of its own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, text_px(option.widget, _LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, tokens = option.widget, tokens_of(option.widget)
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sel))
            painter.drawRoundedRect(area, 8, 8)
        painter.setFont(view.font())
        painter.setPen(QColor(tokens.ink))
        room = area.adjusted(8, 0, -8, 0)
        shown = cut(view.font(), str(index.data()), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


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
        self._list.setItemDelegate(_Lines(self._list))
        lines = text_px(self._list, _LINE) * min(len(self._choices), _MOST_LINES) + 10
        self._list.setMinimumHeight(min(lines, _MOST_HEIGHT))
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
