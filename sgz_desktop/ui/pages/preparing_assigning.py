"""Who judges what: a row an expert, a column a component or a component in one review group."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QStyle, QVBoxLayout, QWidget

from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Person, Role
from sgz_desktop.domain.rubric import Judged
from sgz_desktop.ui.pages.preparing_checking import Checks
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, Chip, clear_layout, label, row

Place = tuple[str, UUID | None]
"""A component, in one review group or (None) in the whole station."""

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Home: (0, -1000),
    Qt.Key.Key_End: (0, 1000),
}


class AssignmentCard(Card):
    """The table of boxes, and everything at once by a button."""

    def __init__(self, session: Session, checks: Checks) -> None:
        super().__init__()
        self._session = session
        self._all = KeyButton(self.tr("全部专家评全部分项"), name="assignAll")
        self._all.clicked.connect(self._assign_all)
        hint = self.tr("方向键移动，空格勾选。服务质量按评审组安排；几位专家评同一项时先各自评分，再取平均。")
        self._table = AssignmentTable(session, checks)
        self.body.addLayout(row(label(self.tr("分工"), "head"), None, self._all))
        self.body.addWidget(label(hint, "second", wrap=True))
        self.body.addWidget(self._table)

    def redraw(self) -> None:
        """Show who judges what."""
        self._table.redraw()
        self._all.setEnabled(self._table.has_experts)

    def point_at(self, field: str) -> None:
        """Go to the column of a component (`judges.<component>` or with its group)."""
        self._table.point_at(field)

    def _assign_all(self) -> None:
        preparing = self._session.program.preparing
        with self._session.at_length():
            self._session.write(
                self.tr("全部专家评全部分项"),
                lambda each, who: preparing.judge_all(each, who),
                about="assign all",
            )


class AssignBox(QCheckBox):
    """One box of the table; the arrows leave it for its neighbours.

    Signals: stepped, with rows and columns to go.
    """

    stepped = Signal(int, int)

    def sizeHint(self) -> QSize:
        # The room for words it has none of would push it out of the middle of its column.
        spacing = self.style().pixelMetric(QStyle.PixelMetric.PM_CheckBoxLabelSpacing, None, self)
        return super().sizeHint() - QSize(spacing, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if step is not None and plain:
            self.stepped.emit(*step)
        else:
            super().keyPressEvent(event)


class AssignmentTable(QWidget):
    """Boxes with a single tab stop; how many judge a component stands beneath it."""

    def __init__(self, session: Session, checks: Checks) -> None:
        super().__init__()
        self.setObjectName("assignments")
        self._session, self._checks = session, checks
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        self._built: object = None
        self._boxes: dict[tuple[int, int], AssignBox] = {}
        self._places: list[Place] = []
        self._experts: list[Person] = []
        self._back: list[Chip] = []
        self._refusals: list[QLabel] = []
        self._counts: list[Chip] = []

    @property
    def has_experts(self) -> bool:
        """Whether there is anybody to judge."""
        return bool(self._experts)

    def redraw(self) -> None:
        """Show who judges what; built anew only where people or columns changed."""
        dossier = self._session.dossier
        experts = [each for each in dossier.people if each.role is Role.EXPERT]
        places = self._named_places(dossier)
        shape = ([(each.id, each.name) for each in experts], places)
        if shape != self._built:
            self._experts, self._places = experts, [place for place, _ in places]
            self._build([name for _, name in places])
            self._built = shape
        assigned = {(each.component, each.group_id, each.person_id) for each in dossier.assignments}
        for (line, column), box in self._boxes.items():
            component, group_id = self._places[column]
            person_id = self._experts[line].id
            box.setChecked(
                (component, group_id, person_id) in assigned or (component, None, person_id) in assigned
            )
        self._show_counts()
        for chip, expert in zip(self._back, self._experts, strict=True):
            declared = dossier.declaration_by_person.get(expert.id)
            chip.setVisible(declared is not None and declared.conflict is Conflict.EXISTS)

    def point_at(self, field: str) -> None:
        """Go to the first box of a column."""
        fields = [_field(place) for place in self._places]
        box = self._boxes.get((0, fields.index(field) if field in fields else 0))
        if box is not None:
            self._focus(box)

    def _named_places(self, dossier: Dossier) -> list[tuple[Place, str]]:
        found: list[tuple[Place, str]] = []
        for component in self._session.rubric.components:
            if component.judged is Judged.PER_GROUP and dossier.groups:
                found += [((component.code, g.id), f"{component.name}\n{g.name}") for g in dossier.groups]
            else:
                found.append(((component.code, None), component.name))
        return found

    def _build(self, names: Sequence[str]) -> None:
        clear_layout(self._grid)
        self._boxes, self._back, self._refusals, self._counts = {}, [], [], []
        if not self._experts:
            self._grid.addWidget(label(self.tr("先添加评估专家。"), "quiet"), 0, 0)
            return
        for column, name in enumerate(names, 1):
            head = label(name, "second", wrap=True)
            head.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(head, 0, column)
            self._grid.setColumnStretch(column, 1)
        for line, expert in enumerate(self._experts):
            self._build_row(line, expert, names)
        last = 2 * len(self._experts) + 1
        self._grid.addWidget(label(self.tr("评委人数"), "second"), last, 0)
        for column in range(len(names)):
            self._counts.append(Chip(name=f"judges_{column + 1}"))
            self._grid.addWidget(self._counts[-1], last, column + 1, Qt.AlignmentFlag.AlignHCenter)

    def _build_row(self, line: int, expert: Person, names: Sequence[str]) -> None:
        place = 2 * line + 1
        self._back.append(Chip(self.tr("! 需回避"), "warn"))
        self._grid.addLayout(row(label(expert.name, "strong"), self._back[-1], None), place, 0)
        for column, name in enumerate(names):
            box = AssignBox()
            box.setObjectName(f"assign_{line + 1}_{column + 1}")
            said = self.tr("{expert}评{place}").format(expert=expert.name, place=name.replace("\n", " "))
            box.setAccessibleName(said)
            box.setToolTip(said)
            box.clicked.connect(self._toggler(line, column))
            box.stepped.connect(self._stepper(line, column))
            # One stop for Tab; the arrows do the rest.
            is_stop = not self._boxes
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
            self._grid.addWidget(box, place, column + 1, Qt.AlignmentFlag.AlignHCenter)
            self._boxes[line, column] = box
        refusal = label("", "error", wrap=True, name=f"assign_{line + 1}_error")
        refusal.hide()
        self._refusals.append(refusal)
        self._grid.addWidget(refusal, place + 1, 1, 1, len(names))

    def _show_counts(self) -> None:
        for column, chip in enumerate(self._counts):
            count = sum(self._boxes[line, column].isChecked() for line in range(len(self._experts)))
            said = self._checks.of(_field(self._places[column]))
            lacks = bool(said) and not count
            chip.say(f"! {count}" if lacks else str(count), "warn" if lacks else "plain")
            chip.setToolTip("".join(each.sentence for each in said))

    def _toggler(self, line: int, column: int) -> Callable[[bool], None]:
        return lambda on: self._assign(line, column, is_on=on)

    def _stepper(self, line: int, column: int) -> Callable[[int, int], None]:
        return lambda down, right: self._step(line + down, column + right)

    def _step(self, line: int, column: int) -> None:
        box = self._boxes.get(
            (max(0, min(line, len(self._experts) - 1)), max(0, min(column, len(self._places) - 1)))
        )
        if box is not None:
            self._focus(box)

    def _focus(self, box: AssignBox) -> None:
        for each in self._boxes.values():
            each.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.show()  # one that was made just now is hidden until the next event
        box.setFocus()

    def _assign(self, line: int, column: int, *, is_on: bool) -> None:
        preparing, expert = self._session.program.preparing, self._experts[line]
        component, group_id = self._places[column]
        outcome = self._session.write(
            self.tr("分工"),
            lambda each, who: preparing.judge(each, expert.id, component, group_id, on=is_on, worker=who),
            quiet=True,
            about=f"assign {component} {group_id} {expert.id}",
        )
        refusal = self._refusals[line]
        said = f"{expert.name}：{outcome.sentence}" if outcome.is_refused else ""
        refusal.setText(f"× {said}" if said else "")
        refusal.setVisible(bool(said))
        if outcome.is_refused:
            self._boxes[line, column].setChecked(not is_on)


def _field(place: Place) -> str:
    component, group_id = place
    return f"judges.{component}" + (f".{group_id}" if group_id else "")
