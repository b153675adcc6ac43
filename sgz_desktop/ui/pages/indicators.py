"""服务指标: annex 1 as it is entered, zone by zone, and as a chart."""

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.domain.indicator import Cover, Indicator
from sgz_desktop.errors import Refused
from sgz_desktop.services.indicator_blocks import Area, summed, told
from sgz_desktop.services.indicator_grid import Grid, Spot, Tone, is_share, progress
from sgz_desktop.services.indicator_units import usual_unit
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.indicators_detail import IndicatorDetail, keys_of
from sgz_desktop.ui.pages.indicators_finding import places_in
from sgz_desktop.ui.pages.indicators_frame import empty_page, scrolled, side, stacked
from sgz_desktop.ui.pages.indicators_hands import Hands
from sgz_desktop.ui.pages.indicators_top import Attention
from sgz_desktop.ui.pages.preparing_parts import Adder, move
from sgz_desktop.ui.reading import read_amount, read_share
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.auto_fields import auto_line, flush_all
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.chart_card import ChartCard
from sgz_desktop.ui.widgets.finder import Finder, next_found
from sgz_desktop.ui.widgets.grid_model import GridModel
from sgz_desktop.ui.widgets.grid_view import FigureGrid
from sgz_desktop.ui.widgets.plain import label, restyle, row
from sgz_desktop.ui.widgets.typed_cells import TypedCells

_VIEW, _GRID, _CHART = "view.indicators", "grid", "chart"
_SIDE, _HIDDEN = "side.indicators", "hidden"


