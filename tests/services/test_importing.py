"""Files in: what they would do is said first, then all of it is done or nothing."""

import json
from pathlib import Path

import pytest

from sgz_desktop.errors import SgzError
from sgz_desktop.interchange.json_text import PROBLEM_LIMIT
from sgz_desktop.services.importing import MOST_BYTES, AlreadyThere, BadPackage
from sgz_desktop.services.reading import NotReadable
from sgz_desktop.services.samples import sample, samples
from sgz_desktop.wiring import Program, build
from tests import build as make
from tests.build import EVALUATION, D
from tests.services.case import GROUP, LI, refuse_unsettled, take_in

E = EVALUATION


def exported(program: Program, folder: Path) -> Path:
    path = folder / "evaluation.json"
    path.write_bytes(program.exporting.package(E))
    return path


def test_a_plan_says_what_is_in_the_file_and_changes_nothing(empty: Program) -> None:
    plan = empty.importing.plan(sample("zhongcun").path)
    assert plan.lines == (
        "钟村街社工服务站，2024-01-16",
        "评审组 3 个，片区 3 个，社区 14 个",
        "人员 7 名，评分 155 项，观察 40 条",
        "服务指标 9 项，修改记录 0 条",
    )
    assert (plan.problems, plan.already_there) == ((), False)
    assert empty.evaluations.listing() == ()


@pytest.mark.parametrize(
    ("key", "total", "grade"), [("zhongcun", "87.11", "良好"), ("zhuguang", "94.98", "优秀")]
)
def test_a_sample_is_final_once_imported(empty: Program, key: str, total: str, grade: str) -> None:
    made = empty.importing.sample(key)
    score = empty.results.score(made)
    assert (score.total, score.grade_name, score.provisional) == (D(total), grade, False)
    assert empty.results.missing(made) == ()
    refuse_unsettled(empty, made)
    assert empty.keeping.list() == ()  # there was nothing to back up


def test_a_sample_comes_in_twice_as_a_copy(empty: Program) -> None:
    first, second = empty.importing.sample("zhuguang"), empty.importing.sample("zhuguang")
    assert first != second
    assert empty.results.score(first).total == empty.results.score(second).total
    refuse_unsettled(empty, second)


def test_the_samples_have_titles_and_an_unknown_one_has_none() -> None:
    assert [each.key for each in samples()] == ["zhongcun", "zhuguang"]
    assert all(each.title and each.path.is_file() for each in samples())
    with pytest.raises(KeyError):
        sample("nowhere")


def test_what_is_there_already_is_refused_unless_copied(program: Program, tmp_path: Path) -> None:
    plan = program.importing.plan(exported(program, tmp_path))
    assert plan.already_there
    with pytest.raises(AlreadyThere, match=r"已在数据中.*--copy") as refused:
        program.importing.apply(plan)
    assert refused.value.evaluation_id == E
    assert program.keeping.list() == ()
    copy = program.importing.apply(plan, copy=True, worker=LI)
    assert copy != E
    assert program.results.score(copy).total == program.results.score(E).total
    refuse_unsettled(program, copy)
    refuse_unsettled(program, E)


def test_a_deleted_evaluation_is_there_already(program: Program, tmp_path: Path) -> None:
    path = exported(program, tmp_path)
    program.evaluations.delete(E, LI)
    with pytest.raises(AlreadyThere):
        program.importing.apply(program.importing.plan(path))


def test_a_backup_is_made_before_an_import(program: Program) -> None:
    program.importing.sample("zhuguang")
    (backup,) = program.keeping.list()
    assert (backup.reason, backup.path.is_file(), backup.size > 0) == ("导入之前", True, True)
    assert program.keeping.plan(backup.path).lines[0].startswith("将移除：广州市珠光街")


def test_a_file_with_problems_lists_them_all_and_imports_nothing(program: Program, tmp_path: Path) -> None:
    whole = json.loads(sample("zhongcun").path.read_bytes())
    whole["people"][0]["name"] = ""
    whole["marks"][0]["item"] = "X-99"
    whole["weather"] = "fine"
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    plan = program.importing.plan(path)
    assert (plan.package, plan.lines) == (None, ())
    assert [each.place for each in plan.problems] == ["$.people[0].name", "$.marks[0].item", "$.weather"]
    with pytest.raises(BadPackage) as refused:
        program.importing.apply(plan)
    said = str(refused.value).splitlines()
    assert said[0] == "文件有 3 处问题，没有导入任何内容："
    assert said[1:] == [f"  {each}" for each in plan.problems]
    assert [each.id for each in program.evaluations.listing()] == [E]
    assert program.keeping.list() == ()


def test_of_very_many_problems_it_says_that_there_are_more(program: Program, tmp_path: Path) -> None:
    whole = json.loads(sample("zhongcun").path.read_bytes())
    heads = []
    for number in (PROBLEM_LIMIT, PROBLEM_LIMIT + 1, PROBLEM_LIMIT + 500):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(whole | {"people": [None] * number, "marks": []}), encoding="utf-8")
        with pytest.raises(BadPackage) as refused:
            program.importing.apply(program.importing.plan(path))
        heads.append(str(refused.value).splitlines()[0])
        assert str(refused.value).count("\n") == PROBLEM_LIMIT
    many = f"文件有至少 {PROBLEM_LIMIT} 处问题，没有导入任何内容，下面列出前 {PROBLEM_LIMIT} 处："
    assert heads == [f"文件有 {PROBLEM_LIMIT} 处问题，没有导入任何内容：", many, many]


