"""Files with faults in them: each fault named once with its place."""

import json
from typing import Any

import pytest

from sgz_desktop.domain.people import Role
from sgz_desktop.interchange.fitting import misfits
from sgz_desktop.interchange.package import Package, read_package, write_package
from tests import build
from tests.interchange.spoiled import (
    BUILT_IN,
    DOCUMENTS,
    NOWHERE,
    RUBRIC,
    STYLE,
    Spoil,
    both,
    drop,
    index,
    places,
    put,
    sample,
)


@pytest.mark.parametrize("history", [False, True], ids=["by hand", "with history"])
def test_twelve_faults_are_twelve_problems(history: bool) -> None:
    whole = sample(history=history)
    marks, people = whole["marks"], whole["people"]
    degree = index(marks, item="degree")
    bare = index(marks, item="bare")
    tiers = index(marks, item="tiers")
    faults = index(marks, item="deduction")
    whole["evaluation"]["visit_date"] = "2024-02-30"
    whole["evaluation"]["colour"] = "red"
    del whole["groups"][1]["name"]
    people[1]["id"] = people[0]["id"]
    people[0]["role"] = "guest"
    whole["zones"][0]["group_id"] = NOWHERE
    marks[degree]["answer"]["points"] = 8.5
    marks[bare]["answer"]["points"] = "10.5"
    marks[tiers]["item"] = "no-such-item"
    marks[faults]["answer"] = {"kind": "degree", "points": "3"}
    marks.append({**marks[bare], "answer": {"kind": "pending"}})
    whole["veto_findings"][0]["reason"] = " "
    assert sorted(places(whole)) == sorted(
        [
            "$.evaluation.visit_date",
            "$.evaluation.colour",
            "$.groups[1].name",
            "$.people[1].id",
            "$.people[0].role",
            "$.zones[0].group_id",
            f"$.marks[{degree}].answer.points",
            f"$.marks[{bare}].answer.points",
            f"$.marks[{tiers}].item",
            f"$.marks[{faults}].answer.kind",
            f"$.marks[{len(marks) - 1}]",
            "$.veto_findings[0].reason",
        ]
    )


HASH = build.rubric_hash()

