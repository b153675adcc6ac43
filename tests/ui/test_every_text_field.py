"""What an input method composes comes in exactly once, in every text field there is."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from sgz_desktop.domain.dossier import Dossier
from sgz_desktop.domain.entities import field_names
from sgz_desktop.services.program import Program
from sgz_desktop.ui.shell import Shell
from sgz_desktop.ui.widgets import auto_fields
from sgz_desktop.ui.widgets.auto_fields import AutoField, flush_all
from sgz_desktop.ui.widgets.self_saving import SelfSaving
from sgz_desktop.ui.widgets.typing_fields import Line, MarkField, Text
from tests.ui.find import compose, the, type_into
from tests.ui.places import dialogs, furnish, pages, panels, part, reporting, settle
from tests.ui.reporting import observed, pages_of, point_at, when_printed

Open = Callable[[UUID, str], Shell]
LOOKS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)

SEARCHES = {
    "homeSearch": "filters the list of evaluations",
    "attendanceFind": "leads to a worker of the roster",
    "trainingFind": "leads to a worker of the roster",
    "indicatorFind": "leads to an indicator or a zone",
    "surveySeed": "says with which number to draw, and is kept once that is done",
    "surveyCount": "says how many to draw, and is kept once that is done",
    "stopSearch": "filters the items",
    "goToCode": "a code to jump to, nothing that is kept",
    "boardSearch": "filters the observations",
    "passageNameSearch": "filters the names that a passage may use",
    "indicatorFrom": "the source that the next figures get, written with each of them",
}
"""Fields that keep nothing, with the reason; what is composed in them stays in them."""
SHOWN = {
    "feedbackSheet": "the sheet that is read aloud",
    "keys_lines": "the list of keys",
    "manualText": "the manual",
}
"""Texts that can only be read."""
ANSWERED = re.compile("ask|draw_|paperRows_|new_|palette")
"""Fields of dialogs, whose text is used when the dialog is answered."""


def fields(root: QWidget) -> list[Any]:
    """What text can be seen in, without the editable part of a choice."""
    return [
        each
        for each in root.findChildren(QWidget)
        if isinstance(each, LOOKS)
        and each.isVisible()
        and not isinstance(each.parentWidget(), QComboBox | QAbstractSpinBox)
    ]


def owner(field: QWidget) -> SelfSaving | None:
    """What saves a field's text."""
    above = field.parentWidget()
    while above is not None and not isinstance(above, SelfSaving):
        above = above.parentWidget()
    return above


def family(field: QWidget) -> str:
    """Fields that one line of code makes: rows of one table, figures of one list."""
    card = type((owner(field) or field).parentWidget()).__name__
    return f"{card} {type(field).__name__} {field.objectName().rsplit('_', 1)[-1]}"


def kept(dossier: Dossier, token: str) -> Counter[str]:
    """How often a text holds the token, by kind of what holds it."""
    found: Counter[str] = Counter()
    for each in dossier.entities():
        for name in field_names(type(each)):
            value = getattr(each, name)
            if isinstance(value, str) and token in value:
                found[each.kind] += value.count(token)
    return found


WAYS = ("focus", "page", "closing")


