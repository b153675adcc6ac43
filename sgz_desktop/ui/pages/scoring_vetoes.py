"""The veto rules: state, limit and head-room of each, and a person's finding with its reason."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from sgz_desktop.domain.result import Score, VetoResult
from sgz_desktop.domain.rubric import FindingTest, ShareTest, ShortfallTest
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.ui.figures import figure_text, phase_name
from sgz_desktop.ui.pages.scoring_holding import AskHolds
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.auto_fields import auto_line, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, Chip, label, restyle, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import veto_chip, veto_name

_DECIDED = (VetoState.CLEAR, VetoState.DEFERRED)
_NAMED = 3
"""So many unknown rules are named; more would be no sentence."""


class VetoPanel(QWidget):
    """All rules beneath one another; one of them opened for its finding."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("vetoes")
        self._session = session
        self._phase = Chip("", "plain")
        self._rows = Rows(lambda each: VetoRow(session, each.rule, self._open_only), lambda each: each.rule)
        self._sum = Card("warn", margin=12)
        self._said = label("", wrap=True, name="vetoSum")
        self._sum.body.addWidget(self._said)
        inside = QWidget()
        listed = QVBoxLayout(inside)
        listed.setContentsMargins(0, 0, 6, 0)
        listed.addWidget(self._rows)
        listed.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(label(self.tr("否决条件"), "head"), self._phase, None))
        column.addWidget(self._area, 1)
        column.addWidget(self._sum)

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._rows.clear()

    def show_score(self, score: Score) -> None:
        """Show the rules as they stand."""
        self._phase.say(phase_name(self._session.dossier.evaluation.phase), "plain")
        self._rows.show_records(score.vetoes)
        tone, text = self._summary(score)
        self._said.setText(text)
        if self._sum.property("card") != tone:
            self._sum.setProperty("card", tone)
            restyle(self._sum)
            restyle(self._said)

    def point_at(self, rule: str) -> None:
        """Open one rule."""
        found = self._rows.widget(rule)
        if isinstance(found, VetoRow):
            found.open(is_open=True)
            self._area.ensureWidgetVisible(found)

    def _open_only(self, rule: str) -> None:
        for each in self._rows.widgets:
            if isinstance(each, VetoRow) and each.rule != rule:
                each.open(is_open=False)

    def _summary(self, score: Score) -> tuple[str, str]:
        unknown = sum(each.state is VetoState.UNKNOWN for each in score.vetoes)
        if score.vetoed:
            return "bad", self.tr("有否决条件成立，等级为{grade}。").format(grade=score.grade_name)
        if unknown and score.grade_name:
            text = self.tr("{count} 项未核，等级为暂定：{grade}，除非{which}成立。")
            names = [each.name for each in score.vetoes if each.state is VetoState.UNKNOWN]
            which = self.tr("或").join(f"“{each}”" for each in names)
            if unknown > _NAMED:
                which = self.tr("否决")
            return "warn", text.format(count=unknown, grade=score.grade_name, which=which)
        if unknown:
            return "warn", self.tr("{count} 项未核。").format(count=unknown)
        return "good", self.tr("没有否决条件成立。")


