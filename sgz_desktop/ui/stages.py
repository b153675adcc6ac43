"""How far each page's part of an evaluation is, for the navigation."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Cover, Indicator
from sgz_desktop.domain.result import Missing, Score, Severity, Source
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.services.board import is_unfiled
from sgz_desktop.services.departure import left_here, settled_here
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.navigation import Stage

DONE = "✓"


def stages(score: Score, missing: tuple[Missing, ...], dossier: Dossier) -> Mapping[str, Stage]:
    """The stage of every page but the home page."""
    # A gap blocks nothing, but a report with one is not done.
    open_on = Counter(each.page for each in missing if each.severity is not Severity.ADVICE)
    return {
        # Beside the numbers of all that is to be looked at there: these are what the report lacks.
        "preparing": _by_missing(open_on["preparing"], tr("报告缺 {count}")),
        "visit": _by_count(*walked(score)),
        "day": _day(dossier),
        "observations": _observations(dossier),
        "indicators": _by_count(*filled(dossier)),
        "scoring": _scoring(score),
        "report": _by_missing(open_on.total(), tr("缺 {count}")),
    }


def walked(score: Score) -> tuple[int, int]:
    """How many items the experts have answered, of all that are theirs to answer; figures are not counted."""
    experts = [
        expert
        for component in score.components
        if component.source is not Source.FIGURE or component.figure_id is None
        for group in component.groups
        if group.figure_id is None
        for expert in group.experts
    ]
    return sum(each.answered for each in experts), sum(len(each.lines) for each in experts)


def filled(dossier: Dossier) -> tuple[int, int]:
    """How many done amounts of the indicators are there, of all: one a zone, or one of the whole station."""
    cells = [_cells(each, dossier) for each in dossier.indicators]
    return sum(done for done, _ in cells), sum(total for _, total in cells)


def time_left(dossier: Dossier, now: datetime) -> tuple[str, bool] | None:
    """What is left of today's plan as a sentence, and whether it is over time; None on any other day.

    `now` is local; the plan ends with its last line that says when.
    """
    end = max((each.ends_at for each in dossier.plan_entries), default="")
    if not end or dossier.evaluation.visit_date != now.date():
        return None
    left = int(end[:2]) * 60 + int(end[3:]) - now.hour * 60 - now.minute
    if left > 0:
        return tr("距离结束 {time}").format(time=_duration(left)), False
    if left == 0:
        return tr("已到计划的结束时间"), False
    return tr("已超过计划 {time}").format(time=_duration(-left)), True


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{rest} 分").format(rest=rest)
    return tr("{hours} 小时 {rest} 分").format(hours=hours, rest=rest)


def _cells(indicator: Indicator, dossier: Dossier) -> tuple[int, int]:
    zones = dossier.zones if indicator.cover is Cover.ZONES else ()
    values = [dossier.value_by_key.get((indicator.id, each.id)) for each in zones]
    done = sum(each is not None and each.done is not None for each in values)
    whole = dossier.value_by_key.get((indicator.id, None))
    # A total without its parts, as some annexes print it, is all there is to fill in.
    if not done and whole is not None and whole.done is not None:
        return len(zones) or 1, len(zones) or 1
    return done, len(zones) or 1


def _day(dossier: Dossier) -> Stage:
    """What 离站前检查 has nothing left to say about; begun with the first line that is written down."""
    left, done = len(left_here(dossier)), settled_here(dossier)
    if not left:
        return Stage(1.0, DONE)
    if not done and not (dossier.attendees or dossier.paper_requests or dossier.interviews):
        return Stage(0.0)
    return Stage(done / (done + left), tr("待办 {count}").format(count=left))


def _observations(dossier: Dossier) -> Stage:
    count = len(dossier.observations)
    unfiled = sum(map(is_unfiled, dossier.observations))
    if unfiled:
        sign = tr("{count} · 待归 {unfiled}").format(count=count, unfiled=unfiled)
        return Stage((count - unfiled) / count, sign, is_warning=True)
    return Stage(1.0, f"{count} {DONE}") if count else Stage(0.0)


def _by_missing(count: int, sign: str) -> Stage:
    return Stage(1.0, DONE) if not count else Stage(None, sign.format(count=count))


def _by_count(done: int, total: int) -> Stage:
    if not total:
        return Stage(None, "")
    return Stage(done / total, DONE if done == total else f"{done}/{total}")


def _scoring(score: Score) -> Stage:
    parts = [party.converted is not None for party in score.parties]
    parts += [veto.state is not VetoState.UNKNOWN for veto in score.vetoes]
    return _by_count(sum(parts), len(parts)) if score.total is None or score.provisional else Stage(1.0, DONE)
