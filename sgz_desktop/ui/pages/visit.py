"""现场检查: the walk from one unanswered item to the next, and the observations that hang on no item."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from sgz_desktop.domain.mark import Answer, NotApplicable, Pending
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import Missing
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.visit_empty import VisitEmpty
from sgz_desktop.ui.pages.visit_list import SidePanel
from sgz_desktop.ui.pages.visit_others import OthersPanel
from sgz_desktop.ui.pages.visit_places import Place, is_unfiled, key_of, places
from sgz_desktop.ui.pages.visit_stop import StopPanel
from sgz_desktop.ui.pages.visit_writing import write_answer, write_note
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.observations import ObservationsPanel
from sgz_desktop.ui.widgets.plain import upright
from sgz_desktop.ui.widgets.typing_fields import MarkField, text_has_focus
from sgz_desktop.ui.wording import person_name

if TYPE_CHECKING:
    from sgz_desktop.services.visiting import Stop


class VisitPage(Page):
    """Stops or places at the left, the one that is answered or written on at the right."""

    def __init__(self, session: Session, *, ask_worker: Callable[[], None]) -> None:
        super().__init__(session, name="visitPage")
        self._stops: tuple[Stop, ...] = ()
        self._shown: tuple[Stop, ...] = ()
        self._current: Stop | None = None
        self._at: Place | None = None
        self._panel = StopPanel(session, save=self._answer, save_note=self._note)
        self._panel.previous.clicked.connect(self._back)
        self._panel.next.clicked.connect(self._next)
        self._panel.not_applicable.clicked.connect(lambda: self._panel.give(NotApplicable()))
        self._panel.pending.clicked.connect(lambda: self._panel.give(Pending()))
        self._panel.clear.clicked.connect(lambda: self._panel.give(None))
        self._others = OthersPanel(session)
        self._reveal = QTimer(self, singleShot=True)  # once the opened editor has found its place
        self._reveal.timeout.connect(self._show_editor)
        for each in (self._panel.observations, self._others.observations):
            each.editing.connect(lambda: self._reveal.start(0))
        self._side = SidePanel()
        self._walk = self._side.walk
        self._walk.chosen.connect(self._chosen)
        self._walk.refiltered.connect(self._refilter)
        self._side.places.chosen.connect(self._chosen_place)
        self._side.turned.connect(self._turned)
        self._empty = VisitEmpty(
            ask_worker=ask_worker,
            prepare=lambda: self.wanted.emit("preparing", "assignments"),
            others=lambda: self._side.turn_to(places=True),
        )
        self._area, self._others_area = _scrolled(self._panel), _scrolled(self._others)
        self._views = QStackedWidget()
        for view in (self._area, self._others_area, self._empty):
            self._views.addWidget(view)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._side)
        across.addWidget(upright())
        across.addWidget(self._views, 1)
        self.setFocusProxy(self._side.list)

    def begin_anew(self) -> None:
        self._current = self._at = None
        self._walk.show_all()

    def redraw(self) -> None:
        judge = self.session.judge_id
        self._stops = (
            () if judge is None else self.session.program.visiting.stops(self.session.open_id, judge)
        )
        self._walk.setEnabled(bool(self._stops))
        if self._side.shows_places:
            self._show_places()
        elif self._stops:
            self._views.setCurrentWidget(self._area)
            self._show_list()
        else:
            self._walk.show_stops((), person_name(self.session.dossier, judge))
            self._views.setCurrentWidget(self._empty)
            self._empty.explain(self.session.dossier, judge)

    def point_at(self, target: Any) -> None:
        if not isinstance(target, Missing):
            return
        if target.code.startswith("observation."):
            self._open_observation(target.entity_id)
            return
        judge = self.session.judge_id
        if target.person_id is not None and target.person_id != judge:
            return
        if target.item is not None:
            self._side.turn_to(places=False)
            self._go((target.item, target.group_id))

    def _turned(self, is_places: bool) -> None:
        if not flush_all(self):
            self._side.turn_to(places=not is_places)
            return
        self.redraw()
        self.setFocusProxy(self._side.list)
        self._side.list.setFocus()

    def _show_places(self) -> None:
        self._views.setCurrentWidget(self._others_area)
        self._side.places.show_places(places(self.session))
        self._at = self._side.places.point_at(self._at.key if self._at else None)
        self._others.show_place(self._at)

    def _chosen_place(self, place: Place) -> None:
        if self._at is not None and not flush_all(self._others):
            self._side.places.point_at(self._at.key)
            return
        self._at = place
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
        self._at = self._side.places.point_at(key)
        self.redraw()
        self._others.observations.edit(found.id)

    def _show_list(self) -> None:
        whose = person_name(self.session.dossier, self.session.judge_id)
        self._shown = self._walk.show_stops(self._stops, whose)
        key = self._current.key if self._current else None
        now = next((each for each in self._stops if each.key == key), None)
        if now is None:
            first = self._shown[0] if self._shown else self._stops[0]
            now = next((each for each in self._shown if each.is_open), first)
        self._walk.point_at(now.key)
        self._show_stop(now)

    def _show_stop(self, stop: "Stop") -> None:
        self._current = stop
        others = [each for each in self._stops if each.item.code == stop.item.code and each.key != stop.key]
        self._panel.show_stop(stop, others, has_previous=self._stops[0].key != stop.key)

    def _answer(self, answer: Answer | None) -> Outcome:
        stop, judge = self._current, self.session.judge_id
        if stop is None or judge is None:
            return Outcome()
        outcome = write_answer(self.session, stop, judge, answer)
        if outcome.is_done:
            self.catch_up()
        return outcome

    def _note(self, text: str) -> str:
        stop, judge = self._current, self.session.judge_id
        return "" if stop is None or judge is None else write_note(self.session, stop, judge, text)

    def _next(self) -> None:
        if not flush_all(self._panel):
            return
        self.catch_up()
        key = self._current.key if self._current else None
        following = self.session.program.visiting.next_open(
            self.session.open_id, self.session.judge_id or UUID(int=0), key
        )
        if following is None:
            self._panel.tell(self.tr("所有检查项都已作答。"))
            return
        self._go(following.key)

    def _back(self) -> None:
        keys = [each.key for each in self._stops]
        if self._current is None or not flush_all(self._panel):
            return
        place = keys.index(self._current.key)
        if place > 0:
            self._go(keys[place - 1])

    def _chosen(self, stop: "Stop") -> None:
        if self._current is not None and not flush_all(self._panel):
            self._walk.point_at(self._current.key)
            return
        self.catch_up()
        self._go(stop.key)

    def _go(self, key: tuple[str, UUID | None]) -> None:
        found = next((each for each in self._stops if each.key == key), None)
        if found is None:
            return
        if not self._walk.point_at(key):
            self._walk.show_all()
            self._walk.show_stops(self._stops, person_name(self.session.dossier, self.session.judge_id))
            self._walk.point_at(key)
        self._show_stop(found)
        self._walk.list.setFocus()
        self._area.verticalScrollBar().setValue(0)

    def _show_editor(self) -> None:
        area = self._others_area if self._side.shows_places else self._area
        area.ensureWidgetVisible(self._observations.editor, 0, 16)

    def _refilter(self) -> None:
        if not self._stops or not flush_all(self._panel):
            return
        whose = person_name(self.session.dossier, self.session.judge_id)
        shown = self._walk.show_stops(self._stops, whose)
        if self._current is None or self._current.key not in [each.key for each in shown]:
            self._current = None
        self._show_list()

    @property
    def _is_at_item(self) -> bool:
        return self._current is not None and not self._side.shows_places

    @property
    def _observations(self) -> ObservationsPanel:
        panel = self._others if self._side.shows_places else self._panel
        return panel.observations

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Single keys act only where no text field has the focus; Enter also ends a mark."""
        key, plain = Qt.Key(event.key()), event.modifiers() in _PLAIN
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._observations.editor.finish()
                self._side.list.setFocus()
                return True
            ends_mark = not text_has_focus() or isinstance(self.focusWidget(), MarkField)
            if plain and ends_mark and self._is_at_item:
                self._next()
                return True
            return False
        if key == Qt.Key.Key_Escape:
            self._side.list.setFocus()
            return True
        if not plain or text_has_focus():
            return False
        return self._single(key, event.text())

    def _single(self, key: Qt.Key, text: str) -> bool:
        if key == Qt.Key.Key_O:
            self._side.turn_to(places=not self._side.shows_places)
            return True
        if key in _TONES and (self._is_at_item or self._side.shows_places):
            self._observations.begin(_TONES[key])
            return True
        if not self._is_at_item:
            return False
        if key in _ANSWERS:
            self._panel.give(_ANSWERS[key])
            return True
        return self._panel.take_key(text, key)


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


_ANSWERS: dict[Qt.Key, Answer | None] = {
    Qt.Key.Key_N: NotApplicable(),
    Qt.Key.Key_F: Pending(),
    Qt.Key.Key_C: None,
}
_TONES = {
    Qt.Key.Key_Plus: Tone.STRENGTH,
    Qt.Key.Key_Minus: Tone.CONCERN,
    Qt.Key.Key_Asterisk: Tone.UNFILED,
}
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
