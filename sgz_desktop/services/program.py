"""Everything the program can do, in one value that is handed to whoever shows or calls it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sgz_desktop.services.desk import Desk
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.evaluations import Evaluations
from sgz_desktop.services.exporting import Exporting
from sgz_desktop.services.importing import Importing
from sgz_desktop.services.judging import Judging
from sgz_desktop.services.keeping import Keeping
from sgz_desktop.services.preparing import Preparing
from sgz_desktop.services.reports import Reports
from sgz_desktop.services.results import Results
from sgz_desktop.services.visiting import Visiting


@dataclass(frozen=True, slots=True)
class Program:
    """Everything the program can do, for one data folder."""

    folder: Path
    evaluations: Evaluations
    preparing: Preparing
    visiting: Visiting
    judging: Judging
    results: Results
    reports: Reports
    exporting: Exporting
    importing: Importing
    keeping: Keeping
    undoing: Editing
    desk: Desk
    close: Callable[[], None]
