"""The Report of every state: composed whole, every word with a source that is really there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import field_names
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.exports.report import (
    Field,
    Heading,
    KeepTogether,
    ObservationRef,
    PageForm,
    Paragraph,
    Passage,
    QuantityRef,
    Report,
    Run,
    Table,
    leaves,
    plain,
    runs_in_reading_order,
    text_in_reading_order,
)
from sgz_desktop.house_styles.style import HouseStyle, read_style
from sgz_desktop.services.reporting.compose import compose
from sgz_desktop.services.reporting.draft import MissingWording, UnknownSlot
from sgz_desktop.services.reports import NoSuchStyle, NotFinal
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION, D, uid
from tests.services.case import LI, take_in
from tests.services.reporting.states import STATES, TOTAL, complete

OWN_KEYS = {"numbering", "title", "label", "none", "indicator_sentence", "annex_head", "score_table"}
RUBRIC_KEYS = {"rubric.title", "rubric.parties", "rubric.grades", "rubric.vetoes", "rubric.points"}

# The tree of the printed report of 钟村, with its slip 7 for （七） put right. It prints the report's own
# list of methods and contents as paragraphs, which are no headings here either.
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
3 1.值得肯定的地方
3 2.需要关注的地方
3 1.值得肯定的地方
3 2.需要关注的地方
3 1.值得肯定的地方
3 2.需要关注的地方
2 （六）购买方反馈情况
3 1.值得肯定的地方
3 2.需要关注的地方
2 （七）市督导中心反馈
3 1.值得肯定的地方
3 2.需要关注的地方
1 三、评估反馈
1 四、评估等级
1 五、结语
1 附件1 指标完成情况统计表
""".strip().splitlines()


@pytest.fixture(scope="module")
def style() -> HouseStyle:
    return read_style(resource("house_styles", "panyu.toml"))


def headings(report: Report) -> list[str]:
    return [f"{each.level} {plain(each.runs)}" for each in leaves(report) if isinstance(each, Heading)]


def table(report: Report, key: str) -> list[list[str]]:
    (found,) = [each for each in leaves(report) if isinstance(each, Table) and each.id == key]
    return [[plain(cell.runs) for cell in row.cells] for row in (*found.head, *found.body)]


def sourceless(report: Report, dossier: Dossier, style: HouseStyle) -> Iterator[Run]:
    """The runs whose source is nowhere."""
    for run in runs_in_reading_order(report):
        if not _is_real(run, dossier, style):
            yield run


def _is_real(run: Run, dossier: Dossier, style: HouseStyle) -> bool:
    entities = {each.id: each for each in dossier.entities()}
    match run.source:
        case Passage(key):
            rubric = key in RUBRIC_KEYS or re.fullmatch(r"rubric\.[a-z_]+(\.[a-z_]+)?", key) is not None
            heading = key.removeprefix("headings.")
            known = heading in style.headings or heading in style.stage_headings
            return key in OWN_KEYS or key in style.passages or known or rubric or key.startswith("missing.")
        case Field(kind, entity_id, name):
            entity = entities.get(entity_id)
            return entity is not None and entity.kind == kind and name in field_names(type(entity))
        case ObservationRef(observation_id, field):
            observation = entities.get(observation_id)
            return observation is not None and field in field_names(type(observation))
        case QuantityRef(key):
            return key in REGISTRY
    return False


@pytest.mark.parametrize(("made", "final"), STATES.values(), ids=STATES)
def test_every_state_has_a_report_whose_words_have_sources(
    empty: Program, style: HouseStyle, made: Callable[[], Dossier], final: bool
) -> None:
    dossier = made()
    take_in(empty, dossier, empty.folder)
    report = empty.reports.report(EVALUATION)
    assert report.provisional is not final
    assert list(sourceless(report, dossier, style)) == []
    assert all(run.text for run in runs_in_reading_order(report))
    text = "".join(text_in_reading_order(report))
    assert "None" not in text
    assert "{" not in text
    assert "Decimal" not in text
    missing = [each.sentence for each in empty.results.blocking(EVALUATION)]
    listed = [
        plain(each.runs)
        for each in leaves(report)
        if isinstance(each, Paragraph) and re.fullmatch(r"missing\.\d+", each.id)
    ]
    assert listed == [f"{number}.{each}" for number, each in enumerate(missing, 1)]
    if final:
        assert missing == []
        assert empty.reports.report(EVALUATION, final=True).sections == report.sections
        assert empty.reports.report(EVALUATION, final=False).provisional
    else:
        with pytest.raises(NotFinal) as refused:
            empty.reports.report(EVALUATION, final=True)
        assert [each.sentence for each in refused.value.missing] == missing


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("everything", "本次中期评估的等级为“优秀”（94.75分）。"),
        ("total only", "本次中期评估的等级为“良好”（84.02分）。"),
        ("grade only", "本次末期评估的等级为“良好”。"),
        ("grade missing", "本次中期评估的等级为“待定”。"),
        ("vetoed", "存在一票否决情形（岗位），本次中期评估的等级为“不合格”（总分84.02分）。"),
        ("vetoed, no total", "存在一票否决情形（岗位），本次中期评估的等级为“不合格”。"),
        ("total missing", "评分尚未完成：已得0分，最高可达100分，等级待定。"),
        ("open, the grade is certain", "评分尚未完成：已得90.00分，最高可达100.00分，两者同属“优秀”。"),
    ],
)
def test_the_grade_is_said_as_it_stands(empty: Program, state: str, sentence: str) -> None:
    take_in(empty, STATES[state][0](), empty.folder)
    (block,) = [each for each in leaves(empty.reports.report(EVALUATION)) if each.id == "grade.sentence"]
    assert isinstance(block, Paragraph)
    assert plain(block.runs).endswith(sentence)


