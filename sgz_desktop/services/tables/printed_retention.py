"""The 稳岗率 that a roster prints, against what its rows and the agreed number of staff give."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.intake.problems import Problem, warning
from sgz_desktop.intake.tables import AttendanceTable
from sgz_desktop.scoring.attendance import retention, retention_by_certified
from sgz_desktop.scoring.known import Known, known_figures

_STAYED, _CERTIFIED = "持续在岗社工人数 ÷ 应配人数", "期末持证社工人数 ÷ 应配人数"
_LEAST = Decimal("0.01")
"""Printed with two places, a rate is less than one of them away."""
_UNKNOWN = "表里印的稳岗率是 {printed}%，{why}，还不能核对；补上以后再读一次这张表，就会核对。"
_DIFFERS = "表里印的稳岗率是 {printed}%，按表里各人算得 {found}，请核对。"


def printed_retention(after: Dossier, table: AttendanceTable) -> Iterator[Problem]:
    """A word where the printed rate is neither of those that house styles know, or cannot be compared yet.

    `after` is the evaluation as it would be with the roster taken in.
    """
    figure = table.retention
    if figure is None:
        return
    printed = decimal_text(figure.value)
    required = after.evaluation.required_staff
    rates = dict(_rates(known_figures(after), required or 0))
    if not required or not rates:
        why = "应配备社工人数没有填" if not required else "到岗情况还有待核的"
        yield warning(figure.place, _UNKNOWN.format(printed=printed, why=why))
    elif all(abs(each - figure.value) >= _LEAST for each in rates.values()):
        # The formula that the sheet names goes alone, where it names one.
        named = {_STAYED: "持续" in table.retention_formula, _CERTIFIED: "持证" in table.retention_formula}
        meant = {name: each for name, each in rates.items() if named[name]} or rates
        found = "，".join(f"{each}%（{name}）" for name, each in meant.items())
        yield warning(figure.place, _DIFFERS.format(printed=printed, found=found))


def _rates(known: Mapping[str, Known], required: int) -> Iterator[tuple[str, Decimal]]:
    """The rate by each of the two formulas whose figures are known, in per cent."""
    stayed, certified = known.get("staff.stayed"), known.get("staff.certified")
    by_stayed = None if stayed is None else retention(int(stayed.value), required).rate
    by_certified = None if certified is None else retention_by_certified(certified.value, required).rate
    for name, rate in ((_STAYED, by_stayed), (_CERTIFIED, by_certified)):
        if rate is not None:
            yield name, rate
