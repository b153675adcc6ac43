"""Beside the preview: what the chosen paragraph comes from, and where that is changed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.domain.report_text import TEXT_NAMES
from sgz_desktop.ui.pages.names import page_names
from sgz_desktop.ui.pages.report_observation import PrintedEditor
from sgz_desktop.ui.pages.report_passage import PassageEditor
from sgz_desktop.ui.pages.report_texts import text_hint, text_saver
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_text, flush_all
from sgz_desktop.ui.widgets.beside import Beside
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.flow import Flow
from sgz_desktop.ui.widgets.plain import label, row

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
            TEXT: _TextEditor(session),
            ELSEWHERE: _Elsewhere(),
            FIXED: _Fixed(),
        }
        self._editors[OBSERVATION].wanted.connect(self.wanted)
        self._editors[ELSEWHERE].wanted.connect(self.wanted)
        self._views = QStackedWidget()
        for each in self._editors.values():
            self._views.addWidget(_scrolled(each))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        keys = QWidget()
        keys.setLayout(row(*self._buttons(), spacing=6))
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
        for button, key, by in ((found[0], "Alt+Up", -1), (found[1], "Alt+Down", 1)):
            button.clicked.connect(partial(self._tell_step, by))
            # No key of the panel's own: what scrolls beneath it takes every arrow.
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._tell_step, by))
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


class _TextEditor(QWidget):
    """One text of the report."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._code = ""
        self._head = label("", "head", name="sourceTextTitle")
        self._hint = label("", "second", wrap=True)
        self._field: AutoField = auto_text(
            lambda text: text_saver(session, self._code)(text) if self._code else "",
            name="sourceText",
            title=self.tr("报告文字"),
            lines=(4, 16),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self._head, self._hint, self._field):
            column.addWidget(each)
        column.addStretch(1)

    def show_origin(self, origin: "Origin") -> None:
        """Show this text."""
        is_other, self._code = origin.key != self._code, origin.key
        name = TEXT_NAMES.get(self._code, self._code)
        self._head.setText(name)
        self._field.field.setAccessibleName(name)
        self._hint.setText(text_hint(self._code))
        self._show(other=is_other)

    def redraw(self) -> None:
        """Show it as it is stored now."""
        self._show(other=False)

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._code = ""
        self._field.show_text("", other=True)

    def take_focus(self) -> None:
        """Begin to write."""
        self._field.field.setFocus()

    def _show(self, *, other: bool) -> None:
        if self._code:
            self._field.show_text(self._session.dossier.text_by_code.get(self._code, ""), other=other)


class _Elsewhere(QWidget):
    """Something that is entered on another page.

    Signals: wanted, with that page and what to point at there.
    """

    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._origin: Origin | None = None
        self._head = label("", "head", wrap=True, name="elsewhereTitle")
        self._text = label("", "quiet", wrap=True)
        self._go = KeyButton("", name="elsewhereGo")
        self._go.clicked.connect(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self._text)
        column.addLayout(row(self._go, None))
        column.addStretch(1)

    def show_origin(self, origin: "Origin") -> None:
        """Say where it is entered."""
        self._origin = origin
        title = next((title for name, title, _ in page_names() if name == origin.page), origin.page)
        self._head.setText(origin.name)
        said = self.tr("这几个字由“{page}”里的内容写成，在那里修改，报告随着改。").format(page=title)
        self._text.setText(said)
        self._go.setText(self.tr("到“{page}”修改").format(page=title))
        self._go.setAccessibleName(self._go.text())
        self._go.updateGeometry()

    def redraw(self) -> None:
        """Nothing stored is shown here."""

    def begin_anew(self) -> None:
        """Nothing is kept here."""

    def take_focus(self) -> None:
        """Stand ready to go there."""
        self._go.setFocus()

    def _leave(self) -> None:
        if self._origin is not None:
            self.wanted.emit(self._origin.page, self._origin.target)


class _Fixed(QWidget):
    """What no single evaluation changes."""

    def __init__(self) -> None:
        super().__init__()
        self._head = label("", "head", name="fixedTitle")
        self._text = label("", "quiet", wrap=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._text)
        column.addStretch(1)

    def show_origin(self, origin: "Origin") -> None:
        """Say who decides on it."""
        self._head.setText(self.tr("由{name}规定").format(name=origin.name))
        self._text.setText(
            self.tr("这些字来自本次评估所用的评分标准，不在报告里改。")
            if origin.key == "rubric"
            else self.tr("标题、编号、表头和目录由报告体例规定，不逐次修改。换体例在“评前准备”。")
        )

    def redraw(self) -> None:
        """Nothing stored is shown here."""

    def begin_anew(self) -> None:
        """Nothing is kept here."""

    def take_focus(self) -> None:
        """There is nothing to do here."""


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
