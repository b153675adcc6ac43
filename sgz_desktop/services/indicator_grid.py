"""附件1 as it is entered: zones and 合计 by indicator, and 总体服务, with what each cell tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.change import Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed, Cover, Indicator, IndicatorValue
from sgz_desktop.domain.places import Zone
from sgz_desktop.scoring.attendance import months_between
from sgz_desktop.scoring.indicators import (
    MONTHS_OF_AGREEMENT,
    PrintedTotal,
    Reading,
    beside_rows,
    elapsed_share,
)
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.reporting.indicator_groups import (
    DONE,
    RATE,
    STATION,
    STATION_HEADS,
    WHOLE,
    ZONE_HEADS,
    label_of,
)
from sgz_desktop.services.reporting.indicator_names import told_apart
from sgz_desktop.services.reporting.indicators import AGREED, Standing, standing_in


class Figure(StrEnum):
    """What a cell holds; a rate is worked out, the others are typed."""

    STAFF = "staff"
    AGREED = "agreed"
    DONE = "done"
    RATE = "rate"


class Tone(StrEnum):
    """What a figure wants of its reader: nothing; it is a sum; it lags; it differs from its rows."""

    PLAIN = "plain"
    SUMMED = "summed"
    LAGGING = "lagging"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a typed figure is kept: of an indicator in a zone (None: the station), or a zone's staff."""

    figure: Figure
    indicator_id: UUID | None
    zone_id: UUID | None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as it is shown; `hint` says in a sentence what its tone means, "" for nothing."""

    text: str = ""
    value: Decimal | None = None
    tone: Tone = Tone.PLAIN
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The two levels of a column's head; those with the same `first` column share the upper one."""

    upper: str
    lower: str
    first: int
    span: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Elapsed time in per cent of the agreement with its months, and the indicators behind it."""

    elapsed: Decimal | None
    months: Decimal | None
    behind: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """时间进度 45.83%（5.5/12 个月）, or why there is none."""
        if self.elapsed is None or self.months is None:
            return "考核期未填，不能与时间进度比较"
        return f"时间进度 {self.elapsed}%（{decimal_text(self.months)}/{MONTHS_OF_AGREEMENT} 个月）"


_TRIPLE = (Figure.AGREED, Figure.DONE, Figure.RATE)
_CORNER, _STAFF = ZONE_HEADS
_NOTHING = GridCell()


class Grid:
    """Cells by row and column: zones and 合计 by indicators, or else the indicators of the station."""

    def __init__(self, dossier: Dossier, *, by_zone: bool) -> None:
        self._dossier = dossier
        self.by_zone = by_zone
        self.indicators = tuple(each for each in dossier.indicators if _is_zoned(dossier, each) == by_zone)
        self._zones: tuple[Zone | None, ...] = (*dossier.zones, None) if by_zone else (None,)
        self.corner = _CORNER if by_zone else STATION_HEADS[0]
        if by_zone:
            self.rows = tuple(each.name if each else WHOLE for each in self._zones)
            self.heads = tuple(_zone_heads(self.indicators))
        else:
            self.rows = tuple(label_of(each) for each in self.indicators)
            self.heads = tuple(ColumnHead(STATION, each, 0, 3) for each in STATION_HEADS[1:])
        self._elapsed = _elapsed(dossier)[0]
        self._cells: dict[tuple[int, int], GridCell] = {}
        self._standings: dict[tuple[UUID, UUID | None], Standing] = {}

    def spot(self, row: int, column: int) -> Spot | None:
        """Where the figure of a cell is kept; None for one that is worked out."""
        figure, indicator, zone = self._what(row, column)
        if figure is Figure.RATE or (figure is Figure.STAFF and zone is None):
            return None
        return Spot(figure, indicator.id if indicator else None, zone.id if zone else None)

    def cell(self, row: int, column: int) -> GridCell:
        """What a cell shows."""
        found = self._cells.get((row, column))
        if found is None:
            found = self._cells[row, column] = self._cell(*self._what(row, column))
        return found

    def indicator(self, row: int, column: int) -> Indicator | None:
        """The indicator of a cell; None for staff."""
        return self._what(row, column)[1]

    def is_share(self, row: int, column: int) -> bool:
        """Whether a cell is in per cent: a rate, or what is agreed as one."""
        figure, indicator, _ = self._what(row, column)
        return figure is Figure.RATE or _is_agreed_share(figure, indicator)

    def zone_id(self, row: int) -> UUID | None:
        """The zone of a row, None for the whole station."""
        zone = self._zones[row] if self.by_zone else None
        return zone.id if zone else None

    def is_total(self, row: int) -> bool:
        """Whether a row adds up the others."""
        return self.by_zone and row == len(self.rows) - 1

    def place(self, row: int, column: int) -> str:
        """A cell in words: 第一片区“家访（人次）”的完成量."""
        head = self.heads[column]
        if not self.by_zone:
            return f"“{self.rows[row]}”的{head.lower}"
        return (
            f"{self.rows[row]}的{head.lower}"
            if column == 0
            else f"{self.rows[row]}“{head.upper}”的{head.lower}"
        )

    def with_figures(self, figures: Mapping[Spot, Decimal | None]) -> "Grid":
        """This grid as it would be with other figures."""
        return Grid(_with_figures(self._dossier, figures), by_zone=self.by_zone)

    def marked(self, tone: Tone) -> tuple[tuple[int, int], ...]:
        """Row and column of the cells of the whole station that have a tone, column by column."""
        rows = [len(self.rows) - 1] if self.by_zone else range(len(self.rows))
        places = ((row, column) for column in range(len(self.heads)) for row in rows)
        return tuple(each for each in places if self.cell(*each).tone is tone)

    def unsourced(self) -> tuple[tuple[int, int], ...]:
        """Row and column of amounts that nobody said a source of, the first of each pair."""
        known = self._dossier.value_by_key
        found: dict[tuple[UUID, UUID | None], tuple[int, int]] = {}
        for row in range(len(self.rows)):
            for column in range(len(self.heads)):
                spot = self.spot(row, column)
                if spot is None or spot.indicator_id is None:
                    continue
                value = known.get((spot.indicator_id, spot.zone_id))
                if value is not None and not value.source and getattr(value, spot.figure) is not None:
                    found.setdefault((spot.indicator_id, spot.zone_id), (row, column))
        return tuple(found.values())

    def _what(self, row: int, column: int) -> tuple[Figure, Indicator | None, Zone | None]:
        if not self.by_zone:
            return _TRIPLE[column], self.indicators[row], None
        if column == 0:
            return Figure.STAFF, None, self._zones[row]
        return _TRIPLE[(column - 1) % 3], self.indicators[(column - 1) // 3], self._zones[row]

    def _cell(self, figure: Figure, indicator: Indicator | None, zone: Zone | None) -> GridCell:
        if indicator is None:
            return self._staff(zone)
        standing = self._standing(indicator, zone)
        if figure is Figure.RATE:
            return self._rate(standing)
        value = standing.agreed if figure is Figure.AGREED else standing.done
        is_rate = _is_agreed_share(figure, indicator)
        text = "" if value is None else f"{decimal_text(value)}{'%' if is_rate else ''}"
        if zone is not None or not self.by_zone or is_rate:
            return GridCell(text, value)
        return self._total(indicator, figure, text, value)

    def _staff(self, zone: Zone | None) -> GridCell:
        if zone is not None:
            return GridCell("" if zone.staff is None else decimal_text(zone.staff), zone.staff)
        known = [each.staff for each in self._dossier.zones if each.staff is not None]
        if not known or len(known) < len(self._dossier.zones):
            return _NOTHING
        whole = sum(known, Decimal(0))
        return GridCell(decimal_text(whole), whole, Tone.SUMMED, "由各片区相加。")

    def _rate(self, standing: Standing) -> GridCell:
        if standing.rate is None:
            return _NOTHING
        text = f"{standing.rate}%"
        if not standing.lags(self._elapsed):
            return GridCell(text, standing.rate)
        return GridCell(text, standing.rate, Tone.LAGGING, f"{text}，落后于时间进度 {self._elapsed}%。")

    def _total(self, indicator: Indicator, figure: Figure, text: str, value: Decimal | None) -> GridCell:
        known = self._dossier.value_by_key
        parts = [known.get((indicator.id, each.id)) for each in self._dossier.zones]
        rows = [getattr(each, figure) if each else None for each in parts]
        whole = known.get((indicator.id, None))
        if whole is None or getattr(whole, figure) is None:
            if value is not None:
                return GridCell(text, value, Tone.SUMMED, "这一格没有填合计，由各片区相加。")
            return GridCell(hint=_unsummed(rows))
        if value is None or all(each is None for each in rows):
            return GridCell(text, value)
        beside = beside_rows(value, rows)
        return (
            GridCell(text, value, Tone.DIFFERENT, _readings(beside))
            if beside.readings
            else GridCell(text, value)
        )

    def _standing(self, indicator: Indicator, zone: Zone | None) -> Standing:
        key = indicator.id, zone.id if zone else None
        found = self._standings.get(key)
        if found is None:
            found = self._standings[key] = standing_in(self._dossier, indicator, key[1])
        return found


class Indicators:
    """Writes what is typed or pasted into the grids, each time in one batch."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def write(
        self, evaluation_id: UUID, figures: Mapping[Spot, Decimal | None], worker: Worker, *, source: str = ""
    ) -> Changes:
        """Set these figures; amounts among them are from `source`, unless that is empty. Raises Refused."""
        edits = _edits(self._editing.dossier(evaluation_id), figures, source)
        return self._editing.apply(evaluation_id, edits, worker=worker)

    def set_source(
        self,
        evaluation_id: UUID,
        keys: Sequence[tuple[UUID, UUID | None]],
        source: str,
        worker: Worker,
    ) -> Changes:
        """Say where the amounts of these indicators, each in a zone or (None) of the station, are from."""
        edits = [
            make_edit(
                evaluation_id,
                IndicatorValue.kind,
                {"indicator_id": indicator_id, "zone_id": zone_id, "source": source},
            )
            for indicator_id, zone_id in keys
        ]
        return self._editing.apply(evaluation_id, edits, worker=worker)


