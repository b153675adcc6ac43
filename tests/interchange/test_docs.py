"""docs/interchange.md and docs/score-json.md say what the program does, and their examples work."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sgz_desktop.assets import resource
from sgz_desktop.domain.canonical import encode
from sgz_desktop.domain.change import Change
from sgz_desktop.domain.entities import COLLECTIONS, TYPES
from sgz_desktop.domain.judging import ANSWER_OF
from sgz_desktop.domain.quantities import ENTERED_KEYS
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.interchange.definitions import keys_of
from sgz_desktop.interchange.package import BuiltIn, read_package, write_package
from sgz_desktop.interchange.rubric_file import load, rubric_document
from sgz_desktop.interchange.schema import evaluation_schema
from sgz_desktop.interchange.score_file import score_record
from sgz_desktop.interchange.score_schema import score_schema
from sgz_desktop.scoring.score import score
from tests import build

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "interchange.md").read_text(encoding="utf-8")
SCORES = (DOCS / "score-json.md").read_text(encoding="utf-8")
RUBRIC: Rubric = load(resource("rubrics", "guangzhou_2023.json").read_text(encoding="utf-8"))
HASH, DOCUMENT = rubric_document(RUBRIC)
BUILT_IN = BuiltIn(
    rubrics={HASH: DOCUMENT},
    rubric=HASH,
    styles={build.style_hash(): build.style_text()},
    style=build.style_hash(),
)


def examples(text: str) -> dict[str, str]:
    """Name to text of the examples of a page."""
    return dict(re.findall(r"<!-- example: ([^>]+) -->\n```json\n(.*?)```", text, flags=re.DOTALL))


def tables(text: str, heading: str) -> dict[str, list[str]]:
    """First cell to the other cells of every table row under a heading, quotes stripped from the first."""
    section = re.split(rf"^## {re.escape(heading)}$", text, flags=re.MULTILINE)[1].split("\n## ")[0]
    rows = [re.split(r" *\| *", line[2:-2]) for line in section.splitlines() if line.startswith("|")]
    return {row[0].strip("`"): row[1:] for row in rows}


def scored(raw: str) -> dict[str, Any]:
    package, problems = read_package(raw.encode(), built_in=BUILT_IN)
    assert problems == ()
    assert package is not None
    dossier = package.dossier
    return score_record(
        score(dossier, RUBRIC),
        evaluation_id=dossier.id,
        station=dossier.evaluation.station,
        rubric_hash=dossier.evaluation.rubric,
    )


@pytest.mark.parametrize("name", examples(TEXT))
def test_the_examples_import(name: str) -> None:
    raw = examples(TEXT)[name]
    Draft202012Validator(evaluation_schema()).validate(json.loads(raw))
    package, problems = read_package(raw.encode(), built_in=BUILT_IN)
    assert problems == ()
    assert package is not None
    written = write_package(package)
    again, problems = read_package(written)
    assert problems == ()
    assert again == package


def test_there_is_an_example_of_each_kind() -> None:
    assert set(examples(TEXT)) == {"smallest", "parties", "total", "grade only", "full"}
    full = json.loads(examples(TEXT)["full"])
    assert set(COLLECTIONS.values()) <= set(full)
    kinds = {each["answer"]["kind"] for each in full["marks"]}
    assert kinds == {*(each.kind for each in ANSWER_OF.values()), "not_applicable", "pending"}


def test_the_examples_score_as_said() -> None:
    found = {name: scored(raw) for name, raw in examples(TEXT).items()}
    assert (found["parties"]["total"], found["parties"]["provisional"]) == ("94.98", True)
    assert (found["total"]["total"], found["total"]["grade"]) == ("84.02", "good")
    assert found["total"]["provisional"] is False
    assert (found["grade only"]["total"], found["grade only"]["grade"]) == (None, "good")
    assert found["full"]["total"] is None


@pytest.mark.parametrize("kind", [*TYPES.values(), Change], ids=[*TYPES, "change"])
def test_every_key_is_told(kind: type[Any]) -> None:
    heading = {**COLLECTIONS, "evaluation": "evaluation", "change": "changes"}[kind.kind]
    rows = tables(TEXT, heading)
    required = {each.name for each in keys_of(kind) if each.required}
    for each in keys_of(kind):
        assert ("**required**" in rows[each.name]) == (each.name in required), each.name
    optional = {each.name for each in keys_of(kind)} - required - {"position", "rubric", "house_style"}
    fields = kind.__dataclass_fields__
    for name in optional:
        default = json.dumps(encode(fields[name].default), ensure_ascii=False)
        assert rows[name][1] == f"`{default}`", name


def test_every_item_is_told() -> None:
    rows = tables(TEXT, "Checklist items")
    for item in RUBRIC.items:
        component, subject, judged, points, kind, codes = rows[item.code]
        assert component == f"`{item.component}`"
        assert subject == item.subject
        assert judged == ("once" if item.judged == "once" else "per group")
        assert points == str(item.points)
        assert kind == f"`{ANSWER_OF[type(item.rule)].kind}`"
        for each in (*getattr(item.rule, "conditions", ()), *getattr(item.rule, "faults", ())):
            assert f"`{each.code}`" in codes


def test_every_code_is_told() -> None:
    assert set(ENTERED_KEYS) <= set(tables(TEXT, "quantities"))
    assert {each.code for each in RUBRIC.vetoes} <= set(tables(TEXT, "veto_findings"))
    for code in (*RUBRIC.subjects, RUBRIC.assessor.code, *(each.code for each in RUBRIC.grades)):
        assert f"`{code}`" in TEXT


def test_the_score_examples_are_valid() -> None:
    found = examples(SCORES)
    assert set(found) == {"final", "provisional", "total only", "grade only", "list"}
    validator = Draft202012Validator(score_schema())
    for name, raw in found.items():
        if name != "list":
            validator.validate(json.loads(raw))


def test_every_key_of_a_score_is_told() -> None:
    schema = score_schema()
    told = set(re.findall(r"`([a-z_]+)`", SCORES))
    keys = set(schema["properties"])
    for definition in schema["$defs"].values():
        keys |= set(definition.get("properties", {}))
    assert keys <= told
