"""A yes-or-no question with its reasons, as a list where there are many."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.plain import label

_TAB = 120
"""What stands behind a tab in a line begins so far from the edge."""


class Confirm(Ask):
    """Asks, shows the lines that speak for or against, and calls `agreed` on yes."""

    def __init__(
        self,
        parent: QWidget,
        *,
        name: str,
        title: str,
        text: str,
        yes: str,
        agreed: Callable[[], object] | None = None,
        lines: Sequence[str] = (),
        no: str = "",
    ) -> None:
        super().__init__(parent, name=name, title=title, yes=yes, no=no)
        self._agreed = agreed
        says = label(text, "quiet", wrap=True, name=f"{name}_text")
        self.body.addWidget(says)
        if lines:
            self.setMinimumWidth(640)
            listed = QPlainTextEdit("\n".join(lines))
            listed.setObjectName(f"{name}_lines")
            listed.setAccessibleName(title)
            listed.setReadOnly(True)
            listed.setTabChangesFocus(True)
            listed.setTabStopDistance(text_px(parent, _TAB))
            listed.setMinimumHeight(min(360, 60 + 22 * len(lines)))
            self.body.addWidget(listed, 1)
        if agreed is None:
            self.no.hide()

    def agree(self) -> None:
        """Yes."""
        agreed = self._agreed
        self.accept()
        if agreed is not None:
            agreed()
