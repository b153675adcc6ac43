"""The bar that says what went wrong or what was done, without stopping anybody."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_GOOD_NEWS_LASTS_MS = 8000


class NoticeBar(QFrame):
    """One sentence above the page, with a way to try again; bad news stay until closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._retry: Callable[[], None] | None = None
        self._text = QLabel(self)
        self._text.setObjectName("noticeText")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = QPushButton(self.tr("重试"), self)
        self._again.setObjectName("noticeRetry")
        self._again.setProperty("small", True)
        self._again.clicked.connect(self._try_again)
        self._close = QPushButton(self.tr("知道了"), self)
        self._close.setObjectName("noticeClose")
        self._close.setProperty("small", True)
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.addWidget(self._text, 1)
        row.addWidget(self._again)
        row.addWidget(self._close)
        self._ending = QTimer(self)
        self._ending.setSingleShot(True)
        self._ending.setInterval(_GOOD_NEWS_LASTS_MS)
        self._ending.timeout.connect(self.clear)
        self.hide()

    @property
    def sentence(self) -> str:
        """What the bar says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def complain(self, sentence: str, retry: Callable[[], None] | None = None) -> None:
        """Say what went wrong, and offer to try again where that can help."""
        self._say("bad", sentence, retry)

    def tell(self, sentence: str) -> None:
        """Say what was done, for a while."""
        self._say("good", sentence, None)
        self._ending.start()

    def clear(self) -> None:
        """Say nothing."""
        self._ending.stop()
        self._retry = None
        self.hide()

    def _say(self, tone: str, sentence: str, retry: Callable[[], None] | None) -> None:
        self._ending.stop()
        self._retry = retry
        self.setProperty("card", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        for child in (self._text, self._again, self._close):
            child.style().unpolish(child)
            child.style().polish(child)
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)
        self._again.setVisible(retry is not None)
        self.show()

    def _try_again(self) -> None:
        retry = self._retry
        self.clear()
        if retry is not None:
            retry()
