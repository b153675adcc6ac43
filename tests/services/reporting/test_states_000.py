"""The style of 广州市社会工作协会 in every state of an evaluation, and what its passages ask of figures."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.exports.report import Contents, Heading, Paragraph, Report, leaves, plain
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.scoring.missing import missing
from sgz_desktop.scoring.score import score
from sgz_desktop.services.reporting.compose import compose, unprinted
from tests import build as make
from tests.build import D
from tests.services.reporting.reports import below, sourceless
from tests.services.reporting.states import STATES, complete

CODE = "guangzhou_swa"


@pytest.fixture(scope="module")
def style() -> HouseStyle:
    return read_style_folder(resource("house_styles", CODE))


def composed(dossier: Dossier, style: HouseStyle, *, final: bool = True) -> Report:
    rubric = make.rubric()
    result = score(dossier, rubric)
    return compose(
        dossier, rubric, result, missing(result, dossier, rubric), style, created=make.NOON, final=final
    )


@pytest.mark.parametrize(("made", "final"), STATES.values(), ids=STATES)
def test_an_evaluation_in_any_state_can_be_written_in_this_style(
    style: HouseStyle, made: Callable[[], Dossier], final: bool
) -> None:
    dossier = made()
    report = composed(dossier, style, final=final)
    assert unprinted(report, dossier) == ()
    assert list(sourceless(report, dossier, style)) == []


@pytest.mark.parametrize("written", ["", "服务分四大板块。\n另设一个基地。"])
def test_what_is_written_of_the_station_follows_the_passage(style: HouseStyle, written: str) -> None:
    texts = [make.report_text(code="profile", text=written)] if written else []
    for final in (True, False):
        first, *others = below(composed(complete(*texts), style, final=final), "profile")
        assert "购买方为" in first
        assert others == written.splitlines()


@pytest.mark.parametrize(
    ("actual", "certified", "strengths", "concerns"),
    [
        ("115", "105", "高于50人次，实到岗105人次，超配55人次；全体社工（含持证和非持证）实到岗115人次", ""),
        (
            "100",
            "51",
            "实到岗51人次，超配1人次；全体社工（含持证和非持证）实到岗100人次，应到岗人次为100。",
            "",
        ),
        ("100", "50", "", "高于50人次，实到岗50人次，没有达到要求；全体社工"),
        (
            "95.5",
            "60",
            "",
            "超配10人次；全体社工（含持证和非持证）实到岗95.5人次，应到岗人次为100，缺配4.5人次。",
        ),
        (
            "110",
            "48",
            "",
            "实到岗48人次，缺配2人次；全体社工（含持证和非持证）实到岗110人次，应到岗人次为100，超配10",
        ),
        (None, "105", "", ""),
        (None, "48", "", "持证社工到岗须高于50人次，实到岗48人次，缺配2人次。建议"),
        (None, "50", "", "实到岗50人次，没有达到要求。建议"),
    ],
)
def test_a_shortfall_is_told_among_the_concerns(
    style: HouseStyle, actual: str | None, certified: str, strengths: str, concerns: str
) -> None:
    figures = {"required": "100", "actual": actual, "certified_required": "50", "certified_actual": certified}
    quantities = [
        make.quantity(code=f"attendance.{code}", value=D(value))
        for code, value in figures.items()
        if value is not None
    ]
    report = composed(complete(*quantities), style)
    for tone, said in (("strengths", strengths), ("concerns", concerns)):
        text = "".join(
            plain(each.runs)
            for each in leaves(report)
            if isinstance(each, Paragraph) and each.id.startswith(f"operations.{tone}.staff")
        )
        assert said in text
        assert bool(said) == bool(text)


def test_a_party_that_observed_nothing_has_no_chapter_and_a_problem_nobody_wrote_no_heading(
    style: HouseStyle,
) -> None:
    report = composed(complete(*make.party_figures()), style)
    assert [plain(each.runs) for each in leaves(report) if isinstance(each, Heading) and each.level == 1] == [
        "一、社工站基本情况",
        "二、评估依据、评估原则及评估办法",
        "三、第三方专业评估",
        "四、评估结果",
    ]
    assert not [each for each in leaves(report) if each.id == "main_problem"]


def test_renaming_a_heading_and_dropping_a_chapter_takes_no_code(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(resource("house_styles", CODE), tmp_path / CODE))
    outline = folder / "outline.toml"
    text = outline.read_text(encoding="utf-8")
    text = text.replace('text = "项目管理"', 'text = "运营管理"')
    contents = '[[outline]]\nkind = "contents"\ntitle = "目　录"\ndepth = 2\n'
    assert contents in text
    outline.write_text(text.replace(contents, ""), encoding="utf-8")
    report = composed(complete(*make.party_figures()), read_style_folder(folder))
    assert "（一）运营管理" in [plain(each.runs) for each in leaves(report) if isinstance(each, Heading)]
    assert not [each for each in leaves(report) if isinstance(each, Contents)]


@pytest.mark.parametrize("final", [True, False])
def test_a_problem_nobody_wrote_has_no_section_in_a_draft_either(style: HouseStyle, final: bool) -> None:
    told = [each.id for each in leaves(composed(complete(), style, final=final))]
    assert not [each for each in told if "main_problem" in each]


@pytest.mark.parametrize("short", ["珠光街社工站", "广州市珠光街社工站"])
def test_the_title_of_an_annex_names_the_city_once(style: HouseStyle, short: str) -> None:
    dossier = complete(
        make.indicator(1), make.indicator_value(agreed=D("2"), done=D("1")), station_short=short
    )
    report = composed(dossier, style)
    (title,) = [
        plain(each.runs)
        for each in leaves(report)
        if isinstance(each, Heading) and each.id == "annex.indicators"
    ]
    assert title == "广州市珠光街社工站购买服务项目指标完成情况统计表"
    listed = [
        plain(each.runs) for each in leaves(report) if isinstance(each, Paragraph) and ".annexes" in each.id
    ]
    assert listed == ["附件：", f"1.{title}"]
