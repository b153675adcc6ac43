"""A sound workbook spoilt in one of many ways, the same way for the same seed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from tests.intake.build import Parts, packed
from tests.intake.fuzz import nodes
from tests.intake.fuzz.sources import parts_of, sources

_BYTES = (
    *(b"<", b">", b"&", b"&#0;", b"\0", b"\xff", b"</c>", b"<row>", b"<row r='999999999'>", b"1e999", b"NaN"),
    *(b't="s"', b't="e"', b'r="XFD1048576"', b"<is>", b"<t>", b"]]>", b"<![CDATA[", b"<!--", b"9" * 400),
    *(b"-1", b"A1:XFD1048576", b's="99999"', b"</sheetData>", b'<mergeCell ref="A1:Z99"/>', b"xml:space"),
    *(b"<f>", b"<v/>", b"&#xD800;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", "²".encode(), "１".encode()),
)
# The largest one takes as long as five others.
_OFTEN = {"附件2": 1}
_IDLE = ("theme", "docProps")


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A spoilt workbook: of which one, how, and its bytes."""

    seed: int
    source: str
    level: str
    data: bytes

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.seed}-{self.source}-{self.level}.xlsx"


def spoilt(seed: int) -> Spoilt:
    """The workbook that a seed makes."""
    random = Random(seed)
    names = sorted(sources())
    (source,) = random.choices(names, [_OFTEN.get(each, 2) for each in names])
    level = random.choice(tuple(_LEVELS))
    return Spoilt(seed, source, level, _LEVELS[level](random, sources()[source]))


def _zip_bytes(random: Random, data: bytes) -> bytes:
    return _spoil(random, data, times=random.randint(1, 5))


def _part_bytes(random: Random, data: bytes) -> bytes:
    parts = parts_of(data)
    path = _victim(random, parts)
    parts[path] = _spoil(random, parts[path], times=random.randint(1, 4))
    return packed(_some_lost(random, parts), level=1)


def _by_nodes(act: Callable[[Random, Parts], None]) -> Callable[[Random, bytes], bytes]:
    def work(random: Random, data: bytes) -> bytes:
        parts = parts_of(data)
        for _ in range(random.randint(1, 4)):
            act(random, parts)
        return packed(parts, level=1)

    return work


def _anywhere(random: Random, parts: Parts) -> None:
    path = _victim(random, parts)
    parts[path] = nodes.rearranged(random, parts[path])


_LEVELS: Mapping[str, Callable[[Random, bytes], bytes]] = {
    "zip": _zip_bytes,
    "part": _part_bytes,
    "nodes": _by_nodes(_anywhere),
    "values": _by_nodes(nodes.spoil_values),
    "types": _by_nodes(nodes.spoil_types),
    "shared": _by_nodes(nodes.spoil_shared_texts),
    "merged": _by_nodes(nodes.spoil_merged),
    "claims": _by_nodes(nodes.spoil_claims),
    "names": _by_nodes(nodes.spoil_names),
}
LEVELS = tuple(_LEVELS)
"""Where a workbook may be spoilt."""


def _spoil(random: Random, data: bytes, *, times: int) -> bytes:
    """Some bytes changed, lost, doubled, put in or all cut off from a place on."""
    found = bytearray(data)
    for _ in range(times):
        act, at = random.randrange(6), random.randrange(len(found) + 1)
        if act == 0 and found:
            found[at % len(found)] = random.randrange(256)
        elif act == 1:
            del found[at : at + random.randint(1, 40)]
        elif act == 2:
            found[at:at] = random.choice(_BYTES)
        elif act == 3:
            start = random.randrange(len(found) + 1)
            found[at:at] = found[start : start + random.randrange(200)]
        elif act == 4:
            found[at : at + 8] = bytes(8)
        elif random.random() < 0.2:
            del found[at:]
    return bytes(found)


def _victim(random: Random, parts: Parts) -> str:
    return random.choice([path for path in parts if not any(word in path for word in _IDLE)])


def _some_lost(random: Random, parts: Parts) -> Parts:
    return {path: data for path, data in parts.items() if random.random() > 0.01}
