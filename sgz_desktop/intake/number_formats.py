"""What a cell's number format makes of a number: a percentage, a date, so many decimals."""

import re
from dataclasses import dataclass

# Quoted text, escaped and filling characters, and conditions, colours and currencies in brackets.
_ASIDE = re.compile(r'"[^"]*"|[\\_*].|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_NOON = re.compile(r"am/pm|a/p|general|e[+-].*", re.IGNORECASE)
_DECIMALS = re.compile(r"[0#?]\.([0#?]*)")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format; `date` has those of the letters y, m and d that it shows, none for no date."""

    percent: bool = False
    date: str = ""
    decimals: int | None = None


GENERAL = NumberFormat()

# The formats that files name by number only; 27 to 36 and 50 to 58 as they are in China.
_DAY = NumberFormat(date="ymd")
_MONTH = NumberFormat(date="ym")
_DAY_OF_MONTH = NumberFormat(date="md")
_BUILT_IN = {
    1: NumberFormat(decimals=0),
    2: NumberFormat(decimals=2),
    3: NumberFormat(decimals=0),
    4: NumberFormat(decimals=2),
    9: NumberFormat(percent=True, decimals=0),
    10: NumberFormat(percent=True, decimals=2),
    14: _DAY,
    15: _DAY,
    16: _DAY_OF_MONTH,
    17: _MONTH,
    22: _DAY,
    27: _MONTH,
    28: _DAY_OF_MONTH,
    29: _DAY_OF_MONTH,
    30: _DAY,
    31: _DAY,
    36: _MONTH,
    37: NumberFormat(decimals=0),
    38: NumberFormat(decimals=0),
    39: NumberFormat(decimals=2),
    40: NumberFormat(decimals=2),
    50: _MONTH,
    51: _DAY_OF_MONTH,
    52: _MONTH,
    53: _DAY_OF_MONTH,
    54: _DAY_OF_MONTH,
    57: _MONTH,
    58: _DAY_OF_MONTH,
}


def built_in_format(number: int) -> NumberFormat:
    """The format that files name by a number without saying what it is."""
    return _BUILT_IN.get(number, GENERAL)


def parse_format(code: str) -> NumberFormat:
    """The format of a code such as `0.00%` or `yyyy"年"m"月"`."""
    bare = _ASIDE.sub("", code[:_LONGEST])
    first = bare.partition(";")[0]
    letters = _NOON.sub("", _ELAPSED.sub("", first)).lower()
    digits = any(sign in letters for sign in "0#?")
    shown = "" if digits else _date_letters(letters, timed=bool(_ELAPSED.search(first)))
    if shown:
        return NumberFormat(date=shown)
    match = _DECIMALS.search(letters)
    decimals = len(match[1]) if match else 0
    return NumberFormat(percent="%" in letters, decimals=decimals if digits else None)


def _date_letters(letters: str, *, timed: bool) -> str:
    """Which of y, m, d are shown; nothing for a time of day or a length of time."""
    # Emperors' years and week days show a date as well.
    year, day = any(sign in letters for sign in "yeg"), "d" in letters or "aaa" in letters
    # Beside hours or seconds and no date, m is minutes.
    month = "m" in letters and (year or day or not (timed or any(sign in letters for sign in "hs")))
    return "".join(letter for letter, there in (("y", year), ("m", month), ("d", day)) if there)
