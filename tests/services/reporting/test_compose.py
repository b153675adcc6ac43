"""The Report of every state: composed whole, every word with a source that is really there."""

import re
from collections.abc import Callable

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.exports.report import (
    PageForm,
    Paragraph,
    Passage,
    leaves,
    plain,
    runs_in_reading_order,
    text_in_reading_order,
)
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.compose import unprinted
from sgz_desktop.services.reporting.draft import UnfitPassage
from sgz_desktop.services.reports import NotFinal
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION
from tests.services.case import LI, take_in
from tests.services.reporting.reports import (
    below,
    chapters,
    composed,
    headings,
    sourceless,
    with_passage,
)
from tests.services.reporting.states import STATES, complete

# The tree of the printed report of 钟村, with its slip 7 for （七） put right, and 附件1.
# Its lists of methods and contents are paragraphs there too; the line of a zone bears no number.
HEADINGS_003 = """
1 一、中期评估背景
2 （一）评估依据
2 （二）评估原则
2 （三）评估阶段
3 1.制定评估计划
3 2.自我评审阶段
3 3.实地评估阶段
3 4.反馈初评意见
3 5.出具中期评估报告
3 6.公示评估报告及受理评估投诉
2 （四）评估内容
2 （五）评估结果说明
1 二、评估总结
2 （一）社工站基本情况
2 （二）各项目服务进度情况
2 （三）项目运营管理
3 1.值得肯定的地方
3 2.需要关注的地方
2 （四）服务成效和服务监测情况
3 1.值得肯定的地方
3 2.需要关注的地方
2 （五）服务质量情况
3 第一片区：谢村村、胜石村、钟一村、钟二村、钟三村
4 1.值得肯定的地方
4 2.需要关注的地方
3 第二片区：钟四村、祈福新邨社区、缤纷汇社区、骏新社区、锦绣花园社区
4 1.值得肯定的地方
4 2.需要关注的地方
3 第三片区：南奥社区、汉溪村、诜敦村、钟村社区
4 1.值得肯定的地方
4 2.需要关注的地方
2 （六）购买方反馈情况
3 1.值得肯定的地方
3 2.需要关注的地方
2 （七）市督导中心反馈
3 1.值得肯定的地方
3 2.需要关注的地方
1 三、评估反馈
1 四、评估等级
1 五、结语
1 钟村街社工站购买服务项目指标完成情况统计表
""".strip().splitlines()


@pytest.mark.parametrize(("made", "final"), STATES.values(), ids=STATES)
def test_every_state_has_a_report_whose_words_have_sources(
    empty: Program, style: HouseStyle, other_style: HouseStyle, made: Callable[[], Dossier], final: bool
) -> None:
    take_in(empty, made(), empty.folder)
    dossier = empty.evaluations.dossier(EVALUATION)
    missing = [each.sentence for each in empty.results.blocking(EVALUATION)]
    for mine in (style, other_style):
        report = composed(empty, mine)
        assert report.provisional is not final
        assert list(sourceless(report, dossier, mine)) == []
        assert all(run.text for run in runs_in_reading_order(report))
        text = "".join(text_in_reading_order(report))
        assert not [each for each in ("None", "{", "Decimal", "Run(") if each in text]
        listed = [
            plain(each.runs)
            for each in leaves(report)
            if isinstance(each, Paragraph) and re.fullmatch(r"missing\.\d+", each.id)
        ]
        assert listed == [f"{number}.{each}" for number, each in enumerate(missing, 1)]
    if final:
        assert missing == []
        report = empty.reports.report(EVALUATION)
        assert empty.reports.report(EVALUATION, final=True).sections == report.sections
        assert empty.reports.report(EVALUATION, final=False).provisional
    else:
        with pytest.raises(NotFinal) as refused:
            empty.reports.report(EVALUATION, final=True)
        assert [each.sentence for each in refused.value.missing] == missing


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("everything", "的中期评估总分为94.75分，等级为“优秀”。"),
        ("total only", "的中期评估总分为84.02分，等级为“良好”。"),
        ("grade only", "的末期评估等级为“良好”。"),
        ("grade missing", "的中期评估等级尚未确定。"),
        ("vetoed", "存在一票否决情形（岗位），中期评估总分为84.02分，等级为“不合格”。"),
        ("vetoed, no total", "存在一票否决情形（岗位），中期评估等级为“不合格”。"),
        ("total missing", "评分尚未完成：已得0分，最高可达100分，等级待定。"),
        ("open, the grade is certain", "评分尚未完成：已得90.00分，最高可达100.00分，两者同属“优秀”。"),
    ],
)
def test_the_grade_is_said_as_it_stands(empty: Program, state: str, sentence: str) -> None:
    take_in(empty, STATES[state][0](), empty.folder)
    (block,) = [each for each in leaves(empty.reports.report(EVALUATION)) if each.id == "grade.sentence"]
    assert isinstance(block, Paragraph)
    assert plain(block.runs).endswith(sentence)


