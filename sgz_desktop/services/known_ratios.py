"""Ratios that items ask for and 其他数据 already holds: offered, and never answered for anybody."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.domain.rubric import Item, TiersRule

_STEP = Decimal("0.0001")
_QUOTIENTS: tuple[tuple[str, str, str], ...] = (
    ("社工实到岗人次 ÷ 应到岗人次", "attendance.actual", "attendance.required"),
    (
        "持证社工实到岗人次 ÷ 持证社工应到岗人次",
        "attendance.certified_actual",
        "attendance.certified_required",
    ),
    ("从业两年以上社工 ÷ 全部社工", "staff.experienced", "staff.total"),
)
"""How a rule begins to say its ratio, and the figures above and below the line."""
_SHARES: tuple[tuple[str, str], ...] = (("平均满意度", "satisfaction.mean"),)
_STAYED = "考核期内持续在岗社工人数 ÷ 协议要求人数"


@dataclass(frozen=True, slots=True)
class KnownRatio:
    """A ratio, 1 for 100 %, and in words what it is worked out from."""

    value: Decimal
    told: str


def known_ratio(item: Item, dossier: Dossier) -> KnownRatio | None:
    """The ratio that an item asks for, where the figures for it are entered; else None.

    Cut after four places and not rounded, so that nothing reaches a tier that it does not reach.
    """
    if not isinstance(item.rule, TiersRule):
        return None
    asked = item.rule.ratio
    for begins, above, below in _QUOTIENTS:
        if asked.startswith(begins):
            return _quotient(_named(dossier, above), _named(dossier, below))
    if asked.startswith(_STAYED):
        required = dossier.evaluation.required_staff
        agreed = ("应配备社工人数", None if required is None else Decimal(required))
        return _quotient(_named(dossier, "staff.stayed"), agreed)
    for begins, code in _SHARES:
        name, share = _named(dossier, code)
        if asked.startswith(begins) and share is not None:
            return KnownRatio(share / 100, f"{name} {decimal_text(share)}%")
    return None


def _named(dossier: Dossier, code: str) -> tuple[str, Decimal | None]:
    found = dossier.quantity_by_code.get(code)
    return REGISTRY[code].name, found.value if found is not None else None


def _quotient(above: tuple[str, Decimal | None], below: tuple[str, Decimal | None]) -> KnownRatio | None:
    (upper, count), (lower, of) = above, below
    if count is None or of is None or of <= 0:
        return None
    told = f"{upper} {decimal_text(count)} ÷ {lower} {decimal_text(of)}"
    return KnownRatio((count / of).quantize(_STEP, ROUND_DOWN), told)