class VetoRow(QFrame):
    """One rule: how it stands, and opened, what a person found."""

    def __init__(self, session: Session, rule: str, opened: Any) -> None:
        super().__init__()
        self.setObjectName(f"veto_{rule}")
        self.setProperty("card", "plain")
        self.rule, self._session, self._opened = rule, session, opened
        self._chosen = VetoState.UNKNOWN
        self._chip = Chip(name=f"veto_{rule}_state")
        self._name = label("", "strong", wrap=True)
        self._detail = label("", "second", wrap=True, name=f"veto_{rule}_detail")
        self._turn = KeyButton(self.tr("认定"), name=f"veto_{rule}_open")
        self._turn.setProperty("small", True)
        self._turn.setProperty("flat", True)
        self._form = self._make_form()
        self._turn.clicked.connect(lambda: self.open(is_open=self._form.isHidden()))
        head = row(self._chip, self._name, self._turn, spacing=10)
        head.setStretch(1, 1)
        self._form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._detail)
        column.addWidget(self._form)

    def open(self, *, is_open: bool) -> None:
        """Show or hide the finding."""
        self._form.setVisible(is_open)
        self._turn.setText(self.tr("收起") if is_open else self.tr("认定"))
        if is_open:
            self._opened(self.rule)
            self._state.setFocus()

    def show_record(self, record: VetoResult) -> None:
        """Show how the rule stands."""
        self._chip.say(veto_name(record.state), veto_chip(record.state))
        self._name.setText(record.name)
        self._name.setToolTip(record.wording)
        self._turn.setAccessibleName(self.tr("认定：{name}").format(name=record.name))
        self._detail.setText(self._said(record))
        finding = self._session.dossier.finding_by_rule.get(self.rule)
        stored = finding.state if finding else VetoState.UNKNOWN
        if self._form.isHidden() or stored is not VetoState.UNKNOWN:
            self._choose(stored)
        self._wording.setText(record.wording)
        self._reason.show_text(finding.reason if finding else "")
        self._by.show_text(finding.decided_by if finding else "")

    def _said(self, record: VetoResult) -> str:
        parts = []
        test = self._test
        if record.headroom is not None and isinstance(test, ShortfallTest):
            parts.append(self._shortfall(record, test))
        elif record.headroom is not None:
            text = self.tr("余量 {room} {unit}")
            parts.append(text.format(room=figure_text(record.headroom), unit=record.unit))
        elif record.limit is not None:
            text = self.tr("限 {limit} {unit}；数据还没有录入")
            if isinstance(test, ShareTest):
                text = self.tr("下限 {limit}%；数据还没有录入")
            parts.append(text.format(limit=figure_text(record.limit), unit=record.unit))
        is_told = record.headroom is not None and isinstance(test, ShortfallTest)
        reason = "" if is_told else record.reason
        parts += [each for each in (reason, record.disagrees) if each]
        if record.decided_by:
            parts.append(self.tr("决定人：{name}").format(name=record.decided_by))
        return "\n".join(parts) or self.tr("还没有认定")

    def _shortfall(self, record: VetoResult, test: ShortfallTest) -> str:
        """Required and actual side by side, and how many fewer would make the rule hold."""
        limit, room = record.limit or Decimal(0), record.headroom or Decimal(0)
        known = self._session.dossier.quantity_by_code
        required, actual = (known[each].value for each in (test.required, test.actual))
        over = room - limit
        compared = self.tr("与应到相同")
        if over:
            compared = self.tr("比应到多 {gap}") if over > 0 else self.tr("比应到少 {gap}")
        then = self.tr("再少 {room} {unit}才触及红线（比应到少 {limit} {unit}）")
        if record.state is VetoState.HOLDS:
            then = self.tr("已触及红线（比应到少 {limit} {unit}）")
        text = self.tr("应到 {required}，实到 {actual}，{compared}；{then}")
        return text.format(
            required=figure_text(required),
            actual=figure_text(actual),
            compared=compared.format(gap=figure_text(abs(over))),
            then=then.format(room=figure_text(room), limit=figure_text(limit), unit=record.unit),
        )

    @property
    def _test(self) -> object:
        return {each.code: each.test for each in self._session.rubric.vetoes}.get(self.rule)

    def _make_form(self) -> QWidget:
        form = QWidget()
        self._wording = label("", "second", wrap=True)
        states = [(each, veto_name(each)) for each in VetoState]
        self._state = Choice(states, name=f"veto_{self.rule}_choose", title=self.tr("认定"))
        self._state.picked.connect(self._pick)
        self._reason = auto_text(
            self._keep_reason,
            name=f"veto_{self.rule}_reason",
            title=self.tr("理由"),
            placeholder=self.tr("理由（除未核外必填）"),
            lines=(2, 5),
        )
        self._by = auto_line(
            self._keep_by,
            name=f"veto_{self.rule}_by",
            title=self.tr("决定人"),
            placeholder=self.tr("决定人（本期不评时必填）"),
        )
        self._error = label("", "error", wrap=True, name=f"veto_{self.rule}_error")
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for each in (self._wording, self._state, self._reason, self._by, self._error):
            column.addWidget(each)
        return form

    def _choose(self, state: VetoState) -> None:
        self._chosen = state
        self._state.choose(state)

    def _choose_stored(self) -> None:
        finding = self._session.dossier.finding_by_rule.get(self.rule)
        self._choose(finding.state if finding else VetoState.UNKNOWN)

    def _pick(self, state: VetoState) -> None:
        finding = self._session.dossier.finding_by_rule.get(self.rule)
        stored = finding.state if finding else VetoState.UNKNOWN
        if state is VetoState.HOLDS and stored in _DECIDED and isinstance(self._test, FindingTest):
            self._choose(stored)  # until somebody agrees it stays what it is
            AskHolds(
                self.window(),
                self._name.text(),
                self._session.rubric,
                was=finding.reason if finding else "",
                keep=self._hold,
            ).open()
            return
        self._chosen = state
        # What is typed counts together with the state picked now, whichever came first.
        outcome = self._write(lambda: self._reason.text, lambda: self._by.text, about=f"veto {self.rule}")
        self._say("" if outcome.may_come else outcome.sentence)
        if outcome.may_come:
            self._choose_stored()  # what waits is named above the page
        if self._error.text():
            (self._by if self._reason.text.strip() else self._reason).field.setFocus()

    def _hold(self, reason: str) -> str:
        """Let the rule hold for a new reason; returns what refuses that, or ""."""
        by, self._chosen = self._by.text, VetoState.HOLDS
        outcome = self._write(lambda: reason, lambda: by, about=f"veto {self.rule}")
        self._choose_stored()  # what waits is named above the page
        return "" if outcome.may_come else outcome.sentence

    def _keep_reason(self, text: str) -> str:
        return self._say(self._keep(text, self._by.text))

    def _keep_by(self, text: str) -> str:
        return self._say(self._keep(self._reason.text, text))

    def _keep(self, reason: str, by: str) -> str:
        if self._session.waiting.acts and self._session.waiting.run():
            self._choose_stored()  # what waited is saved
        return self._write(lambda: reason, lambda: by).sentence

    def _write(self, reason: Callable[[], str], by: Callable[[], str], *, about: str = "") -> Outcome:
        judging, rule, state = self._session.program.judging, self.rule, self._chosen
        return self._session.write(
            self.tr("否决条件认定"),
            lambda each, who: judging.find_veto(each, rule, state, reason(), by(), who),
            merge=f"veto {rule}",
            quiet=True,
            about=about,
        )

    def _say(self, sentence: str) -> str:
        self._error.setText(sentence)
        return sentence
