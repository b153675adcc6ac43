"""评分: bare figures of parties and components, the basis, the vetoes a person finds."""

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import Edit
from sgz_desktop.domain.evaluation import Basis, Evaluation
from sgz_desktop.domain.figure import Figure, Scope
from sgz_desktop.domain.result import GroupScore
from sgz_desktop.domain.veto import VetoFinding, VetoState
from sgz_desktop.errors import Refused
from sgz_desktop.scoring.rounding import PRINTED_PLACES, round_half_up
from sgz_desktop.scoring.veto import room_text as room_text
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit


class Leave(Enum):
    """Said of a field that stays as it was, since None empties it."""

    AS_IT_IS = "as it is"


LEAVE = Leave.AS_IT_IS


class Judging:
    """Writes what is decided by a person and not by the checklist."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def set_basis(self, evaluation_id: UUID, basis: Basis, worker: Worker) -> Changes:
        """Say what the result rests on; nothing entered is lost by it."""
        edit = Edit(Evaluation.kind, evaluation_id, {"basis": basis})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def set_stated_grade(
        self, evaluation_id: UUID, grade: str | None, source: str, worker: Worker
    ) -> Changes:
        """State the grade where only a grade is published; raises Refused for an unknown code."""
        if grade is not None and grade not in {
            each.code for each in self._editing.rubric(evaluation_id).grades
        }:
            raise Refused("stated_grade", "评分标准中没有这个等级。")
        values = {"stated_grade": grade, "stated_grade_source": source}
        return self._editing.apply(
            evaluation_id, [Edit(Evaluation.kind, evaluation_id, values)], worker=worker
        )

    def set_figure(
        self,
        evaluation_id: UUID,
        scope: Scope,
        code: str,
        points: Decimal | None,
        worker: Worker,
        *,
        group_id: UUID | None = None,
        counts: bool | Leave = LEAVE,
        source: str | Leave = LEAVE,
        received_on: date | Leave | None = LEAVE,
        received_by: str | Leave = LEAVE,
        file_number: str | Leave = LEAVE,
    ) -> Changes:
        """Enter a bare figure; what is left out stays as it was. Raises Refused above the possible points."""
        self._refuse_above(evaluation_id, scope, code, points)
        given = {
            "counts": counts,
            "source": source,
            "received_on": received_on,
            "received_by": received_by,
            "file_number": file_number,
        }
        values: dict[str, Any] = {"scope": scope, "code": code, "group_id": group_id, "points": points}
        values |= {key: value for key, value in given.items() if value is not LEAVE}
        edit = make_edit(evaluation_id, Figure.kind, values)
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def find_veto(
        self, evaluation_id: UUID, rule: str, state: VetoState, reason: str, decided_by: str, worker: Worker
    ) -> Changes:
        """Record a person's finding on a veto rule; raises Refused without a reason."""
        values = {"rule": rule, "state": state, "reason": reason, "decided_by": decided_by}
        edit = make_edit(evaluation_id, VetoFinding.kind, values)
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def _refuse_above(self, evaluation_id: UUID, scope: Scope, code: str, points: Decimal | None) -> None:
        rubric = self._editing.rubric(evaluation_id)
        most = {
            Scope.PARTY: {each.code: each.points for each in rubric.parties},
            Scope.COMPONENT: {each.code: each.points for each in rubric.components},
            Scope.TOTAL: {"total": sum((each.points for each in rubric.parties), Decimal(0))},
        }[scope]
        if code not in most:
            raise Refused("code", f"评分标准中没有“{code}”。")
        if points is not None and points > most[code]:
            raise Refused("points", f"最多 {most[code]} 分，不能录入 {points} 分。")


def points_by_items(group: GroupScore) -> Decimal | None:
    """What the experts' marks alone come to in one place, to three decimals; None while one is open."""
    points = [each.points for each in group.experts if each.points is not None]
    if not points or len(points) < len(group.experts):
        return None
    return round_half_up(sum(points, Fraction(0)) / len(points), PRINTED_PLACES)
