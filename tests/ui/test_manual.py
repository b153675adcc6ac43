"""The manual in its window: at the right chapter, searched, followed, legible, true to the keys."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QTextCharFormat, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from sgz_desktop.services.manual import chapters
from sgz_desktop.ui.manual import Manual
from sgz_desktop.ui.manual_text import ManualText, pieces
from sgz_desktop.ui.pages.names import page_names
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.theme import Appearance, TextSize
from sgz_desktop.ui.tokens import DARK
from tests.ui.find import the

Open = Callable[[UUID, str], Shell]


def book(shell: Shell) -> Manual:
    QTest.keyClick(shell, Qt.Key.Key_F1)
    (found,) = shell.findChildren(Manual)  # one window, however often it is asked for
    assert found.isVisible()
    return found


def test_f1_opens_the_chapter_of_the_page_that_is_shown(opened: Open, fresh: UUID) -> None:
    shell = opened(fresh, "preparing")
    for name, title, _ in page_names():
        shell.go(name)
        found = book(shell)
        assert found.key == name
        assert the(found, QListWidget, "manualChapters").currentItem().text() == title
        assert the(found, ManualText, "manualText").toPlainText().startswith(title)
        found.reject()


def test_the_keys_of_the_manual_are_those_of_the_window(shell: Shell) -> None:
    text = next(each.text for each in chapters() if each.key == "keys")
    everywhere = text.split("\n## ")[1]
    rows = re.findall(r"^\| ([^|]+) \| (.*`.*) \|$", everywhere, re.MULTILINE)
    told = {title: tuple(re.findall(r"`([^`]+)`", keys)) for title, keys in rows}
    assert told == {each.text: each.keys for each in shell.commands if each.keys}
    for keys in told.values():
        assert all(QKeySequence(key).toString() for key in keys)


def test_search_lists_chapters_and_goes_from_place_to_place(shell: Shell) -> None:
    found = book(shell)
    search, titles = the(found, QLineEdit, "manualSearch"), the(found, QListWidget, "manualChapters")
    text = the(found, ManualText, "manualText")
    search.setText("抽取号码")
    assert [titles.item(row).text() for row in range(titles.count())] == ["现场事务"]
    places = set()
    for _ in range(3):
        places.add(text.textCursor().selectionStart())
        assert text.textCursor().selectedText() == "抽取号码"
        QTest.keyClick(search, Qt.Key.Key_Return)
    assert len(places) == len(text.extraSelections()) == 2
    search.setText("没有这样的词")
    assert titles.count() == 0
    found.open_at("visit")
    assert (titles.count(), found.key) == (len(chapters()), "visit")
    found.open_at("没有这一章")
    assert found.key == "start"


def test_links_lead_to_chapters_and_commands_and_never_outside(shell: Shell) -> None:
    found = book(shell)
    text = the(found, ManualText, "manualText")
    titles = the(found, QListWidget, "manualChapters")
    text.anchorClicked.emit(QUrl("safety.md"))
    assert (found.key, titles.currentRow()) == ("safety", len(chapters()) - 2)
    text.backward()
    assert (found.key, titles.currentRow()) == ("home", 1)
    for outside in ("https://example.org/", "do:nothing-of-the-kind"):
        text.anchorClicked.emit(QUrl(outside))
        assert found.key == "home"
    text.anchorClicked.emit(QUrl("do:keys"))
    assert not found.isVisible()
    assert [each.objectName() for each in shell.children() if each.objectName() == "keys"] == ["keys"]


def test_text_grows_with_the_window_pictures_fit_and_dark_is_dark(qtbot: QtBot, shell: Shell) -> None:
    found = book(shell)
    text = the(found, ManualText, "manualText")
    found.open_at("home")

    def picture() -> int:
        kind = QTextDocument.ResourceType.ImageResource.value
        image: QImage = text.loadResource(kind, QUrl("pictures/home.png"))
        return image.width()

    assert 500 < picture() <= text.viewport().width()
    found.resize(700, 560)
    qtbot.waitUntil(lambda: text.document().idealWidth() <= text.viewport().width())
    assert picture() <= text.viewport().width()
    standard = _letters(text)[0].font().pixelSize()
    shell.theme.ask_size(TextSize.LARGEST)
    shell.theme.ask(Appearance.DARK)
    qtbot.waitUntil(lambda: _letters(text)[0].font().pixelSize() > standard > 0)
    links = {form.foreground().color().name().upper() for form in _letters(text) if form.isAnchor()}
    assert links == {DARK.accent}
    shell.theme.ask_size(TextSize.STANDARD)


def _letters(text: ManualText) -> list[QTextCharFormat]:
    found, block = [], text.document().begin()
    while block.isValid():
        found += [form for _, _, form in pieces(block)]
        block = block.next()
    return found


def test_without_its_files_the_window_says_so(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sgz_desktop.assets._MANUALS", ())
    QTest.keyClick(shell, Qt.Key.Key_F1)
    assert "docs/manual" in shell.notices.sentence
    assert not shell.findChildren(Manual)
