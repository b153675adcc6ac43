"""附件2 as far as bare figures go: totals and what follows from them, without where a figure is from."""

from collections.abc import Iterator

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.quantities import REGISTRY
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


def has_attendance(dossier: Dossier) -> bool:
    """Whether any figure of attendance was entered."""
    return any(each.value is not None and each.code.startswith("attendance.") for each in dossier.quantities)


def attendance_tables(draft: Draft) -> Iterator[Block]:
    """One table: each known figure with its unit."""
    rows = tuple(_row(draft, name) for name in _ROWS if draft.values[name] is not None)
    head = Row(tuple(_label(each) for each in ("项目", "数据", "单位")))
    columns = (Column(Align.LEFT, 0.5), Column(Align.CENTER, 0.3), Column(Align.CENTER, 0.2))
    yield KeepTogether("annex.attendance.whole", (Table("annex.attendance.table", columns, rows, (head,)),))


def _row(draft: Draft, name: str) -> Row:
    key = _KEYS[name]
    known = REGISTRY[key]
    return Row(
        (
            Cell((Run(known.name, Passage(f"quantity.{key}")),)),
            Cell((draft.values[name],)),
            Cell((Run("—" if known.unit == "%" else known.unit, Passage(f"quantity.{key}")),)),
        )
    )


def _label(text: str) -> Cell:
    return Cell((Run(text, Passage("annex_head"), bold=True),))
