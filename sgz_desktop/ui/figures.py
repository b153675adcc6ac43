"""Figures, phases and grades as a list shows them; all that is read for the home page."""

from decimal import ROUND_HALF_UP, Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.ui.texts import NOTHING, tr


def phase_name(phase: Phase) -> str:
    """中期 or 末期."""
    return {Phase.MIDTERM: tr("中期"), Phase.FINAL: tr("末期")}[phase]


def figure_text(figure: Decimal | None, places: int | None = None) -> str:
    """A figure as it stands, or with that many decimals, halves up; a dash for none."""
    if figure is None:
        return NOTHING
    if places is None:
        return decimal_text(figure)
    return format(figure.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")


def grade_word(code: str | None) -> str:
    """A grade's name by its code, for lists that read no rule set; the code itself where it is unknown."""
    names = {"excellent": tr("优秀"), "good": tr("良好"), "pass": tr("合格"), "fail": tr("不合格")}
    return "" if code is None else names.get(code, code)
