"""The whole report: chapters in the order of the house style, and the list of what is missing in a draft."""

from collections.abc import Iterator
from datetime import datetime

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.result import Missing, Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.exports.report import (
    Block,
    Heading,
    PageForm,
    Paragraph,
    ParagraphStyle,
    Passage,
    Report,
    Run,
    Section,
)
from sgz_desktop.house_styles.numbering import numbered
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.reporting.annex import annex
from sgz_desktop.services.reporting.background import background, opening
from sgz_desktop.services.reporting.draft import Draft, paragraph
from sgz_desktop.services.reporting.outcome import conclusion, feedback, grade, signature
from sgz_desktop.services.reporting.phrases import PHASE_NAMES
from sgz_desktop.services.reporting.summary import summary

_CHAPTERS = (background, summary, feedback, grade, conclusion)


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
    """The report as blocks. A draft (`final` false) begins with what is missing and is marked 讨论稿."""
    draft = Draft(dossier, rubric, score, missing, style, created, final)
    head = dossier.evaluation
    sections = [Section(tuple(_body(draft)))]
    tables = tuple(annex(draft))
    if tables:
        sections.append(Section(tables, PageForm.LANDSCAPE))
    return Report(
        title=f"{head.station}{PHASE_NAMES[head.phase]}评估报告",
        author=head.assessor,
        subject=f"{head.short_name}{PHASE_NAMES[head.phase]}评估",
        created=created,
        sections=tuple(sections),
        provisional=not final,
    )


def _body(draft: Draft) -> Iterator[Block]:
    yield from opening(draft)
    if not draft.final:
        yield from _what_is_missing(draft)
    number = 1
    for chapter in _CHAPTERS:
        blocks = tuple(chapter(draft, number))
        yield from blocks
        number += bool(blocks)
    yield from signature(draft)


def _what_is_missing(draft: Draft) -> Iterator[Block]:
    title = draft.heading("missing", 1, 1, "missing")
    yield Heading(title.id, 1, title.runs[1:])
    if not draft.missing:
        return
    yield paragraph("missing.lead", draft.passage("missing"))
    for number, each in enumerate(draft.missing, 1):
        runs = (
            Run(numbered(3, number), Passage("numbering")),
            Run(each.sentence, Passage(f"missing.{each.code}")),
        )
        yield Paragraph(f"missing.{number}", runs, ParagraphStyle.LIST)
