"""The observations of one party, chapter or review group that hang on no checklist item."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.observation import Observation
from sgz_desktop.ui.pages.visit_places import CHAPTER, GROUP, PARTY, UNFILED, Place, is_unfiled, key_of
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.observations import ObservationsPanel
from sgz_desktop.ui.widgets.plain import label

AT_ONCE = 40


class OthersPanel(QWidget):
    """Shows one place and what was seen there; the form says where an observation belongs."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._place: Place | None = None
        self._title = label("", "title", wrap=True, name="placeTitle")
        self._hint = label("", "quiet", wrap=True, name="placeHint")
        self._most = AT_ONCE
        self._more = KeyButton("", name="placeMore")
        self._more.clicked.connect(self._show_more)
        self.observations = ObservationsPanel(session, self._values, filed=True, where=self._where)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 14, 26, 14)
        column.setSpacing(8)
        for each in (self._title, self._hint, self.observations, self._more):
            column.addWidget(each)
        column.addStretch(1)

    def show_place(self, place: Place) -> None:
        """Show the observations of this place as they are."""
        if self._place is None or self._place.key != place.key:
            self._most = AT_ONCE
        self._place = place
        self._title.setText(place.name)
        self._hint.setText(self._hint_of(place))
        dossier, rubric = self._session.dossier, self._session.rubric
        found: list[UUID] = []
        for each in dossier.observations:
            if is_unfiled(each) if place.kind == UNFILED else key_of(each, dossier, rubric) == place.key:
                found.append(each.id)
        # Each row is a widget and takes its milliseconds, so that of very many only some are there at once.
        shown = frozenset(found[: self._most])
        self.observations.show_place(place.key, lambda each: each.id in shown)
        rest = len(found) - len(shown)
        self._more.setText(self.tr("还有 {count} 条，接着列出").format(count=rest))
        self._more.setVisible(bool(rest))

    def _show_more(self) -> None:
        self._most += AT_ONCE
        if self._place is not None:
            self.show_place(self._place)

    def _values(self) -> dict[str, Any]:
        place = self._place
        return {
            "subject": place.subject if place else None,
            "group_id": place.group_id if place else None,
            "person_id": self._session.judge_id,
        }

    def _hint_of(self, place: Place) -> str:
        return {
            PARTY: self.tr("这一方对社工站的意见，写进报告里这一方的反馈。记下是谁、在哪里说的。"),
            CHAPTER: self.tr("不属于某一检查项的观察，写进报告里这一部分。"),
            GROUP: self.tr("不属于某一检查项的观察，写进报告里这个评审组的部分。"),
            UNFILED: self.tr(
                "未定类别（肯定或关注）或未归章节的观察。点“修改”补上；没有补上的不会写进报告。"
            ),
        }[place.kind]

    def _where(self, observation: Observation) -> str:
        """Chapter, review group and item in a few words, where the place does not say them."""
        rubric, dossier = self._session.rubric, self._session.dossier
        if self._place is None or self._place.kind != UNFILED:
            return observation.item or ""
        subject = observation.subject or ""
        component, party = rubric.component_by_code.get(subject), rubric.party_by_code.get(subject)
        named = component or party
        group = dossier.group_by_id.get(observation.group_id) if observation.group_id else None
        parts = (
            named.name if named else self.tr("未归章节"),
            group.name if group else "",
            observation.item,
        )
        return " · ".join(filter(None, parts))
