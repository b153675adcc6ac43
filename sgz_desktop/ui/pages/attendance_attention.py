"""Above the roster: what is shown, and what wants attention, each a button that goes to the next of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from sgz_desktop.services.tables.attendance_cells import Tone
from sgz_desktop.services.tables.attendance_grid import Part, RosterGrid
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.roster_cells import SIGNS


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that wants attention: where it is seen, its tones, and its words."""

    name: str
    part: Part
    tones: tuple[Tone, ...]
    text: str


KINDS = (
    Kind("open", Part.MONTHS, (Tone.OPEN,), "{count} 格待核"),
    Kind("contradicted", Part.MONTHS, (Tone.CONTRADICTED,), "{count} 格与合同期不符"),
    Kind("lacking", Part.MONTHS, (Tone.LACKING,), "{count} 格缺社保或工资"),
    Kind("different", Part.MONTHS, (Tone.DIFFERENT,), "{count} 处小计与原表不同"),
    Kind("people", Part.PEOPLE, (Tone.OPEN,), "资料 {count} 处待核"),
)


class RosterAttention(QWidget):
    """What is open, contradicts itself or differs, counted.

    Signals: wanted, with a Kind, when a person wants to see the next of them.
    """

    wanted = Signal(object)

    def __init__(self, *before: QWidget) -> None:
        """`before` stands in front of the buttons, which wrap where there is no room."""
        super().__init__()
        self._buttons = {each.name: self._button(each) for each in KINDS}
        flow = FlowLayout()
        for each in (*before, *self._buttons.values()):
            flow.addWidget(each)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tell(self, grids: Mapping[Part, RosterGrid]) -> None:
        """Tell what wants attention in the months and among the workers' data."""
        for kind in KINDS:
            count = len(grids[kind.part].marked(*kind.tones))
            text = f"{SIGNS[kind.tones[0]]} {tr(kind.text).format(count=count)}"
            button = self._buttons[kind.name]
            button.setText(text)
            button.setAccessibleName(text)
            button.setVisible(count > 0)

    def _button(self, kind: Kind) -> KeyButton:
        button = KeyButton(tr(kind.text).format(count=0), name=f"attendanceWants_{kind.name}")
        button.setProperty("small", True)
        button.setProperty("alert", "warn")
        button.clicked.connect(lambda: self.wanted.emit(kind))
        return button
