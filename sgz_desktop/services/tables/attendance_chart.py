"""How many were on duty in each month beside how many are required, as a chart and as a sentence."""

from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.exports.charts import Bar, BarChart, ChartKind
from sgz_desktop.scoring.duty import Attendance, attendance_of, month_name
from sgz_desktop.scoring.rates import percent
from sgz_desktop.services.charting import Shown
from sgz_desktop.services.tables.attendance_grid import month_text

_TITLE = "各月到岗与应到岗"
_WHOLE = Decimal(100)
_HEIGHT = 25


def attendance_chart(dossier: Dossier) -> Shown:
    """Each month's person-months against what is required of it; a month with something open is named."""
    counted, required = attendance_of(dossier), dossier.evaluation.required_staff
    if counted is None:
        return Shown(
            title=_TITLE, sentence="还没有花名册，或者考核期的日期没有填。填了以后，各月到岗就画在这里。"
        )
    if required is None:
        return Shown(
            title=_TITLE, sentence="应配备的社工人数没有填。在评前准备里填了以后，各月到岗就画在这里。"
        )
    bars = tuple(_bar(counted, number, required) for number in range(len(counted.period)))
    is_short = any(each.behind for each in bars)
    has_open = any("待核" in each.printed for each in bars)
    plain = "到岗达到应到岗，或还有待核" if has_open else "到岗达到应到岗"
    chart = BarChart(
        kind=ChartKind.COMPLETION,
        title=_TITLE,
        bars=bars,
        unit="%",
        plain_legend=plain if not all(each.behind for each in bars) else "",
        behind_legend="到岗少于应到岗" if is_short else "",
        note="有待核的月份，只画已经核实的部分。" if has_open else "",
    )
    told = "；".join(
        f"{each.label}到岗 {each.printed}{'，少于应到岗' if each.behind else ''}" for each in bars
    )
    return Shown(
        title=_TITLE,
        sentence=f"{_TITLE}：{told}。{chart.note}",
        chart=chart,
        least_height=_HEIGHT * len(bars),
    )


def _bar(counted: Attendance, number: int, required: int) -> Bar:
    month = counted.period[number]
    figures = [each.months[number].months for each in counted.workers]
    known = sum((each for each in figures if each is not None), Decimal(0))
    due = month.months * required
    open_parts = figures.count(None)
    more = f"，待核 {open_parts}" if open_parts else ""
    return Bar(
        label=month_text(month_name(month.year, month.month)),
        printed=f"{decimal_text(known)}/{decimal_text(due)}{more}",
        maximum=_WHOLE,
        value=percent(known, due),
        behind=known < due and not open_parts,
    )
