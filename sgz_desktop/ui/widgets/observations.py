"""What was seen at one stop: the observations there, and the place to write the next one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_line, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.plain import Card, Chip, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import person_name, tone_chip, tone_name


class ObservationRow(QFrame):
    """One observation as it stands, with ways to change and delete it."""

    def __init__(
        self, session: Session, edit: Callable[[UUID], None], remove: Callable[[UUID], None]
    ) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._session = session
        self._id: UUID | None = None
        self._chip = Chip(name="observationTone")
        self._text = label("", wrap=True, name="observationText")
        self._more = label("", "second", wrap=True, name="observationMore")
        change = KeyButton(self.tr("修改"), name="observationEdit")
        drop = KeyButton(self.tr("删除"), name="observationRemove")
        for button, verb in ((change, edit), (drop, remove)):
            button.setProperty("small", True)
            button.setProperty("flat", True)
            button.clicked.connect(self._doing(verb))
        says = QVBoxLayout()
        says.setSpacing(2)
        says.addWidget(self._text)
        says.addWidget(self._more)
        line = row(self._chip, says, change, drop, spacing=10)
        line.setContentsMargins(12, 8, 6, 8)
        line.setStretch(1, 1)
        line.setAlignment(self._chip, Qt.AlignmentFlag.AlignTop)
        for button in (change, drop):
            line.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def _doing(self, verb: Callable[[UUID], None]) -> Callable[[], None]:
        return lambda: None if self._id is None else verb(self._id)

    def show_record(self, record: Observation) -> None:
        """Show this observation."""
        self._id = record.id
        self._chip.say(tone_name(record.tone), tone_chip(record.tone))
        self._text.setText("".join(filter(None, (record.lead, record.text))) or self.tr("（还没有文字）"))
        parts = [self.tr("建议：{text}").format(text=record.recommendation)] if record.recommendation else []
        if record.evidence:
            parts.append(self.tr("证据：{text}").format(text=record.evidence))
        parts.append(person_name(self._session.dossier, record.person_id))
        self._more.setText("　".join(parts))


class ObservationEditor(QFrame):
    """Kind, lead sentence, text, recommendation and evidence of one observation.

    Nothing is written before something is typed or a kind is chosen for text that is there.
    Signals: finished, when the person is done with it.
    """

    finished = Signal()

    def __init__(self, session: Session, values: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self.setObjectName("observationEditor")
        self.setProperty("card", "plain")
        self._session, self._values = session, values
        self.observation_id: UUID | None = None
        tones = [(each, tone_name(each)) for each in Tone]
        self.tone = Segments(tones, name="observationKind", title=self.tr("观察的类别"))
        self.tone.chosen.connect(self._set_tone)
        self.lead = auto_line(
            self._saver("lead"),
            name="observationLead",
            title=self.tr("首句"),
            placeholder=self.tr("首句（可不写），例如：项目人员管理情况较好。"),
        )
        self.text = auto_text(
            self._saver("text"),
            name="observationBody",
            title=self.tr("看到的"),
            placeholder=self.tr("写下看到的…"),
            lines=(2, 6),
        )
        self.recommendation = auto_text(
            self._saver("recommendation"),
            name="observationAdvice",
            title=self.tr("建议"),
            placeholder=self.tr("建议（可不写）"),
            lines=(1, 4),
        )
        self.evidence = auto_line(
            self._saver("evidence"),
            name="observationEvidence",
            title=self.tr("证据"),
            placeholder=self.tr("证据（可不写），例如：档案编号、照片"),
        )
        done = KeyButton(self.tr("写完了"), "Ctrl Enter", name="observationDone")
        done.setProperty("small", True)
        done.clicked.connect(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(row(self.tone, None, done))
        for each in self._fields():
            column.addWidget(each)

    def begin(self, observation: Observation | None, tone: Tone = Tone.UNFILED) -> None:
        """Write on this observation, or on a new one of that kind."""
        self.observation_id = observation.id if observation else None
        self.tone.choose(observation.tone if observation else tone)
        self._show(observation, other=True)
        self.text.field.setFocus()

    def show_again(self) -> None:
        """Show what is stored now; an observation that is gone leaves an empty editor."""
        if self.observation_id is None:
            return
        found = {each.id: each for each in self._session.dossier.observations}.get(self.observation_id)
        if found is None:
            self.observation_id = None
            self._show(None, other=True)
        else:
            self.tone.choose(found.tone)
            self._show(found, other=False)

    def flush(self) -> bool:
        """Save what is typed."""
        kept = [each.flush() for each in self._fields()]  # every one, also after a refusal
        return all(kept)

    def finish(self) -> None:
        """Save and be done, unless something cannot be saved."""
        if self.flush():
            self.finished.emit()

    def _fields(self) -> tuple[AutoField, ...]:
        return self.lead, self.text, self.recommendation, self.evidence

    def _show(self, found: Observation | None, *, other: bool) -> None:
        for name, field in zip(("lead", "text", "recommendation", "evidence"), self._fields(), strict=True):
            field.show_text(getattr(found, name) if found else "", other=other)

    def _saver(self, name: str) -> Callable[[str], str]:
        return lambda text: self._keep({name: text})

    def _set_tone(self, tone: Tone) -> None:
        if self.observation_id is not None:
            self._keep({"tone": tone})

    def _keep(self, given: dict[str, Any]) -> str:
        visiting, known = self._session.program.visiting, self.observation_id
        if known is not None:
            field = next(iter(given))
            return self._session.write(
                self.tr("修改观察"),
                lambda each, who: visiting.edit_observation(each, known, given, who),
                merge=f"observation {known} {field}",
                quiet=True,
            ).sentence
        values = {**self._values(), "tone": self.tone.value, **given}
        outcome = self._session.write(
            self.tr("记下观察"), lambda each, who: visiting.observe(each, who, **values), quiet=True
        )
        self.observation_id = outcome.entity_id
        return outcome.sentence


class ObservationsPanel(QWidget):
    """The observations of one stop and the editor beneath them. `values` gives a new one's place.

    Signals: editing, when the editor opens.
    """

    editing = Signal()

    def __init__(self, session: Session, values: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self.setObjectName("observations")
        self._session = session
        self._item: str | None = None
        self._group: UUID | None = None
        self._rows = Rows(
            lambda _: ObservationRow(session, self._edit, self._remove), lambda each: each.id, spacing=8
        )
        self.editor = ObservationEditor(session, values)
        self.editor.finished.connect(self._close_editor)
        self.editor.hide()
        self._entry = Card("quiet", margin=8)
        buttons = []
        for tone, key in ((Tone.STRENGTH, "+"), (Tone.CONCERN, "−"), (Tone.UNFILED, "*")):
            button = KeyButton(tone_name(tone), key, name=f"observe_{tone}")
            button.setProperty("small", True)
            button.clicked.connect(lambda _=False, tone=tone: self.begin(tone))
            buttons.append(button)
        self._entry.body.addLayout(row(label(self.tr("写下看到的…"), "quiet"), *buttons, None))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self._rows, self.editor, self._entry):
            column.addWidget(each)

    def show_stop(self, item: str, group_id: UUID | None) -> None:
        """Show the observations of this stop; the editor of another stop is closed."""
        if (item, group_id) != (self._item, self._group):
            self._item, self._group = item, group_id
            self.editor.observation_id = None
            self.editor.hide()
            self._entry.show()
        self.editor.show_again()
        editing = None if self.editor.isHidden() else self.editor.observation_id
        self._rows.show_records(
            [
                each
                for each in self._session.dossier.observations
                if each.item == item and each.group_id == group_id and each.id != editing
            ]
        )

    def begin(self, tone: Tone) -> None:
        """Begin a new observation of that kind."""
        if not self.editor.isHidden() and not self.editor.flush():
            return
        self._entry.hide()
        self.editor.show()
        self.editor.begin(None, tone)
        self._again()
        self.editing.emit()

    def _edit(self, observation_id: UUID) -> None:
        if not self.editor.isHidden() and not self.editor.flush():
            return
        found = {each.id: each for each in self._session.dossier.observations}.get(observation_id)
        if found is not None:
            self._entry.hide()
            self.editor.show()
            self.editor.begin(found)
            self._again()
            self.editing.emit()

    def _remove(self, observation_id: UUID) -> None:
        visiting = self._session.program.visiting
        self._session.write(
            self.tr("删除观察"), lambda each, who: visiting.remove_observation(each, observation_id, who)
        )

    def _close_editor(self) -> None:
        self.editor.hide()
        self.editor.observation_id = None
        self._entry.show()
        self._again()

    def _again(self) -> None:
        if self._item is not None:
            self.show_stop(self._item, self._group)
