"""A mapping is kept as text and comes back; what is none, or could not be read by, does not."""

from dataclasses import replace
from typing import Any

import pytest

from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role, as_json, from_json

SOUND = Mapping(
    Annex.ATTENDANCE,
    "到岗",
    head_top=2,
    head_bottom=3,
    first_row=4,
    last_row=9,
    columns={1: ColumnRole(Role.NAME), 2: ColumnRole(Role.PRESENT, month="2023-08")},
    skipped_rows=(5,),
    fingerprint="0" * 64,
)


def test_a_mapping_comes_back() -> None:
    assert from_json(as_json(SOUND)) == SOUND


@pytest.mark.parametrize(
    "text",
    ["", "[", "[]", "null", "{}", '{"annex":"9"}', "[" * 100_000, as_json(SOUND).replace("2, 3", "1e999, 3")],
    ids=["empty", "cut", "list", "null", "nothing", "annex", "deep", "endless"],
)
def test_what_is_no_mapping_is_none(text: str) -> None:
    assert from_json(text) is None


@pytest.mark.parametrize(
    "columns",
    [
        {0: ColumnRole(Role.NAME)},
        {-1: ColumnRole(Role.NAME)},
        {10**9: ColumnRole(Role.NAME)},
        {1: ColumnRole(Role.PRESENT, month="8月")},
        {1: ColumnRole(Role.PRESENT, month="2023-13")},
    ],
    ids=["before", "negative", "far", "words", "no month"],
)
def test_columns_and_months_that_no_sheet_has_are_none(columns: dict[int, Any]) -> None:
    assert from_json(as_json(replace(SOUND, columns=columns))) is None
