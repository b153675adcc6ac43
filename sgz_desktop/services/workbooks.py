"""The workbook of one evaluation: score table, observations, annexes, vetoes and the proof."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.result import ComponentScore, Missing, PartyScore, ProofLine, Score, Source, Stamp
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.exports.workbook import (
    CellLook,
    Sheet,
    SheetCell,
    SheetRow,
    Value,
    WorkbookContent,
)
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.scoring.rounding import printed_points
from sgz_desktop.scoring.veto import room_text, state_name
from sgz_desktop.services.indicator_sheets import indicator_sheets
from sgz_desktop.services.reporting.annex_sheets import annex_sheets
from sgz_desktop.services.reporting.draft import Draft
from sgz_desktop.services.reporting.phrases import PHASE_NAMES
from sgz_desktop.services.reporting.points import exact_points

MARK = "讨论稿"
SUGGESTED = "分项以下各指标的分值为本程序的建议分值。"
TITLE_HEIGHT = 30.0
_TONE_NAMES = {Tone.STRENGTH: "值得肯定", Tone.CONCERN: "需要关注", Tone.UNFILED: "未定类别"}
_MOST_DEPTH = 12
_SIGN_HEIGHT = 42.0
_DATE_LINE = "日期：　　　　年　　月　　日"
_BEIJING = timezone(timedelta(hours=8))
_MOMENT = "时间\n（北京）"
# Widths that a page on its side still shows at three quarters, in the widest of the fonts that may stand in.
_OBSERVATION_COLUMNS: tuple[tuple[str, float], ...] = (
    *(("序号", 5), ("章节", 9), ("评审组", 8), ("类别", 8.5), ("指标", 11), ("首句", 11), ("内容", 35)),
    *(("建议", 20), ("佐证", 10), ("记录人", 7), ("录入人", 8), (_MOMENT, 11)),
)
_PRINTED_COLUMN = ("报告中的措辞", 21.0)
_BESIDE_PRINTED: Mapping[str, float] = MappingProxyType({"首句": 8, "内容": 24, "建议": 13})
_FIGURE = re.compile(r"-?\d{1,12}(\.\d{1,3})?")


def workbook_content(
    dossier: Dossier,
    rubric: Rubric,
    score: Score,
    *,
    proof: Sequence[ProofLine],
    missing: Sequence[Missing],
    order: Sequence[str],
    created: datetime,
    final: bool,
    stamps: Mapping[UUID, Stamp] = MappingProxyType({}),
    style: HouseStyle | None = None,
) -> WorkbookContent:
    """What the workbook says; a draft bears 讨论稿 and a sheet of what is missing.

    `order` are codes of components and parties: the rows of the score table from top to bottom. `stamps` say
    who last wrote an observation, on whose behalf and when. `style` is the report's: annexes bear the titles
    it gives them, and 附件2 to 4 have sheets of their own.
    """
    head = dossier.evaluation
    title = f"{head.short_name}{PHASE_NAMES[head.phase]}评估"
    draft = Draft(dossier, rubric, score, (), style, created, final) if style else None
    sheets = [
        _score_sheet(score, rubric, title, order),
        _veto_sheet(score, title),
        _observation_sheet(dossier, rubric, title, stamps),
        *indicator_sheets(dossier, draft),
        *(annex_sheets(draft) if draft else ()),
        _proof_sheet(proof, title, suggested=bool(score.components) and rubric.item_points_are_suggestions),
    ]
    if not final:
        sheets.insert(0, _missing_sheet(missing, title))
    return WorkbookContent(
        title=title,
        author=head.assessor,
        created=created,
        sheets=tuple(sheets),
        mark="" if final else MARK,
    )


def _title(text: str, width: int) -> SheetRow:
    return SheetRow((SheetCell(text, CellLook.TITLE, columns=width),), height=TITLE_HEIGHT)


def _head(*names: str) -> SheetRow:
    return SheetRow(tuple(SheetCell(each, CellLook.HEAD) for each in names))


def _row(*values: Value) -> SheetRow:
    return SheetRow(
        tuple(
            SheetCell(each, CellLook.NUMBER if isinstance(each, Decimal) else CellLook.TEXT)
            for each in values
        )
    )


def _points_cell(points: Decimal | None, *, rows: int = 1, look: CellLook = CellLook.NUMBER) -> SheetCell:
    """Points as the report's score table writes them: 12.4, and no 12.40."""
    if points is None:
        return SheetCell("未定", CellLook.CENTER, rows=rows)
    return SheetCell(points, look, rows=rows)


