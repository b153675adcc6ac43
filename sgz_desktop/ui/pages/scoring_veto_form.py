"""What a person found on one veto rule: state, reason, and who decided it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.result import VetoResult
from sgz_desktop.domain.rubric import FindingTest
from sgz_desktop.domain.veto import VetoFinding, VetoState
from sgz_desktop.ui.pages.scoring_holding import AskHolds
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.auto_fields import auto_line, auto_text
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.wording import veto_name


def rule_test(session: Session, rule: str) -> object:
    """How the rule set tests a veto rule; None for one it does not know."""
    return {each.code: each.test for each in session.rubric.vetoes}.get(rule)


class VetoForm(QWidget):
    """The fields of one finding; they save themselves."""

    def __init__(self, session: Session, rule: str) -> None:
        super().__init__()
        self._session, self._rule, self._name = session, rule, ""
        self._chosen = VetoState.UNKNOWN
        self._wording = label("", "second", wrap=True)
        states = [(each, veto_name(each)) for each in VetoState]
        self._state = Choice(states, name=f"veto_{rule}_choose", title=self.tr("认定"))
        self._state.picked.connect(self._pick)
        self._reason = auto_text(
            self._keep_reason,
            name=f"veto_{rule}_reason",
            title=self.tr("理由"),
            placeholder=self.tr("理由（除未核外必填）"),
            lines=(2, 5),
        )
        self._by = auto_line(
            self._keep_by,
            name=f"veto_{rule}_by",
            title=self.tr("决定人"),
            placeholder=self.tr("决定人（本期不评时必填）"),
        )
        self._error = label("", "error", wrap=True, name=f"veto_{rule}_error")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for each in (self._wording, self._state, self._reason, self._by, self._error):
            column.addWidget(each)

    def enter(self) -> None:
        """Go to the state that was found."""
        self._state.setFocus()

    def show_record(self, record: VetoResult) -> None:
        """Show what was found; a state that is picked and not kept yet stays while the form is open."""
        self._name = record.name
        stored = self._stored
        if self.isHidden() or stored is not VetoState.UNKNOWN:
            self._choose(stored)
        finding = self._finding
        self._wording.setText(record.wording)
        self._reason.show_text(finding.reason if finding else "")
        self._by.show_text(finding.decided_by if finding else "")

    @property
    def _finding(self) -> VetoFinding | None:
        return self._session.dossier.finding_by_rule.get(self._rule)

    @property
    def _stored(self) -> VetoState:
        finding = self._finding
        return finding.state if finding else VetoState.UNKNOWN

    def _choose(self, state: VetoState) -> None:
        self._chosen = state
        self._state.choose(state)

    def _pick(self, state: VetoState) -> None:
        finding, stored = self._finding, self._stored
        is_judged = isinstance(rule_test(self._session, self._rule), FindingTest)
        if state is VetoState.HOLDS and stored is not VetoState.HOLDS and is_judged:
            self._choose(stored)  # until somebody agrees it stays what it is
            is_first = stored is VetoState.UNKNOWN
            AskHolds(
                self.window(),
                self._name,
                self._session.rubric,
                was="" if is_first or finding is None else finding.reason,
                begun=self._reason.text if is_first else "",
                keep=self._hold,
            ).open()
            return
        self._chosen = state
        # What is typed counts together with the state picked now, whichever came first.
        outcome = self._write(lambda: self._reason.text, lambda: self._by.text, about=f"veto {self._rule}")
        self._say("" if outcome.may_come else outcome.sentence)
        if outcome.may_come:
            self._choose(self._stored)  # what waits is named above the page
        if self._error.text():
            (self._by if self._reason.text.strip() else self._reason).field.setFocus()

    def _hold(self, reason: str) -> str:
        """Let the rule hold for a new reason; returns what refuses that, or ""."""
        by, self._chosen = self._by.text, VetoState.HOLDS
        outcome = self._write(lambda: reason, lambda: by, about=f"veto {self._rule}")
        self._choose(self._stored)  # what waits is named above the page
        return "" if outcome.may_come else outcome.sentence

    def _keep_reason(self, text: str) -> str:
        return self._say(self._keep(text, self._by.text))

    def _keep_by(self, text: str) -> str:
        return self._say(self._keep(self._reason.text, text))

    def _keep(self, reason: str, by: str) -> str:
        if self._session.waiting.acts and self._session.waiting.run():
            self._choose(self._stored)  # what waited is saved
        return self._write(lambda: reason, lambda: by).sentence

    def _write(self, reason: Callable[[], str], by: Callable[[], str], *, about: str = "") -> Outcome:
        judging, rule, state = self._session.program.judging, self._rule, self._chosen
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
