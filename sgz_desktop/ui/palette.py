"""The palette: one field over the window that goes to whatever it is told (Ctrl+K)."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFrame,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sgz_desktop.ui.delegates import draw_chip
from sgz_desktop.ui.palette_entries import Entry, Kind, kind_name
from sgz_desktop.ui.palette_search import Finder, Found
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.plain import label, row
from sgz_desktop.ui.widgets.typing_fields import Line

_ENTRY = Qt.ItemDataRole.UserRole
_ROW, _WIDE, _ROWS_SEEN = 38, 680, 11
_CURSOR_ROOM = 2
"""Left free by Qt in front of the first letter of a line that is typed into."""
_TONES = {Kind.ITEM: "accent"}
_Index = QModelIndex | QPersistentModelIndex


class Palette(QFrame):
    """Above the middle of the window; goes where the chosen entry leads, or away by Esc.

    No window of its own: the first key after Ctrl+K is already its own, and never an answer on the page.
    """

    def __init__(self, window: QWidget, finder: Finder, *, chosen: Callable[[Entry], object]) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("搜索"))
        self.setAutoFillBackground(True)
        self._window, self._finder, self._chosen = window, finder, chosen
        self._before = QApplication.focusWidget()
        self.field = Line(
            name="paletteField",
            title=self.tr("搜索"),
            placeholder=self.tr("检查项、观察、人员、页面、命令…"),
        )
        self.field.textChanged.connect(self.look)
        self._model = _Entries(self)
        self.list = QListView()
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(self.tr("找到的内容"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryDelegate(self))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda _: self.go())
        self._nothing = label("", "quiet", wrap=True, name="paletteNothing")
        self._count = label("", "hint", name="paletteCount")
        self._lay_out()
        self.look("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()
        for each in (self.field, window):
            each.installEventFilter(self)

    def leave(self) -> None:
        """Go away, and give the focus back."""
        if self._end() and self._before is not None and isValid(self._before):
            self._before.setFocus()

    def look(self, text: str) -> None:
        """Show what fits the words in the field; what is being composed is no word yet."""
        found = self._finder.find(text)
        self._model.show(found.entries)
        if found.entries:
            self.list.setCurrentIndex(self._model.index(0, 0))
            self.list.scrollToTop()
        nothing = self.tr("没有找到“{text}”。可以只写其中几个字，或者拼音首字母，几个词用空格隔开。")
        self._nothing.setText("" if found.entries else nothing.format(text=text.strip()))
        self._nothing.setVisible(not found.entries)
        self.list.setVisible(bool(found.entries))
        self._count.setText(self._count_text(found))
        self._tell()

    def go(self) -> None:
        """Go away, and go where the chosen entry leads."""
        index = self.list.currentIndex()
        if not index.isValid():
            return
        entry: Entry = index.data(_ENTRY)
        self.leave()
        self._chosen(entry)

    def _count_text(self, found: Found) -> str:
        if found.total > len(found.entries):
            text = self.tr("共 {total} 条，列出最相近的 {shown} 条")
            return text.format(total=found.total, shown=len(found.entries))
        return self.tr("{total} 条").format(total=found.total) if self.field.text().strip() else ""

    def _tell(self) -> None:
        """Say the chosen row to those who hear it: the focus stays in the field."""
        self.field.setAccessibleDescription(str(self.list.currentIndex().data() or self._nothing.text()))

    def _move(self, key: Qt.Key) -> None:
        rows = self._model.rowCount()
        if not rows:
            return
        now, page = self.list.currentIndex().row(), _ROWS_SEEN - 1
        following = {
            Qt.Key.Key_Up: (now - 1) % rows,
            Qt.Key.Key_Down: (now + 1) % rows,
            Qt.Key.Key_Backtab: (now - 1) % rows,
            Qt.Key.Key_Tab: (now + 1) % rows,
            Qt.Key.Key_PageUp: max(0, now - page),
            Qt.Key.Key_PageDown: min(rows - 1, now + page),
        }[key]
        self.list.setCurrentIndex(self._model.index(following, 0))
        self._tell()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self.field.composition.is_open:
            # These keys are the input method's; where one comes through it ends nothing but the composition.
            if key == Qt.Key.Key_Escape:
                QGuiApplication.inputMethod().reset()
            return key in (*_MOVES, *_ENTERS, Qt.Key.Key_Escape)
        if key in _MOVES:
            self._move(key)
        elif key in _ENTERS:
            self.go()
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _end(self) -> bool:
        if self.isHidden():
            return False
        for each in (self.field, self._window):
            each.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        return True

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 8, 14, 10)
        inside.setSpacing(8)
        inside.addWidget(self.field)
        inside.addWidget(self.list, 1)
        inside.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignTop)
        keys = label(self.tr("↑ ↓ 选择　Enter 打开　Esc 关闭"), "hint")
        inside.addLayout(row(keys, None, self._count))

    def _place(self) -> None:
        """Stand above the middle of the window, as large as it allows."""
        width = min(text_px(self, _WIDE), self._window.width() - 80)
        height = min(text_px(self, _ROW) * _ROWS_SEEN + text_px(self, 110), self._window.height() - 100)
        self.setGeometry((self._window.width() - width) // 2, text_px(self, 64), width, height)
        # What is said stands beneath what is typed.
        option = QStyleOptionFrame()
        self.field.initStyleOption(option)
        contents = QStyle.SubElement.SE_LineEditContents
        left = self.field.style().subElementRect(contents, option, self.field).left() + _CURSOR_ROOM
        self._nothing.setContentsMargins(left, 4, left, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self._place()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event)
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            self._end()  # whoever turns to the page behind is done here
        return super().eventFilter(watched, event)


class _Entries(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return "，".join(filter(None, (kind_name(entry.kind), entry.title, entry.detail)))
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Draws the kind as a chip, the title, and at the right what tells it from others."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, text_px(option.widget, _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(_ENTRY)
        widget, area = option.widget, QRectF(option.rect)
        tokens = tokens_of(widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(tokens.sel))
            painter.setPen(QPen(QColor(tokens.focus), 1))
            painter.drawRoundedRect(area.adjusted(0.5, 1.5, -0.5, -1.5), 8, 8)
        chip = area.adjusted(0, 0, text_px(widget, 84) - area.width(), 0)
        draw_chip(painter, chip, kind_name(entry.kind), _TONES.get(entry.kind, "plain"), widget)
        small, plain = QFont(painter.font()), QFont(painter.font())
        small.setPixelSize(text_px(widget, 12))
        plain.setPixelSize(text_px(widget, 14))
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        room = area.adjusted(text_px(widget, 90), 0, -12, 0)
        wanted = QFontMetrics(plain).horizontalAdvance(entry.title)
        detail = min(
            QFontMetrics(small).horizontalAdvance(entry.detail), max(room.width() - wanted - 16, 110)
        )
        self._draw(painter, room, (small, tokens.ink2, entry.detail, detail), middle | right)
        self._draw(painter, room, (plain, tokens.ink, entry.title, room.width() - detail - 16), middle)
        painter.restore()

    def _draw(
        self, painter: QPainter, area: QRectF, what: tuple[QFont, str, str, float], flags: Qt.AlignmentFlag
    ) -> None:
        font, ink, text, width = what
        painter.setFont(font)
        painter.setPen(QColor(ink))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width) + 1)
        painter.drawText(area, flags, elided)


_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Another program, the list of an input method or a menu has the focus for a while."""
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
"""Tab too stays within: it must not lead to the page behind, unseen."""
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
