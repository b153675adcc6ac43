"""Types a case into 评前准备, 评分 and 报告, as a person with the papers beside the keyboard would."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.journeys.case import Record, components, names
from tests.journeys.person import Person

HEAD_BY_ASSISTANT = (
    "district",
    "purchaser",
    "operator",
    "supervisor",
    "assessor",
    "supervision_centre",
    "agreement_start",
    "agreement_end",
    "funds_yuan",
    "required_staff",
)
HEAD_ON_FIRST_TAB = (
    "station_short",
    "address",
    "operator_since",
    "report_date",
    "period_start",
    "period_end",
)
_CONFLICTS = {"none": "无需回避", "exists": "有需要回避的情形"}
_COVERS = {"zones": "按片区", "station": "总体服务"}
_ROLES = {"staff": "工作人员"}
_STATES = {"clear": "不成立", "deferred": "本期不评", "holds": "成立"}


def begin_evaluation(person: Person, case: Record) -> None:
    """Make the evaluation by the assistant, step by step, and say that its leading expert works here."""
    head = case["evaluation"]
    person.press(Qt.Key.Key_N, control=True)
    asked = person.meet("askNew")
    person.write(head["station"])
    person.fill("askNew_day", head["visit_date"], within=asked)
    person.press(Qt.Key.Key_Right, alt=True)
    for field in HEAD_BY_ASSISTANT:
        person.fill(f"askNew_{field}", str(head[field]), within=asked)
    person.press(Qt.Key.Key_Right, alt=True)
    person.write("、".join(each["name"] for each in _experts(case)))
    person.answer("askNew")
    who = person.meet("askWorker")
    assert (
        person.find(QComboBox, "askWorker_who", within=who)
        .currentText()
        .startswith(_experts(case)[0]["name"])
    )
    person.answer("askWorker")


def _experts(case: Record) -> list[Record]:
    return [each for each in case["people"] if each.get("role") not in _ROLES]


def enter_head(person: Person, case: Record) -> None:
    """The rest of the head of the evaluation."""
    person.go("preparing")
    person.turn_to("preparingTabs", "基本信息")
    for field in HEAD_ON_FIRST_TAB:
        person.fill(f"head_{field}", str(case["evaluation"][field]))
    person.fill("head_note", case["evaluation"]["note"])
    operator = person.find(QLineEdit, "head_operator").text()
    assert operator == case["evaluation"]["operator"]


def enter_people(person: Person, case: Record) -> None:
    """Everybody who is not there yet; then parts and titles, and what each declares."""
    person.turn_to("preparingTabs", "人员与分工")
    declared = {each["person_id"]: each for each in case["declarations"]}
    for each in case["people"]:
        if each.get("role") in _ROLES:
            person.fill("personName", each["name"])
            person.press(Qt.Key.Key_Return)
            _wait_for_lines(person, "person_name", each["name"])
    for each in case["people"]:
        row = _row_of(person, "person_name", each["name"])
        if each.get("role") in _ROLES:
            person.choose("person_role", _ROLES[each["role"]], within=row)
        leads = person.find(QCheckBox, "person_leads", within=row)
        if leads.isChecked() != bool(each.get("leads")):
            person.push("person_leads", within=row)
        person.fill("person_title", each["title"], within=row)
        person.choose("person_conflict", _CONFLICTS[declared[each["id"]]["conflict"]], within=row)
        person.fill("person_pledged_on", declared[each["id"]]["pledged_on"], within=row)


def enter_needs(person: Person, case: Record) -> None:
    """What the day needs, who sees to it, and what is ready."""
    person.turn_to("preparingTabs", "当天需要")
    for number, each in enumerate(case["needs"]):
        person.fill("needTitle", each["title"])
        person.press(Qt.Key.Key_Return)
        table = person.find(QTableView, "needsTable")
        person.until(partial(_has_rows, table, number + 1), each["title"])
        person.go_to_cell(table, table.model().index(number, 0))
        for field in ("who", "note"):
            if each.get(field):
                person.fill(f"need_{field}", each[field])
        if each.get("ready"):
            person.push("need_ready")


def _has_rows(table: QTableView, count: int) -> bool:
    return table.model().rowCount() == count


def enter_places(person: Person, case: Record) -> None:
    """Review groups, zones with their group and staff, communities."""
    person.turn_to("preparingTabs", "片区与社区")
    groups = names(case, "groups")
    for kind, adder, shown in (("groups", "groupName", "group_name"), ("zones", "zoneName", "zone_name")):
        for each in case[kind]:
            person.fill(adder, each["name"])
            person.press(Qt.Key.Key_Return)
            _wait_for_lines(person, shown, each["name"])
    for zone in case["zones"]:
        card = _row_of(person, "zone_name", zone["name"])
        person.choose("zone_group", groups[zone["group_id"]], within=card)
        person.fill("zone_staff", zone["staff"], within=card)
        person.fill("zone_note", zone.get("note", ""), within=card)
        communities = [each["name"] for each in case["communities"] if each["zone_id"] == zone["id"]]
        person.fill("communityName", "、".join(communities), within=card)
        person.press(Qt.Key.Key_Return)
        _wait_for_lines(person, "community_name", communities[-1])


def enter_assignments(person: Person, case: Record) -> None:
    """Tick who judges what."""
    person.turn_to("preparingTabs", "人员与分工")
    people, groups = names(case, "people"), names(case, "groups")
    for each in case["assignments"]:
        place = " ".join(
            filter(None, (components()[each["component"]], groups.get(each.get("group_id", ""), "")))
        )
        box = person.known_as(QCheckBox, f"{people[each['person_id']]}评{place}")
        person.reach(box)
        person.press(Qt.Key.Key_Space)
        assert box.isChecked()


def enter_quantities(person: Person, case: Record) -> None:
    """Bare figures with their source."""
    person.turn_to("preparingTabs", "其他数据")
    for each in case["quantities"]:
        person.fill(f"quantity_{each['code']}", each["value"])
        person.fill(f"quantity_{each['code']}_source", each["source"])


def enter_indicators(person: Person, case: Record) -> None:
    """The indicators with their names, then the amounts cell by cell, those of one source after another."""
    person.go("indicators")
    for each in case["indicators"]:
        _add_indicator(person, each)
    sources = dict.fromkeys(each.get("source", "") for each in case["indicator_values"])
    for source in sources:
        person.press(Qt.Key.Key_Escape)  # else Tab goes from cell to cell
        person.fill("indicatorFrom", source)
        _enter_amounts(person, case, source)
    person.press(Qt.Key.Key_Escape)


def _add_indicator(person: Person, indicator: Record) -> None:
    person.press(Qt.Key.Key_Escape)
    person.fill("indicatorName", indicator["label"])
    person.press(Qt.Key.Key_Return)
    _wait_for_lines(person, "indicator_label", indicator["label"])
    cover = _COVERS[indicator.get("cover", "station")]
    if person.find(QComboBox, "indicator_cover").currentText() != cover:
        person.choose("indicator_cover", cover)
    for field in ("unit", "table_label", "column", "sentence_group"):
        if field in indicator:
            person.fill(f"indicator_{field}", str(indicator[field]))


def _enter_amounts(person: Person, case: Record, source: str) -> None:
    """Type figures as in a spreadsheet: Tab goes on to the next cell of the line."""
    zones = [each["id"] for each in case["zones"]]
    zoned = [each["id"] for each in case["indicators"] if each.get("cover") == "zones"]
    station = [each["id"] for each in case["indicators"] if each.get("cover") != "zones"]
    cells = []
    for value in case["indicator_values"]:
        if value.get("source", "") != source:
            continue
        which, zone = value["indicator_id"], value.get("zone_id")
        for number, field in enumerate(("agreed", "done")):
            if which in station:
                cells.append(("indicatorStation", station.index(which), number, value[field]))
            else:
                line = zones.index(zone) if zone else len(zones)
                cells.append(("indicatorZones", line, 1 + 3 * zoned.index(which) + number, value[field]))
    for name, line, column, amount in sorted(cells, key=lambda each: (each[0] == "indicatorStation", each)):
        grid = person.find(QTableView, name)
        cell = grid.model().index(line, column)
        person.go_to_cell(grid, cell)
        person.write(amount)
        person.press(Qt.Key.Key_Tab)
        assert cell.data() == amount


def enter_figures(person: Person, figures: Iterable[Record]) -> None:
    """What the parties gave, with source, day, receiver and number."""
    person.turn_to("scoringTabs", "录入得分")
    for each in figures:
        tag = f"figure_{each['code']}"
        person.fill(tag, each["points"])
        for field in ("source", "received_on", "received_by", "file_number"):
            person.fill(f"{tag}_{field}", each[field])


def enter_vetoes(person: Person, findings: Iterable[Record]) -> None:
    """What a person found on the rules that no table decides."""
    for each in findings:
        rule = f"veto_{each['rule']}"
        person.push(f"{rule}_open")
        person.choose(f"{rule}_choose", _STATES[each["state"]])
        person.fill(f"{rule}_reason", each["reason"])
        person.fill(f"{rule}_by", each["decided_by"])
        person.press(Qt.Key.Key_Return)
        person.says(f"{rule}_state", _STATES[each["state"]])
        assert each["reason"] in person.text(f"{rule}_detail")


def enter_texts(person: Person, texts: Mapping[str, str]) -> None:
    """The report's own texts."""
    person.turn_to("reportTabs", "文字")
    for code, text in texts.items():
        person.fill(f"text_{code}", text)
        assert person.find(QPlainTextEdit, f"text_{code}").toPlainText() == text


def _wait_for_lines(person: Person, name: str, text: str) -> None:
    person.until(lambda: text in [each.text() for each in person.all(QLineEdit, name)], f"{name} {text}")


def _row_of(person: Person, name: str, text: str) -> QWidget:
    """The row or card that shows a text in one of its fields."""
    (field,) = [each for each in person.all(QLineEdit, name) if each.text() == text]
    row = field.parentWidget()
    while row is not None and not person.all(QComboBox, within=row):
        row = row.parentWidget()
    assert row is not None
    return row
