"""The command line: one job a call, errors in one sentence, exit 2 and nothing changed."""

import argparse
import errno
import io
import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from uuid import UUID

from sgz_desktop import tables_cli
from sgz_desktop.arguments import default_folder, speak_utf8
from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.domain.result import ProofLine, Severity
from sgz_desktop.errors import SgzError
from sgz_desktop.services import display
from sgz_desktop.services.exporting import Form
from sgz_desktop.services.unhanded import unhanded
from sgz_desktop.wiring import Program, build, has_data

DONE, SOMETHING_MISSING, FAILED = 0, 1, 2
READER_GONE = 141
"""What a shell says of a program whose reader went away: neither done nor failed."""
OUT = Path("out")
_SEVERITY_NAMES = {Severity.BLOCKS: "缺", Severity.GAP: "未填", Severity.ADVICE: "提示"}
_INNER_STOP = re.compile("(“[^”]*”)|。(?!$)")
# A reader that has gone (`| head`) has seen what it wanted; Windows has no name of its own for that.
_READER_GONE = {errno.EPIPE, errno.ECONNRESET, errno.ESHUTDOWN, *([errno.EINVAL] if os.name == "nt" else [])}
_IO_FAILED = "没有写出：文件夹或输出处不可写入，或者磁盘已满，请检查后重试。"


def run(arguments: argparse.Namespace) -> int:
    """Do the job of a parsed command line; returns the exit code."""
    speak_utf8()
    try:
        code = _run(arguments)
        if sys.stdout is not None:  # None where whoever called has closed it
            sys.stdout.flush()
        return code
    except SgzError as error:
        _complain(error)
        return FAILED
    except OSError as error:
        _print_to_nowhere()
        if error.errno in _READER_GONE:
            return READER_GONE
        print(_IO_FAILED, file=sys.stderr)
        return FAILED
    except Exception:
        # The last guard: whoever called reads a sentence, and the log has what a developer needs.
        print(f"程序内部出错，没有完成，详情写在 {_log_crash()}", file=sys.stderr)
        return FAILED


def one_sentence(text: str) -> str:
    """An error as the one sentence that is promised on stderr; the window has room for several.

    What stands in quotation marks stays as it is, and so does a list, which has lines of its own.
    """
    return text if "\n" in text else _INNER_STOP.sub(lambda found: found[1] or "；", text)


def _complain(error: SgzError) -> None:
    print(one_sentence(str(error)), file=sys.stderr)


def _run(arguments: argparse.Namespace) -> int:
    """Do the job in its data folder. A job that fails, or only reads, never makes one."""
    verb = _VERBS[arguments.verb]
    if has_data(arguments.data):
        with build(arguments.data, sound=arguments.verb != "restore") as program:
            return verb(program, arguments)
    if arguments.verb not in _MAKING:
        return _tell_of_nothing(arguments)
    with TemporaryDirectory() as folder, build(Path(folder)) as program, redirect_stdout(io.StringIO()):
        _MAKING[arguments.verb](program, arguments)
    with build(arguments.data, sound=arguments.verb != "restore") as program:
        return verb(program, arguments)


def _log_crash() -> Path:
    with NamedTemporaryFile("w", encoding="utf-8", prefix="sgz-", suffix=".log", delete=False) as log:
        traceback.print_exc(file=log)
    return Path(log.name)


class NothingThere(SgzError):
    """Something is asked of a data folder that has no data, or is none."""

    def __init__(self, folder: Path) -> None:
        there = f"数据文件夹“{folder}”里" if folder.exists() else f"没有数据文件夹“{folder}”，那里"
        super().__init__(f"{there}还没有评估，可以用 new 新建，或用 import 导入。")


def _tell_of_nothing(arguments: argparse.Namespace) -> int:
    """Answer a verb that reads where there is nothing: a list is empty, all else has failed."""
    nothing = NothingThere(arguments.data or default_folder())
    if arguments.verb != "list":
        raise nothing
    if arguments.json:
        _print_json([])
    print(nothing, file=sys.stderr if arguments.json else sys.stdout)
    return DONE


def demonstrate(problem: str) -> int:
    """Without a display: the 钟村 sample from file to graded report, into out/."""
    speak_utf8()
    print(f"没有可用的显示器（{problem}），改为在命令行完成钟村街示例。")
    try:
        with TemporaryDirectory() as folder, build(Path(folder)) as program:
            found = program.importing.sample("zhongcun")
            _print_score(program, found)
            OUT.mkdir(parents=True, exist_ok=True)
            for suffix, render in (("pdf", program.exporting.pdf), ("xlsx", program.exporting.workbook)):
                path = OUT / f"{program.exporting.file_stem(found)}.{suffix}"
                program.exporting.save(path, render(found))
                print(f"已写出 {path.resolve()}")
    except SgzError as error:
        _complain(error)
        return FAILED
    except OSError:
        print(_IO_FAILED, file=sys.stderr)
        return FAILED
    return DONE


def _print_to_nowhere() -> None:
    """Let what is still to be printed go, or the end of the program would fail on it once more."""
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _new(program: Program, arguments: argparse.Namespace) -> int:
    print(
        program.evaluations.create(
            station=arguments.station, phase=Phase(arguments.phase), visit_date=arguments.date
        )
    )
    return DONE


