"""Answers by choosing: which conditions are met, how complete something is, which faults were found."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QRadioButton

from sgz_desktop.domain.mark import Answer, Completeness, Conditions, Extent, FaultCount, Faults
from sgz_desktop.domain.rubric import CompletenessRule, ConditionsRule, DeductionRule, Item
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.widgets.answer_editor import AnswerEditor, Save
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import label, row
from sgz_desktop.ui.wording import extent_name


class _Wording(QLabel):
    """What stands beside a box, in as many lines as it takes; a click on it is one on the box."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self._box = box
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._box.click()


class ConditionsEditor(AnswerEditor):
    """组合分: a box a condition, ticked by its digit."""

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__(item, save)
        assert isinstance(item.rule, ConditionsRule)
        self._boxes: dict[str, QCheckBox] = {}
        for number, each in enumerate(item.rule.conditions, 1):
            points = figure_text(each.points)
            box = QCheckBox(str(number))
            box.setObjectName(f"condition_{number}")
            box.setAccessibleName(each.wording)
            box.clicked.connect(self._give)
            self._boxes[each.code] = box
            said = _Wording(
                self.tr("{wording}　{points} 分").format(wording=each.wording, points=points), box
            )
            line = row(box, said, spacing=6)
            line.setStretch(1, 1)
            self.column.addLayout(line)
        self.none = KeyButton(self.tr("都不满足"), "0", name="conditionsNone")
        self.none.clicked.connect(lambda: self.given.emit(Conditions(frozenset())))
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
        self.given.emit(Conditions(frozenset(code for code, box in self._boxes.items() if box.isChecked())))


class CompletenessEditor(AnswerEditor):
    """全有、部分、没有: three choices, by 1 to 3; the arrows go from one to the next."""

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
            choice.clicked.connect(lambda _=False, each=extent: self.given.emit(Completeness(each)))
            self._choices[extent] = choice
            self.column.addWidget(choice)

    def how(self) -> str:
        full = figure_text(self.item.points)
        return self.tr("满分 {full} 分 · 全有、部分或没有 · 按 1 2 3 或 ← →").format(full=full)

    def show_answer(self, answer: Answer | None) -> None:
        extent = answer.extent if isinstance(answer, Completeness) else None
        for each, choice in self._choices.items():
            choice.setAutoExclusive(False)
            choice.setChecked(each is extent)
            choice.setAutoExclusive(True)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(up=key == Qt.Key.Key_Right)
            return True
        number = self.number(text)
        if number is None or not 1 <= number <= len(self._choices):
            return False
        list(self._choices.values())[number - 1].click()
        return True

    def _step(self, *, up: bool) -> None:
        """One further up or down; from nothing to the lowest or the highest, as points do."""
        choices = list(reversed(self._choices.values()))  # the least first
        here = next((number for number, each in enumerate(choices) if each.isChecked()), None)
        last = len(choices) - 1
        if here is None:
            choices[0 if up else last].click()
        elif 0 <= here + (1 if up else -1) <= last:
            choices[here + (1 if up else -1)].click()


class DeductionEditor(AnswerEditor):
    """扣分: how often each fault was found; a digit finds it once more, Backspace once less."""

    def __init__(self, item: Item, save: Save) -> None:
        super().__init__(item, save)
        assert isinstance(item.rule, DeductionRule)
        self._counts: dict[str, int] = {}
        self._codes = [each.code for each in item.rule.faults]
        self._latest: str | None = None
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
        self.none.clicked.connect(lambda: self.given.emit(Faults(())))
        self.column.addLayout(row(self.none, None))

    def how(self) -> str:
        full = figure_text(self.item.points)
        return self.tr("满分 {full} 分 · 数字键加一处，退格键减一处").format(full=full)

    def show_answer(self, answer: Answer | None) -> None:
        self._counts = dict(answer.counts) if isinstance(answer, Faults) else {}
        for code, where in self._said.items():
            where.setText(str(self._counts.get(code, 0)))
        self.none.show_chosen(is_chosen=isinstance(answer, Faults) and not answer.found)

    def take_key(self, text: str, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Backspace:
            found = self._latest or next((each for each, count in self._counts.items() if count), None)
            if found is not None:
                self._change(found, -1)
            return True
        number = self.number(text)
        if number is None or number > len(self._codes):
            return False
        if number == 0:
            self.none.click()
        else:
            self._change(self._codes[number - 1], 1)
        return True

    def _change(self, code: str, step: int) -> None:
        self._latest = code
        counts = self._counts | {code: min(1000, max(0, self._counts.get(code, 0) + step))}
        self.given.emit(Faults(tuple(FaultCount(each, count) for each, count in counts.items() if count)))
