"""What was seen at one place: the observations there, and the form in which to write the next one."""

from collections.abc import Callable, Hashable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.observation_editor import ObservationEditor
from sgz_desktop.ui.widgets.plain import Card, Chip, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import person_name, tone_chip, tone_name

if TYPE_CHECKING:
    from sgz_desktop.domain.result import Stamp

TONE_KEYS = {
    Qt.Key.Key_Plus: Tone.STRENGTH,
    Qt.Key.Key_Minus: Tone.CONCERN,
    Qt.Key.Key_Asterisk: Tone.UNFILED,
}


class ObservationRow(QFrame):
    """One observation as it stands, with ways to change and delete it."""

    def __init__(
        self,
        session: Session,
        edit: Callable[[UUID], None],
        remove: Callable[[UUID], None],
        where: Callable[[Observation], str],
        *,
        stamp_of: Callable[[UUID], "Stamp | None"] = lambda _: None,
    ) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._session, self._where, self._stamp_of = session, where, stamp_of
        self._remove = remove
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
            button.setToolTip(self.tr("按 + − * 改为肯定、关注、未定类别，按 Delete 删除。"))
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
        parts = [self._where(record)] if self._where(record) else []
        if record.recommendation:
            parts.append(self.tr("建议：{text}").format(text=record.recommendation))
        if record.evidence:
            parts.append(self.tr("证据：{text}").format(text=record.evidence))
        parts.append(self._signed(record))
        self._more.setText("　".join(parts))

    def _signed(self, record: Observation) -> str:
        """Whose it is and when it was last written, and by whom where that is somebody else."""
        name, stamp = person_name(self._session.dossier, record.person_id), self._stamp_of(record.id)
        if stamp is None:
            return name
        at = stamp.at.astimezone()
        today = datetime.now(UTC).astimezone().date()
        is_of_the_day = at.date() in (self._session.dossier.evaluation.visit_date, today)
        said = f"{name} {at.strftime('%H:%M' if is_of_the_day else '%m-%d %H:%M')}"
        if stamp.author and stamp.author != name:
            said = self.tr("{said}（{author} 录入）").format(said=said, author=stamp.author)
        return said

    def _set_tone(self, tone: Tone) -> None:
        visiting, known = self._session.program.visiting, self._id
        if known is not None:
            self._session.write(
                self.tr("修改观察"),
                lambda each, who: visiting.edit_observation(each, known, {"tone": tone}, who),
                about=f"observation {known} tone",
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key changes the kind or deletes while one of its buttons has the focus."""
        key = Qt.Key(event.key())
        if key in TONE_KEYS:
            self._set_tone(TONE_KEYS[key])
        elif key == Qt.Key.Key_Delete and self._id is not None:
            self._remove(self._id)
        else:
            super().keyPressEvent(event)


class _Lead(QLabel):
    """The words before some buttons, as high as these are, so that all stand on one line."""

    def __init__(self, text: str, button: KeyButton) -> None:
        super().__init__(text)
        self._button = button
        self.setProperty("part", "quiet")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._button.sizeHint().height())


class ObservationsPanel(QWidget):
    """The observations of one place and the editor beneath them. `values` gives a new one's place.

    With `filed` the editor lets a person choose the place, and `where` says it in each row.
    Signals: editing, when the editor opens.
    """

    editing = Signal()

    def __init__(
        self,
        session: Session,
        values: Callable[[], dict[str, Any]],
        *,
        filed: bool = False,
        where: Callable[[Observation], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self.setObjectName("observations")
        self._session = session
        self._place: Hashable = None
        self._stamps: Mapping[UUID, Stamp] = {}
        self._belongs: Callable[[Observation], bool] = lambda _: False
        self._rows = Rows(
            lambda _: ObservationRow(
                session, self.edit, self._remove, where, stamp_of=lambda each: self._stamps.get(each)
            ),
            lambda each: each.id,
            spacing=8,
        )
        self.editor = ObservationEditor(session, values, filed=filed)
        self.editor.finished.connect(self._close_editor)
        self.editor.hide()
        self._entry = Card("quiet", margin=8)
        buttons = []
        for tone, key in ((Tone.STRENGTH, "+"), (Tone.CONCERN, "−"), (Tone.UNFILED, "*")):
            button = KeyButton(tone_name(tone), key, name=f"observe_{tone}")
            button.setProperty("small", True)
            button.clicked.connect(lambda _=False, tone=tone: self.begin(tone))
            buttons.append(button)
        entry = FlowLayout()
        for each in (_Lead(self.tr("写下看到的…"), buttons[0]), *buttons):
            entry.addWidget(each)
        self._entry.body.addLayout(entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self._rows, self.editor, self._entry):
            column.addWidget(each)

    def show_place(self, place: Hashable, belongs: Callable[[Observation], bool]) -> None:
        """Show the observations that belong to this place; the editor of another place is closed."""
        self._belongs = belongs
        if place != self._place:
            self._place = place
            self.editor.observation_id = None
            self.editor.hide()
            self._entry.show()
        self.editor.show_again()
        self._show_rows()

    def begin(self, tone: Tone) -> None:
        """Begin a new observation of that kind."""
        if not self.editor.isHidden() and not self.editor.flush():
            return
        self._entry.hide()
        self.editor.show()
        self.editor.begin(None, tone)
        self._show_rows()
        self.editing.emit()

    def edit(self, observation_id: UUID) -> None:
        """Open one observation in the editor."""
        if not self.editor.isHidden() and not self.editor.flush():
            return
        found = {each.id: each for each in self._session.dossier.observations}.get(observation_id)
        if found is not None:
            self._entry.hide()
            self.editor.show()
            self.editor.begin(found)
            self._show_rows()
            self.editing.emit()

    def _remove(self, observation_id: UUID) -> None:
        visiting = self._session.program.visiting
        self._session.write(
            self.tr("删除观察"),
            lambda each, who: visiting.remove_observation(each, observation_id, who),
            about=f"remove {observation_id}",
        )

    def _close_editor(self) -> None:
        self.editor.hide()
        self.editor.observation_id = None
        self._entry.show()
        self._show_rows()

    def _show_rows(self) -> None:
        editing = None if self.editor.isHidden() else self.editor.observation_id
        several = self._session.dossier.observations
        found = [each for each in several if self._belongs(each) and each.id != editing]
        session = self._session
        ids = [each.id for each in found]
        self._stamps = session.program.visiting.stamps(session.open_id, ids) if ids else {}
        self._rows.show_records(found)
        self._rows.setVisible(bool(found))
