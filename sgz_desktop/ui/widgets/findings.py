"""What is said about a field at three levels: a sign, a word and a colour each, never a colour alone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from sgz_desktop.services.preparing_checks import Finding, Level
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.plain import Chip, label

SIGNS = {Level.ERROR: "×", Level.WARNING: "!", Level.HINT: "i"}
TONES = {Level.ERROR: "bad", Level.WARNING: "warn", Level.HINT: "plain"}


def level_name(level: Level) -> str:
    """错误, 警告 or 提示."""
    return {Level.ERROR: tr("错误"), Level.WARNING: tr("警告"), Level.HINT: tr("提示")}[level]


def level_text(level: Level) -> str:
    """The sign of a level and its word."""
    return f"{SIGNS[level]} {level_name(level)}"


class FindingLines(QWidget):
    """A line for everything that is said about one field; takes no room while nothing is."""

    def __init__(self, *, name: str = "") -> None:
        super().__init__()
        if name:
            self.setObjectName(name)
        self._shown: tuple[Finding, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._lines = [self._line(0)]
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said now."""
        return tuple(each.sentence for each in self._shown)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say these."""
        if tuple(findings) == self._shown:
            return
        self._shown = tuple(findings)
        while len(self._lines) < len(findings):
            self._lines.append(self._line(len(self._lines)))
        for number, (sign, sentence) in enumerate(self._lines):
            is_used = number < len(findings)
            sign.setVisible(is_used)
            sentence.setVisible(is_used)
            if is_used:
                sign.say(level_text(findings[number].level), TONES[findings[number].level])
                sentence.setText(findings[number].sentence)
        self.setVisible(bool(findings))

    def _line(self, number: int) -> tuple[Chip, QLabel]:
        sign, sentence = Chip(), label("", "second", wrap=True)
        sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._grid.addWidget(sign, number, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(sentence, number, 1)
        return sign, sentence


class FindingCount(Chip):
    """How much is said about a part: the sign of the gravest level and its number.

    Signals: pushed, when somebody clicks it.
    """

    pushed = Signal()

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def show_counts(self, counts: dict[Level, int]) -> None:
        """Show these numbers, the gravest in sight, all of them beneath the pointer."""
        gravest = next((each for each in Level if counts.get(each)), None)
        if gravest is not None:
            self.say(f"{SIGNS[gravest]} {counts[gravest]}", TONES[gravest])
            self.setAccessibleName(counts_text(counts))
            self.setToolTip(tr("{counts}。点击到第一处，按 F8 逐处看。").format(counts=counts_text(counts)))
        self.setVisible(gravest is not None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pushed.emit()


def counts_text(counts: dict[Level, int]) -> str:
    """错误 1 · 警告 2 · 提示 5, what there is none of left out."""
    return " · ".join(f"{level_name(each)} {counts[each]}" for each in Level if counts.get(each))
