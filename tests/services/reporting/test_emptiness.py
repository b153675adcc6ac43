"""What is told to be empty is what the report prints as empty, in every style and state."""

from dataclasses import replace

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Tone
from sgz_desktop.exports.report import Passage, leaves, texts_of
from sgz_desktop.house_styles.parts import FindingsPart
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.scoring.score import score
from sgz_desktop.services.reporting.compose import compose
from sgz_desktop.services.reporting.emptiness import empty_chapters
from tests import build as make
from tests.build import NOON
from tests.services.reporting.states import STATES, complete

SOME = (
    make.observation(1, subject="operations", tone=Tone.STRENGTH, text="团队稳定"),
    make.observation(2, subject="operations", tone=Tone.CONCERN, text=" ", lead="", recommendation=""),
    make.observation(3, subject="quality", tone=Tone.CONCERN, text="记录不全"),
)


def printed_as_empty(dossier: Dossier, style: HouseStyle) -> int:
    """How many lists of the composed report consist of the words for an empty one."""
    rubric = make.rubric()
    report = compose(dossier, rubric, score(dossier, rubric), (), style, created=NOON, final=False)
    words = {
        key
        for part in (*style.outline, *(each for several in style.fragments.values() for each in several))
        if isinstance(part, FindingsPart)
        for key in (part.none,)
    } - {""}
    return sum(
        any(isinstance(run.source, Passage) and run.source.key in words for run in runs)
        for block in leaves(report)
        for runs in texts_of(block)
    )


@pytest.mark.parametrize("state", [*STATES, "nothing", "some"])
def test_as_many_are_told_as_are_printed(style: HouseStyle, other_style: HouseStyle, state: str) -> None:
    made = {
        "nothing": make.dossier,
        "some": lambda: complete(*SOME),
    }
    dossier = (STATES[state][0] if state in STATES else made[state])()
    for each in (style, other_style):
        told = empty_chapters(dossier, make.rubric(), score(dossier, make.rubric()), each)
        assert len(told) == printed_as_empty(dossier, each), told


def test_they_are_told_by_chapter_and_kind(other_style: HouseStyle) -> None:
    dossier = complete(*SOME)
    told = empty_chapters(dossier, make.rubric(), score(dossier, make.rubric()), other_style)
    assert "项目管理（需要关注）" in told
    assert "项目管理（值得肯定）" not in told
    hidden = replace(
        other_style, outline=tuple(p for p in other_style.outline if not isinstance(p, FindingsPart))
    )
    assert len(empty_chapters(dossier, make.rubric(), score(dossier, make.rubric()), hidden)) < len(told)
