"""The proof: every figure with its working, down to each mark with who gave it and when."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QVBoxLayout, QWidget

from sgz_desktop.domain.result import ProofLine, Score, Source, Stamp
from sgz_desktop.ui.texts import moment_text, tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.entered import Entered
from sgz_desktop.ui.widgets.plain import Card, label, row

Index = QModelIndex | QPersistentModelIndex
Path = tuple[int, ...]
_NOWHERE = QModelIndex()
_RESULT = 1


def path_to(score: Score, code: str) -> Path:
    """Where the proof tells a figure: total, grade, party.<code>, component.<code> or veto.<rule>."""
    kind, _, which = code.partition(".")
    if kind == "grade":
        return (1,)
    if kind == "veto":
        rules = [each.rule for each in score.vetoes]
        return (2 + rules.index(which),) if which in rules else (1,)
    parties = {each.code: place for place, each in enumerate(score.parties)}
    if kind == "party" and which in parties:
        return 0, parties[which]
    components = {each.code: place for place, each in enumerate(score.components)}
    if kind == "component" and which in components:
        judged = [each.code for each in score.parties if each.source is Source.COMPONENTS]
        return 0, parties[judged[0]], components[which]
    return (0,)


class _Node:
    """A line in its place; its parts are made when somebody looks."""

    def __init__(self, line: ProofLine, parent: "_Node | None", place: int) -> None:
        self.line, self.parent, self.place = line, parent, place
        self._parts: list[_Node] | None = None

    @property
    def parts(self) -> "list[_Node]":
        """The nodes of the lines beneath it."""
        if self._parts is None:
            self._parts = [_Node(each, self, place) for place, each in enumerate(self.line.children)]
        return self._parts


class ProofModel(QAbstractItemModel):
    """The lines of a proof as a tree; thousands of marks cost nothing until they are opened."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._roots: list[_Node] = []
        self._titles = (tr("内容"), tr("结果"), tr("怎样得来"), tr("谁、何时"))

    def show(self, lines: Sequence[ProofLine]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._roots = [_Node(each, None, place) for place, each in enumerate(lines)]
        self.endResetModel()

    def line(self, index: Index) -> ProofLine:
        """The line at an index."""
        return self._node(index).line

    def _node(self, index: Index) -> _Node:
        node: Any = index.internalPointer()
        found: _Node = node
        return found

    def _parts(self, parent: Index) -> list[_Node]:
        return self._node(parent).parts if parent.isValid() else self._roots

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        parts = self._parts(parent)
        if not 0 <= row < len(parts) or not 0 <= column < len(self._titles):
            return QModelIndex()
        return self.createIndex(row, column, parts[row])

    def parent(self, index: Index = _NOWHERE) -> Any:
        above = self._node(index).parent if index.isValid() else None
        return QModelIndex() if above is None else self.createIndex(above.place, 0, above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self._parts(parent))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(section)
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(index.column())
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        line = self.line(index)
        return (line.label, line.value, line.working, who_text(line.stamp))[index.column()]


def _aligned(column: int) -> Qt.AlignmentFlag:
    """Figures stand under one another."""
    side = Qt.AlignmentFlag.AlignRight if column == _RESULT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class ProofTree(QTreeView):
    """The proof as a tree.

    Signals: back_wanted, when Escape is pressed.
    """

    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proofTree")
        self.setAccessibleName(self.tr("评分依据"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setIndentation(18)
        self.lines = ProofModel(self)
        self.setModel(self.lines)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Give the columns the room that their texts need at this size of letters."""
        wide = self.fontMetrics().horizontalAdvance
        for column, text in ((0, "服" * 20), (1, "18.128935…"), (3, "某某某 2024-01-16 09:10")):
            self.header().resizeSection(column, wide(text) + 24)

    def at(self, path: Path) -> QModelIndex:
        """The index at a path, or that of the last line above it that there is."""
        found = QModelIndex()
        for place in path:
            inner = self.lines.index(place, 0, found)
            if not inner.isValid():
                break
            found = inner
        return found

    def path_of(self, index: QModelIndex) -> Path:
        """The path of an index."""
        path: Path = ()
        while index.isValid():
            path, index = (index.row(), *path), index.parent()
        return path

    def opened(self, parent: QModelIndex | None = None) -> list[Path]:
        """The paths of everything that is unfolded."""
        above = parent or QModelIndex()
        found = []
        for place in range(self.lines.rowCount(above)):
            index = self.lines.index(place, 0, above)
            if self.isExpanded(index):
                found += [self.path_of(index), *self.opened(index)]
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
            return
        super().keyPressEvent(event)


class ProofPanel(Entered, QWidget):
    """The tree, the line that is selected in whole words, and the way back to the figure it was opened from.

    Signals: back_wanted, when somebody wants to return.
    """

    back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tree = ProofTree()
        self.tree.back_wanted.connect(self._go_back)
        self.setFocusProxy(self.tree)
        self._shown: tuple[ProofLine, ...] = ()
        self._back = KeyButton(self.tr("返回得分"), "Esc", name="proofBack")
        self._back.setProperty("small", True)
        self._back.clicked.connect(self.back_wanted)
        self._back.hide()
        self._card = Card(margin=12, spacing=4)
        self._title = label("", "strong", wrap=True, name="proofTitle")
        self._working = label("", wrap=True, name="proofWorking")
        self._who = label("", "second", name="proofWho")
        for each in (self._title, self._working, self._who):
            self._card.body.addWidget(each)
        self._hint = label(self.tr("选一行看它怎样得来；→ 展开，← 收起。"), "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = row(self._back, self._hint, spacing=12)
        head.setStretch(1, 1)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addWidget(self._card)
        self.tree.selectionModel().currentChanged.connect(self._tell)
        self._card.hide()

    def show_lines(self, lines: Sequence[ProofLine]) -> None:
        """Show this proof; what was opened and selected stays where the same lines come."""
        found, tree = tuple(lines), self.tree
        tree.fit()
        if found == self._shown:
            return
        opened, current = tree.opened() if self._shown else [(0,)], tree.path_of(tree.currentIndex())
        self._shown = found
        tree.lines.show(found)
        for path in opened:
            tree.setExpanded(tree.at(path), True)
        tree.setCurrentIndex(tree.at(current))
        self._tell(tree.currentIndex())

    def open_at(self, path: Path, *, returns: bool) -> None:
        """Unfold the tree down to one line and go there; `returns` offers the way back."""
        self._back.setVisible(returns)
        index = self.tree.at(path)
        above = index.parent()
        while above.isValid():
            self.tree.expand(above)
            above = above.parent()
        self.tree.expand(index)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        self.tree.setFocus()

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self.forget_way_back()

    def forget_way_back(self) -> None:
        """The proof was opened by its tab: there is nothing to return to."""
        self._back.hide()

    def _go_back(self) -> None:
        if not self._back.isHidden():
            self.back_wanted.emit()

    def _tell(self, index: QModelIndex) -> None:
        self._card.setVisible(index.isValid())
        if index.isValid():
            line = self.tree.lines.line(index)
            self._title.setText(f"{line.label}　{line.value}")
            self._working.setText(line.working)
            self._who.setText(who_text(line.stamp))
            self._who.setVisible(line.stamp is not None)


def who_text(stamp: Stamp | None) -> str:
    """Who set something, for whom, and when."""
    if stamp is None:
        return ""
    who = stamp.author or tr("未署名")
    behalf = tr("代{name}").format(name=stamp.on_behalf) if stamp.on_behalf else ""
    return f"{who}{behalf} {moment_text(stamp.at)}"
