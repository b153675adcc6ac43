"""A rule set from a file: every fault is named with its place, nothing is said that is not wrong."""

import json
import re
import time
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import pytest

from sgz_desktop.domain import canonical
from sgz_desktop.domain.problems import Problem
from sgz_desktop.errors import SgzError
from sgz_desktop.interchange.json_text import PROBLEM_LIMIT
from sgz_desktop.interchange.rubric_file import (
    UnusableRubric,
    load,
    read_rubric,
    read_rubric_bytes,
    rubric_document,
)
from tests import build

DEGREE, CONDITIONS, TIERS, COMPLETENESS, DEDUCTION, BARE = (f"items[{number}]" for number in range(6))
GONE = object()
Planted = dict[str, Any]


def planted(faults: Planted) -> Any:
    """The small rule set as raw JSON with these values put at these paths; GONE takes the key away, the
    place behind the last one of a list adds to it.
    """
    raw = canonical.encode(build.rubric())
    for path, value in faults.items():
        *way, last = [int(each) if each.isdigit() else each for each in re.findall(r"\w+", path)]
        at = raw
        for step in way:
            at = at[step]
        if value is GONE:
            del at[last]
        elif isinstance(at, list) and last == len(at):
            at.append(value)
        else:
            at[last] = deepcopy(value)
    return raw


def places(faults: Planted) -> list[str]:
    """Where the reader finds something wrong, in its order, without the leading $."""
    rubric, problems = read_rubric(planted(faults))
    assert (rubric is None) == bool(problems)
    return [each.place.removeprefix("$").removeprefix(".") for each in problems]


def sentences(faults: Planted) -> list[str]:
    """What the reader says is wrong."""
    return [each.sentence for each in read_rubric(planted(faults))[1]]


def test_a_sound_file_reads_and_comes_back_the_same() -> None:
    raw = planted({})
    rubric, problems = read_rubric(raw)
    assert problems == ()
    assert rubric == build.rubric()
    assert canonical.encode(rubric) == raw


def test_what_has_a_default_may_be_left_out() -> None:
    assert places({"rounding.places": GONE, "parties[1].is_assessor": GONE}) == []


TYPE_FAULTS: Sequence[tuple[str, Any]] = [
    ("title", 5),
    ("title", " "),
    ("code", "有空格"),
    ("dated", "2023-1-1"),
    ("item_points_are_suggestions", "yes"),
    ("rounding", []),
    ("rounding.places", 7),
    ("rounding.places", "2"),
    ("rounding.level", "nowhere"),
    ("parties", {}),
    ("components", {}),
    ("components[1].points", "thirty"),
    ("components[1].code", "a b"),
    ("components[0]", None),
    ("grades", {}),
    ("vetoes[1].wording", None),
    ("vetoes[1].wording", "长" * 301),
    (f"{DEGREE}.wording", 1),
    (f"{DEGREE}.component", ""),
    (f"{DEGREE}.look_for", 1),
    (f"{DEGREE}.methods", "documents"),
    (f"{DEGREE}.judged", "never"),
    ("parties[0]", "assessor"),
    ("parties[0].points", 55),
    ("parties[0].points", "-1"),
    ("parties[0].points", "1e2"),
    ("components[0].judged", "twice"),
    ("components[0].name", ""),
    ("grades[1].at_least", "NaN"),
    ("vetoes[0].test", None),
    ("vetoes[0].test.kind", "oracle"),
    ("vetoes[0].test.kind", 1),
    ("vetoes[1].test.midterm", "five"),
    ("items", "none"),
    (f"{DEGREE}.methods[0]", "telepathy"),
    (f"{DEGREE}.look_for[1]", 7),
    (f"{DEGREE}.papers", "花名册"),
    (f"{DEGREE}.rule.step", "0"),
    (f"{DEGREE}.rule", "degree"),
    (BARE, 5),
    (f"{DEGREE}.rule.kind", GONE),
    (f"{CONDITIONS}.rule.conditions[1].wording", "\n"),
    (f"{CONDITIONS}.rule.conditions[1].code", ""),
    (f"{TIERS}.rule.ratio", ""),
    (f"{TIERS}.rule.tiers[1].at_least", "-0.5"),
    (f"{COMPLETENESS}.rule.part_points", None),
    (f"{DEDUCTION}.rule.faults[0].points", "0.0000001"),
]


