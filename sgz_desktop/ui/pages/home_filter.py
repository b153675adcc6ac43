"""Which evaluations the list shows: how far they have come, and the words of the search."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum, auto

from PySide6.QtCore import QObject

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.ui.columns import Filter, Index, RecordModel
from sgz_desktop.ui.figures import phase_name
from sgz_desktop.ui.pages.home_columns import Listed, is_final
from sgz_desktop.ui.texts import tr


class Stage(Enum):
    """How far an evaluation has come; ALL are those that live."""

    ALL = auto()
    ONGOING = auto()
    REPORTING = auto()
    DONE = auto()
    DELETED = auto()


def stage_names() -> dict[Stage, str]:
    """What each stage is called, in order."""
    return {
        Stage.ALL: tr("全部"),
        Stage.ONGOING: tr("进行中"),
        Stage.REPORTING: tr("待出报告"),
        Stage.DONE: tr("已完成"),
        Stage.DELETED: tr("已删除"),
    }


def stage_of(listed: Listed) -> Stage:
    """进行中 while something is to be filled in, 已完成 once the result is settled and the report dated."""
    if listed.deleted:
        return Stage.DELETED
    known = listed.summary
    if is_final(listed):
        return Stage.DONE if listed.report_date is not None else Stage.REPORTING
    is_answered = known is not None and 0 < known.answerable <= known.answered
    return Stage.REPORTING if is_answered else Stage.ONGOING


def counts(listed: Iterable[Listed]) -> dict[Stage, int]:
    """How many evaluations there are of each stage."""
    found = Counter(map(stage_of, listed))
    living = sum(number for stage, number in found.items() if stage is not Stage.DELETED)
    return {each: living if each is Stage.ALL else found[each] for each in Stage}


class HomeFilter(Filter):
    """Rows of one stage that hold every word of the search in station, district, year, phase or grade."""

    def __init__(self, model: RecordModel, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._stage = Stage.ALL
        self._grade = next(each.text for each in model.columns if each.chip)
        self._phases = {each: phase_name(each) for each in Phase}

    @property
    def stage(self) -> Stage:
        """The stage that is shown."""
        return self._stage

    def show_stage(self, stage: Stage) -> None:
        """Keep the evaluations of this stage."""
        self.beginFilterChange()
        self._stage = stage
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        record = self._model.record(source_row)
        is_all = self._stage is Stage.ALL
        fits = not record.deleted if is_all else stage_of(record) is self._stage
        if not fits or not self._words:
            return fits
        seen = (
            f"{record.station} {record.station_short} {record.district} {record.visit_date or ''} "
            f"{self._phases[record.phase]} {self._grade(record)}"
        ).casefold()
        return all(word in seen for word in self._words)
