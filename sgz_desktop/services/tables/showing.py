"""What an evaluation's tables hold, and the figures that follow, each with its formula and cells."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text, encode
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import field_names
from sgz_desktop.domain.funding import FundLine, Resource
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.domain.staffing import TrainingHours
from sgz_desktop.domain.survey import Respondent
from sgz_desktop.intake.mapping import Annex
from sgz_desktop.models.names import KINDS
from sgz_desktop.scoring.derived import derived_figures
from sgz_desktop.scoring.duty import Attendance, Why, attendance_of
from sgz_desktop.scoring.known import disagreement, known_figures
from sgz_desktop.scoring.training import HOURS_PER_PERSON_MONTH
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.tables.attendance_open import open_points
from sgz_desktop.services.tables.source_ranges import joined
from sgz_desktop.services.tables.sources import cell_of, cells_of

if TYPE_CHECKING:
    from sgz_desktop.house_styles.style import Figures
    from sgz_desktop.services.styles import Styles
    from sgz_desktop.services.tables.indicator_lines import IndicatorLine

_COLLECTIONS: Mapping[Annex, Sequence[str]] = {
    Annex.INDICATORS: ("indicators", "indicator_values"),
    Annex.ATTENDANCE: ("workers", "duty_months"),
    Annex.RESOURCES: ("resources",),
    Annex.TRAINING: ("training_hours",),
    Annex.SATISFACTION: ("surveys", "respondents"),
    Annex.MONEY: ("fund_lines",),
}
_PREFIXES: Mapping[Annex, Sequence[str]] = {
    Annex.INDICATORS: (),
    Annex.ATTENDANCE: ("attendance.", "staff."),
    Annex.RESOURCES: ("resources.",),
    Annex.TRAINING: ("training.",),
    Annex.SATISFACTION: ("satisfaction.",),
    Annex.MONEY: ("funds.",),
}
ANNEX_NAMES: Mapping[Annex, str] = {
    Annex.INDICATORS: "附件1 指标完成情况",
    Annex.ATTENDANCE: "附件2 社工到岗情况",
    Annex.RESOURCES: "附件3 服务资源整合",
    Annex.TRAINING: "附件4 培训与督导",
    Annex.SATISFACTION: "满意度调查",
    Annex.MONEY: "经费",
}
"""What a person calls each table."""

WHY_NAMES: Mapping[Why, str] = {
    Why.OVERRIDE: "评估人员改定",
    Why.STATED: "按表中的到岗数",
    Why.TICKED: "按勾选和合同期",
    Why.HALF_TICKED: "勾选为半个月",
    Why.ABSENT: "未到位",
    Why.NOT_EMPLOYED: "不在合同期内",
    Why.UNSEEN: "没有到岗记录，待核",
    Why.CONTRADICTED: "勾选了到位但不在合同期内，待核",
}
"""Why a month counts as it does."""


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure of a table: its formula, the cells behind it, the bare figure that disagrees.

    `open_places` says what keeps it open, each a phrase with its cell.
    """

    key: str
    name: str
    unit: str
    value: Decimal | None
    formula: str
    open_parts: int
    sources: tuple[str, ...]
    disagrees: str = ""
    open_places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableShown:
    """One table: its rows as they are kept, and what follows from them; of annex 1 its lines and the time."""

    annex: Annex
    rows: tuple[Any, ...]
    figures: tuple[FigureShown, ...]
    lines: tuple["IndicatorLine", ...] = ()
    elapsed: str = ""


class Tables:
    """Shows the tables of an evaluation; with the house styles also what follows by the evaluation's."""

    def __init__(self, editing: Editing, styles: "Styles | None" = None) -> None:
        self._editing = editing
        self._styles = styles

    def show(self, evaluation_id: UUID, *, annex: Annex | None = None) -> tuple[TableShown, ...]:
        """The tables that hold anything, or the one asked for. Raises NoSuchEvaluation."""
        dossier = self._editing.dossier(evaluation_id)
        wanted = tuple(Annex) if annex is None else (annex,)
        shown = (_shown(dossier, each) for each in wanted)
        told = tuple(each for each in shown if each.rows or annex is not None)
        if self._styles is None:
            return told
        style = self._styles.style(dossier.evaluation.house_style).figures
        return tuple(_whole(dossier, each, style) for each in told)

    def attendance(self, evaluation_id: UUID) -> Attendance | None:
        """The roster counted over the period; None without a roster or the period's dates."""
        return attendance_of(self._editing.dossier(evaluation_id))


def _shown(dossier: Dossier, annex: Annex) -> TableShown:
    rows = tuple(each for name in _COLLECTIONS[annex] for each in getattr(dossier, name))
    return TableShown(annex, rows, tuple(_figures(dossier, annex)))


