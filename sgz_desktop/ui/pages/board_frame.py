"""The parts of 观察记录 and how they stand beside one another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.ui.pages.board_editor import BoardEditor
from sgz_desktop.ui.pages.board_filters import BoardFilters
from sgz_desktop.ui.pages.board_side import Overview, Several
from sgz_desktop.ui.pages.board_view import BoardView
from sgz_desktop.ui.preferences import Preferences
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Empty, label, row

_NARROW, _SIDE = 960, 356


class BoardFrame(QSplitter):
    """Filters and cards at the left, at the right the balance, the editor, or what several cards allow.

    Signals: beginning, when a new observation is wanted; visiting, when the walk is.
    """

    beginning = Signal()
    visiting = Signal()

    def __init__(
        self,
        filters: BoardFilters,
        view: BoardView,
        editor: BoardEditor,
        preferences: Preferences,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.filters, self.view = filters, view
        self.overview, self.several = Overview(), Several()
        self.new = KeyButton(self.tr("新观察"), "N", name="boardNew", primary=True)
        self.new.clicked.connect(self.beginning)
        self.glance = KeyButton(self.tr("一览"), "B", name="boardGlance")
        self.glance.setProperty("small", True)
        self._empty, self._nothing = self._make_empty(), self._make_nothing()
        self._middle = QStackedWidget()
        for each in (view, self._empty, self._nothing):
            self._middle.addWidget(each)
        self._keys = self.tr(
            "Enter 编辑　+ − * 归类　Alt+↑ ↓ 调整次序　M 移到　H 合并　L 关联检查项　Del 删除　"
            "Shift+↑ ↓ 或 Ctrl+空格 多选"
        )
        self._hint = label("", "second", wrap=True, name="boardHint")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(editor)
        editor.refused.connect(self._scroll.ensureWidgetVisible)
        self._editor = editor
        self._side = QStackedWidget()
        for part in (self.overview, self._scroll, self.several):
            self._side.addWidget(part)
        self._is_begun = False
        self._wants_side = False
        self._lay_out()
        preferences.follow_splitter(self, "board")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.filters, 1)
        head.addWidget(self.new, 0, Qt.AlignmentFlag.AlignTop)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 12, 14, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._middle, 1)
        foot = row(self._hint, self.glance)
        foot.setStretch(0, 1)
        column.addLayout(foot)
        self.addWidget(left)
        self.addWidget(self._side)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self._side.setMinimumWidth(text_px(self, 330))
        self.setSizes([1000, text_px(self, _SIDE)])

    def _make_empty(self) -> Empty:
        found = Empty(
            self.tr("还没有观察"),
            self.tr(
                "现场检查时在每一项下面按 +、−、* 就能记下一条，也可以在这里直接写。\n"
                "写下的内容会按章节、片区和类别排在这里，报告从这里取文字。"
            ),
            name="boardEmpty",
        )
        first = KeyButton(self.tr("写第一条"), "N", name="boardFirst", primary=True)
        first.clicked.connect(self.beginning)
        visit = KeyButton(self.tr("去现场检查"), name="boardToVisit")
        visit.clicked.connect(self.visiting)
        found.offer(first, visit)
        return found

    def _make_nothing(self) -> Empty:
        text = self.tr("换一个词，或放宽上面的筛选。")
        found = Empty(self.tr("没有符合的观察"), text, name="boardNothing")
        every = KeyButton(self.tr("全部显示"), name="boardShowAll")
        every.clicked.connect(self.filters.clear)
        found.offer(every)
        return found

    def show_state(self, *, is_begun: bool, is_found: bool) -> None:
        """Show the board, or in its place what to do while there is nothing on it."""
        self._is_begun = is_begun
        for each in (self.filters, self.glance, self.new, self._hint):
            each.setVisible(is_begun)
        self._hint.setText(self._keys if is_found else "")  # keys act on cards
        part = self.view if is_begun and is_found else self._nothing if is_begun else self._empty
        self._middle.setCurrentWidget(part)

    def show_overview(self, *, is_wanted: bool) -> None:
        """Show the balance at the right; in a narrow window only where it is wanted."""
        self._turn(self.overview, is_wanted=is_wanted)

    def show_editor(self) -> None:
        """Show the editor at the right."""
        self._turn(self._scroll, is_wanted=True)

    def show_several(self) -> None:
        """Show what several cards allow."""
        self._turn(self.several, is_wanted=True)

    def _turn(self, part: QWidget, *, is_wanted: bool) -> None:
        self._wants_side = is_wanted
        self._side.setCurrentWidget(part)
        self.fit()

    def fit(self) -> None:
        """Leave the right side out where there is no room and nothing that is wanted on it."""
        is_narrow = self.width() < text_px(self, _NARROW)
        # The buttons of the editor grow with the letters, beside a scroll bar or without one.
        least = self._editor.minimumSizeHint().width() + self._scroll.verticalScrollBar().sizeHint().width()
        self._side.setMinimumWidth(max(text_px(self, 330), least))
        self._side.setVisible(self._is_begun and (self._wants_side or not is_narrow))
