"""Who entered what of a sample, and when: its file tells what there is, and this the story behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from uuid import UUID, uuid5

from sgz_desktop.domain.canonical import canonical_json, encode
from sgz_desktop.domain.change import Change
from sgz_desktop.domain.day import Attendee, Interview, PaperRequest, SpotCheck
from sgz_desktop.domain.declaration import Declaration
from sgz_desktop.domain.deliberation import HandIn
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import field_names
from sgz_desktop.domain.figure import Figure
from sgz_desktop.domain.indicator import IndicatorValue
from sgz_desktop.domain.mark import Mark
from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.quantities import Quantity
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.domain.veto import VetoFinding

_LOCAL = timezone(timedelta(hours=8))
_DAY_BEFORE = time(15)
_ARRIVAL = time(9)
_WALK, _COUNT, _FINDING = time(9, 30), time(16, 40), time(17, 10)
_RECEIPT, _WRITING = time(10), time(11)
_PER_ANSWER = timedelta(minutes=8)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entity, who entered it and when (UTC)."""

    entity: Any
    author_id: UUID | None
    at: datetime


def sample_history(dossier: Dossier) -> tuple[Change, ...]:
    """The changes that make a sample: marks by their experts, what arrived by whoever took it in.

    Invented as its persons are, and the same on every laptop, so that two that tried a sample can be merged.
    """
    entries = sorted(_Told(dossier).entries(), key=lambda each: each.at)
    changes: list[Change] = []
    for number, each in enumerate(entries, 1):
        batch_id = uuid5(dossier.id, f"sample {each.entity.kind} {each.entity.id}")
        for name in field_names(type(each.entity)):
            changes.append(
                Change(
                    id=uuid5(batch_id, name),
                    evaluation_id=dossier.id,
                    device_id=uuid5(dossier.id, "sample"),
                    device_seq=len(changes) + 1,
                    lamport=number,
                    at=each.at,
                    author_id=each.author_id,
                    entity=each.entity.kind,
                    entity_id=each.entity.id,
                    field=name,
                    value=canonical_json(encode(getattr(each.entity, name))),
                    reason="示例",
                    batch_id=batch_id,
                )
            )
    return tuple(changes)


class _Told:
    """The story of one sample: prepared the day before, walked through in a day, written up later."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        head, people = dossier.evaluation, dossier.people
        self._visit = head.visit_date or date(2024, 1, 1)
        self._report = head.report_date or self._visit
        self._by_name: Mapping[str, UUID] = {each.name: each.id for each in people}
        self._staff = next((each.id for each in people if each.role is Role.STAFF), None)
        self._lead = next((each.id for each in people if each.leads), None)
        self._answered: dict[UUID | None, int] = {}

    def entries(self) -> Iterator[_Entry]:
        """Every entity with its author and moment."""
        for each in self._dossier.entities():
            author_id, at = self._told(each)
            yield _Entry(each, author_id, at.astimezone(UTC))

    def _told(self, entity: Any) -> tuple[UUID | None, datetime]:
        match entity:
            case Mark() | Observation():
                author_id = entity.person_id or self._staff
                count = self._answered[author_id] = self._answered.get(author_id, -1) + 1
                return author_id, _at(self._visit, _WALK) + count * _PER_ANSWER
            case Quantity() | IndicatorValue():
                return self._staff, _at(self._visit, _COUNT)
            case VetoFinding():
                return self._by_name.get(entity.decided_by, self._lead), _at(self._visit, _FINDING)
            case Figure():
                author_id = self._by_name.get(entity.received_by, self._staff)
                return author_id, _at(entity.received_on or self._report, _RECEIPT)
            case ReportText():
                return self._lead, _at(self._report, _WRITING)
            case HandIn() | Declaration():
                day = self._visit if isinstance(entity, HandIn) else self._visit - timedelta(days=1)
                return entity.person_id, _at(day, _FINDING)
            case Attendee():
                return self._staff, _at(self._visit, _ARRIVAL)
            case SpotCheck() | Interview():
                return entity.person_id or self._staff, _at(self._visit, _COUNT)
            case PaperRequest():
                return self._staff, _at(self._visit, _COUNT)
        return self._staff, _at(self._visit - timedelta(days=1), _DAY_BEFORE)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, _LOCAL)
