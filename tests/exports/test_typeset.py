"""Line breaking: what may begin and end a line, what stays whole, and that everything fits."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sgz_desktop.exports.fonts import MissingGlyph, Role
from sgz_desktop.exports.paragraphs import PITCH_STRETCH
from sgz_desktop.exports.typeset import (
    CLOSERS,
    OPENERS,
    Ink,
    advances_of,
    break_lines,
    ink_of,
    longest_cluster,
    longest_line,
)
from tests.exports.build import SENTENCE, bundled, runs

WORDS = st.sampled_from(
    [
        *"社工站服务的了一是在街道评估",
        "，",
        "。",
        "；",
        "：",
        "、",
        "？",
        "！",
        "（",
        "）",
        "《",
        "》",
        "“",
        "”",
        "……",
        "——",
        "1165人次",
        "97.08%",
        "2024年",
        "240万元",
        "5个工作日",
        "第3片区",
        "Anna",
        "GB/T 9704",
        " ",
        "％",
        "—",
        "12",
        "①",
        "·",
        "\n",
        "\u3000",
        "75%（含）",
        "www.example.org/notice/2024/08-03_a.html?id=12",
    ]
)
TEXTS = st.lists(WORDS, max_size=80).map("".join)


# What a number ends with and what it goes on with, in the words above: nothing of it is parted.
PART_OF_A_NUMBER = re.compile(r"(?:^|[^A-Za-z\d])[\d.]+$")
GOES_ON = re.compile(r"[\d.％%]|人次|年|万元|个工作日|片区")


def ink(text: str, *, tracking: float = 0.0) -> Ink:
    return ink_of(runs(text), bundled(), role=Role.FANGSONG, tracking=tracking)


def lines_of(text: str, measure: float, *, indent: float = 0.0) -> list[str]:
    made = ink(text)
    return [text[line.start : line.ink_stop] for line in break_lines(made, measure, indent=indent)]


@given(TEXTS, st.integers(12, 40), st.sampled_from([0.0, 2.0]), st.sampled_from([0.0, -0.013]))
@example(SENTENCE, 28, 2.0, -0.013)
@example("", 28, 2.0, 0.0)
@example("\n\n甲", 28, 2.0, 0.0)
def test_every_line_keeps_the_rules(text: str, measure: int, indent: float, tracking: float) -> None:
    made = ink(text, tracking=tracking)
    lines = break_lines(made, measure, indent=indent)
    assert "".join(text[line.start : line.stop] for line in lines) == text
    for number, line in enumerate(lines):
        advances = advances_of(made, line, spread_to=measure)
        assert line.indent + sum(advances) <= measure + 1e-6
        printed = text[line.start : line.ink_stop]
        follows_a_break = number == 0 or text[lines[number - 1].stop - 1] == "\n"
        if printed and not follows_a_break and longest_cluster(made) <= measure - indent:
            assert printed[0] not in CLOSERS
        ends_a_paragraph = line.final
        if printed and not ends_a_paragraph and longest_cluster(made) <= measure - indent:
            assert printed[-1] not in OPENERS
            following = text[line.stop : lines[number + 1].ink_stop]
            assert not (PART_OF_A_NUMBER.search(printed) and GOES_ON.match(following)), (printed, following)


@given(TEXTS, st.integers(14, 40))
def test_a_full_line_reaches_the_margin(text: str, measure: int) -> None:
    made = ink(text)
    for line in break_lines(made, measure):
        advances = advances_of(made, line, spread_to=measure)
        natural = made.advances[line.start : line.ink_stop]
        apart = [set_ - own for own, set_ in zip(natural[:-1], advances[:-1], strict=True)]
        if not line.final and apart and 0 < max(apart) < PITCH_STRETCH - 1e-9:
            assert line.indent + sum(advances) == pytest.approx(measure)
        assert max(apart, default=0) <= PITCH_STRETCH + 1e-9


@pytest.mark.parametrize(
    "whole",
    [
        "1165人次",
        "97.08%",
        "240万元",
        "5个工作日",
        "Anna",
        "第3片",
        "GB/T",
        "——",
        "……",
        "2023年",
        "2011-12",
        "第12",
        "3.5分",
        "75%（含）",
        "80分（不含）",
        "5人以上（含）",
        "10mg/L",
    ],
)
@pytest.mark.parametrize("offset", range(14))
def test_numbers_units_words_and_dashes_stay_whole(whole: str, offset: int) -> None:
    text = "社" * offset + whole + "工" * 20
    assert any(whole in line for line in lines_of(text, 12))


@pytest.mark.parametrize("offset", range(10, 15))
def test_a_mark_is_pulled_in_or_takes_a_character_with_it(offset: int) -> None:
    lines = lines_of("社" * offset + "，" + "工" * 20, 12)
    assert all(line[0] != "，" for line in lines)


def test_a_mark_is_pulled_in_when_the_line_can_spare_half_a_character() -> None:
    assert lines_of("社，站评，估报告街道评估。" + "工" * 15, 12)[0] == "社，站评，估报告街道评估。"


def test_the_first_line_is_indented_and_the_rest_is_not() -> None:
    lines = break_lines(ink("社" * 40), 12, indent=2)
    assert [line.indent for line in lines] == [2, 0, 0, 0]
    assert lines[0].stop == 10


def test_a_line_break_begins_a_new_indented_line() -> None:
    lines = break_lines(ink("社工\n" + "站" * 15), 12, indent=2)
    assert [(line.indent, line.final) for line in lines] == [(2, True), (2, False), (0, True)]


def test_no_paragraph_ends_in_a_single_character() -> None:
    assert [len(line) for line in lines_of("社" * 25 + "。", 12)] == [12, 12, 2] or lines_of(
        "社" * 25 + "。", 12
    )[-1] == "社社。"


@pytest.mark.parametrize(
    ("name", "lines"),
    [("协议接案数", ["协议接", "案数"]), ("投入社工人数", ["投入社工", "人数"]), ("协议量", ["协议量"])],
)
def test_the_name_of_a_column_does_not_end_in_a_single_character(name: str, lines: list[str]) -> None:
    assert [name[line.start : line.stop] for line in break_lines(ink(name), 4, ragged=True)] == lines


def test_a_word_longer_than_the_line_is_torn() -> None:
    word = "https://example.org/" + "a" * 60
    lines = lines_of(f"见{word}。", 12)
    assert "".join(lines) == f"见{word}。"
    assert len(lines) > 2


def test_a_column_narrower_than_a_character_holds_one_a_line() -> None:
    assert lines_of("社工站，好", 0.5) == ["社", "工", "站", "，", "好"]


def test_the_last_line_is_not_spread() -> None:
    made = ink("社工站")
    (line,) = break_lines(made, 12)
    assert advances_of(made, line, spread_to=12) == [1.0, 1.0, 1.0]


def test_spaces_hang_at_the_end_of_a_line() -> None:
    made = ink("社" * 12 + "   " + "工" * 3)
    first = break_lines(made, 12)[0]
    assert (first.ink_stop, first.stop) == (12, 15)


def test_a_space_is_set_between_chinese_and_latin() -> None:
    assert longest_line(ink("社A工")) > longest_line(ink("社")) * 2 + longest_line(ink("A"))


def test_what_has_no_ink_takes_no_room() -> None:
    assert longest_line(ink("葛\U000e0100城\u200b\ufeff")) == 2.0


def test_a_character_without_a_font_is_named_with_its_word() -> None:
    with pytest.raises(MissingGlyph, match=r"“站长姓𠮷名”里有一个字（U\+20BB7）"):
        ink("站长姓𠮷名")


@pytest.mark.parametrize(
    ("marks", "width"),
    [
        ("。”", 1.5),
        ("：“", 1.5),
        ("”（", 1.5),
        ("（“", 1.5),
        ("》、", 1.5),
        ("）”。", 2.0),
        ("？”", 2.0),
        ("社，", 2.0),
        ("……", 2.0),
    ],
)
def test_of_two_marks_in_a_row_one_gives_up_its_empty_half(marks: str, width: float) -> None:
    assert longest_line(ink(marks)) == pytest.approx(width)


def test_a_line_that_begins_with_an_opening_mark_begins_with_its_ink() -> None:
    first, second, *_rest = break_lines(ink("社" * 12 + "“工作”" * 8), 12, indent=2)
    assert (first.indent, second.indent) == (2, 0)
    lines = break_lines(ink("社" * 10 + "“工作”" * 8), 12)
    assert [line.indent for line in lines if not line.final][1:] == [
        -0.5 if ink("社" * 10 + "“工作”" * 8).text[line.start] == "“" else 0.0 for line in lines[1:-1]
    ]
    assert any(line.indent < 0 for line in lines)


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("社 Anna 工", "社Anna工"),
        ("中期满 5 人次，末期满  10 人次", "中期满5人次，末期满10人次"),
        ("2024 年 8 月 3 日至", "2024年8月3日至"),
        ("5 人次", "5人次"),
        ("完成 97.08% 的指标", "完成97.08%的指标"),
        ("80 分（ 含 ）至 90 分", "80分（含）至90分"),
        ("服务， 社工", "服务，社工"),
        ("服务 ，社工", "服务，社工"),
        ("服务：\t“社工”", "服务：“社工”"),
        ("\u3000\u3000社工站", "社工站"),
        ("社工\n \u3000站", "社工\n站"),
        ("共融  共创", "共融 共创"),
        ("GB/T   9704", "GB/T 9704"),
    ],
)
def test_what_somebody_spaced_out_is_set_like_what_he_did_not(typed: str, usual: str) -> None:
    one, other = ink(typed), ink(usual)
    printed = [
        [(glyph.code, advance) for glyph, advance in zip(each.glyphs, each.advances, strict=True) if glyph]
        for each in (one, other)
    ]
    assert [code for code, _advance in printed[0]] == [code for code, _advance in printed[1]]
    assert [advance for _code, advance in printed[0]] == pytest.approx(
        [advance for _code, advance in printed[1]]
    )
    for measure in (3, 7, 12):
        lines = [
            [
                "".join(each.text[line.start : line.ink_stop].split())
                for line in break_lines(each, measure)
                if line.ink_stop > line.start
            ]
            for each in (one, other)
        ]
        assert lines[0] == lines[1]


@pytest.mark.parametrize(
    "text",
    [
        "附件1 统计表",
        "附表2 统计表",
        "表3 得分",
        "1 总则",
        "社\n1.2 总则",
        "said “hello” to",
        "共融 共创",
        "甲　乙",
    ],
)
def test_blanks_that_part_what_belongs_apart_are_kept(text: str) -> None:
    made = ink(text)
    blanks = [number for number, character in enumerate(text) if character in " \u3000"]
    assert all(made.glyphs[number] is not None and made.advances[number] > 0.2 for number in blanks)


@pytest.mark.parametrize(
    "text", ["（A）", "“Anna”说", "《2024》", "（90分）", "“5”", "工（12）工", "99％工", "、12、"]
)
def test_no_space_between_scripts_is_set_beside_full_width_marks(text: str) -> None:
    made = ink(text)
    for number, character in enumerate(text[:-1]):
        pair = character + text[number + 1]
        if any(mark in "（）“”《》、％" for mark in pair):
            glyph = made.glyphs[number]
            assert glyph is not None
            assert made.advances[number] == glyph.width


def test_ragged_lines_are_not_squeezed() -> None:
    made = ink("社，站评，估报告街道评估。" + "工" * 15)
    assert break_lines(made, 12)[0].squeeze > 0
    assert all(line.squeeze == 0 for line in break_lines(made, 12, ragged=True))


def test_two_dashes_are_one_stroke() -> None:
    ink = ink_of(runs("社——社—社"), bundled(), role=Role.FANGSONG)
    first, second = ink.glyphs[1:3]
    assert first is not None
    assert second is not None
    before, behind = first.font.sides_of(first.code)
    assert before > 0.02
    assert 0 < first.width - behind - (ink.advances[1] + before) < 0.02
    assert ink.advances[2] == ink.advances[4] == second.width
    assert first.font.sides_of(0x10FFFF) == (0.0, 0.0)
