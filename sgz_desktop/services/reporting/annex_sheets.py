"""附件2 to 4 of the workbook, under their numbers in the report: real figures, heads that stay in view."""

from collections.abc import Iterator

from sgz_desktop.exports.report import PageForm, plain
from sgz_desktop.exports.workbook import CellLook, Sheet, SheetCell, SheetRow
from sgz_desktop.house_styles.parts import Annex
from sgz_desktop.services.reporting.annex_grid import AnnexContent, sheet_rows
from sgz_desktop.services.reporting.annexes import annex_content, annex_period, annex_title, annexes_of
from sgz_desktop.services.reporting.attendance_sheet import totals_sheet
from sgz_desktop.services.reporting.draft import Draft

_TITLE_HEIGHT = 30.0
_SIGN_HEIGHT = 30.0


def annex_sheets(draft: Draft) -> Iterator[Sheet]:
    """The annexes of rows, and the totals of attendance where there is no roster."""
    for number, part in enumerate(annexes_of(draft.style, draft.dossier), 1):
        title, name = plain(annex_title(draft, part, number)), f"附件{number}"
        content = annex_content(draft, part)
        if content is not None:
            yield _sheet(name, title, plain(annex_period(draft, part, number)), content)
        elif part.annex is Annex.ATTENDANCE:
            yield totals_sheet(draft, name, title)


def _sheet(name: str, title: str, period: str, content: AnnexContent) -> Sheet:
    grid = content.whole
    width = len(grid.columns)

    def line(text: str, look: CellLook, *, height: float = 0.0) -> SheetRow:
        return SheetRow((SheetCell(text, look, columns=width),), height=height)

    above = [line(title, CellLook.TITLE, height=_TITLE_HEIGHT)]
    above += [line(period, CellLook.SUBTITLE)] if period else []
    above += [line(each.text, CellLook.NOTE) for each in content.above]
    below = [line(each.text, CellLook.NOTE) for each in content.notes]
    if content.signature:
        below.append(line(content.signature, CellLook.SIGN, height=_SIGN_HEIGHT))
    return Sheet(
        name=name,
        widths=tuple(each.characters for each in grid.columns),
        rows=(*above, *sheet_rows(grid.head), *sheet_rows(grid.body), *below),
        head_rows=len(above) + len(grid.head),
        frozen_columns=content.frozen_columns,
        landscape=True,
        wide=content.form is PageForm.WIDE,
    )
