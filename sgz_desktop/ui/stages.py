"""How far each page's part of an evaluation is, for the navigation."""

from collections import Counter
from collections.abc import Mapping

from sgz_desktop.domain.result import Missing, Score, Severity, Source
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.ui.widgets.navigation import Stage

DONE = "✓"


def stages(score: Score, missing: tuple[Missing, ...]) -> Mapping[str, Stage]:
    """The stage of every page but the home page."""
    # A gap blocks nothing, but a report with one is not done.
    open_on = Counter(each.page for each in missing if each.severity is not Severity.ADVICE)
    return {
        "preparing": _by_missing(open_on["preparing"]),
        "visit": _by_count(*walked(score)),
        "scoring": _scoring(score),
        "report": _by_missing(open_on.total()),
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


def _by_missing(count: int) -> Stage:
    return Stage(1.0, DONE) if not count else Stage(None, f"缺 {count}")


def _by_count(done: int, total: int) -> Stage:
    if not total:
        return Stage(None, "")
    return Stage(done / total, DONE if done == total else f"{done}/{total}")


def _scoring(score: Score) -> Stage:
    parts = [party.converted is not None for party in score.parties]
    parts += [veto.state is not VetoState.UNKNOWN for veto in score.vetoes]
    return _by_count(sum(parts), len(parts)) if score.total is None or score.provisional else Stage(1.0, DONE)
