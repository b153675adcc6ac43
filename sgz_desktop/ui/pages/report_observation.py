"""An observation in the report: what was recorded, and how the report prints it."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.result import Missing
from sgz_desktop.ui.pages.names import VISIT
from sgz_desktop.ui.pages.report_outlived import OutlivedCard
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_line, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, Chip, label, row
from sgz_desktop.ui.wording import person_name, tone_chip, tone_name

if TYPE_CHECKING:
    from sgz_desktop.services.origins import Origin


class PrintedEditor(QWidget):
    """The recorded words to read, the printed ones to write; what was recorded stays as it is.

    Signals: wanted, with a page and what to point at there.
    """

    wanted = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._id: UUID | None = None
        self._tone = Chip(name="printedTone")
        self._author = label("", "second", name="recordedAuthor")
        self._recorded = {
            "lead": label("", "strong", wrap=True, name="recordedLead"),
            "text": label("", wrap=True, name="recordedText"),
            "recommendation": label("", wrap=True, name="recordedAdvice"),
        }
        original = Card("quiet", margin=12, spacing=4, name="recorded")
        original.body.addLayout(row(label(self.tr("记录的原文"), "second"), self._tone, None, self._author))
        for each in self._recorded.values():
            original.body.addWidget(each)
        go = KeyButton(self.tr("到现场检查修改记录"), name="printedGo")
        go.setProperty("small", True)
        go.clicked.connect(self._go)
        titles = {
            "lead": self.tr("印出的首句"),
            "text": self.tr("印出的正文"),
            "recommendation": self.tr("印出的建议"),
        }
        advice = titles["recommendation"]
        self._fields: dict[str, AutoField] = {
            "lead": auto_line(self._saver("lead"), name="printedLead", title=titles["lead"]),
            "text": auto_text(self._saver("text"), name="printedText", title=titles["text"], lines=(3, 10)),
            "recommendation": auto_text(
                self._saver("recommendation"), name="printedAdvice", title=advice, lines=(2, 6)
            ),
        }
        self._restores: dict[str, KeyButton] = {}
        self._outlived: dict[str, OutlivedCard] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addLayout(row(label(self.tr("观察"), "head"), None, go))
        column.addWidget(original)
        for name, field in self._fields.items():
            self._restores[name] = self._restore_button(name, titles[name])
            self._outlived[name] = self._outlived_card(name, titles[name])
            column.addSpacing(4)
            column.addLayout(row(label(titles[name], "quiet"), None, self._restores[name]))
            column.addWidget(self._outlived[name])
            column.addWidget(field)
        hint = self.tr("这里改的是报告里的措辞，记录的原文不变。")
        column.addWidget(label(hint, "second", wrap=True))
        column.addStretch(1)

    def show_origin(self, origin: "Origin") -> None:
        """Show this observation."""
        is_other = origin.entity_id != self._id
        self._id = origin.entity_id
        self._show(other=is_other)

    def redraw(self) -> None:
        """Show it as it is stored now."""
        if self._id is not None:
            self._show(other=False)

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._id = None
        for each in self._fields.values():
            each.show_text("", other=True)

    def take_focus(self) -> None:
        """Begin to write."""
        told = (name for name, card in self._outlived.items() if not card.isHidden())
        self._fields[next(told, "text")].field.setFocus()

    def _found(self) -> Observation | None:
        several = self._session.dossier.observations
        return next((each for each in several if each.id == self._id), None)

    def _show(self, *, other: bool) -> None:
        found = self._found()
        if found is None:
            return
        self._tone.say(tone_name(found.tone), tone_chip(found.tone))
        self._author.setText(person_name(self._session.dossier, found.person_id))
        outlived = self._session.program.wording.outlived(self._session.open_id, found.id)
        for name, field in self._fields.items():
            recorded, printed = getattr(found, name), getattr(found, f"printed_{name}")
            shown = self.tr("建议：{text}").format(text=recorded) if name == "recommendation" else recorded
            self._recorded[name].setText(shown)
            # Side by side with what is printed it is not told twice.
            self._recorded[name].setVisible(bool(recorded) and name not in outlived)
            field.show_text(recorded if printed is None else printed, other=other)
            self._outlived[name].show_texts(recorded, printed or "")
            self._outlived[name].setVisible(name in outlived)
            self._restores[name].setVisible(printed is not None and name not in outlived)

    def _saver(self, name: str) -> Callable[[str], str]:
        return lambda text: self._keep(name, text)

    def _keep(self, name: str, text: str | None) -> str:
        wording, known = self._session.program.wording, self._id
        if known is None:
            return ""
        return self._session.write(
            self.tr("修改印出的措辞"),
            lambda each, who: wording.set_printed(each, known, name, text, who),
            merge=f"printed {known} {name}",
            quiet=True,
        ).sentence

    def _restore_button(self, name: str, title: str) -> KeyButton:
        button = KeyButton(self.tr("恢复原文"), name=f"restore_{name}")
        button.setProperty("small", True)
        button.setProperty("flat", True)
        button.setAccessibleName(self.tr("{title}：恢复原文").format(title=title))
        button.clicked.connect(lambda: self._restore(name))
        button.hide()
        return button

    def _restore(self, name: str) -> None:
        found, wording, known = self._found(), self._session.program.wording, self._id
        if found is None or known is None:
            return
        outcome = self._session.write(
            self.tr("恢复原文"), lambda each, who: wording.set_printed(each, known, name, None, who)
        )
        if outcome.is_done:
            self._fields[name].show_text(getattr(found, name), other=True)
            self._fields[name].field.setFocus()

    def _outlived_card(self, name: str, title: str) -> OutlivedCard:
        card = OutlivedCard(name, title)
        card.taken.connect(lambda: self._restore(name))
        card.kept.connect(lambda: self._affirm(name))
        return card

    def _affirm(self, name: str) -> None:
        wording, known = self._session.program.wording, self._id
        if known is None or not self._fields[name].flush():
            return
        outcome = self._session.write(
            self.tr("仍用现在的印发文字"), lambda each, who: wording.affirm_printed(each, known, name, who)
        )
        if outcome.is_done:
            self._fields[name].field.setFocus()

    def _go(self) -> None:
        self.wanted.emit(VISIT, Missing("observation.printed", "", VISIT, entity_id=self._id))
