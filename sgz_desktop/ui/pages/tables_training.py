"""附件4 培训与督导: workers by their hours, what was due of them, and how much of that was done."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.errors import Refused
from sgz_desktop.services.indicator_blocks import Area, summed, told
from sgz_desktop.services.indicator_grid import Grid, Spot
from sgz_desktop.services.tables.hours import (
    Hours,
    HoursGrid,
    HourSpot,
    HoursTold,
    Spread,
    hours_told,
    months_of,
    spread_of,
)
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.indicators_frame import stacked
from sgz_desktop.ui.pages.tables_parts import Sum, SumTiles, rate_text
from sgz_desktop.ui.pages.tables_training_hands import HoursHands
from sgz_desktop.ui.reading import read_figure
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.texts import NOTHING
from sgz_desktop.ui.widgets.auto_fields import auto_figure, flush_all
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.finder import Finder, next_found
from sgz_desktop.ui.widgets.grid_model import GridModel
from sgz_desktop.ui.widgets.grid_view import FigureGrid
from sgz_desktop.ui.widgets.plain import Empty, label, restyle, row
from sgz_desktop.ui.widgets.typed_cells import TypedCells

_EACH = "training.hours_each"


class TrainingPanel(Page):
    """The hours of each worker for the whole period or by month, as one tab of a page.

    Signals: importing, when a person wants to read the station's workbook.
    """

    importing = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="trainingPanel")
        self._spread: Spread | None = None
        self._typed: TypedCells[Spot] = TypedCells(self._write, name="trainingCells")
        self._typed.settled.connect(self._show_grid)
        self._shown = Segments(
            ((Spread.PERIOD, self.tr("全期")), (Spread.MONTHS, self.tr("分月"))),
            name="trainingSpread",
            title=self.tr("学时显示为"),
        )
        self._shown.chosen.connect(self._choose)
        self._finder = Finder(
            self._find, name="trainingFind", title=self.tr("找社工"), key="Ctrl+F", width=150
        )
        self._view = FigureGrid(
            GridModel(self._keep, self._typed.typed, self),
            name="trainingGrid",
            title=self.tr("培训与督导学时"),
        )
        self._view.setAccessibleDescription(
            self.tr("方向键选格，直接键入学时，F2 修改，Tab 和 Enter 走到下一格，Esc 再按 Tab 离开表格")
        )
        self._view.selected.connect(self._show_selection)
        self._view.finding.connect(self._finder.begin)
        self._finder.given_up.connect(self._view.setFocus)
        self._hands = HoursHands(session, self._typed)
        self._hands.take(self._view)
        self._hands.said.connect(self._say)
        self._each = auto_figure(
            self._keep_each, name="trainingEach", title=self.tr("每人次应训学时"), width=70
        )
        self._sums = SumTiles(name="trainingSums", title=self.tr("学时的合计"))
        self._lay_out()

    def begin_anew(self) -> None:
        self._typed.keep_only(lambda _: False)
        self._finder.forget()
        self._view.cells.show(None)
        self._spread = None
        self._each.show_text("", other=True)
        self._say("", False)

    def redraw(self) -> None:
        dossier = self.session.dossier
        workers = {each.id for each in dossier.workers}
        self._typed.keep_only(lambda spot: isinstance(spot, HourSpot) and spot.worker_id in workers)
        self._stack.setCurrentIndex(0 if workers else 1)
        self._top.setVisible(bool(workers))
        self._show_grid()
        known = dossier.quantity_by_code.get(_EACH)
        each = None if known is None else known.value
        self._each.show_text("" if each is None else decimal_text(each))
        found = hours_told(dossier)
        self._each.field.setPlaceholderText(decimal_text(found.each))
        self._sums.show_sums(self._tiles(found))
        self._formula_line.setText(self._formula(found))
        self._needs.setVisible(found.required is None)
        self._disagrees.setText("\n".join(found.disagrees))
        self._disagrees.setVisible(bool(found.disagrees))
        self._show_selection()

    def point_at(self, target: Any) -> None:
        self.catch_up()
        hours = next((each for each in self.session.dossier.training_hours if each.id == target), None)
        workers = [each.id for each in self.session.dossier.workers]
        if hours is not None and hours.worker_id in workers:
            self._view.choose(Area(workers.index(hours.worker_id), 0))
        self.setFocus()

    def _lay_out(self) -> None:
        self._message = label("", "second", wrap=True, name="trainingSaid")
        self._message.hide()
        self._about = label("", "second", wrap=True, name="trainingAbout")
        self._counted = label("", "second", name="trainingCounted")
        self._formula_line = label("", "second", wrap=True, name="trainingDue")
        self._disagrees = label("", "second", wrap=True, name="trainingDisagrees")
        self._needs = KeyButton(self.tr("去填应到岗人数和考核期"), name="trainingNeeds")
        self._needs.setProperty("small", True)
        self._needs.clicked.connect(lambda: self.wanted.emit("preparing", "head"))
        hint = self.tr(
            "与 Excel、WPS 互相复制粘贴 · Ctrl+D 向下、Ctrl+R 向右填充 · Del 清空 · Esc 再 Tab 离开表格"
        )
        told_line = row(self._about, self._counted, spacing=12)
        told_line.setStretch(0, 1)
        beside = stacked(
            6, told_line, self._message, self._typed, self._sums, self._due_line(), self._disagrees
        )
        beside.addStretch(1)
        self._across = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._across.setContentsMargins(0, 0, 0, 0)
        grid = stacked(0)
        grid.addLayout(row(self._view, None), 1)
        grid.addStretch(0)  # where there is more room than the grid takes, it stands at the top
        self._across.addLayout(grid, 1)
        self._across.addLayout(beside)
        filled = QWidget()
        filled.setLayout(stacked(6, self._across, label(hint, "hint", wrap=True)))
        self._stack = QStackedWidget()
        self._stack.addWidget(filled)
        self._stack.addWidget(self._empty())
        self._top = QWidget()
        self._top.setLayout(
            row(
                label(self.tr("附件4 培训与督导"), "head"),
                12,
                self._shown,
                None,
                self._finder,
            )
        )
        whole = stacked(8, self._top, self._stack)
        whole.setContentsMargins(20, 10, 14, 10)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self._view)

    def _due_line(self) -> Any:
        line = row(
            label(self.tr("每人次应训"), "quiet"),
            self._each,
            label(self.tr("学时"), "quiet"),
            12,
            self._formula_line,
            self._needs,
        )
        line.setStretch(4, 1)
        return line

    def _empty(self) -> Empty:
        said = self.tr(
            "学时按社工逐人填写，所以先要有社工花名册（附件2）。有了花名册，这里就是每人的培训和督导学时。"
        )
        found = Empty(self.tr("还没有社工花名册"), said, name="trainingEmpty")
        button = KeyButton(self.tr("从工作簿读入附件2…"), name="trainingImportFirst", primary=True)
        button.clicked.connect(self.importing)
        found.offer(button)
        return found

    def _choose(self, spread: Spread) -> None:
        if not flush_all(self):
            self._shown.choose(self._spread)  # what is typed and not saved must not go out of sight
            return
        self._spread = spread
        self._show_grid()
        self._view.setFocus()

    def _show_grid(self) -> None:
        """Show at once what was typed; the rest of the panel follows with the next redraw."""
        dossier = self.session.dossier
        if self._spread is None and dossier.workers:
            self._spread = spread_of(dossier)
        spread = self._spread or Spread.PERIOD
        self._shown.choose(spread)
        # Two columns leave room beside them, twelve months none.
        is_slim = spread is Spread.PERIOD
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.LeftToRight if is_slim else direction.TopToBottom)
        self._across.setSpacing(24 if is_slim else 6)
        self._across.setStretch(0, 0 if is_slim else 1)
        self._across.setStretch(1, 1 if is_slim else 0)
        self._shown.setEnabled(bool(months_of(dossier)))
        self._shown.setToolTip(
            "" if self._shown.isEnabled() else self.tr("填写考核期的起止日期后，可以分月填写")
        )
        before = self._view.currentIndex().row(), self._view.currentIndex().column()
        grid = HoursGrid(dossier, spread) if dossier.workers else None
        self._view.cells.show(grid)
        self._view.setMaximumWidth(self._view.whole_width)
        if grid is not None and not self._view.currentIndex().isValid():
            last = len(grid.rows) - 1, len(grid.heads) - 1
            self._view.choose(Area(min(max(before[0], 0), last[0]), min(max(before[1], 0), last[1])))
        self._view.viewport().update()

    def _keep(self, grid: Grid, row_number: int, column: int, text: str) -> str:
        spot = grid.spot(row_number, column)
        return self._typed.keep(spot, text, grid.place(row_number, column)) if spot else ""

    def _write(self, spot: Spot, text: str) -> Outcome:
        try:
            hours = read_figure(text)
        except Refused as refused:
            return Outcome(str(refused), is_refused=True)
        if not isinstance(spot, HourSpot):
            return Outcome()
        self._say("", False)
        verbs, values = Hours(self.session.program.undoing), {spot.field: hours}
        return self.session.write(
            self.tr("录入学时"),
            lambda each, who: verbs.set_hours(each, spot.worker_id, spot.month, values, who),
            quiet=True,
        )

    def _keep_each(self, hours: Any) -> str:
        preparing, known = self.session.program.preparing, self.session.dossier.quantity_by_code.get(_EACH)
        source = known.source if known else ""
        return self.session.write(
            self.tr("每人次应训学时"),
            lambda each, who: preparing.set_quantity(each, _EACH, hours, source, who),
            merge=f"quantity {_EACH} value",
            quiet=True,
        ).sentence

    def _show_selection(self) -> None:
        grid, index, area = self._view.cells.grid, self._view.currentIndex(), self._view.area
        if grid is None or not index.isValid() or area is None:
            self._about.setText("")
            self._counted.setText("")
            return
        cell = grid.cell(index.row(), index.column())
        place = grid.place(index.row(), index.column())
        self._about.setText(f"{place}：{cell.hint}" if cell.hint else place)
        self._counted.setText(told(summed(grid, area)) if area.rows * area.columns > 1 else "")

    def _find(self, text: str, onward: bool) -> bool:
        """Go to the next worker whose name has the text; False where there is none."""
        grid, index = self._view.cells.grid, self._view.currentIndex()
        if not isinstance(grid, HoursGrid) or not text:
            return True
        found = next_found([(each.name,) for each in grid.workers], text, start=index.row() + onward)
        if found is not None:
            self._view.choose(Area(found, max(0, index.column())))
        return found is not None

    def _tiles(self, found: HoursTold) -> list[Sum]:
        return [
            Sum(self.tr("培训学时"), _hours(found.training)),
            Sum(self.tr("应训学时"), _hours(found.due)),
            Sum(self.tr("完成率"), rate_text(found.rate), self.tr("培训学时 ÷ 应训学时，督导不计入")),
            Sum(self.tr("督导学时（另计）"), _hours(found.supervision)),
        ]

    def _formula(self, found: HoursTold) -> str:
        if found.required is None or found.due is None:
            return self.tr("还不知道应到岗人次，应训学时暂不能算。")
        return self.tr("应训 {due} 学时 = 应到岗 {people} 人次 × {each} 学时").format(
            due=decimal_text(found.due), people=decimal_text(found.required), each=decimal_text(found.each)
        )

    def _say(self, sentence: str, is_refusal: bool) -> None:
        self._message.setText(sentence)
        self._message.setProperty("part", "error" if is_refusal else "second")
        restyle(self._message)
        self._message.setVisible(bool(sentence))


def _hours(figure: Any) -> str:
    return NOTHING if figure is None else decimal_text(figure)
