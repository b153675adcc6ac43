"""What is said of columns of annex 1 that were left out: of other years, parts that nothing adds up."""

from collections.abc import Iterator

from sgz_desktop.intake.heads import Block, paths
from sgz_desktop.intake.indicator_columns import indicator_columns
from sgz_desktop.intake.indicator_heads import PAIRS
from sgz_desktop.intake.indicator_strips import is_beside
from sgz_desktop.intake.indicator_years import without_years, years_of_rows
from sgz_desktop.intake.mapping import Mapping, Role
from sgz_desktop.intake.problems import Place, Problem, error, warning
from sgz_desktop.intake.sheets import Sheet

_OTHER_YEAR = "“{other}”的数没有读入，读入的是“{meant}”的，请核对是不是这一期。"
_COMPARED = "“{name}”不是片区，也不是指标，这里的数没有读入。"
_PARTS = "这里只有各时段的{what}，没有它们的合计，没有读入；请加一列合计，或者指明要读哪一列。"
_DOUBLED = "这里有两列都像是同一个数，读入的是“{name}”，没有读“{other}”，请核对。"
_COUNTED = {Role.AGREED: "协议量", Role.DONE: "完成量"}
_MEANT = (*_COUNTED, Role.AGREED_RATE, *PAIRS)


def left_out(sheet: Sheet, mapping: Mapping) -> Iterator[Problem]:
    """A problem for each year that was not read, and for parts of the time that nothing adds up."""
    years, bare = without_years(paths(sheet, mapping.head_top, mapping.head_bottom))
    read = {column for column, each in mapping.columns.items() if each.role in _MEANT}
    ignored = {
        column: indicator_columns({column: bare[column]})[column]
        for column, each in sorted(mapping.columns.items())
        if each.role is Role.IGNORED and column in bare
    }
    yield from _compared(sheet, mapping)
    yield from _doubled(sheet, mapping)
    yield from _skipped(sheet, mapping)
    meant = next((years[column] for column in sorted(read) if column in years), "")
    others: dict[str, list[int]] = {}
    for column, role in ignored.items():
        if role.role in _COUNTED and column in years and years[column] != meant:
            others.setdefault(years[column], []).append(column)
    for year, columns in others.items():
        sentence = _OTHER_YEAR.format(other=year, meant=meant or "没有写年度的各列")
        yield warning(_over(sheet, mapping, columns), sentence)
    parts: dict[tuple[str, Role], list[int]] = {}
    for column, role in ignored.items():
        if role.role in _COUNTED and years.get(column, meant) == meant:
            parts.setdefault((role.indicator, role.role), []).append(column)
    told = {(each.indicator, each.role) for each in mapping.columns.values()}
    for (indicator, kind), columns in parts.items():
        if len(columns) > 1 and (indicator, kind) not in told and read:
            yield error(_over(sheet, mapping, columns), _PARTS.format(what=_COUNTED[kind]))


def _skipped(sheet: Sheet, mapping: Mapping) -> Iterator[Problem]:
    """A warning for each year whose rows were left out."""
    if not mapping.skipped_rows:
        return
    heads = paths(sheet, mapping.head_top, mapping.head_bottom)
    last = min(mapping.last_row, sheet.rows)
    block = Block(sheet, mapping.head_top, mapping.head_bottom, mapping.first_row, last, heads)
    years = years_of_rows(block)
    meant = next((year for row, (_, year) in years.items() if row not in mapping.skipped_rows), "")
    told: set[str] = set()
    for row, (column, year) in years.items():
        if row in mapping.skipped_rows and year not in told:
            told.add(year)
            yield warning(sheet.place(row, column), _OTHER_YEAR.format(other=year, meant=meant))


def _doubled(sheet: Sheet, mapping: Mapping) -> Iterator[Problem]:
    """A warning for each second column of the same figure, which was not read."""
    first: dict[tuple[str, str, Role], int] = {}
    heads = paths(sheet, mapping.head_top, mapping.head_bottom)
    for column, each in sorted(mapping.columns.items()):
        known = first.setdefault((each.indicator, each.measure, each.role), column)
        if each.role in _COUNTED and known != column and not _starts_anew(mapping, known, column):
            names = {"name": heads.get(known, ("",))[-1][:40], "other": heads.get(column, ("",))[-1][:40]}
            yield warning(_over(sheet, mapping, [known, column]), _DOUBLED.format(**names))


def _starts_anew(mapping: Mapping, first: int, second: int) -> bool:
    """Whether another list of indicators begins between two columns."""
    return any(
        each.role in (Role.INDICATOR, Role.ZONE)
        for column, each in mapping.columns.items()
        if first < column < second
    )


def _compared(sheet: Sheet, mapping: Mapping) -> Iterator[Problem]:
    groups: dict[str, list[int]] = {}
    for column, each in sorted(mapping.columns.items()):
        if each.role in _COUNTED and is_beside(each):
            groups.setdefault(each.indicator, []).append(column)
    for name, columns in groups.items():
        yield warning(_over(sheet, mapping, columns), _COMPARED.format(name=name[:40]))


def _over(sheet: Sheet, mapping: Mapping, columns: list[int]) -> Place:
    """The heads over some columns."""
    return sheet.place_of(mapping.head_top, min(columns), mapping.head_bottom, max(columns))
