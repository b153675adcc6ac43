"""Which of the values holds that people set without seeing one another's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.widgets.contest_card import ContestCard
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from sgz_desktop.services.contests import Contest, Side
    from sgz_desktop.ui.session import Session

_WIDTH = 680
_LEAST_HEIGHT = 200
_FRAME = 4
_ROOM = 40
"""How much of the window is seen above and beneath."""


class AskContests(Ask):
    """A card a contest; what is chosen holds at once and can be undone, what is left alone stays open."""

    def __init__(self, parent: QWidget, session: "Session", found: "Sequence[Contest]") -> None:
        super().__init__(parent, name="askContests", title=self.tr("不一致的内容"), yes=self.tr("先留着"))
        self._session, self._window = session, parent
        self._found: tuple[Contest, ...] = ()
        self._settled: int | None = None
        self.no.hide()
        self.yes.setProperty("primary", False)  # each card has the button that is meant to be pressed
        self.setMinimumWidth(_WIDTH)
        why = self.tr(
            "下面的内容被填了不同的值，填的人彼此没有看到对方填的。请逐处选定一个；"
            "不选的先留着，哪个值都不会丢。选定之后可以撤销。"
        )
        self.body.addWidget(label(why, "quiet", wrap=True))
        self._cards = Rows(
            lambda each: ContestCard(each, self._settle),
            lambda each: (each.key, each.sides),
            spacing=12,
            name="contestCards",
        )
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self._cards)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        self.body.addWidget(self._area, 1)
        self.show_contests(found)
        self._cards.widgets[0].setFocus()

    def show_contests(self, found: "Sequence[Contest]") -> None:
        """Show what there is to decide; closes when nothing is left."""
        self._found = tuple(found)
        if not found:
            self.accept()
            return
        self._cards.show_records(found)
        if not self._session.waiting.acts:
            self.complain("")  # a choice that waited was saved
        if self.isVisible():
            self._fit()
            self._go_on()

    def _settle(self, contest: "Contest", side: "Side", reason: str) -> None:
        undoing = self._session.program.undoing
        chosen = tuple(zip(contest.disputes, side.values, strict=True))
        outcome = self._session.write(
            self.tr("选定{field}").format(field="、".join(contest.fields)),
            lambda each, who: undoing.settle(each, chosen, worker=who, reason=reason),
            quiet=True,
            about=f"settle {contest.key}",
        )
        self.complain(outcome.sentence)
        if outcome.is_done:
            self._settled = [each.key for each in self._found].index(contest.key)

    def _go_on(self) -> None:
        """Behind a card that was decided comes the next one."""
        place, self._settled = self._settled, None
        if place is not None:
            card = self._cards.widgets[min(place, len(self._cards.widgets) - 1)]
            card.setFocus()
            self._area.ensureWidgetVisible(card)

    def _fit(self) -> None:
        """As high as the cards, up to a limit."""
        for each in self._inside.findChildren(QWidget):
            each.ensurePolished()  # the style sheet's letters are larger than those of an unseen label
        wanted = self._inside.heightForWidth(self._area.viewport().width()) + _FRAME
        self._area.setMinimumHeight(min(wanted, _LEAST_HEIGHT))
        given = max(self._area.sizeHint().height(), self._area.minimumHeight())  # what the hint reckons with
        around = _ROOM + self.sizeHint().height() - given
        self.resize(self.width(), around - _ROOM + min(wanted, self._window.height() - around))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
