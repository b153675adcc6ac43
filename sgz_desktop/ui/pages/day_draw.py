"""The question before a draw: from what, how many, by which number; the outcome is shown first."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.domain.day import Checked
from sgz_desktop.errors import Refused
from sgz_desktop.services.day import checked_names
from sgz_desktop.services.drawing_lots import Drawn, draw, numbers_in
from sgz_desktop.ui.dialogs.ask import Ask
from sgz_desktop.ui.reading import read_whole
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, caption, label, row
from sgz_desktop.ui.widgets.typing_fields import Line, MarkField, Text

Choices = Sequence[tuple[Any, str]]


class AskDraw(Ask):
    """`take` enters what was drawn and returns the sentence that refuses it, or ""."""

    def __init__(
        self,
        parent: QWidget,
        *,
        groups: Choices,
        items: Choices,
        kind: Checked,
        seed: str,
        take: Callable[[Drawn, dict[str, Any]], str],
    ) -> None:
        super().__init__(parent, name="askDraw", title=self.tr("随机抽取"), yes=self.tr("记入台账"))
        self.setMinimumWidth(600)
        self._take, self._drawn = take, None
        self._kind = Segments(checked_names(), name="draw_kind", title=self.tr("类别"))
        self._kind.choose(kind)
        self._group = Choice(groups, name="draw_group", title=self.tr("评审组"))
        self._item = Choice(items, name="draw_item", title=self.tr("检查项"))
        self._item.setMinimumContentsLength(10)
        self._population = MarkField(name="draw_population", title=self.tr("总数"), width=100)
        self._count = MarkField(name="draw_count", title=self.tr("抽取份数"), width=100)
        self._seed = Line(name="draw_seed", title=self.tr("抽取号码"))
        self._seed.setText(seed)
        self._list = Text(
            name="draw_list",
            title=self.tr("编号清单"),
            placeholder=self.tr("可以粘贴编号清单，每行一个，或用空格、顿号隔开；粘贴后按清单抽取"),
            lines=(2, 6),
        )
        self._proof = label(self.tr("填写总数和份数，结果显示在这里。"), wrap=True, name="draw_proof")
        self._lay_out()
        for each in (self._population, self._count, self._seed, self._list):
            each.typed.connect(self._try)
        self._population.setFocus()

    def agree(self) -> None:
        """Enter what was drawn, or say what is missing."""
        for each in (self._seed, self._list):
            each.composition.take_in()
        self._try()
        if self._drawn is None:
            self._population.setFocus()
            self.complain(self._why or self.tr("请先填写总数和抽取份数。"))
            return
        values = {
            "checked": self._kind.value,
            "group_id": self._group.value,
            "item": self._item.value,
        }
        sentence = self._take(self._drawn, values)
        if sentence:
            self.complain(sentence)
            return
        self.accept()

    _drawn: Drawn | None
    _why = ""

    def _lay_out(self) -> None:
        self.body.addWidget(self._kind)
        self.body.addLayout(
            _side_by_side((self.tr("评审组"), self._group, 1), (self.tr("检查项"), self._item, 2))
        )
        self.body.addLayout(
            _side_by_side(
                (self.tr("总数（1 到几）"), self._population, 0),
                (self.tr("抽取份数"), self._count, 0),
                (self.tr("抽取号码（可改）"), self._seed, 1),
            )
        )
        self.body.addWidget(self._list)
        card = Card("quiet", margin=12)
        card.body.addWidget(self._proof)
        rule = self.tr(
            "抽取号码决定抽中哪几份：号码、总数和份数都相同，在任何电脑上抽出的就一样，别人可以照着核对。"
            "每份被抽中的机会相等。"
        )
        card.body.addWidget(label(rule, "hint", wrap=True))
        self.body.addWidget(card)

    def _try(self) -> None:
        """Draw with what is filled in, and show the sentence that proves it."""
        self._drawn, self._why = None, ""
        listed = numbers_in(self._list.plain_text())
        self._population.setEnabled(not listed)
        if listed:
            self._population.put(str(len(listed)))
        try:
            population = len(listed) if listed else read_whole(self._population.text())
            count = read_whole(self._count.text())
            if population is not None and count is not None:
                self._drawn = draw(listed or population, count, self._seed.text().strip())
        except Refused as refused:
            self._why = str(refused)
        self.complain("")
        shown = self._drawn.proof if self._drawn else self._why
        self._proof.setText(shown or self.tr("填写总数和份数，结果显示在这里。"))


def _side_by_side(*parts: tuple[str, QWidget, int]) -> Any:
    columns = []
    for title, widget, _ in parts:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(caption(title, widget))
        column.addWidget(widget)
        columns.append(column)
    line = row(*columns, spacing=10)
    for number, (_, _, stretch) in enumerate(parts):
        line.setStretch(number, stretch)
    return line