def progress(dossier: Dossier) -> Progress:
    """Elapsed time, and which indicators of the station lag behind it (domain: 4.1)."""
    elapsed, months = _elapsed(dossier)
    standings = (standing_in(dossier, each, None) for each in dossier.indicators)
    names = told_apart(dossier.indicators)
    behind = tuple(names[each.indicator.id] for each in standings if each.lags(elapsed))
    return Progress(elapsed, months, behind)


def is_share(dossier: Dossier, spot: Spot) -> bool:
    """Whether a typed figure is in per cent: agreed as a rate."""
    indicator = next((each for each in dossier.indicators if each.id == spot.indicator_id), None)
    return _is_agreed_share(spot.figure, indicator)


def _is_agreed_share(figure: Figure, indicator: Indicator | None) -> bool:
    return figure is Figure.AGREED and indicator is not None and indicator.agreed is Agreed.RATE


def _is_zoned(dossier: Dossier, indicator: Indicator) -> bool:
    return indicator.cover is Cover.ZONES and bool(dossier.zones)


def _zone_heads(indicators: Sequence[Indicator]) -> Iterator[ColumnHead]:
    yield ColumnHead("", _STAFF, 0, 1)
    for number, each in enumerate(indicators):
        for lower in (each.column or AGREED, DONE, RATE):
            yield ColumnHead(label_of(each), lower, 1 + 3 * number, 3)


