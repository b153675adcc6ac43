"""附件1 against the evaluation: which indicator and zone each figure belongs to, and what it would change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from sgz_desktop.domain.canonical import canonical_json
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import natural_id
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.indicator import Agreed, Cover, Indicator, IndicatorValue
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.places import Zone
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.intake.problems import Place, Problem, error, warning
from sgz_desktop.intake.tables import Figure, IndicatorReading, IndicatorTable, ZoneStaff
from sgz_desktop.services.indicator_units import told_unit, usual_unit
from sgz_desktop.services.tables.indicator_sums import settled
from sgz_desktop.services.tables.matching import only, short, squeezed, zone_key, zone_named
from sgz_desktop.services.tables.own_heads import OwnHeads
from sgz_desktop.services.tables.plan import Proposed, TablePlan, proposed
from sgz_desktop.services.tables.printed_rates import wrong_rates

_UNITS = (
    ("人次", "人次"),
    ("户次", "户次"),
    ("节", "节"),
    ("场", "场"),
    ("次", "次"),
    ("份", "份"),
    ("户", "户"),
    ("支", "支"),
    ("人", "人"),
    ("名", "名"),
    ("率", "%"),
)
_MOST_NAMED = 12
_CLOSED = ("结案",)
_CASES = ("接案", "开案", "专业个案", "个案")
"""What cases that are closed were opened as, the surest name first; it may stand under a head of its own."""
_NO_CASES = ("结案", "节", "面谈", "人次", "咨询", "转介")
_NO_BASE = "“{name}”约定的是比率，看不出是哪一项的比率，没有读入；请在指标里注明它的基数，或者改写表头。"
_UNZONED = "“{name}”在评估里只按全站计，表里分了片区，片区的数不会相加，请核对这项指标的范围。"
_GUESSED = "表里没有写单位，按常用的单位读入，请核对：{names}。"
_PERIOD = "表中写的考核期是 {start} 至 {end}，与本次评估的考核期不同，请核对是不是这一期的表。"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the evaluation has, and what this plan adds to it."""

    dossier: Dossier
    indicators: list[Indicator]
    zones: list[Zone]
    own: OwnHeads


def plan_indicators(dossier: Dossier, table: IndicatorTable, place: Place) -> TablePlan:
    """What taking 附件1 in would do. A zone that the evaluation does not know is a problem, not a new zone,
    unless it has no zones at all."""
    table, told = settled(dossier, table)
    known = _Known(dossier, list(dossier.indicators), list(dossier.zones), OwnHeads(dossier))
    problems: list[Problem] = [*_of_period(dossier, table, place), *told]
    proposals = [*_period(dossier, table, place), *_new_zones(known, table)]
    proposals += _staff(known, table, problems)
    problems += wrong_rates(table.readings)
    for readings in _by_indicator(table.readings):
        proposals += _of_indicator(known, readings, problems)
    problems += _guessed_units(known, table)
    return TablePlan(Annex.INDICATORS, table.title, place, tuple(proposals), tuple(problems))


def _of_period(dossier: Dossier, table: IndicatorTable, place: Place) -> Iterator[Problem]:
    head = dossier.evaluation
    if table.period is None or head.period_start is None or head.period_end is None:
        return
    if table.period != (head.period_start, head.period_end):
        start, end = table.period
        yield warning(place, _PERIOD.format(start=start, end=end))


def _period(dossier: Dossier, table: IndicatorTable, place: Place) -> Iterator[Proposed]:
    """The assessed period by the table's title, where the evaluation has none yet."""
    head = dossier.evaluation
    if table.period is not None and head.period_start is None and head.period_end is None:
        wanted = dict(zip(("period_start", "period_end"), table.period, strict=True))
        yield proposed(Evaluation.kind, dossier.id, "考核期", head, wanted, place, source=False)


def _new_zones(known: _Known, table: IndicatorTable) -> Iterator[Proposed]:
    """The zones of the sheet, where the evaluation has none yet; one that comes twice is made once."""
    if known.dossier.zones:
        return
    seen = set()
    for zone, place in _zones_of(table):
        if (key := zone_key(zone)) in seen:
            continue
        seen.add(key)
        zone_id = _made(known.dossier.id, Zone.kind, key)
        values = {"name": zone, "position": after_last([each.position for each in known.zones])}
        found = proposed(Zone.kind, zone_id, f"片区“{short(zone)}”", None, values, place, source=False)
        if not found.is_refused:
            known.zones.append(Zone(id=zone_id, **found.values))
        yield found


def _zones_of(table: IndicatorTable) -> Iterator[tuple[str, Place]]:
    for staff in table.staff:
        if not staff.is_total:
            yield staff.zone, staff.staff.place
    for reading in table.readings:
        figure = reading.agreed or reading.done or reading.printed_rate
        if reading.zone and not reading.is_total and figure is not None:
            yield reading.zone, figure.place


