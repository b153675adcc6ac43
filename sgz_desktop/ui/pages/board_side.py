"""At the right of the board: its balance at a glance, or what can be done with several cards."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.services.board import is_unfiled, lacks_evidence
from sgz_desktop.ui.columns import RECORD, Column, RecordModel
from sgz_desktop.ui.pages.board_model import Index, head_text
from sgz_desktop.ui.pages.board_paint import cut, draw_balance, font_of
from sgz_desktop.ui.pages.board_sections import UNPLACED, UNPROVEN, Home, Section, kind_name, most_of
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.entered import Entered
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.plain import label, row

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Overview(Entered, QWidget):
    """Every section with its balance; what wants attention as buttons above.

    Signals: chosen, with the key of a section a person goes to; wanted, with a kind to show only.
    """

    chosen = Signal(object)
    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sums = label("", "second", wrap=True, name="boardSums")
        self._unproven = _attention("boardShowUnproven")
        self._unproven.clicked.connect(lambda: self.wanted.emit(UNPROVEN))
        self._unfiled = _attention("boardShowUnfiled")
        self._unfiled.clicked.connect(lambda: self.wanted.emit(Tone.UNFILED))
        self._unplaced = _attention("boardShowUnplaced")
        self._unplaced.clicked.connect(lambda: self.wanted.emit(UNPLACED))
        self.list = QListView()
        self.list.setObjectName("boardOverview")
        self.list.setProperty("part", "stops")
        self.list.setAccessibleName(self.tr("各章节的肯定与关注"))
        self._model = RecordModel((Column(tr("章节"), head_text),), self)
        self.list.setModel(self._model)
        self._delegate = _Balance(self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 8, 10)
        column.setSpacing(8)
        column.addWidget(label(self.tr("肯定与关注"), "head"))
        column.addWidget(self._sums)
        flow = FlowLayout()
        for each in (self._unproven, self._unfiled, self._unplaced):
            flow.addWidget(each)
        column.addLayout(flow)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def show_sections(self, every: Sequence[Section], seen: Sequence[Observation]) -> None:
        """Show the balance of all sections, whatever the filters show."""
        strengths, concerns = sum(e.strengths for e in every), sum(e.concerns for e in every)
        lopsided = sum(each.home.subject is not None and bool(each.verdict) for each in every)
        text = self.tr("共 {all} 条：肯定 {strengths}，关注 {concerns}").format(
            all=sum(each.count for each in every), strengths=strengths, concerns=concerns
        )
        if lopsided:
            text += self.tr("；{count} 处只有一类或空着").format(count=lopsided)
        if waiting := sum(map(is_unfiled, seen)):  # what lacks both counts once, as in the navigation
            text += self.tr("；待归 {count} 条").format(count=waiting)
        self._sums.setText(text)
        unproven, unfiled = sum(map(lacks_evidence, seen)), sum(e.tone is Tone.UNFILED for e in seen)
        unplaced = sum(each.subject is None for each in seen)
        self._unproven.setText(self.tr("缺证据的关注 {count}").format(count=unproven))
        self._unfiled.setText(self.tr("未定类别 {count}").format(count=unfiled))
        self._unplaced.setText(self.tr("未归章节 {count}").format(count=unplaced))
        counted = (self._unproven, unproven), (self._unfiled, unfiled), (self._unplaced, unplaced)
        for button, count in counted:
            button.setAccessibleName(button.text())
            button.setVisible(count > 0)
        summed = tuple(_summed(every))
        self._delegate.most = most_of(summed)
        self._model.show(summed)

    def _choose(self, index: QModelIndex) -> None:
        section: Section = self._model.record(index.row())
        self.chosen.emit(section.home.key)


def _summed(every: Sequence[Section]) -> Iterator[Section]:
    """The sections, those of review groups beneath what they come to together."""
    parts: dict[str | None, list[Section]] = {}
    for each in every:
        parts.setdefault(each.home.subject, []).append(each)
    for several in parts.values():
        first = several[0]
        if first.home.group:
            strengths, concerns, unfiled = (
                sum(getattr(each, name) for each in several) for name in ("strengths", "concerns", "unfiled")
            )
            whole = Home(first.home.subject, None, first.home.chapter)
            yield Section(whole, strengths, concerns, unfiled, ((), (), ()))
        yield from several


class _Balance(QStyledItemDelegate):
    """A section's name with its verdict, and beneath it the two-sided bar."""

    most = 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, round(QFontMetricsF(font_of(option.widget, 14)).lineSpacing()) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        section: Section = index.data(RECORD)
        view, area = option.widget, QRectF(option.rect)
        tokens = tokens_of(view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sel))
            painter.drawRoundedRect(area.adjusted(0, 1, -6, -1), 8, 8)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.drawRoundedRect(area.adjusted(1, 2, -7, -2), 8, 8)
        centre = area.x() + area.width() * 0.72
        reach = min(64.0, area.width() * 0.28 - text_px(view, 32))
        if section.strengths or section.concerns:
            draw_balance(painter, QPointF(centre, area.center().y()), reach, section, self.most, view)
        else:
            painter.setFont(font_of(view, 12))
            painter.setPen(QColor(tokens.warn if section.unfiled else tokens.ink3))
            word = tr("待归 {count}").format(count=section.unfiled) if section.unfiled else tr("还没有")
            half = reach + text_px(view, 30)
            spot = QRectF(centre - half, area.y(), 2 * half, area.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, word)
        plain = font_of(view, 14)
        name = section.home.group if section.home.group else section.home.chapter
        left = area.x() + (26 if section.home.group else 8)
        room = centre - reach - text_px(view, 30) - left
        is_amiss = bool(section.verdict)
        painter.setFont(plain)
        painter.setPen(QColor(tokens.warn if is_amiss and section.count else tokens.ink))
        if not section.count:
            painter.setPen(QColor(tokens.ink3))
        painter.drawText(QRectF(left, area.y(), room, area.height()), _MIDDLE, cut(plain, name, room))
        painter.restore()


