"""The list of 满意度: the sample or the whole roster, or what says that there is nobody yet."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from sgz_desktop.ui.pages.day_table import Ledger
from sgz_desktop.ui.pages.tables_parts import import_button
from sgz_desktop.ui.pages.tables_survey_people import People
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.plain import Empty

_LEAST_HEIGHT = 96
"""Of the list, in pixels: in the smallest window with the largest text the rest needs nearly all the room."""


class Shown(StrEnum):
    """Who is listed: those drawn, or the whole roster."""

    SAMPLE = "sample"
    ROSTER = "roster"


class CallSheet(Ledger):
    """People in order.

    Signals: typing, when somebody's answer is asked for by a double click.
    """

    typing = Signal()

    def __init__(self, people: People) -> None:
        super().__init__(people.columns(), name="surveyTable", title=tr("访问名单"))
        self.doubleClicked.disconnect()
        self.doubleClicked.connect(lambda _: self.typing.emit())


def shown_choice() -> Segments:
    """Whether the sample or the roster is listed; at first the sample."""
    found = Segments(
        ((Shown.SAMPLE, tr("访问名单")), (Shown.ROSTER, tr("名册"))), name="surveyShown", title=tr("列出")
    )
    found.choose(Shown.SAMPLE)
    return found


def nobody_yet(import_roster: Callable[[], None]) -> Empty:
    """What stands in the place of the list while the roster is empty."""
    said = tr("这里先要一份服务对象名册，从中抽取样本，再逐个访问。名册可以从工作簿读入。")
    found = Empty(tr("还没有服务对象名册"), said, name="surveyEmpty")
    found.setAccessibleName(tr("还没有服务对象名册"))
    found.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    found.offer(import_button("surveyImportFirst", import_roster))
    return found


def either(table: CallSheet, empty: Empty) -> QStackedWidget:
    """The list, and in its place what says that there is nobody."""
    found = QStackedWidget()
    found.addWidget(table)
    found.addWidget(empty)
    found.setMinimumHeight(_LEAST_HEIGHT)
    return found
