"""首页: the evaluations on this laptop, the ways in and out of it, and what is due."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import Changes
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.home_columns import Listed
from sgz_desktop.ui.pages.home_controls import ActionBar, TopBar
from sgz_desktop.ui.pages.home_deeds import HomeDeeds
from sgz_desktop.ui.pages.home_empty import sample_cards
from sgz_desktop.ui.pages.home_exports import Outgoing
from sgz_desktop.ui.pages.home_filter import Stage, counts
from sgz_desktop.ui.pages.home_intake import Intake
from sgz_desktop.ui.pages.home_list import HomeList
from sgz_desktop.ui.pages.home_today import TodayStrip
from sgz_desktop.ui.palette_pages import DELETED
from sgz_desktop.ui.session import Session

if TYPE_CHECKING:
    from sgz_desktop.ui.dialogs.new_evaluation import Wanted

"""From this height on (at the standard text size) what is due stands beneath the list."""


class HomePage(Page):
    """List, search, open, make, import, export, delete and bring back."""

    def __init__(
        self, session: Session, jobs: Jobs, notices: NoticeBar, *, open_it: Callable[[UUID], None]
    ) -> None:
        super().__init__(session, name="homePage")
        self._is_unread = False
        self._jobs, self._notices, self._open_it = jobs, notices, open_it
        self._deeds = HomeDeeds(self, session, notices, changed=self._list_these)
        self._intake = Intake(self, session, notices, arrived=self._imported, bring_back=self._bring_back_one)
        self._outgoing = Outgoing(self, session, jobs, notices, leave=self.leave)
        self._list = HomeList(
            session,
            opened=self._open_chosen,
            deleted=self._ask_delete,
            take_sample=self._intake.sample,
            show_all=self._show_all,
        )
        self._table = self._list.table
        self._top, self._actions = TopBar(self._table), ActionBar()
        self.today = TodayStrip(session, opened=open_it, ask_backups=self._ask_backups, day=_this_day)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(self._top)
        column.addWidget(self._list, 1)
        column.addWidget(self._actions)
        column.addWidget(self.today)
        column.addStretch(0)
        self.setFocusProxy(self._table)
        self._connect()

    def hear(self, changes: Changes) -> None:
        self._list.doubt([changes.evaluation_id])
        super().hear(changes)

    def begin_anew(self) -> None:
        # It may have been made elsewhere since the list was read.
        if self.session.evaluation_id is not None:
            self._list.doubt([self.session.evaluation_id])

    def catch_up(self) -> None:
        """The list can be shown without an open evaluation."""
        self._soon.stop()
        if self._due:
            self._due = False
            self.redraw()

    def redraw(self) -> None:
        """List what is there: of thousands only those that changed are read anew; scores nothing."""
        try:
            self._list.read()
        except SgzError as error:
            self._is_unread = True
            self._notices.complain(str(error), self.redraw, is_there=lambda: self._is_unread)
            return
        self._is_unread = False
        self._top.show_counts(counts(self._list.records))
        self.today.follow(self._list.records)
        self._show_rows()

    def glance(self) -> None:
        """Another program wrote: whatever it was, it may stand in the list."""
        self._list.doubt_all_quickly()
        self._due = True
        if self.isVisible():
            self._soon.start()

    def point_at(self, target: Any) -> None:
        if target == "new":
            self.ask_new()
        elif target == "import":
            self._intake.ask()
        elif target == DELETED:
            self._show_all()
            self._top.stages.choose(Stage.DELETED)
            self._show_stage(Stage.DELETED)
            self.setFocus()
        elif isinstance(target, UUID):
            self._show_all()
            self._list.choose([target])

    def ask_new(self, source: Listed | None = None) -> None:
        """Ask for what a new evaluation begins with: what is known of it, or an earlier one to copy from."""
        from sgz_desktop.ui.dialogs.new_evaluation import AskNewEvaluation

        living = [each for each in self._list.records if not each.deleted]
        AskNewEvaluation(self.window(), living, create=self._create, source=source).open()

    def _create(self, wanted: "Wanted") -> str:
        try:
            made = wanted.make(self.session.program.evaluations)
        except SgzError as error:
            return str(error)
        self._arrived(made)
        station = self._list.station(made)
        said = self.tr("已新建“{station}”。").format(station=station)
        if wanted.source_id is not None:
            said = self.tr("已照搬新建“{station}”，协议日期和经费请核对。").format(station=station)
        self._deeds.came(made, said, self.tr("新建“{station}”").format(station=station))
        return ""

    def _imported(self, evaluation_id: UUID) -> None:
        self._arrived(evaluation_id)
        text = self.tr("导入“{station}”").format(station=self._list.station(evaluation_id))
        self._deeds.came(evaluation_id, self.tr("已{text}。").format(text=text), text)

    def _arrived(self, evaluation_id: UUID) -> None:
        self._show_all()
        self._list_these([evaluation_id])
        self._list.choose([evaluation_id])
        self._open_it(evaluation_id)

    def _open_chosen(self) -> None:
        chosen = self._list.chosen
        if self._list.stage is Stage.DELETED:
            self._bring_back()
        elif len(chosen) == 1:
            self._open_it(chosen[0].id)

    def _make_like(self) -> None:
        chosen = self._list.chosen
        if len(chosen) == 1 and not chosen[0].deleted:
            self.ask_new(chosen[0])

    def _ask_delete(self) -> None:
        from sgz_desktop.ui.dialogs.confirm import Confirm

        chosen = [each for each in self._list.chosen if not each.deleted]
        if not chosen:
            return
        Confirm(
            self.window(),
            name="askDelete",
            title=self.tr("删除评估"),
            text=self.tr("{names}将移到“已删除”，随时可以恢复。").format(names=self._deeds.named(chosen)),
            yes=self.tr("删除"),
            agreed=lambda: self._deeds.put_away(chosen),
        ).open()

    def _bring_back(self) -> None:
        chosen = [each for each in self._list.chosen if each.deleted]
        if chosen:
            self._deeds.bring_back(chosen)

    def _bring_back_one(self, evaluation_id: UUID) -> None:
        self._deeds.bring_back([each for each in self._list.records if each.id == evaluation_id])

    def _ask_backups(self) -> None:
        from sgz_desktop.ui.dialogs.backups import BackupsDialog

        BackupsDialog(self.window(), self.session, self._jobs, self._notices).open()

    def _show_samples(self) -> None:
        from sgz_desktop.ui.dialogs.confirm import Confirm

        asked = Confirm(
            self.window(),
            name="samples",
            title=self.tr("导入示例"),
            text=self.tr("两份示例的数字和结构出自公开报告，人名和文字是虚构的。已经有的会另存一份副本。"),
            yes=self.tr("关闭"),
        )
        asked.setMinimumWidth(640)
        for card in sample_cards(self._intake.sample, prefix="sample"):
            card.setMaximumWidth(10_000)
            card.clicked.connect(asked.accept)
            asked.body.addWidget(card)
        asked.open()

    def _list_these(self, changed: Collection[UUID] | None = None) -> None:
        """Read these (None: all) anew."""
        self._list.doubt(changed)
        self._due = True
        self.catch_up()

    def _show_stage(self, stage: Stage) -> None:
        self._list.keep_to(stage)
        self._show_rows()

    def _show_all(self) -> None:
        self._top.search.put("")
        self._top.stages.choose(Stage.ALL)
        self._list.keep_to(Stage.ALL, "")
        self._show_rows()

    def _search_now(self) -> None:
        self._list.keep_to(words=self._top.search.text())
        self._show_rows()

    def _show_rows(self) -> None:
        """Show the list or why it is empty, and what can be done."""
        self._list.show_state(self._top.search.text().strip())
        self.setFocusProxy(self._table if self._list.shown else self._list.way_out or self._top.new)
        self._show_today()
        self._show_actions()

    def _show_today(self) -> None:
        # Where the window is too low for both, the list goes before what is due.
        has_room = not self.isVisible() or self.height() >= self._needed
        self.today.setVisible(bool(self._list.records) and has_room)

    @property
    def _needed(self) -> int:
        """How high all is with as many rows in sight as the list will not do without."""
        parts = (self._top, self._actions, self.today)
        margins = self._column.contentsMargins()
        around = margins.top() + margins.bottom() + len(parts) * self._column.spacing()
        width = self.width() - margins.left() - margins.right()
        rows = min(self._list.maximumHeight(), self._list.minimumSizeHint().height())
        return around + rows + sum(_height(each, width) for each in parts)

    def _show_actions(self) -> None:
        chosen, shown = len(self._list.chosen), self._list.shown
        is_deleted = self._list.stage is Stage.DELETED
        self._actions.show_chosen(chosen, deleted=is_deleted if self._list.records else None)
        said = self.tr("共 {shown} 次评估") if chosen < 2 else self.tr("共 {shown} 次评估，选中 {chosen} 次")
        self._actions.state.setText(said.format(shown=shown, chosen=chosen))

    def _show_menu(self, place: QPoint) -> None:
        """What can be done with the row beneath the pointer."""
        menu = QMenu(self)
        actions = self._actions
        for button in (actions.open, actions.like, actions.delete, actions.back):
            if not button.isHidden() and button.isEnabled():
                menu.addAction(button.text(), button.click)
        if actions.export.isEnabled() and not actions.export.isHidden():
            self._outgoing.fill(menu.addMenu(self.tr("导出")), self._chosen_ids)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._table.viewport().mapToGlobal(place))

    def _chosen_ids(self) -> list[UUID]:
        return [each.id for each in self._list.chosen]

    def _connect(self) -> None:
        top, actions = self._top, self._actions
        top.search.typed.connect(self._search_now)
        top.stages.chosen.connect(self._show_stage)
        for button, run in (
            (top.new, self.ask_new),
            (top.take_in, self._intake.ask),
            (actions.open, self._open_chosen),
            (actions.like, self._make_like),
            (actions.export, actions.show_menu),
            (actions.delete, self._ask_delete),
            (actions.back, self._bring_back),
            (actions.samples, self._show_samples),
            (actions.backups, self._ask_backups),
            (actions.sort, self._ask_order),
        ):
            button.clicked.connect(_without_state(run))
        self._outgoing.fill(actions.menu, self._chosen_ids)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._show_actions())
        # Not at once: it is measured amid a layout.
        self.today.grew.connect(lambda: QTimer.singleShot(0, self, self._show_today))
        self._list.limited.connect(lambda: QTimer.singleShot(0, self, self._show_today))
        self._table.customContextMenuRequested.connect(self._show_menu)
        for keys, run in (
            ("Ctrl+F", self._search),
            ("Ctrl+Shift+N", self._make_like),
            ("Ctrl+Shift+S", actions.show_menu),
            ("F7", self._ask_order),
            ("Esc", self._show_all),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)
        self.session.listed.connect(lambda: self._list_these())
        self._jobs.idle.connect(lambda: self.today.follow(self._list.records))

    def _ask_order(self) -> None:
        if self._list.shown:
            self._actions.show_orders(self._list.orders, self._list.sort_by)

    def _search(self) -> None:
        self._top.search.setFocus()
        self._top.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_today()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_today()  # a page that is not shown has the height of another window


def _this_day() -> date:
    return datetime.now(UTC).astimezone().date()


def _without_state(run: Callable[[], None]) -> Callable[[], None]:
    """A slot that takes nothing of what the button says with its click."""

    def clicked() -> None:
        run()

    return clicked


def _height(part: QWidget, width: int) -> int:
    """What a part needs where it is so wide: cards in a flow stand in several lines."""
    wished = max(part.sizeHint().height(), part.minimumHeight())
    return max(wished, part.heightForWidth(width)) if part.hasHeightForWidth() else wished
