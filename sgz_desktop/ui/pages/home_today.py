"""今天: what is due next, in working days, and how the backups stand; shown once home has been painted."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QEvent, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.card_button import CardButton
from sgz_desktop.ui.widgets.plain import Bar, clear_layout, draw_bar, label, row

if TYPE_CHECKING:
    from sgz_desktop.services.today import BackupState, Due

_FIRST_MS, _SOON_MS = 300, 60
"""The first cards wait until a person could have pressed a key: a start reads nothing of this."""
_MOST, _PRESSING = 2, 2
_HEIGHT = 136


class TodayStrip(QWidget):
    """`opened` opens an evaluation, `ask_backups` shows the backups, `day` tells which day it is.

    Signals: grew, when it needs another height than before.
    """

    grew = Signal()

    def __init__(
        self,
        session: Session,
        *,
        opened: Callable[[UUID], object],
        ask_backups: Callable[[], object],
        day: Callable[[], date],
    ) -> None:
        super().__init__()
        self.setObjectName("homeToday")
        self._session, self._opened, self._ask_backups, self.day = session, opened, ask_backups, day
        self._listed: Sequence[Any] = ()
        self._has_shown = False
        self._others = KeyButton("", name="todayAll")
        self._others.setProperty("small", True)
        self._others.setProperty("flat", True)
        self._others.clicked.connect(self._show_all)
        self._others.hide()
        self._cards = QGridLayout()
        self._cards.setSpacing(14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(row(label(self.tr("今天"), "head"), self._others, None))
        column.addLayout(self._cards)
        column.addStretch(1)
        self._due: tuple[Due, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def follow(self, listed: Sequence[Any]) -> None:
        """These evaluations are listed: tell in a moment what is due of them."""
        self._listed = listed
        self._soon.start(_SOON_MS if self._has_shown else _FIRST_MS)

    def refresh(self) -> None:
        """Tell now."""
        today, day = self._session.program.today, self.day()
        self._soon.stop()
        self._has_shown = True
        self._due = today.due(self._listed, day)
        clear_layout(self._cards)
        cards: list[QWidget] = [_due_card(each, self._opened) for each in self._due[:_MOST]]
        if not cards:
            cards = [_nothing_due()]
        cards.append(self._backup_card(today.backups(), day))
        for number, each in enumerate(cards):
            self._cards.addWidget(each, 0, number)
        for number in range(_MOST + 1):
            self._cards.setColumnStretch(number, 1)
        self._measure()
        rest = len(self._due) - _MOST
        self._others.setText(self.tr("另有 {count} 项，全部列出").format(count=rest))
        self._others.setVisible(rest > 0)

    def _measure(self) -> None:
        # Before there are cards their room is kept free, so that nothing moves when they come.
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        least = max(needed, text_px(self, _HEIGHT))
        if least != self.minimumHeight():
            self.setMinimumHeight(least)
            self.grew.emit()

    def _show_all(self) -> None:
        from sgz_desktop.ui.dialogs.confirm import Confirm

        Confirm(
            self.window(),
            name="todayList",
            title=self.tr("接下来的期限"),
            text=self.tr("初评意见在评估后 5 个工作日内，报告在 10 个工作日内；审定和公示从报告日期算起。"),
            yes=self.tr("关闭"),
            lines=["  ".join((_title(each), _sentence(each))) for each in self._due],
        ).open()

    def _backup_card(self, state: "BackupState", day: date) -> CardButton:
        text, more = _backups_said(state, day)
        card = CardButton(self.tr("备份"), text, more, name="todayBackups")
        card.clicked.connect(lambda _=False: self._ask_backups())
        return card


class _DueBar(Bar):
    """A bar that warns once little is left."""

    def __init__(self, *, is_pressing: bool) -> None:
        super().__init__()
        self._is_pressing = is_pressing

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_pressing:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        draw_bar(painter, area, 0, self)
        area.setWidth(max(area.height(), area.width() * min(1.0, self._share)))
        painter.setBrush(QColor(tokens_of(self).warn))
        painter.drawRoundedRect(area, 3, 3)


def _due_card(due: "Due", opened: Callable[[UUID], object]) -> CardButton:
    card = CardButton(_title(due), _sentence(due), name=f"today_{due.evaluation_id}")
    card.clicked.connect(lambda _=False: opened(due.evaluation_id))
    if due.left is not None and due.step != "visit":
        bar = _DueBar(is_pressing=due.left <= _PRESSING and due.step != "publication")
        bar.show_share(max(0, min(due.whole, due.whole - due.left)), due.whole)
        card.body.addSpacing(4)
        card.put(bar)
    return card


def _nothing_due() -> CardButton:
    card = CardButton(tr("期限"), tr("近期没有要到的期限"), name="todayNothing")
    card.setEnabled(False)
    return card


def _title(due: "Due") -> str:
    name = {
        "visit": tr("现场评估"),
        "first_opinion": tr("初评意见"),
        "report": tr("评估报告"),
        "confirmation": tr("确认"),
        "publication": tr("公示"),
    }[due.step]
    return tr("{station} · {step}").format(station=due.station, step=name)


def _sentence(due: "Due") -> str:
    if due.due is None or due.left is None:
        return tr("期限未知：没有那一年的放假安排")
    day = tr("{month} 月 {day} 日").format(month=due.due.month, day=due.due.day)
    if due.step == "visit":
        return (
            tr("就在今天") if not due.left else tr("还有 {left} 天（{day}）").format(left=due.left, day=day)
        )
    if due.left < 0:
        return tr("已过 {late} 个工作日（{day}到期）").format(late=-due.left, day=day)
    if due.step == "publication":
        now = due.whole - due.left
        if now < 1:
            return tr("公示到 {day}，共 {whole} 个工作日").format(day=day, whole=due.whole)
        return tr("第 {now} 日，共 {whole} 个工作日（到 {day}）").format(now=now, whole=due.whole, day=day)
    until = {
        "first_opinion": tr("{day}前反馈"),
        "report": tr("{day}前提交"),
        "confirmation": tr("{day}前确认"),
    }[due.step].format(day=day)
    if not due.left:
        return tr("今天到期（{until}）").format(until=until)
    return tr("还有 {left} 个工作日（{until}）").format(left=due.left, until=until)


def _backups_said(state: "BackupState", day: date) -> tuple[str, str]:
    if state.last is None:
        return tr("还没有备份"), tr("程序开着的时候会自动备份")
    kept = tr("保留 {count} 份：{days} 天 · {weeks} 周 · {months} 月")
    return tr("{when}，已校验").format(when=_when(state.last, day)), kept.format(
        count=state.count, days=state.days, weeks=state.weeks, months=state.months
    )


def _when(moment: datetime, day: date) -> str:
    local = moment.astimezone()
    if local.date() == day:
        return tr("今天 {time}").format(time=f"{local:%H:%M}")
    return f"{local:%Y-%m-%d %H:%M}"