@dataclass
class Typist:
    """Somebody who composes in one field after the other and leaves each in every way there is."""

    qtbot: QtBot
    shell: Shell
    program: Program
    evaluation_id: UUID
    tried: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    """What is wrong."""
    _count: int = 0

    def go_through(self, place: str, root: QWidget) -> None:
        """Try what a place has, one of each family."""
        for each in fields(root):
            name, saver = each.objectName(), owner(each)
            if name in SHOWN:
                assert each.isReadOnly(), name
                continue
            if not isinstance(each, Line | Text) or (saver is None and not self._is_listed(name, root)):
                self.found.append(f"{place}: {name} is none of ours")
                continue
            is_open = not each.isReadOnly() and each.isEnabled() and not isinstance(each, MarkField)
            if isinstance(each, MarkField):
                assert not each.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), name
            if is_open and not self.tried[family(each)]:
                self._try(place, each, saver)
            self.tried[family(each)] += 1

    def _is_listed(self, name: str, root: QWidget) -> bool:
        return name in SEARCHES or (root is not self.shell and bool(ANSWERED.match(name)))

    def _try(self, place: str, one: Line | Text, saver: SelfSaving | None) -> None:
        ways = WAYS if saver is not None and one.window() is self.shell else WAYS[:1]
        for way in ways:
            if not isValid(one) or not one.isVisible():
                return
            self._count += 1
            token, before = f"组{self._count}字", one.plain_text()
            one.setFocus()
            assert one.hasFocus(), f"{place}: {one.objectName()}"
            compose(one, token)
            self.qtbot.wait(4)
            is_left_alone = one.composition.is_open and one.plain_text() == before
            self._leave(way, one)
            wrong = self._wrong(one, token, is_saved=saver is not None)
            if not is_left_alone or wrong:
                self.found.append(f"{place}: {one.objectName()} by {way}: {wrong or 'not left alone'}")

    def _leave(self, way: str, one: Line | Text) -> None:
        if way == "page":
            # What leaving a page does first; the page stays, so that the next field is still there.
            page = the(self.shell, QStackedWidget, "pages").currentWidget()
            assert page is not None
            flush_all(page)
        elif way == "closing":
            self.shell.closing.may_close()
        else:
            one.clearFocus()

    def _wrong(self, one: Line | Text, token: str, *, is_saved: bool) -> str:
        """What is wrong after leaving; what was refused is put back."""
        settle()
        counts = kept(self.program.evaluations.dossier(self.evaluation_id), token)
        if counts and set(counts.values()) == {1}:
            return ""
        if counts:
            return f"kept more than once: {dict(counts)}"
        text = one.plain_text() if isValid(one) else ""
        if text.count(token) != 1:
            return f"lost, the field says “{text}”"
        saver = owner(one)
        if one.objectName() in SEARCHES:
            type_into(one, "")  # so that everything is found again
        if is_saved and isinstance(saver, AutoField):
            # Refused as no day or number, or waiting for what else must be given: every letter stayed.
            one.put(text.replace(token, ""))
            saver.flush()
        return ""


@pytest.fixture
def typist(
    qtbot: QtBot, opened: Open, program: Program, zhongcun: UUID, monkeypatch: pytest.MonkeyPatch
) -> Typist:
    """At a window whose fields wait a moment only."""
    monkeypatch.setattr(auto_fields, "SAVE_MS", 2)
    furnish(program, zhongcun)
    return Typist(qtbot, opened(zhongcun, "visit"), program, zhongcun)


def test_what_is_composed_anywhere_comes_in_once(typist: Typist) -> None:
    shell = typist.shell
    for place, root in chain(pages(shell), panels(shell), dialogs(shell)):
        typist.go_through(place, root)
    for place in sources(typist.qtbot, shell):
        typist.go_through(place, shell)
    assert "\n".join(typist.found) == ""
    assert {family(each) for each in all_fields(shell)} - set(typist.tried) == set()
    assert len(typist.tried) > 60


def sources(qtbot: QtBot, shell: Shell) -> Iterator[str]:
    """What is edited beside the report's preview: a passage, a text, an observation."""
    reporting(shell, is_on=True)
    part(shell, "report", "reportTabs", 0)
    when_printed(qtbot, shell)
    for block in ("background.method_premises", "progress.progress_verdict", observed(shell)[1]):
        qtbot.waitUntil(partial(_is_chosen, shell, block))
        when_printed(qtbot, shell)
        settle()
        yield f"report: {block}"


def _is_chosen(shell: Shell, block: str) -> bool:
    """Click it, once more where the preview was printed anew beneath the click."""
    pages = pages_of(shell)
    if pages.chosen != block and block in pages.block_ids:
        point_at(shell, block)
    return pages.chosen == block


def all_fields(shell: Shell) -> list[QWidget]:
    """Every field of ours that anything was made with, shown or not."""
    found = [*shell.findChildren(Line), *shell.findChildren(Text)]
    return [each for each in found if each.objectName() and each.window() is shell]
