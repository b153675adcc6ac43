"""Passages that an evaluation may leave out, and what becomes of the outline without them."""

from dataclasses import replace

import pytest

from sgz_desktop.domain.observation import Tone
from sgz_desktop.house_styles.checks import faults_of, places_of
from sgz_desktop.house_styles.omission import headings_before, omissible, without
from sgz_desktop.house_styles.parts import (
    FindingsPart,
    HeadingPart,
    ListPart,
    OutcomePart,
    PassagePart,
    ScoreTablePart,
    ZonesPart,
)
from sgz_desktop.house_styles.style import HouseStyle
from tests.services.styling import built_in

PANYU, GUANGZHOU = built_in("panyu"), built_in("guangzhou_swa")


@pytest.mark.parametrize(
    ("style", "free", "bound"),
    [
        (
            PANYU,
            {"background", "method_premises", "stage_plan", "satisfaction", "suggested_points"},
            {"title", "term", "foreword", "missing", "grade_final", "grade_table", "closing", "closing_date"},
        ),
        (
            GUANGZHOU,
            {"zone", "zones", "staff_attendance", "principle_honesty", "grounds"},
            {"cover_operator", "party_score", "result_final", "indicators_lead", "annex_list"},
        ),
    ],
)
def test_what_may_be_left_out(style: HouseStyle, free: set[str], bound: set[str]) -> None:
    found = omissible(style)
    assert free <= found
    assert not bound & found
    assert found <= set(style.passages)


def test_a_passage_that_the_result_needs_too_stays() -> None:
    parts = tuple(
        replace(each, final="background") if isinstance(each, OutcomePart) else each for each in PANYU.outline
    )
    assert "background" not in omissible(replace(PANYU, outline=parts))


@pytest.mark.parametrize("style", [PANYU, GUANGZHOU])
def test_a_style_without_all_that_may_go_uses_none_of_it_and_is_sound(style: HouseStyle) -> None:
    left = without(style, omissible(style))
    assert not omissible(style) & {key for _, _, key in places_of(left)}
    kept = {key: text for key, text in left.passages.items() if key not in omissible(style)}
    assert list(faults_of(replace(left, passages=kept))) == []
    assert without(style, {"title", "unheard_of"}) is style


def test_headings_that_lose_something_are_printed_only_over_something() -> None:
    a, b, c = (HeadingPart(id=each, level=level, text=each) for each, level in (("a", 1), ("b", 2), ("c", 2)))
    found = FindingsPart(subjects=("quality",), tone=Tone.STRENGTH, leading=("stage_plan", "progress"))
    table = ScoreTablePart(lead="grade_table", suggested="suggested_points")
    outline = (
        PassagePart(key="background"),
        a,
        ListPart(keys=("principle_honesty", "principle_fairness")),
        b,
        found,
        ZonesPart(key="profile"),
        c,
        table,
    )
    style = replace(PANYU, outline=outline, fragments={})
    goes = {"principle_honesty", "principle_fairness", "stage_plan", "profile", "grade_table"}
    assert without(style, goes).outline == (
        outline[0],
        replace(a, optional=True),
        replace(b, optional=True),
        replace(found, leading=("progress",)),
        c,
        table,
    )
    assert without(style, {"principle_fairness"}).outline[2] == ListPart(keys=("principle_honesty",))
    assert without(style, {"suggested_points"}).outline[-1] == replace(table, suggested="")


@pytest.mark.parametrize(
    ("key", "above"),
    [
        ("title", ()),
        ("method_premises", ("background",)),
        ("stage_plan", ("stages.plan", "stages", "principles", "grounds", "background")),
        ("unheard_of", ()),
    ],
)
def test_a_passage_stands_below_the_headings_before_it(key: str, above: tuple[str, ...]) -> None:
    assert headings_before(PANYU, key) == above


def test_a_passage_of_every_group_stands_below_the_heading_of_the_groups() -> None:
    own = (*GUANGZHOU.fragments["group"], PassagePart(key="own"))
    style = replace(
        GUANGZHOU,
        passages={**GUANGZHOU.passages, "own": "甲"},
        fragments={**GUANGZHOU.fragments, "group": own},
    )
    assert headings_before(style, "own")[0] == "quality"
    assert without(style, {"own"}).fragments["group"] == tuple(
        replace(each, optional=True)
        if isinstance(each, HeadingPart) and each.id == "group.concerns"
        else each
        for each in GUANGZHOU.fragments["group"]
    )
