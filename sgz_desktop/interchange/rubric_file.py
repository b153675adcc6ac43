"""Rule sets in and out of JSON: all that is wrong with a file is said at once, each fault with its place."""

import re
from collections.abc import Sequence

from sgz_desktop.domain import canonical
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import SgzError
from sgz_desktop.interchange.json_text import Findings, parse
from sgz_desktop.interchange.records import build, read_fields
from sgz_desktop.interchange.rubric_checks import faults_of

_SAID_AT_ONCE = 8
_ORDER = {each.name: rank for rank, each in enumerate(canonical.field_types(Rubric))}
_PART = re.compile(r"\.([^.\[]*)|\[(\d+)\]")


class UnusableRubric(SgzError):
    """A rule set with faults; its text lists the first of them, `problems` has all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        shown = "\n".join(str(each) for each in problems[:_SAID_AT_ONCE])
        more = f"\n……共 {len(problems)} 处。" if len(problems) > _SAID_AT_ONCE else ""
        super().__init__(f"评分标准有误，不能使用：\n{shown}{more}")
        self.problems = tuple(problems)


def read_rubric(raw: object) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """The rule set that parsed JSON holds, or None with every fault and its JSON path."""
    problems: list[Problem] = []
    found = read_fields(Rubric, raw, "$", problems)
    if found is None:
        return None, tuple(problems)
    rubric = build(Rubric, found, "$", problems)
    problems += faults_of(raw, found)
    if problems or not isinstance(rubric, Rubric):
        return None, tuple(sorted(problems, key=_reading_order))
    return rubric, ()


def read_rubric_bytes(raw: bytes) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """Like read_rubric, from the bytes of a file (UTF-8, with or without a byte order mark)."""
    findings = Findings()
    parsed = parse(raw, findings)
    misspelt = findings.problems()
    if parsed is None and misspelt:
        return None, misspelt
    rubric, problems = read_rubric(parsed)
    if not misspelt:
        return rubric, problems
    named = {each.place for each in misspelt}
    more = tuple(each for each in problems if each.place not in named)
    return None, tuple(sorted((*misspelt, *more), key=_reading_order))


def load(text: str) -> Rubric:
    """The rule set of a JSON text; raises UnusableRubric with every fault."""
    rubric, problems = read_rubric_bytes(text.encode("utf-8", "replace"))
    if rubric is None:
        raise UnusableRubric(problems)
    return rubric


def rubric_document(rubric: Rubric) -> tuple[str, str]:
    """The address (SHA-256) of a rule set and its canonical JSON text."""
    raw = canonical.encode(rubric)
    return canonical.content_hash(raw), canonical.canonical_json(raw)


def _reading_order(problem: Problem) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Problems in the order in which a person reads the file: sections as declared, lists by number."""
    parts = [(int(number or 0), name) for name, number in _PART.findall(problem.place)]
    section = _ORDER.get(parts[0][1], len(_ORDER)) if parts else -1
    return section, tuple(parts)
