"""The results printed in the five reports come out again (domain: section 3, worked results)."""

from decimal import Decimal
from fractions import Fraction

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.result import Score, Source
from sgz_desktop.domain.rubric import Rounding, RoundingLevel
from sgz_desktop.scoring.score import score
from tests import build
from tests.build import D
from tests.scoring import standard


def converted(result: Score) -> dict[str, Decimal | None]:
    components = {each.code: each.converted for each in result.components}
    return components | {each.code: each.converted for each in result.parties}


@pytest.mark.parametrize(
    "dossier", [standard.zhongcun(), standard.zhongcun_items()], ids=["figures", "items"]
)
def test_zhongcun_is_87_11_and_good(dossier: Dossier) -> None:
    result = score(dossier, standard.standard())

    assert converted(result) == {
        "operations": D("9.60"),
        "quality": D("16.43"),
        "monitoring": D("8.93"),
        "outcomes": D("12.40"),
        "assessor": D("47.36"),
        "supervision_centre": D("12.75"),
        "purchaser": D("18.50"),
        "supervisor": D("8.50"),
    }
    assert (result.total, result.grade, result.grade_name) == (D("87.11"), "good", "良好")
    assert result.floor == result.ceiling == result.total
    assert not result.provisional
    assert result.answered == result.answerable == 9


def test_zhongcun_quality_is_the_plain_mean_over_its_groups() -> None:
    quality = next(
        each
        for each in score(standard.zhongcun(), standard.standard()).components
        if each.code == standard.QUALITY
    )

    assert [each.points for each in quality.groups] == [Fraction("16.8"), Fraction(16), Fraction("16.5")]
    assert quality.points == Fraction("49.3") / 3
    assert quality.converted == D("16.43")


def test_zhongcun_rounded_once_at_the_end_is_the_same_figure() -> None:
    rubric = standard.standard(rounding=Rounding(level=RoundingLevel.TOTAL))

    result = score(standard.zhongcun(), rubric)

    exact = sum((each.points or 0 for each in result.parties), Fraction(0))
    assert abs(exact - Fraction("87.1083")) < Fraction(1, 10_000)
    assert (result.total, result.grade) == (D("87.11"), "good")
    assessor = result.parties[0]
    assert assessor.converted == D("47.36")
    assert assessor.floor == assessor.ceiling == assessor.converted


def test_zhuguang_is_94_98_and_excellent_from_bare_party_totals() -> None:
    result = score(standard.zhuguang(), standard.standard())

    assert converted(result) == {
        "assessor": D("51.98"),
        "supervision_centre": D("13.00"),
        "purchaser": D("20.00"),
        "supervisor": D("10.00"),
    }
    assert {each.source for each in result.parties} == {Source.FIGURE}
    assert (result.total, result.grade_name, result.provisional) == (D("94.98"), "优秀", False)
    assert result.components == ()
    assert (result.answered, result.answerable) == (4, 4)


def test_ruibao_is_84_02_and_good_from_its_total_alone() -> None:
    result = score(standard.ruibao(), standard.standard())

    assert (result.total, result.floor, result.ceiling) == (D("84.02"), D("84.02"), D("84.02"))
    assert (result.grade_name, result.provisional) == ("良好", False)
    assert {each.source for each in result.parties} == {Source.NOT_NEEDED}
    assert (result.answered, result.answerable) == (1, 1)


def test_dagang_is_good_with_no_figure_at_all() -> None:
    result = score(standard.dagang(), standard.standard())

    assert (result.total, result.floor, result.ceiling, result.distances) == (None, None, None, ())
    assert (result.grade, result.grade_name, result.provisional) == ("good", "良好", False)
    assert (result.answered, result.answerable) == (1, 1)


@pytest.mark.parametrize("stated", [None, "splendid"])
def test_without_a_grade_of_the_rubric_dagang_stays_open(stated: str | None) -> None:
    result = score(standard.dagang(stated_grade=stated), standard.standard())

    assert (result.grade, result.grade_name, result.provisional) == (None, "", True)


def test_a_total_that_was_not_entered_may_be_anything() -> None:
    result = score(build.dossier(*standard.clear(), basis=Basis.TOTAL), standard.standard())

    assert (result.total, result.floor, result.ceiling) == (None, D("0"), D("100"))
    assert (result.grade, result.provisional, result.answered) == (None, True, 0)


def test_a_total_figure_without_points_is_no_total() -> None:
    empty = build.figure(scope=Scope.TOTAL, code="total", points=None)

    result = score(build.dossier(empty, basis=Basis.TOTAL), standard.standard())

    assert (result.total, result.answered) == (None, 0)


def test_a_party_that_has_not_answered_leaves_floor_and_ceiling() -> None:
    dossier = build.dossier(
        standard.party("assessor", "51.98"),
        build.figure(code="purchaser", points=None),
        standard.party("supervisor", "10"),
        *standard.clear(),
        *standard.figures_for_vetoes(),
        basis=Basis.PARTIES,
    )

    result = score(dossier, standard.standard())

    assert (result.total, result.floor, result.ceiling) == (None, D("61.98"), D("96.98"))
    assert (result.grade, result.provisional) == (None, True)
    assert (result.answered, result.answerable) == (2, 4)


@pytest.mark.parametrize(
    ("assessor", "floor", "ceiling", "grade"),
    [
        ("51.98", "81.98", "91.98", None),
        ("50", "80.00", "90.00", None),
        ("49.994", "79.99", "89.99", None),
        ("40", "70.00", "80.00", None),
        ("39.99", "69.99", "79.99", "pass"),
        ("30", "60.00", "70.00", "pass"),
        ("19.99", "49.99", "59.99", "fail"),
    ],
)
def test_a_grade_is_named_while_open_only_when_floor_and_ceiling_give_the_same(
    assessor: str, floor: str, ceiling: str, grade: str | None
) -> None:
    dossier = build.dossier(
        standard.party("assessor", assessor),
        standard.party("purchaser", "18"),
        standard.party("supervision_centre", "12"),
        *standard.clear(),
        *standard.figures_for_vetoes(),
        basis=Basis.PARTIES,
    )

    result = score(dossier, standard.standard())

    assert (result.total, str(result.floor), str(result.ceiling)) == (None, floor, ceiling)
    assert (result.grade, result.provisional) == (grade, True)


def test_the_same_dossier_gives_the_same_score() -> None:
    assert score(standard.zhongcun_items(), standard.standard()) == score(
        standard.zhongcun_items(), standard.standard()
    )
