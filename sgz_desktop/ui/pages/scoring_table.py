"""The score table: components with their groups, parties, total, as the report prints it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView

from sgz_desktop.domain.result import ComponentScore, PartyScore, Score, Source
from sgz_desktop.domain.veil import VEILED, VEILED_WHY, Veil
from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.delegates import CellDelegate, Index
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.fitting import fit_columns
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import NOTHING, tr
from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.wording import source_name

_ROW = 38
_CONVERTED = 3
_FIGURES = (2, _CONVERTED)
_LETTERS_CHANGE = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One row: name, possible points, the points before and after rounding, where they came from."""

    name: str
    possible: Decimal | None
    points: Fraction | None
    converted: Decimal | None
    source: str
    is_sum: bool = False
    bounds: tuple[Decimal, Decimal] | None = None
    code: str = ""
    """Where the proof tells it: total, party.<code> or component.<code>."""
    exact: Fraction | None = None
    """What the parts come to before each is rounded, where the converted points are the sum of theirs."""
    is_veiled: bool = False
    """Whether its figures rest on hidden marks."""


class AsHighAsRows(QTableView):
    """A table that never scrolls: it is as high as its rows are in the letters of the moment."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.fit_height)

    def fit_height(self) -> None:
        """Be as high as the rows."""
        row, header = max(_ROW, self.fontMetrics().height() + 16), self.horizontalHeader().sizeHint().height()
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(self.model().rowCount() * row + header + 2 * self.frameWidth() + 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LETTERS_CHANGE:
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()  # letters that grew while another page was seen


class ScoreTable(AsHighAsRows):
    """The table, as high as its rows.

    Signals: proof_wanted, with the code of the row whose figure was clicked or Enter pressed on.
    """

    proof_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("scoreTable")
        self.setAccessibleName(self.tr("得分表"))
        self._session = session
        self._lines = RecordModel(_columns(), self)
        self.setModel(self._lines)
        self.setItemDelegate(_ScoreDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.clicked.connect(self._open_figure)
        self.entered.connect(self._point)
        self.horizontalHeader().setHighlightSections(False)
        fit_columns(self, self._lines.columns)

    def show_score(self, score: Score, veil: Veil) -> None:
        """Show this score; dots for what rests on hidden marks."""
        self._lines.show(tuple(_lines(score, veil)))
        self.fit_height()

    def _open_figure(self, index: QModelIndex) -> None:
        if index.column() in _FIGURES:
            self.proof_wanted.emit(self._lines.record(index.row()).code)

    def _point(self, index: QModelIndex) -> None:
        shape = (
            Qt.CursorShape.PointingHandCursor if index.column() in _FIGURES else Qt.CursorShape.ArrowCursor
        )
        self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.proof_wanted.emit(self._lines.record(row).code)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._lines.index(0, 0))


class _ScoreDelegate(CellDelegate):
    """The total on a ground of its own, as the largest figure of the table."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The total on its ground, which the style sheet would leave white."""
        if index.row() == index.model().rowCount() - 1:
            painter.fillRect(option.rect, QColor(tokens_of(self._table).accent_weak))
        super().paint(painter, option, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.row() == index.model().rowCount() - 1:
            font = QFont(option.font)
            font.setBold(True)
            is_firm = index.column() == _CONVERTED and "–" not in option.text
            if is_firm:
                font.setPixelSize(max(20, font.pixelSize() * 10 // 7))
            option.font = font


def _lines(score: Score, veil: Veil) -> Iterator[ScoreLine]:
    needs = {each.source for each in score.parties}
    if Source.NOT_NEEDED not in needs or score.components:
        for component in score.components:
            yield _veiled(_component(component, veil), is_veiled=component.code in veil.components)
    for party in score.parties:
        is_sum = party.source is Source.COMPONENTS
        yield _veiled(_party(party, score), is_veiled=is_sum and bool(veil.components))
    bounds = None
    if score.total is None and score.floor is not None and score.ceiling is not None:
        bounds = score.floor, score.ceiling
    possible = sum((each.possible for each in score.parties), Decimal(0))
    total = ScoreLine(tr("总分"), possible, None, score.total, "", is_sum=True, bounds=bounds, code="total")
    yield _veiled(total, is_veiled=veil.total)


def _veiled(line: ScoreLine, *, is_veiled: bool) -> ScoreLine:
    if not is_veiled:
        return line
    return replace(line, points=None, converted=None, bounds=None, exact=None, is_veiled=True)


def _component(component: ComponentScore, veil: Veil) -> ScoreLine:
    bounds = None if component.converted is not None else (component.floor, component.ceiling)
    several = len(component.groups) > 1
    name = component.name
    if several and component.points is not None and component.code not in veil.components:
        name += "　" + " · ".join(_exact(each.points) for each in component.groups) + tr(" 的均值")
    return ScoreLine(
        name,
        component.possible,
        component.points,
        component.converted,
        source_name(component.source),
        bounds=bounds,
        code=f"component.{component.code}",
    )


def _party(party: PartyScore, score: Score) -> ScoreLine:
    bounds = None
    if party.converted is None and party.floor is not None and party.ceiling is not None:
        bounds = party.floor, party.ceiling
    line = ScoreLine(
        party.name,
        party.possible,
        party.points,
        party.converted,
        source_name(party.source),
        is_sum=True,
        bounds=bounds,
        code=f"party.{party.code}",
    )
    is_sum_of_parts = party.source is Source.COMPONENTS and party.converted == sum(
        each.converted or 0 for each in score.components
    )
    # Its points were rounded part by part: a figure before rounding would only contradict the one beside it.
    if not is_sum_of_parts:
        return line
    return replace(line, name=party.name + tr("　各分项折算分之和"), points=None, exact=party.points)


def _exact(points: Fraction | None) -> str:
    """Points as short as they read without rounding, else with three decimals."""
    if points is None:
        return NOTHING
    for places in range(4):
        shown = round(points * 10**places)
        if Fraction(shown, 10**places) == points:
            return format(Decimal(shown).scaleb(-places), "f")
    return format(_half_up(points, 3), "f")


def _points_text(line: ScoreLine) -> str:
    """Three decimals, or as many more as a reader needs to arrive at the converted points."""
    if line.points is None:
        return ""
    for places in range(3, 7):
        shown = _half_up(line.points, places)
        if line.converted is None or figure_text(shown, 2) == figure_text(line.converted, 2):
            return format(shown, "f")
    return format(_half_up(line.points, 6), "f")


def _hint(line: ScoreLine) -> str:
    """How the assessor's points come about; "" where nothing needs to be said."""
    if line.is_veiled:
        return VEILED_WHY
    if line.exact is None:
        return ""
    text = tr("各分项先各自四舍五入，再把折算分相加得 {converted}。不先取整，各分项的评分合计 {exact}。")
    return text.format(converted=figure_text(line.converted, 2), exact=_exact(line.exact))


def _half_up(points: Fraction, places: int) -> Decimal:
    return Decimal(int(points * 10**places + Fraction(1, 2))).scaleb(-places)


def _converted_text(line: ScoreLine) -> str:
    if line.is_veiled:
        return VEILED
    if line.converted is not None:
        return figure_text(line.converted, 2)
    if line.bounds is not None:
        return f"{figure_text(line.bounds[0], 2)}–{figure_text(line.bounds[1], 2)}"
    return NOTHING


def _share(line: ScoreLine) -> float | None:
    if line.converted is None or not line.possible:
        return None
    return float(line.converted / line.possible)


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            tr("评估内容"),
            lambda each: each.name,
            width=260,
            least=102,
            strong=lambda each: each.is_sum,
            hint=lambda each: _hint(each) or each.name,
        ),
        Column(tr("标准分"), lambda each: figure_text(each.possible), width=70, least=56, figure=True),
        Column(tr("评分"), _points_text, hint=_hint, width=90, least=66, figure=True),
        Column(
            tr("折算分"),
            _converted_text,
            hint=_hint,
            width=120,
            least=116,
            figure=True,
            strong=lambda _: True,
        ),
        Column("", lambda _: "", width=120, least=60, share=_share, gives_way=True),
        Column(tr("来源"), lambda each: each.source, width=86, least=76),
    )
