"""Above the grids: elapsed time, and what wants attention, each as a button that goes there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from sgz_desktop.services.indicator_grid import Grid, Progress, Tone
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.grid_cells import SIGNS
from sgz_desktop.ui.widgets.plain import Elided

UNSOURCED = "unsourced"
_NAMED = 2


class Attention(QWidget):
    """What lags, differs or has no source, counted.

    Signals: wanted, with a Tone or UNSOURCED, when a person wants to see the next of them.
    """

    wanted = Signal(object)

    def __init__(self, *before: QWidget) -> None:
        """`before` stands in front; where there is no room for all, the rest stands in a second line."""
        super().__init__()
        self._time = Elided("", "second", name="indicatorTime")
        self._lagging = self._button("indicatorsLagging", Tone.LAGGING)
        self._different = self._button("indicatorsDifferent", Tone.DIFFERENT)
        self._unsourced = self._button("indicatorsUnsourced", UNSOURCED)
        flow = FlowLayout()
        for each in (*before, self._time, self._lagging, self._different, self._unsourced):
            flow.addWidget(each)
        self.setLayout(flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tell(self, progress: Progress, grids: Sequence[Grid | None]) -> None:
        """Tell how far the time is and what wants attention in these grids."""
        known = [each for each in grids if each is not None]
        behind = len(progress.behind)
        self._time.say(progress.sentence)
        named = "、".join(progress.behind[:_NAMED])
        more = self.tr("等") if behind > _NAMED else ""
        self._put(
            self._lagging,
            behind,
            self.tr("{sign} {count} 项落后：{named}{more}").format(
                sign=SIGNS[Tone.LAGGING], count=behind, named=named, more=more
            ),
        )
        self._lagging.setToolTip("、".join(progress.behind))
        different = sum(len(each.marked(Tone.DIFFERENT)) for each in known)
        text = self.tr("{sign} {count} 处合计与片区之和不同")
        self._put(self._different, different, text.format(sign=SIGNS[Tone.DIFFERENT], count=different))
        unsourced = sum(len(each.unsourced()) for each in known)
        self._put(self._unsourced, unsourced, self.tr("{count} 组数没有来源").format(count=unsourced))

    def _put(self, button: KeyButton, count: int, text: str) -> None:
        button.setText(text)
        button.setAccessibleName(text)
        button.setVisible(count > 0)

    def _button(self, name: str, kind: object) -> KeyButton:
        button = KeyButton("", name=name)
        button.setProperty("small", True)
        if kind is not UNSOURCED:
            button.setProperty("alert", "warn")
        button.clicked.connect(lambda: self.wanted.emit(kind))
        return button
