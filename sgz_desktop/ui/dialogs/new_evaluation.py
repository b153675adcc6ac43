"""The three things a new evaluation needs: station, phase, day of the visit."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.errors import Refused
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.figures import phase_name
from sgz_desktop.ui.reading import read_date
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.typing_fields import Line


class AskNewEvaluation(Ask):
    """`create` makes the evaluation and returns the sentence that refuses it, or ""."""

    def __init__(self, parent: QWidget, *, create: Callable[[str, Phase, date | None], str]) -> None:
        super().__init__(parent, name="askNew", title=self.tr("新建评估"), yes=self.tr("新建"))
        self._create = create
        self._station = Line(
            name="askNew_station", title=self.tr("社工站全称"), placeholder=self.tr("某某区某某街社工服务站")
        )
        phases = [(phase, self.tr("{phase}评估").format(phase=phase_name(phase))) for phase in Phase]
        self._phase = Segments(phases, name="askNew_phase", title=self.tr("评估阶段"))
        self._phase.choose(Phase.MIDTERM)
        self._day = Line(name="askNew_day", title=self.tr("评估日期"), placeholder="2024-01-16")
        for text, field in (
            (self.tr("社工站全称"), self._station),
            (self.tr("评估阶段"), self._phase),
            (self.tr("评估日期（可以以后再填）"), self._day),
        ):
            self.body.addWidget(label(text, "quiet"))
            self.body.addWidget(field)
        self._station.setFocus()

    def agree(self) -> None:
        """Make it, or say which of the three is wrong."""
        self._station.composition.take_in()
        station = self._station.text().strip()
        if not station:
            self.complain(self.tr("请填写社工站全称。"))
            self._station.setFocus()
            return
        try:
            day = read_date(self._day.text())
        except Refused as refused:
            self.complain(str(refused))
            self._day.setFocus()
            return
        sentence = self._create(station, self._phase.value, day)
        if sentence:
            self.complain(sentence)
            return
        self.accept()
