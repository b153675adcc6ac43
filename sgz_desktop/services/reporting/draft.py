"""What every chapter is written with: the data, the result, the style, and runs that know their source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.report_text import ReportText
from sgz_desktop.domain.result import Missing, Score
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import SgzError
from sgz_desktop.exports.report import (
    Block,
    Field,
    Heading,
    Paragraph,
    ParagraphStyle,
    Passage,
    QuantityRef,
    Run,
)
from sgz_desktop.house_styles.numbering import numbered
from sgz_desktop.house_styles.style import HouseStyle, Slot, pieces
from sgz_desktop.services.reporting.phrases import PHASE_NAMES, UNKNOWN, bands_of, long_date, weights_of


class UnknownSlot(SgzError):
    """A passage asks for a value nobody gives."""

    def __init__(self, style: str, key: str, name: str) -> None:
        super().__init__(f"体例“{style}”的 passages.{key} 里有不认识的名称“{name}”。")


class MissingWording(SgzError):
    """A style lacks a heading or passage the report needs."""

    def __init__(self, style: str, place: str) -> None:
        super().__init__(f"体例“{style}”里缺少 {place}。")


@dataclass(frozen=True)
class Draft:
    """One report in the writing."""

    dossier: Dossier
    rubric: Rubric
    score: Score
    missing: tuple[Missing, ...]
    style: HouseStyle
    created: datetime
    final: bool

    @cached_property
    def phase_name(self) -> str:
        """中期 or 末期."""
        return PHASE_NAMES[self.dossier.evaluation.phase]

    def field(self, name: str, text: str = "") -> Run:
        """A field of the evaluation, as it is or as `text` spells it."""
        shown = text or getattr(self.dossier.evaluation, name) or UNKNOWN
        return Run(str(shown), Field("evaluation", self.dossier.id, name))

    def quantity(self, key: str, text: str, detail: str = "") -> Run:
        """A computed figure under its registered key."""
        return Run(text, QuantityRef(key, detail))

    def passage(self, key: str, **values: Run) -> tuple[Run, ...]:
        """A standard passage with its slots filled: from `values`, else from what every passage may name."""
        text = self.style.passages.get(key)
        if text is None:
            raise MissingWording(self.style.code, f"passages.{key}")
        return self._filled(text, key, values)

    def heading(self, block_id: str, level: int, number: int, key: str) -> Heading:
        """A numbered heading by its key in the style."""
        text = self.style.headings.get(key) or self.style.stage_headings.get(key)
        if text is None:
            raise MissingWording(self.style.code, f"headings.{key}")
        runs = self._filled(text, f"headings.{key}", {})
        token = Run(numbered(level, number), Passage("numbering"))
        return Heading(block_id, min(level, 4), (token, *runs))

    def has_text(self, code: str) -> bool:
        """Whether somebody wrote that text of the report."""
        return bool(self.dossier.text_by_code.get(code, "").strip())

    def text_paragraphs(self, code: str, block_id: str) -> tuple[Block, ...]:
        """A text of the report, a paragraph a line; () where nobody wrote it."""
        found = next((each for each in self.dossier.report_texts if each.code == code), None)
        if found is None or not found.text.strip():
            return ()
        source = Field(ReportText.kind, found.id, "text")
        lines = [line.strip() for line in found.text.splitlines() if line.strip()]
        return tuple(
            Paragraph(f"{block_id}.{number}", (Run(line, source),)) for number, line in enumerate(lines, 1)
        )

    def _filled(self, text: str, key: str, values: Mapping[str, Run]) -> tuple[Run, ...]:
        runs = []
        for piece in pieces(text):
            if not isinstance(piece, Slot):
                runs.append(Run(piece, Passage(key)))
                continue
            run = values.get(piece.name) or self._common.get(piece.name)
            if run is None:
                raise UnknownSlot(self.style.code, key, piece.name)
            runs.append(run)
        return tuple(runs)

    @cached_property
    def _common(self) -> Mapping[str, Run]:
        head = self.dossier.evaluation
        people = self.dossier.people
        experts = sum(each.role is Role.EXPERT for each in people)
        assistants = len(people) - experts
        full = sum(int(each.points) for each in self.rubric.parties)
        return {
            "station": self.field("station"),
            "short": self.field("station_short", head.short_name),
            "phase": self.field("phase", self.phase_name),
            "visit_date": self.field("visit_date", long_date(head.visit_date)),
            "supervisor": self.field("supervisor"),
            "purchaser": self.field("purchaser"),
            "operator": self.field("operator"),
            "assessor": self.field("assessor"),
            "experts": self.quantity("experts.count", str(experts) if experts else UNKNOWN),
            "assistants": self.quantity("assistants.count", str(assistants) if people else UNKNOWN),
            "rubric": Run(f"《{self.rubric.title}》", Passage("rubric.title")),
            "weights": Run(weights_of(self.rubric), Passage("rubric.parties")),
            "bands": Run(bands_of(self.rubric), Passage("rubric.grades")),
            "full": Run(str(full), Passage("rubric.parties")),
            "parties_count": Run("零一二三四五六七八九"[len(self.rubric.parties)], Passage("rubric.parties")),
            "lowest": Run(
                min(self.rubric.grades, key=lambda each: each.at_least).name, Passage("rubric.grades")
            ),
        }


def paragraph(block_id: str, runs: Sequence[Run], style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    """A paragraph of runs."""
    return Paragraph(block_id, tuple(runs), style)


def listed(
    draft: Draft, block_id: str, level: int, keys: Sequence[str], prefix: str
) -> tuple[Paragraph, ...]:
    """Standard passages as a numbered list."""
    return tuple(
        Paragraph(
            f"{block_id}.{key}",
            (Run(numbered(level, number), Passage("numbering")), *draft.passage(f"{prefix}_{key}")),
            ParagraphStyle.LIST,
        )
        for number, key in enumerate(keys, 1)
    )
