"""The line above the page: which station, saved when, and the result unless it is hidden."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sgz_desktop.domain.veil import VEILED, VEILED_WHY
from sgz_desktop.ui.texts import date_text, time_text, tr
from sgz_desktop.ui.tokens import TextSize, scaled
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Chip, Elided, label, row

if TYPE_CHECKING:
    from sgz_desktop.domain.evaluation import Evaluation
    from sgz_desktop.domain.result import Score

HIDDEN = "●●.●●"
_HEIGHT, _BOX, _GAP, _MARGIN = 60, 42, 12, 20
_STATION_AT_LEAST = 150


def progress_hint(*, items: int, others: int) -> str:
    """What the progress counts."""
    hint = tr("算结果要用的：检查项 {items} 项，得分 {others} 个；按录入的得分计的分项，逐项评分不算在内。")
    return hint.format(items=items, others=others)


class _ResultBox(QFrame):
    """The frame around the result.

    Signals: clicked, when somebody clicks beside the button in it.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("resultBox")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class Header(QFrame):
    """Station, phase, day, saved state and result.

    Signals: reveal_wanted, when somebody wants the result shown or hidden; contests_wanted, when somebody
    wants to see what people set differently; search_wanted, when somebody wants to find something;
    proof_wanted, when somebody wants to know where the result comes from.
    """

    reveal_wanted = Signal()
    contests_wanted = Signal()
    search_wanted = Signal()
    proof_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.station = Elided(self.tr("评估"), name="stationName")
        self.phase = Chip("", "accent", name="phaseChip")
        self.day = Chip("", "plain", name="dateChip")
        self.saved = label("", "saved", name="savedState")
        self.contests = KeyButton("", name="contests")
        self.contests.setProperty("alert", "warn")
        self.contests.setProperty("small", True)
        self.contests.setToolTip(
            self.tr("有内容被不同的人填得不一样，彼此没有看到对方填的。点开选定一个（Ctrl+G）。")
        )
        self.contests.clicked.connect(self.contests_wanted)
        self.box = _ResultBox()
        self.box.setToolTip(self.tr("点一下看结果的依据（Ctrl+Shift+E）"))
        self.box.clicked.connect(self.proof_wanted)
        self.figure = label("", "figure", name="resultFigure")
        self.grade = Chip("", "plain", name="resultGrade")
        self.more = label("", "second", name="resultMore")
        self.reveal = KeyButton(self.tr("显示"), "Ctrl E", name="resultReveal")
        self.reveal.setProperty("flat", True)
        self.reveal.setProperty("small", True)
        self.reveal.clicked.connect(self.reveal_wanted)
        inside = QHBoxLayout(self.box)
        inside.setContentsMargins(14, 2, 8, 2)
        inside.setSpacing(10)
        for each in (self.figure, self.grade, self.more, self.reveal):
            inside.addWidget(each)
        self.search = KeyButton(self.tr("搜索"), "Ctrl K", name="search")
        self.search.clicked.connect(self.search_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        line.setSpacing(_GAP)
        line.addWidget(self.station)
        line.addLayout(row(self.phase, self.day, spacing=8))
        line.addWidget(self.contests)
        line.addStretch(1)
        line.addWidget(self.saved)
        line.addWidget(self.box)
        line.addWidget(self.search)
        self._is_dated = False
        self.measure(TextSize.STANDARD)
        self.show_nothing()

    def measure(self, size: TextSize) -> None:
        """Be as high as text of this size needs."""
        self.setFixedHeight(scaled(_HEIGHT, size))
        self.box.setFixedHeight(scaled(_BOX, size))
        self._fit()

    def show_nothing(self) -> None:
        """No evaluation is open."""
        self.station.setText(self.tr("评估"))
        self._is_dated = False
        for each in (self.phase, self.day, self.box, self.contests):
            each.hide()
        self.saved.setText("")

    def show_evaluation(self, evaluation: "Evaluation") -> None:
        """Show which evaluation is open."""
        from sgz_desktop.ui.figures import phase_name

        self.station.say(evaluation.station)
        self.phase.say(self.tr("{phase}评估").format(phase=phase_name(evaluation.phase)), "accent")
        self.day.say(date_text(evaluation.visit_date), "plain")
        self._is_dated = evaluation.visit_date is not None
        self.box.show()
        self._fit()

    def show_contests(self, count: int) -> None:
        """Show how many things people set differently; nothing where there are none."""
        text = self.tr("{count} 处不一致").format(count=count)
        self.contests.setText(text)
        self.contests.setAccessibleName(self.tr("{text}，待选定").format(text=text))
        self.contests.updateGeometry()
        self.contests.setVisible(count > 0)
        self._fit()

    def show_saved(self, at: datetime | None) -> None:
        """Show when something was last made durable."""
        self.saved.setText("" if at is None else self.tr("已保存 {time}").format(time=time_text(at)))
        self._fit()

    def show_unsaved(self) -> None:
        """Show that something given is not on the disk."""
        self.saved.setText(self.tr("没有保存"))
        self._fit()

    def show_saving(self) -> None:
        """Show that something is on its way to the disk, at once."""
        self.saved.setText(self.tr("保存中…"))
        self.saved.repaint()

    def show_result(self, score: "Score", *, hidden: bool, walk: bool, veiled: bool = False) -> None:
        """Show total and grade, floor and ceiling while anything is open, or nothing but the progress.

        With `walk` the progress is that of the items, else of everything the result needs. What is `veiled`
        nobody can reveal before handing in.
        """
        self.reveal.setVisible(not veiled)
        self.box.setToolTip(VEILED_WHY if veiled else self.tr("点一下看结果的依据（Ctrl+Shift+E）"))
        if veiled:
            self.grade.hide()
            self._say_figure(VEILED)
            self.figure.setAccessibleName(self.tr("结果：{why}").format(why=VEILED_WHY))
            self._show_progress(score, walk=walk)
            self.more.setText(f"{VEILED_WHY}　{self.more.text()}")
            self._fit()
            return
        self.reveal.setText(self.tr("显示") if hidden else self.tr("隐藏"))
        self.reveal.setAccessibleName(self.tr("显示结果") if hidden else self.tr("隐藏结果"))
        self.grade.setVisible(not hidden)
        if hidden:
            self._say_figure(HIDDEN)
            self.figure.setAccessibleName(self.tr("结果已隐藏"))
            self._show_progress(score, walk=walk)
            self._fit()
            return
        self.more.setToolTip("")
        self.figure.setAccessibleName(self.tr("结果"))
        self._show_figures(score)
        if score.disagreements:
            self._show_disputed(score)
        self._show_grade(score)
        self._fit()

    def _show_progress(self, score: "Score", *, walk: bool) -> None:
        from sgz_desktop.ui.stages import walked

        done, whole = walked(score)
        if walk and whole:
            self.more.setText(self.tr("已答 {done}/{all}").format(done=done, all=whole))
            self.more.setToolTip(self.tr("各位专家已经作答的检查项，各方的得分不算在内。"))
            return
        progress = self.tr("计分所需 {done}/{all}")
        self.more.setText(progress.format(done=score.answered, all=score.answerable))
        self.more.setToolTip(progress_hint(items=whole, others=score.answerable - whole))

    def _show_figures(self, score: "Score") -> None:
        from sgz_desktop.ui.figures import figure_text

        if score.total is not None:
            self._say_figure(figure_text(score.total, 2))
            above = [each for each in score.distances if each.from_floor < 0]
            # Where a veto gives the grade no points lead to another one.
            if above and not score.vetoed:
                nearest = min(above, key=lambda each: -each.from_floor)
                gap = figure_text(-nearest.from_floor, 2)
                self.more.setText(self.tr("距{grade} {gap}").format(grade=nearest.name, gap=gap))
            else:
                self.more.setText("")
        elif score.floor is not None and score.ceiling is not None:
            self._say_figure("")
            bounds = self.tr("已得 {floor}，最高可达 {ceiling}")
            self.more.setText(
                bounds.format(floor=figure_text(score.floor, 2), ceiling=figure_text(score.ceiling, 2))
            )
        else:
            self._say_figure("")
            self.more.setText("")

    def _say_figure(self, text: str) -> None:
        self.figure.setText(text)
        self.figure.setVisible(bool(text))  # an empty one would leave a gap

    def _show_disputed(self, score: "Score") -> None:
        """Say that the figures shown may still change, and between what they lie."""
        from sgz_desktop.ui.figures import figure_text

        hint = self.tr("{count} 处不一致未定，结果暂定").format(count=score.disagreements)
        self.more.setText(hint)
        if score.total is None and score.floor is not None and score.ceiling is not None:
            floor, ceiling = figure_text(score.floor, 2), figure_text(score.ceiling, 2)
            self._say_figure(self.tr("{floor}–{ceiling}").format(floor=floor, ceiling=ceiling))
            bounds = self.tr("按各种填法，最低 {floor}，最高 {ceiling}。")
            self.more.setToolTip(bounds.format(floor=floor, ceiling=ceiling))

    def _show_grade(self, score: "Score") -> None:
        name = score.grade_name or self.tr("等级未定")
        tone = "good"
        if score.grade is None:
            tone = "plain"
        elif score.vetoed:
            tone = "bad"
        elif score.provisional:
            name, tone = self.tr("暂 {grade}").format(grade=name), "warn"
        self.grade.say(name, tone)

    def _fit(self) -> None:
        """Give way where there is no room: the day, the phase, then what the status line says as well."""
        if self.box.isHidden():
            return
        room = self.width() - 2 * _MARGIN - _STATION_AT_LEAST
        kept: tuple[QWidget, ...] = (self.search, self.box, self.contests)
        room -= sum(each.sizeHint().width() + _GAP for each in kept if not each.isHidden())
        room -= self._show_if(self.saved, room)
        room -= self._show_if(self.phase, room)
        self._show_if(self.day, room if self._is_dated else 0)

    def _show_if(self, part: QWidget, room: int) -> int:
        """Show a part where it has room; returns what it takes of it."""
        needed = part.sizeHint().width() + _GAP
        part.setVisible(needed <= room)
        return needed if needed <= room else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
