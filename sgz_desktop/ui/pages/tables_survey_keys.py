"""The keys of 满意度, of which the single ones act only where no text field has the focus."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from sgz_desktop.services.tables.surveying import progress
from sgz_desktop.ui.pages.tables_survey_desk import OUTCOME_KEYS, SurveyDesk
from sgz_desktop.ui.pages.tables_survey_draw import DrawCard
from sgz_desktop.ui.pages.tables_survey_person import PersonForm
from sgz_desktop.ui.widgets.typing_fields import text_has_focus

if TYPE_CHECKING:
    from sgz_desktop.ui.pages.tables_survey import SurveyPanel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LIGHT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
"""What may be held with a single key."""


class SurveyKeys:
    """Knows what each key means on the panel; `add` goes to the line that adds people."""

    def __init__(
        self,
        panel: "SurveyPanel",
        desk: SurveyDesk,
        form: PersonForm,
        draw: DrawCard,
        add: Callable[[], object],
    ) -> None:
        self._panel, self._desk, self._form, self._draw = panel, desk, form, draw
        self._acts: dict[str, Callable[[], object]] = {
            "N": add,
            "R": panel.replace,
            "V": desk.reveal,
            "W": desk.next_way,
            "G": panel.turn,
            "P": panel.print_calls,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False where it means nothing here."""
        panel, key = self._panel, event.key()
        modifiers = event.modifiers() & ~_LIGHT
        if key == Qt.Key.Key_Escape and not panel.table.hasFocus():
            panel.end_person()
            panel.setFocus()
        elif key == Qt.Key.Key_F2 and not modifiers:
            panel.edit_person()
        elif key in _ENTER and self._form.has_focus:
            panel.end_person()
        elif key in _ENTER and self._desk.has_line_focus:
            # The line has saved what was typed by now, or says why it could not.
            if self._desk.is_kept:
                go_on = panel.replace if self._desk.is_asked_why else panel.go_to_next
                go_on()
        else:
            return not modifiers and not text_has_focus() and panel.end_person() and self._act(event)
        return True

    def _act(self, event: QKeyEvent) -> bool:
        key, person, outcomes = event.text().upper(), self._desk.person, dict(OUTCOME_KEYS)
        if event.key() in _ENTER:
            self._panel.go_to_next()
        elif key == "D" and self._draw.isVisible():
            self._panel.draw_now()
        elif key == "D" and progress(self._panel.session.dossier).missing > 0:
            self._panel.draw_more()
        elif key in self._acts:
            self._acts[key]()
        elif key in outcomes and person is not None:
            self._desk.say_outcome(outcomes[key])
        elif key.isdecimal() and person is not None:
            self._desk.begin_answer(key)
        else:
            return False
        return True
