"""The pages at the left, each with the state of its stage, and who works here beneath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout

from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.widgets.plain import Swatch, draw_ring, label, row

WIDTH = 200


@dataclass(frozen=True, slots=True)
class Stage:
    """How far one page's part is: a share for the ring (None: nothing to fill) and a word or count."""

    share: float | None = None
    sign: str = ""


class _PageButton(QPushButton):
    """One page."""

    def __init__(self, name: str, text: str, key: str) -> None:
        super().__init__(text)
        self.stage = Stage()
        self.setObjectName(f"nav_{name}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFixedHeight(38)
        self.setToolTip(f"{text}（{key}）")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_stage(self, stage: Stage) -> None:
        """Show how far it is."""
        self.stage = stage
        self.setAccessibleName(f"{self.text()} {stage.sign}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 20, 38)

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
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 8, 8)
        draw_ring(painter, QRectF(12, (self.height() - 13) / 2, 13, 13), self.stage.share, self)
        font = QFont(self.font())
        font.setPixelSize(14)
        font.setBold(False)
        painter.setFont(font)
        ink = tokens.accent_ink if self.isChecked() else tokens.ink if self.isEnabled() else tokens.ink3
        painter.setPen(QColor(ink))
        painter.drawText(area.adjusted(36, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(tokens.good if self.stage.sign == "✓" else tokens.ink2))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area.adjusted(36, 0, -10, 0), right, self.stage.sign)


class Navigation(QFrame):
    """The left column of the window.

    Signals: wanted, with a page's name; worker_wanted, when somebody wants to say who works here.
    """

    wanted = Signal(str)
    worker_wanted = Signal()

    def __init__(self, pages: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setFixedWidth(WIDTH)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 6)
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
        self.worker = QPushButton()
        self.worker.setObjectName("workerButton")
        self.worker.setAutoDefault(False)
        self.worker.setToolTip(self.tr("谁在这里工作（Ctrl+U）"))
        self.worker.clicked.connect(self.worker_wanted)
        column.addWidget(self.worker)
        self.show_worker("", "")

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        self._buttons[name].setChecked(True)

    def show_stages(self, stages: Mapping[str, Stage] | None) -> None:
        """Show the states; None while no evaluation is open, which leaves only the home page."""
        for name, button in self._buttons.items():
            button.setEnabled(name == "home" or stages is not None)
            button.show_stage((stages or {}).get(name, Stage()))

    def show_worker(self, name: str, behalf: str) -> None:
        """Show who works here, and on whose behalf."""
        who = name or self.tr("未说明是谁")
        text = self.tr("{who}\n代 {behalf} 录入").format(who=who, behalf=behalf) if behalf else who
        self.worker.setText(text)
        self.worker.setAccessibleName(self.tr("在这里工作的是：{text}").format(text=text.replace("\n", "，")))
