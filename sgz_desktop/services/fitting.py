"""What a write leaves must fit the rule set, as a file must: all that is stored can travel."""

from collections.abc import Iterable
from typing import Any

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import Refused
from sgz_desktop.interchange.fitting import misfits


def refuse_misfit(before: Dossier, after: Dossier, touched: Iterable[Any], rubric: Rubric) -> None:
    """Refuse codes, review groups and points that the rule set does not know, naming the field.

    `touched` are the entities a write changed; under another rule set all there are count as touched.
    """
    changed = before.evaluation.rubric != after.evaluation.rubric
    entities = tuple(after.entities() if changed else touched)
    # A mark made before the first review group was added stays where it is, and its note can be mended.
    known = {each.id for each in before.marks}
    for has_groups, several in (
        (bool(after.groups), [each for each in entities if each.id not in known]),
        (False, [each for each in entities if each.id in known]),
    ):
        for problem in misfits(((each, "") for each in several), rubric, has_groups=has_groups):
            raise Refused(problem.place.removeprefix("."), problem.sentence)
