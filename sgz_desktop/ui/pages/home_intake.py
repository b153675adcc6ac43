"""Evaluations in from a file: first what it holds and what is wrong with it, then all of it or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.ui.jobs import Jobs, Progress
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton

if TYPE_CHECKING:
    from sgz_desktop.services.importing import ImportPlan, Ready
    from sgz_desktop.ui.dialogs.confirm import Confirm

T = TypeVar("T")


class Intake(QObject):
    """Asks for a file, shows the plan, and takes the evaluation in; `arrived` gets its ID.

    `bring_back` gets the ID of one that is in the file and was deleted here.
    """

    def __init__(
        self,
        page: QWidget,
        session: Session,
        notices: NoticeBar,
        *,
        arrived: Callable[[UUID], None],
        bring_back: Callable[[UUID], None],
    ) -> None:
        super().__init__(page)
        self._page, self._session, self._notices = page, session, notices
        self._arrived, self._bring_back = arrived, bring_back
        self._is_busy = False

    def ask(self) -> None:
        """Ask for a file, and show what it holds before anything is written."""
        from sgz_desktop.ui.dialogs import files

        path = files.choose_open_path(self._page, self.tr("导入评估"), self.tr("评估文件 (*.json)"))
        if path is not None:
            self._plan(path)

    def sample(self, key: str) -> None:
        """Take a sample in, as a copy where it is there already."""
        importing = self._session.program.importing

        def work(progress: Progress, known: frozenset[UUID]) -> "Ready":
            plan = importing.plan_sample(key, known)
            return self._ready(progress, known, plan, copy=plan.already_there)

        self._begin(self.tr("导入示例"), work, done=self._take_in, again=lambda: self.sample(key))

    def _plan(self, path: Path) -> None:
        importing = self._session.program.importing

        def work(_: Progress, known: frozenset[UUID]) -> "ImportPlan":
            return importing.plan(path, known)

        text = self.tr("读取 {file}").format(file=path.name)
        self._begin(text, work, done=self._show, again=lambda: self._plan(path))

    def _begin(
        self,
        text: str,
        work: Callable[[Progress, frozenset[UUID]], T],
        *,
        done: Callable[[T], None],
        again: Callable[[], None],
    ) -> None:
        """Read and work out in a job what is then shown or stored here; only one at a time."""
        if self._is_busy:
            return
        try:
            known = self._session.program.importing.known()  # a job looks into no data folder
        except SgzError as error:
            self._notices.complain(str(error), again)
            return

        def end(found: T) -> None:
            self._is_busy = False
            done(found)

        def fail(sentence: str) -> None:
            self._is_busy = False
            is_stopped = job.progress.is_stopped
            self._notices.complain(sentence, None if is_stopped else again)

        self._is_busy = True
        jobs = self._page.window().findChild(Jobs)
        assert jobs is not None
        job = jobs.start(text, lambda each: work(each, known), done=end, failed=fail, is_asked_for=True)

    def _show(self, plan: "ImportPlan") -> None:
        if plan.problems or plan.package is None:
            self._show_problems(plan)
        else:
            self._show_plan(plan)

    def _show_problems(self, plan: "ImportPlan") -> None:
        from sgz_desktop.services.importing import head_of
        from sgz_desktop.ui.dialogs.confirm import Confirm

        Confirm(
            self._page.window(),
            name="importProblems",
            title=self.tr("不能导入"),
            text=f"{head_of(plan.problems)}。",
            yes=self.tr("知道了"),
            lines=plan.faults,
        ).open()

    def _show_plan(self, plan: "ImportPlan") -> None:
        from sgz_desktop.ui.dialogs.confirm import Confirm

        copy = plan.already_there
        text = self.tr("将导入下面的内容。已有的评估会先备份。")
        is_deleted = copy and self._is_deleted(plan)
        if is_deleted:
            text = self.tr("这次评估在“已删除”里。可以恢复它，也可以另存一份副本。")
        elif copy:
            text = self.tr("这次评估已经在这里。可以另存一份副本，原来的不受影响。")
        asked = Confirm(
            self._page.window(),
            name="importPlan",
            title=self.tr("导入评估"),
            text=text,
            yes=self.tr("导入为副本") if copy else self.tr("导入"),
            lines=plan.lines,
            agreed=lambda: self._make_ready(plan, copy=copy),
        )
        if is_deleted:
            self._offer_the_old(asked, plan)
        asked.open()

    def _is_deleted(self, plan: "ImportPlan") -> bool:
        assert plan.package is not None
        return self._session.program.evaluations.listed(plan.package.dossier.id, deleted=True) is not None

    def _offer_the_old(self, asked: "Confirm", plan: "ImportPlan") -> None:
        back = KeyButton(self.tr("恢复它"), name="importPlan_back")

        def bring_back() -> None:
            asked.reject()
            assert plan.package is not None
            self._bring_back(plan.package.dossier.id)

        back.clicked.connect(bring_back)
        asked.foot.insertWidget(asked.foot.count() - 1, back)

    def _make_ready(self, plan: "ImportPlan", *, copy: bool) -> None:
        self._begin(
            self.tr("导入评估"),
            lambda progress, known: self._ready(progress, known, plan, copy=copy),
            done=self._take_in,
            again=lambda: self._make_ready(plan, copy=copy),
        )

    def _ready(
        self, progress: Progress, known: frozenset[UUID], plan: "ImportPlan", *, copy: bool
    ) -> "Ready":
        """Runs in the job's thread: nothing here may touch a widget."""
        importing = self._session.program.importing
        progress.say("核对导入的内容")
        found = importing.ready(plan, copy=copy)
        if known:
            progress.say("导入之前备份")
            importing.back_up()
        return found

    def _take_in(self, ready: "Ready") -> None:
        """Store it: here and not in the job, as whatever is written."""
        try:
            with self._session.at_length():
                made = self._session.program.importing.take_in(ready)
        except SgzError as error:
            self._notices.complain(str(error), lambda: self._take_in(ready))
            return
        # Opening it is another piece of work: what somebody does meanwhile comes in between.
        QTimer.singleShot(0, self, lambda: self._arrived(made))
