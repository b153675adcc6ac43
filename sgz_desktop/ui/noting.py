"""The quick note: whatever page is shown, something seen is written down at once and filed later."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.observation import Tone
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import auto_text
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.wording import person_name


class Noting:
    """Asks for a quick note over a window (Ctrl+J)."""

    def __init__(self, window: QWidget, session: Session, notices: NoticeBar) -> None:
        self._window, self._session, self._notices = window, session, notices

    def ask(self) -> None:
        """Open the little window, or say that an evaluation has to be opened first."""
        if self._session.evaluation_id is None:
            self._notices.complain(tr("先打开一份评估，才能随手记。"))
            return
        already = self._window.findChild(NoteDialog)
        if already is not None and already.isVisible():
            already.activateWindow()
            return
        asked = NoteDialog(self._window, self._session)
        asked.finished.connect(lambda _: self._tell(is_kept=asked.observation_id is not None))
        asked.open()

    def _tell(self, *, is_kept: bool) -> None:
        if is_kept:
            self._notices.tell(tr("已记入“待归类”，以后在现场检查的“其他”或观察记录里补上类别和章节。"))


class NoteDialog(Ask):
    """One text that is an unfiled observation from its first saved letter on; left empty, it is nothing."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, name="quickNote", title=self.tr("随手记"), yes=self.tr("写完了"))
        self._session = session
        self._author = session.worker.author_id
        self.observation_id: UUID | None = None
        self.no.hide()
        self.text = auto_text(
            self._keep,
            name="quickNoteText",
            title=self.tr("看到的"),
            placeholder=self.tr("写下看到的…边写边存，Ctrl+Enter 写完"),
            lines=(4, 10),
        )
        self.body.addWidget(self.text)
        self.body.addWidget(label(self._whose(), "second", wrap=True, name="quickNoteWhose"))
        self.text.setFocus()

    def agree(self) -> None:
        """Be done, unless something cannot be saved; an emptied note is no note."""
        if not self.text.flush():
            return
        if self.observation_id is not None and not self.text.text.strip() and not self._drop():
            return
        self.accept()

    def reject(self) -> None:
        """Esc and the window's cross lose nothing either."""
        self.agree()

    def _whose(self) -> str:
        where = self.tr("先放进“待归类”，以后再补上类别、章节和片区。")
        if self._author is None:
            return self.tr("还没有说明是谁在这里工作，这一条先不记名。") + where
        name = person_name(self._session.dossier, self._author)
        return self.tr("记在 {name} 名下，{where}").format(name=name, where=where)

    def _keep(self, text: str) -> str:
        visiting, known = self._session.program.visiting, self.observation_id
        if known is not None:
            return self._session.write(
                self.tr("随手记"),
                lambda each, who: visiting.edit_observation(each, known, {"text": text}, who),
                merge=f"observation {known} text",
                quiet=True,
            ).sentence
        if not text.strip():
            return ""
        values = {"text": text, "tone": Tone.UNFILED, "person_id": self._author}
        outcome = self._session.write(
            self.tr("随手记"), lambda each, who: visiting.observe(each, who, **values), quiet=True
        )
        self.observation_id = outcome.entity_id
        return outcome.sentence

    def _drop(self) -> bool:
        visiting, known = self._session.program.visiting, self.observation_id
        if known is None:
            return True
        outcome = self._session.write(
            self.tr("删除空的随手记"),
            lambda each, who: visiting.remove_observation(each, known, who),
            quiet=True,
        )
        self.complain(outcome.sentence)
        if outcome.is_done:
            self.observation_id = None
        return outcome.is_done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ends = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if ends and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.agree()
            return
        super().keyPressEvent(event)
