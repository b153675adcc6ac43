"""Asks before a rule that is found to hold makes the grade, and for the reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.typing_fields import Line


class AskHolds(Ask):
    """`keep` takes the new reason and returns the sentence that refuses it, or "".

    `was` is the reason of the state before; `begun` a reason that was typed already.
    """

    def __init__(
        self,
        parent: QWidget,
        rule: str,
        rubric: Rubric,
        *,
        was: str,
        begun: str,
        keep: Callable[[str], str],
    ) -> None:
        super().__init__(parent, name="askHolds", title=self.tr("改为“成立”？"), yes=self.tr("认定成立"))
        self._keep = keep
        grade = min(rubric.grades, key=lambda each: each.at_least).name
        text = self.tr("“{rule}”一旦成立，不论总分多少，等级将为{grade}。")
        says = label(text.format(rule=rule, grade=grade), wrap=True, name="askHolds_text")
        before = label(
            self.tr("原来的理由不再适用：{was}").format(was=was), "second", wrap=True, name="askHolds_was"
        )
        before.setVisible(bool(was.strip()))
        self.reason = Line(
            name="askHolds_reason",
            title=self.tr("成立的理由"),
            placeholder=self.tr("成立的理由（必填）"),
        )
        self.reason.setText(begun)
        for each in (says, before, self.reason):
            self.body.addWidget(each)
        self.reason.setFocus()

    def agree(self) -> None:
        """Let the rule hold, if there is a reason."""
        self.reason.composition.take_in()
        reason = self.reason.text().strip()
        sentence = self._keep(reason) if reason else self.tr("请写明成立的理由。")
        if sentence:
            self.complain(sentence)
            self.reason.setFocus()
            return
        self.accept()
