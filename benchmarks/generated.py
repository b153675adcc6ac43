"""Evaluations made by code, the same each time: a very large one, and thousands of small ones."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sgz_desktop.assets import resource
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import assemble, natural_id
from sgz_desktop.domain.evaluation import Evaluation, Phase
from sgz_desktop.domain.mark import Degree, Mark
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.ordering import after_last
from sgz_desktop.domain.people import Assignment, Person
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.domain.rubric import DegreeRule, Item, Judged, Rubric
from sgz_desktop.interchange.rubric_file import load, rubric_document
from sgz_desktop.scoring.score import score
from sgz_desktop.services.changes import Worker
from sgz_desktop.services.editing import summary_of
from sgz_desktop.services.opening import open_storage
from sgz_desktop.services.styles import Styles
from sgz_desktop.wiring import build

LARGE = UUID("1a26e000-0000-4000-8000-000000000001")
_COUNTS = {"operations": 200, "quality": 250, "monitoring": 250, "outcomes": 300}
"""How many of the 1,000 items each component has."""
_SENTENCE = "该站建立了服务对象档案并按月走访，记录基本完整，能反映需要的变化；个别文书缺少签名与日期。"


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def built_in() -> Rubric:
    """The built-in rule set."""
    return load(resource("rubrics", "guangzhou_2023.json").read_text(encoding="utf-8"))


def large_rubric() -> Rubric:
    """The built-in rule set with 1,000 items, judged by degree."""
    rubric = built_in()
    return replace(rubric, code="large", items=tuple(_items(rubric)))


def _items(rubric: Rubric) -> Iterator[Item]:
    for component in rubric.components:
        like = next(each for each in rubric.items if each.component == component.code)
        count = _COUNTS[component.code]
        for number in range(count):
            yield replace(
                like,
                code=f"{component.code[:2]}-{number:03}",
                judged=component.judged,
                points=component.points / count,
                rule=DegreeRule(step=Decimal("0.01")),
            )


def large_dossier(rubric: Rubric, rules_hash: str, style_hash: str) -> Dossier:
    """1,000 items marked by 5 experts, and 2,000 observations."""
    keys = list(_positions(2000))
    people = [
        Person(id=uuid5(LARGE, f"person {number}"), name=f"专家{number}", position=keys[number])
        for number in range(5)
    ]
    group = ReviewGroup(id=uuid5(LARGE, "group"), name="全域", position=keys[0])
    parts: list[Any] = [
        Evaluation(
            id=LARGE,
            station="千项街社工服务站",
            phase=Phase.MIDTERM,
            visit_date=date(2024, 1, 16),
            rubric=rules_hash,
            house_style=style_hash,
        ),
        *people,
        group,
    ]
    for component, person in product(rubric.components, people):
        own = natural_id(LARGE, Assignment, component.code, None, person.id)
        parts.append(Assignment(id=own, component=component.code, person_id=person.id))
    for number, (item, person) in enumerate(product(rubric.items, people)):
        parts.append(_mark(item, group.id if item.judged is Judged.PER_GROUP else None, person.id, number))
    for number in range(2000):
        item = rubric.items[number % len(rubric.items)]
        parts.append(
            Observation(
                id=uuid5(LARGE, f"observation {number}"),
                subject=item.component,
                item=item.code,
                group_id=group.id if item.judged is Judged.PER_GROUP else None,
                person_id=people[number % 5].id,
                tone=list(Tone)[number % 2],
                text=_SENTENCE * (1 + number % 3),
                position=keys[number],
            )
        )
    return assemble(parts)


def _mark(item: Item, group_id: UUID | None, person_id: UUID, number: int) -> Mark:
    points = (item.points * (number % 5) / 4).quantize(Decimal("0.001"))
    return Mark(
        id=natural_id(LARGE, Mark, item.code, group_id, person_id),
        item=item.code,
        group_id=group_id,
        person_id=person_id,
        answer=Degree(points),
    )


def _positions(number: int) -> Iterator[str]:
    key = ""
    for _ in range(number):
        key = after_last([key] if key else [])
        yield key


def make_large(folder: Path) -> UUID:
    """A folder with the large evaluation, its first expert at work."""
    rubric = large_rubric()
    rules_hash, text = rubric_document(rubric)
    storage = open_storage(folder, now)
    style = Styles(storage.store).default()
    dossier = large_dossier(rubric, rules_hash, style.hash)
    storage.store.add(dossier, {rules_hash: text, style.hash: style.text})
    storage.close()
    _sit_down(folder, LARGE)
    return LARGE


def make_sample(folder: Path) -> UUID:
    """A folder with the 钟村 sample, its first expert at work."""
    with build(folder) as program:
        made = program.importing.sample("zhongcun")
    _sit_down(folder, made)
    return made


def make_many(folder: Path, number: int) -> None:
    """A folder with that many new evaluations, scored."""
    rubric = built_in()
    rules_hash, text = rubric_document(rubric)
    storage = open_storage(folder, now)
    with closing(storage.store.engine.raw_connection()) as connection:
        # The pool hands this connection out again: nobody minds losing a folder that is only just made.
        connection.cursor().execute("PRAGMA synchronous=OFF")
    style = Styles(storage.store).default()
    for each in range(number):
        dossier = assemble([_small_head(each, rules_hash, style.hash)])
        summary = summary_of(score(dossier, rubric), dossier)
        storage.store.add(dossier, {rules_hash: text, style.hash: style.text}, summary=summary)
    storage.close()


def _small_head(number: int, rules_hash: str, style_hash: str) -> Evaluation:
    return Evaluation(
        id=uuid5(LARGE, f"evaluation {number}"),
        station=f"第{number}街道社工服务站",
        phase=Phase.MIDTERM,
        visit_date=date(2024, 1 + number % 12, 16),
        rubric=rules_hash,
        house_style=style_hash,
    )


def _sit_down(folder: Path, evaluation_id: UUID) -> None:
    with build(folder) as program:
        people = program.evaluations.dossier(evaluation_id).people
        program.evaluations.listing()
        program.desk.set_worker(evaluation_id, Worker(people[0].id))
