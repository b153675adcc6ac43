"""Review groups as a board of zones, and each zone with its staff and communities."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sgz_desktop.domain.places import Community, ReviewGroup, Zone
from sgz_desktop.ui.pages.preparing_board import GroupBoard
from sgz_desktop.ui.pages.preparing_checking import Checks
from sgz_desktop.ui.pages.preparing_level import keep_level
from sgz_desktop.ui.pages.preparing_parts import (
    Adder,
    install_moves,
    names_in,
    order_hint,
    remove,
    remove_button,
    saver,
)
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import auto_figure, auto_line
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.findings import FindingLines
from sgz_desktop.ui.widgets.flow import Flow
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import field_text


class PlacesPanel(QWidget):
    """The board of groups above, zones beneath."""

    def __init__(self, session: Session, checks: Checks) -> None:
        super().__init__()
        self._session, self._checks = session, checks
        self._board = GroupBoard(session, checks)
        self._board.entered.connect(self._enter)
        self._zones = Rows(lambda each: ZoneCard(session, checks, each), lambda each: each.id, spacing=10)
        self._said = FindingLines(name="placesSaid")
        self._found = KeyButton(self.tr("未归组的片区各成一组"), name="foundGroups")
        self._found.clicked.connect(self._found_groups)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(self._groups_card())
        column.addWidget(self._zones_card())
        column.addStretch(1)

    def redraw(self) -> None:
        """Show the places as they are."""
        dossier = self._session.dossier
        self._said.show_findings(self._checks.of("places"))
        self._board.redraw()
        self._zones.show_records(dossier.zones)
        self._found.setEnabled(any(each.group_id is None for each in dossier.zones))

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._board.clear()
        self._zones.clear()

    def point_at(self, field: str) -> None:
        """Go to a zone, a group, or where zones are added."""
        kind, _, rest = field.partition(".")
        if kind == "group":
            self._board.focus_group(UUID(rest))
        elif kind == "zone":
            self._enter(UUID(rest))
        elif self._zones.widgets:
            self._zones.widgets[0].setFocus()
        else:
            self._zone_adder.auto.field.setFocus()

    def _groups_card(self) -> Card:
        groups = Card()
        groups.body.addLayout(row(label(self.tr("评审组"), "head"), None, label(_keys(), "hint")))
        hint = self.tr(
            "合在一起评、合在一起写的片区是一个评审组；服务质量按评审组评分。"
            "把片区拖到另一组；以片区为名的组随片区改名。"
        )
        groups.body.addWidget(label(hint, "second", wrap=True))
        groups.body.addWidget(self._said)
        groups.body.addWidget(self._board)
        adder = Adder(
            lambda text: self._add(ReviewGroup.kind, text),
            name="groupName",
            title=self.tr("新评审组的名称"),
            placeholder=self.tr("评审组名称，按 Enter 添加"),
            button=self.tr("添加"),
            width=320,
        )
        groups.body.addLayout(row(adder, None, self._found))
        return groups

    def _zones_card(self) -> Card:
        zones = Card()
        zones.body.addLayout(row(label(self.tr("片区与社区"), "head"), None, order_hint()))
        zones.body.addWidget(self._zones)
        self._zone_adder = Adder(
            lambda text: self._add(Zone.kind, text),
            name="zoneName",
            title=self.tr("新片区的名称"),
            placeholder=self.tr("片区名称，多个用顿号隔开，按 Enter 添加"),
            button=self.tr("添加"),
            width=320,
        )
        zones.body.addWidget(self._zone_adder)
        return zones

    def _add(self, kind: str, text: str) -> str:
        said = self.tr("添加评审组") if kind == ReviewGroup.kind else self.tr("添加片区")
        # A group may be called 三片区、四片区: only zones come as a block.
        names = [text] if kind == ReviewGroup.kind else names_in(text)
        return add_names(self._session, kind, names, said)

    def _found_groups(self) -> None:
        preparing = self._session.program.preparing
        zones = [each.id for each in self._session.dossier.zones if each.group_id is None]
        self._session.write(
            self.tr("片区各成一组"),
            lambda each, who: preparing.found_groups(each, zones, who),
            about="found groups",
        )

    def _enter(self, zone_id: UUID) -> None:
        card = self._zones.widget(zone_id)
        if card is not None:
            card.setFocus()


def _keys() -> str:
    return tr("方向键选片区，Alt+← Alt+→ 换组，Alt+↑ Alt+↓ 调整次序，Enter 看详情")


def add_names(session: Session, kind: str, names: list[str], text: str, **values: Any) -> str:
    """Add things of these names in one step; the sentence that refuses them, or ""."""
    preparing = session.program.preparing
    several = [{"name": each, **values} for each in names]
    return session.write(
        text, lambda each, who: preparing.add_several(each, kind, several, who), quiet=True
    ).sentence


class ZoneCard(QFrame):
    """A zone: its name, group, staff and communities."""

    def __init__(self, session: Session, checks: Checks, zone: Zone) -> None:
        super().__init__()
        self.setProperty("card", "quiet")
        self._session, self._checks, self._id = session, checks, zone.id
        self._name = auto_line(
            saver(session, Zone.kind, zone.id, "name", self.tr("片区名称")),
            name="zone_name",
            title=self.tr("片区名称"),
            read=read_name,
        )
        self._name.setFixedWidth(220)
        self.setFocusProxy(self._name)
        self._group = Choice(name="zone_group", title=self.tr("属于哪个评审组"))
        self._group.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._group.setMinimumContentsLength(10)
        self._group.picked.connect(self._pool)
        self._staff = auto_figure(
            saver(session, Zone.kind, zone.id, "staff", self.tr("片区社工人数")),
            name="zone_staff",
            title=self.tr("投入社工人数"),
            width=70,
        )
        self._staff.setFixedWidth(80)
        drop = remove_button("zone_remove", self.tr("删除这个片区"))
        drop.clicked.connect(lambda: remove(session, Zone.kind, zone.id, self.tr("删除片区")))
        self._communities = Flow(lambda each: CommunityChip(session, each), lambda each: each.id)
        self._adder = Adder(
            self._add,
            name="communityName",
            title=self.tr("新社区的名称"),
            placeholder=self.tr("社区名称，可整段粘贴，用顿号或换行隔开"),
            button=self.tr("添加社区"),
            width=320,
        )
        self._note = auto_line(
            saver(session, Zone.kind, zone.id, "note", self.tr("片区说明")),
            name="zone_note",
            title=self.tr("片区说明"),
            placeholder=self.tr("说明（可不写，只给评估组看）"),
        )
        self._said = FindingLines(name="zone_said")
        install_moves(self, session, zone.id, lambda: session.dossier.zones)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        staff = label(self.tr("投入社工"), "quiet")
        self._first = row(self._name, self._group, 6, staff, self._staff, None, drop)
        column.addLayout(self._first)
        column.addWidget(self._communities)
        last = row(self._adder, self._note)
        last.setStretch(1, 1)
        column.addLayout(last)
        column.addWidget(self._said)

    def show_record(self, record: Zone) -> None:
        """Show the zone as stored."""
        dossier = self._session.dossier
        self._name.show_text(record.name)
        self._staff.show_text(field_text(record.staff))
        self._note.show_text(record.note)
        groups = [(each.id, each.name) for each in dossier.groups]
        self._group.offer([(None, self.tr("不属于评审组")), *groups])
        self._group.choose(record.group_id)
        self._communities.show_records(dossier.communities_of(record.id))
        self._said.show_findings(self._checks.of(f"zone.{record.id}"))
        keep_level(self._first)

    def _pool(self, group_id: UUID | None) -> None:
        preparing, zone_id = self._session.program.preparing, self._id
        self._session.write(
            self.tr("片区归组"),
            lambda each, who: preparing.pool(each, zone_id, group_id, who),
            about=f"pool {zone_id}",
        )

    def _add(self, text: str) -> str:
        known = {each.name for each in self._session.dossier.communities_of(self._id)}
        names = [each for each in names_in(text) if each not in known]
        return add_names(self._session, Community.kind, names, self.tr("添加社区"), zone_id=self._id)


class CommunityChip(QWidget):
    """A community: its name, and away with it."""

    def __init__(self, session: Session, community: Community) -> None:
        super().__init__()
        self._name = auto_line(
            saver(session, Community.kind, community.id, "name", self.tr("社区名称")),
            name="community_name",
            title=self.tr("社区名称"),
            read=read_name,
        )
        self._name.setFixedWidth(132)
        drop = remove_button("community_remove", self.tr("删除社区{name}").format(name=community.name))
        drop.setText("×")
        drop.setFixedWidth(28)
        drop.clicked.connect(lambda: remove(session, Community.kind, community.id, self.tr("删除社区")))
        install_moves(self, session, community.id, lambda: session.dossier.communities_of(community.zone_id))
        self.setLayout(row(self._name, drop, spacing=0))

    def show_record(self, record: Community) -> None:
        """Show the community as stored."""
        self._name.show_text(record.name)
