"""The report as a tree of blocks that says of every word where it comes from."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sgz_desktop.exports.charts import BarChart

MOST_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """Fixed wording of the house style or the program, by its key."""

    key: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one entity of the evaluation."""

    kind: str
    entity_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ObservationRef:
    """One field of an observation: lead, text, recommendation."""

    observation_id: UUID
    field: str


@dataclass(frozen=True, slots=True)
class QuantityRef:
    """A figure by its registered key; `detail` tells the component, party or indicator it is of."""

    key: str
    detail: str = ""


Source = Passage | Field | ObservationRef | QuantityRef


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one source; bold is never the only bearer of a meaning."""

    text: str
    source: Source
    bold: bool = False


class ParagraphStyle(StrEnum):
    """What a paragraph is; its looks are the typography's affair."""

    BODY = "body"
    LIST = "list"
    LABEL = "label"
    TITLE = "title"
    SUBTITLE = "subtitle"
    NOTE = "note"
    SIGNATURE = "signature"
    COVER_TITLE = "cover_title"
    COVER_FIELD = "cover_field"
    ANNEX_TITLE = "annex_title"
    ANNEX_LIST = "annex_list"
    CENTERED = "centered"


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class PageForm(StrEnum):
    """An A4 sheet, upright or on its side, or an A3 sheet on its side."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed, number included; level 1 is a chapter, 4 the lowest.

    `style` prints it like such a paragraph instead of like its level: the title above an annex. `lead` stands
    before it in contents and bookmarks: 附件1, which is printed in a line of its own. `again` is printed at
    the head of every further page of the section: 附件1（续）. Like a page number it is no part of the text.
    """

    id: str
    level: int
    runs: tuple[Run, ...]
    style: ParagraphStyle | None = None
    lead: tuple[Run, ...] = ()
    again: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.level <= MOST_LEVELS:
            raise ValueError(f"heading {self.id}: no level {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a line break inside begins a new line that is indented like the first."""

    id: str
    runs: tuple[Run, ...]
    style: ParagraphStyle = ParagraphStyle.BODY


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `share` is its part of the table's width (0 to 1), None lets the content decide."""

    align: Align = Align.CENTER
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that covers `columns` × `rows` places; `align` None takes the column's."""

    runs: tuple[Run, ...] = ()
    columns: int = 1
    rows: int = 1
    align: Align | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in this row, from left to right; covered places are left out.

    It is `least` points high or more, so that somebody can write in it.
    """

    cells: tuple[Cell, ...]
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells fill its grid exactly; the head rows are repeated on every page.

    `largest` is the largest type in points that its columns are made for, 0 for whatever they hold. A page
    of a `roll` ends between any two of its rows: none is cut that a page can hold, and what names several
    of them in the first column is told again on the next page.
    """

    id: str
    columns: tuple[Column, ...]
    body: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    caption: tuple[Run, ...] = ()
    largest: float = 0.0
    roll: bool = False

    def __post_init__(self) -> None:
        for name, rows in (("head", self.head), ("body", self.body)):
            try:
                places_of(rows, len(self.columns))
            except ValueError as error:
                raise ValueError(f"table {self.id}, {name}: {error}") from None


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings up to level `depth` with their page numbers, made by the typesetter, each line a link."""

    id: str
    depth: int = 2
    title: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of figures with its caption below it."""

    id: str
    chart: BarChart
    caption: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""

    id: str


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stand on one page if one page can hold them."""

    id: str
    blocks: tuple[Heading | Paragraph | Table | Chart, ...]


Leaf = Heading | Paragraph | Table | Contents | Chart | PageBreak
Block = Leaf | KeepTogether


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on one form of page; every section begins a new page.

    The pages of one that is not `numbered` (cover, contents) bear no number and are not counted. One with
    a `foot` bears that at the foot of each page, beside which page of the section it is, and of how many.
    """

    blocks: tuple[Block, ...]
    form: PageForm = PageForm.PORTRAIT
    numbered: bool = True
    foot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report; `created` is aware; a provisional one carries 讨论稿 on every page."""

    title: str
    author: str
    created: datetime
    sections: tuple[Section, ...]
    term: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    provisional: bool = False

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise ValueError("a report is created at an aware time")
        doubles = [key for key, count in Counter(block.id for block in leaves(self)).items() if count > 1]
        if doubles:
            raise ValueError(f"block ids used twice: {', '.join(doubles)}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in the file: page from 0, edges in points from the page's top left corner."""

    block_id: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Rendered:
    """A report as a PDF file, and where every block of it stands: one place per block and page."""

    data: bytes
    places: tuple[Place, ...]
    pages: int


def places_of(rows: Sequence[Row], width: int) -> tuple[tuple[int, int, Cell], ...]:
    """Row and column of every cell in reading order; ValueError unless the cells fill the grid exactly."""
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[int, int, Cell]] = []
    for row, line in enumerate(rows):
        column = 0
        for cell in line.cells:
            while (row, column) in taken:
                column += 1
            covered = {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            if cell.rows < 1 or cell.columns < 1 or covered & taken:
                raise ValueError(f"row {row + 1}: cells overlap")
            if column + cell.columns > width or row + cell.rows > len(rows):
                raise ValueError(f"row {row + 1}: a cell stands outside the grid")
            taken |= covered
            placed.append((row, column, cell))
            column += cell.columns
    if len(taken) != len(rows) * width:
        raise ValueError("some places have no cell")
    return tuple(placed)


def leaves(report: Report) -> Iterator[Leaf]:
    """Every block in reading order, those kept together one by one."""
    for section in report.sections:
        yield from leaves_of(section)


def leaves_of(section: Section) -> Iterator[Leaf]:
    """The same of one section."""
    for block in section.blocks:
        if isinstance(block, KeepTogether):
            yield from block.blocks
        else:
            yield block


def texts_of(block: Leaf) -> Iterator[tuple[Run, ...]]:
    """The runs of a block, one tuple per paragraph or cell, in reading order; not the lines of contents."""
    if isinstance(block, Table):
        yield block.caption
        for rows in (block.head, block.body):
            yield from (cell.runs for row in rows for cell in row.cells)
    elif isinstance(block, Chart):
        yield block.caption
    elif isinstance(block, Contents):
        yield block.title
    elif not isinstance(block, PageBreak):
        yield block.runs


def runs_in_reading_order(report: Report) -> Iterator[Run]:
    """Every run of the report with its source."""
    for block in leaves(report):
        for runs in texts_of(block):
            yield from runs


def plain(runs: Sequence[Run]) -> str:
    """The text of runs, one after another."""
    return "".join(run.text for run in runs)


def title_of(heading: Heading) -> str:
    """A heading as contents and bookmarks name it, in one line."""
    return " ".join(f"{plain(heading.lead)} {plain(heading.runs)}".split())


def text_in_reading_order(report: Report) -> tuple[str, ...]:
    """Every heading, paragraph, caption, cell and word of a chart that says anything, as it is read."""
    texts: list[str] = []
    for block in leaves(report):
        if isinstance(block, Chart):
            texts += block.chart.words()
        texts += (plain(runs) for runs in texts_of(block))
    return tuple(text for text in texts if text.strip())
