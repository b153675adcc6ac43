"""附件1 line by line: each indicator in each zone and of the station, its rate, and what to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed, Indicator
from sgz_desktop.scoring.denominators import turned_by_denominator
from sgz_desktop.services.indicator_grid import Grid, GridCell, Tone, progress
from sgz_desktop.services.reporting.indicators import standing_in

WHOLE = "全站"


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator in a zone, or of the station: amounts, rate in per cent with its formula, notes, cells."""

    indicator: str
    zone: str
    agreed: str
    done: str
    rate: Decimal | None
    formula: str
    is_lagging: bool
    notes: tuple[str, ...]
    source: str

    @property
    def sentence(self) -> str:
        """The line as a person reads it."""
        rate = "" if self.rate is None else f"，完成率 {self.rate}%（{self.formula}）"
        late = "，落后于时间进度" if self.is_lagging else ""
        return f"{self.indicator} {self.zone}：协议 {self.agreed or '—'}，完成 {self.done or '—'}{rate}{late}"

    def as_plain(self) -> dict[str, Any]:
        """The line as JSON."""
        return {
            "indicator": self.indicator,
            "zone": self.zone,
            "agreed": self.agreed or None,
            "done": self.done or None,
            "rate": None if self.rate is None else str(self.rate),
            "formula": self.formula,
            "lagging": self.is_lagging,
            "notes": list(self.notes),
            "source": self.source,
        }


def denominator_note(dossier: Dossier, indicator_id: UUID) -> str:
    """What is said of a rate whose verdict turns with the denominator; "" where it does not."""
    notes = (each.sentence for each in turned_by_denominator(dossier) if each.indicator.id == indicator_id)
    return next(notes, "")


def elapsed_sentence(dossier: Dossier) -> str:
    """The elapsed time that rates are held against, or why there is none."""
    return progress(dossier).sentence


def indicator_lines(dossier: Dossier) -> Iterator[IndicatorLine]:
    """Every indicator with any figure, zone by zone and then of the station, in the order of the grids."""
    turned = {each.indicator.id: each.sentence for each in turned_by_denominator(dossier)}
    for grid in (Grid(dossier, by_zone=True), Grid(dossier, by_zone=False)):
        cells: dict[tuple[UUID, UUID | None], list[GridCell]] = {}
        indicators: dict[UUID, Indicator] = {}
        for row in range(len(grid.rows)):
            for column in range(len(grid.heads)):
                indicator = grid.indicator(row, column)
                if indicator is not None:
                    indicators[indicator.id] = indicator
                    key = indicator.id, grid.zone_id(row)
                    cells.setdefault(key, []).append(grid.cell(row, column))
        order = list(indicators)
        for indicator_id, zone_id in sorted(cells, key=lambda key: order.index(key[0])):
            few = cells[indicator_id, zone_id]
            if any(each.text for each in few):
                more = turned.get(indicator_id, "") if zone_id is None else ""
                yield _line(dossier, indicators[indicator_id], zone_id, few, more)


def _line(
    dossier: Dossier, indicator: Indicator, zone_id: UUID | None, cells: list[GridCell], more: str
) -> IndicatorLine:
    agreed, done, rate = cells
    zone = next((each.name for each in dossier.zones if each.id == zone_id), WHOLE)
    value = dossier.value_by_key.get((indicator.id, zone_id))
    notes = (*(each.hint for each in (agreed, done) if each.tone is not Tone.PLAIN), more)
    return IndicatorLine(
        indicator=f"{indicator.label}（{indicator.unit}）",
        zone=zone,
        agreed=agreed.text,
        done=done.text,
        rate=rate.value,
        formula="" if rate.value is None else _formula(dossier, indicator, zone_id),
        is_lagging=rate.tone is Tone.LAGGING,
        notes=tuple(dict.fromkeys(filter(None, notes))),
        source=value.source if value else "",
    )


def _formula(dossier: Dossier, indicator: Indicator, zone_id: UUID | None) -> str:
    """What the rate is worked out from: 完成 170 ÷ 协议 204; of a rate, its base's agreed amount."""
    standing, over = standing_in(dossier, indicator, zone_id), "协议"
    whole = standing.agreed
    if indicator.agreed is Agreed.RATE:
        base = next(each for each in dossier.indicators if each.id == indicator.rate_of)
        whole, over = standing_in(dossier, base, zone_id).agreed, f"{base.label}的协议"
    return f"完成 {decimal_text(standing.done or Decimal(0))} ÷ {over} {decimal_text(whole or Decimal(0))}"
