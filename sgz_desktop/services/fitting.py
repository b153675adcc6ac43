"""What a write leaves must fit the rule set, as a file must: all that is stored can travel."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import Refused
from sgz_desktop.interchange.fitting import misfits


def refuse_misfit(before: Dossier, after: Dossier, touched: Iterable[Any], rubric: Rubric) -> None:
    """Refuse what the rule set does not know and what contradicts other records, naming the field.

    `touched` are the entities a write changed; under another rule set all there are count as touched.
    """
    changed = before.evaluation.rubric != after.evaluation.rubric
    entities = tuple(after.entities() if changed else touched)
    beside = (*after.people, *after.declarations, *after.assignments, *after.indicators)
    for entity in entities:
        for problem in _problems(entity, rubric, beside, has_groups=bool(after.groups)):
            # A mark made before there were review groups stays where it is, and its note can be mended.
            if entity.id in {each.id for each in before.marks} and not any(
                _problems(entity, rubric, beside, has_groups=False)
            ):
                continue
            raise Refused(problem.place.removeprefix("."), problem.sentence)


def _problems(entity: Any, rubric: Rubric, beside: Sequence[Any], *, has_groups: bool) -> Iterator[Problem]:
    return iter(misfits([(entity, "")], rubric, has_groups=has_groups, beside=beside))
