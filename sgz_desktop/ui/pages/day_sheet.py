"""The feedback sheet as large calm text, on the page and filling the whole screen."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QAbstractSlider, QDialog, QTextBrowser, QVBoxLayout, QWidget

from sgz_desktop.services.feedback_sheet import FeedbackSheet
from sgz_desktop.ui.pages.day_sheet_lines import SheetLine, sheet_lines
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.plain import label

_LEAST, _MOST, _STEP = 12, 60, 2
_AT_ONCE = 120
_Turn = QAbstractSlider.SliderAction
_TURNS = {
    Qt.Key.Key_Up: _Turn.SliderSingleStepSub,
    Qt.Key.Key_Down: _Turn.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _Turn.SliderPageStepSub,
    Qt.Key.Key_PageDown: _Turn.SliderPageStepAdd,
    Qt.Key.Key_Space: _Turn.SliderPageStepAdd,
    Qt.Key.Key_Home: _Turn.SliderToMinimum,
    Qt.Key.Key_End: _Turn.SliderToMaximum,
}


class SheetView(QTextBrowser):
    """The sheet in letters of so many pixels; only to be read."""

    def __init__(self, *, name: str, pixels: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("现场反馈单"))
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self._pixels = pixels
        self._sheet: FeedbackSheet | None = None
        self._rest: list[SheetLine] = []
        self._share = 0.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._go_on)

    def show_sheet(self, sheet: FeedbackSheet) -> None:
        """Show a sheet; where the same is shown anew the place stays."""
        if sheet != self._sheet:
            self._sheet = sheet
            self._draw()

    def grow(self, step: int) -> None:
        """Larger (1) or smaller (−1) letters."""
        self._pixels = max(_LEAST, min(_MOST, self._pixels + step * _STEP))
        self._draw()

    def _draw(self) -> None:
        if self._sheet is None:
            return
        bar = self.verticalScrollBar()
        self._share = bar.value() / (bar.maximum() or 1)
        self.clear()
        self.document().setDocumentMargin(text_px(self, self._pixels) * 1.4)
        self._rest = list(sheet_lines(self._sheet))
        self._go_on()

    def _go_on(self) -> None:
        """Write the next lines; a very long sheet comes in parts, so that no key waits for it."""
        now, self._rest = self._rest[:_AT_ONCE], self._rest[_AT_ONCE:]
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for each in now:
            self._write(cursor, each)
        cursor.endEditBlock()
        if self._rest:
            self._soon.start()
        # The view's own cursor went along to the end, and would be brought into sight.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        bar = self.verticalScrollBar()
        bar.setValue(round(self._share * bar.maximum()))

    def _write(self, cursor: QTextCursor, line: SheetLine) -> None:
        pixels = text_px(self, self._pixels)
        block, letters = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin(line.above * pixels)
        block.setLeftMargin(line.indent * pixels)
        block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        letters.setProperty(QTextFormat.Property.FontPixelSize, round(line.size * pixels))
        letters.setForeground(QColor(getattr(tokens_of(self), line.colour)))
        bold = QTextCharFormat(letters)
        bold.setFontWeight(QFont.Weight.Bold)
        if self.document().isEmpty():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        for text, how in ((line.lead, bold), (line.text, bold if line.is_bold else letters)):
            cursor.insertText(text.replace("\n", "\u2028"), how)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._draw()


class Presentation(QDialog):
    """The sheet alone on the screen, for everybody in the room; Esc or F5 ends it."""

    def __init__(self, parent: QWidget, sheet: FeedbackSheet) -> None:
        super().__init__(parent)
        self.setObjectName("presentation")
        self.setWindowTitle(tr("现场反馈"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setPalette(parent.palette())
        self.view = SheetView(name="presentationSheet", pixels=24)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # no frame tells where keys go: here all do
        column = QVBoxLayout(self)
        column.setContentsMargins(60, 24, 60, 14)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        hint = label(tr("↑ ↓ PgUp PgDn 翻看 · + − 字大字小 · Esc 结束"), "hint")
        column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        self.view.show_sheet(sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {"+": 1, "=": 1, "-": -1}.get(event.text(), 0)
        turn = _TURNS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_F11):
            self.close()
        elif step:
            self.view.grow(step)
        elif turn is not None:
            self.view.verticalScrollBar().triggerAction(turn)
        else:
            super().keyPressEvent(event)
