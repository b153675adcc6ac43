"""The head of an evaluation: station, parties, agreement, period, with what follows from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.services.preparing_checks import Finding, Level
from sgz_desktop.services.preparing_terms import Told, elapsed_told, period_told, required_told
from sgz_desktop.ui.figures import phase_name
from sgz_desktop.ui.pages.preparing_checking import Checks
from sgz_desktop.ui.reading import read_date, read_name, read_text, read_whole, read_yuan
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_line, auto_text
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.findings import SIGNS, TONES, FindingLines, level_text
from sgz_desktop.ui.widgets.plain import Card, Chip, clear_layout, label, row
from sgz_desktop.ui.wording import field_text

_Read = Callable[[str], Any]
_TITLES = (118, 118, 174, 174)
"""How wide each card keeps its titles, with 待填 beside them: no field moves when that comes or goes."""


@dataclass(frozen=True, slots=True)
class HeadField:
    """One field: its name in the evaluation, its title, how it is read, and an example."""

    name: str
    title: str
    read: _Read = read_text
    example: str = ""


def _parts() -> tuple[tuple[str, tuple[HeadField, ...]], ...]:
    day = "2024-01-16"
    return (
        (
            tr("社工站"),
            (
                HeadField("station", tr("全称"), read_name),
                HeadField("station_short", tr("简称"), example=tr("某某街社工站")),
                HeadField("district", tr("区"), example=tr("番禺区")),
                HeadField("address", tr("地址")),
                HeadField("founded", tr("成立时间"), example=tr("2009年10月")),
                HeadField("operator_since", tr("承办起始"), example=tr("2011年12月")),
            ),
        ),
        (
            tr("各方"),
            (
                HeadField("purchaser", tr("购买方"), example=tr("某某街道办事处")),
                HeadField("operator", tr("承办方")),
                HeadField("supervisor", tr("监督方"), example=tr("某某区民政局")),
                HeadField("supervision_centre", tr("督导中心")),
                HeadField("assessor", tr("评估方")),
            ),
        ),
        (
            tr("评估"),
            (
                HeadField("visit_date", tr("评估日期"), read_date, day),
                HeadField("report_date", tr("报告日期"), read_date, day),
                HeadField("period_start", tr("考核期开始"), read_date, day),
                HeadField("period_end", tr("考核期结束"), read_date, day),
            ),
        ),
        (
            tr("服务协议"),
            (
                HeadField("agreement_start", tr("协议期开始"), read_date, day),
                HeadField("agreement_end", tr("协议期结束"), read_date, day),
                HeadField("funds_yuan", tr("服务经费（元）"), read_yuan, "2400000"),
                HeadField("required_staff", tr("应配备社工（人）"), read_whole, "20"),
            ),
        ),
    )


class HeadPanel(QWidget):
    """Four cards of fields, the time limits that follow from the visit, and a note."""

    def __init__(self, session: Session, checks: Checks) -> None:
        super().__init__()
        self._session, self._checks = session, checks
        self._fields: dict[str, AutoField] = {}
        self._open: dict[str, Chip] = {}
        self._said: dict[str, FindingLines] = {}
        self._grids: list[QGridLayout] = []
        self._period = ToldLine("periodTold", self.tr("考核月数"))
        self._elapsed = ToldLine("elapsedTold", self.tr("时间进度"))
        self._required = ToldLine("requiredTold", self.tr("应到岗"))
        self._limits = Limits()
        left, right = _stack(), _stack()
        below = {2: (self._period, self._elapsed), 3: (self._required,)}
        for number, (title, fields) in enumerate(_parts()):
            card = self._card(title, fields, below.get(number, ()), with_choices=number == 2)
            (left if number < 2 else right).addWidget(card)
        left.addWidget(self._limits)
        for each in (left, right):
            each.addStretch(1)
        sides = row(left, right, spacing=12)
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        note = Card()
        note.body.addWidget(label(self.tr("说明"), "head"))
        self._fields["note"] = auto_text(
            self._saver("note", self.tr("说明")),
            name="head_note",
            title=self.tr("说明"),
            placeholder=self.tr("只给评估组看的说明，不进报告"),
        )
        note.body.addWidget(self._fields["note"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addLayout(sides)
        column.addWidget(note)
        column.addStretch(1)
        self._measure()

    def redraw(self) -> None:
        """Show the head as it is, and what is to be said about it."""
        head, preparing = self._session.dossier.evaluation, self._session.program.preparing
        for name, field in self._fields.items():
            field.show_text(field_text(getattr(head, name)))
        self._phase.choose(head.phase)
        self._style.offer(preparing.styles(head.id))
        self._style.choose(head.house_style)
        for name in self._said:
            self._say(name, self._checks.of(f"head.{name}"))
        self._period.tell(period_told(head))
        self._elapsed.tell(elapsed_told(head))
        self._required.tell(required_told(head))
        self._limits.tell(preparing.deadlines(head.id))

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        for field in self._fields.values():
            field.show_text("", other=True)

    def point_at(self, field: str) -> None:
        """Put the cursor into one field."""
        name = field.removeprefix("head.")
        choices = {"phase": self._phase, "house_style": self._style}
        if name in self._fields:
            self._fields[name].field.setFocus()
        elif name in choices:
            choices[name].setFocus()

    def _measure(self) -> None:
        for grid, width in zip(self._grids, _TITLES, strict=True):
            grid.setColumnMinimumWidth(0, text_px(self, width))

    def _say(self, name: str, findings: Sequence[Finding]) -> None:
        hints = [each.sentence for each in findings if each.level is Level.HINT]
        refused = self._fields[name].error.text()
        chip = self._open[name]
        # What is filled in and refused is stored nowhere: to the evaluation it would be still to fill in.
        if refused:
            chip.say(level_text(Level.ERROR), TONES[Level.ERROR])
        else:
            chip.say(f"{SIGNS[Level.HINT]} {self.tr('待填')}", TONES[Level.HINT])
        chip.setVisible(bool(refused or hints))
        chip.setToolTip(refused or "".join(hints))
        self._said[name].show_findings([each for each in findings if each.level is not Level.HINT])
        if not refused:
            self._fields[name].field.setAccessibleDescription("".join(each.sentence for each in findings))

    def _card(
        self, title: str, fields: tuple[HeadField, ...], below: Sequence["ToldLine"], *, with_choices: bool
    ) -> Card:
        card = Card()
        card.body.addWidget(label(title, "head"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._grids.append(grid)
        if with_choices:
            self._add_choices(grid)
        for each in fields:
            self._add_field(grid, each)
        for tells in below:
            line = grid.rowCount()
            grid.addWidget(tells.title, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(tells, line, 1)
        card.body.addLayout(grid)
        card.body.addStretch(1)
        return card

    def _add_field(self, grid: QGridLayout, each: HeadField) -> None:
        line = grid.rowCount()
        field = auto_line(
            self._saver(each.name, each.title),
            name=f"head_{each.name}",
            title=each.title,
            placeholder=each.example,
            read=each.read,
        )
        field.explained.connect(lambda name=each.name: self._say(name, self._checks.of(f"head.{name}")))
        self._fields[each.name] = field
        self._open[each.name] = Chip(f"{SIGNS[Level.HINT]} {self.tr('待填')}", name=f"head_{each.name}_open")
        self._open[each.name].hide()
        self._said[each.name] = FindingLines(name=f"head_{each.name}_said")
        title = row(label(each.title, "quiet"), None, self._open[each.name], spacing=6)
        title.setContentsMargins(0, 6, 0, 0)
        grid.addLayout(title, line, 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout()
        inside.setSpacing(4)
        inside.addWidget(field)
        inside.addWidget(self._said[each.name])
        grid.addLayout(inside, line, 1)

    def _add_choices(self, grid: QGridLayout) -> None:
        phases = [(each, self.tr("{phase}评估").format(phase=phase_name(each))) for each in Phase]
        self._phase = Choice(phases, name="head_phase", title=self.tr("评估阶段"))
        self._phase.picked.connect(lambda phase: self._keep("phase", self.tr("评估阶段"), phase))
        self._style = Choice(name="head_house_style", title=self.tr("报告体例"))
        self._style.picked.connect(lambda style: self._keep("house_style", self.tr("报告体例"), style))
        # A long title must not make the whole page wider.
        self._style.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._style.setMinimumContentsLength(14)
        for line, choice in enumerate((self._phase, self._style)):
            grid.addWidget(label(choice.accessibleName(), "quiet"), line, 0)
            grid.addWidget(choice, line, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure()

    def _keep(self, name: str, title: str, value: Any) -> None:
        preparing, about = self._session.program.preparing, f"head {name}"
        if value == getattr(self._session.dossier.evaluation, name):
            self._session.waiting.drop(about)
            return
        self._session.write(
            title, lambda each, who: preparing.set_head(each, {name: value}, who), about=about
        )

    def _saver(self, name: str, title: str) -> Callable[[Any], str]:
        def save(value: Any) -> str:
            preparing = self._session.program.preparing
            return self._session.write(
                title,
                lambda each, who: preparing.set_head(each, {name: value}, who),
                merge=f"head {name}",
                quiet=True,
            ).sentence

        return save


class ToldLine(QWidget):
    """A figure that follows from the fields above it, and how it comes about."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self._figure, self._how = label("", "strong", name=name), label("", "second", wrap=True)
        self._how.setObjectName(f"{name}How")
        self.title = label(title, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._figure)
        column.addWidget(self._how)
        self.tell(None)

    def tell(self, told: Told | None) -> None:
        """Show a figure, or nothing while it is not known."""
        if told is not None:
            self._figure.setText(told.figure)
            self._how.setText(told.how)
        self.setVisible(told is not None)
        self.title.setVisible(told is not None)


class Limits(Card):
    """What is due when after the visit, by the calendar of working days."""

    def __init__(self) -> None:
        super().__init__(name="deadlines")
        head = label(self.tr("时限"), "head")
        how = self.tr("从评估日期起按工作日历推算；各区另有规定的，以规定为准。")
        self.body.addWidget(head)
        self.body.addWidget(label(how, "second", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(4)
        self.body.addLayout(self._grid)
        self._shown: tuple[Told, ...] = ()

    def tell(self, several: tuple[Told, ...]) -> None:
        """Show these, a line each."""
        self.setVisible(bool(several))
        if several == self._shown:
            return
        self._shown = several
        clear_layout(self._grid)
        for line, each in enumerate(several):
            self._grid.addWidget(label(each.figure, "strong"), line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(each.how, "second", wrap=True), line, 1)
        self._grid.setColumnStretch(1, 1)


def _stack() -> QVBoxLayout:
    found = QVBoxLayout()
    found.setSpacing(12)
    return found
