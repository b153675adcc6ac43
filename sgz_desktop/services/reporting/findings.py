"""Strengths and concerns of a chapter or zone, as numbered paragraphs."""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from sgz_desktop.domain.observation import Observation, Tone
from sgz_desktop.exports.report import Block, ObservationRef, Paragraph, Passage, Run
from sgz_desktop.house_styles.numbering import numbered
from sgz_desktop.services.reporting.draft import Draft, paragraph
from sgz_desktop.services.reporting.phrases import advice, sentence

TONES = ((Tone.STRENGTH, "strengths"), (Tone.CONCERN, "concerns"))


def observations(
    draft: Draft, subjects: Sequence[str], tone: Tone, *, group_id: UUID | None = None, any_group: bool = True
) -> tuple[Observation, ...]:
    """The observations of some subjects in the order of the subjects, then as the people ordered them."""
    return tuple(
        each
        for subject in subjects
        for each in draft.dossier.observations
        if each.subject == subject
        and each.tone is tone
        and (any_group or each.group_id == group_id)
        and any(text.strip() for text in (each.lead, each.text, each.recommendation))
    )


def strengths_and_concerns(
    draft: Draft,
    block_id: str,
    found: Callable[[Tone], Sequence[Observation]],
    lead: str = "",
) -> Iterator[Block]:
    """The two leaves, each with its heading, its lead-in (`lead` is the passages' ending) and its list."""
    for number, (tone, name) in enumerate(TONES, 1):
        leaf = f"{block_id}.{name}"
        yield draft.heading(leaf, 3, number, name)
        several = found(tone)
        if not several:
            yield paragraph(f"{leaf}.none", draft.passage(f"none_{name}"))
            continue
        if lead:
            yield paragraph(f"{leaf}.lead", draft.passage(f"lead_{name}_{lead}"))
        for place, each in enumerate(several, 1):
            yield finding(f"{leaf}.{each.id}", each, place if len(several) > 1 else None)


def finding(block_id: str, observation: Observation, number: int | None) -> Paragraph:
    """One observation: number, lead sentence, text and recommendation; a single one bears no number."""
    runs = [] if number is None else [Run(numbered(4, number), Passage("numbering"))]
    for name, text in (
        ("lead", sentence(observation.lead)),
        ("text", sentence(observation.text)),
        ("recommendation", advice(observation.recommendation)),
    ):
        if text:
            runs.append(Run(text, ObservationRef(observation.id, name), bold=name == "lead"))
    return Paragraph(block_id, tuple(runs))
