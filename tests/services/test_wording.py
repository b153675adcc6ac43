"""Where the report's words come from, and how one evaluation words them in its own way."""

from dataclasses import replace
from uuid import UUID

import pytest

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.quantities import ENTERED_KEYS, REGISTRY
from sgz_desktop.domain.report_text import TEXT_NAMES
from sgz_desktop.errors import Refused
from sgz_desktop.exports.report import Field, Passage, QuantityRef, Run
from sgz_desktop.house_styles import vocabulary
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.origins import HEAD_FIELDS, Origin, OriginKind, Origins
from sgz_desktop.services.reporting.values import values_of
from sgz_desktop.services.wording import NameKind
from sgz_desktop.wiring import Program
from tests.services.case import refuse_unsettled
from tests.services.styling import built_in, give_style, give_unusable_style

ZHONGCUN, ZHUGUANG = (
    UUID("d147a597-3dc5-478b-a405-9bda614fbdc3"),
    UUID("5f6b70de-93f9-4cc1-8672-b563322be9ae"),
)
OBSERVATION, TEXT, PASSAGE, ELSEWHERE, FIXED = OriginKind


def origins(program: Program, evaluation_id: UUID, block_id: str) -> tuple[Origin, ...]:
    """Where a block's words come from."""
    preview = program.previews.preview(evaluation_id)
    return program.wording.origins(evaluation_id, preview, block_id)


def said(program: Program, evaluation_id: UUID, block_id: str) -> list[tuple[OriginKind, str]]:
    """Kind and name of each."""
    return [(each.kind, each.name) for each in origins(program, evaluation_id, block_id)]


@pytest.mark.parametrize(
    ("block_id", "found"),
    [
        ("front.title", [(PASSAGE, "段落“评估报告”"), (ELSEWHERE, "社工站"), (ELSEWHERE, "阶段")]),
        ("background.method_premises", [(PASSAGE, "段落“实地观察。察看社工站的硬…”")]),
        ("conclusion.conclusion", [(TEXT, "结语")]),
        ("explanation.staffing_short", [(FIXED, "评分标准")]),
        ("grounds", [(FIXED, "体例")]),
        ("background", [(ELSEWHERE, "阶段")]),
        ("progress.chart.indicators", [(ELSEWHERE, "服务指标")]),
        ("annex.indicators.period", [(ELSEWHERE, "考核期起"), (ELSEWHERE, "考核期止")]),
        ("nowhere", []),
    ],
)
def test_a_paragraph_says_where_it_comes_from(
    samples_program: Program, block_id: str, found: list[tuple[OriginKind, str]]
) -> None:
    assert said(samples_program, ZHONGCUN, block_id) == found


def test_several_passages_of_a_paragraph_are_told_by_their_words(samples_program: Program) -> None:
    assert said(samples_program, ZHONGCUN, "progress.indicators")[:3] == [
        (PASSAGE, "段落“评估期内，社工站共完成家…”"),
        (PASSAGE, "段落“数据来源：社工站；各项指…”"),
        (ELSEWHERE, "服务指标"),
    ]


def test_a_paragraph_of_a_lone_name_leads_to_its_passage_too(samples_program: Program) -> None:
    kinds = {kind for kind, _ in said(samples_program, ZHONGCUN, "conclusion.closing")}
    assert kinds == {PASSAGE, ELSEWHERE}


def test_an_observation_is_known_by_its_words(samples_program: Program) -> None:
    seen = samples_program.evaluations.dossier(ZHONGCUN).observations[0]
    preview = samples_program.previews.preview(ZHONGCUN)
    block = next(each for each in preview.blocks if each.endswith(str(seen.id)))
    (origin,) = samples_program.wording.origins(ZHONGCUN, preview, block)
    assert (origin.kind, origin.entity_id) == (OBSERVATION, seen.id)
    assert seen.lead[:12] in origin.name


def test_what_is_missing_leads_to_where_it_is_mended(samples_program: Program) -> None:
    program = samples_program
    program.preparing.set_head(ZHONGCUN, {"visit_date": None}, NOBODY)
    program.preparing.set_text(ZHONGCUN, "profile", "", NOBODY)
    first = origins(program, ZHONGCUN, "background.background")
    assert [each.target.code for each in first if each.name == "评估日期" and each.target] == [
        "head.visit_date"
    ]


