"""Asks before a final report leaves while marks are not handed in, and for the reason."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.result import Missing
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.typing_fields import Line

HAND_IN = "hand_in"


class AskUnhanded(Ask):
    """`keep` takes the reason and returns the sentence that refuses it, or ""; `agreed` goes on then."""

    def __init__(
        self,
        parent: QWidget,
        missing: Sequence[Missing],
        *,
        keep: Callable[[str], str],
        agreed: Callable[[], object],
    ) -> None:
        super().__init__(
            parent,
            name="askUnhanded",
            title=self.tr("还有 {count} 名评委没有提交评分").format(count=len(missing)),
            yes=self.tr("写明原因，导出正式稿"),
        )
        self.setMinimumWidth(560)
        self._keep, self._agreed = keep, agreed
        text = self.tr("没有提交的评分随时可能改动，正式稿的得分就会对不上。最好先到“合议与评分”提交。")
        who = label("\n".join(each.sentence for each in missing), wrap=True, name="askUnhanded_who")
        self.reason = Line(
            name="askUnhanded_reason",
            title=self.tr("不等提交的原因"),
            placeholder=self.tr("不等提交的原因（必填，记进基本信息的“说明”，不印进报告）"),
        )
        for each in (label(text, wrap=True), who, self.reason):
            self.body.addWidget(each)
        self.reason.setFocus()

    def agree(self) -> None:
        """Go on, if there is a reason that could be kept."""
        self.reason.composition.take_in()
        reason = self.reason.text().strip()
        sentence = self._keep(reason) if reason else self.tr("请写明不等提交就出正式稿的原因。")
        if sentence:
            self.complain(sentence)
            self.reason.setFocus()
            return
        self.accept()
        self._agreed()
