"""The desk of the satisfaction survey: whom to ask now, what they answered, or why they were not asked."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.survey import Outcome, Respondent, Way
from sgz_desktop.services.tables.names import OUTCOME_NAMES, WAY_NAMES, masked_name, masked_phone
from sgz_desktop.ui.pages.day_heads import small_button
from sgz_desktop.ui.reading import plain, read_mark
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import auto_figure, auto_line, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.plain import Card, Chip, label, row
from sgz_desktop.ui.widgets.typing_fields import Line
from sgz_desktop.ui.wording import field_text

OUTCOME_KEYS = (
    ("L", Outcome.NOT_REACHED),
    ("B", Outcome.REFUSED),
    ("H", Outcome.WRONG_NUMBER),
    ("T", Outcome.OTHER),
)
"""The keys that say why somebody was not asked."""

Save = Callable[[dict[str, Any], str, bool], str]


class SurveyDesk(Card):
    """One person, masked until a key shows them; `save` writes fields and returns the sentence that refuses.

    Signals: replacing, when somebody else is to be asked instead; editing, when it is another name or number.
    """

    replacing = Signal()
    editing = Signal()

    def __init__(self, save: Save) -> None:
        super().__init__(margin=16, spacing=8, name="surveyDesk")
        self._save = save
        self._person: Respondent | None = None
        self._is_shown = self._is_asked_why = False
        self.way = Way.PHONE
        """How people are asked until somebody says otherwise."""
        self._place = label("", "strong", name="surveyPlace")
        self._state = Chip(name="surveyState")
        self._name = label("", "title", name="surveyName")
        self._phone = label("", "figure", name="surveyPhone")
        self._more = label("", "second", wrap=True, name="surveyMore")
        self._reveal = small_button(tr("看姓名和号码"), "V", name="surveyReveal")
        self._reveal.clicked.connect(self.reveal)
        self.answer = auto_figure(
            self._keep_answer,
            name="surveyAnswer",
            title=tr("满意度，百分数"),
            read=read_answer,
            width=120,
        )
        self.answer.field.setProperty("mark", True)
        self._ways = Segments(tuple(WAY_NAMES.items()), name="surveyWay", title=tr("访问方式"))
        self._ways.chosen.connect(self.choose_way)
        self.reason = auto_line(
            lambda text: self._save({"reason": text}, tr("原因"), True),
            name="surveyReason",
            title=tr("没有受访的原因"),
            placeholder=tr("例如：三次无人接听"),
        )
        self.remark = auto_text(
            lambda text: self._save({"remark": text}, tr("备注"), True),
            name="surveyRemark",
            title=tr("备注"),
            placeholder=tr("说到的意见"),
            lines=(1, 4),
        )
        self._outcomes: dict[Outcome, KeyButton] = {}
        self._lay_out()

    @property
    def person(self) -> Respondent | None:
        """Who is shown."""
        return self._person

    def show_person(
        self, person: Respondent | None, *, place: str, state: tuple[str, str], more: str
    ) -> None:
        """Show somebody as stored; another one than before is masked."""
        is_other = (person.id if person else None) != (self._person.id if self._person else None)
        self._person = person
        self.setEnabled(person is not None)
        if is_other:
            self._is_shown = self._is_asked_why = False
        self._place.setText(place)
        self._state.say(*state)
        self._state.setVisible(bool(state[0]))
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.answer.show_text(field_text(person.answer) if person else "", other=is_other)
        self.reason.show_text(person.reason if person else "", other=is_other)
        self.remark.show_text(person.remark if person else "", other=is_other)
        self._ways.choose((person.way if person else None) or self.way)
        for outcome, button in self._outcomes.items():
            button.show_chosen(is_chosen=person is not None and person.outcome is outcome)
        self._show_name()

    def reveal(self) -> None:
        """Show the name and the number, or mask them again."""
        self._is_shown = not self._is_shown
        self._show_name()

    def hide_person(self) -> None:
        """Mask name and number."""
        self._is_shown = False
        self._show_name()

    def begin_answer(self, text: str) -> None:
        """Type the first digit of an answer."""
        field = self.answer.field
        field.setFocus()
        if isinstance(field, Line):
            field.selectAll()
            field.insert(text)

    def ask_reason(self, sentence: str) -> None:
        """Ask why somebody was not asked."""
        self._is_asked_why = True
        self.reason.field.setFocus()
        self.reason.explain(sentence)

    @property
    def is_asked_why(self) -> bool:
        """Whether the reason is being typed for which somebody else is to be asked instead."""
        return self._is_asked_why and self.reason.field.hasFocus()

    def choose_way(self, way: Way) -> None:
        """From now on people are asked this way; who answered already was asked this way."""
        self.way = way
        self._ways.choose(way)
        if self._person is not None and self._person.outcome is not None:
            self._save({"way": way}, tr("访问方式"), False)

    def next_way(self) -> None:
        """The next way in turn."""
        ways = tuple(WAY_NAMES)
        now = (self._person.way if self._person else None) or self.way
        self.choose_way(ways[(ways.index(now) + 1) % len(ways)])

    def say_outcome(self, outcome: Outcome) -> None:
        """Say why the person was not asked, and ask for the reason in words."""
        values = {"outcome": outcome, "answer": None, "way": self.way}
        if not self._save(values, OUTCOME_NAMES[outcome], False):
            self.reason.field.setFocus()

    def flush(self) -> bool:
        """Save what is typed; False where something cannot be saved."""
        kept = [each.flush() for each in (self.answer, self.reason, self.remark)]
        return all(kept)

    @property
    def is_kept(self) -> bool:
        """Whether everything that is typed is saved."""
        return all(each.is_kept for each in (self.answer, self.reason, self.remark))

    @property
    def has_line_focus(self) -> bool:
        """Whether one of the lines has the focus, which Enter leaves for the next person."""
        return any(each.field.hasFocus() for each in (self.answer, self.reason))

    @property
    def known_id(self) -> UUID | None:
        """The ID of who is shown."""
        return self._person.id if self._person else None

    def _keep_answer(self, figure: Decimal | None) -> str:
        way = (self._person.way if self._person else None) or self.way
        values = {"answer": figure, "outcome": Outcome.ANSWERED if figure is not None else None, "way": way}
        return self._save(values, tr("满意度"), True)

    def _show_name(self) -> None:
        person = self._person
        name, phone = (person.name, person.phone) if person else ("", "")
        if not self._is_shown:
            name, phone = masked_name(name), masked_phone(phone)
        self._name.setText(name)
        self._phone.setText(phone or (tr("没有号码") if person else ""))
        self._reveal.setText(tr("遮住姓名和号码") if self._is_shown else tr("看姓名和号码"))
        self._reveal.setAccessibleName(self._reveal.text())

    def _lay_out(self) -> None:
        edit = small_button(tr("改资料"), "F2", name="surveyEdit")
        edit.clicked.connect(self.editing)
        self.body.addLayout(row(self._place, self._state, None))
        self.body.addLayout(row(self._name, 12, self._phone, None))
        self.body.addWidget(flowing(self._reveal, edit))
        self.body.addWidget(self._more)
        self.body.addLayout(row(label(tr("满意度（%）"), "second"), self.answer, None))
        way = label(tr("方式（W 换一种）"), "second")
        self.body.addLayout(row(way, self._ways, None))
        self.body.addWidget(label(tr("没有受访"), "second"))
        for key, outcome in OUTCOME_KEYS:
            button = small_button(OUTCOME_NAMES[outcome], key, name=f"surveyOutcome_{key}")
            button.clicked.connect(lambda _=False, outcome=outcome: self.say_outcome(outcome))
            self._outcomes[outcome] = button
        self.body.addWidget(flowing(*self._outcomes.values()))
        replace = small_button(tr("换一个人"), "R", name="surveyReplace")
        replace.clicked.connect(self.replacing)
        line = row(self.reason, replace)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.remark)


def read_answer(text: str) -> Decimal | None:
    """An answer in per cent, with its sign or without; None for nothing; raises Refused."""
    return read_mark(plain(text).removesuffix("%"))


def flowing(*buttons: QWidget) -> QWidget:
    """Buttons side by side, wrapped like words."""
    found, flow = QWidget(), FlowLayout()
    found.setLayout(flow)
    for each in buttons:
        flow.addWidget(each)
    return found
