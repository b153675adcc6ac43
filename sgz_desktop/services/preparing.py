"""评前准备: the head of an evaluation, its people, places, assignments, indicators and bare figures."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.day import Need
from sgz_desktop.domain.declaration import Declaration
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import COLLECTIONS, TYPES, field_names
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.indicator import IndicatorValue
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.people import Assignment, Role
from sgz_desktop.domain.places import ReviewGroup, Zone
from sgz_desktop.domain.quantities import Quantity
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.preparing_checks import Finding, findings
from sgz_desktop.services.preparing_edits import (
    assignment,
    deletion,
    judging,
    position_of,
    renamed,
    stands_back,
)
from sgz_desktop.services.preparing_standard import standard_needs
from sgz_desktop.services.preparing_terms import Told, deadlines_told
from sgz_desktop.services.styles import Styles
from sgz_desktop.services.tables.sources import BY_HAND
from sgz_desktop.services.working_days import work_calendar

_UNDECLARED: Mapping[str, Any] = {"conflict": None, "relation": "", "pledged_on": None}


class Preparing:
    """Writes what is known before the visit."""

    def __init__(self, editing: Editing, styles: Styles) -> None:
        self._editing = editing
        self._styles = styles

    def set_head(self, evaluation_id: UUID, values: Mapping[str, Any], worker: Worker) -> Changes:
        """Set fields of the evaluation itself; raises Refused naming the field.

        A house style is one the evaluation keeps, or a built-in one, which it keeps from then on.
        """
        edit = Edit(Evaluation.kind, evaluation_id, dict(values))
        wanted = values.get("house_style")
        documents = self._styles.documents_for(wanted) if wanted is not None else {}
        return self._editing.apply(evaluation_id, [edit], worker=worker, documents=documents)

    def styles(self, evaluation_id: UUID) -> tuple[tuple[str, str], ...]:
        """Hash and title of the house styles the evaluation may take."""
        return self._styles.choices(self._editing.dossier(evaluation_id).evaluation.house_style)

    def findings(self, evaluation_id: UUID) -> tuple[Finding, ...]:
        """What is wrong, looks wrong or is still open in what was entered before the visit."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        return tuple(findings(dossier, rubric, calendar=work_calendar()))

    def deadlines(self, evaluation_id: UUID) -> tuple[Told, ...]:
        """What is due when after the visit, by the calendar of working days; () while that has no day."""
        return deadlines_told(self._editing.dossier(evaluation_id).evaluation, work_calendar())

    def add(
        self, evaluation_id: UUID, kind: str, values: Mapping[str, Any], worker: Worker
    ) -> tuple[Changes, UUID]:
        """Add a person, group, zone, community, indicator or observation, behind its siblings."""
        given = dict(values)
        if "position" in field_names(TYPES[kind]) and "position" not in given:
            siblings = getattr(self._editing.dossier(evaluation_id), COLLECTIONS[kind])
            given["position"] = after_last([each.position for each in siblings])
        edit = make_edit(evaluation_id, kind, given)
        return self._editing.apply(evaluation_id, [edit], worker=worker), edit.entity_id

    def add_several(
        self, evaluation_id: UUID, kind: str, several: Sequence[Mapping[str, Any]], worker: Worker
    ) -> Changes:
        """Add some of one kind behind their siblings, in this order and in one batch."""
        edits = self._additions(self._editing.dossier(evaluation_id), kind, several)
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def _additions(self, dossier: Dossier, kind: str, several: Sequence[Mapping[str, Any]]) -> list[Edit]:
        position = max((each.position for each in getattr(dossier, COLLECTIONS[kind])), default="")
        edits = []
        for values in several:
            position = after_last([position])
            edits.append(make_edit(dossier.id, kind, {**values, "position": position}))
        return edits

    def edit(
        self, evaluation_id: UUID, kind: str, entity_id: UUID, values: Mapping[str, Any], worker: Worker
    ) -> Changes:
        """Set fields of one entity; raises Refused naming the field."""
        return self._editing.apply(evaluation_id, [Edit(kind, entity_id, dict(values))], worker=worker)

    def remove(self, evaluation_id: UUID, kind: str, entity_id: UUID, worker: Worker) -> Changes:
        """Delete one entity recoverably, with what is part of it.

        Raises Refused for an indicator that another one is agreed as a rate of.
        """
        for each in self._editing.dossier(evaluation_id).indicators:
            if each.rate_of == entity_id:
                raise Refused("rate_of", f"“{each.label}”是按这项指标的比率约定的，请先修改或删除它。")
        return self._editing.apply(evaluation_id, [Edit(kind, entity_id, {DELETED: True})], worker=worker)

    def move(
        self, evaluation_id: UUID, kind: str, entity_id: UUID, before: UUID | None, worker: Worker
    ) -> Changes:
        """Move one entity in front of a sibling, or (None) behind all."""
        siblings = getattr(self._editing.dossier(evaluation_id), COLLECTIONS[kind])
        position = position_of(siblings, entity_id, before)
        return self.edit(evaluation_id, kind, entity_id, {"position": position}, worker)

    def assign(
        self,
        evaluation_id: UUID,
        component: str,
        group_id: UUID | None,
        person_id: UUID,
        *,
        on: bool,
        worker: Worker,
    ) -> Changes:
        """Assign an expert to a component (in one review group, or None for all), or take that back."""
        values = {"component": component, "group_id": group_id, "person_id": person_id}
        edit = make_edit(evaluation_id, Assignment.kind, values)
        if not on:
            edit = Edit(edit.entity, edit.entity_id, {DELETED: True})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def judge(
        self,
        evaluation_id: UUID,
        person_id: UUID,
        component: str,
        group_id: UUID | None,
        *,
        on: bool,
        worker: Worker,
    ) -> Changes:
        """Let an expert judge a component in one group, or leave it, whatever else they judge.

        Where one group is taken out of an assignment to all, the others are named in its place.
        """
        edits = judging(self._editing.dossier(evaluation_id), person_id, component, group_id, on=on)
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def judge_all(
        self, evaluation_id: UUID, worker: Worker, *, only: Collection[UUID] | None = None
    ) -> Changes:
        """Let every expert (or `only` these) who need not stand back judge every component, in one batch."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        experts = {
            each.id
            for each in dossier.people
            if each.role is Role.EXPERT and not stands_back(dossier, each.id)
        }
        if only is not None:
            experts &= set(only)
        wanted = [
            assignment(evaluation_id, component.code, None, expert)
            for expert in (each.id for each in dossier.people if each.id in experts)
            for component in rubric.components
        ]
        # What is named group by group is part of the whole now.
        parts = [each for each in dossier.assignments if each.group_id and each.person_id in experts]
        return self._editing.apply(
            evaluation_id, [*wanted, *(deletion(each) for each in parts)], worker=worker
        )

    def declare(
        self,
        evaluation_id: UUID,
        person_id: UUID,
        values: Mapping[str, Any],
        worker: Worker,
        *,
        withdraw: bool = False,
    ) -> Changes:
        """Set fields of a person's declaration (回避与廉洁声明); raises Refused naming the field.

        With `withdraw` all that the person was to judge is taken back in the same batch, so that a
        conflict can be declared.
        """
        dossier = self._editing.dossier(evaluation_id)
        # One that was taken back begins anew, not with what it said then.
        begun = {} if person_id in dossier.declaration_by_person else _UNDECLARED
        edit = make_edit(evaluation_id, Declaration.kind, {"person_id": person_id, **begun, **values})
        judged = [each for each in dossier.assignments if withdraw and each.person_id == person_id]
        return self._editing.apply(evaluation_id, [*(deletion(each) for each in judged), edit], worker=worker)

    def pool(
        self,
        evaluation_id: UUID,
        zone_id: UUID,
        group_id: UUID | None,
        worker: Worker,
        *,
        before: UUID | None = None,
        behind: UUID | None = None,
    ) -> Changes:
        """Put a zone into a review group (or None): before or behind another zone, else where it is in order.

        A group that bears the name of its zones bears that of its new ones, in the same batch.
        """
        dossier = self._editing.dossier(evaluation_id)
        values: dict[str, Any] = {"group_id": group_id}
        if behind is not None:
            others = [each.id for each in dossier.zones if each.id != zone_id]
            before = next(iter(others[others.index(behind) + 1 :]), None)
        if before is not None or behind is not None:
            values["position"] = position_of(dossier.zones, zone_id, before)
        edits = [Edit(Zone.kind, zone_id, values), *renamed(dossier, zone_id, values)]
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def found_groups(self, evaluation_id: UUID, zone_ids: Collection[UUID], worker: Worker) -> Changes:
        """Make a review group of its own for each of these zones, named after it, in one batch."""
        dossier = self._editing.dossier(evaluation_id)
        zones = [each for each in dossier.zones if each.id in zone_ids]
        made = self._additions(dossier, ReviewGroup.kind, [{"name": each.name} for each in zones])
        moved = [
            Edit(Zone.kind, zone.id, {"group_id": group.entity_id})
            for zone, group in zip(zones, made, strict=True)
        ]
        left = renamed(dossier, zones[0].id, {"group_id": None}) if len(zones) == 1 else ()
        return self._editing.apply(evaluation_id, [*made, *moved, *left], worker=worker)

    def fill_needs(self, evaluation_id: UUID, worker: Worker) -> Changes:
        """List what the day needs by the standard, behind what is listed already; nothing comes twice."""
        dossier, rubric = self._editing.dossier(evaluation_id), self._editing.rubric(evaluation_id)
        known = {each.title for each in dossier.needs}
        missing = [each for each in standard_needs(rubric) if each.title not in known]
        values = [{"title": each.title, "who": each.who, "note": each.note} for each in missing]
        return self._editing.apply(evaluation_id, self._additions(dossier, Need.kind, values), worker=worker)

    def set_quantity(
        self, evaluation_id: UUID, code: str, value: Decimal | None, source: str, worker: Worker
    ) -> Changes:
        """Enter a bare figure under a registered key, with its source.

        Another value than a workbook's cell has is told to be changed by hand.
        """
        known = self._editing.dossier(evaluation_id).quantity_by_code.get(code)
        if known is not None and known.value != value and source == known.printed_at != "":
            source += BY_HAND
        edit = make_edit(evaluation_id, Quantity.kind, {"code": code, "value": value, "source": source})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def set_indicator_value(
        self,
        evaluation_id: UUID,
        indicator_id: UUID,
        zone_id: UUID | None,
        values: Mapping[str, Any],
        worker: Worker,
    ) -> Changes:
        """Set `agreed`, `done` or `source` of an indicator in a zone, or (None) of the whole station."""
        given = {"indicator_id": indicator_id, "zone_id": zone_id, **values}
        edit = make_edit(evaluation_id, IndicatorValue.kind, given)
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def set_text(self, evaluation_id: UUID, code: str, text: str, worker: Worker) -> Changes:
        """Set one text of the report."""
        edit = make_edit(evaluation_id, ReportText.kind, {"code": code, "text": text})
        return self._editing.apply(evaluation_id, [edit], worker=worker)
