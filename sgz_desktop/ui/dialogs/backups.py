"""The backups there are, making one now, and going back to one after seeing what that would change."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.deeds import Deed
from sgz_desktop.ui.dialogs import files
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.dialogs.confirm import Confirm
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import moment_text, tr
from sgz_desktop.ui.widgets.auto_fields import flush_all
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import label, row

if TYPE_CHECKING:
    from sgz_desktop.services.keeping import Backup, Kept, Restoring


class BackupsDialog(Ask):
    """Lists, makes and restores backups."""

    def __init__(self, parent: QWidget, session: Session, jobs: Jobs, notices: NoticeBar) -> None:
        super().__init__(parent, name="backups", title=self.tr("备份与恢复"), yes=self.tr("关闭"))
        self.no.hide()
        self.setMinimumWidth(620)
        self._window, self._session, self._jobs, self._notices = parent, session, jobs, notices
        text = self.tr(
            "程序自动备份，每份都核对过；保留最近的几份，以及 12 天、10 周、9 个月各一份。"
            "恢复之前会先备份现在的数据。"
        )
        self.body.addWidget(label(text, "second", wrap=True))
        columns = (
            Column(tr("时间"), lambda each: moment_text(each.made_at), width=180),
            Column(tr("缘由"), lambda each: each.reason, width=140),
            Column(tr("大小"), lambda each: f"{each.size // 1024} KB", width=110, figure=True),
        )
        self._model = RecordModel(columns, self)
        self._table = QTableView()
        self._table.setObjectName("backupsTable")
        self._table.setAccessibleName(self.tr("备份列表"))
        self._table.setModel(self._model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(36)
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.setColumnWidth(0, 200)
        self._table.setColumnWidth(1, 180)
        self._table.setMinimumHeight(240)
        self.body.addWidget(self._table, 1)
        make = KeyButton(self.tr("立即备份"), name="backupsMake")
        make.clicked.connect(self._make)
        go_back = KeyButton(self.tr("恢复到选中的备份"), name="backupsRestore")
        go_back.clicked.connect(self._restore_chosen)
        other = KeyButton(self.tr("从文件恢复…"), name="backupsRestoreFile")
        other.clicked.connect(self._restore_file)
        self.body.addLayout(row(make, go_back, other, None))
        self._list()

    def _list(self) -> None:
        try:
            self._model.show(self._session.program.keeping.list())
        except SgzError as error:
            self.complain(str(error))
        if self._model.rowCount() and not self._table.selectionModel().hasSelection():
            self._table.selectRow(0)

    def _make(self) -> None:
        flush_all(self._window)
        self._jobs.start(
            self.tr("备份"),
            lambda _: self._session.program.keeping.make(),
            done=self._made,
            failed=self.complain,
            is_asked_for=True,
        )

    def _made(self, made: "Backup") -> None:
        self._list()
        self._table.selectRow(0)
        self.complain("")
        self._notices.tell(self.tr("已备份并核对：{file}").format(file=made.path.name))

    def _restore_chosen(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        if rows:
            self._plan(self._model.record(rows[0].row()).path)

    def _restore_file(self) -> None:
        path = files.choose_open_path(self, self.tr("从文件恢复"), self.tr("备份文件 (*.sqlite3)"))
        if path is not None:
            self._plan(path)

    def _plan(self, path: Path) -> None:
        flush_all(self._window)
        try:
            plan = self._session.program.keeping.plan(path)
        except SgzError as error:
            self.complain(str(error))
            return
        Confirm(
            self,
            name="restorePlan",
            title=self.tr("恢复备份"),
            text=self.tr("恢复 {file} 会作下面的改动。现在的数据会先备份，随时可以再恢复回来。").format(
                file=path.name
            ),
            yes=self.tr("恢复"),
            lines=plan.lines,
            agreed=lambda: self._restore(plan),
        ).open()

    def _restore(self, plan: "Restoring") -> None:
        try:
            with self._session.at_length():
                kept: Kept = self._session.program.keeping.restore(plan)
        except SgzError as error:
            self.complain(str(error))
            return
        self.accept()
        self._session.close()
        self._session.deeds.forget()
        self._session.listed.emit()
        where = f"（{kept.path.name}）" if kept.path else ""
        said = self.tr("已恢复。恢复之前的数据也留了一份{where}。").format(where=where)
        if kept.path is None or not kept.is_backup:
            self._notices.tell(said)
            return
        other = _Other(self._session, kept.path)
        self._session.deeds.add(Deed(self.tr("恢复备份"), other.swap, other.swap))
        self._notices.tell(said, offer=(self.tr("撤销 Ctrl+Z"), self._session.undo))


class _Other:
    """What was there on the other side of a restore: each swap leaves a backup of what it replaces."""

    def __init__(self, session: Session, path: Path) -> None:
        self._session, self._path = session, path

    def swap(self) -> None:
        """Put it in place of what is there. Raises SgzError, and then changed nothing."""
        keeping = self._session.program.keeping
        kept = keeping.restore(keeping.plan(self._path))
        self._path = kept.path or self._path
        self._session.close()
        self._session.listed.emit()
