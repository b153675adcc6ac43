"""Reads a PDF back as a person or a search engine would: texts, boxes, outline."""

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sgz_desktop.exports.report import (
    Heading,
    PageForm,
    Report,
    Table,
    leaves,
    plain,
    text_in_reading_order,
)
from sgz_desktop.exports.typography import PageStyle, Typography

# The library has no types; what it gives is Any here.
pypdfium2: Any = import_module("pypdfium2")
pdfium: Any = import_module("pypdfium2.raw")

_SPACE = re.compile(r"\s+")
_PIXELS = 3  # per point
_FAINT = 200  # of 255: lighter is no ink
_NOTHING = 0.1  # points


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
    """What stands between the margins of every page, in the order in which it was written.

    Without the lines of contents, which are links and say nothing that is not said elsewhere.
    """
    document = pypdfium2.PdfDocument(raw)
    try:
        return [_page_text(page) for page in document]
    finally:
        document.close()


def copied_texts(raw: bytes) -> list[str]:
    """What somebody copies from every page, blanks and all."""
    document = pypdfium2.PdfDocument(raw)
    found = []
    for page in document:
        reader = page.get_textpage()
        found.append(reader.get_text_range())
        reader.close()
    document.close()
    return found


def _page_text(page: Any) -> str:
    form = _form(page)
    links = link_boxes(page)
    reader = page.get_textpage()
    parts = []
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        left, bottom, right, top = thing.get_bounds()
        x, y = (left + right) / 2, (bottom + top) / 2
        if not form.bottom - 1 <= y <= form.height - form.top + 1:
            continue
        if not form.left - 1 <= x <= form.width - form.right + 1:
            continue
        if not any(link.left <= x <= link.right and link.bottom <= y <= link.top for link in links):
            parts.append(_object_text(thing, reader))
    reader.close()
    return "".join(parts)


def link_boxes(page: Any) -> list[Box]:
    """The areas of a page that lead elsewhere."""
    found = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        area = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(area))
        found.append(Box("", area.left, area.bottom, area.right, area.top))
    return found


def _object_text(thing: Any, reader: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, reader, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(thing, reader, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _form(page: Any) -> PageStyle:
    width, _height = page.get_size()
    return next(each for each in Typography().pages.values() if abs(each.width - width) < 1)


def body_text(raw: bytes, report: Report) -> str:
    """The text of all pages without white space, without what is repeated at the top of a page."""
    lines = [
        (squeezed(plain(block.runs)), squeezed(plain(block.again)))
        for block in leaves(report)
        if isinstance(block, Heading) and block.again
    ]
    heads = [
        "".join(squeezed(plain(cell.runs)) for line in block.head for cell in line.cells)
        for block in leaves(report)
        if isinstance(block, Table) and block.head
    ]
    seen = ""
    for text in page_texts(raw):
        clean = squeezed(text)
        for title, again in lines:
            if title in seen:
                clean = clean.removeprefix(again)
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


def misplaced(raw: bytes, look: Typography | None = None) -> list[str]:
    """What is wrong with the places of characters: outside the text and its furniture, or over another."""
    looks = look or Typography()
    found = []
    for number, (page, (width, _height)) in enumerate(zip(boxes(raw), sizes(raw), strict=True), start=1):
        form = next(each for each in looks.pages.values() if round(each.width) == width)
        right, top = form.width - form.right, form.height - form.top
        for box in page:
            inside = form.left - 1 <= box.left <= box.right <= right + 1
            in_text = inside and form.bottom - 1 <= box.bottom <= box.top <= top + 1
            if not in_text and not _is_furniture(box, form, looks):
                found.append(f"page {number}: {box} outside")
        found += [f"page {number}: {one} over {other}" for one, other in overlaps(page)]
    return found


def _is_furniture(box: Box, form: PageStyle, looks: Typography) -> bool:
    """Whether a character stands where page numbers and the mark of a provisional report stand."""
    right, top = form.width - form.right, form.height - form.top
    size, drop = looks.folio.size, looks.folio_drop
    if box.character in "讨论稿":
        return (
            top < box.bottom and box.top < top + looks.mark_rise + looks.mark.size and box.right <= right + 1
        )
    if form.sideways:
        upright = looks.pages[PageForm.PORTRAIT]
        return upright.bottom - drop - size < box.left and box.right < upright.bottom - drop + size
    return form.bottom - drop - size < box.bottom and box.top < form.bottom - drop + size / 2


def invisible(raw: bytes) -> list[str]:
    """Characters that leave no ink where they stand: unpainted, white, covered or without extent."""
    document = pypdfium2.PdfDocument(raw)
    found = []
    for number, (page, placed) in enumerate(zip(document, boxes(raw), strict=True)):
        picture = page.render(scale=_PIXELS, grayscale=True).to_pil()
        height = page.get_height()
        for box in placed:
            left, upper = int(box.left * _PIXELS) - 1, int((height - box.top) * _PIXELS) - 1
            right, lower = int(box.right * _PIXELS) + 2, int((height - box.bottom) * _PIXELS) + 2
            darkest = picture.crop((left, upper, right, lower)).getextrema()[0]
            if darkest > _FAINT or box.right - box.left < _NOTHING:
                found.append(f"page {number + 1}: {box}")
    document.close()
    return found


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


def labels(raw: bytes) -> list[str]:
    """What a reader's page list calls every page."""
    document = pypdfium2.PdfDocument(raw)
    found = [document.get_page_label(number) for number in range(len(document))]
    document.close()
    return found


def link_targets(raw: bytes, number: int) -> list[tuple[int, float]]:
    """Page (from 0) and height that every link of a page leads to, in the order of the links."""
    document = pypdfium2.PdfDocument(raw)
    page = document[number]
    found = []
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        target = pdfium.FPDFLink_GetDest(document.raw, link)
        has = [ctypes.byref(ctypes.c_int()) for _ in range(3)]
        x, y, zoom = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFDest_GetLocationInPage(target, *has, ctypes.byref(x), ctypes.byref(y), ctypes.byref(zoom))
        found.append((pdfium.FPDFDest_GetDestPageIndex(document.raw, target), y.value))
    document.close()
    return found
