"""What the list shows and no listing reads: who has handed in, who works here; looked up for what is seen."""

from collections.abc import Callable, Iterable, Sequence
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.errors import SgzError
from sgz_desktop.ui.pages.home_columns import HandedIn, Listed
from sgz_desktop.ui.texts import tr

if TYPE_CHECKING:
    from sgz_desktop.services.program import Program

_AT_ONCE = 60
"""A screenful of rows is asked for together: one takes as long, and all of them longer than a start."""


class Lookup:
    """Remembers what was looked up; `records` gives the rows in the order they are listed."""

    def __init__(self, program: "Program", records: Callable[[], Sequence[Any]]) -> None:
        self._program, self._records = program, records
        self._handed_in: dict[UUID, HandedIn] = {}
        self._workers: dict[UUID, str] = {}
        self._veiled: set[UUID] = set()

    def forget(self, evaluation_ids: Iterable[UUID] | None) -> None:
        """Look these (None: all) up anew."""
        if evaluation_ids is None:
            self._handed_in.clear()
            self._workers.clear()
            return
        for each in evaluation_ids:
            self._handed_in.pop(each, None)
            self._workers.pop(each, None)

    def handed_in(self, listed: Listed) -> HandedIn | None:
        """Who has handed in; None where nobody has to, or where it cannot be read just now."""
        if listed.basis is not Basis.ITEMS:
            return None
        if listed.id not in self._handed_in:
            wanted = [each.id for each in self._from(listed) if each.id not in self._handed_in]
            try:
                self._handed_in.update(self._program.evaluations.hand_ins(wanted))
            except SgzError:
                return None  # the list itself says that the file cannot be read
        return self._handed_in[listed.id]

    def worker(self, listed: Listed) -> str:
        """Who works on it at this laptop, and on whose behalf; "" where nobody said."""
        if listed.id not in self._workers:
            self._look_up_workers(listed)
        return self._workers.get(listed.id, "")

    def is_veiled(self, listed: Listed) -> bool:
        """Whether the result rests on marks that who works on it here may not see yet."""
        if listed.basis is not Basis.ITEMS or self._program.desk.worker(listed.id) is None:
            return False
        if listed.id not in self._workers:
            self._look_up_workers(listed)
        return listed.id in self._veiled

    def _look_up_workers(self, listed: Listed) -> None:
        desk = self._program.desk
        found = {each.id: desk.worker(each.id) for each in self._from(listed) if each.id not in self._workers}
        wanted = {each for who in found.values() if who for each in (who.author_id, who.for_id) if each}
        try:
            names = self._program.evaluations.names(wanted)
            veiled = self._program.evaluations.veiled({each: who for each, who in found.items() if who})
        except SgzError:
            return
        self._veiled -= found.keys()
        self._veiled |= veiled
        for evaluation_id, who in found.items():
            author = names.get(who.author_id, "") if who and who.author_id else ""
            behalf = names.get(who.for_id, "") if who and who.for_id else ""
            said = tr("{author} 代 {behalf}").format(author=author, behalf=behalf)
            self._workers[evaluation_id] = said if author and behalf else author

    def _from(self, listed: Listed) -> list[Listed]:
        """This row and those behind it."""
        following = dropwhile(lambda each: each is not listed, self._records())
        return list(islice(following, _AT_ONCE)) or [listed]
