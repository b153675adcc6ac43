"""What must hold between the parts of a rule set: sums, tiers, references, order, no code twice."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sgz_desktop.domain.canonical import decimal_text
from sgz_desktop.domain.checks import refuse_text
from sgz_desktop.domain.problems import Problem
from sgz_desktop.domain.quantities import ENTERED_KEYS
from sgz_desktop.domain.rubric import (
    CompletenessRule,
    ConditionsRule,
    DeductionRule,
    DegreeRule,
    ShareTest,
    ShortfallTest,
    Tier,
    TiersRule,
)
from sgz_desktop.errors import Refused
from sgz_desktop.interchange.json_text import printable

TOTAL = Decimal(100)
SENTENCES = 2
_ENDS = str.maketrans(dict.fromkeys("！？!?", "。"))

Found = Mapping[str, Any]


def faults_of(raw: Any, found: Found) -> Iterator[Problem]:
    """Every fault between parts that were readable; a sum with an unreadable part is not judged."""
    yield from _repeated_codes(raw)
    yield from _head_faults(found)
    yield from _party_faults(found)
    yield from _component_faults(found)
    yield from _grade_faults(found)
    for place, veto in _each(found, "vetoes"):
        yield from _veto_faults(place, veto)
    components = _components_by_code(found)
    for place, item in _each(found, "items"):
        if components is not None and item.component is not None:
            yield from _home_faults(place, item, components.get(item.component, ()))
        yield from _item_faults(place, item)
    if components is not None:
        yield from _item_sums(found, components)


def _records(found: Found, section: str) -> Sequence[Any] | None:
    """The records of a section, None where it is no list."""
    records = found[section]
    return records if isinstance(records, tuple) else None


def _each(found: Found, section: str) -> Iterator[tuple[str, Any]]:
    """The records of a section with their places; of one with a fault, unreadable fields are None."""
    for index, each in enumerate(_records(found, section) or ()):
        yield f"$.{section}[{index}]", each


def _all(found: Found, section: str, *needed: str) -> Sequence[Any] | None:
    """The records of a section if these fields of every one were readable."""
    records = _records(found, section)
    if records is None or any(getattr(each, name) is None for each in records for name in needed):
        return None
    return records


def _components_by_code(found: Found) -> Mapping[str, Sequence[tuple[str, Any]]] | None:
    """The components of each code with their places, None while a code is unreadable."""
    if _all(found, "components", "code") is None:
        return None
    by_code: dict[str, list[tuple[str, Any]]] = {}
    for place, component in _each(found, "components"):
        by_code.setdefault(component.code, []).append((place, component))
    return by_code


# Codes and names are taken from the raw file, so that one in a record with another fault counts as well.


def _repeated_codes(raw: Mapping[str, Any]) -> Iterator[Problem]:
    for section in ("parties", "components", "grades", "vetoes"):
        yield from _repeated(raw.get(section), f"$.{section}", "code")
        yield from _repeated(raw.get(section), f"$.{section}", "name")
    parties = _codes(raw, "parties")
    for index, code in enumerate(_texts(raw.get("components"), "code")):
        if code in parties:
            yield Problem(f"$.components[{index}].code", f"代码“{code}”已经用于评估的一方。")
    items = raw.get("items")
    yield from _repeated(items, "$.items", "code")
    for index, item in enumerate(items if isinstance(items, list) else ()):
        rule = item.get("rule") if isinstance(item, dict) else None
        if isinstance(rule, dict):
            yield from _repeated(rule.get("conditions"), f"$.items[{index}].rule.conditions", "code")
            yield from _repeated(rule.get("faults"), f"$.items[{index}].rule.faults", "code")


def _texts(records: object, key: str) -> list[str | None]:
    """That key of each record in a raw list, None where there is no such text."""
    raws = records if isinstance(records, list) else []
    found = [each.get(key) if isinstance(each, dict) else None for each in raws]
    return [each if isinstance(each, str) else None for each in found]


def _codes(raw: Mapping[str, Any], section: str) -> set[str]:
    return {each for each in _texts(raw.get(section), "code") if each is not None}


def _repeated(records: object, place: str, key: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, text in enumerate(_texts(records, key)):
        if text is not None and text.strip() and first.setdefault(text, index) != index:
            yield Problem(
                f"{place}[{index}].{key}", f"“{printable(text[:40])}”与第 {first[text] + 1} 个重复。"
            )


def _head_faults(found: Found) -> Iterator[Problem]:
    source = found["source"]
    if isinstance(source, str) and not source.strip():
        yield Problem("$.source", "请写明评分标准的依据。")


def _party_faults(found: Found) -> Iterator[Problem]:
    for place, party in _each(found, "parties"):
        yield from _needs_points(place, party)
    if (parties := _all(found, "parties", "is_assessor")) is not None:
        assessors = sum(each.is_assessor for each in parties)
        if assessors != 1:
            yield Problem("$.parties", f"第三方评估机构应恰有一方，现有 {assessors} 方。")
    if (parties := _all(found, "parties", "points")) is not None:
        yield from _sum_fault("$.parties", parties, TOTAL, "各方分值")


def _component_faults(found: Found) -> Iterator[Problem]:
    for place, component in _each(found, "components"):
        yield from _needs_points(place, component)
    components = _all(found, "components", "points")
    assessors = [each for each in _all(found, "parties", "is_assessor", "points") or () if each.is_assessor]
    if components is not None and len(assessors) == 1:
        yield from _sum_fault("$.components", components, assessors[0].points, "各分项分值")


def _item_sums(found: Found, components: Mapping[str, Sequence[tuple[str, Any]]]) -> Iterator[Problem]:
    items = _all(found, "items", "component", "points")
    # An item that belongs nowhere is missing in some sum; a code written twice has no sum of its own.
    if items is None or any(each.component not in components for each in items):
        return
    for code, ((place, component), *others) in components.items():
        if not others and component.points is not None:
            own = [each for each in items if each.component == code]
            yield from _sum_fault(place, own, component.points, f"“{component.name or code}”各评估项分值")


def _grade_faults(found: Found) -> Iterator[Problem]:
    grades = _all(found, "grades", "at_least")
    if grades is None:
        return
    if not grades:
        yield Problem("$.grades", "没有等级。")
        return
    for index, (above, below) in enumerate(pairwise(grades), start=1):
        if below.at_least >= above.at_least:
            yield Problem(f"$.grades[{index}].at_least", "等级应由高到低：应小于上一等级的起点。")
    if grades[-1].at_least != 0:
        yield Problem(f"$.grades[{len(grades) - 1}].at_least", "最低的等级应从 0 分起。")
    for index, grade in enumerate(grades):
        if grade.at_least > TOTAL:
            yield Problem(f"$.grades[{index}].at_least", "等级的起点不能超过 100 分。")


def _veto_faults(place: str, veto: Any) -> Iterator[Problem]:
    yield from _text_faults(f"{place}.wording", veto.wording)
    test = veto.test
    if isinstance(test, ShareTest):
        yield from _key_fault(f"{place}.test.share", test.share)
        if test.least > TOTAL:
            yield Problem(f"{place}.test.least", "比例的下限不能超过 100%。")
    elif isinstance(test, ShortfallTest):
        yield from _key_fault(f"{place}.test.required", test.required)
        yield from _key_fault(f"{place}.test.actual", test.actual)
        for phase, limit in (("midterm", test.midterm), ("final", test.final)):
            if limit == 0:
                yield Problem(f"{place}.test.{phase}", "缺额的界限应大于 0。")


def _key_fault(place: str, key: str) -> Iterator[Problem]:
    if key not in ENTERED_KEYS:
        yield Problem(place, f"没有名为“{printable(key[:40])}”的可录入数据。")


def _home_faults(place: str, item: Any, homes: Sequence[tuple[str, Any]]) -> Iterator[Problem]:
    """Whether an item's component exists, and is judged as often as the item."""
    if not homes:
        yield Problem(f"{place}.component", f"没有代码为“{item.component}”的分项。")
    if len(homes) == 1:
        component = homes[0][1]
        if None not in (component.judged, item.judged) and component.judged is not item.judged:
            yield Problem(f"{place}.judged", f"与所在分项不一致：应是 {component.judged}。")


