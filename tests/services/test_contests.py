"""What people set differently without seeing one another: told in their words, chosen by one of them."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.domain.change import DELETED
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.indicator import Agreed, Cover
from sgz_desktop.domain.mark import NotApplicable, Pending
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.errors import Refused
from sgz_desktop.services.changes import NOBODY, Changes, Worker
from sgz_desktop.services.contests import Contest
from sgz_desktop.services.naming import Naming
from sgz_desktop.wiring import Program, open_program
from tests import build as make
from tests.build import EVALUATION, D, position, uid
from tests.services.case import (
    CASES,
    EXPERT,
    GROUP,
    HELPER,
    LI,
    OTHER,
    OTHER_GROUP,
    OTHER_ZONE,
    RATE,
    STAFF,
    ZONE,
    degree,
    refuse_unsettled,
)

E = EVALUATION
Act = Callable[[Program, Worker], object]
Sides = list[tuple[str, ...]]
WANG = Worker(OTHER)


@pytest.fixture
def second(program: Program) -> Iterator[Program]:
    """Another program on the folder of `program`, both with the evaluation shown."""
    other = open_program(program.folder)
    for each in (program, other):
        each.evaluations.dossier(E)
    yield other
    other.close()


def part(kind: str, entity_id: UUID, **values: Any) -> Act:
    """Sets fields of one entity."""
    return lambda program, who: program.preparing.edit(E, kind, entity_id, values, who)


def head(**values: Any) -> Act:
    """Sets fields of the evaluation itself."""
    return lambda program, who: program.preparing.set_head(E, values, who)


def answer(item: str, given: Any, group: UUID | None = None) -> Act:
    """Answers an item for the first expert."""
    return lambda program, who: program.visiting.answer(E, item, group, EXPERT, given, who)


def figure(points: str, scope: Scope = Scope.PARTY, code: str = "purchaser") -> Act:
    """Enters a bare figure."""
    return lambda program, who: program.judging.set_figure(E, scope, code, D(points), who)


def veto(state: VetoState, reason: str) -> Act:
    """Finds on the rule about posts."""
    return lambda program, who: program.judging.find_veto(E, "posts", state, reason, "", who)


def share(value: str) -> Act:
    """Enters a bare quantity."""
    return lambda program, who: program.preparing.set_quantity(
        E, "attendance.required", D(value), "协议", who
    )


def done(value: str, zone: UUID | None = None) -> Act:
    """Enters what was done of the first indicator."""
    given = {"done": D(value)}
    return lambda program, who: program.preparing.set_indicator_value(E, CASES, zone, given, who)


def text(words: str) -> Act:
    """Writes the conclusion."""
    return lambda program, who: program.preparing.set_text(E, "conclusion", words, who)


def assign(*, on: bool) -> Act:
    """Lets the first expert judge the operations, or not."""
    return lambda program, who: program.preparing.assign(E, "operations", None, EXPERT, on=on, worker=who)


def contest(program: Program, second: Program, first: Act, other: Act) -> Contest:
    """What comes of two acts whose persons have not seen one another's."""
    first(program, LI)
    other(second, HELPER)
    (found,) = program.results.contests(E)
    return found


