"""Choosing the evaluation that a new one is made like, and what is different this time."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QTableView, QVBoxLayout

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.errors import Refused
from sgz_desktop.ui.columns import Column, Filter, RecordModel
from sgz_desktop.ui.dialogs.new_steps import Fields, phases
from sgz_desktop.ui.figures import phase_name
from sgz_desktop.ui.fitting import fit_columns
from sgz_desktop.ui.reading import read_date
from sgz_desktop.ui.texts import date_text, tr
from sgz_desktop.ui.widgets.mnemonics import take_letter
from sgz_desktop.ui.widgets.plain import caption, label, row
from sgz_desktop.ui.widgets.typing_fields import Line

_AFTER = {Phase.MIDTERM: Phase.FINAL, Phase.FINAL: Phase.MIDTERM}


class _Search(Line):
    """A search whose arrows move in the list beneath it."""

    def __init__(self, rows: QTableView) -> None:
        super().__init__(
            name="askNew_search", title=tr("找以前的评估"), placeholder=tr("搜索社工站、区、年份…")
        )
        self._rows = rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            by = 1 if event.key() == Qt.Key.Key_Down else -1
            place = self._rows.currentIndex().row() + by
            if 0 <= place < self._rows.model().rowCount():
                self._rows.selectRow(place)
            return
        super().keyPressEvent(event)


class LikeStep(Fields):
    """An evaluation to copy from, found by words; phase, day, and whether its people come again."""

    def __init__(self, listed: Sequence[Any], source: Any) -> None:
        super().__init__()
        columns = (
            Column(tr("社工站"), lambda each: each.station, width=260, least=200),
            Column(tr("阶段"), lambda each: phase_name(each.phase), width=60),
            Column(tr("评估日"), lambda each: date_text(each.visit_date), width=110),
            Column(tr("区"), lambda each: each.district, width=110, least=70, gives_way=True),
        )
        self._model = RecordModel(columns, self)
        self._model.show(sorted(listed, key=lambda each: date_text(each.visit_date), reverse=True))
        self._filter = Filter(self._model, self)
        self._table = _table(self._filter)
        fit_columns(self._table, columns)
        self._search = _Search(self._table)
        self._search.typed.connect(self._search_now)
        self._phase = phases("askLike_phase")
        day = self.line("askLike_day", "day", tr("评估日期"), read_date, "2025-01-16")
        self._people = QCheckBox(tr("带上原来的人员和分工"))
        take_letter(self._people)
        self._people.setObjectName("askLike_people")
        says = tr(
            "照搬各方、片区、社区、评审组、协议、服务指标的名目、评分标准和报告体例；评分、观察、数字和日期不带。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._search)
        column.addWidget(self._table, 1)
        phase_title, day_title = (
            caption(tr("评估阶段"), self._phase),
            caption(tr("评估日期"), self.field("day")),
        )
        column.addLayout(row(phase_title, self._phase, 8, day_title, day))
        column.addWidget(self._people)
        column.addWidget(label(says, "second", wrap=True))
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._suggest())
        place = self._filter.place_of(source) if source is not None else self._filter.index(0, 0)
        self._table.selectRow(place.row())

    def read(self) -> dict[str, Any]:
        """Which one, and what is different. Raises Refused."""
        chosen = self._chosen()
        if chosen is None:
            raise Refused("source", tr("请选一次以前的评估。"))
        return {
            **super().read(),
            "source_id": chosen.id,
            "phase": self._phase.value,
            "with_people": self._people.isChecked(),
        }

    def begin(self) -> None:
        """Go to the search."""
        self._search.setFocus()
        self._table.scrollTo(self._table.currentIndex())

    def _chosen(self) -> Any:
        rows = self._table.selectionModel().selectedRows()
        return self._filter.record(rows[0].row()) if rows else None

    def _suggest(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._phase.choose(_AFTER[chosen.phase])

    def _search_now(self) -> None:
        self._filter.search(self._search.text())
        if self._chosen() is None and self._filter.rowCount():
            self._table.selectRow(0)


def _table(rows: Filter) -> QTableView:
    found = QTableView()
    found.setObjectName("askNew_source")
    found.setAccessibleName(tr("以前的评估"))
    found.setModel(rows)
    found.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    found.setShowGrid(False)
    found.setTabKeyNavigation(False)
    found.verticalHeader().hide()
    found.horizontalHeader().setHighlightSections(False)
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    found.setMinimumHeight(200)
    return found
