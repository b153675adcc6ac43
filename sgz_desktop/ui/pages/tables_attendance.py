"""到岗情况: annex 2 as it is ticked and counted, who the workers are, and a chart, as one tab of a page."""

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.errors import Refused
from sgz_desktop.services.indicator_blocks import Area
from sgz_desktop.services.tables.attendance_about import about
from sgz_desktop.services.tables.attendance_grid import Part, RosterGrid, Spot
from sgz_desktop.services.tables.attendance_readings import read_cell
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.attendance_attention import Kind, RosterAttention
from sgz_desktop.ui.pages.attendance_figures import FigureStrip
from sgz_desktop.ui.pages.attendance_frame import (
    MonthKeys,
    RosterAbout,
    attendance_empty,
    no_period_card,
    without_period,
)
from sgz_desktop.ui.pages.attendance_hands import RosterHands
from sgz_desktop.ui.pages.indicators_frame import scrolled, stacked
from sgz_desktop.ui.pages.preparing_parts import Adder, names_in
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.chart_card import ChartCard
from sgz_desktop.ui.widgets.finder import Finder, next_found
from sgz_desktop.ui.widgets.plain import label, restyle, row
from sgz_desktop.ui.widgets.roster_model import RosterModel
from sgz_desktop.ui.widgets.roster_view import RosterView
from sgz_desktop.ui.widgets.typed_cells import TypedCells

_VIEW, _CHART = "view.attendance", "chart"
_UNHURRIED_MS = 120
"""How long a person has typed nothing before the figures above are worked out anew."""