def test_every_line_of_a_draft_about_what_is_missing_leads_there(empty: Program) -> None:
    program = empty
    made = program.evaluations.create(station="白云区云边街社工服务站", phase=Phase.MIDTERM)
    preview = program.previews.preview(made)
    lines = [each for each in preview.blocks if each.startswith("missing.") and each[8:].isdecimal()]
    assert lines
    for each in lines:
        (origin,) = program.wording.origins(made, preview, each)
        assert (origin.kind, origin.page) == (ELSEWHERE, origin.target.page if origin.target else "")
        assert origin.page


def runs_for(program: Program, source: Passage | Field | QuantityRef) -> list[str]:
    """The names of the origins of a lone run."""
    dossier = program.evaluations.dossier(ZHONGCUN)
    found = Origins(dossier, built_in("panyu"), ())
    return [each.name for each in found.of_block("any", (Run("甲", source),))]


@pytest.mark.parametrize("name", sorted({*vocabulary.VOCABULARY.names, *vocabulary.LISTS}))
def test_every_name_that_can_be_unknown_leads_somewhere(samples_program: Program, name: str) -> None:
    assert len(runs_for(samples_program, Passage(f"unknown.{name}"))) == 1


@pytest.mark.parametrize("code", ["supervisor", "conclusion", "purchaser"])
def test_unknown_parties_and_texts_are_found_by_their_code(samples_program: Program, code: str) -> None:
    names = {"supervisor": "监督方", "purchaser": "购买方", "conclusion": "结语"}
    assert runs_for(samples_program, Passage(f"unknown.{code}")) == [names[code]]


@pytest.mark.parametrize("key", sorted(REGISTRY))
def test_every_quantity_leads_somewhere(samples_program: Program, key: str) -> None:
    (name,) = runs_for(samples_program, QuantityRef(key))
    if key in ENTERED_KEYS and not key.endswith(".count"):
        assert name == REGISTRY[key].name


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (Field("zone", ZHONGCUN, "name"), ["片区与社区"]),
        (Field("person", ZHONGCUN, "name"), ["人员与分工"]),
        (Field("indicator", ZHONGCUN, "label"), ["服务指标"]),
        (Field("report_text", ZHONGCUN, "text"), []),
        (Field("evaluation", ZHONGCUN, "note"), ["基本信息"]),
        (Passage("counted"), ["片区与社区"]),
        (Passage("missing.gone"), []),
        (Passage("numbering"), []),
    ],
)
def test_other_sources(samples_program: Program, source: Passage | Field, names: list[str]) -> None:
    assert runs_for(samples_program, source) == names


def test_an_observation_that_is_gone_is_named_by_what_is_printed(samples_program: Program) -> None:
    preview = samples_program.previews.preview(ZHONGCUN)
    seen = samples_program.evaluations.dossier(ZHONGCUN).observations[0]
    block = next(each for each in preview.blocks if each.endswith(str(seen.id)))
    samples_program.visiting.remove_observation(ZHONGCUN, seen.id, NOBODY)
    (origin,) = samples_program.wording.origins(ZHONGCUN, preview, block)
    assert origin.kind is OBSERVATION


def test_head_names_stand_for_the_fields_they_are_filled_from(samples_program: Program) -> None:
    program = samples_program
    assert set(HEAD_FIELDS) == set(vocabulary.HEAD)
    dossier = program.evaluations.dossier(ZHONGCUN)
    values = values_of(
        dossier, program.evaluations.rubric(ZHONGCUN), program.results.score(ZHONGCUN), built_in("panyu")
    )
    for name, field in HEAD_FIELDS.items():
        if values[name] is not None:
            assert values[name].source == Field("evaluation", dossier.id, field)


@pytest.mark.parametrize(
    ("evaluation_id", "used"),
    [(ZHONGCUN, {"foreword", "progress_verdict", "feedback.attendees"}), (ZHUGUANG, {"main_problem"})],
)
def test_the_style_says_which_texts_it_prints(
    samples_program: Program, evaluation_id: UUID, used: set[str]
) -> None:
    known, others = samples_program.wording.texts(evaluation_id)
    assert {"profile", "conclusion", *used} <= set(known)
    assert set(known) | set(others) == set(TEXT_NAMES)
    assert not set(known) & set(others)


