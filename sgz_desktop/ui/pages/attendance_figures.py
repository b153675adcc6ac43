"""The figures above the roster: each with its formula while it has the focus or the pointer."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.services.tables.showing import FigureShown
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.plain import Elided, clear_layout
from sgz_desktop.ui.widgets.tab_order import put_in_place

_NAMES = {
    "attendance.required": "应到岗",
    "attendance.actual": "实到岗",
    "attendance.surplus": "超配",
    "attendance.shortfall": "缺配",
    "attendance.certified_required": "持证应到岗",
    "attendance.certified_actual": "持证实到岗",
    "attendance.certified_surplus": "持证超配",
    "attendance.certified_shortfall": "持证缺配",
    "attendance.experienced_actual": "≥2年实到岗",
    "staff.experienced_share": "≥2年占比",
    "attendance.retention": "稳岗率",
    "staff.mean": "平均在岗",
    "staff.certified_share": "持证率",
    "staff.total": "期末人数",
}
"""What is told above the grid, with short names; the rest of the figures is the report's affair."""
_MOST_PLACES = 8
"""So many open places of a figure are told at it; the grid goes to all of them."""
_ALARMING = ("attendance.shortfall", "attendance.certified_shortfall")


class FigureTile(QWidget):
    """One figure under its name.

    Signals: looked_at, when the focus or the pointer comes; left, when it goes; stepped, with −1 or 1.
    """

    looked_at = Signal()
    left = Signal()
    stepped = Signal(int)

    def __init__(self, figure: FigureShown) -> None:
        super().__init__()
        self.setObjectName(f"attendanceFigure_{figure.key}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_figure(figure)

    def show_figure(self, figure: FigureShown) -> None:
        """Show a figure of the same name as it is now."""
        self.figure = figure
        self.setAccessibleName(f"{figure.name} {self.text}")
        self.setAccessibleDescription(told(figure))
        self.setToolTip(told(figure))
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The figure with its sign: ? while something is open, ≠ where a bare one disagrees."""
        shown = self.figure
        if shown.value is None:
            return tr("待核")
        figure = shown.value.quantize(Decimal("0.01")) if shown.unit == "%" else shown.value
        text = f"{figure}%" if shown.unit == "%" else decimal_text(figure)
        return f"≠ {text}" if shown.disagrees else text

    @property
    def _wants_a_look(self) -> bool:
        shown = self.figure
        return shown.value is None or bool(shown.disagrees) or shown.key in _ALARMING

    def sizeHint(self) -> QSize:
        widest = max(
            QFontMetrics(self._small()).horizontalAdvance(_NAMES[self.figure.key]),
            QFontMetrics(self._large()).horizontalAdvance(self.text),
        )
        high = QFontMetrics(self._small()).height() + QFontMetrics(self._large()).height()
        return QSize(widest + 18, high + 6)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(text_px(self, 12))
        return font

    def _large(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(text_px(self, 15))
        font.setBold(True)
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), tokens_of(self)
        painter.setFont(self._small())
        painter.setPen(QColor(tokens.ink2))
        area = self.rect().adjusted(9, 3, -9, -3)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, top, _NAMES[self.figure.key])
        painter.setFont(self._large())
        painter.setPen(QColor(tokens.warn if self._wants_a_look else tokens.ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, self.text)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.looked_at.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        self.left.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.looked_at.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()


class FigureStrip(QWidget):
    """The figures side by side, one stop of Tab; the arrows go along them. Beneath, what one rests on."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("attendanceFigures")
        self.setAccessibleName(tr("到岗情况的数字"))
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tiles: list[FigureTile] = []
        self.line = Elided("", "second", name="attendanceFormula")

    def show_figures(self, figures: Sequence[FigureShown]) -> None:
        """Show these figures; where nothing changed, the focus stays where it is."""
        shown = [each for each in figures if each.key in _NAMES]
        if [each.figure.key for each in self._tiles] == [each.key for each in shown]:
            self._show_again(shown)
            return
        stood = next((each.figure.key for each in self._tiles if each.hasFocus()), None)
        clear_layout(self._flow)
        self._tiles = [self._tile(each) for each in shown]
        for tile in self._tiles:
            self._flow.addWidget(tile)
            tile.show()
        if self._tiles:
            first = next((each for each in self._tiles if each.figure.key == stood), self._tiles[0])
            first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            put_in_place(self, *self._tiles)
            if stood is not None:
                first.setFocus()
        self._say_none()
        self.updateGeometry()

    def _show_again(self, figures: Sequence[FigureShown]) -> None:
        """Show the same figures as they are now: a tick changes most of them, and none has another place."""
        changed = [each for each in zip(self._tiles, figures, strict=True) if each[0].figure != each[1]]
        for tile, figure in changed:
            tile.show_figure(figure)
        looked_at = next((each for each in self._tiles if each.hasFocus() or each.underMouse()), None)
        if changed and looked_at is not None:
            self.line.say(told(looked_at.figure))
        elif changed:
            self._say_none()

    def _tile(self, figure: FigureShown) -> FigureTile:
        tile = FigureTile(figure)
        tile.looked_at.connect(lambda: self.line.say(told(tile.figure)))
        tile.left.connect(self._say_none)
        tile.stepped.connect(lambda step: self._go(tile, step))
        return tile

    def _go(self, tile: FigureTile, step: int) -> None:
        place = self._tiles.index(tile) + step
        if 0 <= place < len(self._tiles):
            tile.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._tiles[place].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            put_in_place(self, *self._tiles)
            self._tiles[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_none(self) -> None:
        """What is said while nobody looks at a figure: those that disagree, else how to see formulas."""
        disagreeing = [each.figure.disagrees for each in self._tiles if each.figure.disagrees]
        hint = tr("指向一个数字，或用 Tab 和左右键走到它，看公式和出处") if self._tiles else ""
        self.line.say("；".join(disagreeing) or hint)


def told(figure: FigureShown) -> str:
    """A figure's formula, what of it is open, the bare figure that disagrees, and its cells."""
    parts = [f"{figure.name} = {figure.formula}" if figure.formula else figure.name]
    if figure.value is None:
        open_parts = tr("还有 {count} 处待核，暂不能算").format(count=figure.open_parts)
        parts.append(open_parts if figure.open_parts else tr("还不能算"))
        parts += figure.open_places[:_MOST_PLACES]
        if len(figure.open_places) > _MOST_PLACES:
            parts.append(tr("待核的还有 {count} 处").format(count=len(figure.open_places) - _MOST_PLACES))
    if figure.disagrees:
        parts.append(figure.disagrees.rstrip("。"))
    if figure.sources:
        more = tr(" 等 {count} 处").format(count=len(figure.sources)) if len(figure.sources) > 1 else ""
        parts.append(tr("出处 {first}{more}").format(first=figure.sources[0], more=more))
    return "；".join(parts) + "。"
