"""The two charts of an evaluation: indicators against elapsed time, points against their maximum."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.result import ComponentScore, PartyScore, Score, Source
from sgz_desktop.exports.charts import Bar, BarChart, ChartKind, MarkLine
from sgz_desktop.scoring.attendance import months_between
from sgz_desktop.scoring.indicators import elapsed_share
from sgz_desktop.services.reporting.indicator_names import told_apart
from sgz_desktop.services.reporting.indicators import Standing, standings

_WHOLE = Decimal(100)  # per cent


def _two_decimals(rate: Decimal) -> str:
    return f"{rate:.2f}%"


def completion_chart(
    dossier: Dossier, *, percent: Callable[[Decimal], str] = _two_decimals
) -> BarChart | None:
    """Each indicator's completion rate beside the time passed (domain: 4.1); None where no rate is known.

    `percent` writes a rate as the house style does. A rate above 100 % is drawn cut off with its true number.
    What was agreed but not reported has an empty bar; what has no agreed amount is named in the note.
    """
    known = standings(dossier)
    agreed = [each for each in known if each.agreed]
    if not any(each.rate is not None for each in agreed):
        return None
    elapsed = _elapsed(dossier)
    names = told_apart(dossier.indicators)
    bars = tuple(_indicator_bar(each, names[each.indicator.id], elapsed, percent) for each in agreed)
    unbound = [names[each.indicator.id] for each in known if not each.agreed and each.done is not None]
    behind = any(each.behind for each in bars)
    ahead = any(each.value and not each.behind for each in bars)
    return BarChart(
        kind=ChartKind.COMPLETION,
        title="服务指标完成率与时间进度" if elapsed is not None else "服务指标完成率",
        bars=bars,
        unit="%",
        mark=None if elapsed is None else MarkLine(value=elapsed, label=f"时间进度{percent(elapsed)}"),
        plain_legend="达到或超过时间进度" if ahead and behind else "",
        behind_legend="落后于时间进度" if behind else "",
        note=f"未约定数量、没有完成率的指标：{'、'.join(unbound)}。" if unbound else "",
    )


def share_chart(score: Score, *, order: Sequence[str]) -> BarChart | None:
    """Components and parties against their maximum, in the score table's order; None without any points.

    What is still open has an empty bar. A party that is the sum of components stands after the others.
    """
    found: dict[str, ComponentScore | PartyScore] = {each.code: each for each in score.components}
    found |= {each.code: each for each in score.parties if each.source is not Source.NOT_NEEDED}
    if not any(each.converted is not None for each in found.values()):
        return None
    codes = sorted(found, key=lambda code: order.index(code) if code in order else len(order))
    return BarChart(
        kind=ChartKind.SHARE,
        title="各项得分与标准分",
        bars=tuple(_points_bar(found[code]) for code in codes),
        unit="分",
    )


def _elapsed(dossier: Dossier) -> Decimal | None:
    head = dossier.evaluation
    if head.period_start is None or head.period_end is None:
        return None
    return elapsed_share(months_between(head.period_start, head.period_end))


def _indicator_bar(
    standing: Standing, name: str, elapsed: Decimal | None, percent: Callable[[Decimal], str]
) -> Bar:
    return Bar(
        label=name,
        printed="未填" if standing.rate is None else percent(standing.rate),
        maximum=_WHOLE,
        value=standing.rate,
        behind=standing.lags(elapsed),
    )


def _points_bar(part: ComponentScore | PartyScore) -> Bar:
    name = part.name
    if isinstance(part, PartyScore) and part.source is Source.COMPONENTS:
        name = f"{name}小计"
    got = "未定" if part.converted is None else decimal_text(part.converted)
    return Bar(
        label=name,
        printed=f"{got}/{decimal_text(part.possible)}",
        maximum=part.possible,
        value=part.converted,
    )
