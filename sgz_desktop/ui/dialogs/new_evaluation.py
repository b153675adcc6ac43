"""A new evaluation in three steps that may be left empty, or by copy of an earlier one of the station."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.errors import Refused
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.dialogs.new_like import LikeStep
from sgz_desktop.ui.dialogs.new_steps import ExpertsStep, Fields, PartiesStep, StationStep
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments

if TYPE_CHECKING:
    from sgz_desktop.services.evaluations import Evaluations


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a new evaluation is to begin with; with `source_id` it is a copy of that one's lasting part."""

    station: str = ""
    phase: Phase
    day: date | None
    head: Mapping[str, Any] = field(default_factory=dict)
    experts: Sequence[str] = ()
    source_id: UUID | None = None
    with_people: bool = False

    def make(self, evaluations: "Evaluations") -> UUID:
        """Make it; raises SgzError."""
        if self.source_id is not None:
            return evaluations.create_like(
                self.source_id, phase=self.phase, visit_date=self.day, with_people=self.with_people
            )
        return evaluations.create(
            station=self.station,
            phase=self.phase,
            visit_date=self.day,
            head=self.head,
            experts=self.experts,
        )


class AskNewEvaluation(Ask):
    """`create` makes the evaluation and returns the sentence that refuses it, or "".

    `listed` are those a copy can be made of; with `source` it begins with a copy of that one.
    """

    def __init__(
        self,
        parent: QWidget,
        listed: Sequence[Any],
        *,
        create: Callable[[Wanted], str],
        source: Any = None,
    ) -> None:
        super().__init__(parent, name="askNew", title=self.tr("新建评估"), yes=self.tr("新建"))
        self.setMinimumWidth(620)
        self._create = create
        hows = [(False, self.tr("从头填写")), (True, self.tr("照搬以前的评估"))]
        self._how = Segments(hows, name="askNew_how", title=self.tr("怎样新建"))
        self._how.choose(source is not None)
        self._how.chosen.connect(lambda _: self._turn())
        self._how.setVisible(bool(listed))
        self._like = LikeStep(listed, source)
        self._steps: tuple[StationStep | PartiesStep | ExpertsStep, ...] = (
            StationStep(),
            PartiesStep(),
            ExpertsStep(),
        )
        names = [self.tr("1  社工站与日期"), self.tr("2  各方与协议"), self.tr("3  评估专家")]
        self._which = Segments(list(enumerate(names)), name="askNew_step", title=self.tr("步骤"))
        self._which.chosen.connect(self._go_to)
        self._views = QStackedWidget()
        for each in (*self._steps, self._like):
            self._views.addWidget(each)
        self.body.addWidget(self._how)
        self.body.addWidget(self._which)
        self.body.addWidget(self._views, 1)
        self._back = KeyButton(self.tr("上一步"), "Alt ←", name="askNew_back")
        self._next = KeyButton(self.tr("下一步"), "Alt →", name="askNew_next")
        for number, (button, keys, by) in enumerate(
            ((self._back, "Alt+Left", -1), (self._next, "Alt+Right", 1))
        ):
            button.clicked.connect(lambda _=False, by=by: self._step(by))
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
            self.foot.insertWidget(number, button)
        self._turn()

    def agree(self) -> None:
        """Make it from whatever is filled in, or say which part is wrong."""
        self.complain("")
        try:
            wanted = self._wanted_like() if self._how.value else self._wanted()
        except Refused as refused:
            self.complain(str(refused))
            return
        sentence = self._create(wanted)
        if sentence:
            self.complain(sentence)
            return
        self.accept()

    def _wanted(self) -> Wanted:
        found: dict[str, Any] = {}
        for number, step in enumerate(self._steps):
            try:
                found |= step.read()
            except Refused:
                self._show_step(number)
                step.show_wrong()
                raise
        return Wanted(**found)

    def _wanted_like(self) -> Wanted:
        try:
            return Wanted(**self._like.read())
        except Refused:
            self._like.show_wrong()
            raise

    def _turn(self) -> None:
        is_copy = bool(self._how.value)
        for each in (self._which, self._back, self._next):
            each.setVisible(not is_copy)
        self.complain("")
        if is_copy:
            self._views.setCurrentWidget(self._like)
            self._like.begin()
            self.give_letters()
        else:
            self._show_step(0)

    def _step(self, by: int) -> None:
        self._go_to(max(0, min(len(self._steps) - 1, self._views.currentIndex() + by)))

    def _go_to(self, number: int) -> None:
        """Turn to a step; not forward from one in which something cannot be read."""
        here = self._views.currentIndex()
        step = self._steps[here]
        if number > here and isinstance(step, Fields) and not step.check():
            self._which.choose(here)
            step.show_wrong()
            return
        self._show_step(number)

    def _show_step(self, number: int) -> None:
        self._which.choose(number)
        self._views.setCurrentIndex(number)
        self._back.setEnabled(number > 0)
        self._next.setEnabled(number < len(self._steps) - 1)
        self._steps[number].begin()
        self.give_letters()