def _elapsed(dossier: Dossier) -> tuple[Decimal | None, Decimal | None]:
    head = dossier.evaluation
    if head.period_start is None or head.period_end is None:
        return None, None
    months = months_between(head.period_start, head.period_end)
    return elapsed_share(months), months


def _unsummed(rows: Sequence[Decimal | None]) -> str:
    """Why there is no sum to show, where somebody may wonder."""
    unknown = sum(each is None for each in rows)
    return f"还有 {unknown} 个片区没有填，不能相加。" if unknown < len(rows) else ""


def _readings(beside: PrintedTotal) -> str:
    of_rows = f"各片区之和是 {decimal_text(beside.of_rows)}"
    if beside.unknown:
        of_rows += f"（另有 {beside.unknown} 个片区没有填）"
    more = "多" if beside.difference > 0 else "少"
    said = (
        f"合计填的是 {decimal_text(beside.printed)}，{of_rows}，{more} {decimal_text(abs(beside.difference))}"
    )
    if Reading.MORE_THAN_AGREED in beside.readings:
        return f"{said}：可能有一格写错，也可能分给各片区的比合同约定的多。请核对，两个数都照原样保留。"
    return f"{said}：可能有一格写错。请核对，两个数都照原样保留。"


def _edits(dossier: Dossier, figures: Mapping[Spot, Decimal | None], source: str) -> list[Edit]:
    zones = {each.id: each for each in dossier.zones}
    values: dict[tuple[UUID, UUID | None], dict[str, object]] = {}
    edits: list[Edit] = []
    for spot, figure in figures.items():
        if spot.indicator_id is None:
            assert spot.zone_id is not None
            if zones[spot.zone_id].staff != figure:
                edits.append(Edit(Zone.kind, spot.zone_id, {"staff": figure}))
            continue
        known = dossier.value_by_key.get((spot.indicator_id, spot.zone_id))
        if (getattr(known, spot.figure) if known else None) == figure:
            continue
        given = values.setdefault((spot.indicator_id, spot.zone_id), {})
        given[spot.figure.value] = figure
        if source and figure is not None:
            given["source"] = source
    for (indicator_id, zone_id), given in values.items():
        key = {"indicator_id": indicator_id, "zone_id": zone_id}
        edits.append(make_edit(dossier.id, IndicatorValue.kind, {**key, **given}))
    return edits


def _with_figures(dossier: Dossier, figures: Mapping[Spot, Decimal | None]) -> Dossier:
    values = dict(dossier.value_by_key)
    zones = {each.id: each for each in dossier.zones}
    for spot, figure in figures.items():
        if spot.indicator_id is None:
            if spot.zone_id is not None:
                zones[spot.zone_id] = replace(zones[spot.zone_id], staff=figure)
            continue
        key = spot.indicator_id, spot.zone_id
        known = values.get(key) or IndicatorValue(id=key[0], indicator_id=key[0], zone_id=key[1])
        amounts = {"agreed": known.agreed, "done": known.done, spot.figure.value: figure}
        values[key] = replace(known, agreed=amounts["agreed"], done=amounts["done"])
    return replace(dossier, indicator_values=tuple(values.values()), zones=tuple(zones.values()))
