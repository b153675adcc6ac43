"""The rule set that travels with the program: its sums, its subjects, its texts."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain import canonical
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.rubric import (
    ConditionsRule,
    FindingTest,
    Judged,
    JudgingRule,
    Method,
    Rubric,
    ShareTest,
    ShortfallTest,
)
from sgz_desktop.interchange.rubric_file import load, read_rubric, rubric_document

D = Decimal

# What the experts look at, as the five reports name it.
SUBJECTS = {
    "operations": (
        "社工配备与到岗",
        "持证比例",
        "从业年限",
        "稳岗",
        "劳动合同",
        "社保与工资",
        "人事档案完整",
        "项目负责人资质",
        "继续教育时数",
        "培训与督导的平衡",
        "培训记录有个别化心得",
        "个案/小组/社区服务流程与指引",
        "质量内控",
        "文书抽查",
        "专业伦理培训与考核及反馈",
        "服务对象权益保障制度、考核与反馈",
        "定期反思总结与整改",
        "意见收集—汇总—跟进—改进",
        "安全管理与应急",
        "信息公示",
        "宣传计划与渠道",
        "路标指引",
        "网络地图名称一致",
        "服务体验与推广活动",
    ),
    "quality": (
        "三图一表（社区资产地图、服务对象分布地图、社区问题地图、家庭信息汇总表）",
        "建档全覆盖（一户一档、一人一案）",
        "档案信息完整准确并动态更新",
        "分级分类与跟进频次",
        "探访电访记录个别化",
        "需求调研方法与分析",
        "年度计划与需求匹配",
        "兜底民生政策宣传",
        "重大节日与极端天气服务",
        "双工联动",
        "个案文书",
        "小组文书",
        "社区活动文书",
        "特色亮点",
        "五社联动落地",
    ),
    "monitoring": (
        "社区社会组织培育与备案",
        "志愿者登记、骨干、队伍与激励",
        "社区慈善基金（协议有效、管委会会议、筹款）",
        "满意度",
        "知晓度",
        "服务记录上传信息平台",
    ),
    "outcomes": (
        "党建引领",
        "需求评估与总体设计",
        "重点人群兜底服务",
        "五社联动机制",
        "红棉守护热线（值班、坐席、平时与战时台账）",
        "慈善资源筹集",
        "特色品牌",
        "成效评估方法",
        "媒体与荣誉",
        "上期意见整改落实",
    ),
}


@pytest.fixture(scope="module")
def raw() -> Any:
    return json.loads(resource("rubrics", "guangzhou_2023.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load(resource("rubrics", "guangzhou_2023.json").read_text(encoding="utf-8"))


def test_it_reads_without_problems_and_is_in_canonical_form(raw: Any) -> None:
    found, problems = read_rubric(raw)
    assert problems == ()
    assert canonical.encode(found) == raw


def test_its_address_follows_from_its_content_alone(raw: Any, rubric: Rubric) -> None:
    address, text = rubric_document(rubric)
    assert address == canonical.content_hash(raw)
    assert rubric_document(load(text)) == (address, text)


def test_the_file_is_pretty_printed_with_one_final_newline(raw: Any) -> None:
    text = resource("rubrics", "guangzhou_2023.json").read_bytes().decode()
    assert text == json.dumps(raw, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("component", SUBJECTS)
def test_every_subject_of_the_reports_is_an_item(rubric: Rubric, component: str) -> None:
    assert tuple(each.subject for each in rubric.items_of[component]) == SUBJECTS[component]


def test_the_maps_and_the_table_are_a_condition_each(rubric: Rubric) -> None:
    rule = rubric.item_by_code["Q-01"].rule
    assert isinstance(rule, ConditionsRule)
    wordings = [each.wording for each in rule.conditions]
    names = ("社区资产地图", "服务对象分布地图", "社区问题地图", "家庭信息汇总表")
    assert [wording.startswith(name) for wording, name in zip(wordings, names, strict=True)] == [True] * 4


def test_parties_components_and_grades_are_those_of_the_rules(rubric: Rubric) -> None:
    assert {each.code: each.points for each in rubric.parties} == {
        "assessor": 55,
        "supervision_centre": 15,
        "purchaser": 20,
        "supervisor": 10,
    }
    assert rubric.assessor.code == "assessor"
    assert [(each.name, each.points, each.judged) for each in rubric.components] == [
        ("运营管理", D(10), Judged.ONCE),
        ("服务质量", D(20), Judged.PER_GROUP),
        ("服务监测", D(10), Judged.ONCE),
        ("服务成效", D(15), Judged.ONCE),
    ]
    assert [(each.name, each.at_least) for each in rubric.grades] == [
        ("优秀", D(90)),
        ("良好", D(80)),
        ("合格", D(60)),
        ("不合格", D(0)),
    ]
    assert (rubric.rounding.places, rubric.rounding.level) == (2, "component")


def test_it_is_dated_names_its_sources_and_says_what_is_a_suggestion(rubric: Rubric) -> None:
    assert rubric.dated == date(2023, 1, 1)
    assert rubric.item_points_are_suggestions
    assert "穗府办〔2023〕7号" in rubric.source
    assert "穗民〔2023〕97号" in rubric.source
    assert "建议" in rubric.source


def test_three_vetoes_follow_from_figures_and_five_are_findings(rubric: Rubric) -> None:
    tests = {each.code: each.test for each in rubric.vetoes}
    staffing, certified, cost = (
        tests.pop(each) for each in ("staffing_short", "certified_short", "staff_cost_share")
    )
    assert isinstance(staffing, ShortfallTest)
    assert (staffing.required, staffing.actual) == ("attendance.required", "attendance.actual")
    assert (staffing.limit(Phase.MIDTERM), staffing.limit(Phase.FINAL)) == (D(5), D(10))
    assert isinstance(certified, ShortfallTest)
    assert (certified.required, certified.actual) == (
        "attendance.certified_required",
        "attendance.certified_actual",
    )
    assert (certified.limit(Phase.MIDTERM), certified.limit(Phase.FINAL)) == (D(3), D(6))
    assert cost == ShareTest(share="funds.staff_cost_share", least=D(80))
    assert tests == dict.fromkeys(
        ("non_social_workers", "rectification", "professional_fail", "financial_fail", "serious_breach"),
        FindingTest(),
    )


def test_all_judging_rules_and_all_methods_occur(rubric: Rubric) -> None:
    assert {type(each.rule) for each in rubric.items} == set(get_args(JudgingRule))
    assert {method for each in rubric.items for method in each.methods} == set(Method)
    assert len({type(each.rule) for each in rubric.items_of["quality"]}) >= 5


def test_every_item_tells_what_to_look_at_and_which_papers_to_ask_for(rubric: Rubric) -> None:
    for each in rubric.items:
        assert len(each.look_for) >= 2, each.code
        assert all(sentence.endswith("。") for sentence in each.look_for), each.code
        assert each.papers, each.code
        assert each.wording != each.subject, each.code


def test_no_sentence_is_written_twice(rubric: Rubric) -> None:
    sentences = [sentence for each in rubric.items for sentence in (each.wording, *each.look_for)]
    assert len(set(sentences)) == len(sentences)


def test_its_texts_have_no_stray_spaces_or_half_width_punctuation(raw: Any) -> None:
    odd = [
        text
        for text in _texts(raw)
        if text != text.strip() or ("，" in text and any(each in text for each in ",;?!()"))
    ]
    assert odd == []


def _texts(raw: Any) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict | list):
        for each in raw.values() if isinstance(raw, dict) else raw:
            yield from _texts(each)
