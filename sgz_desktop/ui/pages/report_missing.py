"""The list of what an evaluation still lacks; each line leads to where it is mended."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sgz_desktop.domain.result import Missing, Severity
from sgz_desktop.ui.widgets.plain import Card, clear_layout, label


class MissingPanel(QWidget):
    """What blocks the final report first, then what it will lack, then what is worth a look.

    Signals: chosen, with the missing thing a person wants to mend.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("missingPanel")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._shown: tuple[Missing, ...] | None = None

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """List these."""
        if tuple(missing) == self._shown:
            return
        self._shown = tuple(missing)
        clear_layout(self._column)
        if not missing:
            card = Card("good", margin=12)
            card.body.addWidget(label(self.tr("什么都不缺。"), wrap=True))
            self._column.addWidget(card)
        for severity, title, tone in (
            (Severity.BLOCKS, self.tr("正式稿之前必须补上"), "warn"),
            (Severity.GAP, self.tr("报告里还没填写"), "plain"),
            (Severity.ADVICE, self.tr("值得再看一眼"), "plain"),
        ):
            several = [each for each in missing if each.severity is severity]
            if several:
                self._column.addWidget(label(title, "second"))
            for each in several:
                self._column.addWidget(self._line(each, tone))

    def _line(self, missing: Missing, tone: str) -> QWidget:
        button = SentenceButton(missing.sentence, tone)
        button.setObjectName(f"missing_{missing.code}")
        button.clicked.connect(lambda: self.chosen.emit(missing))
        return button


class SentenceButton(QPushButton):
    """A button whose sentence may take several lines."""

    def __init__(self, sentence: str, tone: str) -> None:
        super().__init__()
        self.setProperty("missing", tone)
        self.setAccessibleName(sentence)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 8, 12, 8)
        text = label(sentence, wrap=True)
        text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(text)
        self._text = text

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._text.heightForWidth(width - 26) + 18
