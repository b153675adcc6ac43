"""What is said about what was entered before the visit: each sentence from a dossier that deserves it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.services.preparing_checks import Finding, Level, Part, findings
from sgz_desktop.services.working_days import work_calendar
from tests import build as make
from tests.build import D, uid

HEAD: dict[str, Any] = {
    "visit_date": date(2024, 1, 16),
    "report_date": date(2024, 1, 26),
    "period_start": date(2023, 7, 16),
    "period_end": date(2023, 12, 31),
    "agreement_start": date(2023, 7, 16),
    "agreement_end": date(2024, 7, 15),
    "purchaser": "和安街道办事处",
    "operator": "和安社会工作服务中心",
    "supervisor": "番禺区民政局",
    "assessor": "番禺区社会组织联合会",
    "funds_yuan": D("2400000"),
    "required_staff": 20,
}
ONE = make.person(1, leads=True)
WHOLE = (
    ONE,
    make.declaration(person_id=ONE.id),
    make.assignment(component="operations", group_id=None, person_id=ONE.id),
    make.assignment(component="quality", group_id=None, person_id=ONE.id),
    make.group(1),
    make.zone(1, group_id=uid("group", 1), staff=D("7")),
    make.community(1),
    make.need(1, ready=True),
)


def found(*parts: Any, **head: Any) -> list[Finding]:
    dossier = make.dossier(*parts, **(HEAD | head))
    return list(findings(dossier, make.rubric(), calendar=work_calendar()))


def said(several: Sequence[Finding], field: str) -> list[str]:
    return [f"{each.level} {each.sentence}" for each in several if each.field == field]


def test_of_a_whole_dossier_nothing_is_said() -> None:
    assert found(*WHOLE) == []


def test_of_an_empty_one_only_that_it_is_empty() -> None:
    several = found(
        **dict.fromkeys(HEAD) | dict.fromkeys(("purchaser", "operator", "supervisor", "assessor"), "")
    )
    assert {each.level for each in several} == {Level.HINT}
    assert [each.part for each in several].count(Part.HEAD) == len(HEAD)
    assert [each.sentence for each in several if each.part is not Part.HEAD] == [
        "还没有评估专家。",
        "运营管理还没有安排评委。",
        "服务质量还没有安排评委。",
        "还没有片区。",
        "还没有列出当天需要的东西。",
    ]


@pytest.mark.parametrize(
    ("head", "field", "sentence"),
    [
        ({"visit_date": date(2023, 12, 31)}, "visit_date", "不晚于考核期结束（2023-12-31）"),
        ({"report_date": date(2024, 1, 16)}, "report_date", "是同一天"),
        ({"report_date": date(2024, 1, 10)}, "report_date", "早于评估日期"),
        ({"report_date": date(2024, 1, 31)}, "report_date", "晚于评估后 10 个工作日（2024-01-30）"),
        ({"period_start": date(2023, 7, 1)}, "period_start", "早于服务协议期（自 2023-07-16 起）"),
        ({"period_end": date(2024, 7, 31)}, "period_end", "晚于服务协议期（至 2024-07-15 止）"),
        (
            {"period_end": date(2024, 7, 31), "agreement_end": date(2024, 7, 31)},
            "period_end",
            "有 12.5 个月，超过一年",
        ),
        ({"agreement_end": date(2024, 6, 30)}, "agreement_end", "有 11.5 个月"),
        ({"operator": "番禺区民政局"}, "supervisor", "监督方与承办方是同一个名称"),
        ({"funds_yuan": D("240")}, "funds_yuan", "是不是按万元填了"),
        ({"funds_yuan": D("2400001")}, "funds_yuan", "不是整千元"),
    ],
)
def test_what_looks_wrong_in_the_head(head: dict[str, Any], field: str, sentence: str) -> None:
    (only,) = said(found(*WHOLE, **head), f"head.{field}")[:1]
    assert only.startswith("warning ")
    assert sentence in only


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ((make.person(2, name=ONE.name),), f"person.{ONE.id}", "warning 不止一位人员叫"),
        ((make.person(2, leads=True),), "people", "warning 有 2 位组长"),
        ((make.person(2),), f"person.{uid('person', 2)}", "hint 还没有作回避声明，也没有签"),
        (
            (make.person(2), make.declaration(person_id=uid("person", 2), pledged_on=None)),
            f"person.{uid('person', 2)}",
            "hint 还没有签廉洁责任承诺书",
        ),
        (
            (make.person(2), make.declaration(person_id=uid("person", 2), conflict=None)),
            f"person.{uid('person', 2)}",
            "hint 还没有作回避声明。",
        ),
        (
            (
                make.person(2),
                make.declaration(person_id=uid("person", 2), conflict=Conflict.EXISTS, relation=""),
            ),
            f"person.{uid('person', 2)}",
            "warning 有需要回避的情形，还没有写明",
        ),
        (
            (make.person(2), make.declaration(person_id=uid("person", 2), pledged_on=date(2024, 2, 1))),
            f"person.{uid('person', 2)}",
            "warning 廉洁责任承诺书的日期晚于评估日期",
        ),
        ((make.group(2),), f"group.{uid('group', 2)}", "warning 这个评审组里还没有片区"),
        (
            (make.group(2, name="同名"), make.group(3, name="同名")),
            f"group.{uid('group', 3)}",
            "warning 不止一个评审组叫",
        ),
        ((make.zone(2),), f"zone.{uid('zone', 2)}", "warning 这个片区还不属于哪个评审组"),
        ((make.zone(2, staff=D("14")),), "places", "warning 各片区投入社工合计 21 人"),
        (
            (make.quantity(code="attendance.required", value=D("100")),),
            "quantity.attendance.required",
            "＝ 110",
        ),
        (
            (make.quantity(code="attendance.certified_required", value=D("50")),),
            "quantity.attendance.certified_required",
            "20 × 5.5 ÷ 2 ＝ 55",
        ),
        (
            (
                make.quantity(code="staff.total", value=D("5")),
                make.quantity(code="staff.certified", value=D("6")),
            ),
            "quantity.staff.certified",
            "warning 多于期末社工人数",
        ),
        ((make.quantity(code="staff.total", source=""),), "quantity.staff.total", "hint 还没有写明来源"),
        ((make.need(2),), "needs", "hint 还有 1 项没有备好"),
    ],
)
def test_what_is_said_of_the_rest(more: tuple[Any, ...], field: str, sentence: str) -> None:
    assert any(sentence in each for each in said(found(*WHOLE, *more), field))


def test_zones_and_communities_that_come_twice() -> None:
    name = make.zone(1).name
    several = found(
        *WHOLE,
        make.zone(2, name=name),
        make.community(2, zone_id=uid("zone", 2), name=make.community(1).name),
    )
    told = said(several, f"zone.{uid('zone', 2)}")
    assert any("不止一个片区叫" in each for each in told)
    assert any("不止出现一次" in each for each in told)
    assert any("投入社工人数" in each for each in told)
    assert said(found(*WHOLE, make.zone(3)), f"zone.{uid('zone', 3)}")[-1] == (
        "hint 还没有填写社区和投入社工人数。"
    )


def test_a_conflict_that_judges_is_an_error_and_a_component_without_judges_a_warning() -> None:
    stands_back = make.declaration(person_id=ONE.id, conflict=Conflict.EXISTS, relation="曾任职")
    several = found(*WHOLE[:1], stands_back, *WHOLE[2:3], make.group(1))
    assert said(several, f"person.{ONE.id}")[0].startswith("error 声明有需要回避的情形")
    assert said(several, f"judges.quality.{uid('group', 1)}")[0].startswith("warning ")
    bare = found(*WHOLE[:2], make.group(1), basis=Basis.PARTIES)
    assert not [each for each in bare if each.field.startswith("judges.")]
    assert said(found(make.person(1)), "people") == ["warning 还没有指定组长。"]
