"""The assistant over a workbook that was read: how its columns are understood, then what would change."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.tables.blocks import BlocksStep
from sgz_desktop.ui.tables.changes import ChangesStep
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import label

if TYPE_CHECKING:
    from sgz_desktop.services.program import Program
    from sgz_desktop.services.tables.importing import Opened, TablesPlan

_WIDTH, _HEIGHT = 1160, 680
_LEAST_WIDTH, _LEAST_HEIGHT = 760, 480


class Assistant(Ask):
    """Two steps: the tables that were found, each column with what it is taken for; then every change.

    `take` writes the plan and returns the sentence that refuses it, or "".
    """

    def __init__(
        self,
        parent: QWidget,
        program: "Program",
        evaluation_id: UUID,
        opened: "Opened",
        *,
        take: Callable[["TablesPlan"], str],
    ) -> None:
        super().__init__(parent, name="tableIntake", title=self.tr("从工作簿读入表格"), yes=self.tr("下一步"))
        self._program, self._evaluation_id, self._opened, self._take = program, evaluation_id, opened, take
        self._plan: TablesPlan | None = None
        self._blocks = BlocksStep(opened)
        self._changes = ChangesStep()
        self._steps = QStackedWidget()
        self._steps.addWidget(self._blocks)
        self._steps.addWidget(self._changes)
        self._about = label("", "second", wrap=True, name="tableIntake_about")
        self.body.addWidget(self._about)
        self.body.addWidget(self._steps, 1)
        self._back = KeyButton(self.tr("上一步"), "Alt ←", name="tableIntake_back")
        self._back.clicked.connect(self._go_back)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self._back.click)
        self.foot.insertWidget(0, self._back)
        screen = parent.size()
        # A question is as large as it has to be; this one holds a sheet and takes the room there is.
        self._wanted = QSize(min(_WIDTH, screen.width() - 60), min(_HEIGHT, screen.height() - 60))
        self.setMinimumSize(self._wanted.boundedTo(QSize(_LEAST_WIDTH, _LEAST_HEIGHT)))
        self._go_back()

    def agree(self) -> None:
        """Go on to the changes; from there, write them."""
        self.complain("")
        if self._steps.currentWidget() is self._blocks:
            self._show_changes()
        elif self._plan is not None:
            sentence = self._take(self._plan)
            if sentence:
                self.complain(sentence)
            else:
                self._blocks.remember(self._program.tables_in.remember)
                self.accept()

    def _go_back(self) -> None:
        self.complain("")
        self._steps.setCurrentWidget(self._blocks)
        self._back.setEnabled(False)
        self.yes.setText(self.tr("下一步"))
        self.yes.setEnabled(True)
        said = self.tr(
            "在“{file}”里认出了下面的表格。请看每一列认得对不对；不对的选中那一列再改，改过的下次会记得。"
        )
        if not self._blocks.has_any:
            said = self.tr(
                "“{file}”里没有认出附件1至附件4、满意度或经费的表格：找的是“协议量、完成量”“姓名、人员到位”"
                "这样的列名。可以在左下方指明工作表和行，再说明每一列是什么。"
            )
        self._about.setText(said.format(file=self._opened.path.name))
        self._blocks.setFocus()

    def _show_changes(self) -> None:
        chosen = self._blocks.chosen
        if not chosen:
            self.complain(self.tr("请至少勾选一张表格。"))
            return
        try:
            plan = self._program.tables_in.plan(self._evaluation_id, self._opened, chosen)
        except SgzError as error:
            self.complain(str(error))
            return
        self._plan = plan
        self._changes.show_plan(plan)
        self._steps.setCurrentWidget(self._changes)
        self._back.setEnabled(True)
        self.yes.setText(self.tr("读入"))
        has_changes = any(each.writes for each in plan.plans)
        self.yes.setEnabled(has_changes)
        said = self.tr("读入后会改动下面的内容；读入前先备份，读入后可以撤销。")
        self._about.setText(said if has_changes else self.tr("表中的数据与评估里的相同，没有要改动的。"))
        self._changes.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize(self._wanted)
