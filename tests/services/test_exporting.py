"""Files out: whole or not at all, by a name every system takes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sgz_desktop.exports.files import FolderMissing, TargetIsFolder
from sgz_desktop.services.exporting import Form, SameFile
from sgz_desktop.services.reports import NotFinal
from sgz_desktop.wiring import Program
from tests.build import EVALUATION
from tests.services.case import EXPERT, LI

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
