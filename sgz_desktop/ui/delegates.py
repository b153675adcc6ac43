"""How cells are drawn and typed into where text alone does not say enough."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from sgz_desktop.ui.columns import CHIP, SHARE
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.plain import draw_bar
from sgz_desktop.ui.widgets.typing_fields import MarkField

Index = QModelIndex | QPersistentModelIndex

_BESIDE_TEXT = 3
"""Text stands so many pixels further in than the padding of its cell says: chips and bars do as well."""


class CellDelegate(QStyledItemDelegate):
    """Draws chips and bars, types figures with the input method off, tells a shortened text whole."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A chip or bar where the column has one, else the plain cell."""
        chip, share = index.data(CHIP), index.data(SHARE)
        if chip is None and share is None:
            super().paint(painter, option, index)
            return
        widget = option.widget
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        text, blank.text = blank.text, ""
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chip is not None and text:
            draw_chip(painter, QRectF(option.rect).adjusted(_BESIDE_TEXT, 0, 0, 0), text, chip, widget)
        elif share is not None:
            area = QRectF(option.rect).adjusted(8 + _BESIDE_TEXT, 0, -16, 0)
            bar = QRectF(area.x(), area.center().y() - 3, area.width(), 6)
            is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
            draw_bar(painter, bar, share, widget, is_selected=is_selected)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field for a figure."""
        field = MarkField(name="cellEditor", title=str(index.data() or ""))
        field.setParent(parent)
        field.setMinimumWidth(0)
        field.setMaximumWidth(10_000)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the figure that is there, all of it selected."""
        if isinstance(editor, MarkField):
            editor.put(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand what was typed to the model."""
        if isinstance(editor, MarkField):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """What the column explains, else the whole text of a cell that is too narrow for it."""
        has_hint = bool(index.data(Qt.ItemDataRole.ToolTipRole))
        if event.type() != QEvent.Type.ToolTip or has_hint or not self._is_shortened(view, option, index):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), str(index.data()), view.viewport(), option.rect)
        return True

    def _is_shortened(self, view: QWidget, option: QStyleOptionViewItem, index: Index) -> bool:
        whole, style = QStyleOptionViewItem(option), view.style()
        self.initStyleOption(whole, index)
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, whole, view).width()
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, whole, view) + 1
        return QFontMetrics(whole.font).horizontalAdvance(whole.text) > room - 2 * margin

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, MarkField):
            watched.composition.take_in()
        return super().eventFilter(watched, event)


def draw_chip(painter: QPainter, area: QRectF, text: str, tone: str, on: QWidget) -> float:
    """A chip at the left of an area, in the colours and measures of a widget; returns where it ends."""
    tokens, height = tokens_of(on), text_px(on, 20)
    ground, ink = {
        "accent": (tokens.accent_weak, tokens.accent_ink),
        "good": (tokens.good_weak, tokens.good),
        "warn": (tokens.warn_weak, tokens.warn),
        "bad": (tokens.bad_weak, tokens.bad),
    }.get(tone, (tokens.line2, tokens.ink2))
    font = painter.font()
    font.setPixelSize(text_px(on, 12))
    font.setBold(False)
    painter.setFont(font)
    width = QFontMetrics(font).horizontalAdvance(text) + 18
    chip = QRectF(area.x() + 8, area.center().y() - height / 2, min(width, area.width() - 10), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(chip, height / 2, height / 2)
    painter.setPen(QColor(ink))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    return chip.right()
