"""What the ledgers of the day share: a table beside a form, adding, moving, deleting, single keys."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.domain.entities import COLLECTIONS
from sgz_desktop.ui.columns import Column
from sgz_desktop.ui.pages.day_form import Clock, Form, scrolled
from sgz_desktop.ui.pages.day_heads import Head, QuickAdd
from sgz_desktop.ui.pages.day_table import Ledger
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.steps import Outcome, Verb
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.entered import Entered
from sgz_desktop.ui.widgets.plain import Empty, label
from sgz_desktop.ui.widgets.tab_order import put_as_laid_out
from sgz_desktop.ui.widgets.typing_fields import text_has_focus

Wanted = Callable[[str, object], None]


class DayPanel(Entered, QWidget):
    """One part of 现场事务. `wanted` opens another page at something."""

    def __init__(self, session: Session, clock: Clock, wanted: Wanted) -> None:
        super().__init__()
        self.session, self.clock, self.wanted = session, clock, wanted

    def redraw(self) -> None:
        """Show the open evaluation as it is."""
        raise NotImplementedError

    def begin_anew(self) -> None:
        """Another evaluation is open."""

    def point_at(self, entity_id: UUID | None, code: str) -> None:
        """Choose what another page points at."""

    def tick(self) -> None:
        """Time has passed."""

    def enter(self) -> None:
        """Take the focus."""
        self.setFocus()

    def write(self, text: str, verb: Verb, *, about: str = "") -> Outcome:
        """Write through a service; what is refused is said above the page."""
        return self.session.write(text, verb, about=about)

    def put_in_order(self) -> None:
        """Let Tab go through it as it is seen, where it was not made in that order."""


class LedgerPanel(DayPanel):
    """A head, a line to add by, the table, its keys; beside it the form of what is chosen."""

    kind = ""
    said = ""

    def __init__(
        self,
        session: Session,
        clock: Clock,
        wanted: Wanted,
        *,
        columns: Sequence[Column],
        name: str,
        title: str,
        form: Form,
        empty: tuple[str, str],
        hint: str,
    ) -> None:
        super().__init__(session, clock, wanted)
        self.table = Ledger(columns, name=f"{name}Table", title=title)
        self.form = form
        self._next: UUID | None = None
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda: self.form.enter())
        self.table.moved.connect(self._move)
        self.table.dropped.connect(self.remove)
        self._empty = Empty(*empty, name=f"{name}Empty")
        self._empty.setAccessibleName(empty[0])
        self._empty.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self.head = Head(title, name=f"{name}Sum")
        self.left = QVBoxLayout()
        self.left.setSpacing(10)
        self.left.addWidget(self.head)
        self.left.addWidget(self._stack, 1)
        self._hint = label(hint, "hint", wrap=True, name=f"{name}Hint")
        self.left.addWidget(self._hint)
        self._beside = scrolled(form)
        self._beside.setMinimumWidth(280)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addLayout(self.left, 5)
        across.addWidget(self._beside, 3)
        self.setFocusProxy(self.table)

    def put_in_order(self) -> None:
        across = self.layout()
        if across is not None:
            put_as_laid_out(across, self._stack)

    def records(self) -> Sequence[Any]:
        """What the table shows, in order."""
        found: Sequence[Any] = getattr(self.session.dossier, COLLECTIONS[self.kind])
        return found

    def entity(self, record: Any) -> Any:
        """The entity of a row."""
        return record

    def show_more(self, record: Any) -> None:
        """Show what the form has beside its fields."""

    def act(self, key: str) -> bool:
        """Do what a single key means for the chosen row; False where it means nothing."""
        return False

    def redraw(self) -> None:
        records = self.records()
        # Text that could not be saved stays in sight, whatever was added beside it.
        wanted = self._next if self.form.is_kept else self.form.record_id
        self.table.show_records(records, wanted=wanted)
        self._next = None
        is_empty = not records
        is_here = self.table.hasFocus() or self._empty.hasFocus()
        self._stack.setCurrentIndex(1 if is_empty else 0)
        if is_here:
            self.go_to_ledger()
        for each in (self._beside, self._hint):
            each.setVisible(not is_empty)
        self._show()

    def begin_anew(self) -> None:
        self.form.show_record(None)
        self.table.show_records(())

    def point_at(self, entity_id: UUID | None, code: str) -> None:
        if self.table.choose(entity_id):
            self._show()
        self.enter()

    def add(self, values: dict[str, Any], text: str) -> str:
        """Add a record behind its siblings and choose it; the sentence that refuses it, or ""."""
        preparing, kind = self.session.program.preparing, self.kind
        outcome = self.session.write(
            text, lambda each, who: preparing.add(each, kind, values, who), quiet=True
        )
        self._next = outcome.entity_id or self._next
        return outcome.sentence

    def enter(self) -> None:
        """Go to the table, or to the line that makes its first row."""
        first = self.findChild(QuickAdd)
        if self.table.isVisible() or first is None:
            self.table.setFocus()
        else:
            first.setFocus()

    def go_to_ledger(self) -> None:
        """Go where single keys act: to the table, or to what stands in its place while it has no row."""
        (self._empty if self._stack.currentWidget() is self._empty else self.table).setFocus()

    def remove(self) -> None:
        """Delete the chosen record recoverably."""
        record = self.table.record
        if record is not None:
            preparing, kind, known = self.session.program.preparing, self.kind, record.id
            self.write(
                tr("删除{what}").format(what=self.said),
                lambda each, who: preparing.remove(each, kind, known, who),
                about=f"remove {known}",
            )

    def _move(self, step: int) -> None:
        ids = [each.id for each in self.table.records]
        record = self.table.record
        if record is None or not 0 <= ids.index(record.id) + step < len(ids):
            return
        place = ids.index(record.id) + step
        # Behind the one that follows is in front of the one after that, and at the end behind all.
        follower = place if step < 0 else place + 1
        before = ids[follower] if follower < len(ids) else None
        preparing, kind, known = self.session.program.preparing, self.kind, record.id
        self.write(
            tr("调整次序"),
            lambda each, who: preparing.move(each, kind, known, before, who),
            about=f"move {known}",
        )

    def _choose(self, record: Any) -> None:
        if not self.form.flush():
            self.table.choose(self.form.record_id)
            return
        self._show()

    def _show(self) -> None:
        record = self.table.record
        self.form.show_record(None if record is None else self.entity(record))
        self.show_more(record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.key() == Qt.Key.Key_Escape and not (self.table.hasFocus() or self._empty.hasFocus()):
            self.go_to_ledger()
        elif modifiers or text_has_focus() or not self.act(event.text().upper()):
            super().keyPressEvent(event)
