"""What saves itself, and what becomes of it when it cannot: it stays, says why, and is tried again."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.widgets.plain import label

RETRY_MS = 3000


class SelfSaving(QWidget):
    """Something a person gave that is saved without being asked for, and the line that says why it was not.

    What could not be saved is tried again after a while, and at once when anything else was saved.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.error = label("", "error", wrap=True, name=f"{name}_error")
        self.error.hide()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.retry)

    def flush(self) -> bool:
        """Save what is not saved yet; False when something is left unsaved."""
        raise NotImplementedError

    def retry(self) -> None:
        """Save what could not be saved; nobody is looking."""
        raise NotImplementedError

    def retry_soon(self) -> None:
        """Try again behind the present event, where something waits for that."""
        if self._again.isActive():
            self._again.start(0)

    def explain(self, sentence: str) -> None:
        """Say why it is not saved; "" when it is."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _wait(self) -> None:
        self._again.start(RETRY_MS)


def retry_all(within: QWidget) -> None:
    """Try again at once whatever waits within a widget: a write went through, so others may as well."""
    for each in within.findChildren(SelfSaving):
        each.retry_soon()
