"""One observation of the board, edited at its right: every field saves itself."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.services.board import lacks_evidence
from sgz_desktop.ui.pages.board_model import is_reworded
from sgz_desktop.ui.pages.board_sections import homes, kind_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_line, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, Elided, label, row
from sgz_desktop.ui.wording import person_name

_FIELDS = ("lead", "text", "recommendation", "evidence")


class BoardEditor(QWidget):
    """Kind, home, words, evidence and item of one observation, or of a new one that is not written yet.

    Signals: made, with the ID of one that was new; linking, when an item is to be picked; splitting, when
    the text is to be split at the cursor; removing; closing, when the person is done; refused, with the
    label that says why something cannot be kept.
    """

    made = Signal(object)
    linking = Signal()
    splitting = Signal()
    removing = Signal()
    closing = Signal()
    refused = Signal(QWidget)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("boardEditor")
        self._session = session
        self.observation_id: UUID | None = None
        self._new: dict[str, Any] = {}
        tones = [(each, kind_name(each)) for each in Tone]
        self._title = label("", "head", name="boardEditorTitle")
        self._tone = Segments(tones, name="boardTone", title=self.tr("观察的类别"))
        self._tone.chosen.connect(lambda tone: self.set_values({"tone": tone}))
        self._home = Choice(name="boardHome", title=self.tr("归到哪一部分"))
        self._home.picked.connect(self._file)
        self.lead = auto_line(
            self._saver("lead"),
            name="boardLead",
            title=self.tr("首句"),
            placeholder=self.tr("可不写，例如：项目人员管理情况较好。"),
        )
        self.text = auto_text(
            self._saver("text"),
            name="boardText",
            title=self.tr("正文"),
            placeholder=self.tr("写下看到的…"),
            lines=(4, 12),
        )
        self.recommendation = auto_text(
            self._saver("recommendation"),
            name="boardAdvice",
            title=self.tr("建议"),
            placeholder=self.tr("可不写"),
            lines=(1, 5),
        )
        self.evidence = auto_text(
            self._saver("evidence"),
            name="boardEvidence",
            title=self.tr("证据"),
            placeholder=self.tr("例如：档案编号、照片、访谈"),
            lines=(1, 3),
        )
        self._warning = Card("warn", margin=10, name="boardUnproven")
        self._warning.body.addWidget(
            label(self.tr("这条关注还没有证据，反馈时不易说清。请写上看过的材料或谈过的人。"), wrap=True)
        )
        self._item = Elided("", name="boardItem")
        self._link = _small(self.tr("关联检查项"), "L", "boardLink")
        self._link.clicked.connect(self.linking)
        self._unlink = _small(self.tr("取消关联"), "", "boardUnlink")
        self._unlink.clicked.connect(lambda: self.set_values({"item": None}))
        self._reworded = label(self.tr("报告里印的是另外的措辞，可在“报告”页修改。"), "second", wrap=True)
        self._who = label("", "second", wrap=True, name="boardWho")
        self._split = _small(self.tr("从光标处拆成两条"), "Ctrl Shift Enter", "boardSplit")
        self._split.clicked.connect(self.splitting)
        self._split.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where it splits
        self._remove = _small(self.tr("删除"), "Del", "boardRemove")
        self._remove.clicked.connect(self.removing)
        self._close = _small(self.tr("关闭"), "Esc", "boardClose")
        self._close.clicked.connect(self.closing)
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._point_at_refusal)
        for field in self._fields:
            field.error.installEventFilter(self)

    def _lay_out(self) -> None:
        for button in (self._link, self._split, self._remove):
            _keep_room(button)  # nothing moves under the mouse when what is typed is saved first
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 14, 14)
        column.setSpacing(6)
        column.addLayout(row(self._title, None, self._close))
        column.addLayout(row(self._tone, None))
        column.addWidget(self._home)
        for field in self._fields:
            if isinstance(field.field, QPlainTextEdit):
                field.field.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            column.addSpacing(2)
            column.addWidget(label(field.field.accessibleName(), "second"))
            column.addWidget(field)
        column.addWidget(self._warning)
        column.addSpacing(4)
        column.addWidget(self._item)
        column.addLayout(row(self._link, self._unlink, None))
        column.addWidget(self._reworded)
        column.addSpacing(4)
        column.addLayout(row(self._split, None))
        last = row(self._who, self._remove)
        last.setStretch(0, 1)
        column.addLayout(last)
        column.addStretch(1)

    @property
    def _fields(self) -> tuple[AutoField, ...]:
        return self.lead, self.text, self.recommendation, self.evidence

    @property
    def is_new(self) -> bool:
        """Whether what would be typed becomes a new observation."""
        return self.observation_id is None and bool(self._new)

    @property
    def split_at(self) -> int:
        """Where the cursor stands in the text."""
        field = self.text.field
        return field.textCursor().position() if isinstance(field, QPlainTextEdit) else 0

    def show_observation(self, shown: Observation) -> None:
        """Show this observation; another one than before begins its fields anew."""
        is_other = shown.id != self.observation_id
        self.observation_id, self._new = shown.id, {}
        self._show(shown, other=is_other)

    def begin_new(self, values: dict[str, Any]) -> None:
        """Show empty fields; what is typed first makes an observation with these values."""
        self.observation_id, self._new = None, dict(values)
        self._show(None, other=True)
        self.text.setFocus()

    def forget(self) -> None:
        """Show nothing any more."""
        self.observation_id, self._new = None, {}
        for each in self._fields:
            each.show_text("", other=True)

    def tell_when(self, when: str) -> None:
        """Say who saw it and when it was last changed."""
        found = self._found()
        if found is not None:
            author = person_name(self._session.dossier, found.person_id)
            last = self.tr("，{when} 最后修改").format(when=when) if when else ""
            self._who.setText(self.tr("{name}记下{last}").format(name=author, last=last))

    def set_values(self, values: dict[str, Any]) -> None:
        """Keep what was chosen; for one that is not written yet it is what it will have."""
        board, known = self._session.program.board, self.observation_id
        if known is None:
            self._new |= values
            self._show_place(None)
            return
        self._session.write(
            self.tr("修改观察"),
            lambda each, who: board.retag(each, [known], values, who),
            about=f"observation {known} {' '.join(values)}",
        )

    def _found(self) -> Observation | None:
        return next((e for e in self._session.dossier.observations if e.id == self.observation_id), None)

    def _show(self, found: Observation | None, *, other: bool) -> None:
        self._title.setText(self.tr("新观察") if found is None else self.tr("观察"))
        for name, field in zip(_FIELDS, self._fields, strict=True):
            field.show_text(getattr(found, name) if found else "", other=other)
        self._who.setText("" if found is None else self._who.text())
        for each in (self._item, self._link, self._split, self._remove):
            each.setVisible(found is not None)
        self._warning.setVisible(found is not None and lacks_evidence(found))
        self._reworded.setVisible(found is not None and is_reworded(found))
        self._show_place(found)

    def _show_place(self, found: Observation | None) -> None:
        dossier, rubric = self._session.dossier, self._session.rubric
        values = self._new if found is None else {n: getattr(found, n) for n in ("tone", *_PLACE)}
        known = homes(dossier, rubric)
        keys = [each.key for each in known]
        key = values.get("subject"), values.get("group_id")
        self._tone.choose(values.get("tone", Tone.UNFILED))
        self._home.offer([(each.key, each.name) for each in known])
        self._home.choose(key if key in keys else (key[0], None))
        item = rubric.item_by_code.get(values.get("item") or "")
        text = f"{item.code}　{item.subject}" if item else self.tr("没有关联检查项")
        self._item.say(text)
        self._unlink.setVisible(item is not None)

    def _file(self, key: tuple[str | None, UUID | None]) -> None:
        home = next(e for e in homes(self._session.dossier, self._session.rubric) if e.key == key)
        found = self._found()
        self.set_values(home.values([found] if found else []))

    def _saver(self, name: str) -> Callable[[str], str]:
        return lambda text: self._keep(name, text)

    def _keep(self, name: str, text: str) -> str:
        visiting, known = self._session.program.visiting, self.observation_id
        if known is not None:
            return self._session.write(
                self.tr("修改观察"),
                lambda each, who: visiting.edit_observation(each, known, {name: text}, who),
                merge=f"observation {known} {name}",
                quiet=True,
            ).sentence
        if not self._new:
            return ""
        values = {**self._new, name: text}
        outcome = self._session.write(
            self.tr("记下观察"), lambda each, who: visiting.observe(each, who, **values), quiet=True
        )
        if outcome.is_done:
            self.observation_id = outcome.entity_id
            self.made.emit(outcome.entity_id)
        return outcome.sentence

    def _point_at_refusal(self) -> None:
        for field in self._fields:
            if field.error.isVisible():
                self.refused.emit(field.error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._soon.start(0)  # once the sentence has its place
        return super().eventFilter(watched, event)


_PLACE = ("subject", "group_id", "item")


def _keep_room(button: KeyButton) -> None:
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)


def _small(text: str, key: str, name: str) -> KeyButton:
    button = KeyButton(text, key, name=name)
    button.setProperty("small", True)
    return button
