"""The report as a tree of blocks, final or as a draft."""

from typing import TYPE_CHECKING
from uuid import UUID

from sgz_desktop.domain.result import Missing
from sgz_desktop.errors import SgzError
from sgz_desktop.exports.report import Report
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.changes import Worker
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.reporting.compose import compose
from sgz_desktop.services.results import Results
from sgz_desktop.services.styles import Styles

if TYPE_CHECKING:
    from sgz_desktop.exports.typography import Typography


class NotFinal(SgzError):
    """A final report is asked for while something is missing."""

    def __init__(self, missing: tuple[Missing, ...]) -> None:
        listed = "\n".join(f"  {number}. {each.sentence}" for number, each in enumerate(missing, 1))
        super().__init__(f"结果尚未完成，不能出正式稿，还缺 {len(missing)} 项：\n{listed}")
        self.missing = missing


class Reports:
    """Composes reports."""

    def __init__(self, editing: Editing, results: Results, styles: Styles) -> None:
        self._editing = editing
        self._results = results
        self._styles = styles

    def report(
        self, evaluation_id: UUID, *, final: bool | None = None, viewer: Worker | None = None
    ) -> Report:
        """The report for whoever looks; `final` None makes a final one where nothing is missing.

        Raises ResultVeiled, NotFinal, NoSuchStyle, UnusableStyle.
        """
        self._results.open_veil(evaluation_id, viewer)
        blocking = self._results.blocking(evaluation_id, viewer=viewer)
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

    def style(self, content_hash: str) -> HouseStyle:
        """The house style with that hash. Raises NoSuchStyle, UnusableStyle."""
        return self._styles.style(content_hash)

    def typography(self, evaluation_id: UUID) -> "Typography":
        """How the evaluation's house style wants its report to look. Raises NoSuchStyle, UnusableStyle."""
        # The fonts' library takes its time; whoever composes without printing needs none.
        from sgz_desktop.services.reporting.looks import typography_of

        return typography_of(self.style(self._editing.dossier(evaluation_id).evaluation.house_style).looks)
