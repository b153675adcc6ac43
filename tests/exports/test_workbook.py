"""What a workbook may be called and must hold."""

import pytest

from sgz_desktop.exports.workbook import Sheet, WorkbookContent, sheet_names
from tests.exports.build import CREATED


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        (("评分表", "观察记录"), ("评分表", "观察记录")),
        (("评分表", "评分表", "评分表"), ("评分表", "评分表（2）", "评分表（3）")),
        (("Score", "SCORE"), ("Score", "SCORE（2）")),
        (("a/b:c?[d]*\\",), ("a-b-c--d---",)),
        (("", "  ", "''"), ("表", "表（2）", "表（3）")),
        (("'附件1'",), ("附件1",)),
        (("History",), ("History（2）",)),
        (("长" * 40, "长" * 40), ("长" * 31, "长" * 28 + "（2）")),
        (("𠮷" * 20,), ("𠮷" * 15,)),
        (("行\n列",), ("行-列",)),
    ],
)
def test_names_of_sheets_are_legal_and_unique(wanted: tuple[str, ...], got: tuple[str, ...]) -> None:
    assert sheet_names(wanted) == got


def test_a_workbook_has_a_sheet_and_an_aware_time() -> None:
    sheet = Sheet(name="表", widths=(), rows=())
    with pytest.raises(ValueError, match="at least one sheet"):
        WorkbookContent(title="t", author="a", created=CREATED)
    with pytest.raises(ValueError, match="aware"):
        WorkbookContent(title="t", author="a", created=CREATED.replace(tzinfo=None), sheets=(sheet,))
