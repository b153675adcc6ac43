"""Working papers to print: what each says, for whom, and what must not stand in it."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis, Phase
from sgz_desktop.domain.mark import Bare, NotApplicable, Pending
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.rubric import Method
from sgz_desktop.exports.report import plain
from sgz_desktop.services.changes import NOBODY, Worker
from sgz_desktop.services.paper_kinds import (
    CALL_SHEET,
    TITLES,
    NotForThem,
    NothingToPrint,
    PaperKind,
    UnknownPaper,
)
from sgz_desktop.services.paper_mark_sheet import data_code
from sgz_desktop.services.paper_marks import Part, item_cell, parts_of
from sgz_desktop.services.paper_questions import talks
from sgz_desktop.services.paper_rules import rule_text
from sgz_desktop.services.tables import surveying
from sgz_desktop.wiring import Program, build
from tests import build as make
from tests.build import EVALUATION, D
from tests.exports import readback
from tests.services.case import EXPERT, GROUP, HELPER, LI, OTHER, STAFF, degree


@pytest.fixture(scope="module")
def sample(sampled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, UUID, Worker]]:
    """The 钟村 sample, read only, with one of the staff at work."""
    folder = tmp_path_factory.mktemp("papers") / "data"
    shutil.copytree(sampled, folder)
    with build(folder) as program:
        found = next(each.id for each in program.evaluations.listing() if "钟村" in each.station)
        people = program.evaluations.dossier(found).people
        yield program, found, Worker(next(each.id for each in people if each.role is Role.STAFF))


def said(raw: bytes) -> str:
    return readback.squeezed("".join(readback.copied_texts(raw)))


@pytest.mark.parametrize(
    ("code", "pages", "words"),
    [
        ("sign_in", 1, ["签到表", "林若溪", "评估专家（组长）", "方向晚", "购买方", "22"]),
        ("declaration", 7, ["回避声明", "廉洁承诺", "近亲属", "声明人（签名）", "乔小满", "工作人员"]),
        ("score_sheet", 0, ["打分表", "运营管理，满分10分", "服务质量（第二片区），满分20分", "≥98%得0.4分"]),
        ("spot_check", 1, ["抽查表", "GA-2023-014", "从26份中随机抽取", "抽取号码20240116-1", "8"]),
        (
            "interview",
            5,
            ["访谈提纲（购买方）", "承办方管理人员", "项目负责人", "一线社工", "服务对象和居民"],
        ),
        ("feedback", 0, ["到场人员", "值得肯定的地方", "需要关注的地方", "异议", "签名表示已听取"]),
        (
            "mark_sheet",
            0,
            ["评分确认表", "数据校验码", "提交时间", "111.5÷110", "折合得分", "核对人（签名）"],
        ),
    ],
)
def test_each_paper_says_what_it_is_for_and_is_printed_alike_twice(
    sample: tuple[Program, UUID, Worker], code: str, pages: int, words: list[str]
) -> None:
    program, known, viewer = sample
    raw = program.papers.pdf(known, [code], viewer=viewer)
    text = said(raw)
    assert [each for each in words if each not in text] == []
    assert pages in (0, len(readback.sizes(raw)))
    assert program.papers.pdf(known, [code], viewer=viewer) == raw
    assert "钟村街社工站·中期评估·" in text
    assert TITLES[code] in readback.properties(raw)["Title"]


def test_several_papers_begin_new_pages_with_bookmarks(sample: tuple[Program, UUID, Worker]) -> None:
    program, known, viewer = sample
    expert = program.evaluations.dossier(known).people[0].id
    raw = program.papers.pdf(
        known, ["mark_sheet", "declaration", "sign_in"], people=[expert], rows={"sign_in": 0}, viewer=viewer
    )
    marks = [(title, page) for _, title, page in readback.outline(raw)]
    assert marks == [("签到表", 0), ("林若溪 回避与廉洁声明", 1), ("林若溪 评分确认表", 2)]
    assert "周明川" not in said(raw).split("回避声明")[1]
    assert program.papers.file_stem(known, ["sign_in"]).endswith("签到表")
    assert program.papers.file_stem(known, ["sign_in", "feedback"]).endswith("现场用表")


def test_who_is_to_be_called_is_printed_whole_under_a_repeated_head(empty: Program) -> None:
    known = empty.evaluations.create(station="白云区云边街社工服务站", phase=Phase.FINAL)

    def kind() -> PaperKind:
        return next(each for each in empty.papers.kinds(known) if each.code == CALL_SHEET)

    def printed() -> list[str]:
        pages = readback.copied_texts(empty.papers.pdf(known, [CALL_SHEET], rows={CALL_SHEET: 2}))
        return [readback.squeezed(each) for each in pages]

    assert "完整的姓名和电话" in kind().about
    assert kind().unavailable == "还没有抽取受访人。"
    with pytest.raises(NothingToPrint, match="还没有抽取受访人"):
        empty.papers.pdf(known, [CALL_SHEET])
    zone = empty.preparing.add(known, "zone", {"name": "东片区"}, NOBODY)[1]
    people = [{"name": f"受访人{n:02}", "phone": f"138001380{n:02}"} for n in range(1, 33)]
    empty.preparing.add_several(known, "respondent", people, NOBODY)
    empty.surveying.draw(known, seed="20240627", count=30, day=date(2024, 6, 25), worker=NOBODY)
    first, second, third, *others = surveying.sample(empty.evaluations.dossier(known))
    pages = printed()
    assert "片区" not in pages[0]
    assert all("序号姓名电话" in each for each in pages), pages
    assert all("含个人信息，评估方保管，用后销毁" in each for each in pages)
    assert "东片区" not in pages[0]
    third_now = {"zone_id": zone, "category": "低保对象"}
    empty.preparing.edit(known, "respondent", third.id, third_now, NOBODY)
    empty.surveying.answer(known, first.id, {"answer": D("95")}, worker=NOBODY)
    empty.surveying.replace(known, second.id, reason="三次无人接听", worker=NOBODY)
    text = "".join(printed())
    for each in ("东片区", "低保对象", third.phone, "29人（共抽取31人）", "替换第2位", "收回人（签名）"):
        assert each in text
    assert [each.name for each in (first, second) if each.name in text] == []
    assert [each.name for each in others if f"{each.name}{each.phone}" not in text] == []
    empty.preparing.edit(known, "respondent", second.id, {"drawn": None}, NOBODY)  # as another laptop may
    assert [each for each in ("None", "替换第") if each in "".join(printed())] == []
    for person in (third, *others, surveying.sample(empty.evaluations.dossier(known))[-1]):
        empty.surveying.answer(known, person.id, {"answer": D("80")}, worker=NOBODY)
    assert kind().unavailable == "抽中的人都已有结果。"


def test_no_figure_of_the_score_stands_in_the_feedback(sample: tuple[Program, UUID, Worker]) -> None:
    program, known, viewer = sample
    text = said(program.papers.pdf(known, ["feedback"], viewer=viewer))
    score = program.results.score(known)
    assert not re.search(r"\d分(?!钟)|分值|总分|得分", text.replace("不涉及得分和等级；", "", 1))
    assert [str(each.converted) for each in score.components if str(each.converted) in text] == []
    assert str(score.total) not in text
    assert score.grade_name not in text


def test_a_colleague_s_marks_are_printed_for_nobody_who_may_not_see_them(program: Program) -> None:
    papers = program.papers
    assert EXPERT not in program.evaluations.dossier(EVALUATION).handed_in
    kind = next(each for each in papers.kinds(EVALUATION, LI) if each.code == "mark_sheet")
    assert (kind.people, kind.unavailable) == ((EXPERT,), "")
    with pytest.raises(NotForThem, match="不能打印专家2的评分：同事的评分在本人提交之后才能打印。"):
        papers.pdf(EVALUATION, ["mark_sheet"], people=[EXPERT, OTHER], viewer=LI)
    assert "专家2" not in said(papers.pdf(EVALUATION, ["mark_sheet"], viewer=LI))
    (hidden,) = [each for each in papers.kinds(EVALUATION) if each.code == "mark_sheet"]
    assert hidden.unavailable == "同事的评分在本人提交之后才能打印。"
    with pytest.raises(NothingToPrint, match="同事的评分"):
        papers.pdf(EVALUATION, ["mark_sheet"])
    with pytest.raises(NothingToPrint, match="所选的人还没有评分"):
        papers.pdf(EVALUATION, ["mark_sheet"], people=[STAFF], viewer=LI)
    with pytest.raises(NothingToPrint, match="至少选择一种"):
        papers.pdf(EVALUATION, [])
    with pytest.raises(UnknownPaper, match="没有“diary”这种表"):
        papers.pdf(EVALUATION, ["diary"])


def test_the_mark_sheet_tells_marks_notes_final_words_and_who_handed_in(program: Program) -> None:
    visiting, deliberating, papers = program.visiting, program.deliberating, program.papers
    visiting.answer(EVALUATION, "degree", None, EXPERT, degree("7.5"), LI)
    visiting.answer(EVALUATION, "tiers", None, EXPERT, NotApplicable(), LI)
    visiting.answer(EVALUATION, "deduction", GROUP, EXPERT, Pending(), LI)
    visiting.answer(EVALUATION, "bare", GROUP, EXPERT, None, LI)
    before = said(papers.pdf(EVALUATION, ["mark_sheet"], viewer=LI))
    assert "尚未提交" in before
    assert "待议" in before
    assert "未评" in before
    visiting.answer(EVALUATION, "bare", GROUP, EXPERT, Bare(D("9")), LI)
    deliberating.settle(EVALUATION, "deduction", GROUP, NotApplicable(), LI, reason="无此情形", decided_by="")
    deliberating.settle(EVALUATION, "degree", None, degree("8"), LI, reason="证据充分", decided_by="")
    deliberating.hand_in(EVALUATION, EXPERT, HELPER)
    text = said(papers.pdf(EVALUATION, ["mark_sheet"], people=[EXPERT], viewer=LI))
    for each in (
        "7.5",
        "程度分：7.5/10",
        "合议：证据充分",
        "合议：无此情形",
        "其中1项以合议分计",
        "（由记录员代为录入）",
    ):
        assert each in text
    code, other = (re.search(r"数据校验码([0-9a-f]{12})", each) for each in (text, before))
    assert code
    assert other
    assert code[1] != other[1]
    assert "折合得分" in text
    program.preparing.set_head(EVALUATION, {"basis": Basis.TOTAL}, HELPER)
    assert "折合得分" not in said(papers.pdf(EVALUATION, ["mark_sheet"], viewer=LI))


def test_an_evaluation_without_anybody_has_blank_papers(empty: Program) -> None:
    known = empty.evaluations.create(station="白云区云边街社工服务站", phase=Phase.FINAL)
    kinds = {each.code: each for each in empty.papers.kinds(known)}
    assert kinds["mark_sheet"].unavailable == "还没有安排专家评分。"
    codes = [code for code, each in kinds.items() if not each.unavailable]
    text = said(empty.papers.pdf(known, codes, rows={"sign_in": 3, "spot_check": 2}))
    assert "20年月日" in text
    assert "服务成效，满分15分" in text
    assert text.count("声明人（签名）") == 1
    expert = empty.preparing.add(known, "person", {"name": "林专家"}, NOBODY)[1]
    empty.preparing.assign(known, "quality", None, expert, on=True, worker=NOBODY)
    again = {each.code: each for each in empty.papers.kinds(known, Worker(expert))}
    assert again["mark_sheet"].unavailable == "还没有录入评分。"
    assert again["score_sheet"].people == (expert,)
    assert "服务成效" not in said(empty.papers.pdf(known, ["score_sheet"]))


def test_the_data_code_follows_from_what_is_signed() -> None:
    from sgz_desktop.services.paper_blocks import Case

    whole, rubric = make.judged(experts=1), make.rubric()
    case = Case(whole, rubric, "")
    assert data_code(case, EXPERT, None) == data_code(Case(whole, rubric, "other"), EXPERT, None)
    noted = replace(whole, marks=(replace(whole.marks[0], note="再看"), *whole.marks[1:]))
    assert data_code(Case(noted, rubric, ""), EXPERT, None) != data_code(case, EXPERT, None)
    assert parts_of(Dossier(evaluation=whole.evaluation), rubric, EXPERT) == ()
    assert all(isinstance(each, Part) for each in parts_of(whole, rubric, EXPERT))


def test_every_judging_rule_is_told_in_a_few_words() -> None:
    told = {each.rule.kind: rule_text(each) for each in make.rubric().items}
    assert plain(item_cell(make.item(subject="稳岗", wording="")).runs) == "稳岗"
    assert set(told) == {"degree", "conditions", "tiers", "completeness", "deduction", "bare"}
    assert told["degree"].startswith("程度分：0 至 10 分，每")
    assert "□" in told["conditions"]
    assert told["tiers"].endswith("；其余 0 分")
    assert "□ 部分具备" in told["completeness"]
    assert "×（　　）" in told["deduction"]
    assert "最多 3 位小数" in told["bare"]


def test_every_item_judged_by_interview_is_asked_about(sample: tuple[Program, UUID, Worker]) -> None:
    program, known, _ = sample
    rubric = program.evaluations.rubric(known)
    asked = {code for talk in talks(rubric) for each in talk.questions for code in each.items}
    wanted = {each.code for each in rubric.items if Method.INTERVIEW in each.methods}
    assert wanted - asked == set()
    other = replace(make.item(), methods=(Method.INTERVIEW,), subject="茶水", wording="备有茶水。")
    (only,) = talks(replace(rubric, items=(other,)))
    assert (only.role, [each.text for each in only.questions]) == (
        "项目负责人",
        ["请谈谈“茶水”（备有茶水）：是怎样做的，做到了什么程度？请举一个例子。"],
    )
