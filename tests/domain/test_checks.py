"""The refusals that several values share."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from sgz_desktop.domain import checks
from sgz_desktop.errors import Refused
from tests.build import D


@pytest.mark.parametrize("text", ["", "第一行\n第二行\t制表", "𠮷野家 é 🎉", "字" * 20_000])
def test_ordinary_text_is_taken(text: str) -> None:
    checks.refuse_text("note", text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("字" * 20_001, "最多 20000 个字，现有 20001 个字"),
        ("a\x00b", "U+0000"),
        ("a\rb", "U+000D"),
        ("a\x85", "U+0085"),
        ("\ud800", "U+D800"),
    ],
)
def test_text_no_file_can_carry_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("+", r"\+")) as refusal:
        checks.refuse_text("note", text)
    assert refusal.value.field == "note"


@pytest.mark.parametrize(
    "name",
    ["", "   ", "　", "甲\n乙", "甲\t乙", "甲\u2028乙", "甲\u2029乙", "甲\x0b乙", "甲\x85乙", "名" * 121],
)
def test_a_name_is_one_line_of_at_most_120(name: str) -> None:
    with pytest.raises(Refused):
        checks.refuse_name("name", name)


@pytest.mark.parametrize("name", ["甲", "名" * 120, "阿依古丽·买买提"])
def test_a_name_is_taken(name: str) -> None:
    checks.refuse_name("name", name)


@pytest.mark.parametrize("code", ["a", "A1_b-c.d", "x" * 64, "2024"])
def test_a_code_is_taken(code: str) -> None:
    checks.refuse_code("code", code)


@pytest.mark.parametrize("code", ["", "_a", ".a", "a b", "运营", "x" * 65, "a\n"])
def test_a_code_is_ascii_and_short(code: str) -> None:
    with pytest.raises(Refused, match="代码"):
        checks.refuse_code("code", code)


def test_a_long_code_is_said_to_be_long() -> None:
    with pytest.raises(Refused, match="最多 64 个字符，现有 65 个"):
        checks.refuse_code("code", "x" * 65)


@pytest.mark.parametrize(
    ("refuse", "sentence"),
    [
        (lambda: checks.refuse_figure("x", Decimal("NaN")), "不是一个数"),
        (lambda: checks.refuse_figure("x", Decimal("Infinity")), "不是一个数"),
        (lambda: checks.refuse_figure("x", D("-0.1")), "不能小于 0"),
        (lambda: checks.refuse_figure("x", D("5"), least=D("6")), "不能小于 6"),
        (lambda: checks.refuse_figure("x", D("10.1"), most=D("10")), "不能大于 10"),
        (lambda: checks.refuse_figure("x", D("-11"), least=None, most=D("10")), "不能大于 10"),
        (lambda: checks.refuse_figure("x", D("0.1234567")), "不能多于 6 位"),
    ],
)
def test_figures_out_of_bounds_are_refused(refuse: Callable[[], None], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        refuse()


def test_figures_within_bounds_are_taken() -> None:
    checks.refuse_figure("x", D("0"))
    checks.refuse_figure("x", D("-5"), least=None)
    checks.refuse_figure("x", D("0.1234560"))
    checks.refuse_figure("x", checks.FIGURE_LIMIT)


@pytest.mark.parametrize(
    ("figure", "places"), [("8.925", 3), ("8.9250", 3), ("10", 0), ("1E+2", 0), ("0.000", 0), ("NaN", 0)]
)
def test_decimals_are_counted_without_trailing_zeros(figure: str, places: int) -> None:
    assert checks.decimals(Decimal(figure)) == places
