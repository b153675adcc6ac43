"""What the notes of a roster say that its signs mean: ○半月到岗, ▲产假（视同在岗）, P=产假."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sgz_desktop.intake.heads import first_text, is_note
from sgz_desktop.intake.readings import plain
from sgz_desktop.intake.sheets import Sheet

_ENTRY = re.compile(
    r"(?:(?P<sign>[^\w\s,.;:=()\[\]{}<>\"'“”‘’《》【】。、；：，（）!?！？~+*—–/\\-])(?:[:=为]|表示|代表|是指|指)?"
    r"|(?<![A-Za-z\d])(?P<letter>[A-Za-z*—–/×-]{1,2})(?:[:=]|为|表示|代表|是指|指))"
    r"(?P<meaning>[\u4e00-\u9fff0-9()]{1,20})"
)
_HALF = ("半",)
_MATERNITY = ("产假", "哺乳假", "生育假")
_AS_THERE = ("视同", "视为", "算到岗", "计到岗", "算在岗", "计入")
_NOT = ("未", "不", "缺", "离", "无", "没", "旷", "空")
_THERE = (
    "在岗",
    "到岗",
    "到位",
    "出勤",
    "全月",
    "全勤",
    "上班",
    "在职",
    "正常",
    "落实",
    "购买",
    "发放",
    "已缴",
)
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sign counts as, None where its words do not tell; the words; whether they speak of 产假."""

    value: Decimal | None
    words: str

    @property
    def is_maternity(self) -> bool:
        """Whether the sign stands for maternity leave."""
        return any(word in self.words for word in _MATERNITY)


def legend_of(sheet: Sheet, first: int) -> Mapping[str, Meaning]:
    """The signs that texts above the data (from the row `first` on) and notes beneath explain."""
    if sheet.upright is not None:
        sheet, first = sheet.upright
    found: dict[str, Meaning] = {}
    for text in _notes(sheet, first):
        for match in _ENTRY.finditer(text):
            sign, words = (match["sign"] or match["letter"]).lower(), match["meaning"]
            found.setdefault(sign, Meaning(_value(words), words))
    return found


def _notes(sheet: Sheet, first: int) -> Iterator[str]:
    for row in range(1, sheet.rows + 1):
        cells = sheet.row(row)
        if row < first or len(cells) == 1 or is_note(first_text(sheet, row)):
            yield from (plain(cell.text) for _, cell in cells if len(cell.text) >= _LEAST)


def _value(words: str) -> Decimal | None:
    if any(word in words for word in _HALF):
        return Decimal("0.5")
    if any(word in words for word in _AS_THERE) and "不" not in words:
        return Decimal(1)
    if any(word in words for word in _NOT):
        return Decimal(0)
    is_there = any(word in words for word in (*_THERE, *_MATERNITY))
    return Decimal(1) if is_there else None
