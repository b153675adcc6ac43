"""待补材料: which paper is still to come, who promised it, until when, and whether it arrived."""

from datetime import date
from typing import Any

from sgz_desktop.domain.day import PaperRequest
from sgz_desktop.services.day import is_overdue
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.pages.day_form import Clock, Form
from sgz_desktop.ui.pages.day_heads import QuickAdd, small_button
from sgz_desktop.ui.pages.day_panel import LedgerPanel, Wanted
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import NOTHING, tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import row


class PapersPanel(LedgerPanel):
    """Papers in the order they were asked for; what should be there by now is marked."""

    kind = PaperRequest.kind
    said = "待补材料"

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        columns = (
            Column(tr("材料"), lambda each: str(each.title), width=220, least=150),
            Column(tr("项"), lambda each: each.item or NOTHING, width=64, least=56, gives_way=True),
            Column(tr("谁答应的"), lambda each: str(each.promised_by), width=110, least=80, gives_way=True),
            Column(tr("期限"), _until, width=116, least=112),
            Column(tr("状态"), self._state, width=96, chip=self._tone),
        )
        form = Form(session, self.kind, name="paper", said=tr("待补材料"))
        super().__init__(
            session,
            clock,
            wanted,
            columns=columns,
            name="paper",
            title=tr("待补材料"),
            form=form,
            empty=(
                tr("没有待补的材料"),
                tr("查阅时缺的材料记在这里：缺什么、谁答应、什么时候补。离站前会提醒还没有收到的。"),
            ),
            hint=tr("空格 今天收到（再按撤回） · Enter 修改 · Alt+↑ Alt+↓ 次序 · Del 删除"),
        )
        self._adder = QuickAdd(
            self._add,
            name="paperTitle_new",
            title=tr("添加待补材料"),
            placeholder=tr("缺什么材料"),
        )
        self.left.insertWidget(1, self._adder)
        form.body.addWidget(form.line("title", tr("材料"), read=read_name))
        form.body.addWidget(form.choice("item", tr("检查项")))
        form.body.addWidget(form.line("promised_by", tr("谁答应的"), placeholder=tr("例如：项目负责人")))
        form.put(form.day("due_on", tr("期限")), form.time("due_at", tr("几点前")), first=2)
        self._today = small_button(tr("限当天"), name="paperToday")
        self._today.clicked.connect(lambda: form.set_values({"due_on": self._day()}, tr("期限")))
        form.body.addLayout(row(self._today, None))
        form.body.addWidget(form.day("arrived_on", tr("收到日期")))
        self._arrived = KeyButton("", tr("空格"), name="paperArrived")
        self._arrived.clicked.connect(self.receive)
        form.body.addLayout(row(self._arrived, None))
        form.body.addWidget(form.text("note", tr("备注"), lines=(2, 5)))

    def redraw(self) -> None:
        items = [(each.code, f"{each.code} {each.subject}") for each in self.session.rubric.items]
        self.form.offer("item", [(None, tr("不属于某一检查项")), *items])
        super().redraw()
        papers, now = self.session.dossier.paper_requests, self.clock()
        left = [each for each in papers if each.arrived_on is None]
        late = sum(is_overdue(each, now) for each in left)
        if late:
            self.head.say(tr("{count} 份逾期").format(count=late), "bad")
        elif left:
            self.head.say(tr("还差 {count} 份").format(count=len(left)), "warn")
        else:
            self.head.say(tr("都已收到") if papers else "", "good")

    def show_more(self, record: Any) -> None:
        has_come = record is not None and record.arrived_on is not None
        self._arrived.setText(tr("没有收到") if has_come else tr("今天收到"))
        self._arrived.setAccessibleName(self._arrived.text())
        self._arrived.updateGeometry()

    def tick(self) -> None:
        self.redraw()

    def act(self, key: str) -> bool:
        if key == " ":
            self.receive()
        return key == " "

    def receive(self) -> None:
        """Say that the chosen paper arrived today, or take that back."""
        record = self.table.record
        if record is None:
            return
        day, known = self.session.program.day, record.id
        on = self._day() if record.arrived_on is None else None
        self.write(
            tr("收到材料") if on else tr("材料没有收到"),
            lambda each, who: day.receive_paper(each, known, on, who),
            about=f"receive {known}",
        )

    def _day(self) -> date:
        return self.clock().date()

    def _add(self, text: str) -> str:
        day = self.session.program.day
        outcome = self.session.write(
            tr("添加待补材料"), lambda each, who: day.ask_for_paper(each, who, title=text), quiet=True
        )
        self._next = outcome.entity_id or self._next
        return outcome.sentence

    def _state(self, each: PaperRequest) -> str:
        if each.arrived_on is not None:
            return tr("✓ {day}").format(day=each.arrived_on.strftime("%m-%d"))
        return tr("已逾期") if is_overdue(each, self.clock()) else tr("未到")

    def _tone(self, each: PaperRequest) -> str:
        if each.arrived_on is not None:
            return "good"
        return "bad" if is_overdue(each, self.clock()) else "warn"


def _until(each: PaperRequest) -> str:
    day = each.due_on.strftime("%m-%d") if each.due_on else ""
    return f"{day} {each.due_at}".strip() or NOTHING
