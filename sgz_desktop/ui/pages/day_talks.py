"""访谈: whose, how many, where, and notes of which a part or all becomes an observation."""

from typing import Any
from uuid import UUID

from sgz_desktop.domain.day import Interview
from sgz_desktop.domain.observation import Tone
from sgz_desktop.services.day import evidence_of_interview
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.pages.day_form import Clock, Form
from sgz_desktop.ui.pages.day_heads import TONES, QuickAdd, no_chapter, small_button, tone_buttons
from sgz_desktop.ui.pages.day_panel import LedgerPanel, Wanted
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import NOTHING, tr
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.typing_fields import Text

ROLES = ("购买方代表", "机构管理者", "项目负责人", "一线社工", "服务对象")


class TalksPanel(LedgerPanel):
    """Interviews without names: a role by one key, and a large field for what was said."""

    kind = Interview.kind
    said = "访谈"

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        self._groups: dict[UUID, str] = {}
        columns = (
            Column(tr("访谈对象"), lambda each: str(each.role), width=120, least=100),
            Column(tr("人数"), lambda each: str(each.people or NOTHING), width=56, figure=True),
            Column(tr("评审组"), self._group, width=90, least=82, gives_way=True),
            Column(
                tr("记录"), lambda each: each.notes.replace("\n", " "), width=420, least=80, gives_way=True
            ),
            Column("", _state, width=72, chip=lambda _: "warn"),
        )
        form = Form(session, self.kind, name="talk", said=tr("访谈"))
        super().__init__(
            session,
            clock,
            wanted,
            columns=columns,
            name="talk",
            title=tr("访谈"),
            form=form,
            empty=(
                tr("还没有访谈记录"),
                tr(
                    "选一个访谈对象，记下人数和谈到的内容；只记身份，不记姓名。"
                    "按 Esc 离开输入框，再按按钮上的键。"
                ),
            ),
            hint=tr(
                "1–5 添加访谈 · Enter 写记录 · + − * 转为观察（写字时加按 Alt；选中文字则只转选中的） · "
                "Del 删除"
            ),
        )
        roles = FlowLayout()
        for number, role in enumerate(ROLES, 1):
            button = small_button(role, str(number), name=f"talkRole_{number}")
            button.setAccessibleName(tr("添加访谈：{role}").format(role=role))
            button.clicked.connect(lambda _=False, role=role: self.begin(role))
            roles.addWidget(button)
        self.left.insertLayout(1, roles)
        self._adder = QuickAdd(
            self._add, name="talkRole_new", title=tr("添加访谈"), placeholder=tr("其他访谈对象")
        )
        self.left.insertWidget(2, self._adder)
        form.put(form.line("role", tr("访谈对象"), read=read_name), form.whole("people", tr("人数")))
        form.put(form.choice("group_id", tr("评审组")), form.choice("person_id", tr("访谈人")))
        form.body.addWidget(
            form.text(
                "notes",
                tr("访谈记录"),
                placeholder=tr("谈到的内容；选中一段，按 Alt 加 + − * 转为观察"),
                lines=(9, 18),
            )
        )
        form.body.addWidget(tone_buttons("talkTo", self.observe, by_alt=form))
        self._made = label("", "second", wrap=True, name="talkMade")
        form.body.addWidget(self._made)
        self.table.opened.disconnect()
        self.table.opened.connect(lambda: form.enter("notes"))

    def redraw(self) -> None:
        dossier = self.session.dossier
        self._groups = {each.id: each.name for each in dossier.groups}
        self.form.offer("group_id", [(None, tr("全站")), *self._groups.items()])
        self.form.offer(
            "person_id", [(None, tr("未指定")), *((each.id, each.name) for each in dossier.people)]
        )
        super().redraw()
        talks = dossier.interviews
        people = sum(each.people or 0 for each in talks)
        said = tr("{count} 场，{people} 人").format(count=len(talks), people=people)
        self.head.say(said if talks else "")

    def show_more(self, record: Any) -> None:
        evidence = evidence_of_interview(record) if record is not None else None
        made = [each for each in self.session.dossier.observations if each.evidence == evidence]
        said = tr("已转为观察 {count} 条。").format(count=len(made)) if made else ""
        is_unplaced = any(each.subject is None for each in made)
        self._made.setText(f"{said}{no_chapter()}" if is_unplaced else said)

    def act(self, key: str) -> bool:
        if key in TONES:
            self.observe(TONES[key])
        elif key.isdecimal() and 0 < int(key) <= len(ROLES):
            self.begin(ROLES[int(key) - 1])
        else:
            return False
        return True

    def begin(self, role: str) -> None:
        """Add an interview of that role and ask how many they were."""
        if not self._add(role):
            self.redraw()
            self.form.enter("people")

    def observe(self, tone: Tone) -> None:
        """Make an observation of the selected text, else of all notes."""
        record = self.table.record
        field = self.form.field("notes").field
        chosen = field.textCursor().selectedText() if isinstance(field, Text) else ""
        if record is None or not self.form.flush():
            return
        day, known = self.session.program.day, record.id
        text = chosen.replace("\u2029", "\n").replace("\u2028", "\n")
        self.write(tr("访谈转为观察"), lambda each, who: day.observe_interview(each, known, text, tone, who))

    def _add(self, role: str) -> str:
        values = {"role": role, "person_id": self.session.judge_id}
        return self.add(values, tr("添加访谈"))

    def _group(self, each: Interview) -> str:
        return self._groups.get(each.group_id, "") if each.group_id else tr("全站")


def _state(each: Interview) -> str:
    return "" if each.notes.strip() else tr("待写")