@pytest.mark.parametrize(("path", "value"), TYPE_FAULTS)
def test_a_value_of_the_wrong_kind_is_the_only_thing_named(path: str, value: Any) -> None:
    assert places({path: value}) == [path]


@pytest.mark.parametrize(
    "path", ["title", "parties", "parties[0].points", "items[2].rule.tiers", "vetoes[2].test.share"]
)
def test_a_missing_key_is_named_where_it_should_be(path: str) -> None:
    assert places({path: GONE}) == [path]
    assert sentences({path: GONE}) == [f"缺少“{path.rpartition('.')[2]}”。"]


@pytest.mark.parametrize("path", ["colour", "parties[3].colour", f"{BARE}.rule.step", f"{DEGREE}.ponits"])
def test_an_unknown_key_is_named(path: str) -> None:
    assert places({path: "1"}) == [path]


def test_an_unknown_key_is_shown_short_and_printable() -> None:
    raw = planted({})
    raw["\ud800" + "x" * 100] = 1
    (problem,) = read_rubric(raw)[1]
    assert problem == Problem(f'$["\\ud800{"x" * 63}"]', f"不认识的键“\ufffd{'x' * 63}”。")
    assert str(problem).encode()


def test_unknown_keys_are_said_in_their_section() -> None:
    raw = planted({f"{BARE}.methods": []})
    raw["items"][0]['a.b"]'] = raw["grades"][1]["说明"] = raw["a b"] = 1
    assert [each.place for each in read_rubric(raw)[1]] == [
        '$.grades[1]["\\u8bf4\\u660e"]',
        '$.items[0]["a.b\\"]"]',
        f"$.{BARE}.methods",
        '$["a b"]',
    ]


def test_more_problems_than_anybody_reads_are_cut_and_said_to_be() -> None:
    raw = planted({})
    raw["items"] = [None] * (PROBLEM_LIMIT + 1)
    problems = read_rubric(raw)[1]
    assert problems[0].place == "$"
    assert len(problems) == PROBLEM_LIMIT + 1


