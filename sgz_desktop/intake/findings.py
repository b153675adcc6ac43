"""The problems of one sheet while it is read: a bounded number of them, the rest counted."""

from sgz_desktop.intake import limits
from sgz_desktop.intake.addresses import Range, cell_name
from sgz_desktop.intake.problems import Place, Problem, error, warning


class Findings:
    """Collects the problems of one sheet."""

    def __init__(self, file: str, sheet: str) -> None:
        self._file = file
        self._sheet = sheet
        self._problems: list[Problem] = []
        self._once: set[str] = set()
        self._left_out = 0

    def error(self, row: int, column: int, text: str) -> None:
        """Note a cell whose value was not read."""
        self._add(error(self.place(cell_name(row, column)), text))

    def warning(self, row: int, column: int, text: str) -> None:
        """Note a cell whose value was read, but which somebody should look at."""
        self._add(warning(self.place(cell_name(row, column)), text))

    def warning_over(self, cells: Range, text: str) -> None:
        """Note a rectangle that somebody should look at."""
        self._add(warning(self.place(str(cells)), text))

    def once(self, text: str, key: str) -> None:
        """Note something of the whole sheet, the first time that it comes under this key."""
        if key not in self._once and len(self._once) < limits.PROBLEMS:
            self._once.add(key)
            self._problems.append(warning(self.place(""), text))

    def whole(self, text: str) -> None:
        """Note that the sheet, or the rest of it, was not read."""
        self._problems.append(error(self.place(""), text))

    def problems(self) -> tuple[Problem, ...]:
        """What was found, with a last line on what is not listed."""
        if not self._left_out:
            return tuple(self._problems)
        more = warning(self.place(""), f"还有 {self._left_out} 处类似的问题没有列出。")
        return (*self._problems, more)

    def _add(self, problem: Problem) -> None:
        if len(self._problems) < limits.PROBLEMS:
            self._problems.append(problem)
        else:
            self._left_out += 1

    def place(self, cell: str) -> Place:
        """Where a cell of the sheet is; the sheet itself for an empty name."""
        return Place(self._file, self._sheet, cell)
