"""How the board is drawn: heads with a two-sided bar, cards of a few lines with their marks."""

import math
from collections.abc import Callable
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.services.board import lacks_evidence
from sgz_desktop.ui.pages.board_model import SECTION, BoardModel, Index, Row, is_reworded
from sgz_desktop.ui.pages.board_sections import Section
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import Tokens, text_px, tokens_of

MOST_LINES = 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight
_PAD_X, _PAD_Y, _GAP, _STRIPE = 14, 9, 3, 3
_EDGE, _GUTTER = 1, 4


def font_of(widget: QWidget, px: int, *, bold: bool = False) -> QFont:
    """The window's font at a size that is `px` where text is of the standard size."""
    font = QFont(widget.font())
    font.setPixelSize(text_px(widget, px))
    font.setBold(bold)
    return font


def cut(font: QFont, text: str, room: float) -> str:
    """A text shortened to the room there is."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))


class Measure:
    """How high the rows of a board are at its text size and width."""

    def __init__(self, widget: QWidget) -> None:
        self.line = QFontMetricsF(font_of(widget, 14)).lineSpacing()
        self._em = text_px(widget, 14)
        self._meta = QFontMetricsF(font_of(widget, 12)).lineSpacing() + 5
        self.head = round(QFontMetricsF(font_of(widget, 15)).lineSpacing() + 22)

    def row(self, row: Row, width: float) -> int:
        """The height of one row, where a column is so wide."""
        if row.is_head:
            return self.head
        wide = 2 * width if row.is_wide else width
        lines = max(self._lines(each, wide) for each in (row.left, row.right) if each is not None)
        return round(2 * (_PAD_Y + _GAP) + lines * self.line + self._meta)

    def _lines(self, card: Observation, width: float) -> int:
        """How many lines a card takes; counted in half widths, since measuring thousands takes too long."""
        room = max(1.0, width - 2 * _PAD_X - self._em)
        body = math.ceil(len(card.text[:200].encode("gb18030")) / 2 * self._em / room)
        return max(1, min(MOST_LINES, body + bool(card.lead)))


class BoardDelegate(QStyledItemDelegate):
    """Draws heads and cards; `stamp_of` tells when an observation was last changed, "" while not known."""

    def __init__(self, view: QWidget, model: BoardModel, stamp_of: Callable[[UUID], str]) -> None:
        super().__init__(view)
        self._model, self._stamp_of = model, stamp_of
        self.most = 1
        self.group_of: Callable[[Observation], str] = lambda _: ""
        self.author_of: Callable[[Observation], str] = lambda _: ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 60)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, view = self._model.rows[index.row()], option.widget
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The style has drawn the ground of a chosen cell, which is larger than the card.
        painter.fillRect(option.rect, QColor(tokens_of(view).bg))
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if row.is_head:
            area = QRectF(option.rect)
            draw_head(painter, area, index.data(SECTION), self.most, view)
            if has_focus:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(tokens_of(view).focus), 2))
                painter.drawRoundedRect(area.adjusted(2, 4, -2, -2), 8, 8)
        elif (card := self._model.card(index)) is not None:
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            # Cards keep a gutter between them, and the edges that the filters above have.
            reaches_left, reaches_right = index.column() == 0, row.is_wide or index.column() == 1
            area = QRectF(option.rect).adjusted(
                _EDGE if reaches_left else _GUTTER, _GAP, -_EDGE if reaches_right else -_GUTTER, -_GAP
            )
            self._draw_card(painter, area, card, view, is_chosen=is_chosen, has_focus=has_focus)
        painter.restore()

    def _draw_card(
        self,
        painter: QPainter,
        area: QRectF,
        card: Observation,
        view: QWidget,
        *,
        is_chosen: bool,
        has_focus: bool,
    ) -> None:
        tokens = tokens_of(view)
        edge = tokens.focus if has_focus else tokens.accent if is_chosen else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if has_focus else 1))
        painter.setBrush(QColor(tokens.sel if is_chosen else tokens.panel))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        stripe = QRectF(area.x() + 5, area.y() + 9, _STRIPE, area.height() - 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_tone_colour(card.tone, tokens)))
        painter.drawRoundedRect(stripe, 1.5, 1.5)
        inner = area.adjusted(_PAD_X, _PAD_Y, -_PAD_X + 2, -_PAD_Y)
        meta = font_of(view, 12)
        low = QFontMetricsF(meta).lineSpacing()
        self._draw_words(painter, inner.adjusted(0, 0, 0, -low - 5), card, view)
        painter.setFont(meta)
        foot = QRectF(inner.x(), inner.bottom() - low, inner.width(), low)
        self._draw_foot(painter, foot, card, view)

    def _draw_words(self, painter: QPainter, area: QRectF, card: Observation, view: QWidget) -> None:
        tokens, bold, plain = tokens_of(view), font_of(view, 14, bold=True), font_of(view, 14)
        line, top = QFontMetricsF(plain).lineSpacing(), area.y()
        text = " ".join(card.text.split("\n"))
        painter.setPen(QColor(tokens.ink))
        if card.lead:
            painter.setFont(bold)
            shown = QRectF(area.x(), top, area.width(), line)
            painter.drawText(shown, _MIDDLE, cut(bold, card.lead, area.width()))
            top += line
            painter.setPen(QColor(tokens.ink2))
        elif not text.strip():
            painter.setPen(QColor(tokens.ink3))
            text = card.recommendation or tr("（还没有文字）")
        painter.setFont(plain)
        most = max(0, int((area.bottom() - top + 2) / line))
        draw_lines(painter, QRectF(area.x(), top, area.width(), line), text, plain, most)

    def _draw_foot(self, painter: QPainter, area: QRectF, card: Observation, view: QWidget) -> None:
        tokens, left = tokens_of(view), area.x()
        metrics = QFontMetricsF(painter.font())
        chips = [
            (card.item or "", tokens.line2, tokens.ink2),
            (self.group_of(card), tokens.line2, tokens.ink2),
        ]
        if card.tone is Tone.UNFILED:
            chips.insert(0, (tr("未定类别"), tokens.line2, tokens.ink2))
        chips.append((tr("建议") if card.recommendation else "", tokens.accent_weak, tokens.accent_ink))
        if lacks_evidence(card):
            chips.append((tr("缺证据"), tokens.warn_weak, tokens.warn))
        elif card.evidence.strip():
            chips.append((tr("有证据"), tokens.line2, tokens.ink2))
        chips.append((tr("另有措辞") if is_reworded(card) else "", tokens.accent_weak, tokens.accent_ink))
        for text, ground, ink in chips:
            width = metrics.horizontalAdvance(text) + 12
            if not text or left + width > area.right():
                continue
            chip = QRectF(left, area.y(), width, area.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(chip, 6, 6)
            painter.setPen(QColor(ink))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
            left += width + 5
        author, when = self.author_of(card), self._stamp_of(card.id)
        room = area.right() - left - 6
        both = "　".join(filter(None, (author, when)))
        painter.setPen(QColor(tokens.ink3))
        for said in (both, author):  # the time gives way to the name
            if metrics.horizontalAdvance(said) <= room:
                painter.drawText(area, _MIDDLE | _RIGHT, said)
                break


def draw_lines(painter: QPainter, first: QRectF, text: str, font: QFont, most: int) -> None:
    """A text in at most so many lines, the last one shortened; `first` is where the first line goes."""
    if most < 1:
        return
    text = text[: int(first.width() / max(1, font.pixelSize()) * 2 + 4) * most]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(first.width())
        starts.append(line.textStart())
    layout.endLayout()
    starts.append(len(text))
    for number, (begin, end) in enumerate(pairwise(starts[: most + 1])):
        is_cut = number == most - 1 and end < len(text)
        shown = cut(font, text[begin:], first.width()) if is_cut else text[begin:end]
        painter.drawText(first.translated(0, number * first.height()), _MIDDLE, shown)


def draw_head(painter: QPainter, area: QRectF, section: Section, most: int, view: QWidget) -> None:
    """A section's name, its balance at the border of the columns, and what is amiss with that."""
    tokens = tokens_of(view)
    text = area.adjusted(8, 8, -8, -2)
    reach = min(120.0, area.width() / 5)
    if section.strengths or section.concerns:
        draw_balance(painter, QPointF(area.center().x(), text.center().y()), reach, section, most, view)
    side = text.width() / 2 - reach - text_px(view, 30)
    bold = font_of(view, 15, bold=True)
    painter.setFont(bold)
    painter.setPen(QColor(tokens.ink))
    painter.drawText(text, _MIDDLE, cut(bold, section.home.name, side))
    if section.verdict:
        small = font_of(view, 12)
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        verdict = cut(small, section.verdict, side - 16)
        width, height = metrics.horizontalAdvance(verdict) + 16, metrics.lineSpacing() + 4
        chip = QRectF(text.right() - width, text.center().y() - height / 2, width, height)
        is_quiet = not section.count
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line2 if is_quiet else tokens.warn_weak))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setPen(QColor(tokens.ink2 if is_quiet else tokens.warn))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, verdict)


