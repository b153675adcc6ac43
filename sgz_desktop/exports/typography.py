"""Sizes, margins and looks of a report on A4, after GB/T 9704 where it says something."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from sgz_desktop.exports.fonts import Role
from sgz_desktop.exports.report import PageForm, ParagraphStyle

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
LINES_A_PAGE = 22
CHARACTERS_A_LINE = 28
BODY_SIZE = 16.0
BODY_MEASURE = 156 * MM
BODY_PITCH = 225 * MM / LINES_A_PAGE
# 28 characters of 16 pt are a little wider than 156 mm: each stands a trifle closer.
BODY_TRACKING = (BODY_MEASURE / CHARACTERS_A_LINE - BODY_SIZE) / BODY_SIZE


class Setting(StrEnum):
    """How the lines of a paragraph are set."""

    JUSTIFIED = "justified"
    CENTERED = "centered"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """Looks of a paragraph. Points, but for `indent` and `right_indent`, which count characters."""

    role: Role = Role.FANGSONG
    size: float = BODY_SIZE
    pitch: float = BODY_PITCH
    tracking: float = BODY_TRACKING
    setting: Setting = Setting.JUSTIFIED
    indent: float = 2.0
    right_indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    heavy: bool = False  # thickened where the machine has no font of the role that tells it from the body
    with_next: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStyle:
    """Looks of tables; the largest of `sizes` is taken in which the columns fit. Points."""

    role: Role = Role.FANGSONG
    head_role: Role = Role.HEI
    sizes: tuple[float, ...] = (12.0, 10.5, 9.0, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
    pitch: float = 1.4  # of the size
    padding_across: float = 0.4  # of the size
    padding_tight: float = 0.2  # the same, in type smaller than `tight_below`
    tight_below: float = 9.0
    padding_down: float = 0.28  # of the size
    before: float = 4.0
    after: float = 8.0

    def across(self, size: float) -> float:
        """Points between a cell's rule and its text, for a type size."""
        return size * (self.padding_across if size >= self.tight_below else self.padding_tight)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStyle:
    """A sheet and its margins in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """Height of the text."""
        return self.height - self.top - self.bottom


_TITLE = TextStyle(
    role=Role.TITLE,
    size=22,
    pitch=34,
    tracking=0,
    setting=Setting.CENTERED,
    indent=0,
    heavy=True,
    with_next=True,
    together=True,
)
_SUBTITLE = TextStyle(
    role=Role.KAI,
    tracking=0,
    setting=Setting.CENTERED,
    indent=0,
    after=BODY_PITCH / 2,
    with_next=True,
    together=True,
)
_NOTE = TextStyle(size=12, pitch=20, tracking=0)
_SIGNATURE = TextStyle(setting=Setting.RIGHT, indent=0, right_indent=2, tracking=0, together=True)
_LABEL = TextStyle(role=Role.KAI, heavy=True, with_next=True)

_PARAGRAPHS: Mapping[ParagraphStyle, TextStyle] = MappingProxyType(
    {
        ParagraphStyle.BODY: TextStyle(),
        ParagraphStyle.LIST: TextStyle(),
        ParagraphStyle.LABEL: _LABEL,
        ParagraphStyle.TITLE: _TITLE,
        ParagraphStyle.SUBTITLE: _SUBTITLE,
        ParagraphStyle.NOTE: _NOTE,
        ParagraphStyle.SIGNATURE: _SIGNATURE,
    }
)
_HEADINGS: Mapping[int, TextStyle] = MappingProxyType(
    {
        1: TextStyle(role=Role.HEI, heavy=True, before=BODY_PITCH / 2, with_next=True),
        2: TextStyle(role=Role.KAI, heavy=True, with_next=True),
        3: TextStyle(role=Role.FANGSONG, heavy=True, with_next=True),
        4: TextStyle(role=Role.FANGSONG, with_next=True),
    }
)
_CAPTION = TextStyle(
    role=Role.HEI,
    size=14,
    pitch=24,
    tracking=0,
    setting=Setting.CENTERED,
    indent=0,
    before=4,
    with_next=True,
    together=True,
)
_PORTRAIT = PageStyle(width=A4[0], height=A4[1], top=37 * MM, bottom=35 * MM, left=28 * MM, right=26 * MM)
_LANDSCAPE = PageStyle(width=A4[1], height=A4[0], top=28 * MM, bottom=26 * MM, left=25 * MM, right=25 * MM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """Everything that decides how a report looks and nothing of what it says."""

    pages: Mapping[PageForm, PageStyle] = field(
        default_factory=lambda: MappingProxyType(
            {PageForm.PORTRAIT: _PORTRAIT, PageForm.LANDSCAPE: _LANDSCAPE}
        )
    )
    paragraphs: Mapping[ParagraphStyle, TextStyle] = field(default_factory=lambda: _PARAGRAPHS)
    headings: Mapping[int, TextStyle] = field(default_factory=lambda: _HEADINGS)
    caption: TextStyle = _CAPTION
    table: TableStyle = TableStyle()
    folio: TextStyle = TextStyle(role=Role.SONG, size=14, pitch=14, tracking=0, indent=0)
    mark: TextStyle = TextStyle(role=Role.HEI, size=12, pitch=12, tracking=0, indent=0)
    folio_drop: float = 10 * MM  # from the text's lower edge to the page number's base line
    mark_rise: float = 6 * MM  # from the text's upper edge to the mark's base line
