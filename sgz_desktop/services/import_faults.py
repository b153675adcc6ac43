"""What is wrong with a file, worded for who reads no JSON: the place and the values by their names."""

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from sgz_desktop.domain.day import Checked, Draw
from sgz_desktop.domain.declaration import Conflict
from sgz_desktop.domain.entities import COLLECTIONS, TYPES
from sgz_desktop.domain.evaluation import Basis, Evaluation, Phase
from sgz_desktop.domain.figure import Scope
from sgz_desktop.domain.funding import ResourceKind
from sgz_desktop.domain.indicator import Agreed, Cover
from sgz_desktop.domain.mark import Extent
from sgz_desktop.domain.observation import Tone
from sgz_desktop.domain.people import Role
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.rubric import Judged, Method, RoundingLevel
from sgz_desktop.domain.staffing import Certificate, Tick
from sgz_desktop.domain.survey import Outcome, Way
from sgz_desktop.domain.veto import VetoState
from sgz_desktop.models.names import KINDS, field_name
from sgz_desktop.services.naming import word_of

_PLACE = re.compile(r"\$(?:\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?)?")
_ONE_OF = re.compile(r"应是 (\S+) 之一")
_ANSWERED_BY = re.compile(r"应以 (\w+) 作答，不能用 (\w+)")
_SAME = re.compile(r"（([\w、]+) 都相同）")
_KINDS_BY_ARRAY: Mapping[str, str] = MappingProxyType({name: kind for kind, name in COLLECTIONS.items()})
_MISSING, _STRANGER = "缺少“", "不认识的键"
_WHOLE = "整个文件"
_HEADS: Mapping[str, str] = MappingProxyType(
    {
        "format": "文件格式",
        "version": "文件格式的版本",
        "changes": "修改记录",
        "documents": "随文件带来的评分标准和体例",
    }
)
_CHANGE_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "id": "内部编号",
        "evaluation_id": "所属评估",
        "device_id": "设备编号",
        "device_seq": "设备序号",
        "lamport": "先后序号",
        "at": "时间",
        "author_id": "录入人",
        "for_id": "代谁录入",
        "entity": "种类",
        "entity_id": "条目编号",
        "field": "字段",
        "value": "新内容",
        "replaces": "取代的修改",
        "reason": "理由",
        "batch_id": "操作编号",
    }
)
_ANSWERS: Mapping[str, str] = MappingProxyType(
    {
        "degree": "程度分",
        "conditions": "组合分",
        "ratio": "按比例分档",
        "completeness": "全有、部分或没有",
        "faults": "扣分",
        "bare": "直接给分",
        "not_applicable": "不适用",
        "pending": "待议",
    }
)
ENUMERATIONS: tuple[type[Enum], ...] = (
    Phase,
    Basis,
    Role,
    Conflict,
    Extent,
    Scope,
    VetoState,
    Tone,
    Cover,
    Agreed,
    Method,
    Checked,
    Draw,
    Certificate,
    Tick,
    ResourceKind,
    Outcome,
    Way,
    Judged,
    RoundingLevel,
)
"""Every enumeration a file may hold a code of."""

_CODES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "、".join(words): words
        for words in (
            *({str(code.value): word_of(code) for code in each} for each in ENUMERATIONS),
            _ANSWERS,
        )
    }
)
"""The codes as a sentence lists them, to each with its word."""

_PLAIN: Mapping[str, str] = MappingProxyType(
    {
        "应是 true 或 false": "应是“是”（写作 true）或“否”（写作 false）",
        "应是一个小写的 UUID": "应是 36 个字符的内部编号，字母小写",
        "文件中没有这个 id 的条目": "文件中没有这个内部编号的条目",
    }
)


def fault_text(problem: Problem) -> str:
    """One fault as a sentence with its JSON path last: 评估的评估阶段：应是…（$.evaluation.phase）。"""
    found = _PLACE.match(problem.place)
    if found is None:
        return str(problem)  # no place within the file
    name, number, field = found[1] or "", found[2], found[3] or ""
    sentence = problem.sentence.removesuffix("。")
    if sentence.startswith(_STRANGER):
        field = ""  # what nobody knows has no name
    elif sentence.startswith(_MISSING):
        sentence = "没有填写"
    count = f"第 {int(number) + 1} 条" if number else ""
    return f"{count}{_named(name, field)}：{_said(sentence, _kind(name))}（{problem.place}）。"


def _kind(name: str) -> str:
    return Evaluation.kind if name == Evaluation.kind else _KINDS_BY_ARRAY.get(name, "")


def _named(name: str, field: str) -> str:
    kind = _kind(name)
    if kind:
        return field_name(kind, field) if field else KINDS[kind]
    head = _HEADS.get(name, _WHOLE)
    inner = _CHANGE_FIELDS.get(field, "") if name == "changes" else ""
    return f"{head}的{inner}" if inner else head


def _said(sentence: str, kind: str) -> str:
    """The sentence with what a file calls by codes called by its names."""
    if sentence in _PLAIN:
        return _PLAIN[sentence]
    said = _ONE_OF.sub(lambda one: _listed(one[0], one[1]), sentence)
    said = _ANSWERED_BY.sub(lambda one: f"应以“{_answer(one[1])}”作答，不能用“{_answer(one[2])}”", said)
    if kind in TYPES:
        said = _SAME.sub(lambda one: f"（{_fields(kind, one[1])}都相同）", said)
    return said


def _answer(code: str) -> str:
    return _ANSWERS.get(code, code)


def _fields(kind: str, listed: str) -> str:
    return "、".join(field_name(kind, each).removeprefix(f"{KINDS[kind]}的") for each in listed.split("、"))


def _listed(said: str, listed: str) -> str:
    words = _CODES.get(listed)
    if words is None:
        return said
    return f"应是{'、'.join(f'“{word}”（{code}）' for code, word in words.items())}之一"
