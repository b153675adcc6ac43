"""评分确认表: all marks of one expert as they are kept, for the expert to sign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sgz_desktop.domain.canonical import content_hash, decimal_text, encode_record
from sgz_desktop.domain.deliberation import FinalWord
from sgz_desktop.domain.mark import Mark, NotApplicable, Pending
from sgz_desktop.domain.result import ExpertScore, Score
from sgz_desktop.domain.rubric import Item
from sgz_desktop.exports.report import Block, KeepTogether, PageForm, Paragraph, Row, Section, Table
from sgz_desktop.scoring.rounding import round_half_up
from sgz_desktop.scoring.rules import points_for, working_of
from sgz_desktop.services.paper_blocks import (
    CENTER,
    LEFT,
    Case,
    cell,
    label,
    named,
    names,
    note,
    row,
    signatures,
    table,
    title,
)
from sgz_desktop.services.paper_marks import SUGGESTED, Part, item_cell, part_head, parts_of, sheet_facts

TITLE = "评分确认表"
_COLUMNS = (
    (CENTER, 0.07),
    (LEFT, 0.23),
    (CENTER, 0.06),
    (CENTER, 0.08),
    (LEFT, 0.25),
    (CENTER, 0.08),
    (LEFT, 0.23),
)
_SUMS = (
    (LEFT, 0.28),
    (CENTER, 0.1),
    (CENTER, 0.1),
    (CENTER, 0.1),
    (CENTER, 0.14),
    (CENTER, 0.14),
    (CENTER, 0.14),
)
_HOW = (
    "本表由程序按已保存的数据打印。“本人评分”是专家自己给出的分数；“合议分”是经合议决定、对各位专家一律适用的"
    "分数，有合议分的以合议分计。“／”表示不适用，不计入满分。请核对后签名，改动须在程序中进行并重新打印。"
)
_CODE = "页脚的数据校验码由上列评分算出；评分有任何改动，重新打印时校验码就不同。"
_LOW, _PLACES = 22.0, 3


@dataclass(frozen=True, slots=True)
class HandedIn:
    """When an expert's marks were handed in, and by whom at the keyboard ("" for themselves)."""

    at: datetime
    by: str = ""


def mark_sheets(
    case: Case, people: tuple[UUID, ...], score: Score, handed_in: Mapping[UUID, HandedIn]
) -> tuple[Section, ...]:
    """The filled sheet of each of them."""
    return tuple(
        _sheet(Case(case.dossier, case.rubric, f"{case.key}.{n}"), each, score, handed_in.get(each))
        for n, each in enumerate(people, 1)
    )


def has_marks(case: Case, person_id: UUID) -> bool:
    """Whether anything was marked that a sheet could show."""
    return any(
        (item.code, part.group_id, person_id) in case.dossier.mark_by_key
        for part in parts_of(case.dossier, case.rubric, person_id)
        for item in part.items
    )


def data_code(case: Case, person_id: UUID, handed_in: HandedIn | None) -> str:
    """The first twelve digits of the SHA-256 of what a sheet shows: 3f2a 91bc 77de."""
    dossier = case.dossier
    keys = [
        (item.code, part.group_id)
        for part in parts_of(dossier, case.rubric, person_id)
        for item in part.items
    ]
    marks = (dossier.mark_by_key.get((item, group, person_id)) for item, group in keys)
    finals = (dossier.final_by_key.get(key) for key in keys)
    digits = content_hash(
        {
            "evaluation": str(dossier.id),
            "rubric": dossier.evaluation.rubric,
            "person": str(person_id),
            "marks": [encode_record(each) for each in marks if each],
            "finals": [encode_record(each) for each in finals if each],
            "handed_in": handed_in.at.isoformat() if handed_in else "",
        }
    )
    return " ".join(digits[at : at + 4] for at in (0, 4, 8))


def _sheet(case: Case, person_id: UUID, score: Score, handed_in: HandedIn | None) -> Section:
    name = case.dossier.person_by_id[person_id].name
    code = f"数据校验码 {data_code(case, person_id, handed_in)}"
    blocks = _blocks(case, person_id, name, score, handed_in)
    return case.section(blocks, f"{TITLE} {name}", code=code, form=PageForm.LANDSCAPE)


