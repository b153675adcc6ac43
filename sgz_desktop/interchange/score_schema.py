"""JSON Schema of what `score --json` prints."""

from collections.abc import Mapping

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.result import Distance, Source, VetoResult
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.interchange.schema import DIALECT, SCALARS, Schema, closed, schema_of
from sgz_desktop.interchange.score_file import FORMAT, VERSION

_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_DECIMAL: Schema = {"$ref": "#/$defs/decimal"}
_DECIMAL_OR_NULL: Schema = {"anyOf": [{"type": "null"}, _DECIMAL]}
_UUID: Schema = {"$ref": "#/$defs/uuid"}
_UUID_OR_NULL: Schema = {"anyOf": [{"type": "null"}, _UUID]}
_SOURCE: Schema = {"enum": [str(each) for each in Source]}


def score_schema() -> Schema:
    """The schema of a score: final, provisional, total-only or grade-only."""
    bounds = {"floor": _DECIMAL_OR_NULL, "ceiling": _DECIMAL_OR_NULL}
    top: dict[str, Schema] = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "evaluation_id": _UUID,
        "station": _TEXT,
        "rubric": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "basis": {"enum": [str(each) for each in Basis]},
        "total": _DECIMAL_OR_NULL,
        **bounds,
        "grade": _TEXT_OR_NULL,
        "grade_name": _TEXT,
        "provisional": {"type": "boolean"},
        "disagreements": _COUNT,
        "answered": _COUNT,
        "answerable": _COUNT,
        "parties": _list_of("party"),
        "components": _list_of("component"),
        "vetoes": _list_of(VetoResult.__name__),
        "distances": _list_of(Distance.__name__),
        "proof": _list_of("line"),
    }
    definitions = {**SCALARS, **_parts()}
    schema_of(VetoResult, definitions)
    schema_of(Distance, definitions)
    definitions[VetoResult.__name__]["properties"]["state"] = {"enum": [str(each) for each in VetoState]}
    for name in (VetoResult.__name__, Distance.__name__):
        definitions[name]["required"] = list(definitions[name]["properties"])
    return {
        "$schema": DIALECT,
        "title": "SGZ Desktop: the score of one evaluation",
        **closed(top, [key for key in top if key != "proof"]),
        "$defs": dict(sorted(definitions.items())),
    }


def _parts() -> dict[str, Schema]:
    judged: Mapping[str, Schema] = {
        "code": _TEXT,
        "name": _TEXT,
        "possible": _DECIMAL,
        "source": _SOURCE,
        "points": _DECIMAL_OR_NULL,
        "converted": _DECIMAL_OR_NULL,
    }
    open_bounds = {"floor": _DECIMAL_OR_NULL, "ceiling": _DECIMAL_OR_NULL}
    bounds = {"floor": _DECIMAL, "ceiling": _DECIMAL}
    group = {"group_id": _UUID_OR_NULL, "name": _TEXT, "source": _SOURCE, "points": _DECIMAL_OR_NULL}
    expert = {"person_id": _UUID, "earned": _DECIMAL, "possible": _DECIMAL, "points": _DECIMAL_OR_NULL}
    line = dict.fromkeys(("label", "working", "value"), _TEXT)
    stamp = {
        "author": _TEXT_OR_NULL,
        "on_behalf": _TEXT_OR_NULL,
        "at": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/moment"}]},
    }
    return {
        "party": closed({**judged, **open_bounds}),
        "component": closed({**judged, **bounds, "groups": _list_of("group")}),
        "group": closed({**group, **bounds, "experts": _list_of("expert")}),
        "expert": closed({**expert, "answered": _COUNT, "items": _COUNT}),
        "line": closed({**line, **stamp, "entity_id": _UUID_OR_NULL, "parts": _list_of("line")}),
    }


def _list_of(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
