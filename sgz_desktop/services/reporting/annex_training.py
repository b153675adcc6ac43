"""附件4: each worker's hours of training and supervision by month, their sums, and what was due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.staffing import TrainingHours, Worker
from sgz_desktop.exports.report import Field, PageForm, Passage, QuantityRef
from sgz_desktop.exports.workbook import GENERAL, PERCENT, CellLook
from sgz_desktop.scoring.attendance import by_month
from sgz_desktop.scoring.duty import month_name
from sgz_desktop.scoring.known import known_figures
from sgz_desktop.scoring.training import HOURS_PER_PERSON_MONTH
from sgz_desktop.services.reporting.annex_grid import (
    AnnexContent,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Line,
    abreast,
    head,
)
from sgz_desktop.services.reporting.draft import Draft
from sgz_desktop.services.reporting.figures import computed_figures
from sgz_desktop.services.reporting.roster import month_heads

_OWN = Passage("annex_note")
_OPEN = "待核"
_KINDS = (("training", "培训学时"), ("supervision", "督导学时"))
_WHOLE_PERIOD = ""
_MOST_ON_A4 = 6  # months of two figures
_TYPE, _TYPE_ON_A3 = 8.0, 9.0  # points
_TYPE_WHOLE = 10.5  # points, without months
_LABELS = 3


def training_annex(draft: Draft) -> AnnexContent | None:
    """The annex; None where no hours were entered."""
    dossier = draft.dossier
    if not dossier.training_hours:
        return None
    months = _months(dossier)
    shares = abreast(months)
    return AnnexContent(
        whole=_Writer(draft, months, is_last=True).grid(),
        parts=tuple(_Writer(draft, each, is_last=each is shares[-1]).grid() for each in shares),
        notes=(Line("注：督导学时另计，不计入培训学时；空白为没有记录。", _OWN),),
        form=PageForm.WIDE if len(shares[0]) > _MOST_ON_A4 else PageForm.LANDSCAPE,
        frozen_columns=_LABELS,
    )


def _months(dossier: Dossier) -> tuple[str, ...]:
    """The period's months and any others that have hours; () where all hours are of the whole period."""
    recorded = {each.month for each in dossier.training_hours} - {_WHOLE_PERIOD}
    start, end = dossier.evaluation.period_start, dossier.evaluation.period_end
    if recorded and start is not None and end is not None:
        recorded |= {month_name(each.year, each.month) for each in by_month(start, end)}
    return tuple(sorted(recorded))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the hours of some of the months; the sums stand in the last of several tables."""

    draft: Draft
    months: Sequence[str]
    is_last: bool

    def grid(self) -> Grid:
        """Heads, workers, 合计, and what was due of the training."""
        columns = (GridColumn(6, 10), GridColumn(10, 18), GridColumn(16, 26))
        figures = len(_KINDS) * (len(self._spans()) + (self.is_last and bool(self.months)))
        return Grid(
            columns=(*columns, *(GridColumn(8, 9) for _ in range(figures))),
            head=tuple(self._head()),
            body=tuple(self._body()),
            largest=self._type(),
        )

    def _type(self) -> float:
        if not self.months:
            return _TYPE_WHOLE
        return _TYPE_ON_A3 if len(self.months) > _MOST_ON_A4 else _TYPE

    def _spans(self) -> tuple[str, ...]:
        """The months, and the whole period where some hours are told of nothing less."""
        whole = any(each.month == _WHOLE_PERIOD for each in self.draft.dossier.training_hours)
        return (*self.months, *((_WHOLE_PERIOD,) if whole and self.is_last else ()))

    def _head(self) -> Iterator[GridRow]:
        names = ("序号", "姓名", "职位")
        if not self.months:
            yield (*map(head, names), *(head(name) for _, name in _KINDS))
            return
        over = month_heads(self.months) | {_WHOLE_PERIOD: "未分月"}
        upper = [head(each, rows=2) for each in names]
        upper += [head(over[each], columns=2) for each in self._spans()]
        yield (*upper, *((head("合计", columns=2),) if self.is_last else ()))
        pairs = len(self._spans()) + self.is_last
        yield tuple(head(f"{name[:2]}\n{name[2:]}") for _ in range(pairs) for _, name in _KINDS)

    def _body(self) -> Iterator[GridRow]:
        dossier = self.draft.dossier
        known = {(each.worker_id, each.month): each for each in dossier.training_hours}
        for number, worker in enumerate(dossier.workers, 1):
            name = partial(Field, Worker.kind, worker.id)
            yield (
                GridCell(value=number, source=Passage("numbering")),
                GridCell(value=worker.name, source=name("name")),
                GridCell(value=worker.post or None, source=name("post")),
                *(
                    _hours(known.get((worker.id, span)), field)
                    for span in self._spans()
                    for field, _ in _KINDS
                ),
                *self._sums([each for each in known.values() if each.worker_id == worker.id], str(worker.id)),
            )
        yield (
            GridCell(value="合计", look=CellLook.TOTAL, columns=_LABELS),
            *(
                _sum([each for each in known.values() if each.month == span], field, span)
                for span in self._spans()
                for field, _ in _KINDS
            ),
            *self._sums(dossier.training_hours, ""),
        )
        if self.is_last:
            yield from self._due()

    def _sums(self, rows: Sequence[TrainingHours], detail: str) -> Iterator[GridCell]:
        if self.is_last and self.months:
            yield from (_sum(rows, field, detail) for field, _ in _KINDS)

    def _due(self) -> Iterator[GridRow]:
        """应训学时 and the rate, each with its formula."""
        dossier, figures = self.draft.dossier, self.draft.style.figures
        computed, known = computed_figures(dossier, figures), known_figures(dossier)
        required, each = known.get("attendance.required"), known.get("training.hours_each")
        hours = decimal_text(HOURS_PER_PERSON_MONTH if each is None else each.value)
        people = _OPEN if required is None else decimal_text(required.value)
        hours_done = known.get("training.hours")
        done = None if hours_done is None else hours_done.value
        due, rate = computed["training.due"], computed["training.rate"]
        parts = [_OPEN if part is None else decimal_text(part) for part in (done, due)]
        room = len(_KINDS) * (len(self._spans()) + bool(self.months))
        for text, key, value in (
            (f"应完成培训学时（应到岗 {people} 人次×每人次 {hours} 学时）", "training.due", due),
            (f"培训学时完成率（{parts[0]}÷{parts[1]}×100%）", "training.rate", rate and rate / 100),
        ):
            form = PERCENT if key == "training.rate" and value is not None else GENERAL
            shown = _OPEN if value is None else value
            yield (
                GridCell(value=text, look=CellLook.TOTAL, columns=_LABELS),
                GridCell(value=shown, source=QuantityRef(key), look=CellLook.SUM, format=form, columns=room),
            )


def _hours(record: TrainingHours | None, field: str) -> GridCell:
    if record is None:
        return GridCell(source=_OWN)
    source = Field(TrainingHours.kind, record.id, field)
    return GridCell(value=getattr(record, field), source=source, look=CellLook.NUMBER)


def _sum(rows: Sequence[TrainingHours], field: str, detail: str) -> GridCell:
    given = [hours for each in rows if (hours := getattr(each, field)) is not None]
    return GridCell(
        value=sum(given, Decimal(0)) if given else None,
        source=QuantityRef("training.hours" if field == "training" else "training.supervision", detail),
        look=CellLook.SUM,
    )
