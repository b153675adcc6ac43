"""Review groups side by side: zones are dragged between them, or moved by Alt and the arrows."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.places import ReviewGroup, Zone
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.preparing import Preparing
from sgz_desktop.ui.pages.preparing_checking import Checks
from sgz_desktop.ui.pages.preparing_chip import ZoneChip
from sgz_desktop.ui.pages.preparing_column import BoardColumn
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.plain import Chip
from sgz_desktop.ui.widgets.tab_order import put_in_order, put_in_place

_LEAST = 196
_GAP = 10


class GroupBoard(QWidget):
    """A column a review group, and first one for the zones that belong to none.

    Signals: entered, with a zone whose details are wanted.
    """

    entered = Signal(object)

    def __init__(self, session: Session, checks: Checks) -> None:
        super().__init__()
        self.setObjectName("groupBoard")
        self._session, self._checks = session, checks
        self._columns: dict[UUID | None, BoardColumn] = {}
        self._chips: dict[UUID, ZoneChip] = {}
        self._wide = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._ghost = Chip("", "accent", name="zoneGhost")
        self._ghost.setParent(self)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()

    def redraw(self) -> None:
        """Show groups and zones as they are; what stays keeps its widget."""
        dossier = self._session.dossier
        focused = next((key for key, each in self._chips.items() if each.hasFocus()), None)
        self._keep_chips(dossier)
        self._keep_columns(dossier)
        for each in self._columns.values():
            group = dossier.group_by_id.get(each.group_id) if each.group_id else None
            zones = [zone for zone in dossier.zones if zone.group_id == each.group_id]
            each.show_group(group, tuple(self._chips[zone.id] for zone in zones))
        if focused in self._chips:
            self._chips[focused].show()  # who moves to another column is hidden until the next event
            self._chips[focused].setFocus()
        self.setVisible(bool(dossier.zones or dossier.groups))

    def clear(self) -> None:
        """Another evaluation is open."""
        for each in (*self._columns.values(), *self._chips.values()):
            _drop(each)
        self._columns, self._chips, self._wide = {}, {}, 0

    def focus_zone(self, zone_id: UUID) -> None:
        """Go to one zone."""
        if zone_id in self._chips:
            self._chips[zone_id].setFocus()

    def focus_group(self, group_id: UUID) -> None:
        """Go to the name of one group."""
        if group_id in self._columns:
            self._columns[group_id].setFocus()

    def _keep_chips(self, dossier: Dossier) -> None:
        wanted = {each.id for each in dossier.zones}
        for key in [each for each in self._chips if each not in wanted]:
            _drop(self._chips.pop(key))
        for zone in dossier.zones:
            if zone.id not in self._chips:
                self._chips[zone.id] = self._new_chip(zone)
            self._chips[zone.id].show_zone(zone, dossier)

    def _new_chip(self, zone: Zone) -> ZoneChip:
        chip = ZoneChip(zone)
        chip.stepped.connect(lambda right, down: self._step(zone.id, right, down))
        chip.shifted.connect(lambda right, down: self._shift(zone.id, right, down))
        chip.dragged.connect(lambda point: self._drag(chip, point))
        chip.dropped.connect(lambda point: self._let_go(zone.id, point))
        chip.left.connect(lambda: self._mark(None, 0))
        chip.entered.connect(lambda: self.entered.emit(zone.id))
        return chip

    def _keep_columns(self, dossier: Dossier) -> None:
        wanted: dict[UUID | None, ReviewGroup | None] = {None: None}
        wanted.update({each.id: each for each in dossier.groups})
        for key in [each for each in self._columns if each not in wanted]:
            gone = self._columns.pop(key)
            for chip in gone.chips:
                chip.setParent(self)
            _drop(gone)
        before = tuple(self._columns.values())
        self._columns = {
            key: self._columns.get(key) or BoardColumn(self._session, self._checks, group)
            for key, group in wanted.items()
        }
        now = tuple(self._columns.values())
        if before != now:
            self._arrange()
            put_in_order(before, now)
            if not before:
                put_in_place(self)
            self._ghost.raise_()

    def _arrange(self) -> None:
        """As many columns beside one another as there is room for."""
        columns = list(self._columns.values())
        self._wide = self._room()
        for each in columns:
            self._grid.removeWidget(each)
        for number, each in enumerate(columns):
            self._grid.addWidget(each, number // self._wide, number % self._wide)
        for number in range(self._grid.columnCount()):
            self._grid.setColumnStretch(number, 1 if number < self._wide else 0)

    def _room(self) -> int:
        return max(1, min(len(self._columns), (self.width() + _GAP) // (_LEAST + _GAP)))

    # Keys

    def _step(self, zone_id: UUID, right: int, down: int) -> None:
        columns = [each for each in self._columns.values() if each.chips]
        place = next(number for number, each in enumerate(columns) if self._chips[zone_id] in each.chips)
        chips = columns[max(0, min(place + right, len(columns) - 1))].chips
        row = columns[place].chips.index(self._chips[zone_id]) + down
        chips[max(0, min(row, len(chips) - 1))].setFocus()

    def _shift(self, zone_id: UUID, right: int, down: int) -> None:
        keys = list(self._columns)
        zone = next(each for each in self._session.dossier.zones if each.id == zone_id)
        place = keys.index(zone.group_id)
        if right:
            target = place + right
            if 0 <= target < len(keys):
                self._pool(zone_id, keys[target], {})
            elif right > 0 and len(self._ids(zone.group_id)) > 1:
                self._found(zone_id)
            return
        ids = self._ids(zone.group_id)
        wanted = ids.index(zone_id) + down
        if 0 <= wanted < len(ids):
            follower = wanted if down < 0 else wanted + 1
            self._pool(zone_id, zone.group_id, self._beside(zone.group_id, follower, zone_id))

    # The mouse

    def _drag(self, chip: ZoneChip, point: QPoint) -> None:
        here = self.mapFrom(self.window(), point)
        self._ghost.say(chip.name, "accent")
        self._ghost.adjustSize()
        self._ghost.move(here + QPoint(10, 8))
        self._ghost.show()
        self._ghost.raise_()
        column = self._column_at(here)
        self._mark(column, column.place_of(here.y() - column.y()) if column else 0)

    def _let_go(self, zone_id: UUID, point: QPoint) -> None:
        here = self.mapFrom(self.window(), point)
        column = self._column_at(here)
        self._mark(None, 0)
        if column is None:
            return
        place = column.place_of(here.y() - column.y())
        self._pool(zone_id, column.group_id, self._beside(column.group_id, place, zone_id))

    def _column_at(self, point: QPoint) -> BoardColumn | None:
        return next((each for each in self._columns.values() if each.geometry().contains(point)), None)

    def _mark(self, column: BoardColumn | None, place: int) -> None:
        for each in self._columns.values():
            each.mark(place if each is column else None)
        if column is None:
            self._ghost.hide()

    # Writing

    def _ids(self, group_id: UUID | None) -> list[UUID]:
        """The zones of a column as they are stored, which may be drawn only in a moment."""
        return [each.id for each in self._session.dossier.zones if each.group_id == group_id]

    def _beside(self, group_id: UUID | None, place: int, zone_id: UUID) -> dict[str, UUID]:
        """The zone of a column in front of which, or at its end behind which, another one comes."""
        ids = self._ids(group_id)
        later = [each for each in ids[place:] if each != zone_id]
        if later:
            return {"before": later[0]}
        others = [each for each in ids if each != zone_id]
        return {"behind": others[-1]} if others else {}

    def _pool(self, zone_id: UUID, group_id: UUID | None, beside: dict[str, UUID]) -> None:
        self._write(
            zone_id,
            self.tr("片区归组"),
            lambda preparing, each, who: preparing.pool(each, zone_id, group_id, who, **beside),
        )

    def _found(self, zone_id: UUID) -> None:
        self._write(
            zone_id,
            self.tr("片区另成一组"),
            lambda preparing, each, who: preparing.found_groups(each, [zone_id], who),
        )

    def _write(self, zone_id: UUID, text: str, verb: Callable[[Preparing, UUID, Worker], Changes]) -> None:
        preparing = self._session.program.preparing
        self._session.write(text, lambda each, who: verb(preparing, each, who), about=f"pool {zone_id}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns and self._room() != self._wide:
            self._arrange()


def _drop(widget: QWidget) -> None:
    widget.hide()
    for each in (widget, *widget.findChildren(QWidget)):
        each.setObjectName("")  # nobody shall find it between now and its end
    widget.deleteLater()
