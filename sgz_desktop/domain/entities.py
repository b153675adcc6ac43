"""The register of what an evaluation is made of: kinds, keys, references, and whole dossiers from parts."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid5

from sgz_desktop.domain.canonical import canonical_json, encode
from sgz_desktop.domain.day import Attendee, Interview, Need, PaperRequest, PlanEntry, SpotCheck
from sgz_desktop.domain.declaration import Declaration
from sgz_desktop.domain.deliberation import FinalWord, HandIn
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.figure import Figure
from sgz_desktop.domain.funding import FundLine, Resource
from sgz_desktop.domain.indicator import Indicator, IndicatorValue
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.people import Assignment, Person
from sgz_desktop.domain.places import Community, ReviewGroup, Zone
from sgz_desktop.domain.quantities import Quantity
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.domain.staffing import DutyMonth, TrainingHours, Worker
from sgz_desktop.domain.survey import Respondent, Survey
from sgz_desktop.domain.veto import VetoFinding

_PARTS: tuple[tuple[type[Any], str], ...] = (
    (Person, "people"),
    (ReviewGroup, "groups"),
    (Zone, "zones"),
    (Community, "communities"),
    (Declaration, "declarations"),
    (Assignment, "assignments"),
    (Mark, "marks"),
    (HandIn, "hand_ins"),
    (FinalWord, "final_words"),
    (Figure, "figures"),
    (VetoFinding, "veto_findings"),
    (Quantity, "quantities"),
    (Observation, "observations"),
    (Indicator, "indicators"),
    (IndicatorValue, "indicator_values"),
    (ReportText, "report_texts"),
    (PlanEntry, "plan_entries"),
    (Need, "needs"),
    (Attendee, "attendees"),
    (SpotCheck, "spot_checks"),
    (PaperRequest, "paper_requests"),
    (Interview, "interviews"),
    (Worker, "workers"),
    (DutyMonth, "duty_months"),
    (TrainingHours, "training_hours"),
    (Resource, "resources"),
    (FundLine, "fund_lines"),
    (Survey, "surveys"),
    (Respondent, "respondents"),
)

COLLECTIONS: Mapping[str, str] = MappingProxyType({part.kind: name for part, name in _PARTS})
"""Kind of entity to the dossier's collection of it, parents before children."""

TYPES: Mapping[str, type[Any]] = MappingProxyType(
    {Evaluation.kind: Evaluation, **{part.kind: part for part, _ in _PARTS}}
)
"""Kind of entity to its type, the evaluation first."""

REFERENCES: Mapping[str, str] = MappingProxyType(
    {
        "group_id": "group",
        "zone_id": "zone",
        "person_id": "person",
        "indicator_id": "indicator",
        "rate_of": "indicator",
        "observation_id": "observation",
        "worker_id": "worker",
        "stands_in_for": "respondent",
    }
)
"""Name of a field that points at another entity to the kind it points at."""


def natural_key(kind: type[Any]) -> tuple[str, ...]:
    """The fields that identify an entity two laptops may make independently; () for a free one."""
    return getattr(kind, "key", ())


def natural_id(evaluation_id: UUID, kind: type[Any], *key: Any) -> UUID:
    """The UUID of the entity with that natural key in that evaluation: the same on every laptop."""
    return uuid5(evaluation_id, canonical_json([kind.kind, *(encode(each) for each in key)]))


def id_of(evaluation_id: UUID, kind: type[Any], values: Mapping[str, Any]) -> UUID:
    """The ID an entity of a kind with a natural key must have, given its field values."""
    return natural_id(evaluation_id, kind, *(values[each] for each in natural_key(kind)))


def own_id(evaluation_id: UUID, entity: Any) -> UUID:
    """The ID an entity must have in an evaluation: the one its natural key makes, else the one it has."""
    kind = type(entity)
    key = natural_key(kind)
    return natural_id(evaluation_id, kind, *(getattr(entity, each) for each in key)) if key else entity.id


def field_names(kind: type[Any]) -> tuple[str, ...]:
    """The content fields of a kind: all but its ID."""
    return tuple(each.name for each in fields(kind) if each.name != "id")


def assemble(entities: Iterable[Any]) -> Dossier:
    """A dossier from its parts in any order; exactly one of them is the evaluation."""
    parts: dict[str, list[Any]] = {kind: [] for kind in TYPES}
    for each in entities:
        parts[each.kind].append(each)
    (evaluation,) = parts.pop(Evaluation.kind)
    return Dossier(
        evaluation=evaluation,
        **{COLLECTIONS[kind]: tuple(sorted(several, key=_rank)) for kind, several in parts.items()},
    )


def place_among(siblings: Sequence[Any], entity: Any) -> int | None:
    """Where an entity of this ID and rank stands among siblings as `assemble` orders them; None: nowhere."""
    place = bisect_left(siblings, _rank(entity), key=_rank)
    return place if place < len(siblings) and siblings[place].id == entity.id else None


def _rank(entity: Any) -> tuple[str, str]:
    return getattr(entity, "position", ""), str(entity.id)
