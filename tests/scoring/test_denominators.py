"""Rates whose verdict turns with the denominator: 大岗's 结案率 of the agreed and of the taken-on cases."""

from typing import Any

import pytest

from sgz_desktop.domain.result import Severity
from sgz_desktop.scoring.denominators import turned_by_denominator
from sgz_desktop.scoring.missing import missing
from sgz_desktop.scoring.score import score
from tests import build
from tests.build import D
from tests.scoring import standard

CASES, CLOSED = build.uid("indicator", 1), build.uid("indicator", 2)
INDICATORS = (
    build.indicator(1, label="专业个案接案"),
    build.indicator(2, label="专业个案结案", rate_of=CASES),
)


def value(indicator: int, agreed: Any, done: Any, zone: int | None = None) -> Any:
    zone_id = None if zone is None else build.uid("zone", zone)
    return build.indicator_value(
        indicator_id=(CASES, CLOSED)[indicator], zone_id=zone_id, agreed=agreed, done=done
    )


ZONES = (build.zone(1), build.zone(2))
TURNED = (
    "“专业个案结案”按专业个案接案的协议量算是 170 ÷ 204 = 83.33%，"
    "按专业个案接案的完成量算是 170 ÷ 213 = 79.81%，约定 80%：用哪个分母会改变是否达标，请核对。"
)


@pytest.mark.parametrize(
    ("parts", "sentences"),
    [
        ((value(0, D(204), D(213)), value(1, D(80), D(170))), [TURNED]),
        (
            (
                *ZONES,
                *(value(0, D(102), done, zone) for zone, done in ((1, D(113)), (2, D(100)))),
                *(value(1, D(80), D(85), zone) for zone in (1, 2)),
            ),
            [TURNED],
        ),
        ((value(0, D(204), D(213)), value(1, D(79), D(170))), []),
        ((value(0, D(204), D(213)), value(1, None, D(170))), []),
        ((value(0, D(204), D(213)), value(1, D(80), None)), []),
        ((value(0, D(204), None), value(1, D(80), D(170))), []),
        ((value(0, None, D(213)), value(1, D(80), D(170))), []),
        ((*ZONES, value(0, D(204), D(213)), value(1, D(80), D(170), 1)), []),
        ((), []),
    ],
)
def test_a_rate_that_turns_is_told(parts: tuple[Any, ...], sentences: list[str]) -> None:
    dossier = build.dossier(*INDICATORS, *parts)
    assert [each.sentence for each in turned_by_denominator(dossier)] == sentences


def test_it_is_advice_about_the_indicator() -> None:
    dossier = build.dossier(*INDICATORS, value(0, D(204), D(213)), value(1, D(80), D(170)))
    rubric = standard.standard()
    told = missing(score(dossier, rubric), dossier, rubric)
    (found,) = [each for each in told if each.code == "indicator.denominator"]
    assert (found.sentence, found.page, found.severity, found.entity_id) == (
        TURNED,
        "indicators",
        Severity.ADVICE,
        CLOSED,
    )


def test_a_rate_whose_base_is_gone_is_not_told() -> None:
    dossier = build.dossier(INDICATORS[1], value(1, D(80), D(170)))
    assert list(turned_by_denominator(dossier)) == []
