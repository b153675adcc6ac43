"""The feedback sheet as lines of text with their measures, as multiples of the letters' height."""

from collections.abc import Iterator
from dataclasses import dataclass

from sgz_desktop.services.feedback_sheet import FeedbackSheet, Place, Said
from sgz_desktop.ui.texts import tr


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One paragraph: `colour` names a token; size, room above and indent count in letters."""

    text: str
    colour: str = "ink"
    size: float = 1.0
    above: float = 0.4
    indent: float = 0.0
    lead: str = ""
    is_bold: bool = False


def sheet_lines(sheet: FeedbackSheet) -> Iterator[SheetLine]:
    """The whole sheet from its title to the objections."""
    yield SheetLine(sheet.station, "ink2", above=0.0)
    yield SheetLine(tr("现场反馈"), size=1.7, above=0.1, is_bold=True)
    if sheet.is_empty:
        text = tr("还没有定好类别和章节的观察。记下的肯定和关注会按章节出现在这里。")
        yield SheetLine(text, "ink2", above=1.0)
    for chapter in sheet.chapters:
        yield _heading(chapter.name)
        for place in chapter.places:
            yield from _place(place)
    if sheet.papers:
        yield _heading(tr("请补充的材料"))
        for paper in sheet.papers:
            until = tr("（{until} 前）").format(until=paper.until) if paper.until else ""
            yield SheetLine(f"{paper.title}{until}", indent=1)
    for title, text in ((tr("在场"), sheet.attendees), (tr("异议"), sheet.objections)):
        if text.strip():
            yield _heading(title)
            yield SheetLine(text.strip(), indent=1)


def _heading(text: str) -> SheetLine:
    return SheetLine(text, "accent_ink", size=1.3, above=1.5, is_bold=True)


def _place(place: Place) -> Iterator[SheetLine]:
    if place.name:
        yield SheetLine(place.name, size=1.1, above=0.9, is_bold=True)
    for title, colour, several in (
        (tr("✓ 值得肯定"), "good", place.strengths),
        (tr("△ 需要关注"), "warn", place.concerns),
    ):
        if several:
            yield SheetLine(title, colour, above=0.8, is_bold=True)
        for number, each in enumerate(several, 1):
            yield from _said(each, f"{number}. " if len(several) > 1 else "")


def _said(each: Said, number: str) -> Iterator[SheetLine]:
    lead = _ended(each.lead) if each.lead else ""
    if lead or each.text:
        yield SheetLine(each.text, above=0.45, indent=1, lead=number + lead)
    if each.recommendation:
        text = tr("建议：{text}").format(text=each.recommendation)
        yield SheetLine(text, "ink2", above=0.25, indent=2)


def _ended(lead: str) -> str:
    return lead if lead[-1] in "。！？；：.!?;:" else f"{lead}。"
