"""What home shows where it has no rows: how a first evaluation comes, or why none fits."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sgz_desktop.services.samples import Sample, samples
from sgz_desktop.ui.pages.home_filter import Stage, stage_names
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import KeyButton
from sgz_desktop.ui.widgets.card_button import CardButton
from sgz_desktop.ui.widgets.plain import Empty, row

_WIDE = 380


def sample_cards(take: Callable[[str], object], *, prefix: str) -> list[CardButton]:
    """A card a sample, which says what it shows; pressed, it takes the sample in."""
    cards = []
    for each in samples():
        card = CardButton(tr("示例"), each.title, _shows(each), name=f"{prefix}_{each.key}")
        card.take_letter()
        card.setMinimumWidth(_WIDE)
        card.setMaximumWidth(_WIDE)
        card.clicked.connect(lambda _=False, key=each.key: take(key))
        cards.append(card)
    return cards


def _shows(sample: Sample) -> str:
    return {
        "zhongcun": tr(
            "一次完整的现场：五位评委逐项打分、三个评审组、观察记录、抽查、访谈、服务指标和一份写好的报告。"
        ),
        "zhuguang": tr("只有四方得分的一次：第三方总分没有分项，看分数怎样合成，以及另一种体例的报告。"),
    }.get(sample.key, "")


class FirstStart(Empty):
    """No evaluation at all: the ways in, and the samples."""

    def __init__(self, take_sample: Callable[[str], object]) -> None:
        super().__init__(
            tr("这里会列出每一次评估"),
            tr("新建一次评估，导入同事的文件，或者先看看自带的示例：示例里的人名都是虚构的。"),
            name="homeEmpty",
        )
        self.offer(*sample_cards(take_sample, prefix="homeSample"))
        self.buttons.setSpacing(14)
        tour = KeyButton(tr("一分钟导览"), name="homeTour")
        tour.setToolTip(tr("用自带的示例看一遍各页；看完自动收走，您的评估不受影响"))
        tour.clicked.connect(lambda _=False: self._begin_tour())
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertSpacing(column.count() - 1, 14)
        column.insertLayout(column.count() - 1, row(None, tour, None))

    def _begin_tour(self) -> None:
        for each in self.window().findChildren(QAction, "action_tour"):
            each.trigger()


class NoMatch(QWidget):
    """There are evaluations, but none that fits what is asked for; says which and offers the way out."""

    def __init__(self, show_all: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._says = Empty("", "", name="homeNoMatch")
        self._all = KeyButton(tr("显示全部"), "Esc", name="homeShowAll")
        self._all.clicked.connect(lambda _=False: show_all())
        self._says.offer(self._all)
        column.addLayout(row(self._says))

    @property
    def way_out(self) -> QWidget:
        """The button that shows all."""
        return self._all

    def say_none(self, words: str, stage: Stage) -> None:
        """Say what there is none of, and what may be done."""
        name = stage_names()[stage]
        if words:
            title = tr("没有找到“{words}”").format(words=words)
            text = tr("在“{stage}”里按社工站、区、年份、阶段和等级找过了。").format(stage=name)
        else:
            title = tr("“{stage}”里没有评估").format(stage=name)
            text = {
                Stage.REPORTING: tr("全部填好、还没有报告日期的评估会列在这里。"),
                Stage.DONE: tr("结果已定、报告有日期的评估会列在这里。"),
                Stage.DELETED: tr("删除的评估会列在这里，随时可以恢复。"),
            }.get(stage, tr("还有内容要填的评估会列在这里。"))
        self._says.title.setText(title)
        self._says.text.setText(text)
