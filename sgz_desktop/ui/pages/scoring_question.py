"""One question of the deliberation: the marks with their notes, what was seen, and the final word."""

from collections.abc import Callable
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from sgz_desktop.domain.mark import Answer, Bare, Completeness, Degree, NotApplicable, Pending
from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.result import LineState
from sgz_desktop.domain.veil import VEILED
from sgz_desktop.ui.pages.scoring_final import FinalEditor
from sgz_desktop.ui.pages.scoring_questions import mark_text, spread_text, spread_tone, voice_text
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Bar, Card, Chip, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import person_name, tone_chip, tone_name

if TYPE_CHECKING:
    from sgz_desktop.services.deliberating import Question, Voice

_AT_ONCE = 12


class _Spoken(NamedTuple):
    """A mark as the panel shows it, beside those of the others."""

    voice: "Voice"
    question: "Question"
    sign: str


class VoiceRow(QFrame):
    """One expert's mark: points with a bar, how they came about, the note, and a way to adopt it."""

    def __init__(self, adopt: Callable[[Answer], None]) -> None:
        super().__init__()
        self._answer: Answer | None = None
        self._adopt = adopt
        self._name = label("", "strong")
        self._points = label("", "strong")
        self._bar = Bar()
        self._bar.setMinimumWidth(30)
        self._bar.setMaximumWidth(120)
        self._sign = Chip("")
        self._take = KeyButton(self.tr("采用"))
        self._take.setProperty("small", True)
        self._take.setProperty("flat", True)
        self._take.clicked.connect(self._adopt_it)
        self._working = label("", "second", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.setSpacing(0)
        column.addLayout(row(self._name, self._points, self._bar, self._sign, None, self._take, spacing=10))
        column.addWidget(self._working)

    def _adopt_it(self) -> None:
        if self._answer is not None:
            self._adopt(self._answer)

    def show_record(self, record: _Spoken) -> None:
        """Show this mark."""
        voice, question, sign = record
        self._answer = voice.answer if voice.state in _SETTLED else None
        self._name.setText(voice.name)
        full = mark_text(question.item.points)
        has_points = voice.points is not None
        words = {LineState.NOT_APPLICABLE: self.tr("不适用"), LineState.OPEN: self.tr("未答")}
        said = VEILED if voice.is_hidden else words.get(voice.state, voice_text(voice))
        self._points.setText(f"{mark_text(voice.points)}/{full}" if has_points else said)
        self._bar.setVisible(has_points)
        self._bar.show_share(int((voice.points or 0) * 1000), int(question.item.points * 1000))
        self._sign.say(sign, "plain")
        self._sign.setVisible(bool(sign))
        self._take.setVisible(self._answer is not None)
        self._take.setAccessibleName(self.tr("采用{name}的评分").format(name=voice.name))
        # What the points themselves tell needs no words.
        told = [] if isinstance(voice.answer, _PLAIN) else [question.working(voice.answer)]
        if voice.note:
            told.append(self.tr("备注：{note}").format(note=voice.note))
        self._working.setText("　".join(told))
        self._working.setVisible(bool(told))


_PLAIN = (Degree, Bare, Completeness, NotApplicable, Pending, NoneType)
_SETTLED = (LineState.ANSWERED, LineState.NOT_APPLICABLE)


class _SeenRow(QFrame):
    """An observation of the item, to be read."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._chip = Chip()
        self._text = label("", wrap=True)
        self._more = label("", "second", wrap=True)
        says = QVBoxLayout()
        says.setSpacing(0)
        says.addWidget(self._text)
        says.addWidget(self._more)
        line = row(self._chip, says, spacing=8)
        line.setStretch(1, 1)
        line.setAlignment(self._chip, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_record(self, record: Observation) -> None:
        """Show this observation."""
        self._chip.say(tone_name(record.tone), tone_chip(record.tone))
        self._text.setText(f"{record.lead}{record.text}" or self.tr("（还没有文字）"))
        parts = [person_name(self._session.dossier, record.person_id)]
        if record.recommendation:
            parts.append(self.tr("建议：{text}").format(text=record.recommendation))
        if record.evidence:
            parts.append(self.tr("证据：{text}").format(text=record.evidence))
        self._more.setText("　".join(parts))


class QuestionPanel(QWidget):
    """Everything that is known about one question, and the editor of its final word."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("questionPanel")
        self._session = session
        self.final = FinalEditor(session)
        self._title = label("", "title", wrap=True, name="questionTitle")
        self._wording = label("", "quiet", wrap=True)
        self._spread = Chip("", name="questionSpread")
        self._voices = Rows(
            lambda _: VoiceRow(self.final.give), lambda each: each.voice.person_id, spacing=0, name="voices"
        )
        self._seen_head = label(self.tr("这一项的观察"), "strong")
        self._seen = Rows(lambda _: _SeenRow(session), lambda each: each.id, spacing=8, name="questionSeen")
        self._nobody = label(self.tr("没有安排专家评这一项。"), "quiet")
        self._lay_out()

    def show_question(self, question: "Question") -> None:
        """Show this question."""
        where = " · ".join(filter(None, (question.component_name, question.group_name)))
        self._title.setText(f"{question.item.code}　{question.item.subject}")
        self._wording.setText(f"{where}　{question.item.wording}")
        self._spread.say(spread_text(question), spread_tone(question))
        self._spread.setVisible(bool(spread_text(question)))
        self._voices.show_records(
            [_Spoken(each, question, _sign(question, each)) for each in question.voices]
        )
        self._nobody.setVisible(not question.voices)
        seen = [each for each in self._session.dossier.observations if _belongs(each, question)]
        self._seen.show_records(seen[:_AT_ONCE])
        self._seen_head.setText(
            self.tr("这一项的观察（{count} 条）").format(count=len(seen))
            if seen
            else self.tr("这一项还没有观察。")
        )
        self.final.show_question(question)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        """Act on a single key pressed in the table, or here outside any text field."""
        return self.final.take_key(text, key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        is_typing = isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit)
        if plain and not is_typing and self.take_key(event.text(), Qt.Key(event.key())):
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        marks = Card(margin=12, spacing=2)
        marks.body.addLayout(row(label(self.tr("各位专家的评分"), "strong"), self._spread, None))
        marks.body.addWidget(self._voices)
        marks.body.addWidget(self._nobody)
        seen = Card("quiet", spacing=6)
        seen.body.addWidget(self._seen_head)
        seen.body.addWidget(self._seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        several: tuple[Any, ...] = (self._title, self._wording, marks, self.final, seen)
        for each in several:
            column.addWidget(each)
        column.addStretch(1)


def _belongs(observation: Observation, question: "Question") -> bool:
    return observation.item == question.item.code and observation.group_id == question.group_id


def _sign(question: "Question", voice: "Voice") -> str:
    """Who gave most and who gave least, where that differs."""
    if not question.spread or voice.points is None:
        return ""
    points = [each.points for each in question.voices if each.points is not None]
    if voice.points == max(points):
        return "▲ 最高"
    return "▽ 最低" if voice.points == min(points) else ""
