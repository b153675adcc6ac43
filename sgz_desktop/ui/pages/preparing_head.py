"""The head of an evaluation: station, parties, agreement, each with its fields."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.ui.figures import phase_name
from sgz_desktop.ui.reading import read_date, read_figure, read_name, read_text, read_whole
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_line, auto_text
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, label
from sgz_desktop.ui.wording import field_text

_Read = Callable[[str], Any]


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
            tr("评估"),
            (
                HeadField("visit_date", tr("评估日期"), read_date, day),
                HeadField("report_date", tr("报告日期"), read_date, day),
                HeadField("period_start", tr("考核期开始"), read_date, day),
                HeadField("period_end", tr("考核期结束"), read_date, day),
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
            tr("服务协议"),
            (
                HeadField("agreement_start", tr("协议期开始"), read_date, day),
                HeadField("agreement_end", tr("协议期结束"), read_date, day),
                HeadField("funds_yuan", tr("服务经费（元）"), read_figure, "2400000"),
                HeadField("required_staff", tr("应配备社工（人）"), read_whole, "20"),
            ),
        ),
    )


class HeadPanel(QWidget):
    """Four cards of fields and a note."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._fields: dict[str, AutoField] = {}
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, (title, fields) in enumerate(_parts()):
            grid.addWidget(self._card(title, fields, with_choices=number == 1), number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
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
        column.addLayout(grid)
        column.addWidget(note)
        column.addStretch(1)

    def redraw(self) -> None:
        """Show the head as it is."""
        head = self._session.dossier.evaluation
        for name, field in self._fields.items():
            field.show_text(field_text(getattr(head, name)))
        self._phase.choose(head.phase)
        self._style.offer(self._session.program.preparing.styles(head.id))
        self._style.choose(head.house_style)

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        for field in self._fields.values():
            field.show_text("", other=True)

    def point_at(self, name: str) -> None:
        """Put the cursor into one field."""
        choices = {"phase": self._phase, "house_style": self._style}
        if name in self._fields:
            self._fields[name].field.setFocus()
        elif name in choices:
            choices[name].setFocus()

    def _card(self, title: str, fields: tuple[HeadField, ...], *, with_choices: bool) -> Card:
        card = Card()
        card.body.addWidget(label(title, "head"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 118)
        grid.setColumnStretch(1, 1)
        if with_choices:
            self._add_choices(grid)
        for each in fields:
            line = grid.rowCount()
            field = auto_line(
                self._saver(each.name, each.title),
                name=f"head_{each.name}",
                title=each.title,
                placeholder=each.example,
                read=each.read,
            )
            self._fields[each.name] = field
            grid.addWidget(label(each.title, "quiet"), line, 0)
            grid.addWidget(field, line, 1)
        card.body.addLayout(grid)
        card.body.addStretch(1)
        return card

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
