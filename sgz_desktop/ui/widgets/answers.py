"""How an item is answered: one editor a judging rule, each with keys of its own."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from sgz_desktop.domain.mark import (
    Answer,
    Bare,
    Completeness,
    Conditions,
    Degree,
    Extent,
    FaultCount,
    Faults,
    Ratio,
)
from sgz_desktop.domain.rubric import (
    CompletenessRule,
    ConditionsRule,
    DeductionRule,
    DegreeRule,
    Item,
    TiersRule,
)
from sgz_desktop.ui.reading import read_figure, read_mark
from sgz_desktop.ui.widgets.auto_fields import AutoField
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Bar, label, restyle, row
from sgz_desktop.ui.widgets.typing_fields import MarkField
from sgz_desktop.ui.wording import extent_name, figure_text

Save = Callable[[Answer | None], str]
_DIGITS = "0123456789"
_BEGINS_FIGURE = "0123456789.．。０１２３４５６７８９"


class AnswerEditor(QWidget):
    """Shows an answer and gives a new one to `save`, which returns the sentence that refuses it, or ""."""

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__()
        self.item = item
        self.save = save
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)

    def how(self) -> str:
        """How this rule is answered, in a few words with its keys."""
        raise NotImplementedError

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is stored; None, 不适用 and 待议 leave the editor empty."""
        raise NotImplementedError

    def take_key(self, text: str, key: Qt.Key) -> bool:
        """Act on a single key pressed outside any text field; False when it means nothing here."""
        return False

    def number(self, text: str) -> int | None:
        """The digit a key typed, if it is one."""
        return _DIGITS.index(text) if len(text) == 1 and text in _DIGITS else None


class PointsEditor(AnswerEditor):
    """程度分 and 直接给分: points in a field, by digits; the arrows go up and down a step of the degree."""

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__(item, save)
        self._is_degree = isinstance(item.rule, DegreeRule)
        self._shown: Decimal | None = None
        self.bar = Bar(name="answerBar")
        self.field = MarkField(name="answerField", title=self.tr("分数"), width=96)
        self.field.setProperty("mark", True)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.auto = AutoField(self.field, save=self._keep, read=read_mark)
        self.column.addLayout(row(self.auto, self.bar, spacing=12))
        self.auto.setFixedWidth(110)
        self.auto.error.setWordWrap(False)
        # The sentence needs the whole width, not that of a mark.
        self.column.addWidget(self.auto.error)

    def how(self) -> str:
        full = figure_text(self.item.points)
        if self._is_degree:
            return self.tr("满分 {full} 分 · 程度分 · 键入数字或 ← →").format(full=full)
        return self.tr("满分 {full} 分 · 直接给分 · 键入数字").format(full=full)

    def show_answer(self, answer: Answer | None) -> None:
        points = answer.points if isinstance(answer, Degree | Bare) else None
        self._shown = points
        self.auto.show_text("" if points is None else figure_text(points))
        self._fill(points)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        if self._is_degree and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(up=key == Qt.Key.Key_Right)
            return True
        if text and text in _BEGINS_FIGURE:
            self.field.setFocus()
            self.field.setText(text)
            return True
        return False

    def _step(self, *, up: bool) -> None:
        rule = self.item.rule
        assert isinstance(rule, DegreeRule)
        if self._shown is None:
            stepped = rule.step if up else self.item.points
        else:
            stepped = self._shown + (rule.step if up else -rule.step)
        self.save(Degree(max(Decimal(0), min(self.item.points, stepped))))

    def _keep(self, value: Decimal | None) -> str:
        if value is None:
            return self.save(None)
        if value < 0:
            return self.tr("分数不能小于 0。")
        return self.save(Degree(value) if self._is_degree else Bare(value))

    def _fill(self, points: Decimal | None) -> None:
        self.bar.show_share(int((points or 0) * 1000), int(self.item.points * 1000))


class ConditionsEditor(AnswerEditor):
    """组合分: a box a condition, ticked by its digit."""

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__(item, save)
        assert isinstance(item.rule, ConditionsRule)
        self._boxes: dict[str, QCheckBox] = {}
        for number, each in enumerate(item.rule.conditions, 1):
            points = figure_text(each.points)
            text = self.tr("{number}　{wording}　{points} 分")
            box = QCheckBox(text.format(number=number, wording=each.wording, points=points))
            box.setObjectName(f"condition_{number}")
            box.setAccessibleName(each.wording)
            box.clicked.connect(self._give)
            self._boxes[each.code] = box
            self.column.addWidget(box)
        self.none = KeyButton(self.tr("都不满足"), "0", name="conditionsNone")
        self.none.clicked.connect(lambda: self.save(Conditions(frozenset())))
        self.column.addLayout(row(self.none, None))

    def how(self) -> str:
        full = figure_text(self.item.points)
        return self.tr("满分 {full} 分 · 组合分 · 数字键勾选满足的条件").format(full=full)

    def show_answer(self, answer: Answer | None) -> None:
        met = answer.met if isinstance(answer, Conditions) else frozenset()
        for code, box in self._boxes.items():
            box.setChecked(code in met)
        self.none.show_chosen(is_chosen=isinstance(answer, Conditions) and not met)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        number = self.number(text)
        if number is None or number > len(self._boxes):
            return False
        if number == 0:
            self.none.click()
        else:
            list(self._boxes.values())[number - 1].click()
        return True

    def _give(self) -> None:
        self.save(Conditions(frozenset(code for code, box in self._boxes.items() if box.isChecked())))


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
        self.auto.setFixedWidth(124)
        ratio = label(self.tr("%　{ratio}").format(ratio=item.rule.ratio), "quiet", wrap=True)
        self.column.addLayout(row(self.auto, ratio, spacing=6))
        self.column.addWidget(self.auto.error)
        self._tiers = [
            label("", "quiet", name=f"tier_{number}") for number in range(len(item.rule.tiers) + 1)
        ]
        self.column.addLayout(row(*self._tiers, None, spacing=18))
        self._show_tiers(None)

    def how(self) -> str:
        full = figure_text(self.item.points)
        return self.tr("满分 {full} 分 · 按比例分档 · 键入百分比").format(full=full)

    def show_answer(self, answer: Answer | None) -> None:
        value = answer.value if isinstance(answer, Ratio) else None
        self.auto.show_text("" if value is None else figure_text(value * 100))
        self._show_tiers(value)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        if not text or text not in _BEGINS_FIGURE:
            return False
        self.field.setFocus()
        self.field.setText(text)
        return True

    def _keep(self, value: Decimal | None) -> str:
        if value is None:
            return self.save(None)
        if value < 0:
            return self.tr("比例不能小于 0。")
        return self.save(Ratio(value / 100))

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


