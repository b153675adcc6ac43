"""What one person declares before the visit: 回避 and 廉洁责任承诺书."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from sgz_desktop.domain.declaration import Conflict, Declaration
from sgz_desktop.domain.people import Person
from sgz_desktop.services.preparing_checks import Finding, Level
from sgz_desktop.ui.reading import read_date
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome
from sgz_desktop.ui.widgets.auto_fields import auto_line
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.findings import SIGNS
from sgz_desktop.ui.widgets.plain import Card, Chip, label, row
from sgz_desktop.ui.wording import field_text


class DeclarationLine(QWidget):
    """Whether somebody must stand back and why, and the day of the pledge."""

    def __init__(self, session: Session, person: Person) -> None:
        super().__init__()
        self._session, self._id = session, person.id
        kinds = (
            (None, self.tr("还没有声明")),
            (Conflict.NONE, self.tr("无需回避")),
            (Conflict.EXISTS, self.tr("有需要回避的情形")),
        )
        self._conflict = Choice(kinds, name="person_conflict", title=self.tr("回避声明"))
        self._conflict.picked.connect(self._set_conflict)
        self._relation = auto_line(
            self._saver("relation", self.tr("回避的情形")),
            name="person_relation",
            title=self.tr("需要回避的关系"),
            placeholder=self.tr("是什么关系，例如：曾在承办方任职"),
        )
        self._pledged = QCheckBox(self.tr("已签廉洁责任承诺书"))
        self._pledged.setObjectName("person_pledged")
        self._pledged.clicked.connect(self._pledge)
        self._day = auto_line(
            self._saver("pledged_on", self.tr("承诺书的日期")),
            name="person_pledged_on",
            title=self.tr("承诺书的日期"),
            placeholder=self.tr("签署日期"),
            read=read_date,
        )
        self._day.setFixedWidth(self.fontMetrics().horizontalAdvance("2024-01-16") + 44)
        self._offer = Offer(self._withdraw, self._take_back)
        self._open = Chip(f"{SIGNS[Level.HINT]} {self.tr('待填')}", name="person_open")
        line = row(self._conflict, self._relation, 4, self._pledged, self._day, 4, self._open, None)
        line.setStretch(1, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._offer)

    def show_record(self, record: Declaration | None, hints: Sequence[Finding]) -> None:
        """Show what is declared (None while nothing is), and what is still open."""
        self._open.setVisible(bool(hints))
        self._open.setToolTip("".join(each.sentence for each in hints))
        self._conflict.setAccessibleDescription(self._open.toolTip())
        conflict = record.conflict if record else None
        pledged_on = record.pledged_on if record else None
        if not self._offer.isVisible() or conflict is Conflict.EXISTS:
            self._offer.hide()
            self._conflict.choose(conflict)
        relation = record.relation if record else ""
        self._relation.show_text(relation)
        self._relation.setVisible(conflict is Conflict.EXISTS or bool(relation))
        self._pledged.setChecked(pledged_on is not None)
        self._day.show_text(field_text(pledged_on))

    def take_focus(self) -> None:
        """Go to the declaration."""
        self._conflict.setFocus()

    def _set_conflict(self, conflict: Conflict | None) -> None:
        outcome = self._declare({"conflict": conflict}, self.tr("回避声明"), about="conflict")
        if outcome.is_refused and outcome.field == "conflict":
            self._offer.make(outcome.sentence)
            return
        self._offer.hide()
        if outcome.is_refused:
            self._session.failed.emit(outcome.sentence)
            self._conflict.choose(self._stored())

    def _withdraw(self) -> None:
        self._offer.hide()
        values = {"conflict": Conflict.EXISTS}
        text = self.tr("取消全部分工并声明回避")
        outcome = self._declare(values, text, about="conflict", withdraw=True)
        if outcome.is_refused:
            self._session.failed.emit(outcome.sentence)
        self._conflict.setFocus()

    def _take_back(self) -> None:
        self._offer.hide()
        self._conflict.choose(self._stored())
        self._conflict.setFocus()

    def _stored(self) -> Conflict | None:
        known = self._session.dossier.declaration_by_person.get(self._id)
        return known.conflict if known else None

    def _pledge(self, is_pledged: bool) -> None:
        values = {"pledged_on": self._likely_day() if is_pledged else None}
        outcome = self._declare(values, self.tr("廉洁责任承诺书"), about="pledged_on")
        if outcome.is_refused:
            self._session.failed.emit(outcome.sentence)

    def _likely_day(self) -> date:
        """Today, or the day of a visit that lies in the past: a pledge is never given after it."""
        today = datetime.now().astimezone().date()
        visit = self._session.dossier.evaluation.visit_date
        return today if visit is None else min(today, visit)

    def _declare(self, values: dict[str, Any], text: str, *, about: str, withdraw: bool = False) -> Outcome:
        preparing, person_id = self._session.program.preparing, self._id
        return self._session.write(
            text,
            lambda each, who: preparing.declare(each, person_id, values, who, withdraw=withdraw),
            quiet=True,
            about=f"declaration {person_id} {about}",
        )

    def _saver(self, field: str, text: str) -> Callable[[Any], str]:
        def save(value: Any) -> str:
            preparing, person_id = self._session.program.preparing, self._id
            return self._session.write(
                text,
                lambda each, who: preparing.declare(each, person_id, {field: value}, who),
                merge=f"declaration {person_id} {field}",
                quiet=True,
            ).sentence

        return save


class Offer(Card):
    """Why a conflict cannot be declared yet, and the way to declare it."""

    def __init__(self, accept: Callable[[], None], decline: Callable[[], None]) -> None:
        super().__init__("warn", margin=10, name="conflictOffer")
        self._decline = decline
        self._sentence = label("", wrap=True, name="conflictSentence")
        self._yes = KeyButton(self.tr("取消其全部分工并声明"), name="conflictWithdraw", primary=True)
        self._yes.clicked.connect(accept)
        no = KeyButton(self.tr("不声明"), "Esc", name="conflictKeep")
        no.clicked.connect(decline)
        line = row(self._sentence, self._yes, no)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.hide()

    def make(self, sentence: str) -> None:
        """Say why not, and offer the way."""
        self._sentence.setText(f"! {sentence}")
        self.show()
        self._yes.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._decline()
        else:
            super().keyPressEvent(event)
