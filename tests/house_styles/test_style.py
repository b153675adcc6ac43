"""House styles as data: read whole, or refused with file and line of everything that is wrong."""

import json
import shutil
from pathlib import Path

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.canonical import canonical_json, encode
from sgz_desktop.house_styles.document import read_style_document, style_document
from sgz_desktop.house_styles.files import BadStyle, read_style_folder
from sgz_desktop.house_styles.numbering import FORMS, chinese_numeral, numbered
from sgz_desktop.house_styles.parts import HeadingPart, PassagePart
from sgz_desktop.house_styles.passages import BadPassage

STYLES = sorted(each.name for each in resource("house_styles").iterdir() if each.is_dir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the style of 番禺."""
    return Path(shutil.copytree(resource("house_styles", "panyu"), tmp_path / "copied"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("code", STYLES)
def test_the_styles_that_travel_with_the_program_are_sound(code: str) -> None:
    style = read_style_folder(resource("house_styles", code))
    assert style.code == code
    assert style.title.endswith("体例")


@pytest.mark.parametrize("code", STYLES)
def test_a_document_gives_the_same_style_back(code: str) -> None:
    style = read_style_folder(resource("house_styles", code))
    hash_, text = style_document(style)
    again, problems = read_style_document(json.loads(text))
    assert problems == ()
    assert again is not None
    assert style_document(again) == (hash_, text)


def line_of(folder: Path, name: str, text: str) -> int:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("name", "old", "new", "at", "sentence"),
    [
        ("style.toml", 'code = "panyu"', "code = 7", "code = 7", "应是文字"),
        ("style.toml", 'code = "panyu"', 'code = "番禺"', "", "只能由字母"),
        ("style.toml", 'title = "', 'titel = "', "titel", "不认识的键“titel”"),
        ("style.toml", 'rates = "two_decimals"', 'rates = "three"', 'rates = "three"', "应是 two_decimals"),
        ("style.toml", 'per_cent = "%"', 'per_cent = "分"', 'per_cent = "分"', "百分号"),
        ("style.toml", "lines = 22", "lines = 2", "lines = 2", "每页行数"),
        ("style.toml", "characters = 28", "characters = 2", "characters = 2", "每行字数"),
        ("style.toml", 'top = "37"', 'top = "370"', 'top = "370"', "80"),
        ("style.toml", '"①"]', '"甲"]', 'numbering = ["一、"', "不是一种编号"),
        ("style.toml", ', "①"]', "]", 'numbering = ["一、"', "5 级编号"),
        ("outline.toml", 'kind = "vetoes"', 'kind = "veto"', 'kind = "veto"', "种类应是"),
        ("outline.toml", "level = 2", "level = 9", "level = 9", "级别"),
        ("outline.toml", 'id = "grounds"', 'id = "background"', "", "用了两次"),
        (
            "outline.toml",
            'text = "评估依据"',
            'text = "{{ 1 + 1 }}"',
            'text = "{{ 1 + 1 }}"',
            "只能写一个名称",
        ),
        (
            "outline.toml",
            'key = "background"',
            'key = "backgroud"',
            'key = "backgroud"',
            "没有名为“backgroud”",
        ),
        ("outline.toml", 'number = "（一）"', 'number = "甲"', 'number = "甲"', "不是一种编号"),
        ("outline.toml", 'fragment = "zone"', 'fragment = "zones"', 'fragment = "zones"', "片段"),
        ("outline.toml", 'when = ["协议起"', 'when = ["协议启"', 'when = ["协议启"', "没有名为“协议启”"),
        ("outline.toml", 'code = "conclusion"', 'code = "konklusion"', 'code = "konklusion"', "没有代码为"),
        ("outline.toml", 'text = "评估依据"', 'text = "{{ 附件号 }}依据"', 'text = "{{ 附件号 }}', "附件号"),
        (
            "outline.toml",
            "[[fragments.zone]]",
            '[[fragments.zone]]\nkind = "groups"\nfragment = "zone"\n\n[[fragments.zone]]',
            "[[fragments.zone]]",
            "不能再按评审组重复",
        ),
        ("outline.toml", 'shared = "all_zones"', 'shared = "zone"', "", "没有名为“评审组”"),
        ("style.toml", 'expert = "评委"', 'expert = "评\\u001b委"', "expert = ", "控制字符"),
        ("style.toml", 'expert = "评委"', f'expert = "{"长" * 4001}"', "expert = ", "文字过长"),
        ("passages.toml", "{{ 评估日期 }}", "{{ 评估日子 }}", "{{ 评估日子 }}", "没有名为“评估日子”"),
        ("passages.toml", "[passages]", '[passages]\nspare = "甲"', "spare", "没有一处用到"),
        ("passages.toml", "[passages]", "[passages]\nspare = ", "spare", "TOML"),
    ],
)
def test_a_fault_names_file_and_line(
    folder: Path, name: str, old: str, new: str, at: str, sentence: str
) -> None:
    change(folder, name, old, new)
    with pytest.raises(BadStyle) as refused:
        read_style_folder(folder)
    assert sentence in str(refused.value)
    places = [each.place for each in refused.value.problems]
    if at:
        assert f"copied/{name} 第 {line_of(folder, name, at)} 行" in places


def test_all_faults_are_said_at_once(folder: Path) -> None:
    change(folder, "outline.toml", "level = 2", "level = 9")
    change(folder, "outline.toml", 'kind = "vetoes"', 'kind = "veto"')
    change(folder, "style.toml", "lines = 22", "lines = 2")
    with pytest.raises(BadStyle) as refused:
        read_style_folder(folder)
    assert len(refused.value.problems) == 3


def test_missing_and_unreadable_files_are_named(folder: Path) -> None:
    (folder / "outline.toml").unlink()
    (folder / "style.toml").write_bytes(b"code = \xff")
    with pytest.raises(BadStyle) as refused:
        read_style_folder(folder)
    assert [(each.place, each.sentence[:4]) for each in refused.value.problems] == [
        ("copied/style.toml", "不是 U"),
        ("copied/outline.toml", "文件不存"),
    ]


def test_a_key_belongs_in_one_file(folder: Path) -> None:
    text = (folder / "passages.toml").read_text(encoding="utf-8")
    (folder / "passages.toml").write_text('title = "又一个"\n' + text, encoding="utf-8")
    with pytest.raises(BadStyle, match="别的文件里已经有了"):
        read_style_folder(folder)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ([], "不是体例文件"),
        ({"kind": "rubric"}, "不是体例文件"),
        ({"kind": "house_style"}, "缺少“code”"),
        ({"kind": "house_style", "outline": {}}, "应是一个列表"),
        ({"kind": "house_style", "fragments": {"zone": {}}}, "应是一个列表"),
        ({"kind": "house_style", "fragments": []}, "应是一个对象"),
        ({"kind": "house_style", "passages": {"甲": 7}}, "应是文字"),
    ],
)
def test_a_document_that_is_no_style_is_refused(raw: object, sentence: str) -> None:
    style, problems = read_style_document(raw)
    assert style is None
    assert any(sentence in each.sentence for each in problems)


def test_passages_are_worded_anew_for_one_evaluation() -> None:
    style = read_style_folder(resource("house_styles", "panyu"))
    changed = style.with_passages({"background": "另写。", "unheard_of": "不用。"})
    assert changed.passage("background") == "另写。"
    assert style.passage("background") != "另写。"
    assert style.with_passages({}) is style
    with pytest.raises(BadPassage):
        changed.passage("unheard_of")


def test_parts_refuse_what_is_wrong_in_themselves() -> None:
    raw = encode(HeadingPart(id="甲".encode().hex(), level=1, text="标题"))
    assert raw["kind"] == "heading"
    assert canonical_json(encode(PassagePart(key="foreword"))) == (
        '{"key":"foreword","kind":"passage","look":"body","unless":[],"when":[]}'
    )


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("一、", ["一、", "二、", "十、", "十二、", "二十一、"]),
        ("（一）", ["（一）", "（二）", "（十）", "（十二）", "（二十一）"]),
        ("1.", ["1.", "2.", "10.", "12.", "21."]),
        ("1、", ["1、", "2、", "10、", "12、", "21、"]),
        ("（1）", ["（1）", "（2）", "（10）", "（12）", "（21）"]),
        ("①", ["①", "②", "⑩", "⑫", "（21）"]),
        ("", ["", "", "", "", ""]),
    ],
)
def test_numbers_have_forms(form: str, shown: list[str]) -> None:
    assert form in FORMS
    assert [numbered(form, number) for number in (1, 2, 10, 12, 21)] == shown


def test_what_is_beyond_the_numerals_is_numbered_in_figures() -> None:
    assert (numbered("一、", 100), numbered("（一）", 120)) == ("100、", "（120）")


def test_a_style_has_a_bounded_number_of_parts() -> None:
    raw = encode(read_style_folder(resource("house_styles", "panyu")))
    raw["outline"] += [{"kind": "section"}] * 500
    style, problems = read_style_document(raw)
    assert style is None
    assert "最多" in problems[0].sentence


@pytest.mark.parametrize("number", [0, -1, 100])
def test_numerals_go_from_one_to_ninety_nine(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_numeral(number)
