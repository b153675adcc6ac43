"""The evaluations of the home page as rows: read anew where they changed, chosen, ordered, filtered."""

from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from sgz_desktop.services.desk import TOUR_SAMPLE
from sgz_desktop.ui.columns import RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.fitting import fit_columns
from sgz_desktop.ui.pages.home_columns import Listed, home_columns
from sgz_desktop.ui.pages.home_empty import FirstStart, NoMatch
from sgz_desktop.ui.pages.home_filter import HomeFilter, Stage
from sgz_desktop.ui.pages.home_lookup import Lookup
from sgz_desktop.ui.pages.home_table import HomeTable, bring_up_to
from sgz_desktop.ui.session import Session

_ORDER = "order.home"
_DAY_COLUMN = 2
_ROOM = 60
_NO_LIMIT = 16_777_215
"""What Qt takes for as high as it likes."""


class HomeList(QStackedWidget):
    """The table, or what is said where it has no rows.

    Signals: limited, when it may be of another height than before.
    """

    limited = Signal()

    def __init__(
        self,
        session: Session,
        *,
        opened: Callable[[], None],
        deleted: Callable[[], None],
        take_sample: Callable[[str], object],
        show_all: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session = session
        self._lookup = Lookup(session.program, lambda: self._model.records)
        columns = home_columns(self._lookup.handed_in, self._lookup.worker, self._lookup.is_veiled)
        self._model = RecordModel(columns, self)
        self._filter = HomeFilter(self._model, self)
        self._stale: set[UUID] | None = None  # None: every one, as nothing is listed yet
        self._glances = False
        self.table = HomeTable(opened, deleted)
        self.table.setModel(self._filter)
        self.table.setItemDelegate(CellDelegate(self.table))
        self._order()
        fit_columns(self.table, self._model.columns)
        self._first, self._none = FirstStart(take_sample), NoMatch(show_all)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._limit)
        self.table.restyled.connect(self._soon.start)
        for each in (self.table, self._first, self._none):
            self.addWidget(each)

    @property
    def records(self) -> tuple[Listed, ...]:
        """All there are, the deleted too."""
        return self._model.records

    @property
    def shown(self) -> int:
        """How many rows there are."""
        return self._filter.rowCount()

    @property
    def stage(self) -> Stage:
        """Which of them are shown."""
        return self._filter.stage

    @property
    def chosen(self) -> list[Listed]:
        """The evaluations that are selected, from the top down."""
        return self.table.chosen()

    def station(self, evaluation_id: UUID) -> str:
        """The station of one of them."""
        return next((each.station for each in self.records if each.id == evaluation_id), "")

    def doubt(self, evaluation_ids: Iterable[UUID] | None) -> None:
        """These (None: all) are to be read anew."""
        if evaluation_ids is None:
            self._stale = None
        elif self._stale is not None:
            self._stale.update(evaluation_ids)

    def doubt_all_quickly(self) -> None:
        """Another program wrote: all are to be looked at, and nothing of it is to be scored."""
        self._glances = True

    def read(self) -> None:
        """Read what is in doubt; what is selected stays so. Raises SgzError."""
        chosen = [each.id for each in self.chosen]
        with self.table.standing_still():
            self._read()
            self.choose(chosen)

    def _read(self) -> None:
        evaluations = self._session.program.evaluations
        self._lookup.forget(None if self._glances else self._stale)
        if self._stale is None:
            self._model.show(self._seen(evaluations.listing(deleted=None)))
        elif self._glances:
            bring_up_to(self._model, self._seen(evaluations.glance(deleted=None)))
        self._glances = False
        for each in self._stale or ():
            listed = evaluations.listed(each, deleted=None)
            if listed is None or not self._seen([listed]):
                self._model.take(each)
            else:
                self._model.put(listed)
        self._stale = set()

    def _seen(self, several: Iterable[Listed]) -> list[Listed]:
        """All but what a tour brought and took away: nobody here made it, and nobody is to find it."""
        toured = self._session.program.desk.recall(TOUR_SAMPLE)
        return [each for each in several if not (each.deleted and str(each.id) == toured)]

    def choose(self, wanted: Collection[UUID]) -> None:
        """Select these evaluations as far as they are shown, else the first there is."""
        ids = set(wanted)
        rows = [row for row, each in enumerate(self.records) if each.id in ids] if ids else []
        found = [self._filter.mapFromSource(self._model.index(row, 0)) for row in rows]
        places = sorted((each for each in found if each.isValid()), key=lambda each: each.row())
        if not places and self.shown:
            places = [self._filter.index(0, 0)]
        self.table.choose(places)

    def keep_to(self, stage: Stage | None = None, words: str | None = None) -> None:
        """Show only this stage, only what holds these words; None leaves that as it is."""
        chosen = [each.id for each in self.chosen]
        if stage is not None:
            self._filter.show_stage(stage)
        if words is not None:
            self._filter.search(words)
        self.choose(chosen)

    def show_state(self, words: str) -> None:
        """Show the rows, or why there are none; be as high as that needs."""
        if self.shown:
            self.setCurrentWidget(self.table)
        elif self._is_first_start(words):
            self.setCurrentWidget(self._first)
        else:
            self._none.say_none(words, self.stage)
            self.setCurrentWidget(self._none)
        self._limit()

    def sort_by(self, column: int) -> None:
        """Sort by this column; by the one that it is sorted by already the other way round."""
        header = self.table.horizontalHeader()
        is_rising = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        if column == header.sortIndicatorSection():
            is_rising = not is_rising
        else:
            is_rising = self._model.columns[column].sort is None and column != _DAY_COLUMN
        order = Qt.SortOrder.AscendingOrder if is_rising else Qt.SortOrder.DescendingOrder
        self.table.sortByColumn(column, order)

    @property
    def orders(self) -> tuple[tuple[str, bool | None], ...]:
        """The title of each column, and whether it is what is sorted by, rising or not; else None."""
        header = self.table.horizontalHeader()
        is_rising = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        here = header.sortIndicatorSection()
        columns = enumerate(self._model.columns)
        return tuple((each.title, is_rising if number == here else None) for number, each in columns)

    def _limit(self) -> None:
        """Be as high as what is shown needs."""
        self.table.fit()
        limit = _NO_LIMIT
        if self.currentWidget() is self.table:
            limit = self.table.maximumHeight()
        elif self.currentWidget() is self._none:
            limit = self._none.sizeHint().height() + _ROOM
        if limit != self.maximumHeight():
            self.setMaximumHeight(limit)
            self.limited.emit()

    def _is_first_start(self, words: str) -> bool:
        return not words and self.stage is Stage.ALL

    @property
    def way_out(self) -> QWidget | None:
        """What leads on where there are no rows but something is there; else None."""
        return self._none.way_out if self.currentWidget() is self._none else None

    def _order(self) -> None:
        header = self.table.horizontalHeader()
        number, _, way = (self._session.program.desk.recall(_ORDER) or "").partition(" ")
        column = int(number) if number.isdecimal() and int(number) < len(self._model.columns) else _DAY_COLUMN
        is_ascending = way == "up"
        self.table.sortByColumn(
            column, Qt.SortOrder.AscendingOrder if is_ascending else Qt.SortOrder.DescendingOrder
        )
        self.table.setSortingEnabled(True)
        header.sortIndicatorChanged.connect(self._keep_order)

    def _keep_order(self, column: int, order: Qt.SortOrder) -> None:
        way = "up" if order is Qt.SortOrder.AscendingOrder else "down"
        self._session.program.desk.remember(_ORDER, f"{column} {way}")
