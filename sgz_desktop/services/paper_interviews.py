"""访谈提纲: a sheet a role with its questions and room to note the answers."""

from collections.abc import Iterator

from sgz_desktop.exports.report import Block, Row, Section
from sgz_desktop.services.paper_blocks import (
    CENTER,
    LEFT,
    WRITE,
    Case,
    cell,
    facts,
    named,
    names,
    note,
    table,
    title,
)
from sgz_desktop.services.paper_questions import Talk, talks

TITLE = "访谈提纲"
_COLUMNS = ((CENTER, 0.06), (LEFT, 0.36), (CENTER, 0.1), (LEFT, 0.48))
_ANSWER = 2.15 * WRITE


def interviews(case: Case) -> tuple[Section, ...]:
    """A sheet for each role that the rule set's items ask about."""
    return tuple(
        case.section(
            _sheet(Case(case.dossier, case.rubric, f"{case.key}.{n}"), each), f"{TITLE}（{each.role}）"
        )
        for n, each in enumerate(talks(case.rubric), 1)
    )


def _sheet(case: Case, talk: Talk) -> Iterator[Block]:
    yield title(case, f"{TITLE}（{talk.role}）")
    yield facts(
        case,
        ("社工站", case.dossier.evaluation.station),
        ("评估日期", case.day),
        ("受访人数", ""),
        ("访谈人", ""),
        ("评审组", ""),
        ("起止时间", ""),
    )
    yield note(case, "how", f"{talk.opening}不记受访人姓名。")
    rows = [
        Row((cell(str(n)), cell(each.text), cell("\n".join(each.items)), cell()), _ANSWER)
        for n, each in enumerate(talk.questions, 1)
    ]
    other = Row((named("其他情况和需要向别处核实的", columns=2), cell(columns=2)), _ANSWER)
    yield table(
        case, "questions", _COLUMNS, (*rows, other), head=(names("序号", "问题", "检查项", "回答要点"),)
    )
