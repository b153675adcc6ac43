"""合议与评分: the result, the deliberation behind it, the figures people bring, the vetoes and the proof."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.result import Missing, Score
from sgz_desktop.domain.veil import LIFTED, VEILED, VEILED_WHY
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.scoring_deliberation import Deliberation
from sgz_desktop.ui.pages.scoring_figures import FiguresPanel
from sgz_desktop.ui.pages.scoring_proof import ProofPanel, path_to
from sgz_desktop.ui.pages.scoring_table import ScoreTable
from sgz_desktop.ui.pages.scoring_turning import TurningCard
from sgz_desktop.ui.pages.scoring_vetoes import VetoPanel
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.chart_card import ChartCard
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, label, row, upright
from sgz_desktop.ui.wording import basis_name

_VETO_WIDTH = 380
_VETO_AT_LEAST = 300
RESULT, DELIBERATION, FIGURES, PROOF = range(4)
"""The tabs, in order."""


class ScoringPage(Page):
    """Tabs at the left, vetoes beside those that show figures.

    Others may point at a Missing, at a question by (item, review group), or at a figure's proof by
    "proof.total", "proof.grade", "proof.party.<code>", "proof.component.<code>" and "proof.veto.<rule>".
    """

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__(session, name="scoringPage")
        bases = [(each, basis_name(each)) for each in Basis]
        self._basis = Choice(bases, name="basis", title=self.tr("结果的依据"))
        self._basis.picked.connect(self._choose_basis)
        self._tabs = QTabBar()
        self._tabs.setObjectName("scoringTabs")
        self._tabs.setAccessibleName(self.tr("评分页的部分"))
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        for text in (self.tr("得分"), self.tr("合议"), self.tr("录入得分"), self.tr("依据")):
            self._tabs.addTab(text)
        self._chart = ChartCard(
            session,
            jobs,
            lambda each: session.program.charting.shares(each, session.worker),
            name="scoreChart",
            key="chart.scores",
        )
        self._proved: tuple[Any, Any] = (None, None)
        self._veil_proved = LIFTED
        self._veil = LIFTED
        self._make_parts(session)
        self._views = QStackedWidget()
        for each in (self._score_view(), self._deliberation, _scrolled(self._figures), self._proof):
            self._views.addWidget(each)
        self._tabs.currentChanged.connect(self._turn)
        # The chosen one is bold: the bar needs a pixel more or less than before.
        self._tabs.currentChanged.connect(lambda _: self._tabs.updateGeometry())
        self._vetoes = VetoPanel(session)
        self._lay_out()
        self.setFocusProxy(self._tabs)

    def begin_anew(self) -> None:
        self._chart.begin_anew()
        self._vetoes.begin_anew()
        for each in (self._deliberation, self._figures, self._proof):
            each.begin_anew()

    def redraw(self) -> None:
        session, score = self.session, self.session.score
        self._veil = session.program.results.veil(session.open_id, session.worker)
        self._basis.choose(score.basis)
        self._chart.refresh()
        self._vetoes.show_score(score, self._veil)
        self._table.show_score(score, self._veil)
        self._distance.setText(self._distance_text(score))
        self._redraw_tab()

    def point_at(self, target: Any) -> None:
        if isinstance(target, str):
            kind, _, code = target.partition(".")
            if kind == "proof":
                self._open_proof(code or "total", returns=False)
        elif isinstance(target, tuple):
            self._tabs.setCurrentIndex(DELIBERATION)
            self._deliberation.point_at(target)
        elif isinstance(target, Missing):
            self._point_at_missing(target)

    def _point_at_missing(self, target: Missing) -> None:
        if target.code.startswith("veto."):
            self._tabs.setCurrentIndex(RESULT)
            self._vetoes.point_at(target.code.split(".")[1])
        elif target.code == "hand_in":
            self._tabs.setCurrentIndex(DELIBERATION)
        else:
            self._tabs.setCurrentIndex(FIGURES)
            self._figures.point_at(target)

    def _choose_basis(self, basis: Basis) -> None:
        if basis is self.session.dossier.evaluation.basis:
            self.session.waiting.drop("basis")
            return
        judging, text = self.session.program.judging, self.tr("结果的依据")
        self.session.write(text, lambda each, who: judging.set_basis(each, basis, who), about="basis")

    def _turn(self, number: int) -> None:
        self._views.setCurrentIndex(number)
        self._show_side(is_shown=number in (RESULT, FIGURES))
        if number != PROOF:
            self._proof.forget_way_back()
        if self.session.evaluation_id is not None:
            self._redraw_tab()

    def _show_side(self, *, is_shown: bool) -> None:
        """The vetoes with the line before them; without them the page ends where every page does."""
        for each in (self._line, self._side):
            each.setVisible(is_shown)
        self._left.setContentsMargins(20, 10, 14 if is_shown else 20, 12)

    def _redraw_tab(self) -> None:
        """What only one tab shows, and takes long, is worked out when that one is seen."""
        session, number = self.session, self._tabs.currentIndex()
        if number == RESULT:
            self._turning.show_score(session.score, self._veil)
        elif number == DELIBERATION:
            self._deliberation.refresh()
        elif number == FIGURES:
            self._figures.show_score(session.score, self._veil)
        elif number == PROOF:
            proved = session.dossier, session.score
            # With thousands of marks a proof takes its time: the same things prove the same.
            is_same = all(each is known for each, known in zip(proved, self._proved, strict=True))
            if not is_same or self._veil != self._veil_proved:
                self._proved, self._veil_proved = proved, self._veil
                self._proof.show_lines(session.program.results.proof(session.open_id, veil=self._veil))

    def _open_proof(self, code: str, *, returns: bool) -> None:
        """Show how a figure came about."""
        self._tabs.setCurrentIndex(PROOF)
        self._proof.open_at(path_to(self.session.score, code), returns=returns)

    def _go_back(self) -> None:
        self._tabs.setCurrentIndex(RESULT)
        self._table.setFocus()

    def _go_to_item(self, code: str) -> None:
        questions = self.session.program.deliberating.questions(self.session.open_id, self.session.worker)
        found = [each.key for each in questions if each.item.code == code]
        if found:
            self._tabs.setCurrentIndex(DELIBERATION)
            self._deliberation.point_at(found[0])

    def _distance_text(self, score: Score) -> str:
        """How far the result is from each grade line, and what is still open."""
        if score.floor is None or score.ceiling is None:
            return self.tr("没有总分，只有等级。")
        if self._veil.total:
            return f"{VEILED}　{VEILED_WHY}。"
        parts = []
        if score.total is None:
            bounds = self.tr("已得 {floor}，最高可达 {ceiling}。")
            parts.append(
                bounds.format(floor=figure_text(score.floor, 2), ceiling=figure_text(score.ceiling, 2))
            )
        for each in score.distances:
            if each.at_least == 0:
                continue
            line = self.tr("{grade}线 {line}：").format(grade=each.name, line=figure_text(each.at_least))
            parts.append(line + self._gap(each.from_floor, each.from_ceiling))
        if score.vetoed:
            parts.append(self.tr("有否决条件成立，不论总分，等级为{grade}。").format(grade=score.grade_name))
        return "\n".join(parts)

    def _gap(self, floor: Any, ceiling: Any) -> str:
        if floor >= 0:
            return self.tr("▲ 已高出 {gap} 分").format(gap=figure_text(floor, 2))
        if ceiling < 0:
            return self.tr("▽ 还差 {gap} 分").format(gap=figure_text(-ceiling, 2))
        return self.tr("未定：还差 {gap} 分，余下的能补上").format(gap=figure_text(-floor, 2))

    def _make_parts(self, session: Session) -> None:
        self._table = ScoreTable(session)
        self._table.proof_wanted.connect(lambda code: self._open_proof(code, returns=True))
        self._distances = Card(name="distances")
        self._distance = label("", wrap=True, name="distanceText")
        self._distances.body.addWidget(self._distance)
        self._turning = TurningCard(session)
        self._turning.item_wanted.connect(self._go_to_item)
        self._deliberation = Deliberation(session)
        self._deliberation.held.connect(lambda: self._tabs.setCurrentIndex(DELIBERATION))
        self._figures = FiguresPanel(session)
        self._proof = ProofPanel()
        self._proof.back_wanted.connect(self._go_back)

    def _score_view(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addWidget(self._table)
        column.addWidget(label(self.tr("点一个分数，或在一行上按 Enter，看它怎样得来。"), "hint"))
        column.addWidget(label(self.tr("距等级线"), "head"))
        column.addWidget(self._distances)
        column.addWidget(self._turning)
        column.addWidget(self._chart)
        column.addStretch(1)
        return _scrolled(inside)

    def _lay_out(self) -> None:
        left = self._left = QVBoxLayout()
        left.setContentsMargins(20, 10, 14, 12)
        left.setSpacing(10)
        self._line = upright()
        left.addWidget(_Head(self._tabs, label(self.tr("结果的依据"), "quiet"), self._basis))
        left.addWidget(self._views, 1)
        self._side = QWidget()
        self._side.setMinimumWidth(_VETO_AT_LEAST)
        self._side.setMaximumWidth(_VETO_WIDTH)
        right = QVBoxLayout(self._side)
        right.setContentsMargins(16, 14, 16, 12)
        right.addWidget(self._vetoes)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        # In a narrow window both sides give way, in a wide one only the left one grows.
        across.addLayout(left, 8)
        across.addWidget(self._line)
        across.addWidget(self._side, 5)


class _Head(QWidget):
    """The tabs and what the result rests on; its caption goes where there is no room for all three."""

    def __init__(self, tabs: QTabBar, caption: QWidget, basis: Choice) -> None:
        super().__init__()
        self._parts, self._caption = (tabs, basis), caption
        basis.setToolTip(basis.accessibleName())
        line = row(tabs, None, caption, basis)
        self.setLayout(line)
        self.setMinimumWidth(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        taken = sum(each.sizeHint().width() for each in (*self._parts, self._caption))
        self._caption.setVisible(taken + 32 <= event.size().width())


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
