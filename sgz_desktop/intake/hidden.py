"""Hidden rows and columns of a block: they are read, and said to be hidden."""

from collections.abc import Iterator

from sgz_desktop.intake.addresses import column_name
from sgz_desktop.intake.mapping import Mapping, Role
from sgz_desktop.intake.problems import Place, Problem, warning
from sgz_desktop.intake.sheets import Sheet


def hidden_columns(sheet: Sheet, mapping: Mapping) -> Iterator[Problem]:
    """A warning for each hidden column that was read."""
    unread = (Role.IGNORED, Role.NUMBER, Role.REMARK)
    used = {column for column, each in mapping.columns.items() if each.role not in unread}
    for column in sorted(used & sheet.hidden_columns):
        rows = range(mapping.first_row, min(mapping.last_row, sheet.rows) + 1)
        if any(sheet.at(row, column) is not None for row in rows):
            yield _hidden(sheet, column, is_row=sheet.upright is not None)


def hidden_rows(sheet: Sheet, mapping: Mapping) -> Iterator[Problem]:
    """A warning for each hidden row that was read, lest a figure come from where nobody looks."""
    for row in sorted(sheet.hidden_rows):
        if (
            mapping.first_row <= row <= mapping.last_row
            and row not in mapping.skipped_rows
            and sheet.row(row)
        ):
            yield _hidden(sheet, row, is_row=sheet.upright is None)


def _hidden(sheet: Sheet, number: int, *, is_row: bool) -> Problem:
    name = str(number) if is_row else column_name(number)
    what = "行" if is_row else "列"
    place = Place(sheet.file, sheet.name, f"{name}:{name}")
    return warning(place, f"这一{what}在表里是隐藏的，也读入了，请核对。")
