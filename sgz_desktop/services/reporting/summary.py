"""Chapter two: what was found, subject by subject, zone by zone, party by party."""

from collections.abc import Iterator
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.exports.report import Block, Field, Paragraph, ParagraphStyle, Passage, Run
from sgz_desktop.scoring.attendance import months_between
from sgz_desktop.services.reporting.draft import Draft, paragraph
from sgz_desktop.services.reporting.findings import observations, strengths_and_concerns
from sgz_desktop.services.reporting.indicators import sentence_runs
from sgz_desktop.services.reporting.phrases import in_ten_thousands, span


def summary(draft: Draft, number: int) -> Iterator[Block]:
    """The chapter, numbered `number`; a party nobody observed anything of gets no section."""
    yield draft.heading("summary", 1, number, "summary")
    yield from _profile(draft)
    yield from _progress(draft)
    yield draft.heading("summary.operations", 2, 3, "operations")
    yield paragraph("summary.operations.lead", draft.passage("lead_operations"))
    yield from _of_subjects(draft, "summary.operations", ("operations",))
    yield draft.heading("summary.outcomes", 2, 4, "outcomes")
    yield from _of_subjects(draft, "summary.outcomes", ("outcomes", "monitoring"), lead="survey")
    yield draft.heading("summary.quality", 2, 5, "quality")
    yield from _quality(draft)
    place = 6
    for party, lead in (("purchaser", ""), ("supervision_centre", "centre"), ("supervisor", "")):
        if any(observations(draft, (party,), tone) for tone in (Tone.STRENGTH, Tone.CONCERN)):
            yield draft.heading(f"summary.{party}", 2, place, party)
            yield from _of_subjects(draft, f"summary.{party}", (party,), lead=lead)
            place += 1


def _profile(draft: Draft) -> Iterator[Block]:
    yield draft.heading("summary.profile", 2, 1, "profile")
    written = draft.text_paragraphs("profile", "summary.profile.text")
    yield from written or (paragraph("summary.profile.plain", draft.passage("profile_plain")),)
    head = draft.dossier.evaluation
    if not written and head.agreement_start and head.agreement_end and head.funds_yuan is not None:
        agreement = draft.field("agreement_start", span(head.agreement_start, head.agreement_end))
        funds = draft.field("funds_yuan", in_ten_thousands(head.funds_yuan))
        yield paragraph(
            "summary.profile.funds", draft.passage("profile_funds", agreement=agreement, funds=funds)
        )
    if head.period_start and head.period_end:
        months = months_between(head.period_start, head.period_end)
        yield paragraph(
            "summary.profile.period",
            draft.passage(
                "profile_period",
                period=draft.field("period_start", span(head.period_start, head.period_end)),
                months=draft.quantity("period.months", decimal_text(months)),
            ),
        )


def _progress(draft: Draft) -> Iterator[Block]:
    yield draft.heading("summary.progress", 2, 2, "progress")
    runs = sentence_runs(draft)
    if runs:
        yield paragraph("summary.progress.sentence", (*runs, *draft.passage("progress_source")))
    else:
        yield paragraph("summary.progress.none", draft.passage("progress_none"))
    yield from draft.text_paragraphs("progress_verdict", "summary.progress.verdict")


def _of_subjects(
    draft: Draft, block_id: str, subjects: tuple[str, ...], *, lead: str = ""
) -> Iterator[Block]:
    return strengths_and_concerns(draft, block_id, lambda tone: observations(draft, subjects, tone), lead)


def _quality(draft: Draft) -> Iterator[Block]:
    for number, group in enumerate(draft.dossier.groups, 1):
        block_id = f"summary.quality.{number}"
        yield Paragraph(block_id, _zone_line(draft, group), ParagraphStyle.LABEL)
        yield from _of_group(draft, block_id, group.id)
    whole = any(each.subject == "quality" and each.group_id is None for each in draft.dossier.observations)
    if whole or not draft.dossier.groups:
        if draft.dossier.groups:
            yield Paragraph(
                "summary.quality.all", (Run("各片区共同情况：", Passage("label")),), ParagraphStyle.LABEL
            )
        lead = "zones" if draft.dossier.groups else "survey"
        yield from _of_group(draft, "summary.quality.all", None, lead=lead)


def _of_group(draft: Draft, block_id: str, group_id: UUID | None, *, lead: str = "zone") -> Iterator[Block]:
    return strengths_and_concerns(
        draft,
        block_id,
        lambda tone: observations(draft, ("quality",), tone, group_id=group_id, any_group=False),
        lead,
    )


def _zone_line(draft: Draft, group: ReviewGroup) -> tuple[Run, ...]:
    """第一片区：谢村村、胜石村…; a pooled group names each zone with its communities."""
    runs = [Run(group.name, Field(group.kind, group.id, "name"))]
    zones = draft.dossier.zones_of(group.id)
    if not zones:
        return (*runs, Run("：", Passage("label")))
    for zone in zones:
        communities = draft.dossier.communities_of(zone.id)
        lead = "：" if zone is zones[0] else "；"
        if len(zones) > 1 or zone.name != group.name:
            runs += [Run(lead, Passage("label")), Run(zone.name, Field(zone.kind, zone.id, "name"))]
            lead = "（" if communities else ""
        for each in communities:
            runs += [Run(lead, Passage("label")), Run(each.name, Field(each.kind, each.id, "name"))]
            lead = "、"
        if communities and (len(zones) > 1 or zone.name != group.name):
            runs.append(Run("）", Passage("label")))
    return tuple(runs)
