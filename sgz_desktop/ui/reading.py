"""What people type into fields, read as values: figures, dates, whole numbers."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from sgz_desktop.errors import Refused
from sgz_desktop.ui.texts import tr

_FIGURE = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_TEN_THOUSAND = Decimal(10_000)
_STOPS = str.maketrans({"。": ".", "．": ".", "｡": ".", "﹒": ".", "，": ",", "、": ","})


def plain(text: str) -> str:
    """Text without the widths an input method gives it: １．５ and 1。5 become 1.5; blanks go."""
    narrow = unicodedata.normalize("NFKC", text.translate(_STOPS)).translate(_STOPS)
    return "".join(narrow.split())


def read_mark(text: str) -> Decimal | None:
    """A mark; a comma is its decimal point. None for nothing; raises Refused for what is no number."""
    return _read(plain(text).replace(",", "."))


def read_figure(text: str) -> Decimal | None:
    """A figure; commas before three digits group thousands. None for nothing; raises Refused."""
    typed = plain(text).removesuffix("%")
    if _GROUPED.fullmatch(typed):
        typed = typed.replace(",", "")
    return _read(typed.replace(",", "."))


def read_amount(text: str) -> Decimal | None:
    """A figure of a table: commas only before three digits, no per cent. None for nothing; raises Refused."""
    typed = plain(text)
    if "%" in typed:
        raise Refused("", tr("这里是数量，不填百分比。"))
    return read_share(text)


def read_share(text: str) -> Decimal | None:
    """A figure in per cent, with its sign or without; commas as in read_amount. Raises Refused."""
    typed = plain(text).removesuffix("%")
    if "," in typed and not _GROUPED.fullmatch(typed):
        raise Refused("", tr("逗号的意思不清楚：小数请用点，千位逗号后面应有三位数。"))
    return _read(typed.replace(",", ""))


def read_yuan(text: str) -> Decimal | None:
    """A sum in yuan, also as 240万 or 240万元; None for nothing; raises Refused."""
    if not plain(text):
        return None
    typed = plain(text).removesuffix("元")
    number = typed.removesuffix("万")
    try:
        figure = read_figure(number)
    except Refused:
        figure = None
    if figure is None:
        raise Refused("", tr("应是以元为单位的数，例如 2400000，也可以写作 240万。"))
    return figure if number == typed else figure * _TEN_THOUSAND


def read_whole(text: str) -> int | None:
    """A whole number; None for nothing; raises Refused."""
    try:
        figure = read_figure(text)
    except Refused:
        raise Refused("", tr("应是一个数，例如 12。")) from None
    if figure is None:
        return None
    if figure != figure.to_integral_value() or abs(figure) > 10**9:
        raise Refused("", tr("应是一个整数。"))
    return int(figure)


def read_date(text: str) -> date | None:
    """A day written 2024-01-16, 2024.1.16, 2024年1月16日 or 20240116; None for nothing; raises Refused."""
    typed = plain(text)
    if not typed:
        return None
    if re.fullmatch(r"\d{8}", typed):
        typed = f"{typed[:4]}-{typed[4:6]}-{typed[6:]}"
    found = _DAY.fullmatch(typed)
    try:
        return date(*(int(each) for each in found.groups())) if found else _no_date()
    except ValueError:
        return _no_date()


def read_text(text: str) -> str:
    """Text as it is typed."""
    return text


def read_name(text: str) -> str:
    """A name without blanks at its ends; raises Refused when nothing is left."""
    if not text.strip():
        raise Refused("", tr("名称不能为空。"))
    return text.strip()


def _read(typed: str) -> Decimal | None:
    if not typed:
        return None
    if not _FIGURE.fullmatch(typed) or not typed.isascii():
        raise Refused("", tr("应是一个数，例如 1.5。"))
    try:
        return Decimal(typed)
    except InvalidOperation:
        raise Refused("", tr("应是一个数，例如 1.5。")) from None


def _no_date() -> date:
    raise Refused("", tr("日期应写成 2024-01-16 的样子。"))