def _score_sheet(score: Score, rubric: Rubric, title: str, order: Sequence[str]) -> Sheet:
    rows = [_title(f"{title} 评分表", 4), _head("评估内容", "标准分", "评分", "折算分")]
    components = {each.code: each for each in score.components}
    parties = {each.code: each for each in score.parties if each.source is not Source.NOT_NEEDED}
    known = [*components, *parties]
    for code in sorted(known, key=lambda each: order.index(each) if each in order else len(order)):
        rows += _component_rows(components[code]) if code in components else [_party_row(parties[code])]
    full = sum((each.points for each in rubric.parties), Decimal(0))
    rows.append(
        SheetRow(
            (
                SheetCell("总分", CellLook.TOTAL),
                SheetCell(full, CellLook.SUM),
                SheetCell(score.grade_name or "等级待定", CellLook.TOTAL),
                _points_cell(score.total, look=CellLook.SUM),
            )
        )
    )
    rows += [SheetRow((SheetCell(each, CellLook.NOTE, columns=4),)) for each in _notes(score, rubric)]
    rows += _signatures()
    return Sheet(name="评分表", widths=(34, 12, 14, 14), rows=tuple(rows), head_rows=2)


def _signatures() -> Iterator[SheetRow]:
    """Room to sign the score; the seal goes on the report, of which a workbook is no part."""
    for left, right in (("评估专家（签名）：", _DATE_LINE), ("复核人（签名）：", _DATE_LINE)):
        cells = (SheetCell(left, CellLook.SIGN, columns=2), SheetCell(right, CellLook.SIGN, columns=2))
        yield SheetRow(cells, height=_SIGN_HEIGHT)


def _component_rows(component: ComponentScore) -> Iterator[SheetRow]:
    if component.source is Source.FIGURE and component.figure_id is not None:
        # One figure for the whole: the review groups have no part in it.
        shown = _shown(component.points, component.converted)
        cells = [SheetCell(component.name), SheetCell(component.possible, CellLook.NUMBER), shown]
        yield SheetRow((*cells, _points_cell(component.converted)))
        return
    several = len(component.groups) > 1
    for place, group in enumerate(component.groups):
        name = f"{component.name}（{group.name}）" if group.group_id else component.name
        shown = _shown(group.points, None if several else component.converted)
        cells = [SheetCell(name), SheetCell(component.possible, CellLook.NUMBER), shown]
        if place == 0:
            cells.append(_points_cell(component.converted, rows=len(component.groups)))
        yield SheetRow(tuple(cells))


def _shown(points: Fraction | None, converted: Decimal | None) -> SheetCell:
    if points is None:
        return SheetCell("未定", CellLook.CENTER)
    exact = exact_points(points) if converted is None else printed_points(points, converted)
    return SheetCell(exact, CellLook.NUMBER)


def _party_row(party: PartyScore) -> SheetRow:
    subtotal = party.source is Source.COMPONENTS
    name = f"{party.name}小计" if subtotal else party.name
    shown: Value = "" if subtotal else "未定"
    if party.points is not None and party.converted is not None and not subtotal:
        shown = printed_points(party.points, party.converted)
    cells = [SheetCell(name, CellLook.TOTAL if subtotal else CellLook.TEXT)]
    cells += [SheetCell(party.possible, CellLook.NUMBER), SheetCell(shown, CellLook.NUMBER)]
    return SheetRow((*cells, _points_cell(party.converted)))


def _notes(score: Score, rubric: Rubric) -> Iterator[str]:
    if score.total is None and score.floor is not None:
        yield f"尚有未定：已得 {score.floor}，最高可达 {score.ceiling}。"
    if score.components and rubric.item_points_are_suggestions:
        yield SUGGESTED


def _veto_sheet(score: Score, title: str) -> Sheet:
    rows = [
        _title(f"{title} 否决条件", 5),
        _head("条件", "状态", "依据", "离红线", "认定人"),
    ]
    for veto in score.vetoes:
        reason = "；".join(each.rstrip("。") for each in (veto.reason, veto.disagrees) if each)
        rows.append(_row(veto.wording, state_name(veto.state), reason, room_text(veto), veto.decided_by))
    return Sheet(name="否决条件", widths=(42, 12, 46, 22, 14), rows=tuple(rows), head_rows=2, landscape=True)


