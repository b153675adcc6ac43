"""Strengths and concerns of a leaf: passages that figures speak for, then observations, numbered."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sgz_desktop.domain.observation import PRINTED_FIELDS, Observation
from sgz_desktop.exports.report import Block, ObservationRef, Passage, Run
from sgz_desktop.house_styles.parts import FindingsPart, Scope
from sgz_desktop.services.reporting.draft import Draft, listed, paragraphs
from sgz_desktop.services.reporting.phrases import UNKNOWN_PREFIX, advice, sentence


def findings(
    draft: Draft,
    part: FindingsPart,
    block_id: str,
    *,
    group_id: UUID | None = None,
    more: Mapping[str, Any] | None = None,
) -> tuple[Block, ...]:
    """The leaf's paragraphs; a single one bears no number, none at all is said by the part's passage."""
    leading = ((key, draft.passage(key, more)) for key in part.leading)
    several = [(key, runs) for key, runs in leading if is_known(runs)]
    several += [(str(each.id), finding_runs(each)) for each in observations(draft, part, group_id)]
    if not several:
        return paragraphs(f"{block_id}.none", draft.passage(part.none, more)) if part.none else ()
    lead = paragraphs(f"{block_id}.lead", draft.passage(part.lead, more)) if part.lead else ()
    return (*lead, *listed(block_id, several, part.number, single=True))


def observations(draft: Draft, part: FindingsPart, group_id: UUID | None) -> tuple[Observation, ...]:
    """The observations of the part's subjects in their order, then as the people ordered them."""
    return tuple(
        each
        for subject in part.subjects
        for each in draft.dossier.observations
        if each.subject == subject
        and each.tone is part.tone
        and _belongs(each, part.scope, group_id)
        and is_printable(each)
    )


def is_printable(observation: Observation) -> bool:
    """Whether there is anything to print of it."""
    return any(printed_wording(observation, name).strip() for name in PRINTED_FIELDS)


def is_recorded(observation: Observation) -> bool:
    """Whether anything was written down, be it printed or not."""
    return any(getattr(observation, name).strip() for name in PRINTED_FIELDS)


def printed_wording(observation: Observation, name: str) -> str:
    """Lead, text or recommendation as the report prints it: the printed wording, else what was recorded."""
    printed: str | None = getattr(observation, f"printed_{name}")
    recorded: str = getattr(observation, name)
    return recorded if printed is None else printed


def finding_runs(observation: Observation) -> tuple[Run, ...]:
    """One observation: lead sentence, text and recommendation."""
    spelt = (
        ("lead", sentence(printed_wording(observation, "lead"))),
        ("text", sentence(printed_wording(observation, "text"))),
        ("recommendation", advice(printed_wording(observation, "recommendation"))),
    )
    return tuple(
        Run(text, ObservationRef(observation.id, _shown_field(observation, name)), bold=name == "lead")
        for name, text in spelt
        if text
    )


def _shown_field(observation: Observation, name: str) -> str:
    return name if getattr(observation, f"printed_{name}") is None else f"printed_{name}"


def _belongs(observation: Observation, scope: Scope, group_id: UUID | None) -> bool:
    if scope is Scope.ALL:
        return True
    return observation.group_id == (group_id if scope is Scope.GROUP else None)


def is_known(runs: Sequence[Run]) -> bool:
    """Whether a passage that opens a list has all it names; an unknown figure keeps it out of the report."""
    keys = (run.source.key for run in runs if isinstance(run.source, Passage))
    return bool(runs) and not any(key.startswith(UNKNOWN_PREFIX) for key in keys)
