"""What the board shows: search, chapter, review group, kind, author; remembered for each evaluation."""

import json
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from sgz_desktop.domain.observation import Tone
from sgz_desktop.ui.pages.board_sections import UNPLACED, UNPROVEN, Wanted
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.flow import FlowLayout
from sgz_desktop.ui.widgets.plain import label, row
from sgz_desktop.ui.widgets.typing_fields import Line
from sgz_desktop.ui.wording import person_name

_SEARCH = 144


class BoardFilters(QWidget):
    """A line of lists and a search field; wraps where there is no room.

    Signals: changed, when something else is wanted.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.search = Line(
            name="boardSearch", title=self.tr("搜索观察"), placeholder=self.tr("搜索（Ctrl+F）")
        )
        self.search.typed.connect(self.changed)
        self._chapter = Choice(name="boardChapter", title=self.tr("只看一个章节"))
        self._group = Choice(name="boardGroup", title=self.tr("只看一个评审组"))
        self._kind = Choice(_kinds(self), name="boardKind", title=self.tr("只看一类"))
        self._author = Choice(name="boardAuthor", title=self.tr("只看一个人的"))
        self._count = label("", "second", name="boardCount")
        self._clear = KeyButton(self.tr("全部显示"), name="boardClear")
        for name in ("flat", "small"):
            self._clear.setProperty(name, True)
        self._clear.clicked.connect(self.clear)
        flow = FlowLayout()
        boxes: tuple[QWidget, ...] = (self.search, self._chapter, self._group, self._kind, self._author)
        self._told = QWidget()
        told = row(self._count, self._clear, None, spacing=4)
        told.setContentsMargins(0, 0, 0, 0)
        self._told.setLayout(told)
        for each in boxes:
            flow.addWidget(each)
        for box in (self._chapter, self._group, self._kind, self._author):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(flow)
        column.addWidget(self._told)
        for box in (self._chapter, self._group, self._kind, self._author):
            box.picked.connect(self._picked)
        self._fit_search()

    @property
    def wanted(self) -> Wanted:
        """What is to be shown."""
        return Wanted(
            self._chapter.value,
            self._group.value,
            self._kind.value,
            self._author.value,
            tuple(self.search.text().casefold().split()),
        )

    def offer(self) -> None:
        """Offer what the open evaluation has."""
        dossier, rubric = self._session.dossier, self._session.rubric
        chapters = [(each.code, each.name) for each in rubric.components]
        parties = [(each.code, each.name) for each in rubric.other_parties]
        self._chapter.offer([(None, self.tr("全部章节")), *chapters, *parties])
        self._group.offer([(None, self.tr("全部片区")), *((each.id, each.name) for each in dossier.groups)])
        self._group.setVisible(bool(dossier.groups))
        authors = {each.person_id for each in dossier.observations if each.person_id in dossier.person_by_id}
        people = [(each.id, person_name(dossier, each.id)) for each in dossier.people if each.id in authors]
        self._author.offer([(None, self.tr("全部人员")), *people])
        self._author.setVisible(len(people) > 1)

    def tell(self, shown: int, total: int) -> None:
        """Say how many are shown where that are not all."""
        text = self.tr("显示 {shown} / {total} 条")
        self._count.setText(text.format(shown=shown, total=total))
        for each in (self._told, self._count, self._clear):
            each.setVisible(bool(self.wanted))

    def clear(self) -> None:
        """Let everything through."""
        for box in (self._chapter, self._group, self._kind, self._author):
            box.choose(None)
        self.search.put("")
        self._picked()

    def want_kind(self, kind: str | None) -> None:
        """Show one kind only."""
        self._kind.choose(kind)
        self._picked()

    def recall(self) -> None:
        """Want what was wanted when this evaluation was last looked at here; the search is left empty."""
        self.offer()
        self.search.put("")
        raw = self._session.program.desk.recall(self._key) or "{}"
        try:
            known = json.loads(raw)
        except ValueError:
            known = {}
        known = known if isinstance(known, dict) else {}
        for name, box in self._boxes.items():
            box.choose(_value(name, known.get(name)))

    def _fit_search(self) -> None:
        # Its hint grows with the size of the text that a person chose.
        self.search.setFixedWidth(text_px(self, _SEARCH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_search()

    def _picked(self, _: Any = None) -> None:
        wanted = {name: box.value for name, box in self._boxes.items() if box.value is not None}
        self._session.program.desk.remember(self._key, json.dumps(wanted, default=str))
        self.changed.emit()

    @property
    def _boxes(self) -> dict[str, Choice]:
        return {"chapter": self._chapter, "group": self._group, "kind": self._kind, "author": self._author}

    @property
    def _key(self) -> str:
        return f"board.{self._session.open_id}"


def _kinds(widget: QWidget) -> list[tuple[str | None, str]]:
    return [
        (None, widget.tr("全部类别")),
        (Tone.STRENGTH, widget.tr("值得肯定")),
        (Tone.CONCERN, widget.tr("需要关注")),
        (UNPROVEN, widget.tr("缺证据")),
        (Tone.UNFILED, widget.tr("未定类别")),
        (UNPLACED, widget.tr("未归章节")),
    ]


def _value(name: str, text: Any) -> Any:
    """What was remembered as text, as the list holds it; None where that is no longer anything."""
    if not isinstance(text, str) or name in ("chapter", "kind"):
        return text
    try:
        return UUID(text)
    except ValueError:
        return None
