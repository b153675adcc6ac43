"""What no single part of a house style can know: ids used twice, passages and names that do not exist."""

from collections.abc import Iterator, Sequence

from sgz_desktop.domain.canonical import encode
from sgz_desktop.domain.checks import refuse_text
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.report_text import TEXT_NAMES
from sgz_desktop.errors import Refused
from sgz_desktop.house_styles.parts import (
    AnnexListPart,
    AnnexPart,
    FindingsPart,
    GroupsPart,
    HeadingPart,
    IndicatorsPart,
    ListPart,
    MissingPart,
    OutcomePart,
    Part,
    PartyScoresPart,
    PassagePart,
    ScoreTablePart,
    WrittenPart,
    ZonesPart,
)
from sgz_desktop.house_styles.passages import (
    LONGEST_TEMPLATE,
    BadPassage,
    Vocabulary,
    check_passage,
    names_in,
)
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.house_styles.vocabulary import (
    IN_ANNEX,
    IN_GROUP,
    IN_PARTY,
    IN_ZONE,
    VOCABULARY,
)

MOST_PARTS = 500


def faults_of(style: HouseStyle) -> Iterator[Problem]:
    """Every fault between the parts of a style, with its JSON path."""
    yield from _unfit_texts(encode(style), "$")
    if len(style.outline) + sum(len(each) for each in style.fragments.values()) > MOST_PARTS:
        yield Problem("$.outline", f"内容太多：最多 {MOST_PARTS} 段。")
        return
    yield from _doubles(style)
    yield from _loose_passages(style)
    for place, part, vocabulary in _all_parts(style):
        yield from _faults_of_part(style, place, part, vocabulary)


def _unfit_texts(raw: object, place: str) -> Iterator[Problem]:
    """Texts that are too long or that no paper can carry, wherever they stand."""
    if isinstance(raw, dict):
        for key, each in raw.items():
            yield from _unfit_texts(each, f"{place}.{key}")
    elif isinstance(raw, list):
        for number, each in enumerate(raw):
            yield from _unfit_texts(each, f"{place}[{number}]")
    elif isinstance(raw, str):
        try:
            refuse_text("", raw, limit=LONGEST_TEMPLATE)
        except Refused as fault:
            yield Problem(place, fault.sentence)


def vocabularies_of(style: HouseStyle, key: str) -> tuple[Vocabulary, ...]:
    """What a passage may name at each place where the style uses it."""
    return tuple(
        vocabulary.with_names(more)
        for _, part, vocabulary in _all_parts(style)
        for _, each, more in _keys_of(part)
        if each == key
    )


def places_of(style: HouseStyle) -> Iterator[tuple[Part, str, str]]:
    """Every place where the style uses a passage: the part, its field, and the passage's key."""
    for _, part, _ in _all_parts(style):
        for field, key, _ in _keys_of(part):
            yield part, field, key


def fault_of_passage(style: HouseStyle, key: str, text: str) -> BadPassage | None:
    """What is wrong with a passage worded anew; None where nothing is, or where the style has no such one."""
    try:
        for each in vocabularies_of(style, key):
            check_passage(text, each)
    except BadPassage as fault:
        return fault
    return None


def names_used(style: HouseStyle) -> frozenset[str]:
    """Every name that anything in the style prints or asks for."""
    found: set[str] = set()
    for _, part, _ in _all_parts(style):
        for field in _CONDITIONS:
            found.update(getattr(part, field, ()))
        texts = [getattr(part, field, "") for field in _TEMPLATES]
        texts += [style.passages[key] for _, key, _ in _keys_of(part)]
        found.update(name for text in texts if text for name in names_in(text))
    return frozenset(found)


def written_codes(style: HouseStyle) -> tuple[str, ...]:
    """The codes of the texts that stand in the report as parts of their own, in its order."""
    parts = (part for _, part, _ in _all_parts(style))
    return tuple(dict.fromkeys(each.code for each in parts if isinstance(each, WrittenPart)))


