"""The proof: every figure with its working, down to each mark with who gave it and when."""

from collections.abc import Sequence

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from sgz_desktop.domain.result import ProofLine, Stamp
from sgz_desktop.ui.texts import moment_text, tr


class ProofPanel(QTreeView):
    """The proof as a tree."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proofTree")
        self.setAccessibleName(self.tr("评分依据"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self._model = QStandardItemModel(0, 4, self)
        self._model.setHorizontalHeaderLabels([tr("内容"), tr("结果"), tr("怎样得来"), tr("谁、何时")])
        self.setModel(self._model)
        header = self.header()
        header.setStretchLastSection(False)
        header.resizeSection(0, 300)
        header.resizeSection(1, 90)
        header.resizeSection(3, 190)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._shown: tuple[ProofLine, ...] = ()

    def show_lines(self, lines: Sequence[ProofLine]) -> None:
        """Show this proof; what was opened stays open where the same lines come."""
        found = tuple(lines)
        if found == self._shown:
            return
        opened = self._opened()
        self._shown = found
        self._model.removeRows(0, self._model.rowCount())
        for line in found:
            self._model.appendRow(_row(line))
        for number in range(self._model.rowCount()):
            index = self._model.index(number, 0)
            self.setExpanded(index, index.data() in opened or number == 0)

    def _opened(self) -> set[str]:
        rows = (self._model.index(number, 0) for number in range(self._model.rowCount()))
        return {str(index.data()) for index in rows if self.isExpanded(index)}


def _row(line: ProofLine) -> list[QStandardItem]:
    cells = [QStandardItem(text) for text in (line.label, line.value, line.working, _who(line.stamp))]
    for cell in cells:
        cell.setToolTip(cell.text())
    for child in line.children:
        cells[0].appendRow(_row(child))
    return cells


def _who(stamp: Stamp | None) -> str:
    if stamp is None:
        return ""
    who = stamp.author or tr("未署名")
    behalf = tr("代{name}").format(name=stamp.on_behalf) if stamp.on_behalf else ""
    return f"{who}{behalf} {moment_text(stamp.at)}"
