"""A tour of about a minute through the window, on the sample; it leaves everything as it was."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QUndoStack
from PySide6.QtWidgets import QTabBar, QWidget

from sgz_desktop.domain.people import Role
from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.desk import TOUR_LEFT, TOUR_SAMPLE
from sgz_desktop.services.samples import sample
from sgz_desktop.ui.columns import RECORD
from sgz_desktop.ui.pages.home_table import HomeTable
from sgz_desktop.ui.pages.names import HOME
from sgz_desktop.ui.tokens import text_px, tokens_of
from sgz_desktop.ui.tour_steps import Stage, stages
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, Chip, label, row

if TYPE_CHECKING:
    from sgz_desktop.services.program import Program
    from sgz_desktop.ui.session import Session
    from sgz_desktop.ui.shell import Shell

_SAMPLE = "zhongcun"
_CARD_WIDE, _GAP, _AROUND, _ROUND = 340, 14, 6, 8
_DIM = 140
_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right, Qt.Key.Key_PageDown)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)
_OWN = (Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def begin_tour(shell: "Shell") -> "Tour | None":
    """Show the tour on the sample, taken in where it is not there; None where that cannot be now."""
    session = shell.session
    running = next((each for each in shell.findChildren(Tour) if each.isVisible()), None)
    if session is None or running is not None:
        return running
    if not flush_all(shell) or session.is_unsaved or not shell.go(HOME):
        shell.notices.complain(shell.tr("还有内容没有保存，保存以后再看导览。"))
        return None
    before = session.evaluation_id
    try:
        shown = _sample_of(session.program)
        return Tour(shell, session, shown, before=before)
    except SgzError as error:
        shell.notices.complain(str(error))
        return None


def take_away_left(shell: "Shell") -> None:
    """Put away the sample of a tour that the program did not live to see the end of, unless it is open."""
    session = shell.session
    left = session.program.desk.recall(TOUR_LEFT) if session is not None else None
    if session is None or not left or str(session.evaluation_id) == left:
        return
    if any(each.isVisible() for each in shell.findChildren(Tour)):
        return
    program = session.program
    try:
        known = next((each.id for each in program.evaluations.glance() if str(each.id) == left), None)
        if known is not None:
            program.evaluations.delete(known)
            program.desk.set_worker(known, NOBODY)
            shell.notices.tell(shell.tr("上次的导览没有看完，导览用的示例已收走，您的评估没有改动。"))
            session.listed.emit()
    except SgzError:
        return  # the next start tries again
    program.desk.remember(TOUR_LEFT, None)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The evaluation that is shown, and whether it is in the list only for the tour."""

    id: UUID
    is_brought: bool


def _sample_of(program: "Program") -> _Shown:
    """The sample on this laptop: in the list, else as it was put away before, else taken in now."""
    known = program.desk.recall(TOUR_SAMPLE)
    plan = program.importing.plan(sample(_SAMPLE).path)
    here = {str(each.id): each for each in program.evaluations.listing(deleted=None)}
    original = str(plan.package.dossier.id) if plan.package is not None else None
    found = [here[each] for each in (known, original) if each in here]
    for each in found:
        if not each.deleted:
            return _Shown(each.id, is_brought=False)
    if found:
        program.desk.remember(TOUR_LEFT, str(found[0].id))
        program.evaluations.bring_back(found[0].id)
        return _Shown(found[0].id, is_brought=True)
    # A copy: who takes in the sample later must not find it there already, deleted and out of sight.
    importing = program.importing
    taken = importing.apply(importing.plan_sample(_SAMPLE), copy=True)
    program.desk.remember(TOUR_SAMPLE, str(taken))
    program.desk.remember(TOUR_LEFT, str(taken))
    return _Shown(taken, is_brought=True)


