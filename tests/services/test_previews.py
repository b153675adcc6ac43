"""The report in states: chapters, what changed between two of them, places, fonts."""

from dataclasses import replace
from time import monotonic
from uuid import UUID

import pytest

from sgz_desktop.exports.report import Heading
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.wiring import Program
from tests.services.styling import built_in, give_style, without_findings

ZHUGUANG = "5f6b70de-93f9-4cc1-8672-b563322be9ae"
ZHONGCUN = "d147a597-3dc5-478b-a405-9bda614fbdc3"
RARE = "\U0002b5a3"
"""A character that no font of the tests has."""


@pytest.fixture
def zhongcun(samples_program: Program) -> UUID:
    """The 钟村 sample."""
    return UUID(ZHONGCUN)


def no_page(_number: int) -> None:
    """Hear nothing."""


def go_on() -> bool:
    """Never cancelled."""
    return False


def test_the_chapters_are_the_headings_of_two_levels(samples_program: Program, zhongcun: UUID) -> None:
    preview = samples_program.previews.preview(zhongcun)
    titles = [each.title for each in preview.chapters]
    assert titles[0] == "一、中期评估背景"
    assert "（三）项目运营管理" in titles
    assert {each.level for each in preview.chapters} == {1, 2}
    assert all(isinstance(preview.blocks[each.block_id], Heading) for each in preview.chapters)


def test_every_block_has_a_place_and_its_text(samples_program: Program, zhongcun: UUID) -> None:
    preview = samples_program.previews.preview(zhongcun)
    rendered = preview.render(no_page, go_on)
    assert {each.block_id for each in rendered.places} == set(preview.blocks)
    assert rendered.data.startswith(b"%PDF")
    assert preview.text("background") == "一、中期评估背景"
    assert preview.text("nowhere") == ""


def test_the_same_state_prints_as_it_did(samples_program: Program, zhongcun: UUID) -> None:
    before = samples_program.previews.preview(zhongcun)
    samples_program.preparing.set_head(zhongcun, {"note": "只给评估组看。"}, NOBODY)
    now = samples_program.previews.preview(zhongcun)
    assert now.prints_as(before)
    assert now.changed_chapter(before) is None
    assert not now.prints_as(None)


def test_only_the_changed_chapter_goes_ahead(samples_program: Program, zhongcun: UUID) -> None:
    before = samples_program.previews.preview(zhongcun)
    seen = samples_program.evaluations.dossier(zhongcun).observations[0]
    samples_program.wording.set_printed(zhongcun, seen.id, "text", "换一种写法。", NOBODY)
    now = samples_program.previews.preview(zhongcun)
    chapter = now.changed_chapter(before)
    assert chapter is not None
    assert not now.prints_as(before)
    assert next(iter(chapter.blocks)) == "summary"
    assert "background" not in chapter.blocks
    assert any("换一种写法。" in chapter.text(each) for each in chapter.blocks)
    begun = monotonic()
    chapter.render(no_page, go_on)
    assert monotonic() - begun < 3  # the budget of 0.3 s is measured by the benchmarks


def test_of_a_long_chapter_only_the_changed_section_goes_ahead(
    samples_program: Program, zhongcun: UUID
) -> None:
    program = samples_program
    program.preparing.set_text(zhongcun, "profile", "很长的基本情况。" * 1_000, NOBODY)
    before = program.previews.preview(zhongcun)
    several = program.evaluations.dossier(zhongcun).observations
    seen = next(each for each in several if each.subject == "operations")
    program.wording.set_printed(zhongcun, seen.id, "text", "换一种写法。", NOBODY)
    part = program.previews.preview(zhongcun).changed_chapter(before)
    assert part is not None
    assert next(iter(part.blocks)) == "operations"
    program.preparing.set_text(zhongcun, "profile", "更长的基本情况。" * 1_000, NOBODY)
    changed = program.previews.preview(zhongcun).changed_chapter(before, near="profile.profile")
    assert changed is not None
    assert next(iter(changed.blocks)) == "profile", "no smaller part holds it"


def test_of_several_changed_chapters_the_one_at_hand_goes_ahead(
    samples_program: Program, zhongcun: UUID
) -> None:
    before = samples_program.previews.preview(zhongcun)
    samples_program.preparing.set_head(zhongcun, {"station_short": "钟村站"}, NOBODY)
    now = samples_program.previews.preview(zhongcun)
    first, near = now.changed_chapter(before), now.changed_chapter(before, near="feedback.feedback")
    assert first is not None
    assert near is not None
    assert next(iter(first.blocks)).startswith("front.")
    assert next(iter(near.blocks)) == "feedback"


def test_a_block_kept_with_others_is_found_in_its_chapter(samples_program: Program, zhongcun: UUID) -> None:
    before = samples_program.previews.preview(zhongcun)
    samples_program.preparing.set_head(zhongcun, {"station_short": "钟村站"}, NOBODY)
    chapter = samples_program.previews.preview(zhongcun).changed_chapter(before, near="grade.table")
    assert chapter is not None
    assert next(iter(chapter.blocks)) == "grade"


def test_a_chapter_over_two_sections_keeps_both(samples_program: Program) -> None:
    program, zhuguang = samples_program, UUID(ZHUGUANG)
    before = program.previews.preview(zhuguang)
    sections = before.report.sections
    title = next(each for each in sections[-1].blocks if isinstance(each, Heading))
    assert before.changed_chapter(before) is None
    forms = {each.form for each in sections}
    assert len(forms) == 2, "the annexes stand on pages of another form"
    alone = replace(before, report=replace(before.report, sections=sections[:2]))
    chapter = before.changed_chapter(alone, near=title.id)
    assert chapter is not None
    assert title.id in chapter.blocks


def test_observations_the_style_has_no_place_for_are_told(samples_program: Program, zhongcun: UUID) -> None:
    program = samples_program
    assert program.previews.preview(zhongcun).unprinted == ()
    give_style(program, zhongcun, without_findings("purchaser"))
    loose = program.previews.preview(zhongcun).unprinted
    assert loose
    assert {each.subject for each in loose} == {"purchaser"}
    unfiled = loose[0].id
    program.visiting.edit_observation(zhongcun, unfiled, {"subject": None}, NOBODY)
    # What is in no chapter at all is said by the list of what is missing.
    assert unfiled not in {each.id for each in program.previews.preview(zhongcun).unprinted}


def test_the_fonts_are_told_and_what_none_of_them_has(samples_program: Program, zhongcun: UUID) -> None:
    fonts = samples_program.previews.preview(zhongcun).fonts()
    assert {each.wanted for each in fonts.uses} >= {"小标宋", "仿宋", "黑体"}
    assert fonts.missing == ()
    samples_program.preparing.set_text(zhongcun, "conclusion", f"谢谢王{RARE}同志。", NOBODY)
    (lacking,) = samples_program.previews.preview(zhongcun).fonts().missing
    assert lacking.character == RARE
    assert f"王{RARE}同志" in lacking.word
    assert lacking.heading.endswith("结语")
    assert lacking.block_id == "conclusion.conclusion"


def test_the_style_s_looks_are_those_of_the_file(samples_program: Program, zhongcun: UUID) -> None:
    program = samples_program
    usual = program.previews.preview(zhongcun).render(no_page, go_on)
    style = built_in("panyu")
    give_style(program, zhongcun, replace(style, looks=replace(style.looks, lines=16)))
    roomy = program.previews.preview(zhongcun).render(no_page, go_on)
    assert roomy.pages > usual.pages
    assert program.exporting.pdf(zhongcun) == roomy.data
