"""The report's own texts in fields that save themselves; those the house style prints come first."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.report_text import TEXT_NAMES
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_text
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.widgets.rows import Rows
from sgz_desktop.ui.widgets.tab_order import put_in_place

if TYPE_CHECKING:
    from sgz_desktop.services.wording import Rewritten


def text_hint(code: str) -> str:
    """What a text is for, and what becomes of the report without it."""
    if code.startswith("feedback.draft."):
        return tr("这一方收到初稿后的答复；没有意见写“无”，没有收到就留空")
    return {
        "foreword": tr("不写时用体例里的标准段落"),
        "profile": tr("服务主题等补充，另起一段印在标准段落之后；换行分段"),
        "progress_verdict": tr("紧接在指标完成情况后面的一句评价"),
        "main_problem": tr("最要紧的问题，写在结果之后；没有可以不写"),
        "conclusion": tr("全文的结论；换行分段"),
        "annex.purchase_term": tr("印在附件2上面，例如：2023年8月1日至2025年7月31日；不写就留空待手填"),
        "feedback.attendees": tr("现场反馈时在场的人，例如：购买方、承办方的代表和社工站全体社工"),
        "feedback.on_site": tr("自己写整段现场反馈；写了就不再印体例里的那一段"),
        "feedback.objections": tr("现场提出的异议；没有异议写“无”"),
    }.get(code, "")


def text_saver(session: Session, code: str) -> Callable[[str], str]:
    """What keeps one text of the report."""

    def save(text: str) -> str:
        preparing = session.program.preparing
        return session.write(
            TEXT_NAMES.get(code, code),
            lambda each, who: preparing.set_text(each, code, text, who),
            merge=f"text {code}",
            quiet=True,
        ).sentence

    return save


class TextsPanel(QWidget):
    """A card a text, the style's own first, the others folded away; last the passages that were worded anew.

    Signals: passage_wanted, with the key of a passage to be worked on.
    """

    passage_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._fields: dict[str, AutoField] = {}
        self._cards: dict[str, Card] = {}
        self._used: tuple[str, ...] = ()
        for code, title in TEXT_NAMES.items():
            field = auto_text(
                text_saver(session, code),
                name=f"text_{code}",
                title=title,
                placeholder=text_hint(code),
                lines=(2, 10),
            )
            card = Card(margin=12, spacing=6, name=f"textCard_{code}")
            card.body.addWidget(label(title, "head"))
            card.body.addWidget(field)
            self._fields[code], self._cards[code] = field, card
        self._used_column, self._other_column = QVBoxLayout(), QVBoxLayout()
        for each in (self._used_column, self._other_column):
            each.setSpacing(10)
        self._fold = KeyButton("", name="textsFold")
        self._fold.setProperty("flat", True)
        self._others = QWidget()
        self._others.setLayout(self._other_column)
        self._other_column.setContentsMargins(0, 0, 0, 0)
        for card in self._cards.values():
            self._other_column.addWidget(card)
        self._others.hide()
        self._fold.clicked.connect(lambda: self._unfold(is_open=self._others.isHidden()))
        self._rewritten = Card(margin=12, spacing=6, name="rewritten")
        self._rewritten.body.addWidget(label(self.tr("改写过的标准段落"), "head"))
        self._rows = Rows(self._make_row, lambda each: each.key)
        self._rewritten.body.addWidget(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(10)
        column.addLayout(self._used_column)
        column.addWidget(self._rewritten)
        column.addLayout(row(self._fold, None))
        column.addWidget(self._others)
        column.addStretch(1)

    def redraw(self) -> None:
        """Show the texts as they are."""
        wording, known = self._session.program.wording, self._session.dossier.text_by_code
        used, others = wording.texts(self._session.open_id)
        self._place(used, others)
        for code, field in self._fields.items():
            field.show_text(known.get(code, ""))
        written = sum(bool(known.get(code, "").strip()) for code in others)
        self._say_fold(len(others), written)
        rewritten = wording.rewritten(self._session.open_id, viewer=self._session.worker)
        self._rows.show_records(rewritten)
        self._rewritten.setVisible(bool(rewritten))

    def begin_anew(self) -> None:
        """Another evaluation is open."""
        for field in self._fields.values():
            field.show_text("", other=True)
        self._rows.clear()
        self._unfold(is_open=False)

    def point_at(self, code: str) -> None:
        """Put the cursor into one text; of several with a common beginning into the first."""
        fitting = [each for each in self._fields if each == code or each.startswith(f"{code}.")]
        if fitting:
            if fitting[0] not in self._used:
                self._unfold(is_open=True)
            self._fields[fitting[0]].field.setFocus()

    def _place(self, used: Sequence[str], others: Sequence[str]) -> None:
        if tuple(used) == self._used and self._used_column.count():
            return
        self._used = tuple(used)
        for column, codes in ((self._used_column, used), (self._other_column, others)):
            for code in codes:
                column.addWidget(self._cards[code])
                self._cards[code].show()  # at once: who points at one puts the cursor into it
        first, last = ([self._cards[code] for code in codes] for codes in (used, others))
        put_in_place(self, *first, self._fold, *last)

    def _unfold(self, *, is_open: bool) -> None:
        self._others.setVisible(is_open)
        self._say()

    def _say_fold(self, count: int, written: int) -> None:
        self._counts = count, written
        self._say()
        self._fold.setVisible(bool(count))

    _counts = 0, 0

    def _say(self) -> None:
        count, written = self._counts
        sign = "▸" if self._others.isHidden() else "▾"
        said = self.tr("其他文字 {count} 项，本体例不印").format(count=count)
        if written:
            said += self.tr("，其中 {count} 项写了内容").format(count=written)
        self._fold.setText(f"{sign} {said}")
        self._fold.setAccessibleName(said)
        self._fold.updateGeometry()

    def _make_row(self, _: "Rewritten") -> QWidget:
        return _RewrittenRow(self._session, self.passage_wanted.emit)


class _RewrittenRow(QWidget):
    """One passage that was worded anew: how it begins, why it cannot be printed, and ways to go on."""

    def __init__(self, session: Session, edit: Callable[[str], None]) -> None:
        super().__init__()
        self._session, self._edit = session, edit
        self._key = ""
        self._text = label("", wrap=True)
        self._fault = label("", "error", wrap=True)
        self._change = KeyButton(self.tr("修改"))
        self._restore = KeyButton(self.tr("恢复标准"))
        for button, run in ((self._change, self._open), (self._restore, self._restore_standard)):
            button.setProperty("small", True)
            button.setProperty("flat", True)
            button.clicked.connect(run)
        says = QVBoxLayout()
        says.setSpacing(2)
        says.addWidget(self._text)
        says.addWidget(self._fault)
        line = row(says, self._change, self._restore)
        line.setStretch(0, 1)
        self.setLayout(line)

    def show_record(self, record: "Rewritten") -> None:
        """Show this passage."""
        self._key = record.key
        self._text.setText(record.beginning)
        self._fault.setText(record.fault)
        self._fault.setVisible(bool(record.fault))
        self._change.setObjectName(f"rewrittenEdit_{record.key}")
        self._restore.setObjectName(f"rewrittenRestore_{record.key}")
        self._change.setAccessibleName(self.tr("修改段落“{text}”").format(text=record.beginning))
        self._restore.setAccessibleName(self.tr("恢复标准段落“{text}”").format(text=record.beginning))

    def _open(self) -> None:
        self._edit(self._key)

    def _restore_standard(self) -> None:
        wording, key = self._session.program.wording, self._key
        self._session.write(
            self.tr("恢复标准段落"), lambda each, who: wording.restore_passage(each, key, who)
        )
