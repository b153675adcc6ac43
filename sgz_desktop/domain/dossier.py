"""Everything of one evaluation at one moment, and the lookups its readers share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sgz_desktop.domain.day import Attendee, Interview, Need, PaperRequest, PlanEntry, SpotCheck
from sgz_desktop.domain.declaration import Declaration
from sgz_desktop.domain.deliberation import FinalWord, HandIn
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.funding import FundLine, Resource
from sgz_desktop.domain.indicator import Indicator, IndicatorValue
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.people import Assignment, Person
from sgz_desktop.domain.places import Community, ReviewGroup, Zone
from sgz_desktop.domain.quantities import Quantity
from sgz_desktop.domain.report_text import OMIT_PREFIX, ReportText
from sgz_desktop.domain.staffing import DutyMonth, TrainingHours, Worker
from sgz_desktop.domain.survey import Respondent, Survey
from sgz_desktop.domain.veto import VetoFinding


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """One evaluation with all its living entities; siblings are in the order of their position keys."""

    evaluation: Evaluation
    people: tuple[Person, ...] = ()
    groups: tuple[ReviewGroup, ...] = ()
    zones: tuple[Zone, ...] = ()
    communities: tuple[Community, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    marks: tuple[Mark, ...] = ()
    hand_ins: tuple[HandIn, ...] = ()
    final_words: tuple[FinalWord, ...] = ()
    figures: tuple[Figure, ...] = ()
    veto_findings: tuple[VetoFinding, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    observations: tuple[Observation, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    indicator_values: tuple[IndicatorValue, ...] = ()
    report_texts: tuple[ReportText, ...] = ()
    plan_entries: tuple[PlanEntry, ...] = ()
    needs: tuple[Need, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    spot_checks: tuple[SpotCheck, ...] = ()
    paper_requests: tuple[PaperRequest, ...] = ()
    interviews: tuple[Interview, ...] = ()
    workers: tuple[Worker, ...] = ()
    duty_months: tuple[DutyMonth, ...] = ()
    training_hours: tuple[TrainingHours, ...] = ()
    resources: tuple[Resource, ...] = ()
    fund_lines: tuple[FundLine, ...] = ()
    surveys: tuple[Survey, ...] = ()
    respondents: tuple[Respondent, ...] = ()

    @property
    def id(self) -> UUID:
        """The evaluation's ID."""
        return self.evaluation.id

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """What follows from this dossier alone and takes long: worked out once, kept as long as it is."""
        return {}

    @cached_property
    def person_by_id(self) -> Mapping[UUID, Person]:
        """The people by ID."""
        return {each.id: each for each in self.people}

    @cached_property
    def group_by_id(self) -> Mapping[UUID, ReviewGroup]:
        """The review groups by ID."""
        return {each.id: each for each in self.groups}

    @cached_property
    def mark_by_key(self) -> Mapping[tuple[str, UUID | None, UUID], Mark]:
        """The marks by item code, review group and expert."""
        return {(each.item, each.group_id, each.person_id): each for each in self.marks}

    @cached_property
    def declaration_by_person(self) -> Mapping[UUID, Declaration]:
        """The declarations by who made them."""
        return {each.person_id: each for each in self.declarations}

    @cached_property
    def handed_in(self) -> frozenset[UUID]:
        """The experts who have handed in their marks."""
        return frozenset(each.person_id for each in self.hand_ins if each.handed_in)

    @cached_property
    def final_by_key(self) -> Mapping[tuple[str, UUID | None], FinalWord]:
        """The final words by item code and review group."""
        return {(each.item, each.group_id): each for each in self.final_words}

    @cached_property
    def figure_by_key(self) -> Mapping[tuple[Scope, str, UUID | None], Figure]:
        """The bare figures by scope, code and review group."""
        return {(each.scope, each.code, each.group_id): each for each in self.figures}

    @cached_property
    def finding_by_rule(self) -> Mapping[str, VetoFinding]:
        """The veto findings by rule code."""
        return {each.rule: each for each in self.veto_findings}

    @cached_property
    def quantity_by_code(self) -> Mapping[str, Quantity]:
        """The bare quantities by their registered key."""
        return {each.code: each for each in self.quantities}

    @cached_property
    def text_by_code(self) -> Mapping[str, str]:
        """The report's texts by their code."""
        return {each.code: each.text for each in self.report_texts}

    @cached_property
    def omitted_passages(self) -> frozenset[str]:
        """The keys of the passages of the house style that the report leaves out."""
        return frozenset(
            each.code.removeprefix(OMIT_PREFIX)
            for each in self.report_texts
            if each.code.startswith(OMIT_PREFIX)
        )

    @cached_property
    def value_by_key(self) -> Mapping[tuple[UUID, UUID | None], IndicatorValue]:
        """The indicator values by indicator and zone."""
        return {(each.indicator_id, each.zone_id): each for each in self.indicator_values}

    @cached_property
    def duty_by_key(self) -> Mapping[tuple[UUID, str], DutyMonth]:
        """The months on duty by worker and month."""
        return {(each.worker_id, each.month): each for each in self.duty_months}

    def zones_of(self, group_id: UUID) -> tuple[Zone, ...]:
        """The zones pooled in one review group, in order."""
        return tuple(each for each in self.zones if each.group_id == group_id)

    def communities_of(self, zone_id: UUID) -> tuple[Community, ...]:
        """The communities of one zone, in order."""
        return tuple(each for each in self.communities if each.zone_id == zone_id)

    def entities(self) -> Iterator[Any]:
        """Every entity, the evaluation first, parents before children."""
        from sgz_desktop.domain.entities import COLLECTIONS

        yield self.evaluation
        for collection in COLLECTIONS.values():
            yield from getattr(self, collection)
