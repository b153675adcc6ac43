"""The documents of a file: each under the hash of its content, each a readable rule set."""

from sgz_desktop.domain.canonical import canonical_json, content_hash
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.interchange.definitions import DOCUMENTS
from sgz_desktop.interchange.gathering import as_record
from sgz_desktop.interchange.json_text import Findings, parse_text, step
from sgz_desktop.interchange.rubric_file import read_rubric

PLACE = f"$.{DOCUMENTS}"


def read_documents(raw: object, findings: Findings) -> tuple[dict[str, str], dict[str, Rubric]]:
    """Hash to canonical text and to rubric, of the documents that can be read; the rest is noted."""
    texts: dict[str, str] = {}
    rubrics: dict[str, Rubric] = {}
    for address, document in (as_record(raw, PLACE, findings) or {}).items():
        place = PLACE + step(address)
        rubric, problems = read_rubric(document)
        for each in problems:
            findings.note(place + each.place.removeprefix("$"), each.sentence)
        # A document with a fault in it has another hash for that very reason: one fault, one problem.
        if findings.touches(place) or rubric is None:
            continue
        rubrics[address] = rubric
        texts[address] = canonical_json(document)
        if content_hash(document) != address:
            findings.note(place, "内容与它的 SHA-256 不符：文件可能被改动过。")
    return texts, rubrics


def built_in_rubric(text: str) -> Rubric | None:
    """The rule set that travels with the program, from its canonical text."""
    rubric, _ = read_rubric(parse_text(text, Findings()))
    return rubric
