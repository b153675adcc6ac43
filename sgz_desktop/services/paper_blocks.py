"""What working papers are made of: titles, facts, tables with cells to write in, lines to sign."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Person, Role
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.exports.report import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    PageForm,
    Paragraph,
    ParagraphStyle,
    Passage,
    Row,
    Run,
    Section,
    Table,
)
from sgz_desktop.services.reporting.phrases import PHASE_NAMES, long_date

_MM = 72 / 25.4
WRITE = 9 * _MM
"""Points a line needs that somebody writes in by hand; never less than 8 mm."""
SIGN = 13 * _MM
_LOW = 7.5 * _MM
NO_DAY = "20　　年　　月　　日"
"""Room for a day that nobody has told."""
_OWN = Passage("paper")
_STATION = 24
LEFT, CENTER, RIGHT = Align.LEFT, Align.CENTER, Align.RIGHT


@dataclass(frozen=True, slots=True)
class Case:
    """What a paper is made from. `key` tells its blocks from those of others in the same file."""

    dossier: Dossier
    rubric: Rubric
    key: str

    @property
    def phase(self) -> str:
        """中期评估 or 末期评估."""
        return f"{PHASE_NAMES[self.dossier.evaluation.phase]}评估"

    @property
    def day(self) -> str:
        """The day of the visit, or room to write it."""
        return day_text(self.dossier.evaluation.visit_date)

    def section(
        self, blocks: Iterable[Block], title: str, *, code: str = "", form: PageForm = PageForm.PORTRAIT
    ) -> Section:
        """The pages of one paper; their foot names station, phase and paper, `code` tells its data."""
        name = self.dossier.evaluation.short_name
        name = name if len(name) <= _STATION else f"{name[:_STATION]}…"
        foot = " · ".join(filter(None, (name, self.phase, title, code)))
        return Section(tuple(blocks), form, numbered=False, foot=" ".join(foot.split()))


def day_text(day: date | None) -> str:
    """A day as it is written, or room for it."""
    return long_date(day) if day else NO_DAY


def post_of(person: Person) -> str:
    """What somebody of the assessor's people is on the visit."""
    if person.role is Role.STAFF:
        return "工作人员"
    return "评估专家（组长）" if person.leads else "评估专家"


def run(text: str, *, bold: bool = False) -> Run:
    """A stretch of the papers' own wording."""
    return Run(text, _OWN, bold=bold)


def title(case: Case, text: str, *, lead: str = "") -> Heading:
    """A paper's title; its bookmark begins with `lead`, whose paper it is."""
    leads = (run(lead),) if lead else ()
    return Heading(f"{case.key}.title", 1, (run(text),), ParagraphStyle.TITLE, leads)


def paragraph(case: Case, name: str, text: str, style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    """One paragraph of a paper."""
    return Paragraph(f"{case.key}.{name}", (run(text),), style)


def note(case: Case, name: str, text: str) -> Paragraph:
    """A small line on how a paper is filled in."""
    return paragraph(case, name, text, ParagraphStyle.NOTE)


def label(case: Case, name: str, text: str) -> Paragraph:
    """A line that begins a part of a paper."""
    return paragraph(case, name, text, ParagraphStyle.LABEL)


def cell(
    text: str = "", *, bold: bool = False, columns: int = 1, rows: int = 1, align: Align | None = None
) -> Cell:
    """A cell with a text, or one to write in."""
    return Cell((run(text, bold=bold),) if text else (), columns, rows, align)


def named(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    """A cell that says what stands beside or below it."""
    return cell(text, bold=True, columns=columns, rows=rows, align=CENTER)


def table(
    case: Case,
    name: str,
    columns: Sequence[tuple[Align, float]],
    body: Iterable[Row],
    *,
    head: Sequence[Row] = (),
) -> Table:
    """A table of columns with their parts of the width."""
    shares = tuple(Column(align, share) for align, share in columns)
    return Table(f"{case.key}.{name}", shares, tuple(body), tuple(head))


def names(*texts: str) -> Row:
    """The row that names the columns."""
    return Row(tuple(named(each) for each in texts), _LOW)


def row(*texts: str, least: float = WRITE) -> Row:
    """A row of texts; where one is "", there is room to write."""
    return Row(tuple(cell(each) for each in texts), least)


def empty_rows(count: int, width: int, *, first: int, least: float = WRITE) -> Iterable[Row]:
    """Rows to write in, numbered on from `first`."""
    for number in range(first, first + count):
        yield row(str(number), *[""] * (width - 1), least=least)


def facts(case: Case, *pairs: tuple[str, str], name: str = "facts", least: float = WRITE) -> Table:
    """Names and what is known of each, two a row; the last of an odd number has its row to itself."""
    rows = []
    for at in range(0, len(pairs), 2):
        cells: list[Cell] = []
        for key, text in pairs[at : at + 2]:
            cells += [named(key), cell(text)]
        if len(cells) == 2:
            cells[1] = cell(pairs[at][1], columns=3)
        rows.append(Row(tuple(cells), least))
    return table(case, name, ((CENTER, 0.15), (LEFT, 0.35), (CENTER, 0.15), (LEFT, 0.35)), rows)


def signatures(case: Case, *who: str, name: str = "signatures") -> Table:
    """A row for each of them to sign and date."""
    columns = ((CENTER, 0.24), (LEFT, 0.36), (CENTER, 0.12), (LEFT, 0.28))
    return table(
        case, name, columns, [Row((named(each), cell(), named("日期"), cell(NO_DAY)), SIGN) for each in who]
    )