class AttendancePanel(Page):
    """The roster by month or by person, or the chart in its place, as the laptop remembers it.

    Signals: importing, when a person wants to read the station's workbook.
    """

    importing = Signal()

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__(session, name="attendancePanel")
        self._part = Part.MONTHS
        self._grids: dict[Part, RosterGrid] = {}
        self._of: Dossier | None = None
        self._standing: tuple[UUID | None, str, str] | None = None
        self._typed: TypedCells[Spot] = TypedCells(self._write, name="attendanceCells")
        self._typed.settled.connect(self._show_typed)
        self._shown = Segments(
            ((Part.MONTHS, self.tr("到岗")), (Part.PEOPLE, self.tr("资料")), (_CHART, self.tr("图表"))),
            name="attendanceView",
            title=self.tr("到岗情况显示为"),
        )
        self._shown.chosen.connect(self._choose_view)
        self._finder = Finder(self._find, name="attendanceFind", title=self.tr("找社工"), key="F")
        self._attention = RosterAttention(self._shown, self._finder)
        self._attention.wanted.connect(self._go_to_next)
        self._strip = FigureStrip()
        self._view = RosterView(
            RosterModel(self._keep, self._typed.typed, self),
            name="attendanceGrid",
            title=self.tr("社工到岗情况"),
        )
        self._view.setAccessibleDescription(
            self.tr(
                "方向键选格，空格打勾，0 不到位，5 半个月，R 打勾到期末，O 改定，F 找社工，Esc 再按 Tab 离开"
            )
        )
        self._view.selected.connect(self._show_selection)
        self._view.stepped.connect(self._move)
        self._view.finding.connect(self._finder.begin)
        self._finder.given_up.connect(self._view.setFocus)
        self._hands = RosterHands(session, self._view, self._typed)
        self._hands.said.connect(self._say)
        self._keys = MonthKeys()
        self._keys.ticking.connect(self._hands.tick)
        self._keys.running.connect(self._hands.run)
        self._keys.overriding.connect(self._hands.override)
        self._adder = Adder(
            self._add,
            name="attendanceName",
            title=self.tr("新社工的姓名"),
            placeholder=self.tr("姓名，可粘贴多个"),
            button=self.tr("添加社工"),
            width=180,
        )
        self._remove = KeyButton(self.tr("删除社工"), name="attendanceRemove")
        self._remove.setProperty("small", True)
        self._remove.setProperty("flat", True)
        self._remove.clicked.connect(self._drop)
        self._chart = ChartCard(
            session, jobs, lambda each: session.program.attendance.chart(each), name="attendanceChart"
        )
        self._unhurried = QTimer(self)
        self._unhurried.setSingleShot(True)
        self._unhurried.setInterval(_UNHURRIED_MS)
        self._unhurried.timeout.connect(self._tell)
        self._lay_out()
        self._show_view(session.program.desk.recall(_VIEW) or Part.MONTHS)

    def begin_anew(self) -> None:
        self._chart.begin_anew()
        self._typed.keep_only(lambda _: False)
        self._finder.forget()
        self._standing = None
        self._grids, self._of = {}, None
        self._view.cells.show(None)
        self._say("", False)

    def redraw(self) -> None:
        workers = {each.id for each in self.session.dossier.workers}
        self._typed.keep_only(lambda spot: spot.worker_id in workers)
        self._show_grid()
        self._unhurried.start()
        self._strip.setVisible(bool(workers))
        self._strip.line.setVisible(bool(workers))
        self._empty.setVisible(not workers)
        self.setFocusProxy(self._view if workers else self._empty.findChild(KeyButton))
        for each in (self._view, self._about, self._finder, self._remove, self._hint):
            each.setVisible(bool(workers))
        self._keys.setVisible(bool(workers) and self._part is Part.MONTHS)
        grid = self._grids[Part.MONTHS]
        self._no_period.setVisible(bool(workers) and not grid.has_period)
        self._outside.setText(without_period(grid))
        self._outside.setVisible(bool(self._outside.text()))
        self._show_selection()
        self._chart.refresh()

    def point_at(self, target: object) -> None:
        """Stand on a worker, given by ID."""
        if isinstance(target, UUID):
            self.catch_up()
            self._follow(target)
            self._view.setFocus()

    def _tell(self) -> None:
        """What follows from the roster as a whole: told once nobody types on, as every cell counts for it."""
        if self.session.evaluation_id is not None and self._grids:
            self._attention.tell(self._grids)
            self._strip.show_figures(self.session.program.attendance.figures(self.session.open_id))

    def _lay_out(self) -> None:
        self._empty = attendance_empty(self.importing)
        self._no_period = no_period_card(lambda: self.wanted.emit("preparing", "head"))
        self._outside = label("", "second", wrap=True, name="attendanceOutside")
        self._about = RosterAbout()
        self._message = label("", "second", wrap=True, name="attendanceSaid")
        self._message.hide()
        hint = self.tr(
            "与 Excel、WPS 互相复制粘贴 · Ctrl+D 向下、Ctrl+R 向右填充 · Alt+↑↓ 调整次序 · Esc 再 Tab 离开"
        )
        self._hint = label(hint, "hint", wrap=True)
        foot = row(self._adder, self._remove, None, self._keys)
        typed = QWidget()
        column = stacked(
            6,
            self._empty,
            self._view,
            self._about,
            self._message,
            self._typed,
            foot,
            self._hint,
        )
        column.setStretch(0, 1)
        column.setStretch(1, 1)
        typed.setLayout(column)
        self._stack = QStackedWidget()
        self._stack.addWidget(typed)
        self._stack.addWidget(scrolled(self._chart))
        whole = stacked(
            6, self._attention, self._strip, self._strip.line, self._no_period, self._outside, self._stack
        )
        whole.setContentsMargins(20, 10, 14, 10)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(whole)
        self.setFocusProxy(self._view)

    def _choose_view(self, view: str) -> None:
        if not flush_all(self):
            view = self._part  # what is typed and not saved must not go out of sight
        self.session.program.desk.remember(_VIEW, str(view))
        self._show_view(view)
        if self.session.evaluation_id is not None:
            self.redraw()

    def _show_view(self, view: str) -> None:
        self._shown.choose(_CHART if view == _CHART else Part(view))
        self._stack.setCurrentIndex(1 if view == _CHART else 0)
        if view != _CHART:
            self._part = Part(view)

    def _show_grid(self) -> None:
        """Show the roster as it is; the current cell stays that of the same worker."""
        dossier = self.session.dossier
        if dossier is not self._of:
            known = self._grids
            self._grids = {each: RosterGrid(dossier, each, before=known.get(each)) for each in Part}
            self._of = dossier
        grid, place = self._grids[self._part], self._view.currentIndex()
        standing = self._standing
        self._view.cells.show(grid)
        if not self._view.currentIndex().isValid() and grid.rows and grid.heads:
            self._stand_on(grid, standing, place.row())

    def _show_typed(self) -> None:
        """Show at once what was typed; the rest of the panel follows with the next redraw."""
        self._show_grid()
        if self._part is Part.PEOPLE:
            self._view.viewport().update()  # texts that could not be saved, of which the roster knows nothing

    def _stand_on(self, grid: RosterGrid, standing: tuple[UUID | None, str, str] | None, before: int) -> None:
        """Make the cell of the same worker and kind the current one, else one as near."""
        worker_id, field, month = standing or (None, "", "")
        at = grid.row_of(worker_id)
        column = next(
            (
                number
                for number, each in enumerate(grid.columns)
                if (each.field, each.month) == (field, month)
            ),
            0,
        )
        self._view.choose(Area(min(max(before, 0), len(grid.rows) - 1) if at is None else at, column))

    def _show_selection(self) -> None:
        grid, index = self._view.cells.grid, self._view.currentIndex()
        if grid is None or not index.isValid():
            self._about.tell(None, "")
            return
        worker, what = grid.worker(index.row()), grid.columns[index.column()]
        self._standing = worker.id if worker else None, what.field, what.month
        area = self._view.area
        many = area.rows * area.columns if area is not None else 1
        self._about.tell(
            about(grid, index.row(), index.column()),
            self.tr("选了 {count} 格").format(count=many) if many > 1 else "",
        )
        self._remove.setEnabled(worker is not None)

    def _keep(self, grid: RosterGrid, row_number: int, column: int, text: str) -> str:
        spot = grid.spot(row_number, column)
        return self._typed.keep(spot, text, grid.place(row_number, column)) if spot else ""

    def _write(self, spot: Spot, text: str) -> Outcome:
        try:
            value = read_cell(spot.field, text)
        except Refused as refused:
            return Outcome(str(refused), refused.field, is_refused=True)
        self._say("", False)
        attendance = self.session.program.attendance
        return self.session.write(
            self.tr("修改社工资料"), lambda each, who: attendance.write(each, {spot: value}, who), quiet=True
        )

    def _add(self, text: str) -> str:
        names, attendance = names_in(text), self.session.program.attendance
        if not names:
            return ""
        outcome = self.session.write(
            self.tr("添加 {count} 名社工").format(count=len(names)),
            lambda each, who: attendance.add(each, names, who),
            quiet=True,
        )
        if outcome.entity_id is not None:
            self._standing = outcome.entity_id, "present", ""
        return outcome.sentence

    def _drop(self) -> None:
        grid, area = self._view.cells.grid, self._view.area
        if grid is None or area is None:
            return
        found = [grid.worker(each) for each in range(area.top, area.top + area.rows)]
        ids, attendance = [each.id for each in found if each is not None], self.session.program.attendance
        with self.session.at_length():
            self.session.write(
                self.tr("删除 {count} 名社工").format(count=len(ids)),
                lambda each, who: attendance.remove(each, ids, who),
                about=f"remove workers {ids}",
            )

    def _move(self, step: int) -> None:
        grid, index = self._view.cells.grid, self._view.currentIndex()
        worker = grid.worker(index.row()) if grid is not None and index.isValid() else None
        if grid is None or worker is None:
            return
        siblings = [
            each for each in grid.workers if grid.part is Part.PEOPLE or each.certified is worker.certified
        ]
        target = [each.id for each in siblings].index(worker.id) + step
        if not 0 <= target < len(siblings):
            return
        follower = target if step < 0 else target + 1
        before = siblings[follower].id if follower < len(siblings) else None
        attendance, worker_id = self.session.program.attendance, worker.id
        self.session.write(
            self.tr("调整次序"),
            lambda each, who: attendance.move(each, worker_id, before, who),
            about=f"move {worker_id}",
        )
        self.redraw()
        self._follow(worker_id)

    def _follow(self, worker_id: UUID) -> None:
        """Stand on a worker who has another row now."""
        grid, index = self._view.cells.grid, self._view.currentIndex()
        at = grid.row_of(worker_id) if grid is not None else None
        if at is not None:
            self._view.choose(Area(at, max(0, index.column())))

    def _find(self, text: str, onward: bool) -> bool:
        """Go to the next worker whose name or post has the text; False where there is none."""
        grid, index = self._view.cells.grid, self._view.currentIndex()
        if grid is None or not text:
            return True
        workers = (each.worker for each in grid.lines)
        named = [(each.name, each.post) if each else () for each in workers]
        found = next_found(named, text, start=index.row() + onward)
        if found is not None:
            self._view.choose(Area(found, max(0, index.column())))
            self._say("", False)
            return True
        self._say(self.tr("没有找到姓名或岗位里有“{text}”的社工。").format(text=text), False)
        return False

    def _go_to_next(self, kind: Kind) -> None:
        """The next cell that wants attention of this kind."""
        if self._part is not kind.part or self._shown.value == _CHART:
            self._choose_view(kind.part)
        grid, index = self._view.cells.grid, self._view.currentIndex()
        places = grid.marked(*kind.tones) if grid is not None else ()
        if places:
            here = index.row(), index.column()
            at = next((each for each in places if each > here), places[0])
            self._view.setFocus()
            self._view.choose(Area(*at))

    def _say(self, sentence: str, is_refusal: bool) -> None:
        self._message.setText(sentence)
        self._message.setProperty("part", "error" if is_refusal else "second")
        restyle(self._message)
        self._message.setVisible(bool(sentence))
