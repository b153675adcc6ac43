"""The printed 稳岗率 beside what the roster gives; and sums of all that a sheet prints twice."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sgz_desktop.intake.problems import Place
from sgz_desktop.intake.tables import AttendanceTable, Figure
from sgz_desktop.services.tables.printed_retention import printed_retention
from tests import build
from tests.build import D
from tests.intake.sheets import Value, told
from tests.intake.test_lying_layouts import roster

AT = Place("表.xlsx", "到岗", "G66")


def said(printed: str, formula: str = "", *, required: int | None = 50, known: dict[str, str]) -> list[str]:
    parts = [
        build.quantity(code=code, value=D(value), id=build.uid("quantity", code))
        for code, value in known.items()
    ]
    after = build.dossier(*parts, required_staff=required)
    table = AttendanceTable(retention=Figure(Decimal(printed), AT), retention_formula=formula)
    assert list(printed_retention(after, replace(table, retention=None))) == []
    return [each.text for each in printed_retention(after, table)]


BOTH = {"staff.stayed": "47", "staff.certified": "41"}


@pytest.mark.parametrize(
    ("printed", "formula", "wanted"),
    [
        ("94", "", []),
        ("82.00", "持续在岗社工数", []),
        (
            "91.13",
            "持证在岗社工数/协议要求在岗社工数",
            ["表里印的稳岗率是 91.13%，按表里各人算得 82.00%（期末持证社工人数 ÷ 应配人数），请核对。"],
        ),
        (
            "91.13",
            "",
            [
                "表里印的稳岗率是 91.13%，按表里各人算得 94.00%（持续在岗社工人数 ÷ 应配人数），"
                "82.00%（期末持证社工人数 ÷ 应配人数），请核对。"
            ],
        ),
    ],
)
def test_a_printed_rate_that_no_formula_gives_is_told(printed: str, formula: str, wanted: list[str]) -> None:
    assert said(printed, formula, known=BOTH) == wanted


@pytest.mark.parametrize(
    ("required", "known", "why"),
    [(None, BOTH, "应配备社工人数没有填"), (50, {}, "到岗情况还有待核的")],
)
def test_a_printed_rate_that_cannot_be_compared_is_told(
    required: int | None, known: dict[str, str], why: str
) -> None:
    (text,) = said("91.13", required=required, known=known)
    assert text.startswith(f"表里印的稳岗率是 91.13%，{why}，还不能核对")


@pytest.mark.parametrize(
    ("again", "wanted"),
    [(2, []), (3, ["warning D5 D4 印的总计是 2，这里是 3，请核对。"])],
)
def test_the_sum_of_people_goes_before_the_sum_of_marks(again: int, wanted: list[str]) -> None:
    lines: list[list[Value]] = [
        ["考核期：2024年8月1日至2024年9月30日"],
        ["姓名", "8月", "9月", "合计"],
        ["陈一", 1, 1, 2],
        ["每月人员到位、社保购买、工资发放情况总计", 1, 1, 2],
        ["社工有效人次总计", 1, 1, again],
    ]
    table, _, problems = roster(*lines)
    assert table.whole.months is not None
    assert (table.whole.months.value, table.whole.months.place.cell) == (Decimal(again), "D5")
    assert [each for each in told(problems) if "总计" in each] == wanted