def _item_faults(place: str, item: Any) -> Iterator[Problem]:
    yield from _needs_points(place, item)
    yield from _text_faults(f"{place}.wording", item.wording)
    for part, texts in (("look_for", item.look_for), ("papers", item.papers)):
        for index, text in enumerate(texts or ()):
            yield from _text_faults(f"{place}.{part}[{index}]", text)
    if item.look_for is not None and _sentences(item.look_for) < SENTENCES:
        yield Problem(f"{place}.look_for", "查看要点至少应写两句完整的话。")
    if item.methods == ():
        yield Problem(f"{place}.methods", "至少应有一种评估方式。")
    for index, method in enumerate(item.methods or ()):
        if method in item.methods[:index]:
            yield Problem(f"{place}.methods[{index}]", f"评估方式 {method} 写了不止一次。")
    judge = _RULE_FAULTS.get(type(item.rule))
    if judge is not None and item.points:
        yield from judge(f"{place}.rule", item.rule, item.points)


def _text_faults(place: str, text: str | None) -> Iterator[Problem]:
    if text is None:
        return
    if not text.strip():
        yield Problem(place, "文字不能为空。")
    elif not text.isprintable():
        try:
            refuse_text("", text)
        except Refused as fault:
            yield Problem(place, fault.sentence)


