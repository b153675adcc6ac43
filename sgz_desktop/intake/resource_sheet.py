"""Annex 3 (服务资源整合汇总表): one row a resource, and the sum that the sheet prints."""

import re
from collections.abc import Collection
from collections.abc import Mapping as Map
from dataclasses import replace
from decimal import Decimal

from sgz_desktop.intake.block_mapping import mapping_of
from sgz_desktop.intake.calendar_readings import read_date
from sgz_desktop.intake.heads import Block, Path, first_text, title_of
from sgz_desktop.intake.heads import above as above_of
from sgz_desktop.intake.list_heads import (
    bare_head,
    columns_by,
    list_blocks,
    role_by_words,
    says_total,
    scale_above,
    scale_in,
)
from sgz_desktop.intake.list_rows import Kind, ListRows, best_total, text_of_number
from sgz_desktop.intake.mapping import Annex, ColumnRole, Mapping, Role
from sgz_desktop.intake.problems import Problem
from sgz_desktop.intake.readings import plain, read_number, read_tick, split_unit
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
        "单位/个人",
        "个人/单位",
        "单位或个人",
        "单位及个人",
        "单位、个人",
        "企业",
        "商家",
        "机构名称",
        "链接方",
        "合作方",
        "支持方",
        "支持单位",
        "赞助",
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
# A sheet or title of one kind: 物资资源, 资金类资源链接登记表.
_SINGLE = "资金|现金|物资|物品|实物|场地|人力|志愿"
_ONE = re.compile(_SINGLE)
_OF_KIND = re.compile(rf"(?:(?:{_SINGLE})者?(?:[、/及和与]?))+(?:类|型|资源|支持)")
_KIND_HEAD = re.compile(
    r"(?:(?:资金|现金|善款|物资|物品|实物|场地|人力|人员|志愿者?|技术|服务|其他|其它)(?:资源|类|支持)?[/、]?)+"
)
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
    if len(_ONE.findall(lowest)) > 1 and _KIND_HEAD.fullmatch(bare_head(lowest)):
        return Role.CATEGORY  # 资金/物资/场地/人力
    return role_by_words(path, _WORDS)


def _enough(roles: Collection[Role], title: str) -> bool:
    kinds = {Role.VALUE, Role.DESCRIPTION, Role.CATEGORY, Role.BENEFICIARIES} & set(roles)
    if Role.PROVIDER in roles and len(kinds) > 0 and (Role.VALUE in roles or Role.DESCRIPTION in roles):
        return True
    about = any(word in title for word in _ABOUT) and not any(word in title for word in _OTHER)
    return about and len(kinds | ({Role.DATE} & set(roles))) > 1 and bool(kinds - {Role.BENEFICIARIES})


def _columns(block: Block) -> dict[int, ColumnRole]:
    columns = columns_by(block, _role, several=(Role.VALUE, Role.DATE), first_of=_FIGURES)
    _keep_days(block, columns)
    ticked = _ticked_kinds(block)
    columns |= {column: ColumnRole(Role.CATEGORY, indicator=kind) for column, kind in ticked.items()}
    if Role.VALUE not in {each.role for each in columns.values()}:
        columns |= {column: ColumnRole(Role.VALUE) for column in _amounts(block, ticked)}
    else:
        told = (Role.CATEGORY, Role.IGNORED)
        amounts = [column for column in _amounts(block, ticked) if columns[column].role in told]
        kinds = [
            each for each, role in columns.items() if role.role is Role.VALUE and _kind_of(block.paths[each])
        ]
        # 资金（元） beside 物资折价（元）; a lone 资金 beside 金额 is something else.
        columns |= {each: ColumnRole(Role.VALUE) for each in amounts if kinds or len(amounts) > 1}
    columns |= {
        column: ColumnRole(Role.CATEGORY, indicator=_kind_of(block.paths[column]))
        for column in block.paths
        if column not in ticked and _counts_people(block, column)
    }
    if Role.DESCRIPTION not in {each.role for each in columns.values()}:
        columns |= {
            column: ColumnRole(Role.DESCRIPTION) for column in _first_of(block, columns, Role.DESCRIPTION)
        }
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


def _keep_days(block: Block, columns: dict[int, ColumnRole]) -> None:
    """Of several columns of dates (月份 beside 链接日期) that with the most days is kept."""
    dates = [column for column, each in columns.items() if each.role is Role.DATE]
    cells = {column: [block.sheet.at(row, column) for row in block.rows()] for column in dates}
    days = {
        column: sum(read_date(each).value is not None for each in cells[column] if each) for column in dates
    }
    best = max(dates, key=lambda column: (days[column], -column), default=None)
    columns |= {column: ColumnRole(Role.IGNORED) for column in dates if column != best}


def _ticked_kinds(block: Block) -> dict[int, str]:
    """The columns that tick the kinds: 场地 over √ and blanks; none of texts or amounts."""
    kinds = {
        column: head
        for column, path in block.paths.items()
        if _KIND_HEAD.fullmatch(head := bare_head(path[-1]))
    }
    rows = [row for row in block.rows() if not says_total(first_text(block.sheet, row))] if kinds else []
    cells = {column: [cell for row in rows if (cell := block.sheet.at(row, column))] for column in kinds}
    ticked = {
        column: kind
        for column, kind in kinds.items()
        if all(read_tick(cell).value in (0, 1) for cell in cells[column])
    }
    return ticked if any(cells[column] for column in ticked) else {}


