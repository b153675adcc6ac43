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
from sgz_desktop.domain.report_text import PASSAGE_PREFIX, TEXT_NAMES, ReportText
from sgz_desktop.errors import Refused, SgzError
from sgz_desktop.exports.report import Chart, plain, texts_of
from sgz_desktop.house_styles import vocabulary
from sgz_desktop.house_styles.checks import names_used, vocabularies_of, written_codes
from sgz_desktop.house_styles.passages import BadPassage, check_passage, names_in
from sgz_desktop.house_styles.style import HouseStyle
from sgz_desktop.services.changes import Changes, Worker
from sgz_desktop.services.editing import Editing, make_edit
from sgz_desktop.services.origins import Origin, Origins, short
from sgz_desktop.services.previews import Preview
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
PRINTED_FIELDS = ("lead", "text", "recommendation")


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
    """One passage: its template as it holds for this evaluation, and the style's own."""

    key: str
    template: str
    standard: str

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

    def texts(self, evaluation_id: UUID) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of the texts that the house style prints, and of those it has no place for."""
        try:
            style = self._style(evaluation_id)
        except SgzError:
            return tuple(TEXT_NAMES), ()  # until another style is chosen, what is written can be read
        used = set(written_codes(style))
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
            standard = self._style(evaluation_id).passages.get(key)
        except SgzError:
            standard = None
        if standard is None:
            return None
        template = changed_passages(self._editing.dossier(evaluation_id)).get(key, standard)
        return PassageWording(key, template, standard)

    def names(self, evaluation_id: UUID, key: str) -> tuple[Name, ...]:
        """The names that a passage may use with their present values, those it uses first."""
        wording = self.passage(evaluation_id, key)
        if wording is None:
            return ()
        known = vocabularies_of(self._style(evaluation_id), key)
        values = self._values(evaluation_id)
        several = [*(name for name in values if all(name in each.names for each in known)), *known[0].lists]
        used = _names_in(wording.template)
        found = [_name(each, values.get(each), known[0].lists) for each in dict.fromkeys(several)]
        return tuple(sorted(found, key=lambda each: each.name not in used))

    def printed(self, evaluation_id: UUID, key: str, template: str) -> tuple[str, ...]:
        """The paragraphs that a template prints now. Raises Refused with the line that is wrong."""
        draft, style = self._draft(evaluation_id), self._style(evaluation_id)
        try:
            for each in vocabularies_of(style, key):
                check_passage(template, each)
            runs = draft.filled(template, key, self._values(evaluation_id))
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
        code = f"{PASSAGE_PREFIX}{key}"
        if code not in self._editing.dossier(evaluation_id).text_by_code:
            return Changes(evaluation_id)
        edit = Edit(ReportText.kind, id_of(evaluation_id, ReportText, {"code": code}), {DELETED: True})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def rewritten(self, evaluation_id: UUID) -> tuple[Rewritten, ...]:
        """The passages that this evaluation words anew."""
        return tuple(self._rewritten(evaluation_id))

    def set_printed(
        self, evaluation_id: UUID, observation_id: UUID, field: str, text: str | None, worker: Worker
    ) -> Changes:
        """Let the report print lead, text or recommendation otherwise; None prints it as it was recorded.

        What was recorded stays as it is. Raises Refused.
        """
        found = {each.id: each for each in self._editing.dossier(evaluation_id).observations}
        if observation_id not in found:
            raise Refused(field, "这条观察已经删除。")
        wanted = None if text == getattr(found[observation_id], field) else text
        edit = Edit(Observation.kind, observation_id, {f"printed_{field}": wanted})
        return self._editing.apply(evaluation_id, [edit], worker=worker)

    def _rewritten(self, evaluation_id: UUID) -> Iterator[Rewritten]:
        for key, template in changed_passages(self._editing.dossier(evaluation_id)).items():
            wording = self.passage(evaluation_id, key)
            if wording is None:
                yield Rewritten(key, short(template), "现用的体例里没有这一段，不会印出。")
                continue
            try:
                said = "".join(self.printed(evaluation_id, key, template)) or template
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

    def _values(self, evaluation_id: UUID) -> Mapping[str, Any]:
        """What every name stands for; of groups, zones and parties the first."""
        draft = self._draft(evaluation_id)
        found = dict(draft.values)
        found.update(dict.fromkeys((*vocabulary.IN_GROUP, *vocabulary.IN_ZONE, *vocabulary.IN_PARTY)))
        for group in draft.dossier.groups[:1]:
            found.update(group_values(draft.dossier, group))
        for _, values in list(zone_values(draft.dossier))[:1]:
            found.update(values)
        for party in draft.score.parties[:1]:
            found.update(party_values(party))
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
