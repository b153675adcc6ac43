"""What the lists of 附件3, 附件4, 满意度 and 经费 share: sums below, forms that tell their source, tabs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sgz_desktop.services.tables.sources import BY_HAND
from sgz_desktop.services.tables.sums import disagreements
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.day_form import Form
from sgz_desktop.ui.pages.day_heads import QuickAdd
from sgz_desktop.ui.pages.day_panel import LedgerPanel
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import NOTHING, tr
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.plain import clear_layout, label, restyle

_NARROWEST, _APART = 480, 8
_FORM, _FORM_TEXT = 280, 240
"""How wide a form is at least, and how wide for two dates abreast, which grow with the text."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure under its name; `said` explains it, `tone` is "" or warn, bad, good."""

    name: str
    text: str
    said: str = ""
    tone: str = ""


class SumTile(QWidget):
    """One figure under its name."""

    def __init__(self, shown: Sum) -> None:
        super().__init__()
        self._name = label("", "second")
        self._figure = label("", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 12, 2)
        column.setSpacing(1)
        column.addWidget(self._name)
        column.addWidget(self._figure)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tell(shown)

    def tell(self, shown: Sum) -> None:
        """Show another figure."""
        self._name.setText(shown.name)
        self._figure.setText(shown.text)
        if self._figure.property("ink") != shown.tone:
            self._figure.setProperty("ink", shown.tone)
            restyle(self._figure)
        self.setToolTip(shown.said)
        self.setAccessibleName(f"{shown.name} {shown.text}")
        self.setAccessibleDescription(shown.said)


class SumTiles(QWidget):
    """Figures side by side, wrapped like words."""

    def __init__(self, *, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self._tiles: list[SumTile] = []
        self.text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        # As high as in the narrowest window: Qt would take the height of one figure a line.
        wide = min(_NARROWEST, sum(each.sizeHint().width() + _APART for each in self._tiles))
        return QSize(wide, self._flow.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._flow.minimumSize().width(), self.sizeHint().height())

    def show_sums(self, sums: Sequence[Sum]) -> None:
        """Show these."""
        self.text = "\n".join(f"{each.name} {each.text}" for each in sums)
        if len(sums) != len(self._tiles):
            clear_layout(self._flow)
            self._tiles = [SumTile(each) for each in sums]
            for tile in self._tiles:
                self._flow.addWidget(tile)
                tile.show()
        for tile, shown in zip(self._tiles, sums, strict=True):
            tile.tell(shown)
        self._flow.invalidate()
        self.updateGeometry()


class SourcedForm(Form):
    """A form that tells from which cell of which workbook its record is, and whether it was changed since."""

    def __init__(self, session: Session, kind: str, *, name: str, said: str) -> None:
        super().__init__(session, kind, name=name, said=said)
        self._record: Any = None
        self.source = label("", "second", wrap=True, name=f"{name}Source")

    def show_record(self, record: Any) -> None:
        self._record = record
        super().show_record(record)
        source = record.source if record is not None else ""
        self.source.setText(tr("出处：{source}").format(source=source) if source else "")
        self.source.setVisible(bool(source))

    def set_values(self, values: dict[str, Any], title: str) -> bool:
        return super().set_values({**values, **self._by_hand()}, title)

    def _saver(self, field: str, title: str) -> Callable[[Any], str]:
        def save(value: Any) -> str:
            preparing, kind, known = self._session.program.preparing, self._kind, self._record_id
            if known is None:
                return ""
            values = {field: value, **self._by_hand()}
            return self._session.write(
                f"{self._said}：{title}",
                lambda each, who: preparing.edit(each, kind, known, values, who),
                merge=f"{kind} {known} {field}",
                quiet=True,
            ).sentence

        return save

    def _by_hand(self) -> dict[str, str]:
        source = self._record.source if self._record is not None else ""
        return {"source": source + BY_HAND} if source and not source.endswith(BY_HAND) else {}


class TableLedger(LedgerPanel):
    """A ledger with sums beneath, which can be filled from a workbook too. N goes to the line that adds.

    Signals: importing, when a person wants to read the station's workbook.
    """

    importing = Signal()
    figures = ""
    """How the keys of what follows from the table begin."""

    def furnish(self, adder: QuickAdd, sums: SumTiles, *, name: str) -> None:
        """Put the line to add by above the table, sums below it, and a button that fills an empty one."""
        self._adder, self.sums = adder, sums
        across = self.layout()
        if isinstance(across, QHBoxLayout):  # the columns are many, the fields short
            across.setStretch(0, 7)
            across.setStretch(1, 3)
        self.disagrees = label("", "second", wrap=True, name=f"{name}Disagrees")
        self.left.insertWidget(1, adder)
        self.left.insertWidget(3, sums)
        self.left.insertWidget(4, self.disagrees)
        self._empty.offer(import_button(f"{name}ImportFirst", self.importing.emit))

    def redraw(self) -> None:
        super().redraw()
        is_filled = bool(self.table.records)
        self.sums.setVisible(is_filled)
        said = disagreements(self.session.dossier, self.figures)
        self.disagrees.setText("\n".join(said))
        self.disagrees.setVisible(bool(said))

    def act(self, key: str) -> bool:
        if key == "N":
            self._adder.setFocus()
        return key == "N"

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._beside.setMinimumWidth(max(_FORM, text_px(self, _FORM_TEXT)))


class ListPage(Page):
    """A ledger as one tab of a page.

    Signals: importing, when a person wants to read the station's workbook.
    """

    importing = Signal()

    def __init__(self, session: Session, ledger: TableLedger, *, name: str) -> None:
        super().__init__(session, name=name)
        self.ledger = ledger
        ledger.importing.connect(self.importing)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 14, 10)
        column.addWidget(ledger)
        ledger.put_in_order()

    def redraw(self) -> None:
        self.ledger.redraw()

    def begin_anew(self) -> None:
        self.ledger.begin_anew()

    def point_at(self, target: Any) -> None:
        known = target if isinstance(target, UUID) else getattr(target, "entity_id", None)
        self.ledger.point_at(known, "")

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:
        self.ledger.enter()


def import_button(name: str, go: Callable[[], None]) -> KeyButton:
    """The button on an empty table that asks for the station's workbook."""
    button = KeyButton(tr("从工作簿读入…"), name=name, primary=True)
    button.clicked.connect(lambda _=False: go())
    return button


def local_now() -> datetime:
    """The moment in local time."""
    return datetime.now(UTC).astimezone()


def yuan_text(figure: Decimal) -> str:
    """A sum in yuan with its thousands apart: 2,400,000 or 1,250.50."""
    is_whole = figure == figure.to_integral_value()
    return f"{figure:,.0f}" if is_whole else f"{figure:,.2f}"


def rate_text(rate: Decimal | None) -> str:
    """A rate in per cent with two decimals; a dash for none."""
    return NOTHING if rate is None else f"{rate:.2f}%"
