"""离站前检查: everything still open, first what cannot be mended from the office; each line leads there."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sgz_desktop.domain.result import Missing
from sgz_desktop.services.departure import only_here
from sgz_desktop.ui.pages.day_form import Clock, scrolled
from sgz_desktop.ui.pages.day_panel import DayPanel, Wanted
from sgz_desktop.ui.pages.names import DAY, page_names
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.plain import Card, Chip, Elided, clear_layout, label, row

_MOST = 24


class DeparturePanel(DayPanel):
    """Two lists of sentences; ↑ and ↓ go through them, Enter goes to the place."""

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        super().__init__(session, clock, wanted)
        self.setObjectName("departure")
        self._shown: tuple[Missing, ...] | None = None
        self._sum = Chip(name="departureSum")
        self._lines: list[_Line] = []
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row(label(tr("离站前检查"), "head"), self._sum, None))
        column.addWidget(scrolled(inside), 1)
        column.addWidget(label(tr("↑ ↓ 选择 · Enter 到那里去补"), "hint"))

    def redraw(self) -> None:
        found = self.session.program.day.departure(self.session.open_id)
        if found == self._shown:
            return
        self._shown, self._lines = found, []
        clear_layout(self._column)
        here = [each for each in found if only_here(each)]
        later = [each for each in found if not only_here(each)]
        if here:
            self._sum.say(tr("{count} 件离站后补不了").format(count=len(here)), "warn")
        else:
            self._sum.say(tr("现场的都齐了"), "good")
        if not found:
            self._say_clear(
                tr("都齐了，可以离站。"), tr("签名、材料、访谈、抽查、反馈都有记录，评分也已答完。")
            )
        elif not here:
            self._say_clear(tr("现场要办的都办好了，可以离站。"), tr("下面这些回到单位也能补。"))
        self._list(tr("离开以后补不了，请现在办"), here, "warn")
        self._list(tr("回到单位也能补"), later, "plain")

    def begin_anew(self) -> None:
        self._shown = None

    def point_at(self, entity_id: UUID | None, code: str) -> None:
        self.enter()

    def enter(self) -> None:
        """Put the focus on the first line."""
        if self._lines:
            self._lines[0].setFocus()

    def _say_clear(self, title: str, text: str) -> None:
        card = Card("good", margin=16, name="departureClear")
        card.body.addWidget(label(f"✓ {title}", "head"))
        card.body.addWidget(label(text, wrap=True))
        self._put(card)

    def _list(self, title: str, several: Sequence[Missing], tone: str) -> None:
        if not several:
            return
        self._put(label(f"{title}（{len(several)}）", "second"))
        places, parts = {name: text for name, text, _ in page_names()}, _parts()
        for each in several[:_MOST]:
            place = parts.get(each.code.split(".")[0]) if each.page == DAY else places.get(each.page)
            line = _Line(each.sentence, tr("到{place} →").format(place=place), tone)
            line.setObjectName(f"departure_{each.code}")
            line.clicked.connect(lambda _=False, each=each: self.wanted(each.page, each))
            self._lines.append(line)
            self._put(line)
        if len(several) > _MOST:
            rest = tr("还有 {count} 条，补上前面的就会显示。").format(count=len(several) - _MOST)
            self._put(label(rest, "second"))

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()  # at once: who comes here by key has the focus on the first line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        focused = [number for number, each in enumerate(self._lines) if each.hasFocus()]
        if focused and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._lines[focused[0]].click()
        elif step and self._lines:
            place = (focused[0] + step) if focused else 0
            self._lines[max(0, min(place, len(self._lines) - 1))].setFocus()
        else:
            super().keyPressEvent(event)


class _Line(QPushButton):
    """What is missing in one line, as much of it as there is room for, and at the right where it leads."""

    def __init__(self, sentence: str, way: str, tone: str) -> None:
        super().__init__()
        self.setProperty("missing", tone)
        self.setAccessibleName(f"{sentence} {way}")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(12, 8, 12, 8)
        self._across.setSpacing(16)
        said = Elided()
        said.say(sentence)
        for part, stretch in ((said, 1), (label(way), 0)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._across.addWidget(part, stretch)
        self.setToolTip(sentence)

    def sizeHint(self) -> QSize:
        return self._across.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())


def _parts() -> dict[str, str]:
    """What a person calls the part of 现场事务 that a code belongs to."""
    return {
        "attendee": tr("签到"),
        "spot_check": tr("抽查"),
        "paper": tr("待补材料"),
        "interview": tr("访谈"),
        "feedback": tr("现场反馈"),
    }
