"""The form of the record that is chosen in a ledger: fields that save themselves, lists, boxes."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from sgz_desktop.errors import Refused
from sgz_desktop.ui.reading import plain, read_date, read_text, read_whole
from sgz_desktop.ui.session import Session
from sgz_desktop.ui.texts import tr
from sgz_desktop.ui.widgets.auto_fields import AutoField, auto_figure, auto_line, auto_text
from sgz_desktop.ui.widgets.choice import Choice
from sgz_desktop.ui.widgets.plain import Card, label, row
from sgz_desktop.ui.widgets.scrolling import behind_bar, keep_off_bar
from sgz_desktop.ui.wording import field_text

Clock = Callable[[], datetime]
_PARTS = {"半": ":30", "一刻": ":15", "三刻": ":45", "整": ":", "钟": ":", "": ":"}
_MINUTES = re.compile(r"[点时](半|一刻|三刻|整|钟|)")


def read_time(text: str) -> str:
    """A time of the day written 9:30, 0930, 9点30, 9点半 or ９：３０; "" for nothing; raises Refused."""
    typed = plain(_MINUTES.sub(lambda found: _PARTS[found[1]], text).replace("分", "")).replace(".", ":")
    if not typed:
        return ""
    if typed.isdecimal() and len(typed) in (3, 4):
        typed = f"{typed[:-2]}:{typed[-2:]}"
    hours, _, minutes = typed.partition(":")
    minutes = minutes or "00"
    is_short = len(hours) <= 2 and len(minutes) <= 2  # Python reads no figure of thousands of digits
    are_digits = is_short and hours.isdecimal() and minutes.isdecimal()
    if not (are_digits and int(hours) < 24 and int(minutes) < 60):
        raise Refused("", tr("时间应写成 09:30 的样子。"))
    return f"{int(hours):02}:{int(minutes):02}"


class Form(Card):
    """Fields of one record of a kind; every one is saved at once and is a step of undo.

    `said` names the record in the list of undo, e.g. 日程.
    """

    def __init__(self, session: Session, kind: str, *, name: str, said: str) -> None:
        super().__init__(margin=16, spacing=10, name=name)
        self._session, self._kind, self._said, self._name = session, kind, said, name
        self._record_id: UUID | None = None
        self._fields: dict[str, AutoField] = {}
        self._choices: dict[str, Choice] = {}
        self._boxes: dict[str, QCheckBox] = {}

    @property
    def record_id(self) -> UUID | None:
        """Which record is shown."""
        return self._record_id

    @property
    def is_kept(self) -> bool:
        """Whether everything that is typed is saved."""
        return all(each.is_kept for each in self._fields.values())

    def line(
        self,
        field: str,
        title: str,
        *,
        placeholder: str = "",
        read: Callable[[str], Any] = read_text,
    ) -> QWidget:
        """A line of text beneath its title."""
        self._fields[field] = auto_line(
            self._saver(field, title),
            name=self._named(field),
            title=title,
            placeholder=placeholder,
            read=read,
        )
        return _titled(title, self._fields[field])

    def time(self, field: str, title: str) -> QWidget:
        """A time of the day."""
        return self.line(field, title, placeholder="09:30", read=read_time)

    def day(self, field: str, title: str) -> QWidget:
        """A day."""
        return self.line(field, title, placeholder="2024-01-16", read=read_date)

    def whole(self, field: str, title: str) -> QWidget:
        """A whole number."""
        self._fields[field] = auto_figure(
            self._saver(field, title), name=self._named(field), title=title, read=read_whole
        )
        return _titled(title, self._fields[field])

    def text(
        self, field: str, title: str, *, placeholder: str = "", lines: tuple[int, int] = (3, 12)
    ) -> QWidget:
        """Several lines of text."""
        self._fields[field] = auto_text(
            self._saver(field, title),
            name=self._named(field),
            title=title,
            placeholder=placeholder,
            lines=lines,
        )
        return _titled(title, self._fields[field])

    def choice(self, field: str, title: str, choices: Sequence[tuple[Any, str]] = ()) -> QWidget:
        """One of several values; `offer` says which, where they change."""
        box = Choice(choices, name=self._named(field), title=title)
        box.setMinimumContentsLength(4)
        box.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.picked.connect(lambda value: self.set_values({field: value}, title))
        self._choices[field] = box
        return _titled(title, box)

    def box(self, field: str, title: str) -> QCheckBox:
        """Yes or no."""
        box = QCheckBox(title)
        box.setObjectName(self._named(field))
        box.setAccessibleName(title)
        box.clicked.connect(lambda on: self.set_values({field: on}, title))
        self._boxes[field] = box
        return box

    def put(self, *widgets: QWidget, first: int = 1) -> None:
        """Lay widgets side by side, the first so many times as wide as the others."""
        line = row(*widgets, spacing=10)
        for number in range(len(widgets)):
            line.setStretch(number, 1 if number else first)
        self.body.addLayout(line)

    def offer(self, field: str, choices: Sequence[tuple[Any, str]]) -> None:
        """What a list offers."""
        self._choices[field].offer(choices)

    def field(self, field: str) -> AutoField:
        """One of the text fields."""
        return self._fields[field]

    def show_record(self, record: Any) -> None:
        """Show a record as stored; None empties the form and lets nothing be typed."""
        is_other = (record.id if record is not None else None) != self._record_id
        self._record_id = record.id if record is not None else None
        self.setEnabled(record is not None)
        for name, field in self._fields.items():
            field.show_text(field_text(getattr(record, name)) if record is not None else "", other=is_other)
        for name, choice in self._choices.items():
            choice.choose(getattr(record, name) if record is not None else None)
        for name, box in self._boxes.items():
            box.setChecked(bool(record is not None and getattr(record, name)))

    def flush(self) -> bool:
        """Save what is typed; False where something cannot be saved."""
        kept = [each.flush() for each in self._fields.values()]
        return all(kept)

    def enter(self, field: str = "") -> None:
        """Put the cursor into a field, the first one without a name."""
        self._fields[field or next(iter(self._fields))].field.setFocus()

    def set_values(self, values: dict[str, Any], title: str) -> bool:
        """Set fields by a click or key; where that fails it is said above and what is stored is shown."""
        known = self._record_id
        if known is None:
            return False
        preparing, kind = self._session.program.preparing, self._kind
        return self._session.write(
            f"{self._said}：{title}",
            lambda each, who: preparing.edit(each, kind, known, values, who),
            about=f"{kind} {known} {' '.join(values)}",
        ).is_done

    def _saver(self, field: str, title: str) -> Callable[[Any], str]:
        def save(value: Any) -> str:
            preparing, kind, known = self._session.program.preparing, self._kind, self._record_id
            if known is None:
                return ""
            return self._session.write(
                f"{self._said}：{title}",
                lambda each, who: preparing.edit(each, kind, known, {field: value}, who),
                merge=f"{kind} {known} {field}",
                quiet=True,
            ).sentence

        return save

    def _named(self, field: str) -> str:
        return f"{self._name}_{field}"


def scrolled(inside: QWidget) -> QScrollArea:
    """What may be higher than the window, behind a bar; without one it reaches to the edge."""
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inside)
    column.addStretch(1)
    area = behind_bar(ground)
    area.setFrameShape(QFrame.Shape.NoFrame)
    keep_off_bar(area, column)
    return area


def _titled(title: str, widget: QWidget) -> QWidget:
    found = QWidget()
    column = QVBoxLayout(found)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label(title, "second"))
    column.addWidget(widget)
    column.addStretch(1)
    return found
