"""Reads exported files back with foreign libraries: the words of a PDF, the cells of a workbook."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

# The library has no types; what it gives is Any here.
pypdfium2: Any = import_module("pypdfium2")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"—\d+—$")


def pdf_text(path: Path) -> str:
    """All words of a PDF in reading order, without white space and page numbers."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = []
        for page in document:
            reader = page.get_textpage()
            pages.append(_NUMBER.sub("", squeezed(reader.get_text_range())))
            reader.close()
        return "".join(pages)
    finally:
        document.close()


def squeezed(text: str) -> str:
    """A text without white space."""
    return _SPACE.sub("", text)


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """The cells of every sheet of a workbook."""
    book = load_workbook(path)
    try:
        return {each.title: [list(row) for row in each.iter_rows(values_only=True)] for each in book}
    finally:
        book.close()