def _sentences(texts: Iterable[str]) -> int:
    return sum(bool(part.strip()) for text in texts for part in text.translate(_ENDS).split("。"))


def _degree_faults(place: str, rule: DegreeRule, points: Decimal) -> Iterator[Problem]:
    if points % rule.step != 0:
        yield Problem(f"{place}.step", f"满分 {decimal_text(points)} 分不是步长的整数倍。")


def _conditions_faults(place: str, rule: ConditionsRule, points: Decimal) -> Iterator[Problem]:
    for index, each in enumerate(rule.conditions):
        yield from _needs_points(f"{place}.conditions[{index}]", each)
    yield from _sum_fault(f"{place}.conditions", rule.conditions, points, "各条件分值")


def _tiers_faults(place: str, rule: TiersRule, points: Decimal) -> Iterator[Problem]:
    if not rule.tiers:
        yield Problem(f"{place}.tiers", "没有分档。")
        return
    disorder = [
        problem
        for index, (above, below) in enumerate(pairwise(rule.tiers), start=1)
        for problem in _tier_faults(f"{place}.tiers[{index}]", above, below)
    ]
    yield from disorder
    if not disorder and rule.tiers[0].points != points:
        yield Problem(f"{place}.tiers[0].points", f"最高一档应得满分 {decimal_text(points)} 分。")


def _tier_faults(place: str, above: Tier, below: Tier) -> Iterator[Problem]:
    if below.at_least == above.at_least:
        yield Problem(f"{place}.at_least", "与上一档的起点重复。")
    elif below.at_least > above.at_least:
        yield Problem(f"{place}.at_least", "分档应由高到低：应小于上一档的起点。")
    elif below.points >= above.points:
        yield Problem(f"{place}.points", "与上一档重叠：起点较低，得分应较少。")


def _completeness_faults(place: str, rule: CompletenessRule, points: Decimal) -> Iterator[Problem]:
    if not 0 < rule.part_points < points:
        yield Problem(f"{place}.part_points", f"部分做到的得分应在 0 和 {decimal_text(points)} 分之间。")


def _deduction_faults(place: str, rule: DeductionRule, points: Decimal) -> Iterator[Problem]:
    if not rule.faults:
        yield Problem(f"{place}.faults", "没有扣分点。")
    for index, each in enumerate(rule.faults):
        yield from _needs_points(f"{place}.faults[{index}]", each)
        if each.points > points:
            yield Problem(
                f"{place}.faults[{index}].points", f"每次扣分不能超过满分 {decimal_text(points)} 分。"
            )


_RULE_FAULTS: Mapping[type, Callable[[str, Any, Decimal], Iterator[Problem]]] = {
    DegreeRule: _degree_faults,
    ConditionsRule: _conditions_faults,
    TiersRule: _tiers_faults,
    CompletenessRule: _completeness_faults,
    DeductionRule: _deduction_faults,
}


def _needs_points(place: str, scored: Any) -> Iterator[Problem]:
    if scored.points == 0:
        yield Problem(f"{place}.points", "分值应大于 0。")


def _sum_fault(place: str, parts: Iterable[Any], wanted: Decimal, what: str) -> Iterator[Problem]:
    total = sum((each.points for each in parts), Decimal(0))
    if total != wanted:
        yield Problem(place, f"{what}合计应为 {decimal_text(wanted)}，现为 {decimal_text(total)}。")
