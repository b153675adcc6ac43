"""How working papers look: narrow margins, type that leaves room to write, each paper counted by itself."""

from dataclasses import replace
from types import MappingProxyType

from sgz_desktop.exports.fonts import Role
from sgz_desktop.exports.report import PageForm, ParagraphStyle
from sgz_desktop.exports.typography import A4, MM, PageStyle, Setting, TableStyle, TextStyle, Typography

# No style's pitch is a multiple of it: nothing has to stand on the grid of a report.
_GRID = 25.0
_TITLE = TextStyle(
    role=Role.TITLE,
    size=18,
    pitch=26,
    tracking=0,
    setting=Setting.CENTERED,
    indent=0,
    after=6,
    heavy=True,
    with_next=True,
    together=True,
)
_BODY = TextStyle(size=11, pitch=18, tracking=0)
_LABEL = replace(_BODY, role=Role.HEI, indent=0, heavy=True, before=4, with_next=True)
_LIST = replace(_BODY, setting=Setting.LEFT, indent=0, hang=1.5, after=2)
_NOTE = replace(_BODY, size=9.5, pitch=14, setting=Setting.LEFT, indent=0, before=2, after=2)


def paper_looks() -> Typography:
    """The looks of all working papers."""
    usual = Typography()
    upright = PageStyle(
        width=A4[0], height=A4[1], top=14 * MM, bottom=18 * MM, left=18 * MM, right=15 * MM, grid=_GRID
    )
    pages = {
        PageForm.PORTRAIT: upright,
        PageForm.LANDSCAPE: replace(upright, width=A4[1], height=A4[0], left=15 * MM),
    }
    paragraphs = {
        ParagraphStyle.TITLE: _TITLE,
        ParagraphStyle.BODY: _BODY,
        ParagraphStyle.LIST: _LIST,
        ParagraphStyle.LABEL: _LABEL,
        ParagraphStyle.NOTE: _NOTE,
    }
    return replace(
        usual,
        pages=MappingProxyType(pages),
        paragraphs=MappingProxyType({**usual.paragraphs, **paragraphs}),
        table=TableStyle(
            sizes=(9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0), padding_down=0.24, before=3.0, after=6.0
        ),
    )
