"""What 现场检查 says while the person at work has nothing to answer."""

from collections.abc import Callable
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Empty
from sgz_desktop.ui.wording import person_name


class VisitEmpty(Empty):
    """Why there is nothing, and the three ways on."""

    def __init__(
        self,
        *,
        ask_worker: Callable[[], object],
        prepare: Callable[[], object],
        others: Callable[[], object],
    ) -> None:
        super().__init__("", "", name="visitEmpty")
        ask = KeyButton(self.tr("谁在这里工作"), "Ctrl U", name="visitWorker", primary=True)
        plan = KeyButton(self.tr("去评前准备"), name="visitPrepare")
        rest = KeyButton(self.tr("各方意见与其他观察"), "O", name="visitOthers")
        for button, verb in ((ask, ask_worker), (plan, prepare), (rest, others)):
            button.clicked.connect(_runner(verb))
        self.offer(ask, plan, rest)

    def explain(self, dossier: Dossier, judge: UUID | None) -> None:
        """Say why there is nothing for this person, or (None) for nobody."""
        if judge is None:
            self.title.setText(self.tr("还不知道是谁在这里工作"))
            self.text.setText(self.tr("每一项评分都记在一位专家名下。请先说明您是谁，或代谁录入。"))
            return
        name = person_name(dossier, judge)
        self.title.setText(self.tr("{name} 还没有要检查的内容").format(name=name))
        self.text.setText(self.tr("请在评前准备里给专家安排分项，或者选择代哪位专家录入。"))


def _runner(verb: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        verb()

    return run
