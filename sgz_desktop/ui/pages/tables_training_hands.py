"""What can be done with a block of hours."""

from collections.abc import Callable
from uuid import UUID

from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.indicator_blocks import Plan, TooLarge
from sgz_desktop.services.tables.hours import Hours
from sgz_desktop.ui.pages.indicators_hands import FigureHands


class HoursHands(FigureHands):
    """Acts on the block selected in the grid of hours."""

    def _verb(self, plan: Plan) -> Callable[[UUID, Worker], Changes]:
        hours = Hours(self._session.program.undoing)
        return lambda each, who: hours.write(each, plan.figures, who)

    def _about(self, plan: Plan) -> str:
        return f"hours {plan.area}"

    def _refusal(self, error: SgzError) -> str:
        if isinstance(error, TooLarge):
            return self.tr(
                "没有粘贴：复制来的行或列比从这一格起剩下的多。请只复制数字，或者先在附件2 添加社工。"
            )
        return super()._refusal(error)
