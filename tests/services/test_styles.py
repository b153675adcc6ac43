"""The house styles: those that travel with the program, one an evaluation keeps, one that is nowhere."""

import json
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from sgz_desktop.assets import resource
from sgz_desktop.domain.canonical import canonical_json, content_hash
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.errors import Refused
from sgz_desktop.services import styles as styles_module
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.services.opening import open_storage
from sgz_desktop.services.samples import sample
from sgz_desktop.services.styles import DEFAULT, MisplacedStyle, NoSuchStyle, Styles, UnusableStyle
from sgz_desktop.wiring import Program, build, now
from tests import build as make
from tests.build import EVALUATION
from tests.services.case import LI, STYLE, Nowhere, refuse_unsettled

E = EVALUATION


def own_style(**over: Any) -> dict[str, Any]:
    """A changed copy of the built-in style, as plain JSON."""
    raw: dict[str, Any] = json.loads(Styles(Nowhere()).default().text)
    return raw | {"title": "改过的体例"} | over


def file_with(folder: Path, style: dict[str, Any]) -> tuple[Path, str]:
    """A sample that carries this style, and the style's address."""
    raw = json.loads(sample("zhuguang").path.read_text("utf-8"))
    address = content_hash(style)
    raw["evaluation"]["house_style"] = address
    raw["documents"] = {address: style}
    path = folder / "own.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path, address


def own(program: Program, folder: Path) -> tuple[UUID, str]:
    """An evaluation with a style of its own, and the style's address."""
    path, address = file_with(folder, own_style())
    return program.importing.apply(program.importing.plan(path)), address


def exported(program: Program, evaluation_id: UUID) -> dict[str, Any]:
    """The documents in an evaluation's file."""
    found: dict[str, Any] = json.loads(program.exporting.package(evaluation_id))["documents"]
    return found


def test_the_built_in_styles_bear_the_hashes_of_their_content() -> None:
    styles = Styles(Nowhere())
    assert styles.default().code == DEFAULT
    assert len({each.code for each in styles.built_in()}) == len(styles.built_in())
    for each in styles.built_in():
        assert content_hash(json.loads(each.text)) == each.hash
        assert canonical_json(json.loads(each.text)) == each.text
        assert (styles.style(each.hash).code, styles.style(each.hash).title) == (each.code, each.title)
        assert styles.style(each.hash) is styles.style(each.hash)


def test_a_built_in_style_is_read_without_being_stored() -> None:
    first, second = Styles(Nowhere()), Styles(Nowhere())
    assert first.style(first.default().hash).code == DEFAULT
    assert second.style(first.default().hash).code == DEFAULT


def test_a_style_that_is_nowhere_is_said() -> None:
    with pytest.raises(NoSuchStyle, match="找不到这次评估所用的报告体例（000000000000）"):
        Styles(Nowhere()).style("0" * 64)


def test_a_new_evaluation_takes_the_built_in_style_of_today(empty: Program) -> None:
    made = empty.evaluations.create(station="云边街社工站", phase=Phase.MIDTERM)
    assert empty.evaluations.dossier(made).evaluation.house_style == STYLE
    assert exported(empty, made)[STYLE]["kind"] == "house_style"
    assert empty.preparing.styles(made)[0] == (STYLE, Styles(Nowhere()).default().title)
    assert [each for each, _ in empty.preparing.styles(made)].count(STYLE) == 1


def test_a_file_brings_a_style_of_its_own(empty: Program, tmp_path: Path) -> None:
    made, address = own(empty, tmp_path)
    assert empty.reports.style(address).title == "改过的体例"
    assert empty.preparing.styles(made)[-1] == (address, "改过的体例（本次评估所存）")
    path = tmp_path / "out.json"
    path.write_bytes(empty.exporting.package(made))
    with build(tmp_path / "elsewhere") as other:
        assert other.importing.apply(other.importing.plan(path)) == made
        assert other.exporting.package(made) == path.read_bytes()
        copied = other.importing.apply(other.importing.plan(path), copy=True)
        assert other.evaluations.dossier(copied).evaluation.house_style == address
        assert exported(other, copied) == exported(empty, made)


