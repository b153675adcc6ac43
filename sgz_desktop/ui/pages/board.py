"""观察记录: what was seen, by chapter, review group and kind, put in order for the report."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.result import Missing
from sgz_desktop.services.changes import Changes
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.board_editor import BoardEditor
from sgz_desktop.ui.pages.board_filters import BoardFilters
from sgz_desktop.ui.pages.board_frame import BoardFrame
from sgz_desktop.ui.pages.board_hands import BoardHands
from sgz_desktop.ui.pages.board_sections import Wanted, homes, most_of, sections
from sgz_desktop.ui.pages.board_view import BoardView
from sgz_desktop.ui.pages.names import VISIT
from sgz_desktop.ui.preferences import Preferences
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.typing_fields import text_has_focus
from sgz_desktop.ui.wording import person_name


class BoardPage(Page):
    """Filters above, cards beneath, at the right the balance, the chosen card, or what several allow."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(session, name="boardPage")
        self._seen: dict[UUID, Observation] = {}
        self._grouped: set[tuple[str | None, UUID | None]] = set()
        self._rests, self._glances = False, False
        self._filtered_id: UUID | None = None
        self._made_id: UUID | None = None
        self._filters = BoardFilters(session)
        self._filters.changed.connect(self._refilter)
        self.view = BoardView(self._author)
        self.view.cards.group_of = self._group
        self.view.moved.connect(self._moved)
        self.view.opened.connect(self._edit)
        self.view.unstamped.connect(self._stamp)
        self.editor = BoardEditor(session)
        self.editor.made.connect(self._made)
        self.editor.closing.connect(self._close)
        self._frame = BoardFrame(self._filters, self.view, self.editor, preferences)
        self._overview, self._several = self._frame.overview, self._frame.several
        self._overview.chosen.connect(self._go_to)
        self._overview.wanted.connect(self._filters.want_kind)
        self._hands = BoardHands(session, self.view, self.editor, settle=self._settle, follow=self._follow)
        self._hands.take(self._several)
        self._frame.beginning.connect(self._begin)
        self._frame.visiting.connect(lambda: self.wanted.emit(VISIT, None))
        self._frame.glance.clicked.connect(self._show_overview)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._frame)
        self.setFocusProxy(self.view)

    # What is shown

    def begin_anew(self) -> None:
        self.editor.forget()
        self.view.stamps.clear()
        self.view.choose(())
        self._rests = self._glances = False
        self._filtered_id = None

    def hear(self, changes: Changes) -> None:
        for each in changes.entity_ids:
            self.view.stamps.pop(each, None)
        super().hear(changes)

    def redraw(self) -> None:
        dossier = self.session.dossier
        self._seen = {each.id: each for each in dossier.observations}
        self._grouped = {each.key for each in homes(dossier, self.session.rubric) if each.group_id}
        if self._filtered_id != dossier.id:
            self._filtered_id = dossier.id
            self._filters.recall()
        self._filters.offer()
        wanted = self._filters.wanted
        every = sections(self.session, Wanted())
        shown = sections(self.session, wanted) if wanted else every
        self.view.show_sections(shown, most_of(every))
        if self._made_id is not None:
            self.view.choose([self._made_id])
        self._filters.tell(sum(len(part) for each in shown for part in each.shown), len(self._seen))
        self._overview.show_sections(every, dossier.observations)
        is_begun = bool(self._seen) or self.editor.is_new
        self._frame.show_state(is_begun=is_begun, is_found=bool(shown))
        self._show_side()

    def _show_side(self) -> None:
        """The editor of the current card, what several cards allow, or the balance."""
        chosen, current = self.view.chosen, self.view.current
        if self.editor.is_new:
            self._frame.show_editor()
        elif len(chosen) > 1 or (chosen and current is not None and current.id not in chosen):
            self._several.show_cards([self._seen[each] for each in chosen])
            self._frame.show_several()
        elif (shown := current or self._written()) is not None and not self._rests:
            self.editor.show_observation(shown)
            self.editor.tell_when(self.view.stamps.get(shown.id, ""))
            self._frame.show_editor()
        else:
            self.editor.forget()
            self._frame.show_overview(is_wanted=self._glances)

    def _written(self) -> Observation | None:
        """What is being written on though no card of it is in sight, as where the filters leave it out."""
        focused, known = QApplication.focusWidget(), self.editor.observation_id
        is_there = focused is not None and self.editor.isAncestorOf(focused)
        return self._seen.get(known) if is_there and known is not None else None

    def point_at(self, target: Any) -> None:
        entity_id = target.entity_id if isinstance(target, Missing) else target
        if not isinstance(entity_id, UUID) or not flush_all(self):
            return
        self.catch_up()
        if entity_id in self._seen and not self.view.board.place_of(entity_id).isValid():
            self._filters.clear()
            self.catch_up()
        self._rests = self._glances = False
        if self.view.choose([entity_id]):
            self.view.scrollTo(self.view.currentIndex())
            self._show_side()
            self.view.setFocus()

    def _author(self, seen: Observation) -> str:
        return person_name(self.session.dossier, seen.person_id) if seen.person_id else ""

    def _group(self, seen: Observation) -> str:
        """The review group of what stands in a chapter that is not divided by groups."""
        group = self.session.dossier.group_by_id.get(seen.group_id) if seen.group_id else None
        return "" if group is None or (seen.subject, group.id) in self._grouped else group.name

    def _stamp(self, ids: set[UUID]) -> None:
        if self.session.evaluation_id is None:
            return
        found = self.session.program.visiting.stamps(self.session.open_id, ids)
        for each in ids:
            stamp = found.get(each)
            self.view.stamps[each] = f"{stamp.at.astimezone():%m-%d %H:%M}" if stamp else ""
        current = self.view.current
        if current is not None and current.id in ids and self.editor.observation_id == current.id:
            self.editor.tell_when(self.view.stamps[current.id])

    # What a person does

    def _moved(self) -> None:
        """Another card: what was typed at the last one is saved first, or stays in sight."""
        if not flush_all(self.editor):
            if self.editor.observation_id is not None:
                self.view.choose([self.editor.observation_id])
            return
        self.catch_up()
        if self.editor.is_new:
            self.editor.forget()
        self._rests = self._glances = False
        self._show_side()

    def _edit(self) -> None:
        if self.view.current is not None:
            self._rests = self._glances = False
            self._show_side()
            self.editor.text.setFocus()

    def _begin(self) -> None:
        """Begin a new observation where the cursor is."""
        if not flush_all(self):
            return
        home = self.view.current_home
        values: dict[str, Any] = {
            "subject": home.subject if home else None,
            "group_id": home.group_id if home else None,
            "person_id": self.session.judge_id,
            "tone": self.view.current_tone,
        }
        self.view.choose(())
        self.editor.begin_new(values)
        self.redraw()
        self.editor.text.setFocus()

    def _made(self, observation_id: UUID) -> None:
        """What is new has a card now; whoever types or clicks in the editor stays in it undisturbed."""
        self._rests = self._glances = False
        self._made_id = observation_id  # its card is chosen before the side is shown: nothing closes between
        self.catch_up()
        self._made_id = None

    def _close(self) -> None:
        """Leave the cards: nothing is chosen, the balance is seen, the cursor stays where it was."""
        if flush_all(self.editor):
            self.editor.forget()
            self._rests, self._glances = True, False
            self.view.rest()
            self.redraw()
            self.view.setFocus()

    def _show_overview(self) -> None:
        if flush_all(self.editor):
            self.editor.forget()
            self._rests = self._glances = True
            self._show_side()
            self._overview.list.setFocus()

    def _go_to(self, key: Any) -> None:
        if not self.view.board.head_of(key).isValid():
            self._filters.clear()
        self.view.go_to(key)
        self.view.setFocus()

    def _refilter(self) -> None:
        if flush_all(self.editor):
            self.redraw()

    def _settle(self) -> bool:
        """Save all that is typed and show what is stored; False where something cannot be saved."""
        is_saved = flush_all(self)
        if is_saved:
            self.catch_up()
        return is_saved

    def _follow(self, ids: Iterable[UUID]) -> None:
        """Show what became of it, the cards that it was done to chosen and in sight."""
        self.catch_up()
        if self.view.choose(tuple(ids)):
            self.view.scrollTo(self.view.currentIndex())
        self._show_side()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER and held & Qt.KeyboardModifier.ControlModifier:
            if held & Qt.KeyboardModifier.ShiftModifier:
                self._hands.split()
            else:
                self._leave_fields()
            return True
        if event.matches(QKeySequence.StandardKey.Find):
            self._filters.search.setFocus()
            self._filters.search.selectAll()
            return True
        if key == Qt.Key.Key_Escape:
            self._escape()
            return True
        if text_has_focus():
            return False
        if held == Qt.KeyboardModifier.AltModifier and key in _SHIFTS:
            self._hands.shift(_SHIFTS[key])
            return True
        if held & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        return self._single(key)

    def _escape(self) -> None:
        if not text_has_focus() or self.editor.is_new or not self._leave_fields():
            self._close()

    def _leave_fields(self) -> bool:
        """Save what is typed and go back to the cards."""
        is_saved = self._settle()
        if is_saved:
            self.view.setFocus()
        return is_saved

    def _single(self, key: Qt.Key) -> bool:
        acts = {
            Qt.Key.Key_N: self._begin,
            Qt.Key.Key_B: self._show_overview,
            Qt.Key.Key_M: self._hands.move,
            Qt.Key.Key_H: self._hands.merge,
            Qt.Key.Key_L: self._hands.link,
            Qt.Key.Key_Delete: self._hands.remove,
            Qt.Key.Key_F2: self._edit,
            **dict.fromkeys(_ENTER, self._edit),
        }
        if key in _TONES:
            self._hands.retag(_TONES[key])
        elif key in acts:
            acts[key]()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame.fit()


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFTS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TONES = {
    Qt.Key.Key_Plus: Tone.STRENGTH,
    Qt.Key.Key_Minus: Tone.CONCERN,
    Qt.Key.Key_Asterisk: Tone.UNFILED,
}
