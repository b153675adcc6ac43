"""Service indicators: agreed and done amounts as a grid, and the names of the chosen one beneath."""

from collections.abc import Callable, Collection
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QStackedWidget, QTableView, QVBoxLayout, QWidget

from sgz_desktop.domain.indicator import Indicator, IndicatorValue
from sgz_desktop.domain.places import Zone
from sgz_desktop.errors import Refused
from sgz_desktop.services.reporting.indicators import standing_in
from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.pages.preparing_indicator import IndicatorDetail
from sgz_desktop.ui.pages.preparing_parts import Adder, move, order_hint, step_of
from sgz_desktop.ui.reading import read_figure
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.chart_card import ChartCard
from sgz_desktop.ui.widgets.plain import label, row
from sgz_desktop.ui.widgets.self_saving import SelfSaving
from sgz_desktop.ui.wording import field_text

Cell = tuple[UUID, UUID | None, str]
"""An indicator, a zone or (None) the whole station, and `agreed` or `done`."""

_ZONES_FROM = 5
_VIEW, _GRID, _CHART = "view.indicators", "grid", "chart"


class IndicatorsPanel(QWidget):
    """Grid and detail, or the chart in their place, as the laptop remembers it."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__()
        self._session = session
        self._model = RecordModel((), self)
        self._zones: tuple[Zone, ...] | None = None
        self._table = IndicatorTable()
        self._table.stepped.connect(self._move)
        self._table.setObjectName("indicatorTable")
        self._table.setAccessibleName(self.tr("服务指标"))
        self._table.setModel(self._model)
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(36)
        self._table.horizontalHeader().setHighlightSections(False)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        self._detail = IndicatorDetail(session)
        self._adder = Adder(
            self._add,
            name="indicatorName",
            title=self.tr("新指标的名称"),
            placeholder=self.tr("指标名称，按 Enter 添加"),
            button=self.tr("添加指标"),
            width=320,
        )
        self._figures = _Figures(self._write)
        self._figures.settled.connect(self._table.viewport().update)
        self._chart = ChartCard(
            session, jobs, lambda each: session.program.charting.completion(each), name="indicatorChart"
        )
        views = ((_GRID, self.tr("表格")), (_CHART, self.tr("图表")))
        self._view = Segments(views, name="indicatorView", title=self.tr("服务指标显示为"))
        self._view.chosen.connect(self._choose_view)
        self._lay_out()
        self._show_view(session.program.desk.recall(_VIEW) or _GRID)

    def redraw(self) -> None:
        """Show the indicators as they are."""
        dossier = self._session.dossier
        self._figures.forget_all_but({each.id for each in dossier.indicators})
        if dossier.zones != self._zones:
            self._zones = dossier.zones
            columns = self._columns(dossier.zones)
            self._model.show_columns(columns, dossier.indicators)
            for number, each in enumerate(columns):
                self._table.setColumnWidth(number, each.width)
        else:
            self._model.show(dossier.indicators)
        if dossier.indicators and not self._table.currentIndex().isValid():
            self._table.setCurrentIndex(self._model.index(0, 2))
        self._show_detail()
        self._chart.refresh()

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._chart.begin_anew()
        self._zones = None
        self._figures.forget_all_but(())
        self._model.show_columns((), ())
        self._detail.show_record(None)

    def _choose_view(self, view: str) -> None:
        if not flush_all(self):
            view = _GRID  # what is typed and not saved must not go out of sight
        self._session.program.desk.remember(_VIEW, view)
        self._show_view(view)

    def _show_view(self, view: str) -> None:
        self._view.choose(view)
        self._views.setCurrentIndex(1 if view == _CHART else 0)
        for each in self._hints:
            each.setVisible(view != _CHART)

    def _lay_out(self) -> None:
        hint = self.tr("直接键入数字；合计按印出的填写，不由各片区相加。")
        self._hints = (label(hint, "second"), order_hint())
        typed = QWidget()
        grid = QVBoxLayout(typed)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self._table, 1)
        for each in (self._figures, self._adder, self._detail):
            grid.addWidget(each)
        self._views = QStackedWidget()
        self._views.addWidget(typed)
        self._views.addWidget(_scrolled(self._chart))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addLayout(row(self._view, self._hints[0], None, self._hints[1], spacing=12))
        column.addWidget(self._views, 1)

    def _columns(self, zones: tuple[Zone, ...]) -> tuple[Column, ...]:
        whole = (
            Column(self.tr("指标"), lambda each: each.label, width=150, hint=lambda each: each.table_label),
            Column(self.tr("单位"), lambda each: each.unit, width=60),
            *self._pair(None, self.tr("合计")),
            Column(self.tr("完成率"), self._rate, width=90, figure=True, strong=lambda _: True),
        )
        parts = (column for zone in zones for column in self._pair(zone.id, zone.name))
        return (*whole, *parts)

    def _pair(self, zone_id: UUID | None, name: str) -> tuple[Column, Column]:
        return (
            Column(
                self.tr("{name}\n协议").format(name=name),
                lambda each: self._shown(each, zone_id, "agreed"),
                edit=lambda each, text: self._figures.keep((each.id, zone_id, "agreed"), text),
                width=92,
                figure=True,
            ),
            Column(
                self.tr("{name}\n完成").format(name=name),
                lambda each: self._shown(each, zone_id, "done"),
                edit=lambda each, text: self._figures.keep((each.id, zone_id, "done"), text),
                width=92,
                figure=True,
            ),
        )

    def _shown(self, indicator: Indicator, zone_id: UUID | None, field: str) -> str:
        """What was typed and is not saved yet, else what is stored."""
        typed = self._figures.typed((indicator.id, zone_id, field))
        return field_text(self._value(indicator, zone_id, field)) if typed is None else typed

    def _value(self, indicator: Indicator, zone_id: UUID | None, field: str) -> Decimal | None:
        known: IndicatorValue | None = self._session.dossier.value_by_key.get((indicator.id, zone_id))
        found: Decimal | None = getattr(known, field) if known else None
        return found

    def _rate(self, indicator: Indicator) -> str:
        """The completion rate of the station, as report and workbook have it."""
        rate = standing_in(self._session.dossier, indicator, None).rate
        return "" if rate is None else f"{rate}%"

    def _write(self, cell: Cell, text: str) -> Outcome:
        preparing, (indicator_id, zone_id, field) = self._session.program.preparing, cell
        try:
            value = read_figure(text)
        except Refused as refused:
            return Outcome(str(refused), is_refused=True)
        labels = {each.id: each.label for each in self._session.dossier.indicators}
        return self._session.write(
            self.tr("指标 {name}").format(name=labels.get(indicator_id, "")),
            lambda each, who: preparing.set_indicator_value(each, indicator_id, zone_id, {field: value}, who),
            quiet=True,
        )

    def _add(self, name: str) -> str:
        preparing = self._session.program.preparing
        outcome = self._session.write(
            self.tr("添加指标"),
            lambda each, who: preparing.add(
                each, Indicator.kind, {"label": name, "unit": self.tr("次")}, who
            ),
            quiet=True,
        )
        return outcome.sentence

    def _show_detail(self) -> None:
        index = self._table.currentIndex()
        if not index.isValid():
            self._detail.show_record(None)
            return
        # Names and unit first, then agreed, done and rate of the whole, then two columns a zone.
        zone = (index.column() - _ZONES_FROM) // 2
        zone_id = self._zones[zone].id if self._zones and zone >= 0 else None
        self._detail.show_record(self._model.record(index.row()), zone_id)

    def _move(self, step: int) -> None:
        index = self._table.currentIndex()
        if not index.isValid():
            return
        if move(self._session, self._session.dossier.indicators, self._model.record(index.row()).id, step):
            self.redraw()
            self._table.setCurrentIndex(self._model.index(index.row() + step, index.column()))


class _Figures(SelfSaving):
    """The figures typed into cells that could not be saved: they stay where they were typed.

    Signals: settled, when one was saved or turned out not to be.
    """

    settled = Signal()

    def __init__(self, write: Callable[[Cell, str], Outcome]) -> None:
        super().__init__("indicatorCells")
        self.error.setObjectName("indicatorError")
        self._write = write
        self._waiting: dict[Cell, str] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.error)

    def typed(self, cell: Cell) -> str | None:
        """What was typed into a cell and is not saved yet."""
        return self._waiting.get(cell)

    def keep(self, cell: Cell, text: str) -> str:
        """Save what was typed into a cell; the sentence that says why it could not be, or ""."""
        outcome = self._write(cell, text)
        self._waiting.pop(cell, None)
        if not outcome.is_done:
            self._waiting[cell] = text
        if outcome.may_come:
            self._wait()
        if outcome.sentence or not self._waiting:
            self.explain(outcome.sentence)
        self.settled.emit()
        return outcome.sentence

    def forget_all_but(self, indicator_ids: Collection[UUID]) -> None:
        """Drop what was typed for indicators that are gone."""
        self._waiting = {cell: text for cell, text in self._waiting.items() if cell[0] in indicator_ids}
        if not self._waiting:
            self._again.stop()
            self.explain("")

    def flush(self) -> bool:
        for cell, text in list(self._waiting.items()):
            self.keep(cell, text)
        return not self._waiting

    def retry(self) -> None:
        self.flush()


class IndicatorTable(QTableView):
    """The grid; Alt+↑ and Alt+↓ move a row.

    Signals: stepped, with −1 or 1, when a person moves the current row.
    """

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)


def _scrolled(chart: QWidget) -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 4, 0, 0)
    column.addWidget(chart)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    return area
