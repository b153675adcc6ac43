"""The report as a tree of blocks, final or as a draft."""

from uuid import UUID

from sgz_desktop.assets import resource
from sgz_desktop.domain.result import Missing
from sgz_desktop.errors import SgzError
from sgz_desktop.exports.report import Report
from sgz_desktop.house_styles.style import HouseStyle, read_style
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.reporting.compose import compose
from sgz_desktop.services.results import Results


class NotFinal(SgzError):
    """A final report is asked for while something is missing."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        listed = "\n".join(f"  {number}. {each.sentence}" for number, each in enumerate(missing, 1))
        super().__init__(f"结果尚未完成，不能出正式稿，还缺 {len(missing)} 项：\n{listed}")
        self.missing = missing


class NoSuchStyle(SgzError):
    """An evaluation names a house style this installation does not have."""

    def __init__(self, code: str) -> None:
        super().__init__(f"本程序没有名为“{code}”的体例，不能写成报告；请把报告版式改为 panyu。")


class Reports:
    """Composes reports."""

    def __init__(self, editing: Editing, results: Results) -> None:
        self._editing = editing
        self._results = results
        self._styles: dict[str, HouseStyle] = {}

    def report(self, evaluation_id: UUID, *, final: bool | None = None) -> Report:
        """The report; `final` None makes a final one where nothing is missing. Raises NotFinal."""
        blocking = self._results.blocking(evaluation_id)
        if final and blocking:
            raise NotFinal(blocking)
        dossier = self._editing.dossier(evaluation_id)
        return compose(
            dossier,
            self._editing.rubric(evaluation_id),
            self._results.score(evaluation_id),
            blocking,
            self.style(dossier.evaluation.house_style),
            created=self._results.last_change(evaluation_id),
            final=not blocking if final is None else final,
        )

    def style(self, code: str) -> HouseStyle:
        """A house style by its code, read once. Raises NoSuchStyle, BadStyle."""
        if code not in self._styles:
            if code not in style_codes():
                raise NoSuchStyle(code)
            self._styles[code] = read_style(resource("house_styles") / f"{code}.toml")
        return self._styles[code]


def style_codes() -> frozenset[str]:
    """The codes of the house styles of this installation."""
    return frozenset(each.stem for each in resource("house_styles").glob("*.toml"))
