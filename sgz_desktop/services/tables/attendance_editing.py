"""What a person does to the roster (附件2): each verb is one batch, and so one step of undo."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.staffing import DutyMonth, Worker
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.services import changes
from sgz_desktop.services.changes import Changes
from sgz_desktop.services.charting import Shown
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.preparing_edits import position_of
from sgz_desktop.services.styles import Styles
from sgz_desktop.services.tables.attendance_blocks import Plan
from sgz_desktop.services.tables.attendance_chart import attendance_chart
from sgz_desktop.services.tables.attendance_figures import attendance_figures
from sgz_desktop.services.tables.attendance_grid import OVERRIDE, Part, RosterGrid, Spot
from sgz_desktop.services.tables.matching import squeezed
from sgz_desktop.services.tables.showing import FigureShown, Tables
from sgz_desktop.services.tables.sources import BY_HAND


class Roster:
    """Shows the roster as a grid and writes what is ticked, typed and pasted there."""

    def __init__(self, editing: Editing, styles: Styles) -> None:
        self._editing = editing
        self._styles = styles

    def grid(self, evaluation_id: UUID, part: Part) -> RosterGrid:
        """The roster as it is. Raises NoSuchEvaluation."""
        return RosterGrid(self._editing.dossier(evaluation_id), part)

    def figures(self, evaluation_id: UUID) -> tuple[FigureShown, ...]:
        """What follows from the roster, each with its formula, as the house style counts it."""
        dossier = self._editing.dossier(evaluation_id)
        (shown,) = Tables(self._editing).show(evaluation_id, annex=Annex.ATTENDANCE)
        style = self._styles.style(dossier.evaluation.house_style)
        return attendance_figures(dossier, shown.figures, style.figures)

    def chart(self, evaluation_id: UUID) -> Shown:
        """Who was there month by month against who should have been."""
        return attendance_chart(self._editing.dossier(evaluation_id))

    def write(self, evaluation_id: UUID, values: Mapping[Spot, Any], worker: changes.Worker) -> Changes:
        """Set these cells. Raises Refused naming the field."""
        return self.take(evaluation_id, values, (), worker)

    def write_plan(self, evaluation_id: UUID, plan: Plan, worker: changes.Worker) -> Changes:
        """Write a planned block, new workers behind the others. Raises Refused."""
        return self.take(evaluation_id, plan.values, plan.added, worker)

    def override(
        self,
        evaluation_id: UUID,
        worker_id: UUID,
        month: str,
        months: Decimal | None,
        *,
        reason: str,
        worker: changes.Worker,
    ) -> Changes:
        """Count 0, 0.5 or 1 for a month whatever ticks and dates say, or (None) what they say again.

        Raises Refused without a reason.
        """
        told = {"override": months, "reason": reason.strip() if months is not None else ""}
        values = {"worker_id": worker_id, "month": month, **told}
        edit = make_edit(evaluation_id, DutyMonth.kind, values)
        return self._editing.apply(evaluation_id, [edit], worker=worker, reason=reason.strip())

    def add(self, evaluation_id: UUID, names: Sequence[str], worker: changes.Worker) -> tuple[Changes, UUID]:
        """Add workers, at least one, behind the others in one batch; the ID of the first."""
        edits = _additions(self._editing.dossier(evaluation_id), [{"name": each} for each in names])
        return self._editing.apply(evaluation_id, edits, worker=worker), edits[0].entity_id

    def remove(self, evaluation_id: UUID, worker_ids: Sequence[UUID], worker: changes.Worker) -> Changes:
        """Delete workers recoverably, with their months and hours."""
        edits = [Edit(Worker.kind, each, {DELETED: True}) for each in worker_ids]
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def move(
        self, evaluation_id: UUID, worker_id: UUID, before: UUID | None, worker: changes.Worker
    ) -> Changes:
        """Move a worker in front of another one, or (None) behind all."""
        position = position_of(self._editing.dossier(evaluation_id).workers, worker_id, before)
        edit = Edit(Worker.kind, worker_id, {"position": position})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def take(
        self,
        evaluation_id: UUID,
        values: Mapping[Spot, Any],
        added: Sequence[Mapping[str, Any]],
        worker: changes.Worker,
    ) -> Changes:
        """Set cells and add workers in one batch. Raises Refused."""
        dossier = self._editing.dossier(evaluation_id)
        edits = [*_edits(dossier, values), *_additions(dossier, added)]
        return self._editing.apply(evaluation_id, edits, worker=worker)


def _edits(dossier: Dossier, values: Mapping[Spot, Any]) -> Iterator[Edit]:
    """What differs, an entity at a time; where a workbook's cell was read, it is told that it was changed."""
    workers = {each.id: each for each in dossier.workers}
    given: dict[tuple[UUID, str], dict[str, Any]] = {}
    for spot, value in values.items():
        known = (
            dossier.duty_by_key.get((spot.worker_id, spot.month)) if spot.month else workers[spot.worker_id]
        )
        if known is None and value is None:
            continue
        if known is None or getattr(known, spot.field) != value:
            told = given.setdefault((spot.worker_id, spot.month), {})
            told[spot.field] = value
            if spot.field == OVERRIDE:
                told["reason"] = ""
            elif known is not None and known.source and not known.source.endswith(BY_HAND):
                told["source"] = known.source + BY_HAND
    for (worker_id, month), told in given.items():
        if month:
            key = {"worker_id": worker_id, "month": month}
            yield make_edit(dossier.id, DutyMonth.kind, {**key, **told})
        else:
            yield Edit(Worker.kind, worker_id, told)


def _additions(dossier: Dossier, several: Sequence[Mapping[str, Any]]) -> list[Edit]:
    position = max((each.position for each in dossier.workers), default="")
    edits = []
    for values in several:
        position = after_last([position])
        name = squeezed(str(values["name"]))
        edits.append(Edit(Worker.kind, uuid4(), {**values, "name": name, "position": position}))
    return edits
