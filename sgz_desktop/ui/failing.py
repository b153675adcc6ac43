"""How long what went wrong is told: what was not saved until it is, the rest while its page is shown."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.self_saving import SelfSaving

if TYPE_CHECKING:
    from sgz_desktop.ui.session import Session

_LOOKS_MS = 400


class Failing(QObject):
    """Tells what the session could not do, and what of it waits to be tried again."""

    def __init__(self, window: QWidget, session: "Session", notices: NoticeBar) -> None:
        super().__init__(window)
        self._window, self._session, self._notices = window, session, notices
        session.failed.connect(notices.complain)
        session.waiting.changed.connect(self._tell)
        session.troubled.connect(self._look_again)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOKS_MS)
        self._looking.timeout.connect(self.look)

    def look(self) -> None:
        """Text that was not saved may be taken back, which nobody tells."""
        if not self._session.waiting.acts and not tells_unsaved(self._window):
            self._session.stop_failing()

    def say_unsaved(self, page: QWidget) -> None:
        """Say that a page may not be left, for what is typed on it is not saved."""
        sentence = self.tr("这一页还有没保存的内容，原因写在标红的输入框下面。")
        self._notices.complain(sentence, is_there=partial(tells_unsaved, page))

    def may_part(self) -> bool:
        """Whether nothing waits to be saved in the evaluation that is open; says so where something does."""
        self._session.waiting.run()
        if not waits_here(self._session):
            return True
        sentence = self.tr("打开的评估还有没保存的操作，保存或放弃之后才能换一次评估。")
        self._notices.complain(sentence, is_there=partial(waits_here, self._session))
        return False

    def _look_again(self) -> None:
        if self._session.is_failing:
            self._looking.start()
        else:
            self._looking.stop()

    def _tell(self) -> None:
        waiting = self._session.waiting
        if not waiting.acts:
            self._notices.stand("")
            return
        sentence = f"{waiting.sentence}\n{what_waits(self._session)}"
        self._notices.stand(sentence, retry=waiting.retry, give_up=waiting.drop_all)


def what_waits(session: "Session") -> str:
    """How many acts wait and which, in their order."""
    acts = session.waiting.acts
    names = "、".join(each.text for each in acts)
    return tr("{count} 项操作等待保存，正在自动重试：{names}。").format(count=len(acts), names=names)


def waits_here(session: "Session") -> bool:
    """Whether something that was done to the open evaluation waits to be saved."""
    return any(each.evaluation_id == session.evaluation_id for each in session.waiting.acts)


def tells_unsaved(within: QWidget) -> bool:
    """Whether a field within a widget says why its contents are not saved."""
    return any(each.error.text() for each in within.findChildren(SelfSaving))
