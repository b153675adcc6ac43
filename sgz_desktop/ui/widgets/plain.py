"""Labels, chips, cards, rules and bars: the things that only show."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.widgets.mnemonics import take_letter


def label(text: str = "", part: str = "", *, wrap: bool = False, name: str = "") -> QLabel:
    """A label of one of the parts the style sheet knows: hint, second, quiet, head, title, strong, figure."""
    found = QLabel(text)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(wrap)
    if part:
        found.setProperty("part", part)
    if name:
        found.setObjectName(name)
    return found


def caption(text: str, field: QWidget, *, wrap: bool = False) -> QLabel:
    """The name above a field; in a dialog it has a letter that leads into the field."""
    found = label(text, "quiet", wrap=wrap)
    found.setBuddy(field)
    take_letter(found)
    return found


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's changed properties."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Elided(QLabel):
    """A label that takes the room its text needs and shortens it where there is less."""

    def __init__(self, text: str = "", part: str = "", *, name: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setProperty("part", part)
        self.setObjectName(name)

    def say(self, text: str) -> None:
        """Show a text, whole beneath the pointer."""
        self.setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class Chip(QLabel):
    """A short word on a coloured ground: plain, accent, good, warn or bad."""

    def __init__(self, text: str = "", tone: str = "plain", *, name: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)

    def say(self, text: str, tone: str) -> None:
        """Show another word, in another tone."""
        self.setText(text)
        if self.property("chip") != tone:
            self.setProperty("chip", tone)
            restyle(self)


class Card(QFrame):
    """A frame on the page: plain, quiet (no ground), warn, bad or good; its contents go into `body`."""

    def __init__(self, tone: str = "plain", *, margin: int = 14, spacing: int = 8, name: str = "") -> None:
        super().__init__()
        self.setProperty("card", tone)
        if name:
            self.setObjectName(name)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin - 2, margin, margin - 2)
        self.body.setSpacing(spacing)


def upright() -> QFrame:
    """A thin line down."""
    found = QFrame()
    found.setProperty("part", "upright")
    return found


def row(*parts: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Things side by side; a number is a gap, None is the room that is left."""
    found = QHBoxLayout()
    found.setContentsMargins(0, 0, 0, 0)
    found.setSpacing(spacing)
    for part in parts:
        if part is None:
            found.addStretch(1)
        elif isinstance(part, int):
            found.addSpacing(part)
        elif isinstance(part, QLayout):
            found.addLayout(part)
        else:
            found.addWidget(part)
    return found


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (taken := layout.takeAt(0)) is not None:
        inner, widget = taken.layout(), taken.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


class Bar(QWidget):
    """How much is done, as a line that fills."""

    def __init__(self, *, name: str = "") -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(6)
        self.setMinimumWidth(60)
        if name:
            self.setObjectName(name)

    def show_share(self, done: int, total: int) -> None:
        """Fill by done of total."""
        self._share = done / total if total else 0.0
        self.setAccessibleName(f"{done}/{total}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_bar(painter, QRectF(self.rect()), self._share, self)


def draw_bar(
    painter: QPainter, area: QRectF, share: float, on: QWidget, *, is_selected: bool = False
) -> None:
    """A filling line within an area, in the colours of a widget; a selected row has a ground of its own."""
    tokens = tokens_of(on)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.track_sel if is_selected else tokens.track))
    painter.drawRoundedRect(area, 3, 3)
    if share > 0:
        filled = QRectF(area)
        filled.setWidth(max(area.height(), area.width() * min(1.0, share)))
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(filled, 3, 3)


def draw_ring(painter: QPainter, area: QRectF, share: float | None, on: QWidget) -> None:
    """A ring filled by a share; None draws it empty: a thin line that the eye finds on any ground."""
    tokens = tokens_of(on)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.ink3), 1.25))
    painter.drawEllipse(area)
    if share:
        painter.setPen(QPen(QColor(tokens.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(area, 90 * 16, -int(min(1.0, share) * 360 * 16))


class Empty(QWidget):
    """What a page says while there is nothing on it: what will be here, and how it comes."""

    def __init__(self, title: str, text: str, *, name: str = "") -> None:
        super().__init__()
        if name:
            self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        self.title = label(title, "title")
        self.text = label(text, "quiet", wrap=True)
        for each in (self.title, self.text):
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(each)
        self.buttons = row(None, spacing=10)
        column.addSpacing(8)
        column.addLayout(self.buttons)
        column.addStretch(2)

    def offer(self, *buttons: QWidget) -> None:
        """Put the buttons that fill the page beneath the text."""
        for each in buttons:
            self.buttons.addWidget(each)
        self.buttons.addStretch(1)


class Swatch(QWidget):
    """The program's sign beside its name."""

    def sizeHint(self) -> QSize:
        return QSize(22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens_of(self).accent))
        painter.drawRoundedRect(QRectF(0, (self.height() - 22) / 2, 22, 22), 5, 5)
