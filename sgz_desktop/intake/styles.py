"""The number formats that the cells of a workbook refer to by number."""

from sgz_desktop.intake import limits
from sgz_desktop.intake.container import Container
from sgz_desktop.intake.number_formats import GENERAL, NumberFormat, built_in_format, parse_format
from sgz_desktop.intake.xml_parts import Attributes, Stop, read_part


def read_styles(container: Container, path: str) -> tuple[NumberFormat, ...]:
    """The number format of each cell style in its order; raises BrokenPart."""
    handler = _Styles()
    read_part(container, path, handler)
    return handler.formats()


class _Styles:
    """Hears of the number formats and of the cell styles that use them."""

    def __init__(self) -> None:
        self._codes: dict[str, NumberFormat] = {}
        self._used: list[str] = []
        self._inside = ""
        self._elements = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._elements += 1
        if self._elements > limits.DESCRIBING_ELEMENTS or len(self._used) >= limits.STYLES:
            raise Stop
        # Both also stand elsewhere, with another meaning.
        if name in ("numFmts", "cellXfs"):
            self._inside = name
        elif name == "numFmt" and self._inside == "numFmts":
            self._codes[attributes.get("numFmtId", "")] = parse_format(attributes.get("formatCode", ""))
        elif name == "xf" and self._inside == "cellXfs":
            self._used.append(attributes.get("numFmtId", ""))

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""

    def text(self, text: str) -> None:
        """Styles have no text."""

    def formats(self) -> tuple[NumberFormat, ...]:
        """The format of each style."""
        return tuple(self._format(number) for number in self._used)

    def _format(self, number: str) -> NumberFormat:
        if number in self._codes:
            return self._codes[number]
        return built_in_format(int(number)) if number.isdecimal() and len(number) < 5 else GENERAL
