"""Equal values have one spelling, and what cannot be read is named with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgz_desktop.domain import canonical
from sgz_desktop.domain.canonical import Unreadable, decode, encode
from sgz_desktop.domain.entities import TYPES, field_names
from sgz_desktop.domain.mark import Answer, Bare, Conditions, Degree, FaultCount, Faults, NotApplicable
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import Refused
from tests import build
from tests.build import D

ID = "5a1f3f62-7d0c-4c1e-9a57-0d1c5f0e9b11"


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Left:
    kind: ClassVar[str] = "left"
    size: int


@dataclass(frozen=True, slots=True)
class Right:
    kind: ClassVar[str] = "right"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Both:
    side: Left | Right
    maybe: Left | Right | None = None
    counts: tuple[FaultCount, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnKind:
    """A record whose kind is a field of its own."""

    kind: str


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("8.925", "8.925"),
        ("8.9250", "8.925"),
        ("10", "10"),
        ("1E+2", "100"),
        ("1E-6", "0.000001"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("0.0", "0"),
        ("-1.50", "-1.5"),
    ],
)
def test_a_decimal_has_one_text(figure: str, text: str) -> None:
    assert canonical.decimal_text(D(figure)) == text


def test_canonical_json_sorts_and_escapes_nothing_it_need_not() -> None:
    assert canonical.canonical_json({"b": "钟村", "a": [1, None, True]}) == '{"a":[1,null,true],"b":"钟村"}'
    with pytest.raises(ValueError, match="Out of range"):
        canonical.canonical_json(float("nan"))


def test_the_address_of_a_document_is_that_of_its_canonical_json() -> None:
    assert canonical.content_hash({"b": 1, "a": 2}) == canonical.content_hash({"a": 2, "b": 1})
    assert len(canonical.content_hash({})) == 64


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("字", "字"),
        (Colour.RED, "red"),
        (UUID(ID), ID),
        (D("8.9250"), "8.925"),
        (datetime(2024, 1, 16, 15, 30, tzinfo=timezone(timedelta(hours=8))), "2024-01-16T07:30:00.000000Z"),
        (date(2024, 1, 16), "2024-01-16"),
        (frozenset({"b", "a"}), ["a", "b"]),
        ((1, "2"), [1, "2"]),
        ({"b": D("1.0"), "甲": Left(1)}, {"b": "1", "甲": {"kind": "left", "size": 1}}),
        (Bare(D("1.0")), {"kind": "bare", "points": "1"}),
        (NotApplicable(), {"kind": "not_applicable"}),
        (OwnKind("mine"), {"kind": "mine"}),
        (FaultCount("a", 2), {"fault": "a", "count": 2}),
    ],
)
def test_every_value_has_one_plain_form(value: Any, raw: Any) -> None:
    assert encode(value) == raw


@pytest.mark.parametrize("value", [1.5, [1], {1, 2}, Left])
def test_what_has_no_canonical_form_is_a_programming_error(value: Any) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        encode(value)


@pytest.mark.parametrize("wanted", [float, dict, list])
def test_a_type_without_a_canonical_form_is_a_programming_error(wanted: Any) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        decode(wanted, 1)


@pytest.mark.parametrize(
    ("wanted", "raw", "value"),
    [
        (str, "字", "字"),
        (bool, False, False),
        (int, -3, -3),
        (Decimal, "8.925", D("8.925")),
        (Decimal, "-0.50", D("-0.5")),
        (date, "2024-01-16", date(2024, 1, 16)),
        (datetime, "2024-01-16T15:30:00+08:00", datetime(2024, 1, 16, 7, 30, tzinfo=UTC)),
        (UUID, ID, UUID(ID)),
        (Colour, "blue", Colour.BLUE),
        (int | None, None, None),
        (int | None, 3, 3),
        (tuple[int, ...], [1, 2], (1, 2)),
        (frozenset[str], ["b", "a"], frozenset({"a", "b"})),
        (Mapping[str, Decimal], {"a": "1.5", "甲": "2"}, {"a": D("1.5"), "甲": D(2)}),
        (Answer, {"kind": "degree", "points": "7.5"}, Degree(D("7.5"))),
        (
            Both,
            {"side": {"kind": "left", "size": 1}, "maybe": None},
            Both(Left(1)),
        ),
        (
            Both,
            {"side": {"kind": "right"}, "maybe": {"kind": "left", "size": 2}},
            Both(Right(), Left(2)),
        ),
    ],
)
def test_what_is_spelled_is_read(wanted: Any, raw: Any, value: Any) -> None:
    assert decode(wanted, raw) == value


@pytest.mark.parametrize(
    ("wanted", "raw", "sentence", "below"),
    [
        (str, 1, "应是文字", ""),
        (bool, 1, "true 或 false", ""),
        (int, "1", "应是整数", ""),
        (int, True, "应是整数", ""),
        (int, 2**53, "整数过大", ""),
        (Decimal, 8.925, "小数应写成文字", ""),
        (Decimal, "1" * 60, "最多 40 个字符，现有 60 个", ""),
        (Decimal, "0." + "3" * 58, "最多 40 个字符，现有 60 个", ""),
        (Decimal, "abc", "不是一个数", ""),
        (Decimal, "1e3", "写法规范", ""),
        (Decimal, " 1", "写法规范", ""),
        (Decimal, "+18.5", "写法规范", ""),
        (Decimal, ".5", "写法规范", ""),
        (Decimal, "1.", "写法规范", ""),
        (Decimal, "012.75", "写法规范", ""),
        (Decimal, "-00", "写法规范", ""),
        (Decimal, "", "不是一个数", ""),
        (Decimal, "x" * 5000, "不是一个数", ""),
        (Decimal, "1_000", "写法规范", ""),
        (Decimal, "NaN", "写法规范", ""),
        (Decimal, "١", "写法规范", ""),
        (date, "2024-1-16", "日期应写成", ""),
        (date, "20240116", "日期应写成", ""),
        (date, 20240116, "日期应写成", ""),
        (datetime, "2024-01-16T07:30:00", "时间应写成", ""),
        (datetime, "gestern", "时间应写成", ""),
        (datetime, 5, "时间应写成", ""),
        (UUID, ID.upper(), "小写的 UUID", ""),
        (UUID, "x", "小写的 UUID", ""),
        (UUID, 5, "小写的 UUID", ""),
        (Colour, "green", "应是 red、blue 之一", ""),
        (Colour, 5, "应是 red、blue 之一", ""),
        (tuple[int, ...], {}, "应是一个列表", ""),
        (tuple[int, ...], [1, "2"], "应是整数", "[1]"),
        (frozenset[str], ["a", "a"], "重复", ""),
        (Mapping[str, int], [], "应是一个对象", ""),
        (Mapping[str, int], {"a": 1, "b": "2"}, "应是整数", ".b"),
        (Answer, [], "应是一个对象", ""),
        (Answer, None, "应是一个对象", ""),
        (Answer, {"kind": "splendid"}, "种类应是", ".kind"),
        (Answer, {"kind": 5}, "种类应是", ".kind"),
        (Answer, {}, "种类应是", ".kind"),
        (Answer, {"kind": "bare"}, "缺少“points”", ".points"),
        (Answer, {"kind": "bare", "points": 5}, "小数应写成文字", ".points"),
        (Answer, {"kind": "bare", "points": "5", "x": 1}, "不认识的键“x”", ".x"),
        (FaultCount, [], "应是一个对象", ""),
        (
            Both,
            {"side": {"kind": "left", "size": 1}, "counts": [{"fault": "", "count": 1}]},
            "代码",
            ".counts[0].fault",
        ),
        (tuple[Conditions | None, ...], [{"met": ["a", "a"]}], "重复", "[0].met"),
    ],
)
def test_what_cannot_be_read_says_why_and_where(wanted: Any, raw: Any, sentence: str, below: str) -> None:
    with pytest.raises(Unreadable) as fault:
        decode(wanted, raw)

    assert sentence in fault.value.sentence
    assert fault.value.below == below


@dataclass(frozen=True, slots=True)
class Whole:
    def __post_init__(self) -> None:
        raise Refused("", "不行。")


def test_a_refusal_of_the_whole_names_no_field() -> None:
    with pytest.raises(Unreadable) as fault:
        decode(tuple[Whole, ...], [{}])
    assert (fault.value.sentence, fault.value.below) == ("不行。", "[0]")


def test_a_whole_rubric_comes_back() -> None:
    rubric = build.rubric()

    assert decode(Rubric, encode(rubric)) == rubric


def test_every_field_of_every_entity_comes_back() -> None:
    wanted = {kind: get_type_hints(record) for kind, record in TYPES.items()}
    for entity in build.judged().entities():
        for name in field_names(type(entity)):
            value = getattr(entity, name)
            assert decode(wanted[entity.kind][name], encode(value)) == value


def test_an_entity_tells_its_kind() -> None:
    assert encode(build.person())["kind"] == "person"


def test_field_types_tell_what_may_be_left_out() -> None:
    found = {each.name: each.required for each in canonical.field_types(Both)}

    assert found == {"side": True, "maybe": False, "counts": False}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_equal_decimals_have_equal_texts(figure: Decimal) -> None:
    text = canonical.decimal_text(figure)

    assert Decimal(text) == figure
    assert canonical.decimal_text(figure * D("1.000")) == text
    assert decode(Decimal, text) == figure


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 1000)))
def test_faults_in_any_order_are_one_value(counts: dict[str, int]) -> None:
    found = tuple(FaultCount(code, count) for code, count in counts.items())

    assert encode(Faults(found)) == encode(Faults(tuple(reversed(found))))
