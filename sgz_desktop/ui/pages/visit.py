"""现场检查: the walk from one unanswered item to the next, and the observations that hang on no item."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.domain.mark import Answer
from sgz_desktop.domain.result import Missing
from sgz_desktop.services.walking import (
    At,
    Key,
    Section,
    Stop,
    Way,
    before,
    by_code,
    communities_text,
    next_open,
    steps_of,
)
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.visit_empty import VisitEmpty
from sgz_desktop.ui.pages.visit_handing import HandingPanel
from sgz_desktop.ui.pages.visit_keys import VisitKeys
from sgz_desktop.ui.pages.visit_list import SidePanel, padded
from sgz_desktop.ui.pages.visit_others import OthersPanel
from sgz_desktop.ui.pages.visit_places import Place, is_unfiled, key_of, places
from sgz_desktop.ui.pages.visit_stop import StopPanel, across_line
from sgz_desktop.ui.pages.visit_writing import write_answer, write_note
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.plain import upright
from sgz_desktop.ui.widgets.scrolling import behind_bar


class VisitPage(Page):
    """Stops or places at the left, the one that is answered or written on at the right."""

    def __init__(self, session: Session, *, ask_worker: Callable[[], None]) -> None:
        super().__init__(session, name="visitPage")
        self._stops: tuple[Stop, ...] = ()
        self._whole: tuple[Section, ...] = ()
        self._shown: tuple[Section, ...] = ()
        self._at: At | None = None
        self._place: Place | None = None
        self._panel = StopPanel(session, save=self._answer, save_note=self._note)
        self._panel.previous.clicked.connect(self._back)
        self._panel.next.clicked.connect(self.go_on)
        self._panel.spread_out.connect(self._spread_out)
        self._arriving = QTimer(self, singleShot=True)  # once the question who works here is gone
        self._arriving.timeout.connect(self._arrive)
        self._others = OthersPanel(session)
        self._reveal = QTimer(self, singleShot=True)  # once the opened editor has found its place
        self._reveal.timeout.connect(self._show_editor)
        for each in (self._panel.observations, self._others.observations):
            each.editing.connect(lambda: self._reveal.start(0))
        self._handing = HandingPanel(session, flush=lambda: flush_all(self))
        self._side = SidePanel(session, self._handing)
        self._walk = self._side.walk
        self._walk.chosen.connect(self._chosen)
        self._walk.refiltered.connect(self._refilter)
        self._walk.jumped.connect(self._jump)
        self._side.places.chosen.connect(self._chosen_place)
        self._side.turned.connect(self._turned)
        self._empty = VisitEmpty(
            ask_worker=ask_worker,
            prepare=lambda: self.wanted.emit("preparing", "assignments"),
            others=lambda: self._side.turn_to(places=True),
        )
        self._area, self._others_area = behind_bar(self._panel), behind_bar(self._others)
        self._keys = VisitKeys(self, self._side, self._handing, self._panel, self._others)
        self._views = QStackedWidget()
        self._walked = QWidget()
        beneath = QVBoxLayout(self._walked)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(0)
        for part in (self._area, across_line(), self._panel.foot):
            beneath.addWidget(part)
        for view in (self._walked, self._others_area, self._empty):
            self._views.addWidget(view)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._side)
        across.addWidget(upright())
        across.addWidget(self._views, 1)
        self.setFocusProxy(self._side.list)

    @property
    def is_at_item(self) -> bool:
        """Whether an item is shown that can be answered."""
        return self._at is not None and not self._side.shows_places

    def begin_anew(self) -> None:
        self._at = self._place = None
        self._side.recall(self.session.evaluation_id)
        if self.isVisible():
            self._arriving.start(0)

    def leave(self) -> bool:
        self._side.remember()
        return super().leave()

    def redraw(self) -> None:
        session, judge = self.session, self.session.judge_id
        visiting = session.program.visiting
        self._stops = () if judge is None else visiting.stops(session.open_id, judge)
        self._whole = () if judge is None else visiting.sections(session.open_id, judge, self._side.way)
        self._walk.setEnabled(bool(self._stops))
        self._side.count_open(sum(each.is_open for each in self._stops), len(self._stops))
        self._handing.show_stops(self._stops)
        self._panel.lead_on(has_open=any(each.is_open for each in self._stops))
        if self._side.shows_places:
            self._show_places()
        elif self._stops:
            self._views.setCurrentWidget(self._walked)
            self._show_list()
        else:
            self._list()
            self._views.setCurrentWidget(self._empty)
            self._empty.explain(session.dossier, judge)

    def point_at(self, target: Any) -> None:
        """Show an item by its code, its stop's key, or what a line of the missing list or palette names."""
        if isinstance(target, Missing):
            if target.code.startswith("observation."):
                self._open_observation(target.entity_id)
            elif target.item is not None and target.person_id in (None, self.session.judge_id):
                self._show_item(target.item, target.group_id)
        elif isinstance(target, UUID):
            self._open_observation(target)
        elif isinstance(target, str):
            self._show_item(target, None)
        elif isinstance(target, tuple) and len(target) == 2:
            self._show_item(*target)

    def _show_item(self, code: str, group_id: UUID | None) -> None:
        self._side.turn_to(places=False)
        keys = [each.key for each in self._stops]
        same = [each for each in keys if each[0] == code]
        if (code, group_id) in keys or same:
            self._go_to_key((code, group_id) if (code, group_id) in keys else same[0])

    def _turned(self) -> None:
        if not flush_all(self):
            self._side.turn_back()
            return
        self._side.settle()
        self.redraw()
        self.setFocusProxy(self._side.list)
        self._side.list.setFocus()

    def _show_places(self) -> None:
        self._views.setCurrentWidget(self._others_area)
        self._side.places.show_places(places(self.session))
        self._place = self._side.places.point_at(self._place.key if self._place else None)
        self._others.show_place(self._place)

    def _chosen_place(self, place: Place) -> None:
        if self._place is not None and not flush_all(self._others):
            self._side.places.point_at(self._place.key)
            return
        self._place = place
        self.redraw()
        self._others_area.verticalScrollBar().setValue(0)

    def _open_observation(self, observation_id: UUID | None) -> None:
        found = {each.id: each for each in self.session.dossier.observations}.get(
            observation_id or UUID(int=0)
        )
        if found is None or not flush_all(self):
            return
        self._side.turn_to(places=True)
        dossier, rubric = self.session.dossier, self.session.rubric
        key = (None, None) if is_unfiled(found) else key_of(found, dossier, rubric)
        self._place = self._side.places.point_at(key)
        self.redraw()
        self._others.observations.edit(found.id)

    def _list(self) -> None:
        always = self._at[1] if self._at else None
        self._shown = self._walk.show_walk(
            self._whole, always=always, says_group=self._side.way is Way.METHOD
        )

    def _show_list(self) -> None:
        self._list()
        steps = list(steps_of(self._shown)) or list(steps_of(self._whole))
        at, key = self._at, self._at[1] if self._at else None
        found = next((each for each in steps if (each[0], each[1].key) == at), None)
        found = found or next((each for each in steps if each[1].key == key), None)
        found = found or next((each for each in steps if each[1].is_open), steps[0])
        self._walk.list.point_at(found[0], found[1].key)
        self._show_stop(*found)

    def _show_stop(self, section: str, stop: Stop) -> None:
        self._at = section, stop.key
        same = [each for each in self._stops if each.item.code == stop.item.code]
        details = [communities_text(self.session.dossier, each.group_id) for each in same]
        first = next(steps_of(self._whole), None)
        has_previous = first is not None and (first[0], first[1].key) != self._at
        self._panel.show_stop(
            stop, same, details, has_previous=has_previous, is_locked=self._handing.is_handed_in
        )

    def _answer(self, stop: Stop, answer: Answer | None) -> Outcome:
        judge = self.session.judge_id
        if judge is None:
            return Outcome()
        outcome = write_answer(self.session, stop, judge, answer)
        if outcome.is_done:
            self.catch_up()
        return outcome

    def _note(self, stop: Stop, text: str) -> str:
        judge = self.session.judge_id
        return "" if judge is None else write_note(self.session, stop, judge, text)

    def go_on(self) -> None:
        """Go to the next item that wants an answer; behind a filter that has none left, to any."""
        if not flush_all(self._panel):
            return
        self.catch_up()
        following = next_open(self._shown, self._at) or next_open(self._whole, self._at)
        if following is None:
            self._panel.tell(self.tr("所有检查项都已作答。"))
            return
        self._go(following[0], following[1].key)

    def _back(self) -> None:
        if self._at is None or not flush_all(self._panel):
            return
        found = before(self._shown, self._at) or before(self._whole, self._at)
        if found is not None:
            self._go(found[0], found[1].key)

    def _chosen(self, section: str, stop: Stop) -> None:
        if self._at is not None and not flush_all(self._panel):
            self._walk.list.point_at(*self._at)
            return
        self.catch_up()
        self._go(section, stop.key)

    def _jump(self, typed: str) -> None:
        if not flush_all(self._panel):
            return
        near = self._at[0] if self._at else None
        found = by_code(self._whole, padded(typed), near) or by_code(self._whole, typed, near)
        if found is None:
            self._walk.tell_missing(typed.strip())
            return
        self._walk.jump.clear()
        self._go(found[0], found[1].key)

    def _spread_out(self) -> None:
        if self._at is not None and flush_all(self._panel):
            self._panel.turn()
            self.redraw()

    def same_item(self, step: int) -> None:
        """Go to the same item in another review group."""
        here = self._at[1] if self._at else None
        keys = [each.key for each in self._stops if here is not None and each.key[0] == here[0]]
        if len(keys) > 1 and here is not None and flush_all(self._panel):
            self.catch_up()
            self._go_to_key(keys[(keys.index(here) + step) % len(keys)])

    def _go_to_key(self, key: Key) -> None:
        """Show a stop, in the section one is in where it stands there too."""
        near = self._at[0] if self._at else None
        steps = sorted(steps_of(self._whole), key=lambda each: each[0] != near)
        found = next((section for section, each in steps if each.key == key), None)
        if found is not None:
            self._go(found, key)

    def _go(self, section: str, key: Key) -> None:
        if not self._walk.list.point_at(section, key):
            self._walk.show_all()
            self._at = None
            self._list()
            self._walk.list.point_at(section, key)
        found = next((s for name, s in steps_of(self._whole) if (name, s.key) == (section, key)), None)
        if found is None:
            return
        self._show_stop(section, found)
        self._walk.list.setFocus()
        self._area.verticalScrollBar().setValue(0)

    def _arrive(self) -> None:
        """Begin where there is something to do: what had the focus may be gone with the old view."""
        if not self.isVisible():
            return
        for area in (self._area, self._others_area):
            area.verticalScrollBar().setValue(0)
        (self._side.list if self._side.list.isEnabled() else self._empty.lead).setFocus()

    def show_answer(self) -> None:
        """Bring what a key has just answered into sight, in a window too low for the whole item."""
        answer = self._panel.answer_row
        if answer is not None:
            self._area.ensureWidgetVisible(answer, 0, 8)

    def _show_editor(self) -> None:
        area = self._others_area if self._side.shows_places else self._area
        area.ensureWidgetVisible(self._keys.observations.editor, 0, 16)

    def _refilter(self) -> None:
        self._side.remember()
        if not self._stops or not flush_all(self._panel):
            return
        matches = steps_of(self._walk.matches(self._whole))
        kept = [(section, each.key) for section, each in matches]
        if kept and self._at not in kept:
            self._at = None
        self._show_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.take(event):
            super().keyPressEvent(event)
