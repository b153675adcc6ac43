"""The style of 广州市社会工作协会: 珠光's report has the tree, figures and sources of the printed one."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import field_names
from sgz_desktop.domain.quantities import REGISTRY
from sgz_desktop.exports.report import (
    Contents,
    Field,
    Heading,
    ObservationRef,
    Paragraph,
    ParagraphStyle,
    Passage,
    QuantityRef,
    Report,
    Run,
    Section,
    Table,
    leaves,
    leaves_of,
    plain,
    runs_in_reading_order,
)
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.house_styles.parts import FindingsPart
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.compose import unprinted
from sgz_desktop.wiring import build

CODE = "guangzhou_swa"

# The headings of the printed report, its half-width brackets made full, with its labels (·), and how many
# observations stand below each. It names the parties shorter than its own cover does, and so do we.
TREE_000 = """
1 一、社工站基本情况
1 二、评估依据、评估原则及评估办法
2 （一）评估依据
2 （二）评估原则
2 （三）评估团队
2 （四）评估方式
2 （五）评估结果说明
1 三、监督方评估（越秀区民政局）
2 （一）值得肯定的地方 3
2 （二）需要关注的地方 1
1 四、购买方评估（珠光街道办事处）
2 （一）值得肯定的地方 2
2 （二）需要关注的地方 1
1 五、督导中心评估
2 （一）值得肯定的地方 3
2 （二）需要关注的地方 1
1 六、第三方专业评估
2 （一）项目管理
· 值得肯定的地方： 4
· 需要关注的地方： 2
2 （二）社工站总体服务开展情况
3 1.项目执行与服务成效
· 值得肯定的地方： 8
· 需要关注的地方： 2
3 2.服务指标完成情况
2 （三）各社工点服务开展情况
3 1.一片区社工点服务情况
· 值得肯定的地方： 4
· 需要关注的地方： 2
3 2.二片区社工点服务情况
· 值得肯定的地方： 4
· 需要关注的地方： 2
3 3.三片区、四片区社工点服务情况
· 值得肯定的地方： 3
· 需要关注的地方： 2
1 七、评估结果
2 （一）评估分数
2 （二）重点存在问题
1 八、结语
1 广州市珠光街社工站购买服务项目指标完成情况统计表
1 广州市珠光街社工站购买服务项目社工到岗情况汇总表
"""
COVER = """
项目监督方：广州市越秀区民政局
项目购买方：广州市越秀区珠光街道办事处
项目承办方：广州市普爱社会工作服务社
项目评估方：广州市社会工作协会
评估日期：2025年1月7日
"""
ATTENDANCE = (
    "1.社工到岗方面，服务协议要求持证社工的比例高于二分之一，考核期内持证社工到岗须高于50人次，"
    "实到岗105人次，超配55人次；全体社工（含持证和非持证）实到岗115人次，应到岗人次为100，超配15人次。"
    "考核期最后一个月，社工站配备持证社工21名、非持证社工2名，共23名。"
)
QUALIFICATIONS = (
    "2.社工资质方面，考核期最后一个月在岗社工23名，其中中级社工师7名、助理社工师14名。"
    "2名非持证社工已接受行业组织的管理和培训，并取得证书。"
    "从业2年以上的社工有19名，其中6年以上的8名、2年以上不足6年的11名；"
    "他们实到岗95人次，占全部社工实到岗人次的82.61%。"
    "考核期内持续在岗的社工有22名，稳岗率为100.00%。近年来队伍日趋稳定，服务得以扎实开展。"
)
INDICATORS = (
    "考核期最后一个月，社工站有23名符合资质的社工在岗。考核期内，社工站"
    "建档2718份，电访12265次，探访1333次，分别完成协议指标量的108.03%，52.50%，52.98%；"
    "个案接案19个，结案12个，服务98节，分别完成协议指标量的47.50%，36.36%，40.83%；"
    "小组9个，开展54节，服务567人次，分别完成协议指标量的56.25%，56.25%，98.44%；"
    "大型社区活动6个，服务584人次，分别完成协议指标量的75.00%，91.25%；"
    "中小型社区活动11个，服务371人次，分别完成协议指标量的68.75%，57.97%。"
    "（数据由社工站提供，统计5个考核月份；分片区的完成情况见附件1。）"
)
SCORES = """
1.购买方评估得分：20.00分。
2.监督方评估得分：10.00分。
3.督导中心评估得分：13.00分。
4.第三方评估得分：51.98分。
四方评估总得分：94.98分，等级：优秀。
"""


@pytest.fixture(scope="module")
def style() -> HouseStyle:
    return read_style_folder(resource("house_styles", CODE))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Dossier, HouseStyle]:
    """The final report of the sample in the style that the sample names."""
    with build(tmp_path_factory.mktemp("zhuguang") / "data") as program:
        found = program.importing.sample("zhuguang")
        dossier = program.evaluations.dossier(found)
        named = program.reports.style(dossier.evaluation.house_style)
        return program.reports.report(found, final=True), dossier, named


@pytest.fixture(scope="module")
def report(printed: tuple[Report, Dossier, HouseStyle]) -> Report:
    return printed[0]


def lines(block: str) -> list[str]:
    return block.strip().splitlines()


def tree(report: Report) -> Iterator[str]:
    """Headings and labels, each with the number of findings right below it."""
    shown, count = "", 0
    for block in (*leaves(report), None):
        if isinstance(block, Heading) or (
            isinstance(block, Paragraph) and block.style is ParagraphStyle.LABEL
        ):
            if shown:
                yield f"{shown} {count}" if count else shown
            shown = f"{block.level if isinstance(block, Heading) else '·'} {plain(block.runs)}"
            count = 0
        elif block is None:
            yield f"{shown} {count}" if count else shown
        elif re.search(r"\.(strengths|concerns)\.", block.id):
            count += 1


def text_of(report: Report, block_id: str) -> str:
    (found,) = [each for each in leaves(report) if each.id == block_id]
    assert isinstance(found, Paragraph)
    return plain(found.runs)


def below(report: Report, heading_id: str) -> list[str]:
    """The paragraphs between a heading and the next one."""
    found: list[str] = []
    inside = False
    for block in leaves(report):
        if isinstance(block, Heading):
            inside = block.id == heading_id
        elif inside and isinstance(block, Paragraph):
            found.append(plain(block.runs))
    return found


def test_the_sample_names_this_style(printed: tuple[Report, Dossier, HouseStyle]) -> None:
    assert printed[2].code == CODE


def test_the_headings_and_the_observations_below_them_are_those_of_the_printed_report(report: Report) -> None:
    assert list(tree(report)) == lines(TREE_000)


def test_cover_and_contents_bear_no_page_number(report: Report) -> None:
    cover, contents, body, *annexes = report.sections
    assert [each.numbered for each in report.sections] == [False, False, True, True, True]
    assert _texts(cover, ParagraphStyle.COVER_TITLE) == ["广州市珠光街社工服务站", "中期评估报告"]
    assert _texts(cover, ParagraphStyle.COVER_FIELD) == lines(COVER)
    assert [type(each) for each in leaves_of(contents)] == [Contents]
    assert _texts(body, ParagraphStyle.TITLE) == ["广州市珠光街社工服务站", "中期评估报告"]
    assert len(annexes) == 2


def _texts(section: Section, look: ParagraphStyle) -> list[str]:
    return [
        plain(each.runs) for each in leaves_of(section) if isinstance(each, Paragraph) and each.style is look
    ]


@pytest.mark.parametrize(
    ("block_id", "text"),
    [
        ("operations.strengths.staff_attendance", ATTENDANCE),
        ("operations.strengths.staff_qualifications", QUALIFICATIONS),
        ("progress.indicators", INDICATORS),
    ],
)
def test_the_computed_sentences_have_the_printed_figures(report: Report, block_id: str, text: str) -> None:
    assert text_of(report, block_id) == text


def test_the_period_and_the_profile_come_from_the_head(report: Report) -> None:
    assert below(report, "operations")[0] == (
        "社工站本年度的服务协议自2024年8月3日起，至2025年8月2日止。"
        "本次评估的考核期自2024年8月3日起，至2024年12月31日止，共5个考核月份。"
    )
    (profile,) = below(report, "profile")
    for each in ("德政中路定安里19号", "2019年起", "240万元", "4个片区", "（以下简称“社工站”）"):
        assert each in profile


def test_weights_and_bands_are_told_in_the_order_of_the_house(report: Report) -> None:
    weights, bands = below(report, "explanation")
    assert re.findall(r"(\d+%)", weights) == ["10%", "20%", "15%", "55%"]
    assert "项目监督方（区民政局）10%，购买方（镇人民政府或街道办事处）20%" in weights
    assert bands.count("（不含）") == 2


def test_the_zones_are_listed_and_two_of_them_share_a_heading(report: Report) -> None:
    assert below(report, "quality") == [
        "社工站共有14个社区，分为4个片区。各社工点的分片情况如下：",
        "一片区：定安里社区、东沙角社区、广舞台社区、越秀南社区。",
        "二片区：东园路社区、珠光园社区、祖庙前社区。",
        "三片区：文明路社区、文德路社区、清水濠社区、新福里社区。",
        "四片区：仰忠社区、爱家园社区、海傍社区。",
    ]
    pooled = below(report, "group.3")
    assert len(pooled) == 7
    assert pooled[1].startswith("（1）三片区、四片区共7个社区")


def test_the_result_is_the_sum_of_four_parties(report: Report) -> None:
    assert below(report, "scores") == lines(SCORES)


def test_a_single_concern_bears_no_number_and_several_do(report: Report) -> None:
    for party in ("supervisor", "purchaser", "supervision_centre"):
        (single,) = below(report, f"{party}.concerns")
        assert single[0] not in "1（"
    assert [each[:3] for each in below(report, "outcomes")[-2:]] == ["（1）", "（2）"]


def test_the_report_ends_with_conclusion_annex_list_and_annexes(report: Report) -> None:
    first, second, *annexes = below(report, "conclusion")
    assert "第二年" in first
    assert second.startswith("下一阶段，建议")
    assert annexes[:3] == [
        "附件：",
        "1.广州市珠光街社工站购买服务项目指标完成情况统计表",
        "2.广州市珠光街社工站购买服务项目社工到岗情况汇总表",
    ]
    assert annexes[3:] == ["附件1"]  # the label stands above the heading of its annex


def test_the_further_sheets_of_an_annex_are_to_bear_its_number(report: Report) -> None:
    titles = [each for each in leaves(report) if isinstance(each, Heading) and each.again]
    assert [plain(each.again) for each in titles] == ["附件1（续）", "附件2（续）"]


def test_the_annex_of_attendance_prints_totals_without_working_notes(report: Report) -> None:
    (table,) = [each for each in leaves(report) if each.id == "annex.attendance.table"]
    assert isinstance(table, Table)
    rows = [[plain(cell.runs) for cell in row.cells] for row in (*table.head, *table.body)]
    assert rows[:3] == [
        ["项目", "数据", "单位"],
        ["社工应到岗", "100", "人次"],
        ["社工实到岗", "115", "人次"],
    ]
    assert ["稳岗率", "100.00%", "—"] in rows


def test_the_counts_of_one_service_stand_under_one_head(report: Report) -> None:
    tables = [
        each for each in leaves(report) if isinstance(each, Table) and each.id.startswith("annex.zones")
    ]
    heads = [[plain(cell.runs) for cell in each.head[0].cells[2:]] for each in tables]
    assert heads == [
        ["建档（份）", "电访（次）", "探访（次）"],
        ["专业个案"],
        ["专业小组"],
        ["大型社区活动"],
        ["中小型社区活动"],
    ]
    lower = [[plain(cell.runs) for cell in each.head[1].cells] for each in tables[1:3]]
    assert lower == [
        [
            *("协议接案个数", "接案完成量", "百分比"),
            *("协议结案个数", "结案完成量", "百分比"),
            *("协议节数", "完成量", "百分比"),
        ],
        [
            *("协议个数", "完成量", "百分比"),
            *("协议节数", "完成量", "百分比"),
            "协议人次",
            "完成量",
            "百分比",
        ],
    ]


def test_every_word_has_a_real_source(printed: tuple[Report, Dossier, HouseStyle]) -> None:
    report, dossier, style = printed
    assert [run for run in runs_in_reading_order(report) if not _is_real(run, dossier, style)] == []


def _is_real(run: Run, dossier: Dossier, style: HouseStyle) -> bool:
    entities: dict[Any, Any] = {each.id: each for each in dossier.entities()}
    match run.source:
        case Passage(key):
            own = {"numbering", "counted", "contents", "indicator_sentence", "annex", "annex_head"}
            return (
                key in own
                or key in style.passages
                or key.split(".")[0] in ("heading", "rubric", "terms", "annex", "quantity")
            )
        case Field(kind, entity_id, name):
            return entities[entity_id].kind == kind and name in field_names(type(entities[entity_id]))
        case ObservationRef(observation_id, field):
            return field in field_names(type(entities[observation_id]))
        case QuantityRef(key):
            return key in REGISTRY
    return False


def test_no_observation_with_words_to_print_is_left_out(printed: tuple[Report, Dossier, HouseStyle]) -> None:
    report, dossier, _ = printed
    assert unprinted(report, dossier) == ()
    assert "（未填）" not in "".join(run.text for run in runs_in_reading_order(report))


def test_the_slips_of_the_printed_report_are_not_repeated(report: Report) -> None:
    text = "".join(run.text for run in runs_in_reading_order(report))
    for slip in ("珠江园", "均均", "困困", "(", ")", "一半以上"):
        assert slip not in text


def test_every_subject_of_the_rule_set_has_its_place(style: HouseStyle) -> None:
    parts = [each for each in (*style.outline, *style.fragments["group"]) if isinstance(each, FindingsPart)]
    assert {code for each in parts for code in each.subjects} == {
        *("operations", "quality", "monitoring", "outcomes"),
        *("purchaser", "supervision_centre", "supervisor"),
    }
