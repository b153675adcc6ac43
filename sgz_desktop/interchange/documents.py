"""The documents of a file: each under the hash of its content, each a readable rule set or house style."""

from dataclasses import dataclass, field

from sgz_desktop.domain.canonical import canonical_json, content_hash, field_types
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.interchange.built_in import ReadStyle
from sgz_desktop.interchange.definitions import DOCUMENTS, HOUSE_STYLE
from sgz_desktop.interchange.gathering import as_record
from sgz_desktop.interchange.json_text import Findings, parse_text, step
from sgz_desktop.interchange.rubric_file import read_rubric

PLACE = f"$.{DOCUMENTS}"
_RUBRIC_KEYS = frozenset(each.name for each in field_types(Rubric))


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents that can be read: canonical text by hash, the rule sets, and which are styles."""

    texts: dict[str, str] = field(default_factory=dict)
    rubrics: dict[str, Rubric] = field(default_factory=dict)
    styles: set[str] = field(default_factory=set)


def read_documents(raw: object, head: object, read_style: ReadStyle, findings: Findings) -> Documents:
    """The documents of a file that can be read; what is wrong with the rest is noted.

    `head` is the file's evaluation as it is spelled: what it names as its style is meant to be one.
    """
    named = head.get("house_style") if isinstance(head, dict) else None
    found = Documents()
    for address, document in (as_record(raw, PLACE, findings) or {}).items():
        place = PLACE + step(address)
        is_style = _is_style(document, is_named_as_one=address == named)
        content, problems = read_style(document) if is_style else read_rubric(document)
        # What is spelt wrong has been noted; a reader who stumbles over it says nothing new.
        said = [place + each.place.removeprefix("$") for each in problems]
        new = [findings.waits(each) or not findings.touches(each) for each in said]
        for each, where, is_new in zip(problems, said, new, strict=True):
            if is_new:
                findings.note(where, each.sentence)
        # A document with a fault in it has another hash for that very reason: one fault, one problem.
        if findings.touches(place) or content is None:
            continue
        found.texts[address] = canonical_json(document)
        if isinstance(content, Rubric):
            found.rubrics[address] = content
        else:
            found.styles.add(address)
        if content_hash(document) != address:
            findings.note(place, "内容与它的校验码不符：文件可能被改动过。")
    return found


def _is_style(document: object, *, is_named_as_one: bool) -> bool:
    """Whether a document is a house style: it says so, or what it is named as and what it has tell."""
    if not isinstance(document, dict):
        return is_named_as_one
    if document.get("kind") == HOUSE_STYLE:
        return True
    return is_named_as_one and 2 * len(_RUBRIC_KEYS & document.keys()) < len(_RUBRIC_KEYS)


def built_in_rubric(text: str) -> Rubric | None:
    """The rule set that travels with the program, from its canonical text."""
    rubric, _ = read_rubric(parse_text(text, Findings()))
    return rubric
