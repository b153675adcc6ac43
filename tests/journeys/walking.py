"""Walks through 现场检查 by the keyboard: answers, notes, observations, as the sample has them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QListView, QRadioButton

from tests.journeys.case import Record, components, items, names
from tests.journeys.person import Person

ALL_DONE = "所有检查项都已作答。"
PARTIES = {"purchaser": "购买方", "supervision_centre": "督导中心", "supervisor": "监督方"}
_DIGITS = {str(number): Qt.Key(Qt.Key.Key_0 + number) for number in range(10)}
_EXTENTS = {"all": "全有", "part": "部分", "none": "没有"}


class Walk:
    """One expert's answers and observations, by item and review group."""

    def __init__(self, person: Person, case: Record, expert: str) -> None:
        self.person = person
        groups = names(case, "groups")
        (expert_id,) = [key for key, name in names(case, "people").items() if name == expert]
        self._marks = {_place(each, groups): each for each in _of(case["marks"], expert_id)}
        self._observations: dict[tuple[str, str], list[Record]] = {}
        self._others: list[tuple[str, Record]] = []
        for each in _of(case["observations"], expert_id):
            if "item" in each:
                self._observations.setdefault(_place(each, groups), []).append(each)
            else:
                self._others.append((_heading(each, groups), each))
        self._groups = tuple(groups.values())

    def here(self) -> tuple[str, str]:
        """Code and review group of the item that is shown."""
        code = self.person.text("stopTitle").split()[0]
        parts = self.person.text("stopWhere").split(" · ")
        return code, parts[1] if parts[1] in self._groups else ""

    def all(self, *, postpone: tuple[str, str] | None = None) -> int:
        """Answer everything, Enter by Enter; one item can be left 待议 first. Returns how many answers."""
        given = 0
        while self.person.text("stopSaid") != ALL_DONE:
            place = self.here()
            mark = self._marks[place]
            if place == postpone:
                postpone = None
                self.person.press(Qt.Key.Key_F)
                assert self.person.text("stopState") == "待议"
            else:
                self.answer(mark)
                self._observe(place)
                given += 1
            self.person.press(Qt.Key.Key_Return)
        assert self.person.text("openCount") == "✓ 全部已答"
        assert given == len(self._marks)
        return given

    def answer(self, mark: Record) -> None:
        """Answer the item that is shown, and write the note."""
        answer = mark["answer"]
        _ANSWERS[answer["kind"]](self.person, answer)
        if answer["kind"] in ("degree", "bare", "ratio"):
            # Enter in the field of a mark would go on to the next item; Esc keeps the place.
            self.person.press(Qt.Key.Key_Escape)
        expected = "不适用" if answer["kind"] == "not_applicable" else "已答"
        self.person.until(lambda: self.person.text("stopState") == expected, f"{mark}")
        if mark.get("note"):
            self.person.fill("answerNote", mark["note"])
            self.person.press(Qt.Key.Key_Escape)

    def _observe(self, place: tuple[str, str]) -> None:
        for each in self._observations.get(place, ()):
            observe(self.person, each)

    def hand_in(self) -> None:
        """Hand the marks in by their key."""
        self.person.press(Qt.Key.Key_Escape, Qt.Key.Key_T)
        self.person.until(lambda: "已提交" in self.person.text("handingSaid"), "handed in")

    def observe_others(self) -> int:
        """Write what hangs on no item: turn to the other list by O, find the place by the arrows."""
        if not self._others:
            return 0
        self.person.press(Qt.Key.Key_O)
        for heading, seen in self._others:
            places = self.person.find(QListView, "placeList")
            self.person.reach(places)
            self.person.press(Qt.Key.Key_Home)
            for _ in range(places.model().rowCount()):
                if self.person.text("placeTitle") != heading:
                    self.person.press(Qt.Key.Key_Down)
            assert self.person.text("placeTitle") == heading
            observe(self.person, seen, at="placeList")
        self.person.press(Qt.Key.Key_O)
        assert self.person.is_shown("stopList")
        return len(self._others)


def observe(person: Person, seen: Record, *, at: str = "stopList") -> None:
    """Write an observation at the item or place that is shown."""
    person.press(Qt.Key.Key_Escape)
    assert person.find(QListView, at).hasFocus()
    person.press(Qt.Key.Key_Plus if seen["tone"] == "strength" else Qt.Key.Key_Minus)
    person.write(seen["text"])
    if seen.get("lead"):
        person.fill("observationLead", seen["lead"])
    if seen.get("recommendation"):
        person.fill("observationAdvice", seen["recommendation"])
    if seen.get("evidence"):
        person.fill("observationEvidence", seen["evidence"])
    person.press(Qt.Key.Key_Return, control=True)
    whole = seen.get("lead", "") + seen["text"]
    person.until(
        lambda: whole in [each.text() for each in person.all(QLabel, "observationText")], f"observed {whole}"
    )


def _of(records: Iterable[Record], expert_id: str) -> list[Record]:
    return [each for each in records if each.get("person_id") == expert_id]


def _place(record: Record, groups: dict[str, str]) -> tuple[str, str]:
    return record["item"], groups.get(record.get("group_id", ""), "")


def _heading(seen: Record, groups: dict[str, str]) -> str:
    """What stands above the observations of a party, chapter or review group."""
    name = (PARTIES | components())[seen["subject"]]
    group = groups.get(seen.get("group_id", ""), "")
    return f"{name} · {group}" if group else name


def _points(person: Person, answer: Record) -> None:
    person.write(answer["points"])


def _ratio(person: Person, answer: Record) -> None:
    whole, _, rest = answer["value"].partition(".")
    shifted = rest.ljust(2, "0")
    figure = f"{int(whole + shifted[:2])}.{shifted[2:]}".rstrip(".")
    person.write(figure)


def _conditions(person: Person, answer: Record) -> None:
    if not answer["met"]:
        person.press(Qt.Key.Key_0)
    rule = items()[person.text("stopTitle").split()[0]]["rule"]
    wordings = {each["code"]: each["wording"] for each in rule["conditions"]}
    boxes = {each.accessibleName(): each for each in person.all(QCheckBox)}
    for code in answer["met"]:
        box = boxes[wordings[code]]
        person.press(_DIGITS[box.text()[0]])
        assert box.isChecked()


def _completeness(person: Person, answer: Record) -> None:
    texts = {each.accessibleName(): each.text() for each in person.all(QRadioButton)}
    person.press(_DIGITS[texts[_EXTENTS[answer["extent"]]][0]])


def _faults(person: Person, answer: Record) -> None:
    if not answer["found"]:
        person.press(Qt.Key.Key_0)
    rule = items()[person.text("stopTitle").split()[0]]["rule"]
    wordings = {each["code"]: each["wording"] for each in rule["faults"]}
    for found in answer["found"]:
        wording = f"　{wordings[found['fault']]}　"
        (said,) = [each.text() for each in person.all(QLabel) if wording in each.text()]
        for _ in range(found["count"]):
            person.press(_DIGITS[said[0]])


def _not_applicable(person: Person, _: Record) -> None:
    person.press(Qt.Key.Key_N)


_ANSWERS = {
    "degree": _points,
    "bare": _points,
    "ratio": _ratio,
    "conditions": _conditions,
    "completeness": _completeness,
    "faults": _faults,
    "not_applicable": _not_applicable,
}
