"""One column of the board of review groups: its name, what is said about it, its zones."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.services.preparing_standard import pooled_name
from sgz_desktop.ui.pages.preparing_checking import Checks
from sgz_desktop.ui.pages.preparing_chip import ZoneChip
from sgz_desktop.ui.pages.preparing_parts import edit, install_moves, remove, remove_button, saver
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.theme import tokens_of
from sgz_desktop.ui.widgets.auto_fields import auto_line
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.findings import FindingLines
from sgz_desktop.ui.widgets.plain import label, row
from sgz_desktop.ui.widgets.tab_order import put_in_order, put_in_place


class BoardColumn(QFrame):
    """The zones of one group; `group` None is where zones stand that belong to none."""

    def __init__(self, session: Session, checks: Checks, group: ReviewGroup | None) -> None:
        super().__init__()
        self.setProperty("card", "quiet")
        self.setObjectName("boardColumn")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._session, self._checks = session, checks
        self.group_id = group.id if group else None
        self.chips: tuple[ZoneChip, ...] = ()
        self._mark: int | None = None
        self._said = FindingLines(name="group_said")
        self._none = label("", "second", wrap=True)
        self._suggest = KeyButton("", name="group_suggest")
        self._suggest.setProperty("small", True)
        self._suggest.setProperty("flat", True)
        self._suggest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._suggest.clicked.connect(self._rename)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 10, 10, 10)
        self._column.setSpacing(6)
        if group is not None:
            self._begin_group(group)
        else:
            self._column.addWidget(label(self.tr("不属于评审组"), "strong"))
        for each in (self._suggest, self._said, self._none):
            self._column.addWidget(each)
        self._zones = QVBoxLayout()
        self._zones.setSpacing(6)
        self._column.addLayout(self._zones)
        self._column.addStretch(1)

    def show_group(self, group: ReviewGroup | None, chips: tuple[ZoneChip, ...]) -> None:
        """Show the group as stored, with these zones."""
        if group is not None:
            self._name.show_text(group.name)
            self._said.show_findings(self._checks.of(f"group.{group.id}"))
            wanted = pooled_name([each.name for each in chips])
            self._suggest.setText(self.tr("改名为“{name}”").format(name=wanted))
            self._suggest.setAccessibleName(self._suggest.text())
            self._suggest.setToolTip(self._suggest.text())
            self._suggest.setVisible(bool(chips) and wanted != group.name)
        else:
            self._suggest.hide()
        self._none.setText(self.tr("把片区拖到这里，或在片区上按 Alt+← Alt+→"))
        self._none.setVisible(not chips)
        if chips != self.chips:
            before, self.chips = self.chips, chips
            for chip in before:
                self._zones.removeWidget(chip)
            for chip in chips:
                self._zones.addWidget(chip)
            stayed = [each for each in before if each in chips]
            put_in_order(stayed, chips)
            if not stayed:
                put_in_place(self)

    def place_of(self, y: int) -> int:
        """In front of which of its zones a height in the column is."""
        return sum(y > each.geometry().center().y() for each in self.chips)

    def mark(self, place: int | None) -> None:
        """Show where a dragged zone would come, None for nowhere here."""
        if place != self._mark:
            self._mark = place
            self.update()

    def _begin_group(self, group: ReviewGroup) -> None:
        session = self._session
        self._name = auto_line(
            saver(session, ReviewGroup.kind, group.id, "name", self.tr("评审组名称")),
            name="group_name",
            title=self.tr("评审组名称"),
            read=read_name,
        )
        drop = remove_button("group_remove", self.tr("删除这个评审组"))
        drop.setText("×")
        drop.setToolTip(self.tr("删除这个评审组，片区留下"))
        drop.clicked.connect(lambda: remove(session, ReviewGroup.kind, group.id, self.tr("删除评审组")))
        install_moves(self, session, group.id, lambda: session.dossier.groups)
        self.setFocusProxy(self._name)
        line = row(self._name, drop, spacing=2)
        line.setStretch(0, 1)
        self._column.addLayout(line)

    def _rename(self) -> None:
        group_id = self.group_id
        name = pooled_name([each.name for each in self.chips])
        if group_id is not None:
            edit(self._session, ReviewGroup.kind, group_id, {"name": name}, self.tr("评审组名称"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._mark is None:
            return
        painter, accent = QPainter(self), QColor(tokens_of(self).accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        if self.chips:
            after = self._mark >= len(self.chips)
            near = self.chips[-1 if after else self._mark].geometry()
            y = near.bottom() + 3 if after else near.top() - 3
            painter.fillRect(QRectF(near.left(), y - 1, near.width(), 3), accent)
