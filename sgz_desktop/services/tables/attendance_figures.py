"""The figures above the roster: what the table gives, and what the house style makes of it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.house_styles.style import ExperiencedShare, Figures, Retention
from sgz_desktop.services.reporting.figures import computed_figures
from sgz_desktop.services.tables.showing import FigureShown

_ORDER = (
    "attendance.required",
    "attendance.actual",
    "attendance.surplus",
    "attendance.shortfall",
    "attendance.certified_required",
    "attendance.certified_actual",
    "attendance.certified_surplus",
    "attendance.certified_shortfall",
    "attendance.experienced_actual",
    "staff.experienced_share",
    "attendance.retention",
    "staff.mean",
    "staff.total",
    "staff.certified",
    "staff.certified_share",
    "staff.experienced",
    "staff.stayed",
)
_RETENTION = {
    Retention.STAYED: "考核期内持续在岗的社工人数 ÷ 应配社工人数，最高 100%",
    Retention.CERTIFIED_ON_DUTY: "期末在岗的持证社工人数 ÷ 应配社工人数",
}
_EXPERIENCED = {
    ExperiencedShare.PERSON_MONTHS: "从业两年以上实到岗人次 ÷ 实到岗人次",
    ExperiencedShare.AGREED_HEADS: "从业两年以上社工人数 ÷ 应配社工人数",
    ExperiencedShare.HEADS: "从业两年以上社工人数 ÷ 期末社工人数",
}
_FORMULAS = {
    "attendance.surplus": "实到岗 − 应到岗",
    "attendance.shortfall": "应到岗 − 实到岗",
    "attendance.certified_surplus": "持证实到岗 − 持证应到岗",
    "attendance.certified_shortfall": "持证应到岗 − 持证实到岗",
    "staff.mean": "实到岗人次 ÷ 考核期月数，取整",
    "staff.certified_share": "期末持证社工人数 ÷ 期末社工人数",
}
_RESTS_ON = {
    "attendance.surplus": ("attendance.actual",),
    "attendance.shortfall": ("attendance.actual",),
    "attendance.certified_surplus": ("attendance.certified_actual",),
    "attendance.certified_shortfall": ("attendance.certified_actual",),
    "staff.mean": ("attendance.actual",),
    "staff.certified_share": ("staff.certified", "staff.total"),
    Retention.STAYED: ("staff.stayed",),
    Retention.CERTIFIED_ON_DUTY: ("staff.certified",),
    ExperiencedShare.PERSON_MONTHS: ("attendance.experienced_actual", "attendance.actual"),
    ExperiencedShare.AGREED_HEADS: ("staff.experienced",),
    ExperiencedShare.HEADS: ("staff.experienced", "staff.total"),
}
"""The table's figures that one follows from; while one of them is open, a bare one does not stand in here."""
_TOLD_OPEN = ("attendance.retention", "staff.experienced_share", "staff.mean", "staff.certified_share")


def attendance_figures(
    dossier: Dossier, figures: Iterable[FigureShown], style: Figures
) -> tuple[FigureShown, ...]:
    """The table's figures and the style's, in their order; of what is not known shares and mean are told."""
    if not dossier.workers:
        return ()
    given = {each.key: each for each in figures}
    worked_out = {key: each for key, each in _worked_out(dossier, given, style) if key not in given}
    known = {**worked_out, **given}
    return tuple(known[key] for key in _ORDER if key in known)


def _worked_out(
    dossier: Dossier, given: Mapping[str, FigureShown], style: Figures
) -> Iterator[tuple[str, FigureShown]]:
    values: Mapping[str, Decimal | None] = computed_figures(dossier, style)
    told: dict[str, tuple[str, str]] = {key: (formula, key) for key, formula in _FORMULAS.items()}
    told["attendance.retention"] = _RETENTION[style.retention], style.retention
    told["staff.experienced_share"] = _EXPERIENCED[style.experienced_share], style.experienced_share
    for key, (formula, rests_on) in told.items():
        needed = [given[each] for each in _RESTS_ON[rests_on] if each in given]
        open_parts = sum(each.open_parts for each in needed if each.value is None)
        value = None if open_parts else values.get(key)
        if value is not None or key in _TOLD_OPEN:
            name = REGISTRY[key]
            if "应配" in formula and dossier.evaluation.required_staff is None:
                formula += "（应配备社工人数没有填）"
            sources = tuple(dict.fromkeys(cell for each in needed for cell in each.sources))
            places = tuple(
                dict.fromkeys(place for each in needed if each.value is None for place in each.open_places)
            )
            yield (
                key,
                FigureShown(
                    key, name.name, name.unit, value, formula, open_parts, sources, open_places=places
                ),
            )