class Several(QWidget):
    """Several cards are chosen: what they are, and what can be done with all of them.

    Signals: merging, moving, removing; retagging, with a kind.
    """

    merging = Signal()
    moving = Signal()
    removing = Signal()
    retagging = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("boardSeveral")
        self._title = label("", "head", name="boardChosen")
        self._leads = label("", "quiet", wrap=True, name="boardChosenLeads")
        merge = KeyButton(self.tr("合并成一条"), "H", name="boardMerge")
        merge.clicked.connect(self.merging)
        move = KeyButton(self.tr("移到…"), "M", name="boardMove")
        move.clicked.connect(self.moving)
        drop = KeyButton(self.tr("删除"), "Del", name="boardRemoveAll")
        drop.clicked.connect(self.removing)
        tones = []
        for tone, key in ((Tone.STRENGTH, "+"), (Tone.CONCERN, "−"), (Tone.UNFILED, "*")):
            button = KeyButton(kind_name(tone), key, name=f"boardAll_{tone}")
            button.clicked.connect(lambda _=False, tone=tone: self.retagging.emit(tone))
            tones.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._leads)
        column.addSpacing(4)
        column.addLayout(row(merge, None))
        column.addWidget(
            label(
                self.tr("第一条留下，其余的首句、正文、建议和证据依次接在后面。合并后可按 Ctrl+Z 撤销。"),
                "second",
                wrap=True,
            )
        )
        column.addSpacing(4)
        column.addLayout(row(*tones, None))
        column.addLayout(row(move, drop, None))
        column.addStretch(1)

    def show_cards(self, cards: Sequence[Observation]) -> None:
        """Show what is chosen."""
        self._title.setText(self.tr("已选 {count} 条").format(count=len(cards)))
        lines = [(each.lead or each.text or self.tr("（还没有文字）"))[:24] for each in cards[:_LISTED]]
        if len(cards) > _LISTED:
            lines.append(self.tr("…等 {count} 条").format(count=len(cards)))
        self._leads.setText("\n".join(f"· {each}" for each in lines))


_LISTED = 8


def _attention(name: str) -> KeyButton:
    button = KeyButton("", name=name)
    button.setProperty("small", True)
    button.setProperty("alert", "warn")
    return button