BETWEEN: Sequence[tuple[str, Planted, list[str]]] = [
    ("no source", {"source": "  "}, ["source"]),
    # parties
    ("parties come to 99", {"parties[3].points": "9"}, ["parties"]),
    ("nobody is the assessor", {"parties[0].is_assessor": False}, ["parties"]),
    ("two are the assessor", {"parties[1].is_assessor": True}, ["parties"]),
    ("no parties at all", {"parties": []}, ["parties", "parties"]),
    (
        "a party of no points",
        {"parties[3].points": "0", "parties[2].points": "30"},
        ["parties[3].points"],
    ),
    ("two parties of one code", {"parties[2].code": "supervisor"}, ["parties[3].code"]),
    ("two parties of one name", {"parties[2].name": "监督方"}, ["parties[3].name"]),
    # components
    (
        "components do not come to the assessor's points",
        {"parties[0].points": "56", "parties[3].points": "9"},
        ["components"],
    ),
    (
        "a component of no points",
        {"components[2]": {"code": "x", "name": "其他", "points": "0", "judged": "once"}},
        ["components[2].points"],
    ),
    ("two components of one name", {"components[1].name": "运营管理"}, ["components[1].name"]),
    (
        "a component has the code of a party",
        {"parties[3].code": "quality"},
        ["components[1].code"],
    ),
    # grades
    ("grades upside down", {"grades[1].at_least": "95"}, ["grades[1].at_least"]),
    ("two grades begin together", {"grades[1].at_least": "90"}, ["grades[1].at_least"]),
    ("the lowest grade does not reach 0", {"grades[3].at_least": "10"}, ["grades[3].at_least"]),
    ("a grade out of reach", {"grades[0].at_least": "100.5"}, ["grades[0].at_least"]),
    ("no grades", {"grades": []}, ["grades"]),
    ("two grades of one code", {"grades[2].code": "good"}, ["grades[2].code"]),
    ("two grades of one name", {"grades[2].name": "良好"}, ["grades[2].name"]),
    # vetoes
    ("an unknown figure is required", {"vetoes[1].test.required": "staff.cats"}, ["vetoes[1].test.required"]),
    ("a computed figure is no entered one", {"vetoes[1].test.actual": "grade"}, ["vetoes[1].test.actual"]),
    ("an unknown share", {"vetoes[2].test.share": ""}, ["vetoes[2].test.share"]),
    ("a share above all", {"vetoes[2].test.least": "100.01"}, ["vetoes[2].test.least"]),
    ("a limit of nothing, midterm", {"vetoes[1].test.midterm": "0"}, ["vetoes[1].test.midterm"]),
    ("a limit of nothing, final", {"vetoes[1].test.final": "0"}, ["vetoes[1].test.final"]),
    ("a veto without words", {"vetoes[0].wording": ""}, ["vetoes[0].wording"]),
    ("two vetoes of one code", {"vetoes[2].code": "posts"}, ["vetoes[2].code"]),
    ("two vetoes of one name", {"vetoes[2].name": "岗位"}, ["vetoes[2].name"]),
    # items
    ("items do not come to their component", {f"{DEGREE}.points": "9"}, ["components[0]"]),
    (
        "a component without items",
        {"items": [canonical.encode(build.item(each)) for each in ("degree", "conditions", "tiers")]},
        ["components[1]"],
    ),
    (
        "an item of no component: the sums are not judged",
        {f"{DEGREE}.component": "elsewhere"},
        [f"{DEGREE}.component"],
    ),
    ("an item judged unlike its component", {f"{BARE}.judged": "once"}, [f"{BARE}.judged"]),
    ("two items of one code", {f"{BARE}.code": "tiers"}, [f"{BARE}.code"]),
    (
        "an item of no points",
        {"items[6]": canonical.encode(build.item("more")) | {"points": "0"}},
        ["items[6].points"],
    ),
    ("an item without words", {f"{BARE}.wording": " "}, [f"{BARE}.wording"]),
    ("one sentence to look for", {f"{BARE}.look_for": ["只有一句。"]}, [f"{BARE}.look_for"]),
    ("nothing to look for", {f"{BARE}.look_for": []}, [f"{BARE}.look_for"]),
    ("two sentences in one text do", {f"{BARE}.look_for": ["先问是谁？再看记录"]}, []),
    ("a blank sentence", {f"{BARE}.look_for": ["一。", "二。", " "]}, [f"{BARE}.look_for[2]"]),
    ("a control character", {f"{BARE}.look_for[1]": "看\x07处。"}, [f"{BARE}.look_for[1]"]),
    ("an ideographic space is no fault", {f"{BARE}.look_for[1]": "看\u3000处。"}, []),
    ("a blank paper", {f"{BARE}.papers[0]": ""}, [f"{BARE}.papers[0]"]),
    ("no papers are no fault", {f"{BARE}.papers": []}, []),
    ("no method", {f"{BARE}.methods": []}, [f"{BARE}.methods"]),
    ("one method twice", {f"{BARE}.methods": ["interview", "interview"]}, [f"{BARE}.methods[1]"]),
    # rules
    ("full points are no multiple of the step", {f"{DEGREE}.rule.step": "0.3"}, [f"{DEGREE}.rule.step"]),
    ("a step beyond full points", {f"{DEGREE}.rule.step": "20"}, [f"{DEGREE}.rule.step"]),
    (
        "conditions do not come to the item's points",
        {f"{CONDITIONS}.rule.conditions[0].points": "2"},
        [f"{CONDITIONS}.rule.conditions"],
    ),
    ("no conditions", {f"{CONDITIONS}.rule.conditions": []}, [f"{CONDITIONS}.rule.conditions"]),
    (
        "a condition of no points",
        {
            f"{CONDITIONS}.rule.conditions[0].points": "0",
            f"{CONDITIONS}.rule.conditions[1].points": "6",
        },
        [f"{CONDITIONS}.rule.conditions[0].points"],
    ),
    (
        "two conditions of one code",
        {f"{CONDITIONS}.rule.conditions[2].code": "plan"},
        [f"{CONDITIONS}.rule.conditions[2].code"],
    ),
    (
        "the top tier is not the full points",
        {f"{TIERS}.rule.tiers[0].points": "4.5"},
        [f"{TIERS}.rule.tiers[0].points"],
    ),
    (
        "tiers out of order",
        {f"{TIERS}.rule.tiers[2].at_least": "0.9"},
        [f"{TIERS}.rule.tiers[2].at_least"],
    ),
    (
        "tiers from low to high",
        {f"{TIERS}.rule.tiers": [{"at_least": "0.5", "points": "1"}, {"at_least": "1", "points": "5"}]},
        [f"{TIERS}.rule.tiers[1].at_least"],
    ),
    (
        "a tier twice",
        {f"{TIERS}.rule.tiers[1].at_least": "1"},
        [f"{TIERS}.rule.tiers[1].at_least"],
    ),
    (
        "tiers that overlap: less is worth as much",
        {f"{TIERS}.rule.tiers[2].points": "3"},
        [f"{TIERS}.rule.tiers[2].points"],
    ),
    ("no tiers", {f"{TIERS}.rule.tiers": []}, [f"{TIERS}.rule.tiers"]),
    ("part is all", {f"{COMPLETENESS}.rule.part_points": "10"}, [f"{COMPLETENESS}.rule.part_points"]),
    ("part is nothing", {f"{COMPLETENESS}.rule.part_points": "0"}, [f"{COMPLETENESS}.rule.part_points"]),
    ("no faults to deduct for", {f"{DEDUCTION}.rule.faults": []}, [f"{DEDUCTION}.rule.faults"]),
    (
        "a fault takes more than there is",
        {f"{DEDUCTION}.rule.faults[1].points": "10.5"},
        [f"{DEDUCTION}.rule.faults[1].points"],
    ),
    (
        "a fault takes nothing",
        {f"{DEDUCTION}.rule.faults[1].points": "0"},
        [f"{DEDUCTION}.rule.faults[1].points"],
    ),
    (
        "two faults of one code",
        {f"{DEDUCTION}.rule.faults[1].code": "missing"},
        [f"{DEDUCTION}.rule.faults[1].code"],
    ),
]


