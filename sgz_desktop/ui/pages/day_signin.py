"""签到: who was there, for which party, since when, and who heard the feedback."""

from collections.abc import Callable, Sequence
from typing import Any

from sgz_desktop.domain.day import Attendee
from sgz_desktop.services.feedback_sheet import party_names
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.pages.day_form import Clock, Form
from sgz_desktop.ui.pages.day_heads import OneOf, QuickAdd
from sgz_desktop.ui.pages.day_panel import LedgerPanel, Wanted
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import NOTHING, tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.key_cap import KeyCap
from sgz_desktop.ui.widgets.plain import row


class SignInPanel(LedgerPanel):
    """Attendees by party; digits say the party, of the chosen row or in front of a name that is typed."""

    kind = Attendee.kind
    said = "签到"

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        columns = (
            Column(tr("姓名"), lambda each: str(each.name), width=150, least=110),
            Column(tr("单位、职务"), lambda each: str(each.title), width=170, least=90, gives_way=True),
            Column(tr("所属方"), self._party_name, width=96, least=84),
            Column(tr("签到"), lambda each: each.signed_in_at or NOTHING, width=70),
            Column(tr("反馈"), _heard, width=76, chip=_heard_tone),
        )
        form = Form(session, self.kind, name="attendee", said=tr("签到"))
        super().__init__(
            session,
            clock,
            wanted,
            columns=columns,
            name="attendee",
            title=tr("签到表"),
            form=form,
            empty=(
                tr("还没有人签到"),
                tr(
                    "先带入评估人员，再键入各方到场人员的姓名。名字前面加数字就是所属方，例如“3 方向晚”。"
                    "按 Esc 离开输入框。"
                ),
            ),
            hint=tr(
                "空格 签到，转到下一位 · F 听取反馈 · 1–6 改所属方 · Enter 修改 · Alt+↑ Alt+↓ 次序 · Del 删除"
            ),
        )
        self._names: dict[str | None, str] = {}
        team = KeyButton(tr("带入评估人员"), name="attendeeTeam")
        first = KeyButton(tr("带入评估人员"), name="attendeeTeamFirst", primary=True)
        everybody = KeyButton(tr("全部签到"), name="attendeeAll")
        team.clicked.connect(self.take_over)
        first.clicked.connect(self.take_over)
        everybody.clicked.connect(self.sign_in_all)
        self._empty.offer(first)
        self.head.offer(everybody, team)
        self._party = OneOf((), name="attendeeParty", title=tr("新到场人员的所属方"), may_be_none=True)
        self.left.insertWidget(1, self._party)
        self._adder = QuickAdd(
            self._add,
            name="attendeeName_new",
            title=tr("添加到场人员"),
            placeholder=tr("姓名，空格后可写职务"),
        )
        self.left.insertWidget(2, self._adder)
        self._lay_out_form(form)

    def _lay_out_form(self, form: Form) -> None:
        form.body.addWidget(form.line("name", tr("姓名"), read=read_name))
        form.body.addWidget(form.line("title", tr("单位、职务")))
        form.put(form.choice("party", tr("所属方")), form.time("signed_in_at", tr("签到时间")))
        self._now = KeyButton(tr("现在签到"), tr("空格"), name="attendeeNow")
        self._now.clicked.connect(self.sign_in)
        form.body.addLayout(row(self._now, None))
        heard = form.box("at_feedback", tr("听取了现场反馈"))
        heard.setAccessibleDescription(tr("快捷键 {key}").format(key="F"))
        form.body.addLayout(row(heard, KeyCap("F"), None))
        form.body.addWidget(form.text("note", tr("备注"), lines=(2, 5)))

    def records(self) -> Sequence[Any]:
        order = [code for code, _ in party_names(self.session.rubric)]
        return sorted(
            self.session.dossier.attendees,
            key=lambda each: order.index(each.party) if each.party in order else len(order),
        )

    def redraw(self) -> None:
        parties = party_names(self.session.rubric)
        self._names = dict(parties)
        self.form.offer("party", [(None, tr("未注明")), *parties])
        self._party.offer(parties)
        super().redraw()
        several = self.session.dossier.attendees
        there = sum(bool(each.signed_in_at) for each in several)
        heard = sum(each.at_feedback for each in several)
        said = tr("已签到 {there}/{all}，听取反馈 {heard}").format(there=there, all=len(several), heard=heard)
        self.head.show_buttons(is_shown=bool(several))
        nobody_s = sum(each.party is None for each in several)
        if nobody_s:
            said = tr("{count} 人未注明所属方").format(count=nobody_s)
        is_done = there == len(several) and not nobody_s
        self.head.say(said if several else "", "good" if is_done else "warn")

    def act(self, key: str) -> bool:
        record, codes = self.table.record, list(self._names)
        if key == " ":
            self._sign_in_once()
        elif key == "F" and record is not None:
            self.form.set_values({"at_feedback": not record.at_feedback}, tr("听取反馈"))
        elif key.isdecimal() and 0 < int(key) <= len(codes):
            self._take_party(record, codes[int(key) - 1])
        else:
            return False
        return True

    def _take_party(self, record: Attendee | None, code: str | None) -> None:
        """Say whose the chosen person is; the assessor's own people stay its own, whatever key was hit."""
        own = self.session.rubric.assessor.code
        team = {each.name for each in self.session.dossier.people}
        if record is None:
            self._party.choose(code)
            self._adder.setFocus()
        elif record.party == own and record.name in team:
            self.head.say(tr("评估人员不换所属方"), "warn")
        else:
            self.form.set_values({"party": code}, tr("所属方"))

    def sign_in(self) -> None:
        """Sign the chosen person in now, and go on to the next who is not yet."""
        record = self.table.record
        if record is None:
            return
        day, known, now = self.session.program.day, record.id, self.clock()
        outcome = self.write(
            tr("签到"), lambda each, who: day.sign_in(each, known, now, who), about=f"sign in {known}"
        )
        if outcome.is_done:
            self._go_on(lambda each: not each.signed_in_at)

    def _sign_in_once(self) -> None:
        """By key nobody's time is written over: who has signed in is passed by."""
        record = self.table.record
        if record is not None and record.signed_in_at:
            self._go_on(lambda each: not each.signed_in_at)
            self.redraw()
        else:
            self.sign_in()

    def _go_on(self, is_wanted: Callable[[Attendee], bool]) -> None:
        """Choose the next row behind the chosen one that is wanted, once the rows are shown anew."""
        behind = self.table.records[self.table.currentIndex().row() + 1 :]
        self._next = next((each.id for each in behind if is_wanted(each)), None)

    def sign_in_all(self) -> None:
        """Sign in everybody who is not yet."""
        day, now = self.session.program.day, self.clock()
        self.write(tr("全部签到"), lambda each, who: day.sign_in_all(each, now, who), about="sign in all")

    def take_over(self) -> None:
        """Put the assessor's people on the list."""
        self.write(tr("带入评估人员"), self.session.program.day.take_over_team, about="team")

    def _add(self, text: str) -> str:
        codes = list(self._names)
        party = self._party.value
        digit, rest = text[:1], text[1:].strip()
        if digit.isdecimal() and 0 < int(digit) <= len(codes) and rest:
            # Of this one only: who comes next is of the party that is seen to be chosen.
            party, text = codes[int(digit) - 1], rest
        name, *titles = text.split(maxsplit=1)
        values = {"name": name, "title": "".join(titles), "party": party}
        return self.add(values, tr("添加到场人员"))

    def _party_name(self, each: Attendee) -> str:
        return self._names.get(each.party, tr("未注明"))


def _heard(each: Attendee) -> str:
    return tr("✓ 听取") if each.at_feedback else ""


def _heard_tone(each: Attendee) -> str:
    return "good" if each.at_feedback else "plain"
