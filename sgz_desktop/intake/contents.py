"""What a workbook's own list of contents says: its sheets, where their cells are, how it counts days."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from sgz_desktop.intake import limits
from sgz_desktop.intake.container import BrokenPart, Container
from sgz_desktop.intake.outside import cites_outside, refuse_outside
from sgz_desktop.intake.texts import clean
from sgz_desktop.intake.unreadable import Damaged, ExternalLinks, Macros, NoSheets
from sgz_desktop.intake.xml_parts import Attributes, Stop, read_part

_WORKBOOK = "xl/workbook.xml"
_TYPES = "[content_types].xml"
_MACROS = "macroenabled"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet as the workbook lists it; `path` is empty where no part can be found for it."""

    name: str
    hidden: bool
    path: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of contents; the paths are empty where there is no such part."""

    sheets: tuple[SheetEntry, ...]
    since_1904: bool
    shared_texts: str
    styles: str


def read_contents(container: Container) -> Contents:
    """The list of contents; raises Damaged, NoSheets, or Macros where the workbook calls itself so.

    What leads out of the workbook is refused with ExternalLinks or UnsafePath.
    """
    try:
        if _TYPES in container and _has_macros(container):
            raise Macros(container.name)
        refuse_outside(container)
        main = _main_part(container)
        heard = _Workbook()
        read_part(container, main, heard)
        targets = _relationships(container, main)
    except BrokenPart as error:
        raise Damaged(container.name) from error
    if heard.cites_outside:
        raise ExternalLinks(container.name, "工作簿的名称")
    if not heard.sheets:
        raise NoSheets(container.name)
    by_kind = {kind: path for kind, path in targets.values() if path in container}
    entries = [
        _entry(container, targets, attributes, number) for number, attributes in enumerate(heard.sheets, 1)
    ]
    return Contents(
        tuple(entry for entry in entries if entry is not None),
        heard.since_1904,
        by_kind.get("sharedstrings", _if_there(container, "xl/sharedstrings.xml")),
        by_kind.get("styles", _if_there(container, "xl/styles.xml")),
    )


def _entry(
    container: Container, targets: Mapping[str, tuple[str, str]], attributes: Attributes, number: int
) -> SheetEntry | None:
    """A sheet's entry; None for a sheet of another kind, such as a chart's, which has no cells."""
    reference = next((value for key, value in attributes.items() if key.endswith(":id")), "")
    kind, path = targets.get(reference, ("worksheet", f"xl/worksheets/sheet{number}.xml"))
    if kind != "worksheet":
        return None
    name = clean(attributes.get("name", "")).strip() or f"工作表{number}"
    hidden = attributes.get("state", "visible") != "visible"
    return SheetEntry(name, hidden, _if_there(container, path))


def _if_there(container: Container, path: str) -> str:
    return path if path in container else ""


def _main_part(container: Container) -> str:
    """Where the workbook's own part is."""
    found = [path for kind, path in _relationships(container, "").values() if kind == "officedocument"]
    return next((path for path in [*found, _WORKBOOK] if path in container), _WORKBOOK)


def _relationships(container: Container, source: str) -> dict[str, tuple[str, str]]:
    """The kind and the path that each relationship of a part leads to; those that lead outside left out."""
    folder, name = posixpath.split(source)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    heard = _Relationships()
    if path in container:
        read_part(container, path, heard)
    found = {}
    for attributes in heard.found:
        if attributes.get("TargetMode", "").lower() == "external":
            continue
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
        found[attributes.get("Id", "")] = (kind, target.lstrip("/").lower())
    return found


def _has_macros(container: Container) -> bool:
    heard = _Types()
    read_part(container, _TYPES, heard)
    return heard.has_macros


class _Bounded:
    """Hears of a part that has few elements in every real file."""

    def __init__(self) -> None:
        self._elements = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._elements += 1
        if self._elements > limits.DESCRIBING_ELEMENTS:
            raise Stop
        self.found_element(name, attributes)

    def found_element(self, name: str, attributes: Attributes) -> None:
        """An element, whatever it is in."""

    def end(self, name: str) -> None:
        """Nothing depends on where an element ends."""

    def text(self, text: str) -> None:
        """Nothing of interest is text."""


class _Workbook(_Bounded):
    """The sheets and the epoch."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Attributes] = []
        self.since_1904 = False
        self.cites_outside = False
        self._name: list[str] | None = None

    def found_element(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            self.sheets.append(attributes)
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "").lower() in ("1", "true", "on")
        elif name == "definedName":
            self._name = []

    def text(self, text: str) -> None:
        if self._name is not None:
            self._name.append(text)

    def end(self, name: str) -> None:
        if self._name is not None and name == "definedName":
            self.cites_outside = self.cites_outside or cites_outside("".join(self._name))
            self._name = None


class _Relationships(_Bounded):
    """The relationships of a part."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Attributes] = []

    def found_element(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            self.found.append(attributes)


class _Types(_Bounded):
    """What the parts are, as far as macros are concerned."""

    def __init__(self) -> None:
        super().__init__()
        self.has_macros = False

    def found_element(self, name: str, attributes: Attributes) -> None:
        if _MACROS in attributes.get("ContentType", "").lower():
            self.has_macros = True
