"""The line above the page: which station, saved when, and the result unless it is hidden."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from sgz_desktop.ui.texts import date_text, time_text, tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Chip, Elided, label, row

if TYPE_CHECKING:
    from sgz_desktop.domain.evaluation import Evaluation
    from sgz_desktop.domain.result import Score

HIDDEN = "●●.●●"


def progress_hint(*, items: int, others: int) -> str:
    """What the progress counts."""
    return tr("算在进度里的有：检查项 {items} 项，各方与分项的得分 {others} 个。").format(
        items=items, others=others
    )


class Header(QFrame):
    """Station, phase, day, saved state and result.

    Signals: reveal_wanted, when somebody wants the result shown or hidden; contests_wanted, when somebody
    wants to see what people set differently.
    """

    reveal_wanted = Signal()
    contests_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(60)
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
        self.box = QFrame()
        self.box.setObjectName("resultBox")
        self.box.setFixedHeight(42)
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
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 20, 0)
        line.setSpacing(12)
        line.addWidget(self.station)
        line.addLayout(row(self.phase, self.day, spacing=8))
        line.addWidget(self.contests)
        line.addStretch(1)
        line.addWidget(self.saved)
        line.addWidget(self.box)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No evaluation is open."""
        self.station.setText(self.tr("评估"))
        for each in (self.phase, self.day, self.box, self.contests):
            each.hide()
        self.saved.setText("")

    def show_evaluation(self, evaluation: "Evaluation") -> None:
        """Show which evaluation is open."""
        from sgz_desktop.ui.figures import phase_name

        self.station.say(evaluation.station)
        self.phase.say(self.tr("{phase}评估").format(phase=phase_name(evaluation.phase)), "accent")
        self.day.say(date_text(evaluation.visit_date), "plain")
        self.phase.show()
        self.day.setVisible(evaluation.visit_date is not None)
        self.box.show()

    def show_contests(self, count: int) -> None:
        """Show how many things people set differently; nothing where there are none."""
        text = self.tr("{count} 处不一致").format(count=count)
        self.contests.setText(text)
        self.contests.setAccessibleName(self.tr("{text}，待选定").format(text=text))
        self.contests.updateGeometry()
        self.contests.setVisible(count > 0)

    def show_saved(self, at: datetime | None) -> None:
        """Show when something was last made durable."""
        self.saved.setText("" if at is None else self.tr("已保存 {time}").format(time=time_text(at)))

    def show_unsaved(self) -> None:
        """Show that something given is not on the disk."""
        self.saved.setText(self.tr("没有保存"))

    def show_saving(self) -> None:
        """Show that something is on its way to the disk, at once."""
        self.saved.setText(self.tr("保存中…"))
        self.saved.repaint()

    def show_result(self, score: "Score", *, hidden: bool, walk: bool) -> None:
        """Show total and grade, floor and ceiling while anything is open, or nothing but the progress.

        With `walk` the progress is that of the items, else of everything the result needs.
        """
        self.reveal.setText(self.tr("显示") if hidden else self.tr("隐藏"))
        self.reveal.setAccessibleName(self.tr("显示结果") if hidden else self.tr("隐藏结果"))
        self.grade.setVisible(not hidden)
        if hidden:
            self.figure.setText(HIDDEN)
            self.figure.setAccessibleName(self.tr("结果已隐藏"))
            self._show_progress(score, walk=walk)
            return
        self.more.setToolTip("")
        self.figure.setAccessibleName(self.tr("结果"))
        self._show_figures(score)
        if score.disagreements:
            self._show_disputed(score)
        self._show_grade(score)

    def _show_progress(self, score: "Score", *, walk: bool) -> None:
        from sgz_desktop.ui.stages import walked

        done, whole = walked(score)
        if walk and whole:
            self.more.setText(self.tr("已答 {done}/{all}").format(done=done, all=whole))
            self.more.setToolTip(self.tr("各位专家已经作答的检查项，各方的得分不算在内。"))
            return
        progress = self.tr("进度 {done}/{all}")
        self.more.setText(progress.format(done=score.answered, all=score.answerable))
        self.more.setToolTip(progress_hint(items=whole, others=score.answerable - whole))

    def _show_figures(self, score: "Score") -> None:
        from sgz_desktop.ui.figures import figure_text

        if score.total is not None:
            self.figure.setText(figure_text(score.total, 2))
            above = [each for each in score.distances if each.from_floor < 0]
            if above:
                nearest = min(above, key=lambda each: -each.from_floor)
                gap = figure_text(-nearest.from_floor, 2)
                self.more.setText(self.tr("距{grade} {gap}").format(grade=nearest.name, gap=gap))
            else:
                self.more.setText("")
        elif score.floor is not None and score.ceiling is not None:
            self.figure.setText("")
            bounds = self.tr("已得 {floor}，最高可达 {ceiling}")
            self.more.setText(
                bounds.format(floor=figure_text(score.floor, 2), ceiling=figure_text(score.ceiling, 2))
            )
        else:
            self.figure.setText("")
            self.more.setText("")

    def _show_disputed(self, score: "Score") -> None:
        """Say that the figures shown may still change, and between what they lie."""
        from sgz_desktop.ui.figures import figure_text

        hint = self.tr("{count} 处不一致未定，结果暂定").format(count=score.disagreements)
        self.more.setText(hint)
        if score.total is None and score.floor is not None and score.ceiling is not None:
            floor, ceiling = figure_text(score.floor, 2), figure_text(score.ceiling, 2)
            self.figure.setText(self.tr("{floor}–{ceiling}").format(floor=floor, ceiling=ceiling))
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