def test_a_history_without_a_default_goes_out_as_it_came_in(program: Program, tmp_path: Path) -> None:
    whole = json.loads(program.exporting.package(E))
    fields = (("mark", "group_id"), ("mark", "note"), ("figure", "counts"), ("evaluation", "note"))
    for entity, field in fields:
        at = next(
            number
            for number, each in enumerate(whole["changes"])
            if (each["entity"], each["field"]) == (entity, field)
            and each["value"] in ("null", '""', "false")
            and all(each["id"] not in other["replaces"] for other in whole["changes"])
        )
        del whole["changes"][at]
    path = tmp_path / "thin.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    outs = []
    for name in ("one", "two"):
        with build(tmp_path / name) as other:
            assert other.importing.plan(path).problems == ()
            assert other.importing.apply(other.importing.plan(path)) == E
            outs.append(other.exporting.package(E))
        path.write_bytes(outs[-1])
    assert outs[0] == outs[1]
    assert json.loads(outs[0]) == whole


@pytest.mark.parametrize(
    ("content", "place"),
    [(b"", "$"), (b"PK\x03\x04", "$"), (b"[]", "$"), (b'"\xff"', "$"), (b"{}", "$.format")],
)
def test_what_is_no_evaluation_is_said(empty: Program, tmp_path: Path, content: bytes, place: str) -> None:
    path = tmp_path / "other.json"
    path.write_bytes(content)
    plan = empty.importing.plan(path)
    assert plan.package is None
    assert plan.problems[0].place.startswith(place)


def test_a_file_that_cannot_be_read_says_why(empty: Program, tmp_path: Path) -> None:
    cases = {tmp_path / "no.json": "文件不存在", tmp_path: "这是一个文件夹"}
    cases[tmp_path / ("x" * 300)] = "读取失败"
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    cases[large] = "文件超过 64 MB"
    for path, why in cases.items():
        with pytest.raises(NotReadable, match=why):
            empty.importing.plan(path)


def test_the_whole_history_travels(program: Program, tmp_path: Path) -> None:
    program.preparing.set_head(E, {"district": "番禺区"}, LI)
    program.visiting.remove_observation(E, program.evaluations.dossier(E).observations[0].id, LI)
    raw = program.exporting.package(E)
    path = tmp_path / "travels.json"
    path.write_bytes(raw)
    with build(tmp_path / "elsewhere") as other:
        assert other.importing.apply(other.importing.plan(path)) == E
        assert other.exporting.package(E) == raw
        assert other.results.stamps(E) == program.results.stamps(E)
        refuse_unsettled(other, E)


def test_files_written_by_hand_may_use_the_same_ids_for_their_people(
    program: Program, tmp_path: Path
) -> None:
    other = make.uid("another evaluation")
    given = make.dossier(
        make.evaluation(id=other), make.person(1), make.group(1), make.zone(1, group_id=GROUP)
    )
    assert take_in(program, given, tmp_path) == other
    found = program.evaluations.dossier(other)
    assert [each.name for each in found.people] == ["专家1"]
    assert [each.name for each in found.groups] == ["评审组1"]
    assert found.zones[0].group_id == found.groups[0].id != GROUP
    refuse_unsettled(program, other)
    refuse_unsettled(program, E)


def test_a_history_that_uses_ids_of_another_evaluation_is_refused(program: Program, tmp_path: Path) -> None:
    text = program.exporting.package(E).decode("utf-8").replace(str(E), str(make.uid("another evaluation")))
    path = tmp_path / "forged.json"
    path.write_text(text, encoding="utf-8")
    plan = program.importing.plan(path)
    before = program.evaluations.listing()
    with pytest.raises(SgzError):
        program.importing.apply(plan)
    assert program.evaluations.listing() == before


def test_a_file_in_a_house_style_nobody_has_is_refused_with_its_place(empty: Program, tmp_path: Path) -> None:
    raw = json.loads(sample("zhuguang").path.read_text("utf-8"))
    raw["evaluation"]["house_style"] = "nowhere"
    path = tmp_path / "other.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    plan = empty.importing.plan(path)
    assert [(each.place, plan.package) for each in plan.problems] == [("$.evaluation.house_style", None)]
    with pytest.raises(BadPackage, match="nowhere"):
        empty.importing.apply(plan)
    assert empty.evaluations.listing() == ()


def test_a_backup_made_ahead_serves_the_import(program: Program, tmp_path: Path) -> None:
    importing = program.importing
    plan = importing.plan(exported(program, tmp_path), importing.known())
    ready = importing.ready(plan, copy=True)
    importing.back_up()
    assert importing.take_in(ready) in importing.known()
    assert len(program.keeping.list()) == 1
