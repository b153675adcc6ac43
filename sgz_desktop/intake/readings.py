"""What people mean by a cell: numbers with their units, shares, ticks; heads without their decoration."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Generic, TypeVar

from sgz_desktop.intake.cell_values import plain_decimal
from sgz_desktop.intake.cells import Cell

T = TypeVar("T")
Readable = Cell | str | None

# The full-width forms of what a keyboard has, and spaces of every width.
_NARROW = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
_PLAIN = str.maketrans(_NARROW | _SPACES | {0xFE0E: None, 0xFE0F: None})
_CHINESE = "\u2e80-\u9fff\uf900-\ufaff"
_IDLE_SPACE = re.compile(rf"(?<=[{_CHINESE}])\s+|\s+(?=[{_CHINESE}])")
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])")

_NONE = frozenset(("-", "--", "—", "——", "–", "―", "/", "//", "\\", "无", "暂无", "n/a", "na", "nil", "null"))
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)[¥￥]?(?P<whole>\d{1,3}(?:[, ]\d{3})+|\d+)?(?P<part>\.\d+)?\s*(?P<unit>\D{0,8})",
    re.ASCII,
)
_PAIR = re.compile(
    r"[^\W\d_]{0,4}:?(?P<first>[0-9][0-9,]*(?:\.[0-9]+)?)\s?[^\W\d_]{0,2}\s?(?:[/:]|\()\s?"
    r"[^\W\d_]{0,4}:?(?P<second>[0-9][0-9,]*(?:\.[0-9]+)?)\s?[^\W\d_]{0,2}\)?(?:\s?\([^()]*%\))?",
)
_AT_LEAST = re.compile(
    r"(?P<before>(?:每?年)?(?:不少于|不低于|不小于|不得少于|不得低于|至少|最少|最低|大于等于|大于或等于|≥|≧|⩾|>=))?\s*"
    r"(?P<number>[0-9][^(以及或起]*)(?P<after>\(?(?:含\)?)?(?:及|或)?以上(?:\(含\))?\)?|起)?"
)
# 12a is a slip of the keyboard, 12月 and 3日 are days; neither is a figure.
_UNIT = re.compile(r"(?:[%‰]|[Hh](?:rs?)?|[Kk][Gg]|(?![年月日号](?:份)?\Z)[^\W\d_A-Za-z]{1,8})?")
_VAGUE = re.compile(r"[约近超余多几左右上下以内不少至大于]")
_UNSETTLED = "待核"
"""What our own tables print where a figure is not known yet."""
_LONGEST = 60
_TEN_THOUSAND = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Letters are ticks in the fonts that draw signs in their place: ü þ P R (yes), û (no).
_YES = _words(
    "√ ✓ ✔ ☑ ✅ ∨ ● ■ 1 1.0 y yes t true v ü þ p r 是 有 对 在 在岗 到岗 已到岗 在职 正常 "
    "已购 已购买 购买 已买 已缴 已缴纳 缴纳 已发 已发放 发放 全月 全勤 满勤 出勤"
)
_NO = _words(
    "× ✗ ✘ ✕ ✖ ╳ ☐ □ ☒ ❌ 0 0.0 〇 n no f false x û 否 无 没有 未 未到岗 不在岗 缺岗 离岗 离职 未入职 "
    "未购 未购买 未缴 未缴纳 未发 未发放 缺勤 旷工 - -- — —— – ― / // \\"
)
_HALF = _words("半 半月 半个月 半个 半人次 0.5 .5 0.50 ½ 1/2")
_ASIDE = re.compile(r"\(([^()]*)\)\Z")

UNITS = _words(
    "个 户 人 份 次 节 场 人次 户次 节次 场次 小时 课时 学时 元 万元 % 支 家 条 件 套 项 篇 宗 例 对 队 "
    "名 天 月 批 册 间 处 期 辆 组 单 元/人 人/次 ¥"
)
_UNIT_PATTERN = "|".join(sorted(map(re.escape, UNITS), key=lambda unit: (-len(unit), unit)))
_HEAD_UNIT = re.compile(
    rf"(?P<head>.+?)(?:[(\[【](?:单位[:：]?)?(?P<inner>{_UNIT_PATTERN})[)\]】]|/(?P<after>{_UNIT_PATTERN})"
    rf"|[,，:：]?单位[:：](?P<named>{_UNIT_PATTERN}))\Z"
)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What was made of a cell: a value, nothing at all (an empty cell), or a `fault` in one sentence.

    `note` is what stood beside the value: a unit, or words in brackets.
    """

    value: T | None = None
    fault: str = ""
    note: str = ""
    percent: bool = False


def text_of(cell: Readable) -> str:
    """What a person sees in a cell, nothing for none."""
    return cell.text if isinstance(cell, Cell) else cell or ""


def plain(text: str) -> str:
    """A text as heads are compared: digits and signs narrow, no line breaks, no spaces beside Chinese."""
    return _known(text) if len(text) <= _LONGEST else _plain(text)


def _plain(text: str) -> str:
    narrow = _IDLE_SPACE.sub("", text.translate(_PLAIN))
    return _SPACE.sub(" ", narrow).strip()


# Heads, ticks and names repeat.
_known = lru_cache(maxsize=20_000)(_plain)


def as_written(text: str) -> str:
    """A text that is kept for its words: its own signs, on one line, with single spaces."""
    return _SPACE.sub(" ", _BREAK.sub("", text)).strip()


