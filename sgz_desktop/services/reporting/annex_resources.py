"""附件3: the resources that the station linked, one a row, with a sum of each kind and of all."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.funding import Resource, ResourceKind
from sgz_desktop.exports.report import Align, Field, Passage, QuantityRef
from sgz_desktop.exports.workbook import CellLook
from sgz_desktop.services.reporting.annex_grid import (
    AnnexContent,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Line,
    head,
)

_OWN = Passage("annex_note")
KINDS = {
    ResourceKind.MONEY: "资金",
    ResourceKind.GOODS: "物资",
    ResourceKind.VENUE: "场地",
    ResourceKind.PEOPLE: "人力",
    ResourceKind.OTHER: "其他",
    None: "未分类",
}
_HEADS = ("序号", "日期", "资源提供方", "资源类型", "资源内容", "价值（元）", "受益人数", "所属基金")
_COLUMNS = (
    *(GridColumn(6, 12), GridColumn(15, 36), GridColumn(24, 46, Align.LEFT), GridColumn(10, 18)),
    *(GridColumn(36, 53, Align.LEFT), GridColumn(14, 23), GridColumn(10, 18), GridColumn(18, 31, Align.LEFT)),
)
_LABELS = 5
_TYPE = 10.5  # points


def resources_annex(dossier: Dossier) -> AnnexContent | None:
    """The annex; None where no resource was entered."""
    rows = dossier.resources
    if not rows:
        return None
    grid = Grid(
        columns=_COLUMNS,
        head=(tuple(head(each) for each in _HEADS),),
        body=(*(_row(number, each) for number, each in enumerate(rows, 1)), *_sums(rows)),
        largest=_TYPE,
    )
    return AnnexContent(whole=grid, parts=(grid,), notes=tuple(_notes(rows)))


def _row(number: int, resource: Resource) -> GridRow:
    name = partial(Field, Resource.kind, resource.id)
    text = CellLook.TEXT
    return (
        GridCell(value=number, source=Passage("numbering")),
        GridCell(value=resource.received_on or resource.written_date or None, source=name("received_on")),
        GridCell(value=resource.provider or None, source=name("provider"), look=text),
        GridCell(value=resource.category and KINDS[resource.category], source=name("category")),
        GridCell(value=resource.description or None, source=name("description"), look=text),
        GridCell(value=resource.value_yuan, source=name("value_yuan"), look=CellLook.NUMBER),
        GridCell(value=_count(resource.beneficiaries), source=name("beneficiaries"), look=CellLook.NUMBER),
        GridCell(value=resource.fund or None, source=name("fund"), look=text),
    )


def _sums(rows: Sequence[Resource]) -> Iterator[GridRow]:
    for kind, name in KINDS.items():
        some = [each for each in rows if each.category is kind]
        if some:
            yield _sum(f"小计（{name}，{len(some)} 项）", some, kind or "none")
    yield _sum(f"合计（{len(rows)} 项）", rows, "")


def _sum(label: str, rows: Sequence[Resource], detail: str) -> GridRow:
    value = [each.value_yuan for each in rows if each.value_yuan is not None]
    people = [each.beneficiaries for each in rows if each.beneficiaries is not None]
    return (
        GridCell(value=label, look=CellLook.TOTAL, columns=_LABELS),
        GridCell(
            value=sum(value, Decimal(0)) if value else None,
            source=QuantityRef("resources.value", detail),
            look=CellLook.SUM,
        ),
        GridCell(
            value=Decimal(sum(people)) if people else None,
            source=QuantityRef("resources.beneficiaries", detail),
            look=CellLook.SUM,
        ),
        GridCell(source=_OWN),
    )


def _notes(rows: Sequence[Resource]) -> Iterator[Line]:
    """What the sums leave out."""
    missing = [
        f"{sum(getattr(each, field) is None for each in rows)} 项没有填写{name}"
        for field, name in (("value_yuan", "价值"), ("beneficiaries", "受益人数"))
        if any(getattr(each, field) is None for each in rows)
    ]
    if missing:
        yield Line(f"注：{'，'.join(missing)}，没有计入。", _OWN)


def _count(people: int | None) -> Decimal | None:
    return None if people is None else Decimal(people)
