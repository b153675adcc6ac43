"""Grades by their lines, rounded first and graded then, and how far it is to a line."""

from decimal import Decimal

import pytest

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.scoring.grade import distances, grade_of, lowest_grade
from sgz_desktop.scoring.score import score
from tests import build
from tests.build import D
from tests.scoring import standard


@pytest.mark.parametrize(
    ("points", "total", "grade"),
    [
        ("100", "100.00", "优秀"),
        ("90", "90.00", "优秀"),
        ("89.995", "90.00", "优秀"),
        ("89.994", "89.99", "良好"),
        ("80", "80.00", "良好"),
        ("79.995", "80.00", "良好"),
        ("79.994", "79.99", "合格"),
        ("60", "60.00", "合格"),
        ("59.995", "60.00", "合格"),
        ("59.994", "59.99", "不合格"),
        ("0", "0.00", "不合格"),
    ],
)
def test_a_total_is_rounded_first_and_graded_then(points: str, total: str, grade: str) -> None:
    dossier = build.dossier(standard.total(points), *standard.clear(), basis=Basis.TOTAL)

    result = score(dossier, standard.standard())

    assert (str(result.total), result.grade_name) == (total, grade)


def test_points_below_every_line_give_the_lowest_grade() -> None:
    rubric = build.rubric(grades=build.rubric().grades[:3])

    assert lowest_grade(rubric).name == "合格"
    assert grade_of(D("10"), rubric) is lowest_grade(rubric)


def test_bands_need_no_order() -> None:
    rubric = build.rubric(grades=tuple(reversed(build.rubric().grades)))

    assert grade_of(D("84.02"), rubric).name == "良好"
    assert [each.name for each in distances(D("0"), D("0"), rubric)] == ["优秀", "良好", "合格"]


@pytest.mark.parametrize(
    ("floor", "ceiling", "above"),
    [
        (
            "87.11",
            "87.11",
            [("优秀", "-2.89", "-2.89"), ("良好", "7.11", "7.11"), ("合格", "27.11", "27.11")],
        ),
        ("70", "95", [("优秀", "-20", "5"), ("良好", "-10", "15"), ("合格", "10", "35")]),
    ],
)
def test_distance_to_every_line_but_the_lowest(
    floor: str, ceiling: str, above: list[tuple[str, str, str]]
) -> None:
    found = distances(D(floor), D(ceiling), build.rubric())

    assert [(each.name, str(each.from_floor), str(each.from_ceiling)) for each in found] == above
    assert [each.at_least for each in found] == [Decimal(90), Decimal(80), Decimal(60)]
