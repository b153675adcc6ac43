"""Workers whose names have brackets of their own come back from our sheet as themselves."""

from collections.abc import Sequence

import pytest

from sgz_desktop.intake.problems import Place
from sgz_desktop.intake.tables import WorkerReading
from sgz_desktop.services.tables.attendance_known import as_known, named
from tests import annexes

AT = Place("表.xlsx", "到岗", "C7")


@pytest.mark.parametrize(
    ("names", "read", "wanted"),
    [
        (["欧阳（小）"], ("欧阳", "小"), ("欧阳（小）", "")),
        (["欧阳（小）"], ("欧阳", "产假；小"), ("欧阳（小）", "产假")),
        (["欧阳（小）", "欧阳（大）"], ("欧阳（小）", "小"), ("欧阳（小）", "")),
        (["许泽宇*"], ("许泽宇", "站长"), ("许泽宇*", "站长")),
        (["欧阳（小）", "欧阳（大）"], ("欧阳", ""), ("欧阳", "")),
        (["欧阳（小）", "欧阳"], ("欧阳", "小"), ("欧阳", "小")),
        (["欧阳（小）"], ("欧阳", "站长"), ("欧阳", "站长")),
        (["欧阳"], ("欧阳", "小"), ("欧阳", "小")),
    ],
)
def test_a_name_with_brackets_is_known_again(
    names: Sequence[str], read: tuple[str, str], wanted: tuple[str, str]
) -> None:
    workers = [annexes.worker(number, name=name) for number, name in enumerate(names, 1)]
    (found,) = as_known(workers, [WorkerReading(place=AT, name=read[0], remark=read[1])])
    assert (found.name, found.remark) == wanted


@pytest.mark.parametrize(
    ("names", "name", "found"),
    [
        (["欧阳", "欧阳（小）"], "欧阳(小)", 1),
        (["欧阳", "陈一"], "欧阳（站长）", 0),
        (["欧阳（小）", "陈一"], "欧阳", 0),
        (["欧阳（小）", "欧阳（大）"], "欧阳", None),
        (["欧阳", "欧阳"], "欧阳", None),
    ],
)
def test_a_name_in_another_list_is_the_workers(names: Sequence[str], name: str, found: int | None) -> None:
    workers = [annexes.worker(number, name=each) for number, each in enumerate(names, 1)]
    assert named(workers, name) == (None if found is None else workers[found])
