"""Which column means what: found by the program, corrected by a person, kept for the next such sheet."""

import json
import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sgz_desktop.domain.canonical import content_hash
from sgz_desktop.intake.limits import LAST_COLUMN

_MONTH = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")


class Annex(StrEnum):
    """What a block of cells is: annexes 1 to 4, the satisfaction survey, the money."""

    INDICATORS = "1"
    ATTENDANCE = "2"
    RESOURCES = "3"
    TRAINING = "4"
    SATISFACTION = "satisfaction"
    MONEY = "money"


class Role(StrEnum):
    """What a column (or, in a transposed block, a row) holds; IGNORED is what nobody needs."""

    IGNORED = "ignored"
    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    ZONE = "zone"
    STAFF = "staff"
    INDICATOR = "indicator"
    AGREED = "agreed"
    AGREED_RATE = "agreed_rate"
    DONE = "done"
    DONE_OF_AGREED = "done_of_agreed"
    AGREED_AND_DONE = "agreed_and_done"
    RATE = "rate"
    SECTION = "section"
    POST = "post"
    CREDENTIAL = "credential"
    CERTIFIED = "certified"
    KIND = "kind"
    CONTRACT = "contract"
    CONTRACT_START = "contract_start"
    CONTRACT_END = "contract_end"
    JOINED = "joined"
    LEFT = "left"
    EXPERIENCED = "experienced"
    PRESENT = "present"
    INSURED = "insured"
    PAID = "paid"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    STATED = "stated"
    MONTHS = "months"
    EXPERIENCED_MONTHS = "experienced_months"
    REMARK = "remark"
    DATE = "date"
    PROVIDER = "provider"
    CATEGORY = "category"
    DESCRIPTION = "description"
    VALUE = "value"
    BENEFICIARIES = "beneficiaries"
    FUND = "fund"
    TRAINING = "training"
    SUPERVISION = "supervision"
    PHONE = "phone"
    OUTCOME = "outcome"
    ANSWER = "answer"
    INITIAL_BUDGET = "initial_budget"
    BUDGET = "budget"
    SPENT = "spent"
    STAFF_COSTS = "staff_costs"


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What one column holds; the names and unit are of annex 1, `month` (2023-08) of annexes 2 and 4."""

    role: Role
    indicator: str = ""
    measure: str = ""
    unit: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one block of one sheet is read; rows and columns count from 1, both ends belong to it.

    In a `transposed` block the indicators are the rows: a column is INDICATOR, or a figure of the zone in its
    head. A `turned` block lies on its side: its rows are the sheet's columns, its columns the sheet's rows.
    `skipped_rows` are those within the block that a person or the program leaves out.
    """

    annex: Annex
    sheet: str
    head_top: int
    head_bottom: int
    first_row: int
    last_row: int
    columns: Map[int, ColumnRole] = field(default_factory=dict)
    transposed: bool = False
    skipped_rows: tuple[int, ...] = ()
    fingerprint: str = ""
    turned: bool = False


def fingerprint(annex: Annex, heads: Map[int, str]) -> str:
    """The layout of a block by its normalised heads: equal for next year's sheet of the same station."""
    return content_hash({"annex": annex.value, "heads": {str(key): heads[key] for key in sorted(heads)}})


def as_json(mapping: Mapping) -> str:
    """A mapping as text to keep."""
    columns = {
        str(column): {
            name: value
            for name, value in (
                ("role", role.role.value),
                ("indicator", role.indicator),
                ("measure", role.measure),
                ("unit", role.unit),
                ("month", role.month),
            )
            if value
        }
        for column, role in mapping.columns.items()
    }
    plain = {
        "annex": mapping.annex.value,
        "sheet": mapping.sheet,
        "head": [mapping.head_top, mapping.head_bottom],
        "data": [mapping.first_row, mapping.last_row],
        "columns": columns,
        "transposed": mapping.transposed,
        "skipped_rows": list(mapping.skipped_rows),
        "fingerprint": mapping.fingerprint,
        "turned": mapping.turned,
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Mapping | None:
    """The mapping that `as_json` spelt; None for anything else."""
    try:
        found = _mapping(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    months = {each.month for each in found.columns.values()} - {""}
    sound = all(_MONTH.fullmatch(each) for each in months) and all(
        1 <= each <= LAST_COLUMN for each in found.columns
    )
    return found if sound else None


def _role(plain: Map[str, Any]) -> ColumnRole:
    named = {key: str(plain.get(key, "")) for key in ("indicator", "measure", "unit", "month")}
    return ColumnRole(Role(plain["role"]), **named)


def _mapping(plain: Any) -> Mapping:
    head_top, head_bottom = map(int, plain["head"])
    first_row, last_row = map(int, plain["data"])
    columns = {int(column): _role(role) for column, role in plain["columns"].items()}
    return Mapping(
        annex=Annex(plain["annex"]),
        sheet=str(plain["sheet"]),
        head_top=head_top,
        head_bottom=head_bottom,
        first_row=first_row,
        last_row=last_row,
        columns=columns,
        transposed=bool(plain["transposed"]),
        skipped_rows=tuple(map(int, plain["skipped_rows"])),
        fingerprint=str(plain["fingerprint"]),
        turned=bool(plain.get("turned", False)),
    )