class Tour(QWidget):
    """Lies over the window, dims what is not spoken of, and takes every key until it ends.

    No window of its own, so that nothing behind it is ever typed into. Signals: ended, once it is over.
    """

    ended = Signal()

    def __init__(self, shell: "Shell", session: "Session", shown: _Shown, *, before: UUID | None) -> None:
        super().__init__(shell)
        self.setObjectName("tour")
        self._shell, self._session, self._before = shell, session, before
        self._shown, self._is_brought = shown.id, shown.is_brought
        self._was = session.program.desk.worker(self._shown) or NOBODY
        # Opening another evaluation forgets the steps of this one: they are laid aside until it is back.
        self._steps = session.stack
        self._stages, self._at = stages(), -1
        self._make_card()
        self._open_sample()
        self.setGeometry(shell.rect())
        self.show()
        shell.installEventFilter(self)
        # Pages are laid out, and rows read, after they were asked for: what is lit may move once more.
        self._settling = QTimer(self)
        self._settling.setInterval(120)
        self._settling.timeout.connect(self._place)
        self._settling.start()
        self._show(0)

    @property
    def stage(self) -> Stage:
        """The step that is shown."""
        return self._stages[self._at]

    @property
    def lit(self) -> QRect:
        """What is not dimmed, in the window; empty where nothing of it can be seen."""
        parts = [each for name in self.stage.parts for each in self._shell.findChildren(QWidget, name)]
        seen = self._seen_row() if self.stage.page == HOME else QRect()
        if seen.isEmpty():
            for each in parts:
                seen = seen.united(self._seen(each))
        if seen.isEmpty():
            return seen
        around = seen.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        return around.intersected(self.rect().adjusted(2, 2, -2, -2))

    def turn(self, by: int) -> None:
        """One step on or back; behind the last it is over."""
        if self._at + by >= len(self._stages):
            self.end()
        elif self._at + by >= 0:
            self._show(self._at + by)

    def end(self) -> None:
        """Go away, and leave everything as it was; a sample that was not there is put away again."""
        if self.isHidden():
            return
        self._settling.stop()
        self._shell.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        session = self._session
        session.program.desk.set_worker(self._shown, self._was)
        if self._before is None:
            self._shell.go(HOME)
            session.close()
        elif self._before == self._shown:
            session.work_as(self._was)
        else:
            session.open(self._before)
        self._give_steps_back()
        self._take_away()
        self._shell.go(HOME)
        self._choose_row(self._before)
        self.ended.emit()

    def _give_steps_back(self) -> None:
        session, laid_by = self._session, self._session.stack
        if laid_by is not self._steps:
            session.stack = self._steps
            laid_by.deleteLater()
            self._steps.indexChanged.emit(self._steps.index())  # for whoever tells what undo takes back

    def _take_away(self) -> None:
        if not self._is_brought:
            return
        try:
            self._session.program.evaluations.delete(self._shown)
        except SgzError as error:
            self._shell.notices.complain(str(error))
        else:
            self._session.program.desk.remember(TOUR_LEFT, None)
            said = self.tr("导览用的示例已收走，您的评估没有改动。再看导览：按 Ctrl+K，写“导览”。")
            self._shell.notices.tell(said)
        self._session.listed.emit()

    def _open_sample(self) -> None:
        """Open it as its leading expert would see it: whoever works there is asked nothing now."""
        session, desk = self._session, self._session.program.desk
        people = session.program.evaluations.dossier(self._shown).people
        experts = [each for each in people if each.role is Role.EXPERT]
        leading = next((each for each in experts if each.leads), experts[0] if experts else None)
        if self._was.author_id is None and leading is not None:
            desk.set_worker(self._shown, Worker(leading.id))
        if session.evaluation_id != self._shown:
            session.stack = QUndoStack(session)
            session.open(self._shown)
        elif leading is not None and session.worker.author_id is None:
            session.work_as(Worker(leading.id))
        session.listed.emit()

    def _show(self, number: int) -> None:
        self._at, stage = number, self._stages[number]
        self._shell.go(stage.page, stage.target)
        for each in self._shell.findChildren(QTabBar, stage.tabs) if stage.tabs else ():
            each.setCurrentIndex(0)
        if stage.page == HOME:
            self._choose_row(self._shown)
        self._title.setText(stage.title)
        self._text.setText(stage.text)
        count = self.tr("{number} / {all}").format(number=number + 1, all=len(self._stages))
        self._count.setText(count)
        is_last = number + 1 == len(self._stages)
        self._next.setText(self.tr("看完了") if is_last else self.tr("下一步"))
        self._next.setAccessibleName(self._next.text())
        self._next.setAccessibleDescription(f"{count}　{stage.title}。{stage.text}")
        self._back.setEnabled(number > 0)
        self._place()
        self.raise_()
        self._next.setFocus()

    def _row_of(self, evaluation_id: UUID | None) -> tuple[HomeTable | None, QModelIndex]:
        """Where an evaluation stands in the list; nowhere while a search leaves it out."""
        for table in self._shell.findChildren(HomeTable):
            for number in range(table.model().rowCount()):
                place = table.model().index(number, 0)
                if place.data(RECORD).id == evaluation_id:
                    return table, place
        return None, QModelIndex()

    def _choose_row(self, evaluation_id: UUID | None) -> None:
        table, place = self._row_of(evaluation_id)
        if table is not None:
            table.choose([place])
            table.scrollTo(place)

    def _seen_row(self) -> QRect:
        """The row of the sample as far as it can be seen, in the window."""
        table, place = self._row_of(self._shown)
        if table is None:
            return QRect()
        cell, view = table.visualRect(place), table.viewport()
        whole = QRect(view.mapTo(self._shell, cell.topLeft()), QSize(view.width(), cell.height()))
        return whole.intersected(self._seen(view))

    def _mark_row(self) -> None:
        """Write 示例 at the end of its name: it is called much like a real one."""
        table, place = self._row_of(self._shown)
        row_seen = self._seen_row() if self.stage.page == HOME else QRect()
        self._mark.setVisible(not row_seen.isEmpty())
        if table is not None and not row_seen.isEmpty():
            self._mark.adjustSize()
            right = row_seen.left() + table.visualRect(place).right() - self._mark.width() - _AROUND
            self._mark.move(right, row_seen.center().y() - self._mark.height() // 2)

    def _seen(self, widget: QWidget) -> QRect:
        """The part of a widget that can be seen, in the window."""
        if not widget.isVisible():
            return QRect()
        seen = self.rect()
        at: QWidget | None = widget
        while at is not None and at is not self._shell:
            seen = seen.intersected(QRect(at.mapTo(self._shell, QPoint(0, 0)), at.size()))
            at = at.parentWidget()
        return seen

    def _make_card(self) -> None:
        self._card = Card("plain", margin=18, spacing=10, name="tourCard")
        self._card.setParent(self)
        self._card.setAccessibleName(self.tr("一分钟导览"))
        self._mark = Chip(self.tr("示例"), "accent", name="tourSample")
        self._mark.setParent(self)
        self._title = label("", "head", wrap=True, name="tourTitle")
        self._text = label("", wrap=True, name="tourText")
        self._count = label("", "second", name="tourCount")
        self._next = KeyButton(self.tr("下一步"), "Enter", name="tourNext", primary=True)
        self._back = KeyButton(self.tr("上一步"), "←", name="tourBack")
        self._end = KeyButton(self.tr("结束"), "Esc", name="tourEnd")
        self._next.clicked.connect(lambda: self.turn(1))
        self._back.clicked.connect(lambda: self.turn(-1))
        self._end.clicked.connect(self.end)
        for line in (self._count, self._title, self._text):
            self._card.body.addWidget(line)
        self._card.body.addLayout(row(self._end, None, self._back, self._next))
        for each in (self._next, self._back, self._end):
            each.installEventFilter(self)
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _place(self) -> None:
        """Put the card beside what is lit, where it covers least of it."""
        wide = max(text_px(self, _CARD_WIDE), self._card.minimumSizeHint().width())
        size = QSize(wide, self._card.heightForWidth(wide))
        self._card.setGeometry(QRect(_place_beside(self.lit, size, self.rect()), size))
        self._mark_row()
        self.update()

    def _take_key(self, event: QKeyEvent) -> bool:
        """Whether a key was the tour's; all but those that its buttons need are."""
        key = Qt.Key(event.key())
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # nothing in the window hears its shortcuts now
            return True
        on = self._shell.focusWidget()
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key in _NEXT and isinstance(on, KeyButton) and key in _NEXT[:2]:
            on.click()
        elif key in _NEXT:
            self.turn(1)
        elif key in _BACK:
            self.turn(-1)
        return key not in _OWN

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._shell:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(self._shell.rect())
                self._place()
            elif event.type() == QEvent.Type.Close:
                self.end()
        elif isinstance(event, QKeyEvent) and event.type() != QEvent.Type.KeyRelease:
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, is_forward: bool, /) -> bool:
        """Tab goes round the buttons, and never to the page behind."""
        round_about = [each for each in (self._end, self._back, self._next) if each.isEnabled()]
        here = self._shell.focusWidget()
        place = next((number for number, each in enumerate(round_about) if each is here), 0)
        following = round_about[(place + (1 if is_forward else -1)) % len(round_about)]
        reason = Qt.FocusReason.TabFocusReason if is_forward else Qt.FocusReason.BacktabFocusReason
        following.setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        everything, lit = QPainterPath(), QPainterPath()
        everything.addRect(self.rect())
        shown = self.lit
        if not shown.isEmpty():
            lit.addRoundedRect(shown, _ROUND, _ROUND)
        painter.fillPath(everything.subtracted(lit), QColor(0, 0, 0, _DIM))
        if not shown.isEmpty():
            painter.setPen(QPen(QColor(tokens_of(self).focus), 2))
            painter.drawPath(lit)


