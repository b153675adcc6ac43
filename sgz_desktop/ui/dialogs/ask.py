"""A question in a small window of its own, which never stops the program behind it."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.mnemonics import give_letters
from sgz_desktop.ui.widgets.plain import label, row


class Ask(QDialog):
    """Title, contents in `body`, one primary button in `foot`; Esc leaves everything as it was.

    Enter pushes the primary button, or the button that has the focus. Once it is shown every button and every
    name of a field has a letter that leads there with Alt.
    """

    def __init__(self, parent: QWidget, *, name: str, title: str, yes: str, no: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setPalette(parent.palette())
        self.setMinimumWidth(460)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.error = label("", "error", wrap=True, name=f"{name}_error")
        self.error.hide()
        self.yes = KeyButton(yes, name=f"{name}_yes", primary=True)
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.agree)
        self.no = KeyButton(no or self.tr("取消"), name=f"{name}_no")
        self.no.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(12)
        column.addWidget(label(title, "title"))
        column.addLayout(self.body, 1)
        column.addWidget(self.error)
        self.foot = row(None, self.no, self.yes)
        column.addLayout(self.foot)

    def agree(self) -> None:
        """Do what is asked; a subclass that cannot says why by `complain` and stays open."""
        self.accept()

    def complain(self, sentence: str) -> None:
        """Say why the question cannot be answered so."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def give_letters(self) -> None:
        """Letters anew, once something has another text or is no longer there."""
        give_letters(self, first=(self.yes, self.no))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.give_letters()
        for each in self.findChildren(KeyButton):
            each.setAutoDefault(True)  # else Enter on 取消 would push the primary button
        items = [self.foot.itemAt(number) for number in range(self.foot.count())]
        buttons = [found for each in items if each is not None and (found := each.widget()) is not None]
        for one, other in pairwise(buttons):
            self.setTabOrder(one, other)  # as they stand, in whatever order they were made
        self.adjustSize()