def _list(program: Program, arguments: argparse.Namespace) -> int:
    found = program.evaluations.listing(deleted=arguments.deleted)
    if arguments.json:
        _print_json(program.exporting.list_record(found))
        return DONE
    if not found:
        print("还没有评估。用 new 新建，或用 import 导入。")
    for each in found:
        print(display.listed_line(each, program.evaluations.grade_name(each)))
    return DONE


def _show(program: Program, arguments: argparse.Namespace) -> int:
    found = program.evaluations.find(arguments.id)
    for line in display.dossier_lines(program.evaluations.dossier(found), program.evaluations.rubric(found)):
        print(line)
    _print_score(program, found)
    return DONE


def _import(program: Program, arguments: argparse.Namespace) -> int:
    plan = program.importing.plan(arguments.file)
    found = program.importing.apply(plan, copy=arguments.copy)
    for line in plan.lines:
        print(line)
    if arguments.copy:
        print("这是另存的一份，修改记录从这次导入开始。")
    print(found)
    return DONE


def _export(program: Program, arguments: argparse.Namespace) -> int:
    found = program.evaluations.find(arguments.id)
    form = Form.FINAL if arguments.final else Form.DRAFT if arguments.draft else Form.AS_IT_IS
    wanted: tuple[tuple[Path | None, Callable[[], bytes]], ...] = (
        (arguments.json, lambda: program.exporting.package(found)),
        (arguments.pdf, lambda: program.exporting.pdf(found, form=form)),
        (arguments.xlsx, lambda: program.exporting.workbook(found, form=form)),
    )
    if not any(path for path, _ in wanted):
        print("请至少写明 --json、--pdf、--xlsx 中的一个。", file=sys.stderr)
        return FAILED
    rendered = [(path, render()) for path, render in wanted if path is not None]
    program.exporting.save_all(rendered)
    for path, _ in rendered:
        print(f"已写出 {path}")
    if arguments.pdf or arguments.xlsx:
        _say_what_it_is(program, found, is_draft=form is Form.DRAFT)
    return DONE


def _say_what_it_is(program: Program, evaluation_id: UUID, *, is_draft: bool) -> None:
    missing = program.results.missing(evaluation_id)
    if any(each.severity is Severity.BLOCKS for each in missing):
        print("结果尚未完成，导出的是讨论稿；用 check 查看还缺什么。", file=sys.stderr)
        return
    waiting = [each.sentence for each in unhanded(missing)]
    if waiting and not is_draft:
        print(f"请注意：评分还没有全部提交就导出了正式稿，{''.join(waiting)}", file=sys.stderr)
    gaps = [each.sentence for each in missing if each.severity is Severity.GAP]
    if gaps and not is_draft:
        print(f"结果已完成，但报告还有没填写的内容 {len(gaps)} 项：", file=sys.stderr)
        for number, sentence in enumerate(gaps, 1):
            print(f"  {number}. {sentence}", file=sys.stderr)


def _score(program: Program, arguments: argparse.Namespace) -> int:
    found = program.evaluations.find(arguments.id)
    if arguments.json:
        _print_json(program.exporting.score_record(found, proof=arguments.proof))
        return DONE
    _print_score(program, found)
    if arguments.proof:
        for line in program.results.proof(found):
            _print_proof(line, 0)
    return DONE


def _check(program: Program, arguments: argparse.Namespace) -> int:
    found = program.evaluations.find(arguments.id)
    missing = program.results.missing(found)
    for each in missing:
        print(f"{_SEVERITY_NAMES[each.severity]}：{each.sentence}")
    found_severities = {each.severity for each in missing}
    if Severity.BLOCKS in found_severities:
        print("结果尚未完成，只能出讨论稿。")
    elif Severity.GAP in found_severities:
        print("结果已完成，但报告还有没填写的内容。")
    elif unhanded(missing):
        print("结果已完成，但评分还没有全部提交，出正式稿前请先提交。")
    else:
        print("没有缺项，可以出正式稿。")
    return SOMETHING_MISSING if found_severities - {Severity.ADVICE} else DONE


def _backup(program: Program, arguments: argparse.Namespace) -> int:
    print(program.keeping.make("manual").path)
    return DONE


def _restore(program: Program, arguments: argparse.Namespace) -> int:
    plan = program.keeping.plan(arguments.file)
    for line in plan.lines:
        print(line)
    if not arguments.dry_run:
        kept = program.keeping.restore(plan)
        print("已恢复。" if kept.path is None else f"已恢复。恢复前的数据保存在 {kept.path}")
    return DONE


def _rehearse_restore(program: Program, arguments: argparse.Namespace) -> int:
    program.keeping.plan(arguments.file)
    return DONE


_MAKING: Mapping[str, Callable[[Program, argparse.Namespace], int]] = {
    "new": _new,
    "import": _import,
    "restore": _rehearse_restore,
}
"""The verbs that may make a data folder, each with what is tried before one is made."""

_VERBS: Mapping[str, Callable[[Program, argparse.Namespace], int]] = {
    "new": _new,
    "list": _list,
    "show": _show,
    "import": _import,
    "export": _export,
    "score": _score,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "tables": tables_cli.run,
}


def _print_score(program: Program, evaluation_id: UUID) -> None:
    for line in display.score_lines(program.results.score(evaluation_id)):
        print(line)


def _print_json(record: object) -> None:
    print(json.dumps(record, ensure_ascii=False, indent=2))


def _print_proof(line: ProofLine, depth: int) -> None:
    print("  " * depth + display.proof_text(line))
    for child in line.children:
        _print_proof(child, depth + 1)
