"""A card that is a button: a title, what it says, and what else, all of it to be pressed."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sgz_desktop.ui.widgets.mnemonics import take_letter
from sgz_desktop.ui.widgets.plain import label


class CardButton(QPushButton):
    """Says `title` quietly, `text` plainly and `more` small; more can be put beneath into `body`."""

    def __init__(self, title: str, text: str, more: str = "", *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setAccessibleName("，".join(filter(None, (title, text, more))))
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        whole.addLayout(self.body)
        whole.addStretch(1)
        self._text = label(text, wrap=True)
        for said in (label(title, "quiet", wrap=True), self._text, label(more, "second", wrap=True)):
            if said.text():
                self.put(said)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, widget: QWidget) -> None:
        """Put something that only shows beneath the rest."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.body.addWidget(widget)

    def take_letter(self) -> None:
        """Have a letter in a dialog, behind what it says; for texts of the program's own only."""
        self._text.setBuddy(self)
        take_letter(self._text)

    def heightForWidth(self, width: int) -> int:
        return self._whole.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._whole.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._whole.totalMinimumSize()