CASES: list[tuple[str, Spoil, list[str]]] = [
    ("no format", drop("format"), ["$.format"]),
    ("other format", put("format", "sgz-score"), ["$.format"]),
    ("older version", put("version", 0), ["$.version"]),
    ("version is true", put("version", True), ["$.version"]),
    ("newer version", put("version", 2), ["$.version"]),
    ("newer version alone is said", both(put("version", 2), put("new", 1)), ["$.version"]),
    ("no evaluation", drop("evaluation"), ["$.evaluation"]),
    ("evaluation is a list", put("evaluation", []), ["$.evaluation"]),
    ("unknown top key", put("extra", 1), ["$.extra"]),
    ("key that is no word", put("a b", 1), ['$["a b"]']),
    ("collection is no list", put("people", {}), ["$.people"]),
    ("record is no object", put("groups", 0, 7), ["$.groups[0]"]),
    ("evaluation without id", drop("evaluation", "id"), ["$.evaluation.id"]),
    ("id in capitals", put("people", 0, "id", NOWHERE.upper()), ["$.people[0].id"]),
    ("id missing", drop("groups", 0, "id"), ["$.groups[0].id"]),
    ("id of another kind", put("zones", 0, "id", str(build.uid("person", 1))), ["$.zones[0].id"]),
    (
        "two bad fields",
        both(put("people", 0, "name", " "), put("people", 0, "position", "?")),
        ["$.people[0].name", "$.people[0].position"],
    ),
    (
        "bad code and figure",
        both(put("quantities", 0, "code", "no.such"), put("quantities", 0, "value", "-1")),
        ["$.quantities[0].code", "$.quantities[0].value"],
    ),
    (
        "scope unknown",
        both(put("figures", 0, "scope", "all"), put("figures", 0, "group_id", None)),
        ["$.figures[0].scope"],
    ),
    (
        "bad scope and code",
        both(put("figures", 0, "scope", "all"), put("figures", 0, "code", "nobody")),
        ["$.figures[0].scope", "$.figures[0].code"],
    ),
    (
        "bad scope, and a group",
        both(put("figures", 0, "scope", "all"), put("figures", 0, "group_id", str(build.uid("group", 1)))),
        ["$.figures[0].scope", "$.figures[0].group_id"],
    ),
    (
        "end before start",
        both(put("evaluation", "period_start", "2024-02-01"), put("evaluation", "period_end", "2024-01-01")),
        ["$.evaluation.period_end"],
    ),
    ("rubric nowhere", put("evaluation", "rubric", "ab" * 32), ["$.evaluation.rubric"]),
    (
        "rubric nowhere and none carried",
        both(put("evaluation", "rubric", "ab" * 32), put("documents", {})),
        ["$.evaluation.rubric"],
    ),
    ("rubric no hash", put("evaluation", "rubric", "small"), ["$.evaluation.rubric"]),
    ("grade unknown", put("evaluation", "stated_grade", "superb"), ["$.evaluation.stated_grade"]),
    ("text as number", put("evaluation", "note", 5), ["$.evaluation.note"]),
    ("text too long", put("evaluation", "note", "长" * 20_001), ["$.evaluation.note"]),
    ("control character", put("evaluation", "note", "a\x00b"), ["$.evaluation.note"]),
    ("half a character", put("evaluation", "note", "\ud800"), ["$.evaluation.note"]),
    ("half a character in a key", put("evaluation", "\ud800", 1), ['$.evaluation["\\ud800"]']),
    ("component unknown", put("assignments", 0, "component", "luck"), ["$.assignments[0].component"]),
    ("person unknown", put("assignments", 0, "person_id", NOWHERE), ["$.assignments[0].person_id"]),
    ("party unknown", put("figures", 0, "code", "nobody"), ["$.figures[0].code"]),
    ("party above its points", put("figures", 0, "points", "99"), ["$.figures[0].points"]),
    (
        "figure of a group in a party",
        put("figures", 0, "group_id", str(build.uid("group", 1))),
        ["$.figures[0].group_id"],
    ),
    ("veto rule unknown", put("veto_findings", 0, "rule", "weather"), ["$.veto_findings[0].rule"]),
    ("subject unknown", put("observations", 0, "subject", "assessor"), ["$.observations[0].subject"]),
    ("item of an observation", put("observations", 0, "item", "nix"), ["$.observations[0].item"]),
    ("rate of nothing", put("indicators", 0, "rate_of", NOWHERE), ["$.indicators[0].rate_of"]),
    ("rate without a base", put("indicators", 0, "agreed", "rate"), ["$.indicators[0].rate_of"]),
    (
        "rate of itself",
        both(
            put("indicators", 0, "agreed", "rate"),
            put("indicators", 0, "rate_of", str(build.uid("indicator", 1))),
        ),
        ["$.indicators[0].rate_of"],
    ),
    ("sentence group", put("indicators", 0, "sentence_group", 1000), ["$.indicators[0].sentence_group"]),
    (
        "more per cent than there are",
        put("quantities", 0, {"code": "satisfaction.mean", "value": "100.5"}),
        ["$.quantities[0].value"],
    ),
    (
        "half an expert",
        put("quantities", 0, {"code": "experts.count", "value": "3.5"}),
        ["$.quantities[0].value"],
    ),
    ("name in two lines", put("people", 0, "name", "甲\u2029乙"), ["$.people[0].name"]),
    ("text with a lone return", put("evaluation", "note", "a\rb"), ["$.evaluation.note"]),
    (
        "rubric spoiled",
        put("documents", HASH, "items", 0, "points", "x"),
        [f"$.documents.{HASH}.items[0].points"],
    ),
    ("rubric altered", put("documents", HASH, "title", "别的"), [f"$.documents.{HASH}"]),
    (
        "rubric with a float",
        put("documents", HASH, "rounding", "places", 2.5),
        [f"$.documents.{HASH}.rounding.places"],
    ),
    (
        "component judged once",
        put(
            "assignments",
            0,
            {
                "component": "operations",
                "person_id": str(build.uid("person", 1)),
                "group_id": str(build.uid("group", 1)),
            },
        ),
        ["$.assignments[0].group_id"],
    ),
    ("component of a figure", put("figures", 0, "scope", "component"), ["$.figures[0].code"]),
    (
        "figure of a group judged once",
        put(
            "figures", 0, {"scope": "component", "code": "operations", "group_id": str(build.uid("group", 1))}
        ),
        ["$.figures[0].group_id"],
    ),
    ("rubric a number", put("evaluation", "rubric", 5), ["$.evaluation.rubric"]),
    ("style altered", put("documents", STYLE, "title", "别的"), [f"$.documents.{STYLE}"]),
    ("style without kind", drop("documents", STYLE, "kind"), [f"$.documents.{STYLE}.kind"]),
    ("style of another kind", put("documents", STYLE, "kind", 5), [f"$.documents.{STYLE}.kind"]),
    ("style without title", drop("documents", STYLE, "title"), [f"$.documents.{STYLE}.title"]),
    ("style with an unknown key", put("documents", STYLE, "a b", 1), [f'$.documents.{STYLE}["a b"]']),
    ("style with a float", put("documents", STYLE, "title", 0.5), [f"$.documents.{STYLE}.title"]),
    (
        "two faults in the style",
        both(put("documents", STYLE, "title", 5), put("documents", STYLE, "code", "")),
        [f"$.documents.{STYLE}.code", f"$.documents.{STYLE}.title"],
    ),
    ("style no object", put("documents", STYLE, 7), [f"$.documents.{STYLE}"]),
    ("house style no text", put("evaluation", "house_style", 5), ["$.evaluation.house_style"]),
    ("house style null", put("evaluation", "house_style", None), ["$.evaluation.house_style"]),
    ("rubric as house style", put("evaluation", "house_style", HASH), ["$.evaluation.house_style"]),
    ("house style as rubric", put("evaluation", "rubric", STYLE), ["$.evaluation.rubric"]),
    ("documents no object", put("documents", []), ["$.documents"]),
    ("changes no list", put("changes", {}), ["$.changes"]),
]


