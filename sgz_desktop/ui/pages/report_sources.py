"""Beside the preview: what the chosen paragraph comes from, and where that is changed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.ui.pages.report_editors import Elsewhere, Fixed, TextEditor
from sgz_desktop.ui.pages.report_observation import PrintedEditor
from sgz_desktop.ui.pages.report_passage import PassageEditor
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.beside import Beside
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import Flow
from sgz_desktop.ui.widgets.plain import label, row
from sgz_desktop.ui.widgets.scrolling import behind_bar

if TYPE_CHECKING:
    from sgz_desktop.services.origins import Origin

OBSERVATION, TEXT, PASSAGE, ELSEWHERE, FIXED = "observation", "text", "passage", "elsewhere", "fixed"


class SourcePanel(QWidget):
    """The origins of a paragraph to choose from, and beneath them the editor of the chosen one.

    Signals: stepped, with −1 or 1, when a neighbouring paragraph is wanted; closed, when the person is done;
    wanted, with a page and what to point at there.
    """

    stepped = Signal(int)
    closed = Signal()
    wanted = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("sourcePanel")
        self.setAccessibleName(self.tr("这一段的来源"))
        self._origins: tuple[Origin, ...] = ()
        self._block_id = ""
        self._now: Origin | None = None
        self._title = label("", "head", name="sourceTitle")
        self._from = label(self.tr("出自"), "second")
        self._chips = Flow(self._make_chip, lambda each: (each.kind, each.key))
        self._editors: dict[str, Any] = {
            OBSERVATION: PrintedEditor(session),
            PASSAGE: PassageEditor(session),
            TEXT: TextEditor(session),
            ELSEWHERE: Elsewhere(),
            FIXED: Fixed(),
        }
        self._editors[OBSERVATION].wanted.connect(self.wanted)
        self._editors[ELSEWHERE].wanted.connect(self.wanted)
        self._views = QStackedWidget()
        for each in self._editors.values():
            self._views.addWidget(behind_bar(each))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        keys = QWidget()
        keys.setLayout(row(*self._buttons(), spacing=4))
        column.addWidget(Beside(self._title, keys))
        column.addWidget(self._from)
        column.addWidget(self._chips)
        column.addWidget(self._views, 1)

    @property
    def origin(self) -> "Origin | None":
        """The origin that is shown."""
        return self._now

    def show_origins(self, origins: "tuple[Origin, ...]", *, block_id: str, page: int | None) -> None:
        """Show what a paragraph comes from; of the same paragraph the origin shown before stays."""
        self._title.setText(self.tr("第 {page} 页").format(page=page) if page else self.tr("这一段"))
        key = (self._now.kind, self._now.key) if self._now and block_id == self._block_id else None
        self._origins, self._block_id = origins, block_id
        self._choose(next((each for each in origins if (each.kind, each.key) == key), origins[0]))
        self._chips.show_records(origins if len(origins) > 1 else ())
        self._from.setVisible(len(origins) > 1)

    def prefer(self, origin: "Origin") -> None:
        """Show this one of the origins."""
        self._choose(origin)
        self._chips.show_records(self._origins if len(self._origins) > 1 else ())

    def redraw(self) -> None:
        """Show what is stored now."""
        if self._now is not None:
            self._editors[self._now.kind].redraw()

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._now = None
        self._origins = ()
        for each in self._editors.values():
            each.begin_anew()

    def take_focus(self) -> None:
        """Begin to work on what is shown."""
        if self._now is not None:
            self._editors[self._now.kind].take_focus()

    def _choose(self, origin: "Origin") -> None:
        self._now = origin
        editor = self._editors[origin.kind]
        editor.show_origin(origin)
        self._views.setCurrentIndex(list(self._editors.values()).index(editor))

    def _pick(self, key: tuple[str, str]) -> None:
        found = next((each for each in self._origins if (each.kind, each.key) == key), None)
        if found is None or found == self._now or not flush_all(self._views):
            return
        self._choose(found)
        self._chips.show_records(self._origins)
        self.take_focus()

    def _tell_step(self, by: int, *_: object) -> None:
        self.stepped.emit(by)

    def _make_chip(self, _: "Origin") -> QWidget:
        return _OriginButton(self._pick, lambda: self._now)

    def _buttons(self) -> tuple[KeyButton, ...]:
        found = (
            KeyButton(self.tr("上段"), "Alt ↑", name="sourcePrevious"),
            KeyButton(self.tr("下段"), "Alt ↓", name="sourceNext"),
            KeyButton(self.tr("关闭"), "Esc", name="sourceClose"),
        )
        for each in found:
            each.setProperty("small", True)
        # Their keys are the page's: they act wherever on it somebody is.
        for button, by in ((found[0], -1), (found[1], 1)):
            button.clicked.connect(partial(self._tell_step, by))
        found[2].clicked.connect(self.closed)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _OriginButton(KeyButton):
    """One origin to choose."""

    def __init__(self, pick: Callable[[tuple[str, str]], None], now: "Callable[[], Origin | None]") -> None:
        super().__init__("")
        self._pick, self._now = pick, now
        self._stands_for = "", ""
        self.setProperty("small", True)
        self.clicked.connect(lambda: self._pick(self._stands_for))

    def show_record(self, record: "Origin") -> None:
        """Show this origin."""
        self._stands_for = str(record.kind), record.key
        self.setObjectName(f"origin_{record.kind}_{record.key}")
        self.setText(record.name)
        self.setAccessibleName(self.tr("来源：{name}").format(name=record.name))
        now = self._now()
        self.show_chosen(is_chosen=now is not None and (now.kind, now.key) == self._stands_for)