def test_the_headings_of_zhongcun_are_those_of_the_printed_report(samples_program: Program) -> None:
    report = samples_program.reports.report(samples_program.evaluations.find("d147"), final=True)
    assert headings(report) == HEADINGS_003
    assert [each.form for each in report.sections] == [PageForm.PORTRAIT, PageForm.LANDSCAPE]


def test_the_score_table_of_zhongcun_is_the_printed_one(samples_program: Program) -> None:
    report = samples_program.reports.report(samples_program.evaluations.find("d147"))
    assert table(report, "grade.table") == [
        ["评估内容", "标准分", "评分", "折算分"],
        ["服务监测", "10", "8.925", "8.93"],
        ["服务成效", "15", "12.4", "12.4"],
        ["运营管理", "10", "9.6", "9.6"],
        ["服务质量（第一片区）", "20", "16.8", "16.43"],
        ["服务质量（第二片区）", "20", "16"],
        ["服务质量（第三片区）", "20", "16.5"],
        ["购买方", "20", "18.5", "18.5"],
        ["督导中心", "15", "12.75", "12.75"],
        ["监督方", "10", "8.5", "8.5"],
        ["总分", "87.11"],
    ]


def test_the_score_table_of_zhuguang_has_four_bare_totals(samples_program: Program) -> None:
    (found,) = [each.id for each in samples_program.evaluations.listing() if "珠光" in each.station]
    assert [row[0] for row in table(samples_program.reports.report(found), "grade.table")] == [
        "评估内容",
        "第三方评估",
        "购买方",
        "督导中心",
        "监督方",
        "总分",
    ]


@pytest.mark.parametrize("place", [0, 1])
def test_the_samples_words_have_sources(samples_program: Program, style: HouseStyle, place: int) -> None:
    found = samples_program.evaluations.listing()[place].id
    dossier = samples_program.evaluations.dossier(found)
    assert list(sourceless(samples_program.reports.report(found), dossier, style)) == []


def test_the_indicator_sentence_is_the_reports(samples_program: Program) -> None:
    text = "".join(
        text_in_reading_order(samples_program.reports.report(samples_program.evaluations.find("d147")))
    )
    assert (
        "评估期内，社工站完成家访1165人次，电访1445人次，分别完成协议指标量的97.08%、180.63%；"
        "完成个案接案42个，完成协议指标量的52.50%；完成小组15个，完成协议指标量的50.00%；"
        "完成大型社区活动7次，中小型社区活动23次，分别完成协议指标量的70.00%、76.67%；"
        "完成志愿者97名，志愿者骨干14名，志愿者队伍/社会组织2支，"
        "分别完成协议指标量的97.00%、50.00%、50.00%。"
    ) in text


def test_indicators_without_an_agreed_amount_have_no_rate(empty: Program) -> None:
    take_in(empty, STATES["indicators done, nothing agreed"][0](), empty.folder)
    text = "".join(text_in_reading_order(empty.reports.report(EVALUATION)))
    assert "完成指标11445个，指标27个，完成协议指标量（指标2）的70.00%。" in text


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (
            "components",
            [["服务质量（评审组1）", "30", "25.1234", "25.56"], ["服务质量（评审组2）", "30", "26"]],
        ),
        ("components, one missing", [["服务质量（评审组1）", "30", "未定", "未定"]]),
        (
            "endless means",
            [
                ["服务质量（评审组1）", "30", "30", "29.88"],
                [
                    "服务质量（评审组2）",
                    "30",
                    "29.639",
                ],
                ["服务质量（评审组3）", "30", "30"],
            ],
        ),
    ],
)
def test_groups_share_one_converted_cell(empty: Program, state: str, shown: list[list[str]]) -> None:
    take_in(empty, STATES[state][0](), empty.folder)
    rows = table(empty.reports.report(EVALUATION), "grade.table")
    assert [row for row in rows if row[0].startswith("服务质量")] == shown


