"""The form in which one observation is written: kind, lead sentence, text, recommendation, evidence."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_line, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.filing import Filing
from sgz_desktop.ui.widgets.plain import row
from sgz_desktop.ui.wording import tone_name


class ObservationEditor(QFrame):
    """Kind, lead sentence, text, recommendation and evidence of one observation.

    Nothing is written before something is typed or a kind is chosen for text that is there. With `filed`
    it also says, and lets a person choose, where the observation belongs.
    Signals: finished, when the person is done with it.
    """

    finished = Signal()

    def __init__(
        self, session: Session, values: Callable[[], dict[str, Any]], *, filed: bool = False
    ) -> None:
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
        self._filing = Filing(session) if filed else None
        done = KeyButton(self.tr("写完了"), "Ctrl Enter", name="observationDone")
        done.setProperty("small", True)
        done.clicked.connect(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addLayout(row(self.tone, None, done))
        if self._filing is not None:
            self._filing.filed.connect(self._file)
            column.addWidget(self._filing)
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
        if self._filing is not None:
            self._filing.show_values(self._values() if found is None else self._filing.values_of(found))
        for name, field in zip(("lead", "text", "recommendation", "evidence"), self._fields(), strict=True):
            field.show_text(getattr(found, name) if found else "", other=other)

    def _saver(self, name: str) -> Callable[[str], str]:
        return lambda text: self._keep({name: text})

    def _set_tone(self, tone: Tone) -> None:
        self._set({"tone": tone})

    def _file(self, values: dict[str, Any]) -> None:
        self._set(values)

    def _set(self, given: dict[str, Any]) -> None:
        """Keep what was chosen by a click; where that fails it is said above, and what is stored is shown."""
        visiting, known = self._session.program.visiting, self.observation_id
        if known is None:
            return
        outcome = self._session.write(
            self.tr("修改观察"),
            lambda each, who: visiting.edit_observation(each, known, given, who),
            about=f"observation {known} {' '.join(given)}",
        )
        if not outcome.is_done:
            self.show_again()

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
        place = self._filing.values if self._filing is not None else {}
        values = {**self._values(), **place, "tone": self.tone.value, **given}
        outcome = self._session.write(
            self.tr("记下观察"), lambda each, who: visiting.observe(each, who, **values), quiet=True
        )
        self.observation_id = outcome.entity_id
        return outcome.sentence
