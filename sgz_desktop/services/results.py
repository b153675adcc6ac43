"""The result of an evaluation as it is now: score, proof and what is missing."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.observation import PRINTED_FIELDS
from sgz_desktop.domain.report_text import PASSAGE_PREFIX
from sgz_desktop.domain.result import Missing, ProofLine, Score, Severity, Stamp
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.domain.veil import LIFTED, Veil
from sgz_desktop.models.outlived import OutlivedReader
from sgz_desktop.models.store import Store
from sgz_desktop.models.version import Version
from sgz_desktop.scoring.missing import PREPARING, REPORT, missing
from sgz_desktop.scoring.proof import prove
from sgz_desktop.services.changes import Worker
from sgz_desktop.services.contests import Contest, contests
from sgz_desktop.services.editing import Editing
from sgz_desktop.services.naming import Naming
from sgz_desktop.services.styles import NoSuchStyle, Styles, UnusableStyle
from sgz_desktop.services.visibility import veil_over

if TYPE_CHECKING:
    from sgz_desktop.house_styles.style import HouseStyle

OBSERVATIONS = "observations"
_MOST_NAMED = 6


class Results:
    """Reads; changes nothing."""

    def __init__(self, store: Store, editing: Editing, styles: Styles) -> None:
        self._store = store
        self._editing = editing
        self._styles = styles
        self._readers: dict[UUID, OutlivedReader] = {}
        self._outlived: dict[UUID, tuple[Version, Mapping[UUID, tuple[str, ...]]]] = {}

    def score(self, evaluation_id: UUID) -> Score:
        """The score with all its parts; what stands in dispute is told as open, and counted."""
        return self._editing.told(evaluation_id)

    def veil(self, evaluation_id: UUID, viewer: Worker) -> Veil:
        """What of marks and score the viewer may not see yet."""
        score, dossier = self._editing.told(evaluation_id), self._editing.dossier(evaluation_id)
        return veil_over(score, dossier, viewer)

    def proof(self, evaluation_id: UUID, *, veil: Veil = LIFTED) -> tuple[ProofLine, ...]:
        """The proof lines, each mark with who gave it, on whose behalf, and when; dots for what is veiled."""
        return prove(
            self._editing.told(evaluation_id),
            self._editing.dossier(evaluation_id),
            self._editing.rubric(evaluation_id),
            self.stamps(evaluation_id),
            veil=veil,
        )

    def stamps(self, evaluation_id: UUID) -> dict[UUID, Stamp]:
        """Who last set each entity, by entity."""
        people = self._editing.dossier(evaluation_id).person_by_id

        def name(person_id: UUID | None) -> str:
            person = people.get(person_id) if person_id else None
            return person.name if person else ""

        return {
            entity_id: Stamp(name(author), name(behalf), at)
            for entity_id, (author, behalf, at) in self._store.stamps(evaluation_id).items()
        }

    def last_change(self, evaluation_id: UUID) -> datetime:
        """When the evaluation last changed (UTC): the time that a report of this state bears."""
        return self._store.last_change(evaluation_id)

    def missing(self, evaluation_id: UUID) -> tuple[Missing, ...]:
        """What is not there yet, what blocks first, a house style nobody can print by included."""
        dossier = self._editing.dossier(evaluation_id)
        style: HouseStyle | None = None
        texts: tuple[str, ...] = ()
        unfit: tuple[Missing, ...] = ()
        try:
            style = self._styles.style(dossier.evaluation.house_style)
            texts, unfit = style.texts_wanted, tuple(_misworded(style, dossier))
        except (NoSuchStyle, UnusableStyle) as error:
            # The window must open all the same: there another style is chosen.
            unfit = (Missing("head.house_style", str(error), PREPARING, entity_id=dossier.id),)
        score, rubric = self._editing.score(evaluation_id), self._editing.rubric(evaluation_id)
        empty = _empty(dossier, rubric, score, style) if style is not None else ()
        outlived = self.outlived(evaluation_id)
        contested = (each.missing for each in self.contests(evaluation_id))
        # What stands in dispute is not missing: the rest is told by the values that are shown.
        rest = missing(score, dossier, rubric, texts=texts, outlived=outlived)
        return (*contested, *unfit, *rest, *empty)

    def outlived(self, evaluation_id: UUID) -> Mapping[UUID, tuple[str, ...]]:
        """Observations whose record was corrected after their printed wording was chosen, with the fields.

        Read from the history, and only where something is printed otherwise and somebody has written.
        """
        printed = [
            each.id
            for each in self._editing.dossier(evaluation_id).observations
            if any(getattr(each, f"printed_{name}") is not None for name in PRINTED_FIELDS)
        ]
        if not printed:
            return {}
        version, known = self._store.version(), self._outlived.get(evaluation_id)
        if known is None or version != known[0]:
            reader = self._readers.setdefault(evaluation_id, OutlivedReader(self._store.engine))
            found = reader.read(printed)
            if version is None:
                return found
            known = self._outlived[evaluation_id] = version, found
        return known[1]

    def contests(self, evaluation_id: UUID) -> tuple[Contest, ...]:
        """What people set differently without seeing one another, for somebody to choose from."""
        disputes = self._editing.disputes(evaluation_id)
        if not disputes:
            return ()
        dossier = self._editing.dossier(evaluation_id)
        naming = Naming(dossier, self._editing.rubric(evaluation_id), passages=self._passages(dossier))
        return contests(disputes, dossier, naming)

    def _passages(self, dossier: Dossier) -> Mapping[str, str]:
        try:
            return self._styles.style(dossier.evaluation.house_style).passages
        except (NoSuchStyle, UnusableStyle):
            return {}

    def blocking(self, evaluation_id: UUID) -> tuple[Missing, ...]:
        """Only what keeps the report from being final."""
        return tuple(each for each in self.missing(evaluation_id) if each.severity is Severity.BLOCKS)


def _empty(dossier: Dossier, rubric: Rubric, score: Score, style: "HouseStyle") -> tuple[Missing, ...]:
    """The lists of the report that say only that nothing was recorded, in one sentence."""
    from sgz_desktop.services.reporting.draft import UnfitPassage
    from sgz_desktop.services.reporting.emptiness import empty_chapters

    try:
        found = empty_chapters(dossier, rubric, score, style)
    except UnfitPassage:
        return ()  # which passage that is, is told already
    if not found:
        return ()
    named = "、".join(found[:_MOST_NAMED]) + ("等" if len(found) > _MOST_NAMED else "")
    sentence = f"报告里有 {len(found)} 处没有观察，只会印一句没有记录：{named}。"
    return (Missing("observation.none", sentence, OBSERVATIONS, Severity.ADVICE),)


def _misworded(style: "HouseStyle", dossier: Dossier) -> Iterator[Missing]:
    """The passages worded anew that cannot be printed, in this style at least."""
    for each in dossier.report_texts:
        if not each.code.startswith(PASSAGE_PREFIX) or not each.text.strip():
            continue
        from sgz_desktop.house_styles.checks import fault_of_passage
        from sgz_desktop.house_styles.omission import omissible

        key = each.code.removeprefix(PASSAGE_PREFIX)
        fault = fault_of_passage(style, key, each.text)
        if fault is not None and not (key in dossier.omitted_passages and key in omissible(style)):
            sentence = f"改写的段落“{each.text.strip()[:12]}…”第 {fault.line} 行不能印出：{fault}"
            yield Missing(f"text.{each.code}", sentence, REPORT, entity_id=each.id)