def _observation_sheet(dossier: Dossier, rubric: Rubric, title: str, stamps: Mapping[UUID, Stamp]) -> Sheet:
    names = {each.code: each.name for each in rubric.components}
    names |= {each.code: each.name for each in rubric.parties}
    items = {each.code: f"{each.code} {each.wording}" for each in rubric.items}
    changed = any(_printed_wording(each) for each in dossier.observations)
    columns = _OBSERVATION_COLUMNS
    if changed:
        narrow = ((name, _BESIDE_PRINTED.get(name, width)) for name, width in columns)
        columns = (*narrow, _PRINTED_COLUMN)
    rows = [_title(f"{title} 观察记录", len(columns)), _head(*(name for name, _ in columns))]
    for number, each in enumerate(dossier.observations, 1):
        group = dossier.group_by_id.get(each.group_id) if each.group_id else None
        person = dossier.person_by_id.get(each.person_id) if each.person_id else None
        who, at = _stamped(stamps.get(each.id))
        values = (
            names.get(each.subject or "", ""),
            group.name if group else "",
            _TONE_NAMES[each.tone],
            items.get(each.item or "", each.item or ""),
            each.lead,
            each.text,
            each.recommendation,
            each.evidence,
            person.name if person else "",
            who,
            at,
        )
        printed = (_printed_wording(each),) if changed else ()
        cells = (SheetCell(text) for text in (*values, *printed))
        rows.append(SheetRow((SheetCell(Decimal(number), CellLook.CENTER), *cells)))
    widths = tuple(width for _, width in columns)
    return Sheet(name="观察记录", widths=widths, rows=tuple(rows), head_rows=2, landscape=True)


def _printed_wording(observation: Observation) -> str:
    """What the report prints instead of what was recorded; nothing where it prints the record."""
    changed = (observation.printed_lead, observation.printed_text, observation.printed_recommendation)
    if not any(each is not None for each in changed):
        return ""
    recorded = (observation.lead, observation.text, observation.recommendation)
    return "".join(was if now is None else now for was, now in zip(recorded, changed, strict=True))


def _stamped(stamp: Stamp | None) -> tuple[str, str]:
    """Who wrote it, on whose behalf, and when."""
    if stamp is None:
        return "", ""
    who = f"{stamp.author}代{stamp.on_behalf}" if stamp.on_behalf else stamp.author
    return who, f"{stamp.at.astimezone(_BEIJING):%Y-%m-%d %H:%M:%S}"


def _proof_sheet(proof: Sequence[ProofLine], title: str, *, suggested: bool) -> Sheet:
    rows = [
        _title(f"{title} 评分依据", 6),
        _head("层级", "名称", "算法", "结果", "录入人", "时间（北京）"),
    ]
    for depth, line in _walk(proof, 0):
        who, at = _stamped(line.stamp)
        cells = (
            SheetCell(Decimal(depth + 1), CellLook.CENTER),
            SheetCell(line.label, indent=min(depth, _MOST_DEPTH)),
            SheetCell(line.working),
            _result_cell(line.value),
            SheetCell(who),
            SheetCell(at),
        )
        rows.append(SheetRow(cells))
    if suggested:
        rows.append(SheetRow((SheetCell(SUGGESTED, CellLook.NOTE, columns=6),)))
    return Sheet(
        name="评分依据", widths=(5, 45, 48, 11, 10, 20), rows=tuple(rows), head_rows=2, landscape=True
    )


def _result_cell(value: str) -> SheetCell:
    """A result as a figure with its decimals where it is one, else as text: 7.5/10, 未定."""
    if not _FIGURE.fullmatch(value):
        return SheetCell(value, CellLook.NUMBER)
    places = len(value.partition(".")[2])
    return SheetCell(Decimal(value), CellLook.NUMBER, f"0.{'0' * places}" if places else "0")


def _walk(lines: Sequence[ProofLine], depth: int) -> Iterator[tuple[int, ProofLine]]:
    for line in lines:
        yield depth, line
        yield from _walk(line.children, depth + 1)


def _missing_sheet(missing: Sequence[Missing], title: str) -> Sheet:
    rows = [_title(f"{title} 讨论稿：尚缺内容", 2), _head("序号", "还缺什么")]
    rows += [_row(Decimal(number), each.sentence) for number, each in enumerate(missing, 1)]
    if not missing:
        rows.append(SheetRow((SheetCell("没有尚缺的内容。", columns=2),)))
    return Sheet(name="尚缺内容", widths=(8, 90), rows=tuple(rows), head_rows=2)
