"""TrueType fonts embedded as one composite font each, any character of Unicode, only the glyphs in use."""

import struct
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

_MAPPED_AT_ONCE = 100  # entries that one bfchar list of a CMap may hold
_BOX = 2  # bytes from the beginning of an outline to its box: left, lower, right, upper edge
_HALF = 0.5
_BEARING = 0.03  # of the size, left between the ink and what is beside it
_BROKEN = (TTFError, OSError, struct.error, ValueError, LookupError, TypeError, AssertionError)


class EmbeddedFont:
    """A font file that is written as one Type0 font instead of reportlab's many of 256 glyphs.

    reportlab's own way has no valid mapping back to text for characters beyond U+FFFF, which names need.
    """

    def __init__(self, font: TTFont) -> None:
        self.name = font.fontName
        self.face: Any = font.face
        self.file = Path(str(font.face.filename))
        self._used: WeakKeyDictionary[Any, dict[int, int]] = WeakKeyDictionary()
        self._names: WeakKeyDictionary[Any, str] = WeakKeyDictionary()
        self._slack: dict[int, tuple[float, float]] = {}
        self._reading = threading.Lock()  # the file is read by seeking, and two jobs may print at once

    def width_of(self, character: str) -> float | None:
        """Advance in parts of the size, None when the font has no drawn glyph for the character."""
        code = ord(character)
        glyph = self.face.charToGlyph.get(code, 0)
        if not glyph or not 0 < glyph < len(self.face.glyphPos) - 1:
            return None
        if self.face.glyphPos[glyph] == self.face.glyphPos[glyph + 1] and not character.isspace():
            return None  # mapped to an empty outline: would print as nothing
        return float(self.face.getCharWidth(code)) / 1000

    def slack_of(self, code: int) -> tuple[float, float]:
        """What a character has empty before and behind its ink, in parts of the size, each at most a half."""
        if code not in self._slack:
            self._slack[code] = self._measured_slack(code)
        return self._slack[code]

    def sides_of(self, code: int) -> tuple[float, float]:
        """From the edges of a character's square to its ink, in parts of the size; 0 where none is drawn."""
        face = self.face
        try:
            glyph = face.charToGlyph[code]
            outline = face.get_table_pos("glyf")[0] + face.glyphPos[glyph]
            left, right = struct.unpack_from(">hxxh", face._ttf_data, outline + _BOX)
            width = face.getCharWidth(code) / 1000
        except _BROKEN:
            return 0.0, 0.0
        return left / face.unitsPerEm, width - right / face.unitsPerEm

    def codes_in(self, doc: Any) -> dict[int, int]:
        """Codes given so far in a document, by character; adding one makes it part of the font there."""
        return self._used.setdefault(doc, {})

    def name_in(self, doc: Any) -> str:
        """The font's resource name in a document, with its slash; the first call puts the font into it."""
        name = self._names.get(doc)
        if name is None:
            name = f"/F{len(doc.fontMapping) + 1}"
            self._names[doc] = name
            doc.fontMapping[self.name] = name
            doc.delayedFonts.append(SimpleNamespace(addObjects=self._write_into))
        return name

    def _measured_slack(self, code: int) -> tuple[float, float]:
        before, behind = (max(0.0, min(_HALF, side - _BEARING)) for side in self.sides_of(code))
        return before, behind

    def _write_into(self, doc: Any) -> None:
        """Write the font's objects; the document calls this when it is saved."""
        codes = self._used.pop(doc, {})
        name = self._names.pop(doc)[1:]
        characters = list(codes)
        postscript = self.face.name.decode("latin-1")
        base = f"{SUBSETN(int(name[1:])).decode('latin-1')}+{postscript}"
        with self._reading:
            descriptor = self.face.addSubsetObjects(doc, base, characters)
        # Code 0 and those of the characters, one bit each: archives want to know what a subset holds.
        held = (1 << (len(characters) + 1)) - 1 << (-(len(characters) + 1) % 8)
        bits = held.to_bytes((len(characters) + 8) // 8, "big")
        doc.idToObject[f"fontDescriptor:{base}"].dict["CIDSet"] = _stream(doc, bits, f"held:{base}")
        widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in characters])
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity")}
        descendant = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(base),
            "CIDSystemInfo": pdfdoc.PDFDictionary({**system, "Supplement": 0}),
            "FontDescriptor": descriptor,
            "DW": 1000,
            "W": pdfdoc.PDFArray([1, widths]),
            "CIDToGIDMap": _stream(doc, self._glyph_map(characters), f"glyphs:{base}"),
        }
        child = doc.Reference(pdfdoc.PDFDictionary(descendant), f"cidFont:{base}")
        font = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(base),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([child]),
            "ToUnicode": _stream(doc, _to_unicode(codes), f"toUnicode:{base}"),
        }
        doc.idToObject["BasicFonts"].dict[name] = doc.Reference(pdfdoc.PDFDictionary(font), f"font:{base}")

    def _glyph_map(self, characters: list[int]) -> bytes:
        """Glyph number in the subset for code 0, 1, 2 …: the subset numbers glyphs as they come."""
        numbers = {0: 0}
        glyphs = [0]
        for code in characters:
            original = self.face.charToGlyph.get(code, 0)
            glyphs.append(numbers.setdefault(original, len(numbers)))
        return struct.pack(f">{len(glyphs)}H", *glyphs)


def open_font(path: Path, face_number: int = 0) -> EmbeddedFont | None:
    """The font in a file; None when it is broken or has no TrueType outlines, which alone can be embedded."""
    try:
        font = TTFont(f"sgz:{path}:{face_number}", str(path), subfontIndex=face_number)
        if "glyf" not in font.face.table:
            return None
    except _BROKEN:
        return None
    pdfmetrics.registerFont(font)
    return EmbeddedFont(font)


def _stream(doc: Any, content: bytes, name: str) -> Any:
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress]
    return doc.Reference(stream, name)


def _to_unicode(codes: dict[int, int]) -> bytes:
    pairs = [f"<{code:04X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for char, code in codes.items()]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), _MAPPED_AT_ONCE):
        part = pairs[start : start + _MAPPED_AT_ONCE]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
