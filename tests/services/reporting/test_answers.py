"""The feedback chapter: who was there, what was objected, what each party answered to the draft."""

import pytest

from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.answers import no_objection
from sgz_desktop.wiring import Program
from tests.build import EVALUATION
from tests.services.case import LI, take_in
from tests.services.reporting.reports import below, composed
from tests.services.reporting.states import complete

ON_SITE = "1.现场反馈：一天的评估结束时，评委当场总结评估发现，提出意见和建议"
DRAFT = "2.报告初稿的意见反馈："


def feedback(program: Program, style: HouseStyle, texts: dict[str, str]) -> list[str]:
    for code, text in texts.items():
        program.preparing.set_text(EVALUATION, f"feedback.{code}", text, LI)
    return below(composed(program, style), "feedback")[1:]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({}, f"{ON_SITE}。在场各方是否提出异议，没有记录。"),
        ({"objections": "无异议。"}, f"{ON_SITE}，在场各方没有提出异议。"),
        (
            {"attendees": "社工站主任、街道代表。", "objections": "无"},
            f"{ON_SITE}，社工站主任、街道代表在场，对此没有提出异议。",
        ),
        (
            {"objections": "社工站认为抽样\n人数偏少"},
            f"{ON_SITE}。现场提出的异议是：社工站认为抽样 人数偏少。",
        ),
        ({"on_site": "各方都说好", "objections": "无"}, "1.现场反馈：各方都说好。"),
        ({"attendees": "。"}, f"{ON_SITE}，。在场。在场各方是否提出异议，没有记录。"),
    ],
)
def test_what_was_said_on_the_spot(
    program: Program, style: HouseStyle, texts: dict[str, str], told: str
) -> None:
    assert feedback(program, style, texts)[0] == told


ALL = {"draft.supervisor": "无异议。", "draft.purchaser": "没有异议", "draft.station": "无意见"}


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({}, "各方是否答复，没有记录。"),
        (ALL, "番禺区民政局、和安街道办事处、和安街社工站答复，对初稿没有异议。"),
        (
            {"draft.supervisor": "无异议", "draft.supervision_centre": "无异议"},
            "番禺区民政局、督导中心答复，对初稿没有异议。和安街道办事处、和安街社工站是否答复，没有记录。",
        ),
        (
            ALL | {"draft.station": "建议更正两处数字", "draft.operator": "请补充一句！"},
            "番禺区民政局、和安街道办事处答复，对初稿没有异议。"
            "和安社会工作服务中心提出：请补充一句！和安街社工站提出：建议更正两处数字。",
        ),
        (
            {"draft.station": "请更正"},
            "和安街社工站提出：请更正。番禺区民政局、和安街道办事处是否答复，没有记录。",
        ),
        ({"draft.station": " \n"}, "各方是否答复，没有记录。"),
    ],
)
def test_what_was_answered_to_the_draft(
    program: Program, style: HouseStyle, texts: dict[str, str], told: str
) -> None:
    assert feedback(program, style, texts)[1] == f"{DRAFT}{told}"


def test_a_party_without_a_name_is_called_by_its_part(empty: Program, style: HouseStyle) -> None:
    take_in(empty, complete(supervisor="", purchaser="", station_short=""), empty.folder)
    told = feedback(empty, style, {"draft.supervisor": "无", "draft.operator": "改一处"})[1]
    assert told == (
        f"{DRAFT}监督方答复，对初稿没有异议。和安社会工作服务中心提出：改一处。"
        "购买方、广州市番禺区和安街社工服务站是否答复，没有记录。"
    )


@pytest.mark.parametrize("text", ["无", " 无异议。", "没有异议！", "均无异议；"])
def test_no_objection_has_a_few_spellings(text: str) -> None:
    assert no_objection(text)


@pytest.mark.parametrize("text", ["", "。", "无异议，但请更正", "没有收到", "有"])
def test_nothing_else_is_taken_for_consent(text: str) -> None:
    assert not no_objection(text)