def _whole(dossier: Dossier, shown: TableShown, style: "Figures") -> TableShown:
    """A table with its lines, and with what the house style makes of its figures."""
    # These stand on this module: what they make of a table begins with what it gives.
    from sgz_desktop.services.tables.attendance_figures import attendance_figures
    from sgz_desktop.services.tables.indicator_lines import elapsed_sentence, indicator_lines
    from sgz_desktop.services.tables.resource_kinds import kind_figures

    if shown.annex is Annex.INDICATORS and shown.rows:
        return replace(shown, lines=tuple(indicator_lines(dossier)), elapsed=elapsed_sentence(dossier))
    if shown.annex is Annex.ATTENDANCE:
        ordered = attendance_figures(dossier, shown.figures, style)
        keys = {each.key for each in ordered}
        figures = (*ordered, *(each for each in shown.figures if each.key not in keys))
        return replace(shown, figures=tuple(replace(each, sources=joined(each.sources)) for each in figures))
    if shown.annex is Annex.RESOURCES:
        return replace(shown, figures=(*shown.figures, *kind_figures(dossier)))
    if shown.annex is Annex.TRAINING:
        return replace(shown, figures=(*shown.figures, *_hours_due(dossier, shown.figures, style)))
    return shown


def _hours_due(dossier: Dossier, figures: Sequence[FigureShown], style: "Figures") -> Iterator[FigureShown]:
    """The hours that were due and the rate, where the required person-months are known (domain: 4.4)."""
    from sgz_desktop.services.reporting.figures import computed_figures

    computed, known = computed_figures(dossier, style), known_figures(dossier)
    required = known.get("attendance.required")
    if required is None or not figures:
        return
    given = known.get("training.hours_each")
    each = given.value if given else HOURS_PER_PERSON_MONTH
    due = f"应到岗 {decimal_text(required.value)} 人次 × {decimal_text(each)} 学时"
    sources = tuple(cell for one in figures if one.key == "training.hours" for cell in one.sources)
    for key, formula, cells in (
        ("training.due", due, ()),
        ("training.rate", "培训学时 ÷ 应有学时", sources),
        ("training.shortfall", "应有学时 − 培训学时", sources),
    ):
        if computed[key] is not None:
            name = REGISTRY[key]
            yield FigureShown(key, name.name, name.unit, computed[key], formula, 0, cells)


def _figures(dossier: Dossier, annex: Annex) -> Iterator[FigureShown]:
    known = known_figures(dossier)
    for key, each in derived_figures(dossier).items():
        if key.startswith(tuple(_PREFIXES[annex])):
            name = REGISTRY[key]
            told = disagreement(known[key]) if key in known else ""
            cells = joined(_own_cells(key, each.sources))
            places = tuple(map(str, open_points(dossier, key))) if each.open_parts else ()
            yield FigureShown(
                key, name.name, name.unit, each.value, each.formula, each.open_parts, cells, told, places
            )


_FIELDS: Mapping[str, tuple[str, str]] = {
    "training.hours": (TrainingHours.kind, "training"),
    "training.supervision": (TrainingHours.kind, "supervision"),
    "resources.value": (Resource.kind, "value_yuan"),
    "resources.beneficiaries": (Resource.kind, "beneficiaries"),
    "funds.initial_budget": (FundLine.kind, "initial_budget"),
    "funds.budget": (FundLine.kind, "budget"),
    "funds.spent": (FundLine.kind, "spent"),
    **dict.fromkeys(
        ("satisfaction.mean", *(key for key in REGISTRY if re.fullmatch(r"satisfaction\..*[0-9]+", key))),
        (Respondent.kind, "answer"),
    ),
}
"""The figures that one field of each row makes: it is that field's cells that they are from."""


def _own_cells(key: str, sources: Sequence[str]) -> Iterator[str]:
    kind, name = _FIELDS.get(key, ("", ""))
    return (cell_of(kind, each, name) if kind else each for each in sources)


def as_plain(shown: TableShown) -> dict[str, Any]:
    """A table as JSON: rows by kind, figures with formula and cells."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for each in shown.rows:
        values = {name: encode(getattr(each, name)) for name in field_names(type(each))}
        cells = cells_of(each.kind, values.get("source") or "")
        rows.setdefault(each.kind, []).append(
            {"id": str(each.id), **values, **({"cells": cells} if cells else {})}
        )
    figures = [
        {
            "key": each.key,
            "name": each.name,
            "unit": each.unit,
            "value": None if each.value is None else decimal_text(each.value),
            "formula": each.formula,
            "open": each.open_parts,
            "sources": list(each.sources),
            "disagrees": each.disagrees,
            "open_places": list(each.open_places),
        }
        for each in shown.figures
    ]
    found = {"annex": shown.annex.value, "title": ANNEX_NAMES[shown.annex], "rows": rows, "figures": figures}
    if shown.annex is Annex.INDICATORS:
        found |= {"elapsed": shown.elapsed, "lines": [each.as_plain() for each in shown.lines]}
    return found


def counted(shown: TableShown) -> str:
    """How many rows of each kind there are."""
    kinds: dict[str, int] = {}
    for each in shown.rows:
        kinds[each.kind] = kinds.get(each.kind, 0) + 1
    return "，".join(f"{KINDS[kind]} {count} 条" for kind, count in kinds.items()) or "还没有数据"
