"""What header and navigation say of the open evaluation: its result, its stages, who works on it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sgz_desktop.ui.pages.names import DAY, VISIT
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.header import Header
from sgz_desktop.ui.widgets.navigation import Navigation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sgz_desktop.domain.people import Person
    from sgz_desktop.ui.session import Session


ON_SITE = (VISIT, DAY)
"""Where the station's people sit beside the expert: there the result shows only on request."""
_MINUTE_MS = 60_000


def local_now() -> datetime:
    """This moment, in the time of the place."""
    return datetime.now(UTC).astimezone()


class Heading(QObject):
    """Keeps header and navigation up to date; `shown` names the page that is shown, `now` tells the time."""

    def __init__(
        self,
        session: "Session",
        header: Header,
        navigation: Navigation,
        *,
        shown: Callable[[], str],
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__(header)
        self._session, self._header, self._navigation, self._shown = session, header, navigation, shown
        self._now = now
        self._is_shown_on_site, self._is_hidden_elsewhere = False, False
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self.tell_time)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        session.changed.connect(lambda _: self._soon.start(0))
        session.worker_changed.connect(self._change_worker)
        session.saving.connect(self._show_saving)
        session.troubled.connect(self._show_saved)
        header.reveal_wanted.connect(self.turn_result)

    def begin_anew(self) -> None:
        """Another evaluation is open: its result is hidden where results are."""
        self._is_shown_on_site, self._is_hidden_elsewhere = False, False
        self.show_worker()
        self.refresh()

    def turn_result(self) -> None:
        """Show the result where it is hidden, hide it where it is shown."""
        if self._shown() in ON_SITE:
            self._is_shown_on_site = not self._is_shown_on_site
        else:
            self._is_hidden_elsewhere = not self._is_hidden_elsewhere
        self.refresh()

    def refresh(self) -> None:
        """Show the open evaluation, its result and its stages as they are."""
        session = self._session
        self._show_saved()
        if session.evaluation_id is None:
            self._header.show_nothing()
            self._navigation.show_stages(None)
            self.tell_time()
            return
        from sgz_desktop.ui.stages import stages

        score, missing = session.score, session.program.results.missing(session.open_id)
        self._header.show_evaluation(session.dossier.evaluation)
        on_site = self._shown() in ON_SITE
        hidden = not self._is_shown_on_site if on_site else self._is_hidden_elsewhere
        veil = session.program.results.veil(session.open_id, session.worker)
        self._header.show_result(score, hidden=hidden, walk=on_site, veiled=veil.total)
        self._navigation.show_stages(stages(score, missing, session.dossier))
        self.tell_time()

    def tell_time(self) -> None:
        """Say how much of today's plan is left, and once more with the next minute."""
        self._minute.stop()
        now = self._now()
        sentence, is_late = self._left(now)
        self._navigation.show_left(sentence, is_late=is_late)
        if sentence:
            self._minute.start(_MINUTE_MS - now.second * 1000 - now.microsecond // 1000)

    def _left(self, now: datetime) -> tuple[str, bool]:
        """How much of today's plan is left, "" where none is for today, and whether it is over."""
        if self._session.evaluation_id is None:
            return "", False
        # Read when an evaluation is open: a start needs none of it.
        from sgz_desktop.ui.stages import time_left

        return time_left(self._session.dossier, now) or ("", False)

    def show_worker(self) -> None:
        """Say who works here, and on whose behalf."""
        session = self._session
        names: Mapping[UUID, Person] = {} if session.evaluation_id is None else session.dossier.person_by_id
        ids = session.worker.author_id, session.worker.for_id
        author, behalf = (names.get(each) if each else None for each in ids)
        role = "" if author is None else tr("组长") if author.leads else _role_name(author)
        self._navigation.show_worker(author.name if author else "", behalf.name if behalf else "", role)

    def _change_worker(self) -> None:
        """Another person may see other figures."""
        self.show_worker()
        self._soon.start(0)

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


def _role_name(person: "Person") -> str:
    from sgz_desktop.ui.wording import role_name

    return role_name(person.role)
