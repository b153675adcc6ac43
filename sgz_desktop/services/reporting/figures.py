"""Figures that follow from the entered ones, by their key in the registry and by the style's denominators."""

from collections.abc import Mapping
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.house_styles.style import ExperiencedShare, Figures, Rates, Retention
from sgz_desktop.scoring.attendance import (
    mean_staff,
    months_between,
    retention,
    retention_by_certified,
    surplus,
)
from sgz_desktop.scoring.indicators import elapsed_share
from sgz_desktop.scoring.known import known_figures
from sgz_desktop.scoring.money import budget_execution_rate
from sgz_desktop.scoring.rates import percent
from sgz_desktop.scoring.training import HOURS_PER_PERSON_MONTH, hours_due, hours_rate


def computed_figures(dossier: Dossier, figures: Figures) -> Mapping[str, Decimal | None]:
    """Months, surplus and shortfall, heads and shares in per cent; None where something is not known."""
    entered = {key: each.value for key, each in known_figures(dossier).items()}
    months = _months(dossier)
    heads = Decimal(dossier.evaluation.required_staff) if dossier.evaluation.required_staff else None
    over = _less(entered.get("attendance.actual"), entered.get("attendance.required"))
    certified_over = _less(
        entered.get("attendance.certified_actual"), entered.get("attendance.certified_required")
    )
    return {
        "period.months": months,
        "period.elapsed": None if months is None else elapsed_share(months),
        "attendance.surplus": _positive(over),
        "attendance.shortfall": _positive(None if over is None else -over),
        "attendance.certified_surplus": _positive(certified_over),
        "attendance.certified_shortfall": _positive(None if certified_over is None else -certified_over),
        "attendance.certified_share": _share(
            entered.get("attendance.certified_actual"), entered.get("attendance.actual")
        ),
        "attendance.retention": _retention(entered, heads, figures.retention),
        "staff.mean": _mean(entered.get("attendance.actual"), months),
        "staff.mean_certified": _mean(entered.get("attendance.certified_actual"), months),
        "training.due": _due(entered),
        "training.rate": _training_rate(entered),
        "training.shortfall": _positive(_less(_due(entered), entered.get("training.hours"))),
        "funds.rate": _funds_rate(entered),
        "staff.uncertified": _less(entered.get("staff.total"), entered.get("staff.certified")),
        "staff.two_to_six_years": _less(
            entered.get("staff.experienced"), entered.get("staff.over_six_years")
        ),
        "staff.certified_share": _share(entered.get("staff.certified"), entered.get("staff.total")),
        "staff.experienced_share": _experienced(entered, heads, figures.experienced_share),
    }


def rate_text(rate: Decimal, figures: Figures) -> str:
    """A completion rate in per cent as the style's indicator sentence writes it."""
    return _percent_text(rate, figures.rates, figures.per_cent)


def share_text(share: Decimal, figures: Figures) -> str:
    """Any other share in per cent as the style writes it."""
    return _percent_text(share, figures.shares, figures.per_cent)


def _percent_text(figure: Decimal, rates: Rates, sign: str) -> str:
    if rates is Rates.WHOLE_BARE and figure == figure.to_integral_value():
        return f"{decimal_text(figure)}{sign}"
    return f"{figure:.2f}{sign}"


def _months(dossier: Dossier) -> Decimal | None:
    head = dossier.evaluation
    if head.period_start is None or head.period_end is None:
        return None
    return months_between(head.period_start, head.period_end)


def _mean(person_months: Decimal | None, months: Decimal | None) -> Decimal | None:
    if person_months is None or months is None:
        return None
    mean = mean_staff(person_months, months)
    return None if mean is None else Decimal(mean)


def _due(entered: Mapping[str, Decimal]) -> Decimal | None:
    required = entered.get("attendance.required")
    each = entered.get("training.hours_each", HOURS_PER_PERSON_MONTH)
    return None if required is None else hours_due(required, each=each)


def _training_rate(entered: Mapping[str, Decimal]) -> Decimal | None:
    done = entered.get("training.hours")
    return None if done is None else hours_rate(done, _due(entered))


def _funds_rate(entered: Mapping[str, Decimal]) -> Decimal | None:
    spent = entered.get("funds.spent")
    return None if spent is None else budget_execution_rate(spent, entered.get("funds.budget"))


def _less(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else surplus(first, second)


def _positive(figure: Decimal | None) -> Decimal | None:
    return figure if figure is not None and figure > 0 else None


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if part is None or whole is None else percent(part, whole)


def _retention(entered: Mapping[str, Decimal], heads: Decimal | None, how: Retention) -> Decimal | None:
    if heads is None:
        return None
    if how is Retention.CERTIFIED_ON_DUTY:
        on_duty = entered.get("staff.certified")
        return None if on_duty is None else retention_by_certified(on_duty, heads).rate
    stayed = entered.get("staff.stayed")
    return None if stayed is None else retention(int(stayed), int(heads)).rate


def _experienced(
    entered: Mapping[str, Decimal], heads: Decimal | None, how: ExperiencedShare
) -> Decimal | None:
    if how is ExperiencedShare.PERSON_MONTHS:
        return _share(entered.get("attendance.experienced_actual"), entered.get("attendance.actual"))
    whole = heads if how is ExperiencedShare.AGREED_HEADS else entered.get("staff.total")
    return _share(entered.get("staff.experienced"), whole)
