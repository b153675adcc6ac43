"""The veto rules: state, limit and head-room of each, and a person's finding with its reason."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from sgz_desktop.domain.result import Score, VetoResult
from sgz_desktop.domain.rubric import ShareTest, ShortfallTest
from sgz_desktop.domain.veil import Veil
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.services.judging import room_text
from sgz_desktop.ui.figures import figure_text, phase_name
from sgz_desktop.ui.pages.scoring_veto_form import VetoForm, rule_test
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, Chip, label, restyle, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import veto_chip, veto_name

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
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(label(self.tr("否决条件"), "head"), self._phase, None))
        column.addWidget(self._area, 1)
        column.addWidget(self._sum)

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._rows.clear()

    def show_score(self, score: Score, veil: Veil) -> None:
        """Show the rules as they stand; no grade that rests on hidden marks."""
        self._phase.say(phase_name(self._session.dossier.evaluation.phase), "plain")
        self._rows.show_records(score.vetoes)
        tone, text = self._summary(score, is_veiled=veil.total)
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

    def _summary(self, score: Score, *, is_veiled: bool) -> tuple[str, str]:
        unknown = sum(each.state is VetoState.UNKNOWN for each in score.vetoes)
        if score.vetoed:
            return "bad", self.tr("有否决条件成立，等级为{grade}。").format(grade=score.grade_name)
        if unknown and score.grade_name and not is_veiled:
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
        self._chip = Chip(name=f"veto_{rule}_state")
        self._name = label("", "strong", wrap=True)
        self._detail = label("", "second", wrap=True, name=f"veto_{rule}_detail")
        self._turn = KeyButton(self.tr("认定"), name=f"veto_{rule}_open")
        self._turn.setProperty("small", True)
        self._turn.setProperty("flat", True)
        # Made at once, though few rules are ever opened: Tab comes to what is made later last of all.
        self._form = VetoForm(session, rule)
        self._form.hide()
        self._turn.clicked.connect(lambda: self.open(is_open=self._form.isHidden()))
        head = row(self._chip, self._name, self._turn, spacing=10)
        head.setStretch(1, 1)
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
            self._form.enter()

    def show_record(self, record: VetoResult) -> None:
        """Show how the rule stands."""
        self._chip.say(veto_name(record.state), veto_chip(record.state))
        self._name.setText(record.name)
        self._name.setToolTip(record.wording)
        self._turn.setAccessibleName(self.tr("认定：{name}").format(name=record.name))
        self._detail.setText(self._said(record))
        self._form.show_record(record)

    def _said(self, record: VetoResult) -> str:
        parts = []
        test = rule_test(self._session, self.rule)
        told = self._shortfall(record, test) if isinstance(test, ShortfallTest) else ""
        if record.headroom is not None:
            parts.append(told or room_text(record))
        elif record.limit is not None:
            text = self.tr("限 {limit} {unit}；数据还没有录入")
            if isinstance(test, ShareTest):
                text = self.tr("下限 {limit}%；数据还没有录入")
            parts.append(text.format(limit=figure_text(record.limit), unit=record.unit))
        parts += [each for each in ("" if told else record.reason, record.disagrees) if each]
        if record.decided_by:
            parts.append(self.tr("决定人：{name}").format(name=record.decided_by))
        return "\n".join(parts) or self.tr("还没有认定")

    def _shortfall(self, record: VetoResult, test: ShortfallTest) -> str:
        """Required and actual side by side, and how many fewer would make the rule hold; "" without them."""
        limit, room = record.limit or Decimal(0), record.headroom
        known = self._session.dossier.quantity_by_code
        figures = [known[each].value if each in known else None for each in (test.required, test.actual)]
        required, actual = figures
        if room is None or required is None or actual is None:
            return ""
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
