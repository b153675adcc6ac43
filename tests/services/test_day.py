"""The working papers of the day: plan, sign-in, what becomes an observation, feedback, departure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from sgz_desktop.domain.day import PaperRequest, PlanEntry
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import Severity
from sgz_desktop.errors import Refused
from sgz_desktop.scoring.score import score
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.day import is_overdue
from sgz_desktop.services.day_plan import When, by_time, plan_lines
from sgz_desktop.services.departure import departure, only_here
from sgz_desktop.services.drawing_lots import draw
from sgz_desktop.services.feedback_sheet import attendees_text, feedback_sheet
from sgz_desktop.wiring import Program
from tests.build import uid

NOON = datetime(2024, 1, 16, 12, 5, tzinfo=UTC)


def zhongcun(program: Program) -> UUID:
    """The sample with a whole day."""
    return next(each.id for each in program.evaluations.listing() if "钟村" in each.station)


def entries(*several: tuple[str, str, str, str]) -> list[PlanEntry]:
    """Entries of title, times and who."""
    return [
        PlanEntry(
            id=uid(500 + number),
            title=title,
            starts_at=start,
            ends_at=end,
            who=who,
            position=f"a{number + 1}",
        )
        for number, (title, start, end, who) in enumerate(several)
    ]


@pytest.mark.parametrize(
    ("several", "signs"),
    [
        ([("甲", "09:00", "10:00", ""), ("乙", "10:00", "11:00", "")], ["", ""]),
        ([("甲", "09:00", "10:00", ""), ("乙", "10:10", "11:00", "")], ["", "空档"]),
        ([("甲", "09:00", "10:00", ""), ("乙", "10:05", "11:00", "")], ["", ""]),
        ([("甲", "09:00", "12:00", ""), ("乙", "13:30", "15:00", "")], ["", ""]),
        ([("甲", "09:00", "10:00", "何"), ("乙", "09:30", "10:00", "苏、何")], ["重叠", "重叠"]),
        ([("甲", "09:00", "10:00", "何"), ("乙", "09:30", "10:00", "苏")], ["", ""]),
        ([("甲", "09:00", "10:00", "全体专家"), ("乙", "09:30", "10:00", "苏")], ["重叠", "重叠"]),
        ([("甲", "10:00", "11:00", ""), ("乙", "09:00", "10:00", "")], ["", "次序"]),
        ([("甲", "", "", ""), ("乙", "09:00", "", ""), ("丙", "09:00", "09:30", "")], ["", "", ""]),
    ],
)
def test_what_a_plan_is_warned_of(several: Sequence[tuple[str, str, str, str]], signs: list[str]) -> None:
    lines = plan_lines(entries(*several), None, NOON)
    assert [each.sign for each in lines] == signs
    assert all(bool(each.sign) == each.warning.endswith("。") for each in lines)


def test_what_runs_now_is_marked_on_the_day_of_the_visit_only() -> None:
    plan = entries(
        ("甲", "09:00", "12:00", ""),
        ("乙", "12:00", "", ""),
        ("丙", "13:00", "14:00", ""),
        ("丁", "", "", ""),
    )
    states = [each.when for each in plan_lines(plan, NOON.date(), NOON)]
    assert states == [When.PAST, When.NOW, When.NEXT, When.NONE]
    assert {each.when for each in plan_lines(plan, date(2024, 1, 17), NOON)} == {When.NONE}


def test_an_entry_without_a_time_stays_behind_its_neighbour() -> None:
    plan = entries(("甲", "10:00", "", ""), ("乙", "", "", ""), ("丙", "09:00", "", ""))
    assert [each.title for each in by_time(plan)] == ["丙", "甲", "乙"]


def test_the_usual_plan_fills_a_day_and_then_only_what_is_free(samples_program: Program) -> None:
    program, found = samples_program, zhongcun(samples_program)
    for each in program.evaluations.dossier(found).plan_entries:
        program.preparing.remove(found, each.kind, each.id, NOBODY)
    program.day.fill_plan(found, NOBODY)
    plan = program.evaluations.dossier(found).plan_entries
    assert (plan[0].starts_at, plan[-1].ends_at) == ("09:00", "17:10")
    assert {each.group_id for each in plan} == {
        None,
        *(g.id for g in program.evaluations.dossier(found).groups),
    }
    assert [each.sign for each in program.day.plan(found, NOON)] == [""] * len(plan)
    with pytest.raises(Refused, match="没有可填入的"):
        program.day.fill_plan(found, NOBODY)
    moved = {"title": "收拾资料", "starts_at": "17:10", "ends_at": ""}
    program.preparing.edit(found, PlanEntry.kind, plan[0].id, moved, NOBODY)
    program.day.sort_plan(found, NOBODY)
    assert program.evaluations.dossier(found).plan_entries[-1].id == plan[0].id
    program.day.fill_plan(found, NOBODY)
    assert program.evaluations.dossier(found).plan_entries[0].title == plan[0].title


def test_the_team_is_taken_over_once_and_signs_in(samples_program: Program) -> None:
    program, found = samples_program, zhongcun(samples_program)
    with pytest.raises(Refused, match="都已在签到表上"):
        program.day.take_over_team(found, NOBODY)
    first = program.evaluations.dossier(found).attendees[0]
    program.preparing.remove(found, first.kind, first.id, NOBODY)
    program.day.take_over_team(found, NOBODY)
    back = program.evaluations.dossier(found).attendees[-1]
    assert (back.name, back.party, back.signed_in_at) == (first.name, "assessor", "")
    program.day.sign_in(found, back.id, NOON, NOBODY)
    assert not program.day.sign_in_all(found, NOON, NOBODY)
    assert program.evaluations.dossier(found).attendees[-1].signed_in_at == "12:05"
    assert program.day.attendees_text(found) == "社工站人员2人和购买方代表1人"


def test_a_draw_is_entered_with_its_proof(samples_program: Program) -> None:
    program, found = samples_program, zhongcun(samples_program)
    seed = program.day.next_seed(found, date(2030, 1, 1))
    assert seed == "20240116-4"
    _, first = program.day.note_draw(found, draw(60, 3, seed), {"item": "Q-11"}, NOBODY)
    checks = program.evaluations.dossier(found).spot_checks
    assert [each.id for each in checks].index(first) == len(checks) - 3
    assert program.day.draw_proof(found, checks[-1]).endswith("（已按号码重抽，一致）")
    program.preparing.edit(found, "spot_check", first, {"number": "GA-9"}, NOBODY)
    checks = program.evaluations.dossier(found).spot_checks
    assert "抽取 3 份：GA-9、" in program.day.draw_proof(found, checks[-1])
    chosen = next(each for each in checks if not each.seed)
    assert program.day.draw_proof(found, chosen) == ""


def test_a_finding_becomes_an_observation_and_leads_to_it(samples_program: Program) -> None:
    program, found = samples_program, zhongcun(samples_program)
    check = program.evaluations.dossier(found).spot_checks[0]
    changes, made = program.day.observe_check(found, check.id, Tone.CONCERN, NOBODY)
    dossier = program.evaluations.dossier(found)
    observation = dossier.observations[-1]
    assert (observation.id, dossier.spot_checks[0].observation_id) == (made, made)
    assert observation.evidence == "抽查：个案 GA-2023-014"
    assert (observation.subject, observation.item) == ("quality", "Q-11")
    assert (observation.group_id, observation.person_id) == (check.group_id, check.person_id)
    assert (observation.text, observation.tone) == (check.found, Tone.CONCERN)
    with pytest.raises(Refused, match="已经转为观察"):
        program.day.observe_check(found, check.id, Tone.STRENGTH, NOBODY)
    assert changes.batch_id is not None
    program.undoing.undo(found, changes.batch_id, worker=NOBODY)
    dossier = program.evaluations.dossier(found)
    assert dossier.spot_checks[0].observation_id is None
    assert made not in {each.id for each in dossier.observations}
    program.preparing.edit(found, check.kind, check.id, {"found": " "}, NOBODY)
    with pytest.raises(Refused, match="先写下抽查"):
        program.day.observe_check(found, check.id, Tone.STRENGTH, NOBODY)


def test_a_part_of_the_notes_or_all_of_them_becomes_an_observation(samples_program: Program) -> None:
    program, found = samples_program, zhongcun(samples_program)
    talk = program.evaluations.dossier(found).interviews[-1]
    for text, kept in (("文书较多", "文书较多"), ("", talk.notes)):
        program.day.observe_interview(found, talk.id, text, Tone.UNFILED, NOBODY)
        observation = program.evaluations.dossier(found).observations[-1]
        assert (observation.text, observation.evidence) == (kept, "访谈：一线社工 4 人")
        assert (observation.subject, observation.group_id) == ("quality", talk.group_id)
    for role, subject in (("购买方代表", "purchaser"), ("服务对象", None)):
        values = {"role": role, "notes": "多办活动"}
        _, made = program.preparing.add(found, talk.kind, values, NOBODY)
        program.day.observe_interview(found, made, "", Tone.CONCERN, NOBODY)
        assert program.evaluations.dossier(found).observations[-1].subject == subject
    sheet = program.day.feedback(found)
    assert (sheet.without_chapter, sheet.unplaced) == (1, 3)
    _, empty = program.preparing.add(found, talk.kind, {"role": "服务对象"}, NOBODY)
    with pytest.raises(Refused, match="先写下访谈记录"):
        program.day.observe_interview(found, empty, "", Tone.STRENGTH, NOBODY)


@pytest.mark.parametrize(
    ("due_on", "due_at", "arrived_on", "is_late"),
    [
        (None, "", None, False),
        (date(2024, 1, 15), "", None, True),
        (date(2024, 1, 15), "", date(2024, 1, 16), False),
        (date(2024, 1, 16), "", None, False),
        (date(2024, 1, 16), "12:00", None, True),
        (date(2024, 1, 16), "16:00", None, False),
        (date(2024, 1, 17), "09:00", None, False),
    ],
)
def test_when_a_paper_is_overdue(
    due_on: date | None, due_at: str, arrived_on: date | None, *, is_late: bool
) -> None:
    paper = PaperRequest(
        id=uid(900), title="台账", due_on=due_on, due_at=due_at, arrived_on=arrived_on, position="a1"
    )
    assert is_overdue(paper, NOON) is is_late


def test_the_sheet_tells_what_was_seen_and_no_figure_of_the_score(samples_program: Program) -> None:
    program, found = samples_program, zhongcun(samples_program)
    program.day.ask_for_paper(found, NOBODY, title="值班表", due_on=date(2024, 1, 16), due_at="16:00")
    program.visiting.observe(found, NOBODY, text="还没有归类的一条")
    sheet = program.day.feedback(found)
    assert [each.name for each in sheet.chapters][:2] == ["运营管理", "服务质量"]
    assert [each.name for each in sheet.chapters[1].places if each.name] == [
        "第一片区",
        "第二片区",
        "第三片区",
    ]
    assert all(each.strengths or each.concerns for chapter in sheet.chapters for each in chapter.places)
    assert (sheet.papers[0].until, sheet.unplaced, sheet.objections) == ("2024-01-16 16:00", 1, "无异议。")
    result, told = program.results.score(found), repr(sheet)
    figures = {str(result.total), str(result.floor)} | {str(each.converted) for each in result.components}
    assert not [each for each in figures if each in told]
    assert result.grade_name not in told


def bare(dossier: Dossier) -> Dossier:
    """The same evaluation with nothing written down about its day."""
    return replace(
        dossier,
        attendees=(),
        interviews=(),
        spot_checks=(),
        declarations=(),
        report_texts=(),
        marks=dossier.marks[1:],
    )


def test_departure_begins_with_what_no_office_can_mend(samples_program: Program) -> None:
    program, found = samples_program, zhongcun(samples_program)
    program.day.ask_for_paper(found, NOBODY, title="值班表", promised_by="项目负责人")
    program.visiting.observe(found, NOBODY, text="还没有归类的一条")
    dossier, rubric = bare(program.evaluations.dossier(found)), program.evaluations.rubric(found)
    told = departure(dossier, rubric, score(dossier, rubric))
    codes = list(dict.fromkeys(each.code for each in told))
    assert codes == [
        "paper",
        "declaration",
        "attendee.none",
        "interview.none",
        "spot_check.none",
        "observation.evidence",
        "feedback.attendees",
        "feedback.objections",
        codes[-2],
        "observation.unfiled",
    ]
    assert codes[-2].endswith(".marks")
    assert [only_here(each) for each in told] == sorted((only_here(each) for each in told), reverse=True)
    assert {each.severity for each in told} == {Severity.BLOCKS, Severity.ADVICE}
    assert told[0].sentence == "待补材料“值班表”还没有收到（项目负责人）。"
    assert attendees_text(dossier, rubric) == feedback_sheet(dossier, rubric).attendees == ""


def test_what_is_half_written_is_told_one_by_one(samples_program: Program) -> None:
    program, found = samples_program, zhongcun(samples_program)
    for kind, values in (
        ("attendee", {"name": "方"}),
        ("interview", {"role": "服务对象"}),
        ("spot_check", {"number": "7"}),
    ):
        program.preparing.add(found, kind, values, NOBODY)
    told = [each.code for each in program.day.departure(found)]
    assert told[:3] == ["attendee", "interview", "spot_check"]
    paper = program.evaluations.dossier(found).paper_requests[0]
    program.day.receive_paper(found, paper.id, None, NOBODY)
    assert program.day.departure(found)[0].entity_id == paper.id
