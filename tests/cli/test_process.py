"""The command line in a process of its own: encodings, pipes, what it imports, where it looks for data."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from sgz_desktop import __version__
from sgz_desktop.__main__ import main
from sgz_desktop.arguments import default_folder, parse
from sgz_desktop.cli import READER_GONE, demonstrate
from sgz_desktop.exports.report import Heading, leaves, plain
from sgz_desktop.wiring import build
from tests.cli.calling import ZHONGCUN, Line, call, env
from tests.exports import readback

# Every verb once, in an order in which each has something to do; %s is the folder, @ID and @BACKUP what
# an earlier call printed.
EVERY_VERB = """
import contextlib, io, sys
from sgz_desktop.__main__ import main

def run(*arguments):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = main([*arguments, "--data", sys.argv[1] + "/data"])
    assert code in (0, 1), (arguments, code)
    return said.getvalue().splitlines()[-1]

found = run("new", "--station", "和安街社工服务站", "--phase", "final", "--date", "2024-06-27")
run("import", sys.argv[2])
backup = run("backup")
run("list")
run("list", "--json")
for verb in ("show", "score", "check"):
    run(verb, found)
run("score", found, "--json", "--proof")
out = sys.argv[1] + "/out."
run("export", found, "--json", out + "json", "--pdf", out + "pdf", "--xlsx", out + "xlsx")
run("restore", backup, "--dry-run")
run("restore", backup)
loaded = sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6"))
print("loaded:", *loaded)
"""


def test_no_verb_loads_qt(tmp_path: Path, sample: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERY_VERB, str(tmp_path), str(sample)],
        capture_output=True,
        env=env({"PYTHONUTF8": "1"}),
        timeout=120,
    )
    assert done.stdout.decode("utf-8").splitlines() == ["loaded:"], done.stderr.decode("utf-8")


CONSOLES = [
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "gbk:strict"},
]


@pytest.mark.parametrize("console", CONSOLES, ids=["ascii", "the C locale", "gbk"])
def test_it_speaks_utf8_whatever_the_console(line: Line, console: dict[str, str]) -> None:
    told = call("list", "--data", line.data, environment=console)
    assert (told.code, told.error) == (0, "")
    assert "钟村街社工服务站" in told.out
    wrong = call("show", "ffff", "--data", line.data, environment=console)
    assert (wrong.code, wrong.out, wrong.error) == (2, "", "没有编号以“ffff”开头的评估。\n")


@pytest.mark.parametrize("console", [{}, CONSOLES[1]], ids=["utf-8", "the C locale"])
def test_it_understands_chinese_whatever_the_locale(tmp_path: Path, console: dict[str, str]) -> None:
    data, file = tmp_path / "数据", tmp_path / "报告.json"
    words = ("--station", "和安街社工服务站", "--phase", "final", "--date", "2024-06-27", "--data", data)
    made = call("new", *words, environment=console)
    assert (made.code, made.error) == (0, "")
    assert "和安街社工服务站" in call("list", "--data", data).out
    told = call("export", made.last, "--json", file, "--data", data, environment=console)
    assert (told.code, told.error) == (0, "")
    assert json.loads(file.read_bytes())["evaluation"]["station"] == "和安街社工服务站"
    wrong = call("show", "没有", "--data", data, environment=console)
    assert (wrong.code, wrong.error) == (2, "没有编号以“没有”开头的评估。\n")


@pytest.mark.parametrize("console", CONSOLES[:1], ids=["ascii"])
def test_help_and_wrong_use_are_utf8_too(console: dict[str, str]) -> None:
    told = call("--help", environment=console)
    assert told.code == 0
    assert "从备份恢复全部数据" in told.out
    wrong = call("weather", environment=console)
    assert (wrong.code, wrong.error) == (
        2,
        "命令写得不对：没有名为“weather”的命令，用 --help 可以查看用法。\n",
    )


def test_the_folder_may_stand_in_front_of_the_verb_or_behind_it(line: Line, fresh: Line) -> None:
    front = call("--data", line.data, "score", "d147")
    behind = call("score", "d147", "--data", line.data)
    assert (front.code, front.error) == (0, "")
    assert front == behind
    # The one behind the verb is the nearer one.
    assert call("--data", line.data, "list", "--data", fresh.data).out.startswith(
        f"没有数据文件夹“{fresh.data}”"
    )


def test_a_reader_that_goes_away_leaves_no_traceback(line: Line) -> None:
    for arguments in (["score", "d147", "--proof"], ["list"], ["check", "d147"]):
        with subprocess.Popen(
            [sys.executable, "-m", "sgz_desktop", *arguments, "--data", str(line.data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env({}),
        ) as child:
            assert child.stdout is not None
            assert child.stderr is not None
            child.stdout.close()
            said = child.stderr.read()
        assert (said, child.returncode) == (b"", READER_GONE)


def test_within_one_process_too(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as pipe, monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", pipe)
        assert main(["list", "--data", str(line.data)]) == READER_GONE
    assert line.capture.readouterr().err == ""


def test_an_output_that_is_closed_gets_nothing(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", None)
        assert main(["list", "--data", str(line.data)]) == 0
    assert line.capture.readouterr().err == ""


def test_a_reader_at_a_socket_may_go_too(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt":
        return  # a socket is no file there
    own, other = socket.socketpair()
    other.close()
    with os.fdopen(own.detach(), "w", encoding="utf-8") as stream, monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", stream)
        assert main(["check", "d147", "--data", str(line.data)]) == READER_GONE
    assert line.capture.readouterr().err == ""


@pytest.mark.parametrize("arguments", [["list"], ["score", "d147", "--proof"]])
def test_output_that_cannot_be_written_is_said(
    line: Line, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        return
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sgz_desktop", *arguments, "--data", str(line.data)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=env({}),
        )
    assert (done.returncode, done.stderr.decode("utf-8").count("\n")) == (2, 1)
    with monkeypatch.context() as changed, open("/dev/full", "w", encoding="utf-8") as full_text:
        changed.setattr(sys, "stdout", full_text)
        assert main([*arguments, "--data", str(line.data)]) == 2
    assert line.capture.readouterr().err.startswith("没有写出：")


def test_without_a_folder_it_looks_where_the_system_keeps_data(tmp_path: Path) -> None:
    homes: dict[str, Path] = {
        "HOME": tmp_path,
        "XDG_DATA_HOME": tmp_path / "data",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA": tmp_path,
    }
    told = call(
        "new",
        "--station",
        "站",
        "--phase",
        "final",
        "--date",
        "2024-06-27",
        environment={name: str(each) for name, each in homes.items()},
    )
    assert UUID(told.last)
    (file,) = tmp_path.rglob("evaluations.sqlite3")
    assert file.parent.name == "sgz-desktop"
    assert default_folder().name == "sgz-desktop"


VERBS = ("", "new", "list", "show", "import", "export", "score", "check", "backup", "restore")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_help_in_chinese(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    with pytest.raises(SystemExit) as left:
        main([*verb.split(), "--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith(f"用法：sgz-desktop {verb}".strip())
    for english in ("usage", "options:", "arguments", "show this"):
        assert english not in told


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"sgz-desktop {__version__}\n"


def test_words_come_in_as_text_or_as_the_bytes_of_a_locale_without_chinese() -> None:
    for typed in (
        "和安街",
        os.fsdecode("和安街".encode()),
        "和安街".encode().decode("ascii", "surrogateescape"),
    ):
        words = ["new", "--station", typed, "--phase", "final", "--date", "2024-06-27"]
        assert parse(words).station == "和安街"
        assert parse(["show", typed]).id == "和安街"
    assert parse(["show", "\udcff"]).id == "\ufffd"


def test_no_verb_means_the_window() -> None:
    assert vars(parse([])) == {"verb": None, "data": None}
    assert parse(["--data", "folder"]).data == Path("folder")


def test_without_a_display_the_sample_is_done_headless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert demonstrate("没有显示器") == 0
    said, error = capsys.readouterr()
    assert error == ""
    lines = said.splitlines()
    assert "没有显示器" in lines[0]
    assert "总分 87.11，等级 良好" in lines
    assert len([each for each in lines if each.startswith("否决条件 ")]) == 8
    written = [Path(each.removeprefix("已写出 ")) for each in lines if each.startswith("已写出 ")]
    assert written == [tmp_path / "out" / f"钟村街社工站中期评估报告.{kind}" for kind in ("pdf", "xlsx")]
    assert all(each.is_file() for each in written)
    with build(tmp_path / "data") as program:
        report = program.reports.report(program.importing.sample("zhongcun"))
    assert readback.body_text(written[0].read_bytes(), report) == readback.report_text(report)
    assert [each for each in leaves(report) if isinstance(each, Heading) and "结语" in plain(each.runs)]


def test_no_argument_and_no_display_does_the_same(tmp_path: Path) -> None:
    told = call(environment={"QT_QPA_PLATFORM": "nowhere"}, cwd=tmp_path)
    assert (told.code, told.error) == (0, "")
    assert "QT_QPA_PLATFORM=nowhere" in told.out.splitlines()[0]
    assert "总分 87.11，等级 良好" in told.out
    assert {each.name for each in tmp_path.iterdir()} == {"out"}
    assert {each.suffix for each in (tmp_path / "out").iterdir()} == {".pdf", ".xlsx"}


def test_where_nothing_can_be_written_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert demonstrate("没有显示器") == 2
    error = capsys.readouterr().err
    assert error.endswith("。\n")
    assert "没有写出" in error
    assert "Errno" not in error


def test_a_report_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out" / "钟村街社工站中期评估报告.pdf").mkdir(parents=True)
    assert demonstrate("没有显示器") == 2
    assert "已有一个同名的文件夹" in capsys.readouterr().err


def test_a_call_is_one_process_and_the_next_finds_its_work(tmp_path: Path, sample: Path) -> None:
    data = tmp_path / "data"
    found = call("import", sample, "--data", data)
    assert found.code == 0
    listed = call("--data", data, "list", "--json")
    assert [each["id"] for each in json.loads(listed.out)] == [found.last]
    assert found.last != ZHONGCUN
    assert call("check", found.last[:4], "--data", data).code == 0
