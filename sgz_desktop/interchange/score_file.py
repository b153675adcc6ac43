"""A score as JSON, for programs that read what the command line prints."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text, encode
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.result import (
    ComponentScore,
    ExpertScore,
    GroupScore,
    PartyScore,
    ProofLine,
    Score,
    VetoResult,
)

FORMAT = "sgz-score"
VERSION = 1
POINT_PLACES = 9
"""Unrounded points that have no finite decimal are cut here; a cut figure rounds as the exact one does."""


def score_record(
    score: Score,
    *,
    evaluation_id: UUID,
    station: str,
    rubric_hash: str,
    proof: Sequence[ProofLine] | None = None,
) -> dict[str, Any]:
    """What `score --json` prints: figures are text, null is what there is none of; proof only if given."""
    record = {
        "format": FORMAT,
        "version": VERSION,
        "evaluation_id": str(evaluation_id),
        "station": station,
        "rubric": rubric_hash,
        "basis": str(score.basis),
        "total": encode(score.total),
        "floor": encode(score.floor),
        "ceiling": encode(score.ceiling),
        "grade": score.grade,
        "grade_name": score.grade_name,
        "provisional": score.provisional,
        "disagreements": score.disagreements,
        "answered": score.answered,
        "answerable": score.answerable,
        "parties": [_scored(each) for each in score.parties],
        "components": [_component(each) for each in score.components],
        "vetoes": [_veto(each) for each in score.vetoes],
        "distances": [encode(each) for each in score.distances],
    }
    return record if proof is None else {**record, "proof": _lines(proof)}


def _scored(part: PartyScore | ComponentScore) -> dict[str, Any]:
    return {
        "code": part.code,
        "name": part.name,
        "possible": encode(part.possible),
        "source": str(part.source),
        "points": points_text(part.points),
        "converted": encode(part.converted),
        "floor": encode(part.floor),
        "ceiling": encode(part.ceiling),
    }


def _component(component: ComponentScore) -> dict[str, Any]:
    return {**_scored(component), "groups": [_group(each) for each in component.groups]}


def _group(group: GroupScore) -> dict[str, Any]:
    return {
        "group_id": encode(group.group_id),
        "name": group.name,
        "source": str(group.source),
        "points": points_text(group.points),
        "floor": points_text(group.bounds.floor),
        "ceiling": points_text(group.bounds.ceiling),
        "experts": [_expert(each) for each in group.experts],
    }


def _expert(expert: ExpertScore) -> dict[str, Any]:
    return {
        "person_id": str(expert.person_id),
        "earned": encode(expert.earned),
        "possible": encode(expert.possible),
        "points": points_text(expert.points),
        "answered": expert.answered,
        "items": len(expert.lines),
    }


def _veto(veto: VetoResult) -> dict[str, Any]:
    return {**encode(veto), "state": str(veto.state)}


def _lines(lines: Iterable[ProofLine]) -> list[dict[str, Any]]:
    return [
        {
            "label": each.label,
            "working": each.working,
            "value": each.value,
            "author": each.stamp.author if each.stamp else None,
            "on_behalf": each.stamp.on_behalf if each.stamp else None,
            "at": encode(each.stamp.at) if each.stamp else None,
            "entity_id": encode(each.entity_id),
            "parts": _lines(each.children),
        }
        for each in lines
    ]


def points_text(points: Fraction | None) -> str | None:
    """Unrounded points as text, exact or cut after nine decimals."""
    if points is None:
        return None
    scaled = abs(points) * 10**POINT_PLACES
    whole = Decimal(scaled.numerator // scaled.denominator).scaleb(-POINT_PLACES)
    return decimal_text(whole if points >= 0 else -whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One evaluation as `list --json` tells of it; grades are codes of the rule set."""

    id: UUID
    station: str
    phase: Phase
    visit_date: date | None
    answered: int
    answerable: int
    total: Decimal | None
    floor: Decimal | None
    ceiling: Decimal | None
    grade: str | None
    provisional: bool


def list_record(entries: Iterable[ListEntry]) -> list[dict[str, Any]]:
    """What `list --json` prints."""
    return [encode(each) for each in entries]
