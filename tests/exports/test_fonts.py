"""Fonts chosen glyph by glyph, official ones first, and the named error when there is none."""

import pickle
import struct
from decimal import Decimal
from pathlib import Path

import pytest

from sgz_desktop.assets import fallback_font
from sgz_desktop.exports.charts import Bar, BarChart, ChartKind
from sgz_desktop.exports.embedding import open_font
from sgz_desktop.exports.font_names import faces_of
from sgz_desktop.exports.font_use import fonts_used
from sgz_desktop.exports.fonts import (
    FONTS_VARIABLE,
    FontBook,
    MissingGlyph,
    NoFontError,
    Role,
    font_book,
    machine_folders,
    word_around,
)
from sgz_desktop.exports.report import (
    Chart,
    Column,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Table,
)
from tests.exports.build import bundled, collection, heading, paragraph, report, row, runs, small_font

RARE = "𠮷"


def stems(book: FontBook, text: str, role: Role = Role.FANGSONG) -> list[tuple[str, str]]:
    return [
        (Path(name.removeprefix("sgz:").rpartition(":")[0]).name, part)
        for name, part in book.runs_for(text, role)
    ]


def test_the_bundled_font_prints_usual_chinese_and_the_rarer_of_names() -> None:
    assert stems(bundled(), "社工站㛃䶮Anna 87.11％①㎡") == [
        ("NotoSansSC-Regular.ttf", "社工站㛃䶮Anna 87.11％①㎡")
    ]


