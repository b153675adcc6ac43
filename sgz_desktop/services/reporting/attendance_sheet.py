"""附件2 of the workbook: the totals of the report's annex, each with where its figure is from."""

from decimal import Decimal

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.exports.workbook import GENERAL, PERCENT, CellLook, Sheet, SheetCell, SheetRow
from sgz_desktop.scoring.known import Origin, known_figures
from sgz_desktop.services.reporting.annex_attendance import PER_CENT, AttendanceRow, attendance_rows
from sgz_desktop.services.reporting.draft import Draft

_HEAD = ("项目", "数据", "单位", "来源")
_WIDTHS = (30, 12, 8, 40)
_TITLE_HEIGHT = 44.0  # two lines
_COMPUTED = "由登记的数字算出"
_NOT_TOLD = "没有注明"


def totals_sheet(draft: Draft, name: str, title: str) -> Sheet:
    """The totals under the annex's title."""
    first = SheetCell(title, CellLook.TITLE, columns=len(_HEAD))
    heads = SheetRow(tuple(SheetCell(each, CellLook.HEAD) for each in _HEAD))
    rows = (_row(draft.dossier, each) for each in attendance_rows(draft))
    return Sheet(
        name=name,
        widths=_WIDTHS,
        rows=(SheetRow((first,), height=_TITLE_HEIGHT), heads, *rows),
        head_rows=2,
    )


def _source(dossier: Dossier, key: str) -> str:
    """Where a figure is from: how a table gives it, what was said when it was entered, or worked out."""
    found = known_figures(dossier).get(key)
    if found is None:
        return _COMPUTED
    if found.origin is Origin.TABLE and found.derived is not None:
        return found.derived.formula
    return dossier.quantity_by_code[key].source or _NOT_TOLD


def _row(dossier: Dossier, row: AttendanceRow) -> SheetRow:
    known = row.known
    source = _source(dossier, known.key)
    is_share = known.unit == PER_CENT
    figure = Decimal(row.figure.text.removesuffix("%").removesuffix("％"))
    return SheetRow(
        (
            SheetCell(known.name),
            SheetCell(
                figure / 100 if is_share else figure, CellLook.NUMBER, PERCENT if is_share else GENERAL
            ),
            SheetCell("" if is_share else known.unit, CellLook.CENTER),
            SheetCell(source),
        )
    )
