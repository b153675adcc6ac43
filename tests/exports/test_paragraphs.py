"""The lines of a whole paragraph: how loose the loosest is, dates, and what its right edge looks like."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sgz_desktop.exports.ink import BETWEEN_SCRIPTS
from sgz_desktop.exports.paragraphs import PITCH_SQUEEZE, PITCH_STRETCH
from sgz_desktop.exports.typeset import Ink, Line, advances_of, break_lines
from sgz_desktop.exports.typography import BODY_TRACKING, CHARACTERS_A_LINE
from tests.exports.test_typeset import TEXTS, ink

MEASURE = CHARACTERS_A_LINE * (1 + BODY_TRACKING)
FIGURES = (
    "评估期内，社工站共完成家访1165人次，电访1445人次，分别完成协议指标量的97.08%、180.63%；个案接案42个，完成协议"
    "指标量的52.50%；小组15个，完成协议指标量的50.00%；大型社区活动7次，中小型社区活动23次，分别完成协议指标量的"
    "70.00%、76.67%；培育志愿者97名，志愿者骨干14名，志愿者队伍/社会组织2支，分别完成协议指标量的97.00%、50.00%、"
    "50.00%。（以上数据由社工站提供，各项指标完成情况见附件1。）"
)
SERVICE = (
    "社工资质方面，考核期最后一个月在岗社工23名，其中中级社工师7名、助理社工师14名。2名非持证社工已接受行业组织的"
    "管理和培训，并取得证书。从业2年以上的社工有19名，其中6年以上的8名、2年以上不足6年的11名；他们实到岗95人次，占"
    "全部社工实到岗人次的82.61%。考核期内持续在岗的社工有22名，稳岗率为100.00%。"
)


def body(text: str) -> Ink:
    return ink(text, tracking=BODY_TRACKING)


def set_lines(made: Ink, *, ragged: bool = False) -> tuple[Line, ...]:
    return break_lines(made, MEASURE, indent=2 * (1 + BODY_TRACKING), ragged=ragged)


def stretches(made: Ink, lines: tuple[Line, ...]) -> list[float]:
    """What each full line puts between two of its characters, below nothing where it is squeezed."""
    found = []
    for line in lines:
        natural = made.advances[line.start : line.ink_stop]
        set_ = advances_of(made, line, spread_to=MEASURE)
        if not line.final:
            found.append(max(b - a for a, b in zip(natural[:-1], set_[:-1], strict=True)))
    return found


@pytest.mark.parametrize("text", [FIGURES, SERVICE])
def test_no_line_is_spaced_out_before_a_long_figure(text: str) -> None:
    made = body(text)
    filled_one_by_one = max(stretches(made, set_lines(made, ragged=True)))
    assert max(stretches(made, set_lines(made))) < 0.035 < 0.05 < filled_one_by_one


@given(TEXTS.filter(lambda text: "\n" not in text))
def test_hardly_a_line_is_looser_than_if_lines_are_filled(text: str) -> None:
    made = body(f"{FIGURES}{text}")
    filled_one_by_one = max(stretches(made, set_lines(made, ragged=True)))
    assert max(stretches(made, set_lines(made))) <= 2 * max(filled_one_by_one, 0.03)


@given(TEXTS, st.integers(12, 40))
def test_full_lines_end_at_the_margin_with_their_ink(text: str, measure: int) -> None:
    made = body(text)
    for line in break_lines(made, measure, indent=2):
        advances = advances_of(made, line, spread_to=measure)
        last = line.ink_stop - 1
        if line.final or line.ink_stop == line.start or not advances[-1]:
            continue
        width = made.glyphs[last]
        assert width is not None
        if made.text[last] in "，。、；：）》”" and line.trim:
            assert advances[-1] == pytest.approx(0.5, abs=0.02)
        else:
            assert advances[-1] <= width.width + 1e-9  # no space between scripts is left at the edge


def test_a_mark_at_the_end_of_a_line_is_half_a_character() -> None:
    lines = break_lines(ink("社" * 11 + "，" + "工" * 20), 11.5)
    assert (lines[0].ink_stop, lines[0].trim, lines[0].squeeze) == (12, 0.5, 0)


def test_the_space_before_a_number_that_begins_the_next_line_is_left_out() -> None:
    made = ink("社" * 12 + "12345678人次")
    first, *_rest = break_lines(made, 12)
    assert (first.ink_stop, first.trim) == (12, BETWEEN_SCRIPTS)
    assert advances_of(made, first, spread_to=12) == pytest.approx([1.0] * 12)


def test_a_squeezed_line_takes_from_its_gaps_and_its_marks_alike() -> None:
    made = ink("社" * 12 + "、" + "社" * 12 + "，" + "工" * 40)
    for measure in (25.2, 25.0):
        first = break_lines(made, measure)[0]
        assert first.ink_stop == 26
        advances = advances_of(made, first, spread_to=measure)
        assert sum(advances) == pytest.approx(measure)
        part = (25.5 - measure) / (25 * PITCH_SQUEEZE + 0.3)
        assert advances[0] == pytest.approx(1 - part * PITCH_SQUEEZE)
        assert advances[12] == pytest.approx(1 - part * (PITCH_SQUEEZE + 0.3))


@given(TEXTS, st.integers(12, 40))
def test_no_mark_is_squeezed_so_that_it_looks_cramped(text: str, measure: int) -> None:
    made = body(text)
    for line in break_lines(made, measure, indent=2):
        natural = made.advances[line.start : line.ink_stop]
        set_ = advances_of(made, line, spread_to=measure)
        for own, advance in list(zip(natural, set_, strict=True))[:-1]:
            assert own - advance <= 2 * 0.3 + PITCH_SQUEEZE + 1e-9


def test_an_opening_mark_gives_of_what_it_has_empty_before_it() -> None:
    made = ink("社" * 10 + "（社社社）社社社，" + "工" * 40)
    first = break_lines(made, 18.2)[0]
    advances = advances_of(made, first, spread_to=18.2)
    assert first.squeeze > 0
    assert advances[9] == pytest.approx(advances[14], abs=0.02)
    assert advances[9] < 0.95 < advances[8]


@pytest.mark.parametrize(("marks", "count"), [(2, 15), (3, 13), (4, 12), (5, 9), (6, 8), (7, 4), (7, 7)])
@pytest.mark.parametrize("date", ["2024年8月3日", "2024 年 8 月 3 日"])
def test_a_date_is_not_parted_where_another_break_is_nearly_as_good(
    marks: int, count: int, date: str
) -> None:
    text = "社，" * marks + "社" * count + date + "，" + "社工站，" * 12
    lines = [text[line.start : line.stop] for line in set_lines(body(text))]
    assert any(date in line for line in lines)
    filled = [text[line.start : line.stop] for line in set_lines(body(text), ragged=True)]
    assert not any(date in line for line in filled)


def test_a_date_is_rather_parted_than_a_line_left_short() -> None:
    made = body("社" * 22 + "2024年8月3日，" + "社工站，" * 12)
    first, *_rest = set_lines(made)
    assert made.text[first.start : first.stop].endswith("2024年")
    assert first.indent + sum(advances_of(made, first, spread_to=MEASURE)) == pytest.approx(MEASURE)


def test_a_line_that_lacks_too_much_is_left_short() -> None:
    made = body("经评估，某某街社工站本次中期评估的等级为“好”（87.11分）。")
    first, last = set_lines(made)
    advances = advances_of(made, first, spread_to=MEASURE)
    assert made.text[last.start : last.stop] == "（87.11分）。"
    assert advances[0] - made.advances[0] == pytest.approx(PITCH_STRETCH)
    assert first.indent + sum(advances) < MEASURE - 0.5


@pytest.mark.parametrize("count", range(26))
def test_an_address_is_parted_behind_its_marks_and_the_line_before_it_is_filled(count: int) -> None:
    word = "https://example.org/a/path-of/words?that=goes&on=for_2024-07-15.html"
    text = "社" * count + "（1）见" + word + "，" + "社工站" * 12
    made = body(text)
    lines = set_lines(made)
    for line in lines[1:]:
        if text.index(word) < line.start < text.index(word) + len(word):
            assert text[line.start - 1] in "/?&=-._"
            assert text[line.start] not in "/?&=-._"
            assert not re.search(r"\d[-.]$", text[: line.start])
    for line in lines[:-1]:
        if text.index(word) > line.start:
            assert MEASURE - line.indent - line.width < 6


def test_what_no_line_can_hold_begins_on_the_line_before() -> None:
    text = "社社见" + "a" * 90
    lines = set_lines(body(text))
    assert lines[0].stop > 20


@pytest.mark.parametrize("count", range(22, 30))
def test_no_number_of_an_annex_is_parted_from_its_word(count: int) -> None:
    text = "社，" * (count // 2) + "社" * (count % 2) + "见附件1，" + "社工站，" * 12
    lines = [text[line.start : line.ink_stop] for line in set_lines(body(text))]
    assert not any(line.endswith("附件") for line in lines)


def test_a_last_line_of_one_character_gets_company() -> None:
    for count in range(70, 100):
        text = "社" * count + "。"
        last = set_lines(body(text))[-1]
        assert last.ink_stop - last.start > 2


def test_what_no_line_can_hold_is_torn_and_nothing_is_lost() -> None:
    text = "见“" + "https://example.org/" + "a" * 90 + "”，" + "社" * 40
    made = body(text)
    lines = set_lines(made)
    assert "".join(text[line.start : line.stop] for line in lines) == text
    assert all(
        line.indent + sum(advances_of(made, line, spread_to=MEASURE)) <= MEASURE + 1e-6 for line in lines
    )
