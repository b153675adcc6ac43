"""The bar that says what went wrong or what was done, without stopping anybody."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_GOOD_NEWS_LASTS_MS = 8000
_LOOKS_MS = 400


class NoticeBar(QFrame):
    """One sentence above the page, with a way to try again.

    It goes with the page it was said on, or once its cause is gone; what was not saved stays until it is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._retry: Callable[[], None] | None = None
        self._is_there: Callable[[], bool] | None = None
        self._stays = False
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
        self._checking = QTimer(self)
        self._checking.setInterval(_LOOKS_MS)
        self._checking.timeout.connect(self.look)
        self.hide()

    @property
    def sentence(self) -> str:
        """What the bar says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def complain(
        self,
        sentence: str,
        retry: Callable[[], None] | None = None,
        *,
        stays: bool = False,
        is_there: Callable[[], bool] | None = None,
    ) -> None:
        """Say what went wrong, and offer to try again where that can help.

        With `stays` it outlives the page: something is not saved. `is_there` tells whether its cause is.
        """
        self._say("bad", sentence, retry)
        self._stays, self._is_there = stays, is_there
        if is_there is not None:
            self._checking.start()

    def tell(self, sentence: str) -> None:
        """Say what was done, for a while."""
        self._say("good", sentence, None)
        self._ending.start()

    def leave_page(self) -> None:
        """Another page is shown: what was said of the one before goes."""
        if not self._stays:
            self.clear()

    def look(self) -> None:
        """Say nothing any more where the cause is gone."""
        if self._is_there is not None and not self._is_there():
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._forget()
        self.hide()

    def _say(self, tone: str, sentence: str, retry: Callable[[], None] | None) -> None:
        self._forget()
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

    def _forget(self) -> None:
        self._ending.stop()
        self._checking.stop()
        self._retry = self._is_there = None
        self._stays = False

    def _try_again(self) -> None:
        retry = self._retry
        self.clear()
        if retry is not None:
            retry()
