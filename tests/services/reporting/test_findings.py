"""Strengths and concerns as they are printed: order, numbers, leads, and the wording that is printed."""

from dataclasses import replace

import pytest

from sgz_desktop.domain.observation import Tone
from sgz_desktop.exports.report import ObservationRef, runs_in_reading_order
from sgz_desktop.house_styles.parts import FindingsPart
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.compose import unprinted
from sgz_desktop.wiring import Program
from tests import build as make
from tests.build import EVALUATION, uid
from tests.services.case import LI, take_in
from tests.services.reporting.reports import below, changed, composed, headings, with_passage
from tests.services.reporting.states import complete

STRENGTHS = "operations.strengths"


def part(
    subjects: tuple[str, ...] = ("operations",), *, leading: tuple[str, ...] = (), lead: str = ""
) -> FindingsPart:
    return FindingsPart(subjects=subjects, tone=Tone.STRENGTH, leading=leading, lead=lead)


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        ((), ["本次评估在这方面没有单独记录值得肯定的内容。"]),
        (("团队稳定",), ["团队稳定。"]),
        (("甲", "乙！"), ["（1）甲。", "（2）乙！"]),
    ],
    ids=["none", "a single one", "several"],
)
def test_a_single_one_bears_no_number(
    empty: Program, style: HouseStyle, texts: tuple[str, ...], shown: list[str]
) -> None:
    seen = [make.observation(number, text=text) for number, text in enumerate(texts, 1)]
    take_in(empty, complete(*seen), empty.folder)
    assert below(composed(empty, style), STRENGTHS) == shown


def test_lead_text_and_recommendation_stand_in_one_paragraph(empty: Program, style: HouseStyle) -> None:
    seen = make.observation(1, lead="管理规范", text="制度齐全", recommendation="继续保持。")
    take_in(empty, complete(seen), empty.folder)
    report = composed(empty, style)
    assert below(report, STRENGTHS) == ["管理规范。制度齐全。建议继续保持。"]
    runs = [
        run
        for run in runs_in_reading_order(report)
        if run.source in [ObservationRef(seen.id, name) for name in ("lead", "text", "recommendation")]
    ]
    assert [run.bold for run in runs] == [True, False, False]


def test_the_printed_wording_stands_for_the_recorded_one(program: Program, style: HouseStyle) -> None:
    (first,) = [each for each in program.evaluations.dossier(EVALUATION).observations if each.item]
    program.visiting.edit_observation(
        EVALUATION, first.id, {"lead": "记下的首句", "text": "记下的话", "printed_text": "印出的话"}, LI
    )
    report = composed(program, style)
    assert below(report, STRENGTHS) == ["记下的首句。印出的话。"]
    sources = [run.source for run in runs_in_reading_order(report)]
    assert ObservationRef(first.id, "printed_text") in sources
    assert ObservationRef(first.id, "text") not in sources
    kept = program.evaluations.dossier(EVALUATION)
    assert [each.text for each in kept.observations if each.id == first.id] == ["记下的话"]


def test_a_wording_printed_as_nothing_takes_the_observation_out(program: Program, style: HouseStyle) -> None:
    dossier = program.evaluations.dossier(EVALUATION)
    (first,) = [each for each in dossier.observations if each.item]
    program.visiting.edit_observation(EVALUATION, first.id, {"printed_text": " "}, LI)
    report = composed(program, style)
    assert below(report, STRENGTHS) == ["本次评估在这方面没有单独记录值得肯定的内容。"]
    assert [each.id for each in unprinted(report, program.evaluations.dossier(EVALUATION))] == [first.id]


def test_the_subjects_come_in_the_order_of_the_part(empty: Program, style: HouseStyle) -> None:
    seen = [
        make.observation(1, subject="purchaser", text="购买方"),
        make.observation(2, subject="operations", text="运营"),
        make.observation(3, subject="purchaser", text="购买方再说"),
    ]
    take_in(empty, complete(*seen), empty.folder)
    both = part(("operations", "purchaser"), lead="none_concerns")
    mine = with_passage(changed(style, STRENGTHS, both), "none_concerns", "以下方面值得肯定：")
    told = below(composed(empty, mine), STRENGTHS)
    assert told == ["以下方面值得肯定：", "（1）运营。", "（2）购买方。", "（3）购买方再说。"]