@pytest.mark.parametrize(("spoil", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("history", [False, True], ids=["by hand", "with history"])
def test_one_fault_is_one_problem(spoil: Spoil, expected: list[str], history: bool) -> None:
    whole = sample(history=history)
    spoil(whole)
    assert places(whole) == expected


MARKS: list[tuple[str, dict[str, Any], str]] = [
    ("degree", {"answer": {"kind": "degree", "points": "10.001"}}, ".answer.points"),
    ("degree", {"answer": {"kind": "degree", "points": "1.2345"}}, ".answer.points"),
    ("degree", {"answer": {"kind": "bare", "points": "1"}}, ".answer.kind"),
    ("degree", {"answer": {"kind": "guess"}}, ".answer.kind"),
    ("degree", {"answer": {"kind": "degree", "points": "1", "step": "1"}}, ".answer.step"),
    ("degree", {"answer": None}, ".answer"),
    ("degree", {"group_id": str(build.uid("group", 1))}, ".group_id"),
    ("bare", {"group_id": None}, ".group_id"),
    ("conditions", {"answer": {"kind": "conditions", "met": ["plan", "luck"]}}, ".answer.met"),
    ("conditions", {"answer": {"kind": "conditions", "met": ["plan", "plan"]}}, ".answer.met"),
    ("conditions", {"answer": {"kind": "conditions", "met": ["plan", 5]}}, ".answer.met[1]"),
    ("conditions", {"answer": {"kind": "conditions", "met": "plan"}}, ".answer.met"),
    ("tiers", {"answer": {"kind": "ratio", "value": "-1"}}, ".answer.value"),
    ("completeness", {"answer": {"kind": "completeness", "extent": "most"}}, ".answer.extent"),
    ("deduction", {"answer": {"kind": "faults", "found": [{"fault": "luck", "count": 1}]}}, ".answer.found"),
    (
        "deduction",
        {"answer": {"kind": "faults", "found": [{"fault": "missing", "count": 0}]}},
        ".answer.found[0].count",
    ),
]


@pytest.mark.parametrize(("item", "over", "below"), MARKS)
def test_an_answer_fits_its_item(item: str, over: dict[str, Any], below: str) -> None:
    whole = sample()
    at = index(whole["marks"], item=item)
    whole["marks"][at] |= over
    assert places(whole) == [f"$.marks[{at}]{below}"]


def test_a_degree_may_lie_between_steps() -> None:
    whole = sample()
    whole["marks"][index(whole["marks"], item="degree")]["answer"]["points"] = "8.925"
    assert places(whole) == []


def test_what_is_judged_per_group_is_judged_once_without_groups() -> None:
    dossier = build.dossier(build.person(), build.mark("bare", group_id=None))
    assert places(write_package(Package(dossier, (), DOCUMENTS))) == []


CHANGES: list[tuple[str, Spoil, list[str]]] = [
    ("no object", put("changes", 1, "x"), ["$.changes[1]"]),
    ("replaces no list", put("changes", 1, "replaces", "x"), ["$.changes[1].replaces"]),
    (
        "replaces and reason",
        both(put("changes", 1, "replaces", ["x"]), put("changes", 1, "reason", "\x00")),
        ["$.changes[1].replaces[0]", "$.changes[1].reason"],
    ),
    ("id twice", lambda whole: whole["changes"][1].update(id=whole["changes"][0]["id"]), ["$.changes[1].id"]),
    ("sequence twice", put("changes", 1, "device_seq", 1), ["$.changes[1].device_seq"]),
    ("no sequence", put("changes", 1, "device_seq", 0), ["$.changes[1].device_seq"]),
    ("unknown kind", put("changes", 1, "entity", "planet"), ["$.changes[1].entity"]),
    ("unknown field", put("changes", 1, "field", "colour"), ["$.changes[1].field"]),
    ("value not JSON", put("changes", 1, "value", "{"), ["$.changes[1].value"]),
    ("value not canonical", put("changes", 1, "value", ' ""'), ["$.changes[1].value"]),
    ("value of another type", put("changes", 1, "value", "5"), ["$.changes[1].value"]),
    ("replaces nothing", put("changes", 1, "replaces", [NOWHERE]), ["$.changes[1].replaces[0]"]),
    (
        "replaces another field",
        lambda whole: whole["changes"][1].update(replaces=[whole["changes"][0]["id"]]),
        ["$.changes[1].replaces[0]"],
    ),
    (
        "replaces itself",
        lambda whole: whole["changes"][1].update(replaces=[whole["changes"][1]["id"]]),
        ["$.changes[1].replaces[0]"],
    ),
    ("no such author", put("changes", 1, "author_id", NOWHERE), ["$.changes[1].author_id"]),
    ("time without zone", put("changes", 1, "at", "2024-01-16T07:30:00"), ["$.changes[1].at"]),
    ("time out of range", put("changes", 1, "at", "0001-01-01T00:00:00+14:00"), ["$.changes[1].at"]),
    ("field differs", put("evaluation", "note", "另写"), ["$.evaluation.note"]),
    (
        "entity not in changes",
        lambda whole: whole["observations"].append({**whole["observations"][0], "id": NOWHERE}),
        ["$.observations[2]"],
    ),
    ("entity only in changes", drop("report_texts", 0), ["$.report_texts"]),
    ("another evaluation's changes", put("evaluation", "id", NOWHERE), ["$.evaluation.id"]),
    ("value differs", lambda whole: whole["changes"][0].update(value='"别的站"'), ["$.evaluation.station"]),
]


@pytest.mark.parametrize(
    ("spoil", "expected"), [each[1:] for each in CHANGES], ids=[each[0] for each in CHANGES]
)
def test_a_fault_in_the_history_is_one_problem(spoil: Spoil, expected: list[str]) -> None:
    whole = sample(history=True)
    spoil(whole)
    assert places(whole) == expected


def test_lost_records_leave_other_unknown_references_to_be_said() -> None:
    whole = sample()
    whole["people"][1] = "gone"
    whole["assignments"][0]["person_id"] = NOWHERE
    assert places(whole) == ["$.people[1]", "$.assignments[0].person_id"]


def test_a_record_given_twice_hides_no_unknown_reference() -> None:
    whole = sample()
    whole["people"].append(whole["people"][0])
    whole["assignments"][0]["person_id"] = NOWHERE
    assert places(whole) == ["$.people[2].id", "$.assignments[0].person_id"]


def test_what_was_deleted_may_still_be_pointed_at() -> None:
    dossier = build.judged()
    group_id = build.uid("group", 2)
    changes = build.creation(dossier)
    deleted = build.change(
        len(changes) + 1, entity="group", entity_id=group_id, field="deleted", value="true"
    )
    left = build.dossier(*(each for each in dossier.entities() if each.id != group_id))
    raw = write_package(Package(left, (*changes, deleted), DOCUMENTS))
    assert places(raw) == []


RATES: list[tuple[dict[int, int], list[str]]] = [
    ({1: 2}, []),
    ({1: 2, 2: 3}, []),
    ({1: 2, 2: 1}, ["$.indicators[0].rate_of"]),
    ({4: 1, 1: 2, 2: 3, 3: 1}, ["$.indicators[0].rate_of"]),
    ({1: 2, 2: 1, 3: 4, 4: 3}, ["$.indicators[0].rate_of", "$.indicators[2].rate_of"]),
]


@pytest.mark.parametrize(("rates", "expected"), RATES)
def test_rates_in_a_circle_are_one_problem(rates: dict[int, int], expected: list[str]) -> None:
    indicators = [
        build.indicator(number, rate_of=build.uid("indicator", rates[number]) if number in rates else None)
        for number in (1, 2, 3, 4)
    ]
    assert places(write_package(Package(build.dossier(*indicators), (), DOCUMENTS))) == expected


def test_only_experts_judge() -> None:
    whole = sample()
    at = index(whole["people"], id=str(build.uid("person", 2)))
    whole["people"][at]["role"] = "staff"
    assigned = [
        f"$.assignments[{number}].person_id"
        for number, each in enumerate(whole["assignments"])
        if each["person_id"] == str(build.uid("person", 2))
    ]
    assert places(whole) == assigned
    assert len(assigned) == 2
    whole["people"][at]["name"] = " "
    assert places(whole) == [f"$.people[{at}].name", *assigned]


def test_an_item_of_another_chapter_may_be_observed() -> None:
    whole = sample()
    whole["observations"][0] |= {"subject": "quality", "item": "degree"}
    assert places(whole) == []


def test_a_key_given_twice_is_said_beside_another_fault() -> None:
    whole = sample()
    last = len(whole["marks"])
    whole["marks"] += [{**whole["marks"][0], "note": 5}, whole["marks"][1]]
    assert places(whole) == [f"$.marks[{last}]", f"$.marks[{last}].note", f"$.marks[{last + 1}]"]
    whole["marks"][0]["note"] = 5
    assert places(whole)[:2] == ["$.marks[0].note", f"$.marks[{last}]"]


def test_without_an_evaluation_the_arrays_are_read_all_the_same() -> None:
    whole = sample()
    del whole["evaluation"]
    whole["people"].append({"id": 1})
    whole["marks"][0]["item"] = "luck"
    assert places(whole) == ["$.evaluation", "$.people[2].name", "$.people[2].id", "$.marks[0].item"]
    del whole["documents"]
    assert places(whole)[-1] == "$.marks[0].item"
    whole["documents"] = {"x": 5}
    assert places(whole) == ["$.evaluation", "$.people[2].name", "$.people[2].id", "$.documents.x"]


def test_problems_come_in_the_order_of_the_file() -> None:
    whole = sample()
    whole["zones"][0]["staff"] = 7
    whole["zones"][0]["colour"] = "red"
    whole["observations"][1]["item"] = "luck"
    whole["evaluation"]["stated_grade"] = "superb"
    whole["groups"][1]["name"] = " "
    expected = [
        "$.evaluation.stated_grade",
        "$.groups[1].name",
        "$.zones[0].staff",
        "$.zones[0].colour",
        "$.observations[1].item",
    ]
    assert places(whole) == expected
    turned = dict(reversed(whole.items()))
    assert places(turned) == [expected[4], *expected[2:4], expected[1], expected[0]]


def test_an_id_in_another_spelling_is_still_known() -> None:
    whole = sample()
    whole["people"][1]["id"] = whole["people"][1]["id"].upper()
    whole["assignments"][0]["person_id"] = NOWHERE
    assert places(whole) == ["$.people[1].id", "$.assignments[0].person_id"]


def test_a_house_style_that_is_not_there_is_one_problem_among_others() -> None:
    whole = sample()
    whole["evaluation"] |= {"house_style": "zhuhai", "note": 5}
    raw = json.dumps(whole).encode()
    _, problems = read_package(raw, built_in=BUILT_IN)
    assert [each.place for each in problems] == ["$.evaluation.house_style", "$.evaluation.note"]
    assert problems[0].sentence.startswith("没有名为“zhuhai”的报告体例")
    assert "small" in problems[0].sentence
    _, problems = read_package(raw)
    assert "附在 documents 里" in problems[0].sentence
    whole["evaluation"]["house_style"] = "ab" * 32
    _, problems = read_package(json.dumps(whole).encode(), built_in=BUILT_IN)
    assert problems[0].sentence == "文件中没有这份报告体例，它也不是程序自带的。"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (10**30, "过大"),
        (-(10**30), "过大"),
        (10**17, "过大"),
        (2.5, "2.5 应写成整数，不带引号、小数点和指数。"),
        (1.0, "1.0 应写成整数"),
    ],
)
def test_a_number_is_said_to_be_too_large_or_to_need_quotes(value: Any, said: str) -> None:
    whole = sample()
    whole["evaluation"]["required_staff"] = value
    _, problems = read_package(json.dumps(whole).encode())
    assert [each.place for each in problems] == ["$.evaluation.required_staff"]
    assert said in problems[0].sentence