def test_the_zone_line_names_what_a_group_pools(empty: Program) -> None:
    take_in(empty, STATES["pooled zones"][0](), empty.folder)
    report = empty.reports.report(EVALUATION)
    (line,) = [each for each in leaves(report) if each.id == "summary.quality.1"]
    assert isinstance(line, Paragraph)
    assert plain(line.runs) == "评审组1：第1片区（和安1社区、和安2社区）；第2片区"
    text = text_in_reading_order(report)
    assert "各片区共同情况：" in text
    assert "本服务协议期为2023年1月16日至2024年1月16日，服务经费240.005万元。" in text
    assert any(each.startswith("本次评估的考核期为2023年1月16日至2024年1月16日，共12") for each in text)
    assert table(report, "annex.zones.1")[2:] == [
        ["第1片区", "3.5", "10", "0", "0.00%"],
        ["第2片区", "—", "0", "3", "—"],
        ["评审组1", "—", "—", "—", "—"],
        ["合计", "—", "—", "—", "—"],
    ]


def test_without_groups_the_quality_has_one_list_for_the_whole_station(empty: Program) -> None:
    take_in(empty, STATES["no groups"][0](), empty.folder)
    text = text_in_reading_order(empty.reports.report(EVALUATION))
    assert "各片区共同情况：" not in text
    assert "本次评估在这方面没有单独记录值得肯定的内容。" in text


def chapters(report: Report) -> list[str]:
    return [each.removeprefix("1 ") for each in headings(report) if each.startswith("1 ")]


def test_a_final_report_leaves_out_the_chapters_nobody_wrote_and_closes_up(empty: Program) -> None:
    take_in(empty, STATES["pooled zones"][0](), empty.folder)
    report = empty.reports.report(EVALUATION, final=True)
    assert chapters(report) == [
        "一、中期评估背景",
        "二、评估总结",
        "三、评估等级",
        "附件1 指标完成情况统计表",
    ]
    text = text_in_reading_order(report)
    assert not [each for each in text if "尚未" in each]
    assert [each.id for each in leaves(report) if each.id.startswith("signature")] == ["signature"]
    draft = empty.reports.report(EVALUATION, final=False)
    assert chapters(draft)[3:6] == ["三、评估反馈", "四、评估等级", "五、结语"]
    said = text_in_reading_order(draft)
    assert "1.现场反馈：尚未记录。" in said
    assert "2.对评估报告初稿的反馈：尚未记录。" in said
    assert "结语尚未填写。" in said


@pytest.mark.parametrize(
    ("code", "said"),
    [("on_site", "1.现场反馈：没有异议。"), ("draft", "1.对评估报告初稿的反馈：没有异议。")],
)
def test_a_final_report_prints_the_one_feedback_that_somebody_wrote(
    program: Program, code: str, said: str
) -> None:
    program.preparing.set_text(EVALUATION, f"feedback.{code}", "没有异议。\n谢谢。", LI)
    report = program.reports.report(EVALUATION, final=True)
    assert chapters(report)[2:5] == ["三、评估反馈", "四、评估等级", "五、结语"]
    text = text_in_reading_order(report)
    assert text[text.index(said) + 1] == "谢谢。"
    assert not [each for each in text if "尚未记录" in each]
    told = text_in_reading_order(program.reports.report(EVALUATION, final=False))
    assert len([each for each in told if "尚未记录。" in each]) == 1


def test_a_profile_nobody_wrote_is_made_of_the_head(program: Program) -> None:
    plain_words = (
        "广州市番禺区和安街社工服务站的购买方为和安街道办事处，承办方为和安社会工作服务中心，"
        "监督方为番禺区民政局。"
    )
    assert plain_words in text_in_reading_order(program.reports.report(EVALUATION))
    program.preparing.set_text(EVALUATION, "profile", "本站自2019年起服务和安街。", LI)
    text = text_in_reading_order(program.reports.report(EVALUATION))
    assert "本站自2019年起服务和安街。" in text
    assert plain_words not in text


