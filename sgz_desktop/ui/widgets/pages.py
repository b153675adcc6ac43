"""The pages of a printed report one below the other, in which a paragraph is chosen by mouse and keys."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.widgets.page_pictures import GAP, Anchor, Fit, PdfFile

if TYPE_CHECKING:
    from sgz_desktop.services.previews import Place

_AROUND = 10  # points beside a paragraph in which a click still means it
_KEPT = 3  # pages before and after those in sight whose pictures are kept
_SHARPEN_MS = 80
_LINE = 40
_BAR = 3


class PageView(QAbstractScrollArea):
    """Pages with the places of their blocks.

    The arrows go from block to block, the other keys scroll. Signals: picked, with a block's id, when a
    person chooses one; entered, when the chosen one is to be worked on; left, when none shall be chosen;
    moved, when other pages come into sight.
    """

    picked = Signal(str)
    entered = Signal()
    left = Signal()
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: one that comes and goes would change the width, and with it the height that needs it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._note_moved)
        self.viewport().setMouseTracking(True)
        self._library = QPdfDocument(self)  # keeps the PDF library from being begun and ended with every file
        self._file: PdfFile | None = None
        self._areas: list[QRectF] = []
        self._images: dict[int, QImage] = {}
        self._places: tuple[Place, ...] = ()
        self._first: dict[str, Place] = {}
        self._order: list[str] = []
        self._is_whole = False
        self._above = self._below = 0.0
        self._chosen = self._hovered = ""
        self._sharpen = QTimer(self)
        self._sharpen.setSingleShot(True)
        self._sharpen.setInterval(_SHARPEN_MS)
        self._sharpen.timeout.connect(self._draw_anew)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._areas)

    @property
    def chosen(self) -> str:
        """The id of the chosen block, "" for none."""
        return self._chosen

    @property
    def block_ids(self) -> tuple[str, ...]:
        """The blocks that are shown, in reading order."""
        return tuple(self._order)

    @property
    def fit(self) -> Fit:
        """How large pages are drawn now."""
        return Fit(self.viewport().size(), self._is_whole, self.devicePixelRatioF())

    def show_pages(
        self,
        data: bytes,
        places: "Sequence[Place]",
        images: Mapping[int, QImage],
        *,
        anchor: Anchor | None,
        is_part: bool = False,
    ) -> bool:
        """Show a file; the block of `anchor` keeps its place on the screen. False for one that is no PDF.

        A part of the report keeps it even where it has not pages enough above and below.
        """
        file = PdfFile(data)
        if not file.sizes:
            file.close()
            return False
        self._close_file()
        self._file = file
        self._places = tuple(places)
        self._first = {each.block_id: each for each in reversed(self._places)}
        self._order = list(dict.fromkeys(each.block_id for each in self._places))
        self._images = dict(images)
        self._above = self._below = 0.0
        self._lay_out()
        if anchor is not None:
            self._return_to(anchor, is_part=is_part)
        self.viewport().update()
        return True

    def show_nothing(self) -> None:
        """Show no pages."""
        self._close_file()
        self._places, self._first, self._order, self._images = (), {}, [], {}
        self._chosen = self._hovered = ""
        self._lay_out()
        self.viewport().update()

    def show_whole(self, *, is_whole: bool) -> None:
        """Draw pages whole, or as wide as there is room."""
        anchor = self.anchor()
        self._is_whole = is_whole
        self._lay_out()
        if anchor is not None:
            self._return_to(anchor)
        self._draw_anew()

    def choose(self, block_id: str) -> None:
        """Mark a block, "" for none; says nothing and stays where it is."""
        if block_id != self._chosen:
            self._chosen = block_id
            self.viewport().update()

    def reveal(self, block_id: str) -> None:
        """Bring a block into sight, unless it is."""
        area = self._area_of(block_id)
        if area is None:
            return
        top, bottom, height = area.top(), area.bottom(), self.viewport().height()
        if top < GAP or (bottom > height - GAP and top > height / 3):
            self._scroll_by(top - height / 4)

    def bring(self, block_id: str) -> None:
        """Bring a block to the upper edge."""
        area = self._area_of(block_id)
        if area is not None:
            self._scroll_by(area.top() - GAP)

    def anchor(self) -> Anchor | None:
        """What shall stay where it is when other pages come: the chosen block in sight, else the first."""
        height = self.viewport().height()
        for block_id in (self._chosen, *self._order):
            area = self._area_of(block_id)
            if area is not None and area.bottom() > 0 and area.top() < height:
                return Anchor(block_id, area.top())
        return None

    def last_passed(self, block_ids: Sequence[str]) -> str:
        """The last of some blocks that begins above the middle of what is in sight, "" where none does.

        At the end of the report, where nothing more comes up, the last that is in sight.
        """
        bar, line = self.verticalScrollBar(), self.viewport().height()
        if bar.value() < bar.maximum():
            line = line * 2 // 5
        found = ""
        for block_id in block_ids:
            area = self._area_of(block_id)
            if area is not None and area.top() < line:
                found = block_id
        return found

    def page_of(self, block_id: str) -> int | None:
        """The page a block begins on, from 1."""
        first = self._first.get(block_id)
        return None if first is None else first.page + 1

    def block_at(self, point: QPointF) -> str:
        """The block at a point of the viewport, "" where there is none."""
        for place in self._places:
            if self._on_screen(place, around=_AROUND).contains(point):
                return place.block_id
        return ""

    def middle_of(self, block_id: str) -> QPointF:
        """A point of the viewport within a block, for whoever points at it."""
        area = self._area_of(block_id)
        return QPointF() if area is None else area.center()

    def step(self, by: int) -> None:
        """Go on by so many blocks from the chosen one, as the arrows do; to the first in sight from none."""
        if not self._order:
            return
        if self._chosen in self._order:
            number = self._order.index(self._chosen) + by
        else:
            anchor = self.anchor()
            number = self._order.index(anchor.block_id) if anchor is not None else 0
        self.picked.emit(self._order[max(0, min(number, len(self._order) - 1))])

    # Where things stand

    def _lay_out(self) -> None:
        self._areas = []
        y, fit = GAP + self._above, self.fit
        for size in self._sizes:
            drawn = size * fit.scale(size)
            x = max(GAP, (self.viewport().width() - drawn.width()) / 2)
            self._areas.append(QRectF(QPointF(x, y), drawn))
            y += drawn.height() + GAP
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(_LINE)
        bar.setPageStep(height)
        bar.setRange(0, max(0, int(y + self._below - height)))

    @property
    def _sizes(self) -> tuple[QSizeF, ...]:
        return self._file.sizes if self._file is not None else ()

    def _close_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _on_screen(self, place: "Place", *, around: float = 0) -> QRectF:
        if place.page >= len(self._areas):
            return QRectF()
        page = self._areas[place.page]
        scale = page.width() / self._sizes[place.page].width()
        area = QRectF(
            page.x() + (place.left - around) * scale,
            page.y() + place.top * scale - self.verticalScrollBar().value(),
            (place.right - place.left + 2 * around) * scale,
            (place.bottom - place.top) * scale,
        )
        return area

    def _area_of(self, block_id: str) -> QRectF | None:
        """Where a block begins, in the viewport."""
        first = self._first.get(block_id)
        return None if first is None else self._on_screen(first)

    def _return_to(self, anchor: Anchor, *, is_part: bool = False) -> None:
        area = self._area_of(anchor.block_id)
        if area is None:
            return
        bar = self.verticalScrollBar()
        wanted = bar.value() + area.top() - anchor.y
        if is_part and not 0 <= wanted <= bar.maximum():
            self._above, self._below = max(0.0, -wanted), max(0.0, wanted - bar.maximum())
            self._lay_out()
            wanted += self._above
        bar.setValue(round(wanted))

    def _scroll_by(self, points: float) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(points))

    def _note_moved(self) -> None:
        self.viewport().update()
        self.moved.emit()

    # Pictures

    def _image(self, number: int) -> QImage | None:
        if self._file is None:
            return None
        found = self._images.get(number)
        if found is None:
            found = self._images[number] = self._file.picture(number, self.fit)
        elif found.size() != self.fit.pixels(self._sizes[number]) and not self._sharpen.isActive():
            self._sharpen.start()  # stretched for now: the size may be about to change again
        return found

    def _draw_anew(self) -> None:
        self._images = {}
        self.viewport().update()

    def _forget_far(self, shown: Sequence[int]) -> None:
        for number in [each for each in self._images if not shown[0] - _KEPT <= each <= shown[-1] + _KEPT]:
            del self._images[number]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self.viewport()), tokens_of(self)
        painter.fillRect(self.viewport().rect(), QColor(tokens.bg))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shift, height = self.verticalScrollBar().value(), self.viewport().height()
        shown = []
        for number, area in enumerate(self._areas):
            page = area.translated(0, -shift)
            if page.bottom() < 0 or page.top() > height:
                continue
            shown.append(number)
            painter.fillRect(page, Qt.GlobalColor.white)
            image = self._image(number)
            if image is not None:
                painter.drawImage(page, image)
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawRect(page)
        if shown:
            self._forget_far(shown)
        self._paint_marks(painter, QColor(tokens.accent))
        painter.setPen(
            QPen(QColor(tokens.accent if self.hasFocus() else tokens.line), 2 if self.hasFocus() else 1)
        )
        edge = 1.0 if self.hasFocus() else 0.5
        painter.drawRect(QRectF(self.viewport().rect()).adjusted(edge, edge, -edge, -edge))

    def _paint_marks(self, painter: QPainter, accent: QColor) -> None:
        wash = QColor(accent)
        wash.setAlpha(30)
        for place in self._places:
            if place.block_id not in (self._chosen, self._hovered):
                continue
            area = self._on_screen(place, around=_AROUND / 2)
            if place.block_id == self._chosen:
                painter.fillRect(area, wash)
            bar = QRectF(area.x() - _BAR - 2, area.y(), _BAR, area.height())
            painter.fillRect(bar, accent if place.block_id == self._chosen else wash)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            block_id = self.block_at(event.position())
            if block_id:
                self.picked.emit(block_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.block_at(event.position()):
            self.entered.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.block_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")
        super().leaveEvent(event)

    def _hover(self, block_id: str) -> None:
        if block_id != self._hovered:
            self._hovered = block_id
            shape = Qt.CursorShape.PointingHandCursor if block_id else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            event.ignore()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self.anchor()
        super().resizeEvent(event)
        self._lay_out()
        if anchor is not None:
            self._return_to(anchor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
