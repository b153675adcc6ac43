"""The questions of the deliberation as a table: items with every expert's mark and the spread."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from sgz_desktop.domain.mark import NotApplicable
from sgz_desktop.domain.result import LineState
from sgz_desktop.domain.veil import VEILED, VEILED_WHY
from sgz_desktop.services.deliberating import Question, Voice
from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.fitting import widths_within
from sgz_desktop.ui.texts import NOTHING, tr

_SPREAD, _FINAL = 1, 2
_SUBJECT_AT_LEAST = 220
"""Pixels: code and review group, and enough of the subject to know the item."""
_WIDE = Decimal("0.3")
"""From this part of an item's points on a spread is marked as a wide one."""
_STANDS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
Key = tuple[str, UUID | None]


class Wanted(StrEnum):
    """Which questions are listed."""

    DIFFER = "differ"
    PENDING = "pending"
    SETTLED = "settled"
    ALL = "all"


def is_wanted(question: Question, wanted: Wanted) -> bool:
    """Whether a question belongs to a filter's list."""
    if wanted is Wanted.ALL:
        return True
    if wanted is Wanted.SETTLED:
        return question.final is not None
    if wanted is Wanted.PENDING:
        return question.is_pending
    return question.differs and question.final is None


def wanted_name(wanted: Wanted) -> str:
    """A filter's name."""
    return {
        Wanted.DIFFER: tr("有分歧"),
        Wanted.PENDING: tr("待议"),
        Wanted.SETTLED: tr("已有结论"),
        Wanted.ALL: tr("全部"),
    }[wanted]


def mark_text(points: Decimal | None) -> str:
    """Points with two decimals, so that they stand under one another, or with as many as they have."""
    places = None if points is None or points != round(points, 2) else 2
    return figure_text(points, places)


def voice_text(voice: Voice | None) -> str:
    """A mark in a cell: points, / for not applicable, a dash while it is open, dots where it is hidden."""
    if voice is None:
        return ""
    if voice.is_hidden:
        return VEILED
    if voice.state is LineState.ANSWERED:
        return mark_text(voice.points)
    return {LineState.NOT_APPLICABLE: "/", LineState.PENDING: tr("待议")}.get(voice.state, NOTHING)


def spread_text(question: Question) -> str:
    """The spread with a sign that tells it without colour: ▲ wide, △ small, ≠ where kinds differ."""
    if question.is_split:
        return tr("≠ 有不适用")
    if question.spread is None:
        return ""
    if not question.spread:
        return tr("一致")
    share = figure_text((question.share or Decimal(0)) * 100, 0)
    sign = "▲" if _is_wide(question) else "△"
    return f"{sign} {figure_text(question.spread)} · {share}%"


def spread_tone(question: Question) -> str:
    """The chip colour of the spread."""
    if question.is_split or _is_wide(question):
        return "bad"
    return "warn" if question.spread else "plain"


def final_text(question: Question) -> str:
    """The final word in a cell."""
    if question.final is None:
        return tr("待议") if question.is_pending else ""
    if isinstance(question.final.answer, NotApplicable):
        return "✓ /"
    return f"✓ {mark_text(question.final_points)}"


def _is_wide(question: Question) -> bool:
    return question.share is not None and question.share >= _WIDE


def _order(question: Question) -> tuple[bool, Decimal]:
    return question.is_split, Decimal(-1) if question.share is None else question.share


def title_of(question: Question) -> str:
    """Code, review group and subject: what tells questions apart comes first, where room is short."""
    where = f" · {question.group_name}" if question.group_name else ""
    return f"{question.item.code}{where}　{question.item.subject}"


