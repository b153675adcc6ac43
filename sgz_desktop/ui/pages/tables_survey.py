"""满意度调查: the roster, the draw, the call sheet with masked names, answers and what they come to."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from sgz_desktop.domain.survey import Outcome, Respondent
from sgz_desktop.services.paper_kinds import CALL_SHEET
from sgz_desktop.services.tables.names import OUTCOME_NAMES
from sgz_desktop.services.tables.sums import survey_figures
from sgz_desktop.services.tables.surveying import progress, sample, survey_of, to_ask
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.day_form import Clock
from sgz_desktop.ui.pages.indicators_frame import stacked
from sgz_desktop.ui.pages.names import PAPERS
from sgz_desktop.ui.pages.tables_parts import local_now
from sgz_desktop.ui.pages.tables_survey_desk import SurveyDesk
from sgz_desktop.ui.pages.tables_survey_draw import DrawCard
from sgz_desktop.ui.pages.tables_survey_frame import SurveyFigures, SurveyFoot, SurveyTop, beside
from sgz_desktop.ui.pages.tables_survey_hands import SurveyHands
from sgz_desktop.ui.pages.tables_survey_keys import SurveyKeys
from sgz_desktop.ui.pages.tables_survey_list import CallSheet, Shown, either, nobody_yet, shown_choice
from sgz_desktop.ui.pages.tables_survey_people import People
from sgz_desktop.ui.pages.tables_survey_person import PersonForm
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome as Done
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.tab_order import put_as_laid_out


class SurveyPanel(Page):
    """The survey as one tab of a page. `clock` tells local time.

    Signals: importing, when a person wants to read a roster from a workbook.
    """

    importing = Signal()

    def __init__(self, session: Session, *, clock: Clock = local_now) -> None:
        super().__init__(session, name="surveyPanel")
        self.clock = clock
        self._hands = SurveyHands(session, clock)
        self._people = People()
        self._wanted: UUID | None = None
        self.desk = SurveyDesk(self._save)
        self.table = CallSheet(self._people)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self.go_to_next)
        self.table.typing.connect(self._begin)
        self.table.dropped.connect(self.drop)
        self.desk.replacing.connect(self.replace)
        self.desk.editing.connect(self.edit_person)
        self.form = PersonForm(session)
        self.form.done.connect(self.end_person)
        self._draw = DrawCard(self._draw_by)
        self._shown = shown_choice()
        self._shown.chosen.connect(self._list)
        self._lay_out()
        self._keys = SurveyKeys(self, self.desk, self.form, self._draw, self._top.adder.setFocus)

    def begin_anew(self) -> None:
        self.form.put_away()
        self._draw.begin_anew()
        self._shown.choose(Shown.SAMPLE)
        self.table.show_records(())
        self._wanted = None
        self._say("")
        self._show()

    def redraw(self) -> None:
        dossier, told = self.session.dossier, progress(self.session.dossier)
        self._people.tell(dossier)
        is_here = self.table.hasFocus() or self._empty.hasFocus()
        # Text that could not be saved stays in sight.
        wanted = self._wanted if self.desk.is_kept and self.form.is_kept else self.desk.known_id
        self.table.show_records(self._listed(), wanted=wanted)
        self._wanted = None
        is_empty = not dossier.respondents
        self._stack.setCurrentIndex(1 if is_empty else 0)
        if is_here:
            self.setFocus()
        for each in (self._beside, self._figures):
            each.setVisible(not is_empty)
        self._draw.tell(told, self._hands.next_seed)
        self._top.tell(told, survey_of(dossier))
        figures = survey_figures(self.session.program.tables, self.session.open_id)
        self._figures.show_figures(figures)
        self._foot.tell(told, figures)
        self._show()

    def point_at(self, target: Any) -> None:
        person = next((each for each in self.session.dossier.respondents if each.id == target), None)
        if person is not None:
            self._wanted = person.id
            self._list(Shown.SAMPLE if person.drawn else Shown.ROSTER)
        self.setFocus()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:
        (self._empty if self._stack.currentWidget() is self._empty else self.table).setFocus()

    def draw_now(self) -> None:
        """Draw the sample by what is typed in the card."""
        self._draw.draw()

    def go_to_next(self) -> None:
        """Go to the next person who is to be asked; while nobody was drawn, edit who is chosen."""
        if not self.end_person() or not self.desk.flush():
            return
        if not sample(self.session.dossier):
            self.edit_person()
            return
        waiting = to_ask(self.session.dossier)
        now = self.table.record
        here = now.drawn or 0 if now is not None else 0
        following = next((each for each in waiting if (each.drawn or 0) > here), None)
        found = following or next((each for each in waiting if now is None or each.id != now.id), None)
        if found is not None:
            self._shown.choose(Shown.SAMPLE)
            self._wanted = found.id
        self._say("" if found else self.tr("抽中的人都问过了。"))
        self._due = True
        self.catch_up()
        self.setFocus()

    def print_calls(self) -> None:
        """Ask for the call sheet as a paper."""
        self.wanted.emit(PAPERS, CALL_SHEET)

    def edit_person(self) -> None:
        """Edit who the chosen person is, name and number in plain text."""
        person = self.desk.person
        if person is None or not self.desk.flush():
            return
        if not self.form.is_open:
            self.form.begin(self._as_stored(person))
            self._show_beside()
        self.form.enter("name")

    def replace(self) -> None:
        """Ask somebody else in the chosen person's place."""
        person = self.desk.person
        if person is None or not self.desk.flush():
            return
        person = self._as_stored(person)
        if person.outcome is Outcome.ANSWERED:
            self._say(self.tr("这个人已经受访，不用换人。"))
            return
        reason = person.reason or (OUTCOME_NAMES[person.outcome] if person.outcome else "")
        if not reason:
            self.desk.ask_reason(self.tr("换人应写明原因：写在这里，或先按 L、B、H 记下结果。"))
            return
        outcome = self._hands.replace(person.id, reason)
        self._say(outcome.sentence)
        if outcome.is_done:
            self.go_to_next()

    def drop(self) -> None:
        """Let the chosen person be asked anew; who was neither drawn nor asked leaves the roster."""
        if self.table.record is not None:
            outcome = self._hands.drop(self._as_stored(self.table.record))
            self._say(outcome.sentence if outcome.is_refused else "")

    def _as_stored(self, person: Respondent) -> Respondent:
        # What was typed a moment ago is drawn a moment later.
        return next((each for each in self.session.dossier.respondents if each.id == person.id), person)

    def _listed(self) -> Sequence[Respondent]:
        drawn = sample(self.session.dossier)
        return drawn if drawn and self._shown.value is Shown.SAMPLE else self.session.dossier.respondents

    def _list(self, shown: Shown) -> None:
        self._shown.choose(shown)
        self._due = True
        self.catch_up()
        self.setFocus()

    def _choose(self, _: Any) -> None:
        if not (self.form.flush() and self.desk.flush()):
            self.table.choose(self.desk.known_id)
            return
        self._say("")
        self._show()

    def _show(self) -> None:
        person = self.table.record
        if self.form.is_open and (person is None or person.id != self.form.record_id):
            self.form.put_away()
        elif self.form.is_open:
            self.form.show_record(person)
        self._show_beside()
        if person is None:
            self.desk.show_person(None, place="", state=("", "plain"), more="")
            return
        place = self.tr("第 {order} 位").format(order=person.drawn) if person.drawn else self.tr("名册")
        text, tone = self._people.said(person)
        self.desk.show_person(person, place=place, state=(text, tone), more=self._people.more(person))

    def undraw(self) -> None:
        """Let nobody be drawn, so that another sample can be drawn, by another seed than the last."""
        self._change_sample(self._hands.undraw, self._draw.forget_seed)

    def draw_more(self) -> None:
        """Draw as many more as the rule wants."""
        self._change_sample(self._hands.draw_more, lambda: None)

    def _change_sample(self, act: Callable[[], Done], then: Callable[[], None]) -> None:
        """Show what became of the sample at once, or why nothing did; what is typed counts as a result."""
        if not self.end_person() or not self.desk.flush():
            return
        outcome = act()
        if outcome.is_done:
            then()
        self._say(outcome.sentence)
        self._due = True
        self.catch_up()
        self.setFocus()

    def _show_beside(self) -> None:
        """Show the form of who is edited, and nothing else; else the desk, and the draw before it."""
        is_edited, is_drawn = self.form.is_open, bool(self._people.orders)
        self._draw.setVisible(not is_drawn and not is_edited)
        self.desk.setVisible(not is_edited)
        self.form.setVisible(is_edited)

    def end_person(self) -> bool:
        """Mask who was edited; False, and the form stays, where something cannot be saved."""
        if not self.form.flush():
            return False
        if self.form.has_focus:
            self.setFocus()
        if self.form.is_open:
            self.form.put_away()
            self.desk.hide_person()
            self._show_beside()
        return True

    def _begin(self) -> None:
        """Type what a double click asks for: the answer, or who it is while nobody was drawn."""
        if self._people.orders and self.end_person():
            self.desk.answer.field.setFocus()
        else:
            self.edit_person()

    def _draw_by(self, seed: str, count: int | None) -> str:
        outcome = self._hands.draw(seed, count)
        if outcome.is_done:
            self._shown.choose(Shown.SAMPLE)
            self._wanted = next((each.id for each in sample(self.session.dossier)), None)
            self._due = True
            self.catch_up()
            self.setFocus()
        return outcome.sentence

    def _save(self, values: dict[str, Any], title: str, is_typed: bool) -> str:
        """Write fields of the person shown."""
        known = self.desk.known_id
        return "" if known is None else self._hands.keep(known, values, title, is_typed=is_typed)

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        self._top = SurveyTop(self._hands.add, self._shown)
        self._foot = SurveyFoot()
        self._foot.undrawing.connect(self.undraw)
        self._foot.drawing.connect(self.draw_more)
        self._foot.printing.connect(self.print_calls)
        self._empty = nobody_yet(self.importing.emit)
        self._stack = either(self.table, self._empty)
        self._message = label("", "error", wrap=True, name="surveySaid")
        self._message.hide()
        self._figures = SurveyFigures()
        left = stacked(8, self._top, self._stack, self._message, self._figures)
        left.setStretch(1, 1)
        self._beside = beside(self._draw, self.form, self.desk, self._foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(20, 10, 14, 10)
        across.setSpacing(16)
        across.addLayout(left, 5)
        across.addWidget(self._beside, 3)
        put_as_laid_out(across, self._stack)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def turn(self) -> None:
        """List the roster instead of the sample, or the sample again."""
        if self._shown.isVisible():
            self._list(Shown.SAMPLE if self._shown.value is Shown.ROSTER else Shown.ROSTER)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.end_person()
        self.desk.hide_person()