def test_texts_that_are_told_by_other_names_count_as_used(samples_program: Program) -> None:
    known, _ = samples_program.wording.texts(ZHONGCUN)
    assert "feedback.objections" in known
    assert {code for code in TEXT_NAMES if code.startswith("feedback.draft.")} <= set(known)


def test_a_passage_is_worded_anew_and_restored(samples_program: Program) -> None:
    wording, key = samples_program.wording, "method_premises"
    first = wording.passage(ZHONGCUN, key)
    assert first is not None
    assert not first.is_changed
    assert wording.set_passage(ZHONGCUN, key, "到{{ 简称 }}看一看。", NOBODY)
    now = wording.passage(ZHONGCUN, key)
    assert now is not None
    assert (now.template, now.standard, now.is_changed) == ("到{{ 简称 }}看一看。", first.standard, True)
    preview = samples_program.previews.preview(ZHONGCUN)
    assert preview.text("background.method_premises").endswith("到钟村街社工站看一看。")
    assert [(each.key, each.fault) for each in wording.rewritten(ZHONGCUN)] == [(key, "")]
    assert wording.restore_passage(ZHONGCUN, key, NOBODY)
    assert wording.passage(ZHONGCUN, key) == first
    assert not wording.restore_passage(ZHONGCUN, key, NOBODY), "there is nothing left to restore"


@pytest.mark.parametrize("template", ["", "  \n", "standard"])
def test_nothing_and_the_standard_itself_restore_the_standard(
    samples_program: Program, template: str
) -> None:
    wording, key = samples_program.wording, "method_premises"
    wording.set_passage(ZHONGCUN, key, "看一看。", NOBODY)
    standard = built_in("panyu").passages[key]
    wording.set_passage(ZHONGCUN, key, standard if template == "standard" else template, NOBODY)
    assert wording.rewritten(ZHONGCUN) == ()
    assert f"passage.{key}" not in samples_program.evaluations.dossier(ZHONGCUN).text_by_code


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{{ 没有 }}", "第 1 行：没有名为“没有”的内容。"),
        ("好。\n{{ 1 + 1 }}", "第 2 行：花括号里只能写一个名称"),
        ("好。\n好。\n{% if 简称 %}", "第 3 行：写法不完整"),
        ("{% for 一项 in 片区列表 %}{{ 一项 }}{% endfor %}", "第 1 行：“一项”是列表的一项"),
        ("{{ 评审组 }}", "第 1 行：没有名为“评审组”的内容。"),
        ("字" * 4001, "第 1 行：文字过长"),
    ],
)
def test_a_wrong_template_is_refused_with_its_line_and_never_stored(
    samples_program: Program, template: str, sentence: str
) -> None:
    wording, key = samples_program.wording, "method_premises"
    before = samples_program.evaluations.dossier(ZHONGCUN)
    with pytest.raises(Refused, match=f"^{sentence}"):
        wording.set_passage(ZHONGCUN, key, template, NOBODY)
    assert samples_program.evaluations.dossier(ZHONGCUN) is before


def test_a_passage_the_style_has_not_is_refused(samples_program: Program) -> None:
    with pytest.raises(Refused, match="没有这一段"):
        samples_program.wording.set_passage(ZHONGCUN, "party_score", "好。", NOBODY)
    assert samples_program.wording.passage(ZHONGCUN, "party_score") is None
    assert samples_program.wording.names(ZHONGCUN, "party_score") == ()


def test_the_names_a_passage_may_use_and_what_they_stand_for(samples_program: Program) -> None:
    names = {each.name: each for each in samples_program.wording.names(ZHUGUANG, "zone")}
    assert names["片区"].value == "一片区"
    assert "定安里社区" in names["片区社区"].value
    assert names["成立时间"].value == ""
    assert (names["有简称"].kind, names["片区列表"].kind) == (NameKind.CONDITION, NameKind.LIST)
    assert names["片区列表"].value.endswith("项")
    assert "方" not in names
    assert next(iter(names)) == "片区", "those the passage uses come first"
    scores = {each.name: each.value for each in samples_program.wording.names(ZHUGUANG, "party_score")}
    assert scores["方"]


