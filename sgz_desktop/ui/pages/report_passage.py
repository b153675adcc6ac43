"""A passage of the report, worded anew for this evaluation beside what it prints."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from sgz_desktop.errors import Refused
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.names_list import NamesList
from sgz_desktop.ui.widgets.plain import Card, Chip, label, restyle, row
from sgz_desktop.ui.widgets.template_field import TemplateField

if TYPE_CHECKING:
    from sgz_desktop.services.origins import Origin
    from sgz_desktop.services.wording import Name, PassageWording

_LOOK_MS = 150


class PassageEditor(QWidget):
    """The template in force, what it prints now, the names it may use.

    A template that may not be printed is never stored: it stays in the field and says which line is wrong.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._key = ""
        self._state = Chip(name="passageState")
        self._template = TemplateField(name="passageTemplate", title=self.tr("段落的写法"))
        self._field = AutoField(self._template, save=self._save, read=self._read)
        self._field.kept.connect(self._look)
        self._field.explained.connect(self._weigh)
        self._restore = self._button(self.tr("恢复标准段落"), "passageRestore")
        self._restore.clicked.connect(self._restore_standard)
        self._back = self._button(self.tr("放弃没保存的改动"), "passageBack")
        self._back.clicked.connect(self._put_back)
        self._omit = QCheckBox(self.tr("本次不印这段"))
        self._omit.setObjectName("passageOmit")
        self._omit.clicked.connect(self._turn)
        self._result = Card("quiet", margin=12, name="passageResult")
        self._result_head = label("", "second", name="passageResultHead")
        self._printed = label("", wrap=True, name="passagePrinted")
        self._result.body.addWidget(self._result_head)
        self._result.body.addWidget(self._printed)
        self._names = NamesList()
        self._names.chosen.connect(self._put_in)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_MS)
        self._soon.timeout.connect(self._look)
        self._template.typed.connect(self._soon.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(row(label(self.tr("标准段落"), "head"), self._state, None))
        hint = self.tr(
            "只改这一次评估。普通的字直接改；有颜色的 {{ 名称 }} 是空位，"
            "印的时候换成评估里的内容，请整个保留或整个删掉。"
            "{% if 名称 %} 和 {% endif %} 之间的字，有这项内容才印。"
        )
        column.addWidget(label(hint, "second", wrap=True))
        self._slots = label("", "second", wrap=True, name="passageSlots")
        column.addWidget(self._slots)
        column.addWidget(self._field)
        column.addWidget(self._omit)
        column.addLayout(row(self._restore, self._back, None))
        column.addWidget(self._result)
        column.addWidget(self._names)
        column.addStretch(1)

    def show_origin(self, origin: "Origin") -> None:
        """Show this passage."""
        is_other = origin.key != self._key
        self._key = origin.key
        if is_other:
            self._names.clear_search()
        self._show(other=is_other)

    def redraw(self) -> None:
        """Show it as it is stored now."""
        if self._key:
            self._show(other=False)

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._key = ""
        self._field.show_text("", other=True)

    def take_focus(self) -> None:
        """Begin to write."""
        self._template.setFocus()

    def _show(self, *, other: bool) -> None:
        wording = self._session.program.wording
        found = wording.passage(self._session.open_id, self._key)
        if found is None:
            return
        self._field.show_text(found.template, other=other)
        self._tell_state(found)
        self._restore.setVisible(found.is_changed)
        names = wording.names(self._session.open_id, self._key)
        self._names.show_names(names)
        self._tell_slots(found.template, names)
        self._look()

    def _tell_slots(self, template: str, names: "Sequence[Name]") -> None:
        """Say what each slot of the template in force stands for now."""
        used = [each for each in names if f"{{{{ {each.name} }}}}" in template]
        told = [
            self.tr("{name} ＝ {value}").format(name=each.name, value=each.value or self.tr("还没有内容"))
            for each in used
        ]
        self._slots.setText(self.tr("这一段的空位：{slots}").format(slots="；".join(told)))
        self._slots.setVisible(bool(told))

    def _tell_state(self, found: "PassageWording") -> None:
        """Say whether it is printed, and in whose words."""
        if found.is_omitted:
            self._state.say(self.tr("已不印"), "warn")
        elif found.is_changed:
            self._state.say(self.tr("已改写"), "accent")
        else:
            self._state.say(self.tr("标准"), "plain")
        self._omit.setVisible(found.may_be_omitted)
        self._omit.setChecked(found.is_omitted)

    def _turn(self) -> None:
        wording, key, goes = self._session.program.wording, self._key, self._omit.isChecked()
        verb = wording.omit if goes else wording.print_again
        said = self.tr("不印一段") if goes else self.tr("恢复印出一段")
        outcome = self._session.write(said, lambda each, who: verb(each, key, who), about=f"omit {key}")
        if outcome.is_refused:
            self.redraw()

    def _look(self) -> None:
        """Say what the template in the field would print, and why it would not."""
        self._soon.stop()
        try:
            said = self._read_printed(self._field.text)
        except Refused as refused:
            self._tell(refused.sentence, is_fault=True)
        else:
            empty = self.tr("（现在什么也不印：条件都不成立）")
            self._tell("\n".join(said) or empty, is_fault=False)
        self._back.setVisible(not self._field.is_kept)
        self._weigh()

    def _weigh(self) -> None:
        """Leave a fault to the field, once that says it itself."""
        self._result.setVisible(not self._field.error.text())

    def _tell(self, text: str, *, is_fault: bool) -> None:
        head = self.tr("印的话是") if self._omit.isChecked() else self.tr("印出来是")
        self._result_head.setText(self.tr("这样还不能印") if is_fault else head)
        self._printed.setText(text)
        tone = "warn" if is_fault else "quiet"
        if self._result.property("card") != tone:
            self._result.setProperty("card", tone)
            for each in (self._result, self._result_head, self._printed):
                restyle(each)

    def _read_printed(self, template: str) -> tuple[str, ...]:
        wording = self._session.program.wording
        if not template.strip():
            found = wording.passage(self._session.open_id, self._key)
            template = found.standard if found is not None else template
        return wording.printed(self._session.open_id, self._key, template)

    def _read(self, template: str) -> str:
        """Refuse what may not be printed, so that it is said on leaving and not amid typing."""
        if self._key:
            self._read_printed(template)
        return template

    def _save(self, template: str) -> str:
        wording, key = self._session.program.wording, self._key
        return self._session.write(
            self.tr("改写段落"),
            lambda each, who: wording.set_passage(each, key, template, who),
            merge=f"passage {key}",
            quiet=True,
        ).sentence

    def _restore_standard(self) -> None:
        wording, key = self._session.program.wording, self._key
        outcome = self._session.write(
            self.tr("恢复标准段落"), lambda each, who: wording.restore_passage(each, key, who)
        )
        if outcome.is_done:
            self._show(other=True)
            self._template.setFocus()

    def _put_back(self) -> None:
        self._show(other=True)
        self._template.setFocus()

    def _put_in(self, name: "Name") -> None:
        self._template.put_in(name.spelling)
        self._template.setFocus()

    def _button(self, text: str, name: str) -> KeyButton:
        found = KeyButton(text, name=name)
        found.setProperty("small", True)
        found.hide()
        return found
