"""附件4 as it is entered: workers by their hours of training and supervision, and what was due of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.change import Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Indicator
from sgz_desktop.domain.staffing import TrainingHours
from sgz_desktop.scoring.attendance import by_month
from sgz_desktop.scoring.duty import month_name
from sgz_desktop.scoring.known import disagreement, known_figures
from sgz_desktop.scoring.training import HOURS_PER_PERSON_MONTH, hours_due, hours_rate
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.indicator_grid import ColumnHead, Figure, Grid, GridCell, Spot, Tone
from sgz_desktop.services.tables.sources import BY_HAND, cell_of

PERIOD = ""
"""The month of hours that are told for the whole period."""

HOUR_NAMES: Mapping[str, str] = {"training": "培训", "supervision": "督导"}
"""What a person calls the two kinds of hours, which are never added to each other."""

_SUM = "合计"


class Spread(StrEnum):
    """Whether hours are entered for the whole period, or month by month."""

    PERIOD = "period"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class HourSpot(Spot):
    """Where typed hours are kept: a worker's of one kind in a month, or (PERIOD) in the whole period."""

    worker_id: UUID
    month: str
    field: str


def spot_of(worker_id: UUID, month: str, field: str) -> HourSpot:
    """Where these hours are kept."""
    return HourSpot(Figure.DONE, None, None, worker_id, month, field)


@dataclass(frozen=True, slots=True)
class HoursTold:
    """The hours of all workers, those due (required person-months × `each`), and the rate in per cent.

    `disagrees` has a sentence for each bare figure that is another than the table's.
    """

    training: Decimal | None
    supervision: Decimal | None
    required: Decimal | None
    each: Decimal
    due: Decimal | None
    rate: Decimal | None
    disagrees: tuple[str, ...] = ()


def months_of(dossier: Dossier) -> tuple[str, ...]:
    """The months of the period, with any others that have hours."""
    months = {each.month for each in dossier.training_hours} - {PERIOD}
    start, end = dossier.evaluation.period_start, dossier.evaluation.period_end
    if start is not None and end is not None:
        months |= {month_name(each.year, each.month) for each in by_month(start, end)}
    return tuple(sorted(months))


def spread_of(dossier: Dossier) -> Spread:
    """How the hours are entered so far."""
    return Spread.MONTHS if any(each.month for each in dossier.training_hours) else Spread.PERIOD


def hours_told(dossier: Dossier) -> HoursTold:
    """What follows from the hours (domain: 4.4); None where something is not known."""
    known = known_figures(dossier)
    training, supervision, required, each = (
        known[key].value if key in known else None
        for key in (
            "training.hours",
            "training.supervision",
            "attendance.required",
            "training.hours_each",
        )
    )
    each = HOURS_PER_PERSON_MONTH if each is None else each
    due = None if required is None else hours_due(required, each=each)
    told = (disagreement(known[key]) for key in ("training.hours", "training.supervision") if key in known)
    return HoursTold(
        training=training,
        supervision=supervision,
        required=required,
        each=each,
        due=due,
        rate=None if training is None else hours_rate(training, due),
        disagrees=tuple(filter(None, told)),
    )


