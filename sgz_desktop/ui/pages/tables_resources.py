"""附件3 服务资源: what was linked, from whom, for whom, with what it is worth by kind."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from sgz_desktop.domain.funding import Resource, ResourceKind
from sgz_desktop.errors import Refused
from sgz_desktop.services.tables.names import RESOURCE_NAMES
from sgz_desktop.services.tables.sums import KindSum, resource_sums
from sgz_desktop.services.tables.typed_days import day_of_term
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.pages.day_form import Clock
from sgz_desktop.ui.pages.day_heads import QuickAdd, small_button
from sgz_desktop.ui.pages.day_panel import Wanted
from sgz_desktop.ui.pages.tables_parts import (
    ListPage,
    SourcedForm,
    Sum,
    SumTiles,
    TableLedger,
    local_now,
    yuan_text,
)
from sgz_desktop.ui.reading import read_date, read_yuan
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import NOTHING, tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.plain import label

KINDS = tuple(RESOURCE_NAMES.items())
_BETWEEN = re.compile(r"[\s,，;；]+")
_YEARLESS = re.compile(r"\d{1,2}月\d{1,2}[日号]?")
_YUAN = re.compile(r"[￥¥]?[\d０-９][\d０-９,，.．]*(?:万)?元")


def read_resource(text: str, dated: Callable[[str], date | None] = lambda _: None) -> dict[str, Any]:
    """What is typed in one line: a day, a provider, a kind, words and 5000元, in any order but the words'.

    `dated` knows the days that are written without their year; what it does not know stays as it is written.
    """
    values: dict[str, Any] = {}
    words: list[str] = []
    yuan = _YUAN.search(text)
    if yuan is not None:
        values["value_yuan"] = read_yuan(yuan[0].lstrip("￥¥"))
        text = f"{text[: yuan.start()]} {text[yuan.end() :]}"
    names = {name: kind for kind, name in KINDS}
    for each in filter(None, _BETWEEN.split(text)):
        day = None if "received_on" in values else _day(each) or dated(each)
        if day is not None:
            values["received_on"] = day
        elif not values.keys() & {"received_on", "written_date"} and _YEARLESS.fullmatch(each):
            values["written_date"] = each
        elif each in names and "category" not in values:
            values["category"] = names[each]
        else:
            words.append(each)
    if len(words) > 1:
        values["provider"] = words.pop(0)
    return {**values, "description": " ".join(words)}


def _day(text: str) -> date | None:
    try:
        return read_date(text)
    except Refused:
        return None


class ResourceLedger(TableLedger):
    """A resource a row; a digit says of which kind it is."""

    kind = Resource.kind
    said = "资源"
    figures = "resources."

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        self._kinds: dict[ResourceKind, KeyButton] = {}
        columns = (
            Column(tr("日期"), _when, width=112, least=104),
            Column(tr("提供方"), lambda each: str(each.provider or NOTHING), width=300, least=72),
            Column(tr("类别"), _kind, width=62, least=62, chip=_chip),
            Column(tr("内容"), lambda each: each.description.replace("\n", " "), width=400, least=100),
            Column(tr("价值（元）"), lambda each: _yuan(each.value_yuan), width=100, least=84, figure=True),
            Column(
                tr("受益人数"),
                lambda each: _count(each.beneficiaries),
                width=76,
                least=70,
                figure=True,
                gives_way=True,
            ),
            Column(tr("所属基金"), lambda each: str(each.fund), width=180, least=120, gives_way=True),
        )
        form = SourcedForm(session, self.kind, name="resource", said=tr("资源"))
        super().__init__(
            session,
            clock,
            wanted,
            columns=columns,
            name="resource",
            title=tr("附件3 服务资源整合"),
            form=form,
            empty=(
                tr("还没有链接的资源"),
                tr(
                    "这里记下站点链接的资金、物资、场地和人力。可以从附件3 工作簿读入，也可以在上面写下一项。"
                ),
            ),
            hint=tr("N 添加 · 1–5 选类别 · Enter 修改 · Alt+↑ Alt+↓ 调整次序 · Del 删除 · Ctrl+Z 撤销"),
        )
        adder = QuickAdd(
            self._add,
            name="resource_new",
            title=tr("添加一项资源"),
            placeholder=tr("例如：2023-10-20 某某基金会 物资 助学书包 50 个 5000元"),
        )
        sums = SumTiles(name="resourceSums", title=tr("按类别的合计"))
        self.furnish(adder, sums, name="resource")
        self._lay_out_form(form)

    def _lay_out_form(self, form: SourcedForm) -> None:
        kinds = FlowLayout()
        for number, (kind, name) in enumerate(KINDS, 1):
            button = small_button(name, str(number), name=f"resourceKind_{number}")
            button.setAccessibleName(tr("类别：{name}").format(name=name))
            button.clicked.connect(lambda _=False, kind=kind: self.choose_kind(kind))
            kinds.addWidget(button)
            self._kinds[kind] = button
        form.put(form.day("received_on", tr("日期")), form.line("fund", tr("所属基金")))
        self._written = label("", "second", wrap=True, name="resourceWritten")
        form.body.addWidget(self._written)
        form.body.addWidget(form.line("provider", tr("提供方")))
        form.body.addWidget(label(tr("类别"), "second"))
        form.body.addLayout(kinds)
        form.body.addWidget(form.text("description", tr("内容"), lines=(2, 6)))
        form.put(
            form.line("value_yuan", tr("价值（元）"), placeholder=tr("5000 或 1.2万"), read=read_yuan),
            form.whole("beneficiaries", tr("受益人数")),
        )
        form.body.addWidget(form.source)

    def redraw(self) -> None:
        super().redraw()
        found = resource_sums(self.session.dossier)
        self.sums.show_sums([_sum(each) for each in found])
        self.head.say(tr("{count} 项").format(count=found[-1].count) if found else "")

    def show_more(self, record: Any) -> None:
        for kind, button in self._kinds.items():
            button.show_chosen(is_chosen=record is not None and record.category is kind)
        is_written = record is not None and record.received_on is None and bool(record.written_date)
        self._written.setText(
            tr("原表的日期写作“{text}”。").format(text=record.written_date) if is_written else ""
        )
        self._written.setVisible(is_written)

    def act(self, key: str) -> bool:
        if key.isdecimal() and 0 < int(key) <= len(KINDS):
            self.choose_kind(KINDS[int(key) - 1][0])
            return True
        return super().act(key)

    def choose_kind(self, kind: ResourceKind) -> None:
        """Say of which kind the chosen resource is; once more takes that back."""
        record = self.table.record
        if record is not None:
            self.form.set_values({"category": None if record.category is kind else kind}, tr("类别"))

    def _add(self, text: str) -> str:
        try:
            values = read_resource(text, partial(day_of_term, self.session.dossier))
        except Refused as refused:
            return str(refused)
        return self.add(values, tr("添加资源"))


class ResourcesPanel(ListPage):
    """附件3 as one tab of a page."""

    def __init__(self, session: Session) -> None:
        def ask(page: str, target: object) -> None:
            self.wanted.emit(page, target)

        super().__init__(session, ResourceLedger(session, local_now, ask), name="resourcesPanel")


def _when(each: Resource) -> str:
    return each.received_on.isoformat() if each.received_on else each.written_date or NOTHING


def _kind(each: Resource) -> str:
    return RESOURCE_NAMES[each.category] if each.category else tr("未分")


def _chip(each: Resource) -> str:
    return "plain" if each.category else "warn"


def _yuan(figure: Decimal | None) -> str:
    return NOTHING if figure is None else yuan_text(figure)


def _count(figure: int | None) -> str:
    return NOTHING if figure is None else f"{figure:,}"


def _sum(each: KindSum) -> Sum:
    name = tr("{kind} {count} 项").format(kind=each.name, count=each.count)
    if each.people:
        name += tr(" · {people} 人次").format(people=f"{each.people:,}")
    said = tr("有 {count} 项没有填价值，没有计入。").format(count=each.without_value)
    is_valued = each.without_value < each.count
    text = tr("{yuan} 元").format(yuan=yuan_text(each.yuan)) if is_valued else tr("价值未填")
    return Sum(name, text, said if each.without_value else "")
