"""A house style from its folder: style.toml, outline.toml and passages.toml; faults name file and line."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sgz_desktop.domain.problems import Problem
from sgz_desktop.errors import SgzError
from sgz_desktop.house_styles.document import KIND, read_style_document
from sgz_desktop.house_styles.style import HouseStyle

FILES = ("style.toml", "outline.toml", "passages.toml")
_LINE = re.compile(r"line (\d+)")
_TABLE = re.compile(r"\s*(\[\[?)\s*([\w.\-\"]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w.\-\"]+)\s*=")


class BadStyle(SgzError):
    """A house style's files are not as they should be; names file and line of every fault."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        listed = "\n".join(f"  {each}" for each in problems)
        super().__init__(f"体例文件有 {len(problems)} 处问题：\n{listed}")
        self.problems = problems


def read_style_folder(folder: Path) -> HouseStyle:
    """The house style in a folder. Raises BadStyle with every fault found."""
    raw: dict[str, Any] = {"kind": KIND}
    lines: dict[str, tuple[str, int]] = {}
    problems: list[Problem] = []
    for name in FILES:
        for key, value in _read_file(folder, name, lines, problems).items():
            if key in raw:
                problems.append(Problem(_place(f"$.{key}", lines, name), f"“{key}”在别的文件里已经有了。"))
            raw[key] = value
    if problems:
        raise BadStyle(tuple(problems))
    style, faults = read_style_document(raw)
    if style is None:
        raise BadStyle(
            tuple(Problem(_place(each.place, lines, folder.name), each.sentence) for each in faults)
        )
    return style


def _read_file(
    folder: Path, name: str, lines: dict[str, tuple[str, int]], problems: list[Problem]
) -> Mapping[str, Any]:
    label = f"{folder.name}/{name}"
    try:
        text = (folder / name).read_text(encoding="utf-8-sig")
        found = tomllib.loads(text)
    except OSError:
        problems.append(Problem(label, "文件不存在或不能读取。"))
    except UnicodeDecodeError:
        problems.append(Problem(label, "不是 UTF-8 编码的文字文件。"))
    except tomllib.TOMLDecodeError as fault:
        line = _LINE.search(str(fault))
        problems.append(Problem(f"{label} 第 {line[1]} 行" if line else label, "不符合 TOML 的写法。"))
    else:
        lines.update({path: (label, number) for path, number in _lines_of(text).items()})
        return found
    return {}


def _place(path: str, lines: Mapping[str, tuple[str, int]], fallback: str) -> str:
    """File and line of a JSON path, or of the nearest thing around it that has one."""
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    if not path:
        return fallback
    name, number = lines[path]
    return f"{name} 第 {number} 行"


def _lines_of(text: str) -> dict[str, int]:
    """The line where each table and key of a TOML text begins, by JSON path."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = "$"
    open_string = ""
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        if open_string or depth:
            open_string, depth = _state_after(line, open_string, depth)
            continue
        table = _TABLE.match(line)
        if table:
            prefix = f"$.{table[2]}"
            if table[1] == "[[":
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = f"{prefix}[{counts[prefix]}]"
            found.setdefault(prefix, number)
            continue
        key = _KEY.match(line)
        if key:
            found.setdefault(f"{prefix}.{key[1].strip(chr(34))}", number)
            open_string, depth = _state_after(line[key.end() :], "", 0)
    return found


def _state_after(line: str, open_string: str, depth: int) -> tuple[str, int]:
    """Whether a line leaves a text of several lines open, and how many brackets."""
    at = 0
    while at < len(line):
        if open_string:
            if line.startswith("\\", at) and open_string[0] == '"':
                at += 2
                continue
            if line.startswith(open_string, at):
                at += len(open_string)
                open_string = ""
                continue
            at += 1
            continue
        for quote in ('"""', "'''", '"', "'"):
            if line.startswith(quote, at):
                open_string = quote
                at += len(quote)
                break
        else:
            if line[at] == "#":
                break
            depth += (line[at] in "[{") - (line[at] in "]}")
            at += 1
    return (open_string if len(open_string) == 3 else ""), depth
