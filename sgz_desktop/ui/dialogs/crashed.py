"""What is shown when something went wrong that nobody foresaw: what is safe, and what can be done."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sgz_desktop.crash import Crash
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import label

if TYPE_CHECKING:
    from sgz_desktop.ui.shell import Shell


def show_crash(shell: "Shell", crash: Crash) -> None:
    """Show an error nobody foresaw; one more while it is shown is added to it."""
    shell.furnish()
    shown = next((each for each in shell.findChildren(Crashed) if each.isVisible()), None)
    if shown is not None:
        shown.add(crash)
    else:
        told = Crashed(shell, crash, leave=shell.close)
        told.open()
        told.activateWindow()  # nobody asked for it: the next key must be meant for it all the same


class Crashed(Ask):
    """Says it plainly; offers the record, a copy of what happened, to go on or to leave."""

    def __init__(self, parent: QWidget, crash: Crash, *, leave: Callable[[], object]) -> None:
        super().__init__(
            parent, name="crashed", title=self.tr("程序内部出错"), yes=self.tr("继续"), no=self.tr("退出程序")
        )
        self.setMinimumWidth(620)
        self._log, self._leave = crash.log_path, leave
        self._says = label("", wrap=True, name="crashed_text")
        self._says.setAccessibleName(self.tr("出了什么事"))
        safe = self.tr("已经保存的内容都在，没有丢失。可以继续工作；如果再次出错，请退出后重新打开。")
        where = self.tr("详情写在 {path}").format(path=crash.log_path)
        self._details = QPlainTextEdit()
        self._details.setObjectName("crashed_details")
        self._details.setAccessibleName(self.tr("出错的详情"))
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setMaximumHeight(160)
        for each in (
            self._says,
            label(safe, wrap=True),
            self._details,
            label(where, "hint", wrap=True, name="crashed_where"),
        ):
            self.body.addWidget(each)
        # Esc goes on; what leaves the program is this button alone.
        self.no.clicked.disconnect(self.reject)
        self.no.clicked.connect(self._go)
        copy = KeyButton(self.tr("复制详情"), name="crashed_copy")
        copy.clicked.connect(self._copy)
        record = KeyButton(self.tr("打开记录"), name="crashed_log")
        record.clicked.connect(self._open_log)
        self.foot.insertWidget(0, record)
        self.foot.insertWidget(0, copy)
        self._crashes: list[Crash] = []
        self.add(crash)

    def add(self, crash: Crash) -> None:
        """Something went wrong once more."""
        self._crashes.append(crash)
        self._details.setPlainText("\n".join(each.details for each in self._crashes))
        again = len(self._crashes) - 1
        more = self.tr("随后又出错 {count} 次。").format(count=again) if again else ""
        self._says.setText(self._crashes[0].sentence + more)

    def _go(self) -> None:
        self.reject()
        self._leave()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._says.text()}\n{self._details.toPlainText()}")

    def _open_log(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log))):
            self.complain(self.tr("没有打开记录：这台电脑没有指定用什么程序打开文本文件。"))
