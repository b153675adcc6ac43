"""The field in which a passage is written: names and conditions stand out."""

import re

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat

from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.widgets.typing_fields import Text

_NAME = re.compile(r"\{\{.*?\}\}")
_CONDITION = re.compile(r"\{%.*?%\}")


class TemplateField(Text):
    """Several lines in the passages' own spelling."""

    def __init__(self, *, name: str, title: str, placeholder: str = "") -> None:
        super().__init__(name=name, title=title, placeholder=placeholder, lines=(4, 14))
        self._colours = _Colours(self)

    def put_in(self, spelling: str) -> None:
        """Write a name where the cursor is, as typed; the cursor of a condition goes between its ends."""
        cursor = self.textCursor()
        cursor.insertText(spelling)
        inner = spelling.rfind("{%")
        if inner > 0:
            cursor.setPosition(cursor.position() - len(spelling) + inner)
            self.setTextCursor(cursor)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_colours"):
            self._colours.dress()


class _Colours(QSyntaxHighlighter):
    """Names heavy in the accent's colour, conditions in the warning's."""

    def __init__(self, field: TemplateField) -> None:
        super().__init__(field.document())
        self._field = field
        self._name, self._condition = QTextCharFormat(), QTextCharFormat()
        self._name.setFontWeight(QFont.Weight.DemiBold)
        self._ground = ""

    def dress(self) -> None:
        """Take the colours of the window's present look."""
        tokens = tokens_of(self._field)
        if tokens.bg == self._ground:
            return
        self._ground = tokens.bg
        self._name.setForeground(QColor(tokens.accent_ink))
        self._condition.setForeground(QColor(tokens.warn))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for pattern, looks in ((_NAME, self._name), (_CONDITION, self._condition)):
            for found in pattern.finditer(text):
                self.setFormat(found.start(), found.end() - found.start(), looks)
