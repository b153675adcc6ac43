"""The rule sets: the built-in one, and the one an evaluation was scored with."""

import hashlib
from typing import TYPE_CHECKING, Protocol

from sgz_desktop.assets import resource
from sgz_desktop.errors import SgzError
from sgz_desktop.scoring.version import SCORING_VERSION

if TYPE_CHECKING:
    from sgz_desktop.domain.rubric import Rubric

BUILT_IN = "guangzhou_2023.json"


class Documents(Protocol):
    """Where documents are kept by their hash."""

    def document(self, content_hash: str) -> str | None: ...


class NoSuchRubric(SgzError):
    """An evaluation names a rule set that is nowhere to be found."""

    def __init__(self, content_hash: str) -> None:
        super().__init__(f"找不到这次评估所用的评分标准（{content_hash[:12]}），请从备份恢复。")


class Rubrics:
    """Reads each rule set once."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._read: dict[str, Rubric] = {}
        self._built_in: tuple[str, str] | None = None

    def built_in(self) -> tuple[str, str]:
        """Hash and canonical JSON of the rule set that new evaluations take."""
        from sgz_desktop.interchange.rubric_file import load, rubric_document

        if self._built_in is None:
            rubric = load(resource("rubrics", BUILT_IN).read_text(encoding="utf-8"))
            self._built_in = rubric_document(rubric)
            self._read[self._built_in[0]] = rubric
        return self._built_in

    def rubric(self, content_hash: str) -> "Rubric":
        """The rule set with that hash; raises NoSuchRubric."""
        from sgz_desktop.interchange.rubric_file import load

        if content_hash not in self._read:
            text = self._documents.document(content_hash)
            if text is None:
                raise NoSuchRubric(content_hash)
            self._read[content_hash] = load(text)
        return self._read[content_hash]


def rules_hash(rubric: str) -> str:
    """What a summary was scored by: the rule set of that hash, and how this version of the program scores."""
    return hashlib.sha256(f"{rubric} {SCORING_VERSION}".encode()).hexdigest()
