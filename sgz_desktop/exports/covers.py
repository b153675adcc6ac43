"""A cover on one page: smaller and smaller distances, and smaller type where these do not do."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from sgz_desktop.exports.report import Block, Paragraph, ParagraphStyle
from sgz_desktop.exports.typography import TextStyle, Typography

_STEPS: tuple[tuple[float, float], ...] = (
    *((1.0, 1.0), (0.75, 1.0), (0.5, 1.0), (0.35, 1.0), (0.2, 1.0)),
    *((0.35, 0.875), (0.2, 0.875), (0.35, 0.75), (0.2, 0.75)),
)
"""Parts of the distances, and of the sizes, that are tried one after another."""
_CLOSE = 0.5  # parts of the distances from which on the lines stand closer too
_LEAST_BETWEEN = 0.5  # of what is between two fields, so that they are told from the lines of one
_LEAST_PITCH = 1.25  # of the size


def is_cover(blocks: Sequence[Block], look: Typography) -> bool:
    """Whether blocks are a cover: paragraphs, some of which stand at the foot of their page."""
    styles = [look.paragraphs[each.style] for each in blocks if isinstance(each, Paragraph)]
    return len(styles) == len(blocks) and any(each.foot is not None for each in styles)


def cover_looks(look: Typography) -> Iterator[Typography]:
    """The look itself, and then with ever less on a cover's page besides its words."""
    yield look
    for gaps, type_size in _STEPS[1:]:
        closer = {
            style: _closer(look.paragraphs[style], gaps, type_size)
            for style in (ParagraphStyle.COVER_TITLE, ParagraphStyle.COVER_FIELD)
        }
        yield replace(look, paragraphs=MappingProxyType({**look.paragraphs, **closer}))


def _closer(style: TextStyle, gaps: float, type_size: float) -> TextStyle:
    size = style.size * type_size
    pitch = style.pitch * type_size
    if gaps <= _CLOSE:
        pitch = max(size * _LEAST_PITCH, pitch * (_CLOSE + gaps / 2) / (_CLOSE + _CLOSE / 2))
    return replace(
        style,
        size=size,
        pitch=pitch,
        before=style.before * gaps,
        sink=style.sink * gaps,
        after=style.after * gaps,
        between=style.between * max(gaps, _LEAST_BETWEEN),
        foot=None if style.foot is None else style.foot * gaps,
    )
