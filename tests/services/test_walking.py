"""The walk in its three orders: sections with their progress, filters, the next open stop, codes."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from sgz_desktop.domain import mark as answers
from sgz_desktop.domain.observation import Tone
from sgz_desktop.services.walking import (
    Section,
    Show,
    Way,
    before,
    by_code,
    narrowed,
    next_open,
    sections,
    steps_of,
)
from sgz_desktop.wiring import Program
from tests.build import EVALUATION
from tests.services.case import EXPERT, GROUP, LI, OTHER_GROUP

E = EVALUATION
At = tuple[str, tuple[str, UUID | None]]
ONCE, FIRST, SECOND = "operations ", f"quality {GROUP}", f"quality {OTHER_GROUP}"


def walk(program: Program, way: Way = Way.COMPONENT) -> tuple[Section, ...]:
    """The first expert's walk."""
    return program.visiting.sections(E, EXPERT, way)


def listed(sections: tuple[Section, ...]) -> list[str]:
    """The codes that are listed, in order."""
    return [stop.item.code for _, stop in steps_of(sections)]


def test_the_three_ways(program: Program) -> None:
    program.visiting.answer(E, "tiers", None, EXPERT, None, LI)
    assert [(each.key, each.name, each.detail, each.done, each.total) for each in walk(program)] == [
        (ONCE, "运营管理", "25 分", 2, 3),
        (FIRST, "服务质量 · 评审组1", "和安1社区", 3, 3),
        (SECOND, "服务质量 · 评审组2", "和安2社区", 3, 3),
    ]
    grouped = walk(program, Way.GROUP)
    assert [(each.name, each.detail, each.done, each.total) for each in grouped] == [
        ("全站", "只评一次的项目", 2, 3),
        ("评审组1", "和安1社区", 3, 3),
        ("评审组2", "和安2社区", 3, 3),
    ]
    by_method = walk(program, Way.METHOD)
    assert all(method.key in each.item.methods for method in by_method for each in method.stops)
    assert sum(method.total for method in by_method) == sum(
        len(each.item.methods) for each in program.visiting.stops(E, EXPERT)
    )


def test_an_item_without_a_method_is_not_lost(program: Program) -> None:
    dossier, rubric = program.evaluations.dossier(E), program.evaluations.rubric(E)
    stops = [
        replace(each, item=replace(each.item, methods=())) for each in program.visiting.stops(E, EXPERT)[-1:]
    ]
    (only,) = sections(stops, Way.METHOD, dossier, rubric)
    assert (only.name, only.total) == ("没有写明方法", 1)
    (group,) = sections(stops, Way.GROUP, dossier, rubric)
    assert group.name == "评审组2"


FILTERS = {
    "everything": (Show.ALL, "", 9),
    "open": (Show.OPEN, "", 1),
    "pending": (Show.PENDING, "", 1),
    "with an observation": (Show.SEEN, "", 2),
    "a concern without evidence": (Show.UNPROVEN, "", 1),
    "a code": (Show.ALL, "BARE", 2),
    "two words, full width": (Show.ALL, "ｂａｒｅ 评审组2", 1),
    "nothing": (Show.PENDING, "bare", 0),
}


@pytest.mark.parametrize(("show", "text", "count"), FILTERS.values(), ids=FILTERS)
def test_filters(program: Program, show: Show, text: str, count: int) -> None:
    program.visiting.answer(E, "tiers", None, EXPERT, None, LI)
    program.visiting.answer(E, "conditions", None, EXPERT, answers.Pending(), LI)
    program.visiting.observe(E, LI, item="bare", group_id=GROUP, tone=Tone.CONCERN, text="没有签名")
    whole = walk(program)
    shown = narrowed(whole, show, text)
    assert len(listed(shown)) == count
    assert all(each.stops for each in shown)
    assert {each.key: each.total for each in shown}.items() <= {
        each.key: each.total for each in whole
    }.items()
    kept = narrowed(whole, show, text, always=("degree", None))
    assert "degree" in listed(kept)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (None, (ONCE, "conditions", None)),
        ((ONCE, ("degree", None)), (ONCE, "conditions", None)),
        ((ONCE, ("conditions", None)), (SECOND, "deduction", OTHER_GROUP)),
        ((FIRST, ("deduction", GROUP)), (SECOND, "deduction", OTHER_GROUP)),
        ((SECOND, ("deduction", OTHER_GROUP)), (ONCE, "conditions", None)),
        (("gone", ("gone", None)), (ONCE, "conditions", None)),
    ],
)
def test_the_next_open_stop_is_behind_and_then_from_the_beginning(
    program: Program, after: At | None, found: tuple[str, str, UUID | None]
) -> None:
    program.visiting.answer(E, "conditions", None, EXPERT, answers.Pending(), LI)
    program.visiting.answer(E, "deduction", OTHER_GROUP, EXPERT, None, LI)
    step = next_open(walk(program), after)
    assert step is not None
    assert (step[0], *step[1].key) == found


def test_the_only_open_stop_is_next_to_itself_and_then_none_is(program: Program) -> None:
    program.visiting.answer(E, "tiers", None, EXPERT, None, LI)
    step = next_open(walk(program), (ONCE, ("tiers", None)))
    assert step is not None
    assert step[1].key == ("tiers", None)
    program.visiting.answer(E, "tiers", None, EXPERT, answers.Ratio(Decimal("0.8")), LI)
    assert next_open(walk(program), (ONCE, ("tiers", None))) is None
    assert next_open((), None) is None


def test_the_one_before(program: Program) -> None:
    whole = walk(program)
    (section, stop), (first, second) = (
        before(whole, (FIRST, ("completeness", GROUP))) or ("", None),
        (
            ONCE,
            ("degree", None),
        ),
    )
    assert stop is not None
    assert (section, stop.key) == (ONCE, ("tiers", None))
    assert before(whole, (first, second)) is None
    assert before(whole, ("gone", ("gone", None))) is None


@pytest.mark.parametrize(
    ("typed", "near", "found"),
    [
        ("degree", None, (ONCE, "degree")),
        (" ＤＥＧＲＥＥ ", None, (ONCE, "degree")),
        ("bare", SECOND, (SECOND, "bare")),
        ("bare", "gone", (FIRST, "bare")),
        ("ers", None, (ONCE, "tiers")),
        ("X-9", None, None),
        (" - ", None, None),
    ],
)
def test_codes(program: Program, typed: str, near: str | None, found: tuple[str, str] | None) -> None:
    step = by_code(walk(program), typed, near)
    assert (None if step is None else (step[0], step[1].item.code)) == found
