"""Text as it stands in a workbook's XML, and the list of texts that its cells share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sgz_desktop.intake import limits
from sgz_desktop.intake.container import BrokenPart, Container
from sgz_desktop.intake.xml_parts import Attributes, Stop, read_part

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# Control characters, marks of direction and of no width, halves of surrogate pairs.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """A text without what nobody sees: escapes resolved, one kind of line end, no control characters."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return _UNSEEN.sub("", _LINE_END.sub("\n", text))


class TextCollector:
    """Joins the pieces of one text, those of different fonts too, without the readings above them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._phonetic = 0
        self._in_text = False

    def start(self, name: str) -> None:
        """An element inside the text's begins."""
        if name == "rPh":
            self._phonetic += 1
        self._in_text = name == "t" and self._phonetic == 0

    def end(self, name: str) -> None:
        """An element inside the text's ends."""
        if name == "rPh":
            self._phonetic -= 1
        self._in_text = False

    def text(self, text: str) -> None:
        """A piece; what is longer than a cell may be is kept by one character, so that it can be told."""
        if self._in_text and self._length <= limits.CELL_CHARACTERS:
            self._pieces.append(text[: limits.CELL_CHARACTERS + 1 - self._length])
            self._length += len(self._pieces[-1])

    def take(self) -> str:
        """The whole text; the collector is empty afterwards."""
        whole = clean("".join(self._pieces))
        self._pieces, self._length, self._phonetic, self._in_text = [], 0, 0, False
        return whole


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """The texts that cells share; `fault` says in Chinese why there may be fewer than cells refer to."""

    texts: Sequence[str] = ()
    fault: str = ""


def read_shared_texts(container: Container, path: str) -> SharedTexts:
    """The shared texts, or those before the place where they end early."""
    handler = _SharedTexts()
    try:
        read_part(container, path, handler)
    except BrokenPart:
        return SharedTexts(handler.texts, "工作簿的文字表已损坏，部分文字没有读出。")
    return SharedTexts(handler.texts, "工作簿的文字太多，后面的没有读入。" if handler.is_full else "")


class _SharedTexts:
    """Hears of the shared texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.is_full = False
        self._collector = TextCollector()
        self._characters = 0
        self._elements = 0
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        self._elements += 1
        if (
            self._elements > limits.ELEMENTS
            or self._characters > limits.SHARED_CHARACTERS
            or len(self.texts) >= limits.SHARED_STRINGS
        ):
            self.is_full = True
            raise Stop
        if name == "si":
            self._inside = True
        elif self._inside:
            self._collector.start(name)

    def end(self, name: str) -> None:
        if name == "si":
            self.texts.append(self._collector.take())
            self._characters += len(self.texts[-1])
            self._inside = False
        elif self._inside:
            self._collector.end(name)

    def text(self, text: str) -> None:
        if self._inside:
            self._collector.text(text)
