"""Files out: whole or not at all, by a name every system takes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sgz_desktop.domain.result import Severity
from sgz_desktop.exports.files import FolderMissing, TargetInUse, TargetIsFolder
from sgz_desktop.services.exporting import Form, OwnData, SameFile
from sgz_desktop.services.reports import NotFinal
from sgz_desktop.wiring import Program
from tests.build import EVALUATION
from tests.cli.calling import fingerprint
from tests.services.case import EXPERT, LI, data_file
from tests.test_whole import refuse_move_onto

E = EVALUATION


@pytest.mark.parametrize(
    ("short", "stem"),
    [
        ("和安街社工站", "和安街社工站中期评估报告"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j中期评估报告"),
        (" .站. ", "站. 中期评估报告"),
        ("站" * 120, "站" * 80),
        ("", "广州市番禺区和安街社工服务站中期评估报告"),
    ],
)
def test_a_file_name_is_one_every_system_takes(program: Program, short: str, stem: str) -> None:
    program.preparing.set_head(E, {"station_short": short}, LI)
    assert program.exporting.file_stem(E) == stem


def test_several_files_are_written_or_none_is_begun(program: Program, tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    for bad, error in (
        (tmp_path / "none" / "x.pdf", FolderMissing),
        (tmp_path, TargetIsFolder),
        (good, SameFile),
    ):
        with pytest.raises(error):
            program.exporting.save_all([(good, b"{}"), (bad, b"")])
        assert not good.exists()
    program.exporting.save_all([(good, b"{}"), (tmp_path / "x.pdf", b"%PDF")])
    assert (good.read_bytes(), (tmp_path / "x.pdf").read_bytes()) == (b"{}", b"%PDF")


def test_several_files_are_all_written_or_none(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [(tmp_path / name, b"new") for name in ("a.json", "b.xlsx")]
    for path, _ in files:
        path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        refuse_move_onto(patch, "b.xlsx")
        with pytest.raises(TargetInUse, match="原有的文件没有改动"):
            program.exporting.save_all(files)
    assert [path.read_bytes() for path, _ in files] == [b"old", b"old"]
    program.exporting.save_all(files)
    assert [path.read_bytes() for path, _ in files] == [b"new", b"new"]


def test_a_list_is_a_record_even_of_what_nobody_scored(program: Program) -> None:
    (listed,) = program.evaluations.listing()
    (record,) = program.exporting.list_record([replace(listed, summary=None)])
    assert record == {
        "id": str(E),
        "station": "广州市番禺区和安街社工服务站",
        "phase": "midterm",
        "visit_date": "2024-01-16",
        "answered": 0,
        "answerable": 0,
        "total": None,
        "floor": None,
        "ceiling": None,
        "grade": None,
        "provisional": True,
    }
    (record,) = program.exporting.list_record([listed])
    assert (record["total"], record["grade"], record["provisional"]) == ("94.75", "excellent", False)
    assert json.dumps(record)


def test_a_final_form_is_refused_with_the_list_of_what_is_missing(program: Program) -> None:
    program.visiting.answer(E, "degree", None, EXPERT, None, LI)
    for make in (program.exporting.pdf, program.exporting.workbook):
        with pytest.raises(NotFinal) as refused:
            make(E, form=Form.FINAL)
        assert str(refused.value) == (
            "结果尚未完成，不能出正式稿，还缺 1 项：\n  1. 运营管理：专家1还有 1 项未作答（degree）。"
        )
        assert refused.value.missing == program.results.blocking(E)


def test_a_result_that_is_final_has_a_final_form_whatever_its_report_lacks(program: Program) -> None:
    program.preparing.set_head(E, {"operator": "", "visit_date": None}, LI)
    assert {each.severity for each in program.results.missing(E)} == {Severity.GAP, Severity.ADVICE}
    assert program.exporting.pdf(E, form=Form.FINAL) == program.exporting.pdf(E)
    assert program.exporting.workbook(E, form=Form.FINAL)


OWN = (
    "evaluations.sqlite3",
    "evaluations.sqlite3-wal",
    "EVALUATIONS.sqlite3",
    "desk.json",
    "backups",
    "backups/sgz-20240116T013002Z-manual.sqlite3",
    "../data/./desk.json",
)


@pytest.mark.parametrize("name", OWN)
def test_nothing_is_written_onto_the_program_s_own_data(program: Program, tmp_path: Path, name: str) -> None:
    program.keeping.make()
    before = fingerprint(program.folder)
    path, good = program.folder / name, tmp_path / "good.json"
    with pytest.raises(OwnData, match="是本程序自己的数据或备份"):
        program.exporting.save(path, b"{}")
    with pytest.raises(OwnData):
        program.exporting.save_all([(good, b"{}"), (path, b"{}")])
    assert not good.exists()
    assert fingerprint(program.folder) == before


def test_nor_through_a_link_that_leads_there(program: Program, tmp_path: Path) -> None:
    before = fingerprint(program.folder)
    (tmp_path / "folder").symlink_to(program.folder)
    (tmp_path / "file.json").symlink_to(data_file(program))
    (tmp_path / "circle.json").symlink_to(tmp_path / "circle.json")
    for path in (tmp_path / "folder" / "desk.json", tmp_path / "file.json"):
        with pytest.raises(OwnData):
            program.exporting.save(path, b"{}")
    program.exporting.save(tmp_path / "circle.json", b"{}")
    assert fingerprint(program.folder) == before


def test_beside_the_data_there_is_room_for_files(program: Program) -> None:
    for name in ("report.pdf", "backups.pdf", "desk.json.pdf"):
        program.exporting.save(program.folder / name, b"%PDF")
        assert (program.folder / name).read_bytes() == b"%PDF"
