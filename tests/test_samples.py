"""The two sample evaluations: read without a problem, scored to the figures the reports print, final."""

import json
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.mark import NotApplicable
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.result import Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.interchange.package import BuiltIn, read_package
from sgz_desktop.interchange.rubric_file import load, rubric_document
from sgz_desktop.scoring.components import judges_of
from sgz_desktop.scoring.indicators import completion_rate
from sgz_desktop.scoring.missing import missing
from sgz_desktop.scoring.score import score
from tests import build

D = Decimal
SAMPLES = ("zhongcun", "zhuguang")
STRENGTH, CONCERN = Tone.STRENGTH, Tone.CONCERN


class _Sample(NamedTuple):
    dossier: Dossier
    rubric: Rubric
    result: Score


@cache
def _sample(name: str) -> _Sample:
    rubric = load(resource("rubrics", "guangzhou_2023.json").read_text(encoding="utf-8"))
    address, text = rubric_document(rubric)
    raw = resource("samples", f"{name}.json").read_bytes()
    built_in = BuiltIn(
        rubrics={address: text},
        rubric=address,
        styles={build.style_hash(): build.style_text()},
        style=build.style_hash(),
        style_codes={each.name: build.style_hash() for each in resource("house_styles").iterdir()},
    )
    package, problems = read_package(raw, built_in=built_in)
    assert [str(each) for each in problems] == []
    assert package is not None
    assert package.dossier.evaluation.rubric == address
    return _Sample(package.dossier, rubric, score(package.dossier, rubric))


@pytest.mark.parametrize(
    ("name", "basis", "total", "grade"),
    [("zhongcun", Basis.ITEMS, "87.11", "良好"), ("zhuguang", Basis.PARTIES, "94.98", "优秀")],
)
def test_the_result_is_the_reports(name: str, basis: Basis, total: str, grade: str) -> None:
    result = _sample(name).result
    assert (result.basis, result.total, result.grade_name) == (basis, D(total), grade)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_open(name: str) -> None:
    dossier, rubric, result = _sample(name)
    assert not result.provisional
    assert result.answered == result.answerable
    assert missing(result, dossier, rubric) == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_veto_is_decided_or_deferred(name: str) -> None:
    states = {each.rule: each.state for each in _sample(name).result.vetoes}
    assert set(states.values()) == {VetoState.CLEAR, VetoState.DEFERRED}
    assert states["staff_cost_share"] is VetoState.DEFERRED
    assert not any(each.disagrees for each in _sample(name).result.vetoes)


@pytest.mark.parametrize(
    ("code", "exact", "converted"),
    [
        ("monitoring", Fraction("8.925"), "8.93"),
        ("outcomes", Fraction("12.4"), "12.4"),
        ("operations", Fraction("9.6"), "9.6"),
        ("quality", Fraction(493, 30), "16.43"),
    ],
)
def test_the_components_of_zhongcun_come_out_of_item_marks(
    code: str, exact: Fraction, converted: str
) -> None:
    (component,) = [each for each in _sample("zhongcun").result.components if each.code == code]
    assert (component.points, component.converted) == (exact, D(converted))
    assert all(group.experts and group.figure_id is None for group in component.groups)


def test_the_zones_of_zhongcun_are_scored_as_printed() -> None:
    (quality,) = [each for each in _sample("zhongcun").result.components if each.code == "quality"]
    assert [(each.name, each.points) for each in quality.groups] == [
        ("第一片区", Fraction("16.8")),
        ("第二片区", Fraction(16)),
        ("第三片区", Fraction("16.5")),
    ]


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("zhongcun", {"supervision_centre": "12.75", "purchaser": "18.5", "supervisor": "8.5"}),
        (
            "zhuguang",
            {"assessor": "51.98", "supervision_centre": "13", "purchaser": "20", "supervisor": "10"},
        ),
    ],
)
def test_the_parties_figures_say_where_they_come_from(name: str, points: dict[str, str]) -> None:
    figures = {each.code: each for each in _sample(name).dossier.figures}
    assert {code: each.points for code, each in figures.items()} == {
        code: D(each) for code, each in points.items()
    }
    assert all(each.source and each.received_on and each.file_number for each in figures.values())


