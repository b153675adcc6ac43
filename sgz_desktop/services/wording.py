"""How the report of one evaluation is worded: where its words come from, and how they are worded anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain
from typing import Any
from uuid import UUID

from sgz_desktop.domain.change import DELETED, Edit
from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import id_of
from sgz_desktop.domain.observation import Observation
from sgz_desktop.domain.report_text import OMIT_PREFIX, PASSAGE_PREFIX, PURCHASE_TERM, TEXT_NAMES, ReportText
from sgz_desktop.domain.veil import VEILED
from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.exports.report import Chart, ObservationRef, Passage, Run, plain, texts_of
from sgz_desktop.house_styles import vocabulary
from sgz_desktop.house_styles.checks import names_used, places_of, vocabularies_of, written_codes
from sgz_desktop.house_styles.omission import headings_before, omissible
from sgz_desktop.house_styles.passages import BadPassage, check_passage, names_in
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.origins import Origin, OriginKind, Origins, short
from sgz_desktop.services.previews import LISTED_LEVELS, Chapter, Preview
from sgz_desktop.services.reporting.compose import changed_passages
from sgz_desktop.services.reporting.draft import Draft, UnfitPassage, paragraphs
from sgz_desktop.services.reporting.parts import party_values
from sgz_desktop.services.reporting.values import group_values, zone_values
from sgz_desktop.services.results import Results
from sgz_desktop.services.styles import Styles

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # a passage says nothing of when the report was made
_DRAFT_ANSWERS = tuple(code for code in vocabulary.TEXTS.values() if code.startswith("feedback.draft."))
_BEHIND = {
    "现场无异议": ("feedback.objections",),
    "初稿无异议方": _DRAFT_ANSWERS,
    "初稿未答复方": _DRAFT_ANSWERS,
    "初稿意见列表": _DRAFT_ANSWERS,
}
"""The texts that are told by names of their own."""
_RESULTS = ("总分", "等级", "已得分", "最高可得分", "得分")
"""The names that tell what marks come to."""


class NameKind(StrEnum):
    """How a name is used: printed, asked for, or gone through item by item."""

    VALUE = "value"
    CONDITION = "condition"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a passage may use, with what it stands for now; `value` is "" while that is not known."""

    name: str
    kind: NameKind
    value: str
    fields: tuple[str, ...] = ()

    @property
    def spelling(self) -> str:
        """What is put into a passage for it."""
        if self.kind is NameKind.CONDITION:
            return f"{{% if {self.name} %}}{{% endif %}}"
        if self.kind is NameKind.LIST:
            inside = "".join(f"{{{{ 一项.{each} }}}}" for each in self.fields)
            return f"{{% for 一项 in {self.name} %}}{inside}{{% endfor %}}"
        return f"{{{{ {self.name} }}}}"


@dataclass(frozen=True, slots=True)
class PassageWording:
    """One passage: its template as it holds for this evaluation, the style's own, whether it is printed."""

    key: str
    template: str
    standard: str
    may_be_omitted: bool = False
    is_omitted: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the evaluation words it in its own way."""
        return self.template != self.standard


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A passage that the evaluation words anew; `fault` says why it cannot be printed, "" where it can."""

    key: str
    beginning: str
    fault: str