class HoursGrid(Grid):
    """Workers by months, each with both kinds of hours, and 合计: a grid as annex 1 has it."""

    def __init__(self, dossier: Dossier, spread: Spread) -> None:
        super().__init__(replace(dossier, indicators=()), by_zone=True)
        self._of, self.spread = dossier, spread
        self.workers = dossier.workers
        self.corner = "姓名"
        self.rows = (*(each.name for each in self.workers), _SUM)
        self._records = {(each.worker_id, each.month): each for each in dossier.training_hours}
        self._spans = self._entered()
        self._has_sums = len(self._spans) > 1 or any(month for _, month in self._records)
        heads = [*(_head(each, spread) for each in self._spans), *([_SUM] if self._has_sums else [])]
        self.heads = tuple(
            ColumnHead(upper, lower, len(HOUR_NAMES) * number, len(HOUR_NAMES))
            for number, upper in enumerate(heads)
            for lower in HOUR_NAMES.values()
        )

    def _entered(self) -> tuple[str, ...]:
        """Which spans have columns to type into."""
        if self.spread is Spread.PERIOD:
            return (PERIOD,)
        months, has_whole = months_of(self._of), any(month == PERIOD for _, month in self._records)
        return (*months, *((PERIOD,) if has_whole or not months else ()))

    def spot(self, row: int, column: int) -> Spot | None:
        span, field = self._column(column)
        if span is None or row >= len(self.workers):
            return None
        return spot_of(self.workers[row].id, span, field)

    def is_share(self, row: int, column: int) -> bool:
        return False

    def cell(self, row: int, column: int) -> GridCell:
        found = self._cells.get((row, column))
        if found is None:
            found = self._cells[row, column] = self._hours(row, *self._column(column))
        return found

    def _hours(self, row: int, span: str | None, field: str) -> GridCell:
        if span is not None and row < len(self.workers):
            record = self._records.get((self.workers[row].id, span))
            value = getattr(record, field) if record else None
            return GridCell(
                "" if value is None else decimal_text(value),
                value,
                hint=cell_of(TrainingHours.kind, record.source, field) if record else "",
            )
        return self._summed(None if row >= len(self.workers) else self.workers[row].id, span, field)

    def indicator(self, row: int, column: int) -> Indicator | None:
        return None

    def place(self, row: int, column: int) -> str:
        """A cell in words: 陈小明 8月 的培训学时."""
        head = self.heads[column]
        return " ".join(filter(None, (self.rows[row], head.upper, f"的{head.lower}学时")))

    def with_figures(self, figures: Mapping[Spot, Decimal | None]) -> "HoursGrid":
        records = dict(self._records)
        for spot, hours in figures.items():
            if isinstance(spot, HourSpot):
                key = spot.worker_id, spot.month
                known = records.get(key) or TrainingHours(
                    id=spot.worker_id, worker_id=spot.worker_id, month=spot.month
                )
                values: dict[str, Any] = {spot.field: hours}
                records[key] = replace(known, **values)
        return HoursGrid(replace(self._of, training_hours=tuple(records.values())), self.spread)

    def _column(self, column: int) -> tuple[str | None, str]:
        """The span and the kind of a column; None for the sums."""
        number, kind = divmod(column, len(HOUR_NAMES))
        return (self._spans[number] if number < len(self._spans) else None), tuple(HOUR_NAMES)[kind]

    def _summed(self, worker_id: UUID | None, span: str | None, field: str) -> GridCell:
        found = [
            (hours, month)
            for (known, month), record in self._records.items()
            if worker_id in (None, known)
            and span in (None, month)
            and (hours := getattr(record, field)) is not None
        ]
        if not found:
            return GridCell()
        whole = sum((hours for hours, _ in found), Decimal(0))
        if worker_id is not None and len({bool(month) for _, month in found}) > 1:
            said = "既填了全期的学时，又填了各月的学时，两者相加。请核对是否重复。"
            return GridCell(decimal_text(whole), whole, Tone.DIFFERENT, said)
        return GridCell(decimal_text(whole), whole, Tone.SUMMED, "各格相加。")


class Hours:
    """Writes hours of training and supervision; each verb is one batch."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def set_hours(
        self,
        evaluation_id: UUID,
        worker_id: UUID,
        month: str,
        values: Mapping[str, Decimal | None],
        worker: Worker,
    ) -> Changes:
        """Set `training` or `supervision` of a worker in a month such as 2023-08, or ("") the whole period.

        Raises Refused naming the field.
        """
        figures: dict[Spot, Decimal | None] = {
            spot_of(worker_id, month, field): hours for field, hours in values.items()
        }
        return self.write(evaluation_id, figures, worker)

    def write(self, evaluation_id: UUID, figures: Mapping[Spot, Decimal | None], worker: Worker) -> Changes:
        """Set these hours. Raises Refused."""
        edits = list(_edits(self._editing.dossier(evaluation_id), figures))
        return self._editing.apply(evaluation_id, edits, worker=worker)


def _edits(dossier: Dossier, figures: Mapping[Spot, Decimal | None]) -> Iterator[Edit]:
    """What differs, a record at a time; where a workbook's cell was read, it is told that it was changed."""
    records = {(each.worker_id, each.month): each for each in dossier.training_hours}
    given: dict[tuple[UUID, str], dict[str, Any]] = {}
    for spot, hours in figures.items():
        if not isinstance(spot, HourSpot):
            continue
        key = spot.worker_id, spot.month
        known = records.get(key)
        if (getattr(known, spot.field) if known else None) == hours:
            continue
        told = given.setdefault(key, {})
        told[spot.field] = hours
        if known is not None and known.source and not known.source.endswith(BY_HAND):
            told["source"] = known.source + BY_HAND
    for (worker_id, month), told in given.items():
        yield make_edit(dossier.id, TrainingHours.kind, {"worker_id": worker_id, "month": month, **told})


def _head(span: str, spread: Spread) -> str:
    if span == PERIOD:
        return "全期" if spread is Spread.PERIOD else "未分月"
    year, month = span.split("-")
    return f"{year}年{int(month)}月"
