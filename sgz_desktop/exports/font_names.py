"""The PostScript names of the faces in a font collection, read without opening the fonts."""

import struct
from pathlib import Path

_COLLECTION = b"ttcf"
_MOST_FACES = 64
_POSTSCRIPT = 6  # the name record that holds the PostScript name
_ONE_BYTE_PLATFORM = 1  # Macintosh; all others write UTF-16


def faces_of(path: Path) -> tuple[str, ...]:
    """PostScript name of every face of a collection, in order; nothing of a single font or a broken file."""
    try:
        with path.open("rb") as file:
            data = file.read(12)
            if data[:4] != _COLLECTION:
                return ()
            (count,) = struct.unpack(">L", data[8:12])
            starts = struct.unpack(f">{min(count, _MOST_FACES)}L", file.read(4 * min(count, _MOST_FACES)))
            found = []
            for start in starts:
                file.seek(start)
                (tables,) = struct.unpack(">4xH6x", file.read(12))
                found.append(_name_in(file.read(16 * tables), path))
            return tuple(found)
    except (OSError, struct.error, UnicodeDecodeError):
        return ()


def _name_in(directory: bytes, path: Path) -> str:
    for at in range(0, len(directory) - 15, 16):
        tag, offset, length = struct.unpack(">4s4xLL", directory[at : at + 16])
        if tag == b"name":
            with path.open("rb") as file:
                file.seek(offset)
                return _postscript(file.read(length))
    return ""


def _postscript(table: bytes) -> str:
    count, texts = struct.unpack(">2xHH", table[:6])
    for number in range(count):
        record = table[6 + 12 * number : 18 + 12 * number]
        platform, kind, length, offset = struct.unpack(">H4xHHH", record)
        if kind == _POSTSCRIPT:
            raw = table[texts + offset : texts + offset + length]
            return raw.decode("ascii" if platform == _ONE_BYTE_PLATFORM else "utf-16-be")
    return ""
