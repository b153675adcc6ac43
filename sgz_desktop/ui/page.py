"""What all pages share: hearing what changed, redrawing once they can be seen, leaving nothing unsaved."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from sgz_desktop.services.changes import Changes
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.entered import Entered
from sgz_desktop.ui.widgets.self_saving import retry_all


class Page(Entered, QWidget):
    """One screen. Collects what changed and redraws once it can be seen.

    Signals: wanted, with the name of another page and what to point at there.
    """

    wanted = Signal(str, object)

    def __init__(self, session: Session, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.session = session
        self._due = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.catch_up)
        session.changed.connect(self.hear)
        session.opened.connect(self._begin_anew)
        session.worker_changed.connect(self._begin_anew)
        session.recovered.connect(self._retry)
        session.waiting.changed.connect(self._fall_back)

    def hear(self, changes: Changes) -> None:
        """Remember that something changed; redraw soon when the page can be seen."""
        self._due = True
        if self.isVisible():
            self._soon.start()

    def catch_up(self) -> None:
        """Redraw now if anything changed since the last time."""
        self._soon.stop()
        if self._due and self.session.evaluation_id is not None:
            self._due = False
            self.redraw()

    def redraw(self) -> None:
        """Show the open evaluation as it is."""
        raise NotImplementedError

    def glance(self) -> None:
        """Another program wrote: a page that shows more than the open evaluation looks for that."""

    def begin_anew(self) -> None:
        """Another evaluation is open, or another person works: forget what was selected."""

    def point_at(self, target: Any) -> None:
        """Show what another page points at."""

    def leave(self) -> bool:
        """Save what is typed before the page goes; False when something could not be saved."""
        return flush_all(self)

    def _fall_back(self) -> None:
        """What was clicked and is not saved is named above the page; shown is what is stored."""
        self._due = True
        if self.isVisible():
            self._soon.start()

    def _retry(self) -> None:
        retry_all(self)

    def _begin_anew(self) -> None:
        self.begin_anew()
        self._due = True
        if self.isVisible():
            self.catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()
