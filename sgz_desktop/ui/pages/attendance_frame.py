"""What stands around the roster: words on the current cell, keys as buttons, the empty page."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.staffing import Tick
from sgz_desktop.services.tables.attendance_about import About
from sgz_desktop.services.tables.attendance_grid import RosterGrid
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, Elided, Empty, label, row


class RosterAbout(Card):
    """The current cell in two lines: what it counts and why; whose it is and where that is from."""

    def __init__(self) -> None:
        super().__init__(margin=10, spacing=2, name="attendanceAbout")
        self._first = Elided("", "strong", name="attendancePlace")
        self._why = Elided("", "quiet", name="attendanceWhy")
        self._person = Elided("", "second", name="attendancePerson")
        self._source = Elided("", "second", name="attendanceSource")
        for left, right in ((self._first, self._why), (self._person, self._source)):
            line = row(left, right, spacing=12)
            line.addStretch(1)
            self.body.addLayout(line)

    def tell(self, said: About | None, selection: str) -> None:
        """Tell about a cell, and how many are selected."""
        found = said or About("")
        self._first.say(" · ".join(each for each in (found.place, selection) if each))
        self._why.say(found.sentence)
        self._person.say(found.person)
        self._source.say(found.source)
        for each in (self._why, self._person, self._source):
            each.setVisible(bool(each.text()))


class MonthKeys(QWidget):
    """What the keys of the months do, for whoever has a pointer only; the focus stays in the grid.

    Signals: ticking, with a Tick; running and overriding.
    """

    ticking = Signal(object)
    running = Signal()
    overriding = Signal()

    def __init__(self) -> None:
        super().__init__()
        ticks = (
            (tr("√"), "1", Tick.YES, tr("打勾")),
            (tr("半"), "5", Tick.HALF, tr("半个月")),
            ("—", "0", Tick.NO, tr("没有到位")),
        )
        buttons = [self._button(text, key, f"tick_{tick}", said) for text, key, tick, said in ticks]
        for button, (*_, tick, _said) in zip(buttons, ticks, strict=True):
            button.clicked.connect(lambda _=False, tick=tick: self.ticking.emit(tick))
        run = self._button(tr("打勾到期末"), "R", "run", tr("从这个月打勾到期末"))
        run.clicked.connect(self.running)
        override = self._button(tr("改定…"), "O", "override", tr("改定这个月的到岗数"))
        override.clicked.connect(self.overriding)
        self.setLayout(row(*buttons, run, override, spacing=6))

    def _button(self, text: str, key: str, name: str, said: str) -> KeyButton:
        button = KeyButton(text, key, name=f"attendance_{name}")
        button.setProperty("small", True)
        button.setAccessibleName(said)
        button.setToolTip(said)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has its key where the focus is
        return button


def attendance_empty(importing: SignalInstance) -> Empty:
    """What is said while there is no worker."""
    said = tr(
        "这里是社工花名册和每月的到岗、社保、工资记录。可以从站点的附件2 工作簿读入，也可以在下面填写姓名。"
    )
    found = Empty(tr("还没有社工花名册"), said, name="attendanceEmpty")
    button = KeyButton(tr("从工作簿读入…"), name="attendanceImportFirst", primary=True)
    button.clicked.connect(importing)
    found.offer(button)
    return found


def no_period_card(go: Callable[[], None]) -> Card:
    """Says that nothing can be counted without the dates of the period, and leads there."""
    card = Card("warn", margin=10, name="attendanceNoPeriod")
    button = KeyButton(tr("去填考核期"), name="attendancePeriod")
    button.setProperty("small", True)
    button.clicked.connect(go)
    said = label(tr("考核期的起止日期没有填，到岗数还不能计算。"), "", wrap=True)
    line = row(said, button)
    line.setStretch(0, 1)
    card.body.addLayout(line)
    return card


def without_period(grid: RosterGrid) -> str:
    """What is said of months that are kept and do not count."""
    count = grid.outside() if grid.has_period else 0
    return tr("有 {count} 条到岗记录不在考核期内，不显示也不计。").format(count=count) if count else ""