FRACTIONS: list[tuple[Spoil, str, str]] = [
    (put("version", 1.0), "$.version", "应是整数 1，不带引号和小数点。"),
    (put("version", "1"), "$.version", "应是整数 1，不带引号和小数点。"),
    (put("format", 1.0), "$.format", '应是 "sgz-evaluation"：这不是一份评估文件。'),
    (put("people", 1.0), "$.people", "应是一个列表 […]。"),
    (put("zones", 0, "staff", 5.5), "$.zones[0].staff", '5.5 应加引号写成文字（例如 "8.925"）'),
    (put("people", 0, "leads", 1.0), "$.people[0].leads", "应是 true 或 false。"),
    (put("people", 0, "id", 1.0), "$.people[0].id", "应是一个小写的 UUID。"),
    (put("people", 0, "name", 1.5), "$.people[0].name", "应是文字。"),
    (put("evaluation", "visit_date", 2024.5), "$.evaluation.visit_date", "日期应写成"),
    (put("evaluation", "funds_yuan", float("nan")), "$.evaluation.funds_yuan", "NaN 不是 JSON 的值。"),
    (put("colour", 1.0), "$.colour", "不认识的键"),
    (
        put("documents", RUBRIC, "rounding", "places", 1.0),
        f"$.documents.{RUBRIC}.rounding.places",
        "1.0 应写成整数",
    ),
    (put("documents", STYLE, "title", 1.0), f"$.documents.{STYLE}.title", "应是文字。"),
]