def _staff(known: _Known, table: IndicatorTable, problems: list[Problem]) -> Iterator[Proposed]:
    told: dict[UUID, ZoneStaff] = {}
    for staff in table.staff:
        if staff.is_total:
            continue
        zone = zone_named(staff.zone, known.zones)
        if zone is None:
            problems.append(_no_zone(staff.zone, staff.staff.place))
            continue
        first = told.setdefault(zone.id, staff)
        if first.staff.value != staff.staff.value:
            sentence = (
                f"“{zone.name}”的投入社工人数在 {first.staff.place.cell} 是 {first.staff.value}，这里不同。"
            )
            problems.append(warning(staff.staff.place, sentence))
    before = {each.id: each for each in known.dossier.zones}
    for zone_id, staff in told.items():
        title = f"“{short(staff.zone)}”的投入社工人数"
        values = {"staff": staff.staff.value}
        was = before.get(zone_id) or _zone(known, zone_id)
        yield proposed(Zone.kind, zone_id, title, was, values, staff.staff.place, source=False)


def _zone(known: _Known, zone_id: UUID) -> Zone:
    return next(each for each in known.zones if each.id == zone_id)


def _by_indicator(readings: Sequence[IndicatorReading]) -> Iterator[list[IndicatorReading]]:
    grouped: dict[tuple[str, str, bool], list[IndicatorReading]] = {}
    for each in readings:
        of_station = not each.zone and not each.is_total
        key = (squeezed(each.indicator), squeezed(each.measure), of_station)
        grouped.setdefault(key, []).append(each)
    yield from grouped.values()


def _of_indicator(
    known: _Known, readings: Sequence[IndicatorReading], problems: list[Problem]
) -> Iterator[Proposed]:
    first = readings[0]
    indicator = _matching(known, first)
    if indicator is None:
        if first.agreed_is_rate and _base(known, first) is None:
            problems.append(error(_places(first), _NO_BASE.format(name=short(squeezed(first.indicator)))))
            return
        unit = next((each.unit for each in readings if each.unit), "")
        found = _new_indicator(known, replace(first, unit=unit))
        yield found
        if found.is_refused:
            return
        indicator = Indicator(id=found.entity_id, **found.values)
        known.indicators.append(indicator)
    elif (indicator.agreed is Agreed.RATE) is not first.agreed_is_rate and first.agreed is not None:
        problems.append(
            error(
                _places(first), f"“{indicator.label}”在评估里与在表里的约定方式（数量、比率）不同，没有读入。"
            )
        )
        return
    problems += _unzoned(indicator, readings)
    for reading in readings:
        yield from _of_reading(known, indicator, reading, problems)


def _unzoned(indicator: Indicator, readings: Sequence[IndicatorReading]) -> Iterator[Problem]:
    """A word where zones have figures of what the evaluation counts for the whole station only."""
    zoned = [each for each in readings if each.zone and not each.is_total]
    if zoned and indicator.cover is Cover.STATION:
        yield warning(_places(zoned[0]), _UNZONED.format(name=short(indicator.label)))


def _of_reading(
    known: _Known, indicator: Indicator, reading: IndicatorReading, problems: list[Problem]
) -> Iterator[Proposed]:
    if reading.agreed is None and reading.done is None:
        return
    zone_id, where = None, "合计" if reading.is_total else "全站"
    if reading.zone and not reading.is_total:
        zone = zone_named(reading.zone, known.zones)
        if zone is None:
            problems.append(_no_zone(reading.zone, _places(reading)))
            return
        zone_id, where = zone.id, zone.name
    value_id = natural_id(known.dossier.id, IndicatorValue, indicator.id, zone_id)
    values = {
        "indicator_id": indicator.id,
        "zone_id": zone_id,
        "agreed": _value(reading.agreed),
        "done": _value(reading.done),
    }
    before = known.dossier.value_by_key.get((indicator.id, zone_id))
    title = f"{short(where)}：{short(indicator.label)}"
    cells = {name: each.place for name, each in (("agreed", reading.agreed), ("done", reading.done)) if each}
    # The printed rate is no part of the value: its source names the cells of what was agreed and done.
    place = _places(replace(reading, printed_rate=None))
    yield proposed(IndicatorValue.kind, value_id, title, before, values, place, cells=cells)


def _matching(known: _Known, reading: IndicatorReading) -> Indicator | None:
    """By what our own sheet prints, the table's label and column, or a label that names one only."""
    if (own := known.own.indicator(reading)) is not None:
        return own
    label, measure = squeezed(reading.indicator), squeezed(reading.measure)
    here = [each for each in known.indicators if label in _labels(each)]
    exact = [each for each in here if _measure(each.column) == measure]
    combined = [each for each in known.indicators if f"{label}{measure}" in _labels(each)]
    found = only(exact) or only(combined) or (None if measure else only(here))
    # What such a head made may have another name by now, or had none of its own (结案率 beside 接案).
    made = _id_of(known, reading)
    return found or next((each for each in known.indicators if each.id == made), None)


