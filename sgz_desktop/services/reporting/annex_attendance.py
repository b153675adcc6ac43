"""附件2 as far as bare figures go: totals and what follows from them, without where a figure is from."""

from collections.abc import Iterator
from dataclasses import dataclass

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.quantities import REGISTRY, QuantityName
from sgz_desktop.exports.report import (
    Align,
    Block,
    Cell,
    Column,
    KeepTogether,
    Passage,
    Row,
    Run,
    Table,
)
from sgz_desktop.house_styles.vocabulary import COMPUTED, QUANTITIES
from sgz_desktop.scoring.known import known_figures
from sgz_desktop.services.reporting.draft import Draft

_ROWS = (
    "应到岗人次",
    "实到岗人次",
    "超配人次",
    "缺配人次",
    "持证应到岗人次",
    "持证实到岗人次",
    "持证超配人次",
    "持证缺配人次",
    "两年以上人次",
    "期末社工人数",
    "期末持证人数",
    "期末非持证人数",
    "中级人数",
    "助理人数",
    "两年以上人数",
    "两年以上占比",
    "稳岗人数",
    "稳岗率",
)
_KEYS = {**QUANTITIES, **COMPUTED}
PER_CENT = "%"


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One figure of the annex under its registered name, as the style writes it."""

    known: QuantityName
    figure: Run


def has_attendance(dossier: Dossier) -> bool:
    """Whether any figure of attendance is known."""
    return any(each.startswith("attendance.") for each in known_figures(dossier))


def attendance_rows(draft: Draft) -> Iterator[AttendanceRow]:
    """The figures that are known, in the order of the annex."""
    for name in _ROWS:
        if draft.values[name] is not None:
            yield AttendanceRow(REGISTRY[_KEYS[name]], draft.values[name])


def attendance_tables(draft: Draft) -> Iterator[Block]:
    """One table: each known figure with its unit."""
    rows = tuple(_row(each) for each in attendance_rows(draft))
    head = Row(tuple(_label(each) for each in ("项目", "数据", "单位")))
    columns = (Column(Align.LEFT, 0.5), Column(Align.CENTER, 0.3), Column(Align.CENTER, 0.2))
    yield KeepTogether("annex.attendance.whole", (Table("annex.attendance.table", columns, rows, (head,)),))


def _row(row: AttendanceRow) -> Row:
    known = row.known
    own = Passage(f"quantity.{known.key}")
    unit = "—" if known.unit == PER_CENT else known.unit
    return Row((Cell((Run(known.name, own),)), Cell((row.figure,)), Cell((Run(unit, own),))))


def _label(text: str) -> Cell:
    return Cell((Run(text, Passage("annex_head"), bold=True),))
