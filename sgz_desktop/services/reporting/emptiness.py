"""The chapters in which nobody recorded anything, so that the report prints only that."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.result import Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.exports.report import plain
from sgz_desktop.house_styles.omission import without
from sgz_desktop.house_styles.parts import FindingsPart, GroupsPart, HeadingPart, Part, Scope
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.compose import changed_passages
from sgz_desktop.services.reporting.draft import Draft
from sgz_desktop.services.reporting.findings import is_known, is_printable
from sgz_desktop.services.reporting.values import group_values

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # what is empty says nothing of when the report was made
_TONES = {Tone.STRENGTH: "值得肯定", Tone.CONCERN: "需要关注"}


def empty_chapters(dossier: Dossier, rubric: Rubric, score: Score, style: HouseStyle) -> tuple[str, ...]:
    """Chapter and kind of each list that prints only that nothing was recorded: 运营管理（需要关注）.

    Raises UnfitPassage.
    """
    worded = without(style.with_passages(changed_passages(dossier)), dossier.omitted_passages)
    draft = Draft(dossier, rubric, score, (), worded, _NO_TIME, final=False)
    return tuple(dict.fromkeys(_Leaves(draft).of(worded.outline, {}, None)))


class _Leaves:
    """Goes through an outline as the report does, and looks only at what is empty."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._kept = {
            (each.subject, each.tone, each.group_id)
            for each in draft.dossier.observations
            if is_printable(each)
        }
        self._anywhere = {(subject, tone) for subject, tone, _ in self._kept}

    def of(self, parts: Sequence[Part], more: Mapping[str, Any], group_id: UUID | None) -> Iterator[str]:
        above: dict[int, str] = {}
        dropped = 0
        for part in parts:
            if isinstance(part, HeadingPart):
                if dropped and part.level > dropped:
                    continue
                dropped = 0 if self._draft.knows(part.when, more) else part.level
                for level in [each for each in above if each >= part.level]:
                    del above[level]
                if not part.label and not dropped:
                    above[part.level] = plain(self._draft.filled(part.text, part.id, more)).strip()
            elif dropped:
                continue
            elif isinstance(part, FindingsPart) and part.none and self._is_empty(part, more, group_id):
                yield f"{_chapter(above)}（{_TONES[part.tone]}）"
            elif isinstance(part, GroupsPart):
                yield from self._of_groups(part)

    def _of_groups(self, part: GroupsPart) -> Iterator[str]:
        dossier, fragments = self._draft.dossier, self._draft.style.fragments
        for group in dossier.groups:
            yield from self.of(fragments[part.fragment], group_values(dossier, group), group.id)
        # Beside groups what stands for all of them is printed only where there is something of it.
        if part.shared and (not dossier.groups or self._has_any(fragments[part.shared])):
            yield from self.of(fragments[part.shared], {}, None)

    def _has_any(self, parts: Sequence[Part]) -> bool:
        return any(
            (subject, part.tone, None) in self._kept
            for part in parts
            if isinstance(part, FindingsPart) and part.scope is Scope.STATION
            for subject in part.subjects
        )

    def _is_empty(self, part: FindingsPart, more: Mapping[str, Any], group_id: UUID | None) -> bool:
        owner = group_id if part.scope is Scope.GROUP else None
        for subject in part.subjects:
            if part.scope is Scope.ALL and (subject, part.tone) in self._anywhere:
                return False
            if (subject, part.tone, owner) in self._kept:
                return False
        return not any(is_known(self._draft.passage(key, more)) for key in part.leading)


def _chapter(above: Mapping[int, str]) -> str:
    """The deepest heading that says more than the kind does."""
    titles = [each for each in above.values() if not each.startswith(tuple(_TONES.values()))]
    return titles[-1] if titles else "报告"
