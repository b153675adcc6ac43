"""What a writer by hand may leave out."""

import json
from typing import Any

import pytest

from sgz_desktop.domain.canonical import canonical_json, content_hash, encode
from sgz_desktop.interchange.package import Package, copy_of, read_package, write_package
from tests import build
from tests.interchange.spoiled import BUILT_IN, DOCUMENTS, STYLE, places, sample


def test_a_hand_writer_leaves_out_what_has_a_default() -> None:
    people = [{"id": str(build.uid("person", number)), "name": f"专家{number}"} for number in range(1, 41)]
    whole = {
        "format": "sgz-evaluation",
        "version": 1,
        "evaluation": {"id": str(build.EVALUATION), "station": "和安街社工站", "phase": "final"},
        "people": people,
    }
    package, problems = read_package(json.dumps(whole).encode(), built_in=BUILT_IN)
    assert problems == ()
    assert package is not None
    assert [each.name for each in package.dossier.people] == [each["name"] for each in people]
    assert package.dossier.evaluation.rubric == build.rubric_hash()
    assert package.dossier.evaluation.house_style == STYLE
    assert package.documents == DOCUMENTS
    assert places(write_package(package)) == []


def test_line_breaks_of_windows_become_ours() -> None:
    whole = sample()
    whole["evaluation"]["note"] = "第一段\r\n第二段\n第三段"
    whole["marks"][0]["note"] = "a\r\n\r\nb"
    package, problems = read_package(json.dumps(whole).encode())
    assert problems == ()
    assert package is not None
    assert package.dossier.evaluation.note == "第一段\n第二段\n第三段"
    written = write_package(package)
    again, problems = read_package(written)
    assert problems == ()
    assert again == package
    assert write_package(package) == written


def test_made_positions_come_behind_given_ones() -> None:
    groups: list[dict[str, Any]] = [
        {"id": str(build.uid("group", 1)), "name": "无"},
        {"id": str(build.uid("group", 2)), "name": "有", "position": "k5"},
    ]
    whole = sample() | {"groups": groups}
    package, problems = read_package(json.dumps(whole).encode())
    assert problems == ()
    assert package is not None
    assert [each.name for each in package.dossier.groups] == ["有", "无"]


@pytest.mark.parametrize("length", [1, 26, 27, 60, 64, 65, 150])
def test_made_positions_come_behind_long_ones(length: int) -> None:
    whole = sample()
    whole["zones"][0]["position"] = "z" * length
    for each in whole["zones"][1:]:
        del each["position"]
    package, problems = read_package(json.dumps(whole).encode())
    assert problems == ()
    assert package is not None
    assert [str(each.id) for each in package.dossier.zones] == [each["id"] for each in whole["zones"]]


def test_a_position_that_leaves_no_room_is_said_at_its_own_record() -> None:
    whole = sample()
    whole["zones"][1]["position"] = "z" * 200
    assert places(whole) == []
    for each in (whole["zones"][0], whole["zones"][2]):
        del each["position"]
    assert places(whole) == ["$.zones[1].position"]
    whole["zones"][1]["position"] = "a" * 201
    _, problems = read_package(json.dumps(whole).encode())
    assert [str(each) for each in problems] == [
        "$.zones[1].position：次序键过长：最多 200 个字符，现有 201 个。"
    ]


def test_a_file_without_a_rubric_needs_a_built_in_one() -> None:
    whole = sample()
    del whole["evaluation"]["rubric"]
    _, problems = read_package(json.dumps(whole).encode())
    assert [each.place for each in problems] == ["$.evaluation.rubric"]


def test_a_rubric_that_cannot_be_read_is_not_said_to_be_missing_too() -> None:
    whole = sample()
    whole["documents"] = {"ab" * 32: 5}
    whole["evaluation"]["rubric"] = "ab" * 32
    assert places(whole) == [f"$.documents.{'ab' * 32}"]


def test_a_rubric_of_ones_own_travels_with_the_file() -> None:
    own = build.rubric(title="自订标准")
    document = encode(own)
    dossier = build.dossier(build.evaluation(rubric=content_hash(document)))
    raw = write_package(Package(dossier, (), {content_hash(document): canonical_json(document)}))
    assert places(raw) == []


def test_a_file_without_a_house_style_needs_a_built_in_one() -> None:
    whole = sample()
    del whole["evaluation"]["house_style"]
    _, problems = read_package(json.dumps(whole).encode())
    assert [each.place for each in problems] == ["$.evaluation.house_style"]
    assert places(whole) == []


@pytest.mark.parametrize("named", ["small", STYLE])
def test_a_built_in_house_style_goes_by_its_code_or_its_hash(named: str) -> None:
    whole = sample()
    whole["evaluation"]["house_style"] = named
    del whole["documents"][STYLE]
    package, problems = read_package(json.dumps(whole).encode(), built_in=BUILT_IN)
    assert problems == ()
    assert package is not None
    assert package.dossier.evaluation.house_style == STYLE
    assert package.documents == DOCUMENTS
    assert read_package(write_package(package)) == (package, ())


def test_a_changed_copy_of_a_house_style_travels_with_the_file() -> None:
    own = build.style(title="改过的体例")
    dossier = build.dossier(build.evaluation(house_style=build.style_hash(own)))
    kept = DOCUMENTS | {build.style_hash(own): build.style_text(own)}
    raw = write_package(Package(dossier, build.creation(dossier), kept))
    package, problems = read_package(raw, built_in=BUILT_IN)
    assert problems == ()
    assert package is not None
    assert package.documents == kept
    assert write_package(package) == raw
    copy = copy_of(package, build.uid("copy"))
    assert copy.dossier.evaluation.house_style == build.style_hash(own)
    assert copy.documents == kept


def test_a_style_that_cannot_be_read_is_not_said_to_be_missing_too() -> None:
    whole = sample()
    whole["documents"] = {"ab" * 32: 5}
    whole["evaluation"]["house_style"] = "ab" * 32
    assert places(whole) == [f"$.documents.{'ab' * 32}"]
