"""Review groups, the zones they pool, and the communities in each zone."""

from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from sgz_desktop.domain.places import Community, ReviewGroup, Zone
from sgz_desktop.ui.pages.preparing_parts import (
    Adder,
    edit,
    install_moves,
    order_hint,
    remove,
    remove_button,
    saver,
)
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import auto_figure, auto_line
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.flow import Flow
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import field_text, list_text


class PlacesPanel(QWidget):
    """Groups above, zones beneath."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._groups = Rows(lambda each: GroupRow(session, each), lambda each: each.id)
        self._zones = Rows(lambda each: ZoneCard(session, each), lambda each: each.id, spacing=10)
        groups = Card()
        groups.body.addLayout(row(label(self.tr("评审组"), "head"), None, order_hint()))
        hint = self.tr("合在一起评、合在一起写的片区是一个评审组；服务质量按评审组评分。不分组时这里留空。")
        groups.body.addWidget(label(hint, "second", wrap=True))
        groups.body.addWidget(self._groups)
        groups.body.addWidget(
            Adder(
                lambda name: self._add(ReviewGroup.kind, {"name": name}),
                name="groupName",
                title=self.tr("新评审组的名称"),
                placeholder=self.tr("评审组名称，按 Enter 添加"),
                button=self.tr("添加"),
                width=320,
            )
        )
        zones = Card()
        zones.body.addLayout(row(label(self.tr("片区与社区"), "head"), None, order_hint()))
        zones.body.addWidget(self._zones)
        zones.body.addWidget(
            Adder(
                lambda name: self._add(Zone.kind, {"name": name}),
                name="zoneName",
                title=self.tr("新片区的名称"),
                placeholder=self.tr("片区名称，按 Enter 添加"),
                button=self.tr("添加"),
                width=320,
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(groups)
        column.addWidget(zones)
        column.addStretch(1)

    def redraw(self) -> None:
        """Show the places as they are."""
        self._groups.show_records(self._session.dossier.groups)
        self._zones.show_records(self._session.dossier.zones)

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._groups.clear()
        self._zones.clear()

    def _add(self, kind: str, values: dict[str, Any]) -> str:
        preparing = self._session.program.preparing
        text = self.tr("添加评审组") if kind == ReviewGroup.kind else self.tr("添加片区")
        return self._session.write(
            text, lambda each, who: preparing.add(each, kind, values, who), quiet=True
        ).sentence


class GroupRow(QWidget):
    """A review group with the zones it pools."""

    def __init__(self, session: Session, group: ReviewGroup) -> None:
        super().__init__()
        self._session = session
        self._name = auto_line(
            saver(session, ReviewGroup.kind, group.id, "name", self.tr("评审组名称")),
            name="group_name",
            title=self.tr("评审组名称"),
            read=read_name,
        )
        self._name.setFixedWidth(240)
        self._zones = label("", "second", wrap=True)
        drop = remove_button("group_remove", self.tr("删除这个评审组"))
        drop.clicked.connect(lambda: remove(session, ReviewGroup.kind, group.id, self.tr("删除评审组")))
        install_moves(self, session, group.id, lambda: session.dossier.groups)
        line = row(self._name, self._zones, drop)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_record(self, record: ReviewGroup) -> None:
        """Show the group as stored."""
        self._name.show_text(record.name)
        zones = [each.name for each in self._session.dossier.zones_of(record.id)]
        self._zones.setText(list_text(zones) or self.tr("还没有片区"))


class ZoneCard(QFrame):
    """A zone: its name, group, staff and communities."""

    def __init__(self, session: Session, zone: Zone) -> None:
        super().__init__()
        self.setProperty("card", "quiet")
        self._session, self._id = session, zone.id
        self._name = auto_line(
            saver(session, Zone.kind, zone.id, "name", self.tr("片区名称")),
            name="zone_name",
            title=self.tr("片区名称"),
            read=read_name,
        )
        self._name.setFixedWidth(220)
        self._group = Choice(name="zone_group", title=self.tr("属于哪个评审组"))
        self._group.picked.connect(
            lambda group_id: edit(session, Zone.kind, zone.id, {"group_id": group_id}, self.tr("片区归组"))
        )
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
            placeholder=self.tr("社区名称，多个用顿号隔开"),
            button=self.tr("添加社区"),
            width=320,
        )
        self._note = auto_line(
            saver(session, Zone.kind, zone.id, "note", self.tr("片区说明")),
            name="zone_note",
            title=self.tr("片区说明"),
            placeholder=self.tr("说明（可不写，只给评估组看）"),
        )
        install_moves(self, session, zone.id, lambda: session.dossier.zones)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        staff = label(self.tr("投入社工"), "quiet")
        column.addLayout(row(self._name, self._group, 6, staff, self._staff, None, drop))
        column.addWidget(self._communities)
        column.addLayout(row(self._adder, self._note))

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

    def _add(self, text: str) -> str:
        parts = text.replace("，", "、").replace(",", "、").split("、")
        names = [each.strip() for each in parts if each.strip()]
        for number, name in enumerate(names):
            sentence = self._add_one(name)
            if sentence:
                self._adder.auto.field.put("、".join(names[number:]))  # a retry adds none of them twice
                return sentence
        return ""

    def _add_one(self, name: str) -> str:
        preparing, values = self._session.program.preparing, {"name": name, "zone_id": self._id}
        return self._session.write(
            self.tr("添加社区"),
            lambda each, who: preparing.add(each, Community.kind, values, who),
            quiet=True,
        ).sentence


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
