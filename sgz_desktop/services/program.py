"""Everything the program can do, in one value that is handed to whoever shows or calls it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sgz_desktop.services.desk import Desk
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.evaluations import Evaluations
from sgz_desktop.services.opening import Storage
from sgz_desktop.services.rubrics import Rubrics

if TYPE_CHECKING:
    from sgz_desktop.services.exporting import Exporting
    from sgz_desktop.services.importing import Importing
    from sgz_desktop.services.judging import Judging
    from sgz_desktop.services.keeping import Keeping
    from sgz_desktop.services.preparing import Preparing
    from sgz_desktop.services.reports import Reports
    from sgz_desktop.services.results import Results
    from sgz_desktop.services.visiting import Visiting


class Program:
    """Everything the program can do, for one data folder.

    What the home page does not need is imported and built on first use, so that a start is quick.
    """

    def __init__(self, folder: Path, storage: Storage) -> None:
        self.folder = folder
        self._storage = storage
        self._rubrics = Rubrics(storage.store)
        self.undoing = Editing(storage.store, self._rubrics)
        self.evaluations = Evaluations(storage.store, self._rubrics, self.undoing)
        self.desk = Desk(storage.desk)

    def close(self) -> None:
        """Let go of the data file."""
        self._storage.close()

    @cached_property
    def preparing(self) -> "Preparing":
        """评前准备."""
        from sgz_desktop.services.preparing import Preparing

        return Preparing(self.undoing)

    @cached_property
    def visiting(self) -> "Visiting":
        """现场检查."""
        from sgz_desktop.services.visiting import Visiting

        return Visiting(self.undoing)

    @cached_property
    def judging(self) -> "Judging":
        """评分."""
        from sgz_desktop.services.judging import Judging

        return Judging(self.undoing)

    @cached_property
    def results(self) -> "Results":
        """Score, proof, what is missing."""
        from sgz_desktop.services.results import Results

        return Results(self._storage.store, self.undoing)

    @cached_property
    def reports(self) -> "Reports":
        """The report as blocks."""
        from sgz_desktop.services.reports import Reports

        return Reports(self.undoing, self.results)

    @cached_property
    def exporting(self) -> "Exporting":
        """Files out."""
        from sgz_desktop.services.exporting import Exporting

        return Exporting(self._storage.store, self.undoing, self.results, self.reports, self._storage.owns)

    @cached_property
    def importing(self) -> "Importing":
        """Files in."""
        from sgz_desktop.services.importing import Importing

        return Importing(self._storage.store, self._rubrics, self.keeping)

    @cached_property
    def keeping(self) -> "Keeping":
        """Backups and restore."""
        from sgz_desktop.services.keeping import Keeping

        return Keeping(self._storage, self.undoing)
