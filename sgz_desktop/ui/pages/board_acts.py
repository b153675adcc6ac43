"""What a person does with the cards of the board, each act one step of undo."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.services.board import links
from sgz_desktop.ui.pages.board_drag import Drop
from sgz_desktop.ui.pages.board_picker import Picker
from sgz_desktop.ui.pages.board_sections import Home, homes
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr


class BoardActs:
    """Writes through the session; whoever shows the board redraws when it hears of it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def retag(self, ids: Sequence[UUID], tone: Tone) -> None:
        """Give observations another kind."""
        self._set(ids, {"tone": tone}, tr("改变观察的类别"), "tone")

    def file(self, ids: Sequence[UUID], home: Home) -> None:
        """Put observations into another chapter and review group."""
        self._set(ids, home.values(self._of(ids)), tr("移动观察"), "home")

    def link(self, observation_id: UUID, item: str | None) -> None:
        """Link an observation to an item, whose component it then is in where it was in none."""
        values: dict[str, Any] = {"item": item}
        found = self._session.rubric.item_by_code.get(item or "")
        if found is not None and all(each.subject is None for each in self._of([observation_id])):
            values["subject"] = found.component
        self._set([observation_id], values, tr("关联检查项"), "item")

    def remove(self, ids: Sequence[UUID]) -> None:
        """Delete observations."""
        board = self._session.program.board
        self._session.write(
            tr("删除 {count} 条观察").format(count=len(ids)),
            lambda each, who: board.remove(each, ids, who),
            about=_about("remove", ids),
        )

    def merge(self, ids: Sequence[UUID]) -> UUID | None:
        """Make one of several; the one that stays, None where that was refused. Says which links are lost."""
        board = self._session.program.board
        known = {each.id: each for each in self._of(ids)}
        kept, *lost = links([known[each] for each in ids if each in known]) or ("",)
        outcome = self._session.write(
            tr("合并 {count} 条观察").format(count=len(ids)),
            lambda each, who: board.merge(each, ids, who),
            about=_about("merge", ids),
        )
        if outcome.is_done and lost:
            sentence = tr("合并后的观察关联 {kept}；原来对 {lost} 的关联没有保留。")
            self._session.failed.emit(sentence.format(kept=kept, lost="、".join(lost)))
        return outcome.entity_id if outcome.is_done else None

    def split(self, observation_id: UUID, at: int) -> UUID | None:
        """Make two of one; the second, None where that was refused."""
        board = self._session.program.board
        outcome = self._session.write(
            tr("拆分观察"),
            lambda each, who: board.split(each, observation_id, at, who),
            about=_about("split", [observation_id]),
        )
        return outcome.entity_id if outcome.is_done else None

    def ask_home(
        self, window: QWidget, ids: Sequence[UUID], now: Home | None, then: Callable[[], object]
    ) -> None:
        """Let a person pick where observations belong."""

        def file(home: Home) -> None:
            self.file(ids, home)
            then()

        picker = Picker(
            window,
            [(each, each.name) for each in homes(self._session.dossier, self._session.rubric)],
            name="boardMoveTo",
            title=tr("移到哪一部分"),
            hint=tr("键入章节或片区的名称"),
            now=now,
        )
        picker.picked.connect(file)
        picker.open()

    def ask_item(self, window: QWidget, linked: Observation, then: Callable[[], object]) -> None:
        """Let a person pick the item of an observation; those of its own chapter come first."""

        def link(item: str) -> None:
            self.link(linked.id, item)
            then()

        items = sorted(self._session.rubric.items, key=lambda each: each.component != linked.subject)
        picker = Picker(
            window,
            [(each.code, f"{each.code}　{each.subject}") for each in items],
            name="boardLinkTo",
            title=tr("关联哪一个检查项"),
            hint=tr("键入编号或内容"),
            now=linked.item,
        )
        picker.picked.connect(link)
        picker.open()

    def drop(self, ids: Sequence[UUID], to: Drop) -> None:
        """Put dragged cards where they were let go."""
        values = {**to.home.values(self._of(ids)), "tone": to.tone}
        before = None if to.before in ids else to.before
        behind = None if to.behind in ids else to.behind
        if before is None and behind is None:
            self._set(ids, values, tr("移动观察"), "home")
            return
        self._reorder(ids, before, behind, values)

    def shift(self, ids: Sequence[UUID], column: Sequence[Observation], way: int) -> bool:
        """Move the chosen cards of a column one place up (−1) or down (1); False at its end."""
        order = [each.id for each in column]
        moved = [each for each in order if each in ids]
        if not moved:
            return False
        place = order.index(moved[0]) - 1 if way < 0 else order.index(moved[-1]) + 1
        if not 0 <= place < len(order):
            return False
        beside = order[place]
        self._reorder(moved, beside if way < 0 else None, beside if way > 0 else None, {})
        return True

    def _reorder(
        self, ids: Sequence[UUID], before: UUID | None, behind: UUID | None, values: dict[str, Any]
    ) -> None:
        board = self._session.program.board
        self._session.write(
            tr("移动观察"),
            lambda each, who: board.reorder_among(
                each, ids, who, before=before, behind=behind, values=values
            ),
            about=_about("order", ids),
        )

    def _set(self, ids: Sequence[UUID], values: dict[str, Any], text: str, what: str) -> None:
        board = self._session.program.board
        self._session.write(
            text, lambda each, who: board.retag(each, ids, values, who), about=_about(what, ids)
        )

    def _of(self, ids: Sequence[UUID]) -> list[Observation]:
        wanted = set(ids)
        return [each for each in self._session.dossier.observations if each.id in wanted]


def _about(what: str, ids: Sequence[UUID]) -> str:
    return f"board {what} {' '.join(map(str, ids))}"
