"""Two independent faults in one record are both listed, and nothing more."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pytest

from tests import build
from tests.interchange.spoiled import NOWHERE, index, places, sample

GONE = object()
LONG = "长" * 20_001
GROUP = str(build.uid("group", 1))
STAFF = str(build.uid("person", 9))


@dataclass(frozen=True)
class Fault:
    """A field with a wrong value, where that is said, and which fields must be sound for it to be wrong."""

    field: str
    value: Any
    below: str = ""
    needs: tuple[str, ...] = ()

    def is_independent_of(self, other: "Fault") -> bool:
        return self.field != other.field and self.field not in other.needs and other.field not in self.needs


F = Fault
EXTRA = F("colour", "red")
IDS = (F("id", GONE), F("id", "1"), F("id", 5))
POSITION = F("position", "?")

FAULTS: dict[str, tuple[Fault, ...]] = {
    "evaluation": (
        *IDS,
        F("station", " "),
        F("station", GONE),
        F("district", "区" * 201),
        F("phase", "start"),
        F("visit_date", "2024-02-30"),
        F("basis", "guess"),
        F("rubric", "ab" * 32),
        F("house_style", "番禺"),
        F("house_style", "x" * 65),
        F("house_style", "ab" * 32),
        F("house_style", 5),
        F("founded", "年" * 201),
        F("period_end", "2023-01-01", needs=("period_start",)),
        F("period_start", 5),
        F("funds_yuan", "+1"),
        F("funds_yuan", "-1"),
        F("required_staff", 0),
        F("required_staff", 10**30),
        F("operator", None),
        F("stated_grade", "superb"),
        F("stated_grade", "a b"),
        F("note", "a\x00"),
        EXTRA,
    ),
    "people": (
        *IDS,
        F("name", "甲\u2028乙"),
        F("role", "guest"),
        F("leads", "yes"),
        F("title", "名" * 121),
        F("note", LONG),
        POSITION,
        EXTRA,
    ),
    "groups": (*IDS, F("name", GONE), POSITION, EXTRA),
    "zones": (
        *IDS,
        F("name", "a\nb"),
        F("group_id", NOWHERE),
        F("group_id", "x"),
        F("staff", 7),
        F("staff", "-1"),
        F("note", LONG),
        POSITION,
        EXTRA,
    ),
    "communities": (*IDS, F("zone_id", NOWHERE), F("zone_id", None), F("name", ""), POSITION, EXTRA),
    "assignments": (
        F("component", "luck"),
        F("component", "a b"),
        F("component", GONE),
        F("group_id", NOWHERE),
        F("group_id", "x"),
        F("group_id", GROUP, needs=("component",)),
        F("person_id", NOWHERE),
        F("person_id", STAFF),
        F("person_id", GONE),
        EXTRA,
    ),
    "marks": (
        F("item", "luck"),
        F("item", "a b"),
        F("item", GONE),
        F("group_id", NOWHERE),
        F("group_id", "x"),
        F("group_id", None, needs=("item",)),
        F("person_id", NOWHERE),
        F("person_id", 5),
        F("answer", GONE),
        F("answer", {"kind": "guess"}, ".kind"),
        F("answer", {"kind": "faults", "found": "none"}, ".found"),
        F("answer", {"kind": "faults", "found": [{"fault": "x", "count": 1}]}, ".found", needs=("item",)),
        F("answer", {"kind": "bare", "points": "1"}, ".kind", needs=("item",)),
        F("note", LONG),
        EXTRA,
    ),
    "figures": (
        F("scope", "all"),
        F("scope", GONE),
        F("code", "nobody"),
        F("code", "a b"),
        F("group_id", NOWHERE),
        F("group_id", GROUP),
        F("group_id", "x"),
        F("points", "99"),
        F("points", "-1"),
        F("points", 5),
        F("counts", "no"),
        F("source", LONG),
        F("received_on", "18.1.2024"),
        F("received_by", None),
        F("file_number", LONG),
        EXTRA,
    ),
    "veto_findings": (
        F("rule", "weather"),
        F("rule", "a b"),
        F("state", "maybe"),
        F("reason", " ", needs=("state",)),
        F("reason", LONG),
        F("decided_by", "名" * 121),
        EXTRA,
    ),
    "quantities": (
        F("code", "no.such"),
        F("code", GONE),
        F("value", "-1"),
        F("value", ".5"),
        F("value", "1.5", needs=("code",)),
        F("source", LONG),
        EXTRA,
    ),
    "observations": (
        *IDS,
        F("subject", "weather"),
        F("subject", "a b"),
        F("item", "luck"),
        F("item", "a b"),
        F("group_id", NOWHERE),
        F("person_id", NOWHERE),
        F("tone", "angry"),
        F("lead", LONG),
        F("text", 5),
        F("recommendation", None),
        F("evidence", LONG),
        F("printed_lead", 5),
        F("printed_text", LONG),
        F("printed_recommendation", "a\x00"),
        POSITION,
        EXTRA,
    ),
    "indicators": (
        *IDS,
        F("label", GONE),
        F("table_label", "名" * 121),
        F("unit", ""),
        F("column", 5),
        F("cover", "all"),
        F("agreed", "guess"),
        F("rate_of", NOWHERE),
        F("rate_of", "x"),
        F("rate_of", None, needs=("agreed",)),
        F("rate_of", str(build.uid("indicator", 2)), needs=("id",)),
        F("sentence_group", 1000),
        F("sentence_group", "1"),
        POSITION,
        EXTRA,
    ),
    "indicator_values": (
        F("indicator_id", NOWHERE),
        F("indicator_id", GONE),
        F("zone_id", NOWHERE),
        F("zone_id", "x"),
        F("agreed", "-1"),
        F("done", "012.75"),
        F("source", LONG),
        EXTRA,
    ),
    "report_texts": (F("code", "结语"), F("code", "x" * 65), F("text", "a\rb"), EXTRA),
    "changes": (
        *IDS,
        F("device_id", "x"),
        F("device_seq", 0),
        F("lamport", 0),
        F("at", "noon"),
        F("author_id", NOWHERE),
        F("for_id", "x"),
        F("entity", "planet"),
        F("entity_id", 5),
        F("field", "colour", needs=("entity",)),
        F("field", "a b"),
        F("value", "{", needs=("entity", "field")),
        F("replaces", [NOWHERE], "[0]"),
        F("replaces", "x"),
        F("reason", LONG),
        F("batch_id", GONE),
        EXTRA,
    ),
}


def prepared(section: str) -> tuple[str, str]:
    """A sound file as text, and the place of the record of a section that is to be spoiled."""
    whole = sample(history=section == "changes")
    if section == "evaluation":
        whole["evaluation"]["period_start"] = "2023-07-01"
        return json.dumps(whole), "$.evaluation"
    finders: dict[str, Callable[[], int]] = {
        "assignments": lambda: index(whole["assignments"], component="operations"),
        "marks": lambda: index(whole["marks"], item="deduction"),
        "figures": lambda: index(whole["figures"], code="purchaser"),
        "veto_findings": lambda: index(whole["veto_findings"], rule="posts"),
        "indicators": lambda: 1,
        "indicator_values": lambda: index(whole["indicator_values"], zone_id=str(build.uid("zone", 2))),
    }
    at = finders.get(section, lambda: 0)()
    if section == "assignments":
        whole["people"].append({"id": STAFF, "name": "记录员", "role": "staff"})
    if section == "quantities":
        whole["quantities"][0]["code"] = "staff.total"
    if section == "indicators":
        first, second = str(build.uid("indicator", 1)), str(build.uid("indicator", 2))
        more = {"id": second, "label": "结案", "unit": "个", "agreed": "rate", "rate_of": first}
        whole["indicators"].append({**more, "position": "b1"})
        whole["indicator_values"].append({"indicator_id": second})
    return json.dumps(whole), f"$.{section}[{at}]"


def spoil(whole: dict[str, Any], place: str, fault: Fault) -> str:
    section, _, number = place.removeprefix("$.").rstrip("]").partition("[")
    record = whole[section][int(number)] if number else whole[section]
    if fault.value is GONE:
        del record[fault.field]
    else:
        record[fault.field] = fault.value
    return f"{place}.{fault.field}{fault.below}"


@pytest.mark.parametrize("section", FAULTS)
def test_every_single_fault_is_one_problem(section: str) -> None:
    text, place = prepared(section)
    assert places(json.loads(text)) == []
    for fault in FAULTS[section]:
        whole = json.loads(text)
        expected = spoil(whole, place, fault)
        assert places(whole) == [expected], fault


@pytest.mark.uncounted  # the single faults above cover what pairs of them go through
@pytest.mark.parametrize("section", FAULTS)
def test_both_of_two_faults_are_listed_and_nothing_more(section: str) -> None:
    text, place = prepared(section)
    for one, other in combinations(FAULTS[section], 2):
        if not one.is_independent_of(other):
            continue
        whole = json.loads(text)
        expected = {spoil(whole, place, one), spoil(whole, place, other)}
        found = places(whole)
        assert sorted(found) == sorted(expected), (one, other)
