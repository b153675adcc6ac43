"""The zones that a roster names: made where the evaluation has none yet, told where it does not know one."""

import re
from uuid import uuid5

from sgz_desktop.domain.canonical import canonical_json
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.places import Zone
from sgz_desktop.intake.problems import Place, Problem, warning
from sgz_desktop.intake.tables import AttendanceTable
from sgz_desktop.services.tables.matching import short, zone_key, zone_named
from sgz_desktop.services.tables.plan import Proposed, proposed

_ZONE = re.compile(
    r"第?(?:\d+|[一二三四五六七八九十]+|[A-Za-z])片区|片区(?:\d+|[一二三四五六七八九十]+|[A-Za-z])"
)


def new_zones(
    dossier: Dossier, table: AttendanceTable, problems: list[Problem]
) -> tuple[tuple[Proposed, Zone], ...]:
    """The zones to be made, as annex 1 makes them: where there is none yet and all the names are of zones."""
    named: dict[str, tuple[str, Place]] = {}
    for each in table.workers:
        if each.zone:
            named.setdefault(zone_key(each.zone), (each.zone, each.cells.get("zone_id", each.place)))
    if dossier.zones or not all(_ZONE.fullmatch(name) for name, _ in named.values()):
        for name, place in named.values():
            if zone_named(name, dossier.zones) is None:
                sentence = f"评估里没有片区“{short(name)}”，社工的片区没有读入。"
                problems.append(warning(place, sentence))
        return ()
    found: list[tuple[Proposed, Zone]] = []
    for key, (name, place) in named.items():
        # The same ID as annex 1 would give it.
        zone_id = uuid5(dossier.id, canonical_json(["table", Zone.kind, key]))
        values = {"name": name, "position": after_last([zone.position for _, zone in found])}
        made = proposed(Zone.kind, zone_id, f"片区“{short(name)}”", None, values, place, source=False)
        if not made.is_refused:
            found.append((made, Zone(id=zone_id, **made.values)))
    return tuple(found)