@pytest.mark.parametrize("name", ["简称", "有简称", "片区列表"])
def test_what_is_put_in_for_a_name_can_be_printed(samples_program: Program, name: str) -> None:
    wording = samples_program.wording
    (found,) = [each for each in wording.names(ZHONGCUN, "method_premises") if each.name == name]
    wording.printed(ZHONGCUN, "method_premises", f"甲{found.spelling}乙")


def test_what_a_template_prints_is_told_by_paragraph(samples_program: Program) -> None:
    printed = samples_program.wording.printed(ZHONGCUN, "foreword", "{{ 简称 }}。\n第二段。")
    assert printed == ("钟村街社工站。", "第二段。")
    assert samples_program.wording.printed(ZHONGCUN, "foreword", "{% if 否决情形 %}有{% endif %}") == ()


def test_a_rewritten_passage_that_no_longer_fits_is_told(samples_program: Program) -> None:
    program = samples_program
    (known,) = program.wording.rewritten(ZHUGUANG)
    assert (known.key, known.fault) == ("staff_qualifications", "")
    panyu = next(each for each, title in program.preparing.styles(ZHUGUANG) if "番禺" in title)
    program.preparing.set_head(ZHUGUANG, {"house_style": panyu}, NOBODY)
    (gone,) = program.wording.rewritten(ZHUGUANG)
    assert "没有这一段" in gone.fault


def test_a_rewritten_passage_whose_name_another_style_lacks_is_told(samples_program: Program) -> None:
    program = samples_program
    program.preparing.set_text(ZHONGCUN, "passage.method_premises", "{{ 没有 }}", NOBODY)
    (wrong,) = program.wording.rewritten(ZHONGCUN)
    assert wrong.fault == "第 1 行：没有名为“没有”的内容。"
    assert program.wording.names(ZHONGCUN, "method_premises")
    program.preparing.set_text(ZHONGCUN, "passage.method_premises", "{{", NOBODY)
    assert program.wording.names(ZHONGCUN, "method_premises"), "also of one that cannot be read"


def test_a_rewritten_passage_that_prints_nothing_is_known_by_its_template(samples_program: Program) -> None:
    samples_program.wording.set_passage(ZHONGCUN, "method_premises", "{% if 否决情形 %}有{% endif %}", NOBODY)
    (found,) = samples_program.wording.rewritten(ZHONGCUN)
    assert found.beginning.startswith("{% if")


def test_rewritten_passages_follow_a_style_of_ones_own(samples_program: Program) -> None:
    style = built_in("panyu")
    own = replace(style, passages={**style.passages, "method_premises": "自己的体例。"})
    give_style(samples_program, ZHONGCUN, own)
    found = samples_program.wording.passage(ZHONGCUN, "method_premises")
    assert found is not None
    assert found.standard == "自己的体例。"


def test_an_observation_is_printed_otherwise_and_stays_as_recorded(samples_program: Program) -> None:
    program = samples_program
    seen = program.evaluations.dossier(ZHONGCUN).observations[0]

    def now() -> tuple[str, str | None]:
        found = next(
            each for each in program.evaluations.dossier(ZHONGCUN).observations if each.id == seen.id
        )
        return found.text, found.printed_text

    program.wording.set_printed(ZHONGCUN, seen.id, "text", "换一种写法。", NOBODY)
    assert now() == (seen.text, "换一种写法。")
    program.wording.set_printed(ZHONGCUN, seen.id, "text", seen.text, NOBODY)
    assert now() == (seen.text, None), "the recorded words are no wording of their own"
    program.wording.set_printed(ZHONGCUN, seen.id, "text", "", NOBODY)
    assert now() == (seen.text, "")
    program.wording.set_printed(ZHONGCUN, seen.id, "text", None, NOBODY)
    assert now() == (seen.text, None)
    with pytest.raises(Refused, match="已经删除"):
        program.wording.set_printed(ZHONGCUN, UUID(int=1), "text", "甲", NOBODY)


def test_under_a_style_nobody_can_print_by_all_texts_are_there_and_no_passage(
    samples_program: Program,
) -> None:
    program = samples_program
    give_unusable_style(program, ZHONGCUN)
    assert program.wording.texts(ZHONGCUN) == (tuple(TEXT_NAMES), ())
    assert program.wording.passage(ZHONGCUN, "foreword") is None
    assert program.wording.names(ZHONGCUN, "foreword") == ()
    assert program.wording.omitted(ZHONGCUN) == ()
    first = program.results.missing(ZHONGCUN)[0]
    assert (first.code, first.page) == ("head.house_style", "preparing")
    assert "怪体例" in first.sentence


