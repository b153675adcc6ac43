"""What a person does with the chosen cards, by key or by mouse: all that is typed is saved first."""

from collections.abc import Callable, Iterable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sgz_desktop.domain.observation import Tone
from sgz_desktop.ui.pages.board_acts import BoardActs
from sgz_desktop.ui.pages.board_drag import Drop
from sgz_desktop.ui.pages.board_editor import BoardEditor
from sgz_desktop.ui.pages.board_sections import Home
from sgz_desktop.ui.pages.board_side import Several
from sgz_desktop.ui.pages.board_view import BoardView
from sgz_desktop.ui.session import Session


class BoardHands:
    """Acts on the chosen cards of a board and follows them to where they are then.

    `settle` saves what is typed and shows what is stored, False where that cannot be; `follow` chooses
    cards and shows them.
    """

    def __init__(
        self,
        session: Session,
        view: BoardView,
        editor: BoardEditor,
        *,
        settle: Callable[[], bool],
        follow: Callable[[Iterable[UUID]], None],
    ) -> None:
        self._session, self._view, self._editor = session, view, editor
        self._settle, self._follow = settle, follow
        self._acts = BoardActs(session)
        view.dropped.connect(self.drop)
        editor.linking.connect(self.link)
        editor.splitting.connect(self.split)
        editor.removing.connect(self.remove)

    def take(self, several: Several) -> None:
        """Do what its buttons ask for."""
        several.merging.connect(self.merge)
        several.moving.connect(self.move)
        several.removing.connect(self.remove)
        several.retagging.connect(self.retag)

    @property
    def _window(self) -> QWidget:
        return self._view.window()

    def retag(self, tone: Tone) -> None:
        """Give the chosen cards another kind."""
        if chosen := self._ready():
            self._acts.retag(chosen, tone)
            self._follow(chosen)

    def remove(self) -> None:
        """Delete the chosen cards; the next one is then the current one."""
        if chosen := self._ready():
            home, following = self._view.current_home, self._view.following(chosen)
            self._acts.remove(chosen)
            self._stay(home, following)

    def merge(self) -> None:
        """Make one of the chosen cards."""
        if chosen := self._ready():
            stays = self._acts.merge(chosen)
            self._follow([stays] if stays else chosen)

    def split(self) -> None:
        """Make two of the card in the editor, at the cursor in its text."""
        at, which = self._editor.split_at, self._editor.observation_id
        if which is not None and self._settle():
            second = self._acts.split(which, at)
            if second is not None:
                self._follow([second])
                self._editor.text.setFocus()

    def shift(self, way: int) -> None:
        """Move the chosen cards of the cursor's column one place up (−1) or down (1)."""
        chosen, column = self._ready(), self._view.column
        if chosen and column:
            self._acts.shift(chosen, column, way)
            self._follow(chosen)

    def drop(self, ids: tuple[UUID, ...], to: Drop) -> None:
        """Put dragged cards where they were let go."""
        if self._settle() and self._view.shows(ids):
            self._acts.drop(ids, to)
            self._follow(ids)

    def move(self) -> None:
        """Ask where the chosen cards belong; the cursor stays where they were."""
        if chosen := self._ready():
            home, following = self._view.current_home, self._view.following(chosen)
            self._acts.ask_home(self._window, chosen, home, lambda: self._stay(home, following))

    def link(self) -> None:
        """Ask for the item of the card in the editor."""
        which = self._editor.observation_id
        if which is None or not self._settle():
            return
        found = next((each for each in self._session.dossier.observations if each.id == which), None)
        if found is not None:
            self._acts.ask_item(self._window, found, lambda: self._follow([which]))

    def _stay(self, home: Home | None, following: UUID | None) -> None:
        """Go on where the cards were that went: with the next one, else at the head of their section."""
        self._follow([following] if following else ())
        if following is None and home is not None:
            self._view.stand_at(home.key)

    def _ready(self) -> tuple[UUID, ...]:
        if not self._settle():
            return ()
        shown = self._editor.observation_id  # alone where the filters leave its card out
        return self._view.chosen or ((shown,) if shown is not None else ())
