"""What a final report does not wait for, and why."""

import pytest

from sgz_desktop.domain.result import Missing, Severity
from sgz_desktop.services.unhanded import HAND_IN, unhanded, with_reason

WAITING = Missing(HAND_IN, "林专家还没有提交评分。", "scoring", Severity.ADVICE)
OTHER = Missing("paper", "还没有收到。", "day", Severity.ADVICE)
BLOCKING = Missing("mark", "还有 1 项未作答。", "visit")


@pytest.mark.parametrize(
    ("missing", "expected"),
    [((), []), ((OTHER, WAITING), [WAITING]), ((BLOCKING, WAITING), [])],
)
def test_only_a_report_that_would_be_final_waits_for_marks(
    missing: tuple[Missing, ...], expected: list[Missing]
) -> None:
    assert unhanded(missing) == expected


SAID = "评分未全部提交即出正式稿，原因：出差"


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("", SAID),
        ("旧的说明", f"旧的说明\n{SAID}"),
        (f"旧的说明\n{SAID}", f"旧的说明\n{SAID}"),
        (f"{SAID}未归", f"{SAID}未归\n{SAID}"),
    ],
)
def test_the_reason_stands_once_at_the_end_of_the_note(note: str, kept: str) -> None:
    assert with_reason(note, "出差") == kept
