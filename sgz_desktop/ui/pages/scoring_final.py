"""The final word on one question: its answer, the reason and who decided, saved together."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.mark import Answer, NotApplicable
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.texts import moment_text
from sgz_desktop.ui.widgets.answering import Answering
from sgz_desktop.ui.widgets.auto_fields import auto_line, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, Chip, label, row
from sgz_desktop.ui.widgets.self_saving import SelfSaving
from sgz_desktop.ui.widgets.tab_order import put_in_place

if TYPE_CHECKING:
    from sgz_desktop.domain.deliberation import FinalWord
    from sgz_desktop.services.deliberating import Event, Question

_Place = tuple[UUID, str, UUID | None]


class _Holding(SelfSaving):
    """Holds page and window while a final word waits for its reason, as text that is not saved does.

    Signals: held, with the question (item, review group) whose reason is missing.
    """

    held = Signal(object)

    def __init__(self, drafts: Mapping[_Place, Answer], keep_reason: Callable[[], object]) -> None:
        super().__init__("finalHeld")
        self._drafts, self._keep_reason = drafts, keep_reason
        self.hide()

    def flush(self) -> bool:
        self._keep_reason()  # one that is typed and not saved yet is not missing
        place = next(iter(self._drafts), None)
        if place is None:
            self.explain("")
            return True
        self.explain(self.tr("结论缺理由，还没有保存：写明理由，或者点“放弃”。"))
        self.held.emit(place[1:])
        return False

    def retry(self) -> None:
        """Only a person has the reason."""

    def look_again(self) -> None:
        """Say no more than is so: the reason may be there by now."""
        if not self._drafts:
            self.explain("")


class FinalEditor(QWidget):
    """Shows and takes the final word. An answer given before its reason waits here as a draft.

    Signals: reason_wanted, when one was given that waits for its reason.
    """

    reason_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("finalEditor")
        self._session = session
        self._question: Question | None = None
        self._place: _Place | None = None
        self._drafts: dict[_Place, Answer] = {}
        self._deciders: dict[_Place, str] = {}
        self.holding = _Holding(self._drafts, lambda: self.reason.flush())
        self._how = label("", "second", wrap=True, name="finalHow")
        self._state = Chip("", name="finalState")
        self._answering = Answering(self._save)
        self.not_applicable = KeyButton(self.tr("不适用"), "N", name="finalNotApplicable")
        self.not_applicable.clicked.connect(lambda: self.give(NotApplicable()))
        self._take_back = KeyButton(self.tr("撤回结论"), name="finalWithdraw")
        self._take_back.clicked.connect(self._withdraw)
        for each in (self.not_applicable, self._take_back):
            each.setProperty("small", True)
        self.reason = auto_text(
            self._keep_reason,
            name="finalReason",
            title=self.tr("合议的理由"),
            placeholder=self.tr("理由（必填），例如：复看台账后一致同意。"),
            lines=(2, 5),
        )
        self.decided_by = auto_line(self._keep_decider, name="finalBy", title=self.tr("决定人"))
        self._said = label("", "second", wrap=True, name="finalSaid")
        self._story = label("", "second", wrap=True, name="finalStory")
        self._lay_out()

    def begin_anew(self) -> None:
        """Another evaluation is open, or another person works: drafts are gone."""
        self._drafts.clear()
        self._deciders.clear()
        self._place = None
        self.holding.look_again()

    def show_question(self, question: "Question") -> None:
        """Show what is settled on this question, or the draft."""
        place = self._session.open_id, *question.key
        is_other = place != self._place
        self._question, self._place = question, place
        final = question.final
        if final is not None and self._drafts.get(place) == final.answer:
            del self._drafts[place]
        if is_other:
            self._how.setText(self._answering.show_item(question.item))
            put_in_place(self._answering)
            self._said.setText("")
        self._answering.show_answer(self._answer)
        self.reason.show_text(final.reason if final else "", other=is_other)
        stored = final.decided_by if final else self._deciders.get(place, self._leader)
        self.decided_by.show_text(stored, other=is_other)
        self._show_state()

    def give(self, answer: Answer) -> None:
        """Settle on this answer; without a reason it waits for one."""
        self._answering.give(answer)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        """Act on a single key pressed outside any text field."""
        if key == Qt.Key.Key_N:
            self.not_applicable.click()
            return True
        return self._answering.take_key(text, key)

    @property
    def _final(self) -> "FinalWord | None":
        """The final word as it is on disk by now, which may not have been shown again yet."""
        if self._question is None:
            return None
        return self._session.dossier.final_by_key.get(self._question.key)

    @property
    def _answer(self) -> Answer | None:
        final = self._final
        draft = self._drafts.get(self._place) if self._place else None
        return draft or (final.answer if final else None)

    @property
    def _leader(self) -> str:
        leaders = [each.name for each in self._session.dossier.people if each.leads]
        return leaders[0] if leaders else ""

    def _save(self, answer: Answer | None) -> Outcome:
        if self._place is None or self._question is None:
            return Outcome()
        if answer is None:
            self._drafts.pop(self._place, None)
            self._answering.show_answer(self._answer)
            self._say(self.tr("结论没有变；要取消，请点“撤回结论”。") if self._final else "")
            return Outcome()
        self._drafts[self._place] = answer
        if not self.reason.text.strip():
            self._answering.show_answer(answer)
            self._say(self.tr("还没有保存：写明理由，结论和理由一起保存。"))
            self.reason_wanted.emit()
            return Outcome()
        outcome = self._write(answer, self.reason.text)
        if outcome.is_done:
            self.reason.flush()
        return outcome

    def _keep_reason(self, text: str) -> str:
        answer = self._answer
        if not text.strip() and self._final is None:
            return ""
        if answer is None:
            return self.tr("先给出结论，理由才能一起保存；不作结论就清空这里。")
        return self._write(answer, text).sentence

    def _keep_decider(self, name: str) -> str:
        if self._place is None:
            return ""
        self._deciders[self._place] = name
        final = self._final
        return "" if final is None else self._write(final.answer, final.reason).sentence

    def _write(self, answer: Answer, reason: str) -> Outcome:
        question, place, session = self._question, self._place, self._session
        if question is None or place is None:
            return Outcome()
        deliberating, by = session.program.deliberating, self.decided_by.text
        outcome = session.write(
            self.tr("合议结论"),
            lambda each, who: deliberating.settle(
                each, *question.key, answer, who, reason=reason, decided_by=by
            ),
            merge=f"final {place[1]} {place[2]}",
            quiet=True,
        )
        if outcome.is_done or outcome.is_refused:
            self._drafts.pop(place, None)
        self._say("")
        return outcome

    def _withdraw(self) -> None:
        question, deliberating = self._question, self._session.program.deliberating
        if question is None or self._place is None:
            return
        self._drafts.pop(self._place, None)
        # The button is disabled in a moment, and the focus must not wander into the text by that.
        self.not_applicable.setFocus()
        if self._final is None:
            self._answering.show_answer(None)
            self._say("")
            return
        self.reason.show_text("", other=True)
        self._session.write(
            self.tr("撤回合议结论"),
            lambda each, who: deliberating.withdraw(each, *question.key, who),
            about=f"withdraw {question.key}",
        )

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._show_state()

    def _show_state(self) -> None:
        self.holding.look_again()
        question, place, final = self._question, self._place, self._final
        if question is None or place is None:
            return
        has_draft = place in self._drafts
        if has_draft:
            self._state.say(self.tr("缺理由，未保存"), "warn")
        elif final is not None:
            self._state.say(self.tr("✓ 已有结论"), "good")
        else:
            self._state.say(self.tr("没有结论"), "plain")
        self.not_applicable.show_chosen(is_chosen=isinstance(self._answer, NotApplicable))
        self._take_back.setText(self.tr("放弃") if has_draft and final is None else self.tr("撤回结论"))
        self._take_back.setEnabled(has_draft or final is not None)
        self._said.setVisible(bool(self._said.text()) and not self.holding.error.text())
        events = self._session.program.deliberating.final_events(place[0], *question.key)
        self._story.setText("\n".join(self._told(each) for each in events[-3:]))
        self._story.setVisible(bool(events))

    def _told(self, event: "Event") -> str:
        verb = self.tr("写下结论") if event.holds else self.tr("撤回结论")
        who = event.author or self.tr("未署名")
        behalf = self.tr("（代{name}）").format(name=event.on_behalf) if event.on_behalf else ""
        return f"{moment_text(event.at)}　{who}{behalf}　{verb}"

    def _lay_out(self) -> None:
        card = Card(margin=12, spacing=6)
        card.body.addLayout(row(label(self.tr("合议结论"), "strong"), self._state, None, self._take_back))
        hint = self.tr("结论代替各位专家这一项的评分；各人原来的评分都会留下。")
        card.body.addWidget(self._how)
        answers = row(self._answering, self.not_applicable)
        answers.setStretch(0, 1)
        answers.setAlignment(self.not_applicable, Qt.AlignmentFlag.AlignBottom)
        card.body.addLayout(answers)
        card.body.addWidget(self.reason)
        card.body.addWidget(self.holding.error)
        by = row(label(self.tr("决定人"), "quiet"), self.decided_by)
        by.setStretch(1, 1)
        card.body.addLayout(by)
        card.body.addWidget(self._said)
        card.body.addWidget(label(hint, "second", wrap=True))
        card.body.addWidget(self._story)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
