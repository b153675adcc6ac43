"""现场检查: figures that cannot be, and the arrows and Space of every judging rule."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from sgz_desktop.domain.mark import Conditions, Faults, Ratio
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from tests.ui.find import key_in, press, text_of, the, type_into
from tests.ui.test_visit import answer_to, go_to

Open = Callable[[UUID, str], Shell]
D = Decimal


def test_a_figure_of_absurd_length_is_refused_in_a_sentence(
    opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    cases = {
        "M-05": (("9999999999999", "不能给 9999999999999 分"), ("0.1234567", "3 位小数")),
        "O-13": (("9" * 5000, f"不能给 {'9' * 20}… 分"),),
        "O-01": (("9" * 5000, f"比例过大：{'9' * 20}…%"), ("97.12345", "4 位小数")),
    }
    for code, typed in cases.items():
        go_to(shell, code)
        field = the(shell, QLineEdit, "answerField")
        for text, sentence in typed:
            type_into(field, text)
            press(Qt.Key.Key_Return)
            assert sentence in text_of(shell, "answerField_error")
            assert (text_of(shell, "stopState"), answer_to(program, fresh, code)) == ("没有保存", None)
        type_into(field, "")
        press(Qt.Key.Key_Escape)


def test_the_arrows_go_a_per_cent_of_a_ratio(opened: Open, program: Program, fresh: UUID) -> None:
    shell = opened(fresh, "visit")
    go_to(shell, "O-01")
    right, left = Qt.Key.Key_Right, Qt.Key.Key_Left
    given = []
    for key in (left, right, left, Qt.Key.Key_C, right, left, left):
        press(key)
        found = answer_to(program, fresh, "O-01")
        given.append(str(found.value.normalize()) if isinstance(found, Ratio) else "")
    assert given == ["1", "1", "0.99", "", "0.01", "0", "0"]
    type_into(the(shell, QLineEdit, "answerField"), "120")
    press(Qt.Key.Key_Escape)
    for key, value in ((right, "1.2"), (left, "1.19")):
        press(key)
        assert answer_to(program, fresh, "O-01") == Ratio(D(value))
    type_into(the(shell, QLineEdit, "answerField"), "大约")
    press(Qt.Key.Key_Escape)
    press(left)  # as from nothing
    assert answer_to(program, fresh, "O-01") == Ratio(D(1))


def test_the_arrows_and_space_choose_conditions_and_faults(
    opened: Open, program: Program, fresh: UUID
) -> None:
    shell = opened(fresh, "visit")
    right, left, space, less = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Backspace

    def shown(kind: str) -> list[str]:
        signs = [each for each in shell.findChildren(QLabel) if each.objectName().endswith("_here")]
        return [each.objectName() for each in signs if not each.isHidden() and kind in each.objectName()]

    go_to(shell, "O-08")
    press(space)  # nothing is pointed at yet
    assert (shown("condition"), answer_to(program, fresh, "O-08")) == ([], None)
    for key in (right, right, space):
        press(key)
    assert shown("condition") == ["condition_2_here"]
    assert answer_to(program, fresh, "O-08") == Conditions(frozenset({"present"}))
    press(space)
    assert answer_to(program, fresh, "O-08") == Conditions(frozenset())
    go_to(shell, "O-05")
    for key in (left, left, right, right, space, space, less):
        press(key)
    (found,) = shown("fault")
    answer = answer_to(program, fresh, "O-05")
    assert isinstance(answer, Faults)
    assert [each.count for each in answer.found] == [1]
    key_in("1")
    assert shown("fault") == ["fault_1_here"] != [found]
