"""The left column of 现场检查: the walk through the items, or the places of all other observations."""

import json
import re
from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.services.walking import Key, Section, Show, Way, narrowed
from sgz_desktop.ui.pages.visit_places import PlaceList
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Chip, label, row
from sgz_desktop.ui.widgets.stops import StopList
from sgz_desktop.ui.widgets.typing_fields import Line

WIDTH = 372
_ROOMY = 800
_JUMP = 76
_CHIP_EDGE = 12
OTHERS = "others"
_SEARCH_MS = 150


class SidePanel(QWidget):
    """Two lists, of which one is shown: the walk through the items, and the places of other observations.

    What is chosen here is remembered for each evaluation on this laptop.
    Signals: turned, when a person turns to another way of walking or to the places.
    """

    turned = Signal()

    def __init__(self, session: Session, foot: QWidget) -> None:
        super().__init__()
        self._session = session
        self.walk, self.places = WalkPanel(), PlaceList()
        self._ways = [
            (Way.METHOD, self.tr("按方法")),
            (Way.GROUP, self.tr("按片区")),
            (Way.COMPONENT, self.tr("按指标")),
            (OTHERS, self.tr("其他")),
        ]
        self.which = Segments(self._ways, name="visitWay", title=self.tr("怎样列出"))
        self.which.setToolTip(self.tr("按 W 换一种列法；按 O 看各方意见与其他观察。"))
        self.which.choose(Way.COMPONENT)
        self._way = Way.COMPONENT
        self._before: str = Way.COMPONENT
        self.which.chosen.connect(self._choose)
        self.open_count = Chip(name="openCount")
        self.open_count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._all_done = self.tr("✓ 全部已答")
        self._lists = QStackedWidget()
        for each in (self.walk, self.places):
            self._lists.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 10)
        column.setSpacing(8)
        self._top = row(self.which, None, self.open_count)
        self._top.setContentsMargins(8, 0, 8, 0)
        column.addLayout(self._top)
        column.addWidget(self._lists, 1)
        column.addWidget(foot)
        self._total = 0
        self.fit()

    @property
    def way(self) -> Way:
        """How the items are walked, also while the places are shown."""
        return self._way

    @property
    def shows_places(self) -> bool:
        """Whether the places are shown and not the walk."""
        return bool(self.which.value == OTHERS)

    @property
    def list(self) -> QWidget:
        """The list that is shown."""
        return self.places if self.shows_places else self.walk.list

    def turn_to(self, *, places: bool) -> None:
        """Show one of the two lists; says so where it was the other one."""
        if places is not self.shows_places:
            self.which.choose(OTHERS if places else self._way)
            self._choose(self.which.value)

    def turn_back(self) -> None:
        """What is typed could not be saved: show again what was shown. Says nothing."""
        self.which.choose(self._before)
        self._way = Way(self._before) if self._before != OTHERS else self._way
        self._lists.setCurrentWidget(self.places if self.shows_places else self.walk)

    def settle(self) -> None:
        """Keep what is shown as what to turn back to."""
        self._before = self.which.value

    def walk_otherwise(self) -> None:
        """Walk in the next of the three ways."""
        ways = list(Way)
        following = ways[(ways.index(self._way) + 1) % len(ways)]
        self.which.choose(following)
        self._choose(following)

    def count_open(self, count: int, total: int) -> None:
        """Say how many items still want an answer."""
        self._total = total
        if count:
            self.open_count.say(self.tr("未答 {count}").format(count=count), "warn")
        else:
            self.open_count.say(self._all_done, "good")
        self.fit()

    def recall(self, evaluation_id: UUID | None) -> None:
        """Choose what was chosen for this evaluation the last time."""
        known = self._session.program.desk.recall(f"visit.{evaluation_id}") if evaluation_id else None
        way, show, text = _read(known)
        self._way = way
        self.which.choose(way)
        self._before = way
        self._lists.setCurrentWidget(self.walk)
        self.walk.choose(show, text)

    def remember(self) -> None:
        """Keep what is chosen for the evaluation that is open."""
        if self._session.evaluation_id is not None:
            chosen = json.dumps([self._way, self.walk.show_what, self.walk.text], ensure_ascii=False)
            self._session.program.desk.remember(f"visit.{self._session.evaluation_id}", chosen)

    def _choose(self, chosen: str) -> None:
        if chosen != OTHERS:
            self._way = Way(chosen)
            self.remember()
        self._lists.setCurrentWidget(self.places if self.shows_places else self.walk)
        self.turned.emit()

    def fit(self) -> None:
        """Take the width that the window's size and text size ask for."""
        page = self.parentWidget()
        # In a narrow window with large text its room is wanted; the count stands beneath the list as well.
        has_room = page is None or page.width() >= text_px(self, _ROOMY)
        self.open_count.setVisible(self._total > 0 and has_room)
        # As wide for every count as for the longest word: the list keeps its edge when the last item is done.
        widest = self.open_count.fontMetrics().horizontalAdvance(self._all_done) + 2 * _CHIP_EDGE
        self.open_count.setMinimumWidth(widest)
        least = WIDTH if has_room else 0
        wanted = max(least, self._top.sizeHint().width() + 24)
        if wanted != self.width():
            self.setFixedWidth(wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.fit()

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()  # its parts take another text size after it does
        return taken


class _Asking(Line):
    """A line that is asked: Enter means its answer and nothing to the page.

    Signals: entered, by Enter.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.composition.take_in()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class WalkPanel(QWidget):
    """Search, filter, a field to jump by code, and the list.

    Signals: chosen, with section key and stop, when a person moved; refiltered, when another filter holds;
    jumped, with what was typed as a code.
    """

    chosen = Signal(str, object)
    refiltered = Signal()
    jumped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.search = _Asking(name="stopSearch", title=self.tr("搜索检查项"), placeholder=self.tr("搜索 /"))
        self.search.setClearButtonEnabled(True)
        self._show = Choice(_shows(self), name="stopShow", title=self.tr("只看哪些检查项"))
        self._show.setMinimumContentsLength(4)
        self.jump = _Asking(name="goToCode", title=self.tr("转到编号"), placeholder=self.tr("转到 G"))
        self.jump.setToolTip(self.tr("键入编号（例如 O-12），按 Enter 转到那一项。"))
        self.jump.entered.connect(lambda: self.jumped.emit(self.jump.text()))
        self._missing = label("", "error", wrap=True, name="codeMissing")
        self._missing.hide()
        self.jump.textChanged.connect(lambda _: self.tell_missing(""))
        self._later = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._later.timeout.connect(self.refiltered)
        self.search.typed.connect(self._later.start)
        self.search.left.connect(self._search_now)
        self._show.picked.connect(lambda _: self.refiltered.emit())
        self._nothing = label("", "second", wrap=True, name="nothingToVisit")
        self.list = StopList()
        self.search.entered.connect(self.list.setFocus)
        self.list.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        fields = row(self.search, self._show, self.jump, spacing=6)
        fields.setStretch(0, 1)
        for line in (fields, row(self._missing), row(self._nothing)):
            line.setContentsMargins(8, 0, 8, 0)
            column.addLayout(line)
        column.addWidget(self.list, 1)

    @property
    def show_what(self) -> Show:
        """Which stops are let through."""
        found: Show = self._show.value
        return found

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.plain_text().strip()

    def choose(self, show: Show, text: str) -> None:
        """Let a filter and a search hold; says nothing."""
        self._later.stop()
        self._show.choose(show)
        self.search.put(text)

    def tell_missing(self, code: str) -> None:
        """Say beneath the field that no item has the code that was typed, until another is; "": nothing."""
        said = self.tr("没有编号是“{code}”的检查项。").format(code=code) if code else ""
        self._missing.setText(said)
        self._missing.setVisible(bool(said))
        self.jump.setAccessibleDescription(said)
        if said:
            self.jump.selectAll()

    def show_all(self) -> None:
        """Let every stop through."""
        self.choose(Show.ALL, "")

    def show_walk(
        self, whole: Sequence[Section], *, always: Key | None, says_group: bool
    ) -> tuple[Section, ...]:
        """Show the walk as far as filter and search let it through; returns what is shown."""
        shown = narrowed(whole, self.show_what, self.text, always=always)
        self._fit()
        self.list.show_sections(shown, says_group=says_group)
        self._nothing.setVisible(not self.matches(whole))
        self._nothing.setText(
            self.tr("这样筛选没有检查项，请换一个条件，或清空搜索。")
            if whole
            else self.tr("这里会列出要检查的内容。")
        )
        return shown

    def matches(self, whole: Sequence[Section]) -> tuple[Section, ...]:
        """The walk as far as filter and search let it through."""
        return narrowed(whole, self.show_what, self.text)

    def _fit(self) -> None:
        width = text_px(self, _JUMP)
        if self.jump.width() != width:
            self.jump.setFixedWidth(width)

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()  # its parts take another text size after it does
        return taken

    def _search_now(self) -> None:
        if self._later.isActive():
            self._later.stop()
            self.refiltered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.hasFocus() and self.text:
            self.search.clear()
            self._search_now()
        super().keyPressEvent(event)


def padded(typed: str) -> str:
    """A code as the checklist writes its number, with two digits: o5 as o05."""
    return re.sub(r"0*(\d+)\s*$", lambda found: found[1].zfill(2), typed)


def _shows(panel: QWidget) -> list[tuple[Show, str]]:
    return [
        (Show.ALL, panel.tr("全部")),
        (Show.OPEN, panel.tr("未答")),
        (Show.PENDING, panel.tr("待议")),
        (Show.SEEN, panel.tr("有观察")),
        (Show.UNPROVEN, panel.tr("有关注无佐证")),
    ]


def _read(known: str | None) -> tuple[Way, Show, str]:
    """What was remembered; by component, everything, where nothing was or nobody can read it."""
    try:
        way, show, text = json.loads(known or "")
        return Way(way), Show(show), str(text)
    except (ValueError, TypeError):
        return Way.COMPONENT, Show.ALL, ""