@pytest.mark.parametrize(
    ("first", "other", "where", "fields", "sides"),
    [
        (head(address="甲路"), head(address="乙路"), ("基本信息", ""), ["地址"], [("甲路",), ("乙路",)]),
        (
            head(basis=Basis.TOTAL),
            head(basis=Basis.PARTIES),
            ("基本信息", ""),
            ["评分依据"],
            "只有总分 四方得分",
        ),
        (
            part("person", OTHER, name="王专家"),
            part("person", OTHER, name="汪专家"),
            ("汪专家", "人员"),
            ["姓名"],
            "王专家 汪专家",
        ),
        (
            part("person", OTHER, leads=True, note="甲"),
            part("person", OTHER, note="乙"),
            ("专家2", "人员"),
            ["备注"],
            "甲 乙",
        ),
        (
            part("person", STAFF, position=position(9)),
            part("person", STAFF, position="9"),
            ("记录员", "人员"),
            ["次序"],
            "排在“专家2”之后 排在最前",
        ),
        (
            part("zone", ZONE, group_id=OTHER_GROUP),
            part("zone", ZONE, group_id=None),
            ("第1片区", "片区"),
            ["所属评审组"],
            "评审组2 无",
        ),
        (
            part("zone", ZONE, staff=D("7.5")),
            part("zone", ZONE, staff=None),
            ("第1片区", "片区"),
            ["投入社工人数"],
            "7.5 空",
        ),
        (
            part("community", uid("community", 1), name="甲村"),
            part("community", uid("community", 1), name="乙村"),
            ("乙村", "社区 · 第1片区"),
            ["名称"],
            "甲村 乙村",
        ),
        (
            part("community", uid("community", 2), position=position(7)),
            part("community", uid("community", 2), position="9"),
            ("和安2社区", "社区 · 第2片区"),
            ["次序"],
            "排在最前 排在最前",
        ),
        (
            answer("degree", degree("1")),
            answer("degree", NotApplicable()),
            ("degree 条目 degree", "专家1"),
            ["评分"],
            [("1 分（程度分：1/10）",), ("不适用，不计入分子和分母",)],
        ),
        (
            answer("bare", Pending(), GROUP),
            answer("bare", NotApplicable(), GROUP),
            ("bare 条目 bare", "专家1 · 评审组1"),
            ["评分"],
            "待议 不适用，不计入分子和分母",
        ),
        (figure("12"), figure("13"), ("购买方", "录入的得分"), ["分数"], "12 13"),
        (
            figure("80", Scope.TOTAL, "total"),
            figure("81", Scope.TOTAL, "total"),
            ("总分", "录入的得分"),
            ["分数"],
            "80 81",
        ),
        (
            figure("20", Scope.COMPONENT, "operations"),
            figure("21", Scope.COMPONENT, "operations"),
            ("运营管理", "录入的得分"),
            ["分数"],
            "20 21",
        ),
        (
            veto(VetoState.HOLDS, "见到一人。"),
            veto(VetoState.UNKNOWN, "没有看。"),
            ("岗位", "否决条件"),
            ["认定", "理由"],
            [("成立", "见到一人。"), ("未核", "没有看。")],
        ),
        (share("100"), share("120"), ("社工应到岗", "数据"), ["数值"], "100 120"),
        (
            part("observation", uid("observation", 1), tone=Tone.CONCERN),
            part("observation", uid("observation", 1), tone=Tone.UNFILED),
            ("第1条观察。", "观察记录 · 专家1"),
            ["类别"],
            "关注 未定类别",
        ),
        (
            part("observation", uid("observation", 2), subject="purchaser"),
            part("observation", uid("observation", 2), subject="operations"),
            ("第2条观察。", "观察记录 · 专家2"),
            ["所属部分"],
            "购买方 运营管理",
        ),
        (
            part("observation", uid("observation", 1), item="tiers"),
            part("observation", uid("observation", 1), item=None),
            ("第1条观察。", "观察记录 · 专家1"),
            ["评分项"],
            [("tiers 条目 tiers",), ("空",)],
        ),
        (
            part("indicator", CASES, label="个案接案"),
            part("indicator", CASES, label="个案"),
            ("个案", "服务指标"),
            ["指标名称"],
            "个案接案 个案",
        ),
        (done("7"), done("8"), ("指标1", "服务指标 · 合计"), ["完成量"], "7 8"),
        (done("7", OTHER_ZONE), done("8", OTHER_ZONE), ("指标1", "服务指标 · 第2片区"), ["完成量"], "7 8"),
        (
            part("respondent", uid("respondent", 1), answer=D("90.5")),
            part("respondent", uid("respondent", 1), answer=None),
            ("受＊＊", "满意度受访对象"),
            ["满意度"],
            "90.5% 空",
        ),
        (text("甲。"), text("乙。"), ("结语", "报告文字"), ["内容"], "甲。 乙。"),
    ],
)
def test_each_thing_is_told_in_the_words_of_who_filled_it_in(
    program: Program,
    second: Program,
    first: Act,
    other: Act,
    where: tuple[str, str],
    fields: list[str],
    sides: str | Sides,
) -> None:
    found = contest(program, second, first, other)
    assert (found.thing.title, found.thing.detail) == where
    assert list(found.fields) == fields
    wanted = [(each,) for each in sides.split(" ")] if isinstance(sides, str) else sides
    assert [side.texts for side in found.sides] == wanted


