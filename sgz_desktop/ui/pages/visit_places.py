"""Where observations go that hang on no checklist item: parties, chapters, review groups, unfiled ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.rubric import Judged, Rubric
from sgz_desktop.ui.columns import RECORD, Column, RecordModel
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.stops import MOVES, draw_ground, row_height

PARTY, CHAPTER, GROUP, UNFILED = "party", "chapter", "group", "unfiled"


@dataclass(frozen=True, slots=True)
class Place:
    """One place: what kind it is, what it is called, the subject and review group of what is seen there."""

    kind: str
    name: str
    subject: str | None = None
    group_id: UUID | None = None
    count: int = 0

    @property
    def key(self) -> tuple[str | None, UUID | None]:
        """What tells it from the others."""
        return self.subject, self.group_id


def is_unfiled(observation: Observation) -> bool:
    """Whether it still has no kind or no chapter."""
    return observation.tone is Tone.UNFILED or observation.subject is None


def key_of(observation: Observation, dossier: Dossier, rubric: Rubric) -> tuple[str | None, UUID | None]:
    """The key of the place an observation is in; (None, None) for one at an item or in no chapter."""
    subject, group_id = observation.subject, observation.group_id
    component = rubric.component_by_code.get(subject) if subject else None
    if _is_at_item(observation, dossier, rubric) or subject is None:
        return None, None
    is_grouped = component is not None and component.judged is Judged.PER_GROUP
    return subject, group_id if is_grouped and group_id in dossier.group_by_id else None


def _is_at_item(observation: Observation, dossier: Dossier, rubric: Rubric) -> bool:
    """Whether the walk shows it, at the stop of its item."""
    item = rubric.item_by_code.get(observation.item) if observation.item else None
    if item is None:
        return False
    if item.judged is Judged.PER_GROUP and dossier.groups:
        return observation.group_id in dossier.group_by_id
    return observation.group_id is None


def places(session: Session) -> tuple[Place, ...]:
    """Every place with the number of its observations: parties, chapters, and last what is not filed."""
    dossier, rubric = session.dossier, session.rubric
    counts = Counter(key_of(each, dossier, rubric) for each in dossier.observations)
    found = [Place(PARTY, each.name, each.code) for each in rubric.other_parties]
    for component in rubric.components:
        found.append(Place(CHAPTER, component.name, component.code))
        if component.judged is Judged.PER_GROUP and dossier.groups:
            found[-1] = Place(CHAPTER, tr("{name}（各片区共同）").format(name=component.name), component.code)
            found += [
                Place(GROUP, f"{component.name} · {each.name}", component.code, each.id)
                for each in dossier.groups
            ]
    placed = [Place(e.kind, e.name, e.subject, e.group_id, counts[e.key]) for e in found]
    loose = sum(is_unfiled(each) for each in dossier.observations)
    return (*placed, Place(UNFILED, tr("待归类"), count=loose))


class PlaceList(QListView):
    """The places; keys other than the arrows belong to the page.

    Signals: chosen, with the place a person moved to.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("placeList")
        self.setProperty("part", "stops")
        self.setAccessibleName(self.tr("各方与章节列表"))
        self._places = RecordModel((Column(tr("归处"), _said),), self)
        self.setModel(self._places)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._is_telling = True
        self.selectionModel().currentChanged.connect(self._tell)

    def show_places(self, shown: Sequence[Place]) -> None:
        """Show these places."""
        self._is_telling = False
        self._places.show(shown)
        self._is_telling = True

    def point_at(self, key: Any) -> Place:
        """Mark the place with this key, the first where there is none; returns it. Says nothing."""
        keys = [each.key for each in self._places.records]
        number = keys.index(key) if key in keys else 0
        self._is_telling = False
        self.setCurrentIndex(self._places.index(number, 0))
        self._is_telling = True
        found: Place = self._places.record(number)
        return found

    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        if self._is_telling and now.isValid():
            self.chosen.emit(self._places.record(now.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _said(place: Place) -> str:
    return tr("{name} {count} 条").format(name=place.name, count=place.count)


class _PlaceDelegate(QStyledItemDelegate):
    """Draws a place: its kind, its name, how many observations there are."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, row_height(option.widget))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place: Place = index.data(RECORD)
        tokens = tokens_of(option.widget)
        area = QRectF(option.rect)
        painter.save()
        draw_ground(painter, area, option, tokens)
        small, plain = QFont(painter.font()), QFont(painter.font())
        small.setPixelSize(text_px(option.widget, 12))
        plain.setPixelSize(text_px(option.widget, 14))
        middle = Qt.AlignmentFlag.AlignVCenter
        kinds = {PARTY: tr("各方"), CHAPTER: tr("章节"), GROUP: tr("片区"), UNFILED: tr("待归")}
        is_urgent = place.kind == UNFILED and place.count
        painter.setFont(small)
        painter.setPen(QColor(tokens.warn if is_urgent else tokens.ink2))
        painter.drawText(area.adjusted(12, 0, 0, 0), middle, kinds[place.kind])
        count = tr("{count} 条").format(count=place.count) if place.count else ""
        painter.drawText(area.adjusted(0, 0, -12, 0), middle | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(plain)
        painter.setPen(QColor(tokens.ink))
        room = area.adjusted(50, 0, -24 - QFontMetrics(small).horizontalAdvance(count), 0)
        name = QFontMetrics(plain).elidedText(place.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle, name)
        painter.restore()
