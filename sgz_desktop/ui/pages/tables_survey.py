"""满意度调查: the roster, the draw, the call sheet with masked names, answers and what they come to."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from sgz_desktop.domain.survey import Outcome, Respondent
from sgz_desktop.services.tables.names import OUTCOME_NAMES
from sgz_desktop.services.tables.sums import survey_figures
from sgz_desktop.services.tables.surveying import progress, sample, survey_of, to_ask
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.day_form import Clock, scrolled
from sgz_desktop.ui.pages.day_table import Ledger
from sgz_desktop.ui.pages.indicators_frame import stacked
from sgz_desktop.ui.pages.tables_parts import import_button, local_now
from sgz_desktop.ui.pages.tables_survey_desk import OUTCOME_KEYS, SurveyDesk
from sgz_desktop.ui.pages.tables_survey_draw import DrawCard
from sgz_desktop.ui.pages.tables_survey_frame import SurveyFigures, SurveyTop
from sgz_desktop.ui.pages.tables_survey_people import People, read_people
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.plain import Empty, label
from sgz_desktop.ui.widgets.scrolling import BESIDE_BAR
from sgz_desktop.ui.widgets.tab_order import put_as_laid_out
from sgz_desktop.ui.widgets.typing_fields import text_has_focus

_KIND = Respondent.kind


class Shown(StrEnum):
    """Who is listed: those drawn, or the whole roster."""

    SAMPLE = "sample"
    ROSTER = "roster"


class CallSheet(Ledger):
    """People in order.

    Signals: typing, when somebody's answer is asked for by a double click.
    """

    typing = Signal()

    def __init__(self, people: People) -> None:
        super().__init__(people.columns(), name="surveyTable", title=tr("访问名单"))
        self.doubleClicked.disconnect()
        self.doubleClicked.connect(lambda _: self.typing.emit())


class SurveyPanel(Page):
    """The survey as one tab of a page. `clock` tells local time.

    Signals: importing, when a person wants to read a roster from a workbook.
    """

    importing = Signal()

    def __init__(self, session: Session, *, clock: Clock = local_now) -> None:
        super().__init__(session, name="surveyPanel")
        self.clock = clock
        self._people = People()
        self._wanted: UUID | None = None
        self.desk = SurveyDesk(self._save)
        self.table = CallSheet(self._people)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self.go_to_next)
        self.table.typing.connect(self.desk.answer.field.setFocus)
        self.table.dropped.connect(self.drop)
        self.desk.replacing.connect(self.replace)
        self._draw = DrawCard(self._draw_by)
        self._shown = Segments(
            ((Shown.SAMPLE, self.tr("访问名单")), (Shown.ROSTER, self.tr("名册"))),
            name="surveyShown",
            title=self.tr("列出"),
        )
        self._shown.chosen.connect(self._list)
        self._shown.choose(Shown.SAMPLE)
        self._lay_out()

    def begin_anew(self) -> None:
        self._draw.begin_anew()
        self._shown.choose(Shown.SAMPLE)
        self.table.show_records(())
        self._wanted = None
        self._say("")
        self._show()

    def redraw(self) -> None:
        dossier, told = self.session.dossier, progress(self.session.dossier)
        self._people.zones = {each.id: each.name for each in dossier.zones}
        orders = {each.id: each.drawn for each in dossier.respondents if each.drawn is not None}
        self._people.orders = orders
        self._people.replaced = {
            each.stands_in_for: orders[each.id]
            for each in dossier.respondents
            if each.stands_in_for is not None and each.id in orders
        }
        is_here = self.table.hasFocus() or self._empty.hasFocus()
        # Text that could not be saved stays in sight.
        wanted = self._wanted if self.desk.is_kept else self.desk.known_id
        self.table.show_records(self._listed(), wanted=wanted)
        self._wanted = None
        is_empty = not dossier.respondents
        self._stack.setCurrentIndex(1 if is_empty else 0)
        if is_here:
            self.setFocus()
        for each in (self._beside, self._figures):
            each.setVisible(not is_empty)
        self._draw.setVisible(not told.drawn)
        self._draw.tell(told, self.clock().date())
        self._top.tell(told, survey_of(dossier))
        self._figures.show_figures(survey_figures(self.session.program.tables, self.session.open_id))
        self._show()

    def point_at(self, target: Any) -> None:
        people = self.session.dossier.respondents
        person = next((each for each in people if each.id == target), None)
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
        """Go to the next person who is to be asked."""
        if not self.desk.flush():
            return
        waiting = to_ask(self.session.dossier)
        now = self.table.record
        here = now.drawn or 0 if now is not None else 0
        following = next((each for each in waiting if (each.drawn or 0) > here), None)
        found = following or next((each for each in waiting if now is None or each.id != now.id), None)
        if found is not None:
            self._shown.choose(Shown.SAMPLE)
            self._wanted = found.id
        drawn = bool(sample(self.session.dossier))
        self._say("" if found or not drawn else self.tr("抽中的人都问过了。"))
        self._due = True
        self.catch_up()
        self.setFocus()

    def replace(self) -> None:
        """Ask somebody else in the chosen person's place."""
        person = self.desk.person
        if person is None or not self.desk.flush():
            return
        person = next((each for each in self.session.dossier.respondents if each.id == person.id), person)
        if person.outcome is Outcome.ANSWERED:
            self._say(self.tr("这个人已经受访，不用换人。"))
            return
        reason = person.reason or (OUTCOME_NAMES[person.outcome] if person.outcome else "")
        if not reason:
            self.desk.ask_reason(self.tr("换人应写明原因：写在这里，或先按 L、B、H 记下结果。"))
            return
        surveying, known = self.session.program.surveying, person.id
        outcome = self.session.write(
            self.tr("替换受访对象"),
            lambda each, who: surveying.replace(each, known, reason=reason, worker=who),
            quiet=True,
        )
        self._say(outcome.sentence)
        if outcome.is_done:
            self.go_to_next()

    def drop(self) -> None:
        """Let the chosen person be asked anew; who was neither drawn nor asked leaves the roster."""
        person = self.table.record
        if person is None:
            return
        preparing, known = self.session.program.preparing, person.id
        if person.outcome is not None or person.answer is not None:
            values = {"outcome": None, "answer": None, "reason": "", "way": None, "asked_on": None}
            self._save(values, self.tr("清除结果"), False)
        elif person.drawn is not None:
            self._say(self.tr("抽中的人不能从名册里删除；不能受访的，按 R 换一个人。"))
        else:
            self.session.write(
                self.tr("从名册删除"),
                lambda each, who: preparing.remove(each, _KIND, known, who),
                about=f"remove {known}",
            )

    def _listed(self) -> Sequence[Respondent]:
        drawn = sample(self.session.dossier)
        is_sample = bool(drawn) and self._shown.value is Shown.SAMPLE
        return drawn if is_sample else self.session.dossier.respondents

    def _list(self, shown: Shown) -> None:
        self._shown.choose(shown)
        self._due = True
        self.catch_up()
        self.setFocus()

    def _choose(self, _: Any) -> None:
        if not self.desk.flush():
            self.table.choose(self.desk.known_id)
            return
        self._say("")
        self._show()

    def _show(self) -> None:
        person = self.table.record
        if person is None:
            self.desk.show_person(None, place="", state=("", "plain"), more="")
            return
        place = self.tr("第 {order} 位").format(order=person.drawn) if person.drawn else self.tr("名册")
        text, tone = self._people.said(person)
        self.desk.show_person(person, place=place, state=(text, tone), more=self._people.more(person))

    def _draw_by(self, seed: str, count: int | None) -> str:
        surveying, day = self.session.program.surveying, self.clock().date()
        outcome = self.session.write(
            self.tr("抽取样本"),
            lambda each, who: surveying.draw(each, seed=seed, count=count, day=day, worker=who),
            quiet=True,
        )
        if outcome.is_done:
            self._shown.choose(Shown.SAMPLE)
            first = next(iter(sample(self.session.dossier)), None)
            self._wanted = first.id if first else None
            self._due = True
            self.catch_up()
            self.setFocus()
        return outcome.sentence

    def _save(self, values: dict[str, Any], title: str, is_typed: bool) -> str:
        """Write fields of the person shown; what is typed merges into one step of undo."""
        surveying, known = self.session.program.surveying, self.desk.known_id
        if known is None:
            return ""
        if values.get("outcome") is not None:
            values = {**values, "asked_on": self.clock().date(), "person_id": self.session.judge_id}
        key = f"{_KIND} {known} {' '.join(values)}"
        return self.session.write(
            self.tr("满意度调查：{title}").format(title=title),
            lambda each, who: surveying.answer(each, known, values, worker=who),
            merge=key if is_typed else "",
            quiet=is_typed,
            about="" if is_typed else key,
        ).sentence

    def _add(self, text: str) -> str:
        several, preparing = read_people(text), self.session.program.preparing
        if not several:
            return self.tr("请写上姓名，例如：陈小明 13800001234 长者。")
        return self.session.write(
            self.tr("名册添加 {count} 人").format(count=len(several)),
            lambda each, who: preparing.add_several(each, _KIND, several, who),
            quiet=True,
        ).sentence

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        self._top = SurveyTop(self._add, self._shown)
        said = self.tr("这里先要一份服务对象名册，从中抽取样本，再逐个访问。名册可以从工作簿读入。")
        self._empty = Empty(self.tr("还没有服务对象名册"), said, name="surveyEmpty")
        self._empty.setAccessibleName(self.tr("还没有服务对象名册"))
        self._empty.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._empty.offer(import_button("surveyImportFirst", self.importing.emit))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._message = label("", "error", wrap=True, name="surveySaid")
        self._message.hide()
        self._figures = SurveyFigures()
        left = stacked(8, self._top, self._stack, self._message, self._figures)
        left.setStretch(1, 1)
        inside = QWidget()
        inside.setLayout(stacked(10, self._draw, self.desk))
        self._beside = scrolled(inside)
        bar = self._beside.verticalScrollBar().sizeHint().width() + BESIDE_BAR
        self._beside.setMinimumWidth(max(360, inside.minimumSizeHint().width() + bar))
        across = QHBoxLayout(self)
        across.setContentsMargins(20, 10, 14, 10)
        across.setSpacing(16)
        across.addLayout(left, 5)
        across.addWidget(self._beside, 3)
        put_as_laid_out(across, self._stack)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and not self.table.hasFocus():
            self.setFocus()
        elif is_enter and self.desk.has_line_focus:
            # The line has saved what was typed by now, or says why it could not.
            if self.desk.is_kept:
                self.go_to_next()
        elif modifiers or text_has_focus() or not self._act(event):
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> bool:
        """Do what a single key means; False where it means nothing."""
        key = event.text().upper()
        person, outcomes = self.desk.person, dict(OUTCOME_KEYS)
        acts: dict[str, Callable[[], object]] = {
            "N": lambda: self._top.adder.setFocus(),
            "R": self.replace,
            "V": self.desk.reveal,
            "W": self.desk.next_way,
            "G": self._turn,
        }
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_to_next()
        elif key == "D" and self._draw.isVisible():
            self.draw_now()
        elif key in acts:
            acts[key]()
        elif key in outcomes and person is not None:
            self.desk.say_outcome(outcomes[key])
        elif key.isdecimal() and person is not None:
            self.desk.begin_answer(key)
        else:
            return False
        return True

    def _turn(self) -> None:
        """List the roster instead of the sample, or the sample again."""
        if self._shown.isVisible():
            self._list(Shown.SAMPLE if self._shown.value is Shown.ROSTER else Shown.ROSTER)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.desk.hide_person()