def _id_of(known: _Known, reading: IndicatorReading) -> UUID:
    """The ID of the indicator that a head makes: the same on every laptop that reads the same sheet."""
    of_station = not reading.zone and not reading.is_total
    name, measure = squeezed(reading.indicator), squeezed(reading.measure)
    return _made(known.dossier.id, Indicator.kind, [name, measure, of_station])


def _labels(indicator: Indicator) -> set[str]:
    return {squeezed(indicator.table_label), squeezed(indicator.label)} - {""}


def _measure(column: str) -> str:
    return squeezed(column).removeprefix("协议").removesuffix("量") if column else ""


def _new_indicator(known: _Known, reading: IndicatorReading) -> Proposed:
    name, measure = squeezed(reading.indicator), squeezed(reading.measure)
    of_station = not reading.zone and not reading.is_total
    base = _base(known, reading) if reading.agreed_is_rate else None
    # What is agreed as a rate (结案率 80 %) is counted as what it is a rate of (170 个 closed).
    counted = measure.removesuffix("率") if reading.agreed_is_rate else measure
    label = name if _is_main(counted) or name.endswith(counted) else f"{name}{counted}"
    values = {
        "label": label,
        "table_label": name,
        "unit": base.unit if base else reading.unit or _unit(name, measure),
        "column": f"协议{measure or '量'}",
        "cover": Cover.STATION if of_station else Cover.ZONES,
        "agreed": Agreed.AMOUNT if base is None else Agreed.RATE,
        "rate_of": None if base is None else base.id,
        "position": after_last([each.position for each in known.indicators]),
    }
    title = f"指标“{short(label)}”"
    return proposed(
        Indicator.kind, _id_of(known, reading), title, None, values, _places(reading), source=False
    )


def _is_main(measure: str) -> bool:
    """Whether a measure counts the thing itself (个数, 次数), so that its name says all."""
    return measure in (
        "",
        "个数",
        "个",
        "数",
        "数量",
        "次数",
        "次",
        "量",
        "份数",
        "户数",
        "接案数",
        "场数",
        "人数",
    )


def _base(known: _Known, reading: IndicatorReading) -> Indicator | None:
    """What a rate is a rate of: the first amount under the same head (结案率 of the cases), else 接案."""
    name = squeezed(reading.indicator)
    amounts = [each for each in known.indicators if each.agreed is Agreed.AMOUNT]
    under = next((each for each in amounts if squeezed(each.table_label) == name), None)
    if under is not None or not any(word in f"{name}{reading.measure}" for word in _CLOSED):
        return under
    cases = [each for each in amounts if not any(word in f"{each.label}{each.column}" for word in _NO_CASES)]
    for word in _CASES:
        found = [each for each in cases if word in f"{each.label}{each.column}"]
        if found:
            return only(found)
    return None


def _unit(name: str, measure: str) -> str:
    """What a measure counts in (节数, 人次); where it does not say, what is usual for such an indicator."""
    return _measured(measure) or usual_unit(name)


def _measured(measure: str) -> str:
    return next((unit for ending, unit in _UNITS if ending in measure), "")


def _guessed_units(known: _Known, table: IndicatorTable) -> Iterator[Problem]:
    """A word on the units of new indicators that neither a head nor a cell tells."""
    before = {each.id for each in known.dossier.indicators}
    guessed: dict[UUID, tuple[str, Place]] = {}
    told: set[UUID] = set()
    for each in table.readings:
        indicator = _matching(known, each)
        if indicator is None or indicator.id in before or indicator.agreed is Agreed.RATE:
            continue
        if each.unit or _measured(squeezed(each.measure)) or told_unit(squeezed(each.indicator)):
            told.add(indicator.id)
        guessed.setdefault(indicator.id, (f"{short(indicator.label)}（{indicator.unit}）", _places(each)))
    names = [name for each, (name, _) in guessed.items() if each not in told]
    places = [place for each, (_, place) in guessed.items() if each not in told]
    if names:
        more = "等" if len(names) > _MOST_NAMED else ""
        yield warning(places[0], _GUESSED.format(names="、".join(names[:_MOST_NAMED]) + more))


def _value(figure: Figure | None) -> Decimal | None:
    return None if figure is None else figure.value


def _places(reading: IndicatorReading) -> Place:
    """The cells of a reading as one range or list."""
    places = [each.place for each in (reading.agreed, reading.done, reading.printed_rate) if each]
    return (
        Place(places[0].file, places[0].sheet, "、".join(dict.fromkeys(each.cell for each in places)))
        if places
        else Place("")
    )


def _no_zone(name: str, place: Place) -> Problem:
    return error(
        place,
        f"评估里没有叫“{short(squeezed(name))}”的片区，这一行没有读入；请先在评前准备里添加，或者改好名称。",
    )


def _made(evaluation_id: UUID, kind: str, key: Any) -> UUID:
    """The same ID on every laptop that reads the same sheet."""
    return uuid5(evaluation_id, canonical_json(["table", kind, key]))
