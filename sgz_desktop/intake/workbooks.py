"""A workbook's bytes into its sheets: bounded, part by part, whatever the file claims of itself."""

import re
from collections.abc import Iterator

from sgz_desktop.intake import limits
from sgz_desktop.intake.cell_values import CellReader
from sgz_desktop.intake.container import BrokenPart, Container, open_workbook
from sgz_desktop.intake.contents import Contents, SheetEntry, read_contents
from sgz_desktop.intake.findings import Findings
from sgz_desktop.intake.number_formats import NumberFormat
from sgz_desktop.intake.problems import Level, Place, Problem, error, warning
from sgz_desktop.intake.sheet_reader import Budget, NotCells, SheetHandler
from sgz_desktop.intake.sheets import Merged, Sheet, Workbook
from sgz_desktop.intake.styles import read_styles
from sgz_desktop.intake.texts import SharedTexts, read_shared_texts
from sgz_desktop.intake.unreadable import NoSheets
from sgz_desktop.intake.xml_parts import PartParser, Stop

_ROW = re.compile(rb"<(?:[\w.-]+:)?row[\s/>]")
_ROWS_END = b"sheetData>"
_VALUE_END = re.compile(rb"</(?:[\w.-]+:)?(?:v|is|f)>")
# Longer than what is looked for, which may lie across two pieces.
_OVERLAP = 64
_BROKEN = "从这里起工作表已损坏，其后的内容没有读入。"


def read_workbook(name: str, data: bytes) -> Workbook:
    """The sheets of a workbook and everything that is wrong with them.

    Raises a child of Unreadable for a file that is no workbook or a dangerous one, and nothing else.
    """
    container = open_workbook(name, data)
    contents = read_contents(container)
    problems: list[Problem] = []
    cells = _cell_reader(container, contents, problems)
    if len(contents.sheets) > limits.SHEETS:
        text = f"工作表超过 {limits.SHEETS} 张，只读入了前 {limits.SHEETS} 张。"
        problems.append(warning(Place(name), text))
    budget = Budget(limits.CELLS, limits.ELEMENTS)
    found = (_read_sheet(container, entry, cells, budget) for entry in contents.sheets[: limits.SHEETS])
    sheets = tuple(sheet for sheet in found if sheet is not None)
    if not sheets:
        raise NoSheets(name)
    # Of a sheet that is lost no block is read, which would tell of it.
    problems += [each for sheet in sheets for each in sheet.problems if _is_of_whole(each)]
    return Workbook(name, sheets, tuple(problems))


def _is_of_whole(problem: Problem) -> bool:
    return problem.level is Level.ERROR and (not problem.place.cell or problem.text == _BROKEN)


def _cell_reader(container: Container, contents: Contents, problems: list[Problem]) -> CellReader:
    """What reads this workbook's cells; texts and formats that are broken become problems."""
    place = Place(container.name)
    shared = read_shared_texts(container, contents.shared_texts) if contents.shared_texts else SharedTexts()
    if shared.fault:
        problems.append(error(place, shared.fault))
    formats: tuple[NumberFormat, ...] = ()
    if contents.styles:
        try:
            formats = read_styles(container, contents.styles)
        except BrokenPart:
            problems.append(warning(place, "工作簿的格式表已损坏：日期和百分比可能读成普通数字，请核对。"))
    return CellReader(shared, formats, since_1904=contents.since_1904)


def _read_sheet(container: Container, entry: SheetEntry, cells: CellReader, budget: Budget) -> Sheet | None:
    """One sheet, None where the part turns out to have no cells by its kind."""
    findings = Findings(container.name, entry.name)
    if not entry.path:
        findings.whole("工作表的内容缺失，没有读入。")
        return Sheet(container.name, entry.name, entry.hidden, problems=findings.problems())
    handler = SheetHandler(cells, findings, budget)
    parser = PartParser(container.name, entry.path, handler)
    try:
        for chunk in _without_idle_rows(container.chunks(entry.path), handler):
            parser.feed(chunk)
        parser.feed(b"", last=True)
    except NotCells:
        return None
    except Stop:
        pass
    except BrokenPart:
        handler.note_broken(_BROKEN)
    if handler.lost:
        findings.once(f"{handler.full}，其后的内容没有读入。", "full")
    return _finished(container.name, entry, handler, findings)


def _without_idle_rows(chunks: Iterator[bytes], handler: SheetHandler) -> Iterator[bytes]:
    """The part's bytes; once the handler is full, whole rows are left out up to the end of the rows.

    What is left is XML as before, and a million rows cost no more than unpacking them.
    """
    for chunk in chunks:
        yield chunk
        if handler.full:
            break
    pending = b""
    for chunk in chunks:
        if b"\0" in chunk:
            # Two bytes a character: rows cannot be found without reading them.
            handler.lost = True
            raise Stop
        pending += chunk
        row = _ROW.search(pending)
        if row is not None or _ROWS_END in pending:
            break
        yield pending[:-_OVERLAP]
        pending = pending[-_OVERLAP:]
    yield from _from_end_of_rows(pending, chunks, handler)


def _from_end_of_rows(pending: bytes, chunks: Iterator[bytes], handler: SheetHandler) -> Iterator[bytes]:
    """Begins with the start of a row, if there is one: leaves out what lies before the end of the rows."""
    row = _ROW.search(pending)
    end = _rows_end(pending)
    if row is not None and (end < 0 or row.start() < end):
        yield pending[: row.start()]
        pending = pending[row.start() :]
        while (end := _rows_end(pending)) < 0:
            handler.lost = handler.lost or _VALUE_END.search(pending) is not None
            chunk = next(chunks, b"")
            if not chunk:
                return
            pending = pending[-_OVERLAP:] + chunk
        handler.lost = handler.lost or _VALUE_END.search(pending, 0, end) is not None
        pending = pending[end:]
    yield pending
    yield from chunks


def _rows_end(pending: bytes) -> int:
    """Where the tag begins that ends the rows, -1 where it does not."""
    name = pending.find(_ROWS_END)
    return pending.rfind(b"</", 0, name) if name >= 0 else -1


def _finished(file: str, entry: SheetEntry, handler: SheetHandler, findings: Findings) -> Sheet:
    """The sheet of what was heard, without values that merged ranges cover."""
    filled = [*handler.cells, *handler.broken]
    rows = max((row for row, _ in filled), default=0)
    columns = max((column for _, column in filled), default=0)
    merged, overlapping = Merged.of(handler.merged, last_row=rows)
    for each in overlapping:
        findings.warning_over(each, "合并单元格互相重叠或太多，这一处按没有合并读入。")
    cells = dict(handler.cells)
    for row, column in handler.cells:
        over = merged.over(row, column)
        if over is not None and (over.top, over.left) != (row, column):
            findings.warning(row, column, "内容被合并单元格遮住，看不见，没有读入。")
            del cells[row, column]
    hidden = {
        column
        for first, last in handler.hidden_columns
        for column in range(max(first, 1), min(last, columns) + 1)
    }
    return Sheet(
        file,
        entry.name,
        entry.hidden,
        cells=cells,
        merged=merged,
        hidden_rows=frozenset(handler.hidden_rows),
        hidden_columns=frozenset(hidden),
        rows=rows,
        columns=columns,
        broken=frozenset(handler.broken),
        problems=findings.problems(),
    )
