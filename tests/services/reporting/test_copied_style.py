"""A style is data: a copy with a renamed heading and without a chapter prints so, without any code."""

import shutil
from pathlib import Path

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.exports.fonts import font_book
from sgz_desktop.exports.pdf import render_pdf
from sgz_desktop.exports.report import Heading, Report, leaves, plain
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.compose import compose
from sgz_desktop.services.reporting.looks import typography_of
from sgz_desktop.wiring import Program
from tests.exports import readback


def without_chapter(outline: str, heading: str) -> str:
    """The outline's text without the tables from one level-1 heading to the next."""
    tables = outline.split("[[outline]]")
    start = next(place for place, text in enumerate(tables) if f'id = "{heading}"' in text)
    stop = next(place for place in range(start + 1, len(tables)) if "level = 1" in tables[place])
    return "[[outline]]".join([*tables[:start], *tables[stop:]])


@pytest.fixture
def copied(tmp_path: Path) -> HouseStyle:
    folder = Path(shutil.copytree(resource("house_styles", "panyu"), tmp_path / "copied"))
    outline = (folder / "outline.toml").read_text(encoding="utf-8")
    outline = outline.replace('text = "评估原则"', 'text = "评估遵循的原则"')
    (folder / "outline.toml").write_text(without_chapter(outline, "feedback"), encoding="utf-8")
    passages = (folder / "passages.toml").read_text(encoding="utf-8")
    kept = [line for line in passages.splitlines() if not line.startswith("feedback")]
    (folder / "passages.toml").write_text("\n".join(kept), encoding="utf-8")
    looks = (folder / "style.toml").read_text(encoding="utf-8")
    (folder / "style.toml").write_text(looks.replace("lines = 22", "lines = 25"), encoding="utf-8")
    return read_style_folder(folder)


def report_in(program: Program, style: HouseStyle) -> Report:
    found = program.evaluations.find("d147")
    return compose(
        program.evaluations.dossier(found),
        program.evaluations.rubric(found),
        program.results.score(found),
        (),
        style,
        created=program.results.last_change(found),
        final=True,
    )


def test_a_copied_style_prints_its_own_headings(samples_program: Program, copied: HouseStyle) -> None:
    report = report_in(samples_program, copied)
    headings = [plain(each.runs) for each in leaves(report) if isinstance(each, Heading)]
    assert "（二）评估遵循的原则" in headings
    assert [each for each in headings if each[1:2] == "、"] == [
        "一、中期评估背景",
        "二、评估总结",
        "三、评估等级",
        "四、结语",
    ]
    raw = render_pdf(report, font_book(), typography=typography_of(copied.looks))
    text = readback.squeezed("".join(readback.page_texts(raw)))
    assert "（二）评估遵循的原则" in text
    assert "三、评估等级" in text
    assert "评估反馈" not in text
