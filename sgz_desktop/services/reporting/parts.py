"""The blocks of one part of an outline."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.evaluation import Basis
from sgz_desktop.domain.result import PartyScore
from sgz_desktop.exports.report import (
    Block,
    Chart,
    Contents,
    Heading,
    KeepTogether,
    Passage,
    QuantityRef,
    Run,
)
from sgz_desktop.house_styles.numbering import numbered
from sgz_desktop.house_styles.parts import (
    AnnexListPart,
    AnnexPart,
    ChartKind,
    ChartPart,
    ContentsPart,
    FindingsPart,
    IndicatorsPart,
    ListPart,
    Look,
    MissingPart,
    OutcomePart,
    Part,
    PartyScoresPart,
    PassagePart,
    ScoreTablePart,
    VetoesPart,
    WrittenPart,
    ZonesPart,
)
from sgz_desktop.services.reporting.annexes import annex_title
from sgz_desktop.services.reporting.charts import completion_chart, share_chart
from sgz_desktop.services.reporting.draft import Draft, listed, paragraphs
from sgz_desktop.services.reporting.figures import rate_text
from sgz_desktop.services.reporting.findings import findings
from sgz_desktop.services.reporting.indicators import sentence_runs
from sgz_desktop.services.reporting.phrases import UNKNOWN, UNKNOWN_PREFIX, in_order, points_text, sentence
from sgz_desktop.services.reporting.score_table import score_table
from sgz_desktop.services.reporting.values import zone_values


@dataclass(frozen=True)
class _Spot:
    """Where a part is printed: the draft, the heading above, and the review group it stands for."""

    draft: Draft
    base: str
    more: Mapping[str, Any]
    group_id: UUID | None
    annexes: Sequence[AnnexPart]


def blocks_of(
    draft: Draft,
    part: Part,
    base: str,
    *,
    more: Mapping[str, Any],
    group_id: UUID | None,
    annexes: Sequence[AnnexPart],
) -> Iterable[Block]:
    """The part's blocks, none where the evaluation has nothing for it; their ids begin with `base`."""
    write = _WRITERS.get(type(part))
    return () if write is None else write(_Spot(draft, base, more, group_id, annexes), part)


def _passage(spot: _Spot, part: PassagePart) -> Iterable[Block]:
    known = spot.draft.knows(part.when, spot.more)
    if not known or any(spot.draft.knows((name,), spot.more) for name in part.unless):
        return ()
    return paragraphs(f"{spot.base}.{part.key}", spot.draft.passage(part.key, spot.more), part.look)


def _list(spot: _Spot, part: ListPart) -> Iterable[Block]:
    several = [(key, spot.draft.passage(key, spot.more)) for key in part.keys]
    return listed(spot.base, [(key, runs) for key, runs in several if runs], part.number)


def _written(spot: _Spot, part: WrittenPart) -> Iterable[Block]:
    draft = spot.draft
    if not draft.knows(part.when, spot.more):
        return ()
    block_id = f"{spot.base}.{part.code}"
    lead = draft.passage(part.lead, spot.more) if part.lead else ()
    written = draft.written(part.code)
    if not written:
        if part.fallback:
            written = (draft.passage(part.fallback, spot.more),)
        elif not draft.final:
            written = ((Run(UNKNOWN, Passage(f"{UNKNOWN_PREFIX}{part.code}")),),)
        else:
            return ()
    token = numbered(part.number, 1) if part.number else ""
    found = list(paragraphs(block_id, (*lead, *written[0]), number=token))
    for place, line in enumerate(written[1:], 2):
        found += paragraphs(f"{block_id}.{place}", line)
    return found


def _findings(spot: _Spot, part: FindingsPart) -> Iterable[Block]:
    return findings(spot.draft, part, spot.base, group_id=spot.group_id, more=spot.more)


def _zones(spot: _Spot, part: ZonesPart) -> Iterable[Block]:
    for zone, values in zone_values(spot.draft.dossier):
        runs = spot.draft.passage(part.key, {**spot.more, **values})
        yield from paragraphs(f"{spot.base}.zone.{zone.id}", runs)


def _indicators(spot: _Spot, part: IndicatorsPart) -> Iterable[Block]:
    draft = spot.draft
    found = sentence_runs(draft)
    if not found:
        return paragraphs(f"{spot.base}.{part.none}", draft.passage(part.none, spot.more))
    runs = (*draft.passage(part.lead, spot.more), *found, *draft.passage(part.tail, spot.more))
    return paragraphs(f"{spot.base}.indicators", runs)


def _vetoes(spot: _Spot, part: VetoesPart) -> Iterable[Block]:
    several = [
        (each.code, (Run(sentence(each.wording), Passage(f"rubric.veto.{each.code}")),))
        for each in spot.draft.rubric.vetoes
    ]
    return listed(spot.base, several, part.number)


