"""`tables import` and `tables show`: the station's workbooks on the command line."""

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sgz_desktop.domain.canonical import decimal_text, encode
from sgz_desktop.errors import SgzError
from sgz_desktop.intake.mapping import Annex, Mapping, Role, as_json
from sgz_desktop.intake.problems import Level, Problem
from sgz_desktop.services.tables.assistant import FATE_NAMES, data_of, head_of, line_name, lines_of, meaning
from sgz_desktop.services.tables.importing import Opened, TablesPlan
from sgz_desktop.services.tables.plan import Fate, Proposed
from sgz_desktop.services.tables.showing import ANNEX_NAMES, FigureShown, TableShown, as_plain, counted
from sgz_desktop.wiring import Program

DONE, FAILED = 0, 2
MOST_LINES = 40
"""So many changed fields of a table are printed; the rest are counted."""
MOST_PLACES = 3
"""So many places of a figure are printed; the rest are counted."""

_LEVEL_NAMES = {Level.ERROR: "没有读入", Level.WARNING: "请核对"}


class NotRecognised(SgzError):
    """No table of the workbook was recognised; the last of its problems says what was seen and what to do."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[-1].text)


def run(program: Program, arguments: argparse.Namespace) -> int:
    """Do what `tables` was asked; errors are raised as sentences."""
    found = program.evaluations.find(arguments.id)
    annex = Annex(arguments.annex) if arguments.annex else None
    if arguments.job == "show":
        return _show(program, found, annex, arguments)
    return _import(program, found, annex, arguments)


def _import(program: Program, evaluation_id: UUID, annex: Annex | None, arguments: argparse.Namespace) -> int:
    opened = program.tables_in.open(arguments.file, annex=annex)
    plan = program.tables_in.plan(evaluation_id, opened)
    will_write = any(each.writes for each in plan.plans) and not arguments.dry_run
    if will_write:
        program.tables_in.apply(evaluation_id, plan)
    if arguments.json:
        _print_json(_import_record(opened, plan, applied=will_write))
        return DONE if opened.mappings else FAILED
    if not opened.mappings:
        raise NotRecognised(plan.problems)
    for line in _import_lines(opened, plan):
        print(line)
    if will_write:
        print("已读入，读入前的数据已备份。")
    else:
        print("没有改动任何内容。" if arguments.dry_run else "表中的数据与评估里的相同，没有改动。")
    return DONE


def _import_lines(opened: Opened, plan: TablesPlan) -> Iterator[str]:
    for mapping in opened.mappings:
        where = f"表头{head_of(mapping)}，数据{data_of(mapping)}"
        yield f"{ANNEX_NAMES[mapping.annex]}：工作表“{mapping.sheet}”，{where}"
        for number, role in sorted(mapping.columns.items()):
            if role.role is not Role.IGNORED:
                yield f"  {line_name(mapping, number)} → {meaning(mapping.annex, role)}"
    for each in plan.plans:
        fates = (("新增", Fate.NEW), ("改动", Fate.CHANGED), ("不变", Fate.SAME))
        counts = "，".join(f"{name} {each.count(fate)} 条" for name, fate in fates)
        yield f"{ANNEX_NAMES[each.annex]}：{counts}"
        lines = lines_of(each)
        for line in lines[:MOST_LINES]:
            before = f"{line.before} → " if line.before else ""
            yield f"  {FATE_NAMES[line.fate]} {line.title} {line.field}：{before}{line.after}（{line.cell}）"
        if len(lines) > MOST_LINES:
            yield f"  另有 {len(lines) - MOST_LINES} 项，用 --json 看全部"
    for problem in plan.problems:
        yield f"{_LEVEL_NAMES[problem.level]}：{problem}"


def _import_record(opened: Opened, plan: TablesPlan, *, applied: bool) -> dict[str, Any]:
    return {
        "file": opened.path.name,
        "mappings": [_mapping_record(each) for each in opened.mappings],
        "plans": [
            {
                "annex": each.annex.value,
                "title": each.title,
                "new": each.count(Fate.NEW),
                "changed": each.count(Fate.CHANGED),
                "same": each.count(Fate.SAME),
                "entities": [_proposed_record(one) for one in each.proposals],
            }
            for each in plan.plans
        ],
        "problems": [_problem_record(each) for each in plan.problems],
        "applied": applied,
    }


def _mapping_record(mapping: Mapping) -> Any:
    return json.loads(as_json(mapping))


def _proposed_record(proposed: Proposed) -> dict[str, Any]:
    return {
        "kind": proposed.kind,
        "id": str(proposed.entity_id),
        "title": proposed.title,
        "fate": proposed.fate.value,
        "place": str(proposed.place),
        "fields": {
            each.name: {"before": encode(each.before), "after": encode(each.after), "cell": each.cell}
            for each in proposed.fields
        },
    }


def _problem_record(problem: Problem) -> dict[str, str]:
    place = problem.place
    return {
        "level": problem.level.value,
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "text": problem.text,
    }


def _show(program: Program, evaluation_id: UUID, annex: Annex | None, arguments: argparse.Namespace) -> int:
    shown = program.tables.show(evaluation_id, annex=annex)
    if arguments.json:
        _print_json([as_plain(each) for each in shown])
        return DONE
    for table in shown:
        for line in _show_lines(table):
            print(line)
    if not shown:
        print("还没有表格数据。用 tables import 读入社工站的工作簿，或在窗口里录入。")
    return DONE


def _show_lines(table: TableShown) -> Iterator[str]:
    yield f"{ANNEX_NAMES[table.annex]}：{counted(table)}"
    if table.elapsed:
        yield f"  {table.elapsed}"
    for line in table.lines:
        yield f"  {line.sentence}"
        for note in line.notes:
            yield f"    请核对：{note}"
        if line.source:
            yield f"    来自 {line.source}"
    for figure in table.figures:
        yield f"  {figure.name} {_value(figure)}（{figure.formula}）"
        if figure.disagrees:
            yield f"    请核对：{figure.disagrees}"
        for told in figure.open_places[:MOST_LINES]:
            yield f"    待核：{told}"
        if len(figure.open_places) > MOST_LINES:
            yield f"    …待核共 {len(figure.open_places)} 处，用 --json 看全部"
        for place in figure.sources[:MOST_PLACES]:
            yield f"    来自 {place}"
        if len(figure.sources) > MOST_PLACES:
            yield f"    …共 {len(figure.sources)} 处，这里列出前 {MOST_PLACES} 处，用 --json 看全部"


def _value(figure: FigureShown) -> str:
    if figure.value is None:
        return f"待核（有 {figure.open_parts} 处还不能确定）" if figure.open_parts else "还不能算"
    return f"{decimal_text(figure.value)}{figure.unit if figure.unit == '%' else f' {figure.unit}'}"


def _print_json(record: object) -> None:
    print(json.dumps(record, ensure_ascii=False, indent=2))
