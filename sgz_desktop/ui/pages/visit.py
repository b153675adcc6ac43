"""现场检查: the walk through the checklist, from one unanswered item to the next."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.domain.mark import Answer, NotApplicable, Pending
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import Missing
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.visit_list import WalkPanel
from sgz_desktop.ui.pages.visit_stop import StopPanel
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Empty, upright
from sgz_desktop.ui.widgets.typing_fields import MarkField, text_has_focus
from sgz_desktop.ui.wording import person_name

if TYPE_CHECKING:
    from sgz_desktop.services.visiting import Stop


class VisitPage(Page):
    """Stops at the left, the one that is answered at the right."""

    def __init__(self, session: Session, *, ask_worker: Callable[[], None]) -> None:
        super().__init__(session, name="visitPage")
        self._ask_worker = ask_worker
        self._stops: tuple[Stop, ...] = ()
        self._shown: tuple[Stop, ...] = ()
        self._current: Stop | None = None
        self._panel = StopPanel(session, save=self._answer, save_note=self._note)
        self._panel.previous.clicked.connect(self._back)
        self._panel.next.clicked.connect(self._next)
        self._panel.not_applicable.clicked.connect(lambda: self._answer(NotApplicable()))
        self._panel.pending.clicked.connect(lambda: self._answer(Pending()))
        self._panel.clear.clicked.connect(lambda: self._answer(None))
        self._reveal = QTimer(self, singleShot=True)  # once the opened editor has found its place
        self._reveal.timeout.connect(self._show_editor)
        self._panel.observations.editing.connect(lambda: self._reveal.start(0))
        self._walk = WalkPanel()
        self._walk.chosen.connect(self._chosen)
        self._walk.refiltered.connect(self._refilter)
        self._make_empty()
        self._visit = QWidget()
        across = QHBoxLayout(self._visit)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._walk)
        across.addWidget(upright())
        across.addWidget(self._scroll(), 1)
        self._views = QStackedWidget()
        self._views.addWidget(self._visit)
        self._views.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)
        self.setFocusProxy(self._walk.list)

    def begin_anew(self) -> None:
        self._current = None
        self._walk.show_all()

    def redraw(self) -> None:
        judge = self.session.judge_id
        self._stops = (
            () if judge is None else self.session.program.visiting.stops(self.session.open_id, judge)
        )
        self._views.setCurrentWidget(self._visit if self._stops else self._empty)
        if not self._stops:
            self._explain_empty(judge)
            return
        self._show_list()

    def point_at(self, target: Any) -> None:
        if isinstance(target, Missing):
            judge = self.session.judge_id
            if target.person_id is not None and target.person_id != judge:
                return
            if target.item is not None:
                self._go((target.item, target.group_id))

    def _show_list(self) -> None:
        whose = person_name(self.session.dossier, self.session.judge_id)
        self._shown = self._walk.show_stops(self._stops, whose)
        key = self._current.key if self._current else None
        now = next((each for each in self._stops if each.key == key), None)
        if now is None:
            first = self._shown[0] if self._shown else self._stops[0]
            now = next((each for each in self._shown if each.is_open), first)
        self._walk.point_at(now.key)
        self._show_stop(now)

    def _show_stop(self, stop: "Stop") -> None:
        self._current = stop
        others = [each for each in self._stops if each.item.code == stop.item.code and each.key != stop.key]
        self._panel.show_stop(stop, others, has_previous=self._stops[0].key != stop.key)

    def _answer(self, answer: Answer | None) -> str:
        stop, judge = self._current, self.session.judge_id
        if stop is None or judge is None:
            return ""
        if stop.mark is None and answer is None:
            return ""
        visiting, code, group = self.session.program.visiting, stop.item.code, stop.group_id
        outcome = self.session.write(
            self.tr("评分 {code}").format(code=code),
            lambda each, who: visiting.answer(each, code, group, judge, answer, who),
            merge=f"mark {code} {group} {judge}",
        )
        self.catch_up()
        return outcome.sentence

    def _note(self, text: str) -> str:
        stop, judge = self._current, self.session.judge_id
        if stop is None or judge is None:
            return ""
        visiting, code, group, mark = self.session.program.visiting, stop.item.code, stop.group_id, stop.mark
        said = self.tr("备注 {code}").format(code=code)
        if mark is not None:
            outcome = self.session.write(
                said,
                lambda each, who: visiting.set_note(each, mark, text, who),
                merge=f"note {mark.id}",
                quiet=True,
            )
        elif text:
            # A note has to hang on a mark: an item with a note and no answer yet is 待议.
            outcome = self.session.write(
                said,
                lambda each, who: visiting.answer(each, code, group, judge, Pending(), who, note=text),
                quiet=True,
            )
        else:
            return ""
        return outcome.sentence

    def _next(self) -> None:
        if not flush_all(self._panel):
            return
        self.catch_up()
        key = self._current.key if self._current else None
        following = self.session.program.visiting.next_open(
            self.session.open_id, self.session.judge_id or UUID(int=0), key
        )
        if following is None:
            self._panel.tell(self.tr("所有检查项都已作答。"))
            return
        self._go(following.key)

    def _back(self) -> None:
        keys = [each.key for each in self._stops]
        if self._current is None or not flush_all(self._panel):
            return
        place = keys.index(self._current.key)
        if place > 0:
            self._go(keys[place - 1])

    def _chosen(self, stop: "Stop") -> None:
        if self._current is not None and not flush_all(self._panel):
            self._walk.point_at(self._current.key)
            return
        self.catch_up()
        self._go(stop.key)

    def _go(self, key: tuple[str, UUID | None]) -> None:
        found = next((each for each in self._stops if each.key == key), None)
        if found is None:
            return
        if not self._walk.point_at(key):
            self._walk.show_all()
            self._walk.show_stops(self._stops, person_name(self.session.dossier, self.session.judge_id))
            self._walk.point_at(key)
        self._show_stop(found)
        self._walk.list.setFocus()
        self._area.verticalScrollBar().setValue(0)

    def _show_editor(self) -> None:
        self._area.ensureWidgetVisible(self._panel.observations.editor, 0, 16)

    def _refilter(self) -> None:
        if not self._stops or not flush_all(self._panel):
            return
        whose = person_name(self.session.dossier, self.session.judge_id)
        shown = self._walk.show_stops(self._stops, whose)
        if self._current is None or self._current.key not in [each.key for each in shown]:
            self._current = None
        self._show_list()

    def _explain_empty(self, judge: UUID | None) -> None:
        if judge is None:
            self._empty.title.setText(self.tr("还不知道是谁在这里工作"))
            self._empty.text.setText(self.tr("每一项评分都记在一位专家名下。请先说明您是谁，或代谁录入。"))
        else:
            name = person_name(self.session.dossier, judge)
            self._empty.title.setText(self.tr("{name} 还没有要检查的内容").format(name=name))
            self._empty.text.setText(self.tr("请在评前准备里给专家安排分项，或者选择代哪位专家录入。"))

    def _make_empty(self) -> None:
        self._empty = Empty("", "", name="visitEmpty")
        ask = KeyButton(self.tr("谁在这里工作"), "Ctrl U", name="visitWorker", primary=True)
        ask.clicked.connect(self._ask_worker)
        plan = KeyButton(self.tr("去评前准备"), name="visitPrepare")
        plan.clicked.connect(lambda: self.wanted.emit("preparing", "assignments"))
        self._empty.offer(ask, plan)

    def _scroll(self) -> QScrollArea:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._panel)
        return self._area

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Single keys act only where no text field has the focus; Enter also ends a mark."""
        key, plain = Qt.Key(event.key()), event.modifiers() in _PLAIN
        if self._current is None:
            return False
        focused = self.focusWidget()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._panel.observations.editor.finish()
                self._walk.list.setFocus()
                return True
            if plain and (not text_has_focus() or isinstance(focused, MarkField)):
                self._next()
                return True
            return False
        if key == Qt.Key.Key_Escape:
            self._walk.list.setFocus()
            return True
        if not plain or text_has_focus():
            return False
        return self._single(key, event.text())

    def _single(self, key: Qt.Key, text: str) -> bool:
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_N: lambda: self._answer(NotApplicable()),
            Qt.Key.Key_F: lambda: self._answer(Pending()),
            Qt.Key.Key_C: lambda: self._answer(None),
            Qt.Key.Key_Plus: lambda: self._panel.observations.begin(Tone.STRENGTH),
            Qt.Key.Key_Minus: lambda: self._panel.observations.begin(Tone.CONCERN),
            Qt.Key.Key_Asterisk: lambda: self._panel.observations.begin(Tone.UNFILED),
        }
        if key in acts:
            acts[key]()
            return True
        return self._panel.take_key(text, key)


_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