class QuestionTable(QTableView):
    """A row a question; the experts are its columns.

    Signals: turned, with the question that is now selected; chosen, when Enter is pressed on one.
    """

    turned = Signal(object)
    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("questionTable")
        self.setAccessibleName(self.tr("合议的项目"))
        self._people: tuple[tuple[UUID, str], ...] | None = None
        self._lines = RecordModel((), self)
        self.setModel(self._lines)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.take_key: Callable[[str, Qt.Key], bool] = lambda _text, _key: False
        self._is_showing = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fit)
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in the order shown."""
        return self._lines.records

    @property
    def question(self) -> Question | None:
        """The question that is selected."""
        row = self.currentIndex().row()
        return self._lines.record(row) if 0 <= row < self._lines.rowCount() else None

    def show_questions(self, questions: Sequence[Question], people: Sequence[tuple[UUID, str]]) -> None:
        """Show these questions with a column for each of these experts; the selected one stays so."""
        before = self.question
        self._is_showing = True
        if tuple(people) != self._people:
            self._people = tuple(people)
            self._lines.show_columns(_columns(self._people, self), questions)
            self.horizontalHeader().setSortIndicator(_SPREAD, Qt.SortOrder.DescendingOrder)
            self.setSortingEnabled(True)
            self.sortByColumn(_SPREAD, Qt.SortOrder.DescendingOrder)
        else:
            self._lines.show(questions)
        self._is_showing = False
        self._fit()
        if not (before is not None and self.select(before.key)) and questions:
            self.select(self._lines.record(0).key)

    def select(self, key: Key) -> bool:
        """Select a question; False where it is not listed."""
        for number, each in enumerate(self._lines.records):
            if each.key == key:
                flag = QItemSelectionModel.SelectionFlag
                index = self._lines.index(number, 0)
                self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
                self.scrollTo(index)
                return True
        return False

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_showing:
            self.turned.emit(self._lines.record(index.row()))

    def _fit(self) -> None:
        """Room by the letters of the moment; where nothing is settled the final words need none."""
        if self._people is None:
            return
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        columns, header = list(_columns(self._people, self)), self.horizontalHeader()
        is_settled = any(map(final_text, self._lines.records))
        if not is_settled:
            columns[_FINAL] = replace(columns[_FINAL], width=0)
        for number, width in enumerate(widths_within(columns, self.viewport().width())):
            header.resizeSection(number, width)
        header.setSectionHidden(_FINAL, not is_settled)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key not in _STANDS and self.take_key(event.text(), key):
            return
        super().keyPressEvent(event)


def _columns(people: Sequence[tuple[UUID, str]], on: QTableView) -> tuple[Column, ...]:
    metrics = on.fontMetrics()

    def room(text: str, around: int = 22) -> int:
        return metrics.horizontalAdvance(text) + around

    def of(person_id: UUID, name: str) -> Column:
        def voice(question: Question) -> Voice | None:
            return next((each for each in question.voices if each.person_id == person_id), None)

        return Column(
            name,
            lambda each: voice_text(voice(each)),
            width=min(room(name, 26), room("八个字的专家姓名")),
            least=max(room("0.00"), min(room(name, 16), room("三个字", 16))),
            figure=True,
            sort=lambda each: _sortable(voice(each)),
            hint=lambda each: _hint(each, voice(each)),
        )

    return (
        Column(
            tr("项目"),
            title_of,
            width=300,
            least=_SUBJECT_AT_LEAST,
            sort=lambda each: each.key[0],
            hint=title_of,
        ),
        Column(tr("分歧"), spread_text, width=room("▲ 0.00 · 100%", 16), chip=spread_tone, sort=_order),
        Column(
            tr("结论"),
            final_text,
            width=room("✓ 0.00", 26),
            chip=lambda each: "good" if each.final else "warn",
            sort=lambda each: (each.final is None, each.is_pending),
        ),
        *(of(person_id, name) for person_id, name in people),
    )


def _sortable(voice: Voice | None) -> Decimal:
    return Decimal(-1) if voice is None or voice.points is None else voice.points


def _hint(question: Question, voice: Voice | None) -> str:
    if voice is None:
        return tr("没有安排评这一项")
    if voice.is_hidden:
        return VEILED_WHY
    working = question.working(voice.answer)
    return f"{working}\n{voice.note}" if voice.note else working
