"""A file into an evaluation, or into the list of everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sgz_desktop.domain.entities import (
    COLLECTIONS,
    REFERENCES,
    assemble,
    field_names,
    natural_id,
    natural_key,
)
from sgz_desktop.domain.evaluation import Evaluation
from sgz_desktop.domain.ordering import POSITION_LIMIT, after_last, refuse_position
from sgz_desktop.domain.places import ReviewGroup
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.report_text import PASSAGE_PREFIX, ReportText
from sgz_desktop.domain.rubric import Rubric
from sgz_desktop.errors import Refused
from sgz_desktop.interchange import documents, history
from sgz_desktop.interchange.built_in import NOTHING, BuiltIn
from sgz_desktop.interchange.contents import Package
from sgz_desktop.interchange.definitions import (
    CHANGES,
    DOCUMENTS,
    FORMAT,
    HOUSE_STYLE,
    OPTIONAL_TOP_KEYS,
    TOP_KEYS,
    VERSION,
    collection_kinds,
    keys_of,
)
from sgz_desktop.interchange.documents import Documents, built_in_rubric, read_documents
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
from sgz_desktop.interchange.json_text import Findings, Misspelt, parse, step
from sgz_desktop.interchange.references import References

_NOBODY = UUID(int=0)
_ALL = 1_000_000
_HEAD = f"$.{Evaluation.kind}"
_HASH_LENGTH = 64


def read_package(raw: bytes, *, built_in: BuiltIn = NOTHING) -> tuple[Package | None, tuple[Problem, ...]]:
    """The evaluation in a file, or None and every problem with its place; never raises for a wrong file."""
    findings = Findings()
    whole = as_record(parse(raw, findings), "$", findings)
    if whole is not None and _is_ours(whole, findings):
        package = _Reading(whole, findings, built_in).package()
        if len(findings) == 0:
            return package, ()
    return None, findings.problems(whole)


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
        sentence = f"应是整数 {VERSION}，不带引号和小数点。"
        if isinstance(version, Misspelt) and version.is_whole:
            sentence = version.sentence
        findings.note("$.version", sentence)
    return True


class _Reading:
    """The state of reading one file."""

    def __init__(self, whole: dict[str, Any], findings: Findings, built_in: BuiltIn) -> None:
        self._whole = whole
        self._findings = findings
        self._built_in = built_in
        head = whole.get(Evaluation.kind)
        self._head: Mapping[str, Any] = head if isinstance(head, dict) else {}
        self._documents = Documents()
        self._references = References(findings)
        self._evaluation_id = _NOBODY
        self._placed: dict[UUID, tuple[Any, str]] = {}
        # Where each natural key was met first, and every record, read in whole or in part.
        self._keys: dict[UUID, str] = {}
        self._records: list[tuple[Any, str]] = []

    def package(self) -> Package | None:
        """The whole, None where it cannot be put together."""
        self._documents = read_documents(
            self._whole.get(DOCUMENTS, {}), self._head, self._built_in.read_style, self._findings
        )
        self._read_evaluation()
        for name, kind in collection_kinds():
            self._read_collection(name, kind)
        changes = history.read_changes(
            self._whole.get(CHANGES, []), self._evaluation_id, self._findings, self._references
        )
        self._references.resolve("文件中没有这个 id 的条目。")
        rubric = self._find_rubric()
        if rubric is not None:
            self._check_fit(rubric, by_hand=not changes)
        self._check_wording()
        if changes and self._evaluation_id != _NOBODY and not self._findings.touches(history.PLACE):
            history.compare(changes, self._placed, self._sound_kinds(), self._findings)
        if len(self._findings):
            return None
        return Package(
            assemble(entity for entity, _ in self._placed.values()), changes, self._documents.texts
        )

    def _read_evaluation(self) -> None:
        if Evaluation.kind not in self._whole:
            return
        raw = self._whole[Evaluation.kind]
        fields = read_fields(keys_of(Evaluation), raw, _HEAD, self._findings)
        if fields is None:
            return
        if "rubric" not in fields:
            if self._built_in.rubric is None:
                note_missing("rubric", _HEAD, self._findings)
            fields["rubric"] = self._built_in.rubric or FAILED
        fields[HOUSE_STYLE] = self._find_style(fields)
        if not failed(fields["id"]):
            self._evaluation_id = fields["id"]
            self._references.claim(Evaluation.kind, fields["id"], _HEAD)
        evaluation = build(Evaluation, fields, _HEAD, self._findings)
        self._records.append((evaluation, _HEAD))
        if not failed(evaluation):
            self._placed[evaluation.id] = (evaluation, _HEAD)

    def _find_style(self, fields: Mapping[str, Any]) -> Any:
        """The hash of the style the evaluation names, or means by naming none; else a failed value."""
        place, built_in = f"{_HEAD}.{HOUSE_STYLE}", self._built_in
        if HOUSE_STYLE not in fields and built_in.style is None:
            note_missing(HOUSE_STYLE, _HEAD, self._findings)
            return FAILED
        named = fields.get(HOUSE_STYLE, built_in.style)
        if failed(named):
            return FAILED
        address = built_in.style_codes.get(named, named)
        if address in self._documents.styles:
            return address
        if address in built_in.styles:
            self._documents.texts.setdefault(address, built_in.styles[address])
            return address
        if not self._findings.touches(f"{documents.PLACE}{step(address)}"):
            self._findings.note(place, self._no_style(named))
        return FAILED

    def _no_style(self, named: str) -> str:
        if len(named) == _HASH_LENGTH:
            return "文件中没有这份报告体例，它也不是程序自带的。"
        known = "、".join(self._built_in.style_codes)
        hint = f"或者本程序自带的体例 {known}" if known else "并附在 documents 里"
        return f"没有名为“{named[:64]}”的报告体例，应是一份体例的校验码（SHA-256），{hint}。"

    def _read_collection(self, name: str, kind: type[Any]) -> None:
        raw = as_list(self._whole.get(name, []), f"$.{name}", self._findings)
        if raw is None:
            self._references.lose(kind.kind, _ALL)
            return
        last = self._last_position(raw, kind, f"$.{name}")
        for index, each in enumerate(raw):
            if self._findings.full:
                return
            fields = read_fields(keys_of(kind), each, f"$.{name}{step(index)}", self._findings)
            if fields is None:
                self._references.lose(kind.kind)
                continue
            if "position" in field_names(kind) and "position" not in fields:
                last = after_last([last])
                fields["position"] = last
            guess = None if natural_key(kind) else _guess(each.get("id"))
            self._place(kind, fields, f"$.{name}{step(index)}", guess)

    def _last_position(self, raw: list[Any], kind: type[Any], place: str) -> str:
        """The greatest order key given; "", noted there, where those behind it would be too long."""
        if "position" not in field_names(kind):
            return ""
        given = {index: _position(each) for index, each in enumerate(raw) if isinstance(each, dict)}
        last = greatest = max(given.values(), default="")
        for _ in range(sum("position" not in raw[index] for index in given)):
            last = after_last([last])
        if len(last) <= POSITION_LIMIT:
            return greatest
        at = next(index for index, each in given.items() if each == greatest)
        self._findings.note(
            f"{place}{step(at)}.position", "次序键太靠后：没有写明次序键的条目排不到它后面，请改短。"
        )
        return ""

    def _place(self, kind: type[Any], fields: dict[str, Any], place: str, guess: UUID | None) -> None:
        natural = bool(natural_key(kind))
        entity = build(kind, {**fields, "id": _NOBODY} if natural else fields, place, self._findings)
        self._records.append((entity, place))
        if natural:
            self._place_natural(kind, fields, entity, place)
        elif failed(fields["id"]):
            self._references.lose(kind.kind, guess=guess)
        elif self._references.claim(kind.kind, fields["id"], place):
            if not failed(entity):
                self._placed[entity.id] = (entity, place)
        elif failed(entity) or not self._is_repetition(entity):
            self._references.lose(kind.kind)
        self._note_pointers(kind, fields, place)

    def _place_natural(self, kind: type[Any], fields: Mapping[str, Any], entity: Any, place: str) -> None:
        # Of a record read in part, its key alone tells whether it stands twice.
        key = [getattr(entity, name) for name in natural_key(kind)]
        if failed(entity) and any(self._findings.touches(f"{place}.{name}") for name in natural_key(kind)):
            return
        own = natural_id(self._evaluation_id, kind, *key)
        first = self._keys.setdefault(own, place)
        if first != place:
            self._findings.note(place, f"与 {first} 是同一条（{'、'.join(natural_key(kind))} 都相同）。")
        elif not failed(entity):
            self._placed[own] = (replace(entity, id=own), place)

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
                is_lost = target_kind == kind.kind and failed(fields["id"])
                self._references.point(target_kind, target, f"{place}.{name}", by_a_lost_sibling=is_lost)

    def _find_rubric(self) -> Rubric | None:
        """The rule set the evaluation names; for the sake of the other checks, else the likeliest one."""
        rubrics, built_in = self._documents.rubrics, self._built_in.rubrics
        if not isinstance(self._whole.get(Evaluation.kind), dict):
            return self._likeliest()
        named = self._head.get("rubric", self._built_in.rubric)
        if not isinstance(named, str):
            named = ""
        if named in rubrics:
            return rubrics[named]
        if named in built_in:
            self._documents.texts.setdefault(named, built_in[named])
            return built_in_rubric(built_in[named])
        if self._findings.touches(f"{documents.PLACE}{step(named)}"):
            return None
        self._findings.note(f"{_HEAD}.rubric", "文件中没有这份评分标准，它也不是程序自带的。")
        return self._likeliest()

    def _likeliest(self) -> Rubric | None:
        rubrics = self._documents.rubrics
        if len(rubrics) == 1:
            return next(iter(rubrics.values()))
        if self._findings.touches(documents.PLACE):
            return None
        return built_in_rubric(self._built_in.rubrics.get(self._built_in.rubric or "", "null"))

    def _check_wording(self) -> None:
        """Note what cannot be printed of the passages that the evaluation words anew."""
        head, _ = self._placed.get(self._evaluation_id, (None, ""))
        style = self._documents.texts.get(head.house_style) if head else None
        for entity, place in tuple(self._placed.values()) if style else ():
            if isinstance(entity, ReportText) and entity.code.startswith(PASSAGE_PREFIX):
                key = entity.code.removeprefix(PASSAGE_PREFIX)
                sentence = self._built_in.check_wording(style or "", key, entity.text)
                if sentence:
                    self._findings.note(f"{place}.text", sentence)

    def _check_fit(self, rubric: Rubric, *, by_hand: bool) -> None:
        groups = self._whole.get(COLLECTIONS[ReviewGroup.kind])
        # A mark made before the first review group was added stays where it is and in the history.
        problems = misfits(self._records, rubric, has_groups=bool(groups) and by_hand)
        for each in problems:
            self._findings.note(each.place, each.sentence)

    def _sound_kinds(self) -> frozenset[str]:
        return frozenset(
            kind
            for kind, name in ((Evaluation.kind, Evaluation.kind), *COLLECTIONS.items())
            if not self._findings.touches(f"$.{name}")
        )


def _guess(raw: object) -> UUID | None:
    """The ID that was meant by one in another spelling."""
    try:
        return UUID(raw) if isinstance(raw, str) else None
    except ValueError:
        return None


def _position(raw: Mapping[str, Any]) -> str:
    """The order key a record brings along, "" where it is none."""
    key = raw.get("position")
    try:
        refuse_position("position", key if isinstance(key, str) else "")
    except Refused:
        return ""
    return str(key)
