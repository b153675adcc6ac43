"""One sheet's XML as it is heard: cells that hold something, merged ranges, what is hidden."""

from dataclasses import dataclass

from sgz_desktop.intake import limits
from sgz_desktop.intake.addresses import Range, cell_name, parse_cell, parse_range
from sgz_desktop.intake.cell_values import NOTHING, CellReader, RawCell
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.findings import Findings
from sgz_desktop.intake.outside import cites_outside
from sgz_desktop.intake.sheets import At
from sgz_desktop.intake.texts import TextCollector
from sgz_desktop.intake.unreadable import ExternalLinks
from sgz_desktop.intake.xml_parts import Attributes, Stop

_NAME_SHOWN = 20


@dataclass(slots=True)
class Budget:
    """What is left of the bounds of a workbook for the sheets still to be read."""

    cells: int
    elements: int


class NotCells(Exception):
    """The part is no sheet of cells, but of a chart or a dialogue."""


class SheetHandler:
    """Hears of one sheet."""

    def __init__(self, cells: CellReader, findings: Findings, budget: Budget) -> None:
        self._reader = cells
        self._findings = findings
        self._budget = budget
        self.cells: dict[At, Cell] = {}
        self.broken: set[At] = set()
        self.merged: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        # Why the rest of the rows is passed over, in Chinese; empty while they are read. And whether
        # anything was in them.
        self.full = ""
        self.lost = False
        self._seen = False
        self._row = 0
        self._row_hidden = False
        self._column = 0
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._in_cell = False
        self._forget_cell()

    def _forget_cell(self) -> None:
        self._kind = self._style = ""
        self._collecting: list[str] | None = None
        self._collected = 0
        self._value: list[str] = []
        self._formula: list[str] = []
        self._has_formula = False
        self._inline: TextCollector | None = None
        self._inline_text = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if not self._seen:
            self._seen = True
            if name != "worksheet":
                raise NotCells
        self._budget.elements -= 1
        if self._budget.elements < 0:
            self._stop("工作簿的内容过多")
            # What follows the rows is heard too, but not for ever.
            if self._budget.elements < -limits.ELEMENTS:
                self.lost = True
                raise Stop
        if self._in_cell:
            self._start_in_cell(name, attributes)
        elif name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._add_merged(attributes.get("ref", ""))
        elif name == "col":
            self._add_hidden_columns(attributes)

    def _start_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        self._row = (
            int(number) if number.isascii() and number.isdecimal() and len(number) < 8 else self._row + 1
        )
        self._row_hidden = _is_hidden(attributes, "ht")
        self._column = 0
        if self._row > limits.LAST_ROW:
            self._stop(f"内容超过第 {limits.LAST_ROW} 行")

    def _start_cell(self, attributes: Attributes) -> None:
        self._in_cell = True
        self._forget_cell()
        self._column += 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        reference = attributes.get("r")
        if reference is None:
            return
        at = parse_cell(reference)
        if at is not None:
            self._row, self._column = at
        elif not self.full:
            self._findings.error(
                self._row, self._column, f"单元格的编号“{reference[:20]}”无效，按顺序当作此格。"
            )

    def _start_in_cell(self, name: str, attributes: Attributes) -> None:
        if self._inline is not None:
            self._inline.start(name)
        elif name == "v":
            self._collecting, self._collected = self._value, 0
        elif name == "f":
            self._has_formula = True
            self._collecting, self._collected = self._formula, 0
        elif name == "is":
            self._inline = TextCollector()

    def text(self, text: str) -> None:
        if self._inline is not None:
            self._inline.text(text)
        elif self._collecting is not None and self._collected <= limits.CELL_CHARACTERS:
            self._collecting.append(text[: limits.CELL_CHARACTERS + 1 - self._collected])
            self._collected += len(text)

    def end(self, name: str) -> None:
        if not self._in_cell:
            return
        if name == "c":
            self._in_cell = False
            if self._value or self._has_formula or self._inline_text:
                self._end_cell()
        elif name in ("v", "f"):
            self._collecting = None
        elif self._inline is not None:
            if name == "is":
                self._inline_text, self._inline = self._inline.take(), None
            else:
                self._inline.end(name)

    def _end_cell(self) -> None:
        if self._has_formula and cites_outside("".join(self._formula)):
            place = self._findings.place(cell_name(self._row, max(self._column, 1)))
            raise ExternalLinks(place.file, f"“{place.sheet[:_NAME_SHOWN]}”{place.cell} 的公式")
        inline = self._kind == "inlineStr"
        text = self._inline_text if inline else "".join(self._value)
        found = self._reader.read(RawCell(self._kind, self._style, text, self._has_formula))
        if found == NOTHING or not self._has_room():
            return
        at = (self._row, self._column)
        if found.cell is None:
            self.broken.add(at)
            self._findings.error(*at, found.fault)
            return
        self.cells[at] = found.cell
        if found.fault:
            self._findings.warning(*at, found.fault)

    def _has_room(self) -> bool:
        """Count the cell at hand; False where it lies beyond the bounds."""
        if self._row > limits.LAST_ROW:
            self._stop(f"内容超过第 {limits.LAST_ROW} 行")
        elif self._row not in self._rows and len(self._rows) >= limits.ROWS:
            self._stop(f"有内容的行超过 {limits.ROWS} 行")
        elif self._budget.cells <= 0:
            self._stop("工作簿的内容过多")
        if self.full:
            self.lost = True
            return False
        if self._column > limits.LAST_COLUMN or (
            self._column not in self._columns and len(self._columns) >= limits.COLUMNS
        ):
            self._findings.once(f"有内容的列太多或太靠右，第 {self._row} 行起有些列没有读入。", "columns")
            return False
        self._budget.cells -= 1
        self._rows.add(self._row)
        self._columns.add(self._column)
        if self._row_hidden:
            self.hidden_rows.add(self._row)
        return True

    def note_broken(self, text: str) -> None:
        """Note that the part ends early, after the cell heard last."""
        if self._row:
            self._findings.error(self._row, max(self._column, 1), text)
        else:
            self._findings.whole(text)

    def _stop(self, why: str) -> None:
        self.full = self.full or why

    def _add_merged(self, name: str) -> None:
        merged = parse_range(name)
        if merged is None:
            text = f"合并单元格“{name[:_NAME_SHOWN]}”无效，按没有合并读入。"
            self._findings.once(text, text)
        elif len(self.merged) < limits.MERGED:
            self.merged.append(merged)
        else:
            self._findings.once(f"合并单元格超过 {limits.MERGED} 处，后面的按没有合并读入。", "merged")

    def _add_hidden_columns(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        hidden = _is_hidden(attributes, "width") and len(self.hidden_columns) < limits.LAST_COLUMN
        if hidden and first.isdecimal() and last.isdecimal() and max(len(first), len(last)) < 6:
            self.hidden_columns.append((int(first), int(last)))


def _is_hidden(attributes: Attributes, size: str) -> bool:
    """Whether a row or column is hidden, be it by making it as small as nothing."""
    return attributes.get("hidden", "").lower() in ("1", "true", "on") or attributes.get(size) in ("0", "0.0")
