"""Which of 附件1's zones are sums of the others under another name, and where printed sums are wrong."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.intake.indicator_names import is_sum, is_whole, names_station, names_zone
from sgz_desktop.intake.indicator_years import chosen_year, year_in
from sgz_desktop.intake.problems import Place, Problem, warning
from sgz_desktop.intake.tables import Figure, IndicatorReading, IndicatorTable, Table, ZoneStaff
from sgz_desktop.services.tables.matching import short, squeezed, zone_key, zone_named
from sgz_desktop.services.tables.years import term_of

_PLACES = ("片", "片区", "社区", "村", "居委", "居委会", "服务点", "社工点", "站点")
_LEAST_ZONES = 2
_LEAST_EQUAL = 2
_LEAST_CERTAIN = 3
_MOST_ZONES = 200
_MOST_PARTS = 30
_MOST = Decimal("0.6")
"""So many of a row's figures being sums of the others make it more likely a sum than a zone."""

_IS_SUM = "“{name}”的每个数都等于其余各片区之和，按合计读入，不算作一个片区，请核对。"
_IS_PART_SUM = "“{name}”的每个数都等于{parts}之和，是小计，没有当作一个片区读入，请核对。"
_MOSTLY_SUM = (
    "“{name}”的多数数字等于其余各片区之和，按合计读入，{where} 不符；如果它是一个片区，请先在评前准备里添加。"
)
_NO_SUM = "“{name}”像是全站的名称，但数字不等于其余各片区之和，按一个片区读入，请核对。"
_OTHER_YEAR = "“{other}”的数没有读入，读入的是“{meant}”的，请核对是不是这一期。"
_STAFF = "投入社工人数合计填的是 {stated}，各片区之和是 {known}，请核对。"

_Key = tuple[str, str, str]


@dataclass(slots=True)
class _Rows:
    """One zone's figures by indicator, measure and kind, and where it first stands."""

    name: str
    place: Place
    figures: dict[_Key, Figure] = field(default_factory=dict)


def settled(dossier: Dossier, table: IndicatorTable) -> tuple[IndicatorTable, tuple[Problem, ...]]:
    """The table with its sums as sums, whatever they are called, and without other years; what is told."""
    table, years = _of_one_year(dossier, table)
    zones = _zones(dossier, table.readings)
    station = dossier.evaluation.station
    sums: dict[str, Problem | None] = {}
    problems: list[Problem] = [*years]
    if _LEAST_ZONES < len(zones) <= _MOST_ZONES:
        parts = dict(_part_sums(zones))
        whole = _whole(zones)
        if whole is not None:
            # Right above a sum of all stand its parts.
            parts.pop(whole, None)
        zones = {key: each for key, each in zones.items() if key not in parts}
        whole = whole or _whole(zones) or _likely(zones, station)
        problems += parts.values()
        gone = set(parts)
        table = replace(
            table,
            readings=tuple(
                each for each in table.readings if zone_key(each.zone) not in gone or each.is_total
            ),
            staff=tuple(each for each in table.staff if zone_key(each.zone) not in gone or each.is_total),
        )
        if whole is not None:
            sums[whole] = _told(zones, whole)
    problems += filter(None, sums.values())
    if not sums:
        problems += _stations(zones, station)
    zoned = {
        _named(each)
        for each in table.readings
        if each.zone and not each.is_total and zone_key(each.zone) not in sums
    }
    readings = tuple(_as_sum(each, sums, zoned) for each in table.readings)
    staff = tuple(
        replace(each, is_total=each.is_total or zone_key(each.zone) in sums) for each in table.staff
    )
    problems += _of_staff(staff)
    return replace(table, readings=readings, staff=staff), tuple(problems)


def zoned_by_sheet(dossier: Dossier, tables: Sequence[Table], sheets: Sequence[str]) -> list[Table]:
    """The tables, those of several sheets with the same indicators as of the zones that the sheets name.

    A sheet that is called 汇总 beside them stays the whole station's.
    """
    alike: dict[frozenset[tuple[str, str]], list[int]] = {}
    for number, table in enumerate(tables):
        if isinstance(table, IndicatorTable) and not any(each.zone for each in table.readings):
            names = frozenset((squeezed(each.indicator), squeezed(each.measure)) for each in table.readings)
            alike.setdefault(names, []).append(number)
    found = list(tables)
    for numbers in alike.values():
        named = [each for each in numbers if _is_place(dossier, sheets[each])]
        rest = [each for each in numbers if each not in named]
        if len({sheets[each] for each in named}) < _LEAST_ZONES or len(rest) > 1:
            continue
        for each in named:
            table = found[each]
            if isinstance(table, IndicatorTable):
                zone = squeezed(sheets[each])
                readings = tuple(replace(reading, zone=zone) for reading in table.readings)
                found[each] = replace(table, readings=readings)
    return found


