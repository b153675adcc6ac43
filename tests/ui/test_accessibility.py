"""For everybody: each control has a name that can be read out, Tab comes to it in the order it is seen."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sgz_desktop.assets import manual
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets.buttons import KeyButton
from tests.ui.find import press, the
from tests.ui.keyboard import frame, keyless, quarrels, shown_twice, without_enter
from tests.ui.places import Place, dialogs, furnish, pages, panels, questions, settle

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
HOLDS_TAB = {
    "indicatorZones": "the grid's cells are typed one after another with Tab; Ctrl+Tab leaves it",
    "indicatorStation": "as the grid above it",
    "attendanceGrid": "as the grids of the indicators",
    "trainingGrid": "as the grids of the indicators",
    "manualText": "Tab goes from link to link, and leaves the text behind the last",
}
"""What Tab does not leave, with the reason."""
UPWARD = {
    ("community_name", "zone_note"): "the communities of a zone fill lines of their own beside its note",
    ("zone_note", "community_name"): "and the note stands in the lower corner",
}
"""Where Tab goes up or back to the left, with the reason."""

KEYS: Mapping[str, Callable[[QWidget], list[str]]] = {
    "one key for two": quarrels,
    "shown twice": shown_twice,
    "neither key nor letter": keyless,
    "Enter": without_enter,
}

Open = Callable[[UUID, str], Shell]


def everywhere(shell: Shell) -> Iterator[Place]:
    """Every page, panel and dialog."""
    return chain(pages(shell), panels(shell), dialogs(shell), questions(shell))


def controls(root: QWidget) -> list[QWidget]:
    """What a person sees and can use, without what Qt puts into it."""
    return [
        each
        for each in root.findChildren(QWidget)
        if isinstance(each, CONTROLS)
        and not isinstance(each, QHeaderView)
        and each.isVisible()
        and not each.objectName().startswith("qt_")
        and not each.inherits("QTableCornerButton")
    ]


def said(control: QWidget) -> str:
    """What is read out."""
    return control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")


def named(control: QWidget) -> str:
    """How a control is told in a failure."""
    return control.objectName() or f"{type(control).__name__} {said(control)}"


def stops(root: QWidget) -> list[QWidget]:
    """What Tab must come to: of buttons that exclude one another the arrows reach the others."""
    found, known = [], set[QObject | None]()
    for each in root.findChildren(QWidget):
        takes_tab = each.focusPolicy() & Qt.FocusPolicy.TabFocus and QWidget.focusProxy(each) is None
        if not each.isVisible() or not each.isEnabled() or not takes_tab:
            continue
        group = each.group() if isinstance(each, QAbstractButton) else None
        is_exclusive = isinstance(each, QAbstractButton) and (
            each.autoExclusive() or (group is not None and group.exclusive())
        )
        together = group or each.parentWidget()
        if is_exclusive and together in known:
            continue
        known |= {together} if is_exclusive else set()
        found.append(each)
    return found


LINE = 24
"""So many pixels apart are lines of a form."""


def tabbed(wanted: Sequence[QWidget], looked_at: set[str]) -> dict[QWidget, QImage | None]:
    """Where Tab goes from the first on, until it comes round, and how each looks then that is met first."""
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    first = focused = QApplication.focusWidget()
    order: dict[QWidget, QImage | None] = {}
    while focused is not None and focused not in order:
        order[focused] = None if named(focused) in looked_at else frame(focused)
        looked_at.add(named(focused))
        if focused.objectName() in HOLDS_TAB:
            QWidget.focusNextPrevChild(focused, True)
        else:
            focused.focusNextPrevChild(True)
        focused = QApplication.focusWidget()
    assert focused is first, f"Tab does not come round from {[named(each) for each in order][-3:]}"
    return order


def unseen(order: Mapping[QWidget, QImage | None]) -> list[str]:
    """What looks with the focus as it does without."""
    found = []
    for each, with_focus in order.items():
        if with_focus is None:
            continue
        if each.hasFocus():
            next(other for other in order if other is not each).setFocus()
        if frame(each) == with_focus:
            found.append(named(each))
    return found


def _areas(widget: QWidget) -> list[QAbstractScrollArea]:
    found: list[QAbstractScrollArea] = []
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea):
            found.insert(0, above)
        above = above.parentWidget()
    return found


def _place(widget: QWidget, within: QAbstractScrollArea | None) -> tuple[int, int, int, int]:
    """Left, top, right, bottom: in the window, or in what a scroll area scrolls."""
    ground = within.viewport() if within is not None else widget.window()
    at = widget.mapTo(ground, QPoint())
    return at.x(), at.y(), at.x() + widget.width(), at.y() + widget.height()


def goes_back(one: QWidget, other: QWidget) -> bool:
    """Whether `other` stands above `one` in the same column, or to the left of it in the same line."""
    mine, others = _areas(one), _areas(other)
    common = [a for a, b in zip(mine, others, strict=False) if a is b]
    # What is scrolled stands, for those outside, where its area does.
    first = mine[len(common)] if len(mine) > len(common) else one
    second = others[len(common)] if len(others) > len(common) else other
    if first is second:
        return False
    ground = common[-1] if common else None
    left, top, right, bottom = _place(first, ground)
    x, y, end, foot = _place(second, ground)
    is_above = foot <= top and x < right
    is_left = y < bottom and foot > top and end <= left
    return is_above or is_left


def test_everybody_finds_everything_by_ear_and_by_tab(opened: Open, program: Program, zhongcun: UUID) -> None:
    furnish(program, zhongcun)
    shell = opened(zhongcun, "visit")
    nameless, missed, backward, dark = [], [], [], []
    faults: dict[str, list[str]] = {each: [] for each in KEYS}
    undocumented, looked_at = set[str](), set[str]()
    documented = set(re.findall("`([A-Z0-9])`", (manual() / "keys.md").read_text("utf-8"))) | {*"0123456789"}
    for place, root in everywhere(shell):
        for each in controls(root):
            name = said(each)
            if not re.search("[\u4e00-\u9fff]", name) or name == each.objectName():
                nameless.append(f"{place}: {named(each)} “{name}”")
            undocumented |= {
                f"{key} ({place} {named(each)})" for key in _single_keys(each) if key not in documented
            }
        for what, look in KEYS.items():
            faults[what] += [f"{place}: {each}" for each in look(root)]
        wanted = stops(root)
        if not wanted:
            continue
        seen = tabbed(wanted, looked_at)
        order = list(seen)
        missed += [f"{place}: {named(each)}" for each in wanted if each not in order]
        backward += [
            f"{place}: {named(one)} → {named(other)}"
            for one, other in pairwise(_from_the_start(order, root))
            if goes_back(one, other) and (one.objectName(), other.objectName()) not in UPWARD
        ]
        if len(order) > 1:
            dark += [f"{place}: {each}" for each in unseen(seen)]
    settle()
    told = {"without a name": nameless, "Tab never comes to": missed, "Tab goes back": backward}
    told |= faults | {
        "looks the same with the focus": dark,
        "keys that the manual does not tell": sorted(undocumented),
    }
    assert "\n".join(f"{what}: {each}" for what, several in told.items() for each in several) == ""


def _from_the_start(order: list[QWidget], root: QWidget) -> list[QWidget]:
    """The same round begun at the top left: at the navigation, or at what stands highest in a dialog."""
    names = [each.objectName() for each in order]
    if "nav_home" in names:
        start = names.index("nav_home")
    else:
        start = min(range(len(order)), key=lambda number: _line_and_column(order[number], root))
    return [*order[start:], *order[:start]]


def _line_and_column(control: QWidget, root: QWidget) -> tuple[int, int]:
    """Where it stands; what is as high as its neighbour or lower stands in one line with it."""
    place = control.mapTo(root, control.rect().center())
    return place.y() // LINE, place.x()


def _single_keys(control: QWidget) -> list[str]:
    """The key a button shows, where that is a letter or a digit alone."""
    told = control.accessibleDescription() if isinstance(control, KeyButton) else ""
    return re.findall(r"^快捷键 ([A-Z0-9])$", told)


def test_the_frame_of_a_tab_that_the_arrows_chose_is_whole(
    qtbot: QtBot, opened: Open, zhongcun: UUID
) -> None:
    bar = the(opened(zhongcun, "scoring"), QTabBar, "scoringTabs")
    bar.setFocus()
    for number in range(1, bar.count()):
        press(Qt.Key.Key_Right)
        settle()
        assert bar.currentIndex() == number
        qtbot.waitUntil(lambda: bar.rect().contains(bar.tabRect(bar.currentIndex())))