class CompletenessEditor(AnswerEditor):
    """全有、部分、没有: three choices, by 1 to 3."""

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__(item, save)
        assert isinstance(item.rule, CompletenessRule)
        points = {Extent.ALL: item.points, Extent.PART: item.rule.part_points, Extent.NONE: Decimal(0)}
        self._choices: dict[Extent, QRadioButton] = {}
        for number, extent in enumerate(Extent, 1):
            text = self.tr("{number}　{name}　{points} 分")
            said = text.format(number=number, name=extent_name(extent), points=figure_text(points[extent]))
            choice = QRadioButton(said)
            choice.setObjectName(f"extent_{extent}")
            choice.setAccessibleName(extent_name(extent))
            choice.clicked.connect(lambda _=False, each=extent: self.save(Completeness(each)))
            self._choices[extent] = choice
            self.column.addWidget(choice)

    def how(self) -> str:
        full = figure_text(self.item.points)
        return self.tr("满分 {full} 分 · 全有、部分或没有 · 按 1 2 3").format(full=full)

    def show_answer(self, answer: Answer | None) -> None:
        extent = answer.extent if isinstance(answer, Completeness) else None
        for each, choice in self._choices.items():
            choice.setAutoExclusive(False)
            choice.setChecked(each is extent)
            choice.setAutoExclusive(True)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        number = self.number(text)
        if number is None or not 1 <= number <= len(self._choices):
            return False
        list(self._choices.values())[number - 1].click()
        return True


class DeductionEditor(AnswerEditor):
    """扣分: how often each fault was found; a digit finds it once more."""

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__(item, save)
        assert isinstance(item.rule, DeductionRule)
        self._counts: dict[str, int] = {}
        self._codes = [each.code for each in item.rule.faults]
        self._said: dict[str, Any] = {}
        for number, each in enumerate(item.rule.faults, 1):
            less = KeyButton("−", name=f"fault_{number}_less")
            more = KeyButton("+", name=f"fault_{number}_more")
            less.setAccessibleName(self.tr("少一处：{wording}").format(wording=each.wording))
            more.setAccessibleName(self.tr("多一处：{wording}").format(wording=each.wording))
            for button, by in ((less, -1), (more, 1)):
                button.setProperty("small", True)
                button.clicked.connect(lambda _=False, code=each.code, step=by: self._change(code, step))
            count = label("0", "strong", name=f"fault_{number}_count")
            count.setMinimumWidth(28)
            count.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._said[each.code] = count
            text = self.tr("{number}　{wording}　每处 −{points} 分")
            said = label(
                text.format(number=number, wording=each.wording, points=figure_text(each.points)), wrap=True
            )
            line = row(less, count, more, 6, said, spacing=4)
            line.setStretchFactor(said, 1)
            self.column.addLayout(line)
        self.none = KeyButton(self.tr("没有发现"), "0", name="faultsNone")
        self.none.clicked.connect(lambda: self.save(Faults(())))
        self.column.addLayout(row(self.none, None))

    def how(self) -> str:
        full = figure_text(self.item.points)
        return self.tr("满分 {full} 分 · 发现一处扣一次 · 数字键加一处").format(full=full)

    def show_answer(self, answer: Answer | None) -> None:
        self._counts = dict(answer.counts) if isinstance(answer, Faults) else {}
        for code, where in self._said.items():
            where.setText(str(self._counts.get(code, 0)))
        self.none.show_chosen(is_chosen=isinstance(answer, Faults) and not answer.found)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        number = self.number(text)
        if number is None or number > len(self._codes):
            return False
        if number == 0:
            self.none.click()
        else:
            self._change(self._codes[number - 1], 1)
        return True

    def _change(self, code: str, step: int) -> None:
        counts = self._counts | {code: min(1000, max(0, self._counts.get(code, 0) + step))}
        self.save(Faults(tuple(FaultCount(each, count) for each, count in counts.items() if count)))


def editor_for(item: Item, save: Save) -> AnswerEditor:
    """The editor of an item's judging rule."""
    kinds: dict[type[Any], type[AnswerEditor]] = {
        ConditionsRule: ConditionsEditor,
        TiersRule: TiersEditor,
        CompletenessRule: CompletenessEditor,
        DeductionRule: DeductionEditor,
    }
    return kinds.get(type(item.rule), PointsEditor)(item, save)
