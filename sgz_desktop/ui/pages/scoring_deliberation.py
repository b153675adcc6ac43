"""合议: who has handed in, the questions with every mark side by side, and the one that is talked over."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sgz_desktop.ui.pages.scoring_hand_ins import HandIns
from sgz_desktop.ui.pages.scoring_question import QuestionPanel
from sgz_desktop.ui.pages.scoring_questions import Key, QuestionTable, Wanted, is_wanted, wanted_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.entered import Entered
from sgz_desktop.ui.widgets.plain import Card, label, row, upright

if TYPE_CHECKING:
    from sgz_desktop.services.deliberating import Question

_PANEL_WIDTH = 440
_PANEL_AT_LEAST = 340


class Deliberation(Entered, QWidget):
    """The whole tab: hand-ins above, the table at the left, one question at the right.

    Signals: held, when a final word without its reason keeps page or window; it is shown then.
    """

    held = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("deliberation")
        self._session = session
        self._wanted = Wanted.DIFFER
        self._has_chosen = False
        self._all: tuple[Question, ...] = ()
        self._counts: dict[Wanted, int] = dict.fromkeys(Wanted, 0)
        self._key: Key | None = None
        self._hand_ins = HandIns(session)
        filters = [(each, wanted_name(each)) for each in Wanted]
        self._filter = Segments(filters, name="questionFilter", title=self.tr("列出哪些项目"))
        self._filter.chosen.connect(self._choose)
        self._veil = Card("warn", margin=10)
        self._veil_text = label("", wrap=True, name="veilText")
        self._veil.body.addWidget(self._veil_text)
        self.table = QuestionTable()
        self.table.turned.connect(self._turn)
        self.table.chosen.connect(self._enter)
        self._panel = QuestionPanel(session)
        self.table.take_key = self._panel.take_key
        # Not within the panel: from one question to the next a draft may wait.
        self._panel.final.holding.setParent(self)
        self._panel.final.holding.held.connect(self._hold)
        self._panel.final.reason_wanted.connect(self._show_reason)
        self._nothing = label("", "quiet", wrap=True, name="questionsNothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.setFocusProxy(self.table)

    def begin_anew(self) -> None:
        """Another evaluation is open, or another person works."""
        self._key, self._has_chosen = None, False
        self.table.show_questions((), ())
        self._panel.final.begin_anew()

    def refresh(self) -> None:
        """Show the questions and hand-ins as they are."""
        session = self._session
        self._all = session.program.deliberating.questions(session.open_id, session.worker)
        self._counts = dict.fromkeys(Wanted, 0)
        for question in self._all:
            for each in Wanted:
                self._counts[each] += is_wanted(question, each)
        if not self._has_chosen:
            # What wants talking over first; with nothing of that kind the whole list.
            first = next((each for each in Wanted if self._counts[each]), Wanted.ALL)
            self._wanted = first if first is not Wanted.SETTLED else Wanted.ALL
        self._hand_ins.refresh()
        self._show_veil()
        self._show_list()

    def point_at(self, key: Key) -> None:
        """Go to one question."""
        self._has_chosen = True
        self._key = key
        self._show_list()
        self.table.select(key)
        self.table.setFocus()

    def _choose(self, wanted: Wanted) -> None:
        self._wanted, self._has_chosen = wanted, True
        self._key = None
        self._show_list()

    def _show_list(self) -> None:
        self._filter.choose(self._wanted)
        for each in Wanted:
            self._filter.rename(each, f"{wanted_name(each)} {self._counts[each]}")
        for layout in (self._filter.layout(), self.layout()):
            if layout is not None:
                layout.activate()  # else the longer words are cut until the next event
        # What is being settled stays in the list, though it belongs there no more.
        shown = [each for each in self._all if each.key == self._key or is_wanted(each, self._wanted)]
        judges = {voice.person_id for each in self._all for voice in each.voices}
        people: list[tuple[UUID, str]] = [
            (each.id, each.name) for each in self._session.dossier.people if each.id in judges
        ]
        self.table.show_questions(shown, people)
        self._nothing.setText(self._why_nothing())
        self._nothing.setVisible(not shown)
        self.table.setVisible(bool(shown))
        self._area.setVisible(bool(shown))
        question = self.table.question
        if question is not None:
            self._key = question.key
            self._show_question(question)

    def _why_nothing(self) -> str:
        if not self._all:
            return self.tr("评分标准里没有逐项评分的项目。")
        return {
            Wanted.DIFFER: self.tr("看得到的评分里没有分歧。"),
            Wanted.PENDING: self.tr("没有待议的项目。"),
            Wanted.SETTLED: self.tr("还没有合议结论。选一项，在右边写下结论和理由。"),
            Wanted.ALL: "",
        }[self._wanted]

    def _show_veil(self) -> None:
        session = self._session
        self._veil.setVisible(any(each.is_hidden for each in self._all))
        if session.judge_id is None:
            self._veil_text.setText(self.tr("还没有说明谁在操作，所以评分都显示为 ●●。请点左下角选择。"))
            return
        person = session.dossier.person_by_id.get(session.judge_id)
        name = person.name if person else ""
        text = self.tr("{name}还没有提交评分：提交后才能看到同事的评分，现在显示为 ●●。")
        self._veil_text.setText(text.format(name=name))

    def _turn(self, question: "Question") -> None:
        """Another question is selected; what is typed on the one before is saved first, else it stays."""
        if self._key is not None and question.key != self._key and not flush_all(self._panel):
            self.table.select(self._key)
            return
        self._key = question.key
        self._show_question(question)

    def _show_question(self, question: "Question") -> None:
        """Show one question; the panel is never narrower than its parts."""
        self._panel.show_question(question)
        needed = self._panel.minimumSizeHint().width() + self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(max(_PANEL_AT_LEAST, needed))
        self._area.setMaximumWidth(max(_PANEL_WIDTH, needed))

    def _hold(self, key: Key) -> None:
        """Show the final word that lacks its reason."""
        self.held.emit()
        self.point_at(key)
        self._enter()

    def _enter(self) -> None:
        self._panel.final.reason.field.setFocus()
        self._show_reason()

    def _show_reason(self) -> None:
        self._area.ensureWidgetVisible(self._panel.final.reason)

    def _lay_out(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._panel)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        left.addWidget(self._nothing, 1)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addLayout(left, 9)
        across.addWidget(upright())
        across.addWidget(self._area, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._hand_ins)
        column.addWidget(self._veil)
        story = self._hand_ins.story_button
        column.addLayout(row(self._filter, None, self._hand_ins.count, story, spacing=10))
        column.addLayout(across, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.table.hasFocus():
            self.table.setFocus()
            return
        super().keyPressEvent(event)
