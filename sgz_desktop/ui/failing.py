"""How long what went wrong is told: what was not saved until it is, the rest while its page is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.widgets.self_saving import SelfSaving

if TYPE_CHECKING:
    from sgz_desktop.ui.session import Session


class Failing(QObject):
    """Tells what the session could not do. What can be tried again is tried again in its own evaluation."""

    def __init__(self, session: "Session", notices: NoticeBar) -> None:
        super().__init__(notices)
        self._session, self._notices = session, notices
        session.failed.connect(self._tell)

    def _tell(self, sentence: str, retry: Callable[[], object] | None) -> None:
        if retry is None:
            self._notices.complain(sentence)
            return
        evaluation_id, wanted = self._session.evaluation_id, retry

        def again() -> None:
            if self._session.evaluation_id == evaluation_id:
                wanted()
                return
            elsewhere = self.tr("没有保存的是另一次评估的内容。请先打开那一次评估，再重试。")
            self._notices.complain(elsewhere, again, stays=True)

        self._notices.complain(sentence, again, stays=True)


def tells_unsaved(within: QWidget) -> bool:
    """Whether a field within a widget says why its contents are not saved."""
    return any(each.error.text() for each in within.findChildren(SelfSaving))
