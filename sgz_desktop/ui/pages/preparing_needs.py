"""当天需要: what to bring, to have ready and to ask for, with who sees to it."""

from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from sgz_desktop.domain.day import Need
from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.fitting import fit_columns
from sgz_desktop.ui.pages.preparing_need import NeedDetail
from sgz_desktop.ui.pages.preparing_parts import Adder, edit, move, remove, step_of
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.tokens import text_px
from sgz_desktop.ui.widgets.buttons import KeyButton, Segments
from sgz_desktop.ui.widgets.plain import Bar, Card, label, row

ALL, WAITING = "all", "waiting"
_ROW = 40


class NeedsPanel(QWidget):
    """A table of needs, how many are ready, and the chosen one beneath.

    Signals: papers_wanted, when the blank papers of the day shall be printed.
    """

    papers_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._chosen: UUID | None = None
        columns = (
            Column(self.tr("要准备的"), lambda each: str(each.title), width=300, least=200),
            Column(
                self.tr("备好"),
                lambda each: self.tr("✓ 备好") if each.ready else self.tr("没备好"),
                width=90,
                chip=lambda each: "good" if each.ready else "plain",
            ),
            Column(self.tr("谁负责"), lambda each: str(each.who), width=130, least=90),
            Column(self.tr("说明"), lambda each: str(each.note), width=260, least=120, gives_way=True),
        )
        self._model = RecordModel(columns, self)
        self._table = NeedsTable()
        self._table.setModel(self._model)
        self._table.setItemDelegate(CellDelegate(self._table))
        fit_columns(self._table, columns)
        self._table.pushed.connect(self._push)
        self._table.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        self._detail = NeedDetail(session)
        self._shown = Segments(
            ((ALL, self.tr("全部")), (WAITING, self.tr("没备好的"))),
            name="needsShown",
            title=self.tr("显示哪些"),
        )
        self._shown.choose(ALL)
        self._shown.chosen.connect(self._choose_shown)
        self._which = ALL
        self._count = label("", "strong", name="needsCount")
        self._bar = Bar(name="needsBar")
        self._bar.setFixedWidth(160)
        self._fill = KeyButton(self.tr("按标准清单填入"), name="needsFill")
        self._fill.clicked.connect(self._fill_in)
        papers = KeyButton(self.tr("打印现场用表…"), name="needsPapers")
        papers.clicked.connect(self.papers_wanted)
        self._adder = Adder(
            self._add,
            name="needTitle",
            title=self.tr("要准备的东西"),
            placeholder=self.tr("要带、要备、要约的，可整段粘贴，一行一项"),
            button=self.tr("添加"),
            width=320,
        )
        self._empty = Card(margin=20, name="needsEmpty")
        self._empty_text = label("", "quiet", wrap=True)
        self._empty.body.addWidget(self._empty_text)
        self._lay_out(papers)

    def redraw(self) -> None:
        """Show the needs as they are."""
        needs = self._session.dossier.needs
        ready = sum(each.ready for each in needs)
        self._count.setText(self.tr("备好 {ready}/{all} 项").format(ready=ready, all=len(needs)))
        self._bar.show_share(ready, len(needs))
        shown = self._records()
        self._model.show(shown)
        for each in (self._table, self._detail, self._bar, self._count, self._shown, self._keys):
            each.setVisible(bool(needs))
        self._empty.setVisible(not shown)
        self._empty_text.setText(
            self.tr("都备好了。")
            if needs
            else self.tr(
                "当天要带的、要备的、要约的都列在这里，备好一项勾一项。"
                "标准清单有：要确认的事项、现场用表、设备，以及评分标准里每一项要查阅的资料。"
            )
        )
        self._fill.setProperty("primary", not needs)
        self._fill.style().polish(self._fill)
        self._keep_current(shown)
        self._show_detail()

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        self._chosen = None
        self._model.show(())
        self._detail.show_record(None)

    def point_at(self, field: str) -> None:
        """Go to the first need that is not ready, or where needs are added."""
        waiting = [row for row, each in enumerate(self._model.records) if not each.ready]
        if not self._model.records:
            self._fill.setFocus()
            return
        self._table.setFocus()
        self._table.setCurrentIndex(self._model.index(waiting[0] if waiting else 0, 0))

    def _lay_out(self, papers: KeyButton) -> None:
        head = row(self._count, self._bar, 8, self._shown, None, self._fill, papers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self._table, 1)
        column.addWidget(self._detail)
        hint = self.tr("空格勾选，Enter 修改，Delete 删除，Alt+↑ Alt+↓ 调整次序")
        self._keys = label(hint, "hint", wrap=True)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        last = row(self._adder, self._keys)
        last.setStretch(1, 1)
        column.addLayout(last)
        column.addStretch(0)

    def _records(self) -> tuple[Need, ...]:
        needs = self._session.dossier.needs
        return needs if self._which == ALL else tuple(each for each in needs if not each.ready)

    def _keep_current(self, shown: tuple[Need, ...]) -> None:
        """The chosen need stays current wherever it is now; of one that is gone the place does."""
        rows = {each.id: place for place, each in enumerate(shown)}
        current = self._table.currentIndex()
        if self._chosen in rows:
            if current.row() != rows[self._chosen]:
                self._table.setCurrentIndex(self._model.index(rows[self._chosen], 0))
        elif shown:
            place = min(max(0, current.row()), len(shown) - 1)
            self._table.setCurrentIndex(self._model.index(place, 0))

    def _show_detail(self) -> None:
        place = self._table.currentIndex().row()
        records = self._model.records
        record = records[place] if 0 <= place < len(records) else None
        self._chosen = record.id if record else None
        self._detail.show_record(record)

    def _choose_shown(self, which: str) -> None:
        self._which = which
        self.redraw()

    def _push(self, key: QKeyEvent) -> None:
        """A key of the table."""
        place = self._table.currentIndex().row()
        if not 0 <= place < len(self._model.records):
            return
        need = self._model.record(place)
        if step_of(key):
            move(self._session, self._model.records, need.id, step_of(key))
            self.redraw()
        elif key.key() == Qt.Key.Key_Space:
            edit(self._session, Need.kind, need.id, {"ready": not need.ready}, self.tr("备好"))
        elif key.key() == Qt.Key.Key_Delete:
            remove(self._session, Need.kind, need.id, self.tr("删除要准备的"))
        else:
            self._detail.take_focus()

    def _fill_in(self) -> None:
        preparing = self._session.program.preparing
        with self._session.at_length():
            self._session.write(
                self.tr("按标准清单填入"),
                lambda each, who: preparing.fill_needs(each, who),
                about="fill needs",
            )

    def _add(self, text: str) -> str:
        preparing = self._session.program.preparing
        several = [{"title": each.strip()} for each in text.splitlines() if each.strip()]
        return self._session.write(
            self.tr("添加要准备的"),
            lambda each, who: preparing.add_several(each, Need.kind, several, who),
            quiet=True,
        ).sentence


class NeedsTable(QTableView):
    """Rows that are chosen as a whole.

    Signals: pushed, with a key that does something to the chosen need.
    """

    pushed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("needsTable")
        self.setAccessibleName(self.tr("当天需要"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.verticalHeader().setDefaultSectionSize(text_px(self, _ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if step_of(event) or (event.key() in keys and not event.modifiers()):
            self.pushed.emit(event)
        else:
            super().keyPressEvent(event)
