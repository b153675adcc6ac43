"""Passages: filled from what is given, refused with their line where they are more than text with names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgz_desktop.house_styles.passages import (
    LONGEST_TEMPLATE,
    LONGEST_TEXT,
    BadPassage,
    Vocabulary,
    check_passage,
    fill,
)

WORDS = Vocabulary(
    frozenset({"社工站", "人数", "等级"}),
    {"片区列表": frozenset({"片区", "社区"})},
    frozenset({"中文数字"}),
)
ZONES = ({"片区": "一片区", "社区": "甲、乙"}, {"片区": "二片区", "社区": None})
VALUES = {"社工站": "和安街社工站", "人数": "12", "等级": None, "片区列表": ZONES}


def filled(text: str, **over: object) -> str:
    pieces = fill(
        text,
        {**VALUES, **over},
        unknown=lambda name: f"<{name}>",
        filters={"中文数字": lambda value: f"中{value}"},
    )
    return "".join(pieces)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("没有名称。", "没有名称。"),
        ("{{ 社工站 }}有{{ 人数 }}人。", "和安街社工站有12人。"),
        ("{{ 人数|中文数字 }}人", "中12人"),
        ("等级{{ 等级 }}", "等级<等级>"),
        ("{{ 等级|中文数字 }}", "<等级>"),
        ("{% if 等级 %}有{% else %}无{% endif %}", "无"),
        ("{% if 人数 %}有{% else %}无{% endif %}", "有"),
        ("{% if not 等级 %}无{% endif %}", "无"),
        ("{% if 等级 and 人数 %}甲{% elif 等级 or 人数 %}乙{% else %}丙{% endif %}", "乙"),
        ("{% if 等级 %}甲{% elif 等级 %}乙{% endif %}", ""),
        ("{% for 项 in 片区列表 %}{{ 项.片区 }}；{% endfor %}", "一片区；二片区；"),
        (
            "{% for 项 in 片区列表 %}{% if 项.社区 %}{{ 项.社区 }}{% else %}无{% endif %}{% endfor %}",
            "甲、乙无",
        ),
        ("{% for 项 in 片区列表 %}{{ 项.社区 }}{% endfor %}", "甲、乙<社区>"),
        ("一\n{# 不印 #}二", "一\n二"),
    ],
)
def test_a_passage_is_filled(text: str, shown: str) -> None:
    check_passage(text, WORDS)
    assert filled(text) == shown


def test_a_list_that_is_unknown_prints_nothing() -> None:
    text = "{% if 片区列表 %}有{% endif %}{% for 项 in 片区列表 %}{{ 项.片区 }}{% endfor %}。"
    assert filled(text, 片区列表=None) == "。"
    assert filled(text, 片区列表=()) == "。"


HOSTILE = [
    "{{ 1 + 1 }}",
    "{{ '长' * 10 ** 9 }}",
    "{% for a in range(10 ** 9) %}{% for b in range(10 ** 9) %}{% endfor %}{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "{{ 社工站.__class__ }}",
    "{{ 社工站.__init__.__globals__ }}",
    "{{ 社工站() }}",
    "{{ 社工站[0] }}",
    "{{ 社工站['__class__'] }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum }}",
    "{{ self }}",
    "{{ 人数|attr('__class__') }}",
    "{{ 人数|中文数字(1) }}",
    "{{ 人数|map }}",
    "{{ 人数|upper }}",
    "{{ not 人数 }}",
    "{{ 人数 and 等级 }}",
    "{{ 人数 if 等级 else 社工站 }}",
    "{{ [人数] }}",
    "{{ {'a': 人数} }}",
    "{{ '常量' }}",
    "{{ 人数 ~ 人数 }}",
    "{% if 人数 == 12 %}{% endif %}",
    "{% if 人数 is defined %}{% endif %}",
    "{% set 社工站 = 人数 %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% macro 甲() %}{% endmacro %}",
    "{% call 社工站() %}{% endcall %}",
    "{% filter 中文数字 %}甲{% endfilter %}",
    "{% with a = 人数 %}{% endwith %}",
    "{% block 甲 %}{% endblock %}",
    "{% autoescape true %}{% endautoescape %}",
    "{% for 甲, 乙 in 片区列表 %}{% endfor %}",
    "{% for 甲 in 片区列表 if 甲 %}{% endfor %}",
    "{% for 甲 in 片区列表 recursive %}{% endfor %}",
    "{% for 甲 in 片区列表 %}{% else %}无{% endfor %}",
    "{% for 甲 in 片区列表 %}{{ 甲 }}{% endfor %}",
    "{% for 甲 in 片区列表 %}{{ 甲.名称 }}{% endfor %}",
    "{% for 甲 in 片区列表 %}{{ loop.index }}{% endfor %}",
    "{% for 甲 in 社工站 %}{% endfor %}",
    "".join(f"{{% for {each} in 片区列表 %}}" for each in "甲乙丙") + "{% endfor %}" * 3,
    "{{ 片区列表 }}",
    "{{ 没有的名称 }}",
    "{% if 没有的名称 %}{% endif %}",
    "{{ 片区列表|中文数字 }}",
    "{% for 片区列表 in 片区列表 %}{% endfor %}",
    "{% for 人数 in 片区列表 %}{% endfor %}",
    "{% for 甲 in 片区列表 %}{% for 甲 in 片区列表 %}{% endfor %}{% endfor %}",
    "{{ ２.５ }}",
    "{{ 1.２ }}",
    "{{ 1e٢ }}",
    "{{ 社工站 }",
    "{% if 社工站 %}",
    "{% endif %}",
    "{{ " * 200,
    "{% if 人数 %}" * 30 + "{% endif %}" * 30,
    "{{ 人数 }}" * 400,
    "长" * (LONGEST_TEMPLATE + 1),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_more_than_text_with_names_is_refused(text: str) -> None:
    with pytest.raises(BadPassage):
        check_passage(text, WORDS)


def test_a_fault_names_its_line() -> None:
    with pytest.raises(BadPassage) as fault:
        check_passage("一\n二\n{{ 没有的名称 }}", WORDS)
    assert fault.value.line == 3


def test_what_a_passage_grows_to_is_bounded() -> None:
    text = "{% for 甲 in 片区列表 %}{% for 乙 in 片区列表 %}" + "长" * 3000 + "{% endfor %}{% endfor %}"
    check_passage(text, WORDS)
    with pytest.raises(BadPassage, match=str(LONGEST_TEXT)):
        filled(text, 片区列表=ZONES * 10)


def test_the_steps_of_a_passage_are_bounded() -> None:
    empty = "{% if 等级 %}{% endif %}" * 60
    text = f"{{% for 甲 in 片区列表 %}}{{% for 乙 in 片区列表 %}}{empty}{{% endfor %}}{{% endfor %}}"
    check_passage(text, WORDS)
    with pytest.raises(BadPassage, match="太多"):
        filled(text, 片区列表=ZONES * 20)


@pytest.mark.parametrize("text", ["{{ 别的 }}", "{{ 人数|别的 }}", "{{ 甲.乙 }}", "{{ 社工站.名称 }}"])
def test_an_unchecked_passage_fails_softly_too(text: str) -> None:
    with pytest.raises(BadPassage):
        filled(text)


@given(st.text(max_size=200))
def test_plain_text_prints_itself_or_is_refused(text: str) -> None:
    try:
        check_passage(text, WORDS)
    except BadPassage:
        return
    if "{" not in text and "\r" not in text:
        assert filled(text) == text
