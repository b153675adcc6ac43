"""Annex 3 (服务资源整合汇总表): one row a resource, and the sum that the sheet prints."""

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from sgz_desktop.intake.heads import Block, Path, title_of
from sgz_desktop.intake.list_heads import (
    bare_head,
    columns_by,
    list_blocks,
    mapping_of,
    role_by_words,
    scale_above,
    scale_in,
)
from sgz_desktop.intake.list_rows import Kind, ListRows, best_total
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role
from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.sheets import Sheet
from sgz_desktop.intake.tables import Figure, ResourceReading, ResourceTable

_WORDS = {
    Role.NUMBER: ("序号", "编号", "号"),
    Role.BENEFICIARIES: (
        "受益人数",
        "受惠",
        "受益",
        "惠及",
        "服务人数",
        "服务人次",
        "覆盖人数",
        "人数",
        "人次",
    ),
    Role.IGNORED: ("单价", "数量", "联系方式", "联系电话", "联系人", "经手人", "受赠人", "签收"),
    Role.PROVIDER: (
        "提供方",
        "提供单位",
        "提供者",
        "资源方",
        "来源",
        "捐赠方",
        "捐赠单位",
        "捐赠人",
        "捐赠者",
        "捐助",
        "资助方",
        "资助单位",
        "合作单位",
        "爱心企业",
        "爱心单位",
        "链接单位",
        "对接单位",
        "资源单位",
        "单位名称",
        "整合单位",
        "提供人",
    ),
    Role.FUND: ("基金",),
    Role.VALUE: (
        "价值",
        "金额",
        "折合",
        "折价",
        "折算",
        "估值",
        "总价",
        "市值",
        "资金数",
        "款项",
        "善款",
        "捐款额",
    ),
    Role.CATEGORY: ("类型", "类别", "种类", "形式", "分类", "性质", "资源属性"),
    Role.DATE: ("日期", "时间", "月份"),
    Role.DESCRIPTION: ("内容", "描述", "名称", "物资", "明细", "用途", "说明", "项目", "资源", "规格"),
    Role.REMARK: ("备注",),
}
_KINDS = ("资金", "现金", "善款", "物资", "物品", "场地", "人力", "志愿", "技术", "服务", "其他")
_ABOUT = ("资源", "捐赠", "捐助", "慈善", "链接", "募捐", "附件3")
_OTHER = ("满意度", "培训", "督导", "到岗", "预算", "决算", "指标")
_MONEY_UNITS = {"元": Decimal(1), "千元": Decimal(1_000)}
_PEOPLE_UNITS = dict.fromkeys(("人", "人次", "名", "位", "户", "户次", "个人"), Decimal(1))
_FIGURES = (Role.VALUE, Role.BENEFICIARIES)


def suggest_resources(sheet: Sheet) -> tuple[Mapping, ...]:
    """How each list of resources in a sheet is read."""
    return tuple(
        mapping_of(block, Annex.RESOURCES, _columns(block)) for block in list_blocks(sheet, _role, _enough)
    )


def read_resources(sheet: Sheet, mapping: Mapping) -> tuple[ResourceTable, tuple[Problem, ...]]:
    """The resources of one block, and what is wrong with its cells; what can be read is read."""
    reader = _Reader(sheet, mapping)
    totals: list[tuple[str, Figure]] = []
    found: list[ResourceReading] = []
    section = ""
    for row in reader.rows:
        if row.kind is Kind.SECTION:
            section = next((kind for kind in _KINDS if kind in row.text), "")
        elif row.kind is Kind.TOTAL:
            totals += [(row.text, each) for each in reader.total(row.number)]
        else:
            found += reader.readings(row.number, section)
    table = ResourceTable(title_of(sheet, reader.rows.block), tuple(found), best_total(totals))
    return table, reader.rows.problems()