def _is_place(dossier: Dossier, sheet: str) -> bool:
    """Whether a sheet is called as a zone is: one that the evaluation knows, 东片区, 塘头村."""
    name = squeezed(sheet)
    return zone_named(name, dossier.zones) is not None or (
        (names_zone(name) or name.endswith(_PLACES)) and not is_sum(name) and not is_whole(name)
    )


def _as_sum(
    reading: IndicatorReading, sums: Container[str], zoned: Container[tuple[str, str]]
) -> IndicatorReading:
    """The reading as that of the sum of its zones, as the station's own where it has none."""
    if _named(reading) not in zoned and (reading.is_total or not reading.zone):
        return replace(reading, zone="", is_total=False)
    if reading.zone:
        return replace(reading, is_total=reading.is_total or zone_key(reading.zone) in sums)
    # What a 汇总 sheet tells of the whole station is the sum of what the zones' own sheets tell.
    return replace(reading, is_total=True)


def _named(reading: IndicatorReading) -> tuple[str, str]:
    return squeezed(reading.indicator), squeezed(reading.measure)


def _zones(dossier: Dossier, readings: Sequence[IndicatorReading]) -> dict[str, _Rows]:
    """The figures of each zone in the order of the sheet, by the zone's key."""
    found: dict[str, _Rows] = {}
    for each in readings:
        figures = {"agreed": each.agreed, "done": each.done}
        first = next((figure for figure in figures.values() if figure is not None), None)
        if not each.zone or each.is_total or first is None:
            continue
        rows = found.setdefault(zone_key(each.zone), _Rows(each.zone, first.place))
        for name, figure in figures.items():
            if figure is not None and not (name == "agreed" and each.agreed_is_rate):
                key = squeezed(each.indicator), squeezed(each.measure), name
                rows.figures.setdefault(key, figure)
    known = {key for key, each in found.items() if zone_named(each.name, dossier.zones) is not None}
    # Sums are looked for among the names that nobody has called a zone yet; the others are added up.
    for each_known in known:
        found[each_known].name = ""
    return found


@dataclass(frozen=True, slots=True)
class _Compared:
    """How many of a zone's figures are the sums of some others', and which are not."""

    equal: int
    done: int
    differing: tuple[Place, ...]

    @property
    def is_sum(self) -> bool:
        return not self.differing and self.equal >= _LEAST_EQUAL

    @property
    def is_likely(self) -> bool:
        whole = self.equal + len(self.differing)
        return self.equal >= _LEAST_EQUAL and self.equal > whole * _MOST


def _compared(zone: _Rows, totals: Mapping[_Key, Decimal]) -> _Compared:
    equal = done = 0
    differing = []
    for key, figure in zone.figures.items():
        if totals.get(key, Decimal(0)) != figure.value:
            differing.append(figure.place)
        elif figure.value:
            equal += 1
            done += key[2] == "done"
    return _Compared(equal, done, tuple(differing))


def _totals(zones: Sequence[_Rows]) -> dict[_Key, Decimal]:
    totals: dict[_Key, Decimal] = {}
    for each in zones:
        for key, figure in each.figures.items():
            totals[key] = totals.get(key, Decimal(0)) + figure.value
    return totals


def _beside(zones: Mapping[str, _Rows], key: str, totals: Mapping[_Key, Decimal]) -> _Compared:
    """A zone against the sum of all the others."""
    own = zones[key]
    others = {each: totals[each] - figure.value for each, figure in own.figures.items()}
    return _compared(own, others)


def _whole(zones: Mapping[str, _Rows]) -> str | None:
    """The zone each of whose figures is the sum of all the others'."""
    if len(zones) <= _LEAST_ZONES:
        return None
    totals = _totals(list(zones.values()))
    found = [key for key, each in zones.items() if each.name and _beside(zones, key, totals).is_sum]
    certain = [key for key in found if not names_zone(zones[key].name) or _is_certain(zones, key)]
    return certain[-1] if certain else None


