"""抽查台账: which records were looked at, how they were drawn, what was found, what it became."""

from typing import Any
from uuid import UUID

from sgz_desktop.domain.day import Checked, Draw, SpotCheck
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import Missing, Severity
from sgz_desktop.services.day import checked_names
from sgz_desktop.services.drawing_lots import Drawn
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.pages.day_draw import AskDraw
from sgz_desktop.ui.pages.day_form import Clock, Form
from sgz_desktop.ui.pages.day_heads import TONES, OneOf, QuickAdd, no_chapter, tone_buttons
from sgz_desktop.ui.pages.day_panel import LedgerPanel, Wanted
from sgz_desktop.ui.pages.names import OBSERVATIONS
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Chip, label, row
from sgz_desktop.ui.wording import tone_chip, tone_name


class ChecksPanel(LedgerPanel):
    """The ledger; what a record showed becomes an observation by one key, and leads to it from then on."""

    kind = SpotCheck.kind
    said = "抽查"

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        self._tones: dict[UUID, Tone] = {}
        self._unplaced: set[UUID] = set()
        self._groups: dict[UUID, str] = {}
        columns = (
            Column(tr("编号"), lambda each: str(each.number), width=124, least=100),
            Column(tr("类别"), lambda each: _NAMES[each.checked], width=130, least=112),
            Column(tr("评审组"), self._group, width=90, least=82, gives_way=True),
            Column(tr("项"), lambda each: each.item or "", width=60, least=56, gives_way=True),
            Column(tr("看到的"), lambda each: each.found.replace("\n", " "), width=420, least=90),
            Column(tr("观察"), self._state, width=84, chip=self._chip, gives_way=True),
        )
        form = Form(session, self.kind, name="check", said=tr("抽查"))
        super().__init__(
            session,
            clock,
            wanted,
            columns=columns,
            name="check",
            title=tr("抽查台账"),
            form=form,
            empty=(
                tr("还没有抽查记录"),
                tr(
                    "随机抽取：说明总数和份数，同一个抽取号码在任何电脑上抽出的都一样。也可以直接键入指定的编号。"
                    "按 Esc 离开输入框，再按按钮上的键。"
                ),
            ),
            hint=tr(
                "R 抽取 · Enter 写看到的 · + − * 转为观察（写字时加按 Alt） · O 看观察 · 1–6 改类别 · "
                "Alt+↑↓ 次序 · Del 删除"
            ),
        )
        self._draw = KeyButton(tr("随机抽取…"), "R", name="checkDraw")
        first = KeyButton(tr("随机抽取…"), name="checkDrawFirst", primary=True)
        for button in (self._draw, first):
            button.clicked.connect(self.ask_draw)
        self._empty.offer(first)
        self.head.offer(self._draw)
        self._kinds = OneOf(checked_names(), name="checkKind", title=tr("新抽查的类别"))
        self._kinds.choose(Checked.CASE)
        self._adder = QuickAdd(
            self._add,
            name="checkNumber_new",
            title=tr("添加指定抽查的记录"),
            placeholder=tr("指定的编号，例如：GA-2023-014"),
        )
        self.left.insertWidget(1, self._kinds)
        self.left.insertWidget(2, self._adder)
        self._lay_out_form(form)
        self.table.opened.disconnect()
        self.table.opened.connect(lambda: form.enter("found"))

    def _lay_out_form(self, form: Form) -> None:
        form.put(
            form.line("number", tr("编号"), read=read_name),
            form.choice("checked", tr("类别"), checked_names()),
        )
        form.put(form.choice("group_id", tr("评审组")), form.choice("person_id", tr("谁看的")))
        form.body.addWidget(form.choice("item", tr("检查项")))
        self._proof = label("", "second", wrap=True, name="checkProof")
        form.body.addWidget(self._proof)
        form.body.addWidget(
            form.text(
                "found", tr("看到的"), placeholder=tr("写下看到的，再按 Alt 加 + − * 转为观察"), lines=(4, 14)
            )
        )
        self._make = tone_buttons("checkTo", self.observe, by_alt=form)
        self._linked = Chip(name="checkLinked")
        self._go = KeyButton(tr("看这条观察"), "O", name="checkGo")
        self._go.setProperty("small", True)
        self._go.clicked.connect(self.go_to_observation)
        form.body.addWidget(self._make)
        form.body.addLayout(row(self._linked, self._go, None))
        self._homeless = label(no_chapter(), "hint", wrap=True, name="checkHomeless")
        form.body.addWidget(self._homeless)

    def redraw(self) -> None:
        dossier = self.session.dossier
        self._tones = {each.id: each.tone for each in dossier.observations}
        self._unplaced = {each.id for each in dossier.observations if each.subject is None}
        self._groups = {each.id: each.name for each in dossier.groups}
        items = [(each.code, f"{each.code} {each.subject}") for each in self.session.rubric.items]
        self.form.offer("item", [(None, tr("不属于某一检查项")), *items])
        self.form.offer("group_id", [(None, tr("全站")), *self._groups.items()])
        people = [(each.id, each.name) for each in dossier.people]
        self.form.offer("person_id", [(None, tr("未指定")), *people])
        super().redraw()
        checks = dossier.spot_checks
        bare = sum(not each.found.strip() for each in checks)
        said = tr("{count} 份没写看到的").format(count=bare) if bare else tr("都写了看到的")
        self.head.show_buttons(is_shown=bool(checks))
        self.head.say(said if checks else "", "warn" if bare else "good")

    def show_more(self, record: Any) -> None:
        proof = self.session.program.day.draw_proof(self.session.open_id, record) if record else ""
        chosen = tr("指定抽查") if record is not None and record.draw is Draw.CHOSEN else ""
        self._proof.setText(proof or chosen)
        tone = self._tones.get(record.observation_id) if record is not None else None
        self._make.setVisible(tone is None)
        for each in (self._linked, self._go):
            each.setVisible(tone is not None)
        self._homeless.setVisible(record is not None and record.observation_id in self._unplaced)
        if tone is not None:
            self._linked.say(tr("已转为观察：{tone}").format(tone=tone_name(tone)), tone_chip(tone))

    def act(self, key: str) -> bool:
        if key == "R":
            self.ask_draw()
        elif key in TONES:
            self.observe(TONES[key])
        elif key == "O":
            self.go_to_observation()
        elif key.isdecimal() and 0 < int(key) <= len(Checked):
            self._take_kind(list(Checked)[int(key) - 1])
        else:
            return False
        return True

    def _take_kind(self, kind: Checked) -> None:
        """Say of which kind the chosen record is, or while there is none, the one that is typed next."""
        if self.table.record is not None:
            self.form.set_values({"checked": kind}, tr("类别"))
        else:
            self._kinds.choose(kind)
            self._adder.setFocus()

    def observe(self, tone: Tone) -> None:
        """Make an observation of what was found; one that was made already is shown instead."""
        record = self.table.record
        if record is None or not self.form.flush():
            return
        if record.observation_id in self._tones:
            self.go_to_observation()
            return
        day, known = self.session.program.day, record.id
        self.write(
            tr("抽查转为观察"),
            lambda each, who: day.observe_check(each, known, tone, who),
            about=f"observe {known}",
        )

    def go_to_observation(self) -> None:
        """Show the observation that the chosen record became."""
        record = self.table.record
        if record is not None and record.observation_id in self._tones:
            self.wanted(
                OBSERVATIONS, Missing("observation", "", OBSERVATIONS, Severity.ADVICE, record.observation_id)
            )

    def ask_draw(self) -> None:
        """Ask from how many to draw, and by which seed."""
        session = self.session
        day = session.program.day
        groups = [(None, tr("全站")), *((each.id, each.name) for each in session.dossier.groups)]
        items = [(each.code, f"{each.code} {each.subject}") for each in session.rubric.items]
        AskDraw(
            self.window(),
            groups=groups,
            items=[(None, tr("不属于某一检查项")), *items],
            kind=self._kinds.value,
            seed=day.next_seed(session.open_id, self.clock().date()),
            take=self._take,
        ).open()

    def _take(self, drawn: Drawn, values: dict[str, Any]) -> str:
        day = self.session.program.day
        given = {**values, "person_id": self.session.judge_id}
        outcome = self.session.write(
            tr("随机抽取"), lambda each, who: day.note_draw(each, drawn, given, who), quiet=True
        )
        self._next = outcome.entity_id or self._next
        self.table.setFocus()
        return outcome.sentence

    def _add(self, text: str) -> str:
        values = {"number": text, "checked": self._kinds.value, "person_id": self.session.judge_id}
        return self.add(values, tr("添加抽查"))

    def _group(self, each: SpotCheck) -> str:
        return self._groups.get(each.group_id, "") if each.group_id else tr("全站")

    def _state(self, each: SpotCheck) -> str:
        tone = self._tones.get(each.observation_id) if each.observation_id else None
        if tone is not None:
            return tone_name(tone)
        return tr("待写") if not each.found.strip() else ""

    def _chip(self, each: SpotCheck) -> str:
        tone = self._tones.get(each.observation_id) if each.observation_id else None
        return tone_chip(tone) if tone is not None else "plain"


_NAMES = dict(checked_names())