def _is_of_amounts(block: Block, column: int) -> bool:
    """Whether a column of a kind (资金, 物资) holds what its resources are worth."""
    cells = [cell for row in block.rows() if (cell := block.sheet.at(row, column)) is not None]
    is_kind = bool(_KIND_HEAD.fullmatch(bare_head(block.paths[column][-1])))
    return is_kind and bool(cells) and all(read_number(cell).value is not None for cell in cells)


def _amounts(block: Block, ticked: Collection[int]) -> list[int]:
    """The columns of kinds that hold what these are worth, not how many people or pieces."""
    return [
        column
        for column, path in block.paths.items()
        if column not in ticked
        and _is_of_amounts(block, column)
        and (not split_unit(path[-1])[1] or scale_in(path) is not None)
    ]


def _counts_people(block: Block, column: int) -> bool:
    """Whether a column of a kind counts its people: 人力（人次）."""
    is_counted = split_unit(block.paths[column][-1])[1] in _PEOPLE_UNITS
    return is_counted and bool(_kind_of(block.paths[column][-1:])) and _is_of_amounts(block, column)


def _first_of(block: Block, columns: Map[int, ColumnRole], role: Role) -> list[int]:
    """The first other column whose head is of a role."""
    others = (column for column, path in sorted(block.paths.items()) if _role(path) is role)
    return [column for column in others if columns[column].role is Role.IGNORED][:1]


def _kind_of(path: Path) -> str:
    return next((kind for text in reversed(path) for kind in _KINDS if kind in bare_head(text)), "")


class _Reader:
    """Reads the rows of one block."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.rows = ListRows(sheet, mapping, _FIGURES)
        named = (*above_of(sheet, mapping.head_top), plain(sheet.name))
        kinds = [each for text in named for found in _OF_KIND.findall(text) for each in _ONE.findall(found)]
        kinds = list(dict.fromkeys(kinds))
        self._kind = kinds[0] if len(kinds) == 1 else ""
        if len(kinds) > 1 and not self.rows.columns(Role.CATEGORY):
            self.rows.warn_head(f"标题里有{'、'.join(kinds)}，没有写各行是哪一类，请逐项选定类别。")
        paths = self.rows.block.paths
        above = scale_above(sheet, self.rows.block.head_top)
        self._scales = {
            column: scale_in(paths.get(column, ())) or above or Decimal(1)
            for column in self.rows.columns(Role.VALUE)
        }

    def _category(self, row: int) -> str:
        """What a row's own column says, or which of the kinds' columns is ticked."""
        found = []
        for column in self.rows.columns(Role.CATEGORY):
            kind = self.rows.mapping.columns[column].indicator
            if not kind:
                found.append(text_of_number(self.rows.sheet.shown(row, column)))
                continue
            cell = self.rows.sheet.at(row, column)
            if cell is not None and (read_tick(cell).value or read_number(cell).value):
                found.append(kind)
        several = [each for each in found if each]
        if len(several) > 1:
            first = self._first_column(row)
            self.rows.warn(row, first, f"这一行属于{'、'.join(several)}，类别取{several[0]}，请核对。")
        return several[0] if several else ""

    def total(self, row: int) -> list[Figure]:
        """The printed sum of a row where the sheet has one column of money."""
        found = self._values(row)
        if len(found) > 1 and all(kind for kind, _ in found):
            cells = "、".join(each.place.cell for _, each in found)
            whole = sum((each.value for _, each in found), Decimal(0))
            return [Figure(whole, replace(found[0][1].place, cell=cells))]
        return [each for _, each in found] if len(found) == 1 else []

    def readings(self, row: int, section: str) -> list[ResourceReading]:
        """The resource of a row: one for each kind where the kinds have columns of their own."""
        values = self._values(row)
        day, written = self.rows.day(row, Role.DATE)
        people, told = self.rows.column(Role.BENEFICIARIES), self._category(row)
        reading = ResourceReading(
            place=self.rows.sheet.place(row, self._first_column(row)),
            received_on=day,
            written_date=written,
            provider=self.rows.words(row, Role.PROVIDER),
            category=told or section or self._kind,
            description=self.rows.words(row, Role.DESCRIPTION),
            beneficiaries=None if people is None else self._people(row, people),
            fund=self.rows.words(row, Role.FUND),
        )
        if not values:
            return [reading]
        if told and all(kind and kind not in told for kind, _ in values):
            text = f"这一行的类别还有“{told[:20]}”，没有另记一项，请核对。"
            self.rows.warn(row, self._first_column(row), text)
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

    def _people(self, row: int, column: int) -> Figure | None:
        figure = self.rows.figure(row, column, units=_PEOPLE_UNITS, of="人数")
        text = plain(self.rows.sheet.text(row, column))
        if figure is not None and "户" in text:
            self.rows.warn(row, column, f"“{text}”按 {figure.value} 人读入，请核对。")
        return figure

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