@pytest.mark.parametrize(("spoil", "place", "said"), FRACTIONS)
def test_a_number_with_a_point_is_told_what_belongs_there(spoil: Spoil, place: str, said: str) -> None:
    whole = sample()
    spoil(whole)
    _, problems = read_package(json.dumps(whole).encode(), built_in=BUILT_IN)
    assert [each.place for each in problems] == [place]
    assert problems[0].sentence.startswith(said)


def test_how_often_a_fault_was_found_is_a_whole_number() -> None:
    whole = sample()
    at = index(whole["marks"], item="deduction")
    for wrong, said in ((1.0, "1.0 应写成整数"), ("1", "应是整数")):
        whole["marks"][at]["answer"]["found"] = [{"fault": "missing", "count": wrong}]
        _, problems = read_package(json.dumps(whole).encode(), built_in=BUILT_IN)
        assert [each.place for each in problems] == [f"$.marks[{at}].answer.found[0].count"]
        assert problems[0].sentence.startswith(said)


def test_a_huge_version_is_said_to_be_too_large() -> None:
    whole = sample() | {"version": int("9" * 30)}
    _, problems = read_package(json.dumps(whole).encode())
    assert [each.place for each in problems] == ["$.version"]
    assert "过大" in problems[0].sentence


def test_a_partly_readable_answer_is_measured_by_its_item() -> None:
    whole = sample()
    conditions, faults = index(whole["marks"], item="conditions"), index(whole["marks"], item="deduction")
    whole["marks"][conditions]["answer"] = {"kind": "conditions", "met": ["plan", 5, "luck"]}
    whole["marks"][faults]["answer"]["found"] = [{"fault": "luck", "count": 0}, {"fault": "a b", "count": 1}]
    assert sorted(places(whole)) == sorted(
        [
            f"$.marks[{conditions}].answer.met",
            f"$.marks[{conditions}].answer.met[1]",
            f"$.marks[{faults}].answer.found",
            f"$.marks[{faults}].answer.found[0].count",
            f"$.marks[{faults}].answer.found[1].fault",
        ]
    )


def test_a_write_is_measured_by_what_is_beside_it() -> None:
    staff = build.person(role=Role.STAFF)
    found = {
        "assignment": misfits([(build.assignment(), "")], build.rubric(), has_groups=False, beside=[staff]),
        "person": misfits([(staff, "")], build.rubric(), has_groups=False, beside=[build.assignment()]),
        "indicator": misfits(
            [(build.indicator(1, rate_of=build.uid("indicator", 2)), "")],
            build.rubric(),
            has_groups=False,
            beside=[build.indicator(1), build.indicator(2, rate_of=build.uid("indicator", 1))],
        ),
    }
    assert {name: [each.place for each in several] for name, several in found.items()} == {
        "assignment": [".person_id"],
        "person": [".role"],
        "indicator": [".rate_of"],
    }
