"""The roster as a grid: what cells show and say; ticks, runs, blocks and overrides, each one step of undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.services.block_texts import html_table, tsv
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.indicator_blocks import Area, NothingToFill, Way, read_block
from sgz_desktop.services.tables.attendance_about import about
from sgz_desktop.services.tables.attendance_blocks import (
    NoRoom,
    NotRead,
    Plan,
    clear,
    fill,
    paste,
    run,
    texts_of,
    ticked,
)
from sgz_desktop.services.tables.attendance_cells import Tone
from sgz_desktop.services.tables.attendance_chart import attendance_chart
from sgz_desktop.services.tables.attendance_grid import Part, RosterGrid, Spot
from sgz_desktop.services.tables.attendance_readings import read_cell
from sgz_desktop.services.tables.sources import BY_HAND
from sgz_desktop.wiring import Program, build
from tests import annexes
from tests import build as make
from tests.build import D, uid

FIRST, SECOND, THIRD, FOURTH = (uid("worker", each) for each in range(1, 5))
PERIOD = {"period_start": date(2023, 9, 1), "period_end": date(2023, 11, 30)}
SEPTEMBER, OCTOBER, NOVEMBER = "2023-09", "2023-10", "2023-11"


def month(number: int, name: str, **over: Any) -> Any:
    """A month of one worker."""
    return annexes.duty_month(worker_id=uid("worker", number), month=name, **over)


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """Four workers over a quarter: one plain, one who comes late and one overridden, one without records."""
    return make.dossier(
        make.evaluation(required_staff=3, **PERIOD),
        annexes.worker(1, name="甲", certificate=Certificate.ASSISTANT, stated_months=D(2), experienced=True),
        annexes.worker(
            2,
            name="乙",
            certificate=Certificate.NONE,
            contract_start=date(2023, 10, 23),
            source="附件2.xlsx!到岗!A5",
            experienced=False,
        ),
        annexes.worker(3, name="丙", certificate=Certificate.INTERMEDIATE, experienced=True),
        annexes.worker(4, name="丁", certificate=None, experienced=None),
        *(month(1, each, source="附件2.xlsx!到岗!M4:O4") for each in (SEPTEMBER, OCTOBER, NOVEMBER)),
        month(2, SEPTEMBER),
        month(2, OCTOBER, insured=Tick.NO),
        month(2, NOVEMBER, present=None, stated=D("0.5")),
        month(3, SEPTEMBER, override=D("0.5"), reason="病假。"),
        month(3, OCTOBER, present=Tick.NO, insured=Tick.NO, paid=Tick.NO),
        month(3, NOVEMBER, present=Tick.HALF),
        month(4, "2024-02"),
    )


@pytest.fixture(scope="module")
def months(dossier: Dossier) -> RosterGrid:
    return RosterGrid(dossier, Part.MONTHS)


@pytest.fixture(scope="module")
def people(dossier: Dossier) -> RosterGrid:
    return RosterGrid(dossier, Part.PEOPLE)


def texts(grid: RosterGrid, row: int) -> str:
    return " ".join(grid.cell(row, column).text or "·" for column in range(len(grid.heads)))


def test_months_by_certificate_with_their_sums(months: RosterGrid) -> None:
    assert months.rows == ("甲", "丙", "持证小计", "乙", "非持证小计", "丁", "总计")
    assert [texts(months, row) for row in range(7)] == [
        "√ √ √ 1 √ √ √ 1 √ √ √ 1 3 3",
        "√ √ √ 0.5 — — — 0 半 √ √ 0.5 1 1",
        "· · · 1.5 · · · 1 · · · 1.5 4 4",
        "√ √ √ 待核 √ — √ 0.5 · √ √ 0.5 1 0",
        "· · · 0 · · · 0.5 · · · 0.5 1 0",
        "· · · 待核 · · · 待核 · · · 待核 0 0",
        "· · · 1.5 · · · 1.5 · · · 2 5 4",
    ]
    assert [(each.upper, each.lower, each.first, each.span) for each in months.heads[3:5]] == [
        ("2023年9月", "计", 0, 4),
        ("2023年10月", "到位", 4, 4),
    ]
    assert months.outside() == 1


@pytest.mark.parametrize(
    ("row", "column", "tone", "said"),
    [
        (0, 3, Tone.PLAIN, "计 1：按勾选和合同期。"),
        (0, 12, Tone.DIFFERENT, "原表的小计是 2，按规则算得 3，请核对。"),
        (1, 3, Tone.OVERRIDDEN, "计 0.5：评估人员改定，理由：病假。"),
        (3, 0, Tone.CONTRADICTED, "勾选了到位但不在合同期内，待核（2023-10-23 才起签合同）。"),
        (3, 3, Tone.CONTRADICTED, "勾选了到位但不在合同期内，待核（2023-10-23 才起签合同）。"),
        (3, 5, Tone.LACKING, "到位而没有社保，请核对备注和凭证。"),
        (3, 7, Tone.PLAIN, "计 0.5：按勾选和合同期，10月23日到岗，计半个月。"),
        (3, 11, Tone.STATED, "计 0.5：按表中的到岗数。"),
        (5, 3, Tone.OPEN, "没有到岗记录，待核。"),
        (2, 3, Tone.OPEN, "已知 1.5，另有 1 个人次待核。"),
    ],
)
def test_a_cell_says_what_its_tone_means(
    months: RosterGrid, row: int, column: int, tone: Tone, said: str
) -> None:
    cell = months.cell(row, column)
    assert (cell.tone, cell.hint) == (tone, said)


def test_the_current_cell_is_told_with_its_source_and_its_worker(
    months: RosterGrid, people: RosterGrid
) -> None:
    found = about(months, 0, 4)
    assert (found.place, found.sentence) == ("甲 2023年10月的人员到位", "计 1：按勾选和合同期。")
    assert found.source == "来自 附件2.xlsx!到岗!M4:O4"
    assert "助理社工师" in found.person
    assert "从业两年以上" in found.person
    late = about(months, 3, 5)
    assert late.sentence == (
        "到位而没有社保，请核对备注和凭证。计 0.5：按勾选和合同期，10月23日到岗，计半个月。"
    )
    assert about(months, 5, 0).source == "还没有到岗记录"
    assert about(months, 6, 12).place == "总计的到岗小计"
    assert about(people, 1, 1).source == "来自 附件2.xlsx!到岗!A5"
    assert about(people, 3, 2).sentence == "证书还没有核实，有关的小计因此待核。"


def test_what_wants_attention_is_found(months: RosterGrid, people: RosterGrid) -> None:
    assert months.marked(Tone.OPEN) == ((5, 3), (5, 7), (5, 11))
    assert months.marked(Tone.CONTRADICTED) == ((3, 3),)
    assert months.marked(Tone.LACKING) == ((3, 5),)
    assert months.marked(Tone.DIFFERENT) == ((0, 12),)
    assert people.marked(Tone.OPEN) == ((3, 2), (3, 9))


def test_without_the_period_nothing_is_counted(dossier: Dossier) -> None:
    bare = replace(dossier, evaluation=replace(dossier.evaluation, period_start=None, period_end=None))
    grid = RosterGrid(bare, Part.MONTHS)
    assert grid.months == (SEPTEMBER, OCTOBER, NOVEMBER, "2024-02")
    assert (grid.cell(0, 0).text, grid.cell(0, 3).text, grid.cell(6, 3).text) == ("√", "", "")
    assert grid.cell(0, 3).hint == "考核期的起止日期没有填，还不能计算。"
    assert attendance_chart(bare).chart is None


def test_the_chart_tells_each_month(dossier: Dossier) -> None:
    shown = attendance_chart(dossier)
    assert shown.chart is not None
    assert [each.printed for each in shown.chart.bars] == ["1.5/3，待核 2", "1.5/3，待核 1", "2/3，待核 1"]
    none = replace(dossier, evaluation=replace(dossier.evaluation, required_staff=None))
    assert "应配备的社工人数没有填" in attendance_chart(none).sentence


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("present", "✓", Tick.YES),
        ("paid", "半", Tick.HALF),
        ("insured", "—", Tick.NO),
        ("present", "", None),
        ("stated", "0.5", D("0.5")),
        ("certificate", "社会工作师（中级）", Certificate.INTERMEDIATE),
        ("certificate", "无", Certificate.NONE),
        ("experienced", "是", True),
        ("related_degree", "否", False),
        ("left_on", "2023.9.30", date(2023, 9, 30)),
        ("post", " 项目\n主任 ", "项目 主任"),
        ("remark", "", ""),
    ],
)
def test_what_is_typed_is_read_by_its_field(field: str, text: str, value: object) -> None:
    assert read_cell(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("present", "也许", "应是 √、半、— 或 1、0.5、0。"),
        ("experienced", "半", "应是“是”或“否”。"),
        ("joined_on", "2023年", "日期应写成 2024-01-16 的样子。"),
        ("certificate", "会计", "应是 高级、中级、助理 或 无。"),
    ],
)
def test_what_cannot_be_read_is_refused(field: str, text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("（", r"\（")) as caught:
        read_cell(field, text)
    assert caught.value.field == field


def written(plan: Plan) -> dict[tuple[int, str, str], object]:
    """What a plan writes, by number of the worker, field and month."""
    numbers = {uid("worker", each): each for each in range(1, 5)}
    return {
        (numbers[spot.worker_id], spot.field, spot.month[5:]): value for spot, value in plan.values.items()
    }


def test_a_block_is_ticked_and_a_run_goes_as_far_as_the_contract(months: RosterGrid) -> None:
    across = ticked(months, Area(1, 0, 3, 4), Tick.YES)
    assert set(written(across)) == {(n, f, "09") for n in (3, 2) for f in ("present", "insured", "paid")}
    assert written(ticked(months, Area(5, 3), Tick.HALF)) == {(4, "stated", "09"): D("0.5")}
    assert written(ticked(months, Area(5, 3), None)) == {(4, "stated", "09"): None}
    assert {key[2] for key in written(run(months, Area(3, 1)))} == {"10", "11"}
    assert len(run(months, Area(0, 4, 4, 1)).values) == 3 * 2 * 3
    assert run(months, Area(0, 12)).size == 0


def test_clearing_and_filling(months: RosterGrid, people: RosterGrid) -> None:
    assert written(clear(months, Area(0, 0, 1, 4))) == {
        (1, each, "09"): None for each in ("present", "insured", "paid")
    }
    assert written(clear(months, Area(1, 3))) == {(3, "override", "09"): None}
    assert written(clear(people, Area(1, 0, 1, 2))) == {(2, "post", ""): ""}
    assert written(fill(months, Area(1, 4, 3, 1), Way.DOWN)) == {(2, "present", "10"): Tick.NO}
    assert written(fill(months, Area(3, 4), Way.DOWN)) == {(2, "present", "10"): Tick.NO}
    assert written(fill(months, Area(1, 8, 1, 6), Way.RIGHT)) == {
        (3, each, "11"): Tick.HALF for each in ("insured", "paid")
    }
    assert written(fill(months, Area(3, 6), Way.RIGHT)) == {(2, "paid", "10"): Tick.NO}
    assert written(fill(months, Area(3, 11), Way.DOWN)) == {(2, "stated", "11"): None}
    for grid, area, way in ((months, Area(0, 0), Way.DOWN), (people, Area(0, 0, 2, 1), Way.DOWN)):
        with pytest.raises(NothingToFill):
            fill(grid, area, way)


def test_ticks_are_pasted_over_the_counts(months: RosterGrid) -> None:
    plan = paste(months, Area(0, 2), read_block("1\t半\t×\n\t√\t是"))
    assert written(plan) == {
        (1, "paid", "09"): Tick.YES,
        (1, "present", "10"): Tick.HALF,
        (1, "insured", "10"): Tick.NO,
        (3, "present", "10"): Tick.YES,
        (3, "insured", "10"): Tick.YES,
    }
    assert (plan.area, plan.notes) == (Area(0, 2, 2, 4), ("空白的 1 格保留了原来的内容",))
    assert written(paste(months, Area(0, 3), read_block("1\t0.5"))) == {
        (1, "stated", "09"): D(1),
        (1, "stated", "10"): D("0.5"),
    }
    several = paste(months, Area(0, 0, 2, 3), read_block("√"))
    assert len(several.values) == 6


def test_rows_go_to_whom_they_name(months: RosterGrid) -> None:
    plan = paste(months, Area(0, 0), read_block("乙\t—\n小计\t9\n甲\t√"))
    assert written(plan) == {(2, "present", "09"): Tick.NO, (1, "present", "09"): Tick.YES}
    with pytest.raises(NotRead, match="名册里没有“戊”"):
        paste(months, Area(0, 0), read_block("乙\t—\n戊\t√\n甲\t√"))


def test_names_below_the_last_are_new_workers(people: RosterGrid) -> None:
    plan = paste(people, Area(3, 0), read_block("丁\t主任\t中级\n戊\t社工\t无"))
    assert written(plan) == {
        (4, "name", ""): "丁",
        (4, "post", ""): "主任",
        (4, "certificate", ""): Certificate.INTERMEDIATE,
    }
    assert plan.added == ({"name": "戊", "post": "社工", "certificate": Certificate.NONE},)
    assert plan.notes == ("添加了 1 名社工",)


@pytest.mark.parametrize(
    ("part", "area", "text", "error", "said"),
    [
        (Part.MONTHS, Area(0, 1), "√\t好", NotRead, "甲 2023年9月的工资发放是“好”，应是 √、半、—"),
        (Part.MONTHS, Area(0, 0), "\t".join("1" * 10), NoRoom, "复制来的是 1 行 10 列"),
        (Part.MONTHS, Area(6, 0), "√\n√", NoRoom, "放得下 1 行 1 列"),
        (Part.PEOPLE, Area(3, 1), "主任\n主任", NoRoom, "2 行 1 列"),
        (Part.PEOPLE, Area(3, 0), "丁\n\t主任", NotRead, "新的第 5 行没有姓名"),
        (Part.PEOPLE, Area(3, 0), "丁\t\t\n戊\t\t会计", NotRead, "新的第 5 行是“会计”"),
    ],
)
def test_a_block_that_does_not_fit_changes_nothing(
    dossier: Dossier, part: Part, area: Area, text: str, error: type[SgzError], said: str
) -> None:
    with pytest.raises(error, match=said):
        paste(RosterGrid(dossier, part), area, read_block(text))


def test_blocks_are_copied_as_the_sheet_has_them(months: RosterGrid, people: RosterGrid) -> None:
    assert tsv(texts_of(months, Area(1, 4, 3, 5))) == "—\t—\t—\t半\r\n\t\t\t\r\n√\t—\t√\t\r\n"
    assert tsv(texts_of(months, Area(0, 12, 2, 2))) == "3\t3\r\n1\t1\r\n"
    assert tsv(texts_of(people, Area(3, 0, 1, 3))) == "丁\t片区社工\t\r\n"
    assert "<td" in html_table(texts_of(people, Area(0, 0)), align="center")


@pytest.fixture
def program(tmp_path: Path) -> Any:
    with build(tmp_path / "data") as opened:
        yield opened


def test_every_edit_is_one_batch_that_is_undone(program: Program) -> None:
    made = program.evaluations.create(station="白云区云边街社工服务站", phase=Phase.FINAL)
    program.preparing.set_head(made, {"required_staff": 2, **PERIOD}, NOBODY)
    attendance = program.attendance
    _, first = attendance.add(made, ["甲", " 乙 "], NOBODY)

    def grid(part: Part = Part.MONTHS) -> RosterGrid:
        return attendance.grid(made, part)

    def worker(number: int) -> UUID:
        return program.evaluations.dossier(made).workers[number].id

    assert [each.name for each in grid().workers] == ["甲", "乙"]
    steps: tuple[tuple[Callable[[], Any], Callable[[], object]], ...] = (
        (
            lambda: attendance.write_plan(made, run(grid(), Area(0, 0, 2, 1)), NOBODY),
            lambda: texts(grid(), 0),
        ),
        (
            lambda: attendance.override(made, first, OCTOBER, D(0), reason="缺勤", worker=NOBODY),
            lambda: grid().cell(0, 7).text,
        ),
        (
            lambda: attendance.write(made, {Spot(first, "override", OCTOBER): None}, NOBODY),
            lambda: grid().cell(0, 7).text,
        ),
        (lambda: attendance.move(made, worker(1), first, NOBODY), lambda: grid(Part.PEOPLE).cell(0, 0).text),
        (lambda: attendance.remove(made, [first], NOBODY), lambda: len(grid().workers)),
        (
            lambda: attendance.write_plan(
                made, paste(grid(Part.PEOPLE), Area(1, 0), read_block("丙\t主任")), NOBODY
            ),
            lambda: [each.name for each in grid().workers],
        ),
    )
    seen = []
    for act, look in steps:
        before = look()
        changes = act()
        assert changes.batch_id is not None
        after = look()
        assert after != before
        back = program.undoing.undo(made, changes.batch_id, worker=NOBODY)
        assert look() == before
        assert back.batch_id is not None
        program.undoing.undo(made, back.batch_id, worker=NOBODY)
        assert look() == after
        seen.append(after)
    assert seen[0] == "√ √ √ 1 √ √ √ 1 √ √ √ 1 3 0"
    assert seen[1:] == ["0", "1", "乙", 1, ["乙", "丙"]]
    with pytest.raises(Refused, match="改定到岗数应写明理由"):
        attendance.override(made, worker(0), OCTOBER, D(0), reason=" ", worker=NOBODY)


def test_a_grid_takes_from_the_one_before_what_cannot_have_changed(program: Program) -> None:
    made = program.evaluations.create(station="白云区云边街社工服务站", phase=Phase.FINAL)
    program.preparing.set_head(made, PERIOD, NOBODY)
    program.attendance.add(made, ["甲", "乙", "丙"], NOBODY)
    first, second, third = (each.id for each in program.evaluations.dossier(made).workers)
    tick, late = Spot(first, "present", OCTOBER), {**PERIOD, "period_start": date(2023, 9, 20)}
    writes: tuple[dict[Any, Any], ...] = (
        {
            Spot(first, "certificate"): Certificate.ASSISTANT,
            Spot(second, "certificate"): Certificate.ASSISTANT,
        },
        {tick: Tick.YES},
        {tick: None},
        {Spot(third, "experienced"): True},
        {Spot(second, "name"): "戊"},
        late,  # of the same months
        {Spot(second, "certificate"): Certificate.NONE},
        {tick: Tick.HALF},
    )
    before = {part: program.attendance.grid(made, part) for part in Part}
    for values in writes:
        if values is late:
            program.preparing.set_head(made, late, NOBODY)
        else:
            program.attendance.write(made, values, NOBODY)
        dossier = program.evaluations.dossier(made)
        for part in Part:
            now, anew = RosterGrid(dossier, part, before=before[part]), RosterGrid(dossier, part)
            rows = range(len(anew.rows))
            assert [texts(now, row) for row in rows] == [texts(anew, row) for row in rows]
            assert now.marked(*Tone) == anew.marked(*Tone)
            if values == {tick: Tick.HALF} and part is Part.MONTHS:
                columns = (4, 5, 6, 7, 12, 13)  # October and both sums, of the worker and of all sums
                assert {*now.changed_cells(before[part])} == {(r, c) for r in (0, 1, 3, 5) for c in columns}
            before[part] = now


def test_what_was_read_from_a_workbook_is_told_to_be_changed(program: Program) -> None:
    made = program.evaluations.create(station="白云区云边街社工服务站", phase=Phase.FINAL)
    program.preparing.set_head(made, PERIOD, NOBODY)
    _, first = program.attendance.add(made, ["甲"], NOBODY)
    source = "附件2.xlsx!到岗!A5"
    program.preparing.edit(made, "worker", first, {"source": source}, NOBODY)
    for post in ("主任", "社工"):
        program.attendance.write(made, {Spot(first, "post"): post}, NOBODY)
    assert program.evaluations.dossier(made).workers[0].source == source + BY_HAND
    nothing = program.attendance.write(made, {Spot(first, "present", OCTOBER): None}, NOBODY)
    assert not nothing


def test_figures_stay_open_while_their_table_is(program: Program) -> None:
    made = program.evaluations.create(station="白云区云边街社工服务站", phase=Phase.FINAL)
    assert program.attendance.figures(made) == ()
    program.preparing.set_head(made, {"required_staff": 1, **PERIOD}, NOBODY)
    _, first = program.attendance.add(made, ["甲"], NOBODY)

    def told() -> dict[str, object]:
        return {each.key: each.value for each in program.attendance.figures(made)}

    open_ones = told()
    assert open_ones["attendance.required"] == 3
    assert open_ones["attendance.retention"] is None
    assert "attendance.surplus" not in open_ones
    grid = program.attendance.grid(made, Part.MONTHS)
    values = {Spot(first, "certificate"): Certificate.ASSISTANT, Spot(first, "experienced"): True}
    program.attendance.write(made, {**run(grid, Area(0, 0)).values, **values}, NOBODY)
    settled = told()
    assert (settled["attendance.actual"], settled["attendance.retention"]) == (3, D("100.00"))
    assert settled["attendance.certified_surplus"] == D("1.5")
    by_key = {each.key: each.formula for each in program.attendance.figures(made)}
    assert "÷ 应配社工人数" in by_key["attendance.retention"]
