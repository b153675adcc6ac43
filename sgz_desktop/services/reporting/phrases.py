"""How dates, figures and names read in a sentence."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.checks import decimals
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.house_styles.numbering import chinese_numeral


class _HasCode(Protocol):
    @property
    def code(self) -> str: ...


Coded = TypeVar("Coded", bound=_HasCode)
UNKNOWN = "（未填）"
UNKNOWN_PREFIX = "unknown."
"""The key of a passage that stands for something nobody has told begins so; its name follows."""
PHASE_NAMES = {Phase.MIDTERM: "中期", Phase.FINAL: "末期"}
TEN_THOUSAND = Decimal(10_000)
_STOPS = "。！？；…”"


def long_date(day: date | None) -> str:
    """2024年1月16日."""
    return UNKNOWN if day is None else f"{day.year}年{day.month}月{day.day}日"


def points_text(points: Decimal) -> str:
    """Points with two decimals, or with as many more as the rule set's rounding has left: 20.00, 47.356."""
    return f"{points:.{max(2, decimals(points))}f}"


def span(start: date | None, end: date | None) -> str:
    """2023年7月16日至2024年7月15日."""
    return f"{long_date(start)}至{long_date(end)}"


def in_ten_thousands(yuan: Decimal | None) -> str:
    """Yuan as 万元, exact: 2400000 → 240."""
    return UNKNOWN if yuan is None else decimal_text(yuan / TEN_THOUSAND)


def sentence(text: str) -> str:
    """The text with a full stop at its end where it has none."""
    text = text.strip()
    return text if not text or text[-1] in _STOPS else f"{text}。"


def advice(text: str) -> str:
    """A recommendation that begins with 建议."""
    text = sentence(text)
    return text if not text or "建议" in text else f"建议{text}"


def weights_of(rubric: Rubric, order: Sequence[str], *, per_cent: str = "%") -> str:
    """第三方评估占55%、…: each party's part of the whole in per cent, in the order of a house."""
    shares = shares_of(rubric, per_cent=per_cent)
    return "、".join(f"{each.name}占{shares[each.code]}" for each in in_order(rubric.parties, order))


def shares_of(rubric: Rubric, *, per_cent: str = "%") -> Mapping[str, str]:
    """Each party's part of the whole in per cent, by its code: 55%."""
    full = sum((each.points for each in rubric.parties), Decimal(0))
    return {each.code: f"{decimal_text(each.points * 100 / full)}{per_cent}" for each in rubric.parties}


def in_order(several: Sequence[Coded], order: Sequence[str]) -> tuple[Coded, ...]:
    """Things with a code in the order of a house; what the house does not name comes last as it was."""
    place = {code: number for number, code in enumerate(order)}
    return tuple(sorted(several, key=lambda each: place.get(each.code, len(place))))


def bands_of(rubric: Rubric) -> str:
    """The grade bands in one sentence; a band holds its lower line and not its upper."""
    bands = sorted(rubric.grades, key=lambda each: each.at_least, reverse=True)
    parts = []
    upper: Decimal | None = None
    for band in bands:
        line = decimal_text(band.at_least)
        if upper is None:
            parts.append(f"{line}分以上（含{line}分）为{band.name}")
        elif band.at_least == 0:
            parts.append(f"不满{decimal_text(upper)}分为{band.name}")
        else:
            parts.append(f"{line}分（含）至{decimal_text(upper)}分（不含）为{band.name}")
        upper = band.at_least
    return f"总分对应{chinese_numeral(len(bands))}个等级：{'，'.join(parts)}。"
