"""The report as it will be printed, shown page by page."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Empty, label, row


class Preview(QWidget):
    """A PDF from memory; what it cannot show it says."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self._document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self._view = QPdfView(self)
        self._view.setObjectName("previewPages")
        self._view.setAccessibleName(self.tr("报告预览"))
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._document.statusChanged.connect(self._tell)
        self._pages = label("", "second", name="previewCount")
        self._width = KeyButton(self.tr("适合宽度"), name="previewFitWidth")
        self._whole = KeyButton(self.tr("整页"), name="previewFitPage")
        for button, mode in (
            (self._width, QPdfView.ZoomMode.FitToWidth),
            (self._whole, QPdfView.ZoomMode.FitInView),
        ):
            button.setProperty("small", True)
            button.clicked.connect(lambda _=False, mode=mode: self._view.setZoomMode(mode))
        self._empty = Empty(self.tr("正在排版…"), "", name="previewEmpty")
        self._views = QStackedWidget()
        self._views.addWidget(self._empty)
        self._views.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row(self._pages, None, self._width, self._whole))
        column.addWidget(self._views, 1)

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes; the place in the document is kept where the pages allow it."""
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Dark, QColor(tokens_of(self).line))
        self._view.setPalette(palette)
        place = self._view.verticalScrollBar().value()
        buffer = QBuffer(self)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(buffer)
        # The document reads from the buffer as long as it shows it.
        before, self._buffer = self._buffer, buffer
        if before is not None:
            before.deleteLater()
        self._views.setCurrentWidget(self._view)
        self._view.verticalScrollBar().setValue(place)

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to show."""
        if self._document.status() is QPdfDocument.Status.Ready and sentence:
            return
        self._empty.title.setText(self.tr("还没有预览"))
        self._empty.text.setText(sentence)
        self._pages.setText("")
        self._views.setCurrentWidget(self._empty)

    def _tell(self, status: QPdfDocument.Status) -> None:
        if status is QPdfDocument.Status.Ready:
            self._pages.setText(self.tr("共 {count} 页").format(count=self._document.pageCount()))
        elif status is QPdfDocument.Status.Error:
            self.show_nothing(self.tr("预览无法显示，导出不受影响。"))
