"""One thing that people set differently: each value with who gave it and when, and the choice among them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from sgz_desktop.ui.texts import moment_text, tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, Chip, label, row
from sgz_desktop.ui.widgets.typing_fields import Line

if TYPE_CHECKING:
    from sgz_desktop.domain.result import Stamp
    from sgz_desktop.services.contests import Contest, Side


class ContestCard(Card):
    """The values as a row of choices, a reason, and the button that lets the chosen one hold."""

    def __init__(self, contest: "Contest", settle: "Callable[[Contest, Side, str], None]") -> None:
        super().__init__(name="contest")
        self._contest, self._settle = contest, settle
        detail = " · ".join(filter(None, (contest.thing.detail, tr("、").join(contest.fields))))
        self.body.addWidget(label(contest.thing.title, "head", wrap=True, name="contestTitle"))
        self.body.addWidget(label(detail, "second", wrap=True, name="contestDetail"))
        self._group = QButtonGroup(self)
        for number, side in enumerate(contest.sides):
            shown = _SideRow(contest, side, number)
            self._group.addButton(shown.button, number)
            self.body.addWidget(shown)
        self._group.idToggled.connect(lambda *_: self._show_choice())
        self._reason = Line(
            name="contestReason", title=self.tr("选定的理由"), placeholder=self.tr("理由（可不写）")
        )
        self._choose = KeyButton(self.tr("选定"), "Enter", name="contestChoose", primary=True)
        self._choose.clicked.connect(self._agree)
        line = row(self._reason, self._choose)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.setFocusProxy(self._group.button(0))
        self._show_choice()

    def show_record(self, record: "Contest") -> None:
        """Take the same contest as it was read last."""
        self._contest = record

    def _chosen(self) -> "Side | None":
        number = self._group.checkedId()
        return self._contest.sides[number] if number >= 0 else None

    def _show_choice(self) -> None:
        side = self._chosen()
        self._choose.setEnabled(side is not None)
        said = self.tr("选定“{value}”").format(value=side.texts[0]) if side else self.tr("先选一个值")
        self._choose.setAccessibleName(f"{self._contest.thing.title}：{said}")

    def _agree(self) -> None:
        side = self._chosen()
        if side is None:
            return
        self._reason.composition.take_in()
        self._settle(self._contest, side, self._reason.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._agree()  # and not the dialog's button, which would leave everything open
        else:
            super().keyPressEvent(event)


class _SideRow(QWidget):
    """One value with its names; a click anywhere on it chooses it."""

    def __init__(self, contest: "Contest", side: "Side", number: int) -> None:
        super().__init__()
        self.button = QRadioButton()
        self.button.setObjectName(f"contestSide_{number}")
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        lines = list(side.texts)
        if len(contest.fields) > 1:
            lines = [f"{name}：{text}" for name, text in zip(contest.fields, side.texts, strict=True)]
        for text in lines:
            texts.addWidget(label(text, wrap=True, name=f"contestValue_{number}"))
        signed = "；".join(map(_signed, side.stamps))
        texts.addWidget(label(signed, "second", wrap=True, name=f"contestStamp_{number}"))
        line = row(self.button)
        line.setAlignment(self.button, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        if side.is_shown:
            chip = Chip(tr("现在显示"), "accent", name="contestShown")
            line.addWidget(chip)
            line.setAlignment(chip, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        said = [*lines, signed, tr("现在显示") if side.is_shown else ""]
        self.button.setAccessibleName("，".join(each for each in said if each))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.setChecked(True)
        super().mouseReleaseEvent(event)


def _signed(stamp: "Stamp") -> str:
    who = stamp.author or tr("未署名")
    if stamp.on_behalf:
        who = tr("{who}代 {behalf} 录入").format(who=f"{who} ", behalf=stamp.on_behalf)
    return f"{who}，{moment_text(stamp.at)}"
