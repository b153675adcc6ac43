"""首页: the evaluations on this laptop, and the ways in and out of it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.errors import SgzError
from sgz_desktop.services.changes import Changes
from sgz_desktop.services.samples import samples
from sgz_desktop.ui.columns import Filter, RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.jobs import Jobs
from sgz_desktop.ui.notices import NoticeBar
from sgz_desktop.ui.page import Page
from sgz_desktop.ui.pages.home_columns import Listed, home_columns
from sgz_desktop.ui.pages.home_intake import Intake
from sgz_desktop.ui.pages.home_table import HomeTable, bring_up_to
from sgz_desktop.ui.preferences import Preferences
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.plain import Card, Empty, label, row
from sgz_desktop.ui.widgets.typing_fields import Line


class HomePage(Page):
    """List, search, open, make, import, delete and bring back."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        notices: NoticeBar,
        preferences: Preferences,
        *,
        open_it: Callable[[UUID], None],
    ) -> None:
        super().__init__(session, name="homePage")
        self._stale: set[UUID] | None = None  # None: every one, as nothing is listed yet
        self._glances = self._is_unread = False
        self._jobs, self._notices, self._preferences, self._open_it = jobs, notices, preferences, open_it
        self._model = RecordModel(home_columns(), self)
        self._filter = Filter(self._model, self)
        self._intake = Intake(self, session, notices, arrived=self._arrived)
        self._make_controls()
        self._make_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addLayout(row(self._search, self._which, None, self._samples, self._import, self._new))
        column.addWidget(self._views, 1)
        column.addLayout(row(self._open, self._delete, self._back, None, self._state, self._backups))
        self.setFocusProxy(self._table)
        session.listed.connect(lambda: self._list_again())

    def hear(self, changes: Changes) -> None:
        if self._stale is not None:
            self._stale.add(changes.evaluation_id)
        super().hear(changes)

    def begin_anew(self) -> None:
        # It may have been made elsewhere since the list was read.
        if self._stale is not None and self.session.evaluation_id is not None:
            self._stale.add(self.session.evaluation_id)

    def catch_up(self) -> None:
        """The list can be shown without an open evaluation."""
        self._soon.stop()
        if self._due:
            self._due = False
            self.redraw()

    def redraw(self) -> None:
        """List what is there: of thousands only those that changed are read anew; scores nothing."""
        chosen = self._chosen()
        try:
            with self._table.standing_still():
                self._read()
                self._choose(chosen.id if chosen else None)
        except SgzError as error:
            self._is_unread = True
            self._notices.complain(str(error), self.redraw, is_there=lambda: self._is_unread)
            return
        self._is_unread = False
        count = self._model.rowCount()
        is_empty = not count and not self._which.value
        self._views.setCurrentWidget(self._empty if is_empty else self._table)
        self._state.setText(self.tr("共 {count} 次评估").format(count=count))
        self._show_actions()

    def glance(self) -> None:
        """Another program wrote: whatever it was, it may stand in the list."""
        self._glances = self._due = True
        if self.isVisible():
            self._soon.start()

    def _read(self) -> None:
        evaluations, deleted = self.session.program.evaluations, bool(self._which.value)
        if self._stale is None:
            self._model.show(evaluations.listing(deleted=deleted))
        elif self._glances:
            bring_up_to(self._model, evaluations.glance(deleted=deleted))
        self._glances = False
        for each in self._stale or ():
            listed = evaluations.listed(each, deleted=deleted)
            if listed is None:
                self._model.take(each)
            else:
                self._model.put(listed)
        self._stale = set()

    def point_at(self, target: Any) -> None:
        if target == "new":
            self.ask_new()
        elif target == "import":
            self._intake.ask()

    def ask_new(self) -> None:
        """Ask for the three things a new evaluation needs."""
        from sgz_desktop.ui.dialogs.new_evaluation import AskNewEvaluation

        AskNewEvaluation(self.window(), create=self._create).open()

    def _create(self, station: str, phase: Phase, day: date | None) -> str:
        try:
            made = self.session.program.evaluations.create(station=station, phase=phase, visit_date=day)
        except SgzError as error:
            return str(error)
        self._arrived(made)
        return ""

    def _arrived(self, evaluation_id: UUID) -> None:
        was_elsewhere = bool(self._which.value)
        self._which.choose(False)
        self._list_again(None if was_elsewhere else evaluation_id)
        self._choose(evaluation_id)
        self._open_it(evaluation_id)

    def _open_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None and not chosen.deleted:
            self._open_it(chosen.id)

    def _ask_delete(self) -> None:
        from sgz_desktop.ui.dialogs.confirm import Confirm

        chosen = self._chosen()
        if chosen is None or chosen.deleted:
            return
        Confirm(
            self.window(),
            name="askDelete",
            title=self.tr("删除评估"),
            text=self.tr("“{station}”将移到“已删除”，随时可以恢复。").format(station=chosen.station),
            yes=self.tr("删除"),
            agreed=lambda: self._set_deleted(chosen, deleted=True),
        ).open()

    def _bring_back(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.deleted:
            self._set_deleted(chosen, deleted=False)

    def _set_deleted(self, chosen: Listed, *, deleted: bool) -> None:
        evaluations = self.session.program.evaluations
        verb = evaluations.delete if deleted else evaluations.bring_back

        def keep() -> None:
            verb(chosen.id)
            self._tell_deleted(chosen, deleted=deleted)

        text = self.tr("删除“{station}”") if deleted else self.tr("恢复“{station}”")
        self.session.attempt(text.format(station=chosen.station), keep, about=f"deleted {chosen.id}")

    def _tell_deleted(self, chosen: Listed, *, deleted: bool) -> None:
        if deleted and chosen.id == self.session.evaluation_id:
            self.session.close()
        said = (
            self.tr("已删除“{station}”，可以在“已删除”里恢复。")
            if deleted
            else self.tr("已恢复“{station}”。")
        )
        self._notices.tell(said.format(station=chosen.station))
        self._list_again(chosen.id)

    def _ask_backups(self) -> None:
        from sgz_desktop.ui.dialogs.backups import BackupsDialog

        BackupsDialog(self.window(), self.session, self._jobs, self._notices).open()

    def _list_again(self, changed: UUID | None = None) -> None:
        """Read one evaluation anew, or (None) all."""
        if changed is None:
            self._stale = None
        elif self._stale is not None:
            self._stale.add(changed)
        self._due = True
        self.catch_up()

    def _chosen(self) -> Listed | None:
        rows = self._table.selectionModel().selectedRows()
        found: Listed | None = self._filter.record(rows[0].row()) if rows else None
        return found

    def _choose(self, evaluation_id: UUID | None) -> None:
        wanted = next((each for each in self._model.records if each.id == evaluation_id), None)
        place = self._filter.index(0, 0) if wanted is None else self._filter.place_of(wanted)
        if place.isValid():
            self._table.setCurrentIndex(place)

    def _show_actions(self) -> None:
        chosen, deleted = self._chosen(), bool(self._which.value)
        self._open.setEnabled(chosen is not None and not deleted)
        self._delete.setEnabled(chosen is not None)
        self._open.setVisible(not deleted)
        self._delete.setVisible(not deleted)
        self._back.setVisible(deleted)
        self._back.setEnabled(chosen is not None)

    def _make_controls(self) -> None:
        self._search = Line(
            name="homeSearch", title=self.tr("搜索评估"), placeholder=self.tr("搜索社工站、区、年份…")
        )
        self._search.setFixedWidth(300)
        self._search.typed.connect(self._search_now)
        kinds = [(False, self.tr("进行中与完成")), (True, self.tr("已删除"))]
        self._which = Segments(kinds, name="homeWhich", title=self.tr("显示哪些评估"))
        self._which.choose(False)
        self._which.chosen.connect(lambda _: self._list_again())
        self._new = KeyButton(self.tr("新建评估"), "Ctrl N", name="homeNew", primary=True)
        self._new.clicked.connect(self.ask_new)
        self._import = KeyButton(self.tr("导入"), "Ctrl O", name="homeImport")
        self._import.clicked.connect(self._intake.ask)
        self._samples = KeyButton(self.tr("示例"), name="homeSamples")
        self._samples.clicked.connect(self._show_samples)
        self._open = KeyButton(self.tr("打开"), "Enter", name="homeOpen")
        self._open.clicked.connect(self._open_chosen)
        self._delete = KeyButton(self.tr("删除"), "Del", name="homeDelete")
        self._delete.clicked.connect(self._ask_delete)
        self._back = KeyButton(self.tr("恢复"), name="homeBringBack", primary=True)
        self._back.clicked.connect(self._bring_back)
        self._backups = KeyButton(self.tr("备份与恢复"), name="homeBackups")
        self._backups.clicked.connect(self._ask_backups)
        self._state = label("", "second", name="homeState")

    def _make_table(self) -> None:
        self._table = HomeTable(self._open_chosen, self._ask_delete)
        self._table.setModel(self._filter)
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
        self._table.setSortingEnabled(True)
        header = self._table.horizontalHeader()
        for number, each in enumerate(self._model.columns):
            header.resizeSection(number, each.width)
        self._preferences.place_columns(header, "home")
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._table.selectionModel().selectionChanged.connect(lambda *_: self._show_actions())
        self._empty = self._make_empty()
        self._views = QStackedWidget()
        self._views.addWidget(self._table)
        self._views.addWidget(self._empty)

    def _make_empty(self) -> QWidget:
        found = Empty(
            self.tr("这里会列出每一次评估"),
            self.tr("新建一次评估，导入同事的文件，或者先看看自带的示例：示例里的人名都是虚构的。"),
            name="homeEmpty",
        )
        found.offer(*self._sample_buttons("homeSample"))
        return found

    def _sample_buttons(self, prefix: str) -> list[KeyButton]:
        buttons = []
        for each in samples():
            button = KeyButton(each.title, name=f"{prefix}_{each.key}")
            button.clicked.connect(lambda _=False, key=each.key: self._intake.sample(key))
            buttons.append(button)
        return buttons

    def _show_samples(self) -> None:
        from sgz_desktop.ui.dialogs.confirm import Confirm

        asked = Confirm(
            self.window(),
            name="samples",
            title=self.tr("导入示例"),
            text=self.tr("两份示例的数字和结构出自公开报告，人名和文字是虚构的。已经有的会另存一份副本。"),
            yes=self.tr("关闭"),
        )
        card = Card()
        for button in self._sample_buttons("sample"):
            button.clicked.connect(asked.accept)
            card.body.addWidget(button)
        asked.body.addWidget(card)
        asked.open()

    def _search_now(self) -> None:
        self._filter.search(self._search.text())
        if not self._chosen():
            self._choose(None)

    def leave(self) -> bool:
        self._preferences.keep_columns(self._table.horizontalHeader(), "home")
        return super().leave()
