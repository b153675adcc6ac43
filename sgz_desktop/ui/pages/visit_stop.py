"""One stop of the walk: what to look at, the answer, a note, and what was seen."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QLayout, QVBoxLayout, QWidget

from sgz_desktop.domain.mark import Answer
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.pages.visit_answer import AnswerRow, Asked
from sgz_desktop.ui.pages.visit_beside import ColleaguesCard, FinalCard
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.observations import ObservationsPanel
from sgz_desktop.ui.widgets.plain import Card, Chip, Elided, label, restyle, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import list_text, methods_text

if TYPE_CHECKING:
    from sgz_desktop.services.walking import Stop

_ABREAST = 600
"""From this width on (at the standard text size) the other review groups stand beside the buttons."""
_WIDEST = 960
"""Longer lines (at the standard text size) are hard to read: what is left stays free at the right."""
_MARGIN = 26
_UNBOUND = 16_777_215
LOCKED = "已提交评分，现在只能查看；要修改，请先撤回提交。"


class StopPanel(QWidget):
    """Shows one stop; `save` writes an answer, `save_note` a note and returns what refuses it.

    `foot` holds the ways on to other stops, for whoever shows the panel to keep in sight beneath it.
    Signals: spread_out, when a person wants the same item of all review groups side by side, or one alone.
    """

    spread_out = Signal()

    def __init__(
        self,
        session: Session,
        *,
        save: "Callable[[Stop, Answer | None], Outcome]",
        save_note: "Callable[[Stop, str], str]",
    ) -> None:
        super().__init__()
        self._session = session
        self._stop: Stop | None = None
        self._whose: tuple[UUID, UUID | None] | None = None
        self._is_locked = self._is_wide = False
        self.foot = _Foot()
        self._make_texts()
        self._answer = AnswerRow(save, save_note)
        self._each = Rows(lambda _: AnswerRow(save, save_note), lambda each: each[0], abreast=True)
        self.observations = ObservationsPanel(session, self._place)
        self._final, self._colleagues = FinalCard(), ColleaguesCard(session)
        self.previous = KeyButton(self.tr("上一项"), "↑", name="stopPrevious")
        self.next = KeyButton(self.tr("下一未答项"), "Enter", name="stopNext", primary=True)
        self.side_by_side = KeyButton(self.tr("各片区并排"), "B", name="stopSideBySide")
        self.side_by_side.setProperty("small", True)
        self.side_by_side.setToolTip(self.tr("同一项在各片区的评分并排填写；按 [ 和 ] 换片区。"))
        self.side_by_side.clicked.connect(self.spread_out)
        self._others = Elided("", "second", name="stopOthers")
        self._said = label("", "quiet", wrap=True, name="stopSaid")
        self._lay_out()
        self.tell("")

    @property
    def is_wide(self) -> bool:
        """Whether the same item of all review groups is shown side by side."""
        return self._is_wide

    @property
    def answer_row(self) -> AnswerRow | None:
        """The answer that single keys give."""
        return self._current()

    def turn(self) -> None:
        """Show all review groups side by side, or the one that is walked."""
        self._is_wide = not self._is_wide

    def show_stop(
        self,
        stop: "Stop",
        same: "Sequence[Stop]",
        details: Sequence[str],
        *,
        has_previous: bool,
        is_locked: bool,
    ) -> None:
        """Show this stop; `same` is the item in all the expert's review groups, with what each is made of."""
        whose = self._session.open_id, self._session.judge_id
        is_other = self._stop is None or self._stop.key != stop.key or self._whose != whose
        self._stop, self._whose, self._is_locked = stop, whose, is_locked
        if is_other:
            self._show_item(stop)
        self._show_answers(stop, same, details, whose)
        self._locked.setVisible(is_locked)
        self._final.show_stop(stop)
        self._colleagues.show_stop(stop)
        self.observations.show_place(
            stop.key, lambda each: each.item == stop.item.code and each.group_id == stop.group_id
        )
        self.previous.setEnabled(has_previous)
        texts = [f"{each.group_name} {figure_text(each.points)}" for each in same if each.key != stop.key]
        self._others.say(self.tr("同项其他片区：{texts}").format(texts="　".join(texts)) if texts else "")
        self._others.setVisible(bool(texts))
        self.side_by_side.setVisible(len(same) > 1)
        self.side_by_side.show_chosen(is_chosen=self._is_wide)
        if is_other:
            self.tell("")

    def lead_on(self, *, has_open: bool) -> None:
        """Let the way to the next open stop be the button that is meant to be pressed, while there is one."""
        if bool(self.next.property("primary")) is not has_open:
            self.next.setProperty("primary", has_open)
            restyle(self.next)
            self.next.update()

    def take_key(self, text: str, key: Qt.Key) -> bool:
        """Hand a single key to the answer."""
        if self._is_locked and text and text in "0123456789":
            self.tell(self.tr(LOCKED))
            return True
        answer = self._current()
        return answer is not None and answer.take_key(text, key)

    def give(self, answer: Answer | None) -> None:
        """Answer, or (None) clear the answer."""
        if self._is_locked:
            self.tell(self.tr(LOCKED))
            return
        row_now = self._current()
        if row_now is not None:
            row_now.give(answer)

    def tell(self, sentence: str) -> None:
        """Say something beneath the buttons, until the next stop."""
        self._said.setText(sentence)
        # It keeps its place for whoever reads the window aloud, and takes no room while it says nothing.
        self._said.setMaximumHeight(_UNBOUND if sentence else 0)

    def _show_answers(
        self, stop: "Stop", same: "Sequence[Stop]", details: Sequence[str], whose: tuple[UUID, UUID | None]
    ) -> None:
        is_wide = self._is_wide and len(same) > 1
        self._answer.setVisible(not is_wide)
        self._each.setVisible(is_wide)
        if not is_wide:
            self._answer.show_record((0, Asked(stop, whose, is_locked=self._is_locked)))
            self._each.show_records(())
            return
        self._each.show_records(
            [
                (number, Asked(each, whose, detail, True, each.key == stop.key, self._is_locked))
                for number, (each, detail) in enumerate(zip(same, details, strict=True))
            ]
        )

    def _current(self) -> AnswerRow | None:
        """The answer that has the focus, else the one of the stop that is walked."""
        if not self._each.widgets:
            return self._answer
        rows = [each for each in self._each.widgets if isinstance(each, AnswerRow)]
        focused = QApplication.focusWidget()
        for each in rows:
            if focused is not None and each.isAncestorOf(focused):
                return each
        here = self._stop.key if self._stop else None
        return next((each for each in rows if each.stop is not None and each.stop.key == here), None)

    def _show_item(self, stop: "Stop") -> None:
        item = stop.item
        self._where.say(" · ".join(filter(None, (stop.component_name, stop.group_name, methods_text(item)))))
        self._suggested.setVisible(self._session.rubric.item_points_are_suggestions)
        self._title.setText(f"{item.code}　{item.subject}")
        self._wording.setText(item.wording)
        self._wording.setVisible(bool(item.wording))
        self._look.setText("\n".join(item.look_for))
        self._papers.setText(self.tr("要看的资料：{papers}").format(papers=list_text(item.papers)))
        self._papers.setVisible(bool(item.papers))

    def _place(self) -> dict[str, Any]:
        stop = self._stop
        if stop is None:
            return {}
        return {
            "subject": stop.item.component,
            "item": stop.item.code,
            "group_id": stop.group_id,
            "person_id": self._session.judge_id,
        }

    def _make_texts(self) -> None:
        self._where = Elided("", "second", name="stopWhere")
        self._suggested = Chip(self.tr("建议分值"), "plain", name="suggestedPoints")
        self._suggested.setToolTip(self.tr("分项以下的分值是本程序的建议，不是官方指标。"))
        self._title = label("", "title", wrap=True, name="stopTitle")
        self._wording = label("", "quiet", wrap=True, name="stopWording")
        self._look = label("", wrap=True, name="stopLook")
        self._papers = label("", "second", wrap=True, name="stopPapers")
        self._locked = Card("warn", margin=10, name="handedIn")
        self._locked.body.addWidget(label(self.tr(LOCKED), wrap=True, name="lockedSentence"))

    def _lay_out(self) -> None:
        look = Card("quiet", spacing=6)
        look.body.addWidget(label(self.tr("看什么"), "quiet"))
        look.body.addWidget(self._look)
        look.body.addWidget(self._papers)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 14)
        column.setSpacing(8)
        column.addLayout(row(self._where, self._suggested, None))
        for each in (self._title, self._wording, look, self._locked):
            column.addWidget(each)
        column.addSpacing(2)
        column.addWidget(self._answer)
        column.addWidget(self._each)
        column.addWidget(self._final)
        column.addSpacing(2)
        column.addWidget(label(self.tr("观察"), "strong"))
        column.addWidget(self.observations)
        column.addWidget(self._colleagues)
        column.addStretch(1)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(8)
        self._ways.addLayout(row(self.previous, self.next, None))
        self._ways.addLayout(row(None, self._others, self.side_by_side))
        self.foot.column.addLayout(self._ways)
        self.foot.column.addWidget(self._said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _narrow(self, self._column)
        fits = event.size().width() >= text_px(self, _ABREAST)
        self._ways.setDirection(
            QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        )


class _Foot(QWidget):
    """Stands beneath the item, no wider than that."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_MARGIN, 12, _MARGIN, 17)
        self.column.setSpacing(4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _narrow(self, self.column)


def _narrow(widget: QWidget, layout: QLayout) -> None:
    """Keep what a widget holds from growing wider than can be read."""
    margins = layout.contentsMargins()
    margins.setRight(max(_MARGIN, widget.width() - _MARGIN - text_px(widget, _WIDEST)))
    layout.setContentsMargins(margins)


def across_line() -> QFrame:
    """A thin line across, above what stays in sight."""
    found = QFrame()
    found.setProperty("part", "rule")
    return found
