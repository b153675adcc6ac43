"""What `score --json` and `list --json` print."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from jsonschema import Draft202012Validator

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.result import ProofLine, Stamp
from sgz_desktop.interchange.score_file import ListEntry, list_record, points_text, score_record
from sgz_desktop.interchange.score_schema import score_schema
from sgz_desktop.scoring.score import score
from tests import build

SCORES = Draft202012Validator(score_schema())


def record(dossier: Dossier, **over: object) -> dict[str, object]:
    made = score_record(
        score(dossier, build.rubric()),
        evaluation_id=dossier.id,
        station=dossier.evaluation.station,
        rubric_hash=dossier.evaluation.rubric,
    )
    SCORES.validate(json.loads(json.dumps(made)))
    return {key: made[key] for key in ("basis", "total", "floor", "ceiling", "grade", "provisional")}


def test_final() -> None:
    assert record(build.judged()) == {
        "basis": "items",
        "total": "94.75",
        "floor": "94.75",
        "ceiling": "94.75",
        "grade": "excellent",
        "provisional": False,
    }


def test_provisional() -> None:
    dossier = build.judged()
    assert record(build.judged(without=[dossier.marks[0].id]))["total"] is None


def test_total_only() -> None:
    total = build.figure(scope=Scope.TOTAL, code="total", points=Decimal("84.02"))
    found = record(build.dossier(total, *build.clear_vetoes(), basis=Basis.TOTAL))
    assert (found["total"], found["grade"], found["provisional"]) == ("84.02", "good", False)


def test_grade_only() -> None:
    dossier = build.dossier(*build.clear_vetoes(), basis=Basis.GRADE_ONLY, stated_grade="good")
    assert record(dossier) == {
        "basis": "grade_only",
        "total": None,
        "floor": None,
        "ceiling": None,
        "grade": "good",
        "provisional": False,
    }


def test_proof_is_there_when_given() -> None:
    stamp = Stamp(author="专家1", on_behalf="", at=build.NOON)
    inner = ProofLine("程度分", "8.5/10", "8.5", stamp, build.uid("mark"))
    dossier = build.judged()
    made = score_record(
        score(dossier, build.rubric()),
        evaluation_id=dossier.id,
        station="和安街",
        rubric_hash=dossier.evaluation.rubric,
        proof=(ProofLine("总分", "相加", "94.75", children=(inner,)),),
    )
    SCORES.validate(json.loads(json.dumps(made)))
    (line,) = made["proof"]
    assert line["author"] is None
    assert line["parts"][0]["author"] == "专家1"
    assert line["parts"][0]["at"] == "2024-01-16T04:00:00.000000Z"


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (Fraction("8.9250"), "8.925"),
        (Fraction(148, 9), "16.444444444"),
        # Nine nines behind the point would be 8.925 if rounded, and read 8.93 beside a printed 8.92.
        (Fraction("8.92499999999999"), "8.924999999"),
        (Fraction(0), "0"),
        (Fraction(-1, 3), "-0.333333333"),
    ],
)
def test_unrounded_points_are_cut(points: Fraction, text: str) -> None:
    assert points_text(points) == text


def test_unknown_points_are_null() -> None:
    assert points_text(None) is None


def test_a_list_of_evaluations() -> None:
    entry = ListEntry(
        id=build.EVALUATION,
        station="和安街",
        phase=Phase.MIDTERM,
        visit_date=date(2024, 1, 16),
        answered=3,
        answerable=18,
        total=None,
        floor=Decimal("12.50"),
        ceiling=Decimal("100"),
        grade=None,
        provisional=True,
    )
    assert list_record([entry]) == [
        {
            "id": str(build.EVALUATION),
            "station": "和安街",
            "phase": "midterm",
            "visit_date": "2024-01-16",
            "answered": 3,
            "answerable": 18,
            "total": None,
            "floor": "12.5",
            "ceiling": "100",
            "grade": None,
            "provisional": True,
        }
    ]
