"""Alt and a letter: by which letter a button, a box or a field is reached, written behind its name as (S)."""

import re
from collections.abc import Container, Sequence

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from sgz_desktop.ui.initials import initials

_LETTERED = "lettered"
_WRITTEN = re.compile(r"\(&([A-Z])\)")
_BEHIND_NAME = re.compile("[（…：]|$")
_EVERY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_USUAL = {
    "不": "N",
    "上一步": "B",
    "下一步": "N",
    "以后再说": "L",
    "保存": "S",
    "全不选": "N",
    "全选": "A",
    "关闭": "C",
    "删除": "D",
    "取消": "C",
    "合并": "M",
    "复制": "Y",
    "导入": "I",
    "导出": "E",
    "恢复": "R",
    "打印": "P",
    "打开": "O",
    "新建": "N",
    "确定": "O",
    "立即备份": "B",
    "继续": "G",
    "退出": "X",
}
"""What Windows programs in Chinese use; of several words that begin a text the longest counts."""
_ON_PAGES = {
    "取消其全部分工并声明": "Q",
    "导出正式稿 PDF": "Z",
    "带入评估人员": "D",
    "按常用日程填入": "A",
    "随机抽取…": "R",
    "从工作簿读入…": "I",
    "从工作簿读入附件2…": "I",
}
"""The main buttons of pages that no other key pushes. No two of one letter are seen at once."""


def with_letter(text: str, letter: str) -> str:
    """A text with its letter: behind the name, before an ellipsis, a colon or an explanation in brackets."""
    found = _BEHIND_NAME.search(text)
    place = found.start() if found else len(text)
    return f"{text[:place]}(&{letter}){text[place:]}"


def without_letter(text: str) -> str:
    """A text as it is read out and compared."""
    return _WRITTEN.sub("", text)


def letter_of(text: str) -> str:
    """The letter that stands in a text, "" where none does."""
    found = _WRITTEN.search(text)
    return found[1] if found else ""


def on_page(text: str) -> str:
    """The text of a page's main button, with its letter where it has one."""
    return with_letter(text, _ON_PAGES[text]) if text in _ON_PAGES else text


def take_letter(*widgets: QWidget) -> None:
    """Let buttons, boxes and the names of fields have letters where they stand in a dialog."""
    for each in widgets:
        each.setProperty(_LETTERED, True)


def give_letters(root: QWidget, *, first: Sequence[QWidget] = ()) -> None:
    """Give all that is shown and may have a letter its own: the usual one, else of its pinyin, else any.

    Those in `first` choose first, then what has a usual letter, then the other buttons; where all are taken,
    there is none. What is not shown loses its own: an assistant's step has them anew when it is turned to.
    """
    several = [each for each in root.findChildren(QWidget) if each.property(_LETTERED)]
    bearers = [each for each in several if isinstance(each, QAbstractButton | QLabel)]
    taken = set[str]()
    for each in sorted(bearers, key=lambda each: _turn(each, first)):
        text = without_letter(each.text())
        letter = _free(text, taken) if text and each.isVisibleTo(root) else ""
        shown = with_letter(text, letter) if letter else text
        taken.add(letter)
        if shown != each.text():
            each.setText(shown)


def _turn(bearer: QAbstractButton | QLabel, first: Sequence[QWidget]) -> tuple[bool, ...]:
    """When it chooses: False before True."""
    return bearer not in first, not _usual(without_letter(bearer.text())), isinstance(bearer, QLabel)


def _usual(text: str) -> str:
    begins = [word for word in sorted(_USUAL, key=len, reverse=True) if text.startswith(word)]
    return _USUAL[begins[0]] if begins else ""


def _free(text: str, taken: Container[str]) -> str:
    wished = [*_usual(text), *initials(text).upper(), *_EVERY]
    return next((each for each in wished if each in _EVERY and each not in taken), "")
