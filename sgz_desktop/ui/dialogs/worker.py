"""Who works here, and on whose behalf."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Role
from sgz_desktop.services.changes import Worker
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import caption, label, row
from sgz_desktop.ui.widgets.typing_fields import Line
from sgz_desktop.ui.wording import person_line, role_name


class AskWorker(Ask):
    """Picks one of the evaluation's people or adds a new one.

    `add` makes a person and returns the ID and the sentence that refuses it; `chosen` gets the worker.
    """

    def __init__(
        self,
        parent: QWidget,
        dossier: Dossier,
        now: Worker,
        *,
        add: Callable[[str, Role], tuple[UUID | None, str]],
        chosen: Callable[[Worker], None],
    ) -> None:
        super().__init__(
            parent,
            name="askWorker",
            title=self.tr("谁在这里工作？"),
            yes=self.tr("确定"),
            no=self.tr("以后再说"),
        )
        self._add, self._chosen = add, chosen
        why = self.tr("每一次录入都会记下是谁录的。这个回答只留在本机，随时可以在左下角更改。")
        self.body.addWidget(label(why, "second", wrap=True))
        people = [(person.id, person_line(person)) for person in dossier.people]
        self._who = Choice(
            [*people, (None, self.tr("新的人…"))], name="askWorker_who", title=self.tr("在这里工作的人")
        )
        self._name = Line(name="askWorker_name", title=self.tr("姓名"), placeholder=self.tr("姓名"))
        roles = [(role, role_name(role)) for role in Role]
        self._role = Segments(roles, name="askWorker_role", title=self.tr("身份"))
        self._role.choose(Role.EXPERT)
        experts = [(each.id, each.name) for each in dossier.people if each.role is Role.EXPERT]
        self._behalf = Choice(
            [(None, self.tr("本人")), *experts], name="askWorker_behalf", title=self.tr("代谁录入")
        )
        self._new = QWidget()
        inside = row(self._name, self._role)
        self._new.setLayout(inside)
        self.body.addWidget(caption(self.tr("在这里工作的人"), self._who))
        self.body.addWidget(self._who)
        self.body.addWidget(self._new)
        whose = self.tr("录入的是谁的评分（代他人录入时选择，两个名字都会留下）")
        self.body.addWidget(caption(whose, self._behalf, wrap=True))
        self.body.addWidget(self._behalf)
        self._who.currentIndexChanged.connect(self._show_new)
        self._who.choose(now.author_id or (people[0][0] if people else None))
        self._behalf.choose(now.for_id)
        self._show_new()
        if self._who.value is not None:
            self._who.setFocus()

    def agree(self) -> None:
        """Take the person, made anew where needed."""
        person_id: UUID | None = self._who.value
        if person_id is None:
            self._name.composition.take_in()
            person_id, sentence = self._add(self._name.text().strip(), self._role.value)
            if person_id is None:
                self.complain(sentence)
                self._name.setFocus()
                return
        behalf = self._behalf.value
        worker = Worker(person_id, None if behalf == person_id else behalf)
        self.accept()
        self._chosen(worker)

    def _show_new(self) -> None:
        is_new = self._who.value is None
        self._new.setVisible(is_new)
        if is_new:
            self._name.setFocus()
        self.adjustSize()
