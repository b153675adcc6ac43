"""What the pages of the day, the judging and the report let a person do; see acts."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sgz_desktop.domain.day import Checked
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.observation import PRINTED_FIELDS, Tone
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.services.drawing_lots import draw
from tests.ui.acts import WORDS, Act, Hand, act, experts

NOW = datetime.combine(date(2025, 3, 4), time(9, 12))
PASSAGES = ("method_premises", "method_documents", "principle_recusal")


@act
def _fill_plan(hand: Hand) -> Act:
    return Act(lambda each, who: hand.program.day.fill_plan(each, who))


@act
def _sort_plan(hand: Hand) -> Act:
    return Act(lambda each, who: hand.program.day.sort_plan(each, who))


@act
def _take_over_team(hand: Hand) -> Act:
    return Act(lambda each, who: hand.program.day.take_over_team(each, who))


@act
def _sign_in(hand: Hand) -> Act:
    attendee, now = hand.id(hand.dossier.attendees), NOW + timedelta(minutes=hand.random.randrange(60))
    return Act(lambda each, who: hand.program.day.sign_in(each, attendee, now, who))


@act
def _sign_in_all(hand: Hand) -> Act:
    return Act(lambda each, who: hand.program.day.sign_in_all(each, NOW, who))


@act
def _draw(hand: Hand) -> Act:
    found = draw(40, 2, hand.name("20250304-"))
    values = {"checked": hand.one(list(Checked)), "group_id": hand.maybe(hand.dossier.groups)}
    return Act(lambda each, who: hand.program.day.note_draw(each, found, values, who))


@act
def _observe_a_check(hand: Hand) -> Act:
    checks = [each for each in hand.dossier.spot_checks if each.found]
    check, tone = hand.id(checks), hand.one(list(Tone))
    return Act(lambda each, who: hand.program.day.observe_check(each, check, tone, who))


@act
def _observe_a_talk(hand: Hand) -> Act:
    talk, tone = hand.id([each for each in hand.dossier.interviews if each.notes]), hand.one(list(Tone))
    return Act(lambda each, who: hand.program.day.observe_interview(each, talk, "", tone, who))


@act
def _ask_for_paper(hand: Hand) -> Act:
    title = hand.name("佐证")
    return Act(lambda each, who: hand.program.day.ask_for_paper(each, who, title=title))


@act
def _receive_paper(hand: Hand) -> Act:
    paper, on = hand.id(hand.dossier.paper_requests), hand.one((None, hand.day()))
    return Act(lambda each, who: hand.program.day.receive_paper(each, paper, on, who))


@act
def _observe(hand: Hand) -> Act:
    subject = hand.one(hand.rubric.components).code
    values = {"subject": subject, "tone": hand.one(list(Tone)), "text": f"{hand.one(WORDS)}{hand.words()}"}
    return Act(lambda each, who: hand.program.visiting.observe(each, who, **values))


@act
def _edit_observation(hand: Hand) -> Act:
    known, field = hand.id(hand.dossier.observations), hand.one((*PRINTED_FIELDS, "evidence"))
    values, visiting = {field: hand.words()}, hand.program.visiting
    merge = f"observation {known} {field}"
    return Act(lambda each, who: visiting.edit_observation(each, known, values, who), merge=merge)


@act
def _retag(hand: Hand) -> Act:
    ids, tone = hand.some(hand.dossier.observations), hand.one(list(Tone))
    return Act(lambda each, who: hand.program.board.retag(each, ids, {"tone": tone}, who))


@act
def _reorder(hand: Hand) -> Act:
    ids, board = hand.some(hand.dossier.observations), hand.program.board
    before = hand.maybe([each for each in hand.dossier.observations if each.id not in ids])
    return Act(lambda each, who: board.reorder_among(each, ids, who, before=before))


@act
def _merge(hand: Hand) -> Act:
    ids = hand.some(hand.dossier.observations, 2)
    return Act(lambda each, who: hand.program.board.merge(each, ids, who))


@act
def _split(hand: Hand) -> Act:
    long = hand.one([each for each in hand.dossier.observations if len(each.text) > 4])
    at = hand.random.randrange(1, len(long.text))
    return Act(lambda each, who: hand.program.board.split(each, long.id, at, who))


@act
def _remove_observations(hand: Hand) -> Act:
    ids = hand.some(hand.dossier.observations)
    return Act(lambda each, who: hand.program.board.remove(each, ids, who))


@act
def _mark(hand: Hand) -> Act:
    (item, group), expert, visiting = hand.place(), hand.id(experts(hand)), hand.program.visiting
    answer, note = hand.answer(item), hand.one((None, *WORDS))
    return Act(lambda each, who: visiting.answer(each, item.code, group, expert, answer, who, note=note))


@act
def _clear_mark(hand: Hand) -> Act:
    mark, visiting = hand.one(hand.dossier.marks), hand.program.visiting
    return Act(lambda each, who: visiting.answer(each, mark.item, mark.group_id, mark.person_id, None, who))


@act
def _mark_note(hand: Hand) -> Act:
    mark, note = hand.one(hand.dossier.marks), hand.words()
    merge = f"note {mark.id}"
    return Act(lambda each, who: hand.program.visiting.set_note(each, mark, note, who), merge=merge)


@act
def _hand_in(hand: Hand) -> Act:
    ready = [
        each
        for each in hand.program.deliberating.standings(hand.dossier.id)
        if each.answered == each.asked and not each.is_handed_in
    ]
    expert = hand.one(ready).person_id
    return Act(lambda each, who: hand.program.deliberating.hand_in(each, expert, who))


@act
def _take_back(hand: Hand) -> Act:
    expert = hand.one(sorted(hand.dossier.handed_in))
    return Act(lambda each, who: hand.program.deliberating.take_back(each, expert, who))


@act
def _settle(hand: Hand) -> Act:
    (item, group), deliberating = hand.place(), hand.program.deliberating
    answer, reason = hand.answer(item, settled=True), hand.one(WORDS)
    return Act(
        lambda each, who: deliberating.settle(
            each, item.code, group, answer, who, reason=reason, decided_by="全体专家"
        )
    )


@act
def _withdraw(hand: Hand) -> Act:
    word = hand.one(hand.dossier.final_words)
    return Act(lambda each, who: hand.program.deliberating.withdraw(each, word.item, word.group_id, who))


@act
def _figure(hand: Hand) -> Act:
    code, points, judging = hand.one(hand.rubric.parties).code, hand.figure(10), hand.program.judging
    given: dict[str, Any] = hand.one(
        ({}, {"source": hand.words()}, {"received_on": hand.day()}, {"file_number": hand.words()})
    )
    return Act(lambda each, who: judging.set_figure(each, Scope.PARTY, code, points, who, **given))


@act
def _component_figure(hand: Hand) -> Act:
    code, points, judging = hand.one(hand.rubric.components).code, hand.figure(20), hand.program.judging
    group, counts = hand.maybe(hand.dossier.groups), hand.yes()
    return Act(
        lambda each, who: judging.set_figure(
            each, Scope.COMPONENT, code, points, who, group_id=group, counts=counts
        )
    )


@act
def _basis(hand: Hand) -> Act:
    basis = hand.one(list(Basis))
    return Act(lambda each, who: hand.program.judging.set_basis(each, basis, who))


@act
def _stated_grade(hand: Hand) -> Act:
    grade, source = hand.one((None, hand.rubric.grades[0].code)), hand.words()
    return Act(lambda each, who: hand.program.judging.set_stated_grade(each, grade, source, who))


@act
def _veto(hand: Hand) -> Act:
    rule, state = hand.one(hand.rubric.vetoes).code, hand.one(list(VetoState))
    reason = hand.one(WORDS)
    return Act(lambda each, who: hand.program.judging.find_veto(each, rule, state, reason, "全体专家", who))


@act
def _passage(hand: Hand) -> Act:
    key, template, wording = hand.one(PASSAGES), hand.one(WORDS), hand.program.wording
    return Act(lambda each, who: wording.set_passage(each, key, template, who), merge=f"passage {key}")


@act
def _restore_passage(hand: Hand) -> Act:
    codes = [each.code for each in hand.dossier.report_texts if each.code.startswith("passage.")]
    key = hand.one(codes).removeprefix("passage.")
    return Act(lambda each, who: hand.program.wording.restore_passage(each, key, who))


@act
def _omit(hand: Hand) -> Act:
    key = hand.one(PASSAGES)
    return Act(lambda each, who: hand.program.wording.omit(each, key, who))


@act
def _print_again(hand: Hand) -> Act:
    key = hand.one(sorted(hand.dossier.omitted_passages))
    return Act(lambda each, who: hand.program.wording.print_again(each, key, who))


@act
def _printed(hand: Hand) -> Act:
    known, field = hand.id(hand.dossier.observations), hand.one(PRINTED_FIELDS)
    text, wording = hand.one((None, *WORDS)), hand.program.wording
    return Act(lambda each, who: wording.set_printed(each, known, field, text, who))


@act
def _affirm(hand: Hand) -> Act:
    printed = [each for each in hand.dossier.observations if each.printed_text is not None]
    known = hand.id(printed)
    return Act(lambda each, who: hand.program.wording.affirm_printed(each, known, "text", who))
