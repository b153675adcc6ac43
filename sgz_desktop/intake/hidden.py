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
            letters = column_name(column)
            place = Place(sheet.file, sheet.name, f"{letters}:{letters}")
            yield warning(place, "这一列在表里是隐藏的，也读入了，请核对。")


def hidden_rows(sheet: Sheet, mapping: Mapping) -> Iterator[Problem]:
    """A warning for each hidden row that was read, lest a figure come from where nobody looks."""
    for row in sorted(sheet.hidden_rows):
        if (
            mapping.first_row <= row <= mapping.last_row
            and row not in mapping.skipped_rows
            and sheet.row(row)
        ):
            place = Place(sheet.file, sheet.name, f"{row}:{row}")
            yield warning(place, "这一行在表里是隐藏的，也读入了，请核对。")
