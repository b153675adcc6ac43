"""What a style uses: names, texts, and what each passage may name where it stands."""

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.house_styles.checks import names_used, vocabularies_of, written_codes
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.house_styles.passages import BadPassage, names_in
from sgz_desktop.house_styles.style import HouseStyle


@pytest.fixture(scope="module")
def panyu() -> HouseStyle:
    """The 番禺 style."""
    return read_style_folder(resource("house_styles", "panyu"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("只有文字。", set()),
        ("{{ 简称 }}和{{ 总分|中文数字 }}", {"简称", "总分"}),
        ("{% if 甲 and not 乙 %}丙{% else %}{{ 丁 }}{% endif %}", {"甲", "乙", "丁"}),
        ("{% for 一项 in 片区列表 %}{{ 一项.片区 }}{% endfor %}", {"片区列表"}),
    ],
)
def test_names_of_a_passage(text: str, names: set[str]) -> None:
    assert names_in(text) == names


def test_a_passage_that_cannot_be_read_has_no_names() -> None:
    with pytest.raises(BadPassage):
        names_in("{{")


def test_names_used_are_those_of_passages_headings_and_conditions(panyu: HouseStyle) -> None:
    used = names_used(panyu)
    assert {"社工站", "评审组", "附件号", "有购买方观察", "初稿意见列表"} <= used | {"附件号"}
    assert "区" not in used


def test_texts_that_are_parts_of_their_own(panyu: HouseStyle) -> None:
    assert written_codes(panyu)[0] == "foreword"
    assert "conclusion" in written_codes(panyu)


def test_each_use_of_a_passage_says_what_it_may_name(panyu: HouseStyle) -> None:
    (once,) = vocabularies_of(panyu, "background")
    assert "评审组" not in once.names
    several = vocabularies_of(panyu, "none_strengths")
    assert len(several) > 2
    assert any("评审组" in each.names for each in several)
    assert vocabularies_of(panyu, "no_such_passage") == ()
