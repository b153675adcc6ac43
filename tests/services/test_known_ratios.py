"""Which ratios are known from 其他数据, and from what."""

from typing import Any

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.interchange.rubric_file import load
from sgz_desktop.services.known_ratios import known_ratio
from tests import build
from tests.build import D

RUBRIC = load(resource("rubrics", "guangzhou_2023.json").read_text(encoding="utf-8"))


def figures(**values: str) -> list[Any]:
    return [build.quantity(code=code.replace("__", "."), value=D(value)) for code, value in values.items()]


@pytest.mark.parametrize(
    ("item", "parts", "value", "told"),
    [
        (
            "O-01",
            figures(attendance__actual="111.5", attendance__required="110"),
            "1.0136",
            "社工实到岗 111.5 ÷ 社工应到岗 110",
        ),
        (
            "O-01",
            figures(attendance__actual="10999.9", attendance__required="11000"),
            "0.9999",
            "社工实到岗 10999.9 ÷ 社工应到岗 11000",
        ),
        (
            "O-02",
            figures(attendance__certified_actual="55", attendance__certified_required="55"),
            "1",
            "持证社工实到岗 55 ÷ 持证社工应到岗 55",
        ),
        (
            "O-03",
            figures(staff__experienced="15", staff__total="20"),
            "0.75",
            "从业两年以上社工人数 15 ÷ 期末社工人数 20",
        ),
        ("O-04", figures(staff__stayed="18"), "0.9", "持续在岗社工人数 18 ÷ 应配备社工人数 20"),
        ("M-04", figures(satisfaction__mean="96.5"), "0.965", "平均满意度 96.5%"),
    ],
)
def test_what_figures_tell_is_offered(item: str, parts: list[Any], value: str, told: str) -> None:
    found = known_ratio(RUBRIC.item_by_code[item], build.dossier(*parts, required_staff=20))
    assert found is not None
    assert (found.value, found.told) == (D(value), told)


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        ("O-01", figures(attendance__actual="111.5")),
        ("O-01", figures(attendance__actual="111.5", attendance__required="0")),
        ("O-04", figures(staff__stayed="18")),
        ("M-04", []),
        ("O-09", figures(attendance__actual="111.5", attendance__required="110")),
        ("O-05", []),
    ],
    ids=["half", "by nothing", "no head-count", "no mean", "another ratio", "another rule"],
)
def test_nothing_is_offered_without_both_figures(item: str, parts: list[Any]) -> None:
    assert known_ratio(RUBRIC.item_by_code[item], build.dossier(*parts, required_staff=None)) is None
