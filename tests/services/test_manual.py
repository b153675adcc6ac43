"""The manual as it lies on the disk: whole, linked, illustrated, and true to the keys there are."""

import re
from pathlib import Path

import pytest
from PIL import Image

from sgz_desktop.assets import MissingAssetError, manual
from sgz_desktop.services import manual as book
from sgz_desktop.services.manual import CHAPTERS, Chapter, chapters, found
from sgz_desktop.ui.pages.names import page_names

LINK = re.compile(r"\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
PAGES = [name for name, _, _ in page_names()]


def chapter(key: str) -> Chapter:
    return next(each for each in chapters() if each.key == key)


def test_every_page_of_the_window_has_its_chapter_under_the_same_title() -> None:
    titles = {each.key: each.title for each in chapters()}
    assert tuple(titles) == CHAPTERS
    assert {name: titles[name] for name in PAGES} == {name: title for name, title, _ in page_names()}
    assert {path.stem for path in manual().glob("*.md")} == set(CHAPTERS)


@pytest.mark.parametrize("key", CHAPTERS)
def test_a_chapter_is_of_a_size_that_is_read_and_its_links_lead_somewhere(key: str) -> None:
    text = chapter(key).text
    assert 50 <= len(text.splitlines()) <= 150
    for target in LINK.findall(text):
        if not target.startswith("do:"):
            assert (manual() / target).is_file(), target


@pytest.mark.parametrize("key", PAGES)
def test_the_chapter_of_a_page_shows_it_in_a_small_picture(key: str) -> None:
    ((described, name),) = PICTURE.findall(chapter(key).text)
    path = manual() / name
    assert described
    assert path == manual() / "pictures" / f"{key}.png"
    assert path.stat().st_size <= 80 * 1024
    with Image.open(path) as picture:
        assert picture.width == 1000


def test_no_picture_lies_there_unused_and_none_is_large() -> None:
    shown = {name for key in CHAPTERS for _, name in PICTURE.findall(chapter(key).text)}
    found = list((manual() / "pictures").iterdir())
    assert {f"pictures/{path.name}" for path in found} == shown
    assert [path.name for path in found if path.stat().st_size > 80 * 1024] == []


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        pytest.param("", CHAPTERS, id="everything"),
        pytest.param("  ", CHAPTERS, id="blanks"),
        pytest.param("抽取号码 随机抽", ("day",), id="every word"),
        pytest.param("json PDF", ("home",), id="in whatever case"),
        pytest.param("没有这样的词", (), id="nothing"),
    ],
)
def test_what_words_find(wanted: str, keys: tuple[str, ...]) -> None:
    assert tuple(each.key for each in found(wanted, chapters())) == keys


def test_a_program_without_its_manual_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sgz_desktop.assets._MANUALS", (tmp_path / "nowhere",))
    with pytest.raises(MissingAssetError, match="docs/manual"):
        book.chapters()
