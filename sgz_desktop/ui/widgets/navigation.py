"""The pages at the left, each with the state of its stage; who works here and the time left beneath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from sgz_desktop.ui.tokens import TEXT_PX, TextSize, scaled, text_px, tokens_of
from sgz_desktop.ui.widgets.plain import Swatch, draw_ring, label, restyle, row

WIDTH = 200
_GROWS = 8
"""How much wider the column gets for each pixel that its text grows: less than the text, which has room."""
_ROW, _LEFT, _RIGHT, _RING = 38, 36, 10, 13


@dataclass(frozen=True, slots=True)
class Stage:
    """How far one page's part is: a share for the ring (None: there is none to tell) and a word or count."""

    share: float | None = None
    sign: str = ""
    is_warning: bool = False


class _PageButton(QPushButton):
    """One page."""

    def __init__(self, name: str, text: str, key: str) -> None:
        super().__init__(text)
        self.stage = Stage()
        self.setObjectName(f"nav_{name}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedHeight(_ROW)
        self.setToolTip(f"{text}（{key}）")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_stage(self, stage: Stage) -> None:
        """Show how far it is."""
        self.stage = stage
        self.setAccessibleName(f"{self.text()} {stage.sign}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 20, _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sel if self.isChecked() else tokens.line2))
            painter.drawRoundedRect(area, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 8, 8)
        if self.stage.share is not None:
            ring = QRectF(12, (self.height() - _RING) / 2, _RING, _RING)
            draw_ring(painter, ring, self.stage.share, self)
        self._draw_texts(painter, area.adjusted(_LEFT, 0, -_RIGHT, 0))

    def _draw_texts(self, painter: QPainter, area: QRectF) -> None:
        tokens, font = tokens_of(self), QFont(self.font())
        font.setBold(False)
        font.setPixelSize(text_px(self, 14))
        painter.setFont(font)
        ink = tokens.accent_ink if self.isChecked() else tokens.ink if self.isEnabled() else tokens.ink3
        painter.setPen(QColor(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())
        taken = QFontMetrics(font).horizontalAdvance(self.text()) + 6
        font.setPixelSize(text_px(self, 12))
        painter.setFont(font)
        plain = tokens.warn if self.stage.is_warning else tokens.ink2
        painter.setPen(QColor(tokens.good if self.stage.sign.endswith("✓") else plain))
        room = area.adjusted(taken, 0, 0, 0)
        # What has no room gives way from its front: the count of what is open stands last.
        sign = QFontMetrics(font).elidedText(self.stage.sign, Qt.TextElideMode.ElideLeft, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, sign)


class _Foot(QFrame):
    """Who works here, as a button, and how much of the day is left."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigationFoot")
        self._lines: tuple[str, ...] = ()
        self.worker = QPushButton()
        self.worker.setObjectName("workerButton")
        self.worker.setAutoDefault(False)
        self.left = label("", name="timeLeft")
        self.left.setIndent(0)
        self.left.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        column.addWidget(self.worker)
        column.addWidget(self.left)

    def show_worker(self, lines: Sequence[str]) -> None:
        """Show these lines, each as far as it has room."""
        self._lines = tuple(lines)
        whole = "，".join(lines)
        self.worker.setAccessibleName(self.tr("在这里工作的是：{text}").format(text=whole))
        self.worker.setToolTip(self.tr("{text}\n谁在这里工作（Ctrl+U）").format(text=whole))
        self._fit()

    def show_left(self, sentence: str, *, is_late: bool) -> None:
        """Show how much of the day is left; nothing for an empty sentence."""
        self.left.setText(sentence)
        self.left.setVisible(bool(sentence))
        if bool(self.left.property("late")) != is_late:
            self.left.setProperty("late", is_late)
            restyle(self.left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.worker.fontMetrics(), self.width() - 24
        elide = Qt.TextElideMode.ElideRight
        self.worker.setText("\n".join(metrics.elidedText(each, elide, room) for each in self._lines))


class Navigation(QFrame):
    """The left column of the window.

    Signals: wanted, with a page's name; worker_wanted, when somebody wants to say who works here.
    """

    wanted = Signal(str)
    worker_wanted = Signal()

    def __init__(self, pages: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 0)
        column.setSpacing(2)
        swatch = Swatch()
        swatch.setFixedSize(22, 34)
        brand = label(self.tr("社工站评估"), name="brand")
        column.addLayout(row(10, swatch, brand, None))
        column.addSpacing(4)
        self._buttons: dict[str, _PageButton] = {}
        for name, text, key in pages:
            button = _PageButton(name, text, key)
            button.clicked.connect(lambda _=False, wanted=name: self.wanted.emit(wanted))
            self._group.addButton(button)
            self._buttons[name] = button
            column.addWidget(button)
        column.addStretch(1)
        self._foot = _Foot()
        self.worker = self._foot.worker
        self.worker.clicked.connect(self.worker_wanted)
        column.addWidget(self._foot)
        self.measure(TextSize.STANDARD)
        self.show_worker("", "")

    def measure(self, size: TextSize) -> None:
        """Be as large as text of this size needs."""
        self.setFixedWidth(WIDTH + _GROWS * (TEXT_PX[size] - TEXT_PX[TextSize.STANDARD]))
        for button in self._buttons.values():
            button.setFixedHeight(scaled(_ROW, size))

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        self._buttons[name].setChecked(True)

    def show_stages(self, stages: Mapping[str, Stage] | None) -> None:
        """Show the states; None while no evaluation is open, which leaves only the home page."""
        for name, button in self._buttons.items():
            button.setEnabled(name == "home" or stages is not None)
            button.show_stage((stages or {}).get(name, Stage()))

    def show_worker(self, name: str, behalf: str, role: str = "") -> None:
        """Show who works here with their role, and on whose behalf."""
        who = name or self.tr("未说明是谁")
        lines = [self.tr("{who} · {role}").format(who=who, role=role) if name and role else who]
        if behalf:
            lines.append(self.tr("代 {behalf} 录入").format(behalf=behalf))
        self._foot.show_worker(lines)

    def show_left(self, sentence: str, *, is_late: bool = False) -> None:
        """Show how much of today's plan is left; nothing for an empty sentence."""
        self._foot.show_left(sentence, is_late=is_late)
