"""The board as a table: a head for each section, strengths and concerns side by side beneath it."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.services.board import lacks_evidence
from sgz_desktop.ui.columns import RECORD
from sgz_desktop.ui.pages.board_sections import Section, kind_name
from sgz_desktop.ui.texts import tr

Index = QModelIndex | QPersistentModelIndex
SECTION = RECORD + 3


class Row(NamedTuple):
    """A head (no cards), one card over both columns (of no kind yet), or one of each kind."""

    section: Section
    left: Observation | None = None
    right: Observation | None = None
    is_wide: bool = False

    @property
    def is_head(self) -> bool:
        """Whether it is a section's head."""
        return self.left is None and self.right is None


class BoardModel(QAbstractTableModel):
    """Sections as rows of two columns."""

    def __init__(self, author_of: Callable[[Observation], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._author_of = author_of
        self.rows: tuple[Row, ...] = ()
        self._totals = (0, 0)
        self._place: dict[UUID, tuple[int, int]] = {}

    def show(self, shown: Sequence[Section]) -> bool:
        """Show these sections; True where rows came, went or moved, so that whoever looks begins anew."""
        rows = tuple(_rows(shown))
        self._totals = sum(each.strengths for each in shown), sum(each.concerns for each in shown)
        stays = len(rows) == len(self.rows) and all(map(_is_same, rows, self.rows))
        if stays:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 1))
        else:
            self.beginResetModel()
            self.rows = rows
            self._place = {
                card.id: (number, column)
                for number, each in enumerate(rows)
                for column, card in enumerate((each.left, each.right))
                if card is not None
            }
            self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)
        return not stays

    def card(self, index: Index) -> Observation | None:
        """The observation in a cell."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        return row.left if index.column() == 0 or row.is_wide else row.right

    def place_of(self, observation_id: UUID | None) -> QModelIndex:
        """Where an observation is; an invalid index where it is not shown."""
        found = self._place.get(observation_id) if observation_id else None
        return self.index(*found) if found else QModelIndex()

    def head_of(self, key: Any) -> QModelIndex:
        """The head of the section with this key, else of the first of its chapter, else an invalid index."""
        heads = [(number, each.section.home) for number, each in enumerate(self.rows) if each.is_head]
        for number, home in heads:
            if home.key == key:
                return self.index(number, 0)
        return next((self.index(each, 0) for each, home in heads if home.subject == key[0]), QModelIndex())

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole and section in (0, 1):
            name = tr("值得肯定") if section == 0 else tr("需要关注")
            return tr("{name}　{count} 条").format(name=name, count=self._totals[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == SECTION:
            return row.section
        if role == RECORD:
            return self.card(index)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if row.is_head:
            return head_text(row.section)
        card = self.card(index)
        return None if card is None else self._card_text(card, row.section)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.rows[index.row()].is_head:
            return Qt.ItemFlag.ItemIsEnabled
        if self.card(index) is None:
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled

    def _card_text(self, card: Observation, section: Section) -> str:
        parts = [kind_name(card.tone), section.home.name, card.item or ""]
        parts += [card.lead, card.text or ("" if card.lead else tr("还没有文字"))]
        if card.recommendation:
            parts.append(tr("建议：{text}").format(text=card.recommendation))
        if lacks_evidence(card):
            parts.append(tr("缺证据"))
        elif card.evidence:
            parts.append(tr("证据：{text}").format(text=card.evidence))
        if is_reworded(card):
            parts.append(tr("报告里另有措辞"))
        parts.append(self._author_of(card))
        return "，".join(filter(None, parts))


def head_text(section: Section) -> str:
    """A section with its balance, as it is read out."""
    parts = [
        section.home.name,
        tr("肯定 {count} 条").format(count=section.strengths),
        tr("关注 {count} 条").format(count=section.concerns),
        tr("未定类别 {count} 条").format(count=section.unfiled) if section.unfiled else "",
        section.verdict,
    ]
    return "，".join(filter(None, parts))


def is_reworded(card: Observation) -> bool:
    """Whether the report prints something of it in another wording."""
    return (card.printed_lead, card.printed_text, card.printed_recommendation) != (None, None, None)


def tone_at(row: Row, column: int) -> Tone:
    """The kind that a column of a row stands for."""
    if row.is_wide:
        return Tone.UNFILED
    return Tone.STRENGTH if column == 0 else Tone.CONCERN


def _rows(shown: Sequence[Section]) -> Iterator[Row]:
    for section in shown:
        yield Row(section)
        strengths, concerns, unfiled = section.shown
        for card in unfiled:
            yield Row(section, card, is_wide=True)
        for left, right in zip_longest(strengths, concerns):
            yield Row(section, left, right)


def _is_same(now: Row, before: Row) -> bool:
    return (
        now.section.home == before.section.home
        and now.is_wide == before.is_wide
        and (now.left and now.left.id) == (before.left and before.left.id)
        and (now.right and now.right.id) == (before.right and before.right.id)
    )
