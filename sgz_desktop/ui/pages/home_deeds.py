"""What home does to whole evaluations, said with its way back: put away, bring back, take in."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from sgz_desktop.ui.deeds import Deed
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.pages.home_columns import Listed
from sgz_desktop.ui.session import Session

_NAMED = 2
"""So many stations are named; of more the number is told."""


class HomeDeeds(QObject):
    """`changed` gets the evaluations that are to be listed anew."""

    def __init__(
        self,
        parent: QObject,
        session: Session,
        notices: NoticeBar,
        *,
        changed: Callable[[Collection[UUID]], None],
    ) -> None:
        super().__init__(parent)
        self._session, self._notices, self._changed = session, notices, changed
        self._said = ""
        session.deeds.turned.connect(self._tell_turned)
        session.deeds.changed.connect(self._drop_old)

    def named(self, several: Sequence[Listed]) -> str:
        """The stations as a sentence names them."""
        names = "".join(self.tr("“{station}”").format(station=each.station) for each in several[:_NAMED])
        if len(several) <= _NAMED:
            return names
        return self.tr("{names}等 {count} 次评估").format(names=names, count=len(several))

    def put_away(self, several: Sequence[Listed]) -> None:
        """Delete these evaluations; they can be brought back."""
        self._set_deleted(several, deleted=True)

    def bring_back(self, several: Sequence[Listed]) -> None:
        """Bring these deleted evaluations back."""
        self._set_deleted(several, deleted=False)

    def came(
        self,
        evaluation_id: UUID,
        said: str,
        text: str,
        *,
        offer: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """An evaluation was made or imported: say so, with the way back unless something else is offered."""
        ids = (evaluation_id,)
        self._session.deeds.add(
            Deed(text, partial(self._turn, ids, deleted=True), partial(self._turn, ids, deleted=False))
        )
        if offer is None:
            self._tell(said)
        else:
            self._notices.tell(said, offer=offer)

    def _set_deleted(self, several: Sequence[Listed], *, deleted: bool) -> None:
        ids, names = tuple(each.id for each in several), self.named(several)
        text = self.tr("删除{names}") if deleted else self.tr("恢复{names}")
        said = self.tr("已删除{names}，可以在“已删除”里恢复。") if deleted else self.tr("已恢复{names}。")

        def keep() -> None:
            self._turn(ids, deleted=deleted)
            self._session.deeds.add(
                Deed(
                    text.format(names=names),
                    partial(self._turn, ids, deleted=not deleted),
                    partial(self._turn, ids, deleted=deleted),
                )
            )
            self._tell(said.format(names=names))

        about = f"deleted {' '.join(map(str, ids))}"
        self._session.attempt(text.format(names=names), keep, about=about)

    def _turn(self, ids: Sequence[UUID], *, deleted: bool) -> None:
        evaluations = self._session.program.evaluations
        verb = evaluations.delete if deleted else evaluations.bring_back
        for each in ids:
            verb(each)
        if deleted and self._session.evaluation_id in ids:
            self._session.close()
        self._changed(ids)

    def _tell(self, said: str) -> None:
        self._said = said
        self._notices.tell(said, offer=(self.tr("撤销 Ctrl+Z"), self._session.undo))

    def _tell_turned(self, deed: Deed, is_back: bool) -> None:
        said = self.tr("已撤销：{text}。") if is_back else self.tr("已重做：{text}。")
        self._notices.tell(said.format(text=deed.text))

    def _drop_old(self) -> None:
        # What can no longer be taken back is not offered any more.
        if self._session.deeds.last is None and self._said and self._notices.sentence == self._said:
            self._notices.clear()
