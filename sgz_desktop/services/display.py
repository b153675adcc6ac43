"""Results and evaluations as lines of text, for a console and for anything that reads text."""

from collections.abc import Iterator
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.checks import decimals
from sgz_desktop.domain.day import Checked
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.result import Distance, ProofLine, Score, Source, VetoResult
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.models.listing import Listed
from sgz_desktop.scoring.veto import room_text, state_name
from sgz_desktop.services.reporting.phrases import PHASE_NAMES

BASIS_NAMES = {
    Basis.ITEMS: "逐项评分",
    Basis.COMPONENTS: "分项得分",
    Basis.PARTIES: "四方得分",
    Basis.TOTAL: "只有总分",
    Basis.GRADE_ONLY: "只有等级",
}

CHECKED_NAMES = {
    Checked.CASE: "个案",
    Checked.GROUP: "小组",
    Checked.ACTIVITY: "社区活动",
    Checked.FILE: "服务对象档案",
    Checked.PERSONNEL: "人事档案",
    Checked.OTHER: "其他",
}


def result_text(score: Score) -> str:
    """总分 87.11，等级 良好; floor and ceiling while something is open."""
    grade = score.grade_name or "待定"
    least, most = ("最低", "最高") if score.disagreements else ("已得", "最高可达")
    if score.total is not None:
        text = f"总分 {score.total}，等级 {grade}"
    elif score.floor is None:
        text = f"等级 {grade}"
    else:
        text = f"{least} {score.floor}，{most} {score.ceiling}，等级 {grade}"
    return f"{text}（暂定）" if score.provisional else text


def score_lines(score: Score) -> Iterator[str]:
    """The result and how far it is from the grade lines, then components, parties and vetoes, a line each."""
    yield result_text(score)
    if score.disagreements:
        yield f"{dispute_hint(score.disagreements)}（用 check 查看）"
    if score.distances:
        yield f"距等级线：{'；'.join(map(distance_text, score.distances))}"
    yield f"依据：{BASIS_NAMES[score.basis]}"
    for component in score.components:
        yield f"  {component.name}：{_open(component.converted)} / {component.possible}"
    for party in score.parties:
        if party.source is Source.NOT_NEEDED:
            continue
        yield f"{party.name}：{_open(party.converted)} / {party.possible}"
    for veto in score.vetoes:
        yield veto_text(veto)


def dispute_hint(count: int) -> str:
    """Why a result that looks whole is not settled."""
    return f"{count} 处不一致未定，结果暂定"


def distance_text(distance: Distance) -> str:
    """优秀线 90 还差 2.89, or 已高出; what is open is told as the least that it has to bring."""
    line = f"{distance.name}线 {decimal_text(distance.at_least)}"
    if distance.from_floor >= 0:
        return f"{line} 已高出 {distance.from_floor}"
    short = f"{line} 还差 {-distance.from_ceiling if distance.from_ceiling < 0 else -distance.from_floor}"
    return short if distance.from_ceiling < 0 else f"{short}，余下的能补上"


def veto_text(veto: VetoResult) -> str:
    """否决条件 name：state（head-room, reason）."""
    detail = "；".join(each.rstrip("。") for each in (room_text(veto), veto.reason, veto.disagrees) if each)
    head = f"否决条件 {veto.name}：{state_name(veto.state)}"
    return f"{head}（{detail}）" if detail else head


def proof_text(line: ProofLine) -> str:
    """One proof line with its working, and who set it when (local time)."""
    text = f"{line.label}：{line.value}　{line.working}"
    if line.stamp is None:
        return text
    who = line.stamp.author or "未署名"
    behalf = f"代{line.stamp.on_behalf}" if line.stamp.on_behalf else ""
    return f"{text}　[{who}{behalf} {line.stamp.at.astimezone():%Y-%m-%d %H:%M}]"


def listed_line(each: Listed, grade_name: str) -> str:
    """ID, station, phase, day, progress and result of one evaluation."""
    day = each.visit_date.isoformat() if each.visit_date else "日期未定"
    head = f"{each.id}  {each.station}  {PHASE_NAMES[each.phase]}  {day}"
    known = each.summary
    if known is None:
        return head
    if known.total is not None:
        result = f"{points_text(known.total)} {grade_name or '待定'}"
    elif known.floor is not None and known.ceiling is not None:
        result = f"{points_text(known.floor)}–{points_text(known.ceiling)}"
    else:
        result = grade_name or "–"
    return f"{head}  {known.answered}/{known.answerable}  {result}{'（暂定）' if known.provisional else ''}"


def points_text(points: Decimal) -> str:
    """Points of a stored summary, which keeps no trailing zeros, as a score prints them: 93.5 → 93.50."""
    return f"{points:.{max(2, decimals(points))}f}"


def dossier_lines(dossier: Dossier, rubric: Rubric) -> Iterator[str]:
    """What an evaluation holds."""
    head = dossier.evaluation
    yield f"{head.station}（{PHASE_NAMES[head.phase]}评估）"
    yield f"编号：{head.id}"
    yield f"评估日期：{head.visit_date.isoformat() if head.visit_date else '未定'}"
    yield f"评分标准：{rubric.title}"
    for name, text in (
        ("监督方", head.supervisor),
        ("购买方", head.purchaser),
        ("承办方", head.operator),
        ("评估方", head.assessor),
    ):
        yield f"{name}：{text or '未填'}"
    for group in dossier.groups:
        zones = dossier.zones_of(group.id)
        places = "、".join(place.name for zone in zones for place in dossier.communities_of(zone.id))
        yield f"评审组 {group.name}：{places or '、'.join(zone.name for zone in zones) or '未分片区'}"
    yield f"人员：{'、'.join(each.name for each in dossier.people) or '未登记'}"
    yield (
        f"评分 {len(dossier.marks)} 项，观察 {len(dossier.observations)} 条，"
        f"服务指标 {len(dossier.indicators)} 项"
    )
    if head.note:
        yield f"说明：{head.note}"


def _open(figure: object) -> str:
    return "未定" if figure is None else str(figure)
