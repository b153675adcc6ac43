"""日程: the plan of the day, what runs now, what collides."""

import re
from collections.abc import Sequence
from typing import Any

from sgz_desktop.domain.day import PlanEntry
from sgz_desktop.domain.rubric import METHOD_NAMES, Method
from sgz_desktop.errors import Refused
from sgz_desktop.services.day_plan import PlanLine, When
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.pages.day_form import Clock, Form, read_time
from sgz_desktop.ui.pages.day_heads import QuickAdd
from sgz_desktop.ui.pages.day_panel import LedgerPanel, Wanted
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import label

_TIME = (
    r"(\d{1,2}(?:[:：点时.]\d\d(?!\d)分?|[点时](?:半|一刻|三刻|整|钟|\d分|(?![\d半整钟刻])))|\d{4}(?![\d年]))"
)
_TO = r"\s*[-－–—―~～至到]+\s*"
_TIMED = re.compile(rf"{_TIME}(?:{_TO}{_TIME})?(?!{_TO}\d)[\s,，、]*(\S.*)")
_LIKE_A_TIME = re.compile(
    rf"(?:从|上午|早上|中午|下午|晚上)?(?:\d{{1,2}}(?:[:：点时]|{_TO}\d{{1,2}}[:：点时])|\d{{4}}(?:{_TO}\d|$)"
    r"|[一二两三四五六七八九十]{1,3}点(?:半|到|至|钟|整|\s|$)).*"
)
"""What begins as times do, and is written in a way that is not read as one."""


class PlanPanel(LedgerPanel):
    """Entries in order; the one that runs now is marked while it is the day of the visit."""

    kind = PlanEntry.kind
    said = "日程"

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        columns = (
            Column(tr("时间与事项"), _title, width=320, least=290, strong=_is_now, hint=_hint),
            Column(tr("谁"), lambda each: str(each.entry.who), width=180, least=90, gives_way=True),
            Column(tr("地点"), lambda each: str(each.entry.place), width=160, least=80, gives_way=True),
            Column("", _sign, width=84, chip=_tone, hint=_hint),
        )
        form = Form(session, self.kind, name="plan", said=tr("日程"))
        super().__init__(
            session,
            clock,
            wanted,
            columns=columns,
            name="plan",
            title=tr("当天日程"),
            form=form,
            empty=(
                tr("还没有日程"),
                tr("按评分标准里的评估方法和评审组，填入从 09:00 到 17:10 的常用日程，再改成当天的安排。"),
            ),
            hint=tr("Enter 修改 · Alt+↑ Alt+↓ 调整次序 · S 按时间排序 · Del 删除"),
        )
        self._fill = KeyButton(tr("按常用日程填入"), name="planFill")
        self._first = KeyButton(tr("按常用日程填入"), name="planFillFirst", primary=True)
        self._sort = KeyButton(tr("按时间排序"), "S", name="planSort")
        for button in (self._fill, self._first):
            button.clicked.connect(self.fill)
        self._sort.clicked.connect(self.sort)
        self._empty.offer(self._first)
        self._adder = QuickAdd(
            self._add,
            name="planTitle_new",
            title=tr("添加一项日程"),
            placeholder=tr("例如：09:00-09:30 听取介绍"),
        )
        self.head.offer(self._sort, self._fill)
        self.left.insertWidget(1, self._adder)
        self._lay_out_form(form)

    def _lay_out_form(self, form: Form) -> None:
        form.body.addWidget(form.line("title", tr("事项"), read=read_name))
        form.put(form.time("starts_at", tr("开始")), form.time("ends_at", tr("结束")))
        methods = [(None, tr("不属于某一方法")), *((each, METHOD_NAMES[each]) for each in Method)]
        form.put(form.choice("method", tr("方法"), methods), form.choice("group_id", tr("评审组")))
        form.body.addWidget(form.line("who", tr("谁"), placeholder=tr("姓名用、分开，例如：全体专家")))
        form.body.addWidget(form.line("place", tr("地点")))
        form.body.addWidget(form.text("note", tr("备注"), lines=(2, 6)))
        self._says = label("", "second", wrap=True, name="planSays")
        form.body.addWidget(self._says)

    def records(self) -> Sequence[Any]:
        return self.session.program.day.plan(self.session.open_id, self.clock())

    def entity(self, record: Any) -> Any:
        return record.entry

    def redraw(self) -> None:
        groups = [(each.id, each.name) for each in self.session.dossier.groups]
        self.form.offer("group_id", [(None, tr("全站")), *groups])
        super().redraw()
        troubles = [each for each in self.table.records if each.sign]
        running = [each.entry.title for each in self.table.records if each.when is When.NOW]
        self.head.show_buttons(is_shown=bool(self.table.records))
        if running:
            self.head.say(tr("现在：{what}").format(what=running[0][:12]), "accent")
        else:
            said = tr("{count} 处要看一眼").format(count=len(troubles))
            self.head.say(said if troubles else "", "warn")

    def show_more(self, record: Any) -> None:
        self._says.setText(record.warning if record is not None else "")
        self._says.setVisible(record is not None and bool(record.warning))

    def tick(self) -> None:
        self.redraw()

    def act(self, key: str) -> bool:
        if key == "S":
            self.sort()
        return key == "S"

    def fill(self) -> None:
        """Add the entries of the usual day that are not there yet."""
        self.write(tr("按常用日程填入"), self.session.program.day.fill_plan, about="fill plan")
        self.table.setFocus()

    def sort(self) -> None:
        """Order the entries by time."""
        self.write(tr("按时间排序"), self.session.program.day.sort_plan, about="sort plan")

    def _add(self, text: str) -> str:
        try:
            values = read_entry(text)
        except Refused as refused:
            return str(refused)
        return self.add(values, tr("添加日程"))


def read_entry(text: str) -> dict[str, str]:
    """What is typed in one line: times in front of the title, where there are any; raises Refused."""
    found = _TIMED.fullmatch(text)
    if found is None and _LIKE_A_TIME.fullmatch(text):
        raise Refused("", tr("时间写在前面，事项写在后面，例如：9:30-10:00 访谈。"))
    if found is None:
        return {"title": text}
    starts_at, ends_at = read_time(found[1]), read_time(found[2] or "")
    return {"title": found[3].strip(), "starts_at": starts_at, "ends_at": ends_at}


def _title(line: PlanLine) -> str:
    entry = line.entry
    if not entry.starts_at:
        return entry.title
    return (
        f"{entry.starts_at}–{entry.ends_at}  {entry.title}"
        if entry.ends_at
        else f"{entry.starts_at}  {entry.title}"
    )


def _is_now(line: PlanLine) -> bool:
    return line.when is When.NOW


def _sign(line: PlanLine) -> str:
    if line.sign:
        return line.sign
    return {When.NOW: tr("进行中"), When.NEXT: tr("下一项")}.get(line.when, "")


def _tone(line: PlanLine) -> str:
    if line.sign:
        return "warn"
    return "accent" if line.when is When.NOW else "plain"


def _hint(line: PlanLine) -> str:
    return line.warning or _title(line)
