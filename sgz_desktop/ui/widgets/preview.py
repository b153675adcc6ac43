"""The report as it will be printed: its pages, how many there are, and what cannot be shown and why."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.entered import Entered
from sgz_desktop.ui.widgets.pages import PageView
from sgz_desktop.ui.widgets.plain import Card, Empty, label, row


class Preview(Entered, QWidget):
    """Pages under a line that tells about them; what it cannot show it says."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.pages = PageView()
        self.pages.setObjectName("previewPages")
        self.pages.setAccessibleName(self.tr("报告预览"))
        self._count = label("", "second", name="previewCount")
        self._state = label("", "second", name="previewState")
        self._width = KeyButton(self.tr("适合宽度"), name="previewFitWidth")
        self._whole = KeyButton(self.tr("整页"), name="previewFitPage")
        for button, is_whole in ((self._width, False), (self._whole, True)):
            button.setProperty("small", True)
            button.clicked.connect(partial(self._fit, is_whole=is_whole))
        self._fit(is_whole=False)
        self._fault = Card("warn", margin=10, name="previewFault")
        self._why = label("", wrap=True, name="previewWhy")
        self._fault.body.addWidget(self._why)
        self._fault.hide()
        self._empty = Empty(self.tr("正在排版…"), "", name="previewEmpty")
        self._views = QStackedWidget()
        self._views.addWidget(self._empty)
        self._views.addWidget(self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row(self._count, self._state, None, self._width, self._whole, spacing=6))
        column.addWidget(self._fault)
        column.addWidget(self._views, 1)
        self.setFocusProxy(self.pages)
        self._views.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def has_pages(self) -> bool:
        """Whether there are pages to look at."""
        return self._views.currentWidget() is self.pages

    def _fit(self, *_: object, is_whole: bool) -> None:
        self.pages.show_whole(is_whole=is_whole)
        self._width.show_chosen(is_chosen=not is_whole)
        self._whole.show_chosen(is_chosen=is_whole)

    def tell_pages(self, *, is_part: bool) -> None:
        """Say what the pages shown are: the whole report, or its changed chapter ahead of the rest."""
        self._fault.hide()
        self._views.setCurrentWidget(self.pages)
        if is_part:
            self._state.setText(self.tr("先显示改动的一章，全文正在排版…"))
        else:
            self._count.setText(self.tr("共 {count} 页").format(count=self.pages.page_count))
            self._state.setText("")

    def tell_fault(self, sentence: str) -> None:
        """Say why the pages are not those of the report as it is now."""
        self._state.setText("")
        if self.has_pages:
            said = self.tr("预览停在上一次的样子：{why}").format(why=sentence)
            self._why.setText(said)
            self._fault.show()
            return
        self._empty.title.setText(self.tr("还没有预览"))
        self._empty.text.setText(sentence)

    def begin_anew(self) -> None:
        """Show nothing yet: another report comes."""
        self.pages.show_nothing()
        self._fault.hide()
        self._empty.title.setText(self.tr("正在排版…"))
        self._empty.text.setText("")
        self._count.setText("")
        self._state.setText("")
        self._views.setCurrentWidget(self._empty)
