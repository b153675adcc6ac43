"""What stands around the call sheet: how far the survey is above it, what it comes to below."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from sgz_desktop.domain.survey import Survey
from sgz_desktop.services.tables.showing import FigureShown
from sgz_desktop.services.tables.surveying import Progress
from sgz_desktop.ui.pages.day_form import scrolled
from sgz_desktop.ui.pages.day_heads import Head, QuickAdd, small_button
from sgz_desktop.ui.pages.indicators_frame import stacked
from sgz_desktop.ui.pages.tables_parts import Sum, SumTiles
from sgz_desktop.ui.pages.tables_survey_desk import flowing
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.plain import Bar, label
from sgz_desktop.ui.widgets.scrolling import BESIDE_BAR
from sgz_desktop.ui.wording import field_text

_MEAN = "satisfaction.mean"
_FIGURES = (
    ("satisfaction.asked", "受访人数"),
    (_MEAN, "平均满意度"),
    ("satisfaction.below_75", "低于 75%"),
    ("satisfaction.75_to_85", "75% 至不足 85%"),
    ("satisfaction.85_to_95", "85% 至不足 95%"),
    ("satisfaction.from_95", "95% 至 100%"),
)
"""The bands hold their lower bound and not their upper, so that none overlaps the next."""
_BESIDE = 360
"""How wide what stands beside the list is at least, in pixels."""


class SurveyTop(QWidget):
    """Title, how many answered of how many, the line to add people by, and how the sample was drawn."""

    def __init__(self, add: Callable[[str], str], shown: QWidget) -> None:
        super().__init__()
        self._head = Head(tr("满意度调查"), name="surveySum")
        self._head.offer(shown)
        self._shown = shown
        self.adder = QuickAdd(
            add,
            name="survey_new",
            title=tr("添加服务对象"),
            placeholder=tr("姓名 电话 类别，可以粘贴多行"),
        )
        self._about = label("", "second", wrap=True, name="surveyAbout")
        self._bar = Bar(name="surveyBar")
        self.setLayout(stacked(8, self._head, self.adder, self._about, self._bar))

    def tell(self, told: Progress, survey: Survey | None) -> None:
        """Say how far it is."""
        self._shown.setVisible(bool(told.drawn))
        self._bar.setVisible(bool(told.drawn))
        self._bar.show_share(told.answered, told.wanted)
        self._about.setText(_about(told, survey))
        self._about.setVisible(bool(told.drawn))
        if not told.drawn:
            self._head.say(tr("名册 {people} 人").format(people=told.people) if told.people else "")
            return
        said = tr("已访 {answered} / {wanted}").format(answered=told.answered, wanted=told.wanted)
        is_enough = told.answered >= told.wanted
        self._head.say(f"✓ {said}" if is_enough else said, "good" if is_enough else "accent")


class SurveyFoot(QWidget):
    """What stands beneath the desk: figures that disagree, what is done with the sample as a whole, the keys.

    Signals: printing, when the call sheet is wanted on paper; drawing, when more shall be drawn; undrawing,
    when nobody shall be drawn any more.
    """

    printing = Signal()
    drawing = Signal()
    undrawing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._disagrees = label("", "second", wrap=True, name="surveyDisagrees")
        calls = small_button(tr("打印访问名单…"), "P", name="surveyPrint")
        calls.clicked.connect(self.printing)
        undraw = small_button(tr("取消抽取"), name="surveyUndraw")
        undraw.clicked.connect(self.undrawing)
        self._more = small_button("", "D", name="surveyDrawMore")
        self._more.clicked.connect(self.drawing)
        self._acts = flowing(calls, undraw, self._more)
        hint = tr(
            "Enter 下一位 · 数字键记满意度 · L B H T 没有受访 · R 换人 · V 看号码 · F2 改资料 · "
            "W 方式 · G 名册 · N 添加 · P 打印 · Del 清除"
        )
        keys = label(hint, "hint", wrap=True, name="surveyHint")
        self.setLayout(stacked(8, self._disagrees, self._acts, keys))

    def tell(self, told: Progress, figures: Mapping[str, FigureShown]) -> None:
        """Say which bare figures are others than the answers give; offer what can be done with a sample."""
        said = "\n".join(each.disagrees for each in figures.values() if each.disagrees)
        self._disagrees.setText(said)
        self._disagrees.setVisible(bool(said))
        self._acts.setVisible(bool(told.drawn))
        self._more.setVisible(told.missing > 0)
        self._more.setText(tr("补抽 {count} 人").format(count=told.missing))
        self._more.setAccessibleName(self._more.text())
        self._more.updateGeometry()


class SurveyFigures(QWidget):
    """n, mean and bands."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles = SumTiles(name="surveyFigures", title=tr("满意度的数字"))
        self.setLayout(stacked(0, self.tiles))

    def show_figures(self, figures: Mapping[str, FigureShown]) -> None:
        """Show what the answers come to."""
        self.tiles.show_sums([_tile(name, figures[key]) for key, name in _FIGURES] if figures else [])
        self.tiles.setVisible(bool(figures))


def beside(*parts: QWidget) -> QScrollArea:
    """What stands beside the list, as wide as its parts need, behind a bar where it is too high."""
    inside = QWidget()
    inside.setLayout(stacked(10, *parts))
    area = scrolled(inside)
    bar = area.verticalScrollBar().sizeHint().width() + BESIDE_BAR
    area.setMinimumWidth(max(_BESIDE, inside.minimumSizeHint().width() + bar))
    return area


def _tile(name: str, figure: FigureShown) -> Sum:
    if figure.value is None:
        open_said = tr("有 {count} 位已受访而没有填满意度。").format(count=figure.open_parts)
        return Sum(name, tr("待核"), open_said, "warn")
    text = f"{figure.value:.2f}%" if figure.key == _MEAN else field_text(figure.value)
    return Sum(name, text, figure.formula)


def _about(told: Progress, survey: Survey | None) -> str:
    """How the sample was drawn, who was replaced, how many are still to be asked."""
    parts = [tr("名册 {people} 人").format(people=told.people)]
    if survey is not None:
        drawn = tr("{day} 按号码 {seed} 抽取 {wanted} 人")
        day = survey.drawn_on.isoformat() if survey.drawn_on else ""
        parts.append(drawn.format(day=day, seed=survey.seed, wanted=told.wanted).strip())
    if told.replaced:
        parts.append(tr("替换 {count} 人").format(count=told.replaced))
    parts.append(tr("还有 {count} 人待访").format(count=told.waiting))
    if told.missing > 0:
        parts.append(tr("少于规则要求的 {count} 人").format(count=told.needed))
    return " · ".join(parts)
