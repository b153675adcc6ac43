"""What the kill tests rest on: enough kills, and the pragmas without which they would prove nothing."""

from pathlib import Path

from sgz_desktop.models.database import pragmas, reading, writing
from tests.kill.folders import opened, small_evaluation
from tests.kill.plan import OTHER_KILLS, SHELL_KILLS, Kill, Whole, points


def test_there_are_two_hundred_kills_and_half_of_them_through_the_window() -> None:
    window, others = sum(SHELL_KILLS.values()), sum(OTHER_KILLS.values())
    assert window + others >= 200
    assert window >= 100
    assert others >= 100


def test_the_points_are_the_same_each_time_and_lie_within_the_work() -> None:
    whole = Whole(seconds=2.0, calls=7)
    first = list(points("some", 100, whole))
    assert first == list(points("some", 100, whole))
    assert first != list(points("other", 100, whole))
    assert {each.call for each in first} == {None, *range(1, 8)}
    assert all(0 <= each.after <= 2 for each in first if each.after is not None)
    assert sum(each == Kill(call=each.call, before=each.before) for each in first) == 50


def test_the_connection_the_services_use_flushes_every_commit(tmp_path: Path) -> None:
    # A SIGKILL leaves the system's cache alone: it would also pass with synchronous=OFF.
    small_evaluation(tmp_path)
    with opened(tmp_path) as storage:
        engine = storage.store.engine
        found = pragmas(engine)
        assert (found["journal_mode"], found["synchronous"], found["foreign_keys"]) == ("wal", 2, 1)
        for begin in (reading, writing):
            with begin(engine) as connection:
                said = [
                    connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                    for name in ("journal_mode", "synchronous", "foreign_keys")
                ]
            assert said == ["wal", 2, 1]
