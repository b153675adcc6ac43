"""The refusals that several values share."""

import re
import unicodedata
from decimal import Decimal

from sgz_desktop.errors import Refused

TEXT_LIMIT = 20_000
NAME_LIMIT = 120
FIGURE_LIMIT = Decimal(10) ** 12
FIGURE_PLACES = 6

CODE_LIMIT = 64
CODE_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}"
"""What a code looks like, as a regular expression for the whole text."""

_CODE = re.compile(CODE_PATTERN)
_PLAIN_CONTROLS = frozenset("\n\t")
# What some reader or other takes for the end of a line, beside the control characters that no text may have.
_LINE_ENDS = frozenset("\n\t\u2028\u2029")


def refuse_text(field: str, text: str, *, limit: int = TEXT_LIMIT) -> None:
    """Refuse text that is too long or that no file or database can carry."""
    if len(text) > limit:
        raise Refused(field, f"文字过长：最多 {limit} 个字，现有 {len(text)} 个字。")
    if text.isprintable():
        return
    for character in text:
        if character not in _PLAIN_CONTROLS and unicodedata.category(character) in ("Cc", "Cs"):
            raise Refused(field, f"含有不能保存的控制字符（U+{ord(character):04X}）。")


def refuse_name(field: str, text: str) -> None:
    """Refuse a name that is blank, has a line break of any kind or is longer than 120 characters."""
    refuse_text(field, text, limit=NAME_LIMIT)
    if not text.strip():
        raise Refused(field, "名称不能为空。")
    if not _LINE_ENDS.isdisjoint(text):
        raise Refused(field, "名称不能换行。")


def refuse_code(field: str, code: str) -> None:
    """Refuse a code that is not 1 to 64 ASCII letters, digits, dots, dashes or underscores."""
    if len(code) > CODE_LIMIT:
        raise Refused(field, f"代码过长：最多 {CODE_LIMIT} 个字符，现有 {len(code)} 个。")
    if not _CODE.fullmatch(code):
        raise Refused(field, f"代码“{code}”只能由字母、数字、点、横线和下划线组成。")


def refuse_figure(
    field: str, figure: Decimal, *, least: Decimal | None = Decimal(0), most: Decimal = FIGURE_LIMIT
) -> None:
    """Refuse a figure that is no number, out of bounds, or finer than six decimals."""
    if not figure.is_finite():
        raise Refused(field, "不是一个数。")
    if least is not None and figure < least:
        raise Refused(field, f"不能小于 {least}。")
    if abs(figure) > most:
        raise Refused(field, f"不能大于 {most}。")
    if decimals(figure) > FIGURE_PLACES:
        raise Refused(field, f"小数不能多于 {FIGURE_PLACES} 位。")


def decimals(figure: Decimal) -> int:
    """How many decimals a finite figure really has, trailing zeros not counted."""
    _, _, fraction = format(figure, "f").partition(".")
    return len(fraction.rstrip("0"))
