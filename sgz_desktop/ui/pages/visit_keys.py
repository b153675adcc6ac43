"""The single keys of 现场检查, which act only where no text field has the focus."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from sgz_desktop.domain.mark import Answer, NotApplicable, Pending
from sgz_desktop.ui.pages.visit_handing import HandingPanel
from sgz_desktop.ui.pages.visit_list import SidePanel
from sgz_desktop.ui.pages.visit_others import OthersPanel
from sgz_desktop.ui.pages.visit_stop import StopPanel
from sgz_desktop.ui.widgets.observations import TONE_KEYS, ObservationsPanel
from sgz_desktop.ui.widgets.typing_fields import Line, MarkField, text_has_focus

if TYPE_CHECKING:
    from sgz_desktop.ui.pages.visit import VisitPage

_ANSWERS: dict[Qt.Key, Answer | None] = {
    Qt.Key.Key_N: NotApplicable(),
    Qt.Key.Key_F: Pending(),
    Qt.Key.Key_C: None,
}
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


class VisitKeys:
    """Knows what each key means on the page."""

    def __init__(
        self,
        page: "VisitPage",
        side: SidePanel,
        handing: HandingPanel,
        panel: StopPanel,
        others: OthersPanel,
    ) -> None:
        self._page, self._side = page, side
        self._panel, self._others = panel, others
        walk = side.walk
        self._anywhere: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_O: lambda: side.turn_to(places=not side.shows_places),
            Qt.Key.Key_W: side.walk_otherwise,
            Qt.Key.Key_G: lambda: self._ask(walk.jump),
            Qt.Key.Key_Slash: lambda: self._ask(walk.search),
            Qt.Key.Key_T: handing.turn,
        }
        self._at_item: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_B: panel.spread_out.emit,
            Qt.Key.Key_BracketLeft: lambda: page.same_item(-1),
            Qt.Key.Key_BracketRight: lambda: page.same_item(1),
        }

    @property
    def observations(self) -> ObservationsPanel:
        """The observations of the item or place that is shown."""
        return self._others.observations if self._side.shows_places else self._panel.observations

    def take(self, event: QKeyEvent) -> bool:
        """Act on a key that no widget wanted; False when it means nothing. Enter also ends a mark."""
        key, plain = Qt.Key(event.key()), event.modifiers() in _PLAIN
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.observations.editor.finish()
                self._side.list.setFocus()
                return True
            ends_mark = not text_has_focus() or isinstance(self._page.focusWidget(), MarkField)
            if plain and ends_mark and self._page.is_at_item:
                self._page.go_on()
                return True
            return False
        if key == Qt.Key.Key_Escape:
            self._side.list.setFocus()
            return True
        return plain and not text_has_focus() and self._single(key, event.text())

    def _single(self, key: Qt.Key, text: str) -> bool:
        is_at_item = self._page.is_at_item
        if key in self._anywhere:
            self._anywhere[key]()
        elif key in TONE_KEYS and (is_at_item or self._side.shows_places):
            self.observations.begin(TONE_KEYS[key])
        elif not is_at_item:
            return False
        elif key in _ANSWERS:
            self._panel.give(_ANSWERS[key])
            self._page.show_answer()
        elif key in self._at_item:
            self._at_item[key]()
        else:
            is_taken = self._panel.take_key(text, key)
            if is_taken:
                self._page.show_answer()
            return is_taken
        return True

    def _ask(self, field: Line) -> None:
        self._side.turn_to(places=False)
        field.setFocus()