def test_an_observation_without_any_text_is_not_printed(program: Program) -> None:
    def numbered(report: Report) -> list[str]:
        return [
            plain(each.runs)
            for each in leaves(report)
            if isinstance(each, Paragraph)
            and any(isinstance(run.source, ObservationRef) for run in each.runs)
        ]

    before = numbered(program.reports.report(EVALUATION))
    (first,) = [each for each in program.evaluations.dossier(EVALUATION).observations if each.item]
    for text in ("", " \n "):
        program.visiting.edit_observation(EVALUATION, first.id, {"lead": "", "text": text}, LI)
        assert len(numbered(program.reports.report(EVALUATION))) == len(before) - 1
    assert "（无内容）" not in text_in_reading_order(program.reports.report(EVALUATION))


def test_a_figure_for_the_whole_is_one_line_of_the_table(empty: Program) -> None:
    take_in(empty, STATES["components, one figure for the whole"][0](), empty.folder)
    rows = table(empty.reports.report(EVALUATION), "grade.table")
    assert [row for row in rows if row[0].startswith("服务质量")] == [["服务质量", "30", "25.5", "25.5"]]


@pytest.mark.parametrize(
    ("entered", "shown"),
    [
        (None, ["合计", "—", "30", "40", "133.33%"]),
        ((None, None), ["合计", "—", "30", "40", "133.33%"]),
        ((D("50"), D("45")), ["合计", "—", "50", "45", "90.00%"]),
        ((None, D("45")), ["合计", "—", "—", "45", "—"]),
        ((D("50"), None), ["合计", "—", "50", "—", "—"]),
    ],
    ids=["nothing", "an empty row", "both", "done alone", "agreed alone"],
)
def test_the_station_s_row_is_printed_as_it_was_entered(
    empty: Program, entered: tuple[Any, Any] | None, shown: list[str]
) -> None:
    row = [] if entered is None else [make.indicator_value(agreed=entered[0], done=entered[1])]
    take_in(
        empty,
        complete(
            TOTAL,
            make.zone(1),
            make.zone(2),
            make.indicator(1, cover=Cover.ZONES, column="参考数"),
            make.indicator_value(zone_id=uid("zone", 1), agreed=D("10"), done=D("20")),
            make.indicator_value(zone_id=uid("zone", 2), agreed=D("20"), done=D("20")),
            *row,
            basis=Basis.TOTAL,
        ),
        empty.folder,
    )
    report = empty.reports.report(EVALUATION)
    assert table(report, "annex.zones.1")[-1] == shown
    assert table(report, "annex.zones.1")[1] == ["参考数", "完成量", "百分比"]
    (whole,) = [each for each in report.sections[-1].blocks if isinstance(each, KeepTogether)]
    assert [each.id for each in whole.blocks] == ["annex.zones.1"]
    book = openpyxl.load_workbook(BytesIO(empty.exporting.workbook(EVALUATION)))
    heads = [cell.value for cell in list(book["附件1"].iter_rows())[2]]
    assert heads[2:] == ["参考数", "完成量", "百分比"]


def composed(program: Program, style: HouseStyle) -> Report:
    return compose(
        program.evaluations.dossier(EVALUATION),
        program.evaluations.rubric(EVALUATION),
        program.results.score(EVALUATION),
        (),
        style,
        created=make.NOON,
        final=True,
    )


def test_a_copied_style_prints_its_own_headings_and_passages(program: Program, style: HouseStyle) -> None:
    mine = replace(
        style,
        headings={**style.headings, "conclusion": "{station}的展望"},
        passages={**style.passages, "grade_table": "得分如下。"},
        score_order=("supervisor",),
    )
    report = composed(program, mine)
    assert "1 四、广州市番禺区和安街社工服务站的展望" in headings(report)
    assert "得分如下。" in text_in_reading_order(report)
    assert table(report, "grade.table")[1][0] == "监督方"


def test_a_style_that_lacks_something_is_told_by_its_place(program: Program, style: HouseStyle) -> None:
    fewer = {key: text for key, text in style.passages.items() if key != "background"}
    with pytest.raises(MissingWording, match=r"体例“panyu”里缺少 passages\.background。"):
        composed(program, replace(style, passages=fewer))
    with pytest.raises(MissingWording, match=r"headings\.plan"):
        composed(program, replace(style, stage_headings={}))
    with pytest.raises(UnknownSlot, match=r"passages\.grade_table 里有不认识的名称“weather”"):
        composed(program, replace(style, passages={**style.passages, "grade_table": "{weather}"}))


def test_a_style_is_read_once_and_an_unknown_one_is_said(program: Program) -> None:
    assert program.reports.style("panyu") is program.reports.style("panyu")
    program.preparing.set_head(EVALUATION, {"house_style": "elsewhere"}, LI)
    with pytest.raises(NoSuchStyle, match="本程序没有名为“elsewhere”的体例"):
        program.reports.report(EVALUATION)
