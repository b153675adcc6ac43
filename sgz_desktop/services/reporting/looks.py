"""How a report looks, from a house style's data: the usual looks with the style's in their place."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from sgz_desktop.exports.fonts import Role
from sgz_desktop.exports.report import PageForm, ParagraphStyle
from sgz_desktop.exports.typography import BODY_PITCH, BODY_TRACKING, MM, PageStyle, TextStyle, Typography
from sgz_desktop.house_styles.style import Letter, Looks

_LETTERED = {
    ParagraphStyle.TITLE: "title",
    ParagraphStyle.SUBTITLE: "subtitle",
    ParagraphStyle.BODY: "body",
    ParagraphStyle.LIST: "body",
    ParagraphStyle.LABEL: "label",
}


def typography_of(looks: Looks) -> Typography:
    """Margins, grid and letters of a house style; what it does not set is as GB/T 9704 has it."""
    usual = Typography()
    page = _page(usual.pages[PageForm.PORTRAIT], looks)
    return replace(
        usual,
        pages=MappingProxyType({**usual.pages, PageForm.PORTRAIT: page}),
        paragraphs=MappingProxyType(
            {
                style: _on_grid(_lettered(each, style, looks), page, looks)
                for style, each in usual.paragraphs.items()
            }
        ),
        headings=MappingProxyType(_headings(usual.headings, page, looks)),
    )


def _page(page: PageStyle, looks: Looks) -> PageStyle:
    sized = replace(
        page,
        top=float(looks.top) * MM,
        bottom=float(looks.bottom) * MM,
        left=float(looks.left) * MM,
        right=float(looks.right) * MM,
    )
    return replace(sized, grid=sized.depth / looks.lines)


def _lettered(style: TextStyle, name: ParagraphStyle, looks: Looks) -> TextStyle:
    field = _LETTERED.get(name)
    return style if field is None else _in_letter(style, getattr(looks, field))


def _headings(usual: Mapping[int, TextStyle], page: PageStyle, looks: Looks) -> dict[int, TextStyle]:
    """The style's letters by level; deeper levels are set like the lowest one that the style names."""
    letters = looks.headings
    return {
        level: _on_grid(_in_letter(style, letters[min(level, len(letters)) - 1]), page, looks)
        for level, style in usual.items()
    }


def _in_letter(style: TextStyle, letter: Letter) -> TextStyle:
    return replace(style, role=Role(letter.face), size=float(letter.size), heavy=letter.heavy)


def _on_grid(style: TextStyle, page: PageStyle, looks: Looks) -> TextStyle:
    """The style on the page's grid, and its characters at the pitch that puts so many on a line."""
    pitch = style.pitch * page.grid / BODY_PITCH
    if style.tracking != BODY_TRACKING:
        return replace(style, pitch=pitch)
    return replace(style, pitch=pitch, tracking=page.measure / looks.characters / style.size - 1)