class IndicatorsPage(Page):
    """The grids of what was agreed and done, or the chart in their place, as the laptop remembers it."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__(session, name="indicatorsPage")
        self._typed: TypedCells[Spot] = TypedCells(self._write, name="indicatorCells")
        self._typed.error.setObjectName("indicatorError")
        self._typed.settled.connect(self._show_figures)
        self._zones = self._grid("indicatorZones", self.tr("各片区的服务指标"))
        self._station = self._grid("indicatorStation", self.tr("总体服务的指标"))
        self._views = (self._zones, self._station)
        self._last = self._zones
        self._wanted: Indicator | None = None
        self._detail = IndicatorDetail(session)
        self._detail.stepped.connect(lambda step: self._move(self._last, step))
        self._from = auto_line(
            self._keep_from,
            name="indicatorFrom",
            title=self.tr("新录入的数据来源"),
            placeholder=self.tr("此后键入和粘贴的数都记上这个来源"),
        )
        self._hands = Hands(session, self._typed, lambda: self._from.text.strip())
        self._hands.said.connect(self._say)
        for each in self._views:
            self._hands.take(each)
        self._adder = Adder(
            self._add,
            name="indicatorName",
            title=self.tr("新指标的名称"),
            placeholder=self.tr("新指标的名称"),
            button=self.tr("添加指标"),
        )
        self._finder = Finder(
            self._find, name="indicatorFind", title=self.tr("找指标"), key="Ctrl+F", width=150
        )
        self._finder.given_up.connect(lambda: self._last.setFocus())
        self._found = 0
        self._chart = ChartCard(
            session, jobs, lambda each: session.program.charting.completion(each), name="indicatorChart"
        )
        shown = ((_GRID, self.tr("表格")), (_CHART, self.tr("图表")))
        self._view = Segments(shown, name="indicatorView", title=self.tr("服务指标显示为"))
        self._view.chosen.connect(self._choose_view)
        self._attention = Attention(self._view, self._finder)
        self._attention.wanted.connect(self._go_to_next)
        self._lay_out()
        self._show_view(session.program.desk.recall(_VIEW) or _GRID)

    def begin_anew(self) -> None:
        self._chart.begin_anew()
        self._typed.keep_only(lambda _: False)
        self._finder.forget()
        for each in self._views:
            each.cells.show(None)
        self._last = self._zones
        self._say("", False)
        self._detail.show_record(None)

    def redraw(self) -> None:
        dossier = self.session.dossier
        indicators, zones = {e.id for e in dossier.indicators}, {e.id for e in dossier.zones}
        self._typed.keep_only(
            lambda spot: spot.indicator_id in {None, *indicators} and spot.zone_id in {None, *zones}
        )
        self._show_figures()
        self._empty.setVisible(not dossier.indicators)
        for each in (self._source, self._hint):
            each.setVisible(bool(dossier.indicators))
        self._show_finder()
        for place, view in enumerate(self._views, 1):
            grid = view.cells.grid
            self._grids.setStretch(place, len(grid.rows) + 2 if grid and grid.indicators else 0)
        self._attention.tell(progress(dossier), [each.cells.grid for each in self._views])
        self._from.show_text(self.session.program.desk.recall(self._from_key()) or "")
        self._show_selection()
        self._chart.refresh()

    def _show_grid(self, view: FigureGrid, grid: Grid) -> None:
        before = self._indicator_of(view)
        place = view.currentIndex().row(), view.currentIndex().column()
        view.cells.show(grid)
        view.setVisible(bool(grid.indicators))
        wanted = self._wanted if self._wanted in grid.indicators else None
        if wanted is not None:
            self._wanted, self._last = None, view
            self._stand_on(view, wanted, place)
        elif grid.indicators and not view.currentIndex().isValid():
            kept = next((each for each in grid.indicators if before and each.id == before.id), None)
            self._stand_on(view, kept or grid.indicators[0], place)

    def _stand_on(self, view: FigureGrid, indicator: Indicator, before: tuple[int, int]) -> None:
        """Make a cell of an indicator the current one: as far down or right as the one before."""
        grid = view.cells.grid
        assert grid is not None
        number = [each.id for each in grid.indicators].index(indicator.id)
        if grid.by_zone:
            column = 1 + 3 * number + ((before[1] - 1) % 3 if before[1] > 0 else 0)
            view.choose(Area(min(max(before[0], 0), len(grid.rows) - 1), column))
        else:
            view.choose(Area(number, max(before[1], 0)))

    def _grid(self, name: str, title: str) -> FigureGrid:
        def keep(grid: Grid, row: int, column: int, text: str) -> str:
            spot = grid.spot(row, column)
            return self._typed.keep(spot, text, grid.place(row, column)) if spot else ""

        view = FigureGrid(GridModel(keep, self._typed.typed, self), name=name, title=title)
        view.setAccessibleDescription(
            self.tr("方向键选格，直接键入数字，F2 修改，Tab 和 Enter 走到下一格，Esc 再按 Tab 离开表格")
        )
        view.selected.connect(lambda: self._stand_in(view))
        view.stepped.connect(lambda step: self._move(view, step))
        view.finding.connect(self._begin_finding)
        return view

    def _lay_out(self) -> None:
        self._empty = empty_page(self._begin)
        self._sums = label("", "second", name="indicatorSums")
        self._about = label("", "second", wrap=True, name="indicatorAbout")
        self._message = label("", "second", wrap=True, name="indicatorSaid")
        self._message.hide()
        self._grids = QVBoxLayout()
        self._grids.setSpacing(10)
        self._grids.addWidget(self._empty, 1)
        for each in self._views:
            self._grids.addLayout(row(each, None), 1)
        self._grids.addStretch(0)
        told_line = row(self._sums, spacing=12)
        told_line.insertWidget(0, self._about, 1)
        left = stacked(8, self._grids, told_line, self._message, self._typed)
        left.setStretch(0, 1)
        hint = self.tr("与 Excel、WPS 互相复制粘贴 · Ctrl+D 向下填充 · Ctrl+R 向右填充 · Esc 再 Tab 离开表格")
        self._hint = label(hint, "hint", wrap=True)
        left.addWidget(self._hint)
        self._source = QWidget()
        self._source.setLayout(stacked(4, label(self.tr("新录入的来源"), "quiet"), self._from))
        self._side = side(self._adder, self._source, self._detail)
        typed = QWidget()
        whole = QHBoxLayout(typed)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(left, 1)
        whole.addWidget(self._side)
        self._stack = QStackedWidget()
        self._stack.addWidget(typed)
        self._stack.addWidget(scrolled(self._chart))
        self._settings = KeyButton(self.tr("指标设置"), name="indicatorSettings")
        self._settings.setCheckable(True)
        self._settings.setProperty("small", True)
        self._settings.setChecked(self.session.program.desk.recall(_SIDE) != _HIDDEN)
        self._settings.toggled.connect(self._show_side)
        self._side.setVisible(self._settings.isChecked())
        top = row(self._attention, self._settings, spacing=12)
        top.setStretch(0, 1)
        column = stacked(8, top, self._stack)
        column.setContentsMargins(20, 10, 20, 12)
        column.setStretch(1, 1)
        self.setLayout(column)
        self.setFocusProxy(self._zones)

    def _show_side(self, on: bool) -> None:
        kept = flush_all(self._side)
        self._side.setVisible(on or not kept)
        self._settings.setChecked(on or not kept)
        self.session.program.desk.remember(_SIDE, None if on or not kept else _HIDDEN)

    def _begin(self) -> None:
        """Go where the first indicator is written."""
        self._settings.setChecked(True)
        self._adder.auto.field.setFocus()

    def _choose_view(self, view: str) -> None:
        if not flush_all(self):
            view = _GRID  # what is typed and not saved must not go out of sight
        self.session.program.desk.remember(_VIEW, view)
        self._show_view(view)

    def _show_view(self, view: str) -> None:
        self._view.choose(view)
        self._stack.setCurrentIndex(1 if view == _CHART else 0)
        self._settings.setVisible(view != _CHART)
        self._show_finder()

    def _show_finder(self) -> None:
        """Only what can be seen is looked for."""
        has_any = self.session.evaluation_id is not None and bool(self.session.dossier.indicators)
        self._finder.setVisible(has_any and self._view.value != _CHART)

    def _stand_in(self, view: FigureGrid) -> None:
        """A grid tells of another selection: what is said and shown beside is about that one."""
        if view.hasFocus() or not self._last.isVisible():
            self._last = view
        self._show_selection()

    def _show_selection(self) -> None:
        view, grid = self._last, self._last.cells.grid
        for each in self._views:
            each.activate(on=each is view)
        area = view.area
        if grid is None or not grid.indicators or area is None:
            self._detail.show_record(None)
            self._sums.setText("")
            self._about.setText("")
            return
        self._sums.setText(told(summed(grid, area)))
        index = view.currentIndex()
        place, hint = grid.place(index.row(), index.column()), grid.cell(index.row(), index.column()).hint
        self._about.setText(f"{place}：{hint}" if hint else place)
        self._detail.show_record(self._indicator_of(view), keys_of(grid, area))

    def _indicator_of(self, view: FigureGrid) -> Indicator | None:
        grid, index = view.cells.grid, view.currentIndex()
        return grid.indicator(index.row(), index.column()) if grid and index.isValid() else None

    def _write(self, spot: Spot, text: str) -> Outcome:
        try:
            read = read_share if is_share(self.session.dossier, spot) else read_amount
            figure = read(text)
        except Refused as refused:
            return Outcome(str(refused), is_refused=True)
        self._say("", False)
        indicators, source = self.session.program.indicators, self._from.text.strip()
        return self.session.write(
            self.tr("录入指标"),
            lambda each, who: indicators.write(each, {spot: figure}, who, source=source),
            quiet=True,
        )

    def _add(self, name: str) -> str:
        preparing, dossier = self.session.program.preparing, self.session.dossier
        beside = self._indicator_of(self._last)
        cover = beside.cover if beside else Cover.ZONES if dossier.zones else Cover.STATION
        values = {"label": name, "unit": usual_unit(name), "cover": cover}
        outcome = self.session.write(
            self.tr("添加指标"),
            lambda each, who: preparing.add(each, Indicator.kind, values, who),
            quiet=True,
        )
        self._want(outcome.entity_id)
        return outcome.sentence

    def _want(self, indicator_id: object) -> None:
        """Stand on an indicator with the next redraw."""
        known = self.session.dossier.indicators
        self._wanted = next((each for each in known if each.id == indicator_id), None)

    def _move(self, view: FigureGrid, step: int) -> None:
        grid, indicator = view.cells.grid, self._indicator_of(view)
        if grid is None or indicator is None:
            return
        if move(self.session, grid.indicators, indicator.id, step):
            self._want(indicator.id)
            self.redraw()

    def _go_to_next(self, kind: object) -> None:
        """The next cell, over both grids, that wants attention of this kind."""
        places = [
            (view, place)
            for view in self._views
            if view.cells.grid is not None
            for place in (
                view.cells.grid.marked(kind) if isinstance(kind, Tone) else view.cells.grid.unsourced()
            )
        ]
        if not places:
            return
        here = self._last, (self._last.currentIndex().row(), self._last.currentIndex().column())
        number = (places.index(here) + 1) % len(places) if here in places else 0
        view, (at_row, at_column) = places[number]
        view.setFocus()
        view.choose(Area(at_row, at_column))

    def _begin_finding(self) -> None:
        if self.session.dossier.indicators:
            self._choose_view(_GRID)
            self._finder.begin()

    def _find(self, text: str, onward: bool) -> bool:
        """Go to the next indicator or zone by name; False where there is none."""
        places = places_in(self._views)
        if not text or not places:
            return True
        # One that was found by its zone is in an indicator as well: it is the zone that is gone on from.
        here = next((n for n in (self._found % len(places), *range(len(places))) if places[n].is_here), 0)
        found = next_found([each.names for each in places], text, start=here + onward)
        if found is None:
            self._say(self.tr("没有找到名称里有“{text}”的指标或片区。").format(text=text), False)
            return False
        self._found, self._last = found, places[found].view
        places[found].go()
        self._show_selection()
        self._say("", False)
        return True

    def _say(self, sentence: str, is_refusal: bool) -> None:
        self._message.setText(sentence)
        self._message.setProperty("part", "error" if is_refusal else "second")
        restyle(self._message)
        self._message.setVisible(bool(sentence))

    def _keep_from(self, text: str) -> str:
        self.session.program.desk.remember(self._from_key(), text.strip() or None)
        return ""

    def _from_key(self) -> str:
        return f"indicators.source.{self.session.open_id}"

    def _show_figures(self) -> None:
        """Show at once what was typed; the rest of the page follows with the next redraw."""
        dossier = self.session.dossier
        grids = [Grid(dossier, by_zone=each is self._zones) for each in self._views]
        standing = self._indicator_of(self._last)
        for view, grid in zip(self._views, grids, strict=True):
            if view is not self._last and standing is not None and self._wanted is None:
                # One that is counted elsewhere now is followed there.
                self._wanted = next((each for each in grid.indicators if each.id == standing.id), None)
        for view, grid in zip(self._views, grids, strict=True):
            self._show_grid(view, grid)
            view.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self._begin_finding()
        else:
            super().keyPressEvent(event)
