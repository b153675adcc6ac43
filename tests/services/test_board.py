"""The board: observations filed elsewhere, moved, merged into one, split into two, each in one batch."""

from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.errors import Refused
from sgz_desktop.services.board import is_unfiled, joined, lacks_evidence, links
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION, uid
from tests.services.case import GROUP, LI, everything, refuse_unsettled, take_in

E = EVALUATION
FIRST, SECOND, THIRD, FOURTH = (uid("observation", number) for number in (1, 2, 3, 4))


def _seen(program: Program) -> list[UUID]:
    return [each.id for each in program.evaluations.dossier(E).observations]


def _of(program: Program, which: UUID) -> Observation:
    return next(each for each in program.evaluations.dossier(E).observations if each.id == which)


@pytest.fixture
def four(empty: Program) -> Program:
    """A program with four observations, of which the second and third have one order key."""
    tied = make.position(2)
    more = (make.observation(3, position=tied), make.observation(4, tone=Tone.CONCERN, evidence="台账"))
    take_in(empty, everything(*more), empty.folder)
    return empty


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ((), ""),
        (("", "  "), ""),
        (("有公示",), "有公示"),
        (("有公示", "有台账"), "有公示。有台账"),
        (("有公示。", "有台账。"), "有公示。有台账。"),
        (("有公示，", "有台账"), "有公示。有台账"),
        (("他问：“有吗？”", "有"), "他问：“有吗？”有"),
        (("有公示；", "", "有公示；", "有台账"), "有公示；有台账"),
        (("，", "有台账"), "有台账"),
        (("Yes.", "有"), "Yes.有"),
    ],
)
def test_texts_are_joined_as_sentences_and_said_once(parts: tuple[str, ...], whole: str) -> None:
    assert joined(parts) == whole


def test_a_concern_without_evidence_and_what_has_no_place_are_told() -> None:
    concern = make.observation(1, tone=Tone.CONCERN, evidence=" ")
    assert lacks_evidence(concern)
    assert not lacks_evidence(make.observation(1))
    assert not is_unfiled(concern)
    assert is_unfiled(make.observation(1, subject=None))
    assert is_unfiled(make.observation(1, tone=Tone.UNFILED))


def test_several_are_filed_elsewhere_in_one_step(four: Program) -> None:
    values = {"subject": "quality", "group_id": GROUP, "tone": Tone.CONCERN}
    changes = four.board.retag(E, [FIRST, FOURTH], values, LI)
    assert {(_of(four, each).group_id, _of(four, each).tone) for each in (FIRST, FOURTH)} == {
        (GROUP, Tone.CONCERN)
    }
    assert changes.batch_id is not None
    four.undoing.undo(E, changes.batch_id, worker=LI)
    assert _of(four, FIRST).tone is Tone.STRENGTH
    with pytest.raises(Refused):
        four.board.retag(E, [FIRST], {"subject": "nowhere"}, LI)


@pytest.mark.parametrize(
    ("ids", "beside", "order"),
    [
        ([FIRST], {"behind": SECOND}, [SECOND, FIRST, THIRD, FOURTH]),  # between two of one key
        ([FOURTH], {"before": FIRST}, [FOURTH, FIRST, SECOND, THIRD]),
        ([FOURTH, FIRST], {"before": THIRD}, [SECOND, FOURTH, FIRST, THIRD]),
        ([SECOND, FIRST], {}, [THIRD, FOURTH, SECOND, FIRST]),
    ],
)
def test_observations_are_moved_beside_one_another(
    four: Program, ids: list[UUID], beside: dict[str, Any], order: list[UUID]
) -> None:
    before = _seen(four)
    assert before == [FIRST, SECOND, THIRD, FOURTH]
    changes = four.board.reorder_among(E, ids, LI, values={"tone": Tone.UNFILED}, **beside)
    assert _seen(four) == order
    told = {each.id for each in four.evaluations.dossier(E).observations if each.tone is Tone.UNFILED}
    assert told == set(ids)
    refuse_unsettled(four, E)
    assert changes.batch_id is not None
    four.undoing.undo(E, changes.batch_id, worker=LI)
    assert _seen(four) == before


def test_keys_that_grow_too_long_are_all_made_anew(four: Program) -> None:
    low, high = "a" * 150, "a" * 149 + "b"
    four.preparing.edit(E, "observation", FIRST, {"position": low}, LI)
    four.preparing.edit(E, "observation", SECOND, {"position": high}, LI)
    four.board.reorder_among(E, [FOURTH], LI, behind=FIRST)
    seen = _seen(four)
    assert seen.index(FOURTH) == seen.index(FIRST) + 1
    assert max(len(each.position) for each in four.evaluations.dossier(E).observations) < 5


@pytest.mark.parametrize("beside", [{"before": uid("observation", 9)}, {"behind": FIRST}])
def test_nothing_is_moved_beside_what_is_not_there(four: Program, beside: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="已经不在了"):
        four.board.reorder_among(E, [FIRST], LI, **beside)


