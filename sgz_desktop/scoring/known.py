"""Which figure counts under each registered key: the table's, else the one a person entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.scoring.derived import Derived, derived_figures


class Origin(StrEnum):
    """Whether a figure follows from a table or was entered as it is."""

    TABLE = "table"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that counts; `entered` is the bare one, kept beside what a table gives.

    `printed_at` is the cell of a workbook where the bare one is printed, "" where a person entered it.
    """

    key: str
    value: Decimal
    origin: Origin
    entered: Decimal | None = None
    derived: Derived | None = None
    printed_at: str = ""

    @property
    def disagrees(self) -> bool:
        """Whether somebody entered another figure than the table gives."""
        return self.entered is not None and self.entered != self.value


def known_figures(dossier: Dossier) -> Mapping[str, Known]:
    """Every figure that is known, by key; while a table has something open, the bare figure counts."""
    if "known" not in dossier.worked_out:
        dossier.worked_out["known"] = _known_figures(dossier)
    found: Mapping[str, Known] = dossier.worked_out["known"]
    return found


def _known_figures(dossier: Dossier) -> Mapping[str, Known]:
    derived = derived_figures(dossier)
    entered = {each.code: each.value for each in dossier.quantities if each.value is not None}
    printed = {each.code: each.printed_at for each in dossier.quantities}
    known = {}
    for key in dict.fromkeys((*derived, *entered)):
        figure, bare = derived.get(key), entered.get(key)
        if figure is not None and figure.value is not None:
            known[key] = Known(key, figure.value, Origin.TABLE, bare, figure, printed.get(key, ""))
        elif bare is not None:
            known[key] = Known(key, bare, Origin.ENTERED, bare, figure, printed[key])
    return known


def disagreement(known: Known) -> str:
    """The sentence that tells a bare figure beside another one from a table; "" where they agree."""
    if not known.disagrees or known.entered is None:
        return ""
    name = REGISTRY[known.key]
    bare, table = (f"{decimal_text(each)}{_unit(name.unit)}" for each in (known.entered, known.value))
    if known.printed_at:
        whose = f"表上印的是 {bare}（{known.printed_at}），按各行算得 {table}，现按各行计"
    else:
        whose = f"录入的是 {bare}，按表格算得 {table}，现按表格计"
    return f"“{name.name}”{whose}，请核对。"


def _unit(unit: str) -> str:
    return unit if unit == "%" else f" {unit}"