def test_vetoes_nobody_checked_are_named(empty: Program, style: HouseStyle) -> None:
    take_in(empty, STATES["vetoes unknown"][0](), empty.folder)
    told = below(composed(empty, style), "grade")
    (said,) = [each for each in told if each.startswith("否决条件尚有未核：")]
    assert "岗位" in said
    assert "（未填）" not in said


def test_the_headings_of_zhongcun_are_those_of_the_printed_report(
    samples_program: Program, style: HouseStyle
) -> None:
    report = composed(samples_program, style, of=samples_program.evaluations.find("d147"))
    assert headings(report) == HEADINGS_003
    assert [each.form for each in report.sections] == [PageForm.PORTRAIT, PageForm.LANDSCAPE]
    assert all(each.numbered for each in report.sections)


@pytest.mark.parametrize("code", ["panyu", "guangzhou_swa"])
@pytest.mark.parametrize("station", ["钟村", "珠光"])
def test_both_samples_print_in_both_styles_and_every_word_has_a_source(
    samples_program: Program, code: str, station: str
) -> None:
    mine = read_style_folder(resource("house_styles", code))
    (found,) = [each.id for each in samples_program.evaluations.listing() if station in each.station]
    dossier = samples_program.evaluations.dossier(found)
    report = composed(samples_program, mine, of=found, final=True)
    assert list(sourceless(report, dossier, mine)) == []
    assert not [run.text for run in runs_in_reading_order(report) if "未填" in run.text]


@pytest.mark.parametrize(("station", "code"), [("钟村", "panyu"), ("珠光", "guangzhou_swa")])
def test_each_sample_is_printed_whole_in_its_own_style(
    samples_program: Program, station: str, code: str
) -> None:
    mine = read_style_folder(resource("house_styles", code))
    (found,) = [each.id for each in samples_program.evaluations.listing() if station in each.station]
    report = composed(samples_program, mine, of=found, final=True)
    assert unprinted(report, samples_program.evaluations.dossier(found)) == ()


def test_a_final_report_leaves_out_the_conclusion_nobody_wrote(empty: Program, style: HouseStyle) -> None:
    take_in(empty, STATES["pooled zones"][0](), empty.folder)
    report = composed(empty, style, final=True)
    assert chapters(report) == [
        "一、中期评估背景",
        "二、评估总结",
        "三、评估反馈",
        "四、评估等级",
        "和安街社工站购买服务项目指标完成情况统计表",
    ]
    draft = composed(empty, style, final=False)
    assert "五、结语" in chapters(draft)
    assert below(draft, "conclusion")[0] == "（未填）"


@pytest.mark.parametrize(
    ("subjects", "told"),
    [
        ((), []),
        (("supervisor",), ["（六）监督方反馈情况"]),
        (("purchaser", "supervisor"), ["（六）购买方反馈情况", "（七）监督方反馈情况"]),
        (
            ("supervisor", "purchaser", "supervision_centre"),
            ["（六）购买方反馈情况", "（七）市督导中心反馈", "（八）监督方反馈情况"],
        ),
    ],
)
def test_a_party_that_said_nothing_has_no_chapter_and_no_number(
    empty: Program, style: HouseStyle, subjects: tuple[str, ...], told: list[str]
) -> None:
    seen = [make.observation(number, subject=each) for number, each in enumerate(subjects, 1)]
    take_in(empty, complete(*seen), empty.folder)
    found = [each[2:] for each in headings(composed(empty, style)) if each.startswith("2 ")]
    assert found[found.index("（五）服务质量情况") + 1 :] == told


def test_the_weights_are_told_twice_in_their_two_orders(samples_program: Program, style: HouseStyle) -> None:
    report = composed(samples_program, style, of=samples_program.evaluations.find("d147"))
    first, again = below(report, "explanation")[0], below(report, "grade")[0]
    assert "第三方评估占55%、督导中心占15%、购买方占20%、监督方占10%" in first
    assert "第三方评估占55%、购买方占20%、督导中心占15%、监督方占10%" in again


