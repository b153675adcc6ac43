"""What is to become of the work that still runs when the window is closed."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QProgressBar, QWidget

from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import label


class AskClosing(Ask):
    """Asks once, then shows that the window waits; Esc leaves the window open at any time.

    `wait` is called when the work is to be awaited, `cancel` when it is to be given up, and `close` when it
    ended before there was an answer and the person wants the window closed now.
    """

    def __init__(
        self,
        parent: QWidget,
        works: Sequence[str],
        *,
        wait: Callable[[], object],
        cancel: Callable[[], object],
        close: Callable[[], object],
    ) -> None:
        super().__init__(
            parent,
            name="askClosing",
            title=self.tr("还有工作没有做完"),
            yes=self.tr("等它完成后关闭"),
            no=self.tr("不关闭"),
        )
        self._works = "、".join(f"“{each}”" for each in works)
        self._agreed, self._cancel, self._close = wait, cancel, close
        self._says = label("", wrap=True, name="askClosing_text")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(6)
        self._busy.setAccessibleName(self.tr("正在等待"))
        colours = self._busy.palette()
        colours.setColor(QPalette.ColorRole.Highlight, QColor(tokens_of(self).accent))
        self._busy.setPalette(colours)
        self._give_up = KeyButton(self.tr("取消它并关闭"), name="askClosing_cancel")
        self._give_up.clicked.connect(self._stop)
        self.foot.insertWidget(self.foot.indexOf(self.yes), self._give_up)
        for each in (self._says, self._busy):
            self.body.addWidget(each)
        self._busy.hide()
        self._say(self.tr("{works}还在进行，现在关闭就没有结果。"))
        self.yes.setFocus()

    def agree(self) -> None:
        """Wait from now on; or, once the work has ended, close."""
        self._agreed()

    def show_waiting(self) -> None:
        """Say that the window closes by itself."""
        self._wait_without(self.yes)
        self._say(self.tr("正在等待{works}完成，完成后窗口自动关闭。"))

    def show_stopping(self) -> None:
        """Say that the work is given up and the window closes by itself."""
        self._wait_without(self.yes, self._give_up)
        self._say(self.tr("正在取消{works}，随后窗口自动关闭。"))

    def show_done(self) -> None:
        """Say that nothing runs any longer: whether to close is still the person's to say."""
        self._give_up.hide()
        self.yes.setText(self.tr("关闭"))
        self.yes.setAccessibleName(self.tr("关闭"))
        self._say(self.tr("{works}已经完成，现在可以关闭。"))
        self._agreed = self._close

    def _stop(self) -> None:
        self._cancel()

    def _wait_without(self, *buttons: QWidget) -> None:
        for each in buttons:
            each.hide()
        self._busy.show()
        self.no.setFocus()

    def _say(self, sentence: str) -> None:
        self._says.setText(sentence.format(works=self._works))
        self.give_letters()
        self.adjustSize()
