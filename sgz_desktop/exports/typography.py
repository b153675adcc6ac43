"""Sizes, margins and looks of a report, after GB/T 9704 where it says something."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from sgz_desktop.exports.fonts import Role
from sgz_desktop.exports.report import MOST_LEVELS, PageForm, ParagraphStyle

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A3 = (297 * MM, 420 * MM)
LINES_A_PAGE = 22
CHARACTERS_A_LINE = 28
BODY_SIZE = 16.0
BODY_MEASURE = 156 * MM
BODY_PITCH = 225 * MM / LINES_A_PAGE
# 28 characters of 16 pt are a little wider than 156 mm: each stands a trifle closer.
BODY_TRACKING = (BODY_MEASURE / CHARACTERS_A_LINE - BODY_SIZE) / BODY_SIZE

# How what a heading lets be repeated at the head of pages is set: like the line 附件1 above an annex.
AGAIN = ParagraphStyle.ANNEX_TITLE


class Setting(StrEnum):
    """How the lines of a paragraph are set; LEFT ones hang under their first and are not spread."""

    JUSTIFIED = "justified"
    LEFT = "left"
    CENTERED = "centered"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """Looks of a paragraph. Points, but for the indents, which count characters.

    `indent` is the first line's, `hang` that of the others. The lines of a style whose `pitch` is the page's
    grid stand on it, so that the space around them is rounded up to whole lines.
    """

    role: Role = Role.FANGSONG
    size: float = BODY_SIZE
    pitch: float = BODY_PITCH
    tracking: float = BODY_TRACKING
    setting: Setting = Setting.JUSTIFIED
    indent: float = 2.0
    hang: float = 0.0
    right_indent: float = 0.0
    label: bool = (
        False  # the first run is spread from `indent` to `hang`, so that what follows stands in line
    )
    before: float = 0.0  # above the first of several paragraphs in a row
    after: float = 0.0  # below the last of them
    between: float = 0.0  # above each of the others
    sink: float = 0.0  # instead of `before` at the top of a page
    foot: float | None = None  # moves them down until they end this far above the text's lower edge
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
    paddings_down_close: tuple[float, ...] = (0.18, 0.16, 0.14, 0.12, 0.1)  # the first that saves a page
    largest_close: float = 10.5  # points, of the type where that saves a page
    before: float = 4.0
    after: float = 8.0

    def closer(self) -> "tuple[TableStyle, ...]":
        """The same in smaller type and lower and lower rows."""
        sizes = tuple(size for size in self.sizes if size <= self.largest_close)
        return tuple(
            replace(self, sizes=sizes or self.sizes, padding_down=padding)
            for padding in self.paddings_down_close
        )

    def up_to(self, largest: float) -> "TableStyle":
        """The same without larger sizes; the smallest always stays."""
        return replace(self, sizes=tuple(each for each in self.sizes if each <= largest) or self.sizes[-1:])

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
    grid: float = BODY_PITCH  # from line to line, counted from the text's upper edge
    sideways: bool = False  # an upright sheet turned: the page number stands where it stands on the others

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
    tracking=0,
    setting=Setting.CENTERED,
    indent=0,
    after=BODY_PITCH,
    heavy=True,
    with_next=True,
    together=True,
)
_SUBTITLE = replace(_TITLE, role=Role.KAI, size=BODY_SIZE, heavy=False)
_NOTE = TextStyle(size=12, pitch=20, tracking=0)
_SIGNATURE = TextStyle(
    setting=Setting.RIGHT, indent=0, right_indent=4, tracking=0, before=BODY_PITCH, together=True
)
_LABEL = TextStyle(role=Role.KAI, heavy=True, with_next=True)
_COVER_TITLE = replace(_TITLE, size=26, pitch=1.5 * BODY_PITCH, sink=4 * BODY_PITCH)
_COVER_FIELD = TextStyle(
    pitch=1.1 * BODY_PITCH,
    between=0.4 * BODY_PITCH,
    tracking=0,
    setting=Setting.LEFT,
    indent=3,
    hang=9,
    right_indent=2,
    before=2 * BODY_PITCH,
    foot=2 * BODY_PITCH,
    label=True,
)
_ANNEX_TITLE = TextStyle(
    role=Role.HEI, setting=Setting.LEFT, indent=0, heavy=True, with_next=True, after=BODY_PITCH
)
_ANNEX_LIST = TextStyle(setting=Setting.LEFT, hang=5, before=BODY_PITCH)
_CENTERED = TextStyle(tracking=0, setting=Setting.CENTERED, indent=0, together=True)

_PARAGRAPHS: Mapping[ParagraphStyle, TextStyle] = MappingProxyType(
    {
        ParagraphStyle.BODY: TextStyle(),
        ParagraphStyle.LIST: TextStyle(),
        ParagraphStyle.LABEL: _LABEL,
        ParagraphStyle.TITLE: _TITLE,
        ParagraphStyle.SUBTITLE: _SUBTITLE,
        ParagraphStyle.NOTE: _NOTE,
        ParagraphStyle.SIGNATURE: _SIGNATURE,
        ParagraphStyle.COVER_TITLE: _COVER_TITLE,
        ParagraphStyle.COVER_FIELD: _COVER_FIELD,
        ParagraphStyle.ANNEX_TITLE: _ANNEX_TITLE,
        ParagraphStyle.ANNEX_LIST: _ANNEX_LIST,
        ParagraphStyle.CENTERED: _CENTERED,
    }
)
_HEADINGS: Mapping[int, TextStyle] = MappingProxyType(
    {
        1: TextStyle(role=Role.HEI, heavy=True, with_next=True),
        2: TextStyle(role=Role.KAI, heavy=True, with_next=True),
        3: TextStyle(role=Role.FANGSONG, heavy=True, with_next=True),
        4: TextStyle(role=Role.FANGSONG, with_next=True),
    }
)
_CONTENTS: Mapping[int, TextStyle] = MappingProxyType(
    {
        level: TextStyle(
            role=Role.HEI if level == 1 else Role.FANGSONG,
            tracking=0,
            setting=Setting.LEFT,
            indent=level - 1.0,
            hang=level + 1.0,
            right_indent=3,
        )
        for level in range(1, MOST_LEVELS + 1)
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
_CHART_CAPTION = replace(_CAPTION, before=0.0, with_next=False)
_PORTRAIT = PageStyle(width=A4[0], height=A4[1], top=37 * MM, bottom=35 * MM, left=28 * MM, right=26 * MM)
_LANDSCAPE = PageStyle(
    width=A4[1], height=A4[0], top=28 * MM, bottom=26 * MM, left=35 * MM, right=25 * MM, sideways=True
)
_WIDE = PageStyle(width=A3[1], height=A3[0], top=26 * MM, bottom=22 * MM, left=25 * MM, right=20 * MM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """Everything that decides how a report looks and nothing of what it says."""

    pages: Mapping[PageForm, PageStyle] = field(
        default_factory=lambda: MappingProxyType(
            {PageForm.PORTRAIT: _PORTRAIT, PageForm.LANDSCAPE: _LANDSCAPE, PageForm.WIDE: _WIDE}
        )
    )
    paragraphs: Mapping[ParagraphStyle, TextStyle] = field(default_factory=lambda: _PARAGRAPHS)
    headings: Mapping[int, TextStyle] = field(default_factory=lambda: _HEADINGS)
    contents: Mapping[int, TextStyle] = field(default_factory=lambda: _CONTENTS)
    contents_title: TextStyle = _TITLE
    contents_least_pitch: float = 20.0  # to which the lines of contents may be drawn together to save a page
    contents_number: TextStyle = TextStyle(role=Role.SONG, tracking=0, indent=0)  # in the size of its line
    caption: TextStyle = _CAPTION  # above a table
    chart_caption: TextStyle = _CHART_CAPTION  # below a chart
    chart_before: float = BODY_PITCH / 4  # above it, at least
    table: TableStyle = TableStyle()
    folio: TextStyle = TextStyle(role=Role.SONG, size=14, pitch=14, tracking=0, indent=0)
    folio_form: str = "—{}—"
    foot: TextStyle = TextStyle(role=Role.SONG, size=9, pitch=9, tracking=0, indent=0)
    foot_drop: float = 9 * MM  # from the text's lower edge to the base line of a section's foot
    mark: TextStyle = TextStyle(role=Role.HEI, size=12, pitch=12, tracking=0, indent=0)
    folio_drop: float = 7 * MM  # from the text's lower edge to the dashes of the page number
    folio_inset: float = 1.0  # characters between the page number and the outer edge of the text
    mark_rise: float = 6 * MM  # from the text's upper edge to the mark's base line
