"""What 附件3 and the money add up to, line by line and as a whole, with what is still open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.funding import FundLine, Resource, ResourceKind
from sgz_desktop.domain.result import VetoResult
from sgz_desktop.domain.rubric import Rubric, ShareTest
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.scoring.known import disagreement, known_figures
from sgz_desktop.scoring.money import budget_execution_rate, staff_cost_share
from sgz_desktop.services.tables.names import RESOURCE_NAMES
from sgz_desktop.services.tables.showing import FigureShown, Tables

STAFF_COSTS = "funds.staff_cost_share"
"""The registered key of 人员费用占比."""


@dataclass(frozen=True, slots=True)
class KindSum:
    """The resources of one kind, or of all: how many, their value in yuan, whom they reached."""

    name: str
    count: int
    yuan: Decimal
    people: int
    without_value: int


@dataclass(frozen=True, slots=True)
class FundSums:
    """The money as a whole in yuan, rates in per cent; None where a line leaves something open."""

    initial_budget: Decimal | None
    budget: Decimal | None
    spent: Decimal | None
    staff_costs: Decimal | None
    rate: Decimal | None
    share: Decimal | None


def resource_sums(dossier: Dossier) -> tuple[KindSum, ...]:
    """Resources by kind, as far as there are any of it, and all of them; () without any."""
    rows = dossier.resources
    if not rows:
        return ()
    kinds: Iterator[tuple[ResourceKind | None, str]] = iter((*RESOURCE_NAMES.items(), (None, "未分类")))
    parts = ((name, [each for each in rows if each.category is kind]) for kind, name in kinds)
    return (*(_kind_sum(name, few) for name, few in parts if few), _kind_sum("合计", rows))


def _kind_sum(name: str, rows: Iterable[Resource]) -> KindSum:
    known = list(rows)
    values = [each.value_yuan for each in known if each.value_yuan is not None]
    people = sum(each.beneficiaries or 0 for each in known)
    return KindSum(name, len(known), sum(values, Decimal(0)), people, len(known) - len(values))


def line_rate(line: FundLine) -> Decimal | None:
    """执行数 in per cent of 全年预算 (domain: 4.6)."""
    return None if line.spent is None else budget_execution_rate(line.spent, line.budget)


def line_share(line: FundLine) -> Decimal | None:
    """人员费用 in per cent of 执行数 (domain: 4.6)."""
    return None if line.staff_costs is None else staff_cost_share(line.staff_costs, line.spent)


def fund_sums(dossier: Dossier) -> FundSums:
    """All lines added up; a column with an open cell has no sum."""
    initial, budget, spent, costs = (
        _column(dossier, field) for field in ("initial_budget", "budget", "spent", "staff_costs")
    )
    rate = None if spent is None else budget_execution_rate(spent, budget)
    share = None if costs is None else staff_cost_share(costs, spent)
    return FundSums(initial, budget, spent, costs, rate, share)


def _column(dossier: Dossier, field: str) -> Decimal | None:
    cells: list[Decimal | None] = [getattr(each, field) for each in dossier.fund_lines]
    known = [each for each in cells if each is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(cells) else None


def staff_cost_line(rubric: Rubric) -> tuple[str, Decimal] | None:
    """Which veto rule looks at 人员费用占比, and its line in per cent; None where none does."""
    tests = ((each.code, each.test) for each in rubric.vetoes)
    return next(
        (
            (code, test.least)
            for code, test in tests
            if isinstance(test, ShareTest) and test.share == STAFF_COSTS
        ),
        None,
    )


def staff_cost_veto(rubric: Rubric, vetoes: Iterable[VetoResult]) -> VetoResult | None:
    """What became of the veto rule that looks at 人员费用占比."""
    found = staff_cost_line(rubric)
    return next((each for each in vetoes if found is not None and each.rule == found[0]), None)


def yuan_above(sums: FundSums, line: Decimal) -> Decimal | None:
    """How many yuan the staff costs lie above that per cent of the spending; negative below it."""
    if sums.staff_costs is None or sums.spent is None:
        return None
    return sums.staff_costs - sums.spent * line / 100


def disagreements(dossier: Dossier, prefix: str) -> tuple[str, ...]:
    """A sentence for each bare figure, of keys that begin so, that is another than its table gives."""
    known = known_figures(dossier).items()
    return tuple(filter(None, (disagreement(each) for key, each in known if key.startswith(prefix))))


def survey_figures(tables: Tables, evaluation_id: UUID) -> Mapping[str, FigureShown]:
    """How many answered, their mean and the bands, by key; nothing while nobody answered (domain: 4.5)."""
    (shown,) = tables.show(evaluation_id, annex=Annex.SATISFACTION)
    return {each.key: each for each in shown.figures}
