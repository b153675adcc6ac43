"""Order among siblings as text keys, so that one thing can be moved without touching its neighbours."""

from collections.abc import Sequence

from sgz_desktop.errors import Refused

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
POSITION_LIMIT = 200


def between(before: str, after: str) -> str:
    """A key that sorts after `before` and before `after`; "" stands for the open end."""
    if after and before >= after:
        raise Refused("position", "次序键前后颠倒。")
    key = ""
    place = 0
    while True:
        low = _DIGITS.index(before[place]) if place < len(before) else 0
        high = _DIGITS.index(after[place]) if after and place < len(after) else _BASE
        if high - low > 1:
            return key + _DIGITS[(low + high) // 2]
        key += _DIGITS[low]
        if high > low:
            after = ""
        place += 1


def after_last(keys: Sequence[str]) -> str:
    """A key that sorts behind all of `keys` and stays short: a1 … az, b01 … bzz, c001 and so on."""
    last = max(keys, default="")
    if last < "a1":
        return "a1"
    width = ord(last[0]) - ord("a") + 1
    number = last[1 : 1 + width]
    if len(number) < width:
        return last + "1"
    raised = int(number, _BASE) + 1
    raised += raised % _BASE == 0
    if raised < _BASE**width:
        return last[0] + _in_base(raised, width)
    if last[0] < _DIGITS[-1]:
        return chr(ord(last[0]) + 1) + _in_base(1, width + 1)
    # Nothing is above the last number of z: what follows goes on behind it.
    return last[: 1 + width] + after_last([last[1 + width :]])


def _in_base(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, rest = divmod(number, _BASE)
        digits = _DIGITS[rest] + digits
    return digits


def refuse_position(field: str, key: str) -> None:
    """Refuse an order key that is empty or too long, has other characters, or ends in the lowest digit."""
    if len(key) > POSITION_LIMIT:
        raise Refused(field, f"次序键过长：最多 {POSITION_LIMIT} 个字符，现有 {len(key)} 个。")
    if not key or any(each not in _DIGITS for each in key) or key.endswith("0"):
        raise Refused(field, "次序键只能由小写字母和数字组成，且不以 0 结尾。")
