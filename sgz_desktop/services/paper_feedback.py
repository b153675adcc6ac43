"""现场反馈记录: who was there, what was told without any figure of the score, objections, signatures."""

from collections.abc import Iterator

from sgz_desktop.domain.day import Attendee
from sgz_desktop.exports.report import Block, KeepTogether, Row, Section, Table
from sgz_desktop.services.feedback_sheet import Chapter, FeedbackSheet, Said, feedback_sheet, party_names
from sgz_desktop.services.paper_blocks import (
    CENTER,
    LEFT,
    WRITE,
    Case,
    cell,
    empty_rows,
    facts,
    label,
    named,
    names,
    note,
    row,
    signatures,
    table,
    title,
)

TITLE = "现场反馈记录"
_NOTE = "现场反馈只说明看到的情况和建议，不涉及得分和等级；评估结果以正式报告为准。"
_PEOPLE = ((CENTER, 0.08), (LEFT, 0.2), (LEFT, 0.22), (LEFT, 0.22), (LEFT, 0.28))
_EMPTY_PEOPLE, _EMPTY_SAID = 6, 4


def usual_rows(case: Case) -> int:
    """Empty rows for people who were there beside those that are known."""
    return max(2, _EMPTY_PEOPLE - len(_present(case)))


def feedback(case: Case, rows: int) -> tuple[Section, ...]:
    """The record with so many empty rows for people; made without the score, so that none can stand in it."""
    return (case.section(_blocks(case, rows), TITLE),)


def _blocks(case: Case, rows: int) -> Iterator[Block]:
    sheet = feedback_sheet(case.dossier, case.rubric)
    yield title(case, TITLE)
    yield facts(
        case,
        ("社工站", sheet.station),
        ("评估阶段", case.phase),
        ("反馈日期", case.day),
        ("起止时间", ""),
        ("反馈人", ""),
        ("记录人", ""),
    )
    yield note(case, "note", _NOTE)
    yield label(case, "people", "一、到场人员")
    yield _people(case, rows)
    yield label(case, "told", "二、反馈内容")
    yield from _told(case, sheet)
    yield label(case, "papers", "三、待补材料")
    yield _papers(case, sheet)
    objections = label(case, "objections", "四、各方意见和异议"), _objections(case, sheet)
    yield KeepTogether(f"{case.key}.objections.whole", objections)
    signed = (
        label(case, "sign", "五、签名确认"),
        note(case, "sign.note", "签名表示已听取上述反馈，不表示同意评估结果。"),
        signatures(case, "评估方", "社工站", "承办方", "购买方"),
    )
    yield KeepTogether(f"{case.key}.sign.whole", signed)


def _present(case: Case) -> tuple[Attendee, ...]:
    return tuple(each for each in case.dossier.attendees if each.at_feedback)


def _people(case: Case, rows: int) -> Table:
    told = dict(party_names(case.rubric))
    present = _present(case)
    known = [
        row(str(number), each.name, told.get(each.party or "", ""), each.title, "")
        for number, each in enumerate(present, 1)
    ]
    empty = empty_rows(rows, len(_PEOPLE), first=len(known) + 1)
    return table(
        case, "people.table", _PEOPLE, (*known, *empty), head=(names("序号", "姓名", "单位", "职务", "签名"),)
    )


def _told(case: Case, sheet: FeedbackSheet) -> Iterator[Block]:
    for number, chapter in enumerate(sheet.chapters, 1):
        yield from _chapter(case, chapter, f"told.{number}")
    if sheet.is_empty:
        columns = ((CENTER, 0.18), (LEFT, 0.82))
        rows = [
            Row((named(each), cell()), _EMPTY_SAID * WRITE) for each in ("值得肯定的地方", "需要关注的地方")
        ]
        yield table(case, "told.table", columns, rows)


def _chapter(case: Case, chapter: Chapter, name: str) -> Iterator[Block]:
    columns = ((CENTER, 0.07), (LEFT, 0.93))
    for number, place in enumerate(chapter.places, 1):
        where = f"（{place.name}）" if place.name else ""
        kinds = (("值得肯定的地方", place.strengths), ("需要关注的地方", place.concerns))
        for kind, several in kinds:
            if several:
                head = Row((named(f"{chapter.name}{where}　{kind}", columns=2),))
                rows = (Row((cell(str(n)), cell(_said(each)))) for n, each in enumerate(several, 1))
                yield table(case, f"{name}.{number}.{kind}", columns, rows, head=(head,))


def _said(said: Said) -> str:
    advice = f"建议：{said.recommendation.removeprefix('建议').lstrip('：，')}" if said.recommendation else ""
    return "\n".join(filter(None, (f"{said.lead}{said.text}", advice)))


def _papers(case: Case, sheet: FeedbackSheet) -> Table:
    known = [row(str(n), each.title, each.until, "") for n, each in enumerate(sheet.papers, 1)]
    columns = ((CENTER, 0.08), (LEFT, 0.5), (CENTER, 0.22), (LEFT, 0.2))
    empty = empty_rows(2, len(columns), first=len(known) + 1)
    head = names("序号", "材料", "交来时间", "承诺人")
    return table(case, "papers.table", columns, (*known, *empty), head=(head,))


def _objections(case: Case, sheet: FeedbackSheet) -> Table:
    columns = ((CENTER, 0.18), (LEFT, 0.82))
    who = ("社工站、承办方", "购买方", "其他各方")
    rows = [Row((named(each), cell()), 2 * WRITE) for each in who]
    said = Row((named("异议"), cell(sheet.objections.strip() or "□ 没有异议　　□ 有异议：")), 2 * WRITE)
    return table(case, "objections.table", columns, (*rows, said))