def test_zhongcun_shows_every_way_of_judging() -> None:
    dossier, rubric, result = _sample("zhongcun")
    answered = {mark.item: rubric.item_by_code[mark.item].rule.kind for mark in dossier.marks}
    assert set(answered.values()) == {
        "degree",
        "conditions",
        "tiers",
        "completeness",
        "deduction",
        "bare",
    }
    assert any(isinstance(each.answer, NotApplicable) for each in dossier.marks)
    means = [group for each in result.components for group in each.groups if len(group.experts) > 1]
    assert any(len({expert.points for expert in group.experts}) > 1 for group in means)


@pytest.mark.parametrize("name", SAMPLES)
def test_five_experts_judge(name: str) -> None:
    dossier = _sample(name).dossier
    experts = {each.id for each in dossier.people if each.role is Role.EXPERT}
    assert len(experts) == 5
    assert {each.person_id for each in dossier.assignments} == experts


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (
            "zhongcun",
            {
                "operations": (3, 2),
                "outcomes+monitoring": (7, 4),
                "第一片区": (4, 2),
                "第二片区": (3, 2),
                "第三片区": (3, 3),
                "purchaser": (1, 1),
                "supervision_centre": (3, 2),
            },
        ),
        (
            "zhuguang",
            {
                "operations": (2, 2),
                "outcomes+monitoring": (8, 2),
                "一片区": (4, 2),
                "二片区": (4, 2),
                "三片区、四片区": (3, 2),
                "purchaser": (2, 1),
                "supervision_centre": (3, 1),
                "supervisor": (3, 1),
            },
        ),
    ],
)
def test_the_observations_have_the_reports_shape(name: str, counts: dict[str, tuple[int, int]]) -> None:
    dossier = _sample(name).dossier
    found: dict[str, tuple[int, int]] = {}
    for each in dossier.observations:
        place = dossier.group_by_id[each.group_id].name if each.group_id else str(each.subject)
        place = "outcomes+monitoring" if place in ("outcomes", "monitoring") else place
        strengths, concerns = found.get(place, (0, 0))
        found[place] = (strengths + (each.tone is STRENGTH), concerns + (each.tone is CONCERN))
    assert found == counts


@pytest.mark.parametrize("name", SAMPLES)
def test_an_observation_is_by_somebody_who_judges_there_and_of_a_fitting_item(name: str) -> None:
    dossier, rubric, _ = _sample(name)
    for each in dossier.observations:
        assert each.text.endswith("。")
        assert not each.recommendation or each.recommendation.endswith("。")
        if each.subject in rubric.component_by_code:
            assert each.person_id in judges_of(str(each.subject), each.group_id, dossier)
        if each.item is not None:
            assert rubric.item_by_code[each.item].component == each.subject


@pytest.mark.parametrize(
    ("name", "rates"),
    [
        ("zhongcun", "97.08 180.63 52.50 50.00 70.00 76.67 97.00 50.00 50.00"),
        (
            "zhuguang",
            "108.03 52.50 52.98 47.50 36.36 40.83 56.25 56.25 98.44 75.00 91.25 68.75 57.97",
        ),
    ],
)
def test_the_indicators_give_the_printed_rates_and_their_zones_add_up(name: str, rates: str) -> None:
    dossier = _sample(name).dossier
    found = []
    for each in dossier.indicators:
        whole = dossier.value_by_key[each.id, None]
        assert whole.done is not None
        found.append(str(completion_rate(whole.done, whole.agreed)))
        if each.cover is Cover.ZONES:
            zones = [dossier.value_by_key[each.id, zone.id] for zone in dossier.zones]
            assert sum(value.agreed or 0 for value in zones) == whole.agreed
            assert sum(value.done or 0 for value in zones) == whole.done
    assert found == rates.split()


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_invented_is_said(name: str) -> None:
    dossier = _sample(name).dossier
    assert "示例虚构" in dossier.evaluation.note
    assert all("虚构" in each.file_number for each in dossier.figures)
    assert all("示例" in each.title for each in dossier.people)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_file_is_pretty_and_carries_no_changes_and_no_documents(name: str) -> None:
    text = resource("samples", f"{name}.json").read_text(encoding="utf-8")
    whole = json.loads(text)
    assert (whole["format"], whole["version"]) == ("sgz-evaluation", 1)
    assert (whole["changes"], whole["documents"]) == ([], {})
    assert text == json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
