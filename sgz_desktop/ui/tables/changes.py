"""The second step of the assistant: what would be made or changed, and what is wrong, each with its cell."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTableView, QVBoxLayout, QWidget

from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.plain import Chip, label, row

if TYPE_CHECKING:
    from sgz_desktop.services.tables.assistant import LineShown
    from sgz_desktop.services.tables.importing import TablesPlan

_ROW = 32
_PROBLEMS_HEIGHT = 130
_MOST = 500
"""So many lines of a list are shown; nobody reads more of them, and a window has to stay quick."""


class ChangesStep(QWidget):
    """The plan: how much is new, changed, the same; problems with their place; then line by line."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = [Chip(name=f"tablePlan_{each}") for each in ("new", "changed", "same")]
        self._search = QLineEdit()
        self._search.setObjectName("tablePlan_search")
        self._search.setAccessibleName(self.tr("在改动中查找"))
        self._search.setPlaceholderText(self.tr("查找姓名、指标、单元格"))
        self._search.setClearButtonEnabled(True)
        self._search.setFixedWidth(240)
        self._problems_head = label("", "strong", name="tablePlan_problems_head")
        places = (
            Column(tr("位置"), lambda each: str(each.place), width=300),
            Column(tr("问题"), lambda each: each.text, width=600),
        )
        self._problems = RecordModel(places, self)
        self._problem_table = _table("tablePlan_problems", self.tr("要看一看的地方"), self._problems, places)
        self._problem_table.setMaximumHeight(_PROBLEMS_HEIGHT)
        fates = {"new": tr("新增"), "changed": tr("改动")}
        columns = (
            Column(
                "", lambda each: fates[each.fate.value], width=70, chip=lambda each: _TONES[each.fate.value]
            ),
            Column(tr("内容"), lambda each: each.title, width=260),
            Column(tr("项目"), lambda each: each.field, width=150),
            Column(tr("原来"), lambda each: each.before, width=140),
            Column(tr("改为"), lambda each: each.after, width=240),
            Column(tr("单元格"), self._place, width=140),
        )
        self._lines = RecordModel(columns, self)
        self._all: tuple[LineShown, ...] = ()
        self._has_sheets = False
        self._more = label("", "quiet", name="tablePlan_more")
        self._table = _table("tablePlan_lines", self.tr("读入后的改动"), self._lines, columns)
        self._search.textChanged.connect(lambda _: self._show_lines())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row(*self._counts, None, self._search))
        column.addWidget(self._problems_head)
        column.addWidget(self._problem_table)
        column.addWidget(self._table, 1)
        column.addWidget(self._more)
        self.setFocusProxy(self._table)

    def show_plan(self, plan: "TablesPlan") -> None:
        """Show what a plan would do."""
        from sgz_desktop.services.tables.assistant import FATE_NAMES, lines_of

        for chip, (fate, name) in zip(self._counts, FATE_NAMES.items(), strict=True):
            count = sum(each.count(fate) for each in plan.plans)
            chip.say(f"{name} {count}", _TONES[fate.value] if count else "plain")
        errors = len(plan.errors)
        said = self.tr("{count} 处没有读入或要核对，其中 {errors} 处没有读入")
        head = said.format(count=len(plan.problems), errors=errors)
        self._problems_head.setText(head + self._cut(len(plan.problems)))
        for each in (self._problems_head, self._problem_table):
            each.setVisible(bool(plan.problems))
        self._problems.show(plan.problems[:_MOST])
        self._all = tuple(line for each in plan.plans for line in lines_of(each))
        self._has_sheets = len({each.sheet for each in self._all}) > 1
        self._show_lines()

    def _show_lines(self) -> None:
        """The first of the lines that have what is searched for."""
        wanted = self._search.text().strip().casefold()
        found = [each for each in self._all if wanted in _text(each)]
        self._lines.show(tuple(found[:_MOST]))
        self._more.setText(self.tr("改动共 {count} 项").format(count=len(found)) + self._cut(len(found)))
        self._more.setVisible(len(found) > _MOST)

    def _place(self, line: "LineShown") -> str:
        """The cell of a line, with its sheet where several are read."""
        is_told = "!" in line.cell or not line.cell
        return line.cell if is_told or not self._has_sheets else f"{line.sheet}!{line.cell}"

    def _cut(self, count: int) -> str:
        """What is said of a list that is too long to be shown whole."""
        return self.tr("（只列出前 {most} 处）").format(most=_MOST) if count > _MOST else ""


def _text(line: "LineShown") -> str:
    parts = (line.title, line.field, line.before, line.after, f"{line.sheet}!{line.cell}")
    return "\n".join(parts).casefold()


_TONES = {"new": "good", "changed": "warn", "same": "plain"}


def _table(name: str, title: str, model: RecordModel, columns: Sequence[Column]) -> QTableView:
    found = QTableView()
    found.setObjectName(name)
    found.setAccessibleName(title)
    found.setModel(model)
    found.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    found.setItemDelegate(CellDelegate(found))
    found.setShowGrid(False)
    found.setTabKeyNavigation(False)
    found.verticalHeader().hide()
    found.verticalHeader().setDefaultSectionSize(_ROW)
    found.horizontalHeader().setStretchLastSection(True)
    for number, each in enumerate(columns):
        found.setColumnWidth(number, each.width)
    return found