def test_another_style_comes_with_its_document_and_is_undone(empty: Program, tmp_path: Path) -> None:
    made, address = own(empty, tmp_path)
    assert STYLE not in exported(empty, made)
    changes = empty.preparing.set_head(made, {"house_style": STYLE}, NOBODY)
    assert empty.evaluations.dossier(made).evaluation.house_style == STYLE
    assert {STYLE, address} <= exported(empty, made).keys()
    refuse_unsettled(empty, made)
    assert changes.batch_id is not None
    empty.undoing.undo(made, changes.batch_id, worker=NOBODY)
    assert empty.evaluations.dossier(made).evaluation.house_style == address
    assert {STYLE, address} <= exported(empty, made).keys()
    refuse_unsettled(empty, made)


def test_a_style_nobody_has_is_refused(program: Program) -> None:
    before = program.exporting.package(E)
    with pytest.raises(Refused, match="找不到报告体例") as refused:
        program.preparing.set_head(E, {"house_style": "ab" * 32}, LI)
    assert refused.value.field == "house_style"
    with pytest.raises(Refused, match="SHA-256"):
        program.preparing.set_head(E, {"house_style": "panyu"}, LI)
    assert program.exporting.package(E) == before


def test_what_is_wrong_with_a_files_style_is_told_with_its_place(empty: Program, tmp_path: Path) -> None:
    path, address = file_with(tmp_path, own_style(title=" ", code=5, colour="red"))
    places = [each.place for each in empty.importing.plan(path).problems]
    assert f"$.documents.{address}.code" in places
    assert f"$.documents.{address}.colour" in places
    assert all(each.startswith(f"$.documents.{address}.") for each in places)


def test_a_style_of_another_version_stays_and_can_be_left(tmp_path: Path) -> None:
    old = make.style(title="旧体例")
    head = make.evaluation(house_style=make.style_hash(old))
    storage = open_storage(tmp_path, now)
    storage.store.add(
        make.judged(house_style=head.house_style), make.documents() | {head.house_style: make.style_text(old)}
    )
    storage.close()
    with build(tmp_path) as program:
        with pytest.raises(UnusableStyle, match="“旧体例”"):
            program.reports.style(head.house_style)
        assert program.preparing.styles(E)[-1] == (head.house_style, "旧体例（本次评估所存）")
        program.preparing.set_head(E, {"house_style": STYLE}, LI)
        assert program.reports.style(program.evaluations.dossier(E).evaluation.house_style).code == DEFAULT


HOSTILE = (
    "{{ 1 + 1 }}",
    "{% for 一 in range(9) %}{% endfor %}",
    "{{ 社工站.__class__ }}",
    "{{ 没有的名称 }}",
    "{% if 社工站 %}",
    "{{ ２.５ }}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_whose_passage_cannot_be_printed_is_told_with_its_place(
    empty: Program, tmp_path: Path, text: str
) -> None:
    path, _ = file_with(tmp_path, own_style())
    raw = json.loads(path.read_text("utf-8"))
    raw["report_texts"] += [
        {"code": "passage.feedback", "text": text},
        {"code": "passage.unheard_of", "text": text},
    ]
    path.write_text(json.dumps(raw), encoding="utf-8")
    (problem,) = empty.importing.plan(path).problems
    assert problem.place == f"$.report_texts[{len(raw['report_texts']) - 2}].text"
    assert problem.sentence.startswith("第 1 行：")


def test_a_passage_that_the_style_cannot_print_keeps_the_report_from_being_final(program: Program) -> None:
    assert program.results.blocking(E) == ()
    program.preparing.set_text(E, "passage.feedback", "第一行\n{{ 没有的名称 }}", LI)
    (missing,) = program.results.blocking(E)
    assert (missing.code, missing.page) == ("text.passage.feedback", "report")
    assert "第 2 行不能印出：没有名为“没有的名称”的内容。" in missing.sentence
    program.preparing.set_text(E, "passage.feedback", "可以。", LI)
    assert program.results.blocking(E) == ()


def test_a_style_stands_in_the_folder_of_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(resource("house_styles", "panyu"), tmp_path / "house_styles" / "mine")
    monkeypatch.setattr(styles_module, "resource", lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(MisplacedStyle, match=r"“mine”.*“panyu”"):
        Styles(Nowhere()).built_in()
