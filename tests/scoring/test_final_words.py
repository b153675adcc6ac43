"""The final word of the experts takes the place of every mark on its item, and the proof tells both."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sgz_desktop.domain.deliberation import FinalWord
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.mark import Bare, Completeness, Degree, Extent, NotApplicable
from sgz_desktop.domain.result import LineState, ProofLine
from sgz_desktop.scoring.proof import prove
from sgz_desktop.scoring.score import rescore, score
from tests import build
from tests.build import D

RUBRIC = build.rubric()
WHOLE = build.judged(experts=2, groups=2)


def settled(*words: FinalWord, dossier: Dossier = WHOLE) -> Dossier:
    return replace(dossier, final_words=words)


def line_states(dossier: Dossier, item: str) -> set[tuple[LineState, str]]:
    """State and points of an item in every expert's hands."""
    return {
        (line.state, str(line.earned))
        for component in score(dossier, RUBRIC).components
        for group in component.groups
        for expert in group.experts
        for line in expert.lines
        if line.item == item
    }


def test_it_counts_for_every_expert_and_for_one_without_a_mark() -> None:
    mark = next(each for each in WHOLE.marks if each.item == "degree")
    without = replace(WHOLE, marks=tuple(each for each in WHOLE.marks if each is not mark))
    word = build.final_word("degree", answer=Degree(D("1")))

    assert score(without, RUBRIC).total is None
    assert line_states(settled(word, dossier=without), "degree") == {(LineState.ANSWERED, "1")}
    assert score(settled(word, dossier=without), RUBRIC).total is not None


def test_it_counts_in_its_review_group_alone() -> None:
    word = build.final_word("bare", group_id=build.uid("group", 2), answer=Bare(D("0")))
    assert len(line_states(settled(word), "bare")) == 2


def test_what_is_settled_as_not_applicable_leaves_the_sum() -> None:
    word = build.final_word("degree", answer=NotApplicable())
    assert line_states(settled(word), "degree") == {(LineState.NOT_APPLICABLE, "0")}


def test_the_proof_tells_the_reason_and_the_mark_that_was_given() -> None:
    dossier = settled(build.final_word("degree", answer=Degree(D("1")), reason="复看台账后同意。"))
    found = list(_lines(prove(score(dossier, RUBRIC), dossier, RUBRIC, {}), "degree"))
    assert len(found) == 2
    assert all("合议：" in each.working and "复看台账后同意" in each.working for each in found)
    assert all("本人原评" in each.working for each in found)

    unmarked = replace(dossier, marks=())
    (first, *_) = _lines(prove(score(unmarked, RUBRIC), unmarked, RUBRIC, {}), "degree")
    assert first.working.startswith("合议：")
    assert "本人原评" not in first.working


def _lines(lines: tuple[ProofLine, ...], code: str) -> list[ProofLine]:
    found = [each for each in lines if each.label.startswith(f"{code} ")]
    return found + [each for line in lines for each in _lines(line.children, code)]


@settings(max_examples=20)
@given(place=st.integers(0, len(WHOLE.marks) - 1), goes=st.booleans())
def test_a_changed_mark_under_a_final_word_scores_as_if_from_the_beginning(place: int, goes: bool) -> None:
    before = settled(
        build.final_word("degree", answer=Degree(D("1"))),
        build.final_word("completeness", answer=Completeness(Extent.NONE)),
    )
    mark = before.marks[place]
    changed = replace(mark, answer=NotApplicable())
    middle = () if goes else (changed,)
    after = replace(before, marks=(*before.marks[:place], *middle, *before.marks[place + 1 :]))
    again = rescore(score(before, RUBRIC), after, RUBRIC, now=middle, gone=[mark] if goes else [])
    assert again == score(after, RUBRIC)
