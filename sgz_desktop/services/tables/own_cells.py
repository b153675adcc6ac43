"""Where each field of a proposal stands itself, by its block's columns; and units that do not match."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import replace
from decimal import Decimal

from sgz_desktop.domain.funding import FundLine, Resource
from sgz_desktop.domain.places import Zone
from sgz_desktop.domain.survey import Respondent
from sgz_desktop.intake.addresses import cell_name, column_name
from sgz_desktop.intake.calendar_readings import read_period
from sgz_desktop.intake.heads import paths
from sgz_desktop.intake.list_heads import scale_above, scale_in
from sgz_desktop.intake.mapping import Annex, Mapping, Role
from sgz_desktop.intake.problems import Place, Problem, warning
from sgz_desktop.intake.readings import read_number
from sgz_desktop.intake.sheets import Sheet, Workbook
from sgz_desktop.services.tables.plan import Proposed, TablePlan
from sgz_desktop.services.tables.sources import source_text

_ROW = re.compile(r"[A-Z]+([0-9]+)", re.ASCII)
_LEAST_TITLE = 5
_MONEY = (Role.INITIAL_BUDGET, Role.BUDGET, Role.SPENT, Role.STAFF_COSTS)
_TEN_THOUSAND = 10_000
_LEAST_SHARE = 100
"""A column that is less than a hundredth of the one beside it is more likely in another unit."""

_FIELD_ROLES: Map[str, Map[str, Sequence[Role]]] = {
    Zone.kind: {"name": (Role.ZONE,), "staff": (Role.STAFF,)},
    Resource.kind: {
        "received_on": (Role.DATE,),
        "written_date": (Role.DATE,),
        "provider": (Role.PROVIDER,),
        "category": (Role.CATEGORY,),
        "description": (Role.DESCRIPTION,),
        "value_yuan": (Role.VALUE,),
        "beneficiaries": (Role.BENEFICIARIES,),
        "fund": (Role.FUND,),
    },
    Respondent.kind: {
        "name": (Role.NAME,),
        "phone": (Role.PHONE,),
        "zone_id": (Role.ZONE,),
        "category": (Role.CATEGORY,),
        "outcome": (Role.OUTCOME, Role.ANSWER),
        "answer": (Role.ANSWER,),
        "asked_on": (Role.DATE,),
        "remark": (Role.REMARK,),
    },
    FundLine.kind: {
        "name": (Role.NAME,),
        "initial_budget": (Role.INITIAL_BUDGET,),
        "budget": (Role.BUDGET,),
        "spent": (Role.SPENT,),
        "staff_costs": (Role.STAFF_COSTS,),
    },
}


def with_cells(plan: TablePlan, mappings: Sequence[Mapping], workbook: Workbook) -> TablePlan:
    """The plan, each field with its own cell where the columns of its block tell it, and kept so."""
    here = [each for each in mappings if each.annex is plan.annex]
    # What was refused in part is among the plan's problems already.
    cells = (replace(_sourced(_with_cells(each, here, workbook)), refusals=()) for each in plan.proposals)
    return replace(plan, proposals=tuple(cells))


def _sourced(proposed: Proposed) -> Proposed:
    """The proposal whose source tells the cells of its fields, and what others told before."""
    cells = {each.name: each.cell for each in proposed.fields}
    fields = (
        replace(each, after=source_text(proposed.kind, str(proposed.place), cells, str(each.before or "")))
        if each.name == "source"
        else each
        for each in proposed.fields
    )
    return replace(proposed, fields=tuple(fields))


def _with_cells(proposed: Proposed, mappings: Sequence[Mapping], workbook: Workbook) -> Proposed:
    match = _ROW.match(proposed.place.cell)
    roles = _FIELD_ROLES.get(proposed.kind)
    if match is None or roles is None:
        return proposed
    row = int(match[1])
    for mapping in mappings:
        if mapping.sheet == proposed.place.sheet and mapping.first_row <= row <= mapping.last_row:
            if mapping.transposed or mapping.turned:
                break
            columns = {role.role: number for number, role in sorted(mapping.columns.items(), reverse=True)}
            sheet = workbook.sheet(mapping.sheet)
            fields = tuple(
                replace(each, cell=each.cell or _cell(sheet, row, roles.get(each.name, ()), columns))
                for each in proposed.fields
            )
            return replace(proposed, fields=fields)
    return proposed


def _cell(sheet: Sheet | None, row: int, roles: Sequence[Role], columns: Map[Role, int]) -> str:
    """The cell of the first of these roles that there is; of merged ones the first."""
    column = next((columns[each] for each in roles if each in columns), None)
    return "" if column is None or sheet is None else cell_name(*sheet.anchor(row, column))


def title_place(workbook: Workbook, mapping: Mapping) -> Place:
    """Where the period over a block stands, else its title, else the sheet."""
    sheet = workbook.sheet(mapping.sheet)
    if sheet is None:
        return Place(workbook.name, mapping.sheet)
    first = min(mapping.columns, default=1) if mapping.turned else mapping.head_top
    above = [
        (row, column, cell.text)
        for row in range(1, first)
        for column, cell in sheet.row(row)
        if len(cell.text) >= _LEAST_TITLE
    ]
    dated = (each for each in above if read_period(each[2]).value is not None)
    found = next(dated, above[0] if above else None)
    return Place(sheet.file, sheet.name) if found is None else sheet.place(found[0], found[1])


def mixed_units(workbook: Workbook, mapping: Mapping) -> Iterator[Problem]:
    """A column of money in 万元 beside one that names no unit and comes to less than 1 % of it."""
    sheet = workbook.sheet(mapping.sheet)
    if sheet is None or mapping.annex is not Annex.MONEY or scale_above(sheet, mapping.head_top) is not None:
        return
    heads = paths(sheet, mapping.head_top, mapping.head_bottom)
    columns = sorted(number for number, each in mapping.columns.items() if each.role in _MONEY)
    scales = {number: scale_in(heads.get(number, ())) for number in columns}
    sums = {number: _sum(sheet, mapping, number) * (scales[number] or 1) for number in columns}
    for number in columns:
        larger = (
            each for each in columns if (scales[each] or 1) > 1 and sums[number] * _LEAST_SHARE < sums[each]
        )
        beside = next(larger, None)
        if scales[number] is None and sums[number] > 0 and beside is not None:
            unit = "万元" if scales[beside] == _TEN_THOUSAND else "千元"
            yield warning(
                sheet.place(mapping.head_bottom, number),
                f"{column_name(beside)} 列以{unit}计，这一列没有写单位，"
                "按元读入还不到那一列的 1%，请核对单位。",
            )


def _sum(sheet: Sheet, mapping: Mapping, column: int) -> Decimal:
    cells = (sheet.at(row, column) for row in range(mapping.first_row, mapping.last_row + 1))
    values = (read_number(each).value for each in cells if each is not None)
    return sum((each for each in values if each is not None), Decimal(0))
