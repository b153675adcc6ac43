"""House styles as data: read whole or refused with the place that is wrong."""

from pathlib import Path

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.house_styles.numbering import chinese_numeral, numbered
from sgz_desktop.house_styles.style import BadStyle, Slot, pieces, read_style

PANYU = resource("house_styles", "panyu.toml").read_text(encoding="utf-8")


def test_the_style_that_travels_with_the_program_is_sound() -> None:
    style = read_style(resource("house_styles", "panyu.toml"))
    assert (style.code, style.title) == ("panyu", "番禺区社会组织联合会体例")
    assert style.score_order[0] == "monitoring"
    assert style.headings["background"] == "{phase}评估背景"
    assert list(style.stage_headings) == [
        "plan",
        "self_review",
        "visit",
        "first_opinion",
        "report",
        "publication",
    ]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('code = "panyu"', "", "code"),
        ('code = "panyu"', "code = 7", "code"),
        ('title = "番禺区社会组织联合会体例"', 'title = " "', "title"),
        ('"monitoring", ', "7, ", "score_order"),
        ("score_order = [", "order = [", "score_order"),
        ("[headings]", "[head]", "headings"),
        ("[stage_headings]", "[stages]", "stage_headings"),
        ("[passages]", "[texts]", "passages"),
        ('conclusion = "结语"', "conclusion = 5", "headings.conclusion"),
        ('conclusion = "结语"', 'conclusion = "{Name}"', "headings.conclusion"),
        ('conclusion = "结语"', 'conclusion = "{phase"', "headings.conclusion"),
        ('conclusion = "结语"', 'conclusion = "{phase + 1}"', "headings.conclusion"),
        ('conclusion = "结语"', "conclusion = ", "文件"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    assert old in PANYU
    path = tmp_path / "mine.toml"
    path.write_text(PANYU.replace(old, new), encoding="utf-8")
    with pytest.raises(BadStyle, match=f"体例文件“mine.toml”的 {place}：.*。$"):
        read_style(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadStyle, match="不是可读的 TOML"):
        read_style(path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("全是文字", ("全是文字",)),
        ("{station}", (Slot("station"),)),
        ("对{short}开展{phase}评估", ("对", Slot("short"), "开展", Slot("phase"), "评估")),
    ],
)
def test_a_passage_comes_in_pieces(text: str, found: tuple[str | Slot, ...]) -> None:
    assert pieces(text) == found


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_chinese_numerals(number: int, numeral: str) -> None:
    assert chinese_numeral(number) == numeral
    assert numbered(1, number) == f"{numeral}、"
    assert numbered(2, number) == f"（{numeral}）"


@pytest.mark.parametrize("number", [0, -1, 100])
def test_no_heading_bears_such_a_number(number: int) -> None:
    with pytest.raises(ValueError, match="no heading bears"):
        chinese_numeral(number)


@pytest.mark.parametrize(
    ("level", "number", "token"),
    [(3, 1, "1."), (3, 12, "12."), (4, 3, "（3）"), (5, 1, "①"), (5, 20, "⑳"), (5, 21, "（21）")],
)
def test_the_lower_levels(level: int, number: int, token: str) -> None:
    assert numbered(level, number) == token
