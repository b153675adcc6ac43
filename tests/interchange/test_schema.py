"""The schemas in the tree are those of the code, accept what we write and refuse what we do not read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from sgz_desktop.assets import resource
from sgz_desktop.domain.rubric import Tier
from sgz_desktop.interchange.package import Package
from sgz_desktop.interchange.schema import evaluation_schema, schema_of
from sgz_desktop.interchange.schema_file import FOLDER, main, schema_files
from tests import build, generate

EVALUATIONS = Draft202012Validator(evaluation_schema())


def test_the_files_in_the_tree_are_current(tmp_path: Path) -> None:
    main([str(tmp_path)])
    for name, text in schema_files().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run make schema"
        assert (tmp_path / name).read_bytes() == text.encode()
        Draft202012Validator.check_schema(json.loads(text))


@given(generate.packages())
@settings(max_examples=20)
def test_what_we_write_is_valid(package: Package) -> None:
    EVALUATIONS.validate(generate.plain(package))


def test_samples_are_valid() -> None:
    for path in sorted(resource("samples").glob("*.json")):
        EVALUATIONS.validate(json.loads(path.read_text(encoding="utf-8")))


WRONG: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("format", lambda whole: whole.update(format="other")),
    ("version", lambda whole: whole.update(version=2)),
    ("unknown key", lambda whole: whole.update(extra=1)),
    ("missing key", lambda whole: whole["people"][0].pop("name")),
    ("float", lambda whole: whole["marks"][0].update(answer={"kind": "degree", "points": 8.5})),
    ("exponent", lambda whole: whole["figures"][0].update(points="1e3")),
    ("sign", lambda whole: whole["figures"][0].update(points="+18.5")),
    ("leading zero", lambda whole: whole["figures"][0].update(points="012.75")),
    ("no whole part", lambda whole: whole["figures"][0].update(points=".5")),
    ("date", lambda whole: whole["evaluation"].update(visit_date="16.1.2024")),
    ("code", lambda whole: whole["evaluation"].update(phase="start")),
    ("answer", lambda whole: whole["marks"][0].update(answer={"kind": "guess"})),
    ("id", lambda whole: whole["people"][0].update(id="1")),
    ("quantity", lambda whole: whole["quantities"].append({"code": "no.such"})),
    ("style without kind", lambda whole: whole["documents"][build.style_hash()].pop("kind")),
    ("style no code", lambda whole: whole["evaluation"].update(house_style="番禺")),
    ("document", lambda whole: whole["documents"].update({"x": {}})),
]


@pytest.mark.parametrize("spoil", [each[1] for each in WRONG], ids=[each[0] for each in WRONG])
def test_what_we_do_not_read_is_invalid(spoil: Callable[[dict[str, Any]], object]) -> None:
    whole = generate.plain(Package(build.judged(), (), build.documents()))
    assert EVALUATIONS.is_valid(whole)
    spoil(whole)
    assert not EVALUATIONS.is_valid(whole)


def test_a_type_without_json_has_no_schema() -> None:
    with pytest.raises(TypeError):
        schema_of(bytes, {})


def test_a_record_met_twice_is_defined_once() -> None:
    definitions: dict[str, Any] = {}
    assert schema_of(Tier, definitions) == schema_of(Tier, definitions) == {"$ref": "#/$defs/Tier"}
    assert list(definitions) == ["Tier"]
