"""The affairs of the day itself by the keyboard: plan, sign-in, spot checks, papers, interviews, feedback."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QTableView

from tests.journeys.case import METHODS, Record, items, names
from tests.journeys.person import Person

ROLES = ("购买方代表", "机构管理者", "项目负责人", "一线社工", "服务对象")
PARTIES = ("station", "operator", "purchaser", "supervisor", "supervision_centre", "assessor")
KINDS = ("case", "group", "activity", "file", "personnel", "other")
_PARTS = ("plan", "sign_in", "checks", "papers", "talks", "feedback", "departure")


def turn_to(person: Person, part: str) -> None:
    """Go to one of the parts of 现场事务 by Alt and its digit."""
    person.go("day")
    person.press(Qt.Key(Qt.Key.Key_1 + _PARTS.index(part)), alt=True)


def enter_plan(person: Person, case: Record) -> None:
    """The plan of the day, a line each, with who, where and by which method."""
    turn_to(person, "plan")
    for each in case["plan_entries"]:
        person.fill("planTitle_new", f"{each['starts_at']}-{each['ends_at']} {each['title']}")
        person.press(Qt.Key.Key_Return)
        line = f"{each['starts_at']}–{each['ends_at']}  {each['title']}"
        _wait_until_chosen(person, "planTable", line)
        for field in ("who", "place"):
            if field in each:
                person.fill(f"plan_{field}", each[field])
        if "method" in each:
            person.choose("plan_method", METHODS[each["method"]])
    assert len(person.rows("planTable")) == len(case["plan_entries"])
    assert not [row for row in person.rows("planTable") if row[3]], "nothing collides"


def sign_in(person: Person, case: Record) -> None:
    """The assessor's people by one button, the others by name; everybody signs in by Space and hears by F."""
    turn_to(person, "sign_in")
    person.push("attendeeTeamFirst")
    guests = [each for each in case["attendees"] if each["party"] != "assessor"]
    for each in guests:
        digit = PARTIES.index(each["party"]) + 1
        person.fill("attendeeName_new", f"{digit} {each['name']} {each['title']}")
        person.press(Qt.Key.Key_Return)
        _wait_until_chosen(person, "attendeeTable", each["name"])
    person.press(Qt.Key.Key_Escape, Qt.Key.Key_Home)
    count = len(case["attendees"])
    person.press(*[Qt.Key.Key_Space] * count)
    person.press(Qt.Key.Key_Home, *[Qt.Key.Key_F, Qt.Key.Key_Down] * count)
    person.until(lambda: all(row[3] and row[4] for row in person.rows("attendeeTable")), "all signed in")
    assert len(person.rows("attendeeTable")) == count
    person.fill("attendee_signed_in_at", "0850")
    person.press(Qt.Key.Key_Escape)
    person.until(lambda: "08:50" in [row[3] for row in person.rows("attendeeTable")], "08:50")


def check_records(person: Person, case: Record) -> None:
    """Spot checks: drawn by seed or chosen, where they belong, what was found."""
    turn_to(person, "checks")
    groups = names(case, "groups")
    for number, each in enumerate(case["spot_checks"]):
        if each["draw"] == "drawn":
            _draw(person, each)
        else:
            person.push(f"checkKind_{KINDS.index(each['checked']) + 1}")
            person.fill("checkNumber_new", each["number"])
            person.press(Qt.Key.Key_Return)
        _wait_for_rows(person, "checkTable", number + 1)
        person.choose("check_group_id", groups[each["group_id"]])
        if "item" in each:
            person.choose("check_item", f"{each['item']} {items()[each['item']]['subject']}")
        person.press(Qt.Key.Key_Escape, Qt.Key.Key_Return)
        person.write(each["found"])
        person.press(Qt.Key.Key_Escape)
        _wait_for_cell(person, "checkTable", 4, each["found"])


def _draw(person: Person, check: Record) -> None:
    """Draw one record by seed; the proof is shown before it is entered."""
    if person.is_shown("checkTable"):
        person.press(Qt.Key.Key_Escape, Qt.Key.Key_R)
    else:
        person.push("checkDrawFirst")
    asked = person.meet("askDraw")
    person.push(f"draw_kind_{KINDS.index(check['checked'])}", within=asked)
    person.fill("draw_population", str(check["drawn_from"]), within=asked)
    person.fill("draw_count", "1", within=asked)
    person.fill("draw_seed", check["seed"], within=asked)
    person.until(lambda: check["seed"] in person.text("draw_proof"), "a proof")
    person.answer("askDraw")
    person.until(lambda: check["seed"] in person.text("checkProof"), "the proof in the ledger")


def observe_check(person: Person, found: str) -> None:
    """Make a concern of what a spot check found, by one key."""
    turn_to(person, "checks")
    table = person.find(QTableView, "checkTable")
    person.go_to_cell(table, table.model().index(_cells(person, "checkTable", 4).index(found), 0))
    person.press(Qt.Key.Key_Minus)
    person.says("checkLinked", "已转为观察：关注")


