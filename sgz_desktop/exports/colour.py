"""The colour space of our papers, as the ICC profile that a PDF for keeping carries with it."""

import struct
from functools import cache
from typing import NamedTuple

SPACE_NAME = "sRGB IEC61966-2.1"
_STEPS = 256  # of the tone curve
_LINEAR_BELOW = 0.04045  # IEC 61966-2-1
_COPYRIGHT = b"No copyright, use freely"
_TAG_PLACES = 12  # bytes per tag in the table
_HEADER = 128


class _Xyz(NamedTuple):
    x: float
    y: float
    z: float


# The primaries of sRGB as seen under D50, the white of all profiles.
_WHITE = _Xyz(0.9642, 1.0, 0.8249)
_RED = _Xyz(0.43607, 0.22249, 0.01392)
_GREEN = _Xyz(0.38515, 0.71687, 0.09708)
_BLUE = _Xyz(0.14307, 0.06061, 0.7141)


@cache
def srgb_profile() -> bytes:
    """A small display profile of version 2 that means sRGB: primaries, white and tone curve."""
    curve = _curve()
    tags = {
        b"desc": _description(SPACE_NAME.encode("ascii")),
        b"cprt": b"text" + bytes(4) + _COPYRIGHT + b"\0",
        b"wtpt": _xyz(_WHITE),
        b"rXYZ": _xyz(_RED),
        b"gXYZ": _xyz(_GREEN),
        b"bXYZ": _xyz(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    places: dict[bytes, int] = {}
    body = b""
    start = _HEADER + 4 + _TAG_PLACES * len(tags)
    table = struct.pack(">L", len(tags))
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sLL", name, places[data], len(data))
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    made = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)  # the same on every day
    start = struct.pack(">L4sL4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    middle = b"acsp" + bytes(4 * 4 + 8)  # no platform, flags, maker, model, attributes
    white = b"".join(_fixed(each) for each in _WHITE)
    return (start + made + middle + struct.pack(">L", 0) + white).ljust(_HEADER, b"\0")


def _fixed(value: float) -> bytes:
    return struct.pack(">l", round(value * 65536))


def _xyz(value: _Xyz) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(_fixed(each) for each in value)


def _curve() -> bytes:
    entries = [round(_linear(step / (_STEPS - 1)) * 65535) for step in range(_STEPS)]
    return b"curv" + bytes(4) + struct.pack(f">L{_STEPS}H", _STEPS, *entries)


def _linear(value: float) -> float:
    if value <= _LINEAR_BELOW:
        return value / 12.92
    return float(((value + 0.055) / 1.055) ** 2.4)


def _description(text: bytes) -> bytes:
    """A text of type `desc`: ASCII, and its Unicode and Macintosh forms left empty."""
    return b"desc" + bytes(4) + struct.pack(">L", len(text) + 1) + text + b"\0" + bytes(4 + 4 + 2 + 1 + 67)
