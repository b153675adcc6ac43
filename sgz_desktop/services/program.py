"""Everything the program can do, in one value that is handed to whoever shows or calls it."""

from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sgz_desktop.services.desk import Desk
from sgz_desktop.services.evaluations import Evaluations
from sgz_desktop.services.opening import Storage
from sgz_desktop.services.rubrics import Rubrics
from sgz_desktop.services.styles import Styles

if TYPE_CHECKING:
    from sgz_desktop.services.board import Board
    from sgz_desktop.services.charting import Charting
    from sgz_desktop.services.day import Day
    from sgz_desktop.services.deliberating import Deliberating
    from sgz_desktop.services.editing import Editing
    from sgz_desktop.services.exporting import Exporting
    from sgz_desktop.services.importing import Importing
    from sgz_desktop.services.indicator_grid import Indicators
    from sgz_desktop.services.judging import Judging
    from sgz_desktop.services.keeping import Keeping
    from sgz_desktop.services.papers import Papers
    from sgz_desktop.services.preparing import Preparing
    from sgz_desktop.services.previews import Previews
    from sgz_desktop.services.reports import Reports
    from sgz_desktop.services.results import Results
    from sgz_desktop.services.tables.attendance_editing import Roster
    from sgz_desktop.services.tables.importing import TablesIn
    from sgz_desktop.services.tables.showing import Tables
    from sgz_desktop.services.tables.surveying import Surveying
    from sgz_desktop.services.today import Today
    from sgz_desktop.services.visiting import Visiting
    from sgz_desktop.services.wording import Wording

_FOR_OPENING = (
    "sgz_desktop.services.editing",
    "sgz_desktop.services.preparing",
    "sgz_desktop.services.results",
    "sgz_desktop.services.reporting.emptiness",
    "sgz_desktop.services.visiting",
    "sgz_desktop.services.charting",
    "sgz_desktop.services.indicator_blocks",
    "sgz_desktop.interchange.rubric_file",
    "sgz_desktop.house_styles.document",
)


class Program:
    """Everything the program can do, for one data folder.

    What the home page does not need is imported and built on first use, so that a start is quick.
    """

    def __init__(self, folder: Path, storage: Storage) -> None:
        self.folder = folder
        self._storage = storage
        self._has_read_ahead = False
        self._rubrics = Rubrics(storage)
        self._styles = Styles(storage)
        self.evaluations = Evaluations(storage, self._rubrics, self._styles, lambda: self.undoing)
        self.desk = Desk(storage.desk)

    def close(self) -> None:
        """Let go of the data file."""
        self._storage.close()

    def read_ahead(self) -> None:
        """Import what opening an evaluation takes, in whatever thread; nothing else is done."""
        for name in _FOR_OPENING:
            import_module(name)
        self._has_read_ahead = True

    def moves(self) -> int:
        """How often another program was noticed to have written since the evaluations were first listed.

        Looks at the file, in some microseconds, and only once `read_ahead` is done: until then it is 0.
        """
        return self.undoing.moves() if self._has_read_ahead else 0

    @cached_property
    def undoing(self) -> "Editing":
        """What is open, as it is on disk, and the way back."""
        from sgz_desktop.services.editing import Editing

        return Editing(self._storage.store, self._rubrics, since=self._storage.listed_at)

    @cached_property
    def preparing(self) -> "Preparing":
        """评前准备."""
        from sgz_desktop.services.preparing import Preparing

        return Preparing(self.undoing, self._styles)

    @cached_property
    def visiting(self) -> "Visiting":
        """现场检查."""
        from sgz_desktop.services.visiting import Visiting

        return Visiting(self.undoing, self._storage.store)

    @cached_property
    def day(self) -> "Day":
        """现场事务."""
        from sgz_desktop.services.day import Day

        return Day(self.undoing)

    @cached_property
    def board(self) -> "Board":
        """观察记录."""
        from sgz_desktop.services.board import Board

        return Board(self.undoing)

    @cached_property
    def indicators(self) -> "Indicators":
        """服务指标."""
        from sgz_desktop.services.indicator_grid import Indicators

        return Indicators(self.undoing)

    @cached_property
    def judging(self) -> "Judging":
        """评分."""
        from sgz_desktop.services.judging import Judging

        return Judging(self.undoing)

    @cached_property
    def deliberating(self) -> "Deliberating":
        """合议."""
        from sgz_desktop.services.deliberating import Deliberating

        return Deliberating(self._storage.store, self.undoing)

    @cached_property
    def results(self) -> "Results":
        """Score, proof, what is missing."""
        from sgz_desktop.services.results import Results

        return Results(self._storage.store, self.undoing, self._styles)

    @cached_property
    def reports(self) -> "Reports":
        """The report as blocks."""
        from sgz_desktop.services.reports import Reports

        return Reports(self.undoing, self.results, self._styles)

    @cached_property
    def previews(self) -> "Previews":
        """The report while it is worked on."""
        from sgz_desktop.services.previews import Previews

        return Previews(self.undoing, self.reports, self.exporting.font_book)

    @cached_property
    def charting(self) -> "Charting":
        """The report's charts for the window."""
        from sgz_desktop.services.charting import Charting

        # Whoever only looks at pages imports nothing of exporting before a chart is drawn.
        return Charting(self.undoing, self.results, lambda: self.exporting.font_book())

    @cached_property
    def wording(self) -> "Wording":
        """Where the report's words come from, and how they are worded anew."""
        from sgz_desktop.services.wording import Wording

        return Wording(self.undoing, self.results, self._styles)

    @cached_property
    def exporting(self) -> "Exporting":
        """Files out."""
        from sgz_desktop.services.exporting import Exporting

        return Exporting(self._storage.store, self.undoing, self.results, self.reports, self._storage.owns)

    @cached_property
    def papers(self) -> "Papers":
        """现场用表."""
        from sgz_desktop.services.papers import Papers

        return Papers(self.undoing, self.results, self.deliberating, self.exporting)

    @cached_property
    def importing(self) -> "Importing":
        """Files in."""
        from sgz_desktop.services.importing import Importing

        return Importing(self._storage.store, self._rubrics, self._styles, self.keeping)

    @cached_property
    def tables_in(self) -> "TablesIn":
        """The station's workbooks in."""
        from sgz_desktop.services.tables.importing import TablesIn

        return TablesIn(self.undoing, self.keeping, self.desk)

    @cached_property
    def tables(self) -> "Tables":
        """What the tables hold and give."""
        from sgz_desktop.services.tables.showing import Tables

        return Tables(self.undoing, self._styles)

    @cached_property
    def surveying(self) -> "Surveying":
        """满意度调查."""
        from sgz_desktop.services.tables.surveying import Surveying

        return Surveying(self.undoing, self._storage.store)

    @cached_property
    def attendance(self) -> "Roster":
        """附件2 到岗情况."""
        from sgz_desktop.services.tables.attendance_editing import Roster

        return Roster(self.undoing, self._styles)

    @cached_property
    def today(self) -> "Today":
        """What is due, and what is backed up."""
        from sgz_desktop.services.today import Today

        return Today(self._storage)

    @cached_property
    def keeping(self) -> "Keeping":
        """Backups and restore."""
        from sgz_desktop.services.keeping import Keeping

        return Keeping(self._storage, self.undoing)
