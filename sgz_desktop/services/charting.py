"""The report's charts for the window: what each shows, told in a sentence as well, and drawn as SVG."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.veil import VEILED_WHY
from sgz_desktop.errors import SgzError
from sgz_desktop.exports.charts import Bar, BarChart, ChartKind
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.reporting.charts import completion_chart, share_chart
from sgz_desktop.services.results import Results

if TYPE_CHECKING:
    from sgz_desktop.exports.fonts import FontBook

_SIZE, _SMALL, _PITCH = 13.0, 12.0, 1.3  # as the labels around it, in the window's pixels
_BETWEEN, _BAR, _GAP = 8.0, 11.0, 10.0
_SHARES = "各项得分与标准分"


class Undrawable(SgzError):
    """No font of this machine has a character of a chart."""

    def __init__(self, word: str, character: str) -> None:
        super().__init__(
            f"“{word}”里有一个字（U+{ord(character):04X}）在本机没有字体，图表画不出来，请改用别的字。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of a drawn chart as #RRGGBB: its words and lines, full bars, empty ones, what is behind."""

    ink: str
    fill: str
    frame: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A chart as it stands; equal ones look alike. `sentence` says what it shows, or why there is none.

    `least_height` in pixels is what its bars take, so that room can be kept before it is drawn.
    """

    title: str
    sentence: str
    chart: BarChart | None = None
    least_height: int = 0


class Charting:
    """Describes charts at once and draws them in the fonts that the report is printed in."""

    def __init__(self, editing: Editing, results: Results, book: "Callable[[], FontBook]") -> None:
        self._editing = editing
        self._results = results
        self._book = book
        self._is_quick = False

    @property
    def is_quick(self) -> bool:
        """Whether fonts are read, so that drawing takes milliseconds; the first time it takes some tenths."""
        return self._is_quick

    def shares(self, evaluation_id: UUID, viewer: Worker = NOBODY) -> Shown:
        """Components and parties against their maximum, in the order of the window's score table.

        None where the viewer may not see what colleagues' marks come to.
        """
        score = self._results.score(evaluation_id)
        if self._results.veil(evaluation_id, viewer).components:
            return Shown(title=_SHARES, sentence=f"{VEILED_WHY}。")
        chart = share_chart(score, order=())
        if chart is not None:
            return _shown(chart)
        reason = "还没有一项得分，有了得分就画在这里。"
        if score.basis is Basis.GRADE_ONLY:
            reason = "这次评估只有等级，没有各项得分可画。"
        return Shown(title=_SHARES, sentence=reason)

    def completion(self, evaluation_id: UUID) -> Shown:
        """Each indicator's completion rate against the elapsed time, as the window's grid writes rates."""
        chart = completion_chart(self._editing.dossier(evaluation_id))
        if chart is not None:
            return _shown(chart)
        reason = "还没有完成率。填了协议量和完成量，各项指标就画在这里。"
        return Shown(title="服务指标完成率与时间进度", sentence=reason)

    def svg(self, shown: Shown, *, width: int, colours: Colours) -> bytes:
        """The chart as SVG, `width` pixels wide, from any thread; b"" for none. Raises Undrawable."""
        from sgz_desktop.exports.chart_drawing import ChartLook, chart_svg
        from sgz_desktop.exports.fonts import MissingGlyph

        if shown.chart is None:
            return b""
        look = ChartLook(
            size=_SIZE,
            small=_SMALL,
            pitch=_PITCH,
            between=_BETWEEN,
            bar=_BAR,
            gap=_GAP,
            ink=colours.ink,
            fill=colours.fill,
            frame=colours.frame,
            ground=colours.ground,
        )
        try:
            drawn = chart_svg(shown.chart, self._book(), width=width, look=look)
        except MissingGlyph as missing:
            raise Undrawable(missing.word, missing.character) from missing
        finally:
            self._is_quick = True
        return drawn.encode()


def _shown(chart: BarChart) -> Shown:
    sentence = f"{chart.title}：{'；'.join(_told(chart))}。{chart.note}"
    height = round(len(chart.bars) * (_SIZE * _PITCH + _BETWEEN))
    return Shown(title=chart.title, sentence=sentence, chart=chart, least_height=height)


def _told(chart: BarChart) -> Iterator[str]:
    """What somebody hears who does not see the chart, bar by bar."""
    if chart.mark is not None:
        yield chart.mark.label
    for bar in chart.bars:
        yield _points(bar) if chart.kind is ChartKind.SHARE else _rate(bar)


def _points(bar: Bar) -> str:
    got = "未定" if bar.value is None else f"{decimal_text(bar.value)}分"
    return f"{bar.label}{got}，满分{decimal_text(bar.maximum)}分"


def _rate(bar: Bar) -> str:
    return f"{bar.label}{bar.printed}{'，落后于时间进度' if bar.behind else ''}"