class Wording:
    """Reads where words come from; writes those of one evaluation."""

    def __init__(self, editing: Editing, results: Results, styles: Styles) -> None:
        self._editing = editing
        self._results = results
        self._styles = styles
        self._at_hand: tuple[Dossier, Draft] | None = None

    def origins(self, evaluation_id: UUID, preview: Preview, block_id: str) -> tuple[Origin, ...]:
        """Where the words of a block come from, what is edited in the report first; () where it is gone."""
        block = preview.blocks.get(block_id)
        if block is None:
            return ()
        missing = self._results.missing(evaluation_id)
        found = Origins(self._editing.dossier(evaluation_id), self._style(evaluation_id), missing)
        if isinstance(block, Chart):
            return (found.of_chart(block.chart.kind),)
        return found.of_block(block_id, tuple(chain.from_iterable(texts_of(block))))

    def place_of(
        self, evaluation_id: UUID, preview: Preview, kind: str, key: str
    ) -> tuple[str, Origin] | None:
        """The first block whose words come from an observation or a passage, with that origin.

        The block is "" for one that prints nothing just now; None for one that is not there.
        """
        dossier, style = self._editing.dossier(evaluation_id), self._style(evaluation_id)
        found = Origins(dossier, style, self._results.missing(evaluation_id))
        for block_id, block in preview.blocks.items():
            if not isinstance(block, Chart):
                for each in found.of_block(block_id, tuple(chain.from_iterable(texts_of(block)))):
                    if (each.kind, each.key) == (kind, key):
                        return block_id, each
        if kind == OriginKind.PASSAGE and self.passage(evaluation_id, key) is not None:
            return "", Origin(OriginKind.PASSAGE, key, f"段落“{self._beginning(evaluation_id, key)}”")
        if kind == OriginKind.OBSERVATION and any(str(each.id) == key for each in dossier.observations):
            return "", found.of_block("", (Run("", ObservationRef(UUID(key), "text")),))[0]
        return None

    def texts(self, evaluation_id: UUID) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of the texts that the house style prints, and of those it has no place for."""
        try:
            style = self._style(evaluation_id)
        except SgzError:
            return tuple(TEXT_NAMES), ()  # until another style is chosen, what is written can be read
        used = {*written_codes(style), PURCHASE_TERM}
        for name in names_used(style):
            used.update(_BEHIND.get(name, ()))
            if name in vocabulary.TEXTS:
                used.add(vocabulary.TEXTS[name])
        return (
            tuple(code for code in TEXT_NAMES if code in used),
            tuple(code for code in TEXT_NAMES if code not in used),
        )

    def passage(self, evaluation_id: UUID, key: str) -> PassageWording | None:
        """A passage as it holds for this evaluation; None where its house style has no such passage."""
        try:
            style = self._style(evaluation_id)
        except SgzError:
            return None
        standard = style.passages.get(key)
        if standard is None:
            return None
        dossier = self._editing.dossier(evaluation_id)
        template = changed_passages(dossier).get(key, standard)
        may_go = key in omissible(style)
        return PassageWording(key, template, standard, may_go, may_go and key in dossier.omitted_passages)

    def names(self, evaluation_id: UUID, key: str, *, viewer: Worker | None = None) -> tuple[Name, ...]:
        """The names that a passage may use with their present values, those it uses first."""
        wording = self.passage(evaluation_id, key)
        if wording is None:
            return ()
        known = vocabularies_of(self._style(evaluation_id), key)
        values = self._values(evaluation_id, viewer)
        several = [*(name for name in values if all(name in each.names for each in known)), *known[0].lists]
        used = _names_in(wording.template)
        found = [_name(each, values.get(each), known[0].lists) for each in dict.fromkeys(several)]
        return tuple(sorted(found, key=lambda each: each.name not in used))

    def printed(
        self, evaluation_id: UUID, key: str, template: str, *, viewer: Worker | None = None
    ) -> tuple[str, ...]:
        """The paragraphs that a template prints now. Raises Refused with the line that is wrong."""
        draft, style = self._draft(evaluation_id), self._style(evaluation_id)
        try:
            for each in vocabularies_of(style, key):
                check_passage(template, each)
            runs = draft.filled(template, key, self._values(evaluation_id, viewer))
        except BadPassage as fault:
            raise Refused("text", f"第 {fault.line} 行：{fault}") from fault
        except UnfitPassage as unfit:
            raise Refused("text", f"第 {unfit.fault.line} 行：{unfit.fault}") from unfit
        return tuple(plain(each.runs) for each in paragraphs("printed", runs))

    def set_passage(self, evaluation_id: UUID, key: str, template: str, worker: Worker) -> Changes:
        """Word a passage anew for this evaluation; nothing, or the standard itself, restores the standard.

        Raises Refused, with the line, for a template that may not be printed; nothing is stored then.
        """
        wording = self.passage(evaluation_id, key)
        if wording is None:
            raise Refused("text", "本次评估的体例里没有这一段，不能改写。")
        if not template.strip() or template == wording.standard:
            return self.restore_passage(evaluation_id, key, worker)
        self.printed(evaluation_id, key, template)
        edit = make_edit(evaluation_id, ReportText.kind, {"code": f"{PASSAGE_PREFIX}{key}", "text": template})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def restore_passage(self, evaluation_id: UUID, key: str, worker: Worker) -> Changes:
        """Let the style's own passage stand again."""
        return self._remove_text(evaluation_id, f"{PASSAGE_PREFIX}{key}", worker)

    def _remove_text(self, evaluation_id: UUID, code: str, worker: Worker) -> Changes:
        if code not in self._editing.dossier(evaluation_id).text_by_code:
            return Changes(evaluation_id)
        edit = Edit(ReportText.kind, id_of(evaluation_id, ReportText, {"code": code}), {DELETED: True})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def omit(self, evaluation_id: UUID, key: str, worker: Worker) -> Changes:
        """Keep a passage out of the report; its wording stays. Raises Refused where it must be printed."""
        wording = self.passage(evaluation_id, key)
        if wording is None or not wording.may_be_omitted:
            raise Refused("text", "这一段是报告必须有的，不能不印。")
        edit = make_edit(evaluation_id, ReportText.kind, {"code": f"{OMIT_PREFIX}{key}"})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def print_again(self, evaluation_id: UUID, key: str, worker: Worker) -> Changes:
        """Let the report print a passage that it left out."""
        return self._remove_text(evaluation_id, f"{OMIT_PREFIX}{key}", worker)

    def omitted(self, evaluation_id: UUID, *, viewer: Worker | None = None) -> tuple[Rewritten, ...]:
        """The passages that the report leaves out, in the order of the report; without faults."""
        try:
            style = self._style(evaluation_id)
        except SgzError:
            return ()
        known = omissible(style) & self._editing.dossier(evaluation_id).omitted_passages
        keys = dict.fromkeys(key for _, _, key in places_of(style) if key in known)
        return tuple(Rewritten(key, self._beginning(evaluation_id, key, viewer), "") for key in keys)

    def chapters(
        self, evaluation_id: UUID, preview: Preview, *, viewer: Worker | None = None
    ) -> tuple[Chapter, ...]:
        """The headings of the list of chapters, and what is not printed behind the one it belongs to."""
        found = list(preview.chapters)
        for each in reversed(self.omitted(evaluation_id, viewer=viewer)):
            places = {chapter.block_id: number for number, chapter in enumerate(found)}
            above = headings_before(self._style(evaluation_id), each.key)
            place = next((places[name] for name in above if name in places), -1)
            lost = Chapter(f"{OMIT_PREFIX}{each.key}", LISTED_LEVELS, each.beginning, omitted=each.key)
            found.insert(place + 1, lost)
        return tuple(found)

    def _beginning(self, evaluation_id: UUID, key: str, viewer: Worker | None = None) -> str:
        """What a passage would print, enough to know it by."""
        wording = self.passage(evaluation_id, key)
        template = "" if wording is None else wording.template
        try:
            return short("".join(self.printed(evaluation_id, key, template, viewer=viewer)) or template)
        except Refused:
            return short(template)

    def rewritten(self, evaluation_id: UUID, *, viewer: Worker | None = None) -> tuple[Rewritten, ...]:
        """The passages that this evaluation words anew."""
        return tuple(self._rewritten(evaluation_id, viewer))

    def set_printed(
        self, evaluation_id: UUID, observation_id: UUID, field: str, text: str | None, worker: Worker
    ) -> Changes:
        """Let the report print lead, text or recommendation otherwise; None prints it as it was recorded.

        What was recorded stays as it is. Raises Refused.
        """
        found = self._observation(evaluation_id, observation_id, field)
        wanted = None if text == getattr(found, field) else text
        edit = Edit(Observation.kind, observation_id, {f"printed_{field}": wanted})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def outlived(self, evaluation_id: UUID, observation_id: UUID) -> tuple[str, ...]:
        """The fields whose printed wording was chosen before their record was corrected."""
        return self._results.outlived(evaluation_id).get(observation_id, ())

    def affirm_printed(
        self, evaluation_id: UUID, observation_id: UUID, field: str, worker: Worker
    ) -> Changes:
        """Let the printed wording of a field stand, knowing what the record says by now. Raises Refused."""
        found = self._observation(evaluation_id, observation_id, field)
        name = f"printed_{field}"
        edit = Edit(Observation.kind, observation_id, {name: getattr(found, name)}, affirmed=True)
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def _observation(self, evaluation_id: UUID, observation_id: UUID, field: str) -> Observation:
        for each in self._editing.dossier(evaluation_id).observations:
            if each.id == observation_id:
                return each
        raise Refused(field, "这条观察已经删除。")

    def _rewritten(self, evaluation_id: UUID, viewer: Worker | None) -> Iterator[Rewritten]:
        for key, template in changed_passages(self._editing.dossier(evaluation_id)).items():
            wording = self.passage(evaluation_id, key)
            if wording is None:
                yield Rewritten(key, short(template), "现用的体例里没有这一段，不会印出。")
                continue
            try:
                said = "".join(self.printed(evaluation_id, key, template, viewer=viewer)) or template
            except Refused as refused:
                yield Rewritten(key, short(template), refused.sentence)
            else:
                yield Rewritten(key, short(said), "")

    def _style(self, evaluation_id: UUID) -> HouseStyle:
        return self._styles.style(self._editing.dossier(evaluation_id).evaluation.house_style)

    def _draft(self, evaluation_id: UUID) -> Draft:
        dossier = self._editing.dossier(evaluation_id)
        if self._at_hand is None or self._at_hand[0] is not dossier:
            score, rubric = self._editing.score(evaluation_id), self._editing.rubric(evaluation_id)
            style = self._style(evaluation_id)
            self._at_hand = dossier, Draft(dossier, rubric, score, (), style, _NO_TIME, final=False)
        return self._at_hand[1]

    def _values(self, evaluation_id: UUID, viewer: Worker | None) -> Mapping[str, Any]:
        """What every name stands for, a result under the viewer's veil for dots.

        Of groups, zones and parties it is the first that is told.
        """
        draft = self._draft(evaluation_id)
        found = dict(draft.values)
        found.update(dict.fromkeys((*vocabulary.IN_GROUP, *vocabulary.IN_ZONE, *vocabulary.IN_PARTY)))
        for group in draft.dossier.groups[:1]:
            found.update(group_values(draft.dossier, group))
        for _, values in list(zone_values(draft.dossier))[:1]:
            found.update(values)
        for party in draft.score.parties[:1]:
            found.update(party_values(party))
        if viewer is not None and self._results.veil(evaluation_id, viewer).hides_result:
            found.update({name: Run(VEILED, Passage("veil")) for name in _RESULTS if found.get(name)})
        return found


def _name(name: str, value: Any, lists: Mapping[str, frozenset[str]]) -> Name:
    if name in lists:
        fields = tuple(sorted(lists[name]))
        return Name(name, NameKind.LIST, f"{len(value)} 项" if value else "", fields)
    kind = NameKind.CONDITION if name in vocabulary.FLAGS or name == "有完成率" else NameKind.VALUE
    return Name(name, kind, "" if value is None else _text(value))


def _text(value: Any) -> str:
    several: Sequence[Any] = value if isinstance(value, tuple) else (value,)
    return "".join(each.text for each in several)


def _names_in(template: str) -> frozenset[str]:
    try:
        return names_in(template)
    except BadPassage:
        return frozenset()
