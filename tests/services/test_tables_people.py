"""Which rows of rosters and answers are one person, on one sheet and on several."""

import pytest

from sgz_desktop.intake.problems import Place
from sgz_desktop.intake.tables import RespondentReading
from sgz_desktop.services.tables.people import People

Row = tuple[str, str, str, str, int | None]
"""Sheet, number, telephone number, zone, answer."""


@pytest.mark.parametrize(
    ("rows", "turns", "said"),
    [
        ([("一", "1", "", "", 90), ("一", "2", "", "", 90), ("一", "", "", "", 80)], [0, 1, 2], []),
        ([("一", "", "138", "", 90), ("一", "", "138", "", 80)], [0, 0], []),
        ([("一", "", "138", "", 90), ("一", "", "138", "", 90)], [0, 0], ["与 A1 的内容相同"]),
        ([("一", "1", "138", "", 90), ("一", "2", "138", "", 90)], [0, 1], ["与 A1 同名同电话"]),
        ([("册", "1", "138", "", None), ("答", "1", "138", "", 90)], [0, 0], []),
        ([("册", "", "", "", None)] * 2 + [("答", "", "", "", 90), ("答", "", "", "", 80)], [0, 1, 0, 1], []),
        ([("一", "", "", "甲", 90), ("二", "", "", "乙", 80)], [0, 1], []),
        ([("一", "", "", "甲", None), ("二", "", "", "乙", 80)], [0, 1], []),
        ([("一", "", "", "", 90), ("总", "", "", "", 90)], [0, 0], ["与 一!A1 的内容相同"]),
        ([("册", "", "", "", None), ("答", "", "", "", 90), ("总", "", "", "", 80)], [0, 0, 1], []),
    ],
)
def test_who_is_who(rows: list[Row], turns: list[int], said: list[str]) -> None:
    people = People()
    found = []
    for line, (sheet, number, phone, zone, answer) in enumerate(rows, start=1):
        reading = RespondentReading(Place("表.xlsx", sheet, f"A{line}"), "陈某", number, phone, zone)
        found.append(people.turn("陈某", reading, {"answer": answer, "outcome": None, "zone": zone}))
    assert found == turns
    assert [each.text[: len(told)] for each, told in zip(people.problems, said, strict=True)] == said
