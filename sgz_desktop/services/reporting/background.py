"""Chapter one: why, by whom, by which rules and in which steps the station was evaluated."""

from collections.abc import Iterator

from sgz_desktop.exports.report import Block, Paragraph, ParagraphStyle, Passage, Run
from sgz_desktop.house_styles.numbering import numbered
from sgz_desktop.services.reporting.draft import Draft, listed, paragraph
from sgz_desktop.services.reporting.phrases import long_date, sentence

_METHODS = ("presentation", "premises", "documents", "projects", "operator", "satisfaction", "feedback")
_PRINCIPLES = ("honesty", "fairness", "evidence", "improvement", "recusal", "confidence")
_STAGES = ("plan", "self_review", "visit", "first_opinion", "report", "publication")
_CONTENTS = ("operations", "services", "satisfaction", "parties")


def opening(draft: Draft) -> Iterator[Block]:
    """The title block and the foreword."""
    head = draft.dossier.evaluation
    title = (
        draft.field("station"),
        draft.field("phase", draft.phase_name),
        Run("评估报告", Passage("title")),
    )
    yield Paragraph("title", title, ParagraphStyle.TITLE)
    if head.agreement_start and head.agreement_end:
        term = f"（{long_date(head.agreement_start)}-{long_date(head.agreement_end)}）"
        yield Paragraph("term", (draft.field("agreement_start", term),), ParagraphStyle.SUBTITLE)
    written = draft.text_paragraphs("foreword", "foreword")
    if written:
        yield from written
    else:
        yield paragraph("foreword", draft.passage("foreword"))


def background(draft: Draft, number: int) -> Iterator[Block]:
    """The chapter, numbered `number`."""
    yield draft.heading("background", 1, number, "background")
    yield paragraph("background.text", draft.passage("background"))
    yield from listed(draft, "background.method", 3, _METHODS, "method")
    yield draft.heading("background.grounds", 2, 1, "grounds")
    yield from listed(draft, "background.grounds", 3, ("policy", "standard"), "grounds")
    yield draft.heading("background.principles", 2, 2, "principles")
    yield from listed(draft, "background.principles", 3, _PRINCIPLES, "principle")
    yield draft.heading("background.stages", 2, 3, "stages")
    for place, stage in enumerate(_STAGES, 1):
        yield draft.heading(f"background.stages.{stage}", 3, place, stage)
        yield paragraph(f"background.stages.{stage}.text", draft.passage(f"stage_{stage}"))
    yield draft.heading("background.contents", 2, 4, "contents")
    yield from listed(draft, "background.contents", 3, _CONTENTS, "content")
    yield draft.heading("background.explanation", 2, 5, "explanation")
    yield paragraph("background.explanation.text", draft.passage("explanation"))
    for place, rule in enumerate(draft.rubric.vetoes, 1):
        token = Run(numbered(2, place), Passage("numbering"))
        wording = Run(sentence(rule.wording), Passage(f"rubric.veto.{rule.code}"))
        yield Paragraph(f"background.explanation.{rule.code}", (token, wording), ParagraphStyle.LIST)
