"""What a person types or pastes into a cell of the roster, read as the value of its field."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.errors import Refused
from sgz_desktop.intake.calendar_readings import read_date
from sgz_desktop.intake.readings import plain, read_tick
from sgz_desktop.services.tables.attendance_grid import COUNT, TICKS

TICK_OF = {Decimal(1): Tick.YES, Decimal("0.5"): Tick.HALF, Decimal(0): Tick.NO}
FIGURE_OF = {tick: figure for figure, tick in TICK_OF.items()}
_CERTIFICATES = (
    ("高级", Certificate.SENIOR),
    ("中级", Certificate.INTERMEDIATE),
    ("助理", Certificate.ASSISTANT),
    ("初级", Certificate.ASSISTANT),
    ("非持证", Certificate.NONE),
    ("未持证", Certificate.NONE),
    ("无", Certificate.NONE),
    ("没有", Certificate.NONE),
    ("社会工作师", Certificate.INTERMEDIATE),
    ("社工师", Certificate.INTERMEDIATE),
)


def read_cell(field: str, text: str) -> Any:
    """The value of a field; nothing for an empty text. Raises Refused with what is wrong."""
    if not text.strip():
        return EMPTY.get(field)
    try:
        return _READERS.get(field, _text)(text)
    except Refused as refused:
        raise Refused(field, refused.sentence) from None


def _text(text: str) -> str:
    return " ".join(text.split())


def _tick(text: str) -> Tick | None:
    figure = _figure(text)
    return None if figure is None else TICK_OF[figure]


def _figure(text: str) -> Decimal | None:
    read = read_tick(text)
    if read.fault:
        raise Refused("", "应是 √、半、— 或 1、0.5、0。")
    return read.value


def _yes_no(text: str) -> bool | None:
    read = read_tick(text)
    if read.fault or read.value not in (None, Decimal(0), Decimal(1)):
        raise Refused("", "应是“是”或“否”。")
    return None if read.value is None else bool(read.value)


def _date(text: str) -> date | None:
    read = read_date(text)
    if read.fault:
        raise Refused("", "日期应写成 2024-01-16 的样子。")
    return read.value


def _certificate(text: str) -> Certificate:
    found = next((kind for word, kind in _CERTIFICATES if word in plain(text)), None)
    if found is None:
        raise Refused("", "应是 高级、中级、助理 或 无。")
    return found


_READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(TICKS, _tick),
    COUNT: _figure,
    "certificate": _certificate,
    **dict.fromkeys(("related_degree", "experienced"), _yes_no),
    **dict.fromkeys(("contract_start", "contract_end", "joined_on", "left_on", "experienced_from"), _date),
}
EMPTY: Mapping[str, Any] = {"post": "", "credential": "", "remark": "", "name": ""}
"""What the texts are where nothing is known; everything else is None then."""


def kind_of(field: str) -> object:
    """What fields must share for the value of one to fit the other."""
    return _READERS.get(field, _text)