def ask_for_papers(person: Person, case: Record) -> None:
    """Papers asked for: who promised them, until when; then they arrive."""
    turn_to(person, "papers")
    for each in case.get("paper_requests", ()):
        person.fill("paperTitle_new", each["title"])
        person.press(Qt.Key.Key_Return)
        _wait_until_chosen(person, "paperTable", each["title"])
        person.choose("paper_item", f"{each['item']} {items()[each['item']]['subject']}")
        for field in ("promised_by", "due_on", "due_at"):
            person.fill(f"paper_{field}", each[field])
        person.press(Qt.Key.Key_Escape)
        _wait_for_cell(person, "paperTable", 4, "已逾期")  # the day is long past


def receive_papers(person: Person) -> None:
    """Everything that was asked for arrives."""
    turn_to(person, "papers")
    person.press(Qt.Key.Key_Home)
    for _ in person.rows("paperTable"):
        person.press(Qt.Key.Key_Space, Qt.Key.Key_Down)
    person.says("paperSum", "都已收到")


def interview(person: Person, case: Record) -> None:
    """Interviews: the role by a digit, how many, in which group, what was said."""
    turn_to(person, "talks")
    groups = names(case, "groups")
    for each in case["interviews"]:
        number = ROLES.index(each["role"]) + 1
        if person.is_shown("talkTable"):
            person.press(Qt.Key.Key_Escape, Qt.Key(Qt.Key.Key_0 + number))
        else:
            person.push(f"talkRole_{number}")
        assert person.find(QLineEdit, "talk_people").hasFocus()
        person.write(str(each["people"]))
        if "group_id" in each:
            person.choose("talk_group_id", groups[each["group_id"]])
        person.fill("talk_notes", each["notes"])
        person.press(Qt.Key.Key_Escape)
        _wait_for_cell(person, "talkTable", 3, each["notes"])


def give_feedback(person: Person, case: Record) -> None:
    """The sheet for everybody in the room, who heard it, what was objected."""
    turn_to(person, "feedback")
    person.push("feedbackBySignIn")
    heard = person.find(QPlainTextEdit, "dayText_feedback.attendees")
    person.until(lambda: bool(heard.toPlainText()), "who heard it")
    texts = {each["code"]: each["text"] for each in case["report_texts"]}
    person.fill("dayText_feedback.objections", texts.get("feedback.objections", "无异议。"))
    person.press(Qt.Key.Key_F5)
    person.meet("presentation")
    person.press(Qt.Key.Key_PageDown, Qt.Key.Key_Plus, Qt.Key.Key_Escape)
    person.see_off("presentation")


def before_leaving(person: Person) -> str:
    """What the departure check says is still open here, in a few words."""
    turn_to(person, "departure")
    return person.text("departureSum")


def note_quickly(person: Person, text: str) -> None:
    """Write a quick note over whatever page is shown."""
    person.press(Qt.Key.Key_J, control=True)
    person.meet("quickNote")
    person.write(text)
    person.press(Qt.Key.Key_Return, control=True)
    person.see_off("quickNote")


def file_note(person: Person, text: str, *, home: str) -> None:
    """Find a quick note on the board and say where it belongs and that it is a concern."""
    person.go("observations")
    person.press(Qt.Key.Key_F, control=True)
    person.write(text)
    person.press(Qt.Key.Key_Escape, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_F2)
    assert person.find(QPlainTextEdit, "boardText").toPlainText() == text
    box = person.find(QComboBox, "boardHome")
    (where,) = [each for each in map(box.itemText, range(box.count())) if each.strip() == home]
    person.choose_in(box, where)
    person.push("boardTone_1")
    person.fill("boardEvidence", "现场照片")
    person.press(Qt.Key.Key_Return, control=True)
    person.push("boardClear")
    assert not person.is_shown("boardClear")


def settle_and_withdraw(person: Person) -> None:
    """One final word, that an item does not apply, changes the result; withdrawn it is as before."""
    before = person.text("resultFigure")
    person.turn_to("scoringTabs", "合议")
    person.push("questionFilter_3")
    table = person.find(QTableView, "questionTable")
    person.reach(table)
    person.press(Qt.Key.Key_Home, Qt.Key.Key_N)
    person.says("finalState", "缺理由，未保存")
    person.press(Qt.Key.Key_Return)
    person.write("复看台账后一致同意不计。")
    person.press(Qt.Key.Key_Escape)
    person.says("finalState", "✓ 已有结论")
    person.until(lambda: person.text("resultFigure") != before, "another result")
    person.push("finalWithdraw")
    person.says("finalState", "没有结论")
    person.says("resultFigure", before)
    assert [each for each in person.all(QLabel, "finalStory") if "撤回结论" in each.text()]


def _wait_until_chosen(person: Person, table: str, text: str) -> None:
    """Wait until the chosen row of a ledger begins with a text."""

    def is_chosen() -> bool:
        view = person.all(QTableView, table)
        return bool(view) and view[0].model().index(view[0].currentIndex().row(), 0).data() == text

    person.until(is_chosen, text)


def _wait_for_rows(person: Person, table: str, count: int) -> None:
    person.until(lambda: person.is_shown(table) and len(person.rows(table)) == count, f"{count} in {table}")


def _wait_for_cell(person: Person, table: str, column: int, text: str) -> None:
    person.until(lambda: text in _cells(person, table, column), text)


def _cells(person: Person, table: str, column: int) -> list[str]:
    return [row[column] for row in person.rows(table)]
