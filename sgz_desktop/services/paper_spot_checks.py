"""抽查表: what is entered in the ledger with how it was drawn, and rows for what is taken out on the spot."""

from sgz_desktop.domain.day import Draw, SpotCheck
from sgz_desktop.exports.report import PageForm, Row, Section
from sgz_desktop.services.display import CHECKED_NAMES
from sgz_desktop.services.paper_blocks import (
    CENTER,
    LEFT,
    WRITE,
    Case,
    cell,
    empty_rows,
    facts,
    names,
    note,
    signatures,
    table,
    title,
)

TITLE = "抽查表"
_COLUMNS = (
    (CENTER, 0.06),
    (CENTER, 0.11),
    (LEFT, 0.13),
    (LEFT, 0.12),
    (CENTER, 0.09),
    (LEFT, 0.15),
    (LEFT, 0.34),
)
_HIGH = 1.6 * WRITE
_A_PAGE, _LEAST = 8, 4
_HOW = (
    "类别写个案、小组、社区活动、服务对象档案、人事档案或其他；只写编号，不写服务对象姓名。"
    "随机抽取的写明从多少份中抽取，指定的写明原因。发现情况写事实：缺什么、哪一页、几处。"
)


def usual_rows(case: Case) -> int:
    """As many empty rows as fill the page."""
    return max(_LEAST, _A_PAGE - len(case.dossier.spot_checks))


def spot_checks(case: Case, rows: int) -> tuple[Section, ...]:
    """The paper with so many empty rows."""
    checks = case.dossier.spot_checks
    known = [_row(case, number, each) for number, each in enumerate(checks, 1)]
    empty = empty_rows(rows, len(_COLUMNS), first=len(known) + 1, least=_HIGH)
    blocks = (
        title(case, TITLE),
        facts(case, ("社工站", case.dossier.evaluation.station), ("评估日期", case.day)),
        note(case, "how", _HOW),
        table(
            case,
            "list",
            _COLUMNS,
            (*known, *empty),
            head=(names("序号", "类别", "编号", "评审组", "检查项", "抽取方式", "发现情况"),),
        ),
        signatures(case, "抽查人（签名）"),
    )
    return (case.section(blocks, TITLE, form=PageForm.LANDSCAPE),)


def _row(case: Case, number: int, check: SpotCheck) -> Row:
    group = case.dossier.group_by_id.get(check.group_id) if check.group_id else None
    texts = (
        str(number),
        CHECKED_NAMES[check.checked],
        check.number,
        group.name if group else "",
        check.item or "",
        _drawn(check),
        check.found.strip(),
    )
    return Row(tuple(cell(each) for each in texts), _HIGH)


def _drawn(check: SpotCheck) -> str:
    if check.draw is Draw.CHOSEN:
        return "指定"
    told = [f"从 {check.drawn_from} 份中" if check.drawn_from else "", "随机抽取"]
    seed = f"\n抽取号码 {check.seed}" if check.seed else ""
    return "".join(told) + seed
