"""XML of a workbook as events: no entities, no document type, bounded, in time that grows linearly."""

from typing import Protocol
from xml.parsers import expat

from sgz_desktop.intake import limits
from sgz_desktop.intake.container import BrokenPart, Container
from sgz_desktop.intake.unreadable import Entities

Attributes = dict[str, str]
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")


class Handler(Protocol):
    """What hears of a part's elements, by their names without a prefix, and of the text between."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of text; one text may come in several."""


class Stop(Exception):
    """Raised by a handler that has heard enough."""


class PartParser:
    """Feeds one part to a handler, piece by piece.

    The parser is expat itself, since the iterators over it cost three times as much and a sheet may have a
    million rows; what makes such XML dangerous is refused here, with the one thing everything needs: a
    document type.
    """

    def __init__(self, name: str, path: str, handler: Handler) -> None:
        self._name = name
        self._path = path
        self._handler = handler
        self._fed = self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = handler.text

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Parse the next bytes; raises BrokenPart for what is no XML and Entities for a document type."""
        self._fed += len(chunk)
        try:
            self._parser.Parse(chunk, last)
        # What Python has no codec for, or only a codec of several bytes, comes as one of the others.
        except (expat.ExpatError, ValueError, LookupError) as error:
            # A document type in a place where none may stand is one all the same.
            if any(sign in chunk for sign in _DECLARED):
                raise Entities(self._name) from error
            raise BrokenPart(self._path) from error
        if self._fed - self._parser.CurrentByteIndex > limits.TOKEN_BYTES:
            raise BrokenPart(self._path)

    def _refuse(self, *_declared: object) -> None:
        raise Entities(self._name)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > limits.DEPTH:
            raise BrokenPart(self._path)
        self._handler.start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(name.rpartition(":")[2] if ":" in name else name)


def read_part(container: Container, path: str, handler: Handler) -> None:
    """Feed a whole part to a handler, until its end or until the handler raises Stop."""
    parser = PartParser(container.name, path, handler)
    try:
        for chunk in container.chunks(path):
            parser.feed(chunk)
        parser.feed(b"", last=True)
    except Stop:
        return