def test_served_people_are_told_masked(program: Program, second: Program) -> None:
    _, new = program.preparing.add(E, "respondent", {"name": "陈小明"}, LI)
    second.evaluations.dossier(E)
    first = part("respondent", new, position=position(7), stands_in_for=uid("respondent", 1))
    found = contest(program, second, first, part("respondent", new, position="9"))
    assert [side.texts for side in found.sides] == [("排在“受＊＊”之后",), ("排在最前",)]
    naming = Naming(program.evaluations.dossier(E), program.evaluations.rubric(E))
    stood_for = json.dumps(str(uid("respondent", 1)))
    assert naming.value("respondent", "stands_in_for", stood_for, entity_id=new, among={}) == "受＊＊"
    assert naming.value("respondent", "name", '"陈小明"', entity_id=new, among={}) == "陈＊＊"


@pytest.mark.parametrize(
    ("field", "values", "told"),
    [
        ("name", ("陈小明", "李晓明"), ("陈＊＊", "李＊＊")),
        ("name", ("陈小明", "陈晓敏"), ("陈小＊", "陈晓＊")),
        ("phone", ("13811110000", "13811120000"), ("138＊＊＊10000", "138＊＊＊20000")),
        ("phone", ("1234567", ""), ("＊＊＊＊＊＊＊", "空")),
    ],
)
def test_sides_of_a_contest_are_masked_and_still_told_apart(
    program: Program, second: Program, field: str, values: tuple[str, str], told: tuple[str, str]
) -> None:
    acts = [part("respondent", uid("respondent", 1), **{field: each}) for each in values]
    found = contest(program, second, *acts)
    assert [each.texts for each in found.sides] == [(each,) for each in told]
    assert not any(each in found.sentence for each in values if each)


@pytest.mark.parametrize(
    ("away", "back", "where", "field", "sides"),
    [
        (assign(on=False), assign(on=True), ("专家1评运营管理", "分工"), "是否安排", ["不安排", "安排"]),
        (
            answer("degree", None),
            answer("degree", degree("2")),
            ("degree 条目 degree", "专家1"),
            "是否作答",
            ["清除评分", "保留评分"],
        ),
        (
            part("zone", OTHER_ZONE, **{DELETED: True}),
            part("zone", OTHER_ZONE, **{DELETED: False}),
            ("第2片区", "片区"),
            "是否删除",
            ["删除", "保留"],
        ),
    ],
)
def test_whether_a_thing_is_to_be_there_is_asked_in_its_words(
    program: Program,
    second: Program,
    away: Act,
    back: Act,
    where: tuple[str, str],
    field: str,
    sides: list[str],
) -> None:
    """One takes it away and gives it back, another, who has seen neither, takes it away."""
    away(program, LI)
    back(program, LI)
    away(second, HELPER)
    (found,) = [each for each in program.results.contests(E) if each.fields == (field,)]
    assert (found.thing.title, found.thing.detail) == where
    assert sorted(side.texts[0] for side in found.sides) == sorted(sides)
    assert [side.texts[0] for side in found.sides if side.is_shown] == [sides[0]]


def test_who_gave_a_value_and_for_whom_and_when_is_told(program: Program, second: Program) -> None:
    found = contest(program, second, figure("12"), figure("13"))
    (first,), (other,) = (side.stamps for side in found.sides)
    assert (first.author, first.on_behalf) == ("专家1", "")
    assert (other.author, other.on_behalf) == ("记录员", "专家1")
    assert first.at < other.at
    assert [side.is_shown for side in found.sides] == [False, True]
    (missing,) = [each for each in program.results.missing(E) if each.code.startswith("contest.")]
    assert missing.code == "contest.figure.points"
    assert missing.sentence == (
        "购买方，录入的得分：分数有互不知情的不同填法：12（专家1）；13（记录员代专家1）。"
        "请在窗口上方的“不一致”里选定。"
    )


def test_nobody_and_somebody_who_is_gone_are_told_so(program: Program, second: Program) -> None:
    figure("12")(program, NOBODY)
    figure("13")(second, Worker(STAFF))
    program.evaluations.dossier(E)
    program.preparing.remove(E, "person", STAFF, LI)
    (found,) = program.results.contests(E)
    assert [side.stamps[0].author for side in found.sides] == ["", "已删除的人员"]
    assert "12（未署名）；13（已删除的人员）" in found.sentence


