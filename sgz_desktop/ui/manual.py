"""The manual in a window of its own: chapters at the left, read offline, opened where the person is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, QTimer, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QVBoxLayout, QWidget

from sgz_desktop.services.manual import Chapter, chapters, found
from sgz_desktop.ui.manual_text import ManualText
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.plain import label, row

_SIZE = (1080, 700)
_SIDE, _ROW = 250, 32
_DOES = "do"
"""Links such as do:keys call a command of the window."""


class Manual(QDialog):
    """Reads the manual beside the work; it stops nothing. Raises MissingAssetError where there is none.

    `act` gets the name of a command that a link in the text asks for.
    """

    def __init__(self, window: QWidget, act: Callable[[str], object]) -> None:
        given = chapters()  # first of all: without them there is no window
        super().__init__(window)
        self._measuring = QTimer(self)
        self._measuring.setSingleShot(True)
        self._measuring.setInterval(0)
        self._measuring.timeout.connect(self._measure)
        self.setObjectName("manual")
        self.setWindowTitle(self.tr("使用手册"))
        self.setPalette(window.palette())
        self.resize(min(_SIZE[0], window.width()), min(_SIZE[1], window.height()))
        self._act, self._chapters = act, given
        self._shown: tuple[Chapter, ...] = ()
        self._search = QLineEdit()
        self._search.setObjectName("manualSearch")
        self._search.setAccessibleName(self.tr("在手册里搜索"))
        self._search.setPlaceholderText(self.tr("搜索手册（Ctrl+F）"))
        self._search.textChanged.connect(self._list)
        self._search.returnPressed.connect(self._find_next)
        self._titles = QListWidget()
        self._titles.setObjectName("manualChapters")
        self._titles.setAccessibleName(self.tr("手册的章节"))
        self._titles.currentRowChanged.connect(self._turn)
        self._text = ManualText()
        self._text.anchorClicked.connect(self._follow)
        self._text.sourceChanged.connect(self._mark_title)
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)
        self._list("")

    @property
    def key(self) -> str:
        """The chapter that is shown, "" while none is."""
        return self._key_of(self._text.source())

    def open_at(self, key: str) -> None:
        """Show the chapter about a page of the window, the first one where there is none about it."""
        self._search.clear()
        self._go(key if key in (each.key for each in self._shown) else self._shown[0].key)
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus()

    def _lay_out(self) -> None:
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self._search, self._titles):
            column.addWidget(each)
        self._nothing = label(self.tr("没有找到。换一个词试试。"), "quiet", wrap=True)
        column.addWidget(self._nothing)
        column.addWidget(label(self.tr("Alt+← 返回　Esc 关闭"), "hint", wrap=True))
        across = row(self._side, self._text, spacing=12)
        across.setStretch(1, 1)
        across.setContentsMargins(16, 14, 16, 14)
        self.setLayout(across)
        self._measure()

    def _measure(self) -> None:
        """Be as large as the text of the window is, and draw the chapter anew in its colours."""
        self._side.setFixedWidth(text_px(self, _SIDE))
        self._size_titles()
        self._text.dress()

    def _size_titles(self) -> None:
        for number in range(self._titles.count()):
            self._titles.item(number).setSizeHint(QSize(0, text_px(self, _ROW)))

    def _list(self, wanted: str) -> None:
        """List the chapters in which what is searched for stands; stay where it is found."""
        before = self.key
        self._shown = found(wanted, self._chapters)
        with QSignalBlocker(self._titles):
            self._titles.clear()
            self._titles.addItems([each.title for each in self._shown])
            self._size_titles()
        self._nothing.setVisible(not self._shown)
        self._text.mark(wanted)
        keys = [each.key for each in self._shown]
        if keys:
            self._go(before if before in keys else keys[0])
            self._find_next(anew=True)

    def _go(self, key: str) -> None:
        row_of = [each.key for each in self._shown].index(key)
        self._titles.setCurrentRow(row_of)
        self._turn(row_of)

    def _turn(self, number: int) -> None:
        if not 0 <= number < len(self._shown) or self._shown[number].key == self.key:
            return
        url = QUrl.fromLocalFile(str(self._shown[number].path))
        self._text.setSource(url, QTextDocument.ResourceType.MarkdownResource)

    def _find_next(self, *, anew: bool = False) -> None:
        """Go to the next place of what is searched for, from the top once the end is reached."""
        words = self._search.text().split()
        if anew:
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
        if words and not self._text.find(words[0]):
            self._text.moveCursor(QTextCursor.MoveOperation.Start)
            self._text.find(words[0])

    def _mark_title(self, url: QUrl) -> None:
        """The way back through the text leads to other chapters too."""
        self._text.mark(self._search.text())
        keys = [each.key for each in self._shown]
        if self._key_of(url) in keys:
            with QSignalBlocker(self._titles):
                self._titles.setCurrentRow(keys.index(self._key_of(url)))

    def _follow(self, url: QUrl) -> None:
        """Go to another chapter or call a command; nothing outside the manual is opened."""
        if url.scheme() == _DOES:
            self._act(url.path())
            return
        key = self._key_of(url)
        if key in (each.key for each in self._chapters):
            self._search.clear()
            self._go(key)

    @staticmethod
    def _key_of(url: QUrl) -> str:
        return url.path().rpartition("/")[2].removesuffix(".md")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._measuring.start()
