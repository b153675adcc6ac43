"""评前准备: what is known before the visit, in five parts, with what is to be said about each field."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from sgz_desktop.domain.result import Missing
from sgz_desktop.services.preparing_checks import Level, Part
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.names import PAPERS
from sgz_desktop.ui.pages.preparing_checking import Checks, Listening, Panel, unkept
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.findings import FindingCount, counts_text
from sgz_desktop.ui.widgets.page_tabs import PageTabs
from sgz_desktop.ui.widgets.plain import Elided, row
from sgz_desktop.ui.widgets.scrolling import behind_bar
from sgz_desktop.ui.widgets.self_saving import SelfSaving

_PARTS = tuple(Part)
_SIDE = QTabBar.ButtonPosition.RightSide
_BESIDE_SCROLLING = 6
"""What the parts leave free at their right."""
_AROUND_COUNT = 10
"""A tab gives its number no room of its own at the right, where the mark of the focus is."""


class PreparingPage(Page):
    """Tabs over the parts; each redraws when it is shown, and tells how much is to be said about it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="preparingPage")
        self._checks = Checks(session)
        self._tabs = PageTabs(name="preparingTabs", title=self.tr("评前准备的部分"))
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._views = QStackedWidget()
        self._makers: tuple[Callable[[], QWidget], ...] = (
            self._make_head,
            self._make_people,
            self._make_places,
            self._make_quantities,
            self._make_needs,
        )
        self._counts: list[FindingCount] = []
        self._holders: list[QWidget] = []
        self._places: list[QVBoxLayout] = []
        self._panels: dict[int, Any] = {}
        for text in (
            self.tr("基本信息"),
            self.tr("人员与分工"),
            self.tr("片区与社区"),
            self.tr("其他数据"),
            self.tr("当天需要"),
        ):
            self._add_part(text)
        self._said = Elided("", "second", name="preparingSaid")
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._next = KeyButton(self.tr("下一处"), "F8", name="preparingNext")
        self._next.setProperty("small", True)
        self._next.clicked.connect(self._go_on)
        QShortcut(QKeySequence("F8"), self, self._go_on)
        self._place = -1
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(0)
        self._recount.timeout.connect(self._show_counts)
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(0)
        self._refit.timeout.connect(self._fit_counts)
        self._tabs.currentChanged.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 14, 12)
        column.setSpacing(10)
        head = row(self._tabs, 10, self._said, self._next)
        head.setStretch(2, 1)
        head.setContentsMargins(0, 0, _BESIDE_SCROLLING, 0)
        column.addLayout(head)
        column.addWidget(self._views, 1)
        self.setFocusProxy(self._tabs)

    def begin_anew(self) -> None:
        self._place = -1
        for each in self._panels.values():
            each.begin_anew()

    def redraw(self) -> None:
        self._checks.refresh()
        self._panel.redraw()
        self._show_counts()

    def point_at(self, target: Any) -> None:
        if isinstance(target, Missing):
            self._point_at_missing(target)
        elif target == "assignments":
            self._show(Part.PEOPLE, "judges")
        elif target in _PARTS:
            self._show(Part(target), "")

    def _point_at_missing(self, target: Missing) -> None:
        part, _, rest = target.code.partition(".")
        if target.code.endswith(".judge"):
            component = rest.removesuffix(".judge")
            place = f".{target.group_id}" if target.group_id else ""
            self._show(Part.PEOPLE, f"judges.{component}{place}")
        elif target.code.endswith(".unassigned"):
            self._show(Part.PEOPLE, "judges")
        elif part in ("declaration", "pledge"):
            self._show(Part.PEOPLE, f"person.{target.person_id}")
        elif part == "head":
            self._show(Part.HEAD, target.code)
        elif part == "quantity":
            self._show(Part.QUANTITIES, target.code)
        elif part == "part" and rest in _PARTS:
            self._tabs.setCurrentIndex(_PARTS.index(Part(rest)))
            self._tabs.setFocus()

    @property
    def _panel(self) -> Panel:
        """The part that is shown; each is made when it is first wanted."""
        number = self._tabs.currentIndex()
        if number not in self._panels:
            made = self._makers[number]()
            # A table scrolls by itself.
            view = made if _PARTS[number] is Part.NEEDS else behind_bar(made)
            self._places[number].addWidget(view)
            view.show()  # else it is hidden until the next event, and takes no focus
            Listening(made).moved.connect(lambda: self._recount.start())
            self._panels[number] = made
        found: Panel = self._panels[number]
        return found

    # The code of a part is read when that part is first wanted.

    def _make_head(self) -> QWidget:
        from sgz_desktop.ui.pages.preparing_head import HeadPanel

        return HeadPanel(self.session, self._checks)

    def _make_people(self) -> QWidget:
        from sgz_desktop.ui.pages.preparing_people import PeoplePanel

        return PeoplePanel(self.session, self._checks)

    def _make_places(self) -> QWidget:
        from sgz_desktop.ui.pages.preparing_places import PlacesPanel

        return PlacesPanel(self.session, self._checks)

    def _make_quantities(self) -> QWidget:
        from sgz_desktop.ui.pages.preparing_quantities import QuantitiesPanel

        return QuantitiesPanel(self.session, self._checks)

    def _make_needs(self) -> QWidget:
        from sgz_desktop.ui.pages.preparing_needs import NeedsPanel

        made = NeedsPanel(self.session)
        made.papers_wanted.connect(lambda: self.wanted.emit(PAPERS, None))
        return made

    def _add_part(self, text: str) -> None:
        number = self._tabs.addTab(text)
        view = QWidget()
        self._places.append(QVBoxLayout(view))
        self._places[-1].setContentsMargins(0, 0, 0, 0)
        self._views.addWidget(view)
        count = FindingCount(name=f"preparingCount_{number}")
        holder = QWidget(self._tabs)
        holder.hide()
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, _AROUND_COUNT, 0)
        inside.addWidget(count)
        self._holders.append(holder)
        count.pushed.connect(lambda: self._go_to_first(number))
        self._counts.append(count)

    def _show(self, part: Part, field: str) -> None:
        self._tabs.setCurrentIndex(_PARTS.index(part))
        if field:
            self._panel.point_at(field)

    def _turn(self, number: int) -> None:
        self.leave()
        self._place = -1
        self._views.setCurrentIndex(number)
        if self.session.evaluation_id is not None:
            self._checks.refresh()
            self._panel.redraw()
            self._show_counts()

    def _show_counts(self) -> None:
        """How much is said about each part, by level; what cannot be kept counts among the errors."""
        here = ""
        for number, part in enumerate(_PARTS):
            counts = dict.fromkeys(Level, 0)
            for each in self._checks.of_part(part):
                counts[each.level] += 1
            counts[Level.ERROR] += len(unkept(self._panels[number])) if number in self._panels else 0
            shown = self._counts[number]
            before = shown.text(), shown.isHidden()
            shown.show_counts(counts)
            said = counts_text(counts)
            self._tabs.setTabToolTip(number, said)
            if before != (shown.text(), shown.isHidden()):
                self._fit_count(number)
            if number == self._tabs.currentIndex():
                here = said
        following = self._following()
        self._said.say(here or self._nothing_here(following))
        self._next.setEnabled(following is not None)

    def _nothing_here(self, following: int | None) -> str:
        """The part in sight is clear: whether the whole page is."""
        if following is None:
            return self.tr("✓ 没有待核对的")
        name = self._tabs.tabText(following)
        return self.tr("这一部分没有待核对的；按 F8 到“{name}”").format(name=name)

    def _following(self) -> int | None:
        """The next part that something is said about, the one in sight last; None where all are clear."""
        here, all_of_them = self._tabs.currentIndex(), len(_PARTS)
        order = ((here + by) % all_of_them for by in range(1, all_of_them + 1))
        return next((each for each in order if any(self._stops(each))), None)

    def _stops(self, number: int) -> tuple[list[SelfSaving], list[str]]:
        """What F8 visits in one part: what cannot be kept, then the fields, the gravest first."""
        wrong = unkept(self._panels[number]) if number in self._panels else []
        return wrong, list(dict.fromkeys(each.field for each in self._checks.of_part(_PARTS[number])))

    def _fit_count(self, number: int) -> None:
        """A tab makes room for its number only when it is given it."""
        holder = self._holders[number]
        is_shown = not self._counts[number].isHidden()
        holder.adjustSize()
        self._tabs.setTabButton(number, _SIDE, holder if is_shown else None)
        holder.setVisible(is_shown)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._refit.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refit.start()  # letters that grew while another page was seen

    def _fit_counts(self) -> None:
        """The numbers are of another size, since the letters are."""
        for number, each in enumerate(self._counts):
            if not each.isHidden():
                self._tabs.setTabButton(number, _SIDE, None)
                self._fit_count(number)
        self._tabs.updateGeometry()

    def _make_room(self) -> None:
        """Where large letters leave no room beside the tabs the button goes: F8 and the numbers stay."""
        wanted = self._tabs.sizeHint().width() + self._next.sizeHint().width() + 60
        for each in (self._said, self._next):
            each.setVisible(self.width() >= wanted)

    def _go_to_first(self, number: int) -> None:
        self._tabs.setCurrentIndex(number)
        self._place = -1
        self._go_on()

    def _go_on(self) -> None:
        """Go to the next thing that is said about this part, after the last one to the next part."""
        wrong, fields = self._stops(self._tabs.currentIndex())
        if self._place + 1 >= len(wrong) + len(fields):
            following = self._following()
            if following is None:
                return
            self._tabs.setCurrentIndex(following)
            self._place = -1
            wrong, fields = self._stops(following)
        self._place += 1
        if self._place < len(wrong):
            wrong[self._place].setFocus()
        else:
            self._panel.point_at(fields[self._place - len(wrong)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
