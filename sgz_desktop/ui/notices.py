"""The bar that says what went wrong or what was done, without stopping anybody."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_GOOD_NEWS_LASTS_MS = 8000
_LOOKS_MS = 400


class NoticeBar(QFrame):
    """What is to be said above the page, with a way to try again.

    A sentence goes with the page it was said on, or once its cause is gone; with `stays` it is there until
    it is read. Beneath it stands what waits to be saved, until it is or is given up.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._said = self._standing = ""
        self._tone = "bad"
        self._retry: Callable[[], None] | None = None
        self._retry_standing: Callable[[], None] | None = None
        self._give_up: Callable[[], None] | None = None
        self._is_there: Callable[[], bool] | None = None
        self._stays = False
        self._offered: tuple[str, Callable[[], object]] | None = None
        self._text = QLabel(self)
        self._text.setObjectName("noticeText")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = QPushButton(self.tr("重试"), self)
        self._again.setObjectName("noticeRetry")
        self._again.setProperty("small", True)
        self._again.clicked.connect(self._try_again)
        self._offer = QPushButton(self)
        self._offer.setObjectName("noticeOffer")
        self._offer.setProperty("small", True)
        self._offer.clicked.connect(self._take_offer)
        self._drop = QPushButton(self.tr("放弃"), self)
        self._drop.setObjectName("noticeDrop")
        self._drop.setToolTip(self.tr("不再保存等待中的操作"))
        self._drop.setProperty("small", True)
        self._drop.clicked.connect(self._drop_standing)
        self._close = QPushButton(self.tr("知道了"), self)
        self._close.setObjectName("noticeClose")
        self._close.setProperty("small", True)
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.addWidget(self._text, 1)
        row.addWidget(self._offer)
        row.addWidget(self._again)
        row.addWidget(self._drop)
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

    def tell(self, sentence: str, *, offer: tuple[str, Callable[[], object]] | None = None) -> None:
        """Say what was done, for a while; with a button for what may come next, until it is read."""
        self._say("good", sentence, None, offer)
        if offer is None:
            self._ending.start()

    def stand(
        self,
        sentence: str,
        *,
        retry: Callable[[], None] | None = None,
        give_up: Callable[[], None] | None = None,
    ) -> None:
        """Say what waits to be saved until something else waits; "" when nothing does."""
        self._standing, self._retry_standing, self._give_up = sentence, retry, give_up
        self._show()

    def leave_page(self) -> None:
        """Another page is shown: what was said of the one before goes."""
        if not self._stays:
            self.clear()

    def look(self) -> None:
        """Say nothing any more where the cause is gone."""
        if self._is_there is not None and not self._is_there():
            self.clear()

    def clear(self) -> None:
        """Say nothing but what waits."""
        self._forget()
        self._show()

    def _say(
        self,
        tone: str,
        sentence: str,
        retry: Callable[[], None] | None,
        offer: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        self._forget()
        self._retry, self._tone, self._said, self._offered = retry, tone, sentence, offer
        self._show()

    def _show(self) -> None:
        self.setProperty("card", "bad" if self._standing else self._tone)
        self.style().unpolish(self)
        self.style().polish(self)
        for child in (self._text, self._offer, self._again, self._drop, self._close):
            child.style().unpolish(child)
            child.style().polish(child)
        text = "\n".join(filter(None, (self._said, self._standing)))
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._offer.setText(self._offered[0] if self._offered else "")
        self._offer.setVisible(self._offered is not None)
        self._again.setVisible(self._retry is not None or bool(self._standing))
        self._drop.setVisible(bool(self._standing))
        self._close.setVisible(bool(self._said))
        self.setVisible(bool(text))

    def _forget(self) -> None:
        self._ending.stop()
        self._checking.stop()
        self._retry = self._is_there = self._offered = None
        self._stays, self._said = False, ""

    def _take_offer(self) -> None:
        if self._offered is not None:
            self._offered[1]()

    def _try_again(self) -> None:
        ways = [each for each in (self._retry, self._retry_standing) if each is not None]
        if self._retry is not None:
            self.clear()
        for each in ways:
            each()

    def _drop_standing(self) -> None:
        if self._give_up is not None:
            self._give_up()
