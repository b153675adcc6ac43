"""What a file really is when it is no zip, told by its bytes and never by its name."""

import codecs

from sgz_desktop.intake.unreadable import (
    Empty,
    Encrypted,
    Macros,
    NoWorkbook,
    OldWorkbook,
    OtherFormat,
    OtherWorkbook,
    Packed,
    PlainText,
    Unreadable,
    WebPage,
)

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAMPLE = 4096
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_KNOWN = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"{\\rtf", "文档"),
)
_PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
# Excel before 97 wrote its records into the file without a container.
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")


def no_zip(name: str, data: bytes) -> Unreadable:
    """The error that says what a file which is no zip is."""
    if not data:
        return Empty(name)
    if data.startswith(_OLE2):
        return _ole2(name, data)
    if data.startswith(_BIFF):
        return OldWorkbook(name)
    if data.startswith(_PACKED):
        return Packed(name)
    for start, kind in _KNOWN:
        if data.startswith(start):
            return OtherFormat(name, kind)
    text = _text(data)
    if text is None:
        return NoWorkbook(name)
    begin = text.lstrip("\ufeff \t\r\n").lower()
    if begin.startswith("<") or "<table" in begin:
        return WebPage(name)
    return PlainText(name)


def other_zip(name: str, paths: frozenset[str], mimetype: bytes) -> Unreadable | None:
    """The error that says what a zip is by its paths in lower case; None where it may be a workbook."""
    # Macros of either generation, Excel 4's too.
    if any(path.endswith("vbaproject.bin") or path.startswith("xl/macrosheets/") for path in paths):
        return Macros(name)
    if "xl/workbook.bin" in paths:
        return OtherWorkbook(name, "二进制工作簿（.xlsb）")
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return OtherWorkbook(name, "OpenDocument 表格（.ods）")
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return OtherFormat(name, "OpenDocument 文档")
    if any(path.endswith(".iwa") or path == "index.zip" for path in paths):
        return OtherWorkbook(name, "Numbers 表格")
    if any(path.startswith("word/") for path in paths):
        return OtherFormat(name, "Word 文档")
    if any(path.startswith("ppt/") for path in paths):
        return OtherFormat(name, "演示文稿")
    if any(path.endswith((".xlsx", ".xls", ".et")) for path in paths):
        return Packed(name)
    return None


def _ole2(name: str, data: bytes) -> Unreadable:
    """What a compound file holds, by the names of its streams."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return Encrypted(name)
    if holds("WordDocument"):
        return OtherFormat(name, "Word 文档")
    if holds("PowerPoint Document"):
        return OtherFormat(name, "演示文稿")
    # What is left is a workbook nearly always: WPS's .et has the same streams.
    return OldWorkbook(name)


def _text(data: bytes) -> str | None:
    """The beginning of the file if it is text in an encoding people use here."""
    sample = data[:_SAMPLE]
    marked = next((encoding for mark, encoding in _MARKS.items() if sample.startswith(mark)), None)
    # Latin letters last: every byte is one, and only control characters tell what is no text.
    for encoding in (marked,) if marked else ("utf-8", "gb18030", "latin-1"):
        # A character may be cut in two at the sample's end.
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(sample, len(data) <= _SAMPLE)
        except UnicodeDecodeError:
            continue
        return text if _printable(text) else None
    return None


def _printable(text: str) -> bool:
    return not any(ord(character) < ord(" ") and character not in "\t\r\n\f" for character in text)