def _party_scores(spot: _Spot, part: PartyScoresPart) -> Iterable[Block]:
    draft = spot.draft
    if draft.score.basis not in (Basis.ITEMS, Basis.COMPONENTS, Basis.PARTIES):
        return ()
    several = [
        (each.code, draft.passage(part.key, {**spot.more, **party_values(each)}))
        for each in in_order(draft.score.parties, draft.style.orders.party_scores)
    ]
    return listed(spot.base, several, part.number)


def party_values(party: PartyScore) -> Mapping[str, Any]:
    """The names of a passage that stands for one party."""
    shown = "未定" if party.converted is None else points_text(party.converted)
    return {
        "方": Run(party.name, Passage(f"rubric.party.{party.code}")),
        "方评估": Run(f"{party.name.removesuffix('评估')}评估", Passage(f"rubric.party.{party.code}")),
        "得分": Run(shown, QuantityRef("score.party", party.code)),
        "方满分": Run(decimal_text(party.possible), Passage("rubric.points")),
    }


def _score_table(spot: _Spot, part: ScoreTablePart) -> Iterable[Block]:
    draft = spot.draft
    if draft.score.basis not in (Basis.ITEMS, Basis.COMPONENTS, Basis.PARTIES):
        return
    lead = paragraphs(f"{spot.base}.table_lead", draft.passage(part.lead, spot.more))
    table_id = f"{spot.base}.table"
    yield KeepTogether(f"{table_id}_whole", (*lead, score_table(draft, table_id)))
    if part.suggested and draft.score.basis is Basis.ITEMS and draft.rubric.item_points_are_suggestions:
        yield from paragraphs(f"{spot.base}.suggested", draft.passage(part.suggested, spot.more), Look.NOTE)


def _outcome(spot: _Spot, part: OutcomePart) -> Iterable[Block]:
    draft = spot.draft
    key = _wording_of_outcome(draft, part)
    yield from paragraphs(f"{spot.base}.sentence", draft.passage(key, spot.more))
    if draft.knows(("未核否决",)):
        yield from paragraphs(f"{spot.base}.unknown_vetoes", draft.passage(part.unknown_vetoes, spot.more))


def _wording_of_outcome(draft: Draft, part: OutcomePart) -> str:
    score = draft.score
    if score.vetoed:
        return part.veto if score.total is not None else part.veto_open
    if score.total is not None and score.grade is not None:
        return part.final
    if score.basis is Basis.GRADE_ONLY:
        return part.grade_only
    return part.open_same if score.grade else part.open


def _missing(spot: _Spot, part: MissingPart) -> Iterable[Block]:
    draft = spot.draft
    if draft.final or not draft.missing:
        return
    yield Heading("missing", 1, draft.filled(part.title, "heading.missing"))
    yield from paragraphs("missing.lead", draft.passage(part.lead))
    for number, each in enumerate(draft.missing, 1):
        runs = (Run(each.sentence, Passage(f"missing.{each.code}")),)
        yield from paragraphs(f"missing.{number}", runs, Look.LIST, number=numbered("1.", number))


def _contents(spot: _Spot, part: ContentsPart) -> Iterable[Block]:
    return (Contents("contents", part.depth, spot.draft.filled(part.title, "contents")),)


def _annex_list(spot: _Spot, part: AnnexListPart) -> Iterable[Block]:
    if not spot.annexes:
        return
    draft = spot.draft
    lead = draft.passage(part.lead, spot.more)
    yield from paragraphs(f"{spot.base}.annexes", lead, Look.ANNEX_LIST)
    # One alone bears its number too, as the printed reports have it: sentences and the sheet itself name it.
    for number, each in enumerate(spot.annexes, 1):
        runs = annex_title(draft, each, number)
        token = numbered(part.number, number)
        yield from paragraphs(f"{spot.base}.annexes.{each.annex}", runs, Look.ANNEX_LIST, number=token)


def _chart(spot: _Spot, part: ChartPart) -> Iterable[Block]:
    draft = spot.draft
    made = (
        completion_chart(draft.dossier, percent=lambda rate: rate_text(rate, draft.style.figures))
        if part.chart is ChartKind.INDICATORS
        else share_chart(draft.score, order=draft.style.orders.score_table)
    )
    if made is None:
        return ()
    caption = draft.filled(part.caption, f"chart.{part.chart}", spot.more)
    return (Chart(f"{spot.base}.chart.{part.chart}", made, caption),)


_WRITERS: Mapping[type, Callable[[_Spot, Any], Iterable[Block]]] = {
    PassagePart: _passage,
    ListPart: _list,
    WrittenPart: _written,
    FindingsPart: _findings,
    ZonesPart: _zones,
    IndicatorsPart: _indicators,
    VetoesPart: _vetoes,
    PartyScoresPart: _party_scores,
    ScoreTablePart: _score_table,
    OutcomePart: _outcome,
    MissingPart: _missing,
    ContentsPart: _contents,
    AnnexListPart: _annex_list,
    ChartPart: _chart,
}
