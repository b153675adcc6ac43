"""House styles made for a test, and given to an evaluation."""

from dataclasses import replace
from uuid import UUID

from sgz_desktop.assets import resource
from sgz_desktop.domain.canonical import canonical_json, content_hash
from sgz_desktop.domain.change import Edit
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.house_styles.document import style_document
from sgz_desktop.house_styles.files import read_style_folder
from sgz_desktop.house_styles.parts import FindingsPart
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.changes import NOBODY
from sgz_desktop.wiring import Program


def built_in(code: str) -> HouseStyle:
    """A style that travels with the program."""
    return read_style_folder(resource("house_styles", code))


def without_findings(subject: str) -> HouseStyle:
    """The 番禺 style with no place for what was seen of one subject."""
    style = built_in("panyu")
    kept = tuple(
        each for each in style.outline if not (isinstance(each, FindingsPart) and subject in each.subjects)
    )
    return replace(style, outline=kept)


def give_style(program: Program, evaluation_id: UUID, style: HouseStyle) -> None:
    """Let an evaluation keep a style of its own."""
    address, text = style_document(style)
    edit = Edit(Evaluation.kind, evaluation_id, {"house_style": address})
    program.undoing.apply(evaluation_id, [edit], worker=NOBODY, documents={address: text})


def give_unusable_style(program: Program, evaluation_id: UUID) -> None:
    """Let an evaluation keep a style that no version of the program can print by."""
    raw = {"kind": HouseStyle.kind, "title": "怪体例"}
    edit = Edit(Evaluation.kind, evaluation_id, {"house_style": content_hash(raw)})
    documents = {content_hash(raw): canonical_json(raw)}
    program.undoing.apply(evaluation_id, [edit], worker=NOBODY, documents=documents)