@pytest.mark.parametrize(
    ("faults", "expected"), [case[1:] for case in BETWEEN], ids=[case[0] for case in BETWEEN]
)
def test_a_fault_between_the_parts_is_named_alone(faults: Planted, expected: list[str]) -> None:
    assert places(faults) == expected


def test_two_components_of_one_code_have_no_sum() -> None:
    assert places({"components[1].code": "operations"}) == [
        "components[1].code",
        f"{COMPLETENESS}.component",
        f"{DEDUCTION}.component",
        f"{BARE}.component",
    ]


def test_two_components_of_one_code_and_all_items_theirs() -> None:
    moved = {f"{each}.component": "operations" for each in (COMPLETENESS, DEDUCTION, BARE)}
    same = {"components[1].code": "operations", "components[1].judged": "once"}
    once = {f"{each}.judged": "once" for each in (COMPLETENESS, DEDUCTION, BARE)}
    assert places({**same, **moved, **once}) == ["components[1].code"]


def test_many_faults_are_said_at_once_in_the_order_of_the_file() -> None:
    faults: Planted = {
        "title": "",
        "dated": "gestern",
        "rounding.places": -1,
        "parties[1].points": "16",
        "components[1].code": "有 空格",
        "grades[3].at_least": "1",
        "vetoes[1].test.required": "nothing",
        f"{DEGREE}.code": "",
        f"{DEGREE}.points": "-3",
        f"{DEGREE}.methods": [],
        f"{DEGREE}.rule.colour": "red",
        f"{CONDITIONS}.look_for": ["一句。"],
        f"{CONDITIONS}.rule.conditions[0].points": "1",
        f"{TIERS}.rule.tiers[1].at_least": "1.5",
        f"{COMPLETENESS}.judged": "never",
        f"{DEDUCTION}.rule.faults[0].wording": " ",
        f"{BARE}.papers[0]": "\x00",
    }
    assert places(faults) == [
        "title",
        "dated",
        "rounding.places",
        "parties",
        "components[1].code",
        "grades[3].at_least",
        "vetoes[1].test.required",
        f"{DEGREE}.code",
        f"{DEGREE}.methods",
        f"{DEGREE}.points",
        f"{DEGREE}.rule.colour",
        f"{CONDITIONS}.look_for",
        f"{CONDITIONS}.rule.conditions",
        f"{TIERS}.rule.tiers[1].at_least",
        f"{COMPLETENESS}.judged",
        f"{DEDUCTION}.rule.faults[0].wording",
        f"{BARE}.papers[0]",
    ]


