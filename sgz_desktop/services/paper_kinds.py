"""The kinds of working papers, and why one cannot be printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from sgz_desktop.errors import SgzError

SIGN_IN, DECLARATION, SCORE_SHEET = "sign_in", "declaration", "score_sheet"
SPOT_CHECK, INTERVIEW, CALL_SHEET = "spot_check", "interview", "call_sheet"
FEEDBACK, MARK_SHEET = "feedback", "mark_sheet"
TITLES: Mapping[str, str] = MappingProxyType(
    {
        SIGN_IN: "签到表",
        DECLARATION: "回避与廉洁声明",
        SCORE_SHEET: "打分表",
        SPOT_CHECK: "抽查表",
        INTERVIEW: "访谈提纲",
        CALL_SHEET: "访问名单",
        FEEDBACK: "现场反馈记录",
        MARK_SHEET: "评分确认表",
    }
)
"""Every paper by its code, in the order in which they are bound."""
HIDDEN = "同事的评分在本人提交之后才能打印。"


class UnknownPaper(SgzError):
    """A paper is asked for that there is none of."""

    def __init__(self, code: str) -> None:
        super().__init__(f"没有“{code}”这种表。")


class NothingToPrint(SgzError):
    """No paper was asked for, or one that there is nothing for yet."""

    def __init__(self, reason: str = "请至少选择一种表。") -> None:
        super().__init__(reason)


class NotForThem(SgzError):
    """Somebody asks for the marks of a colleague before handing in their own."""

    def __init__(self, name: str) -> None:
        super().__init__(f"不能打印{name}的评分：{HIDDEN}")


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper. `people` are those it can be printed for, () where it is not one a person.

    `rows` is how many empty rows it has unless told, None where there are none to choose. `unavailable`
    says why it cannot be printed now, "" where it can.
    """

    code: str
    title: str
    about: str
    people: tuple[UUID, ...] = ()
    rows: int | None = None
    unavailable: str = ""


ABOUT: Mapping[str, str] = {
    SIGN_IN: "列出已登记的人，留空行",
    DECLARATION: "每人一页，签名用",
    SCORE_SHEET: "每位专家一份，按分工列出检查项和评分办法",
    SPOT_CHECK: "已抽取的编号和空行",
    INTERVIEW: "五类受访人，每类一份问题",
    CALL_SHEET: "抽中而未访的人，印出完整的姓名和电话，用后收回",
    FEEDBACK: "到场人员、反馈内容、异议、签名，不含分数",
    MARK_SHEET: "每位专家已录入的全部评分，签名用",
}
