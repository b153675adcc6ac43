"""The lines of a PDF as they were set, read from the pages' own operators, and the rules they must keep.

Every line of text is one text object (BT … ET) of the page, be it of a paragraph or of a cell.
"""

import re
import zlib
from dataclasses import dataclass

from sgz_desktop.exports.report import Report, text_in_reading_order
from sgz_desktop.exports.typeset import CLOSERS, OPENERS
from tests.exports.readback import squeezed

_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\n")
_TEXT = re.compile(r"BT (\S+) (\S+) \S+ \S+ (\S+) (\S+) Tm(.*?)ET", re.DOTALL)
_PART = re.compile(r"/(F\d+) (\S+) Tf|<([0-9A-F]{4})>")
_NUMBER_END = re.compile(r"\d$")
_NUMBER_GOES_ON = re.compile(
    r"^(\d|[.,]\d|[%％‰℃㎡]|人次|人|名|户|次|节|场|份|支|项|万元|元|万|分|年|月|日|个)"
)
_HAIR = 0.1  # points
_TELLING = 5  # characters, of which fewer stand side by side by chance


@dataclass(frozen=True)
class PrintedLine:
    """A line of a page: where its base line begins, its size, whether it runs downwards, what it says."""

    page: int
    x: float
    y: float
    size: float
    turned: bool
    text: str


def printed_lines(raw: bytes) -> list[PrintedLine]:
    """Every line of every page in the order in which they were set; nothing of charts."""
    objects = _objects(raw)
    fonts = _fonts(objects)
    lines = []
    for page, number in enumerate(_pages(objects)):
        content = _stream(objects[_reference(objects[number], b"Contents")]).decode("latin-1")
        for turned, _skew, x, y, body in _TEXT.findall(content):
            size, text, codes = 0.0, "", dict[str, str]()
            for font, given, code in _PART.findall(body):
                if font:
                    codes, size = fonts[font], float(given)
                else:
                    text += codes[code]
            if text:
                lines.append(PrintedLine(page, float(x), float(y), size, turned == "0", text))
    return lines


def line_faults(raw: bytes, report: Report) -> list[str]:
    """Lines that begin with a closing mark, end with an opening one, or part a number from what it counts."""
    texts = [part.strip() for text in text_in_reading_order(report) for part in text.split("\n")]
    whole = [squeezed(text) for text in texts]
    starts = {text[:8] for text in whole}
    lines = [line for line in printed_lines(raw) if squeezed(line.text)]
    faults = []
    for number, line in enumerate(lines):
        text = squeezed(line.text)
        # A text that itself begins so may begin a line so, and likewise at its end.
        is_folio = text.strip("—").isdigit()
        if text[0] in CLOSERS and not is_folio and not any(each.startswith(text[:8]) for each in starts):
            faults.append(f"page {line.page + 1} begins {line.text!r}")
        if text[-1] in OPENERS and not any(each.endswith(text[-8:]) for each in whole):
            faults.append(f"page {line.page + 1} ends {line.text!r}")
        follower = squeezed(lines[number + 1].text) if number + 1 < len(lines) else ""
        if follower and lines[number + 1].page == line.page and lines[number + 1].y >= line.y - _HAIR:
            continue  # the next cell of a row
        if _NUMBER_END.search(text) and _NUMBER_GOES_ON.search(follower):
            joined = text[-8:] + follower[:8]
            if len(joined) > _TELLING and any(joined in each for each in whole):
                faults.append(f"page {line.page + 1} parts {line.text!r} and {follower[:8]!r}")
    return faults


def _objects(raw: bytes) -> dict[int, bytes]:
    starts = list(_OBJECT.finditer(raw))
    ends = [*(match.start() for match in starts[1:]), len(raw)]
    return {int(match[1]): raw[match.end() : end] for match, end in zip(starts, ends, strict=True)}


def _pages(objects: dict[int, bytes]) -> list[int]:
    (tree,) = [each for each in objects.values() if b"/Type /Pages" in each]
    kids = re.search(rb"/Kids \[(.*?)\]", tree, re.DOTALL)
    assert kids is not None
    return [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]


def _reference(thing: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", thing)
    assert found is not None
    return int(found[1])


def _stream(thing: bytes) -> bytes:
    start = thing.index(b"stream\n") + len(b"stream\n")
    return zlib.decompressobj().decompress(thing[start:])


def _fonts(objects: dict[int, bytes]) -> dict[str, dict[str, str]]:
    """Per font of the pages what its codes mean."""
    (names,) = [each for each in objects.values() if re.match(rb"(?:%.*\n)?<<\s*/F\d+ \d+ 0 R", each)]
    fonts = {}
    for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", names):
        table = _stream(objects[_reference(objects[int(number)], b"ToUnicode")]).decode("ascii")
        pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", table)
        fonts[name.decode()] = {code: bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
    return fonts
