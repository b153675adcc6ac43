"""How an item is answered: one editor a judging rule, each with keys of its own."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.mark import Answer, Bare, Degree, Ratio
from sgz_desktop.domain.rubric import (
    CompletenessRule,
    ConditionsRule,
    DeductionRule,
    DegreeRule,
    Item,
    TiersRule,
)
from sgz_desktop.errors import Refused
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.reading import read_figure, read_mark
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.answer_editor import BEGINS_FIGURE, AnswerEditor, Save
from sgz_desktop.ui.widgets.answers_by_choice import CompletenessEditor, ConditionsEditor, DeductionEditor
from sgz_desktop.ui.widgets.auto_fields import AutoField
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.plain import Bar, label, restyle, row
from sgz_desktop.ui.widgets.typing_fields import MarkField

__all__ = ["AnswerEditor", "editor_for"]


_BARE_STEP = Decimal("0.5")


class PointsEditor(AnswerEditor):
    """程度分 and 直接给分: points in a field, by digits; the arrows go up and down a step."""

    is_a_line = True

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__(item, save)
        self._is_degree = isinstance(item.rule, DegreeRule)
        self.bar = Bar(name="answerBar")
        self.field = MarkField(name="answerField", title=self.tr("分数"), width=96)
        self.field.setProperty("mark", True)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.auto = AutoField(self.field, save=self._keep, read=read_mark)
        self.auto.explained.connect(self.refused)
        self.column.addLayout(row(self.auto, self.bar, spacing=12))
        self.auto.error.setWordWrap(False)
        # The sentence needs the whole width, not that of a mark.
        self.column.addWidget(self.auto.error)

    @property
    def is_refused(self) -> bool:
        return bool(self.auto.error.text())

    def how(self) -> str:
        full = figure_text(self.item.points)
        if self._is_degree:
            return self.tr("满分 {full} 分 · 程度分 · 键入数字或 ← →").format(full=full)
        return self.tr("满分 {full} 分 · 直接给分 · 键入数字或 ← →").format(full=full)

    def show_answer(self, answer: Answer | None) -> None:
        points = answer.points if isinstance(answer, Degree | Bare) else None
        self.auto.show_text("" if points is None else figure_text(points))
        self._fill(points)

    def drop(self) -> None:
        self.auto.show_text("", other=True)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(up=key == Qt.Key.Key_Right)
            return True
        if text and text in BEGINS_FIGURE:
            self.field.setFocus()
            self.field.setText(text)
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        _fit(self.auto, self.field, 96)

    def _step(self, *, up: bool) -> None:
        rule = self.item.rule
        step = rule.step if isinstance(rule, DegreeRule) else _BARE_STEP
        shown = self._points()
        if shown is None:  # from nothing: the first step, or all of it
            shown = Decimal(0) if up else self.item.points + step
        stepped = shown + step if up else shown - step
        # As if it had been typed: where it cannot be saved it stays in the field.
        self.field.put(figure_text(max(Decimal(0), min(self.item.points, stepped))))
        self.auto.flush()

    def _points(self) -> Decimal | None:
        try:
            return read_mark(self.auto.text)
        except Refused:
            return None

    def _keep(self, value: Decimal | None) -> str:
        if value is None:
            return self.save(None)
        if value < 0:
            return self.tr("分数不能小于 0。")
        return self.save(Degree(value) if self._is_degree else Bare(value))

    def _fill(self, points: Decimal | None) -> None:
        self.bar.show_share(int((points or 0) * 1000), int(self.item.points * 1000))


class TiersEditor(AnswerEditor):
    """按比例分档: the ratio in per cent, and the tier it reaches."""

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__(item, save)
        assert isinstance(item.rule, TiersRule)
        self._rule = item.rule
        self.field = MarkField(name="answerField", title=item.rule.ratio, width=110)
        self.field.setProperty("mark", True)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.auto = AutoField(self.field, save=self._keep, read=read_figure)
        self.auto.explained.connect(self.refused)
        ratio = label(self.tr("%　{ratio}").format(ratio=item.rule.ratio), "quiet", wrap=True)
        self.column.addLayout(row(self.auto, ratio, spacing=6))
        self.column.addWidget(self.auto.error)
        self._tiers = [
            label("", "quiet", name=f"tier_{number}") for number in range(len(item.rule.tiers) + 1)
        ]
        reached = FlowLayout()
        for each in self._tiers:
            reached.addWidget(each)
        self.column.addLayout(reached)
        self._known: Decimal | None = None
        self._is_given = False
        self._told = label("", "second", wrap=True, name="knownRatio")
        self._take_known = KeyButton(self.tr("照此填入"), "=", name="takeKnownRatio")
        self._take_known.setProperty("small", True)
        self._take_known.clicked.connect(self._give_known)
        self._offered = QWidget()
        offered = row(self._take_known, self._told, spacing=8)
        offered.setContentsMargins(0, 0, 0, 0)
        offered.setStretch(1, 1)
        self._offered.setLayout(offered)
        self._offered.hide()
        self.column.addWidget(self._offered)
        self._show_tiers(None)

    @property
    def is_refused(self) -> bool:
        return bool(self.auto.error.text())

    def how(self) -> str:
        full = figure_text(self.item.points)
        return self.tr("满分 {full} 分 · 按比例分档 · 键入百分比").format(full=full)

    def show_answer(self, answer: Answer | None) -> None:
        value = answer.value if isinstance(answer, Ratio) else None
        self._is_given = value is not None
        self._show_offer()
        self.auto.show_text("" if value is None else figure_text(value * 100))
        self._show_tiers(value)

    def offer(self, value: Decimal | None, told: str) -> None:
        self._known = value
        if value is not None:
            said = self.tr("“其他数据”里已有：{share}%（{told}）")
            self._told.setText(said.format(share=figure_text(value * 100), told=told))
        self._show_offer()

    def drop(self) -> None:
        self.auto.show_text("", other=True)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        if text == "=" and self._known is not None:
            self._give_known()
            return True
        if not text or text not in BEGINS_FIGURE:
            return False
        self.field.setFocus()
        self.field.setText(text)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        _fit(self.auto, self.field, 124)

    def _keep(self, value: Decimal | None) -> str:
        if value is None:
            return self.save(None)
        if value < 0:
            return self.tr("比例不能小于 0。")
        return self.save(Ratio(value / 100))

    def _show_offer(self) -> None:
        """What is answered needs no offer; the key still takes it."""
        self._offered.setVisible(self._known is not None and not self._is_given)

    def _give_known(self) -> None:
        if self._known is not None:
            self.given.emit(Ratio(self._known))

    def _show_tiers(self, value: Decimal | None) -> None:
        tiers = sorted(self._rule.tiers, key=lambda each: -each.at_least)
        reached = next((each for each in tiers if value is not None and value >= each.at_least), None)
        for where, tier in zip(self._tiers, [*tiers, None], strict=True):
            here = value is not None and tier is reached
            sign = "✓" if here else ""
            if tier is None:
                text = self.tr("{sign} 以下 0 分").format(sign=sign)
            else:
                least, points = figure_text(tier.at_least * 100), figure_text(tier.points)
                text = self.tr("{sign} ≥{least}% {points} 分").format(sign=sign, least=least, points=points)
            where.setText(text.strip())
            where.setProperty("part", "strong" if here else "quiet")
            restyle(where)


def _fit(auto: AutoField, field: MarkField, width: int) -> None:
    """Make a mark's field as wide as its figures are at the window's text size."""
    for each in (auto, field):
        each.setFixedWidth(text_px(auto, width))


def editor_for(item: Item, save: Save) -> AnswerEditor:
    """The editor of an item's judging rule."""
    kinds: dict[type[Any], type[AnswerEditor]] = {
        ConditionsRule: ConditionsEditor,
        TiersRule: TiersEditor,
        CompletenessRule: CompletenessEditor,
        DeductionRule: DeductionEditor,
    }
    return kinds.get(type(item.rule), PointsEditor)(item, save)
