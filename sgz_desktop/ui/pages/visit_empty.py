"""What 现场检查 says while the person at work has nothing to answer."""

from collections.abc import Callable
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Role
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Empty, restyle
from sgz_desktop.ui.wording import person_name


class VisitEmpty(Empty):
    """Why there is nothing, and the three ways on; `lead` is the one that helps here."""

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
        self._ask, self._plan = ask, plan
        self.lead = ask
        for button, verb in ((ask, ask_worker), (plan, prepare), (rest, others)):
            button.clicked.connect(_runner(verb))
        self.offer(ask, plan, rest)

    def explain(self, dossier: Dossier, judge: UUID | None) -> None:
        """Say why there is nothing for this person, or (None) for nobody."""
        if judge is None:
            self.title.setText(self.tr("还不知道是谁在这里工作"))
            self.text.setText(self.tr("每一项评分都记在一位专家名下。请先说明您是谁，或代谁录入。"))
            self._lead_by(self._ask)
            return
        name = person_name(dossier, judge)
        self.title.setText(self.tr("{name} 还没有要检查的内容").format(name=name))
        if any(each.role is Role.EXPERT for each in dossier.people if each.id == judge):
            self.text.setText(self.tr("还没有给这位专家安排分项。请在评前准备里勾选要评的分项。"))
            self._lead_by(self._plan)
        else:
            self.text.setText(self.tr("工作人员自己不评分。请选择代哪位专家录入。"))
            self._lead_by(self._ask)

    def _lead_by(self, button: KeyButton) -> None:
        """Let the button that helps here be the one that is meant to be pressed."""
        self.lead = button
        for each in (self._ask, self._plan):
            each.setProperty("primary", each is button)
            restyle(each)
            each.update()


def _runner(verb: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        verb()

    return run
