"""The steps in which a new evaluation is told: station and day, parties and terms, experts."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from sgz_desktop.domain.evaluation import Phase
from sgz_desktop.errors import Refused
from sgz_desktop.ui.figures import phase_name
from sgz_desktop.ui.reading import read_date, read_whole, read_yuan
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.buttons import Segments
from sgz_desktop.ui.widgets.plain import caption, label
from sgz_desktop.ui.widgets.typing_fields import Line, Text

_BETWEEN_NAMES = re.compile(r"[\s,，、;；]+")
_MOST_EXPERTS = 20


class Fields(QWidget):
    """Lines of text that are read together; the first one that cannot be read gets the focus.

    What cannot be read is told beneath its line as soon as the line is left.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, tuple[Line, Callable[[str], Any]]] = {}
        self._said: dict[str, QLabel] = {}
        self._wrong: Line | None = None

    def line(self, name: str, key: str, title: str, read: Callable[[str], Any], hint: str = "") -> QWidget:
        """A line of text by its key, read so, with room for what is wrong with it."""
        found = Line(name=name, title=title, placeholder=hint)
        self._lines[key] = found, read
        said = self._said[key] = label("", "error", wrap=True, name=f"{name}_error")
        said.hide()
        found.typed.connect(lambda: self._say(key, ""))
        found.left.connect(lambda: self._look_at(key))
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(found)
        column.addWidget(said)
        return both

    def field(self, key: str) -> Line:
        """The line of a key."""
        return self._lines[key][0]

    def check(self) -> bool:
        """Tell beside each filled line what is wrong with it; whether nothing is."""
        wrong = [key for key in self._lines if not self._look_at(key)]
        self._wrong = self._lines[wrong[0]][0] if wrong else None
        return not wrong

    def _look_at(self, key: str) -> bool:
        line, read = self._lines[key]
        line.composition.take_in()
        if not line.text().strip():
            return True  # what is left open is no mistake yet
        try:
            read(line.text())
        except Refused as refused:
            self._say(key, str(refused))
            return False
        self._say(key, "")
        return True

    def _say(self, key: str, sentence: str) -> None:
        self._said[key].setText(sentence)
        self._said[key].setVisible(bool(sentence))

    def read(self) -> dict[str, Any]:
        """What is filled in, by its key. Raises Refused with a sentence that names the field."""
        found = {}
        for key, (line, read) in self._lines.items():
            line.composition.take_in()
            try:
                found[key] = read(line.text())
            except Refused as refused:
                self._wrong = line
                self._say(key, str(refused))
                sentence = tr("{field}：{why}").format(field=line.accessibleName(), why=refused)
                raise Refused(key, sentence) from refused
        return found

    def show_wrong(self) -> None:
        """Go to the field that could not be read."""
        if self._wrong is not None:
            self._wrong.setFocus()
            self._wrong.selectAll()

    def begin(self) -> None:
        """Go to the first field."""
        next(line for line, _ in self._lines.values()).setFocus()


def phases(name: str) -> Segments:
    """中期 or 末期, to be chosen."""
    choices = [(phase, tr("{phase}评估").format(phase=phase_name(phase))) for phase in Phase]
    found = Segments(choices, name=name, title=tr("评估阶段"))
    found.choose(Phase.MIDTERM)
    return found


class StationStep(Fields):
    """The three things every evaluation has."""

    def __init__(self) -> None:
        super().__init__()
        self._phase = phases("askNew_phase")
        station = self.line(
            "askNew_station", "station", tr("社工站全称"), _read_station, tr("某某区某某街社工服务站")
        )
        day = self.line("askNew_day", "day", tr("评估日期"), read_date, "2024-01-16")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for text, field, part in (
            (tr("社工站全称"), self.field("station"), station),
            (tr("评估阶段"), self._phase, self._phase),
            (tr("评估日期（可以以后再填）"), self.field("day"), day),
        ):
            column.addWidget(caption(text, field))
            column.addWidget(part)
        column.addStretch(1)

    def read(self) -> dict[str, Any]:
        """Station, phase and day. Raises Refused."""
        return {**super().read(), "phase": self._phase.value}


class PartiesStep(Fields):
    """Who is party to it, and what was agreed; all of it can be filled in later."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        day = "2024-01-16"

        def texts(text: str) -> str:
            return text.strip()

        fields: tuple[tuple[str, str, Callable[[str], Any], str], ...] = (
            ("district", tr("区"), texts, ""),
            ("purchaser", tr("购买方"), texts, ""),
            ("operator", tr("承办方"), texts, ""),
            ("supervisor", tr("监督方"), texts, ""),
            ("assessor", tr("评估方"), texts, ""),
            ("supervision_centre", tr("督导中心"), texts, ""),
            ("agreement_start", tr("服务协议期自"), read_date, day),
            ("agreement_end", tr("服务协议期至"), read_date, day),
            ("funds_yuan", tr("服务经费（元）"), read_yuan, "2400000"),
            ("required_staff", tr("应配备社工人数"), read_whole, "20"),
        )
        for number, (key, title, read, hint) in enumerate(fields):
            at, column = divmod(number, 2)
            line = self.line(f"askNew_{key}", key, title, read, hint)
            grid.addWidget(caption(title, self.field(key)), 2 * at, column)
            grid.addWidget(line, 2 * at + 1, column)
        grid.setRowStretch(2 * len(fields), 1)

    def read(self) -> dict[str, Any]:
        """The fields of the head that are filled in. Raises Refused."""
        return {"head": {key: value for key, value in super().read().items() if value not in ("", None)}}


class ExpertsStep(QWidget):
    """How many experts come, and their names as far as they are known."""

    def __init__(self) -> None:
        super().__init__()
        self._count = Line(name="askNew_count", title=tr("专家人数"), placeholder="5")
        self._names = Text(
            name="askNew_names", title=tr("专家姓名"), placeholder=tr("林专家、王专家…"), lines=(3, 6)
        )
        self._is_count_wrong = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for text, part in (
            (tr("专家姓名（用顿号、空格或换行分开，第一位是组长）"), self._names),
            (tr("人数（姓名还没有定的，先按“专家1、专家2”列出）"), self._count),
        ):
            column.addWidget(caption(text, part))
            column.addWidget(part)
        says = tr("谁评哪一部分、回避声明和廉洁承诺，在“评前准备”里安排。")
        column.addWidget(label(says, "second", wrap=True))
        column.addStretch(1)

    def read(self) -> dict[str, Any]:
        """The names, with stand-ins for those nobody knows yet. Raises Refused."""
        for each in (self._names, self._count):
            each.composition.take_in()
        self._is_count_wrong = False
        names = [each for each in _BETWEEN_NAMES.split(self._names.toPlainText()) if each]
        try:
            count = read_whole(self._count.text()) or 0
        except Refused:
            count = -1
        if not 0 <= count <= _MOST_EXPERTS or len(names) > _MOST_EXPERTS:
            self._is_count_wrong = len(names) <= _MOST_EXPERTS
            raise Refused("experts", tr("专家人数应是 0 至 {most} 的整数。").format(most=_MOST_EXPERTS))
        names += [tr("专家{number}").format(number=number) for number in range(len(names) + 1, count + 1)]
        return {"experts": tuple(names)}

    def show_wrong(self) -> None:
        """Go to the field that could not be read."""
        (self._count if self._is_count_wrong else self._names).setFocus()

    def begin(self) -> None:
        """Go to the first field."""
        self._names.setFocus()


def _read_station(text: str) -> str:
    if not text.strip():
        raise Refused("station", tr("请填写社工站全称。"))
    return text.strip()