def test_official_fonts_come_first_and_lend_only_what_they_have(tmp_path: Path) -> None:
    small_font(tmp_path / "SIMFANG.TTF", {"社": "社", "工": "工"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    assert stems(book, "社工站") == [("SIMFANG.TTF", "社工"), ("NotoSansSC-Regular.ttf", "站")]
    assert stems(book, "社", Role.HEI) == [("NotoSansSC-Regular.ttf", "社")]
    assert stems(book, "社", Role.KAI) == [("SIMFANG.TTF", "社")]
    assert book.is_official(Role.FANGSONG)
    assert not book.is_official(Role.KAI)


def test_what_a_role_s_fonts_lack_is_borrowed_from_the_other_roles_before_the_rare_ones(
    tmp_path: Path,
) -> None:
    small_font(tmp_path / "simfang.ttf", {"社": "社"})
    small_font(tmp_path / "simkai.ttf", {RARE: "吉"})
    small_font(tmp_path / "simsunb.ttf", {RARE: "吉", "𠀀": "一"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    for role in Role:
        assert stems(book, RARE, role) == [("simkai.ttf", RARE)]
        assert stems(book, "𠀀", role) == [("simsunb.ttf", "𠀀")]
    assert stems(book, f"社{RARE}工") == [
        ("simfang.ttf", "社"),
        ("simkai.ttf", RARE),
        ("NotoSansSC-Regular.ttf", "工"),
    ]
    assert not book.is_official(Role.HEI)


def test_a_role_stands_out_by_a_font_of_its_own(tmp_path: Path) -> None:
    small_font(tmp_path / "simhei.ttf", {"社": "社"})
    assert not FontBook(fallback_font(), folders=[tmp_path]).stands_out(Role.HEI)
    small_font(tmp_path / "simfang.ttf", {"社": "社"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    assert book.stands_out(Role.HEI)
    assert not book.stands_out(Role.KAI)


def test_a_rare_character_comes_from_the_font_that_has_it(tmp_path: Path) -> None:
    small_font(tmp_path / "simsunb.ttf", {RARE: "吉"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    assert stems(book, f"姓{RARE}名") == [
        ("NotoSansSC-Regular.ttf", "姓"),
        ("simsunb.ttf", RARE),
        ("NotoSansSC-Regular.ttf", "名"),
    ]


def test_without_it_the_export_stops_with_the_word_and_its_place() -> None:
    with pytest.raises(MissingGlyph) as caught:
        bundled().runs_for(f"项目主任{RARE}某某介绍了情况", Role.SONG, place="“一、背景”之下", block_id="a.1")
    assert str(caught.value).startswith(
        f"“一、背景”之下的“项目主任{RARE}某某介绍了情”里有一个字（U+20BB7）在本机找不到"
    )
    assert caught.value.block_id == "a.1"
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.character) == (str(caught.value), RARE)


def test_an_empty_outline_counts_as_no_glyph(tmp_path: Path) -> None:
    small_font(tmp_path / "simfang.ttf", {"社": "\u3000"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    assert stems(book, "社") == [("NotoSansSC-Regular.ttf", "社")]


@pytest.mark.parametrize(
    "raw", [b"", b"OTTO" + bytes(200), b"\x00\x01\x00\x00" + bytes(8), b"not a font at all" * 20]
)
def test_broken_fonts_and_other_outlines_are_passed_over(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "simfang.ttf").write_bytes(raw)
    book = FontBook(fallback_font(), folders=[tmp_path])
    assert stems(book, "社") == [("NotoSansSC-Regular.ttf", "社")]


@pytest.mark.parametrize("table", ["glyf", "loca", "cmap", "hmtx", "name"])
def test_a_font_that_lacks_a_table_is_passed_over(tmp_path: Path, table: str) -> None:
    assert open_font(small_font(tmp_path / "simfang.ttf", {"社": "社"}, without=table)) is None


def test_a_font_cut_short_is_passed_over(tmp_path: Path) -> None:
    path = small_font(tmp_path / "simfang.ttf", {"社": "社"})
    path.write_bytes(path.read_bytes()[:600])
    assert open_font(path) is None


def test_without_a_readable_font_of_ours_nothing_begins(tmp_path: Path) -> None:
    (tmp_path / "ours.ttf").write_bytes(b"damaged")
    with pytest.raises(NoFontError, match=r"ours\.ttf"):
        FontBook(tmp_path / "ours.ttf")


def test_the_variable_asks_for_our_font_alone() -> None:
    book = font_book({FONTS_VARIABLE: "bundled"})
    assert {font.file for font in book.chosen()} == {"NotoSansSC-Regular.ttf"}
    assert [font.role for font in book.chosen()] == ["小标宋", "宋体", "仿宋", "黑体", "楷体"]
    assert not any(font.official for font in book.chosen())


def test_the_machine_s_folders_are_searched_unless_told_otherwise() -> None:
    assert machine_folders()
    assert len(font_book({}).chosen()) == len(Role)


@pytest.mark.parametrize(
    ("platform", "folder"),
    [("win32", "Fonts"), ("darwin", "/System/Library/Fonts"), ("linux", "/usr/share/fonts")],
)
def test_every_system_has_its_folders(monkeypatch: pytest.MonkeyPatch, platform: str, folder: str) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert str(machine_folders()[0]).endswith(folder)


def test_spaces_of_all_kinds_and_tabs_are_printed_as_spaces() -> None:
    assert (
        "".join(part for _name, part in bundled().runs_for("a\tb\u00a0c\u200bd\n", Role.SONG))
        == "a\tb\u00a0cd"
    )


def test_the_word_around_a_character() -> None:
    assert word_around("一二三四五六七八九十甲乙丙丁戊己", 8) == "三四五六七八九十甲乙丙丁戊"


@pytest.mark.parametrize("character", ["喆", "堃", "㛃", "䶮", "㐂", "𬀩", "祎"])
def test_characters_of_names_are_in_our_own_font(character: str) -> None:
    assert stems(bundled(), f"姓{character}") == [("NotoSansSC-Regular.ttf", f"姓{character}")]


@pytest.mark.parametrize("character", ["𠮷", "𪚥", "🀄"])
def test_characters_that_no_font_has_stop_the_export_and_are_never_boxes(character: str) -> None:
    with pytest.raises(MissingGlyph, match=f"“站长{character}某”里有一个字"):
        bundled().runs_for(f"站长{character}某", Role.FANGSONG)


def test_another_font_of_the_kind_comes_before_another_kind(tmp_path: Path) -> None:
    small_font(tmp_path / "gbsn00lp.ttf", {"社": "社"})
    small_font(tmp_path / "simfang.ttf", {"社": "社"})
    small_font(tmp_path / "stsong.ttf", {RARE: "吉", "社": "社"})
    small_font(tmp_path / "simhei.ttf", {RARE: "吉"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    assert stems(book, f"社{RARE}", Role.SONG) == [("stsong.ttf", f"社{RARE}")]
    (tmp_path / "stsong.ttf").unlink()
    small_font(tmp_path / "uming.ttc", {RARE: "吉"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    assert stems(book, f"社{RARE}", Role.SONG) == [("gbsn00lp.ttf", "社"), ("uming.ttc", RARE)]


def test_the_right_face_of_a_collection_is_taken(tmp_path: Path) -> None:
    black = small_font(tmp_path / "a", {"社": "社"}, name="STSongti-SC-Black")
    bold = small_font(tmp_path / "b", {"工": "工"}, name="STSongti-SC-Bold")
    plain = small_font(tmp_path / "c", {"站": "站"}, name="STSongti-SC-Regular")
    folder = tmp_path / "fonts"
    folder.mkdir()
    path = collection(folder / "Songti.ttc", black, bold, plain)
    assert faces_of(path) == ("STSongti-SC-Black", "STSongti-SC-Bold", "STSongti-SC-Regular")
    book = FontBook(fallback_font(), folders=[folder])
    assert stems(book, "社站", Role.SONG) == [("NotoSansSC-Regular.ttf", "社"), ("Songti.ttc", "站")]
    assert stems(book, "工", Role.TITLE) == [("Songti.ttc", "工")]
    assert [font.family for font in book.chosen()][:2] == ["宋体-简 粗体", "宋体-简"]
    collection(path, black)
    assert not FontBook(fallback_font(), folders=[folder]).is_official(Role.SONG)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"ttcf",
        b"ttcf\0\1\0\0\xff\xff\xff\xff",
        b"ttcf\0\1\0\0\0\0\0\1\0\0\0\x10\0\1\0\0\0\1",
        b"\0\1\0\0" * 9,
    ],
)
def test_a_collection_that_is_none_has_no_faces(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "simsun.ttc"
    path.write_bytes(raw)
    assert faces_of(path) == ()
    assert not FontBook(fallback_font(), folders=[tmp_path]).is_official(Role.SONG)
    assert faces_of(tmp_path / "none.ttc") == ()


def test_a_face_without_a_name_is_nobody_s(tmp_path: Path) -> None:
    nameless = small_font(tmp_path / "a", {"社": "社"}, without="name")
    assert faces_of(collection(tmp_path / "simsun.ttc", nameless)) == ("",)


def test_a_title_in_a_font_of_another_kind_does_not_stand_out(tmp_path: Path) -> None:
    small_font(tmp_path / "simsun.ttf", {"社": "社"})
    small_font(tmp_path / "simfang.ttf", {"社": "社"})
    assert not FontBook(fallback_font(), folders=[tmp_path]).stands_out(Role.TITLE)
    small_font(tmp_path / "FZXBSJW.TTF", {"社": "社"})
    assert FontBook(fallback_font(), folders=[tmp_path]).stands_out(Role.TITLE)


def test_the_fonts_a_report_will_use_are_told_beforehand(tmp_path: Path) -> None:
    small_font(tmp_path / "simsun.ttf", dict.fromkeys("标题正文社甲乙丙", "社"))
    small_font(tmp_path / "simkai.ttf", {RARE: "吉"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    tree = report(
        paragraph("t", "标题", ParagraphStyle.TITLE),
        paragraph("a", f"正文{RARE}🀄\n\u200b站"),
        Table("x", (Column(),), (row("甲"),), head=(row("乙"),), caption=runs("丙")),
        Chart(
            "c",
            BarChart(
                kind=ChartKind.SHARE, title="图", bars=(Bar(label="条", printed="1", maximum=Decimal(2)),)
            ),
        ),
        Contents("toc", 2, runs("目录")),
        PageBreak("p"),
        heading("h", "一", 2),
    )
    title, body, hei, kai = fonts_used(tree, book)
    own = "思源黑体（随程序提供）"
    assert (title.wanted, title.taken, title.official, title.stands_in) == ("小标宋", "宋体", False, "宋体")
    assert title.fallen == ((own, "录目"),)
    assert (body.wanted, body.taken, body.missing) == ("仿宋", "宋体", "🀄")
    assert body.fallen == ((own, "站"), ("楷体", RARE))
    assert (hei.taken, hei.official, hei.stands_in, hei.missing) == (own, False, "", "")
    assert (kai.role, kai.wanted, kai.taken, kai.official) == (Role.KAI, "楷体", "楷体", True)


def test_a_mark_drawn_in_the_middle_of_its_square_is_taken_from_a_font_that_has_it_aside(
    tmp_path: Path,
) -> None:
    small_font(tmp_path / "simhei.ttf", {"社": "社", "（": "社", "）": "）", "《": "《"})
    book = FontBook(fallback_font(), folders=[tmp_path])
    assert stems(book, "（社）《", Role.HEI) == [("NotoSansSC-Regular.ttf", "（"), ("simhei.ttf", "社）《")]


def test_fonts_that_nothing_is_set_in_are_not_told() -> None:
    annex = Heading("h", 1, runs("附件1"), ParagraphStyle.ANNEX_TITLE)
    (use,) = fonts_used(report(annex), bundled())
    assert use.role is Role.HEI
    (bold,) = fonts_used(report(Paragraph("a", runs("要点", bold=True))), bundled())
    assert bold.role is Role.HEI


def test_a_face_with_names_but_without_the_one_asked_for_is_nobody_s(tmp_path: Path) -> None:
    path = small_font(tmp_path / "a", {"社": "社"}, name="SimSun")
    record, other = (struct.pack(">4H", 3, 1, 0x409, kind) for kind in (6, 5))
    path.write_bytes(path.read_bytes().replace(record, other))
    assert faces_of(collection(tmp_path / "simsun.ttc", path)) == ("",)


@pytest.mark.parametrize(
    ("character", "before", "behind"),
    [("。", 0.012, 0.5), ("（", 0.5, 0.016), ("社", 0.0, 0.0), ("…", 0.071, 0.071), ("\ue000", 0.0, 0.0)],
)
def test_what_a_character_has_empty_on_either_side(character: str, before: float, behind: float) -> None:
    font = bundled().first_font()
    for _ in range(2):
        assert font.slack_of(ord(character)) == pytest.approx((before, behind), abs=0.02)