def test_merging_joins_all_words_and_moves_the_links_of_spot_checks(four: Program) -> None:
    given: list[tuple[UUID, dict[str, Any]]] = [
        (
            SECOND,
            {"lead": "档案齐全。", "text": "抽了十份", "recommendation": "按月更新", "evidence": "档案"},
        ),
        (FIRST, {"lead": "队伍稳定", "text": "无人离职", "recommendation": "建议留人", "evidence": "档案"}),
    ]
    for which, values in given:
        four.visiting.edit_observation(E, which, values, LI)
    changes, stays = four.board.merge(E, [SECOND, FIRST, SECOND], LI)
    assert stays == SECOND
    assert FIRST not in _seen(four)
    whole = _of(four, SECOND)
    assert (whole.lead, whole.text) == ("档案齐全。", "抽了十份。队伍稳定。无人离职")
    assert (whole.recommendation, whole.evidence) == ("按月更新。建议留人", "档案")
    assert (whole.printed_text, whole.printed_recommendation) == (None, None)
    (check,) = four.evaluations.dossier(E).spot_checks
    assert check.observation_id == SECOND
    refuse_unsettled(four, E)
    assert changes.batch_id is not None
    four.undoing.undo(E, changes.batch_id, worker=LI)
    assert _of(four, FIRST).text == "无人离职"
    assert four.evaluations.dossier(E).spot_checks[0].observation_id == FIRST


def test_merging_keeps_the_first_item_there_is_and_tells_the_others(four: Program) -> None:
    for which, item in ((FIRST, None), (SECOND, "tiers"), (THIRD, "degree"), (FOURTH, "tiers")):
        four.board.retag(E, [which], {"item": item}, LI)
    ids = [FIRST, SECOND, THIRD, FOURTH]
    several = [_of(four, each) for each in ids]
    assert (links(several), links(several[:1])) == (("tiers", "degree"), ())
    four.board.merge(E, ids, LI)
    assert _of(four, FIRST).item == "tiers"


def test_what_the_report_words_otherwise_is_joined_as_it_is_worded(four: Program) -> None:
    four.visiting.edit_observation(E, FIRST, {"recommendation": "甲"}, LI)
    worded = {"printed_lead": "印首句", "printed_recommendation": "印建议"}
    four.visiting.edit_observation(E, THIRD, worded, LI)
    four.board.merge(E, [FIRST, THIRD], LI)
    whole = _of(four, FIRST)
    assert whole.text == "第1条观察。第3条观察。"
    assert whole.printed_text == "第1条观察。印首句。第3条观察。"
    assert whole.printed_recommendation == "甲。印建议"


def test_one_alone_or_what_is_gone_is_not_merged(four: Program) -> None:
    with pytest.raises(Refused, match="至少选两条"):
        four.board.merge(E, [FIRST, FIRST], LI)
    with pytest.raises(Refused, match="已经不在了"):
        four.board.merge(E, [FIRST, uid("observation", 9)], LI)


def test_splitting_makes_two_beside_one_another(four: Program) -> None:
    values = {"text": "有公示。 没有台账。", "lead": "公示", "recommendation": "补台账", "evidence": "照片"}
    four.visiting.edit_observation(E, SECOND, values, LI)
    changes, second = four.board.split(E, SECOND, 4, LI)
    assert _seen(four) == [FIRST, SECOND, second, THIRD, FOURTH]
    head, tail = _of(four, SECOND), _of(four, second)
    assert (head.lead, head.text, head.recommendation) == ("公示", "有公示。", "补台账")
    assert (tail.lead, tail.text, tail.recommendation, tail.evidence) == ("", "没有台账。", "", "照片")
    assert (tail.subject, tail.group_id, tail.tone) == (head.subject, head.group_id, head.tone)
    refuse_unsettled(four, E)
    assert changes.batch_id is not None
    four.undoing.undo(E, changes.batch_id, worker=LI)
    assert _seen(four) == [FIRST, SECOND, THIRD, FOURTH]
    assert _of(four, SECOND).text == "有公示。 没有台账。"


@pytest.mark.parametrize(
    ("at", "printed", "why"), [(0, None, "前后都要"), (99, None, "前后都要"), (2, "印", "另有措辞")]
)
def test_nothing_empty_and_nothing_worded_otherwise_is_split(
    four: Program, at: int, printed: str | None, why: str
) -> None:
    four.visiting.edit_observation(E, FIRST, {"printed_text": printed}, LI)
    with pytest.raises(Refused, match=why):
        four.board.split(E, FIRST, at, LI)


def test_deleting_leaves_the_spot_check_without_it(four: Program) -> None:
    four.board.remove(E, [FIRST, FOURTH], LI)
    assert _seen(four) == [SECOND, THIRD]
    assert four.evaluations.dossier(E).spot_checks[0].observation_id is None
    refuse_unsettled(four, E)
