"""A file into an evaluation, or into the list of everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sgz_desktop.domain.entities import COLLECTIONS, REFERENCES, assemble, field_names, natural_key, own_id
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.ordering import after_last, refuse_position
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import Refused
from sgz_desktop.interchange import documents, history
from sgz_desktop.interchange.contents import Package
from sgz_desktop.interchange.definitions import (
    CHANGES,
    DOCUMENTS,
    FORMAT,
    OPTIONAL_TOP_KEYS,
    TOP_KEYS,
    VERSION,
    collection_kinds,
    keys_of,
)
from sgz_desktop.interchange.documents import built_in_rubric, read_documents
from sgz_desktop.interchange.fitting import misfits
from sgz_desktop.interchange.gathering import (
    FAILED,
    as_list,
    as_record,
    build,
    failed,
    note_missing,
    note_strangers,
    read_fields,
)
from sgz_desktop.interchange.json_text import Findings, parse, step
from sgz_desktop.interchange.references import References

_NOBODY = UUID(int=0)
_ALL = 1_000_000
_HEAD = f"$.{Evaluation.kind}"
_NOTHING: Mapping[str, str] = MappingProxyType({})


def read_package(
    raw: bytes, *, built_in: Mapping[str, str] = _NOTHING, default: str | None = None
) -> tuple[Package | None, tuple[Problem, ...]]:
    """The evaluation in a file, or None and every problem with its place; never raises for a wrong file.

    `built_in` maps hashes to the rule sets that a file may name without carrying them; `default` is the
    hash of the one meant by a file that names none.
    """
    findings = Findings()
    whole = as_record(parse(raw, findings), "$", findings)
    if whole is not None and _is_ours(whole, findings):
        package = _Reading(whole, findings, built_in, default).package()
        if len(findings) == 0:
            return package, ()
    return None, findings.problems()


def _is_ours(whole: dict[str, Any], findings: Findings) -> bool:
    version = whole.get("version")
    if type(version) is int and version > VERSION:
        findings.note("$.version", f"文件出自更新版本的程序（格式 {version}），请先升级本程序。")
        return False
    note_strangers(whole, TOP_KEYS, "$", findings)
    for key in TOP_KEYS:
        if key not in whole and key not in OPTIONAL_TOP_KEYS:
            note_missing(key, "$", findings)
    if "format" in whole and whole["format"] != FORMAT:
        findings.note("$.format", f'应是 "{FORMAT}"：这不是一份评估文件。')
    if "version" in whole and (type(version) is not int or version != VERSION):
        findings.note("$.version", f"应是 {VERSION}。")
    return Evaluation.kind in whole


class _Reading:
    """The state of reading one file."""

    def __init__(
        self, whole: dict[str, Any], findings: Findings, built_in: Mapping[str, str], default: str | None
    ) -> None:
        self._whole = whole
        self._findings = findings
        self._built_in = built_in
        self._default = default
        self._references = References(findings)
        self._evaluation_id = _NOBODY
        self._placed: dict[UUID, tuple[Any, str]] = {}

    def package(self) -> Package | None:
        """The whole, None where it cannot be put together."""
        texts, rubrics = read_documents(self._whole.get(DOCUMENTS, {}), self._findings)
        self._read_evaluation()
        for name, kind in collection_kinds():
            self._read_collection(name, kind)
        changes = history.read_changes(
            self._whole.get(CHANGES, []), self._evaluation_id, self._findings, self._references
        )
        self._references.resolve("文件中没有这个 id 的条目。")
        rubric = self._find_rubric(texts, rubrics)
        if rubric is not None:
            self._check_fit(rubric, by_hand=not changes)
        if changes and self._evaluation_id != _NOBODY and not self._findings.touches(history.PLACE):
            history.compare(changes, self._placed, self._sound_kinds(), self._findings)
        if len(self._findings):
            return None
        return Package(assemble(entity for entity, _ in self._placed.values()), changes, texts)

    def _read_evaluation(self) -> None:
        raw = self._whole[Evaluation.kind]
        fields = read_fields(keys_of(Evaluation), raw, _HEAD, self._findings)
        if fields is None:
            return
        if "rubric" not in fields:
            if self._default is None:
                note_missing("rubric", _HEAD, self._findings)
            fields["rubric"] = self._default or FAILED
        if not failed(fields["id"]):
            self._evaluation_id = fields["id"]
            self._references.claim(Evaluation.kind, fields["id"], _HEAD)
        evaluation = build(Evaluation, fields, _HEAD, self._findings)
        if not failed(evaluation):
            self._placed[evaluation.id] = (evaluation, _HEAD)

    def _read_collection(self, name: str, kind: type[Any]) -> None:
        raw = as_list(self._whole.get(name, []), f"$.{name}", self._findings)
        if raw is None:
            self._references.lose(kind.kind, _ALL)
            return
        last = max(map(_position, raw), default="")
        for index, each in enumerate(raw):
            fields = read_fields(keys_of(kind), each, f"$.{name}{step(index)}", self._findings)
            if fields is None:
                self._references.lose(kind.kind)
                continue
            if "position" in field_names(kind) and "position" not in fields:
                last = after_last([last])
                fields["position"] = last
            self._place(kind, fields, f"$.{name}{step(index)}")

    def _place(self, kind: type[Any], fields: dict[str, Any], place: str) -> None:
        natural = bool(natural_key(kind))
        entity = build(kind, {**fields, "id": _NOBODY} if natural else fields, place, self._findings)
        self._note_pointers(kind, fields, place)
        if natural:
            self._place_natural(entity, place)
        elif failed(fields["id"]):
            self._references.lose(kind.kind)
        elif self._references.claim(kind.kind, fields["id"], place):
            if not failed(entity):
                self._placed[entity.id] = (entity, place)
        elif failed(entity) or not self._is_repetition(entity):
            self._references.lose(kind.kind)

    def _place_natural(self, entity: Any, place: str) -> None:
        if failed(entity):
            return
        found = replace(entity, id=own_id(self._evaluation_id, entity))
        _, first = self._placed.setdefault(found.id, (found, place))
        if first != place:
            self._findings.note(
                place, f"与 {first} 是同一条（{'、'.join(natural_key(type(entity)))} 都相同）。"
            )

    def _is_repetition(self, entity: Any) -> bool:
        """Whether a record with another one's ID is that record once more, and no other has lost its ID."""
        first, _ = self._placed.get(entity.id, (None, ""))
        return type(first) is type(entity) and all(
            getattr(first, name) == getattr(entity, name)
            for name in field_names(type(entity))
            if name != "position"
        )

    def _note_pointers(self, kind: type[Any], fields: Mapping[str, Any], place: str) -> None:
        for name, target_kind in REFERENCES.items():
            target = fields.get(name)
            if isinstance(target, UUID):
                self._references.point(target_kind, target, f"{place}.{name}")

    def _find_rubric(self, texts: dict[str, str], rubrics: Mapping[str, Rubric]) -> Rubric | None:
        """The rule set the evaluation names; for the sake of the other checks, else the likeliest one."""
        evaluation = self._whole[Evaluation.kind]
        named = evaluation.get("rubric", self._default) if isinstance(evaluation, dict) else None
        if not isinstance(named, str):
            named = ""
        if named in rubrics:
            return rubrics[named]
        if named in self._built_in:
            texts.setdefault(named, self._built_in[named])
            return built_in_rubric(self._built_in[named])
        if self._findings.touches(f"{documents.PLACE}{step(named)}"):
            return None
        if isinstance(evaluation, dict):
            self._findings.note(f"{_HEAD}.rubric", "文件中没有这份评分标准，它也不是程序自带的。")
        if len(rubrics) == 1:
            return next(iter(rubrics.values()))
        return built_in_rubric(self._built_in.get(self._default or "", "null"))

    def _check_fit(self, rubric: Rubric, *, by_hand: bool) -> None:
        groups = self._whole.get(COLLECTIONS[ReviewGroup.kind])
        # A mark made before the first review group was added stays where it is and in the history.
        problems = misfits(self._placed.values(), rubric, has_groups=bool(groups) and by_hand)
        for each in problems:
            self._findings.note(each.place, each.sentence)

    def _sound_kinds(self) -> frozenset[str]:
        return frozenset(
            kind
            for kind, name in ((Evaluation.kind, Evaluation.kind), *COLLECTIONS.items())
            if not self._findings.touches(f"$.{name}")
        )


def _position(raw: object) -> str:
    """The order key a record brings along, "" where it brings none that is one."""
    key = raw.get("position") if isinstance(raw, dict) else None
    try:
        refuse_position("position", key if isinstance(key, str) else "")
    except Refused:
        return ""
    return str(key)