def read_number(cell: Readable) -> Reading[Decimal]:
    """The number in a cell: 80% is 0.8 with `percent`, 1,550户 is 1550 with the unit as `note`.

    Dashes and 无 say that there is none; 约30 and whatever else is not one certain number is a fault.
    """
    if isinstance(cell, Cell) and not isinstance(cell.value, str):
        if isinstance(cell.value, Decimal):
            return Reading(cell.value, percent=cell.percent)
        return Reading(fault=f"这里应是数字，实际是“{cell.text}”，没有读入。")
    text = plain(text_of(cell))
    if not text or text.lower() in _NONE or text.startswith(_UNSETTLED):
        return Reading()
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or not (match["whole"] or match["part"]) or not _UNIT.fullmatch(match["unit"]):
        return Reading(fault=f"“{text[:_LONGEST]}”不是一个确定的数字，没有读入。")
    if _VAGUE.search(match["unit"]):
        return Reading(fault=f"“{text}”是约数，没有读入。")
    whole = (match["whole"] or "0").replace(",", "").replace(" ", "")
    number = Decimal(f"{match['sign']}{whole}{match['part'] or ''}")
    return _scaled(number, match["unit"])


def _scaled(number: Decimal, unit: str) -> Reading[Decimal]:
    """A number with what its unit makes of it."""
    if unit in ("%", "‰"):
        return Reading(plain_decimal(number.scaleb(-2 if unit == "%" else -3)), percent=True)
    factor = _TEN_THOUSAND.get(unit[:1])
    if factor is None:
        return Reading(plain_decimal(number), note=unit)
    return Reading(plain_decimal(number * factor), note=unit[1:])


def read_at_least(cell: Readable) -> Reading[Decimal]:
    """The number of a cell that says how many there must be: 不少于1500人次, ≥1200, 30场以上."""
    if isinstance(cell, Cell) and not isinstance(cell.value, str):
        return read_number(cell)
    text = plain(text_of(cell))
    found = _AT_LEAST.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or not (found["before"] or found["after"]):
        return read_number(cell)
    read = read_number(found["number"])
    return read if read.value is not None else read_number(cell)


def read_pair(cell: Readable) -> Reading[tuple[Decimal, Decimal]]:
    """The two figures of a cell such as 9/16, 9个/16个 or 9/16(56.25%), in their order."""
    if isinstance(cell, Cell) and isinstance(cell.value, date):
        sentence = "这里应是“9/16”这样的两个数，实际是日期，可能是录入时被自动改成了日期，没有读入。"
        return Reading(fault=sentence)
    text = plain(text_of(cell))
    if not text or text.lower() in _NONE:
        return Reading()
    match = _PAIR.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return Reading(fault=f"“{text[:_LONGEST]}”不是“9/16”这样的两个数，没有读入。")
    first, second = (plain_decimal(Decimal(each.replace(",", ""))) for each in match.group("first", "second"))
    return Reading((first, second))


def read_share(cell: Readable, expected: Decimal | None = None) -> Reading[Decimal]:
    """A share or rate as a ratio: 94.39%, 0.9439 and the bare 94.39 are all 0.9439.

    A bare number may be either: the reading nearer to `expected` (done over agreed) is taken; without it,
    what exceeds 5 is taken for a percentage.
    """
    read = read_number(cell)
    if read.value is None or read.percent:
        return read
    ratio = plain_decimal(read.value.scaleb(-2))
    if expected is None:
        is_percentage = abs(read.value) > 5
    else:
        is_percentage = abs(ratio - expected) < abs(read.value - expected)
    return Reading(ratio if is_percentage else read.value, note=read.note)


def read_tick(cell: Readable) -> Reading[Decimal]:
    """A tick as what it counts: 1 (√, 是, Y …), 0.5 (半 …), 0 (×, 否, a dash …), nothing if empty."""
    if (
        isinstance(cell, Cell)
        and isinstance(cell.value, bool | Decimal)
        and cell.value in (0, Decimal("0.5"), 1)
    ):
        return Reading(Decimal(cell.value))
    text = plain(text_of(cell)).lower()
    if not text:
        return Reading()
    value = _tick(text)
    if value is not None:
        return Reading(value)
    aside = _ASIDE.search(text)
    head = text[: aside.start()].strip() if aside else text
    # √半, √0.5 and √(半月) are half ones; √(产假) is whole, with a remark.
    inner = aside[1] if aside else head[1:]
    begun = _tick(head[:1]) if aside is None else _tick(head)
    if begun == 1 and inner in _HALF:
        return Reading(Decimal("0.5"))
    if aside and begun is not None:
        return Reading(begun, note=aside[1])
    return Reading(fault=f"“{text[:_LONGEST]}”看不出是不是打了勾，没有读入。")


def _tick(text: str) -> Decimal | None:
    if text in _HALF:
        return Decimal("0.5")
    if text in _YES:
        return Decimal(1)
    return Decimal(0) if text in _NO else None


def split_unit(head: str) -> tuple[str, str]:
    """A head without its unit, and the unit: 建档（户） is 建档 and 户; nothing where it names none."""
    text = plain(head)
    match = _HEAD_UNIT.fullmatch(text)
    if match is None:
        return text, ""
    return match["head"].rstrip(" ,:"), match["inner"] or match["after"] or match["named"]
