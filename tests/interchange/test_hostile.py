"""Bytes that are no evaluation, and spoiled files at random: the reader never fails."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgz_desktop.interchange.json_text import DEPTH_LIMIT, PROBLEM_LIMIT
from sgz_desktop.interchange.package import read_package, write_package
from tests import generate
from tests.interchange.spoiled import BUILT_IN, places, sample

RAW: list[tuple[str, bytes, str]] = [
    ("empty", b"", "第 1 行第 1 列"),
    ("not UTF-8", '{"format": "钟村"}'.encode("gb18030"), "UTF-8"),
    ("UTF-16", "{}".encode("utf-16"), "UTF-8"),
    ("cut off", b'{"format": "sgz-evaluation",', "第 1 行第 29 列"),
    ("comma at the end", b'{"format": 1,}', "逗号"),
    ("two values", b"{} {}", "多余"),
    ("a list", b"[]", "对象"),
    ("null", b"null", "对象"),
    ("deep", b"[" * 100_000, "嵌套"),
    ("deep and whole", b"[" * 60 + b"]" * 60, "嵌套"),
    ("large", b" " * (64 * 1024 * 1024 + 1), "64 MB"),
]


@pytest.mark.parametrize(("raw", "said"), [each[1:] for each in RAW], ids=[each[0] for each in RAW])
def test_bytes_that_are_no_evaluation(raw: bytes, said: str) -> None:
    package, problems = read_package(raw)
    assert package is None
    (problem,) = problems
    assert problem.place == "$"
    assert said in problem.sentence


def _raw(old: str, new: str) -> bytes:
    text = json.dumps(sample(), ensure_ascii=False)
    assert old in text
    return text.replace(old, new, 1).encode()


def test_a_byte_order_mark_is_no_fault() -> None:
    assert places(b"\xef\xbb\xbf" + json.dumps(sample()).encode()) == []


def test_spellings_json_itself_lets_pass() -> None:
    assert places(_raw('"phase": "midterm"', '"phase": "final", "phase": "midterm"')) == [
        "$.evaluation.phase"
    ]
    assert places(_raw('"funds_yuan": null', '"funds_yuan": NaN')) == ["$.evaluation.funds_yuan"]
    assert places(_raw('"funds_yuan": null', '"funds_yuan": 1e999')) == ["$.evaluation.funds_yuan"]
    assert places(_raw('"required_staff": null', f'"required_staff": {"9" * 5000}')) == [
        "$.evaluation.required_staff"
    ]
    assert places(_raw('"required_staff": null', '"required_staff": -Infinity')) == [
        "$.evaluation.required_staff"
    ]


def test_a_repeated_key_inside_a_value_that_was_given_twice_is_said_once() -> None:
    raw = _raw('"phase": "midterm"', '"phase": {"a": 1, "a": 2}, "phase": "midterm"')
    assert places(raw) == ["$.evaluation.phase"]


def test_problems_end_somewhere() -> None:
    whole = sample()
    whole["observations"] = [None] * (PROBLEM_LIMIT + 5)
    assert len(places(whole)) == PROBLEM_LIMIT + 1


def test_reading_ends_when_no_more_problems_are_listed() -> None:
    whole = sample()
    del whole["evaluation"]
    whole["people"] = [{"id": 1}] * 100_000
    assert len(places(whole)) == PROBLEM_LIMIT + 1


def test_depth_is_measured_from_the_top() -> None:
    value: Any = 1
    for _ in range(DEPTH_LIMIT):
        value = [value]
    assert places(json.dumps({"x": value}).encode()) == ["$"]


_JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just("\ud800")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def _spoil_somewhere(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, dict | list) and value and draw(st.integers(0, 5)):
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = draw(st.sampled_from(keys))
        what = draw(st.integers(0, 9))
        if what == 0:
            del value[key]
        elif what == 1 and isinstance(value, list):
            value.append(value[key])
        else:
            value[key] = _spoil_somewhere(draw, value[key])
        return value
    return draw(_JUNK)


@st.composite
def _spoiled(draw: st.DrawFn) -> bytes:
    whole = generate.plain(draw(generate.packages()))
    for _ in range(draw(st.integers(1, 4))):
        whole = _spoil_somewhere(draw, whole)
    raw = json.dumps(whole).encode()
    if draw(st.integers(0, 3)) == 0:
        cut = draw(st.integers(0, len(raw)))
        raw = raw[:cut] + draw(st.binary(max_size=4)) + raw[cut + draw(st.integers(0, 4)) :]
    return raw


@given(_spoiled())
@settings(max_examples=80)
def test_no_file_makes_the_reader_fail(raw: bytes) -> None:
    package, problems = read_package(raw, built_in=BUILT_IN)
    if package is None:
        assert problems
        "".join(str(each) for each in problems).encode()
    else:
        assert problems == ()
        written = write_package(package)
        again, more = read_package(written)
        assert more == ()
        assert again is not None
        assert write_package(again) == written
