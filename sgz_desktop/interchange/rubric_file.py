"""Rule sets in and out of JSON: all that is wrong with a file is said at once, each fault with its place."""

from collections.abc import Sequence

from sgz_desktop.domain.canonical import canonical_json, content_hash, encode, field_types
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import SgzError
from sgz_desktop.interchange.gathering import build, read_fields
from sgz_desktop.interchange.json_text import Findings, parse, steps_of
from sgz_desktop.interchange.rubric_checks import faults_of

_SAID_AT_ONCE = 8
_ORDER = {each.name: rank for rank, each in enumerate(field_types(Rubric))}


class UnusableRubric(SgzError):
    """A rule set with faults; its text lists the first of them, `problems` has all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        shown = "\n".join(str(each) for each in problems[:_SAID_AT_ONCE])
        more = f"\n……共 {len(problems)} 处。" if len(problems) > _SAID_AT_ONCE else ""
        super().__init__(f"评分标准有误，不能使用：\n{shown}{more}")
        self.problems = tuple(problems)


def read_rubric(raw: object) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """The rule set that parsed JSON holds, or None with every fault and its JSON path."""
    return _read(raw, Findings())


def read_rubric_bytes(raw: bytes) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """Like read_rubric, from the bytes of a file (UTF-8, with or without a byte order mark)."""
    findings = Findings()
    parsed = parse(raw, findings)
    if parsed is None and len(findings):
        return None, findings.problems()
    return _read(parsed, findings)


def _read(raw: object, findings: Findings) -> tuple[Rubric | None, tuple[Problem, ...]]:
    misspelt = {each.place for each in findings.problems()}
    found = read_fields(field_types(Rubric), raw, "$", findings)
    if found is None:
        return None, findings.problems()
    rubric = build(Rubric, found, "$", findings)
    between = [each for each in faults_of(raw, found) if each.place not in misspelt]
    problems = (*findings.problems(), *between)
    return (None, tuple(sorted(problems, key=_reading_order))) if problems else (rubric, ())


def load(text: str) -> Rubric:
    """The rule set of a JSON text; raises UnusableRubric with every fault."""
    rubric, problems = read_rubric_bytes(text.encode("utf-8", "replace"))
    if rubric is None:
        raise UnusableRubric(problems)
    return rubric


def rubric_document(rubric: Rubric) -> tuple[str, str]:
    """The address (SHA-256) of a rule set and its canonical JSON text."""
    raw = encode(rubric)
    return content_hash(raw), canonical_json(raw)


def _reading_order(problem: Problem) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Problems in the order in which a person reads the file: sections as declared, lists by number."""
    parts = [(each, "") if isinstance(each, int) else (0, each) for each in steps_of(problem.place)]
    section = _ORDER.get(parts[0][1], len(_ORDER)) if parts else -1
    return section, tuple(parts)
