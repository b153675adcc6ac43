"""What leads out of a workbook: links to other files, relations whose paths climb out of the zip."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import unquote

from sgz_desktop.intake import limits
from sgz_desktop.intake.container import BrokenPart, Container
from sgz_desktop.intake.unreadable import ExternalLinks, UnsafePath
from sgz_desktop.intake.xml_parts import Attributes, Stop, read_part

# [1]Sheet!A1, [1]!Name, [other.xlsx]Sheet!A1, and a call of another program; [0] is the workbook itself.
# A bracket after a word is a table's column: 表1[8].
_CITED = re.compile(
    r"(?<![\w\]])\[0*[1-9]\d{0,5}\][^\[\](),]*!|\[[^\[\]]*\.(?:xl|et|csv)\w*\]|^[+=-]?\w+\|", re.IGNORECASE
)
_QUOTED = re.compile(r'"[^"]*"')
_FORMULA_CHARACTERS = 8_192
_LINKS = "xl/externallinks/"
_LINK = "externallink"
# What leads outside in ordinary workbooks and brings no figure: an address to click, a picture of a page.
_HARMLESS = ("hyperlink", "image")
_DRIVE = re.compile(r"/?[A-Za-z]:")


def cites_outside(formula: str) -> bool:
    """Whether a formula cites another workbook or calls another program; what it quotes as text does not."""
    return _CITED.search(_QUOTED.sub("", formula[:_FORMULA_CHARACTERS])) is not None


def refuse_outside(container: Container) -> None:
    """Raise ExternalLinks for a workbook that is linked to others, UnsafePath for a relation that climbs out.

    A link that no formula uses any more is one too. An address to click on in a cell is none.
    """
    for path in container.paths():
        if path.startswith(_LINKS):
            raise ExternalLinks(container.name)
        if path.endswith(".rels"):
            _refuse_relations(container, path)


def _refuse_relations(container: Container, path: str) -> None:
    heard = _Relations()
    # What is needed of a broken part is read once more, and told.
    with suppress(BrokenPart):
        read_part(container, path, heard)
    folder = path.rpartition("_rels/")[0]
    for kind, target, is_outside in heard.found:
        if kind in _HARMLESS:
            continue
        if kind.startswith(_LINK) or is_outside or "://" in target:
            raise ExternalLinks(container.name)
        if _climbs_out(folder, target):
            raise UnsafePath(container.name)


def _climbs_out(folder: str, target: str) -> bool:
    """Whether a target leads out of the container, or to a place on the computer."""
    path = unquote(target).replace("\\", "/")
    if path.startswith("//") or "\0" in path or _DRIVE.match(path):
        return True
    depth = 0 if path.startswith("/") else sum(1 for _ in _steps(folder))
    for step in _steps(path):
        depth += -1 if step == ".." else 1
        if depth < 0:
            return True
    return False


def _steps(path: str) -> Iterator[str]:
    return (step for step in path.split("/") if step not in ("", "."))


@dataclass(slots=True)
class _Relations:
    """The relations of a part: the kind of each, where it leads, and whether it says that this is outside."""

    found: list[tuple[str, str, bool]] = field(default_factory=list)

    def start(self, name: str, attributes: Attributes) -> None:
        if len(self.found) > limits.DESCRIBING_ELEMENTS:
            raise Stop
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2].lower()
            is_outside = attributes.get("TargetMode", "").lower() == "external"
            self.found.append((kind, attributes.get("Target", ""), is_outside))

    def end(self, name: str) -> None:
        """Nothing depends on where an element ends."""

    def text(self, text: str) -> None:
        """Nothing of interest is text."""