@pytest.mark.parametrize("raw", [None, [], "text", 3])
def test_what_is_no_object_is_said_to_be_none(raw: object) -> None:
    rubric, problems = read_rubric(raw)
    assert rubric is None
    assert [each.place for each in problems] == ["$"]


def test_the_sentences_say_what_is_and_what_should_be() -> None:
    assert sentences({"parties[3].points": "9"}) == ["各方分值合计应为 100，现为 99。"]
    assert sentences({f"{DEGREE}.points": "9"}) == ["“运营管理”各评估项分值合计应为 25，现为 24。"]
    assert sentences({f"{BARE}.code": "tiers"}) == ["“tiers”与第 3 个重复。"]


def test_bytes_with_and_without_a_mark_read_alike() -> None:
    raw = build.rubric_text().encode()
    assert read_rubric_bytes(raw) == read_rubric_bytes(b"\xef\xbb\xbf" + raw) == (build.rubric(), ())


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe{}", b"null", b'{"a": 1,}', b"[" * 100_000])
def test_bytes_that_are_no_rule_set_are_refused(raw: bytes) -> None:
    rubric, problems = read_rubric_bytes(raw)
    assert rubric is None
    assert [each.place for each in problems] == ["$"]


def test_a_key_given_twice_is_named_beside_the_other_faults() -> None:
    raw = planted({f"{DEGREE}.methods": []})
    text = json.dumps(raw, ensure_ascii=False).replace('"places": 2', '"places": 2, "places": 2')
    rubric, problems = read_rubric_bytes(text.encode())
    assert rubric is None
    assert [each.place for each in problems] == ["$.rounding.places", f"$.{DEGREE}.methods"]


def test_a_decimal_written_as_a_number_is_named_once() -> None:
    text = build.rubric_text().replace('"at_least":"0.8"', '"at_least":0.8')
    problems = read_rubric_bytes(text.encode())[1]
    assert [each.place for each in problems] == [f"$.{TIERS}.rule.tiers[1].at_least"]


def test_a_half_surrogate_is_refused_not_stored() -> None:
    text = build.rubric_text().replace("花名册", "\\ud800", 1)
    problems = read_rubric_bytes(text.encode())[1]
    assert [each.place for each in problems] == [f"$.{DEGREE}.papers[0]"]


def test_the_document_of_a_rule_set_is_its_canonical_text_under_its_hash() -> None:
    assert rubric_document(build.rubric()) == (build.rubric_hash(), build.rubric_text())
    assert load(build.rubric_text()) == build.rubric()


def test_loading_a_faulty_text_raises_with_every_problem() -> None:
    raw = planted({f"items[{number}].methods": [] for number in range(6)} | {"source": ""})
    with pytest.raises(UnusableRubric) as raised:
        load(json.dumps(raw))
    assert isinstance(raised.value, SgzError)
    assert len(raised.value.problems) == 7
    assert str(raised.value).startswith("评分标准有误，不能使用：\n$.source：")
    assert "共" not in str(raised.value)


def test_the_text_of_many_problems_is_cut_and_counts_them() -> None:
    faults: Planted = {f"items[{number}].methods": [] for number in range(6)}
    faults |= {f"items[{number}].look_for": [] for number in range(6)}
    with pytest.raises(UnusableRubric, match="共 12 处"):
        load(json.dumps(planted(faults)))


def test_a_rule_set_of_a_thousand_items_reads_in_a_blink() -> None:
    raw = planted({})
    share = canonical.encode(build.item("bare"))
    many = [share | {"code": f"bare-{number}", "points": "0.03"} for number in range(1000)]
    raw["items"] = [*raw["items"][:3], *many]
    started = time.perf_counter()
    rubric, problems = read_rubric(raw)
    spent = time.perf_counter() - started
    assert problems == ()
    assert rubric is not None
    # Over ten times what it takes, for a busy machine: it is the square of the number that must not pass.
    assert spent < 1