def _role(path: Path) -> Role:
    if any(word in text for text in path for word in ("预算", "执行数", "执行率", "协议", "完成", "满意")):
        return Role.IGNORED
    *upper, lowest = path
    if upper and bare_head(lowest) in _KINDS and role_by_words(tuple(upper), _WORDS) is Role.VALUE:
        return Role.VALUE
    return role_by_words(path, _WORDS)


def _enough(roles: Collection[Role], title: str) -> bool:
    kinds = {Role.VALUE, Role.DESCRIPTION, Role.CATEGORY, Role.BENEFICIARIES} & set(roles)
    if Role.PROVIDER in roles and len(kinds) > 0 and (Role.VALUE in roles or Role.DESCRIPTION in roles):
        return True
    about = any(word in title for word in _ABOUT) and not any(word in title for word in _OTHER)
    return about and len(kinds | ({Role.DATE} & set(roles))) > 1 and bool(kinds - {Role.BENEFICIARIES})


def _columns(block: Block) -> dict[int, ColumnRole]:
    columns = columns_by(block, _role, several=(Role.VALUE,), first_of=_FIGURES)
    values = [column for column, each in columns.items() if each.role is Role.VALUE]
    if len(values) < 2:
        return columns
    named = {column: _kind_of(block.paths[column]) for column in values}
    # Several columns of money: each of its own kind, or else one of them is the sum.
    chosen = [column for column in values if named[column]] or values[-1:]
    for column in values:
        name = named[column] if column in chosen else ""
        columns[column] = (
            replace(columns[column], indicator=name) if column in chosen else ColumnRole(Role.IGNORED)
        )
    return columns


def _kind_of(path: Path) -> str:
    return next((kind for text in reversed(path) for kind in _KINDS if kind in bare_head(text)), "")


class _Reader:
    """Reads the rows of one block."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.rows = ListRows(sheet, mapping, _FIGURES)
        paths = self.rows.block.paths
        above = scale_above(sheet, self.rows.block.head_top)
        self._scales = {
            column: scale_in(paths.get(column, ())) or above or Decimal(1)
            for column in self.rows.columns(Role.VALUE)
        }

    def total(self, row: int) -> list[Figure]:
        """The printed sum of a row where the sheet has one column of money."""
        found = [each for _, each in self._values(row)]
        return found if len(found) == 1 else []

    def readings(self, row: int, section: str) -> list[ResourceReading]:
        """The resource of a row: one for each kind where the kinds have columns of their own."""
        values = self._values(row)
        day, written = self.rows.day(row, Role.DATE)
        people = self.rows.column(Role.BENEFICIARIES)
        reading = ResourceReading(
            place=self.rows.sheet.place(row, self._first_column(row)),
            received_on=day,
            written_date=written,
            provider=self.rows.text(row, Role.PROVIDER),
            category=self.rows.text(row, Role.CATEGORY) or section,
            description=self.rows.text(row, Role.DESCRIPTION),
            beneficiaries=None
            if people is None
            else self.rows.figure(row, people, units=_PEOPLE_UNITS, of="人数"),
            fund=self.rows.text(row, Role.FUND),
        )
        if not values:
            return [reading]
        first, *others = [
            replace(
                reading,
                category=kind or reading.category,
                description=reading.description or kind,
                value_yuan=figure,
            )
            for kind, figure in values
        ]
        # The people are those of the whole row: counted once.
        return [first, *(replace(each, beneficiaries=None) for each in others)]

    def _values(self, row: int) -> list[tuple[str, Figure]]:
        found = []
        for column, scale in self._scales.items():
            figure = self.rows.figure(row, column, units=_MONEY_UNITS, bare=scale, of="金额")
            kind = self.rows.mapping.columns[column].indicator
            if figure is not None and (figure.value or not kind):
                found.append((kind, figure))
        return found

    def _first_column(self, row: int) -> int:
        return next(
            column
            for column, _ in self.rows.sheet.row(row)
            if self.rows.mapping.columns.get(column, ColumnRole(Role.IGNORED)).role
            not in (Role.NUMBER, Role.IGNORED)
        )
