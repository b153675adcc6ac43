"""The board on the screen: sections of cards, moved over by keys, chosen, dragged."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.ui.pages.board_drag import DragTable
from sgz_desktop.ui.pages.board_model import BoardModel, tone_at
from sgz_desktop.ui.pages.board_paint import BoardDelegate, Measure
from sgz_desktop.ui.pages.board_sections import Home, Section
from sgz_desktop.ui.widgets.stops import MOVES

_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class BoardView(DragTable):
    """Heads and cards; keys other than the arrows belong to the page.

    Signals: moved, when another card is the current one or others are chosen; opened, when a card is to be
    edited; unstamped, when cards are drawn whose time is not known.
    """

    moved = Signal()
    opened = Signal()
    unstamped = Signal(object)

    def __init__(self, author_of: Callable[[Observation], str]) -> None:
        super().__init__()
        self.setObjectName("boardView")
        self.setProperty("part", "board")
        self.setAccessibleName(self.tr("观察记录：按章节、片区和类别"))
        self.board = BoardModel(author_of, self)
        self.cards = BoardDelegate(self, self.board, self._stamp)
        self.cards.author_of = author_of
        self.stamps: dict[UUID, str] = {}
        self._unstamped: set[UUID] = set()
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_for_stamps)
        self._is_quiet = False
        self._width = 0
        self.setModel(self.board)
        self.setItemDelegate(self.cards)
        self._dress()
        self.selectionModel().currentChanged.connect(self._tell)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(24)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)

    def show_sections(self, shown: Sequence[Section], most: int) -> None:
        """Show these sections; what was chosen stays chosen, and the view where it was. Says nothing."""
        self.cards.most = most
        chosen, current, at = self.chosen, self.current, self.current_home
        top = self.verticalScrollBar().value()
        self._is_quiet = True
        is_anew = self.board.show(shown)
        if is_anew:
            self.clearSpans()
            for number, row in enumerate(self.board.rows):
                if row.is_head or row.is_wide:
                    self.setSpan(number, 0, 1, 2)
        self._size_rows()
        if is_anew:
            self.choose(chosen, current.id if current else None)
            if not self.currentIndex().isValid() and at is not None:
                self._set_current(self.board.head_of(at.key))
            self.verticalScrollBar().setValue(top)
        self._is_quiet = False

    @property
    def current(self) -> Observation | None:
        """The card the cursor is on."""
        return self.board.card(self.currentIndex())

    @property
    def current_home(self) -> Home | None:
        """The home of the section the cursor is in."""
        index = self.currentIndex()
        return self.board.rows[index.row()].section.home if index.isValid() else None

    @property
    def current_tone(self) -> Tone:
        """The kind that the cursor's column stands for."""
        index = self.currentIndex()
        if not index.isValid() or self.board.rows[index.row()].is_head:
            return Tone.UNFILED
        return tone_at(self.board.rows[index.row()], index.column())

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The chosen observations in the order of the board; the current one where none is chosen."""
        cells = sorted((each.row(), each.column()) for each in self.selectionModel().selectedIndexes())
        cards = [self.board.card(self.board.index(*each)) for each in cells]
        found = tuple(dict.fromkeys(each.id for each in cards if each is not None))
        current = self.current
        return found or ((current.id,) if current else ())

    def choose(self, ids: Sequence[UUID], current: UUID | None = None) -> bool:
        """Choose these observations; False where none of them is shown. Says nothing."""
        places = [place for each in ids if (place := self.board.place_of(each)).isValid()]
        quiet, self._is_quiet = self._is_quiet, True
        selection = self.selectionModel()
        at = self.board.place_of(current) if current else QModelIndex()
        if not at.isValid():
            at = places[0] if places else QModelIndex()
        selection.clear()
        if at.isValid():
            self._set_current(at)
        for each in places:
            selection.select(each, QItemSelectionModel.SelectionFlag.Select)
        self._is_quiet = quiet
        return bool(places)

    def rest(self) -> None:
        """Choose nothing any more; the cursor stays. Says nothing."""
        self._is_quiet = True
        self.selectionModel().clearSelection()
        self._is_quiet = False

    def stand_at(self, key: Any) -> None:
        """Put the cursor on a section's head, the view moved no further than it must be."""
        self._set_current(self.board.head_of(key))

    def go_to(self, key: Any) -> None:
        """Put the cursor on a section's head, the head at the top of the view."""
        index = self.board.head_of(key)
        if index.isValid():
            self.selectionModel().clear()
            self._set_current(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def _set_current(self, index: QModelIndex) -> None:
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag
            how = flag.NoUpdate if self.board.card(index) is None else flag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, how)

    @property
    def column(self) -> tuple[Observation, ...]:
        """The column the cursor is in, in order; nothing on a head."""
        index = self.currentIndex()
        if self.current is None:
            return ()
        row = self.board.rows[index.row()]
        return row.section.shown[2 if row.is_wide else index.column()]

    def following(self, gone: Sequence[UUID]) -> UUID | None:
        """The card the cursor goes to when some are deleted: the next of the column, else the one before."""
        order = [each.id for each in self.column]
        at = next((place for place, each in enumerate(order) if each in gone), 0)
        rest = [each for each in (*order[at:], *reversed(order[:at])) if each not in gone]
        return rest[0] if rest else None

    def shows(self, ids: Sequence[UUID]) -> bool:
        """Whether all of these are on the board."""
        return all(self.board.place_of(each).isValid() for each in ids)

    def _open(self, index: QModelIndex) -> None:
        if self.board.card(index) is not None:
            self.opened.emit()

    def _tell(self) -> None:
        if not self._is_quiet:
            self.moved.emit()

    # What is drawn

    def _size_rows(self) -> None:
        measure, width = Measure(self), self.columnWidth(0)
        header = self.verticalHeader()
        self._width = width
        for number, row in enumerate(self.board.rows):
            wanted = measure.row(row, width)
            if header.sectionSize(number) != wanted:
                header.resizeSection(number, wanted)

    def _stamp(self, observation_id: UUID) -> str:
        found = self.stamps.get(observation_id)
        if found is None:
            self._unstamped.add(observation_id)
            if not self._ask.isActive():
                self._ask.start()
        return found or ""

    def _ask_for_stamps(self) -> None:
        wanted, self._unstamped = self._unstamped, set()
        self.unstamped.emit(wanted)
        self.viewport().update()

    # Keys

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        cursor, rows, index = QAbstractItemView.CursorAction, self.board.rows, self.currentIndex()
        if rows and action in (cursor.MoveHome, cursor.MoveEnd):
            return self._cell(0 if action is cursor.MoveHome else len(rows) - 1, 0)
        if index.isValid() and action in (cursor.MoveLeft, cursor.MoveRight):
            return self._cell(index.row(), 0 if action is cursor.MoveLeft else 1)
        if not index.isValid() and rows:
            return self.board.index(0, 0)
        found = super().moveCursor(action, modifiers)
        # What is chosen card by card stays within one section.
        is_choosing = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        return index if is_choosing and self.board.card(found) is None else found

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        # A table would take both columns as soon as a head lies between.
        ends = [self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())]
        cells = [each for each in ends if each.isValid()]
        if not cells:
            return
        rows = [each.row() for each in cells]
        columns = [each.column() for each in cells if self.board.card(each) is not None] or [0]
        found = QItemSelection()
        for number in range(min(rows), max(rows) + 1):
            for column in range(min(columns), max(columns) + 1):
                index = self.board.index(number, column)
                if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                    found.select(index, index)
        self.selectionModel().select(found, command)

    def _cell(self, number: int, column: int) -> QModelIndex:
        """The card of a row in a column, else the nearest above it in the same section, else the head."""
        while not self.board.rows[number].is_head:
            index = self.board.index(number, column)
            if self.board.card(index) is not None:
                return index
            number -= 1
        return self.board.index(number, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        is_alt = bool(held & Qt.KeyboardModifier.AltModifier)
        is_ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        is_space = event.key() == Qt.Key.Key_Space
        is_all = is_ctrl and event.key() == Qt.Key.Key_A
        if not is_alt and (event.key() in (*MOVES, *_SIDEWAYS) or is_space or is_all):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.columnWidth(0) != self._width:
            self._size_rows()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_width"):
            self._size_rows()
