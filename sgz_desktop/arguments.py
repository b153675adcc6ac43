"""The command line's grammar, with its errors in one Chinese sentence."""

import argparse
import os
import re
import sys
from ast import literal_eval
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, TextIO

from sgz_desktop import __version__

APP_NAME = "sgz-desktop"
WRONG_USE = 2
_VERB = "命令"
_ANNEXES = ("1", "2", "3", "4", "satisfaction", "money")
_CHOSEN = re.compile(r"invalid choice: (.*) \(choose from ", re.DOTALL)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese; takes -h and the data folder, in front of a verb and behind it."""

    def __init__(self, *, prog: str | None = None, description: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示用法")
        self.add_argument(
            "--data",
            type=_path,
            metavar="目录",
            # Where none is given nothing is set, lest a verb forget the folder that stood in front of it.
            default=argparse.SUPPRESS,
            help="数据文件夹，不写则用系统默认位置",
        )

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"命令写得不对：{_in_chinese(message)}，用 --help 可以查看用法。\n")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments as a namespace; `verb` is None for the window. Exits with 2 when they are wrong."""
    speak_utf8()
    return _parser().parse_args(argv, argparse.Namespace(verb=None, data=None))


def speak_utf8() -> None:
    """Print UTF-8 whatever the console says it takes."""
    for stream in (sys.stdout, sys.stderr):
        _reconfigure(stream)


def _reconfigure(stream: TextIO | None) -> None:
    # A program started without a console has no streams, and a test may put others in their place.
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        # A path that came in as bytes goes out as the same bytes.
        reconfigure(encoding="utf-8", errors="surrogateescape")


def default_folder() -> Path:
    """Where the system keeps a program's data for this user."""
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False)


def _parser() -> _Parser:
    parser = _Parser(prog=APP_NAME, description="社工站评估：不带命令时打开窗口。")
    parser.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}", help="显示版本号")
    verbs = parser.add_subparsers(dest="verb", title=_VERB, metavar=_VERB, parser_class=_Parser)

    def verb(name: str, text: str) -> _Parser:
        return verbs.add_parser(name, description=text, help=text)

    new = verb("new", "新建一次评估，最后一行输出其编号")
    new.add_argument("--station", required=True, type=_text, metavar="名称", help="社工站全称")
    new.add_argument("--phase", required=True, choices=("midterm", "final"), help="midterm 中期，final 末期")
    new.add_argument("--date", required=True, type=_day, metavar="日期", help="评估日期，如 2024-01-16")
    listing = verb("list", "列出评估")
    listing.add_argument("--json", action="store_true", help="以 JSON 输出，供别的程序读取")
    listing.add_argument("--deleted", action="store_true", help="只列已删除的")
    _with_id(verb("show", "显示一次评估"))
    importing = verb("import", "从文件导入一次评估，最后一行输出其编号")
    importing.add_argument("file", type=_path, metavar="文件")
    importing.add_argument("--copy", action="store_true", help="已有同一评估时另存一份")
    export = _with_id(verb("export", "导出数据、报告和工作簿"))
    for kind, text in (("json", "全部数据"), ("pdf", "报告"), ("xlsx", "附件工作簿")):
        export.add_argument(f"--{kind}", type=_path, metavar="文件", help=text)
    form = export.add_mutually_exclusive_group()
    form.add_argument(
        "--final",
        action="store_true",
        help="只出正式稿；结果尚未完成则拒绝，报告里其他未填的内容印作“（未填）”",
    )
    form.add_argument("--draft", action="store_true", help="出讨论稿")
    score = _with_id(verb("score", "计算得分、等级和否决条件"))
    score.add_argument("--json", action="store_true", help="以 JSON 输出，供别的程序读取")
    score.add_argument("--proof", action="store_true", help="附上逐项计算依据")
    _with_id(verb("check", "列出还缺什么；有缺项时退出码为 1"))
    verb("backup", "备份全部数据")
    restore = verb("restore", "从备份恢复全部数据，恢复前先备份现有数据")
    restore.add_argument("file", type=_path, metavar="文件")
    restore.add_argument("--dry-run", action="store_true", help="只说明会改变什么")
    _add_tables(verb("tables", "读入社工站的附件表格（.xlsx），显示其中的数据和算出的数字"))
    return parser


def _add_tables(parser: _Parser) -> None:
    jobs = parser.add_subparsers(dest="job", title=_VERB, metavar=_VERB, parser_class=_Parser, required=True)
    for name, text in (("import", "从工作簿读入附件表格"), ("show", "显示表格数据和算出的数字")):
        job = _with_id(jobs.add_parser(name, description=text, help=text))
        if name == "import":
            job.add_argument("file", type=_path, metavar="文件")
            job.add_argument("--dry-run", action="store_true", help="只说明会改变什么")
        job.add_argument("--annex", choices=_ANNEXES, help="只看这一个附件")
        job.add_argument("--json", action="store_true", help="以 JSON 输出")


def _with_id(parser: _Parser) -> _Parser:
    parser.add_argument("id", type=_text, metavar="编号", help="评估的编号，或能唯一确定它的开头几位")
    return parser


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("文件或文件夹的名称不能为空")
    return Path(text)


def _text(text: str) -> str:
    """What was typed, also where the console's locale knows no Chinese."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text).decode("utf-8", "replace")
    return text


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise argparse.ArgumentTypeError(f"日期“{text}”应写成 2024-01-16 的样子")
    return day


def _in_chinese(message: str) -> str:
    name, _, rest = message.rpartition(": ")
    subject = name.removeprefix("argument ").split(":")[0]
    if message.startswith("the following arguments are required"):
        return f"缺少 {rest}"
    if message.startswith("unrecognized arguments"):
        return f"不认识的参数 {rest}"
    if (chosen := _CHOSEN.search(message)) is not None:
        # The library shows it as Python would spell it.
        given = _text(literal_eval(chosen[1]))
        return f"没有名为“{given}”的命令" if subject == _VERB else f"{subject} 没有“{given}”这个选项"
    if "ignored explicit argument" in message:
        return f"{subject} 后面不写内容"
    if "expected one argument" in message:
        return f"{subject} 后面要写内容"
    if "not allowed with" in message:
        return "--final 和 --draft 不能同时使用"
    return rest
