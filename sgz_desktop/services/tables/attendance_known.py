"""Workers whose names in the evaluation have brackets or marks of their own, known again in a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sgz_desktop.domain.staffing import Worker
from sgz_desktop.intake.attendance_names import bare_name
from sgz_desktop.intake.tables import WorkerReading
from sgz_desktop.services.tables.matching import only, squeezed

_JOINT = "；"


def as_known(workers: Sequence[Worker], readings: Sequence[WorkerReading]) -> Iterator[WorkerReading]:
    """The readings, each of a worker such as 欧阳（小） under that name, and its brackets in no remark."""
    names = {squeezed(each.name) for each in workers}
    by_bare: dict[str, list[tuple[Worker, str]]] = {}
    for each in workers:
        bare, aside = bare_name(each.name)
        if squeezed(bare) != squeezed(each.name):
            by_bare.setdefault(squeezed(bare), []).append((each, aside))
    for reading in readings:
        name = squeezed(reading.name)
        here = by_bare.get(squeezed(bare_name(reading.name)[0]), [])
        told = [(worker, aside) for worker, aside in here if reading.remark.endswith(aside)]
        same = [(worker, aside) for worker, aside in told if squeezed(worker.name) == name]
        found = only(same or (told if name not in names else ()))
        if found is None:
            yield reading
        else:
            worker, aside = found
            remark = reading.remark.removesuffix(aside).removesuffix(_JOINT) if aside else reading.remark
            yield replace(reading, name=worker.name, remark=remark)


def named(workers: Sequence[Worker], name: str) -> Worker | None:
    """The worker of that name, else of that name without brackets; None where none or several are."""
    exact = [each for each in workers if squeezed(each.name) == squeezed(name)]
    bare = squeezed(bare_name(name)[0])
    return only(exact or (each for each in workers if squeezed(bare_name(each.name)[0]) == bare))
