"""The chapters of the report as a list that leads to them and follows what is in sight."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from sgz_desktop.ui.columns import RECORD, Column, RecordModel
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.stops import MOVES, draw_ground

if TYPE_CHECKING:
    from sgz_desktop.services.previews import Chapter

_ROW = 32
_INDENT = 14
_AT_LEAST, _AT_MOST = 180, 280
"""Its least width at the standard text size, in which the headings read apart, and its greatest."""


class ChapterList(QListView):
    """The headings of the upper levels; keys other than the arrows belong to the page.

    Among them stands what is not printed this time.

    Signals: chosen, with the heading's block, when a person goes to one; omitted_chosen, with the key of a
    passage that is not printed.
    """

    chosen = Signal(str)
    omitted_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("chapterList")
        self.setProperty("part", "stops")
        self.setAccessibleName(self.tr("章节列表"))
        self._chapters = RecordModel((Column(tr("章节"), _title, hint=_title),), self)
        self.setModel(self._chapters)
        self.setItemDelegate(_ChapterDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMaximumWidth(_AT_MOST)
        self._is_telling = True
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(lambda index: self._choose(self._chapters.record(index.row())))

    @property
    def block_ids(self) -> tuple[str, ...]:
        """The blocks of the headings, in reading order."""
        return tuple(each.block_id for each in self._chapters.records if not each.omitted)

    def show_chapters(self, chapters: "Sequence[Chapter]") -> None:
        """List these headings; the marked one stays marked."""
        if tuple(chapters) == self._chapters.records:
            return
        current = self.currentIndex()
        marked = self._chapters.record(current.row()).block_id if current.isValid() else ""
        self._is_telling = False
        self._chapters.show(chapters)
        self._is_telling = True
        self.follow(marked)

    def follow(self, block_id: str) -> None:
        """Mark the heading of what is in sight, none before the first one; says nothing."""
        ids = [each.block_id for each in self._chapters.records]
        row = ids.index(block_id) if block_id in ids else -1
        self._is_telling = False
        self.setCurrentIndex(self._chapters.index(row, 0))
        self._is_telling = True

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if self._is_telling and now.isValid():
            self._choose(self._chapters.record(now.row()))

    def _choose(self, chapter: "Chapter") -> None:
        if chapter.omitted:
            self.omitted_chosen.emit(chapter.omitted)
        else:
            self.chosen.emit(chapter.block_id)

    def minimumSizeHint(self) -> QSize:
        return QSize(text_px(self, _AT_LEAST), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _title(chapter: "Chapter") -> str:
    return tr("已不印：{title}").format(title=chapter.title) if chapter.omitted else chapter.title


class _ChapterDelegate(QStyledItemDelegate):
    """Draws a heading, those of the second level indented."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, text_px(option.widget, _ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chapter: Chapter = index.data(RECORD)
        tokens = tokens_of(option.widget)
        area = QRectF(option.rect)
        painter.save()
        draw_ground(painter, area, option, tokens)
        font = QFont(painter.font())
        font.setPixelSize(text_px(option.widget, 14 if chapter.level == 1 else 13))
        font.setBold(chapter.level == 1)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink if chapter.level == 1 else tokens.ink2))
        room = area.adjusted(10 + _INDENT * (chapter.level - 1), 0, -8, 0)
        title = QFontMetrics(font).elidedText(_title(chapter), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()
