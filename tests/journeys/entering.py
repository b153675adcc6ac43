"""Types a case into 评前准备, 评分 and 报告, as a person with the papers beside the keyboard would."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.journeys.case import Record, components, names
from tests.journeys.person import Person

HEAD_ON_FIRST_TAB = (
    "station_short",
    "district",
    "address",
    "operator_since",
    "report_date",
    "period_start",
    "period_end",
    "purchaser",
    "operator",
    "supervisor",
    "supervision_centre",
    "assessor",
    "agreement_start",
    "agreement_end",
    "funds_yuan",
    "required_staff",
)
_ROLES = {"staff": "工作人员"}
_STATES = {"clear": "不成立", "deferred": "本期不评", "holds": "成立"}


def begin_evaluation(person: Person, case: Record) -> None:
    """Make the evaluation by the dialog, and say that its leading expert works here."""
    head = case["evaluation"]
    person.press(Qt.Key.Key_N, control=True)
    asked = person.find(QDialog, "askNew")
    person.write(head["station"])
    person.fill("askNew_day", head["visit_date"], within=asked)
    person.push_text("中期评估", within=asked)
    person.answer("askNew")
    who = person.find(QDialog, "askWorker")
    person.fill("askWorker_name", case["people"][0]["name"], within=who)
    person.push_text("评估专家", within=who)
    person.answer("askWorker")


def enter_head(person: Person, case: Record) -> None:
    """The head of the evaluation."""
    person.turn_to("preparingTabs", "基本信息")
    for field in HEAD_ON_FIRST_TAB:
        person.fill(f"head_{field}", str(case["evaluation"][field]))
    person.fill("head_note", case["evaluation"]["note"])


def enter_people(person: Person, case: Record) -> None:
    """Everybody but the first, who is there; then parts and titles."""
    person.turn_to("preparingTabs", "人员与分工")
    for each in case["people"][1:]:
        person.fill("personName", each["name"])
        person.press(Qt.Key.Key_Return)
        _wait_for_lines(person, "person_name", each["name"])
    for each in case["people"]:
        row = _row_of(person, "person_name", each["name"])
        person.fill("person_title", each["title"], within=row)
        if each.get("role") in _ROLES:
            person.choose("person_role", _ROLES[each["role"]], within=row)
        if each.get("leads"):
            person.push("person_leads", within=row)


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
        person.click(box)
        assert box.isChecked()


def enter_quantities(person: Person, case: Record) -> None:
    """Bare figures with their source."""
    person.turn_to("preparingTabs", "其他数据")
    for each in case["quantities"]:
        person.fill(f"quantity_{each['code']}", each["value"])
        person.fill(f"quantity_{each['code']}_source", each["source"])


def enter_indicators(person: Person, case: Record) -> None:
    """The names of the indicators, then agreed and done amounts cell by cell."""
    person.turn_to("preparingTabs", "服务指标")
    for row, each in enumerate(case["indicators"]):
        _add_indicator(person, each, row)
    _enter_amounts(person, case)


def _add_indicator(person: Person, indicator: Record, row: int) -> None:
    person.fill("indicatorName", indicator["label"])
    person.press(Qt.Key.Key_Return)
    table = person.find(QTableView, "indicatorTable")
    person.until(lambda: table.model().rowCount() == row + 1, indicator["label"])
    person.click_cell(table, table.model().index(row, 0))
    _wait_for_lines(person, "indicator_label", indicator["label"])
    for field in ("unit", "table_label", "column"):
        person.fill(f"indicator_{field}", indicator[field])
    if indicator.get("cover") == "zones":
        person.choose("indicator_cover", "按片区")


def _enter_amounts(person: Person, case: Record) -> None:
    table = person.find(QTableView, "indicatorTable")
    rows = {each["id"]: number for number, each in enumerate(case["indicators"])}
    zones = names(case, "zones") | {"": "合计"}
    titles = [
        str(table.model().headerData(each, Qt.Orientation.Horizontal))
        for each in range(table.model().columnCount())
    ]
    for value in case["indicator_values"]:
        for field, said in (("agreed", "协议"), ("done", "完成")):
            if field not in value:
                continue
            column = titles.index(f"{zones[value.get('zone_id', '')]}\n{said}")
            cell = table.model().index(rows[value["indicator_id"]], column)
            person.click_cell(table, cell)
            person.write(value[field])
            person.press(Qt.Key.Key_Return)
            assert cell.data() == value[field]
        if value.get("source"):
            where = zones[value.get("zone_id", "")]
            person.says("indicator_source_of", f"来源（{where}）")
            person.fill("indicator_source", value["source"])


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
