"""The whole report: the house style's outline filled with an evaluation, part by part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.domain.report_text import PASSAGE_PREFIX
from sgz_desktop.domain.result import Missing, Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.exports.report import (
    MOST_LEVELS,
    Block,
    Heading,
    ObservationRef,
    PageForm,
    Paragraph,
    ParagraphStyle,
    Passage,
    Report,
    Run,
    Section,
    runs_in_reading_order,
)
from sgz_desktop.house_styles.numbering import numbered
from sgz_desktop.house_styles.omission import without
from sgz_desktop.house_styles.parts import (
    AnnexListPart,
    AnnexPart,
    FindingsPart,
    GroupsPart,
    HeadingPart,
    Look,
    Part,
    PassagePart,
    Scope,
    SectionPart,
)
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.annexes import annex_blocks, annex_content, annex_form, annexes_of
from sgz_desktop.services.reporting.draft import Draft
from sgz_desktop.services.reporting.findings import is_recorded, observations
from sgz_desktop.services.reporting.parts import blocks_of
from sgz_desktop.services.reporting.phrases import PHASE_NAMES
from sgz_desktop.services.reporting.values import group_values


def compose(
    dossier: Dossier,
    rubric: Rubric,
    score: Score,
    missing: tuple[Missing, ...],
    style: HouseStyle,
    *,
    created: datetime,
    final: bool,
) -> Report:
    """The report as blocks. A draft (`final` false) is marked 讨论稿 and says what is missing.

    Passages that were worded anew for this evaluation stand for the style's own, and those that it omits are
    not printed. Raises UnfitPassage.
    """
    worded = without(style.with_passages(changed_passages(dossier)), dossier.omitted_passages)
    draft = Draft(dossier, rubric, score, missing, worded, created, final)
    walk = _Walk(draft)
    walk.take(worded.outline)
    head = dossier.evaluation
    phase = PHASE_NAMES[head.phase]
    return Report(
        title=f"{head.station}{phase}评估报告",
        author=head.assessor,
        subject=f"{head.short_name}{phase}评估",
        created=created,
        sections=walk.sections(),
        provisional=not final,
    )


def changed_passages(dossier: Dossier) -> dict[str, str]:
    """The passages that this evaluation words in its own way, by their key."""
    return {
        each.code.removeprefix(PASSAGE_PREFIX): each.text
        for each in dossier.report_texts
        if each.code.startswith(PASSAGE_PREFIX) and each.text.strip()
    }


def unprinted(report: Report, dossier: Dossier) -> tuple[Observation, ...]:
    """Observations that are in the record and not in the report.

    The house style has no place for them, or all that is printed of them was emptied.
    """
    printed = {
        run.source.observation_id
        for run in runs_in_reading_order(report)
        if isinstance(run.source, ObservationRef)
    }
    return tuple(
        each
        for each in dossier.observations
        if each.tone is not Tone.UNFILED and is_recorded(each) and each.id not in printed
    )


def _closes(part: Part) -> bool:
    """Whether a part stands at the end of the report and belongs to no chapter: annexes and signature."""
    return isinstance(part, AnnexListPart | AnnexPart) or (
        isinstance(part, PassagePart) and part.look is Look.SIGNATURE
    )


@dataclass
class _Sheet:
    """A section while it fills."""

    form: PageForm
    numbered: bool
    blocks: list[Block] = field(default_factory=list)


class _Walk:
    """Goes through an outline, numbers the headings, and drops what the evaluation has nothing for."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._sheets = [_Sheet(PageForm.PORTRAIT, numbered=True)]
        self._annexes = annexes_of(draft.style, draft.dossier)
        self._counts: dict[int, int] = {}
        self._waiting: list[tuple[HeadingPart, str, Mapping[str, Any]]] = []
        self._dropped: int | None = None
        self._base = "front"
        self._ids: dict[str, int] = {}

    def sections(self) -> tuple[Section, ...]:
        """The sections that hold anything."""
        return tuple(
            Section(tuple(each.blocks), each.form, numbered=each.numbered)
            for each in self._sheets
            if each.blocks
        )

    def take(
        self,
        parts: Sequence[Part],
        *,
        more: Mapping[str, Any] | None = None,
        group_id: UUID | None = None,
        ending: str = "",
    ) -> None:
        """Print parts; `more` and `group_id` are the review group's, `ending` keeps its ids apart."""
        more = more or {}
        for part in parts:
            if _closes(part):
                self._waiting, self._dropped = [], None
            if isinstance(part, HeadingPart):
                self._take_heading(part, f"{part.id}{ending}", more)
            elif self._dropped is not None:
                continue
            elif isinstance(part, SectionPart):
                self._begin(PageForm(part.form), numbered=part.numbered)
            elif isinstance(part, GroupsPart):
                self._take_groups(part)
            elif isinstance(part, AnnexPart):
                self._take_annex(part)
            else:
                blocks = blocks_of(
                    self._draft, part, self._base, more=more, group_id=group_id, annexes=self._annexes
                )
                for block in blocks:
                    self._put(block)

    def _take_heading(self, part: HeadingPart, block_id: str, more: Mapping[str, Any]) -> None:
        if self._dropped is not None and part.level > self._dropped:
            return
        self._dropped = None
        while self._waiting and self._waiting[-1][0].level >= part.level:
            self._waiting.pop()
        self._base = block_id
        if not self._draft.knows(part.when, more):
            self._dropped = part.level
            return
        self._waiting.append((part, block_id, more))
        if not part.optional:
            self._print_waiting()

    def _print_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for part, block_id, more in waiting:
            self._sheets[-1].blocks.append(self._heading(part, block_id, more))

    def _heading(self, part: HeadingPart, block_id: str, more: Mapping[str, Any]) -> Block:
        form = self._draft.style.numbering[part.level - 1] if part.number is None else part.number
        if part.label and part.number is None:
            form = ""
        for level in [level for level in self._counts if level > part.level]:
            del self._counts[level]
        if form:
            self._counts[part.level] = self._counts.get(part.level, 0) + 1
        runs = self._draft.filled(part.text, f"heading.{part.id}", more)
        if form:
            runs = (Run(numbered(form, self._counts[part.level]), Passage("numbering")), *runs)
        if part.label:
            return Paragraph(self._unique(block_id), runs, ParagraphStyle.LABEL)
        return Heading(self._unique(block_id), min(part.level, MOST_LEVELS), runs)

    def _take_groups(self, part: GroupsPart) -> None:
        fragment = self._draft.style.fragments[part.fragment]
        for number, group in enumerate(self._draft.dossier.groups, 1):
            self.take(
                fragment,
                more=group_values(self._draft.dossier, group),
                group_id=group.id,
                ending=f".{number}",
            )
            self._dropped = None
        if part.shared and self._has_shared(part.shared):
            self.take(self._draft.style.fragments[part.shared], ending=".all")
            self._dropped = None

    def _has_shared(self, fragment: str) -> bool:
        """Whether anything is of no review group; without groups the fragment stands for the whole."""
        return not self._draft.dossier.groups or any(
            observations(self._draft, part, None)
            for part in self._draft.style.fragments[fragment]
            if isinstance(part, FindingsPart) and part.scope is Scope.STATION
        )

    def _take_annex(self, part: AnnexPart) -> None:
        if part not in self._annexes:
            return
        content = annex_content(self._draft, part)
        self._begin(annex_form(self._draft.dossier, part, content), numbered=True)
        for block in annex_blocks(self._draft, part, self._annexes.index(part) + 1, content):
            self._put(block)

    def _begin(self, form: PageForm, *, numbered: bool) -> None:
        self._sheets.append(_Sheet(form, numbered))

    def _put(self, block: Block) -> None:
        self._print_waiting()
        self._sheets[-1].blocks.append(replace(block, id=self._unique(block.id)))

    def _unique(self, block_id: str) -> str:
        self._ids[block_id] = self._ids.get(block_id, 0) + 1
        return block_id if self._ids[block_id] == 1 else f"{block_id}~{self._ids[block_id]}"
