"""Training and supervision hours (domain: section 4.4)."""

from sgz_desktop.scoring.training import hours_due, hours_rate
from tests.build import D


def test_ruibao_did_1167_5_of_840_hours() -> None:
    due = hours_due(D("140"))

    assert due == D("840")
    assert hours_rate(D("1167.5"), due) == D("138.99")


def test_supervision_is_told_apart() -> None:
    assert hours_rate(D("18"), D("840")) == D("2.14")


def test_the_hours_of_a_person_month_are_a_setting_of_the_agreement() -> None:
    assert hours_due(D("100"), each=D("5")) == D("500")


def test_no_hours_due_have_no_rate() -> None:
    assert hours_rate(D("18"), hours_due(D("0"))) is None
