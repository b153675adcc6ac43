"""Where what is kept of a workbook stands in it: the place of the whole, and in brackets each field's cell.

甲.xlsx!附件2!A7:AM7（姓名 C7，合同开始 F7，合同结束 F7）. What another sheet told of the same thing goes on
behind a sign, and a note at the end says that somebody changed it here. People and `cell_of` read it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sgz_desktop.domain.funding import FundLine, Resource
from sgz_desktop.domain.indicator import IndicatorValue
from sgz_desktop.domain.staffing import DutyMonth, TrainingHours, Worker
from sgz_desktop.domain.survey import Respondent
from sgz_desktop.intake.problems import Place

BY_HAND = "（已手工修改）"
"""Stands behind the cell of a workbook once what was read from it was changed here."""
_ALSO = "；另见 "
_MOST = 6
"""So many places of one thing are kept, the latest ones."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    IndicatorValue.kind: {"agreed": "协议", "done": "完成"},
    Worker.kind: {
        "name": "姓名",
        "post": "职位",
        "zone_id": "片区",
        "certificate": "证书",
        "credential": "资质",
        "related_degree": "专业",
        "contract_start": "合同开始",
        "contract_end": "合同结束",
        "joined_on": "到岗",
        "left_on": "离岗",
        "experienced": "从业满两年",
        "experienced_from": "满两年日期",
        "stated_months": "到岗小计",
        "stated_experienced": "两年以上小计",
        "remark": "备注",
    },
    DutyMonth.kind: {"present": "到位", "insured": "社保", "paid": "工资", "stated": "到岗数"},
    TrainingHours.kind: {"training": "培训", "supervision": "督导"},
    Resource.kind: {
        "received_on": "日期",
        "written_date": "所写日期",
        "provider": "提供方",
        "category": "类别",
        "description": "内容",
        "value_yuan": "价值",
        "beneficiaries": "受益人数",
        "fund": "基金",
    },
    FundLine.kind: {
        "name": "名称",
        "initial_budget": "年初预算",
        "budget": "全年预算",
        "spent": "执行数",
        "staff_costs": "人员费用",
    },
    Respondent.kind: {
        "name": "姓名",
        "phone": "电话",
        "zone_id": "片区",
        "category": "类别",
        "outcome": "结果",
        "answer": "满意度",
        "asked_on": "日期",
        "remark": "备注",
    },
}
_OTHER_SHEET = r"[^\s、，；！!（）]+!"
_CELLS = r"[A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?(?:、[A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)*"
_FIELD = rf"[^\s、（）]+ (?:{_OTHER_SHEET})?{_CELLS}"
_SEGMENT = re.compile(rf"(?P<place>.*?)(?:（(?P<fields>{_FIELD}(?:，{_FIELD})*)）)?", re.DOTALL)


@dataclass(slots=True)
class _Segment:
    """One place, and which fields stand in which of its cells, by their words."""

    place: str
    cells: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        named = "，".join(f"{word} {cell}" for word, cell in self.cells.items())
        return f"{self.place}（{named}）" if named else self.place


def source_text(kind: str, place: str, cells: Mapping[str, str], before: str = "") -> str:
    """The source of what a sheet tells now, behind what other sheets told and it does not tell anew."""
    words = _WORDS.get(kind, {})
    own = place.rpartition("!")[2]
    told = {words[name]: cell for name, cell in cells.items() if cell and name in words}
    if set(told.values()) <= {own}:
        told = {}
    earlier = []
    for each in _segments(before):
        left = {word: cell for word, cell in each.cells.items() if word not in told}
        if each.place == place:
            told = {**left, **told}
        elif left:
            earlier.append(_Segment(each.place, left))
    changed = BY_HAND if before.endswith(BY_HAND) and (earlier or len(told) > len(cells)) else ""
    return _ALSO.join(map(str, [*earlier, _Segment(place, told)][-_MOST:])) + changed


def cell_in(whole: Place, field: Place) -> str:
    """The cell of a field of what stands in a place: E3, or 9月!E3 on another sheet than the rest."""
    if field.sheet == whole.sheet:
        return field.cell
    return f"{field.sheet}!{field.cell}" if re.fullmatch(_OTHER_SHEET, f"{field.sheet}!") else ""


def cell_of(kind: str, source: str, name: str) -> str:
    """Where one field stands (甲.xlsx!附件2!F7); the place of the whole where its own cell is not told."""
    word = _WORDS.get(kind, {}).get(name, "")
    changed = BY_HAND if source.endswith(BY_HAND) else ""
    segments = _segments(source)
    for each in segments:
        if word in each.cells:
            over = each.place.rpartition("!")[0]
            over = over.rpartition("!")[0] if "!" in each.cells[word] else over
            return f"{over}!{each.cells[word]}{changed}"
    whole = next((each.place for each in segments if not each.cells), places_of(source)[0] if source else "")
    return f"{whole}{changed}" if whole else ""


def cells_of(kind: str, source: str) -> dict[str, str]:
    """Where each field stands of which the source tells a cell of its own."""
    told = {word for each in _segments(source) for word in each.cells}
    return {name: cell_of(kind, source, name) for name, word in _WORDS.get(kind, {}).items() if word in told}


def places_of(source: str) -> tuple[str, ...]:
    """The places of a source without what stands where in them; what a person typed stays as it is."""
    changed = BY_HAND if source.endswith(BY_HAND) else ""
    return tuple(f"{each.place}{changed}" for each in _segments(source))


def _segments(source: str) -> list[_Segment]:
    found = []
    for part in source.removesuffix(BY_HAND).split(_ALSO) if source else ():
        match = _SEGMENT.fullmatch(part)
        named = match["fields"].split("，") if match is not None and match["fields"] else []
        cells = dict(each.split(" ", 1) for each in named)
        found.append(_Segment(part if match is None else match["place"], cells))
    return found
