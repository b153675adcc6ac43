"""Chinese typed through an input method is kept exactly once, however the person leaves the field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from tests.journeys.conftest import Open
from tests.journeys.person import Person


@pytest.mark.timeout(120)
def test_composed_text_is_kept_once_whatever_comes_between(open_window: Open) -> None:
    person = open_window()
    person.push("homeSample_zhongcun")
    person.answer("askWorker")
    person.go("visit")
    person.press(Qt.Key.Key_T)  # what was handed in is taken back before it is changed
    person.until(lambda: not person.is_shown("handedIn"), "taken back")
    person.press(Qt.Key.Key_Home)
    person.fill("answerNote", "")
    _pause(person)
    _focus_change(person)
    _page_change(person)
    _closing(person)
    person.leave()

    again = open_window()
    again.press(Qt.Key.Key_Return)
    again.until(lambda: again.is_shown("visitPage"), "the visit page")
    again.press(Qt.Key.Key_Home)
    assert again.find(QLineEdit, "answerNote").text() == "签到表齐全，抽查三份"
    texts = [each.text() for each in again.all(QLabel, "observationText")]
    for seen in ("走廊有指引牌，字体清楚", "窗口公示栏最近更新", "热线值班表贴在墙上，电话打得通"):
        assert texts.count(seen) == 1, texts
    assert len([each for each in texts if "指引牌" in each or "公示栏" in each or "热线" in each]) == 3


def _pause(person: Person) -> None:
    """A pause saves what was handed over and leaves the composition alone."""
    person.commit("签到表")
    person.compose("qi'quan")
    person.until(lambda: person.text("statusUndo").startswith("撤销 Ctrl+Z：备注 "), "a saved note")
    assert person.find(QLineEdit, "answerNote").text() == "签到表"
    person.commit("齐全，")


def _focus_change(person: Person) -> None:
    """Leaving the field hands over what is composed; a late commit of the platform is not a second one."""
    field = person.find(QLineEdit, "answerNote")
    person.compose("抽查三份")
    person.press(Qt.Key.Key_Escape)
    assert not field.hasFocus()
    _late_commit(field, "抽查三份")
    assert field.text() == "签到表齐全，抽查三份"


def _page_change(person: Person) -> None:
    """Going to another page by its key in the middle of a composition, twice."""
    person.press(Qt.Key.Key_Plus)
    body = person.find(QPlainTextEdit, "observationBody")
    person.commit("走廊有指引牌，")
    person.compose("字体清楚")
    person.press(Qt.Key.Key_7, control=True)
    person.until(lambda: person.is_shown("scoringPage"), "another page")
    _late_commit(body, "字体清楚")
    person.go("visit")
    assert body.toPlainText() == "走廊有指引牌，字体清楚"
    person.push("observationDone")
    person.push("observe_concern")
    person.compose("窗口公示栏最近更新")
    person.go("report")
    person.go("visit")
    person.push("observationDone")
    person.until(
        lambda: "窗口公示栏最近更新" in [each.text() for each in person.all(QLabel, "observationText")],
        "the second observation",
    )


def _closing(person: Person) -> None:
    """Closing follows in the middle of a composition."""
    person.push("observe_strength")
    person.commit("热线值班表贴在墙上，")
    person.compose("电话打得通")


def _late_commit(field: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)
    QApplication.processEvents()
