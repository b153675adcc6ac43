"""What a cell of the XML holds: its value as people mean it, nothing, or a fault in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from sgz_desktop.intake import limits
from sgz_desktop.intake.cells import Cell
from sgz_desktop.intake.number_formats import GENERAL, NumberFormat
from sgz_desktop.intake.texts import SharedTexts, clean

# Spreadsheet programs show and compare 15 digits of their binary numbers; the rest is noise.
_DIGITS = Context(prec=15)
_WIDE = Context(prec=80)
_LARGEST_EXPONENT = 30
_LONGEST_NUMBER = 400
_LAST_DAY = 2_958_465
_SINCE_1904 = date(1904, 1, 1)
_SINCE_1900 = date(1899, 12, 30)
# 1900 was no leap year, but the programs count a 29 February in it.
_FALSE_DAY = 60
# Before it, a "date" is a number that somebody dressed as one.
_EARLY_DAYS = 3_653
_CACHE = 50_000

_NO_RESULT = "公式没有保存计算结果，请用 Excel 或 WPS 打开并保存后再导入。"
_CUT = f"文字超过 {limits.CELL_CHARACTERS} 个字，后面的没有读入。"
_EARLY = "显示为 1910 年以前的日期，可能是数字被设成了日期格式，请核对。"


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the XML has it: its type, its style's number, its value's text, whether a formula made it."""

    kind: str
    style: str
    text: str
    formula: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a raw cell holds; `fault` explains where there is no cell, or what to look at where there is."""

    cell: Cell | None = None
    fault: str = ""


NOTHING = Found()


class CellReader:
    """Reads the cells of one workbook, whose texts, styles and epoch it knows."""

    def __init__(
        self, shared: SharedTexts, formats: Sequence[NumberFormat], *, since_1904: bool = False
    ) -> None:
        self._shared = shared
        self._formats = formats
        self._since_1904 = since_1904
        # Ticks and posts repeat: one value serves for all of them.
        self._known: dict[RawCell, Found] = {}

    def read(self, raw: RawCell) -> Found:
        """What a cell holds; never raises."""
        found = self._known.get(raw)
        if found is None:
            found = self._read(raw)
            if len(self._known) < _CACHE and len(raw.text) < limits.CELL_CHARACTERS:
                self._known[raw] = found
        return found

    def _read(self, raw: RawCell) -> Found:
        if raw.kind in ("inlineStr", "str"):
            return _text_cell(raw.text if raw.kind == "inlineStr" else clean(raw.text), formula=raw.formula)
        text = raw.text.strip()
        if not text:
            return Found(fault=_NO_RESULT) if raw.formula else NOTHING
        match raw.kind:
            case "s":
                return self._shared_text(text, formula=raw.formula)
            case "n" | "":
                return self._number(text, raw)
            case "b":
                return _truth(text, formula=raw.formula)
            case "e":
                return Found(fault=f"单元格是错误值 {text[:20]}，没有读入。")
            case "d":
                return _iso_date(text, formula=raw.formula)
        return Found(fault=f"单元格的类型“{raw.kind[:20]}”无法识别，没有读入。")

    def _shared_text(self, text: str, *, formula: bool) -> Found:
        index = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
        if 0 <= index < len(self._shared.texts):
            return _text_cell(self._shared.texts[index], formula=formula)
        return Found(fault=self._shared.fault or "单元格引用的文字不存在，没有读入。")

    def _number(self, text: str, raw: RawCell) -> Found:
        number = _decimal(text)
        if number is None:
            return Found(fault=f"“{text[:30]}”不是有效的数字，没有读入。")
        style = raw.style
        index = int(style) if style.isascii() and style.isdecimal() and len(style) < 10 else 0
        format_ = self._formats[index] if index < len(self._formats) else GENERAL
        # Less than a day is a time of day.
        if format_.date and not 0 <= number < 1:
            return self._date(number, format_, formula=raw.formula)
        shown = _shown(number, format_)
        return Found(Cell(number, shown, percent=format_.percent, formula=raw.formula))

    def _date(self, number: Decimal, format_: NumberFormat, *, formula: bool) -> Found:
        day = serial_date(number, since_1904=self._since_1904)
        if day is None:
            return Found(fault=f"“{number}”不是有效的日期，没有读入。")
        early = not self._since_1904 and number < _EARLY_DAYS
        return Found(Cell(day, _shown_date(day, format_.date), formula=formula), _EARLY if early else "")


def serial_date(number: Decimal, *, since_1904: bool = False) -> date | None:
    """The day of a serial number as spreadsheet programs count days, None where there is none."""
    if not 0 <= number < _LAST_DAY + 1:
        return None
    days = int(number)
    if since_1904:
        return _SINCE_1904 + timedelta(days) if days <= _LAST_DAY - 1462 else None
    if days in (0, _FALSE_DAY):
        return None
    return _SINCE_1900 + timedelta(days + 1 if days < _FALSE_DAY else days)


def plain_decimal(number: Decimal) -> Decimal:
    """The same number without an exponent and without zeros at its end: 1E+2 is 100, 0.80 is 0.8."""
    return Decimal(format(number.normalize(_WIDE), "f")) if number else Decimal(0)


def _decimal(text: str) -> Decimal | None:
    """A number of at most 15 digits and of a size that people write down."""
    if len(text) > _LONGEST_NUMBER or not text.isascii() or "_" in text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or (number and number.adjusted() > _LARGEST_EXPONENT):
        return None
    if number.adjusted() < -_LARGEST_EXPONENT:
        return Decimal(0)
    return plain_decimal(_DIGITS.plus(number))


def _shown(number: Decimal, format_: NumberFormat) -> str:
    """A number as its cell shows it, roughly: thousands are not parted and colours not told."""
    value = number.scaleb(2) if format_.percent else number
    if format_.decimals is not None and format_.decimals <= _LARGEST_EXPONENT:
        value = value.quantize(Decimal(1).scaleb(-format_.decimals), ROUND_HALF_UP, _WIDE)
    else:
        value = plain_decimal(value)
    return f"{value:f}%" if format_.percent else f"{value:f}"


def _shown_date(day: date, letters: str) -> str:
    match letters:
        case "ym":
            return f"{day.year}年{day.month}月"
        case "md":
            return f"{day.month}月{day.day}日"
        case "y":
            return f"{day.year}年"
        case "m":
            return f"{day.month}月"
    return day.isoformat()


def _text_cell(text: str, *, formula: bool) -> Found:
    shown = text.strip()
    if not shown:
        return NOTHING
    if len(text) > limits.CELL_CHARACTERS:
        text = text[: limits.CELL_CHARACTERS]
        return Found(Cell(text, text.strip(), formula=formula), _CUT)
    return Found(Cell(text, shown, formula=formula))


def _truth(text: str, *, formula: bool) -> Found:
    value = {"1": True, "true": True, "0": False, "false": False}.get(text.lower())
    if value is None:
        return Found(fault=f"“{text[:30]}”不是有效的逻辑值，没有读入。")
    return Found(Cell(value, "TRUE" if value else "FALSE", formula=formula))


def _iso_date(text: str, *, formula: bool) -> Found:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return Found(fault=f"“{text[:30]}”不是有效的日期，没有读入。")
    return Found(Cell(day, day.isoformat(), formula=formula))
