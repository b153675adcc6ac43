"""The simpler things beside the preview: a text of the report, what is entered elsewhere, what is fixed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.report_text import TEXT_NAMES
from sgz_desktop.ui.pages.names import page_names
from sgz_desktop.ui.pages.report_texts import text_hint, text_saver
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import label, row

if TYPE_CHECKING:
    from sgz_desktop.services.origins import Origin


class TextEditor(QWidget):
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


class Elsewhere(QWidget):
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


class Fixed(QWidget):
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
