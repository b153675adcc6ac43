"""How far each page's part of an evaluation is, for the navigation."""

from collections import Counter
from collections.abc import Mapping

from sgz_desktop.domain.result import Missing, Score, Severity
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.ui.widgets.navigation import Stage

DONE = "✓"


def stages(score: Score, missing: tuple[Missing, ...]) -> Mapping[str, Stage]:
    """The stage of every page but the home page."""
    open_on = Counter(each.page for each in missing if each.severity is not Severity.ADVICE)
    blocking = sum(each.severity is Severity.BLOCKS for each in missing)
    return {
        "preparing": _by_missing(open_on["preparing"]),
        "visit": _by_count(score.answered, score.answerable),
        "scoring": _scoring(score),
        "report": _by_missing(blocking),
    }


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
