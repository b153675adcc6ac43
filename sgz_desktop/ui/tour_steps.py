"""What the tour shows: page by page what it is for, and the part of it that is lit."""

from dataclasses import dataclass
from typing import Any

from sgz_desktop.ui.pages.names import (
    DAY,
    HOME,
    INDICATORS,
    OBSERVATIONS,
    PREPARING,
    REPORT,
    SCORING,
    VISIT,
)
from sgz_desktop.ui.texts import tr


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: the page it shows and where there, the parts that are lit together by name, the words."""

    page: str
    parts: tuple[str, ...]
    title: str
    text: str
    target: Any = None
    tabs: str = ""
    """A row of tabs by name, of which the first is meant, whichever was used last."""


def stages() -> tuple[Stage, ...]:
    """The steps in the order of the day; each is read in six seconds."""
    return (
        Stage(
            HOME,
            ("homeTable",),
            tr("首页：每次评估一行"),
            tr("亮着的这一行标着“示例”，是自带的，人名和文字是虚构的。选中一行按 Enter 打开。"),
        ),
        Stage(
            PREPARING,
            ("navigation",),
            tr("从上到下，就是一天的次序"),
            tr("按 Ctrl+1 到 Ctrl+8 换页。圆圈和右边的小字说明每一步办到了哪里。"),
        ),
        Stage(
            PREPARING,
            ("preparingTabs",),
            tr("评前准备：出发前填好"),
            tr("基本信息、人员与分工、片区。按 F8 跳到下一处要核对的。没有“保存”按钮，写下就已保存。"),
        ),
        Stage(
            VISIT,
            ("stopList",),
            tr("现场检查：要看的都在左边"),
            tr("可以按方法、片区或指标来走。按 Enter 到下一个还没答的。"),
            target="",  # the items, also where the places were shown last
        ),
        Stage(
            VISIT,
            ("stopWhere", "stopTitle", "stopLook", "stopHow", "answerField", "answerNote"),
            tr("右边作答，随手记下看到的"),
            tr("按数字评分，按 + 记一条肯定，按 − 记一条关注。分数在现场默认不显示，按 Ctrl+E 才显示。"),
        ),
        Stage(
            DAY,
            ("dayTabs",),
            tr("现场事务：日程、签到、抽查、访谈"),
            tr("走之前看“离站前检查”：先列出离开以后补不了的。"),
        ),
        Stage(
            OBSERVATIONS,
            ("boardView",),
            tr("观察记录：整理写进报告的话"),
            tr("肯定在左，关注在右。可以移动、合并、拆分，报告从这里取文字。"),
        ),
        Stage(
            INDICATORS,
            ("indicatorZones", "indicatorStation"),
            tr("服务指标：填协议量和完成量"),
            tr("完成率自动算出，并和时间进度相比。表格可以和 Excel、WPS 互相复制。"),
        ),
        Stage(
            SCORING,
            ("scoreTable",),
            tr("合议与评分：每个分数都有来历"),
            tr("选一行按 Enter，看它怎样得来。专家的分歧在“合议”里商定。"),
            tabs="scoringTabs",
        ),
        Stage(
            REPORT,
            ("preview",),
            tr("报告：边看边改，最后导出"),
            tr("点一段，就能改它的文字。右边列出还缺什么。随时按 F1，看这一页的手册。"),
        ),
    )