def test_what_a_thing_belonged_to_may_be_gone(program: Program, second: Program) -> None:
    found = contest(
        program, second, part("zone", ZONE, group_id=OTHER_GROUP), part("zone", ZONE, group_id=None)
    )
    assert found.sides[0].texts == ("评审组2",)
    program.evaluations.dossier(E)
    program.preparing.remove(E, "group", OTHER_GROUP, LI)
    (found,) = program.results.contests(E)
    assert found.sides[0].texts == ("已删除的评审组",)
    with pytest.raises(Refused, match="所选的评审组不存在"):
        settle(program, found, 0)


def test_who_gave_the_same_stands_on_one_side(program: Program, second: Program) -> None:
    third = open_program(program.folder)
    third.evaluations.dossier(E)
    for each, points, who in ((program, "12", LI), (second, "13", HELPER), (third, "12", WANG)):
        figure(points)(each, who)
    third.close()
    (found,) = program.results.contests(E)
    assert [(side.texts, len(side.stamps)) for side in found.sides] == [(("12",), 2), (("13",), 1)]


def settle(program: Program, contest: Contest, side: int, *, who: Worker = WANG, reason: str = "") -> Changes:
    """Let one side hold."""
    chosen = tuple(zip(contest.disputes, contest.sides[side].values, strict=True))
    return program.undoing.settle(E, chosen, worker=who, reason=reason)


def test_a_colleague_s_marks_in_contest_are_dots_and_not_for_others_to_settle(
    program: Program, second: Program
) -> None:
    found = contest(program, second, answer("degree", degree("8")), answer("degree", degree("6")))
    assert [each.texts for each in found.sides] == [("8 分（程度分：8/10）",), ("6 分（程度分：6/10）",)]
    for seeing in (LI, HELPER, Worker(STAFF)):
        assert program.results.contests(E, viewer=seeing) == (found,)
    for blind in (WANG, NOBODY):
        (veiled,) = program.results.contests(E, viewer=blind)
        assert ([each.texts for each in veiled.sides], veiled.key) == ([("●●",)] * 2, found.key)
        (missing,) = [each for each in program.results.missing(E, viewer=blind) if each.page == "contests"]
        assert missing.sentence.endswith("●●（记录员代专家1）。提交自己的评分后可见、选定。")
        with pytest.raises(Refused, match="提交自己的评分后可见、选定"):
            settle(program, found, 0, who=blind)
    assert len(program.results.contests(E)) == 1
    assert settle(program, found, 0, who=HELPER)
    assert program.results.contests(E) == ()


@pytest.mark.parametrize("side", [0, 1])
def test_the_chosen_side_holds_and_can_be_undone_and_redone(
    program: Program, second: Program, side: int
) -> None:
    found = contest(program, second, veto(VetoState.HOLDS, "见到一人。"), veto(VetoState.UNKNOWN, "没有看。"))
    changes = settle(program, found, side, reason="问过站长")
    assert program.results.contests(E) == second.results.contests(E) == ()
    state = program.evaluations.dossier(E).finding_by_rule["posts"].state
    assert state is (VetoState.HOLDS, VetoState.UNKNOWN)[side]
    refuse_unsettled(program, E)
    assert changes.batch_id is not None
    undone = program.undoing.undo(E, changes.batch_id, worker=WANG)
    (again,) = program.results.contests(E)
    assert [(each.texts, each.stamps) for each in again.sides] == [
        (each.texts, each.stamps) for each in found.sides
    ]
    refuse_unsettled(program, E)
    assert undone.batch_id is not None
    program.undoing.undo(E, undone.batch_id, worker=WANG)
    assert program.results.contests(E) == ()
    assert program.evaluations.dossier(E).finding_by_rule["posts"].state is state
    refuse_unsettled(program, E)


def test_what_came_since_it_was_shown_is_not_settled_with_it(program: Program, second: Program) -> None:
    found = contest(program, second, figure("12"), figure("13"))
    third = open_program(program.folder)
    third.evaluations.dossier(E)
    third.preparing.set_head(E, {"address": "别处"}, LI)
    third.undoing.settle(E, [(found.disputes[0], '"14"')], worker=LI)
    third.close()
    settle(program, found, 0)
    (left,) = program.results.contests(E)
    assert [side.texts for side in left.sides] == [("14",), ("12",)]
    refuse_unsettled(program, E)


