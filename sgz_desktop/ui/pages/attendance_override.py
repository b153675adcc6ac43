"""Counting a month otherwise than ticks and dates say, with the reason that this takes."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.plain import label
from sgz_desktop.ui.widgets.typing_fields import Text

_FIGURES = ((Decimal(0), "0"), (Decimal("0.5"), "0.5"), (Decimal(1), "1"))
Keep = Callable[[Decimal | None, str], str]


class OverrideAsk(Ask):
    """Asks for 0, 0.5 or 1 and why; `keep` saves it, or (None) the rule, and says why it could not."""

    def __init__(
        self,
        parent: QWidget,
        keep: Keep,
        *,
        place: str,
        now: str,
        months: Decimal | None,
        reason: str,
        is_overridden: bool,
    ) -> None:
        super().__init__(parent, name="attendanceOverride", title=self.tr("改定到岗数"), yes=self.tr("改定"))
        self._keep = keep
        self.body.addWidget(label(place, "strong", wrap=True))
        if now:
            self.body.addWidget(label(now, "second", wrap=True))
        self._figure = Segments(_FIGURES, name="attendanceOverrideFigure", title=self.tr("这个月计"))
        self._figure.choose(Decimal(1) if months is None else months)
        self.body.addWidget(self._figure)
        self._reason = Text(
            name="attendanceOverrideReason",
            title=self.tr("改定的理由"),
            placeholder=self.tr("理由，例如：产假期间按在岗计；原件见劳动合同"),
            lines=(2, 5),
        )
        self._reason.put(reason)
        self.body.addWidget(self._reason)
        if is_overridden:
            back = KeyButton(self.tr("恢复按规则计"), name="attendanceOverrideBack")
            back.clicked.connect(lambda: self._take(None))
            self.foot.insertWidget(0, back)
        self._reason.setFocus()

    def agree(self) -> None:
        """Keep the figure with its reason."""
        self._reason.composition.take_in()
        if not self._reason.plain_text().strip():
            self.complain(self.tr("改定到岗数应写明理由。"))
            self._reason.setFocus()
            return
        self._take(self._figure.value)

    def _take(self, months: Decimal | None) -> None:
        sentence = self._keep(months, self._reason.plain_text())
        if sentence:
            self.complain(sentence)
        else:
            self.accept()