def _is_certain(zones: Mapping[str, _Rows], key: str) -> bool:
    """Whether what is called like a zone is one sum among enough figures of what was done."""
    return _beside(zones, key, _totals(list(zones.values()))).done > _LEAST_CERTAIN


def _likely(zones: Mapping[str, _Rows], station: str) -> str | None:
    """The zone most of whose figures are sums of the others', or the station's own name with any that are."""
    totals = _totals(list(zones.values()))
    for key in reversed(list(zones)):
        name = zones[key].name
        if name and not names_zone(name):
            found = _beside(zones, key, totals)
            if found.is_likely or (names_station(name, station) and found.equal >= _LEAST_EQUAL):
                return key
    return None


def _told(zones: Mapping[str, _Rows], key: str) -> Problem:
    rows = zones[key]
    found = _beside(zones, key, _totals(list(zones.values())))
    if not found.differing:
        return warning(rows.place, _IS_SUM.format(name=short(rows.name)))
    where = "、".join(each.cell for each in found.differing[:_LEAST_CERTAIN])
    return warning(rows.place, _MOSTLY_SUM.format(name=short(rows.name), where=where))


def _part_sums(zones: Mapping[str, _Rows]) -> Iterator[tuple[str, Problem]]:
    """The zones that are the sums of those right above them, with what is said of them."""
    pending: list[_Rows] = []
    for key, each in zones.items():
        found = _parts_of(each, pending) if each.name and not names_zone(each.name) else 0
        if found:
            parts = "、".join(f"“{short(part.name)}”" for part in pending[-found:] if part.name) or "其上各行"
            pending = pending[:-found]
            yield key, warning(each.place, _IS_PART_SUM.format(name=short(each.name), parts=parts))
        else:
            pending.append(each)


def _parts_of(zone: _Rows, above: Sequence[_Rows]) -> int:
    """How many of the zones right above a zone it is the sum of; 0 for none."""
    for count in range(_LEAST_ZONES, min(len(above), _MOST_PARTS) + 1):
        found = _compared(zone, _totals(above[-count:]))
        if found.is_sum and found.done >= _LEAST_EQUAL and found.equal >= _LEAST_CERTAIN:
            return count
    return 0


def _stations(zones: Mapping[str, _Rows], station: str) -> Iterator[Problem]:
    """A word where a row is called as the station is, and is no sum: its own part, or a sum gone wrong."""
    if len(zones) > _LEAST_ZONES:
        for each in zones.values():
            alone = sum(names_station(other.name) for other in zones.values()) == 1
            if each.name and alone and names_station(each.name, station):
                yield warning(each.place, _NO_SUM.format(name=short(each.name)))


def _of_one_year(dossier: Dossier, table: IndicatorTable) -> tuple[IndicatorTable, tuple[Problem, ...]]:
    """The readings of the evaluation's year, where years stand where zones might: 2022年, 2023年."""
    zones = {each.zone for each in table.readings if each.zone and not each.is_total}
    years = {zone: year_in(zone)[0] for zone in sorted(zones) if not year_in(zone)[1] and year_in(zone)[0]}
    if not years:
        return table, ()
    within = term_of(dossier) or table.period
    meant = chosen_year(years.values(), within, dossier.evaluation.agreement_start)
    readings, problems = [], dict[str, Problem]()
    for each in table.readings:
        year = years.get(each.zone, meant)
        figure = each.agreed or each.done or each.printed_rate
        if year == meant:
            readings.append(replace(each, zone="") if each.zone in years else each)
        elif figure is not None:
            sentence = _OTHER_YEAR.format(other=short(each.zone), meant=meant)
            problems.setdefault(year, warning(figure.place, sentence))
    return replace(table, readings=tuple(readings)), tuple(problems.values())


def _of_staff(staff: Sequence[ZoneStaff]) -> Iterator[Problem]:
    """A word for each printed sum of the zones' staff that is another than they come to."""
    zones = {zone_key(each.zone): each.staff.value for each in staff if not each.is_total}
    known = sum(zones.values(), Decimal(0))
    for each in staff:
        if each.is_total and zones and each.staff.value != known and "小计" not in each.zone:
            sentence = _STAFF.format(stated=decimal_text(each.staff.value), known=decimal_text(known))
            yield warning(each.staff.place, sentence)