def test_typing_on_settles_nothing(program: Program, second: Program) -> None:
    contest(program, second, text("甲。"), text("乙。"))
    for each in (program, second):
        each.evaluations.dossier(E)
        for words in ("丙", "丙丁", "丙丁。"):
            text(words)(each, LI)
            each.evaluations.dossier(E)
    (found,) = program.results.contests(E)
    assert [side.texts for side in found.sides] == [("甲。",), ("丙丁。",)]
    program.judging.set_figure(E, Scope.PARTY, "purchaser", D("12"), LI)
    assert len(program.results.contests(E)) == 1
    refuse_unsettled(program, E)


def test_setting_another_field_of_the_same_settles_nothing(program: Program, second: Program) -> None:
    contest(program, second, figure("12"), figure("13"))
    program.evaluations.dossier(E)
    program.judging.set_figure(E, Scope.PARTY, "purchaser", D("13"), LI, source="评分表")
    (found,) = program.results.contests(E)
    assert [side.texts for side in found.sides] == [("12",), ("13",)]


def test_a_side_that_fits_no_longer_is_refused_and_all_stays_open(program: Program, second: Program) -> None:
    def rate_of_another(each: Program, who: Worker) -> None:
        _, base = each.preparing.add(E, "indicator", {"label": "甲", "unit": "个"}, who)
        each.preparing.edit(E, "indicator", RATE, {"rate_of": base}, who)

    rate_of_another(second, HELPER)
    part("indicator", RATE, rate_of=None, agreed=Agreed.AMOUNT)(program, LI)
    (found,) = program.results.contests(E)
    assert [side.texts for side in found.sides] == [("甲",), ("无",)]
    with pytest.raises(Refused, match="按数量约定"):
        settle(program, found, 0)
    assert program.results.contests(E) == (found,)
    refuse_unsettled(program, E)


def test_the_head_of_a_deleted_evaluation_is_still_told(program: Program, second: Program) -> None:
    contest(program, second, head(address="甲路"), head(address="乙路"))
    program.evaluations.delete(E)
    assert len(program.results.contests(E)) == 1


def test_different_fields_of_one_thing_are_no_dispute(program: Program, second: Program) -> None:
    part("indicator", CASES, cover=Cover.ZONES)(program, LI)
    part("indicator", CASES, label="个案")(second, HELPER)
    assert program.results.contests(E) == ()


def test_disputes_are_read_only_where_somebody_has_written(program: Program, second: Program) -> None:
    held = program.undoing.disputes(E)
    assert program.undoing.disputes(E) is held
    figure("12")(program, LI)
    assert program.undoing.disputes(E) is held
    figure("13")(second, LI)
    assert len(program.undoing.disputes(E)) == 1


def test_another_programs_writing_is_counted_and_ones_own_is_not(program: Program, second: Program) -> None:
    before = program.undoing.moves()
    figure("12")(program, LI)
    assert program.undoing.moves() == before
    second.evaluations.dossier(E)
    figure("13")(second, LI)
    assert program.undoing.moves() == program.undoing.moves() == before + 1
    program.evaluations.dossier(E)
    assert program.undoing.moves() == before + 1


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        ("omit.funds", "", ("段落“协议自协议起起。”", "是否印出的段落")),
        ("passage.funds", "另写的话。", ("段落“协议自协议起起。”", "改写的段落")),
        ("passage.gone", "另写{{ 总分 }}分。", ("段落“另写总分分。”", "改写的段落")),
        ("omit.gone", "", ("体例里没有的段落", "是否印出的段落")),
        ("somewhere", "甲", ("报告里的一段文字", "报告文字")),
    ],
)
def test_a_passage_is_known_by_its_words_and_never_by_its_code(
    code: str, text: str, told: tuple[str, str]
) -> None:
    standard = {"funds": "{% if 协议起 %}协议自{{ 协议起 }}起。{% endif %}"}
    naming = Naming(make.dossier(), make.rubric(), passages=standard)
    thing = naming.thing("report_text", {"code": json.dumps(code), "text": json.dumps(text)})
    assert (thing.title, thing.detail) == told
