"""可改变等级的项目: which single items or components could turn the grade."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from sgz_desktop.domain.result import Score
from sgz_desktop.domain.veil import VEILED, VEILED_WHY, Veil
from sgz_desktop.ui.columns import Column, RecordModel
from sgz_desktop.ui.delegates import CellDelegate
from sgz_desktop.ui.figures import figure_text
from sgz_desktop.ui.fitting import fit_columns
from sgz_desktop.ui.pages.scoring_table import AsHighAsRows
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.plain import Card, label

if TYPE_CHECKING:
    from sgz_desktop.domain.turning import Reach, Turn, Turning

_MOST_ROWS = 8


class TurningCard(QWidget):
    """Sentences about what could turn the grade, and the items that could, least change first.

    Signals: item_wanted, with the code of an item somebody wants to look at.
    """

    item_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._card = Card(name="turning")
        self._text = label("", wrap=True, name="turningText")
        self._card.body.addWidget(self._text)
        self._lines = RecordModel(_columns(), self)
        self._table = _SmallTable(self._lines, name="turningTable", title=self.tr("可改变等级的项目"))
        self._table.activated.connect(
            lambda index: self.item_wanted.emit(self._lines.record(index.row()).item)
        )
        self._reaches = RecordModel(_reach_columns(), self)
        self._reach_table = _SmallTable(
            self._reaches, name="reachTable", title=self.tr("各部分能使总分变动多少")
        )
        self._reach_head = label(self.tr("各部分能使总分变动多少"), "head")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(self.tr("可改变等级的项目"), "head"))
        for each in (self._card, self._table, self._reach_head, self._reach_table):
            column.addWidget(each)

    def show_score(self, score: Score, veil: Veil) -> None:
        """Show what could turn this score; nothing of one that rests on hidden marks."""
        deliberating, open_id = self._session.program.deliberating, self._session.open_id
        found = None if veil.total else deliberating.turning(open_id)
        turns = found.turns[:_MOST_ROWS] if found is not None else ()
        rubric = self._session.rubric
        self._lines.show([_Named(each, rubric.item_by_code[each.item].subject) for each in turns])
        self._table.fit()
        self._reaches.show(found.reaches if found is not None else ())
        self._reach_table.fit()
        self._reach_head.setVisible(not self._reach_table.isHidden())
        why_not = f"{VEILED}　{VEILED_WHY}。" if veil.total else _why_not(score)
        self._text.setText(why_not if found is None else "\n".join(_sentences(found)))


class _SmallTable(AsHighAsRows):
    """A table as high as its rows, hidden while it has none."""

    def __init__(self, lines: RecordModel, *, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setModel(lines)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.horizontalHeader().setHighlightSections(False)
        fit_columns(self, lines.columns)

    def fit(self) -> None:
        """Be as high as the rows."""
        self.setVisible(bool(self.model().rowCount()))
        self.fit_height()


class _Named:
    """A turn with its item's subject."""

    def __init__(self, turn: "Turn", subject: str) -> None:
        self.turn, self.subject, self.item = turn, subject, turn.item


def _why_not(score: Score) -> str:
    if score.vetoed:
        return tr("有否决条件成立，等级不由分数决定。")
    if score.floor is None:
        return tr("没有总分，只有等级。")
    return tr("总分还没有定。各项答完、各方得分录入后，这里说明哪些项目能改变等级。")


def _sentences(found: "Turning") -> Iterator[str]:
    ups = [each for each in found.turns if each.up]
    downs = [each for each in found.turns if not each.up]
    if found.higher is not None:
        if ups:
            text = tr("{count} 个检查项若单独改为满分，等级变为{grade}。")
            yield text.format(count=len(ups), grade=ups[0].grade.name)
        else:
            yield tr("没有单个检查项能使等级变为{grade}。").format(grade=found.higher.name)
        yield from _parts_that_turn(found, up=True)
    if found.lower is not None:
        if downs:
            text = tr("{count} 个检查项若单独改为 0 分，等级降为{grade}。")
            yield text.format(count=len(downs), grade=downs[0].grade.name)
        else:
            yield tr("没有单个检查项会使等级降为{grade}。").format(grade=found.lower.name)
            yield from _parts_that_turn(found, up=False)


def _parts_that_turn(found: "Turning", *, up: bool) -> Iterator[str]:
    """Which components and parties alone turn the grade, and the figures of the one that goes furthest."""
    if not found.reaches:
        return
    if up:
        furthest = max(found.reaches, key=lambda each: each.most)
    else:
        furthest = min(found.reaches, key=lambda each: each.least)
    grades = [(each.name, each.most_grade if up else each.least_grade) for each in found.reaches]
    names = [name for name, grade in grades if grade.code != found.grade.code]
    quoted = "".join(tr("“{name}”").format(name=each) for each in names)
    verb = tr("能") if up else tr("会")
    if not names:
        begins = tr("任何一个部分单独都不{verb}；变动最大的是“{most}”：")
    elif len(names) == 1:
        begins = tr("各部分中只有{names}{verb}：")
    else:
        begins = tr("各部分中{names}单独都{verb}；变动最大的是“{most}”：")
    begun = begins.format(names=quoted, verb=verb, most=furthest.name)
    yield begun + _reaching(furthest, up=up, now=found.grade.code)


def _reaching(part: "Reach", *, up: bool, now: str) -> str:
    """What the total and the grade are once this part is full or empty."""
    if up:
        end, total, grade = part.full, part.most, part.most_grade
        text = tr("由 {now} 增至 {end}（满分），总分 {total}，{verb}{grade}。")
    else:
        end, total, grade = part.full * 0, part.least, part.least_grade
        text = tr("由 {now} 降至 {end}，总分 {total}，{verb}{grade}。")
    verb = tr("仍为") if grade.code == now else tr("等级变为")
    was, then, whole = (figure_text(each, 2) for each in (part.now, end, total))
    return text.format(now=was, end=then, total=whole, verb=verb, grade=grade.name)


def _columns() -> tuple[Column, ...]:
    def change(each: Any) -> str:
        sign = "▲ +" if each.turn.up else "▽ −"
        return sign + figure_text(abs(each.turn.change), 2)

    return (
        Column(tr("检查项"), lambda each: f"{each.item}　{each.subject}", width=220, least=140),
        Column(tr("改为"), lambda each: tr("满分") if each.turn.up else tr("0 分"), width=70, least=60),
        Column(tr("总分变化"), change, width=100, least=90, figure=True),
        Column(tr("总分"), lambda each: figure_text(each.turn.total, 2), width=80, least=70, figure=True),
        Column(
            tr("等级"),
            lambda each: each.turn.grade.name,
            width=90,
            least=80,
            chip=lambda each: "good" if each.turn.up else "warn",
        ),
    )


def _reach_columns() -> tuple[Column, ...]:
    def end(total: Any, grade: Any) -> str:
        return f"{figure_text(total, 2)} {grade.name}"

    return (
        Column(tr("部分"), lambda each: each.name, width=160, least=100),
        Column(tr("现得"), lambda each: figure_text(each.now, 2), width=80, least=64, figure=True),
        Column(tr("满分"), lambda each: figure_text(each.full), width=60, least=50, figure=True),
        Column(
            tr("得满分时总分"),
            lambda each: end(each.most, each.most_grade),
            width=130,
            least=110,
            figure=True,
        ),
        Column(
            tr("得 0 分时总分"),
            lambda each: end(each.least, each.least_grade),
            width=130,
            least=110,
            figure=True,
        ),
    )
