"""What is at hand on every page: the palette, the working papers, and where a quick note goes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QTabBar

from tests.journeys.paper import pdf_text, squeezed
from tests.journeys.person import Person


def search(person: Person, words: str) -> None:
    """Go where the palette's first line leads for these words."""
    person.press(Qt.Key.Key_K, control=True)
    assert person.find(QLineEdit, "paletteField").hasFocus()
    person.write(words)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: not person.is_shown("palette"), "no palette")


def go_everywhere(person: Person, *, item: str, name: str) -> None:
    """By the palette to a page by first letters, an item, somebody, and to a command."""
    search(person, "xcsw")
    person.until(lambda: person.is_shown("dayPage"), "现场事务")
    search(person, item)
    person.until(lambda: person.is_shown("visitPage"), "现场检查")
    assert person.text("stopTitle").split()[0] == item
    search(person, name)
    person.until(lambda: person.is_shown("preparingPage"), "评前准备")
    bar = person.find(QTabBar, "preparingTabs")
    assert bar.tabText(bar.currentIndex()).startswith("人员与分工")
    assert [each for each in person.all(QLineEdit, "person_name") if each.text() == name]
    search(person, "快捷键")
    keys = person.meet("keys")
    person.sees("单个字母和数字只在没有输入框在用时起作用。", within=keys)
    person.press(Qt.Key.Key_Escape)
    person.see_off("keys")


def print_paper(
    person: Person, code: str, chosen_file: Callable[[Path], None], path: Path, *, says: tuple[str, ...]
) -> None:
    """Save one working paper as PDF by letters alone, and read in it what it must say."""
    person.press(Qt.Key.Key_P, control=True)
    asked = person.meet("askPapers")
    wanted = f"paper_{code}"
    kinds = [each for each in person.all(QCheckBox, within=asked) if each.objectName().startswith("paper_")]
    for each in kinds:
        if each.isEnabled() and each.isChecked() != (each.objectName() == wanted):
            person.push_letter(each.objectName(), within=asked)
    # What a letter pushes is seen to be pushed for a moment before it acts.
    person.until(lambda: [each.objectName() for each in kinds if each.isChecked()] == [wanted], wanted)
    chosen_file(path)
    person.push_letter("askPapers_yes", within=asked)
    person.see_off("askPapers")
    person.until(lambda: f"页：{path}" in person.seen(), "a saved paper")
    assert path.read_bytes().startswith(b"%PDF-")
    text = pdf_text(path)
    assert [words for words in says if squeezed(words) not in text] == []
