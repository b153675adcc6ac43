"""What is no table of a station: other sheets of our own workbook, prose that says 协议 and 完成."""

from collections.abc import Sequence

import pytest

from sgz_desktop.intake.own_sheets import is_own_paper
from sgz_desktop.intake.sheets import Workbook
from sgz_desktop.intake.suggesting import suggest
from sgz_desktop.intake.unread import unread_sheets
from tests.intake.sheets import Value, sheet_of

Row = Sequence[Value]
PROSE = "社工站已按协议完成了各项服务，内容翔实，服务对象评价高，片区的档案也都及时更新，建议继续深化。"


@pytest.mark.parametrize(
    ("lines", "is_own"),
    [
        ([["某站 评分表"], ["评估内容", "标准分", "评分", "折算分"], ["第三方评估", 55, 51, 51]], True),
        (
            [["某站 社工到岗情况"], ["项目", "数据", "单位", "来源"], ["社工实到岗", 100, "人次", "花名册"]],
            True,
        ),
        ([["项目", "数据", "单位", "来源"], ["社工实到岗", 100, "人次", "花名册"]], False),
        ([["某站 资源"], ["项目", "数据", "单位"], ["米", 100, "某企业"]], False),
    ],
)
def test_our_own_papers_are_known_by_title_and_heads(lines: Sequence[Row], is_own: bool) -> None:
    sheet = sheet_of(*lines)
    assert is_own_paper(sheet) is is_own
    book = Workbook("表.xlsx", (sheet,))
    if is_own:
        assert (suggest(book), unread_sheets(book, ())) == ((), ())


@pytest.mark.parametrize(
    "lines",
    [
        [["条", "依据", "结果"], ["电访", "服务协议", "未核"], ["家访", "完成情况", "未核"]],
        [["条", "依据", "结果"], ["电访", f"协议{PROSE}", 3], ["家访", f"完成{PROSE}", 4]],
        [["电访", "协议量"], ["家访", "完成量"]],
    ],
    ids=["no figures", "long heads", "no rows"],
)
def test_prose_on_its_side_is_no_table(lines: Sequence[Row]) -> None:
    assert suggest(Workbook("表.xlsx", (sheet_of(*lines),))) == ()


def test_figures_on_their_side_are_a_table_though_some_are_not_certain() -> None:
    lines: list[Row] = [
        ["指标", "电访", "家访", "建档"],
        ["协议量", 10, "十来次", "≥5"],
        ["完成量", 9, 8, "—"],
    ]
    (mapping,) = suggest(Workbook("表.xlsx", (sheet_of(*lines),)))
    assert mapping.turned