def _blocks(
    case: Case, person_id: UUID, name: str, score: Score, handed_in: HandedIn | None
) -> Iterator[Block]:
    parts = parts_of(case.dossier, case.rubric, person_id)
    yield title(case, TITLE, lead=name)
    yield sheet_facts(case, person_id, ("提交时间", _when(handed_in)), ("评分标准", case.rubric.title))
    yield note(case, "how", _HOW + (SUGGESTED if case.rubric.item_points_are_suggestions else ""))
    for number, part in enumerate(parts, 1):
        head = part_head(
            part, len(_COLUMNS), "编号", "检查项", "分值", "本人评分", "给分依据", "合议分", "备注"
        )
        lines = [_line(case, part, item, person_id) for item in part.items]
        total = _total([*lines])
        rows = (*(each.row for each in lines), total)
        yield table(case, f"part.{number}", _COLUMNS, rows, head=head)
    yield KeepTogether(
        f"{case.key}.end",
        (
            *_sums(case, parts, person_id, score),
            note(case, "code", _CODE),
            signatures(case, "评估专家（签名）", "核对人（签名）"),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One item of the sheet, and what it adds to the sums."""

    row: Row
    own: Decimal
    final: FinalWord | None


def _line(case: Case, part: Part, item: Item, person_id: UUID) -> _Line:
    key = item.code, part.group_id
    mark = case.dossier.mark_by_key.get((*key, person_id))
    final = case.dossier.final_by_key.get(key)
    settled = ""
    if final is not None:
        settled = _points(item, final)
    reason = f"合议：{final.reason}" if final else ""
    remark = "\n".join(filter(None, (mark.note.strip() if mark else "", reason)))
    own = points_for(item, mark.answer) if mark else None
    cells = (
        cell(item.code),
        item_cell(item),
        cell(decimal_text(item.points)),
        cell(_points(item, mark)),
        cell(working_of(item, mark.answer if mark else None)),
        cell(settled),
        cell(remark),
    )
    return _Line(Row(cells, _LOW), own or Decimal(0), final)


def _points(item: Item, said: Mark | FinalWord | None) -> str:
    """The points of an answer, or the word that stands for it."""
    if said is None:
        return "未评"
    if isinstance(said.answer, NotApplicable):
        return "／"
    if isinstance(said.answer, Pending):
        return "待议"
    points = points_for(item, said.answer)
    return "未评" if points is None else decimal_text(points)


def _total(lines: list[_Line]) -> Row:
    own = sum((each.own for each in lines), Decimal(0))
    settled = sum(1 for each in lines if each.final)
    said = f"其中 {settled} 项以合议分计" if settled else ""
    cells = (named("小计", columns=3), cell(decimal_text(own), bold=True), cell(said, columns=3))
    return Row(cells, _LOW)


def _sums(case: Case, parts: tuple[Part, ...], person_id: UUID, score: Score) -> Iterator[Paragraph | Table]:
    """What the marks come to, as the score counts them; nothing where the result rests on other figures."""
    scored = [(part, found) for part in parts if (found := _score_of(part, person_id, score)) is not None]
    if scored:
        head = names("分项", "已评项数", "未评项数", "适用满分", "得分（含合议）", "分项满分", "折合得分")
        rows = [_sum(part, found) for part, found in scored]
        yield label(case, "sums", "汇总")
        yield table(case, "sums.table", _SUMS, rows, head=(head,))


def _sum(part: Part, found: ExpertScore) -> Row:
    return row(
        f"{part.component.name}（{part.place}）",
        str(found.answered),
        str(len(found.lines) - found.answered),
        decimal_text(found.possible),
        decimal_text(found.earned),
        decimal_text(part.component.points),
        "未定" if found.points is None else decimal_text(round_half_up(found.points, _PLACES)),
        least=_LOW,
    )


def _score_of(part: Part, person_id: UUID, score: Score) -> ExpertScore | None:
    return next(
        (
            expert
            for component in score.components
            if component.code == part.component.code
            for group in component.groups
            if group.group_id == part.group_id
            for expert in group.experts
            if expert.person_id == person_id
        ),
        None,
    )


def _when(handed_in: HandedIn | None) -> str:
    if handed_in is None:
        return "尚未提交"
    by = f"（由{handed_in.by}代为录入）" if handed_in.by else ""
    return f"{handed_in.at.astimezone():%Y-%m-%d %H:%M}{by}"
