"""What stands beside one's own mark: what the experts settled together, and what the others gave."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.result import LineState
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.plain import Card, Chip, Elided, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import state_name

if TYPE_CHECKING:
    from sgz_desktop.services.visiting import Colleague
    from sgz_desktop.services.walking import Stop

HIDDEN = "●●"


class FinalCard(Card):
    """合议结论: the answer that counts for everybody, with its reason."""

    def __init__(self) -> None:
        super().__init__("plain", margin=12, spacing=4, name="finalWord")
        self._points = label("", "strong", name="finalPoints")
        self._working = Elided("", "second")
        self._reason = label("", wrap=True, name="finalReason")
        self._by = label("", "second", wrap=True)
        chip = Chip(self.tr("合议结论"), "accent")
        self.body.addLayout(row(chip, self._points, self._working, None))
        self.body.addWidget(self._reason)
        self.body.addWidget(self._by)

    def show_stop(self, stop: "Stop") -> None:
        """Show what was settled on this item; nothing where nothing was."""
        final = stop.final
        self.setVisible(final is not None)
        if final is None:
            return
        points = f"{figure_text(stop.final_points)} / {figure_text(stop.item.points)}"
        self._points.setText(points if stop.final_points is not None else self.tr("不适用"))
        self._working.say(stop.final_working)
        self._reason.setText(self.tr("理由：{text}").format(text=final.reason))
        who = self.tr("由 {name} 记下。").format(name=final.decided_by) if final.decided_by else ""
        self._by.setText(who + self.tr("这一项以合议结论计分，各位专家自己的评分留作依据。"))


class ColleaguesCard(Card):
    """同项各专家: their names, and their marks once one's own are handed in."""

    def __init__(self, session: Session) -> None:
        super().__init__("quiet", margin=12, spacing=4, name="colleagues")
        self._session = session
        self._hint = label("", "second", wrap=True, name="colleaguesHint")
        self._rows = Rows(lambda _: _ColleagueRow(), lambda each: each[0].person_id, spacing=2)
        self.body.addWidget(label(self.tr("同项各专家"), "quiet"))
        self.body.addWidget(self._rows)
        self.body.addWidget(self._hint)

    def show_stop(self, stop: "Stop") -> None:
        """Show the other experts on this item; nothing where there are none."""
        session = self._session
        found: Sequence[Colleague] = session.program.visiting.colleagues(
            session.open_id, stop.item.code, stop.group_id, session.worker
        )
        self.setVisible(bool(found))
        self._rows.show_records([(each, stop) for each in found] if found else ())
        is_hidden = any(each.is_hidden for each in found)
        self._hint.setVisible(is_hidden)
        self._hint.setText(self.tr("各自独立评分：提交自己的评分后，才能看到其他专家的评分。"))


class _ColleagueRow(QWidget):
    """One expert: name, points, and how they came about."""

    def __init__(self) -> None:
        super().__init__()
        self._name = label("", name="colleagueName")
        self._points = label("", "strong", name="colleaguePoints")
        self._working = Elided("", "second", name="colleagueWorking")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = row(self._name, self._points, self._working, None, spacing=12)
        column.addLayout(line)

    def show_record(self, record: "tuple[Colleague, Stop]") -> None:
        """Show this expert's mark, or that it is not to be seen yet."""
        found, stop = record
        self._name.setText(found.name)
        if found.is_hidden:
            self._points.setText(HIDDEN)
            self._points.setAccessibleName(self.tr("提交后可见"))
            self._working.say("")
            return
        points = f"{figure_text(found.points)} / {figure_text(stop.item.points)}"
        text = points if found.state is LineState.ANSWERED else state_name(found.state)
        self._points.setText(text)
        self._points.setAccessibleName(text)
        noted = self.tr("备注：{text}").format(text=found.note) if found.note else ""
        working = found.working if found.state is LineState.ANSWERED else ""
        self._working.say("　".join(filter(None, (working, noted))))
