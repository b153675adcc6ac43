"""Where an observation belongs: chapter or party, review group, item, each to be chosen."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.rubric import Judged
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import label, row


class Filing(QWidget):
    """Three lists, each offered only where it means something.

    Signals: filed, with the fields `subject`, `group_id` and `item`, when a person chooses.
    """

    filed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._subject = Choice(name="observationSubject", title=self.tr("写进报告的哪一部分"))
        self._group = Choice(name="observationGroup", title=self.tr("哪个评审组"))
        self._item = Choice(name="observationItem", title=self.tr("哪一个检查项"))
        self._item.setMinimumContentsLength(12)
        for box in (self._subject, self._group, self._item):
            box.picked.connect(self._pick)
        line = row(label(self.tr("归到"), "quiet"), self._subject, self._group, self._item, None)
        line.setStretch(3, 20)
        self.setLayout(line)

    @property
    def values(self) -> dict[str, Any]:
        """Subject, review group and item as they are chosen."""
        return {
            "subject": self._subject.value,
            "group_id": self._group.value,
            "item": self._item.value,
        }

    @staticmethod
    def values_of(observation: Observation) -> dict[str, Any]:
        """The same fields of an observation."""
        return {
            "subject": observation.subject,
            "group_id": observation.group_id,
            "item": observation.item,
        }

    def show_values(self, values: dict[str, Any]) -> None:
        """Show where an observation belongs; says nothing."""
        rubric = self._session.rubric
        parties = [(each.code, each.name) for each in rubric.other_parties]
        chapters = [(each.code, each.name) for each in rubric.components]
        self._subject.offer([(None, self.tr("未归章节")), *parties, *chapters])
        self._subject.choose(values.get("subject"))
        self._offer_rest(values.get("group_id"), values.get("item"))

    def _pick(self, _: Any) -> None:
        self._offer_rest(self._group.value, self._item.value)
        self.filed.emit(self.values)

    def _offer_rest(self, group_id: UUID | None, item: str | None) -> None:
        rubric, subject = self._session.rubric, self._subject.value
        component = rubric.component_by_code.get(subject) if subject else None
        groups = self._session.dossier.groups
        is_grouped = component is not None and component.judged is Judged.PER_GROUP and bool(groups)
        named = [(each.id, each.name) for each in groups] if is_grouped else []
        self._group.offer([(None, self.tr("各片区共同") if named else ""), *named])
        self._group.choose(group_id)
        self._group.setVisible(bool(named))
        items = rubric.items_of[component.code] if component is not None else ()
        listed = [(each.code, f"{each.code} {each.subject}") for each in items]
        self._item.offer([(None, self.tr("不属于某一检查项")), *listed])
        self._item.choose(item)
        self._item.setVisible(bool(listed))
