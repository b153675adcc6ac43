"""Bare figures with their source: attendance and shares for the vetoes, people, satisfaction."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.quantities import ENTERED_KEYS, REGISTRY, QuantityName
from sgz_desktop.services.preparing_checks import Finding, Level
from sgz_desktop.ui.pages.preparing_checking import Checks
from sgz_desktop.ui.pages.preparing_level import keep_level
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import auto_figure, auto_line
from sgz_desktop.ui.widgets.findings import FindingLines
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.wording import field_text


class QuantitiesPanel(QWidget):
    """A row a figure, in the order of the registry."""

    def __init__(self, session: Session, checks: Checks) -> None:
        super().__init__()
        self._checks = checks
        card = Card(spacing=6)
        card.body.addWidget(label(self.tr("其他数据"), "head"))
        hint = self.tr("还没有表格时，到岗人次和人员费用占比在这里录入，否决条件据此计算。请写明来源。")
        card.body.addWidget(label(hint, "second", wrap=True))
        self._rows = [QuantityRow(session, REGISTRY[key]) for key in ENTERED_KEYS]
        for each in self._rows:
            card.body.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(card)
        column.addStretch(1)

    def point_at(self, field: str) -> None:
        """Put the cursor into one figure."""
        code = field.removeprefix("quantity.")
        for each in self._rows:
            if each.code == code:
                each.take_focus()

    def redraw(self) -> None:
        """Show the figures as they are."""
        self._line_up()
        for each in self._rows:
            each.redraw()
            each.show_findings(self._checks.of(f"quantity.{each.code}"))

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        for each in self._rows:
            each.begin_anew()

    def _line_up(self) -> None:
        """Let names and units be as wide as the widest of them, so that the rows stand as columns."""
        for labels in ([each.title for each in self._rows], [each.unit for each in self._rows]):
            widest = max(each.sizeHint().width() for each in labels)
            for each in labels:
                each.setFixedWidth(widest)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._line_up()  # their text may be of another size
        return super().event(event)


class QuantityRow(QWidget):
    """One figure: name, value, unit, source."""

    def __init__(self, session: Session, name: QuantityName) -> None:
        super().__init__()
        self._session, self._code = session, name.key
        tag = f"quantity_{name.key}"
        self._value = auto_figure(self._keep_value, name=tag, title=name.name, width=120)
        self._value.setFixedWidth(128)
        self._source = auto_line(
            self._keep_source,
            name=f"{tag}_source",
            title=self.tr("{name}的来源").format(name=name.name),
            placeholder=self.tr("来源"),
        )
        self.title, self.unit = label(name.name), label(name.unit, "quiet")
        self._line = line = row(self.title, self._value, self.unit, self._source)
        line.setStretch(3, 1)
        self._said = FindingLines(name=f"{tag}_said")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(line)
        column.addWidget(self._said)

    @property
    def code(self) -> str:
        """The figure's registered key."""
        return self._code

    def take_focus(self) -> None:
        """Put the cursor into the value."""
        self._value.field.setFocus()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what is to be said about the figure; what is only open goes into the empty field."""
        is_open = any(each.level is Level.HINT for each in findings)
        self._source.field.setPlaceholderText(
            self.tr("i 提示：还没有写明来源") if is_open else self.tr("来源")
        )
        self._said.show_findings([each for each in findings if each.level is not Level.HINT])

    def redraw(self) -> None:
        """Show the figure as stored."""
        keep_level(self._line)
        known = self._session.dossier.quantity_by_code.get(self._code)
        self._value.show_text(field_text(known.value) if known else "")
        self._source.show_text(known.source if known else "")

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._value.show_text("", other=True)
        self._source.show_text("", other=True)

    def _keep_value(self, value: Any) -> str:
        known = self._session.dossier.quantity_by_code.get(self._code)
        return self._keep(value, known.source if known else "", "value")

    def _keep_source(self, source: str) -> str:
        known = self._session.dossier.quantity_by_code.get(self._code)
        return self._keep(known.value if known else None, source, "source")

    def _keep(self, value: Any, source: str, field: str) -> str:
        preparing, code = self._session.program.preparing, self._code
        return self._session.write(
            REGISTRY[code].name,
            lambda each, who: preparing.set_quantity(each, code, value, source, who),
            merge=f"quantity {code} {field}",
            quiet=True,
        ).sentence
