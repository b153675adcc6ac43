"""Marks that a final report does not wait for, and the note that says why nobody waited."""

from collections.abc import Sequence

from sgz_desktop.domain.result import Missing, Severity

HAND_IN = "hand_in"
"""The code of what is missing where somebody's marks are not handed in."""


def unhanded(missing: Sequence[Missing]) -> list[Missing]:
    """Whose marks a report that would be final does not wait for; none where it would be a draft."""
    if any(each.severity is Severity.BLOCKS for each in missing):
        return []
    return [each for each in missing if each.code == HAND_IN]


def with_reason(note: str, reason: str) -> str:
    """An evaluation's note with the reason why nobody waited, once however often it is tried."""
    said = f"评分未全部提交即出正式稿，原因：{reason}"
    lines = note.split("\n")
    return note if lines[-1] == said else "\n".join(filter(None, (note, said)))
