"""The zip that a workbook is: opened in memory within bounds, or refused with one sentence."""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from sgz_desktop.intake import limits
from sgz_desktop.intake.kinds import no_zip, other_zip
from sgz_desktop.intake.unreadable import Bomb, Damaged, Encrypted, TooBig, UnsafePath

_CHUNK = 64 * 1024
_LOCAL_HEADER = b"PK\x03\x04"
_CENTRAL_HEADER = b"PK\x01\x02"
_EMPTY_ZIP = b"PK\x05\x06"
_ENCRYPTED_BIT = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DRIVE = re.compile(r"[A-Za-z]:")
# What reading a part of a broken zip may raise.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class BrokenPart(Exception):
    """A part of a workbook that cannot be unpacked or is no XML; its readers turn it into a problem."""


@dataclass(frozen=True, slots=True)
class Container:
    """The parts of a workbook by path in lower case, without a leading slash; nothing is unpacked yet."""

    name: str
    _archive: zipfile.ZipFile
    _parts: Mapping[str, zipfile.ZipInfo]

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and path.lower() in self._parts

    def paths(self) -> tuple[str, ...]:
        """The paths of all parts, in lower case."""
        return tuple(self._parts)

    def chunks(self, path: str) -> Iterator[bytes]:
        """A part's bytes, piece by piece; raises BrokenPart where it is missing or does not unpack."""
        part = self._parts.get(path.lower())
        if part is None:
            raise BrokenPart(path)
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise BrokenPart(path) from error


def open_workbook(name: str, data: bytes) -> Container:
    """The container of a workbook, by its bytes; raises a child of Unreadable for everything else."""
    if len(data) > limits.FILE_BYTES:
        raise TooBig(name)
    if not data.startswith((_LOCAL_HEADER, _EMPTY_ZIP)):
        raise no_zip(name, data)
    # Counted before zipfile makes an object of each.
    if data.count(_CENTRAL_HEADER) > limits.ENTRIES:
        raise Bomb(name)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise Damaged(name) from error
    parts = archive.infolist()
    _refuse_unsafe(name, parts, len(data))
    found = {_normal(part.orig_filename): part for part in parts}
    other = other_zip(name, frozenset(found), _mimetype(archive, found))
    if other is not None:
        raise other
    return Container(name, archive, found)


def _refuse_unsafe(name: str, parts: list[zipfile.ZipInfo], size: int) -> None:
    """Raise what is wrong with the parts as the container lists them, before any is unpacked."""
    if any(part.flag_bits & _ENCRYPTED_BIT for part in parts):
        raise Encrypted(name)
    paths = [part.orig_filename for part in parts]
    if any(_is_unsafe(path) for path in paths) or len({_normal(path) for path in paths}) < len(paths):
        raise UnsafePath(name)
    grown = any(
        part.file_size > max(limits.RATIO_FROM_BYTES, limits.RATIO * part.compress_size) for part in parts
    )
    # Parts that lie over one another in the file add up to more than it has.
    overlapping = sum(part.compress_size for part in parts) > size
    if grown or overlapping or sum(part.file_size for part in parts) > limits.UNPACKED_BYTES:
        raise Bomb(name)
    if any(part.compress_type not in _METHODS for part in parts):
        raise Damaged(name)


def _is_unsafe(path: str) -> bool:
    steps = path.replace("\\", "/").split("/")
    return path.startswith(("/", "\\")) or ".." in steps or "\0" in path or bool(_DRIVE.match(path))


def _normal(path: str) -> str:
    """A path as parts are found by: some programs write backslashes, some another case."""
    return posixpath.normpath(path.replace("\\", "/")).lower()


def _mimetype(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> bytes:
    """What an OpenDocument file says it is."""
    part = parts.get("mimetype")
    if part is None:
        return b""
    try:
        with archive.open(part) as stream:
            return stream.read(100)
    except _BROKEN:
        return b""
