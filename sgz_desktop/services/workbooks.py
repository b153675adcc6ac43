"""The workbook of one evaluation: score table, observations, 附件1, vetoes and the proof."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import ComponentScore, Missing, PartyScore, ProofLine, Score, Source
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.exports.workbook import (
    PERCENT,
    POINTS,
    CellLook,
    Sheet,
    SheetCell,
    SheetRow,
    Value,
    WorkbookContent,
)
from sgz_desktop.scoring.rounding import printed_points, round_half_up
from sgz_desktop.scoring.veto import state_name
from sgz_desktop.services.reporting.indicators import Standing, head_of, rate_of, standings, value_of
from sgz_desktop.services.reporting.phrases import PHASE_NAMES, span

MARK = "讨论稿"
SUGGESTED = "分项以下各指标的分值为本程序的建议分值。"
TITLE_HEIGHT = 30.0
_TONE_NAMES = {Tone.STRENGTH: "值得肯定", Tone.CONCERN: "需要关注", Tone.UNFILED: "未归类"}
_MOST_DEPTH = 12


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
) -> WorkbookContent:
    """What the workbook says; a draft bears 讨论稿 and a sheet of what is missing.

    `order` are codes of components and parties: the rows of the score table from top to bottom.
    """
    head = dossier.evaluation
    title = f"{head.short_name}{PHASE_NAMES[head.phase]}评估"
    sheets = [
        _score_sheet(score, rubric, title, order),
        _veto_sheet(score, title),
        _observation_sheet(dossier, rubric, title),
        *_indicator_sheets(dossier),
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
    if points is None:
        return SheetCell("未定", CellLook.CENTER, rows=rows)
    return SheetCell(points, look, POINTS, rows=rows)


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
                SheetCell(full, CellLook.TOTAL),
                SheetCell(score.grade_name or "等级待定", CellLook.TOTAL),
                _points_cell(score.total, look=CellLook.TOTAL),
            )
        )
    )
    rows += [SheetRow((SheetCell(each, CellLook.NOTE, columns=4),)) for each in _notes(score, rubric)]
    return Sheet(name="评分表", widths=(34, 12, 14, 14), rows=tuple(rows), head_rows=2)


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
    exact = round_half_up(points, 3) if converted is None else printed_points(points, converted)
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
        _head("条件", "状态", "依据", "余量", "认定人"),
    ]
    for veto in score.vetoes:
        room = "" if veto.headroom is None else f"{decimal_text(veto.headroom)} {veto.unit}"
        reason = "；".join(each.rstrip("。") for each in (veto.reason, veto.disagrees) if each)
        rows.append(_row(veto.wording, state_name(veto.state), reason, room, veto.decided_by))
    return Sheet(name="否决条件", widths=(44, 12, 50, 16, 14), rows=tuple(rows), head_rows=2, landscape=True)


def _observation_sheet(dossier: Dossier, rubric: Rubric, title: str) -> Sheet:
    names = {each.code: each.name for each in rubric.components}
    names |= {each.code: each.name for each in rubric.parties}
    rows = [
        _title(f"{title} 观察记录", 10),
        _head("序号", "章节", "评审组", "类别", "指标", "首句", "内容", "建议", "佐证", "记录人"),
    ]
    for number, each in enumerate(dossier.observations, 1):
        group = dossier.group_by_id.get(each.group_id) if each.group_id else None
        person = dossier.person_by_id.get(each.person_id) if each.person_id else None
        rows.append(
            _row(
                Decimal(number),
                names.get(each.subject or "", ""),
                group.name if group else "",
                _TONE_NAMES[each.tone],
                each.item or "",
                each.lead,
                each.text,
                each.recommendation,
                each.evidence,
                person.name if person else "",
            )
        )
    widths = (7, 14, 14, 12, 9, 26, 60, 40, 30, 12)
    return Sheet(name="观察记录", widths=widths, rows=tuple(rows), head_rows=2, landscape=True)


def _indicator_sheets(dossier: Dossier) -> Iterator[Sheet]:
    known = standings(dossier)
    if not known:
        return
    zoned = [each for each in known if each.indicator.cover is Cover.ZONES and dossier.zones]
    rest = [each for each in known if each not in zoned]
    head = dossier.evaluation
    width = max(2 + 3 * len(zoned) if zoned else 0, 4)
    period = span(head.period_start, head.period_end) if head.period_start and head.period_end else "时段未填"
    rows = [
        _title(f"{head.short_name}购买服务项目指标完成情况统计表（{period}）", width),
    ]
    if zoned:
        rows += _zone_rows(dossier, zoned)
    if rest:
        rows.append(_head("总体服务", "协议量", "完成量", "百分比"))
        rows += [SheetRow((SheetCell(_label(each)), *_triple(each.agreed, each.done))) for each in rest]
    yield Sheet(
        name="附件1",
        widths=(20, 14, *(12 for _ in range(width - 2))),
        rows=tuple(rows),
        head_rows=3 if zoned else 1,
        frozen_columns=1,
        landscape=True,
    )


def _zone_rows(dossier: Dossier, shown: Sequence[Standing]) -> Iterator[SheetRow]:
    upper = [SheetCell("服务片区", CellLook.HEAD, rows=2), SheetCell("投入社工人数", CellLook.HEAD, rows=2)]
    upper += [SheetCell(_label(each), CellLook.HEAD, columns=3) for each in shown]
    yield SheetRow(tuple(upper))
    yield _head(*(name for each in shown for name in (head_of(each.indicator), "完成量", "百分比")))
    for zone in dossier.zones:
        cells = [SheetCell(zone.name), SheetCell(zone.staff, CellLook.NUMBER)]
        for each in shown:
            cells += _triple(*value_of(dossier.value_by_key, each.indicator, zone.id))
        yield SheetRow(tuple(cells))
    staff = [each.staff for each in dossier.zones if each.staff is not None]
    whole = sum(staff, Decimal(0)) if len(staff) == len(dossier.zones) else None
    cells = [SheetCell("合计", CellLook.TOTAL), SheetCell(whole, CellLook.TOTAL)]
    for each in shown:
        cells += _triple(each.agreed, each.done, look=CellLook.TOTAL)
    yield SheetRow(tuple(cells))


def _triple(
    agreed: Decimal | None, done: Decimal | None, *, look: CellLook = CellLook.NUMBER
) -> tuple[SheetCell, ...]:
    rate = rate_of(done, agreed)
    share = None if rate is None else rate / 100
    return SheetCell(agreed, look), SheetCell(done, look), SheetCell(share, look, PERCENT)


def _label(each: Standing) -> str:
    return f"{each.indicator.table_label or each.indicator.label}（{each.indicator.unit}）"


def _proof_sheet(proof: Sequence[ProofLine], title: str, *, suggested: bool) -> Sheet:
    rows = [
        _title(f"{title} 评分依据", 6),
        _head("层级", "名称", "算法", "结果", "录入人", "时间（UTC）"),
    ]
    for depth, line in _walk(proof, 0):
        who = "" if line.stamp is None else line.stamp.author
        if line.stamp is not None and line.stamp.on_behalf:
            who = f"{who}代{line.stamp.on_behalf}"
        at = "" if line.stamp is None else f"{line.stamp.at:%Y-%m-%d %H:%M:%S}"
        indent = "　" * min(depth, _MOST_DEPTH)
        rows.append(_row(Decimal(depth + 1), f"{indent}{line.label}", line.working, line.value, who, at))
    if suggested:
        rows.append(SheetRow((SheetCell(SUGGESTED, CellLook.NOTE, columns=6),)))
    return Sheet(
        name="评分依据", widths=(7, 46, 60, 14, 16, 20), rows=tuple(rows), head_rows=2, landscape=True
    )


def _walk(lines: Sequence[ProofLine], depth: int) -> Iterator[tuple[int, ProofLine]]:
    for line in lines:
        yield depth, line
        yield from _walk(line.children, depth + 1)


def _missing_sheet(missing: Sequence[Missing], title: str) -> Sheet:
    rows = [_title(f"{title} 讨论稿：尚缺内容", 2), _head("序号", "还缺什么")]
    rows += [_row(Decimal(number), each.sentence) for number, each in enumerate(missing, 1)]
    return Sheet(name="尚缺内容", widths=(8, 90), rows=tuple(rows), head_rows=2)
