"""The assessor's people: who they are, what they declare, and which expert judges what."""

from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from sgz_desktop.domain.people import Person, Role
from sgz_desktop.services.preparing_checks import Level
from sgz_desktop.ui.pages.preparing_assigning import AssignmentCard
from sgz_desktop.ui.pages.preparing_checking import Checks
from sgz_desktop.ui.pages.preparing_declaring import DeclarationLine
from sgz_desktop.ui.pages.preparing_level import keep_level
from sgz_desktop.ui.pages.preparing_parts import (
    Adder,
    edit,
    install_moves,
    names_in,
    order_hint,
    remove,
    remove_button,
    saver,
)
from sgz_desktop.ui.reading import read_name
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import auto_line
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.findings import FindingLines
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import role_name


class PeoplePanel(QWidget):
    """A card a person, and a table of boxes: experts by components."""

    def __init__(self, session: Session, checks: Checks) -> None:
        super().__init__()
        self._session, self._checks = session, checks
        self._rows = Rows(lambda each: PersonCard(session, checks, each), lambda each: each.id, spacing=8)
        self._said = FindingLines(name="peopleSaid")
        self._adder = Adder(
            self._add,
            name="personName",
            title=self.tr("新人员的姓名"),
            placeholder=self.tr("姓名，多位用顿号隔开，按 Enter 添加"),
            button=self.tr("添加"),
            width=320,
        )
        people = Card()
        people.body.addLayout(row(label(self.tr("评估人员"), "head"), None, order_hint()))
        hint = self.tr("每个人评前声明是否需要回避，并签廉洁责任承诺书；需要回避的人不能安排评分。")
        people.body.addWidget(label(hint, "second", wrap=True))
        people.body.addWidget(self._said)
        people.body.addWidget(self._rows)
        people.body.addWidget(self._adder)
        self._assignments = AssignmentCard(session, checks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(people)
        column.addWidget(self._assignments)
        column.addStretch(1)

    def redraw(self) -> None:
        """Show the people, what they declare and their assignments."""
        self._said.show_findings(self._checks.of("people"))
        self._rows.show_records(self._session.dossier.people)
        self._assignments.redraw()

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._rows.clear()

    def point_at(self, field: str) -> None:
        """Go to a person, a column of the table, or where people are added."""
        kind, _, rest = field.partition(".")
        if kind == "judges":
            self._assignments.point_at(field)
            return
        card = self._rows.widget(UUID(rest)) if kind == "person" and rest else None
        if isinstance(card, PersonCard):
            card.take_focus()
        elif self._rows.widgets and field == "people":
            self._rows.widgets[0].setFocus()
        else:
            self._adder.auto.field.setFocus()

    def _add(self, text: str) -> str:
        preparing = self._session.program.preparing
        several = [{"name": each} for each in names_in(text)]
        return self._session.write(
            self.tr("添加人员"),
            lambda each, who: preparing.add_several(each, Person.kind, several, who),
            quiet=True,
        ).sentence


class PersonCard(QFrame):
    """Name, part, whether they lead, title; beneath it what they declare."""

    def __init__(self, session: Session, checks: Checks, person: Person) -> None:
        super().__init__()
        self.setProperty("card", "quiet")
        self._session, self._checks, self._id = session, checks, person.id
        self._name = auto_line(
            saver(session, Person.kind, person.id, "name", self.tr("人员姓名")),
            name="person_name",
            title=self.tr("姓名"),
            read=read_name,
        )
        self._title = auto_line(
            saver(session, Person.kind, person.id, "title", self.tr("人员职称")),
            name="person_title",
            title=self.tr("单位、职称"),
            placeholder=self.tr("单位、职称（可不填）"),
        )
        roles = [(each, role_name(each)) for each in Role]
        self._role = Choice(roles, name="person_role", title=self.tr("身份"))
        self._role.picked.connect(self._set_role)
        self._leads = QCheckBox(self.tr("组长"))
        self._leads.setObjectName("person_leads")
        self._leads.clicked.connect(
            lambda on: edit(session, Person.kind, person.id, {"leads": on}, self.tr("组长"))
        )
        drop = remove_button("person_remove", self.tr("删除这位人员"))
        drop.clicked.connect(lambda: remove(session, Person.kind, person.id, self.tr("删除人员")))
        self._name.setFixedWidth(180)
        self._declaration = DeclarationLine(session, person)
        self._said = FindingLines(name="person_said")
        install_moves(self, session, person.id, lambda: session.dossier.people)
        self.setFocusProxy(self._name)
        self._line = line = row(self._name, self._role, self._leads, self._title, drop)
        line.setStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._declaration)
        column.addWidget(self._said)

    def take_focus(self) -> None:
        """Go to what is said about the person: mostly what is declared."""
        self._declaration.take_focus()

    def _set_role(self, role: Role) -> None:
        if not edit(self._session, Person.kind, self._id, {"role": role}, self.tr("人员身份")):
            self._role.choose(self._session.dossier.person_by_id[self._id].role)

    def show_record(self, record: Person) -> None:
        """Show the person as stored."""
        self._name.show_text(record.name)
        self._title.show_text(record.title)
        self._role.choose(record.role)
        self._leads.setChecked(record.leads)
        keep_level(self._line)
        said = self._checks.of(f"person.{record.id}")
        declared = self._session.dossier.declaration_by_person.get(record.id)
        self._declaration.show_record(declared, [each for each in said if each.level is Level.HINT])
        self._said.show_findings([each for each in said if each.level is not Level.HINT])