def _place_beside(lit: QRect, size: QSize, room: QRect) -> QPoint:
    """The corner of a card of that size: right, left, beneath or above what is lit, else low within it."""
    inside = room.adjusted(_GAP, _GAP, -_GAP, -_GAP)
    if lit.isEmpty():
        return (
            QRect(QPoint(0, 0), size)
            .translated(inside.center() - QRect(QPoint(0, 0), size).center())
            .topLeft()
        )
    places = (
        QPoint(lit.right() + _GAP, lit.top()),
        QPoint(lit.left() - _GAP - size.width(), lit.top()),
        QPoint(lit.left(), lit.bottom() + _GAP),
        QPoint(lit.left(), lit.top() - _GAP - size.height()),
    )
    for corner in places:
        card = _moved_inside(QRect(corner, size), inside)
        if not card.intersects(lit):
            return card.topLeft()
    within = lit.adjusted(_GAP, _GAP, -_GAP, -_GAP)
    corner = within.bottomRight() - QPoint(size.width(), size.height())
    return _moved_inside(QRect(corner, size), inside).topLeft()


def _moved_inside(card: QRect, room: QRect) -> QRect:
    left = max(room.left(), min(card.left(), room.right() - card.width()))
    top = max(room.top(), min(card.top(), room.bottom() - card.height()))
    return QRect(QPoint(left, top), card.size())
