"""A chart of the report as a card: drawn when it can be seen, in the window's colours, told in words too."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QPainter, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sgz_desktop.assets import fallback_font
from sgz_desktop.errors import SgzError
from sgz_desktop.ui.jobs import Jobs, Progress
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.widgets.plain import Card, label, row

if TYPE_CHECKING:
    from sgz_desktop.services.charting import Charting, Colours, Shown

LEAST_WIDTH, MOST_WIDTH = 300, 1680
"""Pixels: in narrower ones bars tell nothing any more, in wider ones label and figure lose one another."""
_MARGIN = 14
_UNHURRIED_MS = 150
"""How long a page has stood before fonts are read for the first chart."""
_LOOKS_CHANGE = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.DevicePixelRatioChange)
_OPEN, _FOLDED = "open", "folded"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """All that a picture depends on: equal ones look the same."""

    shown: "Shown"
    width: int
    colours: "Colours"
    ratio: float


class ChartCard(QWidget):
    """A chart under its title; what is shown stays until the next picture is there.

    With a `key` it can be folded, which the laptop remembers.
    """

    def __init__(
        self, session: Session, jobs: Jobs, describe: "Callable[[UUID], Shown]", *, name: str, key: str = ""
    ) -> None:
        super().__init__()
        self._session, self._jobs, self._describe, self._key = session, jobs, describe, key
        self._wanted: _Wanted | None = None
        self._is_running = False
        self._soon = _timer(self, self._look)
        self._unhurried = _timer(self, self._draw_beside)
        self.setObjectName(name)
        self._title = label("", "head", name=f"{name}_title")
        self._fold = QPushButton()
        self._fold.setObjectName(f"{name}_fold")
        self._fold.setProperty("flat", True)
        self._fold.setProperty("small", True)
        if not key:
            self._fold.hide()
        self._fold.clicked.connect(self._turn)
        self._picture = QLabel()
        self._picture.setObjectName(f"{name}_picture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._picture.hide()
        self._said = label("", "quiet", wrap=True, name=f"{name}_said")
        self._card = Card(margin=_MARGIN)
        self._card.body.addWidget(self._picture)
        self._card.body.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row(self._title, None, self._fold))
        column.addWidget(self._card)
        self._show_fold(is_open=not key or session.program.desk.recall(key) != _FOLDED)

    def begin_anew(self) -> None:
        """Another evaluation is open: what was drawn is not its chart."""
        self._wanted = None
        self._say("")

    def refresh(self) -> None:
        """Show the chart as it is now, once what is being done is done, and only where it can be seen."""
        if self.isVisible():
            self._soon.start()

    def _look(self) -> None:
        """Draw again where the chart, its room or its colours are others than those shown."""
        if self._session.evaluation_id is None or not self.isVisible():
            return
        shown = self._describe(self._session.open_id)
        self._title.setText(shown.title)
        wanted = _Wanted(shown, self._room(), self._colours(), self.devicePixelRatioF())
        if wanted == self._wanted or self._card.isHidden():
            return
        self._wanted = wanted
        if shown.chart is None:
            self._say(shown.sentence)
        elif self._charting.is_quick:
            self._draw(wanted)
        else:
            # The first one reads fonts: beside the window, and once its page stands.
            self._say(self.tr("正在准备图表…"), keep=shown.least_height)
            self._unhurried.start(_UNHURRIED_MS)

    def _draw(self, wanted: _Wanted) -> None:
        try:
            self._put(_svg(self._charting, wanted), wanted)
        except SgzError as error:
            self._say(str(error))

    def _draw_beside(self) -> None:
        wanted = self._wanted
        if wanted is None or wanted.shown.chart is None or self._is_running:
            return
        if not self._card.isVisible():
            self._wanted = None  # looked at again when it is seen again
            return
        self._is_running = True
        self._jobs.start(
            self.tr("准备图表"),
            partial(_work, self._charting, wanted),
            done=lambda svg: self._end_first(svg, wanted),
            failed=self._end_without,
        )

    def _end_first(self, svg: bytes, wanted: _Wanted) -> None:
        self._is_running = False
        if self._wanted == wanted:
            self._put(svg, wanted)
        else:
            self._wanted = None
        self._look()

    def _end_without(self, sentence: str) -> None:
        self._is_running = False
        self._wanted = None  # tried again when it is next looked at
        self._say(sentence)

    def _put(self, svg: bytes, wanted: _Wanted) -> None:
        picture = picture_of(svg, wanted.ratio)
        self._picture.setPixmap(picture)
        self._picture.setFixedHeight(round(picture.deviceIndependentSize().height()))
        self._picture.setAccessibleName(wanted.shown.sentence)
        self._said.hide()
        self._picture.show()

    def _say(self, sentence: str, *, keep: int = 0) -> None:
        """A sentence in the picture's place, in at least so many pixels."""
        self._picture.clear()
        self._picture.hide()
        self._said.setText(sentence)
        self._said.setMinimumHeight(keep)
        self._said.show()

    def _turn(self) -> None:
        is_open = self._card.isHidden()
        self._session.program.desk.remember(self._key, _OPEN if is_open else _FOLDED)
        self._show_fold(is_open=is_open)
        self.refresh()

    def _show_fold(self, *, is_open: bool) -> None:
        self._card.setVisible(is_open)
        self._fold.setText(self.tr("收起") if is_open else self.tr("展开"))
        self._fold.setAccessibleName(self.tr("收起图表") if is_open else self.tr("展开图表"))

    def _room(self) -> int:
        return max(LEAST_WIDTH, min(MOST_WIDTH, self.width() - 2 * (_MARGIN + 1)))

    def _colours(self) -> "Colours":
        from sgz_desktop.services.charting import Colours

        tokens = tokens_of(self)
        return Colours(ink=tokens.ink, fill=tokens.accent, frame=tokens.ink3, ground=tokens.line2)

    @property
    def _charting(self) -> "Charting":
        return self._session.program.charting

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS_CHANGE:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def picture_of(svg: bytes, ratio: float) -> QPixmap:
    """An SVG document in its own size, sharp on a screen of that many points to a pixel."""
    from PySide6.QtSvg import QSvgRenderer

    _bring_our_font()
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.defaultSize()
    found = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    found.setDevicePixelRatio(ratio)
    found.fill(Qt.GlobalColor.transparent)
    painter = QPainter(found)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return found


@cache
def _bring_our_font() -> None:
    """Charts name the fonts of the paper, and the one we carry is none of the system's."""
    QFontDatabase.addApplicationFont(str(fallback_font()))


def _timer(parent: QWidget, slot: Callable[[], None]) -> QTimer:
    found = QTimer(parent)
    found.setSingleShot(True)
    found.timeout.connect(slot)
    return found


def _svg(charting: "Charting", wanted: _Wanted) -> bytes:
    return charting.svg(wanted.shown, width=wanted.width, colours=wanted.colours)


def _work(charting: "Charting", wanted: _Wanted, _: Progress) -> bytes:
    """Runs in the job's thread: nothing here may touch a widget."""
    return _svg(charting, wanted)
