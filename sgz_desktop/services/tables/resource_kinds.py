"""附件3 by kind: what the resources of each are worth, and from which cells that is known."""

from collections.abc import Iterator
from decimal import Decimal

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.funding import Resource, ResourceKind
from sgz_desktop.services.tables.names import RESOURCE_NAMES
from sgz_desktop.services.tables.showing import FigureShown
from sgz_desktop.services.tables.source_ranges import joined
from sgz_desktop.services.tables.sources import cell_of


def kind_figures(dossier: Dossier) -> Iterator[FigureShown]:
    """What the resources of each kind are worth in yuan (domain: 4.3); None where that is known of none."""
    kinds: list[tuple[ResourceKind | None, str]] = [*RESOURCE_NAMES.items(), (None, "未分类")]
    for kind, name in kinds:
        rows = [each for each in dossier.resources if each.category is kind]
        if rows:
            yield _figure(kind.value if kind else "other_than_kinds", name, rows)


def _figure(code: str, name: str, rows: list[Resource]) -> FigureShown:
    known = [each for each in rows if each.value_yuan is not None]
    value = sum((each.value_yuan for each in known if each.value_yuan is not None), Decimal(0))
    unknown = len(rows) - len(known)
    formula = f"{len(known)} 项{name}资源的价值相加" + (f"，另有 {unknown} 项没有填价值" if unknown else "")
    cells = joined(cell_of(Resource.kind, each.source, "value_yuan") for each in known)
    key = f"resources.value.{code}"
    return FigureShown(key, f"{name}资源价值", "元", value if known else None, formula, 0, cells)
