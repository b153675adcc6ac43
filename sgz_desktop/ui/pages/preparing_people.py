"""The assessor's people, and which expert judges what."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Person, Role
from sgz_desktop.domain.rubric import Judged
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
from sgz_desktop.ui.widgets.auto_fields import auto_line
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, clear_layout, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.wording import role_name

_Place = tuple[str, UUID | None]


class PeoplePanel(QWidget):
    """A row a person, and a table of boxes: experts by components."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows = Rows(lambda each: PersonRow(session, each), lambda each: each.id)
        self._adder = Adder(
            self._add,
            name="personName",
            title=self.tr("新人员的姓名"),
            placeholder=self.tr("姓名，按 Enter 添加"),
            button=self.tr("添加"),
            width=320,
        )
        people = Card()
        people.body.addLayout(row(label(self.tr("评估人员"), "head"), None, order_hint()))
        people.body.addWidget(self._rows)
        people.body.addWidget(self._adder)
        self._matrix = AssignmentTable(session)
        assignments = Card()
        assignments.body.addWidget(label(self.tr("分工"), "head"))
        hint = self.tr(
            "勾选每位专家评哪些分项；服务质量按评审组安排。几位专家评同一项时先各自评分，再取平均。"
        )
        assignments.body.addWidget(label(hint, "second", wrap=True))
        assignments.body.addWidget(self._matrix)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(people)
        column.addWidget(assignments)
        column.addStretch(1)

    def redraw(self) -> None:
        """Show the people and their assignments."""
        self._rows.show_records(self._session.dossier.people)
        self._matrix.redraw()

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._rows.clear()

    def _add(self, name: str) -> str:
        preparing = self._session.program.preparing
        return self._session.write(
            self.tr("添加人员"),
            lambda each, who: preparing.add(each, Person.kind, {"name": name}, who),
            quiet=True,
        ).sentence


class PersonRow(QWidget):
    """Name, part, whether they lead, title."""

    def __init__(self, session: Session, person: Person) -> None:
        super().__init__()
        self._session, self._id = session, person.id
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
        self._name.setFixedWidth(200)
        install_moves(self, session, person.id, lambda: session.dossier.people)
        line = row(self._name, self._role, self._leads, self._title, drop)
        line.setStretch(3, 1)
        self.setLayout(line)

    def _set_role(self, role: Role) -> None:
        if not edit(self._session, Person.kind, self._id, {"role": role}, self.tr("人员身份")):
            self._role.choose(self._session.dossier.person_by_id[self._id].role)

    def show_record(self, record: Person) -> None:
        """Show the person as stored."""
        self._name.show_text(record.name)
        self._title.show_text(record.title)
        self._role.choose(record.role)
        self._leads.setChecked(record.leads)


class AssignmentTable(QWidget):
    """Boxes: a row an expert, a column a component, or a component in one review group."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("assignments")
        self._session = session
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._built: object = None
        self._boxes: dict[tuple[_Place, UUID], QCheckBox] = {}

    def redraw(self) -> None:
        """Show who judges what; built anew only where people or columns changed."""
        dossier = self._session.dossier
        experts = [each for each in dossier.people if each.role is Role.EXPERT]
        places = self._places(dossier)
        shape = ([(each.id, each.name) for each in experts], places)
        if shape != self._built:
            self._build(experts, places)
            self._built = shape
        assigned = {(each.component, each.group_id, each.person_id) for each in dossier.assignments}
        for (place, person_id), box in self._boxes.items():
            component, _ = place
            box.setChecked((*place, person_id) in assigned or (component, None, person_id) in assigned)

    def _places(self, dossier: Dossier) -> list[tuple[_Place, str]]:
        found: list[tuple[_Place, str]] = []
        for component in self._session.rubric.components:
            if component.judged is Judged.PER_GROUP and dossier.groups:
                found += [((component.code, g.id), f"{component.name}\n{g.name}") for g in dossier.groups]
            else:
                found.append(((component.code, None), component.name))
        return found

    def _build(self, experts: list[Person], places: list[tuple[_Place, str]]) -> None:
        clear_layout(self._grid)
        self._boxes = {}
        if not experts:
            self._grid.addWidget(label(self.tr("先添加评估专家。"), "quiet"), 0, 0)
            return
        for column, (_, name) in enumerate(places, 1):
            head = label(name, "second", wrap=True)
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._grid.addWidget(head, 0, column)
            self._grid.setColumnStretch(column, 1)
        for line, expert in enumerate(experts, 1):
            self._grid.addWidget(label(expert.name, "strong"), line, 0)
            for column, (place, name) in enumerate(places, 1):
                box = QCheckBox()
                box.setObjectName(f"assign_{line}_{column}")
                said = self.tr("{expert}评{place}").format(expert=expert.name, place=name.replace("\n", " "))
                box.setAccessibleName(said)
                box.setToolTip(said)
                box.clicked.connect(self._toggler(place, expert.id))
                self._grid.addWidget(box, line, column, Qt.AlignmentFlag.AlignHCenter)
                self._boxes[place, expert.id] = box

    def _toggler(self, place: _Place, person_id: UUID) -> Callable[[bool], None]:
        return lambda on: self._assign(place, person_id, is_on=on)

    def _assign(self, place: _Place, person_id: UUID, *, is_on: bool) -> None:
        component, group_id = place
        assigned = {
            (each.component, each.group_id, each.person_id) for each in self._session.dossier.assignments
        }
        if group_id is not None and not is_on and (component, None, person_id) in assigned:
            # One group is taken out of an assignment to all: name the others, then drop the whole.
            for other in self._session.dossier.groups:
                if other.id != group_id:
                    self._write((component, other.id), person_id, is_on=True)
            self._write((component, None), person_id, is_on=False)
            return
        self._write(place, person_id, is_on=is_on)

    def _write(self, place: _Place, person_id: UUID, *, is_on: bool) -> None:
        preparing, (component, group_id) = self._session.program.preparing, place
        self._session.write(
            self.tr("分工"),
            lambda each, who: preparing.assign(each, component, group_id, person_id, on=is_on, worker=who),
            about=f"assign {component} {group_id} {person_id}",
        )
