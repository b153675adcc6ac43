"""How values are said on the screen: names of codes, people, and what one types into a field."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.indicator import Cover
from sgz_desktop.domain.mark import Extent
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.people import Person, Role
from sgz_desktop.domain.result import LineState, Source
from sgz_desktop.domain.rubric import METHOD_NAMES, Item
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.ui.texts import tr


def role_name(role: Role) -> str:
    """评估专家 or 工作人员."""
    return {Role.EXPERT: tr("评估专家"), Role.STAFF: tr("工作人员")}[role]


def basis_name(basis: Basis) -> str:
    """What the result rests on, as a choice."""
    return {
        Basis.ITEMS: tr("逐项评分"),
        Basis.COMPONENTS: tr("分项得分"),
        Basis.PARTIES: tr("四方得分"),
        Basis.TOTAL: tr("只有总分"),
        Basis.GRADE_ONLY: tr("只有等级"),
    }[basis]


def tone_name(tone: Tone) -> str:
    """The kind of an observation in a few characters."""
    return {Tone.STRENGTH: tr("肯定"), Tone.CONCERN: tr("关注"), Tone.UNFILED: tr("未定类别")}[tone]


def tone_chip(tone: Tone) -> str:
    """The chip colour of a kind of observation."""
    return {Tone.STRENGTH: "good", Tone.CONCERN: "warn", Tone.UNFILED: "plain"}[tone]


def veto_name(state: VetoState) -> str:
    """The state of a veto rule."""
    return {
        VetoState.HOLDS: tr("成立"),
        VetoState.CLEAR: tr("不成立"),
        VetoState.UNKNOWN: tr("未核"),
        VetoState.DEFERRED: tr("本期不评"),
    }[state]


def veto_chip(state: VetoState) -> str:
    """The chip colour of a veto's state."""
    return {
        VetoState.HOLDS: "bad",
        VetoState.CLEAR: "good",
        VetoState.UNKNOWN: "warn",
        VetoState.DEFERRED: "plain",
    }[state]


def extent_name(extent: Extent) -> str:
    """全有, 部分, 没有."""
    return {Extent.ALL: tr("全有"), Extent.PART: tr("部分"), Extent.NONE: tr("没有")}[extent]


def state_name(state: LineState) -> str:
    """What became of one item, in a word."""
    return {
        LineState.ANSWERED: tr("已答"),
        LineState.NOT_APPLICABLE: tr("不适用"),
        LineState.PENDING: tr("待议"),
        LineState.OPEN: tr("未答"),
    }[state]


def source_name(source: Source) -> str:
    """Where a figure came from."""
    return {
        Source.ITEMS: tr("逐项"),
        Source.FIGURE: tr("录入"),
        Source.COMPONENTS: tr("分项合计"),
        Source.NOT_NEEDED: tr("不需要"),
    }[source]


def cover_name(cover: Cover) -> str:
    """Where an indicator is counted."""
    return {Cover.ZONES: tr("按片区"), Cover.STATION: tr("总体服务")}[cover]


def methods_text(item: Item) -> str:
    """The methods by which an item is seen."""
    return "、".join(METHOD_NAMES[each] for each in item.methods)


def field_text(value: object) -> str:
    """A value as one types it into a field; empty for none."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def person_name(dossier: Dossier, person_id: UUID | None) -> str:
    """A person's name, or 未指定 for nobody and for somebody who is gone."""
    person = dossier.person_by_id.get(person_id) if person_id else None
    return tr("未指定") if person is None else person.name


def person_line(person: Person) -> str:
    """A person with the part they play."""
    part = tr("组长") if person.leads else role_name(person.role)
    return f"{person.name} · {part}"


def list_text(parts: Sequence[str]) -> str:
    """Parts as a Chinese enumeration."""
    return "、".join(parts)
