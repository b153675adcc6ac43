"""Beside an observation's printed wording: that its record was corrected since, and which is to hold."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from sgz_desktop.ui.widgets.beside import Beside
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, label


class OutlivedCard(Card):
    """The record as it is now and the wording that is printed, side by side, with a choice between them.

    Signals: taken, when the record is to be printed; kept, when the wording is to stand.
    """

    taken = Signal()
    kept = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__("warn", margin=12, spacing=6, name=f"outlived_{name}")
        self._recorded = label("", wrap=True, name=f"outlivedRecorded_{name}")
        self._printed = label("", wrap=True, name=f"outlivedPrinted_{name}")
        take = KeyButton(self.tr("采用记录原文"), name=f"outlivedTake_{name}")
        keep = KeyButton(self.tr("仍用现在的印发文字"), name=f"outlivedKeep_{name}")
        for button, chosen in ((take, self.taken), (keep, self.kept)):
            button.setProperty("small", True)
            button.setAccessibleName(self.tr("{title}：{choice}").format(title=title, choice=button.text()))
            button.clicked.connect(chosen)
        texts = QGridLayout()
        texts.setHorizontalSpacing(14)
        texts.setVerticalSpacing(2)
        for place, (head, text) in enumerate(
            ((self.tr("记录现在是"), self._recorded), (self.tr("报告印的是"), self._printed))
        ):
            texts.addWidget(label(head, "second"), 0, place)
            texts.addWidget(text, 1, place, Qt.AlignmentFlag.AlignTop)
            texts.setColumnStretch(place, 1)
        said = self.tr("改写之后记录又改过，请选定印哪一种。")
        self.body.addWidget(label(said, wrap=True))
        self.body.addWidget(Beside(take, keep))
        self.body.addLayout(texts)
        self.hide()

    def show_texts(self, recorded: str, printed: str) -> None:
        """Show these two."""
        empty = self.tr("（空）")
        self._recorded.setText(recorded.strip() or empty)
        self._printed.setText(printed.strip() or empty)
