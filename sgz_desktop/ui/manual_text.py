"""A chapter of the manual as it is read: pictures as wide as the page, calm tables, the window's colours."""

from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from sgz_desktop.ui.tokens import text_px, tokens_of

_MARGIN = 22
_LINE, _SPACE = 140, 8
_HEADS = {1: (22, 4, 10), 2: (17, 18, 6), 3: (15, 12, 4)}
"""Of a heading: the height of its letters at the standard size, the space above and beneath."""
_MOST_MARKS = 500
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class ManualText(QTextBrowser):
    """Shows a file of Markdown; its links are followed by who holds it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("manualText")
        self.setAccessibleName(self.tr("手册正文"))
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._wanted = ""
        self._wide = 0
        self._resizing = QTimer(self)
        self._resizing.setSingleShot(True)
        self._resizing.setInterval(60)
        self._resizing.timeout.connect(self._widen)

    def dress(self) -> None:
        """Draw the chapter anew, as large and in the colours that the window has now."""
        if self.source().isEmpty():
            return
        share = self._share()
        self.reload()
        self._stand_at(share)

    def mark(self, wanted: str) -> None:
        """Mark every place of the words that are searched for."""
        self._wanted = wanted
        tokens = tokens_of(self)
        found: list[QTextEdit.ExtraSelection] = []
        for word in wanted.split():
            cursor = self.document().find(word)
            while not cursor.isNull() and len(found) < _MOST_MARKS:
                each = QTextEdit.ExtraSelection()
                each.cursor = cursor
                each.format.setBackground(QColor(tokens.warn_weak))
                each.format.setForeground(QColor(tokens.warn))
                found.append(each)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(found)

    def doSetSource(
        self, name: QUrl | str, kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        """Show a chapter, set in the measures of this window."""
        self._wide = self._room()
        super().doSetSource(name, kind)
        self._set_text()
        self.mark(self._wanted)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture comes as wide as there is room, never wider than it is."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        image = QImage(self.source().resolved(QUrl(name)).toLocalFile())
        sharp = self.devicePixelRatioF()
        wide = int(min(image.width(), self._room()) * sharp)
        if 0 < wide < image.width():
            image = image.scaledToWidth(wide, _SMOOTH)
            image.setDevicePixelRatio(sharp)
        return image

    def _room(self) -> int:
        return max(200, self.viewport().width() - 2 * _MARGIN - 6)

    def _set_text(self) -> None:
        document = self.document()
        document.setDocumentMargin(_MARGIN)
        block = document.begin()
        while block.isValid():
            found = pieces(block)
            self._set_block(block, has_picture=any(form.isImageFormat() for _, _, form in found))
            for start, end, form in found:
                self._set_letters(start, end, form)
            block = block.next()
        for each in document.rootFrame().childFrames():
            if isinstance(each, QTextTable):
                self._set_table(each)

    def _set_block(self, block: QTextBlock, *, has_picture: bool) -> None:
        level = block.blockFormat().headingLevel()
        cursor, form = QTextCursor(block), QTextBlockFormat()
        _, above, beneath = _HEADS.get(level, (0, 0, _SPACE))
        if block.textList() is not None:
            beneath = _SPACE if block.next().textList() is None else 2
        elif cursor.currentTable() is not None:
            beneath = 0
        form.setTopMargin(above)
        form.setBottomMargin(beneath)
        line = 100 if has_picture else _LINE
        form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(form)
        if level in _HEADS:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            font = QFont(self.font())
            font.setPixelSize(text_px(self, _HEADS[level][0]))
            font.setBold(True)
            letters = QTextCharFormat()
            letters.setFont(font)
            cursor.setCharFormat(letters)

    def _set_letters(self, start: int, end: int, form: QTextCharFormat) -> None:
        """Links in the window's colour; keys on a ground of their own, in the letters of the text."""
        tokens, worn = tokens_of(self), QTextCharFormat()
        if form.isAnchor():
            worn.setForeground(QColor(tokens.accent))
        elif form.fontFixedPitch():
            worn.setFontFixedPitch(False)
            worn.setFontFamilies(self.font().families())
            worn.setBackground(QColor(tokens.accent_weak))
            worn.setForeground(QColor(tokens.accent_ink))
        else:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(worn)

    def _set_table(self, table: QTextTable) -> None:
        tokens, form = tokens_of(self), table.format()
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(QColor(tokens.line))
        form.setCellPadding(5)
        form.setCellSpacing(0)
        form.setTopMargin(4)
        form.setBottomMargin(12)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(form)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            head = cell.format()
            head.setBackground(QColor(tokens.nav))
            cell.setFormat(head)

    def _share(self) -> float:
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def _stand_at(self, share: float) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))

    def _widen(self) -> None:
        if abs(self._room() - self._wide) > 4:
            self.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resizing.start()


def pieces(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Where each stretch of equal letters begins and ends, and what they are."""
    found, at = [], block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        start = fragment.position()
        found.append((start, start + fragment.length(), fragment.charFormat()))
        at += 1
    return found
