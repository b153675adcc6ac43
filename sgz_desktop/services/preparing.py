"""评前准备: the head of an evaluation, its people, places, assignments, indicators and bare figures."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.entities import COLLECTIONS, TYPES, field_names
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.indicator import IndicatorValue
from sgz_desktop.domain.ordering import after_last, between
from sgz_desktop.domain.people import Assignment
from sgz_desktop.domain.quantities import Quantity
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.styles import Styles


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
        siblings = [
            each
            for each in getattr(self._editing.dossier(evaluation_id), COLLECTIONS[kind])
            if each.id != entity_id
        ]
        keys = [each.position for each in siblings]
        if before is None:
            position = after_last(keys)
        else:
            place = [each.id for each in siblings].index(before)
            position = between(keys[place - 1] if place else "", keys[place])
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

    def set_quantity(
        self, evaluation_id: UUID, code: str, value: Decimal | None, source: str, worker: Worker
    ) -> Changes:
        """Enter a bare figure under a registered key, with its source."""
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
