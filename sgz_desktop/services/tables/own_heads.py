"""What our own 附件1 prints over each indicator, as it is read back: its own sheet knows it again."""

from collections.abc import Iterable, Iterator, Sequence

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Agreed, Cover, Indicator
from sgz_desktop.intake.heads import Path
from sgz_desktop.intake.indicator_columns import indicator_columns
from sgz_desktop.intake.mapping import Role
from sgz_desktop.intake.readings import plain, split_unit
from sgz_desktop.intake.tables import IndicatorReading
from sgz_desktop.services.reporting.indicator_groups import RATE, grouped, label_of
from sgz_desktop.services.reporting.indicators import Standing, standings
from sgz_desktop.services.tables.matching import only, squeezed

_Key = tuple[str, str, bool]
_COLUMNS = 3  # of an indicator over zones: agreed, done, rate


class OwnHeads:
    """The indicators of an evaluation by what our own sheet prints of them."""

    def __init__(self, dossier: Dossier) -> None:
        self._known: dict[_Key, list[tuple[Indicator, str]]] = {}
        known = standings(dossier)
        zoned = [each for each in known if each.indicator.cover is Cover.ZONES and dossier.zones]
        for indicator, name, measure, unit in (
            *_over_zones(zoned),
            *_of_station(each for each in known if each not in zoned),
        ):
            of_station = indicator.cover is Cover.STATION or not dossier.zones
            key = squeezed(name), squeezed(measure), of_station
            self._known.setdefault(key, []).append((indicator, unit))

    def indicator(self, reading: IndicatorReading) -> Indicator | None:
        """The one that is printed so, of several alike the one of the unit; None where none or more are."""
        of_station = not reading.zone and not reading.is_total
        key = squeezed(reading.indicator), squeezed(reading.measure), of_station
        found = [
            (indicator, unit)
            for indicator, unit in self._known.get(key, ())
            if (indicator.agreed is Agreed.RATE) is reading.agreed_is_rate
        ]
        alike = [each for each in found if each[1] and each[1] == reading.unit]
        return only(each for each, _ in (alike or found))


def _over_zones(zoned: Sequence[Standing]) -> Iterator[tuple[Indicator, str, str, str]]:
    """Each indicator with the name, measure and unit that its columns are read as."""
    for group in grouped(zoned):
        paths: dict[int, Path] = {}
        for member in group.members:
            for text in (member.agreed, "".join(member.done), RATE):
                paths[len(paths)] = plain(group.head), plain(text)
        columns = indicator_columns(paths)
        for number, member in enumerate(group.members):
            agreed, done = columns[_COLUMNS * number], columns[_COLUMNS * number + 1]
            read = agreed if agreed.role in (Role.AGREED, Role.AGREED_RATE) else done
            yield member.standing.indicator, read.indicator, read.measure, read.unit


def _of_station(rest: Iterable[Standing]) -> Iterator[tuple[Indicator, str, str, str]]:
    for each in rest:
        name, unit = split_unit(label_of(each.indicator))
        yield each.indicator, name, "", unit