def test_what_a_style_has_no_place_for_is_found(empty: Program, style: HouseStyle) -> None:
    seen = [
        make.observation(1, subject="supervisor", text="监督方的话"),
        make.observation(2, subject="purchaser", tone=Tone.UNFILED, text="未归类"),
        make.observation(3, subject=None, text="没有归处"),
        make.observation(4, subject="purchaser", text=" "),
    ]
    take_in(empty, complete(*seen), empty.folder)
    dossier = empty.evaluations.dossier(EVALUATION)
    assert [each.text for each in unprinted(composed(empty, style), dossier)] == ["没有归处"]
    outline = list(style.outline)
    places = [n for n, each in enumerate(outline) if getattr(each, "id", "").startswith("supervisor")]
    fewer = replace(style, outline=tuple(outline[: places[0]] + outline[places[-1] + 2 :]))
    found = unprinted(composed(empty, fewer), dossier)
    assert [each.text for each in found] == ["监督方的话", "没有归处"]


def test_an_observation_of_a_group_and_one_of_none_stand_apart(empty: Program, style: HouseStyle) -> None:
    take_in(
        empty,
        complete(
            make.group(1),
            make.group(2),
            make.zone(1, group_id=uid("group", 1)),
            make.observation(1, subject="quality", group_id=uid("group", 1), text="一组"),
            make.observation(2, subject="quality", group_id=None, text="全站", tone=Tone.CONCERN),
        ),
        empty.folder,
    )
    report = composed(empty, style)
    assert below(report, "zone.strengths.1")[1:] == ["一组。"]
    assert below(report, "zone.strengths.2") == ["本次评估在这方面没有单独记录值得肯定的内容。"]
    assert below(report, "all_zones.concerns.all")[1:] == ["全站。"]
    again = [each for each in headings(report) if each.startswith("4 ")]
    assert again == ["4 1.值得肯定的地方", "4 2.需要关注的地方"] * 3


class TestPassagesThatOpenAList:
    """Passages that figures speak for come first, unless a figure they name is unknown."""

    def told(self, program: Program, style: HouseStyle, text: str) -> list[str]:
        mine = with_passage(style, "none_concerns", text)
        mine = changed(mine, STRENGTHS, part(leading=("none_concerns",)))
        return below(composed(program, mine), STRENGTHS)

    def test_known_figures_come_first(self, program: Program, style: HouseStyle) -> None:
        assert self.told(program, style, "应到岗{{ 应到岗人次 }}人次。") == [
            "（1）应到岗110人次。",
            "（2）第1条观察。",
        ]

    @pytest.mark.parametrize(
        "text", ["实到岗{{ 实到岗人次 }}人次。", "{% if 实到岗人次 %}实到岗{{ 实到岗人次 }}人次。{% endif %}"]
    )
    def test_an_unknown_figure_keeps_it_out(self, program: Program, style: HouseStyle, text: str) -> None:
        assert self.told(program, style, text) == ["第1条观察。"]


def test_every_leaf_of_the_style_prints_an_observation_once(empty: Program, style: HouseStyle) -> None:
    subjects = ("operations", "quality", "purchaser", "supervisor", "supervision_centre")
    seen = [
        make.observation(number * 2 + place, subject=each, tone=tone)
        for number, each in enumerate(subjects, 1)
        for place, tone in enumerate((Tone.STRENGTH, Tone.CONCERN))
    ]
    take_in(empty, complete(*seen), empty.folder)
    printed = [
        run.source.observation_id
        for run in runs_in_reading_order(composed(empty, style))
        if isinstance(run.source, ObservationRef)
    ]
    assert sorted(printed) == sorted(each.id for each in seen)