def _all_parts(style: HouseStyle) -> Iterator[tuple[str, Part, Vocabulary]]:
    for number, part in enumerate(style.outline):
        yield f"$.outline[{number}]", part, VOCABULARY
    in_group = VOCABULARY.with_names(IN_GROUP)
    of_no_group = {each.shared for each in style.outline if isinstance(each, GroupsPart)}
    for name, parts in style.fragments.items():
        known = VOCABULARY if name in of_no_group else in_group
        for number, part in enumerate(parts):
            yield f"$.fragments.{name}[{number}]", part, known


def _doubles(style: HouseStyle) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, part, _ in _all_parts(style):
        if isinstance(part, HeadingPart):
            if part.id in seen:
                yield Problem(f"{place}.id", f"标题的代码“{part.id}”用了两次。")
            seen.add(part.id)


def _loose_passages(style: HouseStyle) -> Iterator[Problem]:
    """Passages that no part uses: a slip of the pen more often than a reserve."""
    used = {key for _, part, _ in _all_parts(style) for _, key, _ in _keys_of(part)}
    for key in style.passages:
        if key not in used:
            yield Problem(f"$.passages.{key}", f"没有一处用到段落“{key}”。")


def _faults_of_part(style: HouseStyle, place: str, part: Part, vocabulary: Vocabulary) -> Iterator[Problem]:
    for field, key, more in _keys_of(part):
        if key not in style.passages:
            yield Problem(f"{place}.{field}", f"没有名为“{key}”的段落。")
        else:
            yield from _wrong_passage(style.passages[key], vocabulary.with_names(more), f"$.passages.{key}")
    for field in _TEMPLATES:
        text = getattr(part, field, "")
        if text:
            more = IN_ANNEX if isinstance(part, AnnexPart) else ()
            yield from _wrong_passage(text, vocabulary.with_names(more), f"{place}.{field}")
    for field in _CONDITIONS:
        for name in getattr(part, field, ()):
            if name not in vocabulary.names and name not in vocabulary.lists:
                yield Problem(f"{place}.{field}", f"没有名为“{name}”的内容。")
    if isinstance(part, GroupsPart):
        if place.startswith("$.fragments"):
            yield Problem(place, "片段里不能再按评审组重复。")
        for field, name in (("fragment", part.fragment), ("shared", part.shared)):
            if name and name not in style.fragments:
                yield Problem(f"{place}.{field}", f"没有名为“{name}”的片段。")
    if isinstance(part, WrittenPart) and part.code not in TEXT_NAMES:
        yield Problem(f"{place}.code", f"没有代码为“{part.code}”的文字，可用的有 {'、'.join(TEXT_NAMES)}。")


def _wrong_passage(text: str, vocabulary: Vocabulary, place: str) -> Iterator[Problem]:
    try:
        check_passage(text, vocabulary)
    except BadPassage as fault:
        where = f"第 {fault.line} 行" if fault.line > 1 else ""
        yield Problem(place, f"{where}{fault}")


def _keys_of(part: Part) -> Iterator[tuple[str, str, Sequence[str]]]:
    """The passages a part names: by which field, which key, and what more they may name there."""
    match part:
        case PassagePart():
            yield "key", part.key, ()
        case ListPart():
            yield from (("keys", key, ()) for key in part.keys)
        case FindingsPart():
            yield from (("leading", key, ()) for key in part.leading)
            yield from ((field, key, ()) for field in ("lead", "none") if (key := getattr(part, field)))
        case WrittenPart():
            yield from ((field, key, ()) for field in ("lead", "fallback") if (key := getattr(part, field)))
        case ZonesPart():
            yield "key", part.key, IN_ZONE
        case PartyScoresPart():
            yield "key", part.key, IN_PARTY
        case IndicatorsPart():
            yield from ((field, getattr(part, field), ()) for field in ("lead", "tail", "none"))
        case ScoreTablePart():
            yield from ((field, key, ()) for field in ("lead", "suggested") if (key := getattr(part, field)))
        case OutcomePart():
            yield from ((field, getattr(part, field), ()) for field in _OUTCOMES)
        case MissingPart() | AnnexListPart():
            yield "lead", part.lead, ()


_OUTCOMES = ("final", "grade_only", "veto", "veto_open", "open", "open_same", "unknown_vetoes")
_TEMPLATES = ("text", "title", "caption", "period")
"""Fields of parts that hold a template themselves."""
_CONDITIONS = ("when", "unless")
