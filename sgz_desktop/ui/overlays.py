"""What opens over whatever page is shown: search, colours, keys, the manual, papers, a note."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.pages.names import CONTESTS, NOTE, PAPERS, PROOF_OF_TOTAL, SCORING

if TYPE_CHECKING:
    from sgz_desktop.domain.dossier import Dossier
    from sgz_desktop.ui.manual import Manual
    from sgz_desktop.ui.noting import Noting
    from sgz_desktop.ui.palette_entries import Entry
    from sgz_desktop.ui.papers import Papers
    from sgz_desktop.ui.session import Session
    from sgz_desktop.ui.shell import Shell

_KEPT = 8


class Overlays:
    """Makes each of them when it is first asked for: a start reads none of it."""

    def __init__(self, shell: "Shell", session: "Session") -> None:
        self._shell, self._session = shell, session
        self._recent: dict[UUID | None, tuple[str, ...]] = {}
        self._found: tuple[Dossier | None, UUID | None, tuple[Entry, ...]] | None = None
        self._asks: dict[str, Callable[[Any], object]] = {
            CONTESTS: lambda _: shell.contesting.ask(),
            PAPERS: lambda target: self._papers.ask(target),
            NOTE: lambda _: self._noting.ask(),
        }
        shell.header.search_wanted.connect(self.search)
        shell.header.proof_wanted.connect(self.prove)

    def __contains__(self, name: str) -> bool:
        return name in self._asks

    def ask(self, name: str, target: Any = None) -> None:
        """Open what has no page of its own but a name that pages know."""
        self._asks[name](target)

    def search(self) -> None:
        """Go to anything by its words; once more goes back."""
        from sgz_desktop.ui.palette import Palette
        from sgz_desktop.ui.palette_search import Finder

        shown = next((each for each in self._shell.findChildren(Palette) if each.isVisible()), None)
        if shown is not None:
            shown.leave()
            return
        finder = Finder(self._all_entries(), self._recent.get(self._session.evaluation_id, ()))
        Palette(self._shell, finder, chosen=self._chosen)

    def prove(self) -> None:
        """Show where the result comes from."""
        self._shell.go(SCORING, PROOF_OF_TOTAL)

    def forget(self) -> None:
        """Read anew what can be found when it is next asked for."""
        self._found = None

    def look(self) -> None:
        """Choose colours and text size."""
        from sgz_desktop.ui.dialogs.look import AskLook

        AskLook(self._shell, self._shell.looks).open()

    def help(self) -> None:
        """Open the manual at the page that is shown."""
        try:
            self._manual.open_at(self._shell.shown)
        except SgzError as error:
            self._shell.notices.complain(str(error))

    def tour(self) -> None:
        """Lead through the window on the sample, in a minute."""
        from sgz_desktop.ui.tour import begin_tour

        begin_tour(self._shell)

    def keys(self) -> None:
        """Show what each key does."""
        from sgz_desktop.ui.actions import show_keys

        show_keys(self._shell, self._shell.commands)

    def _entries(self) -> "tuple[Entry, ...]":
        """What can be found; made anew when the evaluation or who works on it is another."""
        from sgz_desktop.ui.palette_entries import entries

        session = self._session
        dossier = None if session.evaluation_id is None else session.dossier
        if self._found is None or self._found[0] is not dossier or self._found[1] != session.judge_id:
            commands = [each for each in self._shell.commands if each.name != "search"]
            self._found = dossier, session.judge_id, entries(session, commands, self._shell.go)
        return self._found[2]

    def _all_entries(self) -> "tuple[Entry, ...]":
        """What can be found, with what the pages themselves do: that changes with every click."""
        from sgz_desktop.ui.palette_pages import other_entries, own_entries

        own = own_entries(self._shell)
        return (*own, *self._entries(), *other_entries(self._shell, self._session, but=own))

    def _chosen(self, entry: "Entry") -> None:
        known = self._recent.get(self._session.evaluation_id, ())
        kept = (entry.key, *(each for each in known if each != entry.key))
        self._recent[self._session.evaluation_id] = kept[:_KEPT]
        entry.act()

    @cached_property
    def _manual(self) -> "Manual":
        from sgz_desktop.ui.manual import Manual

        return Manual(self._shell, self._act)

    def _act(self, name: str) -> None:
        """Do what a link in the manual asks for; the manual makes room for it."""
        command = next((each for each in self._shell.commands if each.name == name), None)
        if command is not None:
            self._manual.hide()
            command.run()

    @cached_property
    def _papers(self) -> "Papers":
        from sgz_desktop.ui.papers import Papers

        return Papers(self._shell, self._session, self._shell.jobs, self._shell.notices)

    @cached_property
    def _noting(self) -> "Noting":
        from sgz_desktop.ui.noting import Noting

        return Noting(self._shell, self._session, self._shell.notices)
