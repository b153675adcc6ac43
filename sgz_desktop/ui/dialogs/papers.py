"""Which working papers to print: kinds, whose, how many empty rows, and how many pages that makes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from sgz_desktop.errors import Refused
from sgz_desktop.services.paper_kinds import PaperKind
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.reading import read_whole
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.mnemonics import take_letter
from sgz_desktop.ui.widgets.plain import Card, Elided, label, row
from sgz_desktop.ui.widgets.typing_fields import MarkField

_MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was ticked. `people` are () where no paper is one a person."""

    codes: tuple[str, ...]
    people: tuple[UUID, ...]
    rows: Mapping[str, int]


class AskPapers(Ask):
    """`save` and `send` get what is wanted; a sentence they return is said, and the dialog stays.

    Signals: altered, when something else is wanted, to be counted.
    """

    altered = Signal()

    def __init__(
        self,
        parent: QWidget,
        kinds: Sequence[PaperKind],
        people: Sequence[tuple[UUID, str]],
        *,
        ticked: Sequence[str],
        only: UUID | None,
        save: Callable[[Wanted], str],
        send: Callable[[Wanted], str],
    ) -> None:
        super().__init__(parent, name="askPapers", title=self.tr("打印现场用表"), yes=self.tr("保存为 PDF…"))
        self.setMinimumWidth(680)
        self._kinds, self._save, self._send = tuple(kinds), save, send
        self._boxes: dict[str, QCheckBox] = {}
        self._rows: dict[str, MarkField] = {}
        self._people: dict[UUID, QCheckBox] = {}
        self._grid = self._list(ticked)
        self.body.addLayout(self._grid)
        self._whose = Card("quiet", margin=12)
        self._lay_out_people(people, only)
        self.body.addWidget(self._whose)
        self._pages = label("", "second", name="papersPages")
        self.body.addWidget(self._pages)
        self._print = KeyButton(self.tr("打印…"), name="askPapers_print")
        self._print.clicked.connect(self._to_printer)
        self.foot.insertWidget(self.foot.count() - 1, self._print)
        self._show()
        next((each for each in self._boxes.values() if each.isChecked()), self.yes).setFocus()

    @property
    def wanted(self) -> Wanted:
        """What is ticked; raises Refused for a number of rows that is none."""
        codes = tuple(code for code, box in self._boxes.items() if box.isChecked())
        mine = self._whom(codes)
        people = tuple(each for each in mine if self._people[each].isChecked())
        return Wanted(codes, people, {code: self._count_of(code) for code in codes if code in self._rows})

    def agree(self) -> None:
        """Save them, or say why not."""
        self._hand_over(self._save)

    def show_pages(self, text: str) -> None:
        """Say how many pages what is ticked makes, or why it makes none."""
        self._pages.setText(self._why_not() or text)

    def _to_printer(self) -> None:
        self._hand_over(self._send)

    def _hand_over(self, take: Callable[[Wanted], str]) -> None:
        try:
            wanted = self.wanted
        except Refused as refused:
            self.complain(str(refused))
            return
        self.complain(take(wanted))

    def _why_not(self) -> str:
        """Why there is nothing to print yet; "" where there is."""
        codes = [code for code, box in self._boxes.items() if box.isChecked()]
        if not codes:
            return self.tr("还没有选择。")
        whom = self._whom(codes)
        if whom and not any(self._people[each].isChecked() for each in whom):
            return self.tr("还没有选择给谁打印。")
        return ""

    def _list(self, ticked: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, kind in enumerate(self._kinds):
            box = QCheckBox(kind.title)
            box.setObjectName(f"paper_{kind.code}")
            box.setAccessibleDescription(kind.unavailable or kind.about)
            box.setEnabled(not kind.unavailable)
            take_letter(box)
            box.setChecked(kind.code in ticked and not kind.unavailable)
            box.toggled.connect(self._alter)
            about = Elided("", "second", name=f"paperAbout_{kind.code}")
            about.say(kind.unavailable or kind.about)
            grid.addWidget(box, place, 0)
            grid.addWidget(about, place, 1)
            self._boxes[kind.code] = box
            if kind.rows is not None:
                title = self.tr("{paper}的空行数").format(paper=kind.title)
                field = MarkField(name=f"paperRows_{kind.code}", title=title, width=64)
                field.put(str(kind.rows))
                field.typed.connect(self._alter)
                self._rows[kind.code] = field
                grid.addLayout(row(label(self.tr("空行"), "quiet"), field), place, 2)
        return grid

    def _lay_out_people(self, people: Sequence[tuple[UUID, str]], only: UUID | None) -> None:
        every = KeyButton(self.tr("全选"), name="papersEverybody")
        nobody = KeyButton(self.tr("全不选"), name="papersNobody")
        for button, is_on in ((every, True), (nobody, False)):
            button.setProperty("flat", True)
            button.clicked.connect(lambda _=False, is_on=is_on: self._tick_all(is_on=is_on))
        head = label(self.tr("声明、打分表和评分确认表打印给"), "quiet")
        self._whose.body.addLayout(row(head, None, every, nobody))
        flow = FlowLayout()
        for person_id, name in people:
            box = QCheckBox(name)
            box.setObjectName(f"paperFor_{person_id}")
            box.setChecked(only is None or only == person_id)
            box.toggled.connect(self._alter)
            flow.addWidget(box)
            self._people[person_id] = box
        self._whose.body.addLayout(flow)

    def _tick_all(self, *, is_on: bool) -> None:
        for box in self._people.values():
            if box.isEnabled():
                box.setChecked(is_on)

    def _whom(self, codes: Sequence[str]) -> tuple[UUID, ...]:
        """Those whom some ticked paper can be printed for, in their order."""
        found = {each for kind in self._kinds if kind.code in codes for each in kind.people}
        return tuple(each for each in self._people if each in found)

    def _count_of(self, code: str) -> int:
        count = read_whole(self._rows[code].text())
        if count is None:
            return 0
        if not 0 <= count <= _MOST_ROWS:
            raise Refused("rows", self.tr("空行数应在 0 至 {most} 之间。").format(most=_MOST_ROWS))
        return count

    def _alter(self) -> None:
        self.complain("")
        self._show()
        self.altered.emit()

    def _show(self) -> None:
        """Only those can be ticked whom a ticked paper can be for, and rows of ticked papers filled in."""
        codes = [code for code, box in self._boxes.items() if box.isChecked()]
        whom = self._whom(codes)
        for person_id, box in self._people.items():
            box.setEnabled(person_id in whom)
        self._whose.setVisible(bool(self._people))
        for code, field in self._rows.items():
            field.setEnabled(code in codes)
        why = self._why_not()
        for button in (self.yes, self._print):
            button.setEnabled(not why)
        self.show_pages("")

    def showEvent(self, event: QShowEvent) -> None:
        fields = tuple(self._rows.values())
        for field in fields:
            field.ensurePolished()
        # Every line as high as those with a number to fill in.
        high = max((field.sizeHint().height() for field in fields), default=0)
        for place in range(len(self._kinds)):
            self._grid.setRowMinimumHeight(place, high)
        super().showEvent(event)
