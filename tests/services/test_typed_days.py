"""Days that are typed without their year: those of the assessed period, else of the agreement."""

from datetime import date
from typing import Any

import pytest

from sgz_desktop.services.tables.typed_days import day_of_term
from tests.build import dossier

_PERIOD: dict[str, Any] = {"period_start": date(2023, 8, 1), "period_end": date(2024, 1, 31)}
_AGREEMENT: dict[str, Any] = {"agreement_start": date(2022, 8, 1), "agreement_end": date(2023, 7, 31)}
_NONE: dict[str, Any] = dict.fromkeys((*_PERIOD, *_AGREEMENT))


@pytest.mark.parametrize(
    ("head", "text", "day"),
    [
        (_PERIOD, "9月28日", date(2023, 9, 28)),
        (_AGREEMENT | _PERIOD, "1月5日", date(2024, 1, 5)),
        (_AGREEMENT, "1月5日", date(2023, 1, 5)),
        (_PERIOD, "3月5日", None),
        (_PERIOD, "街道商会", None),
        ({}, "9月28日", None),
    ],
)
def test_the_year_is_that_of_the_term(head: dict[str, Any], text: str, day: date | None) -> None:
    assert day_of_term(dossier(**(_NONE | head)), text) == day
