"""签到表: everybody who is known to come, by party, and rows for the others."""

from collections.abc import Iterator

from sgz_desktop.exports.report import Row, Section
from sgz_desktop.services.feedback_sheet import party_names
from sgz_desktop.services.paper_blocks import (
    CENTER,
    LEFT,
    Case,
    cell,
    empty_rows,
    facts,
    names,
    note,
    post_of,
    row,
    table,
    title,
)

TITLE = "签到表"
_COLUMNS = ((CENTER, 0.08), (LEFT, 0.2), (LEFT, 0.18), (LEFT, 0.2), (CENTER, 0.14), (LEFT, 0.2))
_A_PAGE, _LEAST = 22, 4


def usual_rows(case: Case) -> int:
    """As many empty rows as fill the page."""
    return max(_LEAST, _A_PAGE - sum(1 for _ in _known(case)))


def sign_in(case: Case, rows: int) -> tuple[Section, ...]:
    """The paper with so many empty rows."""
    head = case.dossier.evaluation
    known = [
        Row((cell(str(number)), cell(who), cell(party), cell(post), cell(at), cell()), row().least)
        for number, (who, party, post, at) in enumerate(_known(case), 1)
    ]
    empty = empty_rows(rows, len(_COLUMNS), first=len(known) + 1)
    blocks = (
        title(case, TITLE),
        facts(
            case, ("社工站", head.station), ("评估阶段", case.phase), ("日　　期", case.day), ("地　　点", "")
        ),
        table(
            case,
            "list",
            _COLUMNS,
            (*known, *empty),
            head=(names("序号", "姓名", "单位", "职务", "签到时间", "签名"),),
        ),
        note(
            case,
            "note",
            "已列出姓名的请本人核对后签名；到场而未列出的请写在空行里。签到时间写到分，如 09:05。",
        ),
    )
    return (case.section(blocks, TITLE),)


def _known(case: Case) -> Iterator[tuple[str, str, str, str]]:
    """Name, party, post and time: those of the assessor first, then who is entered for the day."""
    assessor = case.rubric.assessor.code
    told = dict(party_names(case.rubric))
    attendees = case.dossier.attendees
    times = {each.name: each.signed_in_at for each in attendees}
    own = {person.name for person in case.dossier.people}
    for person in case.dossier.people:
        yield person.name, told[assessor], post_of(person), times.get(person.name, "")
    for each in attendees:
        if each.name not in own:
            yield each.name, told.get(each.party or "", ""), each.title, each.signed_in_at