def test_the_zone_line_names_what_a_group_pools(empty: Program, style: HouseStyle) -> None:
    take_in(empty, STATES["pooled zones"][0](), empty.folder)
    report = composed(empty, style)
    assert "3 评审组1：第1片区（和安1社区、和安2社区）；第2片区" in headings(report)
    assert "3 各片区共同情况" in headings(report)
    text = text_in_reading_order(report)
    assert "本次评估所属的服务协议期为2023年1月16日至2024年1月16日，服务经费为240.005万元。" in text
    assert "考核期自2023年1月16日至2024年1月16日。" in text


def test_without_groups_the_quality_has_one_list_for_the_whole_station(
    empty: Program, style: HouseStyle
) -> None:
    take_in(empty, STATES["no groups"][0](), empty.folder)
    report = composed(empty, style)
    assert [each for each in headings(report) if each.startswith("3 ") and "情况" in each] == ["3 全站情况"]
    assert below(report, "all_zones.strengths.all") == ["本次评估在这方面没有单独记录值得肯定的内容。"]


def test_the_profile_is_made_of_the_head_and_of_what_somebody_adds(
    program: Program, style: HouseStyle
) -> None:
    assert below(composed(program, style), "profile")[0] == "和安街社工站由和安社会工作服务中心承办。"
    program.preparing.set_head(
        EVALUATION, {"address": "和安路1号", "operator_since": "2019年", "operator": "甲中心"}, LI
    )
    program.preparing.set_text(EVALUATION, "profile", "服务以长者为主。\n另有两个基地。", LI)
    assert below(composed(program, style), "profile")[:3] == [
        "和安街社工站位于和安路1号，自2019年起由甲中心承办。",
        "服务以长者为主。",
        "另有两个基地。",
    ]


def test_a_passage_worded_anew_for_one_evaluation_is_printed(program: Program, style: HouseStyle) -> None:
    program.preparing.set_text(EVALUATION, "passage.closing", "{{ 评估方 }}\n（盖章）", LI)
    program.preparing.set_text(EVALUATION, "passage.no_such_passage", "没有这一段", LI)
    program.preparing.set_text(EVALUATION, "passage.feedback", " \n", LI)
    report = composed(program, style)
    told = [each for each in leaves(report) if ".closing" in each.id and "date" not in each.id]
    assert [plain(each.runs) for each in told if isinstance(each, Paragraph)] == [
        "番禺区社会组织联合会",
        "（盖章）",
    ]
    assert isinstance(told[1], Paragraph)
    assert told[1].runs[0].source == Passage("closing")
    assert below(report, "feedback")[0].startswith("评估反馈分为两个环节：")
    assert "没有这一段" not in text_in_reading_order(report)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ 天气 }}", "第 1 行不能印出：没有名为“天气”的内容。"),
        ("第一行\n{{ 总分", "第 2 行不能印出：写法不完整"),
        ("{{ 总分 + 1 }}", "第 1 行不能印出：花括号里只能写一个名称"),
        ("{% for 一项 in 总分 %}{% endfor %}", "第 1 行不能印出：没有名为“总分”的列表。"),
    ],
)
def test_a_bad_passage_of_an_evaluation_is_told_by_its_key_and_line(
    program: Program, text: str, told: str
) -> None:
    program.preparing.set_text(EVALUATION, "passage.feedback", text, LI)
    with pytest.raises(UnfitPassage, match=rf"“feedback”.*{told}"):
        program.reports.report(EVALUATION)


def test_a_passage_may_have_no_more_than_it_may(program: Program, style: HouseStyle) -> None:
    with pytest.raises(UnfitPassage, match="文字过长"):
        composed(program, with_passage(style, "feedback", "长" * 4_001))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("共{{ 专家人数|中文数字 }}位。", ["共二位。"]),
        ("满分{{ 满分|中文数字 }}分。", ["满分100分。"]),
        ("{{ 简称|中文数字 }}。", ["和安街社工站。"]),
        ("{{ 初稿未答复方|中文数字 }}。", ["番禺区民政局、和安街道办事处、和安街社工站。"]),
        (" \n  {{ 简称 }} \n{% if 总分 %} {% endif %}\n{{ 地址 }}", ["和安街社工站", "（未填）"]),
    ],
)
def test_a_passage_prints_what_it_names(
    program: Program, style: HouseStyle, text: str, told: list[str]
) -> None:
    found = below(composed(program, with_passage(style, "feedback", text)), "feedback")
    assert found[: len(told)] == told
    assert found[len(told)].startswith("1.现场反馈")