def draw_balance(
    painter: QPainter, centre: QPointF, reach: float, section: Section, most: int, view: QWidget
) -> None:
    """Strengths to the left and concerns to the right of a middle line, with their numbers."""
    tokens, small = tokens_of(view), font_of(view, 12, bold=True)
    painter.setFont(small)
    height, wide = text_px(view, 8), QFontMetricsF(small).horizontalAdvance("000")
    sides = (
        (section.strengths, tokens.good, -1, _RIGHT),
        (section.concerns, tokens.warn, 1, Qt.AlignmentFlag.AlignLeft),
    )
    for count, colour, way, flag in sides:
        length = reach * min(1.0, count / max(1, most))
        length = max(length, 4.0) if count else 0.0
        left = centre.x() - length - 1 if way < 0 else centre.x() + 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(left, centre.y() - height / 2, length, height), 2, 2)
        painter.setPen(QColor(colour if count else tokens.ink3))
        edge = centre.x() + way * (length + 7)
        number = QRectF(edge - wide if way < 0 else edge, centre.y() - 12, wide, 24)
        painter.drawText(number, _MIDDLE | flag, str(count))
    painter.setPen(QPen(QColor(tokens.ink3), 1))
    painter.drawLine(QPointF(centre.x(), centre.y() - height), QPointF(centre.x(), centre.y() + height))


def _tone_colour(tone: Tone, tokens: Tokens) -> str:
    return {Tone.STRENGTH: tokens.good, Tone.CONCERN: tokens.warn, Tone.UNFILED: tokens.ink3}[tone]