def test_a_passage_is_left_out_of_the_paper_and_printed_again(samples_program: Program) -> None:
    program, wording = samples_program, samples_program.wording
    before = program.previews.preview(ZHONGCUN)
    wording.set_passage(ZHONGCUN, "method_premises", "看一看。", NOBODY)
    changes = [wording.omit(ZHONGCUN, key, NOBODY) for key in ("stage_plan", "method_premises")]
    refuse_unsettled(program, ZHONGCUN)
    now = program.previews.preview(ZHONGCUN)
    gone = {"background.method_premises", "stages.plan", "stages.plan.stage_plan"}
    assert set(before.blocks) - set(now.blocks) == gone
    assert now.text("background.method_documents").startswith("2.")
    assert [each.key for each in wording.omitted(ZHONGCUN)] == ["method_premises", "stage_plan"]
    known = wording.passage(ZHONGCUN, "method_premises")
    assert known is not None
    assert (known.is_omitted, known.is_changed) == (True, True)
    told = [each.omitted or each.block_id for each in wording.chapters(ZHONGCUN, now)]
    assert told[:6] == ["background", "method_premises", "grounds", "principles", "stages", "stage_plan"]
    found = wording.place_of(ZHONGCUN, now, PASSAGE, "method_premises")
    assert found is not None
    assert (found[0], found[1].name) == ("", "段落“看一看。”")
    assert changes[0].batch_id is not None
    program.undoing.undo(ZHONGCUN, changes[0].batch_id, worker=NOBODY)
    wording.print_again(ZHONGCUN, "method_premises", NOBODY)
    assert wording.omitted(ZHONGCUN) == ()
    assert set(program.previews.preview(ZHONGCUN).blocks) == set(before.blocks)
    assert not wording.print_again(ZHONGCUN, "method_premises", NOBODY), "it is printed already"


@pytest.mark.parametrize("key", ["foreword", "grade_final", "closing", "party_score"])
def test_what_a_report_cannot_be_without_is_not_left_out(samples_program: Program, key: str) -> None:
    with pytest.raises(Refused, match="必须有"):
        samples_program.wording.omit(ZHONGCUN, key, NOBODY)
    before = samples_program.previews.preview(ZHONGCUN)
    samples_program.preparing.set_text(ZHONGCUN, f"omit.{key}", "", NOBODY)
    assert samples_program.previews.preview(ZHONGCUN).prints_as(before), "not by a file from elsewhere either"
    assert samples_program.wording.omitted(ZHONGCUN) == ()


def test_a_passage_that_cannot_be_printed_blocks_nothing_while_it_is_left_out(
    samples_program: Program,
) -> None:
    program = samples_program
    program.preparing.set_text(ZHONGCUN, "passage.method_premises", "{{ 没有 }}", NOBODY)
    assert len(program.results.blocking(ZHONGCUN)) == 1
    program.wording.omit(ZHONGCUN, "method_premises", NOBODY)
    assert program.results.blocking(ZHONGCUN) == ()
    assert [each.beginning for each in program.wording.omitted(ZHONGCUN)] == ["{{ 没有 }}"]
    program.reports.report(ZHONGCUN, final=True)


def test_an_observation_is_found_where_it_is_printed_or_not_at_all(samples_program: Program) -> None:
    program = samples_program
    seen = program.evaluations.dossier(ZHONGCUN).observations[0]
    now = program.previews.preview(ZHONGCUN)
    block_id, origin = program.wording.place_of(ZHONGCUN, now, OBSERVATION, str(seen.id)) or ("", None)
    assert block_id.endswith(str(seen.id))
    for field in ("lead", "text", "recommendation"):
        program.wording.set_printed(ZHONGCUN, seen.id, field, "", NOBODY)
    empty = program.previews.preview(ZHONGCUN)
    assert program.wording.place_of(ZHONGCUN, empty, OBSERVATION, str(seen.id)) == ("", origin)
    assert program.wording.place_of(ZHONGCUN, empty, OBSERVATION, str(ZHONGCUN)) is None
