"""The lines of 附件2 around its rows: the terms above, the retention below, the line to sign."""

from collections.abc import Iterator
from decimal import Decimal

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.report_text import PURCHASE_TERM, ReportText
from sgz_desktop.exports.report import Field, Passage, QuantityRef
from sgz_desktop.exports.workbook import GENERAL, PERCENT, CellLook
from sgz_desktop.house_styles.style import Retention
from sgz_desktop.scoring.known import known_figures
from sgz_desktop.services.reporting.annex_grid import GridCell, Line
from sgz_desktop.services.reporting.draft import Draft
from sgz_desktop.services.reporting.figures import computed_figures
from sgz_desktop.services.reporting.phrases import span

OPEN = "待核"
SIGNATURE = "负责人：　　　　　　　　　　联系方式：　　　　　　　　　　填表日期：　　　　年　　月　　日"
_BLANK_TERM = "＿＿＿＿年＿＿月＿＿日至＿＿＿＿年＿＿月＿＿日"
_OWN = Passage("annex_note")
_FORMULAS = {
    Retention.STAYED: "持续在岗社工数÷协议要求在岗社工数×100%，超过100%的按100%计",
    Retention.CERTIFIED_ON_DUTY: "持证在岗社工数÷协议要求在岗社工数×100%",
}
_PARTS = {
    Retention.STAYED: ("staff.stayed", "持续在岗"),
    Retention.CERTIFIED_ON_DUTY: ("staff.certified", "持证在岗"),
}


def roster_titles(draft: Draft) -> Iterator[Line]:
    """Station and terms; what the evaluation does not keep is left to be filled in by hand."""
    head = draft.dossier.evaluation
    yield Line(f"社工站名称（机构公章）：{head.station}", Field("evaluation", head.id, "station"))
    bought = next((each for each in draft.dossier.report_texts if each.code == PURCHASE_TERM), None)
    told = "" if bought is None else " ".join(bought.text.split())
    source = Field(ReportText.kind, bought.id, "text") if bought is not None and told else _OWN
    yield Line(f"项目服务采购周期：{told or _BLANK_TERM}", source)
    known = head.agreement_start and head.agreement_end
    term = span(head.agreement_start, head.agreement_end) if known else _BLANK_TERM
    yield Line(f"年度服务协议时间：{term}", Field("evaluation", head.id, "agreement_start"))


def retention_formula(draft: Draft) -> str:
    """How the house style works the retention out."""
    return _FORMULAS[draft.style.figures.retention]


def retention_cells(draft: Draft, *, columns: int, rest: int) -> Iterator[GridCell]:
    """The figure, and what it was worked out from."""
    figures, dossier = draft.style.figures, draft.dossier
    rate = computed_figures(dossier, figures)["attendance.retention"]
    key, name = _PARTS[figures.retention]
    part = known_figures(dossier).get(key)
    heads = dossier.evaluation.required_staff
    counts = (None if part is None else part.value, None if heads is None else Decimal(heads))
    stayed, wanted = (OPEN if each is None else f"{decimal_text(each)} 人" for each in counts)
    source = QuantityRef("attendance.retention")
    yield GridCell(
        value=OPEN if rate is None else rate / 100,
        source=source,
        look=CellLook.SUM,
        format=GENERAL if rate is None else PERCENT,
        columns=columns,
    )
    words = f"{name} {stayed}，协议要求 {wanted}"
    yield GridCell(value=words, source=source, look=CellLook.NOTE, columns=rest)
