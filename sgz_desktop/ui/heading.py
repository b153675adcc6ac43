"""What header and navigation say of the open evaluation: its result, its stages, who works on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sgz_desktop.ui.pages.names import VISIT
from sgz_desktop.ui.stages import stages
from sgz_desktop.ui.widgets.header import Header
from sgz_desktop.ui.widgets.navigation import Navigation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sgz_desktop.domain.people import Person
    from sgz_desktop.ui.session import Session


class Heading(QObject):
    """Keeps header and navigation up to date; `shown` names the page that is shown."""

    def __init__(
        self, session: "Session", header: Header, navigation: Navigation, *, shown: Callable[[], str]
    ) -> None:
        super().__init__(header)
        self._session, self._header, self._navigation, self._shown = session, header, navigation, shown
        self._revealed = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        session.changed.connect(lambda _: self._soon.start(0))
        session.worker_changed.connect(self.show_worker)
        session.saving.connect(self._show_saving)
        session.troubled.connect(self._show_saved)
        header.reveal_wanted.connect(self.turn_result)

    def begin_anew(self) -> None:
        """Another evaluation is open: its result is hidden where results are."""
        self._revealed = False
        self.show_worker()
        self.refresh()

    def turn_result(self) -> None:
        """Show the result where it is hidden, hide it where it is shown."""
        self._revealed = not self._revealed
        self.refresh()

    def refresh(self) -> None:
        """Show the open evaluation, its result and its stages as they are."""
        session = self._session
        self._show_saved()
        if session.evaluation_id is None:
            self._header.show_nothing()
            self._navigation.show_stages(None)
            return
        score = session.score
        self._header.show_evaluation(session.dossier.evaluation)
        # The station's people sit beside the expert on site: there the result shows only on request.
        at_visit = self._shown() == VISIT
        self._header.show_result(score, hidden=self._revealed is not at_visit, walk=at_visit)
        self._navigation.show_stages(stages(score, session.program.results.missing(session.open_id)))

    def show_worker(self) -> None:
        """Say who works here, and on whose behalf."""
        session = self._session
        names: Mapping[UUID, Person] = {} if session.evaluation_id is None else session.dossier.person_by_id
        ids = session.worker.author_id, session.worker.for_id
        author, behalf = (names.get(each) if each else None for each in ids)
        self._navigation.show_worker(author.name if author else "", behalf.name if behalf else "")

    def _show_saving(self, is_saving: bool) -> None:
        if is_saving:
            self._header.show_saving()
        else:
            self._show_saved()

    def _show_saved(self) -> None:
        if self._session.is_unsaved:
            self._header.show_unsaved()
        else:
            self._header.show_saved(self._session.saved_at)
