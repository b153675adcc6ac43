"""Reads a PDF back as a person or a search engine would: texts, boxes, outline."""

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sgz_desktop.exports.report import Report, Table, leaves, plain, text_in_reading_order
from sgz_desktop.exports.typography import Typography

# The library has no types; what it gives is Any here.
pypdfium2: Any = import_module("pypdfium2")
pdfium: Any = import_module("pypdfium2.raw")

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Box:
    """A printed character and where its ink is, in points from the lower left corner."""

    character: str
    left: float
    bottom: float
    right: float
    top: float


def squeezed(text: str) -> str:
    """The text without any white space."""
    return _SPACE.sub("", text)


def page_texts(raw: bytes) -> list[str]:
    """What stands between the margins of every page, in the order in which it was written."""
    document = pypdfium2.PdfDocument(raw)
    try:
        return [_page_text(page) for page in document]
    finally:
        document.close()


def _page_text(page: Any) -> str:
    low, high = _text_area(page)
    reader = page.get_textpage()
    parts = []
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        _left, bottom, _right, top = thing.get_bounds()
        if low - 1 <= (bottom + top) / 2 <= high + 1:
            parts.append(_object_text(thing, reader))
    reader.close()
    return "".join(parts)


def _object_text(thing: Any, reader: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, reader, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(thing, reader, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _text_area(page: Any) -> tuple[float, float]:
    width, height = page.get_size()
    form = next(each for each in Typography().pages.values() if abs(each.width - width) < 1)
    return form.bottom, height - form.top


def body_text(raw: bytes, report: Report) -> str:
    """The text of all pages without white space, without heads repeated at the top of a page."""
    heads = [
        "".join(squeezed(plain(cell.runs)) for line in block.head for cell in line.cells)
        for block in leaves(report)
        if isinstance(block, Table) and block.head
    ]
    seen = ""
    for text in page_texts(raw):
        clean = squeezed(text)
        for head in heads:
            if head and head in seen and clean.startswith(head):
                clean = clean.removeprefix(head)
        seen += clean
    return seen


def report_text(report: Report) -> str:
    """What the report says, without white space."""
    return squeezed("".join(text_in_reading_order(report)))


def letters(text: str) -> Counter[str]:
    """How often every character occurs."""
    return Counter(squeezed(text))


def boxes(raw: bytes) -> list[list[Box]]:
    """Boxes of the ink of every character, page by page."""
    document = pypdfium2.PdfDocument(raw)
    pages = []
    for page in document:
        reader = page.get_textpage()
        text = [chr(pdfium.FPDFText_GetUnicode(reader, n)) for n in range(reader.count_chars())]
        pages.append(
            [
                Box(c, *reader.get_charbox(n))
                for n, c in enumerate(text)
                if not c.isspace() and ord(c) not in (0, 2, 0xFFFE)
            ]
        )
        reader.close()
    document.close()
    return pages


def overlaps(page: list[Box], *, tolerance: float = 0.6) -> list[tuple[Box, Box]]:
    """Pairs of characters whose ink covers one another by more than a tolerance in both directions."""
    found = []
    ordered = sorted(page, key=lambda box: box.left)
    for number, box in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.left >= box.right - tolerance:
                break
            if min(box.top, other.top) - max(box.bottom, other.bottom) > tolerance:
                found.append((box, other))
    return found


def outline(raw: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page number (from 0) of every bookmark."""
    document = pypdfium2.PdfDocument(raw)
    entries = []
    for entry in document.get_toc():
        target = entry.get_dest()
        entries.append((entry.level, entry.get_title(), -1 if target is None else target.get_index() or 0))
    document.close()
    return entries


def properties(raw: bytes) -> dict[str, str]:
    document = pypdfium2.PdfDocument(raw)
    values = document.get_metadata_dict()
    document.close()
    return dict(values)


def sizes(raw: bytes) -> list[tuple[int, int]]:
    """Width and height of every page in whole points."""
    document = pypdfium2.PdfDocument(raw)
    found = [(round(page.get_width()), round(page.get_height())) for page in document]
    document.close()
    return found
