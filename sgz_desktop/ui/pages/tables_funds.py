"""经费: what was budgeted and spent, how much of that on staff, and the line that veto 4 draws."""

from decimal import Decimal
from typing import Any

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.funding import FundLine
from sgz_desktop.domain.result import VetoResult
from sgz_desktop.services.tables.sums import (
    FundSums,
    fund_sums,
    line_rate,
    line_share,
    staff_cost_veto,
    yuan_above,
)
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.pages.day_form import Clock
from sgz_desktop.ui.pages.day_heads import QuickAdd
from sgz_desktop.ui.pages.day_panel import Wanted
from sgz_desktop.ui.pages.tables_parts import (
    ListPage,
    SourcedForm,
    Sum,
    SumTiles,
    TableLedger,
    local_now,
    rate_text,
    yuan_text,
)
from sgz_desktop.ui.reading import read_name, read_yuan
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import NOTHING, tr
from sgz_desktop.ui.widgets.plain import Chip, label, row
from sgz_desktop.ui.wording import veto_chip, veto_name

_FIELDS = (
    ("initial_budget", "年初预算"),
    ("budget", "全年预算"),
    ("spent", "执行数"),
    ("staff_costs", "人员费用"),
)


class FundLedger(TableLedger):
    """A line of the money a row, rates worked out; below, the sums beside the veto's line."""

    kind = FundLine.kind
    said = "经费"
    figures = "funds."

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        columns = (
            Column(tr("经费名称"), lambda each: str(each.name), width=230, least=120),
            _yuan_column(*_FIELDS[0], gives_way=True),
            _yuan_column(*_FIELDS[1], gives_way=True),
            _yuan_column(*_FIELDS[2]),
            Column(
                tr("完成率"),
                lambda each: rate_text(line_rate(each)),
                width=90,
                least=84,
                figure=True,
                gives_way=True,
            ),
            _yuan_column(*_FIELDS[3]),
            Column(
                tr("人员费用占比"), lambda each: rate_text(line_share(each)), width=98, least=92, figure=True
            ),
        )
        form = SourcedForm(session, self.kind, name="fund", said=tr("经费"))
        super().__init__(
            session,
            clock,
            wanted,
            columns=columns,
            name="fund",
            title=tr("经费"),
            form=form,
            empty=(
                tr("还没有经费"),
                tr("这里记下各项经费的预算和执行数，其中人员费用用来核对否决条件。"),
            ),
            hint=tr("N 添加 · Enter 修改 · Alt+↑ Alt+↓ 调整次序 · Del 删除 · Ctrl+Z 撤销"),
        )
        adder = QuickAdd(
            self._add, name="fund_new", title=tr("添加一项经费"), placeholder=tr("例如：社工站运营经费")
        )
        self.furnish(adder, SumTiles(name="fundSums", title=tr("经费合计")), name="fund")
        self._state = Chip(name="fundVeto")
        self._line = label("", "second", wrap=True, name="fundLine")
        line = row(self._state, self._line)
        line.setStretch(1, 1)
        self.left.insertLayout(4, line)
        form.body.addWidget(form.line("name", tr("经费名称"), read=read_name))
        fields = [
            form.line(field, tr("{title}（元）").format(title=title), placeholder="2400000", read=read_yuan)
            for field, title in _FIELDS
        ]
        form.put(*fields[:2])
        form.put(*fields[2:])
        form.body.addWidget(
            label(tr("也可以写作 240万。人员费用是执行数里用于人员的部分。"), "hint", wrap=True)
        )
        form.body.addWidget(form.source)

    def redraw(self) -> None:
        super().redraw()
        sums, rubric = fund_sums(self.session.dossier), self.session.rubric
        self.sums.show_sums(_tiles(sums))
        veto = staff_cost_veto(rubric, self.session.score.vetoes) if self.table.records else None
        for each in (self._state, self._line):
            each.setVisible(veto is not None)
        if veto is not None:
            self._state.say(veto_name(veto.state), veto_chip(veto.state))
            self._line.setText(_told(veto, sums))

    def _add(self, text: str) -> str:
        return self.add({"name": text}, tr("添加经费"))


class FundsPanel(ListPage):
    """经费 as one tab of a page."""

    def __init__(self, session: Session) -> None:
        def ask(page: str, target: object) -> None:
            self.wanted.emit(page, target)

        super().__init__(session, FundLedger(session, local_now, ask), name="fundsPanel")


def _yuan_column(field: str, title: str, *, gives_way: bool = False) -> Column:
    def text(each: Any) -> str:
        return _yuan(getattr(each, field))

    return Column(title, text, width=118, least=112, figure=True, gives_way=gives_way)


def _yuan(figure: Decimal | None) -> str:
    return NOTHING if figure is None else yuan_text(figure)


def _tiles(sums: FundSums) -> list[Sum]:
    open_said = tr("有一行没有填，合计待补。")
    amounts = [(title, getattr(sums, field)) for field, title in _FIELDS]
    tiles = [
        Sum(tr("{title}合计").format(title=title), _yuan(each), open_said if each is None else "")
        for title, each in amounts
    ]
    tiles.insert(3, Sum(tr("完成率"), rate_text(sums.rate), tr("执行数合计 ÷ 全年预算合计")))
    tiles.append(Sum(tr("人员费用占比"), rate_text(sums.share), tr("人员费用合计 ÷ 执行数合计")))
    return tiles


def _told(veto: VetoResult, sums: FundSums) -> str:
    """Where the share stands beside the veto's line, in per cent and in yuan."""
    limit = veto.limit
    if limit is None:
        return veto.reason
    if veto.found is None:
        said = tr("否决条件：人员费用占比不得低于 {limit}%。填齐执行数和人员费用即可核对。")
        return f"{said.format(limit=decimal_text(limit))}{veto.reason}"
    yuan = yuan_above(sums, limit)
    said = tr("否决条件的线是 {limit}%，现为 {found}%").format(
        limit=decimal_text(limit), found=f"{veto.found:.2f}"
    )
    if yuan is not None:
        word = tr("少") if yuan < 0 else tr("多")
        said += tr("，人员费用比线上{word} {yuan} 元").format(word=word, yuan=yuan_text(abs(yuan)))
    return f"{said}。{veto.disagrees}"
